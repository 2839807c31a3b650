//! The look of the document: its styles, under the names that word processors know, its lists and
//! its pages.

use docx_rs::{
    AbstractNumbering, AlignmentType, BorderType, Docx, Footer, FooterReference, Header,
    HeaderReference, Level, LevelJc, LevelOverride, LevelText, LineSpacing, LineSpacingType,
    NumPages, NumberFormat, Numbering, PageMargin, PageNum, PageOrientationType, PageSize,
    Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, RunFonts,
    SectionProperty, SpecialIndentType, Start, Style, StyleType,
};

use super::words::{Inline, paragraph};
use crate::export::palette::{ACCENT, DANGER, INK, MUTED};

/// The font: every system has it, or one with the same metrics.
const FONT: &str = "Arial";
/// The page size: Letter, in twentieths of a point. The text is 16 cm wide, so that it fits on A4
/// too.
const PAGE: (u32, u32) = (12240, 15840);
/// The width of the text on a portrait page, in twentieths of a point.
pub const WIDTH: usize = 9072;
/// The width of the text on a landscape page, in twentieths of a point.
pub const WIDE: usize = 14040;

/// The width of a column of an annex, in twentieths of a point.
pub const COLUMN: usize = 4780;
/// The styles of the annexes, which are set in two columns: text, items of lists, the respondent's
/// notes.
pub const ANNEX_TEXT: &str = "AnnexText";
/// Items of lists.
pub const ANNEX_ITEM: &str = "AnnexItem";
/// The respondent's notes.
pub const ANNEX_NOTE: &str = "AnnexNote";

/// The number of the bulleted list; numbered lists have the numbers after it. Number 1 is docx-rs'
/// own.
pub const BULLETS: usize = 2;
const NUMBERED: usize = 3;

fn style(id: &str, name: &str, half_points: usize, before: u32, after: u32) -> Style {
    let spacing = LineSpacing::new().before(before).after(after);
    Style::new(id, StyleType::Paragraph)
        .name(name)
        .based_on("Normal")
        .size(half_points)
        .line_spacing(spacing)
}

/// The text of an annex: 8 points, without room between its lines.
fn dense(id: &str, name: &str, after: u32) -> Style {
    let spacing =
        LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(0).after(after);
    style(id, name, 16, 0, after).line_spacing(spacing)
}

fn heading(level: usize, half_points: usize, before: u32, after: u32) -> Style {
    let mut style =
        style(&format!("Heading{level}"), &format!("heading {level}"), half_points, before, after)
            .next("BodyText")
            .bold()
            .color(ACCENT)
            .outline_lvl(level - 1)
            .ui_priority(9);
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

/// Adds the document's styles.
pub fn styles(docx: Docx) -> Docx {
    let mut lead = style("Lead", "Lead", 20, 120, 40).bold();
    lead.paragraph_property = lead.paragraph_property.keep_next(true);
    let mut note =
        style("Note", "Note", 20, 40, 120).color(INK).indent(Some(170), None, None, None);
    let annex_note = dense(ANNEX_NOTE, "Annex Note", 40).indent(Some(170), None, None, None);
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left)
        .val(BorderType::Single)
        .size(18)
        .space(6)
        .color(ACCENT);
    note.paragraph_property =
        note.paragraph_property.set_borders(ParagraphBorders::with_empty().set(bar));
    let all = vec![
        style("BodyText", "Body Text", 20, 0, 100),
        style("Title", "Title", 60, 240, 240).bold().color(ACCENT).ui_priority(10),
        style("Subtitle", "Subtitle", 32, 0, 120).color(INK).ui_priority(11),
        heading(1, 32, 360, 120),
        heading(2, 24, 240, 60),
        heading(3, 19, 140, 20),
        style("ListParagraph", "List Paragraph", 20, 0, 40),
        style("Quiet", "Quiet", 17, 0, 100).color(MUTED),
        lead,
        style("Contents", "Contents", 20, 0, 40).color(ACCENT),
        note,
        dense(ANNEX_TEXT, "Annex Text", 30),
        dense(ANNEX_ITEM, "Annex Item", 10),
        annex_note,
        style("Figure", "Figure", 52, 0, 0).bold().color(ACCENT),
        style("Verdict", "Verdict", 28, 120, 60).bold().color(ACCENT),
        style("Warning", "Warning", 22, 0, 60).bold().color(DANGER),
        style("TableText", "Table Text", 17, 0, 10),
        style("TableHead", "Table Head", 17, 0, 0).bold().color(ACCENT),
        style("Header", "header", 16, 0, 0).color(MUTED),
        style("Footer", "footer", 16, 0, 0).color(MUTED),
        style("Hair", "Hair", 2, 0, 0),
    ];
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Auto).line(264).after(0);
    let docx = docx.default_fonts(fonts).default_size(20).default_line_spacing(spacing);
    all.into_iter().fold(docx, Docx::add_style)
}

/// Adds the lists: one with bullets, and `numbered` numbered ones, each of which begins with 1.
pub fn lists(docx: Docx, numbered: usize) -> Docx {
    let level = |format: &str, text: &str| {
        Level::new(
            0,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        )
        .indent(Some(400), Some(SpecialIndentType::Hanging(280)), None, None)
    };
    let docx = docx
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(level("bullet", "•")))
        .add_abstract_numbering(AbstractNumbering::new(NUMBERED).add_level(level("decimal", "%1.")))
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    (0..numbered).fold(docx, |docx, list| {
        docx.add_numbering(
            Numbering::new(numbered_list(list), NUMBERED)
                .add_override(LevelOverride::new(0).start(1)),
        )
    })
}

/// Returns the number of a numbered list; `list` counts from 0.
pub fn numbered_list(list: usize) -> usize {
    BULLETS + 1 + list
}

/// Sets the pages of the last section, and the header and footer of all pages.
pub fn pages(mut docx: Docx, head: &str, foot: &str, last: SectionProperty) -> Docx {
    let head = Header::new().add_paragraph(paragraph("Header", &[Inline::Plain(head)]));
    let before = if foot.is_empty() { String::new() } else { format!("{foot} · ") };
    let foot = paragraph("Footer", &[Inline::Plain(&before)])
        .add_page_num(PageNum::new())
        .add_run(docx_rs::Run::new().add_text(" / "))
        .add_num_pages(NumPages::new())
        .align(AlignmentType::Right);
    docx = docx.header(head).footer(Footer::new().add_paragraph(foot));
    let own = docx.document.section_property.clone();
    docx.document.section_property = SectionProperty {
        header: own.header,
        header_reference: own.header_reference,
        footer: own.footer,
        footer_reference: own.footer_reference,
        ..last
    };
    docx
}

/// A section of portrait pages; `is_first_bare`: its first page has no header and no footer.
pub fn upright(is_first_bare: bool) -> SectionProperty {
    SectionProperty { title_pg: is_first_bare, ..portrait() }
}

/// A section of portrait pages in two columns, for the annexes.
fn in_columns() -> SectionProperty {
    let margin = PageMargin {
        top: 1150,
        left: 1150,
        bottom: 1050,
        right: 1150,
        header: 560,
        footer: 520,
        gutter: 0,
    };
    let space = PAGE.0 as usize - 2 * 1150 - 2 * COLUMN;
    let section = SectionProperty::new().page_size(PageSize::new().size(PAGE.0, PAGE.1));
    SectionProperty { columns: 2, space, ..section.page_margin(margin) }
}

fn portrait() -> SectionProperty {
    let margin = PageMargin {
        top: 1300,
        left: 1584,
        bottom: 1200,
        right: 1584,
        header: 620,
        footer: 620,
        gutter: 0,
    };
    SectionProperty::new().page_size(PageSize::new().size(PAGE.0, PAGE.1)).page_margin(margin)
}

/// Ends a section, with the same header and footer as the others; the first page of the first
/// section has none.
fn end(mut section: SectionProperty, is_first: bool) -> Paragraph {
    section.header_reference = Some(HeaderReference::new("default", "rIdHeader1"));
    section.footer_reference = Some(FooterReference::new("default", "rIdFooter1"));
    section.title_pg = is_first;
    paragraph("Hair", &[]).section_property(section)
}

/// Ends the section of portrait pages at the start.
pub fn end_upright() -> Paragraph {
    end(portrait(), true)
}

/// Ends a section in two columns.
pub fn end_in_columns() -> Paragraph {
    end(in_columns(), false)
}

/// A section of landscape pages.
pub fn wide() -> SectionProperty {
    let margin = PageMargin {
        top: 1100,
        left: 900,
        bottom: 1000,
        right: 900,
        header: 540,
        footer: 500,
        gutter: 0,
    };
    let size = PageSize::new().size(PAGE.1, PAGE.0).orient(PageOrientationType::Landscape);
    SectionProperty::new().page_size(size).page_margin(margin)
}
