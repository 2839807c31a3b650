//! Answers for the tests, and the figures that the command line computes from them.

use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::fixture::root;

/// The codes of all questions by section, in the order of the page.
pub const SECTIONS: [(&str, &[&str]); 8] = [
    ("4", &["C4-1", "C4-2", "C4-3", "C4-4"]),
    ("5", &["C5-1", "C5-2", "C5-3", "C5-4"]),
    ("6", &["C6-1", "C6-2", "C6-3", "C6-4", "C6-5", "C6-6", "C6-7"]),
    ("7", &["C7-1", "C7-2", "C7-3", "C7-4", "C7-5"]),
    ("8", &["C8-1", "C8-2", "C8-3", "C8-4"]),
    ("9", &["C9-1", "C9-2", "C9-3", "C9-4"]),
    ("10", &["C10-1", "C10-2", "C10-3"]),
    ("A", &["A-1", "A-2", "A-3", "A-4", "A-5", "A-6", "A-7", "A-8", "A-9", "A-10", "A-11"]),
];

/// Returns answers with every level, a few *don't know*, and one control not applicable.
pub fn mixed() -> Vec<(&'static str, &'static str)> {
    let levels = ["3", "2", "4", "1", "3", "5", "2", "unknown", "3", "2", "1"];
    let codes = SECTIONS.iter().flat_map(|(_, codes)| codes.iter().copied());
    let answers = codes.zip(levels.iter().copied().cycle());
    answers.map(|(code, level)| if code == "A-5" { (code, "na") } else { (code, level) }).collect()
}

/// Returns an answers file with these answers, given as the values of the radio buttons.
pub fn file(answers: &[(&str, &str)]) -> String {
    let entry = |value: &str| match value {
        "unknown" => json!({ "unknown": true }),
        "na" => json!({ "not_applicable": "We only use AI that others make." }),
        level => json!({ "level": level.parse::<u8>().unwrap_or(0) }),
    };
    let entries: serde_json::Map<String, Value> =
        answers.iter().map(|(code, value)| ((*code).to_owned(), entry(value))).collect();
    json!({
        "format": "aims-assessment/answers",
        "version": 1,
        "questionnaire": { "id": "iso42001", "version": "1.0" },
        "answers": entries,
    })
    .to_string()
}

/// Returns the same answers with that of one question replaced.
pub fn with(
    answers: &[(&'static str, &'static str)],
    code: &str,
    value: &'static str,
) -> Vec<(&'static str, &'static str)> {
    answers
        .iter()
        .map(|(other, before)| (*other, if *other == code { value } else { before }))
        .collect()
}

/// Formats a score of the command line's JSON as the page shows it.
pub fn shown(score: &Value, language: &str) -> String {
    match score.as_str() {
        Some(score) if language == "fr" => score.replace('.', ","),
        Some(score) => score.to_owned(),
        None => "–".to_owned(),
    }
}

/// Returns the output of `aims score --format json` for an answers file.
///
/// # Errors
/// When the command fails or prints no JSON.
pub fn scored(file: &str) -> Result<Value> {
    Ok(serde_json::from_slice(&aims(&["score", "--format", "json", "-"], file)?)?)
}

/// Returns the bytes that `aims report` writes for an answers file.
///
/// # Errors
/// When the command fails.
pub fn reported(file: &str, format: &str, language: &str, date: &str) -> Result<Vec<u8>> {
    // The page makes everything unless a shorter document is chosen.
    let made = ["report", "-", "--format", format, "--content", "full"];
    aims(&[&made[..], &["--lang", language, "--date", date, "--out", "-"]].concat(), file)
}

/// Runs the command line with a file on its standard input and returns its standard output.
fn aims(arguments: &[&str], file: &str) -> Result<Vec<u8>> {
    let mut command = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--"])
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("aims can't be started")?;
    command.stdin.take().context("aims has no input")?.write_all(file.as_bytes())?;
    let output = command.wait_with_output()?;
    if !output.status.success() {
        bail!("aims refused the answers");
    }
    Ok(output.stdout)
}
