//! Tests answers files as editors, shells and other programs leave them: in another encoding, with
//! a member twice, with numbers and times in other forms.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::time::{Duration, Instant};

use aims_assessment::assessment::file::{self, MOST_BYTES, Opened, Problem, ProblemKind, Refusal};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::file_problems;
use aims_assessment::storage::summary;
use boon::{Compiler, Schemas};
use proptest::prelude::*;
use serde_json::Value;

const BEGIN: &str = r#"{"format":"aims-assessment/answers","version":1,"#;

/// Returns a file with these members.
fn file(members: &str) -> String {
    format!("{BEGIN}{members}}}")
}

fn open(text: &str) -> Opened {
    file::read(&ISO42001, text.as_bytes()).unwrap_or_else(|why| unreachable!("{text}: {why:?}"))
}

/// Returns the problems as text, after checking that both languages list as many.
fn told(problems: &[Problem]) -> Vec<String> {
    assert_eq!(file_problems::problem_list(Language::French, problems).len(), problems.len());
    file_problems::problem_list(Language::English, problems)
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn an_intact_file_is_read_however_it_is_encoded() {
    let text = file("\"organisation\":\"Érablière 😀\",\r\n\"answers\":{\"C4-1\":{\"level\":3}}");
    for (name, bytes) in [
        ("UTF-8", text.clone().into_bytes()),
        ("with a mark", format!("\u{feff}{text}").into_bytes()),
        ("with two marks", format!("\u{feff}\u{feff}{text}").into_bytes()),
        ("with a zero at its end", format!("{text}\0").into_bytes()),
        ("with control-Z at its end", format!("{text}\r\n\u{1a}").into_bytes()),
        ("with blanks and zeros", format!("\u{feff}\n {text}\r\n\0\0\n").into_bytes()),
        ("UTF-16, as PowerShell writes it", wide(&format!("\u{feff}{text}\r\n"), u16::to_le_bytes)),
        ("UTF-16, the other way round", wide(&format!("\u{feff}{text}\r\n"), u16::to_be_bytes)),
        ("UTF-16 with two marks", wide(&format!("\u{feff}\u{feff}{text}"), u16::to_le_bytes)),
        ("UTF-16 without a mark", wide(&text, u16::to_le_bytes)),
        ("UTF-16 without a mark, the other way round", wide(&text, u16::to_be_bytes)),
    ] {
        let opened =
            file::read(&ISO42001, &bytes).unwrap_or_else(|why| unreachable!("{name}: {why:?}"));
        assert_eq!(opened.assessment.organisation, "Érablière 😀", "{name}");
        assert_eq!((opened.assessment.answered(0..42), opened.problems), (1, vec![]), "{name}");
    }
    let marked = wide(&format!("\u{feff}{text}"), u16::to_le_bytes);
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
    for (name, bytes, why) in [
        ("an older encoding", latin, Refusal::NotUtf8),
        ("cut off within a letter", marked[..marked.len() - 1].to_vec(), Refusal::NotJson),
        ("cut off", marked[..marked.len() - 2].to_vec(), Refusal::NotJson),
        ("a zero inside", text.replace("\"C4", "\0\"C4").into_bytes(), Refusal::NotJson),
        ("a picture", b"\x89PNG\r\n\x1a\n{".to_vec(), Refusal::NotJson),
        (
            "too large",
            wide(&format!("\u{feff}{text}{}", " ".repeat(MOST_BYTES / 2)), u16::to_le_bytes),
            Refusal::TooLarge,
        ),
    ] {
        assert_eq!(file::read(&ISO42001, &bytes).unwrap_err(), why, "{name}");
    }
    let begun = Instant::now();
    assert_eq!(file::read(&ISO42001, &vec![0xff; 50 << 20]).unwrap_err(), Refusal::TooLarge);
    assert!(begun.elapsed() < Duration::from_secs(2), "50 MB are refused unread");
}

#[test]
fn numbers_are_read_however_they_are_written() {
    for (level, read) in [
        ("3", Some(3)),
        ("3.0", Some(3)),
        ("3.000", Some(3)),
        ("3e0", Some(3)),
        ("3.0E+00", Some(3)),
        ("0.3e1", Some(3)),
        ("0.03e2", Some(3)),
        ("30e-1", Some(3)),
        ("3.5", None),
        ("3.0000001", None),
        ("0.3", None),
        ("0", None),
        ("0.0", None),
        ("-3.0", None),
        ("6.0", None),
        ("30", None),
        ("3e1", None),
        ("3e-1", None),
        ("3e99999999999999999999", None),
        ("3e-99999999999999999999", None),
        ("3e9223372036854775807", None),
        ("0e9223372036854775807", None),
    ] {
        let opened = open(&file(&format!(
            "\"targets\":{{\"A\":{level}}},\"answers\":{{\"C4-1\":{{\"level\":{level}}}}}"
        )));
        assert_eq!(opened.assessment.answered(0..1), usize::from(read.is_some()), "{level}");
        let expected: &[&str] = if read.is_some() { &[] } else { &["A", "C4-1"] };
        assert_eq!(
            opened.problems.iter().map(|problem| &*problem.place).collect::<Vec<_>>(),
            expected,
            "{level}"
        );
        // The reader accepts what the schema allows; boon can't calculate with the last ones.
        if level.len() < 12 {
            assert_eq!(
                is_valid(&format!("{{\"C4-1\":{{\"level\":{level}}}}}"), "2026-11-23T12:00:00Z"),
                read.is_some(),
                "{level}"
            );
        }
    }
}

/// Returns whether the published schema allows a file with these answers and this time, including
/// formats.
fn is_valid(answers: &str, saved_at: &str) -> bool {
    let mut schemas = Schemas::new();
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    let index = compiler.compile("docs/formats/answers-1.schema.json", &mut schemas).unwrap();
    let file = file(&format!("\"saved_at\":{},\"answers\":{answers}", Value::from(saved_at)));
    schemas.validate(&serde_json::from_str(&file).unwrap(), index).is_ok()
}

#[test]
fn times_of_other_programs_are_read_and_days_that_never_were_are_told() {
    for (said, time) in [
        ("\"2026-11-23T12:00:00Z\"", Some("2026-11-23T12:00:00Z")),
        ("\"2026-11-23T12:00:00.000Z\"", Some("2026-11-23T12:00:00Z")),
        ("\"2026-11-23T23:30:00-05:00\"", Some("2026-11-24T04:30:00Z")),
        ("\"2024-02-29T00:00:00.123456+05:30\"", Some("2024-02-28T18:30:00Z")),
        ("\"9999-99-99T99:99:99Z\"", None),
        ("\"2026-02-30T12:00:00Z\"", None),
        ("\"2026-11-23T25:00:00Z\"", None),
        ("\"yesterday\"", None),
        ("1795435200", None),
        ("[]", None),
    ] {
        let opened =
            open(&file(&format!("\"saved_at\":{said},\"answers\":{{\"C4-1\":{{\"level\":3}}}}")));
        assert_eq!(opened.saved_at.as_deref(), time, "{said}");
        assert_eq!(opened.assessment.answered(0..1), 1, "{said}");
        let expected: &[Problem] =
            &[Problem { place: "saved_at".to_owned(), kind: ProblemKind::BadMember }];
        assert_eq!(opened.problems, if time.is_some() { &[] } else { expected }, "{said}");
    }
    for nothing in ["", "\"saved_at\":null", "\"saved_at\":\"\""] {
        let opened = open(&file(nothing).replace(",}", "}"));
        assert_eq!((opened.saved_at, opened.problems), (None, vec![]), "{nothing}");
    }
}

#[test]
fn what_stands_twice_is_told_and_the_last_is_read() {
    for (members, level, expected) in [
        (
            r#""answers":{"C4-1":{"level":1},"C4-1":{"level":5}}"#,
            5,
            "C4-1 (Context and AI roles): “C4-1” stands in the file more than once; the last one is used",
        ),
        (
            r#""answers":{"C4-1":{"level":1},"C4\u002d1":{"level":5}}"#,
            5,
            "C4-1 (Context and AI roles): “C4-1” stands",
        ),
        (
            r#""answers":{"C4-1":{"level":1,"note":"a","level":2}}"#,
            2,
            "C4-1 (Context and AI roles): “level” stands",
        ),
        (
            r#""answers":{"C5-1":{"level":1}},"answers":{"C4-1":{"level":4}}"#,
            4,
            "answers: “answers” stands",
        ),
        (
            r#""answers":{"C4-1":{"level":4}},"organisation":"a","organisation":"b""#,
            4,
            "organisation: “organisation” stands",
        ),
        (r#""answers":{"C4-1":{"level":4}},"targets":{"A":4,"A":5}"#, 4, "A: “A” stands"),
        (
            r#""answers":{"C4-1":{"level":4}},"profile":{"sector":"health","sector":"health"}"#,
            4,
            "profile/sector: “sector” stands",
        ),
        (
            r#""answers":{"C4-1":{"level":4}},"soa":{"A.2.2":{"applicable":true,"applicable":false}}"#,
            4,
            "A.2.2: “applicable” stands",
        ),
        (
            r#""answers":{"C4-1":{"level":4}},"later":[{"a":1},{"a":1,"a":2}]"#,
            4,
            "later: “a” stands",
        ),
        // The same name in two places is no repetition
        (
            r#""answers":{"C4-1":{"level":4},"C5-1":{"level":4}},"later":[{"level":4},{"level":4}]"#,
            4,
            "",
        ),
        (r#""answers":{"C4-1":{"level":4,"note":"\"C4-1\":{},\"C4-1\":{}"}}"#, 4, ""),
    ] {
        let opened = open(&file(members));
        let lines = told(&opened.problems);
        assert_eq!(lines.len(), usize::from(!expected.is_empty()), "{members}: {lines:?}");
        assert!(lines.iter().all(|line| line.starts_with(expected)), "{members}: {lines:?}");
        assert_eq!(
            opened.assessment.entries[0].answer().map(|answer| format!("{answer:?}")),
            Some(format!("Level(Level({level}))")),
            "{members}"
        );
    }
}

#[test]
fn half_a_character_does_not_cost_the_file() {
    for (members, place, text) in [
        (r#""answers":{"C4-1":{"level":3,"note":"cut \ud83d"}}"#, "C4-1", "cut \u{fffd}"),
        (
            r#""answers":{"C4-1":{"level":3,"note":"\ude00\ud83d\ude00\\ud83d"}}"#,
            "C4-1",
            "\u{fffd}😀\\ud83d",
        ),
        (r#""organisation":"\uD83D\uD83D","answers":{"C4-1":{"note":"x"}}"#, "organisation", "x"),
        (
            r#""soa":{"A.2.2":{"justification":"\ud83d"}},"answers":{"C4-1":{"note":"x"}}"#,
            "A.2.2",
            "x",
        ),
        (r#""answers":{"C4-1":{"note":"x","\udfff":1}}"#, "C4-1", "x"),
        (r#""answers":{"C4-1":{"note":"x"}},"later":["\udfff"]"#, "later", "x"),
    ] {
        for opened in [open(&file(members)), file::read_stored(&ISO42001, &file(members)).unwrap()]
        {
            assert_eq!(
                opened.problems,
                [Problem { place: place.to_owned(), kind: ProblemKind::Replaced }],
                "{members}"
            );
            assert_eq!(opened.assessment.entries[0].note, text, "{members}");
            // It is written as it is shown, and then is no longer a problem.
            let again = open(&file::write(&ISO42001, &opened.assessment, ""));
            assert_eq!((again.assessment, again.problems), (opened.assessment, vec![]));
        }
        let renamed = summary::renamed(&file(members), "Acme").unwrap();
        assert_eq!(
            open(&renamed).assessment.organisation,
            "Acme",
            "and where only a name is changed"
        );
    }
    // For an unknown question, the name is reported as it is kept.
    let opened = open(&file(r#""answers":{"C4\ud83d":{"level":3}}"#));
    let places: Vec<&str> = opened.problems.iter().map(|problem| &*problem.place).collect();
    assert_eq!(places, ["C4\u{fffd}", "C4\u{fffd}"]);
}

/// Generates JSON text with repeated names, escapes of every kind, and blanks.
fn nearly_json() -> impl Strategy<Value = String> {
    let string = "(a|b|C4-1|level|\\\\u(d83d|DE00|0041|ffff|d83)|\\\\\\\\|\\\\\"|é|\\{|:){0,4}"
        .prop_map(|text| format!("\"{text}\""));
    let leaf = prop_oneof![
        string.clone(),
        "-?(0|[1-9][0-9]{0,2})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,3})?",
        Just("null".to_owned())
    ];
    leaf.prop_recursive(6, 40, 5, move |inner| {
        let member = (string.clone(), "[ \r\n\t]{0,2}", inner.clone())
            .prop_map(|(name, blank, value)| format!("{name}{blank}:{value}"));
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..5)
                .prop_map(|members| format!("{{{}}}", members.join(" ,"))),
        ]
    })
}

/// Returns the number of members of an object, including nested ones.
fn members(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(members).sum(),
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(600), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_parser_can_read_is_read_and_nothing_more_is_told(later in nearly_json()) {
        let text = file(&format!("\"later\":{later}"));
        let outcome = file::read(&ISO42001, text.as_bytes());
        if let Ok(value) = serde_json::from_str::<Value>(&text) && outcome != Err(Refusal::TooDeep) {
            let problems = outcome.unwrap().problems;
            // Each colon outside of a string is a member of the text.
            let colons = text.replace("\\\\", "").replace("\\\"", "").split('"').step_by(2).map(|part| part.matches(':').count()).sum::<usize>();
            prop_assert_eq!(problems.is_empty(), colons == members(&value), "{}: {:?}", text, problems);
            prop_assert_eq!(serde_json::to_value(file::members(&text).unwrap()).unwrap(), value);
        } else if let Ok(opened) = outcome {
            // Only the parser refuses it, and only for unpaired surrogates.
            prop_assert!(opened.problems.iter().any(|problem| problem.kind == ProblemKind::Replaced), "{}", text);
        }
    }

    #[test]
    fn any_text_is_looked_over(text in "([\\[\\]{}\":,\\\\ u]|d83d|1|é){0,40}") {
        let _ = file::members(&text);
        let _ = file::read(&ISO42001, format!("{BEGIN}{text}").as_bytes());
    }

    #[test]
    fn a_time_is_read_where_the_schema_allows_it(
        text in "(20[0-9]{2}|0000|1900|9999)-([01][0-9])-([0-3][0-9])[Tt]([0-2][0-9]):([0-6][0-9]):[0-5][0-9](\\.[0-9]{0,4})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])"
    ) {
        let opened = open(&file(&format!("\"saved_at\":\"{text}\"")));
        // Only here can an offset lead out of the four-digit years.
        if !text.starts_with("0000-01-01") && !text.starts_with("9999-12-31") {
            prop_assert_eq!(opened.saved_at.is_some(), is_valid("{}", &text), "{}", text);
        }
        if let Some(time) = opened.saved_at {
            prop_assert!(is_valid("{}", &time) && time.ends_with('Z') && time.len() == 20, "{}", time);
        }
    }

    #[test]
    fn any_time_is_answered(text in "\\PC{0,30}|[0-9T:.Z+é-]{0,30}") {
        let _ = file::read(&ISO42001, file(&format!("\"saved_at\":{}", Value::from(text))).as_bytes());
    }
}
