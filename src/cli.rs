//! The command line, `aims`: the same figures as the page, from files.
//!
//! Results go to standard output, errors to standard error. Exit codes: 0 good, 1 bad input, 2 wrong usage.
#![allow(clippy::print_stderr, reason = "a command line prints")]

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, iter};

mod brand;
mod report;
mod score;

use clap::{Parser, Subcommand, ValueEnum};

use crate::compare::{Comparison, Side};
use crate::format::Format;
use crate::language::Language;
use crate::questionnaire::{ISO42001, check, source};
use crate::saved::{self, Opened};
use crate::{compare_table, messages, scoring};
use report::Wanted;

const BAD_INPUT: u8 = 1;

/// AIMS Assessment: scores self-assessment files for ISO/IEC 42001:2023 and checks the questionnaire's content.
#[derive(Parser)]
#[command(name = "aims", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score answers files (*.aims.json); `-` is standard input
    Score {
        /// The answers files; each gives one result, in this order. A folder stands for the answers files in it
        #[arg(required_unless_present = "names")]
        files: Vec<PathBuf>,
        /// Read the names of more files from standard input, one a line
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
        /// Where to write it; `-` is standard output
        #[arg(short, long)]
        out: PathBuf,
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
    // clap itself ends the program with 2, the code for wrong usage, when it can't read the arguments.
    let outcome = match Cli::parse().command {
        Command::Score { files, names, format } => score::score(&files, names, format),
        Command::Report { file, format, lang, date, earlier, out } => {
            let wanted = Wanted { format: format.into(), language: lang.into(), date };
            report::write(&file, earlier.as_deref(), &wanted, &out)
        }
        Command::Compare { earlier, later } => compare(&earlier, &later),
        Command::Check { folder } => check(&folder),
        Command::Brand { file, frame_ancestors } => brand::print(&file, frame_ancestors),
    };
    match outcome {
        Ok(code) => code,
        // Whoever reads our output has heard enough: `aims score … | head` is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aims: the result can't be written: {error}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

fn compare(earlier: &Path, later: &Path) -> io::Result<ExitCode> {
    let mut sides = Vec::new();
    for file in [earlier, later] {
        match open(file) {
            Ok(opened) => sides.push((scoring::score(&ISO42001, &opened.assessment), opened.assessment)),
            Err(why) => return Ok(refused(file, &why)),
        }
    }
    let sides: Vec<Side> = sides.iter().map(|(scores, assessment)| Side { assessment, scores }).collect();
    if let [before, after] = sides[..] {
        write!(io::stdout(), "{}", compare_table::write(&ISO42001, &Comparison::new(&ISO42001, before, after)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what is wrong with a file; the code for bad input.
fn refused(file: &Path, why: &str) -> ExitCode {
    eprintln!("aims: {}: {why}", file.display());
    ExitCode::from(BAD_INPUT)
}

/// A date as 2026-11-23.
fn date(text: &str) -> Result<String, String> {
    // A date in words differs from what was given, or it is none.
    if Language::English.date(text) == text { Err("write it as 2026-11-23".to_owned()) } else { Ok(text.to_owned()) }
}

/// A text from a file without what would steer the terminal.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

/// Reads and opens a file, or says why not, in a sentence.
fn open(file: &Path) -> Result<Opened, String> {
    let input: io::Result<Box<dyn Read>> =
        if file == Path::new("-") { Ok(Box::new(io::stdin().lock())) } else { fs::File::open(file).map(|file| Box::new(file) as _) };
    // One byte over the limit is enough to refuse a file of any size.
    let most = u64::try_from(saved::MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let read = input.and_then(|input| input.take(most.saturating_add(1)).read_to_end(&mut bytes));
    read.map_err(|error| format!("the file can't be read: {error}"))?;
    saved::read(&ISO42001, &bytes).map_err(|refusal| messages::refusal(Language::English, refusal).to_owned())
}

fn check(folder: &Path) -> io::Result<ExitCode> {
    let (source, mut problems) = source::read(folder);
    // Where a file could not be read as it should, the rules would only repeat that in other words.
    if problems.is_empty() {
        problems = check::check(&source);
    }
    if problems.is_empty() {
        let questions: usize = source.domains.iter().map(|domain| domain.questions.len()).sum();
        writeln!(io::stdout(), "{}: {questions} questions, {} phrases, no problem", folder.display(), source.phrases.len())?;
        return Ok(ExitCode::SUCCESS);
    }
    told(&problems, &folder.display().to_string());
    Ok(ExitCode::from(BAD_INPUT))
}

/// Tells problems, and how many there are.
fn told(problems: &[source::Problem], place: &str) {
    let list = problems.iter().map(ToString::to_string);
    let count = iter::once(format!("{} problem(s) in {place}", problems.len()));
    eprintln!("{}", list.chain(count).collect::<Vec<_>>().join("\n"));
}
