//! `aims compare`: what changed between two answers files, as text or as a file.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::compare_table;
use super::exit::{refused, refused_twice};
use super::input::{self, open};
use super::output::refused_output;
use super::report::{Output, Wanted, day_of, put, target, tell_problems};
use super::terminal::{complain, print_lines};
use crate::assessment::file::Opened;
use crate::content::questionnaire::ISO42001;
use crate::export;
use crate::language::Language;
use crate::report::comparison::{ComparisonReport, Sources, State};
use crate::report::format::ComparisonFormat;
use crate::scoring;
use crate::scoring::comparison::{Comparison, Side};

/// Prints the comparison of an earlier and a later file. The exit code tells whether both could be
/// read.
///
/// # Errors
/// If the result can't be written.
pub fn compare(files: [&Path; 2]) -> io::Result<ExitCode> {
    if let Some(twice) = input::named_twice(files.into_iter()) {
        return Ok(refused_twice(twice));
    }
    if let Some(code) = refused_output(&files) {
        return Ok(code);
    }
    let opened = match both(files) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let scores = [0, 1].map(|side| scoring::score(&ISO42001, &opened[side].assessment));
    let [before, after] =
        [0, 1].map(|side| Side { assessment: &opened[side].assessment, scores: &scores[side] });
    let comparison = Comparison::new(&ISO42001, before, after);
    let report = ComparisonReport::new(sources(&opened, Language::English, ""));
    print_lines(&compare_table::write(&ISO42001, &comparison, &report))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the comparison of an earlier and a later file as a file.
///
/// # Errors
/// If standard output can't be written; all other problems are reported on standard error.
pub fn write(
    files: [&Path; 2],
    wanted: &Wanted<ComparisonFormat>,
    place: &Output,
) -> io::Result<ExitCode> {
    if let Some(twice) = input::named_twice(files.into_iter()) {
        return Ok(refused_twice(twice));
    }
    let target = match target(wanted.format.of_report(), place, &files) {
        Ok(target) => target,
        Err((code, why)) => {
            complain(place.out, why);
            return Ok(ExitCode::from(code));
        }
    };
    let opened = match both(files) {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let made_on = wanted.date.as_deref().unwrap_or_else(|| day_of(&opened[1]));
    match export::comparison(wanted.format, sources(&opened, wanted.language, made_on)) {
        Ok(bytes) => put(&target, place.out, &bytes),
        Err(why) => Ok(refused(files[1], why)),
    }
}

/// Opens both files, and says what in them can't be used; otherwise which of them can't.
fn both(files: [&Path; 2]) -> Result<[Opened; 2], ExitCode> {
    let opened = |file| open(file).map_err(|why| refused(file, why));
    let both = [opened(files[0])?, opened(files[1])?];
    for (file, opened) in files.into_iter().zip(&both) {
        tell_problems(file, opened);
    }
    Ok(both)
}

fn sources<'a>(opened: &'a [Opened; 2], language: Language, made_on: &'a str) -> Sources<'a> {
    let [earlier, later] = opened;
    let (earlier, later) = (State::from(earlier), State::from(later));
    Sources { questionnaire: &ISO42001, earlier, later, language, made_on }
}
