//! Writes the report as a Word document: a cover, real headings and lists, tables that repeat their
//! header row, and every answer in full.
//!
//! The sections and their order are those of the HTML report (`view::report_html`). docx-rs makes
//! the parts; `tree` brings their elements into the order that the schema requires.

mod answers;
pub(super) mod builder;
mod front;
mod gaps;
mod package;
mod palette;
mod plan;
pub(super) mod styles;
pub(super) mod table;
mod tree;
pub(super) mod words;

use super::error::Error;
use super::package::{Properties, tag};
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
    let about = Cover {
        title: t.report_title,
        organisation: &report.organisation,
        made_on: &report.made_on,
        alternative: &report.radar_in_words(),
    };
    finish(doc, report.language, &about)
}

/// The texts on every page and in the document's properties.
pub(super) struct Cover<'a> {
    /// The title.
    pub title: &'a str,
    /// The label of the assessment; may be empty.
    pub organisation: &'a str,
    /// The date, as `2026-11-23`; may be empty.
    pub made_on: &'a str,
    /// The alternative text of the picture.
    pub alternative: &'a str,
}

/// Adds header, footer and properties, and packs the document.
pub(super) fn finish(doc: Doc, language: Language, cover: &Cover) -> Result<Vec<u8>, Error> {
    let organisation = cover.organisation.trim();
    let short = if organisation.is_empty() {
        String::new()
    } else {
        crate::storage::summary::short_name(organisation)
    };
    let head = [cover.title, short.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let docx = styles::pages(doc.into_docx(), &head, &language.date(cover.made_on));
    let site_name = language.texts().phrases.site_name;
    let creator = clean(if organisation.is_empty() { site_name } else { organisation });
    let date = if cover.made_on.is_empty() { NO_DATE } else { cover.made_on };
    let properties =
        Properties { title: cover.title, creator: &creator, date, language: tag(language) };
    let about = About { properties, alternative: cover.alternative };
    package::pack(docx.build(), &about)
}
