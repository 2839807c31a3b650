//! An entry under `answers`: a level, *don't know* or *not applicable*, and a note.

use serde::Serialize;
use serde_json::{Map, Value};

use super::problem::{ProblemKind, digit, json, shortened};
use crate::assessment::answers::{Choice, Entry, Level};

/// The member for a reason that was written before another answer was chosen; an extension, which
/// other readers ignore.
const SPARE_REASON: &str = "reason";
/// The member that says that *not applicable* was chosen but has no reason yet, so it is no answer;
/// an extension as well.
const PENDING: &str = "pending";
const NOT_APPLICABLE: &str = "not_applicable";

/// Reads an entry. An answer that breaks a rule is left out; the texts beside it are kept.
pub fn read(value: &Value, may_be_left_out: bool) -> (Entry, Vec<ProblemKind>) {
    let mut entry = Entry::default();
    let Value::Object(members) = value else {
        return (entry, vec![ProblemKind::NotAnObject]);
    };
    let mut problems = Vec::new();
    match text(members, "note") {
        Ok(note) => note.clone_into(&mut entry.note),
        Err(()) => problems.push(ProblemKind::BadNote),
    }
    // Whitespace is no reason, and would not be written back.
    let reason =
        |name: &&str| members.get(*name)?.as_str().filter(|reason| !reason.trim().is_empty());
    [NOT_APPLICABLE, SPARE_REASON]
        .iter()
        .find_map(reason)
        .unwrap_or_default()
        .clone_into(&mut entry.reason);
    match choice(members, may_be_left_out) {
        Ok(None)
            if may_be_left_out
                && members.get(PENDING).and_then(Value::as_str) == Some(NOT_APPLICABLE) =>
        {
            entry.choice = Some(Choice::NotApplicable);
        }
        Ok(choice) => entry.choice = choice,
        Err(problem) => problems.push(problem),
    }
    (entry, problems)
}

fn choice(
    members: &Map<String, Value>,
    may_be_left_out: bool,
) -> Result<Option<Choice>, ProblemKind> {
    // Some programs write every member, with null or false for options that were not chosen: beside
    // an answer these are ignored.
    let says_something = |value: &&Value| !matches!(value, Value::Null | Value::Bool(false));
    let kinds = ["level", "unknown", NOT_APPLICABLE].map(|name| members.get(name));
    let mut chosen = kinds.map(|value| value.filter(says_something));
    match chosen.iter().flatten().count() {
        0 => chosen = kinds,
        1 => {}
        _ => return Err(ProblemKind::TwoAnswers),
    }
    let [level, unknown, reason] = chosen;
    if let Some(level) = level {
        let known = digit(level).and_then(Level::new);
        return known
            .map(|level| Some(Choice::Level(level)))
            .ok_or_else(|| ProblemKind::BadLevel(shortened(&json(level))));
    }
    if let Some(unknown) = unknown {
        return if *unknown == Value::Bool(true) {
            Ok(Some(Choice::Unknown))
        } else {
            Err(ProblemKind::BadUnknown)
        };
    }
    let Some(reason) = reason else { return Ok(None) };
    if !may_be_left_out {
        return Err(ProblemKind::AlwaysApplies);
    }
    if reason.as_str().is_none_or(|reason| reason.trim().is_empty()) {
        return Err(ProblemKind::NoReason);
    }
    Ok(Some(Choice::NotApplicable))
}

fn text<'m>(members: &'m Map<String, Value>, name: &str) -> Result<&'m str, ()> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(()),
    }
}

/// An entry as written to a file. As it is written with each answer, it borrows its texts and needs
/// no tree of values. Its members are in alphabetical order, like those of the rest.
#[derive(Serialize)]
pub struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_applicable: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pending: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<bool>,
}

/// Returns the entry as written to a file; `None` if it has neither an answer nor a text.
pub fn write(entry: &Entry) -> Option<Written<'_>> {
    let answer = entry.answer();
    let reason = Some(&*entry.reason).filter(|reason| !reason.trim().is_empty());
    let is_reason_of_answer = answer == Some(Choice::NotApplicable);
    let written = Written {
        level: answer.and_then(|answer| {
            if let Choice::Level(level) = answer { Some(level.number()) } else { None }
        }),
        not_applicable: reason.filter(|_| is_reason_of_answer),
        note: Some(&*entry.note).filter(|note| !note.is_empty()),
        pending: (answer.is_none() && entry.choice.is_some()).then_some(NOT_APPLICABLE),
        reason: reason.filter(|_| !is_reason_of_answer),
        unknown: (answer == Some(Choice::Unknown)).then_some(true),
    };
    let is_empty = answer.is_none()
        && written.note.is_none()
        && written.pending.is_none()
        && written.reason.is_none();
    (!is_empty).then_some(written)
}
