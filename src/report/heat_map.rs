//! Every answer at a glance: a row for each domain, a cell for each question.

use super::answers::answer_name;
use super::named::Named;
use super::sources::{Sources, domain_name};
use crate::assessment::answers::Choice;
use crate::language::fill;

/// A domain and its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatRow {
    /// Id of the domain.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// Its name in a word or two.
    pub short: &'static str,
    /// The questions, in their order.
    pub cells: Vec<HeatCell>,
}

impl HeatRow {
    /// `4 Context`.
    pub fn label(&self) -> String {
        format!("{} {}", self.id, self.short)
    }
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell {
    /// The question.
    pub question: Named,
    /// The sign in the cell: the level, `?` for *don't know*, `–` for *not applicable*, and
    /// nothing for an open question.
    pub sign: &'static str,
    /// The kind of answer, for the style sheet: `1` to `5`, `unknown`, `na`, `open`.
    pub kind: &'static str,
    /// Whether it is a key requirement.
    pub is_key: bool,
    /// All of it in words: `C5-2 AI policy: Level 2`, with the remark that it is a key requirement.
    pub words: String,
}

/// The rows of the eight domains.
pub fn heat_map(sources: &Sources) -> Vec<HeatRow> {
    let Sources { questionnaire, language, .. } = *sources;
    let row = |domain: usize| HeatRow {
        id: questionnaire.domains[domain].id,
        name: domain_name(language, questionnaire, domain),
        short: language.texts().domains[domain].short,
        cells: questionnaire.questions_of(domain).map(|question| cell(sources, question)).collect(),
    };
    (0..questionnaire.domains.len()).map(row).collect()
}

fn cell(sources: &Sources, question: usize) -> HeatCell {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let t = &language.texts().phrases;
    let answer = assessment.entries[question].answer();
    let named = Named::new(language, questionnaire, question);
    let is_key = questionnaire.questions[question].critical;
    let kind = answer.map_or("open", Choice::id);
    let sign = match answer {
        Some(Choice::Level(_)) => kind,
        Some(Choice::Unknown) => "?",
        Some(Choice::NotApplicable) => "–",
        None => "",
    };
    let key = if is_key { format!(" ({})", t.overview_is_key) } else { String::new() };
    let about = format!("{}{key}", answer_name(language, answer));
    let words = fill(t.references_about, &[("place", &named.to_string()), ("about", &about)]);
    HeatCell { question: named, sign, kind, is_key, words }
}
