//! The parts of the results screen besides those of `report_html`: links, targets, and files.

use maud::{Markup, html};

use super::patch::Patch;
use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, Phrases, fill};
use crate::report::format::Format;
use crate::report::{DomainReport, Head};
use crate::view::route::Route;

/// The heading, and a remark if there are no answers yet.
pub fn heading(language: Language, has_answers: bool) -> Markup {
    let t = &language.texts().phrases;
    html! {
        h1 tabindex="-1" { (t.results_title) }
        @if !has_answers { p.notice { (t.results_none) } }
    }
}

/// The table of contents of this long page.
pub fn contents(language: Language) -> Markup {
    let t = &language.texts().phrases;
    let parts = [
        ("exports", t.out_heading),
        ("radar", t.results_radar_title),
        ("arithmetic", t.report_arithmetic_title),
        ("gaps", t.results_gaps_title),
        ("plan", t.plan_title),
        ("audit", t.plan_audit_title),
        ("answers", t.report_answers_title),
        ("soa", t.soa_title),
        ("references", t.references_title),
    ];
    let here = Route::Results.address(&ISO42001);
    html! {
        nav.contents.no-print aria-label=(t.results_contents) {
            p.term { (t.results_contents) }
            ul { @for (id, words) in parts { li { a href=(here) data-part=(id) { (words) } } } }
        }
    }
}

/// The radar, and below it the slot for the table with the same figures: this way the radar is
/// large enough to be read at a glance, and each row of the table stays on one line.
pub fn chart(report: &Head) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.chart id="radar" {
            h2 { (t.results_radar_title) }
            figure {
                canvas data-chart="radar" role="img" aria-label=(report.radar_in_words()) {}
                figcaption { (key(report)) }
            }
            div.slot data-place="domains" {}
        }
    }
}

fn key(report: &Head) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        span.key.score { (t.results_radar_score) } " "
        span.key.target { (t.results_radar_target) } " "
        @if let Some(earlier) = &report.earlier { span.key.earlier { (earlier) } }
    }
}

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

/// The patches for the radar and the table when the figures change. The target fields stay.
pub fn chart_parts(report: &Head) -> Vec<Patch> {
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
    let radar = Patch::attribute("#radar canvas", "aria-label", Some(report.radar_in_words()));
    cells.chain([Patch::new("#radar figcaption", key(report)), radar]).collect()
}

/// The patch that replaces the whole table, for when the column of an earlier state appears or
/// disappears.
pub fn table_part(table: Markup) -> Patch {
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

/// The links from the roadmap to the what-if copy, the Statement of Applicability, the profile and
/// the assessments.
pub fn ways(language: Language) -> Markup {
    let t = &language.texts().phrases;
    let ways = [
        (Some("what-if"), Route::WhatIf, t.what_if_open),
        (Some("soa"), Route::Soa, t.soa_edit),
        (Some("profile"), Route::Profile, t.profile_open),
        (None, Route::Assessments, t.assessments_title),
    ];
    html! {
        p.actions.no-print {
            @for (action, route, words) in ways { a.button.second data-action=[action] href=(route.address(&ISO42001)) { (words) } }
        }
    }
}

/// The buttons for printing and exporting the report. Nothing is sent; the files are made in the
/// page.
pub fn exports(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        section.piece.exports.no-print id="exports" {
            h2 { (t.out_heading) }
            p.small { (t.out_text) }
            p.actions {
                button.button type="button" data-action="print" { (t.out_print) }
                @for format in Format::ALL { button type="button" data-action=(format.action()) { (words(t, format)) } }
                button type="button" data-action="export-png" { (t.out_png) }
            }
            p.saved.small role="status" data-saved {}
        }
    }
}

fn words(t: &Phrases, format: Format) -> &'static str {
    match format {
        Format::Docx => t.out_docx,
        Format::Xlsx => t.out_xlsx,
        Format::Html => t.out_html,
        Format::Csv => t.out_csv,
        Format::Markdown => t.out_markdown,
        Format::Json => t.out_scores,
        Format::Svg => t.out_svg,
    }
}
