//! Tests `aims` as its users run it: results on standard output, errors on standard error, exit
//! codes 0, 1, 2.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use aims_assessment::content::references::Framework;

use crate::common::command_line;
use command_line::{Outcome, aims, aims_in};

fn aims_with_input(args: &[&str], input: &str) -> Outcome {
    aims_in(Path::new("."), args, input.as_bytes())
}

#[test]
fn a_table_for_people() {
    for name in ["beginner", "on-the-way", "nearly-ready", "with-problems"] {
        let outcome = aims(&["score", &format!("tests/files/{name}.aims.json")]);
        assert_eq!(outcome.code, 0);
        insta::assert_snapshot!(
            format!("table-{name}"),
            format!("{}---\n{}", outcome.out, outcome.err)
        );
    }
}

#[test]
fn json_for_programs() {
    for name in ["beginner", "on-the-way", "nearly-ready", "with-problems"] {
        let file = format!("tests/files/{name}.aims.json");
        let outcome = aims(&["score", &file, "--format", "json"]);
        assert_eq!((outcome.code, outcome.out.lines().count()), (0, 1));
        let value: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
        insta::assert_snapshot!(
            format!("json-{name}"),
            serde_json::to_string_pretty(&value).unwrap()
        );
        let again = aims_with_input(
            &["score", "-", "--format", "json"],
            &std::fs::read_to_string(&file).unwrap(),
        );
        assert_eq!(again.out, outcome.out, "the same answers give the same bytes");
    }
}

#[test]
fn several_files_give_one_result_each_and_a_bad_one_stops_nobody() {
    let good = "tests/files/beginner.aims.json";
    let outcome = aims(&[
        "score",
        good,
        "tests/files/not-there.json",
        "Cargo.toml",
        good,
        "--format",
        "json",
    ]);
    assert_eq!(outcome.code, 1);
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], lines[1]);
    assert!(
        outcome.err.contains("tests/files/not-there.json: the file can't be read"),
        "{}",
        outcome.err
    );
    assert!(outcome.err.contains("Cargo.toml: it is damaged"), "{}", outcome.err);
}

#[test]
fn a_folder_and_a_list_of_names_are_scored_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read_to_string("tests/files/beginner.aims.json").unwrap();
    // More than one batch, with one bad file and one that isn't an answers file.
    let names: Vec<String> = (0..1300).map(|number| format!("{number:04}.aims.json")).collect();
    for (number, name) in names.iter().enumerate() {
        let text = good.replacen(
            "\"version\": 1",
            &format!("\"organisation\": \"{number}\", \"version\": 1"),
            1,
        );
        std::fs::write(folder.path().join(name), if number == 700 { "{" } else { &text }).unwrap();
    }
    std::fs::write(folder.path().join("notes.txt"), "not asked for").unwrap();
    let path = folder.path().to_str().unwrap();
    let outcome = aims(&["score", path, "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 1299));
    assert!(outcome.err.contains("0700.aims.json: it is damaged"), "{}", outcome.err);
    assert!(outcome.err.contains("1300 files, 1 of them refused"), "{}", outcome.err);
    let list =
        names.iter().rev().map(|name| format!("{path}/{name}")).collect::<Vec<_>>().join("\n");
    let listed = aims_with_input(&["score", "--names", "--format", "table"], &list);
    let shown: Vec<&str> = listed.out.lines().filter(|line| line.ends_with(".aims.json")).collect();
    assert_eq!(shown.len(), 1299);
    assert!(
        shown[0].ends_with("1299.aims.json") && shown[1298].ends_with("0000.aims.json"),
        "in the order of the list"
    );
}

#[test]
fn wrong_usage_is_2() {
    for args in [
        &[][..],
        &["score"],
        &["score", "x", "--format", "xml"],
        &["check"],
        &["brand"],
        &["scare", "x"],
    ] {
        let outcome = aims(args);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}");
        assert!(outcome.err.contains("help"), "{args:?}: {}", outcome.err);
    }
}

#[test]
fn content_is_checked_without_a_build() {
    let outcome = aims(&["check", "questions", "--today", "2026-11-27"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(outcome.out.contains("42 questions"), "{}", outcome.out);
    let outcome = aims(&["check", "questions", "--coverage"]);
    let document = std::fs::read_to_string("docs/coverage.md").unwrap_or_default();
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(outcome.out == document, "docs/coverage.md is old: run `cargo xtask coverage`");
    let outcome = aims(&["check", "src"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(
        outcome.err.contains("there is no .toml file in this folder\n    hint: "),
        "{}",
        outcome.err
    );
}

#[test]
fn facts_that_were_checked_long_ago_are_a_warning() {
    let outcome = aims(&["check", "questions", "--today", "2099-01-01"]);
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    assert!(outcome.out.contains("no problem"), "{}", outcome.out);
    let warnings = outcome.err.matches("warning: references.toml:").count();
    assert_eq!(warnings, Framework::ALL.len(), "{}", outcome.err);
    assert!(outcome.err.contains("`law_25` was checked on 20"), "{}", outcome.err);
    assert_eq!(aims(&["check", "questions", "--today", "soon"]).code, 2);
}

#[test]
fn a_brand_is_checked_and_printed_as_json() {
    let outcome = aims(&["brand", "docs/brand-example.toml"]);
    assert_eq!((outcome.code, outcome.err.as_str(), outcome.out.lines().count()), (0, "", 1));
    let value: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(value["offers"].as_array().unwrap().len(), 2);
    let outcome = aims(&["brand", "--frame-ancestors", "docs/brand-example.toml"]);
    assert_eq!(
        (outcome.code, outcome.out.as_str()),
        (0, "'self' https://www.example.com https://*.example.org\n")
    );
    let outcome = aims(&["brand", "Cargo.toml"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(
        outcome
            .err
            .contains("`package` is unknown in the file\n    hint: known there: name, contact"),
        "{}",
        outcome.err
    );
    assert_eq!(aims(&["brand", "--frame-ancestors", "not-there.toml"]).code, 1);
}
