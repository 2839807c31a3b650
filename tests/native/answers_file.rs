//! Tests answers files as people and other programs write them, good and bad.
#![allow(clippy::unwrap_used, missing_docs)]

use aims_assessment::assessment::answers::{Assessment, Choice};
use aims_assessment::assessment::file::{self, MOST_BYTES, Opened, Refusal};
use aims_assessment::assessment::merge::{self, Keep};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::file_problems;
use serde_json::{Value, json};

fn file(answers: &Value) -> Value {
    json!({ "format": "aims-assessment/answers", "version": 1, "questionnaire": { "id": "iso42001", "version": "1.0" }, "answers": answers })
}

fn open(file: &Value) -> Result<Opened, Refusal> {
    file::read(&ISO42001, file.to_string().as_bytes())
}

#[test]
fn one_bad_answer_is_left_out_and_told() {
    // The entry of a question, whether it is an answer, and the expected problem
    for (code, entry, answered, said) in [
        ("C4-1", json!({ "level": 3 }), true, ""),
        ("C4-1", json!({ "unknown": true }), true, ""),
        ("C4-1", json!({ "note": "only a note" }), false, ""),
        ("C4-1", json!({}), false, ""),
        ("A-8", json!({ "not_applicable": "no data" }), true, ""),
        ("C4-1", json!({ "level": 7 }), false, "level 7 is not a whole number between 1 and 5"),
        ("C4-1", json!({ "level": 0 }), false, "level 0 "),
        ("C4-1", json!({ "level": 3.5 }), false, "level 3.5 "),
        ("C4-1", json!({ "level": "3" }), false, "level \"3\" "),
        ("C4-1", json!({ "level": null }), false, "level null "),
        (
            "C4-1",
            json!({ "level": [[1], "a long list of things"] }),
            false,
            "level [[1],\"a long list o… ",
        ),
        ("C4-1", json!({ "unknown": "yes" }), false, "must be true or false"),
        ("C4-1", json!({ "unknown": false }), false, "must be true or false"),
        ("C4-1", json!({ "not_applicable": "x" }), false, "always applies"),
        ("A-8", json!({ "not_applicable": "" }), false, "needs a reason"),
        ("A-8", json!({ "not_applicable": " \n" }), false, "needs a reason"),
        ("A-8", json!({ "not_applicable": true }), false, "needs a reason"),
        ("A-8", json!({ "level": 2, "not_applicable": "x" }), false, "two kinds of answer"),
        ("C4-1", json!({ "level": 2, "unknown": true }), false, "two kinds of answer"),
        // A program that writes every member means the level
        ("C4-1", json!({ "level": 2, "unknown": false, "not_applicable": null }), true, ""),
        ("C4-1", json!(3), false, "not in a known form"),
        ("C4-1", json!(null), false, "not in a known form"),
        ("C4-1", json!({ "level": 2, "note": 5 }), true, "the note is not a text"),
        ("C4-99", json!({ "level": 2 }), false, "no such question"),
    ] {
        let opened = open(&file(&json!({ code: entry, "C5-1": { "level": 4 } }))).unwrap();
        let told: Vec<String> = opened
            .problems
            .iter()
            .map(|problem| file_problems::problem_at(Language::English, problem))
            .collect();
        assert_eq!(told.len(), usize::from(!said.is_empty()), "{entry}: {told:?}");
        assert!(
            told.iter()
                .all(|text| text.starts_with(code) && text.contains(": ") && text.contains(said)),
            "{entry}: {told:?}"
        );
        let question = ISO42001.question(code);
        let is_answered =
            question.is_some_and(|question| opened.assessment.entries[question].answer().is_some());
        assert_eq!(is_answered, answered, "{entry}");
        assert_eq!(
            opened.assessment.answered([ISO42001.question("C5-1").unwrap()]),
            1,
            "the rest is read"
        );
    }
}

#[test]
fn what_is_no_answers_file_is_refused_whole() {
    let good = r#"{"format":"aims-assessment/answers","version":1,"questionnaire":{"id":"iso42001","version":"1.0"},"answers":{"C4-1":{"level":3}}}"#;
    let good = good.to_owned();
    let nested = |levels: usize| {
        good.replacen('{', &format!("{{\"x\":{}{},", "[".repeat(levels), "]".repeat(levels)), 1)
    };
    let long = format!("{good}{}", " ".repeat(MOST_BYTES - good.len()));
    for (text, expected) in [
        (good.clone(), None),
        (format!("\u{feff}{good}"), None),
        (nested(7), None),
        (long.clone(), None),
        (good.replace("\"version\":1,", "\"version\":1,\"later\":{\"a\":[1]},"), None),
        (nested(8), Some(Refusal::TooDeep)),
        (format!("{long} "), Some(Refusal::TooLarge)),
        (String::new(), Some(Refusal::NotJson)),
        (good[..good.len() - 1].to_owned(), Some(Refusal::NotJson)),
        ("[]".to_owned(), Some(Refusal::Foreign)),
        ("{}".to_owned(), Some(Refusal::Foreign)),
        (good.replace("/answers\"", "/scores\""), Some(Refusal::Foreign)),
        (good.replace("\"version\":1,", ""), Some(Refusal::Foreign)),
        (good.replace("\"version\":1,", "\"version\":\"1\","), Some(Refusal::Foreign)),
        (good.replace("\"version\":1,", "\"version\":0,"), Some(Refusal::Foreign)),
        (good.replace("\"version\":1,", "\"version\":2,"), Some(Refusal::Newer)),
        (
            good.replace("\"version\":1,", "\"version\":1000000000000000000000000000000,"),
            Some(Refusal::Newer),
        ),
        (good.replace("\"version\":1,", "\"version\":1.5,"), Some(Refusal::Newer)),
        (good.replace("\"version\":1,", "\"version\":1.00,"), None),
        (good.replace("\"version\":1,", "\"version\":0.5,"), Some(Refusal::Foreign)),
        (good.replace("\"version\":1,", "\"version\":-2.5,"), Some(Refusal::Foreign)),
        (good.replace("iso42001", "iso27001"), Some(Refusal::OtherQuestionnaire)),
        (
            good.replace("{\"id\":\"iso42001\",\"version\":\"1.0\"}", "\"iso27001\""),
            Some(Refusal::OtherQuestionnaire),
        ),
    ] {
        let outcome = file::read(&ISO42001, text.as_bytes()).map(|_| ()).err();
        assert_eq!(outcome, expected, "{}", &text.chars().take(120).collect::<String>());
    }
    assert_eq!(
        file::read(&ISO42001, &[0xff, 0xfe, b'{', 0]).err(),
        Some(Refusal::NotJson),
        "UTF-16, cut off"
    );
}

#[test]
fn a_long_list_of_problems_ends_with_how_many_more() {
    for (left_out, lines, last) in [(0, 0, None), (12, 12, Some("C12-12: ")), (14, 13, Some("2 "))]
    {
        let answers: serde_json::Map<String, Value> =
            (1..=left_out).map(|n| (format!("C12-{n:02}"), json!({ "level": 2 }))).collect();
        let told = file_problems::problem_list(
            Language::English,
            &open(&file(&Value::Object(answers))).unwrap().problems,
        );
        assert_eq!(told.len(), lines);
        assert!(
            told.last()
                .map(String::as_str)
                .zip(last)
                .is_none_or(|(line, begins)| line.contains(begins)),
            "{told:?}"
        );
    }
}

#[test]
fn targets_are_3_to_5() {
    let mut with_targets = file(&json!({}));
    with_targets["targets"] = json!({ "A": 4, "5": 2, "6": "4", "11": 4 });
    let opened = open(&with_targets).unwrap();
    let targets: Vec<u32> =
        opened.assessment.targets.iter().map(|target| target.number()).collect();
    assert_eq!(targets, [3, 3, 3, 3, 3, 3, 3, 4]);
    let told: Vec<String> = opened
        .problems
        .iter()
        .map(|problem| file_problems::problem_at(Language::English, problem))
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    11: the questionnaire has no such domain; its target was left out
    5: target 2 is not 3, 4 or 5; the usual target, 3, is used
    6: target "4" is not 3, 4 or 5; the usual target, 3, is used
    "#);
}

#[test]
fn what_the_questionnaire_lacks_is_written_back() {
    let foreign = json!({ "level": 2, "note": "from a later version", "extra": [1, 2] });
    let opened = open(&file(&json!({ "C4-1": { "level": 3 }, "C11-1": foreign }))).unwrap();
    let written: Value =
        serde_json::from_str(&file::write(&ISO42001, &opened.assessment, "2026-11-23T12:00:00Z"))
            .unwrap();
    assert_eq!(written["answers"]["C11-1"], foreign);
    assert_eq!(written["answers"]["C4-1"], json!({ "level": 3 }));
}

#[test]
fn the_file_is_as_published() {
    let mut all = file(&json!({
        "C4-1": { "level": 3, "note": "optional text" }, "C9-3": { "unknown": true }, "A-8": { "not_applicable": "the reason" }
    }));
    all["organisation"] = json!("Exemple inc.");
    all["targets"] = json!({ "A": 4 });
    let opened = open(&all).unwrap();
    insta::assert_snapshot!(file::write(&ISO42001, &opened.assessment, "2026-11-23T12:00:00Z"));
}

#[test]
fn not_applicable_without_a_reason_is_remembered_and_no_answer() {
    let mut assessment = Assessment::new(&ISO42001);
    let question = ISO42001.question("A-8").unwrap();
    assessment.entries[question].choice = Some(Choice::NotApplicable);
    let text = file::write(&ISO42001, &assessment, "");
    assert!(!text.contains("\"not_applicable\":"), "{text}");
    let again = file::read(&ISO42001, text.as_bytes()).unwrap();
    assert_eq!((again.assessment, again.problems), (assessment.clone(), vec![]));
    assert_eq!(assessment.answered([question]), 0);
    // A blank reason is none: it is read as it will be written (found by the fuzzer).
    let blank = open(&file(&json!({ "A-8": { "not_applicable": " " } }))).unwrap().assessment;
    assert_eq!(
        file::read(&ISO42001, file::write(&ISO42001, &blank, "").as_bytes()).unwrap().assessment,
        blank
    );
    // A pending "not applicable" has no effect beside an answer, nor where the question always
    // applies.
    for (code, entry) in [
        ("A-8", json!({ "level": 2, "pending": "not_applicable" })),
        ("C4-1", json!({ "pending": "not_applicable" })),
    ] {
        let opened = open(&file(&json!({ code: entry }))).unwrap();
        assert_ne!(
            opened.assessment.entries[ISO42001.question(code).unwrap()].choice,
            Some(Choice::NotApplicable)
        );
    }
}

#[test]
fn opening_a_file_keeps_what_only_the_browser_has() {
    let own = open(&file(&json!({ "C4-1": { "level": 3 } }))).unwrap().assessment;
    let empty = Assessment::new(&ISO42001);
    for (present, is_opened_file, has_older, keep) in [
        (&empty, false, false, Keep::Nothing),
        (&empty, false, true, Keep::Nothing),
        (&own, false, false, Keep::Present),
        (&own, false, true, Keep::Present),
        (&own, true, true, Keep::Older), // the visitor's own answers from before the first file
        (&own, true, false, Keep::Present),
    ] {
        assert_eq!(
            merge::when_opening(present, is_opened_file, has_older),
            keep,
            "{is_opened_file} {has_older}"
        );
    }
}

#[test]
fn a_reason_survives_another_choice() {
    let mut opened = open(&file(&json!({ "A-8": { "not_applicable": "no data" } }))).unwrap();
    let question = ISO42001.question("A-8").unwrap();
    opened.assessment.entries[question].choice = Some(Choice::Unknown);
    let again =
        file::read(&ISO42001, file::write(&ISO42001, &opened.assessment, "").as_bytes()).unwrap();
    assert_eq!(again.assessment.entries[question].reason, "no data");
    assert_eq!(again.assessment.entries[question].choice, Some(Choice::Unknown));
    assert_eq!(again.problems, []);
}
