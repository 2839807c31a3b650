//! The Statement of Applicability, a draft: what is proposed from the answers, and what the respondent made of it.
//!
//! Source of the columns: ISO/IEC 42001:2023, 6.1.3 – every reference control, whether it applies, why, and how far it is.

use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::Questionnaire;

pub use super::answers::{Edit, Edits, Status};

/// One row of the statement, proposal and edits together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Index of the control.
    pub control: usize,
    /// Index of the question that asks about it.
    pub question: usize,
    /// The counted level of that question.
    pub level: Option<Level>,
    /// The answer was don't know.
    pub unknown: bool,
    /// Whether it applies.
    pub applicable: bool,
    /// Why, in the respondent's words.
    pub justification: String,
    /// How far it is; nothing for a control that does not apply.
    pub status: Option<Status>,
    /// Whether any of it was written by the respondent.
    pub edited: bool,
}

impl Row {
    /// A control that is left out needs a reason; it has none yet.
    pub fn lacks_reason(&self) -> bool {
        !self.applicable && self.justification.trim().is_empty()
    }
}

/// All controls in their order.
pub fn rows(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Row> {
    (0..questionnaire.controls.len()).map(|control| row(questionnaire, assessment, control)).collect()
}

/// One control: left out where its question is *not applicable*, else applicable, with the status that the level speaks for.
pub fn row(questionnaire: &Questionnaire, assessment: &Assessment, control: usize) -> Row {
    let question = questionnaire.controls[control].question;
    let entry = &assessment.entries[question];
    let edit = assessment.soa.get(&control).cloned().unwrap_or_default();
    let is_left_out = entry.answer() == Some(Choice::NotApplicable);
    let applicable = edit.applicable.unwrap_or(!is_left_out);
    let reason = if is_left_out && !applicable && edit.justification.is_empty() { &entry.reason } else { &edit.justification };
    let level = entry.counted_level();
    Row {
        control,
        question,
        level,
        unknown: entry.answer() == Some(Choice::Unknown),
        applicable,
        justification: reason.clone(),
        status: applicable.then(|| edit.status.unwrap_or_else(|| proposed(level))),
        edited: edit != Edit::default(),
    }
}

/// Level 3 says that the practice is in place, level 2 in part; a don't know counts as level 1.
fn proposed(level: Option<Level>) -> Status {
    match level.map(Level::number) {
        None => Status::Open,
        Some(1) => Status::NotImplemented,
        Some(2) => Status::Partial,
        Some(_) => Status::Implemented,
    }
}
