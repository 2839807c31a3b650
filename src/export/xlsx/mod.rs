//! Writes the report as an Excel file to work with: an overview, the plan to follow the work,
//! checklists to fill in, and everything else to filter and sort.

pub(super) mod cell;
mod findings;
mod language;
mod overview;
mod plan;
mod radar;
mod scores;
pub(super) mod sheet;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::error::Error;
use super::text::{NO_DATE, clean};
use crate::language::Language;
use crate::report::Report;
use cell::CellStyle;
use sheet::{Long, Sheet, Written};

/// The writers of all sheets, in order.
const ALL: [fn(&mut Workbook, &CellStyle, &Report) -> Written; 9] = [
    overview::write,
    plan::write,
    findings::gaps,
    findings::statement,
    findings::evidence,
    scores::scores,
    scores::answers,
    scores::references,
    scores::method,
];

/// Returns the report as a `.xlsx` file.
///
/// # Errors
/// If the file can't be made; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let file = made(report).map_err(|error| Error::new("xlsx", &error))?;
    language::with_language(file, report.language)
}

fn made(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let t = &report.language.texts().phrases;
    let look = CellStyle::new(&report.organisation, &report.date, t.site_name);
    let mut workbook = Workbook::new();
    let about = properties(report.language, t.report_title, &report.organisation, &report.made_on)?;
    workbook.set_properties(&about);
    let mut long = Vec::new();
    for write in ALL {
        long.extend(write(&mut workbook, &look, report)?);
    }
    if !long.is_empty() {
        overflow(&mut workbook, &look, report.language, &long)?;
    }
    workbook.save_to_buffer()
}

/// The properties of a workbook, whose author is the page and not who answered; name and date may
/// be empty.
pub(super) fn properties(
    language: Language,
    title: &str,
    organisation: &str,
    made_on: &str,
) -> Result<DocProperties, XlsxError> {
    // Excel allows 255 characters in such a field.
    let organisation: String = clean(organisation.trim()).chars().take(255).collect();
    let date = if made_on.is_empty() { NO_DATE } else { made_on };
    let about = DocProperties::new()
        .set_title(title)
        .set_author(language.texts().phrases.site_name)
        .set_company(organisation)
        .set_subject("ISO/IEC 42001:2023");
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
    sheet.end().map(|_| ())
}
