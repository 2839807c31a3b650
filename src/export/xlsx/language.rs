//! Says in which language the chart is: the library writes American English into every file.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::error::Error;
use crate::language::Language;

/// Returns the workbook with the language of its charts set; all other parts are copied as they
/// are.
///
/// # Errors
/// If it can't be packed anew; not seen so far.
pub fn with_language(file: Vec<u8>, language: Language) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::new("xlsx", &error.to_string());
    let tag = format!("\"{}-CA\"", language.code());
    let mut from = ZipArchive::new(Cursor::new(file)).map_err(|error| failed(&error))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..from.len() {
        let mut part = from.by_index(index).map_err(|error| failed(&error))?;
        if !part.name().starts_with("xl/charts/chart") {
            to.raw_copy_file(part).map_err(|error| failed(&error))?;
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).map_err(|error| failed(&error))?;
        to.start_file(part.name(), options).map_err(|error| failed(&error))?;
        to.write_all(xml.replace("\"en-US\"", &tag).as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(to.finish().map_err(|error| failed(&error))?.into_inner())
}
