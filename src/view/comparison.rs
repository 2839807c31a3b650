//! The comparison of two states on the page: the verdict, the scores, the gaps once, the answers.

use maud::{Markup, html};

use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::comparison::{ComparisonReport, GapGroup, ScoreRow};
use crate::report::named::Named;
use crate::scoring::comparison::Trend;
use crate::view::route::Route;

/// The verdict, with the reasons to doubt it before it.
pub fn verdict(report: &ComparisonReport) -> Markup {
    html! {
        @for warning in &report.warnings { div.notice.trouble data-compare-warning { p { (warning) } } }
        @if let Some((first, others)) = report.verdict.split_first() {
            section.comparison-verdict data-verdict=(report.trend.map_or("apart", Trend::id)) {
                p.first { (first) }
                @for sentence in others { p { (sentence) } }
            }
        }
    }
}

/// The scores by domain and overall, and the readiness.
pub fn scores(report: &ComparisonReport) -> Markup {
    let t = &report.language.texts().phrases;
    let [(before, before_name), (after, after_name)] = report.readiness;
    html! {
        table data-table="compare" {
            thead {
                tr {
                    th scope="col" { (t.results_domain) }
                    @for head in report.sides {
                        th.number scope="col" { (head) }
                    }
                }
            }
            tbody { @for row in report.domains.iter().chain([&report.overall]) { (score_row(row, report.trend.is_some())) } }
        }
        p.readiness-change {
            strong { (t.results_readiness) } " "
            @if before != after { span data-readiness=(before) { (before_name) } @if report.trend.is_some() { " → " } @else { " · " } }
            span data-readiness=(after) { (after_name) }
        }
    }
}

/// The scores of a domain; `has_trend` is false between two organizations.
fn score_row(row: &ScoreRow, has_trend: bool) -> Markup {
    let direction = match row.scores.tenths().filter(|_| has_trend) {
        Some(1..) => "better",
        Some(..=-1) => "worse",
        Some(0) | None => "same",
    };
    let [before, after, change] = &row.shown;
    html! {
        tr data-compare-domain=(row.id) {
            th scope="row" { (row.name) }
            td.number { (before) }
            td.number { (after) }
            td.number.change data-direction=(direction) { (change) }
        }
    }
}

/// The gaps: closed and new ones in sight, those still open folded.
pub fn gaps(report: &ComparisonReport) -> Markup {
    let [closed, new, open] = &report.gaps;
    html! {
        div.gap-changes {
            @for group in [closed, new] {
                section data-gaps=(group.id) {
                    h2 { (group.title) }
                    (gap_list(report.language, group))
                }
            }
        }
        @if !open.gaps.is_empty() {
            details.list data-gaps=(open.id) {
                summary { (open.title) }
                (gap_list(report.language, open))
            }
        }
    }
}

fn gap_list(language: Language, group: &GapGroup) -> Markup {
    html! {
        @if !group.gaps.is_empty() {
            ul {
                @for gap in &group.gaps {
                    li data-class=(gap.class) {
                        (link(gap.named, gap.question))
                        span.from-to { (from_to(language, &gap.answers)) }
                        span.small { (gap.class_name) @if let Some(remark) = gap.remark { "; " (remark) } }
                    }
                }
            }
        }
    }
}

/// All answers by kind of change, folded: the gaps above are among them.
pub fn answers(report: &ComparisonReport) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        details.changes {
            summary { (t.compare_questions_title) }
            @for group in &report.changes {
                section.list data-changes=(group.change.id()) {
                    h3 { (group.title) }
                    ul {
                        @for answer in &group.answers {
                            li data-compare=(answer.named.code) data-change=(group.change.id()) {
                                (link(answer.named, answer.question))
                                span.from-to { (from_to(report.language, &answer.answers)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn link(named: Named, question: usize) -> Markup {
    html! { a href=(Route::Question(question).address(&ISO42001)) { (named.code) " " (named.title) } " " }
}

/// `Level 1 → Level 3`, or the one answer where both are the same.
fn from_to(language: Language, [before, after]: &[String; 2]) -> String {
    if before == after {
        return after.clone();
    }
    let values = [("before", before.as_str()), ("after", after.as_str())];
    fill(language.texts().phrases.compare_from_to, &values)
}
