//! Writes native tables, whose rows are as high as their texts.

use std::fmt::Write;

use super::fit;
use super::place::{Place, UNITS};
use super::words::{Ink, Look, Paragraph};
use crate::export::palette::LINE_STRONG;
use crate::export::text::escaped;

/// The size of texts in tables: no smaller text stands on a slide.
pub const SIZE: u32 = 12;
/// The distances between text and edge, in points.
const BESIDE: u32 = 5;
const ABOVE: u32 = 4;
/// No style: every cell says what it looks like.
const STYLE: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";

/// The background of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// None.
    None,
    /// A colour of the theme.
    Theme(&'static str),
    /// A colour of its own, as in `FBE9E6`.
    Own(&'static str),
    /// Hatched.
    Hatched,
}

/// The lines around a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// None.
    None,
    /// Below it.
    Below,
    /// Around it, thin and white: the grid of a map.
    Grid,
    /// Around it, thick.
    Frame,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Cell {
    text: Vec<Paragraph>,
    fill: Fill,
    lines: Lines,
    span: usize,
}

impl Cell {
    /// A cell with this text.
    pub fn new(text: Paragraph) -> Self {
        Self { text: vec![text], fill: Fill::None, lines: Lines::Below, span: 1 }
    }

    /// A cell with plain text.
    pub fn plain(text: &str) -> Self {
        Self::new(Paragraph::new(text, Look::plain(SIZE)))
    }

    /// Adds a paragraph.
    pub fn and(mut self, text: Paragraph) -> Self {
        self.text.push(text);
        self
    }

    /// With this background.
    pub fn on(self, fill: Fill) -> Self {
        Self { fill, ..self }
    }

    /// With these lines.
    pub fn within(self, lines: Lines) -> Self {
        Self { lines, ..self }
    }

    /// Over several columns.
    pub fn over(self, span: usize) -> Self {
        Self { span, ..self }
    }

    fn high(&self, wide: u32) -> u32 {
        let room = room(wide);
        let high =
            |text: &Paragraph| fit::height(fit::lines(text.text(), text.size(), room), text.size());
        self.text.iter().map(high).sum::<u32>() + 2 * ABOVE
    }

    fn xml(&self, language: &str) -> String {
        let text: String = self.text.iter().map(|text| text.xml(language)).collect();
        let span =
            if self.span > 1 { format!(" gridSpan=\"{}\"", self.span) } else { String::new() };
        let [beside, above] = [BESIDE, ABOVE].map(|length| length * UNITS);
        let mut xml = format!(
            "<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>\
             <a:tcPr marL=\"{beside}\" marR=\"{beside}\" marT=\"{above}\" marB=\"{above}\" anchor=\"ctr\">"
        );
        for side in ["L", "R", "T", "B"] {
            xml += &line(side, self.lines);
        }
        xml += &fill(self.fill);
        xml += "</a:tcPr></a:tc>";
        for _ in 1..self.span {
            xml += "<a:tc hMerge=\"1\"><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr sz=\"1200\"/></a:p></a:txBody><a:tcPr/></a:tc>";
        }
        xml
    }
}

/// The room for text in a column of this width.
pub fn room(wide: u32) -> u32 {
    wide.saturating_sub(2 * BESIDE)
}

fn line(side: &str, lines: Lines) -> String {
    let (points, color) = match (lines, side) {
        (Lines::Below, "B") => (1, format!("<a:srgbClr val=\"{LINE_STRONG}\"/>")),
        (Lines::Grid, _) => (1, "<a:schemeClr val=\"bg1\"/>".to_owned()),
        (Lines::Frame, _) => (2, "<a:schemeClr val=\"tx1\"/>".to_owned()),
        _ => return format!("<a:ln{side} w=\"0\"><a:noFill/></a:ln{side}>"),
    };
    format!("<a:ln{side} w=\"{}\"><a:solidFill>{color}</a:solidFill></a:ln{side}>", points * UNITS)
}

fn fill(fill: Fill) -> String {
    match fill {
        Fill::None => "<a:noFill/>".to_owned(),
        Fill::Theme(name) => {
            format!("<a:solidFill><a:schemeClr val=\"{name}\"/></a:solidFill>")
        }
        Fill::Own(color) => format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>"),
        Fill::Hatched => format!(
            "<a:pattFill prst=\"ltUpDiag\"><a:fgClr><a:srgbClr val=\"{LINE_STRONG}\"/></a:fgClr>\
             <a:bgClr><a:schemeClr val=\"bg1\"/></a:bgClr></a:pattFill>"
        ),
    }
}

/// A table under construction.
#[derive(Debug)]
pub struct Table {
    columns: Vec<u32>,
    rows: Vec<(u32, Vec<Cell>)>,
    has_head: bool,
}

impl Table {
    /// A table with columns of these widths in points.
    pub fn new(columns: &[u32]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), has_head: false }
    }

    /// Adds the header row.
    pub fn head(mut self, names: &[&str]) -> Self {
        let look = Look::strong(SIZE).in_ink(Ink::OnAccent);
        let cell = |name: &&str| Cell::new(Paragraph::new(name, look)).on(Fill::Theme("accent1"));
        self.has_head = true;
        self.add(names.iter().map(cell).collect());
        self
    }

    /// Adds a row.
    pub fn add(&mut self, cells: Vec<Cell>) {
        self.rows.push((self.height_of(&cells), cells));
    }

    /// Adds a row if the table stays no higher than `most`, and says whether.
    pub fn add_within(&mut self, cells: Vec<Cell>, most: u32) -> bool {
        let is_fitting = self.high() + self.height_of(&cells) <= most;
        if is_fitting {
            self.add(cells);
        }
        is_fitting
    }

    /// Adds a row of this height.
    pub fn add_of_height(&mut self, cells: Vec<Cell>, high: u32) {
        self.rows.push((high, cells));
    }

    /// The height of the table.
    pub fn high(&self) -> u32 {
        self.rows.iter().map(|(high, _)| high).sum()
    }

    fn height_of(&self, cells: &[Cell]) -> u32 {
        let mut columns = self.columns.iter();
        let high = |cell: &Cell| cell.high(columns.by_ref().take(cell.span).sum());
        cells.iter().map(high).max().unwrap_or(0)
    }

    /// Returns the element; `name` and `words` describe the table to those who don't see it.
    pub fn xml(&self, id: usize, name: &str, words: &str, place: Place, language: &str) -> String {
        let mut xml = format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/>\
             <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\">\
             <a:tbl><a:tblPr{}><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>",
            escaped(name),
            escaped(words),
            place.of_height(self.high()).xml("p"),
            if self.has_head { " firstRow=\"1\"" } else { "" },
        );
        for column in &self.columns {
            let _ = write!(xml, "<a:gridCol w=\"{}\"/>", column * UNITS);
        }
        xml += "</a:tblGrid>";
        for (high, cells) in &self.rows {
            let _ = write!(xml, "<a:tr h=\"{}\">", high * UNITS);
            for cell in cells {
                xml += &cell.xml(language);
            }
            xml += "</a:tr>";
        }
        xml + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    }
}
