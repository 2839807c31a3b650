//! The rows of a sheet as a named table: headers, lists to choose from, marks, and what is printed.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, Table, TableColumn, TableStyle, XlsxError,
};

use super::cell::rgb;
use super::sheet::{Column, LINE, Long, Sheet, lines};
use crate::export::palette;

impl Sheet<'_> {
    /// Ends the table and begins another one below it, with a name of its own.
    pub fn next_table(&mut self, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
        self.close()?;
        name.clone_into(&mut self.table);
        self.row += 1;
        self.heads_of(columns)
    }

    pub(super) fn heads_of(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        for (column, (title, _)) in (0..).zip(columns) {
            self.page.write_string_with_format(self.row, column, *title, self.look.head())?;
        }
        self.heads = columns.iter().map(|(title, _)| (*title).to_owned()).collect();
        let widths = self.heads.iter().zip(&self.widths);
        let lines = widths.map(|(head, width)| lines(head, *width)).max().unwrap_or(1);
        self.page.set_row_height(self.row, lines * LINE + 4)?;
        self.first = self.row;
        self.row += 1;
        Ok(())
    }

    /// The first and the last row of the table, without its header.
    pub fn rows(&self) -> Option<(u32, u32)> {
        let has_rows = !self.heads.is_empty() && self.row > self.first + 1;
        has_rows.then_some((self.first + 1, self.row.saturating_sub(1)))
    }

    /// Lets a column be chosen from a list.
    pub fn choices(&mut self, column: u16, words: &[&str]) -> Result<(), XlsxError> {
        let Some((first, last)) = self.rows() else { return Ok(()) };
        let choice = DataValidation::new().allow_list_strings(words)?;
        self.page.add_data_validation(first, column, last, column, &choice)?;
        Ok(())
    }

    /// Gives the cells of these columns a format in the rows for which a formula holds, which is
    /// written for the first row.
    pub fn mark(
        &mut self,
        [from, to]: [u16; 2],
        formula: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let Some((first, last)) = self.rows() else { return Ok(()) };
        let rule = ConditionalFormatFormula::new().set_rule(formula).set_format(format);
        self.page.add_conditional_format(first, from, last, to, &rule)?;
        Ok(())
    }

    /// Marks the cells of a column that hold this text as what must not be missed.
    pub fn alarm(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let Some((first, _)) = self.rows() else { return Ok(()) };
        let formula = format!("={}=\"{text}\"", row_col_to_cell(first, column));
        self.mark([column, column], &formula, &danger())
    }

    /// Prints the first columns alone, and makes rows as high as these need: the others are for
    /// filters.
    pub fn print_first(&mut self, columns: u16) {
        self.printed = Some(columns);
    }

    /// Ends the sheet and returns the texts that didn't fit.
    pub fn end(mut self) -> Result<Vec<Long>, XlsxError> {
        self.close()?;
        if let Some(columns) = self.printed {
            let last = self.row.saturating_sub(1);
            self.page.set_print_area(0, 0, last, columns.saturating_sub(1))?;
        }
        Ok(self.long)
    }

    /// Makes the rows a table with a name; a table without rows isn't one.
    pub fn close(&mut self) -> Result<(), XlsxError> {
        let Some((_, last)) = self.rows() else { return Ok(()) };
        let head = self.look.head();
        let heads = std::mem::take(&mut self.heads);
        let column = |name: &String| TableColumn::new().set_header(name).set_header_format(head);
        let columns: Vec<TableColumn> = heads.iter().map(column).collect();
        let table = Table::new()
            .set_name(table_name(&self.table))
            .set_style(TableStyle::None)
            .set_columns(&columns);
        let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
        self.page.add_table(self.first, 0, last, last_column, &table)?;
        Ok(())
    }
}

/// The format of what must not be missed.
pub fn danger() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(rgb(palette::DANGER))
        .set_background_color(rgb(palette::DANGER_SOFT))
}

/// The name of a table: that of its sheet, as a name may be.
fn table_name(name: &str) -> String {
    name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}
