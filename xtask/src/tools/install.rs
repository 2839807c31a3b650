//! Installs missing programs from crates.io, npm and Debian.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use super::files::{cache, root};
use super::programs::{ask, on_path, run};

/// When set to `required`, programs from crates.io are only built with their own lock files, as a
/// release requires.
const LOCKED: &str = "AIMS_LOCKED";

/// npm's inputs: the packages, and the hashes of them and of all their dependencies.
const NPM_FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Returns a program from crates.io in the pinned version: the one on PATH if it has that version,
/// else our own copy, else installs it.
///
/// # Errors
/// When it can't be installed, or doesn't have that version afterwards.
pub fn cargo_program(
    package: &str,
    program: &str,
    version: &str,
    fallback: &[&str],
) -> Result<PathBuf> {
    let is_right = |path: &Path| {
        ask(path, &["--version"])
            .is_some_and(|said| said.split_whitespace().any(|word| word == version))
    };
    let folder = cache()?.join(format!("{package}-{version}"));
    let ours = folder.join("bin").join(program);
    if let Some(path) =
        on_path(program).into_iter().chain([ours.clone()]).find(|path| is_right(path))
    {
        return Ok(found(&format!("{program} {version}"), path));
    }
    println!("{program} {version} is missing; installing it (this takes some minutes, once).");
    build_program(package, version, &folder, fallback).with_context(|| {
        format!("{program} {version} could not be installed; install it by hand so that it is on PATH, then run this again")
    })?;
    if !is_right(&ours) {
        bail!("{} was installed, but doesn't say that it is {version}", ours.display());
    }
    Ok(ours)
}

/// Builds a program into a folder, with its own lock file; with `fallback` instead where that can't
/// be done and needn't be.
fn build_program(package: &str, version: &str, folder: &Path, fallback: &[&str]) -> Result<()> {
    let install = |more: &[&str]| {
        run(Command::new("cargo")
            .args(["install", package, "--version", version, "--root"])
            .arg(folder)
            .args(more)
            .env_remove("CARGO_TARGET_DIR"))
    };
    let Err(problem) = install(&["--locked"]) else { return Ok(()) };
    if env::var(LOCKED).is_ok_and(|wish| wish == "required") {
        return Err(problem.context(format!(
            "{LOCKED} says that {package} is to be built with its own lock file, or not at all"
        )));
    }
    println!("With its own lock file {package} can't be built here; trying without.");
    install(fallback)
}

/// Returns the path of a program from the packages in `xtask/npm/<part>`.
///
/// # Errors
/// When npm can't install them, or the program doesn't run.
pub fn npm_program(part: &str, program: &str) -> Result<PathBuf> {
    let path = npm_packages(part)?.join(".bin").join(program);
    ask(&path, &["--version"]).with_context(|| {
        format!(
            "{} doesn't run; remove the folder {} and run this again",
            path.display(),
            npm_folder(part).unwrap_or_default().display()
        )
    })?;
    Ok(path)
}

/// Installs the packages in `xtask/npm/<part>` into a folder of ours: exactly the files whose
/// hashes are in the lock file there, and without running any of their scripts.
///
/// # Errors
/// When npm can't install them.
pub fn npm_packages(part: &str) -> Result<PathBuf> {
    let folder = npm_folder(part)?;
    let packages = folder.join("node_modules");
    // npm writes this file last, when everything else is there.
    let is_complete = || packages.join(".package-lock.json").is_file();
    if is_complete() {
        return Ok(found(&format!("npm's packages for the {part}"), packages));
    }
    println!("npm's packages for the {part} are missing; getting them.");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    for file in NPM_FILES {
        let from = root().join("xtask/npm").join(part).join(file);
        fs::copy(&from, folder.join(file))
            .with_context(|| format!("copying {}", from.display()))?;
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&folder))
        .with_context(|| format!("npm could not install what xtask/npm/{part} names; install Node with npm, then run this again"))?;
    ensure!(
        is_complete(),
        "npm has installed the packages for the {part}, yet {} is not complete",
        packages.display()
    );
    Ok(packages)
}

/// Returns a folder for each lock file, so that checkouts of different ages don't conflict.
fn npm_folder(part: &str) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for file in NPM_FILES {
        let path = root().join("xtask/npm").join(part).join(file);
        hash.update(fs::read(&path).with_context(|| format!("reading {}", path.display()))?);
    }
    let digest = hash
        .finalize()
        .iter()
        .take(6)
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    Ok(cache()?.join(format!("npm-{part}-{digest}")))
}

/// Installs Debian packages, as root or with sudo.
///
/// # Errors
/// When this isn't Debian, or they can't be installed; the message says what to do by hand.
pub fn apt(packages: &[&str], purpose: &str) -> Result<()> {
    let by_hand = format!(
        "install them by hand (on Debian: `apt-get install {}`), then run this again",
        packages.join(" ")
    );
    let Some(apt) = on_path("apt-get") else {
        bail!(
            "{} are needed for {purpose}, and this is not a Debian: {by_hand}",
            packages.join(", ")
        );
    };
    println!("Installing Debian's {} for {purpose}.", packages.join(", "));
    let is_root = ask(Path::new("id"), &["-u"]).as_deref() == Some("0");
    let as_root = |args: &[&str]| {
        let mut command = if is_root { Command::new(&apt) } else { Command::new("sudo") };
        if !is_root {
            command.arg(&apt);
        }
        run(command.args(args).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    as_root(&["update", "-qq"])
        .and_then(|()| {
            let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
            args.extend(packages);
            as_root(&args)
        })
        .with_context(|| by_hand)
}

/// Prints that something was found, and returns it.
pub fn found<T>(what: &str, it: T) -> T {
    println!("found {what}");
    it
}
