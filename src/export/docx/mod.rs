//! Writes the report as a Word document: a cover, real headings and lists, tables that repeat their
//! header row, and every answer in full.
//!
//! The sections and their order are those of the HTML report (`view::report_html`). docx-rs makes
//! the parts; `tree` brings their elements into the order that the schema requires.

mod answers;
pub(super) mod builder;
mod cover_and_scores;
mod gaps;
mod overview;
mod package;
mod plan;
pub(super) mod styles;
pub(super) mod table;
mod tree;
pub(super) mod words;

use super::error::Error;
use super::package::{Properties, tag};
use super::text::{NO_DATE, clean};
use crate::language::Language;
use crate::report::Report;
use crate::report::content::{Content, Section};
use builder::Doc;
use docx_rs::SectionProperty;
use package::About;

/// Returns the report as a `.docx` file.
///
/// # Errors
/// If the picture or the file can't be made; not seen so far.
pub fn write(report: &Report, content: Content) -> Result<Vec<u8>, Error> {
    let mut doc = Doc::default();
    for part in content.sections() {
        section(&mut doc, report, part, content)?;
    }
    if !content.has_annexes() {
        overview::end(&mut doc, report, content == Content::Brief);
    }
    let about = Cover {
        title: report.language.texts().phrases.report_title,
        organisation: &report.organisation,
        made_on: &report.made_on,
        alternative: &report.radar_in_words(),
        last: match content {
            Content::Full => styles::wide(),
            Content::Report | Content::Brief => styles::upright(content == Content::Report),
        },
    };
    finish(doc, report.language, &about)
}

fn section(
    doc: &mut Doc,
    report: &Report,
    section: Section,
    content: Content,
) -> Result<(), Error> {
    match section {
        Section::Cover => cover_and_scores::cover(doc, report, content.has_annexes()),
        Section::Overview => overview::overview(doc, report),
        Section::Gaps => overview::gap_table(doc, report),
        Section::Plan => plan::plan(doc, report),
        Section::Domains => cover_and_scores::domains(doc, report)?,
        Section::Limits => overview::limits(doc, report),
        Section::GapSheets => {
            doc.add(styles::end_upright());
            gaps::gaps(doc, report);
            gaps::horizon(doc, report);
            plan::opportunities(doc, report);
        }
        Section::Answers => answers::left_out_and_answers(doc, report),
        Section::Arithmetic => {
            cover_and_scores::stages(doc, report);
            cover_and_scores::arithmetic(doc, report);
        }
        Section::Audit => plan::audit(doc, report),
        Section::References => answers::references(doc, report),
        Section::Method => answers::method(doc, report),
        Section::Statement => {
            doc.add(styles::end_in_columns());
            answers::soa(doc, report);
        }
    }
    Ok(())
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
    /// The pages of the last section.
    pub last: SectionProperty,
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
    let day = language.date(cover.made_on);
    let docx = styles::pages(doc.into_docx(), &head, &day, cover.last.clone());
    let site_name = language.texts().phrases.site_name;
    let creator = clean(if organisation.is_empty() { site_name } else { organisation });
    let date = if cover.made_on.is_empty() { NO_DATE } else { cover.made_on };
    let properties =
        Properties { title: cover.title, creator: &creator, date, language: tag(language) };
    let about = About { properties, alternative: cover.alternative };
    package::pack(docx.build(), &about)
}
