//! The command line, `aims`: the same figures as the page, from files.
//!
//! Results go to standard output, errors to standard error. Exit codes: 0 good; 1 something can't be read, used or written; 2 wrong usage, which another
//! command line mends.

use std::env;
use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod brand;
mod folder;
mod input;
mod names;
mod output;
mod report;
mod score;
mod terminal;

use clap::{Parser, Subcommand, ValueEnum};

use crate::compare::{Comparison, Side};
use crate::format::Format;
use crate::language::Language;
use crate::questionnaire::{ISO42001, check, source};
use crate::{compare_table, scoring};
use input::open;
use output::Target;
use report::{Place, Wanted};
use terminal::{complain, complain_of, name, print_lines, say, tell};

const BAD_INPUT: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// AIMS Assessment: scores self-assessment files for ISO/IEC 42001:2023 and checks the questionnaire's content.
#[derive(Parser)]
#[command(name = "aims", version, after_help = "Exit codes: 0 good; 1 something can't be read, used or written; 2 wrong usage.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score answers files (*.aims.json); `-` is standard input
    ///
    /// What can't be read is named on standard error, and the rest is scored: the exit code is 1 then.
    Score {
        /// The answers files; each gives one result, in this order. A folder stands for the answers files in it: every .json file is looked at,
        /// also `x.aims (1).json` and `X.AIMS.JSON`. Folders in it, JSON without answers, macOS' `._` files, pipes, devices and other files are passed
        /// over and counted. A pipe is read if it is named alone
        #[arg(required_unless_present = "names")]
        files: Vec<PathBuf>,
        /// Read the names of more files from standard input, one a line. Pipes and devices among them are refused
        #[arg(long)]
        names: bool,
        /// How to print: JSON is one line per file
        #[arg(long, value_enum, default_value_t = ScoreFormat::Table)]
        format: ScoreFormat,
    },
    /// Make a report of an answers file
    Report {
        /// The answers file; `-` is standard input
        file: PathBuf,
        /// In which format
        #[arg(long, value_enum)]
        format: ReportFormat,
        /// In which language
        #[arg(long, value_enum, default_value_t = Lang::En)]
        lang: Lang,
        /// The date of the report, as 2026-11-23; without it, the day on which the answers were saved
        #[arg(long, value_parser = date)]
        date: Option<String>,
        /// An earlier answers file to set beside it
        #[arg(long)]
        earlier: Option<PathBuf>,
        /// Where to write it; `-` is standard output. A file is written whole or not at all, and never over one that is read
        #[arg(short, long)]
        out: PathBuf,
        /// Replace the file if it is there already. Links are followed, and its permissions stay
        #[arg(long)]
        force: bool,
    },
    /// Compare two answers files: what got better, what got worse
    Compare {
        /// The earlier one
        earlier: PathBuf,
        /// The later one
        later: PathBuf,
    },
    /// Check the content of the questionnaire and report every problem with file, line and hint
    Check {
        /// The folder with the TOML files
        folder: PathBuf,
    },
    /// Check a brand.toml and print it as the JSON that the page reads
    Brand {
        /// The file
        file: PathBuf,
        /// Print who may show the page in a frame instead, as Content Security Policy has it
        #[arg(long)]
        frame_ancestors: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ScoreFormat {
    Json,
    Table,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    Docx,
    Xlsx,
    Html,
    Csv,
    Md,
    Json,
    Svg,
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Docx => Self::Docx,
            ReportFormat::Xlsx => Self::Xlsx,
            ReportFormat::Html => Self::Html,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Md => Self::Markdown,
            ReportFormat::Json => Self::Json,
            ReportFormat::Svg => Self::Svg,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    En,
    Fr,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Fr => Self::French,
        }
    }
}

/// Runs the command that the program's arguments ask for.
pub fn run() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(Cli { command }) => command,
        Err(error) => return answered(&error),
    };
    let outcome = match command {
        Command::Score { files, names, format } => score::score(&files, names, format),
        Command::Report { file, format, lang, date, earlier, out, force } => {
            let wanted = Wanted { format: format.into(), language: lang.into(), date };
            report::write(&file, earlier.as_deref(), &wanted, &Place { out: &out, force })
        }
        Command::Compare { earlier, later } => compare(&earlier, &later),
        Command::Check { folder } => check(&folder),
        Command::Brand { file, frame_ancestors } => brand::print(&file, frame_ancestors),
    };
    ended(outcome)
}

/// The answer to arguments that can't be read, or that ask for help: the code for wrong usage, or for good.
fn answered(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return ended(error.print().map(|()| ExitCode::SUCCESS));
    }
    // The arguments stand in it, and may be names of files that a pattern brought: it is told of what can be shown of them.
    let shown = Cli::try_parse_from(env::args_os().map(|argument| name(Path::new(&argument))));
    let told = shown.err().map_or_else(|| error.render().to_string(), |error| error.render().to_string());
    say(told.trim_end());
    ExitCode::from(WRONG_USAGE)
}

fn ended(outcome: io::Result<ExitCode>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        // Whoever reads our output has heard enough: `aims score … | head` is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("aims: the result can't be written: {error}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn compare(earlier: &Path, later: &Path) -> io::Result<ExitCode> {
    if let Some(twice) = input::named_twice([earlier, later].into_iter()) {
        return Ok(refused_twice(twice));
    }
    if let Some(code) = refused_output(&[earlier, later]) {
        return Ok(code);
    }
    let mut sides = Vec::new();
    for file in [earlier, later] {
        match open(file) {
            Ok(opened) => sides.push((scoring::score(&ISO42001, &opened.assessment), opened.assessment)),
            Err(why) => return Ok(refused(file, why)),
        }
    }
    let sides: Vec<Side> = sides.iter().map(|(scores, assessment)| Side { assessment, scores }).collect();
    if let [before, after] = sides[..] {
        print_lines(&compare_table::write(&ISO42001, &Comparison::new(&ISO42001, before, after)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what is wrong with a file; the code for bad input.
fn refused(file: &Path, why: impl Display) -> ExitCode {
    complain(file, why);
    ExitCode::from(BAD_INPUT)
}

/// Says that something can't be read twice; the code for wrong usage.
fn refused_twice(file: &Path) -> ExitCode {
    let what = if input::is_standard_input(file) { "standard input" } else { "this pipe" };
    complain(file, format_args!("{what} is named twice, and can be read only once. Save one of them as a file and name that"));
    ExitCode::from(WRONG_USAGE)
}

/// The code for wrong usage where standard output leads into one of the files that are read, as a shell's `>>` can make it.
fn refused_output(inputs: &[&Path]) -> Option<ExitCode> {
    let (code, why) = Target::choose(Path::new("-"), inputs, false).err()?;
    complain_of("standard output", why);
    Some(ExitCode::from(code))
}

/// A date as 2026-11-23.
fn date(text: &str) -> Result<String, String> {
    // A date in words differs from what was given, or it is none.
    if Language::English.date(text) == text { Err("write it as 2026-11-23".to_owned()) } else { Ok(text.to_owned()) }
}

fn check(folder: &Path) -> io::Result<ExitCode> {
    let (source, mut problems) = source::read(folder);
    // Where a file could not be read as it should, the rules would only repeat that in other words.
    if problems.is_empty() {
        problems = check::check(&source);
    }
    if problems.is_empty() {
        let questions: usize = source.domains.iter().map(|domain| domain.questions.len()).sum();
        print_lines(&format!("{}: {questions} questions, {} phrases, no problem\n", name(folder), source.phrases.len()))?;
        return Ok(ExitCode::SUCCESS);
    }
    tell(&problems, folder);
    Ok(ExitCode::from(BAD_INPUT))
}
