//! Tests the page in a frame: what the host may set, what it is told, and what a visitor shares.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Entry;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::brand::Brand;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::scores_file::{self, Origin};
use aims_assessment::scoring;
use aims_assessment::view::embed::{Event, Settings, chosen, events_after, shared, told_height};
use aims_assessment::view::route::{ResultsPart, Route};
use common::assessment;
use serde_json::{Value, json};

fn settings(pairs: &[(&str, &str)]) -> Settings {
    Settings::from_pairs(
        &ISO42001,
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    )
}

fn message(members: &Value) -> Settings {
    Settings::from_message(&ISO42001, &members.to_string()).unwrap()
}

#[test]
fn a_frames_address_is_read() {
    let read = settings(&[
        ("embed", ""),
        ("lang", "fr-CA"),
        ("accent", "#0a5"),
        ("logo", "data:image/png;base64,AAAA"),
        ("organisation", " Acme\u{0} <b>inc.</b>\n "),
        ("contact", "mailto:a@b.ca"),
        ("section", "A"),
        ("share", ""),
        ("other", "x"),
    ]);
    assert!(read.embed && read.share == Some(true));
    assert_eq!((read.language, read.section), (Some(Language::French), Some(Route::Section(7))));
    assert_eq!(read.accent.unwrap().to_string(), "#00aa55");
    assert_eq!(read.organisation.as_deref(), Some("Acme <b>inc.</b>"));
    assert!(read.logo.is_some() && read.contact.is_some());
    assert_eq!(settings(&[]), Settings::default());
}

#[test]
fn what_cannot_be_used_sets_nothing() {
    let odd = settings(&[
        ("lang", "de"),
        ("accent", "red"),
        ("logo", "https://a.ca/logo.png"),
        ("organisation", " \n"),
        ("contact", "javascript:alert(1)"),
        ("section", "11"),
        ("Embed", ""),
    ]);
    assert_eq!(odd, Settings::default());
    assert_eq!(settings(&[("organisation", &"x".repeat(500))]).organisation.unwrap().len(), 80);
    for (section, route) in [
        ("4", Some(Route::Section(0))),
        ("10", Some(Route::Section(6))),
        ("results", Some(Route::Results)),
        ("soa", None),
    ] {
        assert_eq!(settings(&[("section", section)]).section, route, "{section}");
    }
    for (value, share) in
        [("", true), ("1", true), ("true", true), ("0", false), ("false", false), ("no", false)]
    {
        assert_eq!(settings(&[("share", value)]).share, Some(share), "{value}");
    }
}

#[test]
fn a_message_says_all_that_the_host_sets() {
    let all = json!({ "type": "settings", "lang": "fr", "section": "results", "share": true, "accent": "#111", "organisation": "Acme",
        "contact": "mailto:a@b.ca", "logo": "data:image/png;base64,AAAA" });
    let read = message(&all);
    assert_eq!(
        (read.language, read.section, read.share),
        (Some(Language::French), Some(Route::Results), Some(true))
    );
    assert!(
        read.accent.is_some()
            && read.organisation.is_some()
            && read.contact.is_some()
            && read.logo.is_some()
            && read.embed
    );
    // A setting that a later message leaves out or leaves empty gets back the page's own value.
    for name in ["lang", "section", "share", "accent", "organisation", "contact", "logo"] {
        let with = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
            let mut members = all.as_object().unwrap().clone();
            change(&mut members);
            message(&Value::Object(members))
        };
        let (without, empty) = (
            with(&|members| drop(members.remove(name))),
            with(&|members| drop(members.insert(name.to_owned(), "".into()))),
        );
        assert_eq!(without, empty, "{name}");
        assert_ne!(without, read, "{name}");
    }
    assert_eq!(
        message(&json!({ "type": "settings" })),
        Settings { embed: true, ..Settings::default() }
    );
    for other in [
        "",
        "null",
        "[]",
        "{}",
        r#"{"type":"ready"}"#,
        r#"{"type":3}"#,
        r#"{"lang":"fr"}"#,
        "{\"type\":\"settings\"",
    ] {
        assert_eq!(Settings::from_message(&ISO42001, other), None, "{other}");
    }
}

/// The host can't learn from the frame's height what a screen shows of the answers: every screen,
/// before and after the visitor began.
#[test]
fn a_height_is_told_of_what_is_the_same_for_everybody() {
    let domains = (0..ISO42001.domains.len()).map(Route::Section);
    let questions = (0..ISO42001.questions.len()).map(Route::Question);
    let others =
        [Route::Results, Route::Assessments, Route::Compare, Route::Profile, Route::WhatIf];
    let others = others.into_iter().chain(ResultsPart::ALL.map(Route::Part));
    for screen in domains.chain(questions).chain(others) {
        assert_eq!(told_height(screen, false, 700), None, "{screen:?}");
        assert_eq!(told_height(screen, true, 700), None, "{screen:?}");
    }
    for screen in [Route::Start, Route::Example] {
        assert_eq!(told_height(screen, false, 700), Some(700), "{screen:?}");
        assert_eq!(told_height(screen, true, 700), None, "{screen:?}");
    }
}

#[test]
fn settings_come_before_the_brand_of_the_page() {
    let brand = Brand::read(r##"{"name":"N","accent":"#222222","contact":"https://n.ca"}"##);
    assert_eq!(brand.with(&Settings::default()), brand);
    let with = brand.with(&settings(&[
        ("accent", "#333"),
        ("logo", "data:image/png;base64,AAAA"),
        ("organisation", "Acme"),
    ]));
    assert_eq!(
        (with.name.as_deref(), with.accent.unwrap().to_string().as_str()),
        (Some("Acme"), "#333333")
    );
    assert_eq!((with.contact, with.logo.is_some()), (brand.contact, true));
}

#[test]
fn the_host_is_told_how_far_the_visitor_is() {
    let progress = |answered| Event::Progress { answered, questions: 42 };
    for (before, now, events) in [
        (0, 0, vec![]),
        (0, 1, vec![Event::Started, progress(1)]),
        (1, 2, vec![progress(2)]),
        (2, 2, vec![]),
        (2, 1, vec![progress(1)]),
        (1, 0, vec![progress(0)]),
        (41, 42, vec![progress(42), Event::Completed]),
        (42, 42, vec![]),
        (42, 41, vec![progress(41)]),
        // An opened file
        (0, 42, vec![Event::Started, progress(42), Event::Completed]),
        (42, 0, vec![progress(0)]),
    ] {
        assert_eq!(events_after(before, now, 42), events, "{before} → {now}");
    }
}

#[test]
fn messages_are_as_documented() {
    let result = shared(&ISO42001, &assessment("all 3"));
    for (event, text) in [
        (Event::Ready, r#"{"type":"ready"}"#.to_owned()),
        (Event::Resize { height: Some(812) }, r#"{"height":812,"type":"resize"}"#.to_owned()),
        (Event::Resize { height: None }, r#"{"height":null,"type":"resize"}"#.to_owned()),
        (Event::Show, r#"{"type":"show"}"#.to_owned()),
        (Event::Language(Language::French), r#"{"language":"fr","type":"language"}"#.to_owned()),
        (Event::Started, r#"{"type":"started"}"#.to_owned()),
        (
            Event::Progress { answered: 3, questions: 42 },
            r#"{"answered":3,"questions":42,"type":"progress"}"#.to_owned(),
        ),
        (Event::Completed, r#"{"type":"completed"}"#.to_owned()),
        (
            Event::Result(result.clone()),
            format!(r#"{{"type":"result","result":{}}}"#, result.text()),
        ),
    ] {
        assert_eq!(event.message(), text);
        assert!(serde_json::from_str::<Value>(&text).unwrap().is_object());
    }
}

/// Organizations with equally many answers cause the same messages, however different their
/// answers.
#[test]
fn no_event_but_the_result_carries_an_answer_or_a_score() {
    let messages = |notation: &str| {
        let answers = assessment(notation);
        // Answers one question after the other.
        let after = |count: usize| {
            let mut so_far = answers.clone();
            so_far.entries[count..].fill(Entry::default());
            chosen(&so_far)
        };
        let steps = (1..=42).flat_map(|count| events_after(after(count - 1), after(count), 42));
        steps.map(|event| event.message()).collect::<Vec<_>>()
    };
    let told = messages("all 1");
    assert_eq!(told.len(), 44);
    for notation in ["all 5", "all ?", "all 3, A-5 na, target 4 5"] {
        assert_eq!(messages(notation), told, "{notation}");
    }
    // Nor does it reveal which control is not applicable while its reason is being written.
    let mut without_reason = assessment("all 3, A-5 na");
    for entry in &mut without_reason.entries {
        entry.reason.clear();
    }
    assert_eq!((without_reason.answered(0..42), chosen(&without_reason)), (41, 42));
    for message in told {
        let value: Value = serde_json::from_str(&message).unwrap();
        let members: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(members == ["type"] || members == ["answered", "questions", "type"], "{message}");
    }
}

#[test]
fn what_is_shared_is_the_scores_file_and_none_of_what_was_written() {
    let mut answers = assessment("all 2, A-5 na, C4-1 ?, target 6 4");
    "Secret organisation".clone_into(&mut answers.organisation);
    for entry in &mut answers.entries {
        "Secret note".clone_into(&mut entry.note);
        "Secret reason".clone_into(&mut entry.reason);
    }
    answers.plan.set(0, Action { owner: "Secret owner".to_owned(), ..Action::default() });
    answers.set_aside.insert("Secret question".to_owned(), json!("Secret"));
    let text = shared(&ISO42001, &answers);
    assert!(!text.text().contains("Secret"), "{}", text.text());
    assert_eq!(
        text.text(),
        scores_file::write(
            &ISO42001,
            &answers,
            &scoring::score(&ISO42001, &answers),
            Origin::default()
        )
    );
    let value: Value = serde_json::from_str(text.text()).unwrap();
    assert_eq!(value["format"], "aims-assessment/scores");
    assert!(
        value.get("answers").is_none()
            && value.get("organisation").is_none()
            && value.get("profile").is_none()
            && value.get("saved_at").is_none()
    );
}
