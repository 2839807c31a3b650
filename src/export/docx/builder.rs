//! Builds a Word document block by block.

use docx_rs::{Docx, Hyperlink, HyperlinkType, Paragraph, Pic, Run, Table};

use super::styles;
use super::words::{Inline, item, paragraph, plain};
use crate::export::picture;

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
    /// The headings of level 1.
    headings: Vec<String>,
    /// The title of the list of contents, and the number of blocks before it.
    contents: Option<(String, usize)>,
}

impl Doc {
    /// Adds a paragraph.
    pub fn add(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Paragraph(Box::new(paragraph)));
    }

    /// Adds a heading; `level` counts from 1.
    pub fn heading(&mut self, level: usize, text: &str) {
        let heading =
            if level == 1 { self.marked(text) } else { plain(&format!("Heading{level}"), text) };
        self.add(heading);
    }

    /// Adds a heading of level 1 that begins a new page.
    pub fn heading_on_new_page(&mut self, text: &str) {
        let heading = self.marked(text).page_break_before(true);
        self.add(heading);
    }

    /// A heading of level 1, with the bookmark that the contents lead to.
    fn marked(&mut self, text: &str) -> Paragraph {
        self.headings.push(text.to_owned());
        let number = self.headings.len();
        plain("Heading1", text)
            .add_bookmark_start(number, bookmark(number))
            .add_bookmark_end(number)
    }

    /// Puts the list of contents here: a link to each heading of level 1, without page numbers,
    /// which only a word processor can know.
    pub fn contents(&mut self, title: &str) {
        self.contents = Some((title.to_owned(), self.blocks.len()));
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

    /// Adds an item of a bulleted list.
    pub fn bullet(&mut self, parts: &[Inline]) {
        self.add(item(styles::BULLETS, parts));
    }

    /// Adds a bulleted list.
    pub fn bullets<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        items.into_iter().for_each(|text| self.bullet(&[Inline::Plain(text)]));
    }

    /// Adds a paragraph of an annex, in smaller text.
    pub fn annex(&mut self, parts: &[Inline]) {
        self.add(paragraph(styles::ANNEX_TEXT, parts));
    }

    /// Adds an item of a bulleted list in an annex.
    pub fn annex_bullet(&mut self, parts: &[Inline]) {
        self.add(item(styles::BULLETS, parts).style(styles::ANNEX_ITEM));
    }

    /// Adds a numbered list of an annex that begins with 1.
    pub fn annex_numbers<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        let list = styles::numbered_list(self.numbered);
        self.numbered += 1;
        for text in items {
            self.add(item(list, &[Inline::Plain(text)]).style(styles::ANNEX_ITEM));
        }
    }

    /// Adds a table and an empty paragraph after it, since adjacent tables would merge.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(Box::new(table)));
        self.add(plain("Quiet", ""));
    }

    /// Adds the picture of the radar, a PNG, of this width in English metric units.
    pub fn picture(&mut self, file: Vec<u8>, picture_width: u32) {
        let (width, height) = picture::SIZE;
        let pic = Pic::new_with_dimensions(file, width, height)
            .id("rIdRadar")
            .size(picture_width, picture_width / width * height);
        self.add(
            Paragraph::new()
                .style("BodyText")
                .add_run(Run::new().add_image(pic))
                .align(docx_rs::AlignmentType::Center)
                .keep_next(true),
        );
    }

    /// Returns the document with its styles and lists.
    pub fn into_docx(mut self) -> Docx {
        if let Some((title, place)) = self.contents.take() {
            let links = (1..).zip(&self.headings).map(|(number, heading)| link(number, heading));
            let list = std::iter::once(plain("Lead", &title)).chain(links);
            let list: Vec<Block> = list.map(|line| Block::Paragraph(Box::new(line))).collect();
            self.blocks.splice(place..place, list);
        }
        let docx = styles::lists(styles::styles(Docx::new()), self.numbered);
        self.blocks.into_iter().fold(docx, |docx, block| match block {
            Block::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Block::Table(table) => docx.add_table(*table),
        })
    }
}

/// The name of a heading's bookmark.
fn bookmark(number: usize) -> String {
    format!("section-{number}")
}

/// A line of the contents.
fn link(number: usize, heading: &str) -> Paragraph {
    let link = Hyperlink::new(bookmark(number), HyperlinkType::Anchor);
    let link = link.add_run(Run::new().add_text(heading));
    Paragraph::new().style("Contents").add_hyperlink(link)
}
