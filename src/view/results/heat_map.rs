//! The answers to all questions at a glance.

use maud::{Markup, html};

use crate::report::{DomainReport, Head, HeatCell, HeatRow};
use crate::view::report_html::Medium;

/// A row for each domain, a cell for each question; each is a link.
pub(super) fn heat_map(report: &Head, place: Medium) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        ul.heat {
            @for (row, domain) in report.heat_map.iter().zip(&report.domains) { (heat_row(row, domain, place)) }
        }
        p.small.heat-key { (t.overview_map_key) }
    }
}

fn heat_row(row: &HeatRow, domain: &DomainReport, place: Medium) -> Markup {
    html! {
        li {
            a.domain href=[place.domain(row.id)] title=(row.name) { span.id { (row.id) } " " (row.short) (counted(domain)) }
            span.number data-score=(row.id) { (domain.figure.score) }
            span.cells { @for cell in &row.cells { (heat_cell(cell, place)) } }
        }
    }
}

/// How many questions of a domain are answered, where some are not.
pub(super) fn counted(domain: &DomainReport) -> Markup {
    let tally = &domain.figure.tally;
    html! {
        @if tally.answered < tally.questions {
            " " span.count { (tally.answered) "/" (tally.questions) }
        }
    }
}

fn heat_cell(cell: &HeatCell, place: Medium) -> Markup {
    html! {
        a.cell.is-key[cell.is_key] data-level=(cell.kind) href=[place.question(cell.question.code)] title=(cell.words) aria-label=(cell.words) {
            (cell.sign)
        }
    }
}
