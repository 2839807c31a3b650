//! The plan as a sheet to follow the work with: every day follows from one start by a formula.

use rust_xlsxwriter::{ConditionalFormatFormula, XlsxError};
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Format, Workbook};

use super::cell::{Cell, CellStyle, rgb};
use super::sheet::{Column, Sheet, Written};
use super::table::danger;
use crate::content::date::Date;
use crate::export::palette;
use crate::language::Phrases;
use crate::report::named::listed;
use crate::report::{Own, PhaseReport, Report, Task, When, last_day};

/// The column of the start that all days follow from, and of the figures below it.
const START: u16 = 2;
/// What is printed ends with the column of the evidence.
const PRINTED: u16 = 12;
/// The columns of class, percentage and status.
const CLASS: u16 = 3;
const DONE: u16 = 9;
const STATUS: u16 = 10;
/// The columns to fill in, and those of them that hold days.
const INPUTS: [u16; 7] = [5, DONE, STATUS, 11, 12, 19, 20];
const DAYS: [u16; 2] = [19, 20];

/// Writes the sheet.
pub fn write(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let plan = &report.plan;
    let columns = columns(t);
    let widths = columns.map(|(_, width)| width);
    let mut sheet = Sheet::plain(workbook, look, t.parts_plan, &widths)?;
    sheet.put(0, &t.plan_title.into(), look.title())?;
    sheet.page.set_row_height(0, 24)?;
    sheet.row = 1;
    let total = [plan.total.as_str(), plan.dates.as_str()].join(" ");
    sheet.lead(total.trim(), PRINTED - 1)?;
    let rows = rows(report);
    if rows.is_empty() {
        return sheet.end();
    }
    let is_estimated = plan.audit.is_some();
    let mut clock = Clock { start: plan.start, cell: None };
    if is_estimated {
        sheet.lead(t.document_hint_plan, PRINTED - 1)?;
        clock.cell = Some(sheet.row + 1);
        following(&mut sheet, look, report, &rows, &clock)?;
    }
    sheet.row += 1;
    sheet.print_first(PRINTED);
    sheet.head(&columns, 1)?;
    sheet.inputs(&INPUTS, &DAYS);
    for row in &rows {
        let cells = cells(t, row, &clock, sheet.row + 1);
        sheet.row(&cells)?;
    }
    rules(&mut sheet, t)?;
    sheet.end()
}

fn columns(t: &Phrases) -> [Column<'static>; 21] {
    [
        (t.document_code, 8),
        (t.document_finding, 23),
        (t.document_deliverable, 28),
        (t.document_class, 10),
        (t.document_rank, 6),
        (t.plan_owner, 16),
        (t.plan_start, 11),
        (t.document_done_early, 11),
        (t.plan_due, 11),
        (t.plan_done, 11),
        (t.soa_status, 12),
        (t.document_where, 22),
        (t.plan_note, 30),
        (t.document_phase, 26),
        (t.document_effort, 16),
        (t.document_waits_for, 30),
        (t.document_week_start, 14),
        (t.document_week_early, 14),
        (t.document_week_late, 14),
        (t.document_own_start, 12),
        (t.document_own_due, 12),
    ]
}

/// A piece of work, or the audit at the end.
struct Row<'r> {
    code: &'r str,
    finding: &'r str,
    action: &'r str,
    when: &'r When,
    phase: String,
    task: Option<&'r Task>,
}

impl Row<'_> {
    fn percent(&self) -> u32 {
        self.task.map_or(0, |task| task.own.percent)
    }

    fn own_dates(&self) -> [Option<Date>; 2] {
        self.task.map_or([None, None], |task| [task.action.start, task.action.due])
    }
}

fn rows(report: &Report) -> Vec<Row<'_>> {
    let t = &report.language.texts().phrases;
    let named = |phase: &PhaseReport| format!("{}. {}", phase.number, phase.name);
    let phase =
        |number: u32| report.phases.iter().find(|phase| phase.number == number as usize).map(named);
    let work = report.plan.tasks.iter().map(|task| Row {
        code: task.code,
        finding: task.title,
        action: task.deliverable,
        when: &task.when,
        phase: phase(task.phase).unwrap_or_default(),
        task: Some(task),
    });
    let audit = report.plan.audit.as_ref().zip(report.phases.last());
    let audit = audit.map(|(when, phase)| Row {
        code: t.document_sheet_audit,
        finding: phase.name,
        action: phase.text,
        when,
        phase: named(phase),
        task: None,
    });
    work.chain(audit).collect()
}

/// The start of the plan, and the row of its cell as Excel counts; no cell without an estimate.
struct Clock {
    start: Option<Date>,
    cell: Option<u32>,
}

impl Clock {
    /// The day so many days after the start, or a day of one's own in this cell.
    fn day(&self, days: &str, offset: u32, own: Option<(String, Option<Date>)>) -> Cell {
        let Some(start) = self.cell.map(|row| format!("$C${row}")) else { return Cell::Empty };
        let planned = self.start.map(|start| start.plus_days(offset));
        let formula = format!("IF(ISNUMBER({start}),{start}+{days},\"\")");
        match own {
            None => Cell::Day(format!("={formula}"), planned),
            Some((cell, day)) => {
                Cell::Day(format!("=IF(ISNUMBER({cell}),{cell},{formula})"), day.or(planned))
            }
        }
    }

    /// The last day on which a row is due.
    fn due(&self, row: &Row) -> Option<Date> {
        let [_, own] = row.own_dates();
        own.or(self.start.map(|start| start.plus_days(last_day(row.when.long.end))))
    }
}

/// The cells of a row, whose number is as Excel counts.
fn cells(t: &Phrases, row: &Row, clock: &Clock, number: u32) -> Vec<Cell> {
    let When { short, long, .. } = row.when;
    let [start, due] = row.own_dates();
    let own = row.task.map(|task| &task.own);
    let text = |of: fn(&Own) -> &String| own.map_or(Cell::Empty, |own| of(own).as_str().into());
    let week = |week: u32| clock.cell.map_or(Cell::Empty, |_| Cell::Number(week));
    let of_task = |of: fn(&Task) -> &'static str| row.task.map_or("", of).into();
    vec![
        row.code.into(),
        row.finding.into(),
        row.action.into(),
        of_task(|task| task.class_name),
        row.task.map_or(Cell::Empty, |task| task.rank.into()),
        text(|own| &own.owner),
        clock.day(&format!("7*Q{number}"), 7 * short.start, Some((format!("T{number}"), start))),
        clock.day(&format!("7*R{number}-1"), last_day(short.end), None),
        clock.day(&format!("7*S{number}-1"), last_day(long.end), Some((format!("U{number}"), due))),
        Cell::Percent(row.percent()),
        status(t, row.percent()).into(),
        Cell::Empty,
        text(|own| &own.note),
        row.phase.as_str().into(),
        of_task(|task| task.effort),
        row.task.map_or(Cell::Empty, |task| listed(&task.waits_for).as_str().into()),
        week(short.start),
        week(short.end),
        week(long.end),
        start.into(),
        due.into(),
    ]
}

/// The names of the states that work can be in.
fn states(t: &Phrases) -> [&'static str; 4] {
    [t.document_to_do, t.document_under_way, t.document_on_hold, t.document_done]
}

fn status(t: &Phrases, percent: u32) -> &'static str {
    match percent {
        0 => t.document_to_do,
        1..100 => t.document_under_way,
        _ => t.document_done,
    }
}

/// Adds the start date, which can be edited, and the summary computed from the work.
fn following(
    sheet: &mut Sheet,
    look: &CellStyle,
    report: &Report,
    rows: &[Row],
    clock: &Clock,
) -> Result<(), XlsxError> {
    let t = &report.language.texts().phrases;
    let start = Cell::from(clock.start);
    input(sheet, look, t.plan_from, &start, look.empty_date())?;
    let earliest = DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?);
    let is_day = DataValidation::new().allow_date(earliest);
    sheet.page.add_data_validation(sheet.row - 1, START, sheet.row - 1, START, &is_day)?;
    // The table begins below these three figures, an empty row and its header.
    let first = sheet.row + 6;
    let last = first + u32::try_from(rows.len()).unwrap_or_default() - 1;
    for (name, cell) in progress(report, rows, clock, [first, last]) {
        let format = look.of(&cell, false).clone();
        input(sheet, look, name, &cell, &format)?;
    }
    Ok(())
}

/// How many rows are done, how many are late, and how much is done on average, with what that is
/// on the day of the report.
fn progress(
    report: &Report,
    rows: &[Row],
    clock: &Clock,
    [first, last]: [u32; 2],
) -> [(&'static str, Cell); 3] {
    let t = &report.language.texts().phrases;
    let range = |column: char| format!("{column}{first}:{column}{last}");
    let [dues, parts, states] = ['I', 'J', 'K'].map(range);
    let done = t.document_done;
    let number = |count: usize| u32::try_from(count).unwrap_or_default();
    let finished = rows.iter().filter(|row| row.percent() >= 100).count();
    let today = Date::parse(&report.made_on);
    let is_late =
        |row: &&Row| row.percent() < 100 && clock.due(row).is_some_and(|due| Some(due) < today);
    let late = rows.iter().filter(is_late).count();
    let mean = rows.iter().map(Row::percent).sum::<u32>() / number(rows.len()).max(1);
    let late_now = format!("=COUNTIFS({dues},\"<\"&TODAY(),{states},\"<>{done}\",{parts},\"<1\")");
    [
        (done, Cell::Count(format!("=COUNTIF({states},\"{done}\")"), number(finished))),
        (t.document_late, Cell::Count(late_now, number(late))),
        (t.document_progress, Cell::Share(format!("=AVERAGE({parts})"), mean)),
    ]
}

/// Writes a name, and right of it a cell.
fn input(
    sheet: &mut Sheet,
    look: &CellStyle,
    name: &str,
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.across(0, START - 1, &name.into(), look.text())?;
    sheet.put(START, cell, format)?;
    sheet.row += 1;
    Ok(())
}

/// Adds the drop-down lists and conditional formats: red are late work and critical gaps.
fn rules(sheet: &mut Sheet, t: &Phrases) -> Result<(), XlsxError> {
    let Some((first, last)) = sheet.rows() else { return Ok(()) };
    let row = first + 1;
    sheet.choices(STATUS, &states(t))?;
    let share = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
    sheet.page.add_data_validation(first, DONE, last, DONE, &share)?;
    let done = t.document_done;
    let late = format!("=AND(ISNUMBER($I{row}),$I{row}<TODAY(),$J{row}<1,$K{row}<>\"{done}\")");
    sheet.mark([0, PRINTED - 1], &late, &danger())?;
    sheet.alarm(CLASS, t.results_class_critical)?;
    let good = Format::new().set_background_color(rgb(palette::GOOD_SOFT));
    let is_done = ConditionalFormatFormula::new()
        .set_rule(format!("=OR($J{row}>=1,$K{row}=\"{done}\")").as_str())
        .set_format(good);
    sheet.page.add_conditional_format(first, DONE, last, STATUS, &is_done)?;
    Ok(())
}
