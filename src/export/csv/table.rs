//! A flat table: a header, and rows of as many cells.

use csv::{Terminator, WriterBuilder};

use crate::export::error::Error;
use crate::export::formulas::harmless;
use crate::language::Language;

/// The byte order mark that tells spreadsheets and editors that a file is UTF-8.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// A table, in a file of its own.
pub struct Table {
    /// The name of its file, without accents, which some programs that unpack it spoil.
    pub file: &'static str,
    /// What is in it, for the list of the tables.
    pub about: &'static str,
    /// The names of its columns, all different.
    pub head: Vec<&'static str>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows. `files` are its names in English and French.
    pub fn new(
        language: Language,
        files: [&'static str; 2],
        about: &'static str,
        head: &[&'static str],
    ) -> Self {
        let [english, french] = files;
        let file = match language {
            Language::English => english,
            Language::French => french,
        };
        Self { file, about, head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(str::to_owned).into());
    }

    /// The file, with the separator that spreadsheets expect in the language.
    ///
    /// # Errors
    /// If a row has another number of cells than the header.
    pub fn bytes(&self, language: Language) -> Result<Vec<u8>, Error> {
        let mut writer = WriterBuilder::new()
            .delimiter(if language == Language::French { b';' } else { b',' })
            .terminator(Terminator::CRLF)
            .from_writer(MARK.to_vec());
        let failed = |error: &dyn std::fmt::Display| Error::new("csv", &error.to_string());
        writer.write_record(&self.head).map_err(|error| failed(&error))?;
        for row in &self.rows {
            let cells = row.iter().map(|cell| harmless(cell));
            writer.write_record(cells).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }
}

/// A number, or nothing.
pub fn shown(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Yes or no, in the language.
pub fn yes_or_no(language: Language, is_so: bool) -> &'static str {
    let t = &language.texts().phrases;
    if is_so { t.soa_yes } else { t.soa_no }
}
