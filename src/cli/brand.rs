//! `aims brand`: turns a `brand.toml` into the JSON that the page reads.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::exit::BAD_INPUT;
use super::terminal::{plain_json, plain_problem, print_lines, say, tell};
use crate::brand::source;

/// Checks the file and prints the requested output, or all problems.
///
/// # Errors
/// If standard output can't be written; all other problems are reported on standard error.
pub fn print(file: &Path, frame_ancestors: bool) -> io::Result<ExitCode> {
    let source = match source::read(file) {
        Ok(source) => source,
        Err(problems) => {
            tell(&problems, file);
            return Ok(ExitCode::from(BAD_INPUT));
        }
    };
    let line = if frame_ancestors {
        source.frame_ancestors()
    } else {
        for note in &source.notes {
            say(plain_problem(note));
        }
        plain_json(&source.brand.write())
    };
    print_lines(&(line + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
