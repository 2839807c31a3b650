//! What can be asked of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::language::Language;
use crate::report::format::Format;

/// AIMS Assessment: scores self-assessment files for ISO/IEC 42001:2023 and checks the questionnaire's content.
#[derive(Parser)]
#[command(name = "aims", version, after_help = "Exit codes: 0 good; 1 something can't be read, used or written; 2 wrong usage.")]
pub struct Cli {
    #[command(subcommand)]
    /// The command.
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
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
pub enum ScoreFormat {
    Json,
    Table,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ReportFormat {
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
pub enum Lang {
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

/// A date as 2026-11-23.
fn date(text: &str) -> Result<String, String> {
    // A date in words differs from what was given, or it is none.
    if Language::English.date(text) == text { Err("write it as 2026-11-23".to_owned()) } else { Ok(text.to_owned()) }
}
