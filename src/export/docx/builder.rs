//! Builds a Word document block by block.

use docx_rs::{Docx, Paragraph, Pic, Run, Table};

use super::styles;
use super::words::{Inline, item, paragraph, plain, written};
use crate::export::picture;

/// The width of the radar: 16 cm, in English metric units.
const PICTURE_WIDTH: u32 = 5_760_000;

/// A paragraph or a table.
enum Block {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// The document under construction.
#[derive(Default)]
pub struct Doc {
    blocks: Vec<Block>,
    numbered: usize,
}

impl Doc {
    /// Adds a paragraph.
    pub fn add(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Paragraph(Box::new(paragraph)));
    }

    /// Adds a heading; `level` counts from 1.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.add(plain(&format!("Heading{level}"), text));
    }

    /// Adds a heading of level 1 that begins a new page.
    pub fn heading_on_new_page(&mut self, text: &str) {
        self.add(plain("Heading1", text).page_break_before(true));
    }

    /// Adds a paragraph of body text.
    pub fn text(&mut self, text: &str) {
        self.add(plain("BodyText", text));
    }

    /// Adds a smaller, grey paragraph.
    pub fn quiet(&mut self, text: &str) {
        self.add(plain("Quiet", text));
    }

    /// Adds a paragraph of several parts.
    pub fn parts(&mut self, parts: &[Inline]) {
        self.add(paragraph("BodyText", parts));
    }

    /// Adds a bold line that stays on the page of what it introduces.
    pub fn lead(&mut self, text: &str) {
        self.add(plain("Lead", text));
    }

    /// Adds the respondent's text below a label.
    pub fn note(&mut self, label: &str, text: &str) {
        self.lead(label);
        self.add(written("Note", text));
    }

    /// Adds an item of a bulleted list.
    pub fn bullet(&mut self, parts: &[Inline]) {
        self.add(item(styles::BULLETS, parts));
    }

    /// Adds a bulleted list.
    pub fn bullets<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        items.into_iter().for_each(|text| self.bullet(&[Inline::Plain(text)]));
    }

    /// Adds a numbered list that begins with 1.
    pub fn numbers<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        let list = styles::numbered_list(self.numbered);
        self.numbered += 1;
        items.into_iter().for_each(|text| self.add(item(list, &[Inline::Plain(text)])));
    }

    /// Adds a table and an empty paragraph after it, since adjacent tables would merge.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(Box::new(table)));
        self.add(plain("Quiet", ""));
    }

    /// Adds the picture of the radar, a PNG.
    pub fn picture(&mut self, file: Vec<u8>) {
        let (width, height) = picture::SIZE;
        let pic = Pic::new_with_dimensions(file, width, height)
            .id("rIdRadar")
            .size(PICTURE_WIDTH, PICTURE_WIDTH / width * height);
        self.add(
            Paragraph::new()
                .style("BodyText")
                .add_run(Run::new().add_image(pic))
                .align(docx_rs::AlignmentType::Center)
                .keep_next(true),
        );
    }

    /// Returns the document with its styles and lists.
    pub fn into_docx(self) -> Docx {
        let docx = styles::lists(styles::styles(Docx::new()), self.numbered);
        self.blocks.into_iter().fold(docx, |docx, block| match block {
            Block::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Block::Table(table) => docx.add_table(*table),
        })
    }
}
