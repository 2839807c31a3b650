//! The reasons why a file is refused, and the problems of its parts.

use serde_json::Value;

/// The maximum size of a file in bytes: many times 42 long notes.
pub const MOST_BYTES: usize = 1024 * 1024;
/// The maximum nesting of arrays and objects, including the outermost.
pub const MOST_LEVELS: usize = 8;

/// The reason why a whole file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It has more than [`MOST_BYTES`].
    TooLarge,
    /// It is nested deeper than [`MOST_LEVELS`].
    TooDeep,
    /// It is not JSON: damaged or cut off.
    NotJson,
    /// It looks like JSON but is not UTF-8: damaged, or in an encoding that could only be guessed.
    NotUtf8,
    /// It is JSON, but not an answers file.
    Foreign,
    /// It is the answers file of another questionnaire.
    OtherQuestionnaire,
    /// A later version of this program wrote it.
    Newer,
}

/// A part of a file that was left out or set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The question's code, a domain's id for a target, or the member's name.
    pub place: String,
    /// The kind of problem.
    pub kind: ProblemKind,
}

/// The kind of problem of a part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The answer is no JSON object.
    NotAnObject,
    /// The level (as in the file) is not a whole number from 1 to 5.
    BadLevel(String),
    /// `unknown` is neither true nor false.
    BadUnknown,
    /// The question always applies.
    AlwaysApplies,
    /// Not applicable without a reason.
    NoReason,
    /// There are two kinds of answer.
    TwoAnswers,
    /// The note is not a string; the answer itself was read.
    BadNote,
    /// The questionnaire has no such question; the entry is kept and written back.
    UnknownQuestion,
    /// The questionnaire has no such domain.
    UnknownDomain,
    /// Annex A has no such control.
    UnknownControl,
    /// The target (as in the file) is not 3, 4 or 5.
    BadTarget(String),
    /// The text (as in the file) is not a date such as 2026-12-01.
    BadDate(String),
    /// The member is of a wrong kind.
    BadMember,
    /// The file repeats a member of this name; the last one was read.
    Repeated(String),
    /// Half of a surrogate pair, which is no character, became U+FFFD.
    Replaced,
}

/// The digit that a number is equal to, in any notation: 3, 3.0 and 0.3e1 are the same number, and
/// some programs only write the second form.
pub(super) fn digit(value: &Value) -> Option<u64> {
    whole(value).filter(|number| (1..=9).contains(number)).map(u64::from)
}

/// The whole number below 1000 that a number is equal to, in any notation.
pub(super) fn whole(value: &Value) -> Option<u32> {
    let number = value.as_number()?.as_str();
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // The number of significant digits before the decimal point.
    let before = whole
        .len()
        .checked_add_signed(exponent.parse().ok()?)?
        .checked_sub(digits.len() - significant.len())?;
    let significant = significant.trim_end_matches('0');
    let zeros = u32::try_from(before.checked_sub(significant.len())?).ok()?;
    (before <= 3)
        .then_some(significant.parse::<u32>().ok()?.saturating_mul(10_u32.pow(zeros.min(3))))
}

/// The text of the file, shortened to fit into a message.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() > 20 {
        text.chars().take(19).chain(['…']).collect()
    } else {
        text.to_owned()
    }
}

/// A value as JSON. It uses the serializer of the answers: `Display` is another one, for which the
/// first chunk of the page's module has no room.
pub(crate) fn json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
