//! The four stages, the eight domains, and how each score is computed.

use maud::{Markup, html};

use super::{Medium, headline};
use crate::report::{Arithmetic, DomainReport, Report};

/// The scores of the stages of Plan-Do-Check-Act.
pub fn stages(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        @if !report.stages.is_empty() {
            section.piece id="stages" {
                h2 { (t.report_stages_title) }
                ol.stages {
                    @for stage in &report.stages {
                        li.card data-stage=(stage.id) {
                            h3 { (stage.name) }
                            div.figure data-stage-score=(stage.id) { (stage.figure.score) }
                            p.small { (stage.text) }
                        }
                    }
                }
            }
        }
    }
}

/// The headline figures and the domains, for files.
pub fn domains(report: &Report, medium: Medium) -> Markup {
    html! {
        section.piece.scores-of-domains {
            h2 { (report.language.texts().phrases.document_scores) }
            (headline::figures(report, medium))
            (domain_table(report))
        }
    }
}

/// The domains as a plain table, for files; the screen has one with target fields.
pub fn domain_table(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        table data-table="domains" {
            thead {
                tr {
                    th scope="col" { (t.results_domain) }
                    th.number scope="col" { (t.results_score) }
                    @if let Some(earlier) = &report.earlier { th.number.earlier scope="col" { (super::written(earlier)) } }
                    th.level scope="col" { (t.results_level_head) }
                    th.number.answered scope="col" { (t.results_answered) }
                    th.number scope="col" { (t.results_target) }
                }
            }
            tbody {
                @for domain in &report.domains {
                    tr data-domain=(domain.id) {
                        th scope="row" { (domain.name) (remarks(domain)) }
                        td.number data-score=(domain.id) { (domain.figure.score) }
                        @if let Some(earlier) = &domain.earlier { td.number { (earlier.score) } }
                        td.level { (domain.figure.level.as_deref().unwrap_or("–")) }
                        td.number.answered { (domain.figure.tally.answered) "/" (domain.figure.tally.questions) }
                        td.number { (domain.target) }
                    }
                }
            }
        }
    }
}

fn remarks(domain: &DomainReport) -> Markup {
    html! { @for remark in &domain.remarks { span.remark { (remark) } } }
}

/// The computation of each domain's score, with the questions that hold it down.
pub fn arithmetic(report: &Report, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece id="arithmetic" {
            h2 { (t.report_arithmetic_title) }
            p.small { (t.report_arithmetic_text) }
            @for domain in &report.domains { (domain_arithmetic(report, domain, medium)) }
        }
    }
}

fn domain_arithmetic(report: &Report, domain: &DomainReport, medium: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        details.arithmetic id=(format!("domain-{}", domain.id)) data-arithmetic=(domain.id) open[medium.is_open()] {
            summary { span { (domain.name) } " " strong { (domain.figure.score) } }
            @if !domain.held_down_by.is_empty() {
                p { (t.report_held_down) " " (medium.list(&domain.held_down_by)) }
            }
            (remarks(domain))
            table {
                thead {
                    tr {
                        th scope="col" { (t.report_question) }
                        th.number scope="col" { (t.report_weight) }
                        th.number scope="col" { (t.results_level_head) }
                        th.number scope="col" { (t.report_product) }
                    }
                }
                tbody { @for row in &domain.arithmetic { (arithmetic_row(row, medium)) } }
                @if let Some(sum) = &domain.sum {
                    tfoot {
                        tr {
                            th scope="row" { (t.report_sum_title) }
                            td.number { (domain.figure.tally.weight) }
                            td {}
                            td.number { (domain.figure.tally.points) }
                        }
                        tr { td colspan="4" data-sum=(domain.id) { (sum) } }
                    }
                }
            }
        }
    }
}

fn arithmetic_row(row: &Arithmetic, medium: Medium) -> Markup {
    html! {
        tr {
            th scope="row" {
                (medium.link(row.code)) " " (row.title)
                @if let Some(remark) = row.remark { span.remark { (remark) } }
            }
            td.number { (row.weight) }
            td.number { @if let Some(level) = row.level { (level) } @else { "–" } }
            td.number { @if let Some(product) = row.product() { (product) } @else { "–" } }
        }
    }
}
