//! The headline figures, and the banner of critical gaps above them.

use maud::{Markup, html};

use super::Medium;
use crate::language::fill;
use crate::report::{Head, Headline, Report};

/// Names every critical gap, whatever the overall score; empty if there is none.
pub fn critical_banner(report: &Head, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if let Some(title) = &report.headline.critical {
            section.banner data-banner="critical" {
                h2 { (title) }
                p { (t.results_critical_text) }
                ul {
                    @for (code, question) in &report.headline.critical_gaps {
                        li data-critical=(code) { (place.link(code)) " " (question) }
                    }
                }
            }
        }
    }
}

/// The headline figures of the whole assessment.
pub fn headline(report: &Head, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let Headline { overall, level_meaning, lowest, .. } = &report.headline;
    html! {
        div.headline {
            section.card.overall-score {
                h2 { (t.results_overall) }
                p.figure { span data-score="overall" { (overall.score) } " " span.of { (t.results_of_five) } }
                @if let (Some(level), Some(meaning)) = (&overall.level, level_meaning) {
                    p { strong { (fill(t.report_level, &[("level", level)])) } span.small { (meaning) } }
                }
                // The critical gaps are named next to the score, however high it is.
                @if let Some(critical) = &report.headline.critical { p.also { (critical) } }
                @if let Some(known) = &overall.known_only {
                    p.small data-known-only { (fill(t.results_known_only, &[("score", known)])) }
                }
                @if let (Some(name), Some(earlier)) = (&report.earlier, &report.headline.earlier) {
                    p.small data-earlier { (fill(t.report_earlier, &[("name", name), ("score", &earlier.overall.score)])) }
                }
                @if let Some(why) = report.headline.provisional {
                    p.small data-provisional { (why) }
                }
                p.small { (report.headline.progress) }
            }
            section.card {
                h2 { (t.results_readiness) }
                div.value data-readiness=(report.headline.readiness_id) { (report.headline.readiness) }
                p.small { (report.headline.readiness_text) }
            }
            section.card {
                h2 { (t.results_lowest) }
                @if let Some((id, name, score)) = lowest {
                    div.value data-lowest=(id) { (score) " " (t.results_of_five) }
                    p { a href=(section(place, id)) { (name) } }
                } @else {
                    p { (t.results_no_score) }
                }
            }
            section.card {
                h2 { (t.results_confidence) }
                div.value data-confidence=(report.headline.confidence_id) { (report.headline.confidence) }
                p.small { (report.headline.confidence_text) }
            }
        }
    }
}

/// The headline figures of two states side by side: now, and with the levels tried out.
pub fn before_and_after(report: &Report, _: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let Headline { overall, earlier, gaps, readiness, .. } = &report.headline;
    html! {
        @if let Some(earlier) = earlier {
            @let rows = [
                (t.results_overall, earlier.overall.score.clone(), overall.score.clone()),
                (t.results_readiness, earlier.readiness.to_owned(), (*readiness).to_owned()),
                (t.what_if_critical, earlier.gaps.1.to_string(), gaps.1.to_string()),
                (t.what_if_gaps, earlier.gaps.0.to_string(), gaps.0.to_string()),
                (t.what_if_months, earlier.months.to_string(), report.timeline.months().to_string()),
            ];
            section.piece {
                table data-table="what-if" {
                    thead { tr { td {} th scope="col" { (t.what_if_now) } th scope="col" { (t.what_if_then) } } }
                    tbody {
                        @for (name, before, after) in rows {
                            tr { th scope="row" { (name) } td { (before) } td { strong { (after) } } }
                        }
                    }
                }
            }
        }
    }
}

/// The link target of a domain's name.
fn section(place: Medium, id: &str) -> String {
    match place {
        Medium::Screen => format!("#/section/{id}"),
        Medium::File => format!("#domain-{id}"),
    }
}
