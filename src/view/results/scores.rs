//! The table of the scores, in which targets are set, and the choice of an earlier state.

use maud::{Markup, html};

use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::{DomainReport, Head};
use crate::view::patch::Patch;
use crate::view::route::Route;

/// The table of the domains, each with its figures and its target.
pub fn table(report: &Head, assessment: &Assessment) -> Markup {
    let t = &report.language.texts().phrases;
    let has_earlier = report.earlier.is_some();
    html! {
        table.with-earlier[has_earlier] data-table="domains" {
            thead {
                tr {
                    th scope="col" { (t.results_domain) }
                    th.number scope="col" { (t.results_score) }
                    // The name of the earlier state, which may be long, is shown at the radar.
                    @if has_earlier { th.number.earlier scope="col" { (t.compare_earlier) } }
                    th.level scope="col" { (t.results_level_head) }
                    th.number.answered scope="col" { (t.results_answered) }
                    th scope="col" { (t.results_target) }
                }
            }
            tbody { @for (index, domain) in report.domains.iter().enumerate() { (row(report, assessment, index, domain)) } }
        }
    }
}

fn row(report: &Head, assessment: &Assessment, index: usize, domain: &DomainReport) -> Markup {
    html! {
        tr data-domain=(domain.id) {
            th scope="row" { (name(index, domain)) }
            td.number data-score=(domain.id) { (domain.figure.score) }
            @if let Some(earlier) = &domain.earlier { td.number.before { (earlier.score) } }
            td.level { (level(domain)) }
            td.number.answered { (answered(domain)) }
            td { (target(report.language, index, assessment.targets[index])) }
        }
    }
}

fn name(index: usize, domain: &DomainReport) -> Markup {
    html! {
        a href=(Route::Section(index).address(&ISO42001)) { (domain.name) }
        @for remark in &domain.remarks { span.remark { (remark) } }
    }
}

fn level(domain: &DomainReport) -> &str {
    domain.figure.level.as_deref().unwrap_or("–")
}

fn answered(domain: &DomainReport) -> String {
    format!("{}/{}", domain.figure.tally.answered, domain.figure.tally.questions)
}

/// A domain's target as a select field with 3, 4 and 5.
fn target(language: Language, domain: usize, target: Level) -> Markup {
    let texts = language.texts();
    html! {
        select autocomplete="off" data-target=(ISO42001.domains[domain].id) aria-label=(fill(texts.phrases.results_target_for, &[("name", texts.domains[domain].title)])) {
            @for level in Level::ALL.into_iter().filter(|level| level.may_be_target()) {
                option value=(level.number()) selected[level == target] { (level.number()) }
            }
        }
    }
}

/// The patches for the table when the figures change. The target fields stay.
pub fn scores_patches(report: &Head) -> Vec<Patch> {
    let cells = report.domains.iter().enumerate().flat_map(|(index, domain)| {
        let cell = |cell: &str, content: Markup| {
            Patch::new(format!("[data-domain='{}'] {cell}", domain.id), content)
        };
        [
            cell("th", name(index, domain)),
            cell("[data-score]", html! { (domain.figure.score) }),
            cell(".before", html! { @if let Some(earlier) = &domain.earlier { (earlier.score) } }),
            cell(".level", html! { (level(domain)) }),
            cell(".answered", html! { (answered(domain)) }),
        ]
    });
    cells.collect()
}

/// The patch that replaces the whole table, for when the column of an earlier state appears or
/// disappears.
pub fn table_patch(table: Markup) -> Patch {
    Patch::new("[data-place=domains]", table)
}

/// The selectors of the target fields, each with the chosen level.
pub fn targets(assessment: &Assessment) -> Vec<(String, String)> {
    let targets = ISO42001.domains.iter().zip(&assessment.targets);
    targets
        .map(|(domain, target)| {
            (format!("[data-target='{}']", domain.id), target.number().to_string())
        })
        .collect()
}

/// The select field for the earlier state to compare with, by ids and labels; empty if there is
/// none.
pub fn earlier_choice(
    language: Language,
    entries: &[(String, String)],
    chosen: Option<&str>,
) -> Markup {
    let t = &language.texts().phrases;
    html! {
        @if !entries.is_empty() {
            p.beside.no-print {
                label {
                    (t.results_beside) " "
                    select data-action="beside" autocomplete="off" {
                        option value="" { (t.results_beside_none) }
                        @for (id, label) in entries { option value=(id) selected[chosen == Some(id)] { (label) } }
                    }
                }
            }
        }
    }
}
