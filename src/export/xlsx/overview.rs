//! The first sheet: on its first page the verdict, every answer at a glance and the radar, then
//! the figures.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, FormatBorder,
    FormatPattern, Workbook, XlsxError,
};

use super::cell::{Cell, CellStyle, joined_lines, rgb};
use super::radar;
use super::sheet::{Sheet, Written};
use crate::export::palette;
use crate::language::fill;
use crate::report::named::listed;
use crate::report::{HeatCell, Report};

/// The column of the first answer in the map, after the domain, its score and its target.
const FIRST: u16 = 3;
/// The last column: the widest domain has eleven questions.
const LAST: u16 = 13;
/// The last column of a figure's value; its meaning stands right of it.
const VALUE: u16 = 5;

/// Writes the sheet.
pub fn write(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let mut widths = vec![30, 8, 8];
    widths.resize(usize::from(LAST) + 1, 9);
    let mut sheet = Sheet::plain(workbook, look, t.overview_title, &widths)?;
    sheet.page.set_screen_gridlines(false);
    head(&mut sheet, look, report)?;
    let first = map(&mut sheet, look, report)?;
    radar::insert(&mut sheet, report, first)?;
    sheet.page.set_page_breaks(&[sheet.row])?;
    figures(&mut sheet, look, report)?;
    sheet.end()
}

/// Title, organisation and date, and the verdict.
fn head(sheet: &mut Sheet, look: &CellStyle, report: &Report) -> Result<(), XlsxError> {
    let verdict = &report.headline.verdict;
    sheet.put(0, &report.language.texts().phrases.report_title.into(), look.title())?;
    sheet.page.set_row_height(0, 24)?.set_row_height(1, 6)?;
    sheet.row = 2;
    let heading = Cell::from(verdict.heading.as_str());
    let strong = look.text().clone().set_bold().set_font_size(13);
    sheet.across(0, LAST, &heading, &strong)?;
    sheet.page.set_row_height(sheet.row, 22)?;
    sheet.row += 1;
    let sentences = Cell::Text(verdict.sentences.join(" "));
    sheet.across(0, LAST, &sentences, look.text())?;
    sheet.fit(&[(&sentences, sheet.width(0, LAST))])?;
    sheet.page.set_row_height(sheet.row + 1, 8)?;
    sheet.row += 2;
    Ok(())
}

/// Adds a figure: its name, its value and what it means. A name without a value takes its room.
fn line(sheet: &mut Sheet, look: &CellStyle, cells: [Cell; 3]) -> Result<(), XlsxError> {
    let [name, value, meaning] = cells;
    let last = if matches!(value, Cell::Empty) { VALUE } else { 0 };
    sheet.across(0, last, &name, look.text())?;
    if last == 0 {
        let left = look.of(&value, false).clone().set_align(FormatAlign::Left);
        sheet.across(1, VALUE, &value, &left)?;
    }
    sheet.across(VALUE + 1, LAST, &meaning, look.text())?;
    let [name_width, value_width] = [(0, last), (1, VALUE)].map(|(from, to)| sheet.width(from, to));
    let right = sheet.width(VALUE + 1, LAST);
    sheet.fit(&[(&name, name_width), (&value, value_width), (&meaning, right)])?;
    sheet.row += 1;
    Ok(())
}

fn figures(sheet: &mut Sheet, look: &CellStyle, report: &Report) -> Result<(), XlsxError> {
    let t = &report.language.texts().phrases;
    sheet.put(0, &t.document_figure.into(), look.head())?;
    sheet.across(1, VALUE, &t.document_value.into(), look.head())?;
    sheet.across(VALUE + 1, LAST, &t.document_meaning.into(), look.head())?;
    sheet.row += 1;
    for cells in standing(report).into_iter().chain(to_do(report)) {
        line(sheet, look, cells)?;
    }
    Ok(())
}

/// Where the organization stands.
fn standing(report: &Report) -> Vec<[Cell; 3]> {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let text = |text: &str| Cell::from(text);
    let mut lines = vec![
        [text(t.document_organisation), text(&report.organisation), Cell::Empty],
        [text(t.document_date), text(&report.date), Cell::Empty],
    ];
    if let Some(overall) = &head.overall {
        let level = overall.level.as_deref().unwrap_or("–");
        let meaning = head.level_meaning.map(|meaning| format!("{level}. {meaning}"));
        let meaning = Cell::Text(meaning.unwrap_or_else(|| level.to_owned()));
        lines.push([text(t.results_overall), overall.tenths().into(), meaning]);
        if overall.known_only.is_some() {
            let what = fill(t.results_known_only, &[("score", "")]);
            let score = overall.tally.known_only().into();
            lines.push([text(what.trim()), score, Cell::Empty]);
        }
    }
    let key = format!("{} · {}", head.key.shown, head.key.answered);
    lines.push([text(t.results_key), text(&key), text(head.key.alone.unwrap_or_default())]);
    if let (Some(name), Some(earlier)) = (&report.earlier, head.earlier_overall()) {
        lines.push([text(name), earlier.tenths().into(), Cell::Empty]);
    }
    let provisional = text(head.provisional.unwrap_or_default());
    lines.push([text(t.results_answered), text(&head.progress), provisional]);
    lines.push([text(t.results_readiness), text(head.readiness), text(&head.readiness_text)]);
    let completeness = text(head.completeness);
    lines.push([text(t.results_completeness), completeness, text(head.completeness_text)]);
    lines
}

/// Rows: the weakest domains, the next work, hints.
fn to_do(report: &Report) -> Vec<[Cell; 3]> {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let text = |text: &str| Cell::from(text);
    let mut lines = Vec::new();
    if let Some(lowest) = &head.lowest {
        let score = report.domains.iter().filter_map(|domain| domain.figure.tenths()).min();
        lines.push([text(lowest.title), score.into(), text(&lowest.names())]);
    }
    if let Some(critical) = &head.critical {
        let codes = listed(&head.critical_gaps);
        lines.push([text(critical), text(&codes), text(t.results_critical_text)]);
    }
    let plan = &report.plan;
    lines.push([text(t.plan_title), text(&plan.total), text(&plan.dates)]);
    let next = plan.next_30_days().map(|task| format!("{} {}", task.code, task.deliverable));
    let next: Vec<String> = next.collect();
    if !next.is_empty() {
        lines.push([text(t.plan_next), Cell::Empty, text(&next.join("; "))]);
    }
    for line in &report.profile {
        lines.push([text(line.topic), Cell::Empty, joined_lines(line.chosen.iter().copied())]);
    }
    lines.extend(report.hints.iter().map(|hint| [text(t.hints_title), Cell::Empty, text(hint)]));
    lines
}

/// The map of all answers, coloured by level, beside the score and the target of each domain.
/// Returns its first row.
fn map(sheet: &mut Sheet, look: &CellStyle, report: &Report) -> Result<u32, XlsxError> {
    let t = &report.language.texts().phrases;
    sheet.put(0, &t.results_domain.into(), look.head())?;
    sheet.put(1, &t.results_score.into(), look.head())?;
    sheet.put(2, &t.results_target.into(), look.head())?;
    sheet.across(FIRST, LAST, &t.overview_map.into(), look.head())?;
    sheet.row += 1;
    let first = sheet.row;
    for (row, domain) in report.heat_map.iter().zip(&report.domains) {
        let score = Cell::from(domain.figure.tenths());
        sheet.put(0, &Cell::Text(row.label()), look.text())?;
        sheet.put(1, &score, look.of(&score, false))?;
        sheet.put(2, &Cell::Number(domain.target), look.number())?;
        for (column, cell) in (FIRST..=LAST).zip(&row.cells) {
            answer(sheet, look, column, cell)?;
        }
        sheet.page.set_row_height(sheet.row, 18)?;
        sheet.row += 1;
    }
    for (level, color) in (1_u8..).zip(palette::LEVELS) {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(level))
            .set_format(Format::new().set_background_color(rgb(color)));
        sheet.page.add_conditional_format(first, FIRST, sheet.row - 1, LAST, &rule)?;
    }
    legend(sheet, look, report)?;
    Ok(first)
}

/// Writes the answer to a question: its level as a number, which the format of the cell shows
/// behind the question's code.
fn answer(
    sheet: &mut Sheet,
    look: &CellStyle,
    column: u16,
    cell: &HeatCell,
) -> Result<(), XlsxError> {
    let code = cell.question.code;
    let mut format =
        look.number().clone().set_num_format(format!("\"{code}:  \"0;;;\"{code}:  \"@"));
    if cell.is_key {
        format = format
            .set_bold()
            .set_border(FormatBorder::Medium)
            .set_border_color(rgb(palette::ACCENT));
    }
    let content = match (cell.sign.parse(), cell.sign) {
        (Ok(level), _) => Cell::Number(level),
        (_, "") => {
            format = format
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(rgb(palette::LINE))
                .set_num_format("@");
            code.into()
        }
        (_, sign) => {
            let color = palette::of_answer(cell.kind).unwrap_or(palette::SUNKEN);
            format = format.set_background_color(rgb(color));
            sign.into()
        }
    };
    sheet.put(column, &content, &format)
}

/// The names of the levels in their colours, and what the other signs mean.
fn legend(sheet: &mut Sheet, look: &CellStyle, report: &Report) -> Result<(), XlsxError> {
    let texts = report.language.texts();
    let levels = texts.levels.iter().zip(palette::LEVELS).zip((FIRST..).step_by(2));
    for (number, ((level, color), column)) in (1..).zip(levels) {
        let name = Cell::Text(format!("{number} {}", level.name));
        let format = look.number().clone().set_background_color(rgb(color));
        sheet.across(column, column + 1, &name, &format)?;
    }
    sheet.page.set_row_height(sheet.row, 32)?;
    sheet.row += 1;
    sheet.lead(texts.phrases.overview_map_key, LAST)
}
