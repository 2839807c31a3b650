//! The overview in a file.

use maud::{Markup, html};

use super::heat_map::heat_map;
use super::overview::{Links, figure, first_gaps, key, next, title, verdict_words};
use crate::report::Report;
use crate::report::content::DECISIONS;
use crate::report::decisions::decisions;
use crate::view::report_html::Medium;

/// The overview in a file, the page for a board; `radar` is the drawing.
pub fn in_a_file(report: &Report, medium: Medium, radar: &Markup) -> Markup {
    let t = &report.language.texts().phrases;
    let links = Links::File(medium);
    html! {
        div.overview {
            div.overview-head { (title(report)) }
            section.verdict data-verdict=(report.headline.readiness_id) {
                div.words { (verdict_words(report)) }
                (figure(report))
            }
            @if report.has_answers() {
                div.two {
                    section.chart {
                        h2 { (t.results_radar_title) }
                        figure {
                            (radar)
                            figcaption { (key(report)) }
                        }
                    }
                    section.by-question { h2 { (t.overview_map) } (heat_map(report, medium)) }
                }
                div.two { (first_gaps(report, links)) (next(report, links)) }
                (to_decide(report))
            }
        }
    }
}

/// The decisions that the answers ask of top management.
fn to_decide(report: &Report) -> Markup {
    let decisions = decisions(report);
    html! {
        @if !decisions.is_empty() {
            section.decisions {
                h2 { (report.language.texts().phrases.decisions_title) }
                ol {
                    @for decision in decisions.iter().take(DECISIONS) {
                        li { strong { (decision.what) } span.small { " – " (decision.why) } }
                    }
                }
            }
        }
    }
}
