//! The words of a language, which come as files of their own: loaded before anything is said in it.

use crate::browser::start_script::{self, Coming};
use crate::language::Language;

/// What the page says where the words of the build before or after it came.
const OTHER_VERSION: &str = "words of another version";

/// Begins once the words of a language are there; without them, says that the page can't run, and offers what is stored as files.
pub fn begin_with(language: Language, begin: impl FnOnce() + 'static) {
    start_script::spawn(async move {
        match load(language).await {
            Ok(()) => begin(),
            Err(problem) => start_script::fail(problem),
        }
    });
}

/// Loads the words of a language, unless they are there.
///
/// # Errors
/// When they can't be loaded, or are those of another version.
pub async fn load(language: Language) -> Result<(), &'static str> {
    if language.is_loaded() {
        return Ok(());
    }
    let text = start_script::words(language.code()).text().await.ok_or("no words")?;
    language.load(text).map_err(|_| OTHER_VERSION)
}

/// Takes what the report says beside in a language if it is there or came already; else gives what is waited for.
pub fn take_for_report(language: Language) -> Option<Coming> {
    if language.has_report_texts() {
        return None;
    }
    let coming = start_script::report_words(language.code());
    let is_taken = coming.text_now().is_some_and(|text| language.load_report_texts(text).is_ok());
    (!is_taken).then_some(coming)
}

/// Waits for what the report says beside in a language; whether it is there.
pub async fn wait_for_report(language: Language, coming: Option<Coming>) -> bool {
    let Some(coming) = coming else { return true };
    coming.text().await.is_some_and(|text| language.load_report_texts(text).is_ok())
}
