//! The fourth slide: the plan, with the work of the next 30 days first.

use super::fit;
use super::gaps::severity;
use super::place;
use super::slide::Slide;
use super::table::{Cell, Fill, SIZE, Table, room};
use super::theme::Layout;
use super::words::{Look, Paragraph};
use crate::language::{fill, text::on_one_line};
use crate::report::{Report, Task};

/// The widths of the columns: work, class, start, end, owner.
const COLUMNS: [u32; 5] = [310, 130, 120, 180, 140];
/// The sizes of the texts: the first with which all work fits, is taken.
const SIZES: [u32; 2] = [14, SIZE];

/// The table under construction.
struct Filled {
    table: Table,
    size: u32,
    /// How much work is in it.
    shown: usize,
}

/// The plan.
pub fn plan(report: &Report) -> Slide {
    let t = &report.language.texts().phrases;
    let mut slide = Slide::titled(Layout::Lead, report.language, t.plan_title);
    let plan = &report.plan;
    let lead = [plan.total.as_str(), plan.dates.as_str()].join(" ");
    slide.text(13, &[Paragraph::new(lead.trim(), Look::plain(16))]);
    if !plan.tasks.is_empty() || plan.audit.is_some() {
        slide.table(&table(report), t.plan_title, lead.trim(), place::CONTENT);
    }
    slide
}

fn table(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    let is_whole = |filled: &Filled| filled.shown == plan.tasks.len();
    let [large, small] = SIZES.map(|size| work(report, size));
    let Filled { mut table, size, shown } = if is_whole(&large) { large } else { small };
    if shown < plan.tasks.len() {
        table.add(group(&others(report, plan.tasks.len() - shown), size));
    }
    if let Some(audit) = &plan.audit {
        let name = Cell::new(Paragraph::new(t.plan_phase_4, Look::strong(size)));
        let cell = |text: &str| Cell::new(Paragraph::new(text, Look::plain(size)));
        let (start, end) = (cell(&audit.start), cell(&audit.end()));
        table.add(vec![name, cell(""), start, end, cell("")]);
    }
    table
}

/// Returns the table with the work that fits.
fn work(report: &Report, size: u32) -> Filled {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    let head = [t.plan_work, t.document_class, t.plan_start, t.plan_end, t.plan_owner];
    let mut table = Table::new(&COLUMNS).head(&head);
    let (next, later): (Vec<&Task>, Vec<&Task>) = plan.tasks.iter().partition(|task| task.is_next);
    let is_dated = plan.audit.is_some();
    if is_dated && !next.is_empty() {
        table.add(group(t.plan_next, size));
    }
    // What follows needs its heading, a row for what doesn't fit, and one for the audit.
    let line = fit::height(1, size) + 8;
    let most = place::CONTENT.high - line * if later.is_empty() { 2 } else { 4 };
    let mut shown = 0;
    for task in &next {
        shown += usize::from(table.add_within(row(task, size), most));
    }
    if shown == next.len() {
        if is_dated && !later.is_empty() {
            table.add(group(t.slides_later, size));
        }
        let most = place::CONTENT.high - 2 * line;
        shown += later.iter().take_while(|task| table.add_within(row(task, size), most)).count();
    }
    Filled { table, size, shown }
}

/// What doesn't fit: `and 12 more pieces of work, until 2027-11-02`.
fn others(report: &Report, count: usize) -> String {
    let t = &report.language.texts().phrases;
    let last = report.plan.tasks.iter().map(|task| task.when.late.as_str());
    match last.max_by_key(|late| (late.len(), *late)) {
        Some(late) if !late.is_empty() => {
            let counted =
                report.language.counted(count, t.slides_more_work_one, t.slides_more_work_other);
            fill(&counted, &[("date", &report.language.date(late))])
        }
        _ => report.language.counted(count, t.file_more_one, t.file_more_other),
    }
}

/// A row over all columns.
fn group(name: &str, size: u32) -> Vec<Cell> {
    vec![
        Cell::new(Paragraph::new(name, Look::strong(size)))
            .on(Fill::Theme("bg2"))
            .over(COLUMNS.len()),
    ]
}

fn row(task: &Task, size: u32) -> Vec<Cell> {
    let one_line = |text: &str, column: usize| {
        let text = fit::fitted(text, size, room(COLUMNS[column]), 1);
        Cell::new(Paragraph::new(&text, Look::plain(size)))
    };
    let (ink, fill) = severity(task.class);
    let class = Paragraph::new(task.class_name, Look::strong(size).in_ink(ink));
    let start = task.own.start.as_deref().unwrap_or(&task.when.start);
    let end = task.own.due.clone().unwrap_or_else(|| task.when.end());
    let owner = fit::fitted(&on_one_line(&task.own.owner), size, room(COLUMNS[4]), 1);
    vec![
        one_line(&format!("{} {}", task.code, task.title), 0),
        Cell::new(class).on(fill),
        one_line(start, 2),
        one_line(&end, 3),
        Cell::new(Paragraph::written(&owner, Look::plain(size))),
    ]
}
