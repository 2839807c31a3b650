//! Builds a sheet: a bold header row that stays visible and is printed on each page, numbers as
//! numbers, and texts as texts.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::palette;
use crate::export::text::clean;
use crate::scoring::Tenths;

/// The most UTF-16 units that Excel allows in a cell.
const MOST: usize = 32_767;
/// The height of a line, and below that of the highest row, in points. Not every program computes
/// the height of a row itself.
const LINE: u32 = 15;
const MOST_HEIGHT: u32 = 409;

/// A column: its name and its width in characters.
pub type Column<'a> = (&'a str, u16);

/// The content of a cell. A text is never a formula, whatever it begins with.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A score with one decimal.
    Score(Tenths),
    /// An empty cell.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<Tenths>> for Cell {
    fn from(score: Option<Tenths>) -> Self {
        score.map_or(Self::Empty, Self::Score)
    }
}

impl From<Option<u32>> for Cell {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        u32::try_from(number).map_or(Self::Empty, Self::Number)
    }
}

/// A text that is too long for its cell.
#[derive(Debug, Clone)]
pub struct Long {
    /// The sheet and cell in which it begins.
    pub place: String,
    /// The text that didn't fit, in pieces that do.
    pub rest: Vec<String>,
}

/// The workbook's formats.
#[derive(Debug)]
pub struct CellStyle {
    head: Format,
    text: Format,
    number: Format,
    score: Format,
    title: Format,
}

impl CellStyle {
    /// Creates the formats.
    pub fn new() -> Self {
        let line = Color::RGB(palette::LINE);
        let text = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(line);
        let head = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(palette::ACCENT_SOFT))
            .set_font_color(Color::RGB(palette::ACCENT));
        let number = text.clone().set_align(FormatAlign::Center);
        let score = number.clone().set_num_format("0.0");
        let title =
            Format::new().set_bold().set_font_size(16).set_font_color(Color::RGB(palette::ACCENT));
        Self { head, text, number, score, title }
    }

    /// Returns the format of the first line of the first sheet.
    pub fn title(&self) -> &Format {
        &self.title
    }
}

/// A sheet under construction.
pub struct Sheet<'w> {
    /// The sheet itself.
    pub page: &'w mut Worksheet,
    look: &'w CellStyle,
    name: String,
    row: u32,
    first: u32,
    widths: Vec<u16>,
    /// The texts that continue on another sheet.
    pub long: Vec<Long>,
}

impl<'w> Sheet<'w> {
    /// Creates a sheet with these columns, with the header in the given row.
    pub fn new(
        workbook: &'w mut Workbook,
        look: &'w CellStyle,
        name: &str,
        columns: &[Column],
        header: u32,
    ) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
        sheet.set_paper_size(1).set_header("&L&A&R&P / &N");
        for (column, (title, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(header, column, *title, &look.head)?;
        }
        sheet.set_freeze_panes(header + 1, 0)?;
        sheet.set_repeat_rows(header, header)?;
        Ok(Self {
            page: sheet,
            look,
            name: name.to_owned(),
            row: header + 1,
            first: header,
            widths: columns.iter().map(|(_, width)| *width).collect(),
            long: Vec::new(),
        })
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            let CellStyle { text: format, number: centred, score, .. } = self.look;
            match cell {
                Cell::Text(text) => {
                    let mut pieces = fitting(&clean(text));
                    let first = if pieces.is_empty() { String::new() } else { pieces.remove(0) };
                    self.page.write_string_with_format(self.row, column, &first, format)?;
                    if !pieces.is_empty() {
                        let place = format!(
                            "{} {}",
                            self.name,
                            rust_xlsxwriter::utility::row_col_to_cell(self.row, column)
                        );
                        self.long.push(Long { place, rest: pieces });
                    }
                }
                Cell::Number(number) => {
                    _ = self.page.write_number_with_format(self.row, column, *number, centred)?;
                }
                // Parsing the text gives the same floating-point number that Excel makes of a typed
                // 2.9.
                Cell::Score(tenths) => {
                    let number: f64 = tenths.to_string().parse().unwrap_or_default();
                    self.page.write_number_with_format(self.row, column, number, score)?;
                }
                Cell::Empty => _ = self.page.write_blank(self.row, column, format)?,
            }
        }
        let lines = cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| lines(cell, *width))
            .max()
            .unwrap_or(1);
        self.page.set_row_height(self.row, (lines * LINE + 4).min(MOST_HEIGHT))?;
        self.row += 1;
        Ok(())
    }

    /// Ends the sheet: makes its rows filterable and returns the texts that didn't fit.
    pub fn end(self, columns: usize) -> Result<Vec<Long>, XlsxError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or_default();
        self.page.autofilter(self.first, 0, self.row.saturating_sub(1).max(self.first), last)?;
        Ok(self.long)
    }
}

/// Estimates the number of lines that a cell takes: 15 % more than its characters need, since lines
/// break between words.
fn lines(cell: &Cell, width: u16) -> u32 {
    let Cell::Text(text) = cell else { return 1 };
    let of_line =
        |line: &str| (line.chars().count() * 23 / 20).div_ceil(usize::from(width).max(1)).max(1);
    u32::try_from(clean(text).lines().map(of_line).sum::<usize>())
        .unwrap_or(u32::MAX / LINE - 1)
        .clamp(1, MOST_HEIGHT)
}

/// Splits the text into pieces that fit into a cell; all but the last end with an ellipsis.
fn fitting(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut piece, mut units) = (String::new(), 0);
    for letter in text.chars() {
        if units + letter.len_utf16() >= MOST {
            piece.push('…');
            pieces.push(std::mem::take(&mut piece));
            units = 0;
        }
        piece.push(letter);
        units += letter.len_utf16();
    }
    pieces.push(piece);
    pieces
}

/// Joins a list to the lines of one cell.
pub fn joined_lines<'t>(items: impl IntoIterator<Item = &'t str>) -> Cell {
    Cell::Text(items.into_iter().collect::<Vec<_>>().join("\n"))
}
