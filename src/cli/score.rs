//! `aims score`: any number of files, read and scored on all cores, printed in their order; never more of them in memory than one batch.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;

use super::{BAD_INPUT, ScoreFormat, open, printable};
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::{messages, scores_file, scores_table, scoring};

/// Files that are in memory at once.
const BATCH: usize = 512;
/// What a folder is searched for.
const ENDING: &str = ".aims.json";

/// What became of one file.
struct Outcome {
    /// What goes to standard output; nothing where the file was refused.
    result: Option<String>,
    /// What goes to standard error, a line each.
    complaints: Vec<String>,
}

/// Scores these files; a folder stands for the answers files in it, and `names` says to read more names from standard input, a line each.
///
/// # Errors
/// When the result can't be written.
pub fn score(given: &[PathBuf], names: bool, format: ScoreFormat) -> io::Result<ExitCode> {
    let begun = Instant::now();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let is_batch = names || given.iter().any(|path| path.is_dir());
    let shows_names = is_batch || given.len() > 1;
    let (mut count, mut bad) = (0_usize, 0_usize);
    let mut all = files(given, names);
    loop {
        let batch = all.by_ref().take(BATCH).collect::<io::Result<Vec<PathBuf>>>();
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                eprintln!("aims: the names of the files can't be read: {error}");
                return Ok(ExitCode::from(BAD_INPUT));
            }
        };
        if batch.is_empty() {
            break;
        }
        let outcomes: Vec<Outcome> = batch.par_iter().map(|file| outcome(file, format)).collect();
        for (file, outcome) in batch.iter().zip(outcomes) {
            for line in outcome.complaints {
                eprintln!("aims: {}: {line}", file.display());
            }
            let Some(result) = outcome.result else {
                (count, bad) = (count + 1, bad + 1);
                continue;
            };
            if shows_names && matches!(format, ScoreFormat::Table) {
                let gap = if count > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{}", file.display())?;
            }
            out.write_all(result.as_bytes())?;
            count += 1;
        }
        out.flush()?;
    }
    if is_batch {
        eprintln!("aims: {}", told(count, bad, begun.elapsed().as_millis()));
    }
    Ok(if bad > 0 || count == 0 { ExitCode::from(BAD_INPUT) } else { ExitCode::SUCCESS })
}

/// How many files, how many of them refused, how long it took.
fn told(count: usize, bad: usize, milliseconds: u128) -> String {
    let a_second = u128::try_from(count).unwrap_or(u128::MAX).saturating_mul(1000) / milliseconds.max(1);
    format!("{count} files, {bad} of them refused, in {milliseconds} ms: {a_second} a second")
}

fn outcome(file: &Path, format: ScoreFormat) -> Outcome {
    let opened = match open(file) {
        Ok(opened) => opened,
        Err(why) => return Outcome { result: None, complaints: vec![why] },
    };
    let problem = |problem| printable(&messages::problem_at(Language::English, problem));
    let scores = scoring::score(&ISO42001, &opened.assessment);
    let result = match format {
        ScoreFormat::Json => scores_file::write(&ISO42001, &opened.assessment, &scores, &opened.problems) + "\n",
        ScoreFormat::Table => scores_table::write(&ISO42001, &opened.assessment, &scores),
    };
    Outcome { result: Some(result), complaints: opened.problems.iter().map(problem).collect() }
}

/// The files in their order: those given, a folder's by name, those named on standard input.
fn files(given: &[PathBuf], names: bool) -> impl Iterator<Item = io::Result<PathBuf>> + use<'_> {
    let given = given.iter().flat_map(|path| if path.is_dir() { folder(path) } else { vec![Ok(path.clone())] });
    let lines = names.then(|| io::stdin().lines()).into_iter().flatten();
    let lines = lines.filter(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty()));
    given.chain(lines.map(|line| line.map(PathBuf::from)))
}

/// The answers files of a folder, by name: the order in which a disk tells them is nobody's.
fn folder(path: &Path) -> Vec<io::Result<PathBuf>> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return vec![Err(error)],
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().to_string_lossy().ends_with(ENDING) => files.push(entry.path()),
            Ok(_) => {}
            Err(error) => return vec![Err(error)],
        }
    }
    files.sort();
    files.into_iter().map(Ok).collect()
}
