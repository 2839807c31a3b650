//! Checks every text that a visitor reads: length, words that promise too much, typography,
//! placeholders.

use std::collections::BTreeSet;

use crate::content::source::{AdviceSource, Both, LANGUAGES, Problem, QuestionSource, Source};
use crate::content::toml_reader::Located;

/// The most words in a question or an answer: short enough to be read in one breath.
const MOST_WORDS: usize = 25;
/// The most words in a short title, which stands in tables and on buttons.
const MOST_TITLE_WORDS: usize = 5;
const MOST_HELP_WORDS: usize = 40;
const MOST_WHY_WORDS: usize = 20;
const ANSWERS: usize = 5;
/// The most steps to level 3. A step or a piece of evidence is one line of a list, and neither list
/// is longer than one can remember.
const MOST_STEPS: usize = 4;
const MOST_STEP_WORDS: usize = 20;
const MOST_EVIDENCE: usize = 4;
const MOST_EVIDENCE_WORDS: usize = 14;
const MOST_BEYOND_WORDS: usize = 30;
const MOST_DELIVERABLE_WORDS: usize = 12;

/// Wording that promises too much: language, beginning of the word, and what to write instead.
const PROMISES: [(&str, &str, &str); 6] = [
    ("en", "compliant", "a self-assessment can't say so; write what is in place"),
    ("en", "certified", "only a certification body certifies; write what is in place"),
    ("en", "guarantee", "nothing is guaranteed here; write what it helps with"),
    ("fr", "conforme à", "une autoévaluation ne peut pas le dire; write what is in place"),
    ("fr", "certifié", "only a certification body certifies; write what is in place"),
    ("fr", "garanti", "nothing is guaranteed here; write what it helps with"),
];

/// Other wording to avoid: language, beginning of the word, and what to write instead.
const AVOID: [(&str, &str, &str); 6] = [
    ("en", "39 controls", "Annex A has 38 controls"),
    ("fr", "39 mesures", "Annex A has 38 controls"),
    ("fr", "clauses 4", "in French a clause of the standard is an « article »"),
    ("fr", "évidence", "evidence is « preuve »"),
    ("fr", "données personnelles", "in Quebec law: « renseignements personnels »"),
    ("fr", "aims", "in French the AI management system is the SMIA"),
];

/// Returns the first wording in `text` that promises too much, with what to write instead.
pub fn promise(language: &str, text: &str) -> Option<(&'static str, &'static str)> {
    said(&PROMISES, language, text).next()
}

/// Adds a problem for everything that is wrong with the wording.
pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    for question in source.domains.iter().flat_map(|domain| &domain.questions) {
        check_question(question, problems);
    }
    check_titles(source, problems);
    for pair in pairs(source) {
        check_pair(&pair, problems);
    }
    let mut names = BTreeSet::new();
    for phrase in source.phrases.iter().chain(&source.later_phrases) {
        if !names.insert(&phrase.name.value) {
            problems.push(phrase.name.problem(
                format!("the phrase `{}` stands twice", phrase.name.value),
                "keep one of the two",
            ));
        }
        check_placeholders(&phrase.text, problems);
    }
}

/// A title stands for its question, so no two questions may have the same.
fn check_titles(source: &Source, problems: &mut Vec<Problem>) {
    let mut titles = BTreeSet::new();
    for question in source.domains.iter().flat_map(|domain| &domain.questions) {
        for (text, language) in question.text.iter().zip(LANGUAGES) {
            if !titles.insert((language, &text.title.value)) {
                problems.push(text.title.problem(
                    format!("another question has the title `{}` too", text.title.value),
                    "name what sets this question apart",
                ));
            }
        }
    }
}

fn check_question(question: &QuestionSource, problems: &mut Vec<Problem>) {
    for text in &question.text {
        at_most(&text.title, MOST_TITLE_WORDS, problems);
        at_most(&text.text, MOST_WORDS, problems);
        at_most(&text.help, MOST_HELP_WORDS, problems);
        at_most(&text.why, MOST_WHY_WORDS, problems);
        if text.text.is_there() && !text.text.value.ends_with('?') {
            problems.push(text.text.problem(
                "the question has no question mark at its end",
                "ask one question, in one sentence",
            ));
        }
        if sentences(&text.help.value) > 2 {
            problems.push(text.help.problem(
                "the help has more than two sentences",
                "say in one or two what an auditor would look for",
            ));
        }
        check_answers(&text.levels, &question.code, problems);
        check_advice(&text.advice, &question.code, problems);
        match (&text.not_applicable_if, question.not_applicable.value) {
            (None, true) => problems.push(question.not_applicable.problem(
                format!("{} may be not applicable, but doesn't say when", question.code.value),
                "add `not_applicable_if` to both languages",
            )),
            (Some(condition), false) => problems.push(condition.problem(
                format!("{} can't be not applicable, yet says when", question.code.value),
                "take `not_applicable_if` away, or set `not_applicable = true`",
            )),
            _ => {}
        }
    }
}

fn check_answers(answers: &[Located<String>], code: &Located<String>, problems: &mut Vec<Problem>) {
    if answers.len() != ANSWERS {
        let place = answers.first().unwrap_or(code);
        problems.push(place.problem(
            format!("{} has {} answers", code.value, answers.len()),
            "write five, one for each level, in each language",
        ));
    }
    let mut seen = BTreeSet::new();
    for answer in answers {
        at_most(answer, MOST_WORDS, problems);
        if !seen.insert(&answer.value) {
            problems.push(answer.problem(
                "two answers are the same",
                "each level needs a fact that sets it apart from the next",
            ));
        }
    }
}

fn check_advice(advice: &AdviceSource, code: &Located<String>, problems: &mut Vec<Problem>) {
    for (list, most, name) in [
        (&advice.to_level_3, MOST_STEPS, "steps to level 3"),
        (&advice.evidence, MOST_EVIDENCE, "pieces of evidence"),
    ] {
        if !(2..=most).contains(&list.len()) {
            let place = list.first().unwrap_or(code);
            problems.push(place.problem(
                format!("{} has {} {name}", code.value, list.len()),
                format!("write two to {most}"),
            ));
        }
    }
    for step in &advice.to_level_3 {
        at_most(step, MOST_STEP_WORDS, problems);
    }
    for piece in &advice.evidence {
        at_most(piece, MOST_EVIDENCE_WORDS, problems);
    }
    at_most(&advice.beyond, MOST_BEYOND_WORDS, problems);
    at_most(&advice.deliverable, MOST_DELIVERABLE_WORDS, problems);
    for reuse in [&advice.reuse_27001, &advice.reuse_9001].into_iter().flatten() {
        at_most(reuse, MOST_WORDS, problems);
    }
}

/// Pairs every text with its counterpart in the other language.
fn question_pairs(question: &QuestionSource) -> Vec<Both<&Located<String>>> {
    let [en, fr] = &question.text;
    let mut pairs = vec![
        [&en.title, &fr.title],
        [&en.text, &fr.text],
        [&en.help, &fr.help],
        [&en.why, &fr.why],
    ];
    if let (Some(en), Some(fr)) = (&en.not_applicable_if, &fr.not_applicable_if) {
        pairs.push([en, fr]);
    }
    pairs.extend(en.levels.iter().zip(&fr.levels).map(|(en, fr)| [en, fr]));
    pairs.extend(advice_pairs(&en.advice, &fr.advice));
    pairs
}

fn pairs(source: &Source) -> Vec<Both<&Located<String>>> {
    let mut pairs = Vec::new();
    for domain in &source.domains {
        let [en, fr] = &domain.text;
        pairs.extend([[&en.title, &fr.title], [&en.short, &fr.short]]);
        pairs.extend([[&en.within, &fr.within], [&en.intro, &fr.intro]]);
        pairs.extend(domain.questions.iter().flat_map(question_pairs));
    }
    for level in &source.levels {
        let [en, fr] = &level.text;
        pairs.extend([[&en.0, &fr.0], [&en.1, &fr.1]]);
    }
    let references =
        [&source.references.clauses, &source.references.controls, &source.references.areas];
    pairs.extend(references.into_iter().flatten().map(|reference| both(&reference.title)));
    pairs.extend(source.references.provisions.iter().map(|provision| both(&provision.text)));
    for framework in &source.references.frameworks {
        let [en, fr] = &framework.text;
        pairs.extend(en.iter().zip(fr).map(|(en, fr)| [en, fr]));
    }
    for topic in &source.profile {
        let [en, fr] = &topic.text;
        pairs.extend([[&en.0, &fr.0], [&en.1, &fr.1]]);
        pairs.extend(topic.options.iter().map(|(_, words)| both(words)));
    }
    let phrases = source.phrases.iter().chain(&source.later_phrases);
    pairs.extend(phrases.map(|phrase| both(&phrase.text)));
    pairs
}

fn advice_pairs<'s>(en: &'s AdviceSource, fr: &'s AdviceSource) -> Vec<Both<&'s Located<String>>> {
    let mut pairs = vec![[&en.beyond, &fr.beyond], [&en.deliverable, &fr.deliverable]];
    pairs.extend(en.to_level_3.iter().zip(&fr.to_level_3).map(|(en, fr)| [en, fr]));
    pairs.extend(en.evidence.iter().zip(&fr.evidence).map(|(en, fr)| [en, fr]));
    for (en, fr) in [(&en.reuse_27001, &fr.reuse_27001), (&en.reuse_9001, &fr.reuse_9001)] {
        pairs.extend(en.iter().zip(fr).map(|(en, fr)| [en, fr]));
    }
    pairs
}

fn both(text: &Both<Located<String>>) -> Both<&Located<String>> {
    [&text[0], &text[1]]
}

/// Adds a problem for everything that is wrong with a text in both languages.
pub fn check_pair(pair: &Both<&Located<String>>, problems: &mut Vec<Problem>) {
    for (text, language) in pair.iter().zip(LANGUAGES) {
        check_words(text, language, problems);
        check_typography(text, language, problems);
    }
    let [en, fr] = pair;
    // A single word may be the same in both languages (Leadership, Support), a sentence can't.
    if fr.is_there() && en.value == fr.value && words(&fr.value) > 3 {
        problems.push(fr.problem("the French text is the English one", "write it in French"));
    }
}

fn check_words(text: &Located<String>, language: &str, problems: &mut Vec<Problem>) {
    for (word, hint) in
        said(&PROMISES, language, &text.value).chain(said(&AVOID, language, &text.value))
    {
        problems.push(text.problem(format!("the text says “{word}”"), hint));
    }
}

/// Returns the entries of `list` whose word occurs in `text` at the beginning of a word.
fn said(
    list: &'static [(&'static str, &'static str, &'static str)],
    language: &str,
    text: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lower = text.to_lowercase();
    let of_language = list.iter().filter(move |(for_language, ..)| *for_language == language);
    of_language
        .filter(move |(_, word, _)| {
            // A word right after a full stop is a file extension.
            let starts_a_word =
                |at: usize| !lower[..at].ends_with(|c: char| c.is_alphabetic() || c == '.');
            lower.match_indices(word).any(|(at, _)| starts_a_word(at))
        })
        .map(|(_, word, hint)| (*word, *hint))
}

/// Checks the typography: typographic apostrophes in both languages; in French, the spaces of
/// Quebec usage: before a colon and a per cent sign and inside guillemets, none before ; ! ?
fn check_typography(text: &Located<String>, language: &str, problems: &mut Vec<Problem>) {
    let mut odd = |what: &str, hint: &str| problems.push(text.problem(what, hint));
    if text.value.contains(['\'', '"']) {
        odd(
            "straight quotation mark",
            "write ’ for an apostrophe, “ ” around English and « » around French quotations",
        );
    }
    if language == "en" {
        return;
    }
    let chars: Vec<char> = text.value.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before =
            at.checked_sub(1).and_then(|index| chars.get(index)).copied().unwrap_or('\u{a0}');
        let after = chars.get(at + 1).copied().unwrap_or('\u{a0}');
        match c {
            ':' if !after.is_whitespace() => {} // as in ISO/IEC 42001:2023
            ':' | '%' | '»' if before != '\u{a0}' => {
                odd(&format!("no non-breaking space before “{c}”"), "put one there (U+00A0)");
            }
            '«' if after != '\u{a0}' => {
                odd("no non-breaking space after “«”", "put one there (U+00A0)");
            }
            ';' | '!' | '?' if before.is_whitespace() => {
                odd(&format!("a space before “{c}”"), "in Quebec there is none");
            }
            _ => {}
        }
    }
}

fn check_placeholders(text: &Both<Located<String>>, problems: &mut Vec<Problem>) {
    let [en, fr] = text.each_ref().map(|text| placeholders(&text.value));
    if text[1].is_there() && en != fr {
        problems.push(text[1].problem(
            format!("the French phrase fills in {fr:?}, the English one {en:?}"),
            "use the same names in braces in both languages",
        ));
    }
}

/// Returns the placeholder names: what stands in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn at_most(text: &Located<String>, most: usize, problems: &mut Vec<Problem>) {
    let count = words(&text.value);
    if count > most {
        problems.push(
            text.problem(
                format!("the text has {count} words"),
                format!("say it in at most {most}"),
            ),
        );
    }
}

/// Counts words. A word has a letter or a digit, so a colon set off by spaces is none.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn sentences(text: &str) -> usize {
    let ends = text.match_indices(['.', '?', '!']).filter(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    });
    ends.count()
}
