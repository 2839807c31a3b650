//! Writes the comparison of two states as a file of its own.

mod docx;
mod markdown;
mod xlsx;

use super::error::Error;
use crate::report::comparison::{ComparisonReport, Sources};
use crate::report::format::ComparisonFormat;

/// Makes the file. The same answers, date and language give the same bytes.
///
/// # Errors
/// If the format's library can't make it; not seen so far.
pub fn comparison(format: ComparisonFormat, sources: Sources) -> Result<Vec<u8>, Error> {
    let report = ComparisonReport::new(sources);
    match format {
        ComparisonFormat::Docx => docx::write(&report),
        ComparisonFormat::Xlsx => xlsx::write(&report),
        ComparisonFormat::Markdown => Ok(markdown::write(&report).into_bytes()),
    }
}
