//! `aims report`: turns an answers file into a file of the report; with the same code as the page.

use std::io::{self, IsTerminal};
use std::iter;
use std::path::Path;
use std::process::ExitCode;

use super::exit::{BAD_INPUT, WRONG_USAGE, refused, refused_twice};
use super::input::{self, open};
use super::output::{self, Target};
use super::terminal::complain;
use crate::assessment::file::Opened;
use crate::content::questionnaire::ISO42001;
use crate::export;
use crate::language::Language;
use crate::report::Sources;
use crate::report::content::Content;
use crate::report::file_problems;
use crate::report::format::Format;

/// The properties of the report, or of another file.
pub struct Wanted<F = Format> {
    /// The format.
    pub format: F,
    /// The language.
    pub language: Language,
    /// The date of the report; without it, the day on which the answers were saved.
    pub date: Option<String>,
}

/// The output of the report.
pub struct Output<'a> {
    /// The path; `-` is standard output.
    pub out: &'a Path,
    /// Whether an existing file may be replaced.
    pub force: bool,
}

/// Reads the answers and writes the report.
///
/// # Errors
/// If standard output can't be written; all other problems are reported on standard error.
pub fn write(
    file: &Path,
    earlier: Option<&Path>,
    wanted: &Wanted,
    content: Content,
    place: &Output,
) -> io::Result<ExitCode> {
    let inputs: Vec<&Path> = iter::once(file).chain(earlier).collect();
    if let Some(twice) = input::named_twice(inputs.iter().copied()) {
        return Ok(refused_twice(twice));
    }
    let target = match target(wanted.format, place, &inputs) {
        Ok(target) => target,
        Err((code, why)) => {
            complain(place.out, why);
            return Ok(ExitCode::from(code));
        }
    };
    let opened = match open(file) {
        Ok(opened) => opened,
        Err(why) => return Ok(refused(file, &why)),
    };
    let before = match earlier.map(|file| open(file).map_err(|why| (file, why))) {
        None => None,
        Some(Ok(before)) => Some(before),
        Some(Err((file, why))) => return Ok(refused(file, &why)),
    };
    for (file, opened) in inputs.into_iter().zip(iter::once(&opened).chain(&before)) {
        tell_problems(file, opened);
    }
    let bytes = match made(wanted, content, &opened, before.as_ref()) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(refused(file, why)),
    };
    put(&target, place.out, &bytes)
}

/// Where the report goes: no input, no existing file unless told so, and no terminal for what is
/// no text.
pub fn target(format: Format, place: &Output, inputs: &[&Path]) -> Result<Target, output::Refused> {
    let target = Target::choose(place.out, inputs, place.force)?;
    if matches!(target, Target::Standard)
        && matches!(format, Format::Docx | Format::Xlsx | Format::Pptx | Format::Csv)
        && io::stdout().is_terminal()
    {
        let why = "this format is no text for a terminal; name a file".to_owned();
        return Err((WRONG_USAGE, why));
    }
    Ok(target)
}

/// Writes the report, and says so if a file can't be written.
pub fn put(target: &Target, out: &Path, bytes: &[u8]) -> io::Result<ExitCode> {
    match target.write(bytes) {
        Err(error) if !matches!(target, Target::Standard) => {
            complain(
                out,
                format_args!("the file can't be written: {error}; {}", target.after_failure()),
            );
            Ok(ExitCode::from(BAD_INPUT))
        }
        written => written.map(|()| ExitCode::SUCCESS),
    }
}

/// Makes the report of the answers, beside an earlier state if there is one.
fn made(
    wanted: &Wanted,
    content: Content,
    opened: &Opened,
    before: Option<&Opened>,
) -> Result<Vec<u8>, export::Error> {
    let earlier_on = before.map(|before| wanted.language.date(day_of(before)));
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &opened.assessment,
        earlier: before.zip(earlier_on.as_deref()).map(|(before, name)| (name, &before.assessment)),
        language: wanted.language,
        made_on: wanted.date.as_deref().unwrap_or_else(|| day_of(opened)),
    };
    export::export(wanted.format, content, sources, opened.into())
}

/// Says what of a file can't be used.
pub fn tell_problems(file: &Path, opened: &Opened) {
    for problem in &opened.problems {
        complain(file, file_problems::problem_at(Language::English, problem));
    }
}

/// The day on which the answers were saved; empty if their file doesn't say it.
pub fn day_of(opened: &Opened) -> &str {
    opened.saved_at.as_deref().and_then(|time| time.split('T').next()).unwrap_or_default()
}
