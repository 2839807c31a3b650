//! The gaps by rank, each with its advice; quick wins against long-term work; hints at answers that
//! may be too high.

use maud::{Markup, html};

use super::{Medium, written};
use crate::language::fill;
use crate::report::{GapReport, Head, Report};

/// The hints that some answers may be too high; empty for most assessments.
pub fn hints(report: &Head) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if !report.hints.is_empty() {
            section.piece.hints id="hints" {
                h2 { (t.hints_title) }
                p.small { (t.hints_text) }
                ul { @for hint in &report.hints { li data-hint { (hint) } } }
            }
        }
    }
}

/// All gaps, most pressing first; nothing without answers.
pub fn gap_list(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if report.has_answers() {
            section.piece.gaps id="gaps" {
                h2 { (t.results_gaps_title) }
                @if report.gaps.is_empty() { p { (t.results_gaps_none) } } @else {
                    p.small { (t.report_advice_note) }
                    (gap_rows(report, false, medium))
                    @if report.gaps.iter().any(GapReport::is_opportunity) {
                        h2.opportunities { (t.plan_opportunities) }
                        p.small { (t.plan_opportunities_text) }
                        (gap_rows(report, true, medium))
                    }
                }
            }
        }
    }
}

/// The gaps to close, or the opportunities.
fn gap_rows(report: &Report, opportunities: bool, medium: Medium) -> Markup {
    let gaps = report.gaps.iter().filter(|gap| gap.is_opportunity() == opportunities);
    html! { ol { @for gap in gaps { (gap_row(report, gap, medium)) } } }
}

fn gap_row(report: &Report, gap: &GapReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        li id=[medium.gap(gap.code)] data-gap=(gap.code) data-class=(gap.class.id()) tabindex=[medium.focusable()] {
            p.tags {
                span.tag { (gap.class_name) }
                (medium.link(gap.code))
                span.small { (gap.now) }
                @if gap.quick_win { span.tag.quick title=(t.results_quick_win_text) { (t.results_quick_win) } }
            }
            h3 { (gap.title) }
            dl.finding {
                div {
                    dt { (t.report_now) }
                    dd {
                        (gap.found)
                        @if !gap.note.is_empty() { p.own-note { span.small { (t.report_your_note) } " " (written(&gap.note)) } }
                    }
                }
                @for level in &gap.expected { div { dt { (level.title) } dd { (level.statement) } } }
                // Above level 1 something has begun, and a file shows all steps below.
                @if let (Medium::Screen, 1, Some(step)) = (medium, gap.level, gap.steps.first()) {
                    div { dt { (t.report_first_step) } dd { (step) } }
                }
            }
            details.advice open[medium.is_open()] {
                summary { (t.report_what_to_do) }
                (advice(report, gap, medium))
            }
        }
    }
}

fn advice(report: &Report, gap: &GapReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let after_colon = |text: &str| report.language.after_colon(text);
    html! {
        p.small { (gap.class_reason) " " (gap.why) }
        p.start { strong { (gap.start) } span.small { (t.report_effort) " " (after_colon(gap.effort_name)) } }
        ol.steps { @for step in &gap.steps { li { (step) } } }
        @if let Some(beyond) = gap.beyond { p { span.term { (t.report_beyond) } " " (after_colon(beyond)) } }
        @if !gap.waits_for.is_empty() { p { span.term { (t.report_waits_for) } " " (medium.list(&gap.waits_for)) } }
        p.term { (t.report_evidence) }
        ul.evidence { @for piece in gap.evidence { li { (piece) } } }
        @for reuse in &gap.reuse {
            p { span.term { (fill(t.report_reuse, &[("standard", reuse.standard)])) } " " (after_colon(reuse.text)) }
        }
        @if !gap.references.is_empty() {
            p.term { (t.references_title) }
            ul.small.references {
                @for citation in &gap.references {
                    li { strong { (citation.framework) } " " (citation.parts.join(" · ")) }
                }
            }
        }
    }
}

/// Quick wins beside long-term work; nothing without gaps.
pub fn horizon(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if !report.gaps.is_empty() {
            section.piece id="horizon" {
                h2 { (t.report_horizon_title) }
                div.columns {
                    @for part in &report.horizon {
                        section.card data-list=(part.id) {
                            h3 { (part.title) }
                            p.small { (part.text) }
                            @if part.ranks.is_empty() { p { (t.report_horizon_none) } }
                            ul { @for gap in part.ranks.iter().filter_map(|rank| report.gap(*rank)) {
                                li { (medium.link(gap.code)) " " (gap.deliverable) }
                            } }
                        }
                    }
                }
            }
        }
    }
}
