//! The optional members `profile` and `soa`: checked when read, written only if they have content.

use serde_json::{Map, Value, json};

use super::problem::{Problem, ProblemKind};
use crate::assessment::answers::Assessment;
use crate::assessment::profile::Profile;
use crate::assessment::soa::{Edit, Status};
use crate::content::questionnaire::Questionnaire;

/// Reads a topic of the profile: a string if it has one answer, a list of strings otherwise.
pub fn read_profile(
    questionnaire: &Questionnaire,
    topic: &str,
    value: &Value,
    profile: &mut Profile,
) -> Result<(), ProblemKind> {
    let topic = questionnaire
        .profile
        .iter()
        .find(|known| known.id == topic)
        .ok_or(ProblemKind::BadMember)?;
    let chosen: Vec<&Value> = match value {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let mut outcome = Ok(());
    for id in chosen {
        match topic.options.iter().position(|option| id.as_str() == Some(*option)) {
            Some(option) => profile.choose(topic, option, true),
            None => outcome = Err(ProblemKind::BadMember),
        }
    }
    outcome
}

/// Returns the profile as written to a file.
pub fn write_profile(questionnaire: &Questionnaire, profile: &Profile) -> Map<String, Value> {
    let topics = questionnaire.profile.iter().filter_map(|topic| {
        let chosen: Vec<&str> =
            profile.options_of(topic).map(|option| topic.options[option]).collect();
        let value = match chosen[..] {
            [] => return None,
            [one] if !topic.many => json!(one),
            _ => json!(chosen),
        };
        Some((topic.id.to_owned(), value))
    });
    topics.collect()
}

/// Reads a control of the Statement of Applicability; unusable parts are reported, the rest is
/// kept.
pub fn read_control(
    questionnaire: &Questionnaire,
    id: &str,
    value: &Value,
    assessment: &mut Assessment,
) -> Vec<Problem> {
    let problem = |kind| Problem { place: id.to_owned(), kind };
    let Some(control) = questionnaire.control(id) else {
        return vec![problem(ProblemKind::UnknownControl)];
    };
    let Value::Object(members) = value else { return vec![problem(ProblemKind::BadMember)] };
    let mut problems = Vec::new();
    let mut edit = Edit::default();
    match members.get("applicable") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(applicable)) => edit.applicable = Some(*applicable),
        Some(_) => problems.push(problem(ProblemKind::BadMember)),
    }
    match members.get("justification") {
        None | Some(Value::Null) => {}
        Some(Value::String(text)) => edit.justification.clone_from(text),
        Some(_) => problems.push(problem(ProblemKind::BadMember)),
    }
    match members.get("status") {
        None | Some(Value::Null) => {}
        Some(status) => match status.as_str().and_then(Status::from_id) {
            Some(status) => edit.status = Some(status),
            None => problems.push(problem(ProblemKind::BadMember)),
        },
    }
    if edit != Edit::default() {
        assessment.soa.insert(control, edit);
    }
    problems
}

/// Returns the edits as written to a file.
pub fn write_soa(questionnaire: &Questionnaire, assessment: &Assessment) -> Map<String, Value> {
    let edits = assessment.soa.iter().filter(|(_, edit)| **edit != Edit::default());
    edits
        .map(|(control, edit)| (questionnaire.controls[*control].id.to_owned(), written(edit)))
        .collect()
}

fn written(edit: &Edit) -> Value {
    let mut members = Map::new();
    if let Some(applicable) = edit.applicable {
        members.insert("applicable".to_owned(), json!(applicable));
    }
    if !edit.justification.is_empty() {
        members.insert("justification".to_owned(), json!(edit.justification));
    }
    if let Some(status) = edit.status {
        members.insert("status".to_owned(), json!(status.id()));
    }
    Value::Object(members)
}
