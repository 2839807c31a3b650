//! The answers in full: profile, answers, notes, and the Statement of Applicability.

use super::named::Named;
use super::sources::{Sources, domain_name, place_in_standard};
use crate::assessment::answers::{Choice, Level};
use crate::assessment::soa::{self, Status};
use crate::language::text::printed;
use crate::language::{Language, Phrases, fill};

/// One answered question of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileLine {
    /// The question.
    pub topic: &'static str,
    /// The chosen options.
    pub chosen: Vec<&'static str>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerReport {
    /// Index of the question.
    pub question: usize,
    /// Its code.
    pub code: &'static str,
    /// Id of its domain.
    pub domain_id: &'static str,
    /// `Clause 5 – Leadership`.
    pub domain: String,
    /// The clauses and controls of the standard to which it refers.
    pub place: String,
    /// The question.
    pub text: &'static str,
    /// 1 to 3.
    pub weight: u32,
    /// The counted level; `None` if the question is not counted.
    pub level: Option<u32>,
    /// `Level 2`, `Don't know`, `Not applicable`, `Not answered`.
    pub short: String,
    /// The statement of the chosen level.
    pub statement: Option<&'static str>,
    /// The reason why it is not applicable.
    pub reason: String,
    /// The note, in full.
    pub note: String,
}

/// A list of questions that are left out of the score, or counted without being known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// `unanswered`, `unknown`, `not-applicable`.
    pub id: &'static str,
    /// The title of the list.
    pub title: &'static str,
    /// The effect on the score.
    pub text: &'static str,
    /// Indexes of the questions, in their order.
    pub questions: Vec<usize>,
}

/// A control of the Statement of Applicability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoaReport {
    /// `A.2.2`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its group: `A.2 Policies related to AI`.
    pub area: String,
    /// The question that asks about it.
    pub asked_by: Named,
    /// `Level 2`, `Not answered`, …
    pub answer: String,
    /// The level of that question; `None` for a *don't know* too.
    pub level: Option<u32>,
    /// Whether it applies.
    pub applicable: bool,
    /// The applicability in words.
    pub applies: &'static str,
    /// The justification: the respondent's, otherwise the proposed one.
    pub justification: String,
    /// Whether the justification is a proposal.
    pub is_proposal: bool,
    /// The implementation status in words; a dash for a control that doesn't apply.
    pub status: &'static str,
    /// Whether the status is a proposal.
    pub is_status_proposed: bool,
}

/// The answered questions of the profile.
pub fn profile(sources: &Sources) -> Vec<ProfileLine> {
    let topics = sources.questionnaire.profile.iter().zip(sources.language.report_texts().profile);
    let lines = topics.map(|(topic, text)| ProfileLine {
        topic: text.text,
        chosen: sources
            .assessment
            .profile
            .options_of(topic)
            .map(|option| text.options[option])
            .collect(),
    });
    lines.filter(|line| !line.chosen.is_empty()).collect()
}

/// All questions with their answers.
pub fn answers(sources: &Sources) -> Vec<AnswerReport> {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let texts = language.texts();
    let answer = |(question, facts): (usize, &'static crate::content::questionnaire::Question)| {
        let entry = &assessment.entries[question];
        let answer = entry.answer();
        let statement = |level: Level| texts.questions[question].levels[level.index()];
        AnswerReport {
            question,
            code: facts.code,
            domain_id: questionnaire.domains[facts.domain].id,
            domain: domain_name(language, questionnaire, facts.domain),
            place: place_in_standard(questionnaire, question),
            text: texts.questions[question].text,
            weight: facts.weight,
            level: entry.counted_level().map(Level::number),
            short: answer_name(language, answer),
            statement: if let Some(Choice::Level(level)) = answer {
                Some(statement(level))
            } else {
                None
            },
            reason: if answer == Some(Choice::NotApplicable) {
                printed(&entry.reason)
            } else {
                String::new()
            },
            note: printed(&entry.note),
        }
    };
    questionnaire.questions.iter().enumerate().map(answer).collect()
}

/// The lists of unanswered, unknown and not applicable questions, without empty ones.
pub fn left_out(sources: &Sources) -> Vec<LeftOut> {
    let t = &sources.language.texts().phrases;
    let of = |id, answer: Option<Choice>, title, text| {
        let entries = sources.assessment.entries.iter().enumerate();
        let questions: Vec<usize> =
            entries.filter(|(_, entry)| entry.answer() == answer).map(|(index, _)| index).collect();
        (!questions.is_empty()).then_some(LeftOut { id, title, text, questions })
    };
    let lists = [
        of("unanswered", None, t.results_unanswered, t.results_unanswered_text),
        of("unknown", Some(Choice::Unknown), t.results_unknown, t.results_unknown_text),
        of(
            "not-applicable",
            Some(Choice::NotApplicable),
            t.results_not_applicable,
            t.results_not_applicable_text,
        ),
    ];
    lists.into_iter().flatten().collect()
}

/// The name of an answer, or of a missing one.
pub fn answer_name(language: Language, answer: Option<Choice>) -> String {
    let t = &language.texts().phrases;
    match answer {
        Some(Choice::Level(level)) => {
            fill(t.report_level, &[("level", &level.number().to_string())])
        }
        Some(Choice::Unknown) => t.results_unknown.to_owned(),
        Some(Choice::NotApplicable) => t.results_not_applicable.to_owned(),
        None => t.results_unanswered.to_owned(),
    }
}

/// The rows of the 38 controls.
pub fn soa(sources: &Sources) -> Vec<SoaReport> {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let titles = language.report_texts();
    let t = &language.texts().phrases;
    let rows = soa::rows(questionnaire, assessment);
    let report = rows.into_iter().map(|row| {
        let control = &questionnaire.controls[row.control];
        let proposal = if row.applicable { t.soa_reason_proposed } else { t.soa_reason_missing };
        SoaReport {
            id: control.id,
            title: titles.controls[row.control],
            area: format!("{} {}", questionnaire.areas[control.area], titles.areas[control.area]),
            asked_by: Named::new(language, questionnaire, row.question),
            answer: answer_name(language, assessment.entries[row.question].answer()),
            level: row.level.map(Level::number),
            applicable: row.applicable,
            applies: if row.applicable { t.soa_yes } else { t.soa_no },
            justification: if row.is_bare() {
                proposal.to_owned()
            } else {
                printed(&row.justification)
            },
            is_proposal: row.applicable && row.is_bare(),
            status: row.status.map_or("–", |status| status_name(t, status)),
            is_status_proposed: row.is_status_proposed,
        }
    });
    report.collect()
}

/// The name of a status.
pub fn status_name(t: &Phrases, status: Status) -> &'static str {
    match status {
        Status::Open => t.soa_status_open,
        Status::NotImplemented => t.soa_status_not_implemented,
        Status::Partial => t.soa_status_partial,
        Status::Implemented => t.soa_status_implemented,
    }
}
