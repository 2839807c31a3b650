//! The report as a file, one module for each format. All print the same [`Report`]; none makes a figure.

mod csv;
mod html;
mod markdown;
mod svg;

use crate::format::Format;
use crate::report::{Report, Sources};
use crate::saved::Problem;
use crate::scores_file;

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
