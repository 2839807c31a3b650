//! Exports the report as a file, one module per format. All print the same [`Report`].
//!
//! Uses `content` (for days), `assessment`, `scoring`, `language`, `report`, `storage` (for a short
//! name) and `view` (for the HTML). Computes no figure, and knows no browser.

mod comparison;
mod csv;
pub mod docx;
mod formulas;
mod html;
mod markdown;
mod marks;
mod package;
pub mod palette;
pub mod picture;
pub mod pptx;
mod svg;
pub mod xlsx;
mod zipped;

mod error;
mod text;

use crate::report::content::Content;
use crate::report::format::Format;
use crate::report::scores_file::{self, Origin};
use crate::report::{Report, Sources};
pub use comparison::comparison;
pub use error::Error;

/// Makes the file; `content` is how much a document contains (tables always contain everything),
/// `origin` what the scores file repeats. The same answers, date and language
/// give the same bytes.
///
/// # Errors
/// If the format's library can't make it; our own formats always succeed.
pub fn export(
    format: Format,
    content: Content,
    sources: Sources,
    origin: Origin,
) -> Result<Vec<u8>, Error> {
    let report = Report::new(sources);
    let text = match format {
        Format::Docx => return docx::write(&report, content),
        Format::Xlsx => return xlsx::write(&report),
        Format::Pptx => return pptx::write(&report),
        Format::Html => html::write(&report, content)?,
        Format::Csv => return csv::write(&report),
        Format::Markdown => markdown::write(&report, content),
        Format::Json => {
            let Sources { questionnaire, assessment, .. } = sources;
            scores_file::write(questionnaire, assessment, &report.scores, origin) + "\n"
        }
        Format::Svg => svg::write(&report)?,
    };
    Ok(text.into_bytes())
}
