//! Writes the overview, the page for a board; all gaps in a table; and what the results rest on.

use super::builder::Doc;
use super::styles::WIDTH;
use super::table::{Cell, Column, headless, table};
use super::words::{Inline, paragraph};
use crate::export::palette;
use crate::language::{fill, in_a_row};
use crate::report::content::{DECISIONS, FINDINGS};
use crate::report::decisions::decisions;
use crate::report::{GapReport, HeatCell, HeatRow, Report};

/// The widths of the columns of the heat map, in twentieths of a point.
const NAME: usize = 2600;
const SCORE: usize = 700;
const CELL: usize = 500;

/// Adds the verdict, all answers at a glance, the most pressing gaps, the next 30 days and the
/// decisions to take: a page.
pub fn overview(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    let verdict = &report.headline.verdict;
    doc.heading_on_new_page(&verdict.heading);
    doc.text(&verdict.sentences.join(" "));
    doc.quiet(&result(report));
    if !report.has_answers() {
        return;
    }
    heat_map(doc, report);
    doc.lead(t.overview_findings);
    for gap in report.gaps.iter().take(FINDINGS) {
        doc.bullet(&finding(gap));
    }
    if report.gaps.is_empty() {
        doc.text(t.results_gaps_none);
    }
    doc.lead(t.plan_next);
    for task in report.plan.next_30_days() {
        doc.bullet(&[
            Inline::Plain(task.deliverable),
            Inline::Quiet(" "),
            Inline::Quiet(task.code),
        ]);
    }
    doc.quiet(&report.plan.about_next(report.language));
    let decisions = decisions(report);
    if !decisions.is_empty() {
        doc.lead(t.decisions_title);
    }
    for decision in decisions.iter().take(DECISIONS) {
        doc.bullet(&[
            Inline::Strong(&decision.what),
            Inline::Quiet(" – "),
            Inline::Quiet(&decision.why),
        ]);
    }
}

/// The overall score or the key requirements, and how much is answered.
fn result(report: &Report) -> String {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let score = match &head.overall {
        Some(overall) => {
            let score = format!("{} {}", overall.score, t.results_of_five);
            fill(t.references_about, &[("place", t.results_overall), ("about", &score)])
        }
        None => head.key.line.clone(),
    };
    format!("{score} · {}", head.progress)
}

fn finding(gap: &GapReport) -> [Inline<'_>; 5] {
    [
        Inline::Strong(gap.title),
        Inline::Quiet(" – "),
        Inline::Quiet(gap.class_name),
        Inline::Plain(" – "),
        Inline::Plain(gap.found),
    ]
}

/// All answers at a glance: a row for each domain, a cell for each question.
fn heat_map(doc: &mut Doc, report: &Report) {
    let most = report.heat_map.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut columns = vec![Column::text("", NAME), Column::number("", SCORE)];
    columns.extend((0..most).map(|_| Column::text("", CELL)));
    let rows = report.heat_map.iter().zip(&report.domains);
    let rows = rows.map(|(row, domain)| heat_row(row, &domain.figure.score, most)).collect();
    doc.table(headless(&columns, rows));
    doc.quiet(report.language.texts().phrases.document_heat_key);
}

fn heat_row(row: &HeatRow, score: &str, most: usize) -> Vec<Cell> {
    let name = Cell::text(&row.label());
    let mut cells = vec![name, Cell::strong(score)];
    cells.extend(row.cells.iter().map(heat_cell));
    let free = most - row.cells.len();
    if free > 0 {
        cells.push(Cell::text("").over(free));
    }
    cells
}

fn heat_cell(cell: &HeatCell) -> Cell {
    let sign = if cell.is_key { Inline::Strong(cell.sign) } else { Inline::Plain(cell.sign) };
    let fill = palette::of_answer(cell.kind).unwrap_or(palette::SUNKEN);
    Cell::new(vec![paragraph("TableText", &[sign])]).on(fill)
}

/// Adds all gaps, most pressing first, a row each; nothing without answers.
pub fn gap_table(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    if !report.has_answers() {
        return;
    }
    doc.heading_on_new_page(t.results_gaps_title);
    if report.gaps.is_empty() {
        doc.text(t.results_gaps_none);
        return;
    }
    let columns = [
        Column::text(t.document_class, 1250),
        Column::text(t.document_finding, 2700),
        Column::text(t.report_now, WIDTH - 1250 - 2700),
    ];
    doc.table(table(&columns, report.gaps.iter().map(gap_row).collect()));
}

fn gap_row(gap: &GapReport) -> Vec<Cell> {
    let class = Cell::text(gap.class_name);
    let is_critical = gap.class == crate::scoring::GapClass::Critical;
    vec![
        if is_critical { class.on(palette::DANGER_SOFT) } else { class },
        Cell::parts(&[Inline::Plain(gap.title), Inline::Quiet(" "), Inline::Quiet(gap.code)]),
        Cell::text(gap.found),
    ]
}

/// Adds what the results rest on, and what they are not.
pub fn limits(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    doc.heading(1, t.document_limits);
    doc.text(&format!("{}. {}", head.progress, head.completeness_text));
    head.provisional.into_iter().for_each(|why| doc.text(why));
    doc.bullets(report.left_out_lines().iter().map(String::as_str));
    if !report.hints.is_empty() {
        doc.heading(2, t.hints_title);
        doc.quiet(t.hints_text);
        doc.bullets(report.hints.iter().map(String::as_str));
    }
    if !report.profile.is_empty() {
        doc.heading(2, t.profile_title);
        let line = |line: &crate::report::ProfileLine| {
            vec![Cell::strong(line.topic), Cell::text(&in_a_row(&line.chosen))]
        };
        let columns = [Column::text("", WIDTH / 2), Column::text("", WIDTH / 2)];
        doc.table(headless(&columns, report.profile.iter().map(line).collect()));
    }
    report.disclaimer.iter().for_each(|sentence| doc.text(sentence));
}

/// Adds what a document without the method says at its end: what made it and, on a page for a
/// board, that it is no audit.
pub fn end(doc: &mut Doc, report: &Report, is_alone: bool) {
    if is_alone {
        report.disclaimer.iter().take(1).for_each(|sentence| doc.quiet(sentence));
    }
    doc.quiet(&report.made_with());
}
