//! The sheets of what was answered and what follows in figures: scores, answers, references, the
//! method.

use rust_xlsxwriter::Workbook;

use super::cell::{Cell, CellStyle, joined_lines};
use super::sheet::{Column, Sheet, Written};
use crate::report::Report;

/// The column of the earlier scores, if there are any.
pub const EARLIER: u16 = 8;

/// Writes the scores of the domains and of the four stages, as numbers to calculate with.
pub fn scores(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let mut columns: Vec<Column> = vec![
        (t.results_domain, 46),
        (t.results_score, 9),
        (t.results_target, 9),
        (t.results_level_head, 22),
        (t.document_points, 9),
        (t.document_weights, 9),
        (t.results_answered, 11),
        (t.document_questions, 11),
    ];
    if report.earlier.is_some() {
        columns.push((t.document_earlier, 16));
    }
    let mut sheet = Sheet::new(workbook, look, t.parts_scores, &columns, 0)?;
    for domain in &report.domains {
        let tally = domain.figure.tally;
        let mut row = vec![
            Cell::Text(domain.name.clone()),
            domain.figure.tenths().into(),
            Cell::Number(domain.target),
            domain.figure.level.as_deref().unwrap_or("–").into(),
            Cell::Number(tally.points),
            Cell::Number(tally.weight),
            tally.answered.into(),
            tally.questions.into(),
        ];
        row.extend(domain.earlier.as_ref().map(|earlier| Cell::from(earlier.tenths())));
        sheet.row(&row)?;
    }
    if !report.stages.is_empty() {
        let columns = [(t.report_stages_title, 46), (t.results_score, 9)];
        sheet.next_table(t.report_stages_title, &columns)?;
        for stage in &report.stages {
            sheet.row(&[joined_lines([stage.name, stage.text]), stage.figure.tenths().into()])?;
        }
    }
    sheet.end()
}

/// Writes every question with its answer. The domain is for filters and isn't printed.
pub fn answers(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_code, 8),
        (t.report_question, 32),
        (t.document_place, 13),
        (t.report_weight, 7),
        (t.results_level_head, 8),
        (t.report_answer, 12),
        (t.document_statement, 32),
        (t.document_reason, 14),
        (t.document_note, 36),
        (t.results_domain, 36),
    ];
    let mut sheet = Sheet::below(workbook, look, t.document_sheet_answers, &columns)?;
    sheet.print_first(9);
    sheet.head(&columns, 1)?;
    for answer in &report.answers {
        sheet.row(&[
            answer.code.into(),
            answer.text.into(),
            answer.place.as_str().into(),
            Cell::Number(answer.weight),
            answer.level.into(),
            answer.short.as_str().into(),
            answer.statement.unwrap_or_default().into(),
            answer.reason.as_str().into(),
            answer.note.as_str().into(),
            answer.domain.as_str().into(),
        ])?;
    }
    sheet.end()
}

/// Writes what laws and frameworks say on the topics of the gaps, and how current that is.
pub fn references(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_code, 8),
        (t.document_title, 30),
        (t.document_framework, 26),
        (t.document_provision, 86),
    ];
    let mut sheet = Sheet::below(workbook, look, t.document_sheet_references, &columns)?;
    sheet.lead(t.references_text, 3)?;
    sheet.row += 1;
    sheet.head(&columns, 1)?;
    for gap in &report.gaps {
        for citation in &gap.references {
            for part in &citation.parts {
                let name = [gap.code, gap.title, citation.framework, part.as_str()];
                sheet.row(&name.map(Cell::from))?;
            }
        }
    }
    sheet.close()?;
    sheet.row += 1;
    for framework in &report.frameworks {
        let [title, day, note] = [framework.title, &framework.as_of, framework.note];
        sheet.lead(&format!("{title} ({day}). {note}"), 3)?;
    }
    if let Some(note) = report.sector_note {
        sheet.lead(note, 3)?;
    }
    sheet.end()
}

/// Writes how the figures are made, and what they are not.
pub fn method(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [(t.results_method_title, 95)];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_method, &columns, 0)?;
    for sentence in report.method.iter().chain(&report.disclaimer) {
        sheet.row(&[sentence.as_str().into()])?;
    }
    sheet.end()
}
