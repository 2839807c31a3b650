//! The comparison as an Excel file: the verdict and the scores, the gaps, every answer.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::export::error::Error;
use crate::export::xlsx::cell::{Cell, CellStyle};
use crate::export::xlsx::sheet::{Sheet, Written};
use crate::export::xlsx::{overflow, properties};
use crate::report::comparison::ComparisonReport;

/// Returns the comparison as a `.xlsx` file.
///
/// # Errors
/// If the file can't be made; not seen so far.
pub fn write(report: &ComparisonReport) -> Result<Vec<u8>, Error> {
    made(report).map_err(|error| Error::new("xlsx", &error))
}

fn made(report: &ComparisonReport) -> Result<Vec<u8>, XlsxError> {
    let t = &report.language.texts().phrases;
    let day = report.language.date(&report.made_on);
    let look = CellStyle::new(&report.organisation, &day, t.site_name);
    let mut workbook = Workbook::new();
    let about =
        properties(report.language, t.compare_title, &report.organisation, &report.made_on)?;
    workbook.set_properties(&about);
    let mut long = Vec::new();
    for write in [summary, scores, gaps, answers] {
        long.extend(write(&mut workbook, &look, report)?);
    }
    if !long.is_empty() {
        overflow(&mut workbook, &look, report.language, &long)?;
    }
    workbook.save_to_buffer()
}

/// The summary: the names of both states, the verdict, and the reasons to doubt it.
fn summary(workbook: &mut Workbook, look: &CellStyle, report: &ComparisonReport) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [(t.document_figure, 30), (t.document_value, 100)];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_summary, &columns, 2)?;
    sheet.page.write_string_with_format(0, 0, t.compare_title, look.title())?;
    let [earlier, later] = &report.labels;
    sheet.row(&[report.sides[0].into(), earlier.as_str().into()])?;
    sheet.row(&[report.sides[1].into(), later.as_str().into()])?;
    let day = report.language.date(&report.made_on);
    sheet.row(&[t.document_date.into(), day.as_str().into()])?;
    for sentence in report.verdict.iter().chain(&report.warnings) {
        sheet.row(&[t.compare_of.into(), sentence.as_str().into()])?;
    }
    let [(_, before), (_, after)] = report.readiness;
    for (side, readiness) in [(report.sides[0], before), (report.sides[1], after)] {
        let what = format!("{} – {side}", t.results_readiness);
        sheet.row(&[Cell::Text(what), readiness.into()])?;
    }
    Ok(sheet.long)
}

fn scores(workbook: &mut Workbook, look: &CellStyle, report: &ComparisonReport) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.results_domain, 46),
        (report.sides[0], 12),
        (report.sides[1], 12),
        (report.sides[2], 12),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_domains, &columns, 0)?;
    for row in report.domains.iter().chain([&report.overall]) {
        sheet.row(&[
            Cell::Text(row.name.clone()),
            row.scores.before.into(),
            row.scores.after.into(),
            row.shown[2].as_str().into(),
        ])?;
    }
    sheet.end()
}

fn gaps(workbook: &mut Workbook, look: &CellStyle, report: &ComparisonReport) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.compare_state, 14),
        (t.document_code, 8),
        (t.document_title, 44),
        (t.document_class, 16),
        (report.sides[0], 16),
        (report.sides[1], 16),
        (t.document_note, 40),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_gaps, &columns, 0)?;
    for group in &report.gaps {
        for gap in &group.gaps {
            let [before, after] = &gap.answers;
            sheet.row(&[
                group.state.into(),
                gap.named.code.into(),
                gap.named.title.into(),
                gap.class_name.into(),
                before.as_str().into(),
                after.as_str().into(),
                gap.remark.unwrap_or_default().into(),
            ])?;
        }
    }
    sheet.end()
}

fn answers(workbook: &mut Workbook, look: &CellStyle, report: &ComparisonReport) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_code, 8),
        (t.results_domain, 30),
        (t.document_title, 44),
        (report.sides[2], 30),
        (report.sides[0], 16),
        (report.sides[1], 16),
        (t.document_note, 50),
    ];
    let mut sheet = Sheet::new(workbook, look, t.compare_sheet_changes, &columns, 0)?;
    for group in &report.changes {
        for answer in &group.answers {
            let [before, after] = &answer.answers;
            sheet.row(&[
                answer.named.code.into(),
                answer.domain.as_str().into(),
                answer.named.title.into(),
                group.kind.into(),
                before.as_str().into(),
                after.as_str().into(),
                answer.note.as_str().into(),
            ])?;
        }
    }
    sheet.end()
}
