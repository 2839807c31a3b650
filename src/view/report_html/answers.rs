//! The cover, the answers and notes of the respondent, the Statement of Applicability, and the
//! references, method and disclaimer.

use maud::{Markup, html};

use super::{Medium, written};
use crate::language::{Language, fill};
use crate::report::{AnswerReport, Head, Report, SoaReport};

/// The cover page: title, organization, date, and the headline in a sentence.
pub fn cover(report: &Head) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        header.cover {
            p.eyebrow { "ISO/IEC 42001:2023" }
            p.title { (t.report_title) }
            @if !report.organisation.trim().is_empty() { p.organisation { (written(&report.organisation)) } }
            @if !report.date.is_empty() { p.date { (report.date) } }
            p.of-cover {
                @if let Some(overall) = &report.headline.overall { (t.results_overall) " " strong { (overall.score) } " " (t.results_of_five) }
                @else { (report.headline.key.line) }
                " · " (report.headline.readiness)
            }
            @for sentence in report.disclaimer.iter().take(1) { p.small { (sentence) } }
        }
    }
}

/// Unanswered, unknown and not applicable questions, each in a list of its own; empty lists are
/// left out.
pub fn left_out(report: &Report, medium: Medium) -> Markup {
    html! {
        @for list in &report.left_out {
            details.list data-list=(list.id) open[medium.is_open()] {
                summary { (list.title) " (" (list.questions.len()) ")" }
                p.small { (list.text) }
                ul {
                    @for answer in list.questions.iter().map(|question| &report.answers[*question]) {
                        li {
                            (medium.link(answer.code)) " " (answer.text)
                            @if !answer.reason.is_empty() { span.reason { (written(&answer.reason)) } }
                        }
                    }
                }
            }
        }
    }
}

/// All answers and notes, in full; on the screen they can be folded.
pub fn answers(report: &Report, medium: Medium, unfolded: bool) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="answers" {
            h2 { (t.report_answers_title) }
            details.list data-list="answers" open[unfolded || medium.is_open()] {
                summary { (report.headline.progress) }
                table.answers {
                    thead {
                        tr {
                            th scope="col" { (t.report_question) }
                            th scope="col" { (t.report_answer) }
                        }
                    }
                    @for domain in &report.domains {
                        tbody {
                            tr.group { th colspan="2" scope="rowgroup" { (domain.name) } }
                            @for answer in report.answers.iter().filter(|answer| answer.domain_id == domain.id) { (answer_row(report, answer, medium)) }
                        }
                    }
                }
            }
        }
    }
}

fn answer_row(report: &Report, answer: &AnswerReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        tr id=(format!("answer-{}", answer.code)) data-answer=(answer.code) {
            th scope="row" {
                @if medium == Medium::Screen { (medium.link(answer.code)) } @else { (answer.code) }
                " " span.small { (answer.place) }
                span.question-text { (answer.text) }
            }
            td {
                strong { (answer.short) }
                @if let Some(statement) = answer.statement { span.statement { (statement) } }
                @if !answer.reason.is_empty() { p.reason { (written(&answer.reason)) } }
                @if !answer.note.is_empty() { p.own-note data-note=(answer.code) { span.small { (t.report_your_note) } " " (written(&answer.note)) } }
            }
        }
    }
}

/// The Statement of Applicability as a plain table, for files and paper; the screen has an editable
/// one.
pub fn soa_table(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="soa" {
            h2 { (t.soa_title) }
            details.list data-list="soa" open[medium.is_open()] {
            summary { (fill(t.soa_summary, &[("n", &report.soa.iter().filter(|row| row.applicable).count().to_string()), ("all", &report.soa.len().to_string())])) }
            p.small { (t.soa_text) }
            table.soa {
                thead {
                    tr {
                        th scope="col" { (t.soa_control) }
                        th scope="col" { (t.report_answer) }
                        th scope="col" { (t.soa_applies) }
                        th scope="col" { (t.soa_justification) }
                        th scope="col" { (t.soa_status) }
                    }
                }
                tbody { @for row in &report.soa { (soa_row(report, row, medium)) } }
            }
            }
        }
    }
}

fn soa_row(report: &Report, row: &SoaReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        tr data-soa=(row.id) {
            th scope="row" { (row.id) " " (row.title) }
            td { (medium.named(row.asked_by)) br; span.small { (row.answer) } }
            td { (row.applies) }
            td { (written(&row.justification)) @if row.is_proposal { " " span.small { (t.soa_proposed) } } }
            td { (row.status) @if row.is_status_proposed { " " span.small { (t.soa_proposed) } } }
        }
    }
}

/// The laws and frameworks that the report refers to, each with its date.
pub fn references(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="references" {
            h2 { (t.references_title) }
            p.small { (t.references_text) }
            dl {
                @for framework in &report.frameworks {
                    dt { (framework.title) " " span.small { "(" (framework.as_of) ")" } }
                    dd { (framework.note) }
                }
            }
            @if let Some(note) = report.sector_note { p { (note) } }
        }
    }
}

/// The address of the page with the whole method, relative to the hosted page: `docs/method.md` and
/// `docs/methode.md`, as `xtask/src/build/method_pages.rs` writes them.
pub fn method_page(language: Language) -> &'static str {
    match language {
        Language::English => "method.html",
        Language::French => "methode.html",
    }
}

/// How the figures are computed, and the disclaimer. `whole` is the address of the page with the
/// whole method, if it is beside this one.
pub fn method(report: &Report, medium: Medium, whole: Option<&str>) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        details.list.method open[medium.is_open()] {
            summary { (t.results_method_title) }
            // In a tab of its own, as the answers may be in the memory of this one alone.
            @if let Some(page) = whole { p.actions { a.button.second href=(page) target="_blank" rel="noopener" { (t.results_method_whole) } } }
            ul { @for sentence in &report.method { li { (sentence) } } }
        }
        // A file says it where it tells its limits.
        @if medium == Medium::Screen { div.disclaimer { @for sentence in &report.disclaimer { p { (sentence) } } } }
        @if medium.is_open() { p.small { (report.made_with()) } }
    }
}
