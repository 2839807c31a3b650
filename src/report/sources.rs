//! What a report is made of, and how domains and questions are named in it.

use crate::assessment::answers::Assessment;
use crate::content::questionnaire::Questionnaire;
use crate::language::{Language, fill};

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The questions.
    pub questionnaire: &'static Questionnaire,
    /// The answers.
    pub assessment: &'a Assessment,
    /// An earlier state to set beside it, with the name under which it is shown.
    pub earlier: Option<(&'a str, &'a Assessment)>,
    /// The language of everything.
    pub language: Language,
    /// The date of the report, as `2026-11-23`; empty where none should be printed.
    pub made_on: &'a str,
}

/// `Clause 5`, or `Annex A`.
pub fn domain_label(language: Language, questionnaire: &Questionnaire, domain: usize) -> String {
    let t = &language.texts().phrases;
    let domain = &questionnaire.domains[domain];
    if domain.is_clause() { fill(t.site_clause, &[("id", domain.id)]) } else { t.site_annex.to_owned() }
}

/// `Clause 5 – Leadership`.
pub fn domain_name(language: Language, questionnaire: &Questionnaire, domain: usize) -> String {
    format!("{} – {}", domain_label(language, questionnaire, domain), language.texts().domains[domain].title)
}

/// What a question refers to in the standard: `5.2 · A.2.2`.
pub fn place_in_standard(questionnaire: &Questionnaire, question: usize) -> String {
    let facts = &questionnaire.questions[question];
    let parts = facts.clauses.iter().chain(facts.controls.iter().filter(|control| **control != "ALL"));
    parts.copied().collect::<Vec<_>>().join(" · ")
}
