//! The print and download buttons: the overview on paper, and the files of the report.

use maud::{Markup, html};

use crate::content::questionnaire::ISO42001;
use crate::language::{Language, Phrases};
use crate::report::content::Content;
use crate::report::format::Format;
use crate::view::route::{ResultsPart, Route};

/// The buttons for printing and exporting. Nothing is sent; the files are made in the page.
pub fn exports(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! {
        section.exports.no-print id="exports" {
            h2.hidden { (t.out_heading) }
            button.button type="button" data-action="print" { (t.overview_summary) }
            a.button.second href=(Route::Part(ResultsPart::Report).address(&ISO42001)) { (t.overview_report) }
            details.more {
                summary.button.second { (t.overview_other) }
                div.panel {
                    label.contents {
                        (t.out_content) " "
                        select data-content="" autocomplete="off" {
                            @for content in [Content::Full, Content::Report, Content::Brief] {
                                option value=(content.id()) { (contents(t, content)) }
                            }
                        }
                    }
                    @for format in Format::ALL { (button(t, format)) }
                    button type="button" data-action="export-png" { (t.out_png) }
                    p.small { (t.out_text) }
                }
            }
            p.saved.small role="status" data-saved {}
        }
    }
}

/// The button that prints the whole report.
pub fn print_button(language: Language) -> Markup {
    let t = &language.texts().phrases;
    html! { p.actions.no-print { button.button type="button" data-action="print" { (t.out_print) } } }
}

fn contents(t: &Phrases, content: Content) -> &'static str {
    match content {
        Content::Brief => t.out_content_brief,
        Content::Report => t.out_content_report,
        Content::Full => t.out_content_full,
    }
}

fn button(t: &Phrases, format: Format) -> Markup {
    html! { button type="button" data-action=(format.action()) { (words(t, format)) } }
}

fn words(t: &Phrases, format: Format) -> &'static str {
    match format {
        Format::Docx => t.out_docx,
        Format::Xlsx => t.out_xlsx,
        Format::Pptx => t.out_pptx,
        Format::Html => t.out_html,
        Format::Csv => t.out_csv,
        Format::Markdown => t.out_markdown,
        Format::Json => t.out_scores,
        Format::Svg => t.out_svg,
    }
}
