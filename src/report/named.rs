//! Names a question where its text would be too long and its code alone would say nothing.

use std::fmt;

use crate::content::questionnaire::Questionnaire;
use crate::language::Language;

/// A question's code with its short title; written as `C5-2 AI policy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The code.
    pub code: &'static str,
    /// The short title.
    pub title: &'static str,
}

impl Named {
    /// Names a question in this language.
    pub fn new(language: Language, questionnaire: &Questionnaire, question: usize) -> Self {
        Self {
            code: questionnaire.questions[question].code,
            title: language.texts().questions[question].title,
        }
    }

    /// The name within a sentence: `C5-2 (AI policy)`.
    pub fn within_sentence(self) -> String {
        format!("{} ({})", self.code, self.title)
    }
}

impl fmt::Display for Named {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.code, self.title)
    }
}

/// Lists questions; titles may contain commas.
pub fn listed(questions: &[Named]) -> String {
    questions.iter().map(Named::to_string).collect::<Vec<_>>().join("; ")
}
