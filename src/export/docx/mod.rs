//! Writes the report as a Word document: a cover, real headings and lists, tables that repeat their
//! header row, and every answer in full.
//!
//! The sections and their order are those of the HTML report (`view::report_html`). docx-rs makes
//! the parts; `tree` brings their elements into the order that the schema requires.

mod answers;
mod builder;
mod front;
mod gaps;
mod package;
mod palette;
mod plan;
mod styles;
mod table;
mod tree;
mod words;

use super::error::Error;
use super::picture;
use super::text::{NO_DATE, clean};
use crate::language::Language;
use crate::report::Report;
use builder::Doc;
use package::About;

/// Returns the report as a `.docx` file.
///
/// # Errors
/// If the picture or the file can't be made; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let t = &report.language.texts().phrases;
    let mut doc = Doc::default();
    front::cover(&mut doc, report);
    front::headline(&mut doc, report);
    doc.heading(1, t.results_radar_title);
    doc.picture(picture::png(&report.radar)?);
    front::domains(&mut doc, report);
    front::stages(&mut doc, report);
    front::arithmetic(&mut doc, report);
    gaps::gaps(&mut doc, report);
    gaps::horizon(&mut doc, report);
    plan::plan(&mut doc, report);
    plan::roadmap(&mut doc, report);
    plan::audit(&mut doc, report);
    answers::left_out_and_answers(&mut doc, report);
    doc.add(styles::end_upright());
    answers::soa(&mut doc, report);
    doc.add(styles::end_wide());
    answers::references(&mut doc, report);
    answers::method(&mut doc, report);

    let organisation = report.organisation.trim();
    let short = if organisation.is_empty() {
        String::new()
    } else {
        crate::storage::summary::short_name(organisation)
    };
    let head = [t.report_title, short.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let docx = styles::pages(doc.into_docx(), &head, &report.date);
    let creator = clean(if organisation.is_empty() { t.site_name } else { organisation });
    let language = match report.language {
        Language::English => "en-CA",
        Language::French => "fr-CA",
    };
    let date = if report.made_on.is_empty() { NO_DATE } else { &report.made_on };
    let about = About {
        title: t.report_title,
        creator: &creator,
        date,
        language,
        alternative: &report.radar_in_words(),
    };
    package::pack(docx.build(), &about)
}
