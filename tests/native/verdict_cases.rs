//! Tests the verdict: answers that a consultant could write down, and the exact words that stand
//! first on the page and in every file.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::collections::BTreeSet;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::Verdict;
use aims_assessment::scoring::{self, Readiness, Scores};
use common::assessment;
use proptest::prelude::*;

fn verdict(assessment: &Assessment, language: Language) -> (Verdict, Scores) {
    let scores = scoring::score(&ISO42001, assessment);
    (Verdict::new(&ISO42001, assessment, &scores, language), scores)
}

#[test]
fn every_case_has_its_words() {
    let file = std::fs::read_to_string("tests/verdicts.txt").unwrap();
    let lines = |block: &'static str| {
        block.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>()
    };
    let blocks = file.leak().split("\n\n").map(lines).filter(|lines| !lines.is_empty());
    let (mut cases, mut met) = (0, BTreeSet::new());
    for block in blocks {
        let [answers, readiness, texts @ ..] = &block[..] else { unreachable!("{block:?}") };
        assert_eq!(texts.len(), 2, "{block:?}");
        for (language, expected) in Language::ALL.into_iter().zip(texts) {
            let answers = assessment(if *answers == "(nothing)" { "" } else { answers });
            let (verdict, scores) = verdict(&answers, language);
            assert_eq!(scores.readiness.id(), *readiness, "{block:?}");
            assert_eq!(verdict.text(), *expected);
        }
        met.insert(*readiness);
        cases += 1;
    }
    assert!(cases > 45, "{cases}");
    assert_eq!(met.len(), Readiness::ALL.len());
}

/// Any answers: mostly unanswered, mostly in place, or anything between.
fn answers() -> impl Strategy<Value = Assessment> {
    let answer = |low: u64| {
        prop_oneof![
            12 => (low..=5).prop_map(|level| Level::new(level).map(Choice::Level)),
            1 => Just(Some(Choice::Unknown)),
            1 => Just(None),
        ]
    };
    let of = move |low| prop::collection::vec(answer(low), ISO42001.questions.len());
    let key = prop::collection::vec(answer(1), ISO42001.questions.len()).prop_map(|mut all| {
        for (answer, question) in all.iter_mut().zip(ISO42001.questions) {
            *answer = answer.filter(|_| question.critical);
        }
        all
    });
    let some = (of(1), prop::collection::vec(any::<bool>(), ISO42001.questions.len())).prop_map(
        |(all, kept)| std::iter::zip(all, kept).map(|(it, is)| it.filter(|_| is)).collect(),
    );
    let targets = prop::collection::vec(3_u64..=5, ISO42001.domains.len());
    let all = prop_oneof![of(1), of(2), of(3), key, some];
    (all, prop_oneof![Just(vec![3; 8]), targets]).prop_map(|(all, targets)| {
        let mut assessment = Assessment::new(&ISO42001);
        for (entry, choice) in assessment.entries.iter_mut().zip(all) {
            entry.choice = choice;
        }
        for (target, level) in assessment.targets.iter_mut().zip(targets) {
            *target = Level::new(level).unwrap();
        }
        assessment
    })
}

/// Words that no verdict may contain, in small letters.
const NEVER: [&str; 14] = [
    "complian",
    "certif",
    "guarant",
    "pass ",
    " conform",
    "garanti",
    "réussi",
    "undetermined",
    "{",
    "  ",
    "..",
    ": .",
    "; ;",
    "–",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: common::cases(400), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn every_verdict_is_short_true_and_well_set(assessment in answers()) {
        for language in Language::ALL {
            let (verdict, scores) = verdict(&assessment, language);
            let text = verdict.text();
            // Two or three sentences, as many words as one takes in at once. French needs more.
            prop_assert!((1..=2).contains(&verdict.sentences.len()), "{text}");
            let most = if language == Language::English { 72 } else { 84 };
            prop_assert!(text.split_whitespace().count() <= most, "{text}");
            for sentence in &verdict.sentences {
                prop_assert!(sentence.ends_with('.') && !sentence.contains(". "), "{sentence}");
                prop_assert!(!sentence.starts_with(char::is_lowercase), "{sentence}");
            }
            let small = text.to_lowercase();
            for word in NEVER {
                prop_assert!(!small.contains(word), "“{word}” in {text}");
            }
            let is_audit = small.contains("audit ") || small.contains("audit\u{a0}");
            prop_assert!(!scores.provisional || !is_audit, "of readiness too early: {text}");
            // The critical gaps are counted wherever there is one, and each that is named is one.
            let critical: Vec<_> = scores.critical_gaps().map(|gap| gap.question).collect();
            if !critical.is_empty() {
                let says = ["critical gap", "écart"].map(|gap| format!("{} {gap}", critical.len()));
                prop_assert!(says.iter().any(|says| text.contains(says)), "{text}");
            }
            for (index, question) in ISO42001.questions.iter().enumerate() {
                let title = language.after_colon(language.texts().questions[index].title);
                let begins = [": ", ", ", " and ", " et ", " them ", " dont "];
                let ends = [".", ", ", ";", " and ", " et "];
                let is_named = begins.iter().any(|before| {
                    ends.iter().any(|after| text.contains(&format!("{before}{title}{after}")))
                });
                let is_open = assessment.entries[index].answer().is_none();
                if question.critical && is_named {
                    prop_assert!(critical.contains(&index) || is_open, "{title} in {text}");
                }
            }
            if language == Language::French {
                for (index, _) in text.match_indices([':', '»']) {
                    prop_assert!(text[..index].ends_with('\u{a0}'), "{text}");
                }
                prop_assert!(!text.contains(" :") && !text.contains('\''), "{text}");
            }
        }
    }
}
