//! Writes the report as an Excel file: figures to calculate with, and everything else to filter and
//! sort.

mod palette;
pub(super) mod sheet;
mod sheets;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::error::Error;
use super::text::{NO_DATE, clean};
use crate::language::Language;
use crate::report::Report;
use sheet::{CellStyle, Long, Sheet};

/// Returns the report as a `.xlsx` file.
///
/// # Errors
/// If the file can't be made; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    made(report).map_err(|error| Error::new("xlsx", &error))
}

fn made(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let t = &report.language.texts().phrases;
    let look = CellStyle::new();
    let mut workbook = Workbook::new();
    let about = properties(report.language, t.report_title, &report.organisation, &report.made_on)?;
    workbook.set_properties(&about);
    let mut long = Vec::new();
    for write in sheets::ALL {
        long.extend(write(&mut workbook, &look, report)?);
    }
    if !long.is_empty() {
        overflow(&mut workbook, &look, report.language, &long)?;
    }
    workbook.save_to_buffer()
}

/// The properties of a workbook; name and date may be empty.
pub(super) fn properties(
    language: Language,
    title: &str,
    organisation: &str,
    made_on: &str,
) -> Result<DocProperties, XlsxError> {
    let organisation = clean(organisation.trim());
    let site_name = language.texts().phrases.site_name;
    let author = if organisation.is_empty() { site_name } else { &organisation };
    // Excel allows 255 characters in such a field.
    let author: String = author.chars().take(255).collect();
    let date = if made_on.is_empty() { NO_DATE } else { made_on };
    let about =
        DocProperties::new().set_title(title).set_author(author).set_subject("ISO/IEC 42001:2023");
    let day =
        ExcelDateTime::parse_from_str(date).or_else(|_| ExcelDateTime::parse_from_str(NO_DATE))?;
    Ok(about.set_creation_datetime(&day))
}

/// Adds a sheet with the text that didn't fit into a cell, so that nothing is lost.
pub(super) fn overflow(
    workbook: &mut Workbook,
    look: &CellStyle,
    language: Language,
    long: &[Long],
) -> Result<(), XlsxError> {
    let t = &language.texts().phrases;
    let columns = [(t.document_continues, 24), (t.document_part, 8), (t.document_note, 100)];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_long, &columns, 0)?;
    for text in long {
        for (number, piece) in (2_usize..).zip(&text.rest) {
            sheet.row(&[text.place.as_str().into(), number.into(), piece.as_str().into()])?;
        }
    }
    sheet.end(columns.len()).map(|_| ())
}
