//! Tables: a header row that is repeated on each page, light lines, and rows that stay together.

use docx_rs::{
    BorderType, HeightRule, Paragraph, Shading, Table, TableBorder, TableBorderPosition, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::palette::{ACCENT_SOFT, LINE, SUNKEN};
use super::words::{Inline, paragraph, plain};

/// A row with more letters than this may be split between pages: it could be longer than one.
const LONG: usize = 900;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    head: String,
    width: usize,
    is_number: bool,
}

impl Column {
    /// A column of text, this wide, in twentieths of a point.
    pub fn text(head: &str, width: usize) -> Self {
        Self { head: head.to_owned(), width, is_number: false }
    }

    /// A column of numbers, which stand at the right.
    pub fn number(head: &str, width: usize) -> Self {
        Self { is_number: true, ..Self::text(head, width) }
    }
}

/// A cell: its paragraphs, how many columns it takes, and its colour.
#[derive(Debug, Clone)]
pub struct Cell {
    paragraphs: Vec<Paragraph>,
    span: usize,
    fill: Option<&'static str>,
    centred: bool,
}

impl Cell {
    /// A cell of these paragraphs.
    pub fn new(paragraphs: Vec<Paragraph>) -> Self {
        Self { paragraphs, span: 1, fill: None, centred: false }
    }

    /// A cell of one plain paragraph.
    pub fn text(text: &str) -> Self {
        Self::new(vec![plain("TableText", text)])
    }

    /// A cell of one paragraph of several parts.
    pub fn parts(parts: &[Inline]) -> Self {
        Self::new(vec![paragraph("TableText", parts)])
    }

    /// A bold number at the right, or text.
    pub fn strong(text: &str) -> Self {
        Self::parts(&[Inline::Strong(text)])
    }

    /// Over several columns.
    pub fn over(mut self, columns: usize) -> Self {
        self.span = columns;
        self
    }

    /// On a colour.
    pub fn on(mut self, fill: &'static str) -> Self {
        self.fill = Some(fill);
        self
    }

    /// In the middle of its height.
    pub fn centred(mut self) -> Self {
        self.centred = true;
        self
    }

    fn letters(&self) -> usize {
        self.paragraphs.iter().map(|paragraph| paragraph.raw_text().len()).sum()
    }
}

/// Adds a heading that spans the whole table and stays with the row after it.
pub fn group(columns: &[Column], text: &str) -> Vec<Cell> {
    vec![Cell::new(vec![paragraph("TableText", &[Inline::Strong(text)]).keep_next(true)]).over(columns.len()).on(SUNKEN)]
}

/// A table with its header row.
pub fn table(columns: &[Column], rows: Vec<Vec<Cell>>) -> Table {
    let head = |column: &Column| Cell::new(vec![plain("TableHead", &column.head).keep_next(true)]).on(ACCENT_SOFT);
    let head = header(row(columns, columns.iter().map(head).collect()));
    let rows = rows.into_iter().map(|cells| row(columns, cells));
    bare(columns, std::iter::once(head).chain(rows).collect(), BorderType::Single)
}

/// A table without a header row.
pub fn headless(columns: &[Column], rows: Vec<Vec<Cell>>) -> Table {
    bare(columns, rows.into_iter().map(|cells| row(columns, cells)).collect(), BorderType::Single)
}

/// A table of which only the colours of its cells are seen.
pub fn without_lines(columns: &[Column], head: Vec<Cell>, rows: Vec<Vec<Cell>>) -> Table {
    let head = header(row(columns, head));
    let rows = rows.into_iter().map(|cells| row(columns, cells));
    let table = bare(columns, std::iter::once(head).chain(rows).collect(), BorderType::Nil);
    table
        .set_border(line(TableBorderPosition::InsideH, BorderType::Single))
        .set_border(line(TableBorderPosition::Bottom, BorderType::Single))
}

/// Marks a header row: docx-rs has no word for it, so `tree` makes it of this height.
fn header(row: TableRow) -> TableRow {
    row.row_height(1.0).height_rule(HeightRule::AtLeast)
}

fn bare(columns: &[Column], rows: Vec<TableRow>, lines: BorderType) -> Table {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let widths: Vec<usize> = columns.iter().map(|column| column.width).collect();
    let margins = TableCellMargins::new().margin(50, 90, 50, 90);
    let table =
        Table::new(rows).width(widths.iter().sum(), WidthType::Dxa).set_grid(widths).layout(TableLayoutType::Fixed).margins(margins);
    [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(table, |table, position| table.set_border(line(position, lines)))
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
        let paragraph = if at_right { paragraph.align(docx_rs::AlignmentType::Right) } else { paragraph };
        made.add_paragraph(paragraph)
    })
}
