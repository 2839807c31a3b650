//! Packs the parts of the document, which docx-rs made, into one file.

use docx_rs::XMLDocx;

use super::tree::finish;
use crate::export::error::Error;
use crate::export::package::{DECLARATION, Properties, core};
use crate::export::zipped::zipped;

/// The metadata of the document.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The properties.
    pub properties: Properties<'a>,
    /// The alternative text of the picture.
    pub alternative: &'a str,
}

/// Packs the parts.
///
/// # Errors
/// If a part isn't well-formed or the parts can't be packed; not seen so far.
pub fn pack(xml: XMLDocx, about: &About) -> Result<Vec<u8>, Error> {
    let parts =
        parts(xml, about).ok_or_else(|| Error::new("docx", &"a part is not well-formed"))?;
    zipped("docx", parts)
}

fn parts(xml: XMLDocx, about: &About) -> Option<Vec<(String, Vec<u8>)>> {
    let finish = |part: &[u8]| finish(part, about.properties.language, about.alternative);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), xml.content_type),
        ("_rels/.rels".to_owned(), xml.rels),
        ("docProps/app.xml".to_owned(), xml.doc_props.app),
        ("docProps/core.xml".to_owned(), core(&about.properties).into_bytes()),
        ("docProps/custom.xml".to_owned(), xml.doc_props.custom),
        ("word/_rels/document.xml.rels".to_owned(), xml.document_rels),
        ("word/document.xml".to_owned(), finish(&xml.document)?),
        ("word/styles.xml".to_owned(), finish(&xml.styles)?),
        ("word/settings.xml".to_owned(), settings(about).into_bytes()),
        ("word/fontTable.xml".to_owned(), xml.font_table),
        ("word/comments.xml".to_owned(), xml.comments),
        ("word/commentsExtended.xml".to_owned(), xml.comments_extended),
        ("word/footnotes.xml".to_owned(), finish(&xml.footnotes)?),
        ("word/numbering.xml".to_owned(), finish(&xml.numberings)?),
    ];
    for (number, header) in (1..).zip(&xml.headers) {
        parts.push((format!("word/header{number}.xml"), finish(header)?));
    }
    for (number, footer) in (1..).zip(&xml.footers) {
        parts.push((format!("word/footer{number}.xml"), finish(footer)?));
    }
    parts.extend(
        xml.media.into_iter().map(|(id, picture)| (format!("word/media/{id}.png"), picture)),
    );
    Some(parts)
}

/// Returns the settings; those of docx-rs are for Japanese documents.
fn settings(about: &About) -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\"/></w:settings>",
        about.properties.language
    )
}
