//! Packs the parts of an office file into one compressed file, with the same bytes each time, and
//! writes its properties.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::error::Error;
use super::text::escaped;
use crate::language::Language;

/// What every part begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The metadata of a document.
#[derive(Debug, Clone, Copy)]
pub struct Properties<'a> {
    /// The title.
    pub title: &'a str,
    /// The author.
    pub creator: &'a str,
    /// The date, such as `2026-11-23`.
    pub date: &'a str,
    /// The language tag, such as `fr-CA`.
    pub language: &'a str,
}

/// Packs the parts, in this order; `format` is named in an error.
///
/// # Errors
/// If the parts can't be packed; not seen so far.
pub fn packed(format: &'static str, parts: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::new(format, &error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in parts {
        zip.start_file(name, options).map_err(|error| failed(&error))?;
        zip.write_all(&content).map_err(|error| failed(&error))?;
    }
    Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
}

/// Returns the part `docProps/core.xml`.
pub fn core(about: &Properties) -> String {
    let Properties { title, creator, date, language } = *about;
    let date = format!("{date}T00:00:00Z");
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>ISO/IEC 42001:2023</dc:subject>\
         <dc:creator>{}</dc:creator><dc:language>{language}</dc:language><cp:lastModifiedBy>{1}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>",
        escaped(title),
        escaped(creator),
    )
}

/// Returns the language tag of a document.
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "en-CA",
        Language::French => "fr-CA",
    }
}
