//! Values of cells, and their formats.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::content::date::Date;
use crate::export::palette;
use crate::scoring::Tenths;

/// The content of a cell. A text is never a formula, whatever it begins with.
#[derive(Debug, Clone)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A score with one decimal.
    Score(Tenths),
    /// Per cent.
    Percent(u32),
    /// A day.
    Date(Date),
    /// A formula of ours, with its result: a day or nothing.
    Day(String, Option<Date>),
    /// A formula of ours, with its result: a number.
    Count(String, u32),
    /// A formula of ours, with its result in per cent.
    Share(String, u32),
    /// An empty cell.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
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

impl From<Option<Date>> for Cell {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        u32::try_from(number).map_or(Self::Empty, Self::Number)
    }
}

/// A colour of the palette.
pub fn rgb(hex: &str) -> Color {
    Color::RGB(u32::from_str_radix(hex, 16).unwrap_or_default())
}

/// Joins a list to the lines of one cell.
pub fn joined_lines<'t>(items: impl IntoIterator<Item = &'t str>) -> Cell {
    Cell::from(items.into_iter().collect::<Vec<_>>().join("\n").as_str())
}

/// The number that stands for a day in a spreadsheet; `None` for days before its calendar.
pub fn serial(date: Date) -> Option<i32> {
    // Counted from there the days from March 1900 on are right, whatever Excel thinks of the 29th
    // of February of that year.
    let days = date.days_since(Date::parse("1899-12-30")?);
    (days > 60).then_some(days)
}

/// The formats of one kind of cell.
#[derive(Debug, Clone)]
struct Kinds {
    text: Format,
    number: Format,
    score: Format,
    percent: Format,
    date: Format,
}

impl Kinds {
    fn new(text: Format) -> Self {
        let number = text.clone().set_align(FormatAlign::Center);
        Self {
            score: number.clone().set_num_format("0.0"),
            percent: number.clone().set_num_format("0%"),
            date: number.clone().set_num_format("yyyy-mm-dd"),
            number,
            text,
        }
    }
}

/// The workbook's formats, and what stands at the head and the foot of each printed page.
#[derive(Debug)]
pub struct CellStyle {
    head: Format,
    title: Format,
    lead: Format,
    cells: Kinds,
    inputs: Kinds,
    /// The line at the head of a page.
    pub header: String,
    /// The line at its foot.
    pub footer: String,
}

impl CellStyle {
    /// Creates the formats; organisation, date and name of the page stand on each printed page.
    pub fn new(organisation: &str, date: &str, site_name: &str) -> Self {
        let text = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(rgb(palette::LINE));
        let accent = rgb(palette::ACCENT);
        Self {
            head: text
                .clone()
                .set_bold()
                .set_background_color(rgb(palette::ACCENT_SOFT))
                .set_font_color(accent),
            title: Format::new().set_bold().set_font_size(16).set_font_color(accent),
            lead: Format::new()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_font_color(rgb(palette::MUTED)),
            inputs: Kinds::new(text.clone().set_background_color(rgb(palette::WARN_SOFT))),
            cells: Kinds::new(text),
            header: format!("&L{}&R{}", literal(organisation), literal(date)),
            footer: format!("&L{}&C&A&R&P / &N", literal(site_name)),
        }
    }

    /// The format of header rows.
    pub fn head(&self) -> &Format {
        &self.head
    }

    /// The format of a title.
    pub fn title(&self) -> &Format {
        &self.title
    }

    /// The format of a sentence above a table.
    pub fn lead(&self) -> &Format {
        &self.lead
    }

    /// The format of a text.
    pub fn text(&self) -> &Format {
        &self.cells.text
    }

    /// The format of a number.
    pub fn number(&self) -> &Format {
        &self.cells.number
    }

    /// The format of a cell, which may be one to fill in.
    pub fn of(&self, cell: &Cell, is_input: bool) -> &Format {
        let kinds = if is_input { &self.inputs } else { &self.cells };
        match cell {
            Cell::Text(_) | Cell::Empty => &kinds.text,
            Cell::Number(_) | Cell::Count(..) => &kinds.number,
            Cell::Score(_) => &kinds.score,
            Cell::Percent(_) | Cell::Share(..) => &kinds.percent,
            Cell::Date(_) | Cell::Day(..) => &kinds.date,
        }
    }

    /// The format of an empty cell to fill in with a day.
    pub fn empty_date(&self) -> &Format {
        &self.inputs.date
    }
}

/// A text for the head or foot of a page, where `&` begins a code. All of such a line may have 255
/// characters.
fn literal(text: &str) -> String {
    text.chars().take(80).collect::<String>().replace('&', "&&")
}
