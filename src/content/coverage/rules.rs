//! Checks that level 3 covers every requirement, and that everything beyond the requirements is
//! declared as advice.

use std::ops::Range;

use super::reading::{Advice, Coverage, Requirement};
use crate::content::check::wording::check_pair;
use crate::content::source::{Both, LANGUAGES, Problem, QuestionSource, ReferenceSource, Source};
use crate::content::toml_reader::Located;

/// The only other place at which the words of a requirement may stand.
pub(super) const HELP: &str = "help";
/// The fewest letters of a word that must be accounted for; articles and most prepositions have
/// fewer.
const LONG: usize = 4;
/// The place of level 3 in the list of the answers.
const LEVEL_3: usize = 2;

/// Returns every problem of the coverage, sorted by file and line.
pub fn check(source: &Source, coverage: &Coverage) -> Vec<Problem> {
    let mut problems = Vec::new();
    for requirement in &coverage.requirements {
        check_requirement(requirement, source, &mut problems);
    }
    for advice in &coverage.advice {
        check_advice(advice, source, &mut problems);
    }
    for reference in references(source) {
        if !coverage.requirements.iter().any(|requirement| is_of(requirement, reference)) {
            let id = &reference.id.value;
            problems.push(reference.id.problem(
                format!("nothing in coverage/ says what covers {id}"),
                format!("add a [[requirement]] with `of = \"{id}\"`"),
            ));
        }
    }
    for question in questions(source) {
        check_question(question, coverage, &mut problems);
    }
    problems.sort();
    problems
}

/// Returns the sub-clauses, then the controls.
pub(super) fn references(source: &Source) -> impl Iterator<Item = &ReferenceSource> {
    source.references.clauses.iter().chain(&source.references.controls)
}

/// Returns whether this is a requirement of this sub-clause or control.
pub(super) fn is_of(requirement: &Requirement, reference: &ReferenceSource) -> bool {
    requirement.of.value == reference.id.value
}

fn questions(source: &Source) -> impl Iterator<Item = &QuestionSource> {
    source.domains.iter().flat_map(|domain| &domain.questions)
}

fn check_requirement(requirement: &Requirement, source: &Source, problems: &mut Vec<Problem>) {
    let Requirement { of, question: code, text, words, place } = requirement;
    check_pair(&text.each_ref(), problems);
    if !references(source).any(|reference| is_of(requirement, reference)) {
        problems.push(of.problem(
            format!("there is no clause and no control `{}`", of.value),
            "use one from references.toml",
        ));
    }
    if let Some(place) = place
        && place.value != HELP
    {
        problems.push(place.problem(
            format!("`{}` is not allowed here", place.value),
            format!("write `in = \"{HELP}\"`, or leave it out for words of level 3"),
        ));
    }
    let Some(question) = find(code, source, problems) else { return };
    let asks = question.clauses.iter().chain(&question.controls).any(|id| id.value == of.value);
    if !asks {
        problems.push(code.problem(
            format!("{} doesn't ask about {}", code.value, of.value),
            "name a question that does, or add it to the clauses or controls of this one",
        ));
    }
    check_words(words, question, place.is_some(), problems);
}

fn check_advice(advice: &Advice, source: &Source, problems: &mut Vec<Problem>) {
    check_pair(&advice.why.each_ref(), problems);
    if let Some(question) = find(&advice.question, source, problems) {
        check_words(&advice.words, question, false, problems);
    }
}

fn find<'s>(
    code: &Located<String>,
    source: &'s Source,
    problems: &mut Vec<Problem>,
) -> Option<&'s QuestionSource> {
    let found = questions(source).find(|question| question.code.value == code.value);
    if found.is_none() {
        problems.push(code.problem(
            format!("there is no question `{}`", code.value),
            "write the code of a question, such as C5-2",
        ));
    }
    found
}

/// Checks that the words stand in the question, in each language.
fn check_words(
    words: &Both<Located<String>>,
    question: &QuestionSource,
    in_help: bool,
    problems: &mut Vec<Problem>,
) {
    for (language, words) in words.iter().enumerate() {
        let text = &question.text[language];
        let text = if in_help { Some(&text.help) } else { text.levels.get(LEVEL_3) };
        if text.is_some_and(|text| places(&text.value, &words.value).is_empty()) {
            let place = if in_help { "in the help" } else { "at level 3" };
            problems.push(words.problem(
                format!("“{}” doesn't stand {place} of {}", words.value, question.code.value),
                "copy whole words from there, letter for letter",
            ));
        }
    }
}

/// Checks that each long word of level 3 is accounted for, in each language.
fn check_question(question: &QuestionSource, coverage: &Coverage, problems: &mut Vec<Problem>) {
    let code = &question.code;
    let is_its = |other: &Located<String>| other.value == code.value;
    let at_level_3 = coverage.requirements.iter().filter(|requirement| requirement.place.is_none());
    let required = at_level_3.filter(|entry| is_its(&entry.question)).map(|entry| &entry.words);
    let advised = coverage.advice.iter().filter(|entry| is_its(&entry.question));
    let entries: Vec<_> = required.chain(advised.map(|entry| &entry.words)).collect();
    if entries.is_empty() {
        problems.push(code.problem(
            format!("nothing in coverage/ accounts for level 3 of {}", code.value),
            "add a [[requirement]] for each requirement of the standard that it covers",
        ));
        return;
    }
    for (language, text) in question.text.iter().enumerate() {
        let Some(level) = text.levels.get(LEVEL_3) else { continue };
        let covered = entries.iter().flat_map(|words| places(&level.value, &words[language].value));
        let left = left_over(&level.value, &covered.collect::<Vec<_>>());
        if !left.is_empty() {
            problems.push(level.problem(
                format!(
                    "coverage/ doesn't account for words of {} at level 3 ({}): {}",
                    code.value,
                    LANGUAGES[language],
                    left.join(", ")
                ),
                "name them in a [[requirement]], or in an [[advice]] if nothing requires them",
            ));
        }
    }
}

/// Returns the places in `text` at which `words` stand as whole words.
fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let is_whole = |place: &Range<usize>| {
        !text[..place.start].ends_with(char::is_alphanumeric)
            && !text[place.end..].starts_with(char::is_alphanumeric)
    };
    let found = text.match_indices(words).map(|(at, _)| at..at + words.len());
    found.filter(is_whole).collect()
}

/// Returns the long words of `text` that lie in none of the places.
fn left_over<'t>(text: &'t str, places: &[Range<usize>]) -> Vec<&'t str> {
    let is_end = |letter: char| !letter.is_alphabetic();
    let mut end = 0;
    let words = text.split_inclusive(is_end).map(|piece| {
        end += piece.len();
        (end - piece.len(), piece.trim_end_matches(is_end))
    });
    let is_in = |at: usize, word: &str| {
        places.iter().any(|place| place.start <= at && at + word.len() <= place.end)
    };
    words
        .filter(|(at, word)| word.chars().count() >= LONG && !is_in(*at, word))
        .map(|(_, word)| word)
        .collect()
}
