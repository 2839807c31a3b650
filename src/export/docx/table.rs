//! Builds tables with a header row that is repeated on each page, light lines, and rows that stay
//! on one page.

use docx_rs::{
    BorderType, HeightRule, Paragraph, Shading, Table, TableBorder, TableBorderPosition, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::words::{Inline, paragraph, plain};
use crate::export::palette::{ACCENT_SOFT, LINE, SUNKEN};

/// The length of a cell's text, in bytes, above which its row may be split between pages, as it
/// could be longer than a page.
const LONG: usize = 900;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    head: String,
    width: usize,
    is_number: bool,
}

impl Column {
    /// Creates a column of text; the width is in twentieths of a point.
    pub fn text(head: &str, width: usize) -> Self {
        Self { head: head.to_owned(), width, is_number: false }
    }

    /// Creates a column of numbers, which are aligned right.
    pub fn number(head: &str, width: usize) -> Self {
        Self { is_number: true, ..Self::text(head, width) }
    }
}

/// A cell: its paragraphs, the number of columns it spans, and its background colour.
#[derive(Debug, Clone)]
pub struct Cell {
    paragraphs: Vec<Paragraph>,
    span: usize,
    fill: Option<&'static str>,
    centred: bool,
}

impl Cell {
    /// Creates a cell of these paragraphs.
    pub fn new(paragraphs: Vec<Paragraph>) -> Self {
        Self { paragraphs, span: 1, fill: None, centred: false }
    }

    /// Creates a cell of one plain paragraph.
    pub fn text(text: &str) -> Self {
        Self::new(vec![plain("TableText", text)])
    }

    /// Creates a cell of one paragraph of several parts.
    pub fn parts(parts: &[Inline]) -> Self {
        Self::new(vec![paragraph("TableText", parts)])
    }

    /// Creates a cell of one bold paragraph.
    pub fn strong(text: &str) -> Self {
        Self::parts(&[Inline::Strong(text)])
    }

    /// Lets the cell span several columns.
    pub fn over(mut self, columns: usize) -> Self {
        self.span = columns;
        self
    }

    /// Sets the background colour.
    pub fn on(mut self, fill: &'static str) -> Self {
        self.fill = Some(fill);
        self
    }

    /// Centres the content vertically.
    pub fn centred(mut self) -> Self {
        self.centred = true;
        self
    }

    fn letters(&self) -> usize {
        self.paragraphs.iter().map(|paragraph| paragraph.raw_text().len()).sum()
    }
}

/// Returns a heading row that spans the whole table and stays with the row after it.
pub fn group(columns: &[Column], text: &str) -> Vec<Cell> {
    vec![
        Cell::new(vec![paragraph("TableText", &[Inline::Strong(text)]).keep_next(true)])
            .over(columns.len())
            .on(SUNKEN),
    ]
}

/// Returns a table with a header row.
pub fn table(columns: &[Column], rows: Vec<Vec<Cell>>) -> Table {
    let head = |column: &Column| {
        Cell::new(vec![plain("TableHead", &column.head).keep_next(true)]).on(ACCENT_SOFT)
    };
    let head = header(row(columns, columns.iter().map(head).collect()));
    let rows = rows.into_iter().map(|cells| row(columns, cells));
    bare(columns, std::iter::once(head).chain(rows).collect(), BorderType::Single)
}

/// Returns a table without a header row.
pub fn headless(columns: &[Column], rows: Vec<Vec<Cell>>) -> Table {
    bare(columns, rows.into_iter().map(|cells| row(columns, cells)).collect(), BorderType::Single)
}

/// Returns a table with a header row and lines only between and below the rows, so that the colours
/// of its cells stand out.
pub fn without_lines(columns: &[Column], head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Table {
    let head = header(row(columns, head));
    let rows = rows.into_iter().map(|cells| row(columns, cells));
    let table = bare(columns, std::iter::once(head).chain(rows).collect(), BorderType::Nil);
    table
        .set_border(line(TableBorderPosition::InsideH, BorderType::Single))
        .set_border(line(TableBorderPosition::Bottom, BorderType::Single))
}

/// Marks a header row. docx-rs can't express that, so the row gets the height 1, which `tree`
/// replaces.
fn header(row: TableRow) -> TableRow {
    row.row_height(1.0).height_rule(HeightRule::AtLeast)
}

fn bare(columns: &[Column], rows: Vec<TableRow>, lines: BorderType) -> Table {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let widths: Vec<usize> = columns.iter().map(|column| column.width).collect();
    let margins = TableCellMargins::new().margin(25, 90, 25, 90);
    let table = Table::new(rows)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .margins(margins);
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(table, |table, position| table.set_border(line(position, lines)))
}

fn line(position: TableBorderPosition, kind: BorderType) -> TableBorder {
    TableBorder::new(position).border_type(kind).size(4).color(LINE)
}

fn row(columns: &[Column], cells: Vec<Cell>) -> TableRow {
    let is_long = cells.iter().map(Cell::letters).max().unwrap_or(0) > LONG;
    let mut at = 0;
    let cells = cells.into_iter().map(|cell| {
        let own = &columns[at.min(columns.len())..(at + cell.span).min(columns.len())];
        at += cell.span;
        made(own, cell)
    });
    let row = TableRow::new(cells.collect());
    if is_long { row } else { row.cant_split() }
}

fn made(columns: &[Column], cell: Cell) -> TableCell {
    let width = columns.iter().map(|column| column.width).sum();
    let at_right = cell.span == 1 && columns.iter().any(|column| column.is_number);
    let mut made = TableCell::new().width(width, WidthType::Dxa);
    if cell.span > 1 {
        made = made.grid_span(cell.span);
    }
    if let Some(fill) = cell.fill {
        made = made.shading(Shading::new().fill(fill));
    }
    if cell.centred {
        made = made.vertical_align(VAlignType::Center);
    }
    cell.paragraphs.into_iter().fold(made, |made, paragraph| {
        let paragraph =
            if at_right { paragraph.align(docx_rs::AlignmentType::Right) } else { paragraph };
        made.add_paragraph(paragraph)
    })
}
