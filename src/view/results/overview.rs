//! The overview: what a board sees in ten seconds, on one screen of a laptop and one page of paper.

use maud::{Markup, html};

use super::heat_map::{counted, heat_map};
use super::scale::scale;
use crate::assessment::answers::Assessment;
use crate::content::questionnaire::ISO42001;
use crate::language::text::on_one_line;
use crate::language::{Language, fill};
use crate::report::content::FINDINGS;
use crate::report::named::Named;
use crate::report::{DomainReport, GapReport, Head, Report, Task};
use crate::view::patch::Patch;
use crate::view::report_html::Medium;
use crate::view::route::{ResultsPart, Route};

/// The number of pieces of work that are shown.
const NEXT: usize = 4;
/// Further critical gaps that are named; of more, one and the number of the others.
const OTHERS: usize = 1;

/// Where the links of the overview lead.
#[derive(Debug, Clone, Copy)]
pub(super) enum Links {
    /// To the other screens. `is_shared`: on a shared computer, where no address names a gap.
    Screen {
        /// On a shared computer.
        is_shared: bool,
    },
    /// To what stands further down in the file, if it does.
    File(Medium),
}

impl Links {
    fn to_gap(self, code: &str, title: &str) -> Markup {
        match self {
            Self::Screen { is_shared } => to_gap(code, title, is_shared),
            Self::File(medium) => medium.to_gap(code, title),
        }
    }

    fn to_part(self, part: ResultsPart) -> Option<String> {
        matches!(self, Self::Screen { .. }).then(|| Route::Part(part).address(&ISO42001))
    }
}

/// The screen before the first answer: what is missing, and the example.
pub fn no_answers(language: Language, heading: &str) -> Markup {
    let t = &language.texts().phrases;
    html! {
        h1 tabindex="-1" { (heading) }
        section.verdict.empty data-verdict="" {
            p.lead { (t.results_none) }
            p.actions.no-print {
                a.button href=(Route::Question(0).address(&ISO42001)) { (t.start_begin) }
                a.button.second href=(Route::Example.address(&ISO42001)) { (t.example_title) }
            }
        }
    }
}

/// Whose results these are, and of when.
pub fn title(head: &Head) -> Markup {
    let t = &head.language.texts().phrases;
    html! {
        h1 tabindex="-1" {
            (t.results_title)
            @if !head.organisation.trim().is_empty() { " · " bdi translate="no" { (on_one_line(&head.organisation)) } }
            span.day { " · " (head.date) }
        }
    }
}

/// The verdict, with the overall score on its scale.
pub fn verdict(head: &Head, assessment: &Assessment) -> Markup {
    let headline = &head.headline;
    html! {
        section.verdict data-verdict=(headline.readiness_id) {
            div.words {
                (verdict_words(head))
                @if head.scores.provisional { (go_on(head.language, assessment)) }
            }
            (figure(head))
        }
    }
}

pub(super) fn verdict_words(head: &Head) -> Markup {
    let headline = &head.headline;
    html! {
        h2 data-readiness=(headline.readiness_id) { (headline.verdict.heading) }
        p { (headline.verdict.sentences.join(" ")) }
    }
}

/// The way to the first open question.
fn go_on(language: Language, assessment: &Assessment) -> Markup {
    html! {
        @if let Some(open) = assessment.first_open(0) {
            p.actions.no-print { a.button href=(Route::Question(open).address(&ISO42001)) { (language.texts().phrases.start_resume) } }
        }
    }
}

/// The overall score against its targets, and how much is answered; without a score, the key
/// requirements.
pub(super) fn figure(head: &Head) -> Markup {
    let t = &head.language.texts().phrases;
    let headline = &head.headline;
    let targets = head.targets();
    html! {
        div.overall-score {
            @if let Some(overall) = &headline.overall {
                p.figure { span data-score="overall" { (overall.score) } " " span.of { (t.results_of_five) } @if head.scores.provisional { " " span.tag { (t.overview_provisional) } } span.aim { (head.targets_in_words()) } }
                (scale(overall.tally.score(), &targets))
                p.ends aria-hidden="true" { span { "1" } span { "5" } }
                @if let (Some(name), Some(earlier)) = (&head.earlier, headline.earlier_overall()) {
                    p.small data-earlier { (fill(t.report_earlier, &[("name", name), ("score", &earlier.score)])) }
                }
            } @else {
                p.figure { span.key-count data-key=(headline.key.at_level_3) { (headline.key.shown) } }
            }
            p.small { span data-completeness=(headline.completeness_id) { (headline.progress) } }
        }
    }
}

/// The radar.
pub fn chart(head: &Head) -> Markup {
    let t = &head.language.texts().phrases;
    html! {
        section.chart id="radar" {
            (fold(t.results_radar_title, &html! {
                figure {
                    canvas data-chart="radar" role="img" aria-label=(head.radar_in_words()) {}
                    figcaption { (key(head)) }
                }
            }))
        }
    }
}

/// The heading of a part of the overview that is folded where the screen is narrow, and its
/// content. The style sheet shows the one or the other heading, so that nothing depends on the
/// width when the page is made, and paper always shows the content.
fn fold(title: &str, content: &Markup) -> Markup {
    html! {
        h2.wide-only { (title) }
        details.narrow-only { summary { (title) } }
        div.folded { (content) }
    }
}

pub(super) fn key(head: &Head) -> Markup {
    let t = &head.language.texts().phrases;
    html! {
        span.key.score { (t.results_radar_score) } " "
        span.key.target { (t.results_radar_target) } " "
        @if let Some(earlier) = &head.earlier { span.key.earlier { (earlier) } }
    }
}

/// The patches of the radar when the figures change: its canvas stays.
pub fn chart_patches(head: &Head) -> Vec<Patch> {
    vec![
        Patch::new("#radar figcaption", key(head)),
        Patch::attribute("#radar canvas", "aria-label", Some(head.radar_in_words())),
    ]
}

/// The scores of the domains on a narrow screen, and all answers at a glance.
pub fn map(head: &Head) -> Markup {
    let t = &head.language.texts().phrases;
    html! {
        section.by-question id="map" {
            ul.bars.narrow-only aria-label=(t.results_radar_title) {
                @for (domain, row) in head.domains.iter().zip(&head.heat_map) { (bar(domain, row.short)) }
            }
            (fold(t.overview_map, &heat_map(head, Medium::Screen)))
        }
    }
}

fn bar(domain: &DomainReport, short: &str) -> Markup {
    let section = ISO42001.domain(domain.id).map_or(Route::Start, Route::Section);
    html! {
        li {
            a href=(section.address(&ISO42001)) title=(domain.name) { (domain.id) " " (short) (counted(domain)) }
            (scale(domain.figure.tally.score(), &[domain.target]))
            span.number { (domain.figure.score) }
        }
    }
}

/// The most pressing gaps, and the work of the next 30 days. `is_shared`: on a shared computer.
pub fn findings(report: &Report, is_shared: bool) -> Markup {
    let links = Links::Screen { is_shared };
    html! { div.two { (first_gaps(report, links)) (next(report, links)) } }
}

pub(super) fn first_gaps(report: &Report, links: Links) -> Markup {
    let t = &report.language.texts().phrases;
    // What is at level 3 and below its target is no gap of the plan: it is counted by itself.
    let opportunities = report.gaps.iter().filter(|gap| gap.is_opportunity()).count();
    let all = match report.gaps.len() - opportunities {
        0 => report.language.counted(
            opportunities,
            t.overview_opportunities_one,
            t.overview_opportunities_other,
        ),
        gaps => report.language.counted(gaps, t.overview_all_one, t.overview_all_other),
    };
    let rest = report.headline.critical_gaps.iter().skip(FINDINGS);
    let (named, more) = named_and_counted(rest.len(), OTHERS);
    let others: Vec<Named> = rest.take(named).copied().collect();
    html! {
        section.findings data-list="findings" {
            (heading(t.overview_findings, links.to_part(ResultsPart::Gaps), (report.gaps.len() > FINDINGS).then_some(&*all)))
            @if report.gaps.is_empty() { p { (t.results_gaps_none) } }
            ol { @for gap in report.gaps.iter().take(FINDINGS) { (finding(gap, links)) } }
            @if !others.is_empty() {
                p.small data-banner="critical" {
                    (t.overview_also_critical) " "
                    @for (index, gap) in others.iter().enumerate() {
                        @if index > 0 { " · " }
                        (links.to_gap(gap.code, gap.title))
                    }
                    @if more > 0 {
                        " · "
                        a href=[links.to_part(ResultsPart::Gaps)] {
                            (fill(t.overview_others, &[("n", &more.to_string())]))
                        }
                    }
                }
            }
        }
    }
}

/// A heading, and beside it the way to the part that has all of it.
fn heading(title: &str, part: Option<String>, all: Option<&str>) -> Markup {
    html! {
        div.with-all {
            h2 { (title) }
            @if let (Some(part), Some(all)) = (part, all) { a.no-print href=(part) { (all) " →" } }
        }
    }
}

fn finding(gap: &GapReport, links: Links) -> Markup {
    html! {
        li data-finding=(gap.code) data-class=(gap.class.id()) {
            (links.to_gap(gap.code, gap.title))
            " " span.tag { (gap.class_name) }
            p.small { (gap.found) }
        }
    }
}

pub(super) fn next(report: &Report, links: Links) -> Markup {
    let t = &report.language.texts().phrases;
    let (named, more) = named_and_counted(report.plan.next_30_days().count(), NEXT);
    html! {
        section.next data-list="next" {
            (heading(t.plan_next, links.to_part(ResultsPart::Plan), Some(t.overview_plan)))
            @if report.plan.audit.is_none() { p { (report.plan.total) } }
            @else if report.plan.tasks.is_empty() { p { (t.overview_ready) } }
            @else {
                ol { @for task in report.plan.next_30_days().take(named) { (piece_of_work(report, task, links)) } }
                p.small {
                    @if more > 0 { (fill(t.overview_others, &[("n", &more.to_string())])) ". " }
                    (report.plan.about_next(report.language))
                }
            }
        }
    }
}

/// How many of `all` are named, of which `most` have room, and how many are only counted: not one
/// alone, which takes no more room by its name.
fn named_and_counted(all: usize, most: usize) -> (usize, usize) {
    let named = if all == most + 1 { all } else { all.min(most) };
    (named, all - named)
}

fn piece_of_work(report: &Report, task: &Task, links: Links) -> Markup {
    html! {
        li data-next=(task.code) {
            a href=[links.to_part(ResultsPart::Plan)] { (report.gap(task.rank).map_or(task.deliverable, |gap| gap.title)) }
            p.small { (task.deliverable) }
        }
    }
}

/// The way to a gap among all. Browsers keep the addresses that were visited: on a shared computer
/// the address names no gap, as that would tell of an answer.
fn to_gap(code: &str, title: &str, is_shared: bool) -> Markup {
    let all = Route::Part(ResultsPart::Gaps);
    let gap = ISO42001.question(code).filter(|_| !is_shared).map_or(all, Route::Gap);
    html! { a href=(gap.address(&ISO42001)) data-to-gap=[is_shared.then_some(code)] { (title) } }
}
