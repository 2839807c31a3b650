//! The problems of a file, in the visitor's language.

use super::named::Named;
use crate::assessment::file::{Problem, ProblemKind, Refusal};
use crate::content::questionnaire::ISO42001;
use crate::language::text;
use crate::language::{Language, fill};

/// The maximum number of problems listed; more would not help the reader.
const MOST_PROBLEMS: usize = 12;

/// The reason why a file was refused, as the end of a sentence, with its full stop.
pub fn refusal(language: Language, refusal: Refusal) -> &'static str {
    let t = &language.texts().phrases;
    match refusal {
        Refusal::TooLarge => t.refusal_too_large,
        Refusal::TooDeep => t.refusal_too_deep,
        Refusal::NotJson => t.refusal_not_json,
        Refusal::NotUtf8 => t.refusal_not_utf8,
        Refusal::Foreign => t.refusal_foreign,
        Refusal::OtherQuestionnaire => t.refusal_other_questionnaire,
        Refusal::Newer => t.refusal_newer,
    }
}

/// The description of a problem in a part of a file.
pub fn problem(language: Language, kind: &ProblemKind) -> String {
    let t = &language.texts().phrases;
    let (phrase, found) = match kind {
        ProblemKind::NotAnObject => (t.problem_not_an_object, ""),
        ProblemKind::BadLevel(found) => (t.problem_bad_level, found.as_str()),
        ProblemKind::BadUnknown => (t.problem_bad_unknown, ""),
        ProblemKind::AlwaysApplies => (t.problem_always_applies, ""),
        ProblemKind::NoReason => (t.problem_no_reason, ""),
        ProblemKind::TwoAnswers => (t.problem_two_answers, ""),
        ProblemKind::BadNote => (t.problem_bad_note, ""),
        ProblemKind::UnknownQuestion => (t.problem_unknown_question, ""),
        ProblemKind::UnknownDomain => (t.problem_unknown_domain, ""),
        ProblemKind::UnknownControl => (t.problem_unknown_control, ""),
        ProblemKind::BadTarget(found) => (t.problem_bad_target, found.as_str()),
        ProblemKind::BadDate(found) => (t.problem_bad_date, found.as_str()),
        ProblemKind::BadMember => (t.problem_bad_member, ""),
        ProblemKind::Repeated(found) => (t.problem_repeated, found.as_str()),
        ProblemKind::Replaced => (t.problem_replaced, ""),
    };
    fill(phrase, &[("found", &text::on_one_line(found))])
}

/// The same with the place before it, as in `C4-1 (Context and AI roles): level 7 is not …`.
pub fn problem_at(language: Language, found: &Problem) -> String {
    let what = problem(language, &found.kind);
    let place = match ISO42001.question(&found.place) {
        Some(question) => Named::new(language, &ISO42001, question).within_sentence(),
        None => text::on_one_line(&found.place),
    };
    fill(language.texts().phrases.problem_at, &[("place", &place), ("what", &what)])
}

/// The problems of a file, one per line; if there are too many, the last line gives the number of
/// the others.
pub fn problem_list(language: Language, problems: &[Problem]) -> Vec<String> {
    let t = &language.texts().phrases;
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    let more = (more > 0).then(|| language.counted(more, t.file_more_one, t.file_more_other));
    problems
        .iter()
        .take(MOST_PROBLEMS)
        .map(|problem| problem_at(language, problem))
        .chain(more)
        .collect()
}
