//! The plan as rows with bars over time, and the audit checklist.
//!
//! The same rows are a chart where there is room and a list on a phone; the style sheet decides.

use maud::{Markup, html};

use super::{Medium, written};
use crate::language::fill;
use crate::report::{AuditReport, Own, PhaseReport, PlanReport, Report, Task, When};

/// The plan, to be read: how long it takes, and all work over time.
pub fn plan(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece.plan id="plan" {
            h2 { (t.plan_title) }
            p { (total(report)) }
            (chart(report, medium, &|task| Row { bars: bars(report, task), own: html! { div.who { (who(report, task, true)) } } }))
            (besides(report, medium))
        }
    }
}

/// How long it takes, as far as that can be said.
pub fn total(report: &Report) -> Markup {
    html! { strong { (report.plan.total) } " " (report.plan.dates) }
}

/// The parts of a row that patches update.
pub struct Row {
    /// The bar.
    pub bars: Markup,
    /// Owner and dates.
    pub own: Markup,
}

/// All work in the order of the plan, by the month in which it begins, and the audit after it.
/// Where no audit can be planned, nothing can be said about time: then the work without days.
pub fn chart(report: &Report, medium: Medium, of: &dyn Fn(&Task) -> Row) -> Markup {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    html! {
        @if let Some(audit) = &plan.audit {
            div.schedule data-chart="plan" {
                p.small.indicative { (t.plan_indicative) " " span.bar-key { (t.plan_bar_key) } }
                (months(plan))
                @if plan.tasks.is_empty() { p { (t.plan_nothing) } }
                @for group in plan.tasks.chunk_by(|one, other| heading(report, one) == heading(report, other)) {
                    section data-list=[group[0].is_next.then_some("next")] {
                        @if !heading(report, &group[0]).is_empty() { h3 { (heading(report, &group[0])) } }
                        ol { @for task in group { (row(report, task, medium, of(task))) } }
                    }
                }
                @if let Some(phase) = report.phases.last() { (audit_row(report, phase, audit)) }
            }
        } @else if !plan.tasks.is_empty() {
            (undated(report, medium))
        }
    }
}

/// The work that is known where no plan can be estimated: in its order, without days.
fn undated(report: &Report, medium: Medium) -> Markup {
    html! {
        section.undated {
            h3 { (report.language.texts().phrases.plan_work) }
            ol {
                @for task in &report.plan.tasks {
                    li data-plan=(task.code) data-task=(task.code) data-class=(task.class.id()) data-phase=(task.phase) {
                        (headline(task, medium))
                        (phase(report, task))
                        (effort(task))
                        (waits_for(report, task, medium))
                    }
                }
            }
        }
    }
}

/// The class and the name of a piece of work.
fn headline(task: &Task, medium: Medium) -> Markup {
    html! {
        div.title {
            span.tag { (task.class_name) } " "
            a href=[medium.question(task.code)] { (task.title) " " span.code { (task.code) } }
        }
    }
}

/// Its phase, where no days stand beside it.
fn phase(report: &Report, task: &Task) -> Markup {
    let number = task.phase.to_string();
    html! { p.small.days { (fill(report.language.texts().phrases.plan_phase, &[("n", &number)])) } }
}

/// Its effort, where no days stand beside it, which follow from it.
fn effort(task: &Task) -> Markup {
    html! { p.small { (task.effort) } }
}

/// What it waits for.
fn waits_for(report: &Report, task: &Task, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if !task.waits_for.is_empty() {
            p.small.waits { (t.plan_after) " " (medium.list(&task.waits_for)) }
        }
    }
}

/// The heading above a piece of work on a phone.
fn heading<'t>(report: &'t Report, task: &'t Task) -> &'t str {
    // Without days, as where levels are tried out, there are no months either.
    let is_next = task.is_next && !task.month.is_empty();
    if is_next { report.language.texts().phrases.plan_next } else { &task.month }
}

fn row(report: &Report, task: &Task, medium: Medium, Row { bars, own }: Row) -> Markup {
    html! {
        li data-plan=(task.code) data-task=(task.code) data-class=(task.class.id()) data-phase=(task.phase) {
            div.what {
                (headline(task, medium))
                (days(report, &task.when, Some(task.phase)))
                (waits_for(report, task, medium))
            }
            div.bars aria-hidden="true" { (bars) }
            (own)
        }
    }
}

fn audit_row(report: &Report, phase: &PhaseReport, audit: &When) -> Markup {
    html! {
        div.audit {
            div.what {
                div.title { (phase.name) }
                (days(report, audit, None))
            }
            div.bars aria-hidden="true" { (drawing(&report.plan, &course(&report.plan, audit))) }
        }
    }
}

/// The first and the last day in the short course, the last one in the long course, and the phase.
fn days(report: &Report, when: &When, phase: Option<u32>) -> Markup {
    let t = &report.language.texts().phrases;
    let date = |day: &str| report.language.date(day);
    let late = fill(t.plan_at_longest, &[("late", &date(&when.late))]);
    html! {
        p.small.days {
            span.day { (date(&when.start)) " –" } " " span.day { (date(&when.early)) }
            span.longest { ", " (late) }
            @if let Some(phase) = phase { " · " (fill(t.plan_phase, &[("n", &phase.to_string())])) }
        }
    }
}

/// Who does a piece of work, until when, and how far it is.
pub fn who(report: &Report, task: &Task, with_note: bool) -> Markup {
    let t = &report.language.texts().phrases;
    let own = &task.own;
    let about =
        |name: &str, value: &str| fill(t.references_about, &[("place", name), ("about", value)]);
    let has = |text: &str| !text.trim().is_empty();
    html! {
        @if has(&own.owner) { span.owner { (written(&about(t.plan_owner, &own.owner))) } }
        @if let Some(start) = &own.start { span { (about(t.plan_start, start)) } }
        @if let Some(due) = &own.due { span { (about(t.plan_due, due)) } }
        @if own.is_done() {
            span { (t.plan_finished) }
        } @else if let Some(done) = &own.done {
            span { (about(t.plan_done, done)) }
        }
        @if with_note && has(&own.note) { span { (written(&about(t.plan_note, &own.note))) } }
    }
}

/// A position in the drawing in per cent, with one decimal: it is as wide as its column.
fn share(days: u32, plan: &PlanReport) -> String {
    let tenths = 1000 * days.min(plan.days) / plan.days.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The drawing of a row: the grid, and what stands on it.
fn drawing(plan: &PlanReport, marks: &Markup) -> Markup {
    html! {
        svg.bar width="100%" height="32" aria-hidden="true" {
            (grid(plan))
            (marks)
        }
    }
}

/// The lines of the grid.
fn grid(plan: &PlanReport) -> Markup {
    html! {
        @for x in plan.marks.iter().map(|mark| share(mark.day, plan)) {
            line x1=(x) x2=(x) y1="0" y2="100%" {}
        }
    }
}

/// A bar of these days.
fn part(plan: &PlanReport, class: &str, [start, end]: [u32; 2], [y, height]: [u32; 2]) -> Markup {
    html! {
        rect class=(class) x=(share(start, plan)) y=(y) width=(share(end.saturating_sub(start), plan)) height=(height) rx="2" {}
    }
}

/// The short course, and on to the end of the long one.
fn course(plan: &PlanReport, when: &When) -> Markup {
    let late = [when.short.start, when.long.end.max(when.short.end)].map(|week| 7 * week);
    html! {
        (part(plan, "late", late, [10, 10]))
        (part(plan, "work", [when.short.start, when.short.end].map(|week| 7 * week), [8, 14]))
    }
}

/// The bar of a piece of work, what is done of it, and the days that were set for it.
pub fn bars(report: &Report, task: &Task) -> Markup {
    let plan = &report.plan;
    let [start, end] = [task.when.short.start, task.when.short.end].map(|week| 7 * week);
    let Own { percent, days, .. } = &task.own;
    let until = start + (end - start) * percent.min(&100) / 100;
    let day = |day: i32| u32::try_from(day).unwrap_or(0).min(plan.days);
    let marks = html! {
        (course(plan, &task.when))
        @if until > start { (part(plan, "done", [start, until], [13, 4])) }
        @if let Some((first, last)) = *days {
            (part(plan, "own", [day(first), day(last)], [26, 3]))
            rect.due x=(share(day(last), plan)) y="4" width="3" height="25" {}
        }
    };
    drawing(plan, &marks)
}

/// The dates above the bars.
fn months(plan: &PlanReport) -> Markup {
    html! {
        div.months aria-hidden="true" {
            svg.bar width="100%" height="36" {
                (grid(plan))
                @for mark in &plan.marks {
                    @let x = share(mark.day, plan);
                    @if let Some(year) = &mark.year { text x=(x) dx="4" y="13" { (year) } }
                    text x=(x) dx="4" y="29" { (mark.label) }
                }
            }
        }
    }
}

/// The phases, and the opportunities beyond the road to certification.
pub fn besides(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if medium.is_open() || !report.plan.tasks.is_empty() {
            dl.phases {
                @for phase in &report.phases {
                    dt { (fill(t.plan_phase, &[("n", &phase.number.to_string())])) " – " (phase.name) }
                    dd.small { (phase.text) }
                }
            }
        }
        @if !report.opportunities.is_empty() {
            section data-list="opportunities" {
                h3 { (t.plan_opportunities) }
                p.small { (t.plan_opportunities_text) }
                ul {
                    @for gap in report.opportunities.iter().filter_map(|rank| report.gap(*rank)) {
                        li { (medium.link(gap.code)) " " (gap.title) " – " (gap.now) }
                    }
                }
            }
        }
    }
}

/// The audit checklist: the evidence that an auditor examines in stage 1 and in stage 2.
pub fn audit(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="audit" {
            h2 { (t.plan_audit_title) }
            p.small { (t.plan_audit_text) }
            @for stage in &report.audit { (audit_stage(report, stage, medium)) }
        }
    }
}

fn audit_stage(report: &Report, stage: &AuditReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        details.list data-audit=(stage.number) open[medium.is_open()] {
            summary { h3 { (stage.name) } " " span.small { (stage.ready) } }
            p.small { (stage.text) }
            table {
                thead {
                    tr {
                        th scope="col" { (t.plan_audit_item) }
                        th scope="col" { (t.report_evidence) }
                        th scope="col" { (t.report_answer) }
                    }
                }
                tbody {
                    @for item in &stage.items {
                        tr data-settled=(item.settled) {
                            th scope="row" { (medium.link(item.code)) " " (item.deliverable) }
                            td { ul { @for piece in item.evidence { li { (piece) } } } }
                            td { (item.answer) }
                        }
                    }
                }
            }
        }
    }
}
