//! `cargo xtask …`: the single entry point for every chore, including set-up.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::build::trunk;
use crate::check::{bench, documents, fuzz, imports, suites, visits};
use crate::package::{compression, dist, release};
use crate::tools::{files, setup};

mod build;
mod check;
mod package;
mod tools;

const HELP: &str = "\
cargo xtask <chore>

  serve [--port N]   install what is missing, build the release, serve it on this machine
  test               install what is missing, run every check and test
  test core          only the checks and tests that need no browser (fast, for the daily loop)
  test browser       build the page and run the browser tests alone
  test browser FILE [TEST]  the same for one file of tests/browser/tests, or the tests in it whose name holds TEST
  test method        compare the figures of random answers with a second program's, written from the method alone (Python)
  test documents     make reports and open them with programs that are not ours: LibreOffice, an HTML validator, Python
  bench              measure sizes, the page in a browser and the core, and write bench/RESULTS.md
  chunks             watch a visit and write down which functions of the page's module come later (bench/chunks.txt)
  soak               the properties with many cases, and long use of the page
  fuzz [RUNS]        look for input that stops a reader, with cargo-fuzz; 1,000,000 runs, or 2,000 of the slow content
  examples           write the reports in examples/ anew
  coverage           write docs/coverage.md anew: which answer covers which requirement
  dist               build the release into dist/, ready to copy to a host, and print its sizes; with a brand.toml, in its brand
  release TAG        pack dist/ as the release TAG (v1.2.3), with checksums, into target/release-files/
  imports            list in CONFIDENTIALITY.md what the built page can ask of the browser
  screenshots        build the release and write the pictures in docs/pictures/
  screenshots --all  the same for every screen, language, width and scheme, in target/pictures/
  setup              only install what is missing
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match chore(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nStopped: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore(args: &[&str]) -> Result<()> {
    match args {
        ["serve"] => trunk::serve(&setup::web()?, None),
        ["serve", "--port", port] => {
            let port =
                port.parse().with_context(|| format!("`{port}` is not a port (1 to 65535)"))?;
            trunk::serve(&setup::web()?, Some(port))
        }
        ["test", which @ ..] => test(which),
        ["bench"] => bench::run(),
        ["chunks"] => visits::watch(),
        ["soak"] => suites::soak(),
        ["fuzz"] => fuzz::run(1_000_000),
        ["fuzz", runs] => {
            fuzz::run(runs.parse().with_context(|| format!("`{runs}` is not a number of runs"))?)
        }
        ["examples"] => documents::examples(),
        ["coverage"] => documents::coverage(),
        ["dist"] => {
            let dist = dist::build(&setup::web()?)?;
            compression::print_sizes(&compression::sizes(&dist)?);
            Ok(())
        }
        ["imports"] => imports::write_list(&files::root().join("dist")),
        // Internal: called by Trunk, see Trunk.toml.
        ["finish"] => dist::finish(),
        ["release", tag] => release::pack(tag),
        ["screenshots"] => visits::screenshots(false),
        ["screenshots", "--all"] => visits::screenshots(true),
        ["setup"] => install_all(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => unknown(args),
    }
}

fn test(which: &[&str]) -> Result<()> {
    match which {
        [] => suites::all(),
        ["core"] => suites::core(),
        ["browser"] => suites::browser(),
        ["browser", file] => suites::browser_file(file, ""),
        ["browser", file, test] => suites::browser_file(file, test),
        ["method"] => suites::method(),
        ["documents"] => suites::documents(),
        _ => unknown(&[&["test"], which].concat()),
    }
}

/// Installs what the chores fetch when they need it.
fn install_all() -> Result<()> {
    setup::web()?;
    setup::engines()?;
    setup::nginx()?;
    setup::readers()?;
    Ok(())
}

fn unknown(args: &[&str]) -> Result<()> {
    bail!("there is no chore `{}`\n\n{HELP}", args.join(" "))
}
