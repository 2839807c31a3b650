//! The plan over time, the roadmap by phase, and the audit checklist.

use maud::{Markup, html};

use super::{Medium, written};
use crate::language::fill;
use crate::report::{AuditReport, PhaseReport, PlanReport, Report, Task, When};

/// The plan: how long it takes, what comes first, and all work over time. The bars show nothing that
/// the text beside them doesn't.
pub fn plan(report: &Report, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    html! {
        section.piece id="plan" {
            h2 { (t.plan_title) }
            p { strong { (plan.total) } " " (plan.dates) }
            @if plan.audit.is_some() || !plan.tasks.is_empty() { (next(report, place)) }
            @if let Some(audit) = &plan.audit { (over_time(report, audit, place)) }
        }
    }
}

/// All work, and the audit after it.
fn over_time(report: &Report, audit: &When, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    html! {
        h3 { (t.plan_timeline) }
        p.small { (t.plan_indicative) }
        table.timeline data-chart="plan" {
            caption.hidden { (t.plan_timeline) }
            thead {
                tr {
                    th scope="col" { (t.plan_work) }
                    th scope="col" { (t.plan_start) }
                    th scope="col" { (t.plan_end) }
                    th.bars scope="col" aria-hidden="true" { (scale(plan)) }
                }
            }
            tbody {
                @for task in &plan.tasks { (row(report, task, place)) }
                @if let Some(phase) = report.phases.last() {
                    tr.audit {
                        th scope="row" { (phase.name) }
                        (times(plan, audit))
                    }
                }
            }
        }
    }
}

/// What begins in the next 30 days.
fn next(report: &Report, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.card.next data-list="next" {
            h3 { (t.plan_next) }
            @if report.plan.tasks.is_empty() { p { (t.plan_nothing) } }
            ol {
                @for task in report.plan.next_30_days() {
                    li data-next=(task.code) {
                        (place.link(task.code)) " " (task.deliverable)
                        @if report.plan.audit.is_some() {
                            span.small { (t.plan_start) " " span.day { (task.when.start) } " · " (t.plan_end) " " (days(&task.when)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(report: &Report, task: &Task, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        tr data-plan=(task.code) {
            th scope="row" {
                (place.link(task.code)) " " (task.deliverable)
                span.small { (fill(t.plan_phase, &[("n", &task.phase.to_string())])) " · " (task.effort) }
                @for line in &task.set { span.small { (written(line)) } }
            }
            (times(&report.plan, &task.when))
        }
    }
}

/// The last days, each of which stays on its line.
fn days(when: &When) -> Markup {
    html! { span.day { (when.early) " –" } " " span.day { (when.late) } }
}

/// The cells that say when.
fn times(plan: &PlanReport, when: &When) -> Markup {
    html! {
        td { (when.start) }
        td { (days(when)) }
        td.bars { (bar(plan, when)) }
    }
}

/// The share of the whole plan in per cent, with one decimal: a position in a drawing as wide as its
/// column.
fn share(part: u32, course: u32) -> String {
    let tenths = 1000 * part / course.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The weeks that get a line and a number, with the position of their end.
fn ticks(plan: &PlanReport) -> impl Iterator<Item = (u32, String)> {
    let (step, course) = (plan.step(), plan.weeks.1);
    (step..=course).step_by(step as usize).map(move |week| (week, share(week, course)))
}

/// One bar in a drawing as wide as the whole plan: the short course, and on to the end of the long
/// one.
fn bar(plan: &PlanReport, when: &When) -> Markup {
    let course = plan.weeks.1;
    let part = |class: &str, start: u32, end: u32| {
        html! {
            rect class=(class) x=(share(start, course)) y="4" width=(share(end - start, course)) height="12" rx="2" {}
        }
    };
    html! {
        svg.bar width="100%" height="20" aria-hidden="true" {
            @for (_, x) in ticks(plan) {
                line x1=(x) x2=(x) y1="0" y2="20" {}
            }
            (part("late", when.short.start, when.long.end.max(when.short.end)))
            (part("work", when.short.start, when.short.end))
        }
    }
}

/// The scale of weeks above the bars.
fn scale(plan: &PlanReport) -> Markup {
    html! {
        svg.bar width="100%" height="20" {
            @for (week, x) in ticks(plan) { text x=(x) y="15" text-anchor="end" { (week) } }
        }
    }
}

/// The roadmap by phase, in the order of the plan, with opportunities separate.
pub fn roadmap(report: &Report, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="roadmap" {
            h2 { (t.plan_list_title) }
            @for phase in &report.phases { (phase_list(report, phase, place)) }
            @if !report.opportunities.is_empty() {
                section data-list="opportunities" {
                    h3 { (t.plan_opportunities) }
                    p.small { (t.plan_opportunities_text) }
                    ul {
                        @for gap in report.opportunities.iter().filter_map(|rank| report.gap(*rank)) {
                            li { (place.link(gap.code)) " " (gap.deliverable) " – " (gap.now) }
                        }
                    }
                }
            }
        }
    }
}

fn phase_list(report: &Report, phase: &PhaseReport, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section data-phase=(phase.number) {
            h3 { (fill(t.plan_phase, &[("n", &phase.number.to_string())])) " – " (phase.name) }
            p.small { (phase.text) }
            @if let Some(nothing) = phase.nothing { p { (nothing) } }
            @if !phase.tasks.is_empty() {
                ol {
                    @for task in &phase.tasks {
                        li data-task=(task.code) {
                            (place.link(task.code)) " " (task.deliverable)
                            span.small {
                                (task.effort)
                                @if !task.waits_for.is_empty() { "; " (t.plan_after) " " (place.list(&task.waits_for)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What an auditor examines in stage 1 and in stage 2.
pub fn audit(report: &Report, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="audit" {
            h2 { (t.plan_audit_title) }
            p.small { (t.plan_audit_text) }
            @for stage in &report.audit { (audit_stage(report, stage, place)) }
        }
    }
}

fn audit_stage(report: &Report, stage: &AuditReport, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        details.list data-audit=(stage.number) open[place.is_open()] {
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
                            th scope="row" { (place.link(item.code)) " " (item.deliverable) }
                            td { ul { @for piece in item.evidence { li { (piece) } } } }
                            td { (item.answer) }
                        }
                    }
                }
            }
        }
    }
}
