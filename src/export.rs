//! The report as a file, one module for each format. All print the same [`Report`]; none makes a figure.

mod csv;
mod html;
mod markdown;
mod svg;

use crate::report::{Report, Sources};
use crate::saved::Problem;
use crate::scores_file;

/// A format that a report can leave in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One self-contained page without scripts.
    Html,
    /// Tables for a spreadsheet, by the language's separators.
    Csv,
    /// Plain text with marks.
    Markdown,
    /// The scores for other programs.
    Json,
    /// The radar as a picture of lines.
    Svg,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Html, Self::Csv, Self::Markdown, Self::Json, Self::Svg];

    /// `html`, `csv` …: the name on the command line, and the ending of the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Svg => "svg",
        }
    }

    /// The format with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// A file could not be made; what the format's library said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotMade(pub String);

impl std::fmt::Display for NotMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotMade {}

/// Makes the file; the same answers, date and language give the same bytes.
///
/// # Errors
/// When the format's library can't make it; our own formats always succeed.
pub fn export(format: Format, sources: Sources, problems: &[Problem]) -> Result<Vec<u8>, NotMade> {
    let report = Report::new(sources);
    let text = match format {
        Format::Html => html::write(&report)?,
        Format::Csv => return csv::write(&report),
        Format::Markdown => markdown::write(&report),
        Format::Json => scores_file::write(sources.questionnaire, sources.assessment, &report.scores, problems) + "\n",
        Format::Svg => svg::write(&report)?,
    };
    Ok(text.into_bytes())
}
