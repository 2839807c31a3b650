//! The roadmap as a timeline and as a list, and the audit checklist.

use maud::{Markup, html};

use super::Medium;
use crate::language::fill;
use crate::report::{AuditReport, PhaseReport, Report, Task};
use crate::scoring::schedule::{Span, Timeline};

/// The timeline of the roadmap, row by row. The bars show nothing that the text beside them
/// doesn't.
pub fn timeline(report: &Report, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="timeline" {
            h2 { (t.plan_title) }
            p { (report.shortest()) " " span.small { (t.plan_indicative) } }
            table.timeline data-chart="timeline" {
                caption.hidden { (t.plan_timeline) }
                thead {
                    tr {
                        th scope="col" { (t.plan_work) }
                        th scope="col" { (t.plan_when) }
                        th.bars scope="col" aria-hidden="true" { (scale(&report.timeline)) }
                    }
                }
                @for phase in &report.phases {
                    tbody data-phase-row=(phase.number) {
                        tr.phase {
                            th scope="rowgroup" { (phase.number) ". " (phase.name) span.small { (phase.typical) } }
                            td {}
                            td.bars { (bar(&report.timeline, phase.span, "phase")) }
                        }
                        @for task in &phase.tasks { (row(report, task, place)) }
                    }
                }
            }
        }
    }
}

fn row(report: &Report, task: &Task, place: Medium) -> Markup {
    html! {
        tr {
            th scope="row" { (place.link(task.code)) " " (task.deliverable) }
            td { (task.months) }
            td.bars { (bar(&report.timeline, task.span, "work")) }
        }
    }
}

/// The share of the whole timeline in per cent, with one decimal: a position in a drawing as wide
/// as its column.
fn share(part: u32, course: u32) -> String {
    let tenths = 1000 * part / course.max(1);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The months that get a line and a number, with the position of their end.
fn ticks(timeline: &Timeline) -> impl Iterator<Item = (u32, String)> {
    let (step, course) = (timeline.step(), timeline.length());
    (step..=course / 2).step_by(step as usize).map(move |month| (month, share(2 * month, course)))
}

/// One bar, in a drawing as wide as the whole timeline.
fn bar(timeline: &Timeline, span: Span, class: &str) -> Markup {
    let course = timeline.length();
    html! {
        svg.bar width="100%" height="20" aria-hidden="true" {
            @for (_, x) in ticks(timeline) {
                line x1=(x) x2=(x) y1="0" y2="20" {}
            }
            @if span.length > 0 {
                rect class=(class) x=(share(span.start, course)) y="4" width=(share(span.length, course)) height="12" rx="2" {}
            }
        }
    }
}

/// The scale of months above the bars.
fn scale(timeline: &Timeline) -> Markup {
    html! {
        svg.bar width="100%" height="20" {
            @for (month, x) in ticks(timeline) { text x=(x) y="15" text-anchor="end" { (month) } }
        }
    }
}

/// The roadmap as a list in its order, with opportunities separate.
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
            p.small { (phase.text) " (" (phase.typical) ")" }
            @if let Some(nothing) = phase.nothing { p { (nothing) } }
            @if !phase.tasks.is_empty() {
                ol {
                    @for task in &phase.tasks {
                        li data-task=(task.code) {
                            (place.link(task.code)) " " (task.deliverable)
                            span.small {
                                (task.effort)
                                @if !task.waits_for.is_empty() { "; " (t.plan_after) " " (place.links(&task.waits_for)) }
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
