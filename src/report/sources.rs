//! The sources of a report, and the names of domains and questions in it.

use crate::assessment::answers::Assessment;
use crate::content::questionnaire::Questionnaire;
use crate::language::{Language, fill};

/// The sources of a report.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The questions.
    pub questionnaire: &'static Questionnaire,
    /// The answers.
    pub assessment: &'a Assessment,
    /// An earlier state to compare with, and its label.
    pub earlier: Option<(&'a str, &'a Assessment)>,
    /// The language of the report.
    pub language: Language,
    /// The date of the report, as `2026-11-23`; empty if none should be printed.
    pub made_on: &'a str,
}

/// The short name of a domain: `Clause 5`, or `Annex A`.
pub fn domain_label(language: Language, questionnaire: &Questionnaire, domain: usize) -> String {
    let t = &language.texts().phrases;
    let domain = &questionnaire.domains[domain];
    if domain.is_clause() {
        fill(t.site_clause, &[("id", domain.id)])
    } else {
        t.site_annex.to_owned()
    }
}

/// The full name of a domain: `Clause 5 – Leadership`.
pub fn domain_name(language: Language, questionnaire: &Questionnaire, domain: usize) -> String {
    format!(
        "{} – {}",
        domain_label(language, questionnaire, domain),
        language.texts().domains[domain].title
    )
}

/// The clauses and controls that a question refers to: `5.2 · A.2.2`.
pub fn place_in_standard(questionnaire: &Questionnaire, question: usize) -> String {
    let facts = &questionnaire.questions[question];
    let parts =
        facts.clauses.iter().chain(facts.controls.iter().filter(|control| **control != "ALL"));
    parts.copied().collect::<Vec<_>>().join(" · ")
}
