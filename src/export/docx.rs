//! The report as a Word document: a cover, real headings and lists, tables that repeat their header row, and every answer in full.
//!
//! The pieces and their order are those of the HTML report (`markup`). docx-rs makes the parts; `tree` brings them into the order
//! that the schema asks for.

mod answers;
mod front;
mod gaps;
mod package;
mod plan;
mod styles;
mod table;
mod tree;
mod words;

use docx_rs::{Docx, Paragraph, Pic, Run, Table};

use super::{NO_DATE, NotMade, picture};
use crate::language::Language;
use crate::report::Report;
use package::About;
use words::{Part, item, paragraph, plain, written};

/// The radar is 15 cm wide. English metric units.
const PICTURE_WIDTH: u32 = 5_400_000;

/// A paragraph or a table.
enum Block {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The document while it is written.
#[derive(Default)]
struct Doc {
    blocks: Vec<Block>,
    numbered: usize,
}

impl Doc {
    fn add(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Paragraph(Box::new(paragraph)));
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.add(plain(&format!("Heading{level}"), text));
    }

    fn heading_on_new_page(&mut self, text: &str) {
        self.add(plain("Heading1", text).page_break_before(true));
    }

    fn text(&mut self, text: &str) {
        self.add(plain("BodyText", text));
    }

    fn quiet(&mut self, text: &str) {
        self.add(plain("Quiet", text));
    }

    fn parts(&mut self, parts: &[Part]) {
        self.add(paragraph("BodyText", parts));
    }

    /// A bold line that stays with what it introduces.
    fn lead(&mut self, text: &str) {
        self.add(plain("Lead", text));
    }

    /// What the respondent wrote, after a word that says so.
    fn note(&mut self, label: &str, text: &str) {
        self.lead(label);
        self.add(written("Note", text));
    }

    fn bullet(&mut self, parts: &[Part]) {
        self.add(item(styles::BULLETS, parts));
    }

    fn bullets<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        items.into_iter().for_each(|text| self.bullet(&[Part::Plain(text)]));
    }

    /// A list that begins with 1.
    fn numbers<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        let list = styles::numbered_list(self.numbered);
        self.numbered += 1;
        items.into_iter().for_each(|text| self.add(item(list, &[Part::Plain(text)])));
    }

    /// A table, with room after it: two in a row would grow together.
    fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(Box::new(table)));
        self.add(plain("Quiet", ""));
    }

    fn picture(&mut self, file: Vec<u8>) {
        let (width, height) = picture::SIZE;
        let pic = Pic::new_with_dimensions(file, width, height).id("rIdRadar").size(PICTURE_WIDTH, PICTURE_WIDTH / width * height);
        self.add(
            Paragraph::new().style("BodyText").add_run(Run::new().add_image(pic)).align(docx_rs::AlignmentType::Center).keep_next(true),
        );
    }

    fn into_docx(self) -> Docx {
        let docx = styles::lists(styles::styles(Docx::new()), self.numbered);
        self.blocks.into_iter().fold(docx, |docx, block| match block {
            Block::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Block::Table(table) => docx.add_table(*table),
        })
    }
}

/// The report as a `.docx` file.
///
/// # Errors
/// When the picture or the file can't be made; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, NotMade> {
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
    plan::timeline(&mut doc, report);
    plan::roadmap(&mut doc, report);
    plan::audit(&mut doc, report);
    answers::left_out_and_answers(&mut doc, report);
    doc.add(styles::end_upright());
    answers::soa(&mut doc, report);
    doc.add(styles::end_wide());
    answers::references(&mut doc, report);
    answers::method(&mut doc, report);

    let organisation = report.organisation.trim();
    let short = if organisation.is_empty() { String::new() } else { crate::summary::short_name(organisation) };
    let head = [t.report_title, short.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let docx = styles::pages(doc.into_docx(), &head, &report.date);
    let creator = super::text::clean(if organisation.is_empty() { t.site_name } else { organisation });
    let language = match report.language {
        Language::English => "en-CA",
        Language::French => "fr-CA",
    };
    let date = if report.made_on.is_empty() { NO_DATE } else { &report.made_on };
    let about = About { title: t.report_title, creator: &creator, date, language, alternative: &report.radar_in_words() };
    package::pack(docx.build(), &about)
}
