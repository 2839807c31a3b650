//! The optional member `plan`: checked when read, written only if it has content.

use serde_json::{Map, Value, json};

use super::problem::{Problem, ProblemKind, json as text_of, shortened, whole};
use crate::assessment::plan_input::{Action, PlanInput};
use crate::content::date::Date;
use crate::content::questionnaire::Questionnaire;

/// Reads what was set for the plan. What breaks a rule is reported and left out, the rest is kept.
pub fn read(
    questionnaire: &Questionnaire,
    members: &Map<String, Value>,
    problems: &mut Vec<Problem>,
) -> PlanInput {
    let mut plan = PlanInput::default();
    let mut reader = Reader { problems, place: "plan".to_owned() };
    plan.start = reader.date(members, "start");
    plan.lanes = reader.number(members, "lanes", 1, PlanInput::MOST_LANES);
    match members.get("actions") {
        None | Some(Value::Null) => {}
        Some(Value::Object(actions)) => {
            for (code, value) in actions {
                let place = format!("plan/{code}");
                let mut reader = Reader { problems: &mut *reader.problems, place };
                match (questionnaire.question(code), value) {
                    (None, _) => {
                        plan.set_aside.insert(code.clone(), value.clone());
                        reader.problem(ProblemKind::UnknownQuestion);
                    }
                    (Some(question), Value::Object(members)) => {
                        plan.set(question, reader.action(members));
                    }
                    (Some(_), _) => reader.problem(ProblemKind::BadMember),
                }
            }
        }
        Some(_) => reader.problem(ProblemKind::BadMember),
    }
    plan
}

/// Reads members, and notes what breaks a rule.
struct Reader<'a> {
    problems: &'a mut Vec<Problem>,
    /// `plan`, or `plan/C5-2` for the action of a question.
    place: String,
}

impl Reader<'_> {
    fn problem(&mut self, kind: ProblemKind) {
        self.problems.push(Problem { place: self.place.clone(), kind });
    }

    /// A member, read by `read`; one that can't be read is a problem.
    fn member<T>(
        &mut self,
        members: &Map<String, Value>,
        name: &str,
        read: impl FnOnce(&Value) -> Result<T, ProblemKind>,
    ) -> Option<T> {
        let value = members.get(name).filter(|value| !value.is_null())?;
        read(value).map_err(|kind| self.problem(kind)).ok()
    }

    fn date(&mut self, members: &Map<String, Value>, name: &str) -> Option<Date> {
        self.member(members, name, |value| {
            let date = value.as_str().and_then(Date::parse);
            date.ok_or_else(|| ProblemKind::BadDate(shortened(&text_of(value))))
        })
    }

    fn number(
        &mut self,
        members: &Map<String, Value>,
        name: &str,
        least: u32,
        most: u32,
    ) -> Option<u32> {
        self.member(members, name, |value| {
            let number = whole(value).filter(|number| (least..=most).contains(number));
            number.ok_or(ProblemKind::BadMember)
        })
    }

    fn text(&mut self, members: &Map<String, Value>, name: &str) -> String {
        let text = self.member(members, name, |value| {
            value.as_str().map(str::to_owned).ok_or(ProblemKind::BadMember)
        });
        text.unwrap_or_default()
    }

    fn action(&mut self, members: &Map<String, Value>) -> Action {
        Action {
            owner: self.text(members, "owner"),
            start: self.date(members, "start"),
            due: self.date(members, "due"),
            done: self.number(members, "done", 0, Action::MOST_DONE),
            note: self.text(members, "note"),
        }
    }
}

/// Returns what was set for the plan as written to a file; empty if nothing was.
pub fn write(questionnaire: &Questionnaire, plan: &PlanInput) -> Map<String, Value> {
    let mut actions = plan.set_aside.clone();
    for (question, action) in &plan.actions {
        actions.insert(questionnaire.questions[*question].code.to_owned(), written(action));
    }
    let start = plan.start.map(|start| json!(start.to_string()));
    let lanes = plan.lanes.map(|lanes| json!(lanes));
    let actions = (!actions.is_empty()).then_some(Value::Object(actions));
    object(vec![("actions", actions), ("lanes", lanes), ("start", start)])
}

fn written(action: &Action) -> Value {
    let text = |text: &str| (!text.is_empty()).then(|| json!(text));
    let date = |date: Option<Date>| date.map(|date| json!(date.to_string()));
    Value::Object(object(vec![
        ("done", action.done.map(|done| json!(done))),
        ("due", date(action.due)),
        ("note", text(&action.note)),
        ("owner", text(&action.owner)),
        ("start", date(action.start)),
    ]))
}

/// An object of the members that there are.
fn object(members: Vec<(&str, Option<Value>)>) -> Map<String, Value> {
    let members = members.into_iter();
    members.filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
