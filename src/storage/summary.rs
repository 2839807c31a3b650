//! Summary and name of a stored assessment, for lists, notices, and previews of files.

use serde_json::Value;

use crate::assessment::answers::Assessment;
use crate::assessment::file::{self, Opened};
use crate::content::questionnaire::Questionnaire;
use crate::language::text;
use crate::language::{Language, fill};
use crate::scoring::{self, Scores};

/// The number of characters shown of a name in a notice or a list to choose from.
const MOST_OF_A_NAME: usize = 60;
/// A saved assessment and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The assessment.
    pub assessment: Assessment,
    /// Its figures.
    pub scores: Scores,
    /// When it was saved, in UTC; `None` if the text has no time in our format.
    pub saved_at: Option<String>,
}

impl Summary {
    /// The summary of a stored text; `None` if it can't be read.
    pub fn of(questionnaire: &Questionnaire, text: &str) -> Option<Self> {
        let Opened { assessment, saved_at, .. } = file::read_stored(questionnaire, text).ok()?;
        let scores = scoring::score(questionnaire, &assessment);
        Some(Self { assessment, scores, saved_at })
    }
}

/// Returns the text with another name; `None` if it can't be read. Everything else stays, including
/// members that we don't know.
pub fn renamed(text: &str, name: &str) -> Option<String> {
    let mut members = file::members(text)?;
    if name.is_empty() {
        members.remove("organisation");
    } else {
        members.insert("organisation".to_owned(), Value::from(name));
    }
    serde_json::to_string_pretty(&members).ok()
}

/// The name of an assessment: the organisation, or its number if none was given.
pub fn name(language: Language, organisation: &str, number: u32) -> String {
    let name = organisation.trim();
    if name.is_empty() {
        fill(language.texts().phrases.assessments_unnamed, &[("n", &number.to_string())])
    } else {
        name.to_owned()
    }
}

/// The name for use in a sentence or a list: shortened, and isolated so that it can't change the
/// direction of the text around it.
pub fn short_name(name: &str) -> String {
    text::isolated(name, MOST_OF_A_NAME)
}
