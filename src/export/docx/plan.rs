//! Writes the plan over time, the roadmap by phase, and what an auditor will look at.

use super::builder::Doc;
use super::palette::{ACCENT, ACCENT_SOFT};
use super::styles::WIDTH;
use super::table::{Cell, Column, table, without_lines};
use super::words::{Inline, item, paragraph, plain, written};
use super::{gaps, styles};
use crate::language::fill;
use crate::report::named::listed;
use crate::report::{AuditItem, PhaseReport, Report, Task, When};

/// The widths of the columns before the bars.
const WORK: usize = 2800;
const DATE: usize = 1450;
/// The largest number of cells that a bar is drawn of.
const CELLS: u32 = 36;

/// Adds the plan: how long it takes, the next 30 days, and all work over time, with bars of shaded
/// cells that say nothing that the words beside them don't.
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
    doc.heading(2, t.plan_next);
    if report.plan.tasks.is_empty() {
        doc.text(t.plan_nothing);
    }
    for task in report.plan.next_30_days() {
        let when = report
            .plan
            .audit
            .as_ref()
            .map_or_else(String::new, |_| format!(" ({})", task.when.words));
        doc.bullet(&[
            Inline::Strong(task.code),
            Inline::Plain(" "),
            Inline::Plain(task.deliverable),
            Inline::Quiet(&when),
        ]);
    }
    if let Some(audit) = &report.plan.audit {
        doc.heading(2, t.plan_timeline);
        doc.quiet(t.plan_indicative);
        over_time(doc, report, audit);
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
    let mut columns = vec![Column::text("", WORK), Column::text("", DATE), Column::text("", DATE)];
    let bars = WIDTH - WORK - 2 * DATE;
    columns.extend((0..cells).map(|_| Column::text("", bars / cells as usize)));
    let head = [t.plan_work, t.plan_start, t.plan_end]
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
        rows.push(bar_row(Cell::strong(phase.name), audit, plan.weeks.1));
    }
    doc.table(without_lines(&columns, head, rows));
}

fn task_row(report: &Report, task: &Task) -> Vec<Cell> {
    let t = &report.language.texts().phrases;
    let phase = fill(t.plan_phase, &[("n", &task.phase.to_string())]);
    let mut words = vec![
        paragraph(
            "TableText",
            &[Inline::Strong(task.code), Inline::Plain(" "), Inline::Plain(task.deliverable)],
        ),
        paragraph("TableText", &[Inline::Quiet(&format!("{phase} · {}", task.effort))]),
    ];
    words.extend(task.set.iter().map(|line| written("TableText", line)));
    bar_row(Cell::new(words), &task.when, report.plan.weeks.1)
}

/// The last days, a line each.
fn days(when: &When) -> Cell {
    if when.late.is_empty() {
        return Cell::text("–");
    }
    let early = format!("{} –", when.early);
    Cell::new([early.as_str(), &when.late].map(|day| plain("TableText", day)).into())
}

/// A row with its bar: dark for the short course, pale until the end of the long one.
fn bar_row(words: Cell, when: &When, weeks: u32) -> Vec<Cell> {
    let (unit, cells) = grid(weeks);
    let start = when.short.start / unit;
    let end = when.short.end.div_ceil(unit).min(cells);
    let late = when.long.end.div_ceil(unit).clamp(end, cells);
    let mut row = vec![words.centred(), Cell::text(&when.start).centred(), days(when).centred()];
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

/// Adds the roadmap phase by phase, with opportunities in a list of their own.
pub fn roadmap(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.plan_list_title);
    report.phases.iter().for_each(|phase| phase_table(doc, report, phase));
    if !report.opportunities.is_empty() {
        doc.heading(2, t.plan_opportunities);
        doc.quiet(t.plan_opportunities_text);
        gaps::list(doc, report, &report.opportunities, |gap| {
            format!("{} – {}", gap.deliverable, gap.now)
        });
    }
}

fn phase_table(doc: &mut Doc, report: &Report, phase: &PhaseReport) {
    let t = &report.language.texts().phrases;
    doc.heading(
        2,
        &format!("{} – {}", fill(t.plan_phase, &[("n", &phase.number.to_string())]), phase.name),
    );
    doc.add(plain("Quiet", phase.text).keep_next(!phase.tasks.is_empty()));
    phase.nothing.into_iter().for_each(|nothing| doc.text(nothing));
    if phase.tasks.is_empty() {
        return;
    }
    let columns = [
        Column::text(t.document_code, 900),
        Column::text(t.plan_work, WIDTH - 900 - 1500 - 2 * DATE - 1300),
        Column::text(t.document_effort, 1500),
        Column::text(t.plan_start, DATE),
        Column::text(t.plan_end, DATE),
        Column::text(t.document_waits_for, 1300),
    ];
    let row = |task: &Task| {
        vec![
            Cell::strong(task.code),
            Cell::text(task.deliverable),
            Cell::text(task.effort),
            Cell::text(if task.when.start.is_empty() { "–" } else { &task.when.start }),
            days(&task.when),
            Cell::text(&if task.waits_for.is_empty() {
                "–".to_owned()
            } else {
                listed(&task.waits_for)
            }),
        ]
    };
    doc.table(table(&columns, phase.tasks.iter().map(row).collect()));
}

/// Adds what an auditor will look at in stage 1 and in stage 2.
pub fn audit(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading_on_new_page(t.plan_audit_title);
    doc.quiet(t.plan_audit_text);
    let columns = [
        Column::text(t.plan_audit_item, 3000),
        Column::text(t.report_evidence, WIDTH - 3000 - 1500),
        Column::text(t.report_answer, 1500),
    ];
    for stage in &report.audit {
        doc.heading(2, stage.name);
        doc.add(plain("BodyText", stage.text).keep_next(true));
        doc.add(plain("Quiet", &stage.ready).keep_next(true));
        let row = |thing: &AuditItem| {
            let evidence =
                thing.evidence.iter().map(|piece| item(styles::BULLETS, &[Inline::Quiet(piece)]));
            let answer = if thing.settled {
                Inline::Plain(&thing.answer)
            } else {
                Inline::Strong(&thing.answer)
            };
            vec![
                Cell::parts(&[
                    Inline::Strong(thing.code),
                    Inline::Plain(" "),
                    Inline::Plain(thing.deliverable),
                ]),
                Cell::new(evidence.collect()),
                Cell::parts(&[answer]),
            ]
        };
        doc.table(table(&columns, stage.items.iter().map(row).collect()));
    }
}
