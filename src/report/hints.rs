//! Hints at answers that may be higher than what an auditor would find. They suggest a second look,
//! accuse nobody, and change no score.

use super::named::Named;
use super::sources::Sources;
use crate::assessment::answers::{Choice, Level};
use crate::language::fill;
use crate::scoring::Scores;

/// Pairs of questions: an activity, and the process that it should be based on.
const DONE_BY: [(&str, &str); 6] = [
    ("C8-2", "C6-2"),
    ("C8-3", "C6-3"),
    ("C8-4", "C6-5"),
    ("C9-3", "C9-2"),
    ("C10-3", "C10-2"),
    ("A-4", "C6-5"),
];
/// The questions on independent checks: internal audit and management review.
const CHECKED_BY: [&str; 2] = ["C9-3", "C9-4"];
/// The question on clause 9.1: levels 4 and 5 require measurements, which are its subject.
const MEASURED_BY: &str = "C9-1";
/// From this number on, high answers count as a pattern rather than an exception.
const MANY: usize = 10;

/// The hints, in their order; empty for most assessments.
pub fn hints(sources: &Sources, scores: &Scores) -> Vec<String> {
    let t = &sources.language.texts().phrases;
    let level = |code: &str| level_of(sources, code);
    let mut hints: Vec<String> = DONE_BY
        .into_iter()
        .filter_map(|(done, process)| done_without_process(sources, done, process))
        .collect();
    let high = high_answers(sources);
    let unchecked: Vec<&str> =
        CHECKED_BY.into_iter().filter(|code| level(code) == Some(1)).collect();
    let many = high.len().to_string();
    if !unchecked.is_empty()
        && (high.len() >= MANY || scores.overall.points >= 4 * scores.overall.weight.max(1))
    {
        hints.push(fill(t.hints_unchecked, &[("n", &many), ("codes", &unchecked.join(", "))]));
    }
    if high.len() >= MANY && level(MEASURED_BY).is_some_and(|level| level <= 2) {
        hints.push(fill(t.hints_unmeasured, &[("n", &many), ("code", MEASURED_BY)]));
    }
    let has_no_note =
        |question: &&usize| sources.assessment.entries[**question].note.trim().is_empty();
    let bare = high.iter().filter(has_no_note).count();
    if bare >= MANY {
        hints.push(fill(t.hints_without_evidence, &[("n", &bare.to_string())]));
    }
    hints
}

/// The hint that something is said to be done, at level 4 or more, whose process is at level 2 or
/// less.
fn done_without_process(sources: &Sources, done: &str, process: &str) -> Option<String> {
    let name = |code: &str| {
        let question = sources.questionnaire.question(code);
        question.map_or_else(String::new, |question| {
            Named::new(sources.language, sources.questionnaire, question).within_sentence()
        })
    };
    let high = level_of(sources, done).filter(|high| *high >= 4)?;
    let low = level_of(sources, process).filter(|low| *low <= 2)?;
    let values = [
        ("done", name(done)),
        ("high", high.to_string()),
        ("process", name(process)),
        ("low", low.to_string()),
    ];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(fill(sources.language.texts().phrases.hints_without_process, &values))
}

fn level_of(sources: &Sources, code: &str) -> Option<u32> {
    let question = sources.questionnaire.question(code)?;
    sources.assessment.entries[question].counted_level().map(Level::number)
}

/// The questions that were answered with level 4 or 5.
fn high_answers(sources: &Sources) -> Vec<usize> {
    let entries = sources.assessment.entries.iter().enumerate();
    entries
        .filter(|(_, entry)| matches!(entry.answer(), Some(Choice::Level(level)) if level.number() >= 4))
        .map(|(index, _)| index)
        .collect()
}
