//! Writes the plan over time, the roadmap by phase, and what an auditor will look at.

use super::builder::Doc;
use super::gaps;
use super::styles::{ANNEX_TEXT, WIDTH};
use super::table::{Cell, Column, without_lines};
use super::words::{Inline, paragraph, plain, written};
use crate::export::palette::{ACCENT, ACCENT_SOFT, DANGER_SOFT};
use crate::language::fill;
use crate::report::{AuditItem, Report, Task, When};

/// The widths of the columns before the bars.
const WORK: usize = 2700;
const CLASS: usize = 900;
const START: usize = 1150;
const END: usize = 2300;
/// The largest number of cells that a bar is drawn of.
const CELLS: u32 = 36;

/// Adds the plan: how long it takes, and all work over time, with bars of shaded cells that say
/// nothing that the words beside them don't. Where no time can be estimated, the work in its order.
pub fn plan(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading_on_new_page(t.plan_title);
    doc.parts(&[
        Inline::Strong(&report.plan.total),
        Inline::Plain(" "),
        Inline::Plain(&report.plan.dates),
    ]);
    if report.plan.audit.is_none() && report.plan.tasks.is_empty() {
        return;
    }
    if report.plan.tasks.is_empty() {
        doc.text(t.plan_nothing);
    }
    if let Some(audit) = &report.plan.audit {
        doc.quiet(&[t.plan_indicative, t.plan_bar_key].join(" "));
        over_time(doc, report, audit);
    } else {
        for task in &report.plan.tasks {
            doc.bullet(&[Inline::Strong(task.title), Inline::Quiet(" "), Inline::Quiet(task.code)]);
        }
    }
    for phase in &report.phases {
        let number = fill(t.plan_phase, &[("n", &phase.number.to_string())]);
        let name = format!("{number} – {}", phase.name);
        doc.bullet(&[Inline::Strong(&name), Inline::Plain(" – "), Inline::Plain(phase.text)]);
    }
}

/// The weeks that a cell stands for, and the number of cells.
fn grid(weeks: u32) -> (u32, u32) {
    let unit = weeks.div_ceil(CELLS).max(1);
    (unit, weeks.div_ceil(unit))
}

fn over_time(doc: &mut Doc, report: &Report, audit: &When) {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    let (unit, cells) = grid(plan.weeks.1);
    let mut columns = [WORK, CLASS, START, END].map(|width| Column::text("", width)).to_vec();
    let bars = WIDTH - WORK - CLASS - START - END;
    columns.extend((0..cells).map(|_| Column::text("", bars / cells as usize)));
    let head = [t.plan_work, t.document_class, t.plan_start, t.plan_end]
        .map(|words| Cell::new(vec![plain("TableHead", words)]));
    let mut head = Vec::from(head);
    // The week with which each stretch of cells begins; a last one that is short has none.
    let step = (cells / 5).max(1);
    for first in (0..cells).step_by(step as usize) {
        let width = step.min(cells - first);
        let week = if width == step { (first * unit + 1).to_string() } else { String::new() };
        head.push(Cell::new(vec![plain("TableHead", &week)]).over(width as usize));
    }
    let mut rows: Vec<Vec<Cell>> = plan.tasks.iter().map(|task| task_row(report, task)).collect();
    if let Some(phase) = report.phases.last() {
        let words = [Cell::strong(phase.name), Cell::text("")];
        rows.push(bar_row(words, audit, plan.weeks.1));
    }
    doc.table(without_lines(&columns, head, rows));
}

fn task_row(report: &Report, task: &Task) -> Vec<Cell> {
    let name = [Inline::Plain(task.title), Inline::Quiet(" "), Inline::Quiet(task.code)];
    let mut words = vec![paragraph("TableText", &name)];
    words.extend(task.set.iter().map(|line| written("TableText", line)));
    let class = Cell::text(task.class_name);
    let is_critical = task.class == crate::scoring::GapClass::Critical;
    let class = if is_critical { class.on(DANGER_SOFT) } else { class };
    bar_row([Cell::new(words), class.centred()], &task.when, report.plan.weeks.1)
}

/// The last days in the short and in the long course.
fn days(when: &When) -> Cell {
    if when.late.is_empty() {
        return Cell::text("–");
    }
    Cell::text(&format!("{} – {}", when.early, when.late))
}

/// A row with its bar: dark for the short course, pale until the end of the long one.
fn bar_row([words, class]: [Cell; 2], when: &When, weeks: u32) -> Vec<Cell> {
    let (unit, cells) = grid(weeks);
    let start = when.short.start / unit;
    let end = when.short.end.div_ceil(unit).min(cells);
    let late = when.long.end.div_ceil(unit).clamp(end, cells);
    let mut row = vec![words.centred(), class];
    row.extend([Cell::text(&when.start).centred(), days(when).centred()]);
    let pieces = [
        (start, None),
        (end - start, Some(ACCENT)),
        (late - end, Some(ACCENT_SOFT)),
        (cells - late, None),
    ];
    for (columns, fill) in pieces.into_iter().filter(|(columns, _)| *columns > 0) {
        let cell = Cell::new(vec![plain("Hair", "")]).over(columns as usize);
        row.push(if let Some(fill) = fill { cell.on(fill) } else { cell });
    }
    row
}

/// Adds the opportunities in a list of their own.
pub fn opportunities(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    if !report.opportunities.is_empty() {
        doc.heading(2, t.plan_opportunities);
        doc.quiet(t.plan_opportunities_text);
        gaps::list(doc, report, &report.opportunities, |gap| {
            format!("{} – {}", gap.deliverable, gap.now)
        });
    }
}

/// Adds what an auditor will look at in stage 1 and in stage 2. What is looked at in both has its
/// evidence in the first.
pub fn audit(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.plan_audit_title);
    doc.quiet(t.plan_audit_text);
    let mut told = Vec::new();
    for stage in &report.audit {
        doc.heading(2, stage.name);
        doc.annex(&[Inline::Plain(stage.text)]);
        doc.quiet(&stage.ready);
        for thing in &stage.items {
            let is_told = told.contains(&thing.code);
            told.push(thing.code);
            audit_item(doc, thing, is_told);
        }
    }
}

fn audit_item(doc: &mut Doc, thing: &AuditItem, is_told: bool) {
    let answer =
        if thing.settled { Inline::Plain(&thing.answer) } else { Inline::Strong(&thing.answer) };
    let line = [
        Inline::Strong(thing.code),
        Inline::Plain(" "),
        Inline::Plain(thing.deliverable),
        Inline::Plain(" – "),
        answer,
    ];
    doc.add(paragraph(ANNEX_TEXT, &line).keep_next(!is_told));
    if !is_told {
        thing.evidence.iter().for_each(|piece| doc.annex_bullet(&[Inline::Plain(piece)]));
    }
}
