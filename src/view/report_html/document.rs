//! Sections that only documents have: all gaps in a table, and the limits of the results.

use maud::{Markup, html};

use super::Medium;
use crate::language::in_a_row;
use crate::report::{GapReport, Report};

/// All gaps in a table, most pressing first; nothing without answers.
pub fn gap_table(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if report.has_answers() {
            section.piece.all-gaps {
                h2 { (t.results_gaps_title) }
                @if report.gaps.is_empty() { p { (t.results_gaps_none) } } @else {
                    table {
                        thead {
                            tr {
                                th scope="col" { (t.document_class) }
                                th scope="col" { (t.document_finding) }
                                th scope="col" { (t.report_now) }
                            }
                        }
                        tbody { @for gap in &report.gaps { (table_row(gap, medium)) } }
                    }
                }
            }
        }
    }
}

fn table_row(gap: &GapReport, medium: Medium) -> Markup {
    html! {
        tr data-class=(gap.class.id()) {
            td { span.tag { (gap.class_name) } }
            th scope="row" { (medium.to_gap(gap.code, gap.title)) " " span.small { (gap.code) } }
            td { (gap.found) }
        }
    }
}

/// What the results rest on: the organization's profile, how much is answered, which answers may be
/// worth a second look; and what a self-assessment is not.
pub fn limits(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    html! {
        section.piece.limits id="limits" {
            h2 { (t.document_limits) }
            p { (head.progress) ". " (head.completeness_text) }
            @if let Some(why) = head.provisional { p { (why) } }
            @if !report.left_out.is_empty() {
                ul { @for line in report.left_out_lines() { li { (line) } } }
            }
            @if !report.hints.is_empty() {
                h3 { (t.hints_title) }
                p.small { (t.hints_text) }
                ul { @for hint in &report.hints { li data-hint { (hint) } } }
            }
            @if !report.profile.is_empty() {
                h3 { (t.profile_title) }
                dl.profile { @for line in &report.profile { dt { (line.topic) } dd { (in_a_row(&line.chosen)) } } }
            }
            div.disclaimer { @for sentence in &report.disclaimer { p { (sentence) } } }
        }
    }
}
