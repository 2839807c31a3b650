//! The headline figures, and the banner of critical gaps above them.

use maud::{Markup, html};

use super::Medium;
use crate::language::fill;
use crate::report::{Figure, Head, Headline, Report};

/// Names every critical gap, whatever the overall score; empty if there is none.
pub fn critical_banner(report: &Head, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if let Some(title) = &report.headline.critical {
            section.banner data-banner="critical" {
                h2 { (title) }
                p { (t.results_critical_text) }
                ul {
                    @for gap in &report.headline.critical_gaps {
                        li data-critical=(gap.code) { (medium.named(*gap)) }
                    }
                }
            }
        }
    }
}

/// The verdict, and the headline figures of the whole assessment.
pub fn headline(report: &Head, medium: Medium) -> Markup {
    html! { (verdict(report)) (figures(report, medium)) }
}

/// The headline figures.
pub(super) fn figures(report: &Head, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let Headline { overall, lowest, .. } = &report.headline;
    html! {
        div.headline {
            section.card.overall-score {
                @if let Some(overall) = overall { (score(report, overall)) } @else { (key_alone(report)) }
                @if let Some(why) = report.headline.provisional {
                    p.small data-provisional { (why) }
                }
            }
            dl.card.told {
                div {
                    dt { (t.results_readiness) }
                    dd {
                        strong data-readiness=(report.headline.readiness_id) { (report.headline.readiness) }
                        p.small { (report.headline.readiness_text) }
                    }
                }
                @if let Some(lowest) = lowest {
                    div {
                        dt { (lowest.title) }
                        dd {
                            strong { (lowest.score) " " (t.results_of_five) }
                            @for (id, name) in &lowest.domains { p data-lowest=(id) { a href=[medium.domain(id)] { (name) } } }
                        }
                    }
                }
                div {
                    dt { (t.results_completeness) }
                    dd {
                        strong data-completeness=(report.headline.completeness_id) { (report.headline.completeness) }
                        p.small { (report.headline.progress) ". " (report.headline.completeness_text) }
                    }
                }
            }
        }
    }
}

/// The verdict, before everything else.
pub fn verdict(report: &Head) -> Markup {
    let verdict = &report.headline.verdict;
    html! {
        section.verdict data-verdict=(report.headline.readiness_id) {
            h2 { (verdict.heading) }
            @for sentence in &verdict.sentences { p { (sentence) } }
        }
    }
}

/// The overall score, with what must not be overlooked beside it.
fn score(report: &Head, overall: &Figure) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        h2 { (t.results_overall) }
        p.figure { span data-score="overall" { (overall.score) } " " span.of { (t.results_of_five) } }
        @if let (Some(level), Some(meaning)) = (&overall.level, report.headline.level_meaning) {
            p { strong { (fill(t.report_level, &[("level", level)])) } span.small { (meaning) } }
        }
        // The critical gaps are named next to the score, however high it is.
        @if let Some(critical) = &report.headline.critical { p.also { (critical) } }
        p.small data-key=(report.headline.key.at_level_3) { (report.headline.key.line) }
        @if let Some(known) = &overall.known_only {
            p.small data-known-only { (fill(t.results_known_only, &[("score", known)])) }
        }
        @if let (Some(name), Some(earlier)) = (&report.earlier, report.headline.earlier_overall()) {
            p.small data-earlier { (fill(t.report_earlier, &[("name", name), ("score", &earlier.score)])) }
        }
    }
}

/// The key requirements in the place of the score, where nothing else is answered.
fn key_alone(report: &Head) -> Markup {
    let t = &report.language.texts().phrases;
    let key = &report.headline.key;
    html! {
        h2 { (t.results_key) }
        p { strong data-key=(key.at_level_3) { (key.shown) } span.small { (key.answered) } }
        @if let Some(critical) = &report.headline.critical { p.also { (critical) } }
        @if let Some(alone) = key.alone { p.small { (alone) } }
    }
}

/// The headline figures of two states side by side: now, and with the levels tried out.
pub fn before_and_after(report: &Report, _: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    let Headline { overall, earlier, gaps, readiness, .. } = &report.headline;
    html! {
        @if let Some(earlier) = earlier {
            @let rows = [
                (t.results_overall, shown(earlier.overall.as_ref()), shown(overall.as_ref())),
                (t.results_readiness, earlier.readiness.to_owned(), (*readiness).to_owned()),
                (t.what_if_critical, earlier.gaps.1.to_string(), gaps.1.to_string()),
                (t.what_if_gaps, earlier.gaps.0.to_string(), gaps.0.to_string()),
                (t.what_if_weeks, span(earlier.weeks), span(report.plan.weeks)),
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

/// The weeks of a plan in both courses, or a dash without a plan.
fn span((short, long): (u32, u32)) -> String {
    if long == 0 { "–".to_owned() } else { format!("{short} – {long}") }
}

/// A score, or a dash.
fn shown(overall: Option<&Figure>) -> String {
    overall.map_or("–", |overall| &overall.score).to_owned()
}
