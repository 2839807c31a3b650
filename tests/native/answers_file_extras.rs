//! Tests the profile and the statement of applicability in answers files: optional, kept, and read
//! with care.
#![allow(clippy::unwrap_used, missing_docs)]

use aims_assessment::assessment::file::{self, Opened};
use aims_assessment::assessment::merge;
use aims_assessment::assessment::soa::Status;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::file_problems;
use serde_json::{Value, json};

fn opened(member: &str, value: &Value) -> Opened {
    let file = json!({ "format": file::FORMAT, "version": 1, member: value, "answers": { "C4-1": { "level": 3 } } });
    file::read(&ISO42001, file.to_string().as_bytes()).unwrap()
}

fn written(opened: &Opened) -> Value {
    serde_json::from_str(&file::write(&ISO42001, &opened.assessment, "2026-11-23T12:00:00Z"))
        .unwrap()
}

#[test]
fn older_files_have_neither_and_none_is_written() {
    let file =
        json!({ "format": file::FORMAT, "version": 1, "answers": { "C4-1": { "level": 3 } } });
    let opened = file::read(&ISO42001, file.to_string().as_bytes()).unwrap();
    assert!(
        opened.problems.is_empty()
            && opened.assessment.profile.is_empty()
            && opened.assessment.soa.is_empty()
    );
    let written = written(&opened);
    assert!(written.get("profile").is_none() && written.get("soa").is_none());
    assert_eq!(written["version"], 1);
}

#[test]
fn what_is_good_comes_back_as_it_was() {
    let profile = json!({ "certificates": ["iso_27001", "iso_9001"], "european_union": "yes", "roles": ["use"], "headcount": "50-249" });
    let opened_profile = opened("profile", &profile);
    assert!(opened_profile.problems.is_empty());
    assert_eq!(written(&opened_profile)["profile"], profile);
    let soa = json!({
        "A.2.2": { "applicable": false, "justification": "of the group" },
        "A.10.4": { "status": "implemented" },
        "A.6.1.2": { "applicable": true, "justification": "<b>bold</b>", "status": "open" },
    });
    let opened_soa = opened("soa", &soa);
    assert!(opened_soa.problems.is_empty());
    assert_eq!(written(&opened_soa)["soa"], soa);
    assert_eq!(
        opened_soa.assessment.soa[&ISO42001.control("A.10.4").unwrap()].status,
        Some(Status::Implemented)
    );
}

/// Every option that a file of 0.1 may hold, in its order there. The list only grows elsewhere: an
/// option that disappears or means something else would change what old files say.
#[test]
fn profiles_of_older_files_are_read_as_they_are() {
    for (topic, many, options) in [
        ("roles", true, &["develop", "provide", "integrate", "use"][..]),
        ("european_union", false, &["yes", "no", "unsure"]),
        ("jurisdictions", true, &["quebec", "quebec_public", "other_province", "federal"]),
        ("jurisdictions", true, &["elsewhere"]),
        ("certificates", true, &["iso_27001", "iso_9001", "iso_27701"]),
        ("certificates", true, &["none"]),
        ("automated_decisions", false, &["yes", "no", "unsure"]),
        ("general_model", false, &["yes", "no"]),
        (
            "sector",
            false,
            &["finance", "health", "public", "technology", "industry", "services", "other"],
        ),
        ("headcount", false, &["1-49", "50-249", "250-999", "1000+"]),
    ] {
        let values = if many {
            vec![json!(options)]
        } else {
            options.iter().map(|option| json!(option)).collect()
        };
        for value in values {
            let profile = json!({ topic: value });
            let opened = opened("profile", &profile);
            assert!(opened.problems.is_empty(), "{profile}: {:?}", opened.problems);
            assert_eq!(written(&opened)["profile"], profile);
        }
    }
}

#[test]
fn what_is_bad_is_told_with_its_place_and_the_rest_is_read() {
    // Member, its value, the location of the problem, how much is kept
    for (member, value, place, kept) in [
        ("profile", json!("all of it"), "profile", 0),
        ("profile", json!({ "shoe_size": "42", "sector": "health" }), "profile/shoe_size", 1),
        ("profile", json!({ "sector": "magic", "european_union": "no" }), "profile/sector", 1),
        ("profile", json!({ "roles": ["use", 5] }), "profile/roles", 1),
        ("soa", json!([1, 2]), "soa", 0),
        (
            "soa",
            json!({ "A.99.9": { "applicable": true }, "A.2.2": { "applicable": false } }),
            "A.99.9",
            1,
        ),
        ("soa", json!({ "A.2.2": true }), "A.2.2", 0),
        ("soa", json!({ "A.2.2": { "applicable": "no", "justification": "kept" } }), "A.2.2", 1),
        ("soa", json!({ "A.2.2": { "status": "nearly", "applicable": true } }), "A.2.2", 1),
        ("soa", json!({ "A.2.2": { "justification": 3 } }), "A.2.2", 0),
    ] {
        let opened = opened(member, &value);
        let told: Vec<String> = opened
            .problems
            .iter()
            .map(|problem| file_problems::problem_at(Language::French, problem))
            .collect();
        assert_eq!(told.len(), 1, "{value}: {told:?}");
        assert_eq!(opened.problems[0].place, place, "{value}");
        let held = opened.assessment.profile.answered(&ISO42001) + opened.assessment.soa.len();
        assert_eq!(held, kept, "{value}");
        assert_eq!(opened.assessment.answered(0..42), 1, "the answers are read");
    }
}

#[test]
fn joining_takes_over_what_is_not_there_yet() {
    let mine = opened("soa", &json!({ "A.2.2": { "applicable": false, "justification": "mine" } }))
        .assessment;
    let soa = json!({ "A.2.2": { "justification": "theirs" }, "A.2.3": { "status": "partial" } });
    let theirs = json!({ "format": file::FORMAT, "version": 1, "profile": { "sector": "finance" }, "soa": soa, "answers": {} });
    let theirs = file::read(&ISO42001, theirs.to_string().as_bytes()).unwrap().assessment;
    let joined = merge::join(&mine, &theirs);
    assert_eq!(joined.soa[&ISO42001.control("A.2.2").unwrap()].justification, "mine");
    assert_eq!(joined.soa[&ISO42001.control("A.2.3").unwrap()].status, Some(Status::Partial));
    assert!(joined.profile.is_financial());
    assert_eq!(merge::join(&joined, &theirs), joined, "the same file twice changes nothing");
}
