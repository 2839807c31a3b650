//! The standalone page with embedded answers: how they are inserted, and what to do with them when
//! the file is opened.

use crate::language::Language;

/// The tag before the embedded answers.
const PLACE: &str = "<script type=\"application/json\" id=\"aims-answers\">";
const END: &str = "</script>";
const ROOT: &str = "<html";

/// Returns the page with these answers embedded; `None` if it is not the standalone page.
pub fn with_answers(page: &str, answers: &str, language: Language) -> Option<String> {
    let (before, rest) = page.split_once(PLACE)?;
    let (_, after) = rest.split_once(END)?;
    let (start, head) = before.split_once(ROOT)?;
    let (_, head) = head.split_once('>')?;
    // Escaped, the visitor's text can't close the script element; for a JSON parser it is the same.
    let answers = answers.trim().replace('<', "\\u003c");
    Some(format!(
        "{start}{ROOT} lang=\"{}\">{head}{PLACE}\n{answers}\n{END}{after}",
        language.code()
    ))
}

/// The action for the answers embedded in an opened page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbeddedAnswers {
    /// There are none, or the visitor has seen them before.
    Nothing,
    /// The page has no other answers: open them.
    Open,
    /// The page has other answers: let the visitor choose.
    Ask,
}

/// Decides what to do with embedded answers; they never replace those in the browser without being
/// asked for. `shown` is the [`fingerprint`] of the answers that the visitor was shown last.
pub fn decide(inside: &str, present_is_empty: bool, shown: Option<&str>) -> EmbeddedAnswers {
    let is_new = !inside.trim().is_empty() && shown != Some(&*fingerprint(inside));
    match (is_new, present_is_empty) {
        (false, _) => EmbeddedAnswers::Nothing,
        (true, true) => EmbeddedAnswers::Open,
        (true, false) => EmbeddedAnswers::Ask,
    }
}

/// A short hash that tells one set of answers from another: FNV-1a, 64 bits. It is neither secret
/// nor a signature.
pub fn fingerprint(answers: &str) -> String {
    let hash = answers.trim().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
