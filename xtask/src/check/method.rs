//! Compares the program's figures with those of a second program, which was written from the
//! definition of the method alone: `tests/method/reference.py`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::tools::files::root;
use crate::tools::programs::run;

/// The number of random answers files: enough for every state of readiness several times.
const FILES: &str = "300";
/// The seed of the random files; the same gives the same files, so that a difference can be looked
/// into.
const SEED: &str = "1";

/// Makes random answers files, and compares the scores that both programs give them.
///
/// # Errors
/// When any figure differs, or a program fails.
pub fn check(python: &Path) -> Result<()> {
    let script = root().join("tests/method/reference.py");
    let folder = root().join("target/method");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let target = root().join("target");
    run(Command::new("cargo")
        .args(["build", "--locked", "--quiet", "--bin", "aims"])
        .env("CARGO_TARGET_DIR", &target))?;
    run(Command::new(python).arg(&script).args(["--random", FILES, SEED]).arg(&folder))?;
    let program = target.join("debug/aims");
    run(Command::new(python).arg(&script).arg("--compare").arg(&folder).arg(program))
}
