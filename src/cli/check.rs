//! `aims check`: checks the content of the questionnaire.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::exit::BAD_INPUT;
use super::terminal::{name, print_lines, tell};
use crate::content::{check, folder};

/// Prints all problems of the content in a folder.
///
/// # Errors
/// If the result can't be written.
pub fn check(path: &Path) -> io::Result<ExitCode> {
    let (source, mut problems) = folder::read(path);
    // If a file could not be read properly, the rules would only report the same in other words.
    if problems.is_empty() {
        problems = check::check(&source);
    }
    if problems.is_empty() {
        let questions: usize = source.domains.iter().map(|domain| domain.questions.len()).sum();
        print_lines(&format!(
            "{}: {questions} questions, {} phrases, no problem\n",
            name(path),
            source.phrases.len()
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    tell(&problems, path);
    Ok(ExitCode::from(BAD_INPUT))
}
