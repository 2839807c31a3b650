//! The arguments of the command line. The doc comments of commands and options are their help
//! texts.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::content::date::Date;
use crate::language::Language;
use crate::report::content::Content;
use crate::report::format::{ComparisonFormat, Format};

/// AIMS Assessment: scores self-assessment files for ISO/IEC 42001:2023 and checks the
/// questionnaire's content.
#[derive(Parser)]
#[command(
    name = "aims",
    version,
    after_help = "Exit codes: 0 good; 1 something can't be read, used or written; 2 wrong usage."
)]
pub struct Cli {
    #[command(subcommand)]
    /// The command.
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Score answers files (*.aims.json); `-` is standard input
    ///
    /// Files that can't be read are reported on standard error, and the rest are scored: then the
    /// exit code is 1.
    Score {
        /// The answers files; each gives one result, in this order. A folder stands for the answers
        /// files in it: every .json file is considered, also `x.aims (1).json` and `X.AIMS.JSON`.
        /// Folders in it, JSON without answers, macOS' `._` files, pipes, devices and other files
        /// are passed over and counted. A pipe is read if it is the only input
        #[arg(required_unless_present = "names")]
        files: Vec<PathBuf>,
        /// Read more file names from standard input, one a line. Pipes and devices among them are
        /// refused
        #[arg(long)]
        names: bool,
        /// The output format; JSON is one line per file
        #[arg(long, value_enum, default_value_t = ScoreFormat::Table)]
        format: ScoreFormat,
    },
    /// Make a report from an answers file
    Report {
        /// The answers file; `-` is standard input
        file: PathBuf,
        /// The format of the report
        #[arg(long, value_enum)]
        format: ReportFormat,
        /// How much a document contains; tables, scores and the radar always contain everything
        #[arg(long, value_enum, default_value_t = ReportContent::Report)]
        content: ReportContent,
        /// The language of the report
        #[arg(long, value_enum, default_value_t = Lang::En)]
        lang: Lang,
        /// The date of the report, as 2026-11-23; without it, the day on which the answers were
        /// saved
        #[arg(long, value_parser = date)]
        date: Option<String>,
        /// An earlier answers file to compare with
        #[arg(long)]
        earlier: Option<PathBuf>,
        /// The file to write; `-` is standard output. A file is written completely or not at all,
        /// and never over an input file
        #[arg(short, long)]
        out: PathBuf,
        /// Replace the file if it exists. Links are followed, and its permissions stay
        #[arg(long)]
        force: bool,
    },
    /// Compare two answers files: what got better, what got worse
    Compare {
        /// The earlier one
        earlier: PathBuf,
        /// The later one
        later: PathBuf,
        /// Write a file in this format instead of printing the comparison
        #[arg(long, value_enum, requires = "out")]
        format: Option<ComparedFormat>,
        /// The language of the file
        #[arg(long, value_enum, default_value_t = Lang::En, requires = "format")]
        lang: Lang,
        /// The date of the file, as 2026-11-23; without it, the day on which the later answers were
        /// saved
        #[arg(long, value_parser = date, requires = "format")]
        date: Option<String>,
        /// The file to write; `-` is standard output. A file is written completely or not at all,
        /// and never over an input file
        #[arg(short, long, requires = "format")]
        out: Option<PathBuf>,
        /// Replace the file if it exists. Links are followed, and its permissions stay
        #[arg(long, requires = "out")]
        force: bool,
    },
    /// Check the content of the questionnaire and report every problem with file, line and hint
    ///
    /// Facts about laws and frameworks that were checked more than six months ago are a warning:
    /// the exit code stays 0.
    Check {
        /// The folder with the TOML files
        folder: PathBuf,
        /// The day from which the six months count back, as 2026-11-23; without it, today
        #[arg(long, value_parser = date)]
        today: Option<String>,
        /// If there is no problem, print which answer covers which requirement, as Markdown
        #[arg(long)]
        coverage: bool,
    },
    /// Check a brand.toml and print it as the JSON that the page reads
    Brand {
        /// The file
        file: PathBuf,
        /// Print the origins that may embed the page instead, as a Content Security Policy source
        /// list
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
    Pptx,
    Html,
    /// Flat tables, one a file, packed as a .zip
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
            ReportFormat::Pptx => Self::Pptx,
            ReportFormat::Html => Self::Html,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Md => Self::Markdown,
            ReportFormat::Json => Self::Json,
            ReportFormat::Svg => Self::Svg,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ReportContent {
    /// One page for a board
    Brief,
    /// At most eight pages: cover, overview, gaps, plan, scores, limits
    Report,
    /// The report and all annexes: gap sheets, statement, answers, arithmetic, audit, references
    Full,
}

impl From<ReportContent> for Content {
    fn from(content: ReportContent) -> Self {
        match content {
            ReportContent::Brief => Self::Brief,
            ReportContent::Report => Self::Report,
            ReportContent::Full => Self::Full,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ComparedFormat {
    Docx,
    Xlsx,
    Md,
}

impl From<ComparedFormat> for ComparisonFormat {
    fn from(format: ComparedFormat) -> Self {
        match format {
            ComparedFormat::Docx => Self::Docx,
            ComparedFormat::Xlsx => Self::Xlsx,
            ComparedFormat::Md => Self::Markdown,
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

/// Parses a date as 2026-11-23.
fn date(text: &str) -> Result<String, String> {
    match Date::parse(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write a day that exists as 2026-11-23".to_owned()),
    }
}
