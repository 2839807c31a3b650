//! `aims report`: an answers file goes in, a file of the report comes out; the same code as on the page.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{open, printable, refused};
use crate::export;
use crate::format::Format;
use crate::language::Language;
use crate::messages;
use crate::questionnaire::ISO42001;
use crate::report::Sources;
use crate::saved::Opened;

/// How a report is to be.
pub struct Wanted {
    /// The format.
    pub format: Format,
    /// The language.
    pub language: Language,
    /// The date of the report; without it, the day on which the answers were saved.
    pub date: Option<String>,
}

/// Reads the answers and writes the report.
///
/// # Errors
/// When standard output can't be written; everything else is told on standard error.
pub fn write(file: &Path, earlier: Option<&Path>, wanted: &Wanted, out: &Path) -> io::Result<ExitCode> {
    let opened = match open(file) {
        Ok(opened) => opened,
        Err(why) => return Ok(refused(file, &why)),
    };
    let before = match earlier.map(|file| open(file).map_err(|why| (file, why))) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err((file, why))) => return Ok(refused(file, &why)),
    };
    for problem in &opened.problems {
        eprintln!("aims: {}: {}", file.display(), printable(&messages::problem_at(Language::English, problem)));
    }
    let earlier_on = before.as_ref().map(|before| wanted.language.date(day_of(before)));
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &opened.assessment,
        earlier: before.as_ref().zip(earlier_on.as_deref()).map(|(before, name)| (name, &before.assessment)),
        language: wanted.language,
        made_on: wanted.date.as_deref().unwrap_or_else(|| day_of(&opened)),
    };
    match export::export(wanted.format, sources, &opened.problems) {
        Err(why) => Ok(refused(file, &why.to_string())),
        Ok(bytes) if out == Path::new("-") => io::stdout().lock().write_all(&bytes).map(|()| ExitCode::SUCCESS),
        Ok(bytes) => match fs::write(out, bytes) {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(error) => Ok(refused(out, &format!("the file can't be written: {error}"))),
        },
    }
}

/// The day on which answers were saved; empty where their file doesn't say it.
fn day_of(opened: &Opened) -> &str {
    opened.saved_at.as_deref().and_then(|time| time.split('T').next()).unwrap_or_default()
}
