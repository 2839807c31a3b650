//! The second WebAssembly module: turns an answers file into a file of the report.
//!
//! It contains what would be too heavy for the first load, imports nothing that could send data,
//! and keeps no state.
#![cfg(target_arch = "wasm32")]

use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export;
use aims_assessment::language::Language;
use aims_assessment::report::Sources;
use aims_assessment::report::comparison::{self, State};
use aims_assessment::report::content::Content;
use aims_assessment::report::format::{ComparisonFormat, Format};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes a file: of the report, or of the comparison with an earlier state (`compare-docx`).
/// `answers` and `earlier` are the texts of answers files; `earlier_name` is empty if there is no
/// earlier state; `made_on` is a date such as `2026-11-23`.
///
/// # Errors
/// If the answers can't be read or the file can't be made; the page tells the visitor.
#[wasm_bindgen]
pub fn make(
    format: &str,
    content: &str,
    language: &str,
    made_on: &str,
    answers: &str,
    earlier_name: &str,
    earlier: &str,
) -> Result<Vec<u8>, JsError> {
    let read = |text: &str| {
        file::read_stored(&ISO42001, text).map_err(|why| JsError::new(&format!("{why:?}")))
    };
    let language = Language::from_tag(language).unwrap_or(Language::English);
    let failed = |error: export::Error| JsError::new(&error.to_string());
    let opened = read(answers)?;
    if let Some(format) = ComparisonFormat::from_id(format) {
        let before = read(earlier)?;
        let [earlier, later] = [&before, &opened].map(State::from);
        let sources =
            comparison::Sources { questionnaire: &ISO42001, earlier, later, language, made_on };
        return export::comparison(format, sources).map_err(failed);
    }
    let format = Format::from_id(format).ok_or_else(|| JsError::new("unknown format"))?;
    let content = Content::from_id(content).unwrap_or_default();
    let before = if earlier_name.is_empty() { None } else { Some(read(earlier)?) };
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &opened.assessment,
        earlier: before.as_ref().map(|before| (earlier_name, &before.assessment)),
        language,
        made_on,
    };
    export::export(format, content, sources, (&opened).into()).map_err(failed)
}
