//! The draft of the Statement of Applicability: the proposals from the answers, with the
//! respondent's edits.
//!
//! Source of the columns: ISO/IEC 42001:2023, 6.1.3 – every reference control, whether it applies,
//! the justification, and the implementation status.

use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::Questionnaire;

pub use super::answers::{Edit, Edits, Status};

/// A row of the statement, with the proposal and the edits combined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Index of the control.
    pub control: usize,
    /// Index of the question that asks about it.
    pub question: usize,
    /// The level of that question; `None` for a *don't know* too, which claims nothing.
    pub level: Option<Level>,
    /// Whether it applies.
    pub applicable: bool,
    /// The justification, in the respondent's words.
    pub justification: String,
    /// The implementation status; `None` for a control that doesn't apply.
    pub status: Option<Status>,
    /// Whether that status claims something that the respondent hasn't chosen.
    pub is_status_proposed: bool,
    /// Whether the respondent edited any of it.
    pub edited: bool,
}

impl Row {
    /// Whether the control is excluded and still lacks the reason that this needs.
    pub fn lacks_reason(&self) -> bool {
        !self.applicable && self.is_bare()
    }

    /// Whether it has no justification yet. The standard asks for one for each control, whether it
    /// is included or excluded (6.1.3).
    pub fn is_bare(&self) -> bool {
        self.justification.trim().is_empty()
    }
}

/// How far a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// The number of controls.
    pub all: usize,
    /// Of these, the applicable ones.
    pub applicable: usize,
    /// Those without a justification.
    pub unjustified: usize,
    /// The applicable ones whose implementation is still to be confirmed.
    pub open: usize,
}

impl Counts {
    /// Counts the rows.
    pub fn of(rows: &[Row]) -> Self {
        let count =
            |is_counted: fn(&Row) -> bool| rows.iter().filter(|row| is_counted(row)).count();
        Self {
            all: rows.len(),
            applicable: count(|row| row.applicable),
            unjustified: count(Row::is_bare),
            open: count(|row| row.status == Some(Status::Open)),
        }
    }
}

/// All rows, in the order of the controls.
pub fn rows(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Row> {
    (0..questionnaire.controls.len())
        .map(|control| row(questionnaire, assessment, control))
        .collect()
}

/// Makes the row of a control: excluded if its question is *not applicable*, otherwise applicable,
/// with the status that follows from the level.
pub fn row(questionnaire: &Questionnaire, assessment: &Assessment, control: usize) -> Row {
    let question = questionnaire.controls[control].question;
    let entry = &assessment.entries[question];
    let edit = assessment.soa.get(&control).cloned().unwrap_or_default();
    let applicable = edit.applicable.unwrap_or(entry.answer() != Some(Choice::NotApplicable));
    let is_known = entry.answer() != Some(Choice::Unknown);
    let level = entry.counted_level().filter(|_| is_known);
    let status = edit.status.unwrap_or_else(|| proposed(level));
    Row {
        control,
        question,
        level,
        applicable,
        justification: justification(questionnaire, assessment, control).to_owned(),
        status: applicable.then_some(status),
        is_status_proposed: applicable && edit.status.is_none() && status != Status::Open,
        edited: edit != Edit::default(),
    }
}

/// The justification that a row shows: the respondent's own, or the reason why its question is *not
/// applicable*.
pub fn justification<'a>(
    questionnaire: &Questionnaire,
    assessment: &'a Assessment,
    control: usize,
) -> &'a str {
    let entry = &assessment.entries[questionnaire.controls[control].question];
    let edit = assessment.soa.get(&control);
    let own = edit.map_or("", |edit| edit.justification.as_str());
    let is_included = edit.is_some_and(|edit| edit.applicable == Some(true));
    let is_left_out = entry.answer() == Some(Choice::NotApplicable) && !is_included;
    if is_left_out && own.is_empty() { &entry.reason } else { own }
}

/// The status for a level: level 3 means that the practice is in place, level 2 in part. Without a
/// level nothing is claimed, so neither for a *don't know*, although that counts as level 1.
fn proposed(level: Option<Level>) -> Status {
    match level.map(Level::number) {
        None => Status::Open,
        Some(1) => Status::NotImplemented,
        Some(2) => Status::Partial,
        Some(_) => Status::Implemented,
    }
}
