//! Writes the roadmap, as a timeline of shaded cells and as tables, and what an auditor will look
//! at.

use super::builder::Doc;
use super::palette::{ACCENT, MUTED};
use super::styles::WIDTH;
use super::table::{Cell, Column, table, without_lines};
use super::words::{Inline, item, paragraph, plain};
use super::{gaps, styles};
use crate::language::fill;
use crate::report::{AuditItem, PhaseReport, Report, Task};
use crate::scoring::schedule::Span;

/// The widths of the columns before the bars.
const WORK: usize = 3100;
const WHEN: usize = 1500;

/// Adds the roadmap as a timeline. The bars say nothing that the words beside them don't.
pub fn timeline(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading_on_new_page(t.plan_title);
    doc.text(&report.shortest());
    doc.quiet(t.plan_indicative);
    // One narrow column per half month; a cell spans as many as its work lasts.
    let months = report.timeline.months() as usize;
    let course = 2 * months;
    let mut columns = vec![Column::text("", WORK), Column::text("", WHEN)];
    columns.extend((0..course).map(|_| Column::text("", (WIDTH - WORK - WHEN) / course)));
    let mut head = vec![
        Cell::new(vec![plain("TableHead", t.plan_work)]),
        Cell::new(vec![plain("TableHead", t.plan_when)]),
    ];
    let step = report.timeline.step() as usize;
    for first in (0..months).step_by(step) {
        let width = step.min(months - first);
        head.push(Cell::new(vec![plain("TableHead", &(first + 1).to_string())]).over(2 * width));
    }
    let mut rows = Vec::new();
    for phase in &report.phases {
        let name = format!("{}. {}", phase.number, phase.name);
        let words = vec![
            paragraph("TableText", &[Inline::Strong(&name)]),
            paragraph("TableText", &[Inline::Quiet(&phase.typical)]),
        ];
        rows.push(bar_row(Cell::new(words), "", phase.span, course, ACCENT));
        for task in &phase.tasks {
            let words = Cell::parts(&[
                Inline::Strong(task.code),
                Inline::Plain(" "),
                Inline::Plain(task.deliverable),
            ]);
            rows.push(bar_row(words, &task.months, task.span, course, MUTED));
        }
    }
    doc.table(without_lines(&columns, head, rows));
}

fn bar_row(words: Cell, when: &str, span: Span, course: usize, fill: &'static str) -> Vec<Cell> {
    let (start, length) = (span.start as usize, span.length as usize);
    let rest = course.saturating_sub(start + length);
    let mut row = vec![words.centred(), Cell::text(when).centred()];
    let pieces = [(start, None), (length, Some(fill)), (rest, None)];
    for (columns, fill) in pieces.into_iter().filter(|(columns, _)| *columns > 0) {
        let cell = Cell::new(vec![plain("Hair", "")]).over(columns);
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
    doc.add(
        plain("Quiet", &format!("{} ({})", phase.text, phase.typical))
            .keep_next(!phase.tasks.is_empty()),
    );
    phase.nothing.into_iter().for_each(|nothing| doc.text(nothing));
    if phase.tasks.is_empty() {
        return;
    }
    let columns = [
        Column::text(t.document_code, 900),
        Column::text(t.plan_work, WIDTH - 900 - 1600 - 1500 - 1700),
        Column::text(t.document_effort, 1600),
        Column::text(t.plan_when, 1500),
        Column::text(t.document_waits_for, 1700),
    ];
    let row = |task: &Task| {
        vec![
            Cell::strong(task.code),
            Cell::text(task.deliverable),
            Cell::text(task.effort),
            Cell::text(&task.months),
            Cell::text(&if task.waits_for.is_empty() {
                "–".to_owned()
            } else {
                task.waits_for.join(", ")
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
