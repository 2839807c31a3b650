//! `aims score`: reads and scores any number of files on all cores, and prints the results in the
//! order of the files. Only one batch is in memory at a time.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;

use super::arguments::ScoreFormat;
use super::exit::{BAD_INPUT, refused_twice};
use super::folder::{self, Item, Passed};
use super::input::{self, Trouble};
use super::names;
use super::output::refused_output;
use super::terminal::{complain, complain_of, name, plain_json, plain_lines, say};
use crate::assessment::file::{Opened, Refusal};
use crate::cli::scores_table;
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::file_problems;
use crate::report::scores_file;
use crate::scoring;

/// The number of files that are in memory at once.
const BATCH: usize = 512;

/// The outcome for one file, or for something that is none.
enum Outcome {
    /// The file's path; its result, for standard output; and one line for each thing in it that
    /// could not be used, for standard error.
    Scored(PathBuf, String, Vec<String>),
    /// It should be read and can't be: its name, and the reason.
    Refused(String, String),
    /// It is not to be read.
    Passed(Passed),
}

/// The totals that are reported at the end.
#[derive(Default)]
struct Counts {
    files: usize,
    refused: usize,
    passed: [usize; Passed::ALL.len()],
}

/// Scores these files; a folder stands for the answers files in it, and `names` adds the names from
/// standard input, one a line. Files that can't be read are reported, and the rest are scored.
///
/// # Errors
/// If the result can't be written.
pub fn score(given: &[PathBuf], names: bool, format: ScoreFormat) -> io::Result<ExitCode> {
    let list = names.then(|| Path::new("-"));
    if let Some(twice) =
        input::named_twice(list.into_iter().chain(given.iter().map(PathBuf::as_path)))
    {
        return Ok(refused_twice(twice));
    }
    if let Some(code) = refused_output(&given.iter().map(PathBuf::as_path).collect::<Vec<_>>()) {
        return Ok(code);
    }
    let begun = Instant::now();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let is_batch = names || given.iter().any(|path| path.is_dir());
    let shows_names = (is_batch || given.len() > 1) && matches!(format, ScoreFormat::Table);
    let is_alone = !names && given.len() == 1;
    // If the account may start no more threads, this one does all the work.
    let has_threads = rayon::ThreadPoolBuilder::new().build_global().is_ok();
    let mut counts = Counts::default();
    let mut all = items(given, names);
    loop {
        let batch: Vec<Item> = all.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        for outcome in outcomes(batch, has_threads, |item| outcome(item, is_alone, format)) {
            counts.print(outcome, shows_names, &mut out)?;
        }
        out.flush()?;
    }
    if is_batch {
        counts.tell(begun.elapsed().as_millis());
    }
    counts.tell_passed();
    Ok(if counts.refused > 0 || counts.files == 0 {
        ExitCode::from(BAD_INPUT)
    } else {
        ExitCode::SUCCESS
    })
}

/// Scores a batch; on all cores, if threads can be had.
fn outcomes(
    batch: Vec<Item>,
    has_threads: bool,
    outcome: impl Fn(Item) -> Outcome + Send + Sync,
) -> Vec<Outcome> {
    if has_threads {
        batch.into_par_iter().map(outcome).collect()
    } else {
        batch.into_iter().map(outcome).collect()
    }
}

impl Counts {
    /// Prints what came of one file, and counts it.
    fn print(
        &mut self,
        outcome: Outcome,
        shows_names: bool,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match outcome {
            Outcome::Scored(file, result, problems) => {
                for problem in problems {
                    complain(&file, problem);
                }
                if shows_names {
                    let gap = if self.files > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}{}", name(&file))?;
                }
                out.write_all(result.as_bytes())?;
                self.files += 1;
            }
            Outcome::Refused(which, why) => {
                complain_of(&which, why);
                (self.files, self.refused) = (self.files + 1, self.refused + 1);
            }
            Outcome::Passed(kind) => self.passed[kind as usize] += 1,
        }
        Ok(())
    }

    /// Reports the number of files and of refused files, and the time taken.
    fn tell(&self, milliseconds: u128) {
        let Self { files, refused, .. } = self;
        let a_second =
            u128::try_from(*files).unwrap_or(u128::MAX).saturating_mul(1000) / milliseconds.max(1);
        say(format_args!(
            "aims: {files} files, {refused} of them refused, in {milliseconds} ms: {a_second} a second"
        ));
    }

    /// Reports what was passed over, and whether nothing is left.
    fn tell_passed(&self) {
        let kinds = Passed::ALL.into_iter().zip(&self.passed).filter(|(_, count)| **count > 0);
        let kinds: Vec<String> = kinds.map(|(kind, count)| kind.told(*count)).collect();
        if !kinds.is_empty() {
            say(format_args!("aims: passed over: {}", kinds.join(", ")));
        }
        if self.files == 0 {
            say("aims: there was no answers file to be read");
        }
    }
}

fn outcome(item: Item, is_alone: bool, format: ScoreFormat) -> Outcome {
    let (file, instead, is_waited_for) = match item {
        Item::Passed(kind) => return Outcome::Passed(kind),
        Item::Trouble(which, why) => return Outcome::Refused(which, why),
        Item::Named(file) => {
            let is_waited_for = is_alone || input::is_of_the_system(&file);
            (file, None, is_waited_for)
        }
        Item::Found(file, instead) => (file, instead, false),
    };
    let opened = if is_waited_for { input::open(&file) } else { input::open_file(&file) };
    match (opened, instead) {
        (Ok(opened), _) => scored(file, &opened, format),
        (Err(Trouble::Refused(refusal)), Some(kind)) if is_foreign(refusal) => {
            Outcome::Passed(kind)
        }
        (Err(why), _) => Outcome::Refused(name(&file), why.to_string()),
    }
}

/// Whether a refused file of an unknown kind is no answers file. One for another version or another
/// questionnaire is an answers file.
fn is_foreign(refusal: Refusal) -> bool {
    !matches!(refusal, Refusal::Newer | Refusal::OtherQuestionnaire)
}

fn scored(file: PathBuf, opened: &Opened, format: ScoreFormat) -> Outcome {
    let scores = scoring::score(&ISO42001, &opened.assessment);
    let result = match format {
        ScoreFormat::Json => {
            plain_json(&scores_file::write(&ISO42001, &opened.assessment, &scores, opened.into()))
                + "\n"
        }
        ScoreFormat::Table => {
            plain_lines(&scores_table::write(&ISO42001, &opened.assessment, &scores))
        }
    };
    let problems =
        opened.problems.iter().map(|problem| file_problems::problem_at(Language::English, problem));
    Outcome::Scored(file, result, problems.collect())
}

/// The items to score, in their order: the given paths, a folder's files by name, the names from
/// standard input.
fn items(given: &[PathBuf], names: bool) -> impl Iterator<Item = Item> + use<'_> {
    // Several names may be what a shell made of a pattern, which is no better than a list.
    let is_list = names || given.len() > 1;
    let given = given.iter().flat_map(move |path| match path {
        path if path.is_dir() => folder::read(path),
        path if is_list && folder::is_companion(path) => vec![folder::listed(path.clone())],
        path => vec![Item::Named(path.clone())],
    });
    let list = names.then(|| names::read(io::BufReader::new(io::stdin()))).into_iter().flatten();
    given.chain(list.map(|line| match line {
        Ok(file) if input::is_standard_input(&file) => {
            Item::Trouble(name(&file), "this is where the names come from".to_owned())
        }
        Ok(file) => folder::listed(file),
        Err(why) => Item::Trouble("standard input".to_owned(), why),
    }))
}
