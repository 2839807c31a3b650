//! Checks what the page's WebAssembly modules can ask of the browser: only their imports, each of
//! which is one function of the script that wasm-bindgen generates ("the glue"). None of them may
//! send data; the list is in CONFIDENTIALITY.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{Parser, Payload};

use self::senders::{OWN_LOADER, SENDERS, SENDING_TEXTS, sending};
use crate::build::chunks::CHUNKS;
use crate::build::split;
use crate::package::built_files::glue_file;
use crate::tools::files::{only_file, read, root, write};

mod groups;
mod senders;

/// Imports that are allowed although they pass data on: the name, and the reason. Printed in
/// CONFIDENTIALITY.md.
const EXCEPTIONS: &[(&str, &str)] = &[(
    "postMessage",
    "in a frame, over a port to the embedding page and not over the network: what the table of a frame's edge above lists, and the result once the visitor hands it over. \
     Before there is a port, the embedding page is told that the frame is there, and nothing else (`src/browser/host.rs`).",
)];

const BEGIN: &str = "<!-- imports: written by `cargo xtask imports` -->";
const END: &str = "<!-- imports: end -->";

/// One function that a module imports.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Import {
    /// The name, without wasm-bindgen's prefix and hash.
    name: String,
    /// The body of the glue's function.
    body: String,
}

/// A module with its glue.
struct Module {
    title: &'static str,
    imports: Vec<Import>,
    /// The glue without the imported functions.
    rest: String,
    bytes: Vec<u8>,
}

/// Checks that no import of the built page can send data, and that CONFIDENTIALITY.md lists them
/// all.
///
/// # Errors
/// When an import can send, or the list is outdated.
pub fn check(dist: &Path) -> Result<()> {
    let list = list(&built_modules(dist)?)?;
    let page = read(&document())?;
    let (_, there, _) = around_list(&page)?;
    ensure!(
        there == list,
        "the imports listed in CONFIDENTIALITY.md are not those of the built page; run `cargo xtask imports` and read what changed"
    );
    println!("Imports: nothing that can send; CONFIDENTIALITY.md lists them.");
    Ok(())
}

/// Writes the list into CONFIDENTIALITY.md.
///
/// # Errors
/// When an import can send, or the page isn't built.
pub fn write_list(dist: &Path) -> Result<()> {
    ensure!(
        dist.join("index.html").is_file(),
        "{} holds no page; `cargo xtask dist` builds it",
        dist.display()
    );
    let list = list(&built_modules(dist)?)?;
    let page = read(&document())?;
    let (before, _, after) = around_list(&page)?;
    write(&document(), &format!("{before}{BEGIN}{list}{END}{after}"))
}

fn document() -> PathBuf {
    root().join("CONFIDENTIALITY.md")
}

/// Returns the text before the list, the list, and the text after it.
fn around_list(page: &str) -> Result<(&str, &str, &str)> {
    let (before, rest) =
        page.split_once(BEGIN).context("CONFIDENTIALITY.md has no place for the imports")?;
    let (list, after) =
        rest.split_once(END).context("the imports in CONFIDENTIALITY.md have no end")?;
    Ok((before, list, after))
}

fn built_modules(dist: &Path) -> Result<Vec<Module>> {
    let module = |title, script: &Path, starts: &[&str]| {
        let part = |start: &&str| {
            let file = only_file(dist, &format!("{start}-"), ".wasm")?;
            fs::read(dist.join(&file)).with_context(|| format!("reading {file}"))
        };
        let parts: Vec<Vec<u8>> = starts.iter().map(part).collect::<Result<_>>()?;
        Module::new(title, &parts, &read(script)?)
            .with_context(|| format!("in {}", script.display()))
    };
    let exports = dist.join(only_file(dist, "exports-", ".js")?);
    Ok(vec![
        module("The page", &glue_file(), &CHUNKS)?,
        module("What makes files", &exports, &["exports"])?,
    ])
}

impl Module {
    fn new(title: &'static str, parts: &[Vec<u8>], glue: &str) -> Result<Self> {
        let (functions, rest) = functions(&without_comments(glue));
        let mut imports = Vec::new();
        let names: Vec<Vec<String>> =
            parts.iter().map(|part| imported_names(part)).collect::<Result<_>>()?;
        let names: BTreeSet<String> = names.into_iter().flatten().collect();
        ensure!(!names.is_empty(), "the module imports nothing, which can't be");
        for name in names {
            let body = functions.get(&name).with_context(|| {
                format!("the script has no function {name}, which the module imports")
            })?;
            imports.push(Import { name: plain(&name), body: body.clone() });
        }
        Ok(Self { title, imports, rest, bytes: parts.concat() })
    }

    /// Returns everything in the module that can send, with its location.
    fn senders(&self, exceptions: &[(&str, &str)]) -> Vec<String> {
        let mut found = Vec::new();
        let excepted = |name: &str, word: &str| {
            name == word && exceptions.iter().any(|(exception, _)| *exception == word)
        };
        for import in &self.imports {
            let in_body = sending(&import.body);
            let in_name = SENDERS
                .iter()
                .copied()
                .filter(|word| import.name.trim_start_matches("set_").eq_ignore_ascii_case(word));
            let words: BTreeSet<&str> = in_body
                .into_iter()
                .chain(in_name)
                .filter(|word| !excepted(&import.name, word))
                .collect();
            found.extend(words.iter().map(|word| {
                format!("{}: the import `{}` can send (`{word}`)", self.title, import.name)
            }));
        }
        for line in self.rest.lines().filter(|line| !OWN_LOADER.contains(&line.trim())) {
            found.extend(sending(line).iter().map(|word| {
                format!("{}: `{word}` stands in the script: {}", self.title, line.trim())
            }));
        }
        let holds =
            |word: &&&str| self.bytes.windows(word.len()).any(|bytes| bytes == word.as_bytes());
        let texts = SENDING_TEXTS
            .iter()
            .filter(holds)
            .filter(|word| !exceptions.iter().any(|(exception, _)| *exception == **word));
        found.extend(
            texts.map(|word| format!("{}: the module holds the text `{word}`", self.title)),
        );
        found
    }
}

/// Returns the list for CONFIDENTIALITY.md.
fn list(modules: &[Module]) -> Result<String> {
    let found: Vec<String> = modules.iter().flat_map(|module| module.senders(EXCEPTIONS)).collect();
    if !found.is_empty() {
        bail!("the page could send:\n  {}", found.join("\n  "));
    }
    for (name, _) in EXCEPTIONS {
        let is_used =
            modules.iter().any(|module| module.imports.iter().any(|import| import.name == *name));
        ensure!(is_used, "no module imports `{name}` any more: take it out of the exceptions");
    }
    Ok(print(modules, EXCEPTIONS))
}

fn print(modules: &[Module], exceptions: &[(&str, &str)]) -> String {
    let mut lines = Vec::new();
    for module in modules {
        lines.push(format!(
            "\n### {}\n\n| for | what it asks the browser for |\n|---|---|",
            module.title
        ));
        let uses: BTreeSet<String> = module.imports.iter().map(Import::shown).collect();
        for (group, uses) in groups::grouped(&uses) {
            let uses: Vec<String> = uses.iter().map(|name| format!("`{name}`")).collect();
            lines.push(format!("| {group} | {} |", uses.join(" ")));
        }
    }
    lines.push(format!("\nExceptions:{}", if exceptions.is_empty() { " none." } else { "\n" }));
    lines.extend(exceptions.iter().map(|(name, why)| format!("- `{name}`: {why}")));
    format!("\n{}\n\n", lines.join("\n"))
}

impl Import {
    /// Returns a short form of the glue's function: `getItem()`, `localStorage`, `href =`, `new
    /// Date()`; its name if none of its lines has such a form.
    fn shown(&self) -> String {
        let lines = self.body.lines().map(str::trim);
        let mut code = lines.filter_map(|line| {
            let line = line
                .strip_prefix("const ret = ")
                .or_else(|| line.strip_prefix("result = "))
                .unwrap_or(line);
            shortened(line.trim_end_matches(';'))
        });
        code.next().unwrap_or_else(|| self.name.clone())
    }
}

/// Returns the short form of a line, if it has one.
fn shortened(code: &str) -> Option<String> {
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
    };
    if let Some((of, class)) = code.split_once(" instanceof ") {
        return (is_argument(of) && is_name(class)).then(|| format!("instanceof {class}"));
    }
    if let Some(class) = code.strip_prefix("new ") {
        let class = class.split('(').next()?;
        return is_name(class).then(|| format!("new {class}()"));
    }
    let (what, is_call) = code.split_once('(').map_or((code, false), |(what, _)| (what, true));
    let (what, is_change) = what.split_once(" = ").map_or((what, false), |(what, _)| (what, true));
    let (of, member) = what.split_once('.')?;
    if !is_name(of) || !is_name(member) || ["wasm", "state0", "table"].contains(&of) {
        return None;
    }
    let what = if is_argument(of) { member } else { what };
    Some(match (is_change, is_call) {
        (true, _) => format!("{what} ="),
        (false, true) => format!("{what}()"),
        (false, false) => what.to_owned(),
    })
}

fn is_argument(text: &str) -> bool {
    text.strip_prefix("arg")
        .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// Returns the names of all functions that a module imports.
fn imported_names(bytes: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let import = import?;
                // Imports between the chunks of a module.
                if [split::FIRST, split::BRING.0].contains(&import.module) {
                    continue;
                }
                ensure!(
                    import.module.ends_with("_bg.js"),
                    "the module imports `{}` from `{}`, which is not wasm-bindgen's script",
                    import.name,
                    import.module
                );
                names.push(import.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// Returns the glue's functions for the module by name, and the script without them.
fn functions(glue: &str) -> (BTreeMap<String, String>, String) {
    let mut functions = BTreeMap::new();
    let mut rest = String::new();
    let mut open: Option<(String, String)> = None;
    for line in glue.lines() {
        // Each begins and ends at eight spaces, and all lines within it are indented further.
        let start = line.strip_prefix("        ").filter(|line| line.starts_with("__wb"));
        if let Some((name, code)) = start.and_then(|line| line.split_once(": function")) {
            open = Some((name.to_owned(), format!("{code}\n")));
        } else if let Some((name, mut body)) = open.take() {
            body += line;
            body.push('\n');
            if line.starts_with("        }") {
                functions.insert(name, body);
            } else {
                open = Some((name, body));
            }
        } else {
            rest += line;
            rest.push('\n');
        }
    }
    // A function without an end is checked with the rest.
    rest.extend(open.map(|(_, body)| body));
    (functions, rest)
}

/// Removes comment lines: those of wasm-bindgen contain the names of Rust types.
fn without_comments(script: &str) -> String {
    let is_comment = |line: &str| {
        ["//", "/*", "* ", "*/"].iter().any(|sign| line.trim_start().starts_with(sign))
    };
    let lines: Vec<&str> = script.lines().filter(|line| !is_comment(line)).collect();
    lines.join("\n")
}

/// Returns an import's plain name: `setItem` for `__wbg_setItem_cfa3cb31f271776a` and
/// `__wbg_setItem_2`.
fn plain(name: &str) -> String {
    let name = name.strip_prefix("__wbg_").unwrap_or(name);
    let is_number = |end: &str| {
        end.chars().all(|c| c.is_ascii_digit())
            || end.len() == 16 && end.chars().all(|c| c.is_ascii_hexdigit())
    };
    name.rsplit_once('_')
        .filter(|(_, end)| is_number(end))
        .map_or(name, |(name, _)| name)
        .to_owned()
}

#[cfg(test)]
mod tests;
