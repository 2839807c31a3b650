//! The suites of `cargo xtask test`, ordered so that failures are found as cheaply as possible.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail, ensure};

use super::{bench, documents, imports, method, workflows};
use crate::package::{compression, dist};
use crate::tools::files::root;
use crate::tools::programs::{cargo, run};
use crate::tools::setup::{self, Engines};
use crate::tools::wasm_rust::WasmRust;
use crate::tools::web_tools::WebTools;

/// When set to `required`, an advisory list that can't be fetched is a failure, as before a
/// release.
const ADVISORIES: &str = "AIMS_ADVISORIES";

/// Runs every check and every test.
///
/// # Errors
/// At the first step that fails.
pub fn all() -> Result<()> {
    let tools = setup::web()?;
    let engines = setup::engines()?;
    setup::nginx()?;
    let readers = setup::readers()?;
    core()?;
    workflows::lint()?;
    wasm_lints(&tools)?;
    dependencies(&setup::cargo_deny()?)?;
    method::check(&readers.python)?;
    documents::check(&readers)?;
    browser_with(&tools, &engines)
}

/// Runs everything that needs no browser: formatting, lints, content, native tests.
///
/// # Errors
/// At the first step that fails.
pub fn core() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    cargo(&["run", "--locked", "--quiet", "--", "check", "questions"])?;
    cargo(&["test", "--locked", "--package", "aims-assessment", "--package", "xtask"])
}

/// Makes reports of the examples and opens them with external programs.
///
/// # Errors
/// When the set-up fails, or a program finds values in a file that differ from the scores.
pub fn documents() -> Result<()> {
    documents::check(&setup::readers()?)
}

/// Compares the figures with those of a second program, on random answers.
///
/// # Errors
/// When the set-up fails, or a figure differs.
pub fn method() -> Result<()> {
    method::check(&setup::python()?)
}

/// Builds the page and tests it in real browsers, on all hosts.
///
/// # Errors
/// When the set-up, the build or a test fails.
pub fn browser() -> Result<()> {
    let tools = setup::web()?;
    let engines = setup::engines()?;
    setup::nginx()?;
    browser_with(&tools, &engines)
}

/// Builds the page and runs the browser tests of one file whose names hold `test`; without the
/// budget and the list of imports.
///
/// # Errors
/// When there is no such file, or the set-up, the build or a test fails.
pub fn browser_file(file: &str, test: &str) -> Result<()> {
    let path = format!("tests/browser/tests/{file}.rs");
    ensure!(root().join(&path).is_file(), "there is no {path}");
    let tools = setup::web()?;
    let engines = setup::engines()?;
    setup::nginx()?;
    dist::build(&tools)?;
    run(browser_tests(&engines).args(["--test", file, "--", "--nocapture", test]))
}

/// Runs the long versions of the tests: properties with many cases, and an hour's use of the page
/// in minutes.
///
/// # Errors
/// At the first step that fails.
pub fn soak() -> Result<()> {
    let tools = setup::web()?;
    let engines = setup::engines()?;
    run(Command::new("cargo")
        .args([
            "test",
            "--release",
            "--locked",
            "--package",
            "aims-assessment",
            "--test",
            "native",
            "--",
            "tab_sync::",
            "deletion_model::",
            "hostile_input::",
            "session_properties::",
            "texts_survive::",
        ])
        .env("AIMS_CASES", "250000"))?;
    dist::build(&tools)?;
    run(browser_tests(&engines)
        .args(["--test", "long_use", "--test", "storage_model", "--", "--nocapture"])
        .env("AIMS_SOAK", "50"))
}

/// Checks licences, advisories, sources and duplicates of all dependencies, by `deny.toml`.
///
/// # Errors
/// When a dependency breaks a rule there.
fn dependencies(deny: &Path) -> Result<()> {
    let all = Command::new(deny).args(["check", "advisories"]).current_dir(root()).output()?;
    let said = String::from_utf8_lossy(&all.stderr);
    println!(
        "Advisories: {}.",
        advisories(all.status.success(), &said, env::var(ADVISORIES).ok().as_deref())?
    );
    run(Command::new(deny).args(["check", "licenses", "bans", "sources"]))
}

/// Evaluates the check for advisories. Without a network only the other checks run, unless
/// [`ADVISORIES`] says that advisories are required.
fn advisories(is_good: bool, said: &str, wanted: Option<&str>) -> Result<&'static str> {
    ensure!(
        matches!(wanted, None | Some("" | "required")),
        "{ADVISORIES} is `{}`; it can be `required`, or left out",
        wanted.unwrap_or_default()
    );
    let is_out_of_reach = ["failed to fetch", "failed to clone", "failed to open"]
        .iter()
        .any(|words| said.contains(words));
    match (is_good, is_out_of_reach, wanted) {
        (true, ..) => Ok("none"),
        (false, true, None | Some("")) => {
            Ok("the list can't be reached from here, so they are not looked at")
        }
        (false, true, _) => bail!(
            "the list of advisories can't be reached, and {ADVISORIES} says that it is required:\n{said}"
        ),
        (false, false, _) => bail!("cargo deny check advisories:\n{said}"),
    }
}

fn browser_with(tools: &WebTools, engines: &Engines) -> Result<()> {
    let dist = dist::build(tools)?;
    imports::check(&dist)?;
    bench::keep_budget(&compression::sizes(&dist)?)?;
    run(&mut browser_tests(engines))?;
    compression::print_sizes(&compression::sizes(&dist)?);
    Ok(())
}

/// Returns the command that runs the browser tests, with the programs that they drive.
fn browser_tests(engines: &Engines) -> Command {
    let mut tests = Command::new("cargo");
    tests
        .args(["test", "--locked", "--package", "browser-tests"])
        .env("AIMS_GECKODRIVER", &engines.geckodriver)
        .env("AIMS_AXE", &engines.axe)
        .env("AIMS_LIGHTHOUSE", &engines.lighthouse);
    tests
}

/// Lints the browser code, which compiles for wasm alone.
fn wasm_lints(tools: &WebTools) -> Result<()> {
    // The page is built without the export code; the export module is built with it.
    for package in
        [&["--package", "aims-assessment", "--no-default-features"][..], &["--package", "exports"]]
    {
        let mut clippy = tools.cargo();
        clippy.args(["clippy", "--target", "wasm32-unknown-unknown", "--locked"]).args(package);
        if tools.rust == WasmRust::Rustup {
            // Debian's compiler is newer; its new warnings are not caused by a change here.
            clippy.args(["--", "-D", "warnings"]);
        }
        run(&mut clippy)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::advisories;

    #[test]
    fn advisories_that_cannot_be_fetched_fail_where_they_are_required() {
        let unreachable = "error: failed to fetch advisory database";
        assert!(advisories(true, "", Some("required")).is_ok());
        assert!(advisories(false, unreachable, None).is_ok());
        assert!(advisories(false, unreachable, Some("required")).is_err());
        for wanted in [None, Some("required")] {
            assert!(advisories(false, "RUSTSEC-2026-0001", wanted).is_err());
        }
        assert!(
            advisories(true, "", Some("require")).is_err(),
            "a misspelt wish must not pass unseen"
        );
    }
}
