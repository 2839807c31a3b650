//! The sheets of what to close and to show: gaps, controls, evidence.

use rust_xlsxwriter::Workbook;

use super::cell::{Cell, CellStyle, joined_lines};
use super::sheet::{Sheet, Written};
use crate::language::Phrases;
use crate::report::{AuditItem, GapReport, Report, SoaReport};

/// Writes the gaps. The first columns are printed, the others are for filters.
pub fn gaps(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_rank, 6),
        (t.document_code, 8),
        (t.document_finding, 18),
        (t.document_class, 10),
        (t.document_reason, 18),
        (t.results_level_head, 8),
        (t.results_target, 7),
        (t.report_now, 26),
        (t.document_expected, 26),
        (t.report_what_to_do, 42),
        (t.results_quick_win, 10),
        (t.document_effort, 15),
        (t.document_beyond, 40),
    ];
    let mut sheet = Sheet::below(workbook, look, t.document_sheet_gaps, &columns)?;
    if report.gaps.is_empty() {
        sheet.lead(t.results_gaps_none, 9)?;
        return sheet.end();
    }
    sheet.print_first(10);
    sheet.head(&columns, 2)?;
    for gap in &report.gaps {
        sheet.row(&gap_row(t, gap))?;
    }
    sheet.alarm(3, t.results_class_critical)?;
    sheet.end()
}

/// Writes the statement of applicability.
pub fn statement(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.soa_control, 9),
        (t.document_title, 28),
        (t.soa_applies, 11),
        (t.soa_justification, 40),
        (t.soa_status, 16),
        (t.document_code, 8),
        (t.document_where, 26),
        (t.plan_owner, 16),
        (t.document_review, 12),
        (t.report_answer, 16),
        (t.document_area, 36),
    ];
    let mut sheet = Sheet::below(workbook, look, t.document_sheet_soa, &columns)?;
    sheet.put(0, &t.soa_title.into(), look.title())?;
    sheet.page.set_row_height(0, 24)?;
    sheet.row = 1;
    sheet.lead(&[t.soa_text, t.document_hint].join(" "), 8)?;
    sheet.row += 1;
    sheet.print_first(9);
    sheet.head(&columns, 2)?;
    sheet.inputs(&[2, 3, 4, 6, 7, 8], &[8]);
    for row in &report.soa {
        sheet.row(&control_row(t, row))?;
    }
    sheet.choices(2, &[t.soa_yes, t.soa_no])?;
    let [open, none] = [t.soa_status_open, t.soa_status_not_implemented];
    sheet.choices(4, &[open, none, t.soa_status_partial, t.soa_status_implemented, "–"])?;
    sheet.end()
}

/// Writes a line for each piece of evidence, to be ticked off.
pub fn evidence(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_code, 8),
        (t.plan_audit_item, 28),
        (t.report_evidence, 46),
        (t.document_stage, 8),
        (t.report_answer, 13),
        (t.document_in_hand, 11),
        (t.document_where, 26),
        (t.plan_owner, 16),
        (t.document_date, 12),
    ];
    let mut sheet = Sheet::below(workbook, look, t.document_sheet_evidence, &columns)?;
    sheet.lead(&[t.plan_audit_text, t.document_hint].join(" "), 8)?;
    sheet.row += 1;
    sheet.head(&columns, 1)?;
    sheet.inputs(&[5, 6, 7, 8], &[8]);
    for answer in &report.answers {
        let Some((item, stages)) = audited(report, answer.code) else { continue };
        for piece in item.evidence {
            sheet.row(&[
                item.code.into(),
                item.deliverable.into(),
                (*piece).into(),
                stages.as_str().into(),
                item.answer.as_str().into(),
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
                Cell::Empty,
            ])?;
        }
    }
    sheet.choices(5, &[t.soa_yes, t.document_in_part, t.soa_no])?;
    sheet.end()
}

/// What an auditor looks at for a question, and in which stages: `1, 2`.
fn audited<'r>(report: &'r Report, code: &str) -> Option<(&'r AuditItem, String)> {
    let stages = report.audit.iter().filter_map(|stage| {
        let item = stage.items.iter().find(|item| item.code == code)?;
        Some((item, stage.number.to_string()))
    });
    let (items, numbers): (Vec<_>, Vec<_>) = stages.unzip();
    Some((items.first().copied()?, numbers.join(", ")))
}

fn gap_row(t: &Phrases, gap: &GapReport) -> [Cell; 13] {
    [
        gap.rank.into(),
        gap.code.into(),
        gap.title.into(),
        gap.class_name.into(),
        gap.class_reason.as_str().into(),
        Cell::Number(gap.level),
        Cell::Number(gap.target),
        gap.found.into(),
        expected(gap),
        joined_lines(gap.steps.iter().copied()),
        if gap.quick_win { t.soa_yes } else { t.soa_no }.into(),
        gap.effort_name.into(),
        gap.beyond.unwrap_or_default().into(),
    ]
}

/// The levels to reach; where that is more than one, each with its title.
fn expected(gap: &GapReport) -> Cell {
    match gap.expected.as_slice() {
        [only] => only.statement.into(),
        all => {
            let lines = all.iter().map(|level| format!("{} – {}", level.title, level.statement));
            joined_lines(lines.collect::<Vec<_>>().iter().map(String::as_str))
        }
    }
}

/// A control; what nobody confirmed is marked as proposed.
fn control_row(t: &Phrases, row: &SoaReport) -> [Cell; 11] {
    let marked = |text: &str, is_proposed: bool| {
        let mark = if is_proposed { t.soa_proposed } else { "" };
        Cell::Text(format!("{text} {mark}").trim_end().to_owned())
    };
    [
        row.id.into(),
        row.title.into(),
        row.applies.into(),
        marked(&row.justification, row.is_proposal),
        marked(row.status, row.is_status_proposed),
        row.asked_by.code.into(),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        row.answer.as_str().into(),
        row.area.as_str().into(),
    ]
}
