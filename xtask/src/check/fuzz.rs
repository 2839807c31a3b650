//! `cargo xtask fuzz`: runs the readers with input that a coverage-guided fuzzer finds.
//! `tests/native/hostile_input.rs` tries the same readers with generated input, and is part of
//! every test run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::files::root;
use crate::tools::{programs, setup};

/// Fuzz target, folder of valid examples, and how many times longer a run takes: content is read
/// whole with its checks, about two runs a second.
const TARGETS: [(&str, &str, u64); 3] =
    [("answers", "tests/files", 1), ("stored", "tests/files", 1), ("content", "questions", 500)];

/// Runs every target so many times, the content fewer times, with bounds on memory and time for
/// each input. The corpus is kept in `target/fuzz` for the next run.
///
/// # Errors
/// At the first input that stops a reader; cargo-fuzz prints where it is.
pub fn run(runs: u64) -> Result<()> {
    let program = setup::cargo_fuzz()?;
    for (target, examples, longer) in TARGETS {
        let runs = runs.div_ceil(longer);
        let (learned, seeds) = (folder(target, "learned")?, folder(target, "seeds")?);
        write_seeds(target, &root().join(examples), &seeds)?;
        let (target_dir, most) = (root().join("target/fuzz/build"), format!("-runs={runs}"));
        println!("\n{target}: {runs} runs");
        programs::run(
            Command::new(&program)
                .args(["fuzz", "run", "--sanitizer", "none", "--target-dir"])
                .arg(target_dir)
                .arg(target)
                .args([&learned, &seeds])
                .args([
                    "--",
                    &most,
                    "-timeout=5",
                    "-rss_limit_mb=1024",
                    "-max_len=50000",
                    "-print_final_stats=1",
                    "-verbosity=0",
                    "-print_funcs=0",
                ])
                .current_dir(root())
                .env("RUSTC_BOOTSTRAP", "1"),
        )?;
    }
    Ok(())
}

fn folder(target: &str, name: &str) -> Result<PathBuf> {
    let folder = root().join(format!("target/fuzz/{target}/{name}"));
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// Copies the examples as seeds; a seed for the content begins with a line that names its file, as
/// the target expects.
fn write_seeds(target: &str, examples: &Path, seeds: &Path) -> Result<()> {
    for entry in fs::read_dir(examples)? {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path)?;
            fs::write(
                seeds.join(&name),
                if target == "content" { format!("{name}\n{text}") } else { text },
            )?;
        }
    }
    Ok(())
}
