//! `aims check`: checks the content of the questionnaire.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::exit::BAD_INPUT;
use super::terminal::{name, plain_problem, print_lines, say, tell};
use super::today;
use crate::content::source::Source;
use crate::content::{check, folder};

/// Prints all problems of the content in a folder, and warns of facts that were checked long before
/// a day; without one, before the day of this computer's clock.
///
/// # Errors
/// If the result can't be written.
pub fn check(path: &Path, day: Option<String>) -> io::Result<ExitCode> {
    let (source, mut problems) = folder::read(path);
    // If a file could not be read properly, the rules would only report the same in other words.
    if problems.is_empty() {
        problems = check::check(&source);
    }
    if problems.is_empty() {
        warn(&source, &day.unwrap_or_else(today::today));
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

/// Warns of old facts. They don't make the content wrong, so the exit code stays 0.
fn warn(source: &Source, today: &str) {
    for warning in check::ages::warnings(source, today) {
        say(format_args!("warning: {}", plain_problem(&warning)));
    }
}
