//! The command line, `aims`: the same figures as the page, from files.
//!
//! Results go to standard output, errors to standard error. Exit codes: 0 good, 1 bad input, 2 wrong usage.
#![allow(clippy::print_stderr, reason = "a command line prints")]

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, iter};

use clap::{Parser, Subcommand, ValueEnum};

use crate::language::Language;
use crate::questionnaire::{ISO42001, check, source};
use crate::saved::{self, Opened};
use crate::{messages, scores_file, scores_table, scoring};

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
        /// The answers files; each gives one result, in this order
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to print: JSON is one line per file
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
    /// Check the content of the questionnaire and report every problem with file, line and hint
    Check {
        /// The folder with the TOML files
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Table,
}

/// Runs the command that the program's arguments ask for.
pub fn run() -> ExitCode {
    // clap itself ends the program with 2, the code for wrong usage, when it can't read the arguments.
    let outcome = match Cli::parse().command {
        Command::Score { files, format } => score(&files, format),
        Command::Check { folder } => check(&folder),
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

fn score(files: &[PathBuf], format: Format) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for (index, file) in files.iter().enumerate() {
        let opened = match open(file) {
            Ok(opened) => opened,
            Err(why) => {
                eprintln!("aims: {}: {why}", file.display());
                code = ExitCode::from(BAD_INPUT);
                continue;
            }
        };
        for problem in &opened.problems {
            eprintln!("aims: {}: {}", file.display(), printable(&messages::problem_at(Language::English, problem)));
        }
        let scores = scoring::score(&ISO42001, &opened.assessment);
        match format {
            Format::Json => writeln!(out, "{}", scores_file::write(&ISO42001, &opened.assessment, &scores, &opened.problems))?,
            Format::Table => {
                if files.len() > 1 {
                    let gap = if index > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}{}", file.display())?;
                }
                write!(out, "{}", scores_table::write(&ISO42001, &opened.assessment, &scores))?;
            }
        }
    }
    Ok(code)
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
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let count = iter::once(format!("{} problem(s) in {}", list.len(), folder.display()));
    eprintln!("{}", list.into_iter().chain(count).collect::<Vec<_>>().join("\n"));
    Ok(ExitCode::from(BAD_INPUT))
}
