//! The properties of an office file.

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
