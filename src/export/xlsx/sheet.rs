//! Builds a sheet: a bold header row that stays visible and is printed on each page, numbers as
//! numbers, days as days, texts as texts, and its rows as a named table.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet, XlsxError};

use super::cell::{Cell, CellStyle, serial};
use crate::export::text::clean;

/// The most UTF-16 units that Excel allows in a cell.
const MOST: usize = 32_767;
/// The height of a line, and below that of the highest row, in points. Not every program computes
/// the height of a row itself.
pub(super) const LINE: u32 = 15;
const MOST_HEIGHT: u32 = 409;

/// A column: its name and its width in characters.
pub type Column<'a> = (&'a str, u16);

/// A text that is too long for its cell.
#[derive(Debug, Clone)]
pub struct Long {
    /// The sheet and cell in which it begins.
    pub place: String,
    /// The text that didn't fit, in pieces that do.
    pub rest: Vec<String>,
}

/// The texts of a sheet that didn't fit into their cells.
pub type Written = Result<Vec<Long>, XlsxError>;

/// A sheet under construction.
pub struct Sheet<'w> {
    /// The sheet itself.
    pub page: &'w mut Worksheet,
    /// The row that is written next.
    pub row: u32,
    pub(super) look: &'w CellStyle,
    name: String,
    /// The name of the table, its header row, and its headers.
    pub(super) table: String,
    pub(super) first: u32,
    pub(super) heads: Vec<String>,
    pub(super) widths: Vec<u16>,
    inputs: Vec<u16>,
    days: Vec<u16>,
    /// The number of columns that are printed, if not all are.
    pub(super) printed: Option<u16>,
    /// The texts that continue on another sheet.
    pub long: Vec<Long>,
}

impl<'w> Sheet<'w> {
    /// Creates an empty sheet with columns of these widths.
    pub fn plain(
        workbook: &'w mut Workbook,
        look: &'w CellStyle,
        name: &str,
        widths: &[u16],
    ) -> Result<Self, XlsxError> {
        let page = workbook.add_worksheet();
        page.set_name(name)?.set_formula_result_default("");
        page.set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
        page.set_paper_size(1).set_header(&look.header).set_footer(&look.footer);
        for (column, width) in (0..).zip(widths) {
            page.set_column_width(column, *width)?;
        }
        Ok(Self {
            page,
            row: 0,
            look,
            name: name.to_owned(),
            table: name.to_owned(),
            first: 0,
            heads: Vec::new(),
            widths: widths.to_vec(),
            inputs: Vec::new(),
            days: Vec::new(),
            printed: None,
            long: Vec::new(),
        })
    }

    /// Creates a sheet for these columns, whose header comes below what is written first.
    pub fn below(
        workbook: &'w mut Workbook,
        look: &'w CellStyle,
        name: &str,
        columns: &[Column],
    ) -> Result<Self, XlsxError> {
        let widths: Vec<u16> = columns.iter().map(|(_, width)| *width).collect();
        Self::plain(workbook, look, name, &widths)
    }

    /// Creates a sheet with these columns, with the header in the given row.
    pub fn new(
        workbook: &'w mut Workbook,
        look: &'w CellStyle,
        name: &str,
        columns: &[Column],
        header: u32,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Self::below(workbook, look, name, columns)?;
        sheet.row = header;
        sheet.head(columns, 0)?;
        Ok(sheet)
    }

    /// Writes the header of the table here; it stays visible, and so do the first columns.
    pub fn head(&mut self, columns: &[Column], frozen: u16) -> Result<(), XlsxError> {
        self.page.set_freeze_panes(self.row + 1, frozen)?;
        self.page.set_repeat_rows(self.row, self.row)?;
        self.heads_of(columns)
    }

    /// Sets the columns that are filled in by hand, and those among them that hold days.
    pub fn inputs(&mut self, columns: &[u16], days: &[u16]) {
        columns.clone_into(&mut self.inputs);
        days.clone_into(&mut self.days);
    }

    /// Writes a sentence across all columns up to the given one.
    pub fn lead(&mut self, text: &str, last: u16) -> Result<(), XlsxError> {
        let text = Cell::from(text);
        self.across(0, last, &text, self.look.lead())?;
        self.fit(&[(&text, self.width(0, last))])?;
        self.row += 1;
        Ok(())
    }

    /// Writes a cell across columns, one or more.
    pub fn across(
        &mut self,
        from: u16,
        to: u16,
        cell: &Cell,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if to > from {
            self.page.merge_range(self.row, from, self.row, to, "", format)?;
        }
        self.put(from, cell, format)
    }

    /// The width of these columns together, in characters.
    pub fn width(&self, from: u16, to: u16) -> u16 {
        self.widths.iter().take(usize::from(to) + 1).skip(usize::from(from)).sum()
    }

    /// Makes the row as high as these cells need, each with its width.
    pub fn fit(&mut self, cells: &[(&Cell, u16)]) -> Result<(), XlsxError> {
        let height = |(cell, width): &(&Cell, u16)| {
            if let Cell::Text(text) = cell { lines(text, *width) } else { 1 }
        };
        let lines = cells.iter().map(height).max().unwrap_or(1);
        self.page.set_row_height(self.row, (lines * LINE + 4).min(MOST_HEIGHT))?;
        Ok(())
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            let is_day = matches!(cell, Cell::Empty) && self.days.contains(&column);
            let is_input = self.inputs.contains(&column);
            let format = if is_day { self.look.empty_date() } else { self.look.of(cell, is_input) };
            self.put(column, cell, format)?;
        }
        let printed = self.printed.map_or(cells.len(), usize::from);
        let widths = self.widths.iter().copied().take(printed);
        self.fit(&cells.iter().zip(widths).collect::<Vec<_>>())?;
        self.row += 1;
        Ok(())
    }

    /// Writes a cell of the current row.
    pub fn put(&mut self, column: u16, cell: &Cell, format: &Format) -> Result<(), XlsxError> {
        let row = self.row;
        match cell {
            Cell::Text(text) => self.text(column, text, format)?,
            Cell::Number(number) => {
                self.page.write_number_with_format(row, column, *number, format)?;
            }
            Cell::Score(tenths) => self.decimal(column, &tenths.to_string(), format)?,
            Cell::Percent(percent) => self.decimal(column, &share(*percent), format)?,
            Cell::Date(date) => match serial(*date) {
                Some(days) => {
                    self.page.write_number_with_format(row, column, days, format)?;
                }
                None => self.text(column, &date.to_string(), format)?,
            },
            Cell::Day(formula, day) => {
                let days = day.and_then(serial).map(|days| days.to_string());
                self.formula(column, formula, days.unwrap_or_default(), format)?;
            }
            Cell::Count(formula, count) => {
                self.formula(column, formula, count.to_string(), format)?;
            }
            Cell::Share(formula, percent) => {
                self.formula(column, formula, share(*percent), format)?;
            }
            Cell::Empty => _ = self.page.write_blank(row, column, format)?,
        }
        Ok(())
    }

    fn text(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        let mut pieces = fitting(&clean(text));
        let first = if pieces.is_empty() { String::new() } else { pieces.remove(0) };
        self.page.write_string_with_format(self.row, column, &first, format)?;
        if !pieces.is_empty() {
            let place = format!("{} {}", self.name, row_col_to_cell(self.row, column));
            self.long.push(Long { place, rest: pieces });
        }
        Ok(())
    }

    /// Writes a number that is given as a text, such as `2.9`. Parsing it gives the same
    /// floating-point number that Excel makes of a typed 2.9.
    fn decimal(&mut self, column: u16, number: &str, format: &Format) -> Result<(), XlsxError> {
        let number: f64 = number.parse().unwrap_or_default();
        self.page.write_number_with_format(self.row, column, number, format)?;
        Ok(())
    }

    fn formula(
        &mut self,
        column: u16,
        formula: &str,
        result: String,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(result);
        self.page.write_formula_with_format(self.row, column, formula, format)?;
        Ok(())
    }
}

/// Per cent as a part of one: `0.40`.
fn share(percent: u32) -> String {
    format!("{}.{:02}", percent / 100, percent % 100)
}

/// Estimates the number of lines that a text takes: 5 % more than its characters need, since lines
/// break between words, but most letters are narrower than the digits that widths are counted in.
pub(super) fn lines(text: &str, width: u16) -> u32 {
    let of_line =
        |line: &str| (line.chars().count() * 21 / 20).div_ceil(usize::from(width).max(1)).max(1);
    u32::try_from(clean(text).lines().map(of_line).sum::<usize>())
        .unwrap_or(u32::MAX)
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
