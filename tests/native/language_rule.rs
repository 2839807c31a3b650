//! Holds the two rules by which the page's language is chosen to one table of cases: the module's,
//! and the one of the start script, which runs before it (with Node, which the build needs too).
use std::process::Command;

use aims_assessment::language::{Language, Wishes};
use serde_json::Value;

const CASES: &str = "tests/language_cases.json";

fn table() -> Value {
    serde_json::from_str(&std::fs::read_to_string(CASES).unwrap()).unwrap()
}

fn text(case: &Value, name: &str) -> Option<String> {
    case[name].as_str().map(str::to_owned)
}

/// Returns the results of the start script, in the order of the table.
fn of_the_start_script() -> Value {
    let run = Command::new("node")
        .args(["tests/language_rule.js", "public/start/language.js", CASES])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

#[test]
fn the_module_follows_the_table() {
    for case in table()["cases"].as_array().unwrap() {
        let wishes = Wishes {
            address: text(case, "address"),
            remembered: text(case, "remembered"),
            saved: text(case, "saved"),
            browser: case["browser"]
                .as_array()
                .unwrap()
                .iter()
                .map(|tag| tag.as_str().unwrap().to_owned())
                .collect(),
        };
        let default = Language::from_tag(case["default"].as_str().unwrap()).unwrap();
        let language = wishes.language().unwrap_or(default);
        assert_eq!(Some(language.code()), case["language"].as_str(), "{case}");
    }
}

#[test]
fn the_start_script_follows_the_table() {
    let (table, results) = (table(), of_the_start_script());
    let cases = table["cases"].as_array().unwrap();
    assert!(cases.len() > 12);
    for (case, result) in cases.iter().zip(results["cases"].as_array().unwrap()) {
        assert_eq!(result["language"], case["language"], "{case}");
        let title = if case["language"] == "fr" { "en français" } else { "in English" };
        assert_eq!((&result["title"], &result["becomes"]), (&title.into(), &Value::Null), "{case}");
    }
}

#[test]
fn the_address_of_a_language_asks_for_it() {
    let (table, results) = (table(), of_the_start_script());
    let addresses = table["addresses"].as_array().unwrap();
    for (case, result) in addresses.iter().zip(results["addresses"].as_array().unwrap()) {
        assert_eq!(result["becomes"], case["becomes"], "{case}");
        let asked = case["becomes"].as_str().or(case["search"].as_str()).unwrap();
        let language = if asked.contains("lang=fr") { "fr" } else { "en" };
        assert_eq!(result["language"], language, "{case}");
    }
}
