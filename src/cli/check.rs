//! `aims check`: checks the content of the questionnaire.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::exit::BAD_INPUT;
use super::terminal::{name, plain_problem, print_lines, say, tell};
use super::today;
use crate::content::coverage::document::document;
use crate::content::coverage::reading::{self, Coverage};
use crate::content::coverage::rules;
use crate::content::source::Source;
use crate::content::{check, folder};

/// Prints all problems of the content in a folder; if there is none, how much it holds or, if
/// asked, which answer covers which requirement. Warns of facts that were checked long before a
/// day; without one, before the day of this computer's clock.
///
/// # Errors
/// If the result can't be written.
pub fn check(path: &Path, day: Option<String>, wants_coverage: bool) -> io::Result<ExitCode> {
    let (source, mut problems) = folder::read(path);
    let mut coverage = Coverage::default();
    // Without questions it is another folder, and that is enough to be said.
    if !source.domains.is_empty() {
        let (read, found) = reading::read(path);
        coverage = read;
        problems.extend(found);
    }
    // If a file could not be read properly, the rules would only report the same in other words.
    if problems.is_empty() {
        problems = check::check(&source);
        problems.extend(rules::check(&source, &coverage));
        problems.sort();
    }
    if !problems.is_empty() {
        tell(&problems, path);
        return Ok(ExitCode::from(BAD_INPUT));
    }
    warn(&source, &day.unwrap_or_else(today::today));
    let questions: usize = source.domains.iter().map(|domain| domain.questions.len()).sum();
    let told = if wants_coverage {
        document(&source, &coverage)
    } else {
        format!(
            "{}: {questions} questions, {} phrases, no problem\n",
            name(path),
            source.phrases.len() + source.later_phrases.len()
        )
    };
    print_lines(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Warns of old facts. They don't make the content wrong, so the exit code stays 0.
fn warn(source: &Source, today: &str) {
    for warning in check::ages::warnings(source, today) {
        say(format_args!("warning: {}", plain_problem(&warning)));
    }
}
