//! Tests that the published JSON Schemas describe what the program writes and reads.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::report::scores_file::{self, Origin};
use aims_assessment::scoring;
use boon::{Compiler, SchemaIndex, Schemas};
use common::assessment;
use serde_json::{Value, json};

const ANSWERS: &str = "docs/formats/answers-1.schema.json";
const SCORES: &str = "docs/formats/scores-1.schema.json";

fn is_valid(schema: &str, value: &Value) -> Result<(), String> {
    let mut schemas = Schemas::new();
    let index: SchemaIndex = Compiler::new().compile(schema, &mut schemas).unwrap();
    schemas.validate(value, index).map_err(|error| format!("{error:#}\n{value:#}"))
}

#[test]
fn what_is_written_is_as_published() {
    for notation in
        ["", "all 1", "all 3, A-5 na, C9-3 ?, target A 4", "C4-1 5", "all 2, target 5 5"]
    {
        let assessment = assessment(notation);
        let scores = scoring::score(&ISO42001, &assessment);
        let problems =
            [file::Problem { place: "C4-1".to_owned(), kind: file::ProblemKind::TwoAnswers }];
        let origin = Origin {
            organisation: "Nordet",
            saved_at: "2026-11-23T12:00:00Z",
            problems: &problems,
        };
        let text = scores_file::write(&ISO42001, &assessment, &scores, origin);
        assert_eq!(is_valid(SCORES, &serde_json::from_str(&text).unwrap()), Ok(()));
        let text = scores_file::write(&ISO42001, &assessment, &scores, Origin::default());
        assert_eq!(is_valid(SCORES, &serde_json::from_str(&text).unwrap()), Ok(()));
        let text = file::write(&ISO42001, &assessment, "2026-11-23T12:00:00Z");
        assert_eq!(is_valid(ANSWERS, &serde_json::from_str(&text).unwrap()), Ok(()));
    }
}

#[test]
fn the_test_files_are_as_published_but_for_the_one_with_problems() {
    for (name, expected) in
        [("beginner", true), ("on-the-way", true), ("nearly-ready", true), ("with-problems", false)]
    {
        let text = std::fs::read_to_string(format!("tests/files/{name}.aims.json")).unwrap();
        let outcome = is_valid(ANSWERS, &serde_json::from_str(&text).unwrap());
        assert_eq!(outcome.is_ok(), expected, "{name}: {outcome:?}");
    }
}

#[test]
fn the_schema_refuses_what_the_reader_reports() {
    for entry in [
        json!({ "level": 7 }),
        json!({ "level": 3, "unknown": true }),
        json!({ "not_applicable": " " }),
        json!({ "unknown": false }),
        json!({ "note": 5 }),
        json!(3),
    ] {
        let file = json!({ "format": file::FORMAT, "version": file::VERSION, "answers": { "A-8": entry } });
        assert!(is_valid(ANSWERS, &file).is_err(), "the schema lets {entry} pass");
        assert_eq!(
            file::read(&ISO42001, file.to_string().as_bytes()).unwrap().problems.len(),
            1,
            "{entry}"
        );
    }
}

#[test]
fn what_is_set_for_the_plan_is_as_published() {
    let file = |plan: Value| json!({ "format": file::FORMAT, "version": 1, "plan": plan });
    let good = json!({
        "start": "2026-12-01",
        "lanes": 3,
        "actions": { "C5-2": { "owner": "Ana", "start": "2026-12-01", "due": "2026-12-20", "done": 40, "note": "n" } },
    });
    assert_eq!(is_valid(ANSWERS, &file(good.clone())), Ok(()));
    let opened = file::read(&ISO42001, file(good).to_string().as_bytes()).unwrap();
    let text = file::write(&ISO42001, &opened.assessment, "2026-11-23T12:00:00Z");
    assert_eq!(is_valid(ANSWERS, &serde_json::from_str(&text).unwrap()), Ok(()));
    for bad in [
        json!({ "start": "tomorrow" }),
        json!({ "lanes": 9 }),
        json!({ "lanes": 0 }),
        json!({ "actions": { "C5-2": { "done": 101 } } }),
        json!({ "actions": { "C5-2": { "due": 20 } } }),
        json!({ "actions": { "C5-2": { "owner": 1 } } }),
        json!({ "actions": { "C5-2": "Ana" } }),
        json!([]),
    ] {
        let file = file(bad.clone());
        assert!(is_valid(ANSWERS, &file).is_err(), "the schema lets {bad} pass");
        let opened = file::read(&ISO42001, file.to_string().as_bytes()).unwrap();
        assert_eq!(opened.problems.len(), 1, "{bad}");
    }
}
