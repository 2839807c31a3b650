//! `cargo xtask bench`: measures sizes, the page in a browser, and the native core, and writes them
//! into bench/RESULTS.md. Also checks the sizes against the budget.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::package::compression::{self, Size};
use crate::package::dist;
use crate::tools::files::root;
use crate::tools::programs::{cargo, cargo_says};
use crate::tools::setup;
use crate::tools::web_tools::WebTools;

/// How many times each question is repeated in the measured questionnaires: 42, 420 and 4,200
/// questions.
const REPEATS: [usize; 3] = [1, 10, 100];
/// The generated section is between these two lines; the rest of the file is written by hand.
const BEGIN: &str = "<!-- written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end -->\n";

/// Measures everything and writes the results.
///
/// # Errors
/// When a build, a browser or a benchmark fails.
pub fn run() -> Result<()> {
    let tools = setup::web()?;
    setup::chromium()?;
    let mut folders = Vec::new();
    // The usual page last, so that `dist/` holds it at the end.
    for repeat in REPEATS.into_iter().rev() {
        folders.push(format!("{}={}", repeat * 42, built(&tools, repeat)?.display()));
    }
    folders.reverse();
    let dist = root().join("dist");
    let mut out = format!(
        "\nMeasured with {}.\n\n## Sizes\n\nIn bytes; brotli at its highest level, as a static host stores it.\n",
        machine()
    );
    out += &table_of_sizes(&compression::sizes(&dist)?);
    out += "\nThe page's module by crate, before wasm-opt (generic code counts where its first type comes from):\n";
    out += &by_crate(&root().join("target/web/wasm32-unknown-unknown/web/aims.wasm"))?;
    out += "\n## In the browser\n\nHeadless Chromium, a fresh profile for each round; medians with range.\n\n";
    let arguments: Vec<&str> = folders.iter().map(String::as_str).collect();
    out += &cargo_says(
        &[
            &["run", "--locked", "--quiet", "--package", "browser-tests", "--bin", "bench", "--"],
            &arguments[..],
        ]
        .concat(),
    )?;
    cargo(&["bench", "--locked", "--package", "aims-assessment", "--bench", "core"])?;
    out += "\n## The core, natively\n\nOn one core, by criterion: the mean, with its confidence interval of 95 %.\n\n";
    out += &native(&root().join("target/criterion"))?;
    let file = root().join("bench/RESULTS.md");
    let old = fs::read_to_string(&file).context("reading bench/RESULTS.md")?;
    let (before, rest) =
        old.split_once(BEGIN).context("bench/RESULTS.md has no place for what is measured")?;
    let (_, after) =
        rest.split_once(END).context("what is measured has no end in bench/RESULTS.md")?;
    fs::write(&file, format!("{before}{BEGIN}{out}\n{END}{after}"))?;
    Ok(())
}

/// Builds the page with every question repeated `repeat` times, in a folder of its own.
fn built(tools: &WebTools, repeat: usize) -> Result<PathBuf> {
    let dist = dist::build_repeated(tools, repeat)?;
    let folder = root().join(format!("target/bench/{}", repeat * 42));
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&dist)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(folder)
}

/// Checks that no part weighs more than bench/budget.toml allows, and that each part is listed
/// there.
///
/// # Errors
/// Lists every part that is too heavy or not listed.
pub fn keep_budget(sizes: &[Size]) -> Result<()> {
    let text = fs::read_to_string(root().join("bench/budget.toml"))
        .context("reading bench/budget.toml")?;
    let budget: BTreeMap<String, usize> = toml::from_str(&text).context("bench/budget.toml")?;
    let mut over = Vec::new();
    for (name, most) in &budget {
        let size = brotli_size(sizes, name)
            .with_context(|| format!("bench/budget.toml names {name}, which is not built"))?;
        if size > *most {
            over.push(format!("{name}: {size} bytes after brotli, {most} allowed"));
        }
    }
    ensure!(over.is_empty(), "larger than bench/budget.toml allows:\n{}", over.join("\n"));
    println!("Sizes: within bench/budget.toml.");
    Ok(())
}

/// Returns the size after brotli of a file, or of several with `+` between their names.
fn brotli_size(sizes: &[Size], names: &str) -> Option<usize> {
    names
        .split(" + ")
        .map(|name| sizes.iter().find(|size| size.name == name).map(|size| size.brotli))
        .sum()
}

fn table_of_sizes(sizes: &[Size]) -> String {
    let mut out = String::from("\n| file | raw | gzip | brotli |\n|---|---:|---:|---:|\n");
    for size in sizes {
        let _ = writeln!(out, "| {} | {} | {} | {} |", size.name, size.raw, size.gzip, size.brotli);
    }
    for (language, code) in [("English", "en"), ("French", "fr")] {
        let first = format!("index.html + start.js + aims.wasm + words-{code}.json");
        let whole = format!("{first} + results.wasm + report-{code}.json");
        for (what, names) in
            [("before the first answer", first), ("a whole visit with results", whole)]
        {
            let size = brotli_size(sizes, &names).map_or("–".to_owned(), |size| size.to_string());
            let _ = writeln!(out, "| **{what}, in {language}** | | | **{size}** |");
        }
    }
    out
}

/// Returns the code size in bytes by crate, largest first.
fn by_crate(module: &Path) -> Result<String> {
    let bytes = fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    let mut crates: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (name, length) in functions(&bytes)? {
        let entry = crates.entry(crate_of(&name)).or_default();
        *entry = (entry.0 + length, entry.1 + 1);
    }
    let mut list: Vec<_> = crates.into_iter().collect();
    list.sort_by_key(|(_, (length, _))| std::cmp::Reverse(*length));
    let mut out = String::from("\n| crate | bytes of code | functions |\n|---|---:|---:|\n");
    for (name, (length, count)) in list.iter().take(14) {
        let _ = writeln!(out, "| {name} | {length} | {count} |");
    }
    Ok(out)
}

/// Returns the name and the size in bytes of each function of a module; one without a name has an
/// empty one.
fn functions(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let (mut names, mut lengths, mut imported) = (BTreeMap::new(), Vec::new(), 0_u32);
    for part in wasmparser::Parser::new(0).parse_all(module) {
        match part? {
            wasmparser::Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                }
            }
            wasmparser::Payload::CodeSectionEntry(body) => lengths.push(body.range().len()),
            wasmparser::Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(section) = section.as_known() {
                    add_names(section, &mut names)?;
                }
            }
            _ => {}
        }
    }
    let name = |index| names.remove(&index).unwrap_or_default();
    Ok((imported..).map(name).zip(lengths).collect())
}

/// Adds the names of functions in a module's section of names, by the functions' numbers.
fn add_names(
    section: wasmparser::NameSectionReader,
    names: &mut BTreeMap<u32, String>,
) -> Result<()> {
    for name in section {
        if let wasmparser::Name::Function(map) = name? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name.to_owned());
            }
        }
    }
    Ok(())
}

/// Returns the crate that a function is from: the first part of its path, less what stands before
/// it, as in `<&mut core::…`.
fn crate_of(function: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(function));
    let first = name.split("::").next().unwrap_or_default();
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let start = first.trim_end_matches(is_of_a_name).len();
    if start == first.len() { "(other)".to_owned() } else { first[start..].to_owned() }
}

/// Returns the results that criterion wrote.
fn native(folder: &Path) -> Result<String> {
    let mut lines = Vec::new();
    for what in ["score", "write", "read"] {
        for count in [42, 420, 4200] {
            lines.push((format!("{what}, {count} questions"), format!("core/{what}/{count}")));
        }
    }
    lines.push(("the whole report, 42 questions".to_owned(), "core_report_42".to_owned()));
    let mut out = String::from("| what | µs | from | to |\n|---|---:|---:|---:|\n");
    for (what, place) in lines {
        let file = folder.join(place).join("new/estimates.json");
        let told: serde_json::Value = serde_json::from_str(
            &fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?,
        )?;
        let mean = &told["mean"];
        let interval = &mean["confidence_interval"];
        let [mean, from, to] =
            [&mean["point_estimate"], &interval["lower_bound"], &interval["upper_bound"]]
                .map(|time| time.as_f64().unwrap_or(0.0) / 1000.0);
        let _ = writeln!(out, "| {what} | {mean:.1} | {from:.1} | {to:.1} |");
    }
    Ok(out)
}

/// Returns the browser's version and the number of cores.
fn machine() -> String {
    let version = Command::new("chromium")
        .arg("--version")
        .output()
        .ok()
        .and_then(|said| String::from_utf8(said.stdout).ok());
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{} on {cores} cores", version.as_deref().map_or("Chromium", str::trim))
}
