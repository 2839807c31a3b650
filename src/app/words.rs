//! Loads the words of a language, which are files of their own, before anything is shown in it.

use crate::browser::start_script::{self, PendingLoad};
use crate::language::Language;

/// The error if the words are those of another build.
const OTHER_VERSION: &str = "words of another version";

/// Calls `begin` once the words of a language are loaded. If they can't be, shows that the page
/// can't run, and offers the stored data as files.
pub fn begin_with(language: Language, begin: impl FnOnce() + 'static) {
    start_script::spawn(async move {
        match load(language).await {
            Ok(()) => begin(),
            Err(problem) => start_script::fail(problem),
        }
    });
}

/// Loads the words of a language, unless they are loaded already.
///
/// # Errors
/// If they can't be loaded, or are those of another version.
pub async fn load(language: Language) -> Result<(), &'static str> {
    if language.is_loaded() {
        return Ok(());
    }
    let text = start_script::words(language.code()).text().await.ok_or("no words")?;
    language.load(text).map_err(|_| OTHER_VERSION)
}

/// Takes the report texts of a language if they are loaded or have arrived; otherwise returns what
/// to wait for.
pub fn take_for_report(language: Language) -> Option<PendingLoad> {
    if language.has_report_texts() {
        return None;
    }
    let coming = start_script::report_words(language.code());
    let is_taken = coming.text_now().is_some_and(|text| language.load_report_texts(text).is_ok());
    (!is_taken).then_some(coming)
}

/// Waits for the report texts of a language. Returns whether they are loaded.
pub async fn wait_for_report(language: Language, coming: Option<PendingLoad>) -> bool {
    let Some(coming) = coming else { return true };
    coming.text().await.is_some_and(|text| language.load_report_texts(text).is_ok())
}
