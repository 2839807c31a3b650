//! The page as one file, with answers in it: how they are put in, and what becomes of them when the file is opened.

use crate::language::Language;

/// Where the answers stand in the page.
const PLACE: &str = "<script type=\"application/json\" id=\"aims-answers\">";
const END: &str = "</script>";
const ROOT: &str = "<html";

/// The page with these answers in it; nothing where it is not the page as one file.
pub fn with_answers(page: &str, answers: &str, language: Language) -> Option<String> {
    let (before, rest) = page.split_once(PLACE)?;
    let (_, after) = rest.split_once(END)?;
    let (start, head) = before.split_once(ROOT)?;
    let (_, head) = head.split_once('>')?;
    // So written, nothing that a visitor wrote can end the place where it stands; to a reader of JSON it is the same.
    let answers = answers.trim().replace('<', "\\u003c");
    Some(format!("{start}{ROOT} lang=\"{}\">{head}{PLACE}\n{answers}\n{END}{after}", language.code()))
}

/// What becomes of the answers that stand in an opened page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbeddedAnswers {
    /// There are none, or the visitor was shown them before.
    Nothing,
    /// Nothing is in their way: they are opened.
    Open,
    /// There are others in the browser: the visitor chooses.
    Ask,
}

/// Answers that stand in the page never replace those in the browser by themselves. `shown` is the [`mark`] of those that the visitor was
/// shown last.
pub fn decide(inside: &str, present_is_empty: bool, shown: Option<&str>) -> EmbeddedAnswers {
    let is_new = !inside.trim().is_empty() && shown != Some(&*mark(inside));
    match (is_new, present_is_empty) {
        (false, _) => EmbeddedAnswers::Nothing,
        (true, true) => EmbeddedAnswers::Open,
        (true, false) => EmbeddedAnswers::Ask,
    }
}

/// A short text that tells one set of answers from another: FNV-1a, 64 bits. It is no secret and no signature.
pub fn mark(answers: &str) -> String {
    let hash = answers.trim().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
