//! Writes the report as one self-contained HTML page: no script, no font, no picture from
//! elsewhere. It can be opened, printed and sent.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::error::Error;
use super::svg;
use crate::report::Report;
use crate::report::content::{Content, Section};
use crate::view::report_html::{self, Medium};
use crate::view::results;

/// The page's own style sheet, so that file and screen look alike.
const STYLE: [&str; 2] = [
    include_str!(concat!(env!("OUT_DIR"), "/style.css")),
    include_str!(concat!(env!("OUT_DIR"), "/later.css")),
];
/// The content security policy: nothing may run or be loaded, not even by markup that slipped
/// through.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes the page.
///
/// # Errors
/// If the radar can't be drawn.
pub fn write(report: &Report, content: Content) -> Result<String, Error> {
    let medium = if content.has_annexes() { Medium::File } else { Medium::Alone };
    // Drawn by plotters, which escapes its texts.
    let radar = PreEscaped(svg::picture(report)?);
    let foot = report_html::foot_of_page(report.language, &report.organisation, &report.made_on);
    let page = html! {
        (DOCTYPE)
        html lang=(report.language.code()) data-on-paper=(foot) {
            (head(report))
            body.file.{ "is-" (content.id()) } {
                main.results {
                    @for part in content.sections() { (section(report, part, medium, &radar)) }
                    @if !content.has_annexes() { (end(report, content)) }
                }
            }
        }
    };
    Ok(page.into_string() + "\n")
}

fn head(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    let title = if report.organisation.trim().is_empty() {
        t.report_title.to_owned()
    } else {
        format!("{} – {}", report.organisation, t.report_title)
    };
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title { (title) }
            // Our own style sheet; a test checks that it has no "</style>".
            style { @for part in STYLE { (PreEscaped(part)) } }
        }
    }
}

fn section(report: &Report, section: Section, medium: Medium, radar: &Markup) -> Markup {
    match section {
        Section::Cover => report_html::cover(report),
        Section::Overview => results::in_a_file(report, medium, radar),
        Section::Gaps => report_html::gap_table(report, medium),
        Section::Plan => report_html::plan(report, medium),
        Section::Domains => report_html::domains(report, medium),
        Section::Limits => report_html::limits(report),
        Section::GapSheets => html! {
            (report_html::gap_list(report, medium))
            (report_html::horizon(report, medium))
        },
        Section::Statement => report_html::soa_table(report, medium),
        Section::Answers => html! {
            (report_html::left_out(report, medium))
            (report_html::answers(report, medium, true))
        },
        Section::Arithmetic => html! {
            (report_html::stages(report))
            (report_html::arithmetic(report, medium))
        },
        Section::Audit => report_html::audit(report, medium),
        Section::References => report_html::references(report),
        Section::Method => report_html::method(report, medium, None),
    }
}

/// What a document without the method says at its end: that it is no audit, where nothing before
/// says it, and what made it.
fn end(report: &Report, content: Content) -> Markup {
    html! {
        @if content == Content::Brief { @for sentence in report.disclaimer.iter().take(1) { p.small { (sentence) } } }
        p.small { (report.made_with()) }
    }
}
