//! Writes the report as tables for other programs: one flat table a file, each with a header, in a
//! package with a text that says what is in each.
//!
//! Field separator and decimal sign are those that spreadsheets expect in the language.

mod figures;
mod table;
mod work;

use super::error::Error;
use super::zipped::zipped;
use crate::language::{Language, fill};
use crate::report::Report;
use table::{MARK, Table};

/// Returns the package.
///
/// # Errors
/// If a table can't be written or the files can't be packed; not seen so far.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let tables: Vec<Table> =
        figures::tables(report).into_iter().chain(work::tables(report)).collect();
    let about = match report.language {
        Language::English => "README.txt",
        Language::French => "LISEZMOI.txt",
    };
    let mut files = vec![(about.to_owned(), contents(report, &tables))];
    for table in &tables {
        files.push((table.file.to_owned(), table.bytes(report.language)?));
    }
    zipped("csv", files)
}

/// The text beside the tables: whose they are, what is in each, how the figures are made.
fn contents(report: &Report, tables: &[Table]) -> Vec<u8> {
    let t = &report.language.texts().phrases;
    let line = |table: &Table| {
        let about = report.language.after_colon(table.about);
        fill(t.references_about, &[("place", table.file), ("about", &about)])
    };
    let parts = [
        [t.report_title, &report.organisation, &report.date].map(str::to_owned).into(),
        vec![t.tables_text.to_owned()],
        tables.iter().map(line).collect(),
        std::iter::once(t.results_method_title.to_owned()).chain(report.method.clone()).collect(),
        report.disclaimer.clone(),
    ];
    let part = |lines: &Vec<String>| -> String {
        let lines = lines.iter().filter(|line| !line.trim().is_empty());
        lines.flat_map(|line| [line, "\r\n"]).collect()
    };
    let text = parts.iter().map(part).collect::<Vec<_>>().join("\r\n");
    [MARK, text.as_bytes()].concat()
}
