//! The chunks of the page's module, and which function belongs to which ([`super::split`] does the
//! splitting).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use super::{glue, split};
use crate::tools::files::{only_file, read, root, short_hash, write};
use crate::tools::web_tools::WebTools;

/// The chunks in the order of loading: what answering needs, what the results need besides, and
/// what few visitors reach.
pub const CHUNKS: [&str; 3] = ["aims", "results", "rest"];
/// When set to anything, makes a watched build, whose functions report when they run.
pub const WATCH: &str = "AIMS_WATCH";

const HEAD: &str = "\
# The functions of the page's module that come later, by the beginning of the hash of their names: `cargo xtask chunks` writes them by watching a visit.
# What is not here is in the first part, so that new code is never late; to run it again makes the first part small again.
";

/// Returns the path of the unsplit module, kept for the single-file page.
pub fn whole() -> PathBuf {
    root().join("target/hooks/whole.wasm")
}

/// Returns the path of the module as the linker made it, before any other program changed it.
fn linked() -> PathBuf {
    root().join("target/web/wasm32-unknown-unknown/web/aims.wasm")
}

/// Returns whether this is a watched build, whose functions report when they run.
pub fn is_watched() -> bool {
    std::env::var_os(WATCH).is_some()
}

/// Removes the module that Trunk built from a folder and writes its chunks there, each with its
/// hash in the name.
///
/// # Errors
/// When there is no module, or it can't be split.
pub fn divide(tools: &WebTools, folder: &Path) -> Result<()> {
    let made = folder.join(only_file(folder, "aims-", ".wasm")?);
    let script = folder.join(only_file(folder, "aims-", ".js")?);
    let lean = glue::without_classes(&read(&script)?);
    let module = glue::without_unused_exports(&fs::read(&made)?, &lean)?;
    let (module, lean) = glue::without_hashes(&module, &lean)?;
    fs::remove_file(&made)?;
    let optimised = |bytes: &[u8], options: &[&str]| {
        let file = whole().with_extension("part");
        fs::write(&file, bytes)?;
        tools.wasm_opt(options, &file)?;
        fs::read(&file).with_context(|| format!("reading {}", file.display()))
    };
    let put = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(format!("{name}-{}.wasm", short_hash(bytes))), bytes)
    };
    if is_watched() {
        write(&script, &lean)?;
        // With its function names, which the list needs.
        fs::write(whole(), &module)?;
        return Ok(put(CHUNKS[0], &split::watched(&module)?)?);
    }
    let later = Later::read()?;
    let linked = fs::read(linked()).context("reading what the linker made")?;
    let chunks = split::split(&module, &linked, CHUNKS.len(), |name| later.chunk(name))?;
    write(&script, &glue::without_unused_imports(&lean, &chunks)?)?;
    for (name, chunk) in CHUNKS.iter().zip(chunks) {
        put(name, &optimised(&chunk, &["-Oz"])?)?;
    }
    Ok(fs::write(whole(), optimised(&module, &["--strip-debug"])?)?)
}

/// Writes the list of functions to load later, from the numbers of those that ran in a watched
/// build: while answering, and for the results.
///
/// # Errors
/// When next to nothing ran, or the list can't be written.
pub fn write_list(answering: &[usize], results: &[usize]) -> Result<()> {
    let names = split::names(&fs::read(whole())?)?;
    let ran = |numbers: &[usize]| {
        numbers
            .iter()
            .filter_map(|number| names.get(*number))
            .map(|name| id(name))
            .collect::<BTreeSet<_>>()
    };
    let (answering, results) = (ran(answering), ran(results));
    ensure!(answering.len() > 100 && results.len() > 100, "the visit ran next to nothing");
    let all: BTreeSet<String> = names.iter().map(|name| id(name)).collect();
    let (results, rest): (Vec<&String>, _) =
        all.iter().filter(|id| !answering.contains(*id)).partition(|id| results.contains(*id));
    let mut text = HEAD.to_owned();
    for (name, list) in CHUNKS[1..].iter().zip([results, rest]) {
        let _ = writeln!(text, "\n[{name}]");
        for line in list.chunks(12) {
            let _ = writeln!(
                text,
                "{}",
                line.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ")
            );
        }
    }
    write(&list(), &text)
}

fn list() -> PathBuf {
    root().join("bench/chunks.txt")
}

/// The functions of each later chunk, by the hashes of their names.
struct Later(Vec<BTreeSet<String>>);

impl Later {
    fn read() -> Result<Self> {
        let text = read(&list())?;
        let of = |name: &&str| -> Result<BTreeSet<String>> {
            let (_, rest) = text
                .split_once(&format!("\n[{name}]\n"))
                .with_context(|| format!("bench/chunks.txt has no [{name}]"))?;
            Ok(rest
                .split("\n[")
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect())
        };
        Ok(Self(CHUNKS[1..].iter().map(of).collect::<Result<_>>()?))
    }

    fn chunk(&self, name: &str) -> usize {
        let plain = plain(name);
        if FIRST.iter().any(|part| plain.contains(part)) {
            return 0;
        }
        let id = id(name);
        let chunk = self.0.iter().position(|list| list.contains(&id)).map_or(0, |index| index + 1);
        // Moved even if a visit runs it while answering.
        let with_results = || {
            RESULTS
                .iter()
                .any(|start| plain.trim_start_matches(['<', '&', '[', '(']).starts_with(start))
        };
        if chunk == 0 && with_results() { 1 } else { chunk }
    }
}

/// Our modules that are in the first chunk as a whole, as everybody needs most of them: which of
/// their functions the compiler merges changes with every build.
const WHOLE: [&str; 7] = [
    "assessment::answers",
    "assessment::file",
    "browser",
    "language",
    "scoring",
    "storage",
    "view::route",
];
/// Exceptions within them that few visitors need, by a part of the name: these are listed function
/// by function.
const SELDOM: [&str; 27] = [
    "tab_sync::merging",
    "scoring::comparison",
    "scoring::what_if",
    "storage::summary",
    "::move_to",
    "::copy_all",
    "::remove_copied",
    "transfer::goes_along",
    "::put_back",
    "::keep_snapshot",
    "::delete_all",
    "::take_away",
    "::renamed",
    "assessment::file::bytes::",
    "browser::confirming::",
    "browser::printing::",
    "browser::canvas::save_picture",
    "browser::clock::local_time",
    "language::Language>::date",
    ">::leave",
    ">::snapshots",
    ">::number_with",
    ">::can_put_back",
    ">::has_answers",
    "::renumbered",
    "transfer::is_same_text",
    "snapshots::Removed>::",
];

/// Code that reports or handles a chunk that can't be loaded, by a part of its name: it can't be in
/// that chunk, and no watched visit runs all of it.
const FIRST: [&str; 30] = [
    "app::chunks",
    "app::words",
    "app::picture::show",
    "view::page_shell::missing",
    "view::patch::Patch",
    "start_script::PendingLoad",
    "::show_route",
    "::once_complete",
    "::save_plainly",
    "browser::dom::apply",
    // On the stop of the page, keeps what could not be stored.
    "::is_not_stored",
    "::back_up_unstored",
    "::set_unsaved",
    "start_script::keep_unstored",
    "leaving::ask_before_leaving",
    // Notices about answers that can't be read, must be repaired, are of an older version, or are
    // not taken: shown wherever possible.
    "::could_not_store",
    "aims_assessment::view::notice::Notice>>::push",
    "aims_assessment::view::notice::Notice>>::grow_one",
    "WriteGuard<reactive_graph::signal::rw::RwSignal<alloc::vec::Vec<aims_assessment::view::notice::Notice>>",
    "aims_assessment::assessment::file::problem::ProblemKind>>::push",
    "aims_assessment::assessment::file::problem::ProblemKind>>::grow_one",
    "drop_in_place::<serde_json::error::Error>",
    "serde_json::read::StrRead>>::error",
    "serde_json::read::StrRead>>::peek_error",
    "serde_json::read::SliceRead",
    "serde_json::read::push_wtf8_codepoint",
    // Gives memory back after much was used, as by a very long note.
    "dlmalloc::",
    // Tells several assessments apart.
    "aims_assessment::storage::summary::name",
    "drop_in_place::<core::option::Option<guardian::ArcRwLockWriteGuardian<alloc::vec::Vec<aims_assessment::view::notice::Notice>>>",
    "aims_assessment::storage::library::Elsewhere)>>",
];

/// The radar's drawing and figures, by the beginning of the name: loaded with the results; the
/// small radar beside the questions waits for it.
const RESULTS: [&str; 10] = [
    "aims_assessment::language::law::",
    "aims_assessment::language::Language>::after_colon",
    "aims_assessment::language::in_a_row",
    "aims_assessment::language::with_small_letter",
    "aims_assessment::report::radar::",
    "aims_assessment::browser::canvas::",
    "aims_assessment::scoring::",
    "plotters",
    "core::fmt::float",
    "core::num::flt2dec",
];

/// Returns the name of a function's module, if that module stays whole.
fn module(name: &str) -> Option<&str> {
    let path = name.trim_start_matches(['<', '&']).strip_prefix("aims_assessment::")?;
    let is_seldom = SELDOM.iter().any(|part| name.contains(part));
    let is_in =
        |module: &&str| path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"));
    WHOLE.into_iter().find(is_in).filter(|_| !is_seldom)
}

/// Returns ten digits for a function: the hash of its name without the compiler's hashes, or of its
/// module's name if that module stays whole.
fn id(name: &str) -> String {
    let plain = plain(name);
    let hashed = module(&plain).unwrap_or(&plain);
    Sha256::digest(hashed.as_bytes()).iter().take(5).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain += before;
        let hash = after.split_once(']').filter(|(hash, _)| {
            hash.len() > 8 && hash.chars().all(|digit| digit.is_ascii_hexdigit())
        });
        if hash.is_none() {
            plain.push('[');
        }
        rest = hash.map_or(after, |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::id;

    #[test]
    fn a_function_is_known_whatever_hash_the_compiler_gives_its_crate() {
        assert_eq!(
            id("<aims[d092025f8ac686d2]::Report>::new"),
            id("<aims[0123456789abcdef]::Report>::new")
        );
        assert_eq!(
            id("aims_assessment[d092025f8ac686d2]::storage::number_of"),
            id("<aims_assessment::storage::Library<_>>::open")
        );
        assert_ne!(
            id("<aims_assessment::storage::Library<_>>::move_to::<_>"),
            id("<aims_assessment::storage::Library<_>>::open")
        );
        assert_ne!(id("aims_assessment::app::soa::a"), id("aims_assessment::app::soa::b"));
        assert_ne!(id("<[u8]>::first"), id("<[u16]>::first"));
        assert_ne!(id("a::b"), id("a::c"));
    }
}
