//! The plan with fields: when it starts, how much is done at a time, and who does what until when.
//!
//! The fields stay as they are while one types; what shows their values are patches.

use maud::{Markup, html};

use super::patch::Patch;
use super::report_html::{self, Medium, Row};
use crate::assessment::answers::Assessment;
use crate::assessment::plan_input::{Action, PlanInput};
use crate::content::date::Date;
use crate::content::questionnaire::ISO42001;
use crate::language::text::{in_a_line, printed};
use crate::language::{Language, Phrases, fill};
use crate::report::{Report, Task};

/// The prefix of the names of all fields.
const PREFIX: &str = "plan-";
/// The element with all rows.
const ROWS: &str = "[data-place=plan-rows]";
/// The maximum length of an owner's name, and of a note, in UTF-16 units.
const MOST: [u32; 2] = [200, 10_000];
/// The first and the last day that a field takes: dates outside are rejected as typing errors.
const DAYS: [&str; 2] = ["2000-01-01", "2099-12-31"];

/// The content of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The day on which the plan starts.
    From,
    /// The pieces of work at the same time.
    Lanes,
    /// A value of an action, by the question's index.
    Of(usize, ActionField),
}

/// A value of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionField {
    /// The person or function in charge.
    Owner,
    /// The day on which it is meant to start.
    Start,
    /// The day until which it is meant to be done.
    Due,
    /// How much is done.
    Done,
    /// A note.
    Note,
}

impl ActionField {
    const ALL: [Self; 5] = [Self::Owner, Self::Start, Self::Due, Self::Done, Self::Note];

    fn id(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Start => "start",
            Self::Due => "due",
            Self::Done => "done",
            Self::Note => "note",
        }
    }

    fn label(self, t: &Phrases) -> &'static str {
        match self {
            Self::Owner => t.plan_owner,
            Self::Start => t.plan_start,
            Self::Due => t.plan_due,
            Self::Done => t.plan_done,
            Self::Note => t.plan_note,
        }
    }
}

/// A value as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A text.
    Text(String),
    /// A day, or none.
    Day(Option<Date>),
    /// A number, or none.
    Number(Option<u32>),
    /// It can't be taken over.
    Bad,
}

impl Field {
    /// The field with this name: `plan-start`, `plan-lanes`, `plan-C5-2-owner`.
    pub fn named(name: &str) -> Option<Self> {
        match name.strip_prefix(PREFIX)? {
            "start" => Some(Self::From),
            "lanes" => Some(Self::Lanes),
            rest => {
                let (code, id) = rest.rsplit_once('-')?;
                let part = ActionField::ALL.into_iter().find(|part| part.id() == id)?;
                Some(Self::Of(ISO42001.question(code)?, part))
            }
        }
    }

    /// The name of the field.
    pub fn name(self) -> String {
        match self {
            Self::From => format!("{PREFIX}start"),
            Self::Lanes => format!("{PREFIX}lanes"),
            Self::Of(question, part) => {
                format!("{PREFIX}{}-{}", ISO42001.questions[question].code, part.id())
            }
        }
    }

    /// Whether it belongs to a piece of work.
    pub fn is_in_row(self) -> bool {
        matches!(self, Self::Of(..))
    }

    /// Whether it takes a day.
    fn is_day(self) -> bool {
        matches!(self, Self::From | Self::Of(_, ActionField::Start | ActionField::Due))
    }

    /// Reads what was typed. `is_unreadable` tells that the browser can't make a value of it, which
    /// then is empty.
    pub fn read(self, text: &str, is_unreadable: bool) -> Typed {
        match self {
            Self::Of(_, ActionField::Owner | ActionField::Note) => Typed::Text(text.to_owned()),
            _ if is_unreadable && text.is_empty() => Typed::Bad,
            Self::Lanes => Typed::Number(text.parse().ok()),
            Self::Of(_, ActionField::Done) if text.is_empty() => Typed::Number(None),
            Self::Of(_, ActionField::Done) => match text.parse() {
                Ok(done) if done <= Action::MOST_DONE => Typed::Number(Some(done)),
                _ => Typed::Bad,
            },
            _ if text.is_empty() => Typed::Day(None),
            _ => match Date::parse(text) {
                Some(day) if DAYS[0] <= text && text <= DAYS[1] => Typed::Day(Some(day)),
                _ => Typed::Bad,
            },
        }
    }

    /// The remark about a value that can't be taken over.
    fn remark(self, t: &'static Phrases) -> &'static str {
        if self.is_day() { t.plan_bad_date } else { t.plan_bad_done }
    }

    /// The id of the remark beside it.
    fn remark_id(self) -> String {
        format!("{}-bad", self.name())
    }

    /// The value that it shows, of what is stored.
    pub fn value(self, assessment: &Assessment) -> String {
        let plan = &assessment.plan;
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
        match self {
            Self::From => date(plan.start),
            Self::Lanes => number(plan.lanes),
            Self::Of(question, part) => {
                let action = plan.action(question).cloned().unwrap_or_default();
                match part {
                    ActionField::Owner => in_a_line(&action.owner),
                    ActionField::Start => date(action.start),
                    ActionField::Due => date(action.due),
                    ActionField::Done => number(action.done),
                    ActionField::Note => printed(&action.note),
                }
            }
        }
    }
}

/// Puts a value into an action.
pub fn put(action: &mut Action, part: ActionField, typed: &Typed) {
    match (part, typed) {
        (ActionField::Owner, Typed::Text(text)) => action.owner.clone_from(text),
        (ActionField::Note, Typed::Text(text)) => action.note.clone_from(text),
        (ActionField::Start, Typed::Day(day)) => action.start = *day,
        (ActionField::Due, Typed::Day(day)) => action.due = *day,
        (ActionField::Done, Typed::Number(done)) => action.done = *done,
        _ => {}
    }
}

/// The plan without what changes, which the patches fill in.
pub fn frame(report: &Report) -> Markup {
    let t = &report.language.texts().phrases;
    html! {
        section.piece.plan id="plan" {
            h2 { (t.plan_title) }
            p role="status" data-place="plan-total" {}
            div.fields.no-print data-place="plan-set" {
                (day(Field::From, t.plan_from, Some(t.plan_from_hint)))
                label.text {
                    span { (t.plan_lanes) }
                    select name=(Field::Lanes.name()) autocomplete="off" {
                        option value="" {}
                        @for lanes in 1..=PlanInput::MOST_LANES { option value=(lanes) { (lanes) } }
                    }
                }
            }
            p.hidden role="status" data-place="plan-said" {}
            div data-place="plan-rows" {}
            div data-place="plan-besides" {}
        }
    }
}

/// All rows, with fields that are still empty.
pub fn rows(report: &Report) -> Patch {
    let language = report.language;
    Patch::new(
        ROWS,
        report_html::chart(report, Medium::Screen, &|task| Row {
            bars: html! {},
            own: fields(language, task),
        }),
    )
}

/// The fields of a piece of work, folded.
fn fields(language: Language, task: &Task) -> Markup {
    let t = &language.texts().phrases;
    let of = |part: ActionField| Field::Of(task.question, part);
    let text = |part: ActionField| {
        let name = of(part).name();
        html! {
            label.text.note[part == ActionField::Note] {
                span { (part.label(t)) }
                @if part == ActionField::Note {
                    textarea name=(name) rows="2" autocomplete="off" maxlength=(MOST[1]) {}
                } @else {
                    input type="text" name=(name) autocomplete="off" maxlength=(MOST[0]);
                }
            }
        }
    };
    html! {
        div.who translate="no" {}
        details.own.no-print {
            summary { (t.plan_edit) span.hidden { ": " (task.title) } }
            div.fields {
                (text(ActionField::Owner))
                (day(of(ActionField::Start), t.plan_start, None))
                (day(of(ActionField::Due), t.plan_due, None))
                (done(of(ActionField::Done), t.plan_done))
                (text(ActionField::Note))
            }
        }
    }
}

/// A field for a day, with the place of a remark.
fn day(field: Field, label: &str, hint: Option<&str>) -> Markup {
    html! {
        label.text {
            span { (label) }
            input type="date" name=(field.name()) autocomplete="off" min=(DAYS[0]) max=(DAYS[1]) aria-describedby=(field.remark_id());
            @if let Some(hint) = hint { small { (hint) } }
            span.needed id=(field.remark_id()) {}
        }
    }
}

/// The field for what is done, with the place of a remark.
fn done(field: Field, label: &str) -> Markup {
    html! {
        label.text {
            span { (label) " (%)" }
            input type="number" name=(field.name()) autocomplete="off" min="0" max=(Action::MOST_DONE) step="1" aria-describedby=(field.remark_id());
            span.needed id=(field.remark_id()) {}
        }
    }
}

/// The patches that show the values, in the same order as long as the rows stay. `bad` holds the
/// fields whose text could not be taken over.
pub fn parts(report: &Report, assessment: &Assessment, bad: &[Field]) -> Vec<Patch> {
    let t = &report.language.texts().phrases;
    let suggested = assessment.profile.usual_lanes().to_string();
    let is_known = assessment.profile.is_answered("headcount");
    let suggestion = if is_known { t.plan_lanes_profile } else { t.plan_lanes_usual };
    let said: Vec<&str> = bad.iter().map(|field| field.remark(t)).collect();
    let mut patches = vec![
        Patch::new("[data-place=plan-total]", report_html::total(report)),
        Patch::flag("[data-place=plan-set]", "hidden", report.plan.audit.is_none()),
        Patch::text(
            format!("[name={}] option", Field::Lanes.name()),
            fill(suggestion, &[("n", &suggested)]),
        ),
        Patch::new("[data-place=plan-besides]", report_html::besides(report, Medium::Screen)),
        Patch::text("[data-place=plan-said]", said.join(" ")),
    ];
    let tell = |field: Field, otherwise: &'static str| {
        let remark = if bad.contains(&field) { field.remark(t) } else { otherwise };
        let invalid = (!remark.is_empty()).then(|| "true".to_owned());
        [
            Patch::text(format!("#{}", field.remark_id()), remark),
            Patch::attribute(format!("[name={}]", field.name()), "aria-invalid", invalid),
        ]
    };
    patches.extend(tell(Field::From, ""));
    for task in &report.plan.tasks {
        let of = |part: ActionField| Field::Of(task.question, part);
        let row = |inner: &str| format!("[data-plan='{}'] {inner}", task.code);
        let action = assessment.plan.action(task.question);
        let is_early = action.is_some_and(Action::is_due_before_start);
        patches.push(Patch::new(row(".bars"), report_html::bars(report, task)));
        patches.push(Patch::new(row(".who"), report_html::who(report, task, false)));
        patches.extend(tell(of(ActionField::Start), ""));
        patches.extend(tell(of(ActionField::Due), if is_early { t.plan_bad_order } else { "" }));
        patches.extend(tell(of(ActionField::Done), ""));
    }
    patches
}

/// The fields of these rows, each with its selector and the value that it shows.
pub fn values(report: &Report, assessment: &Assessment) -> Vec<(String, String)> {
    let of = |task: &Task| ActionField::ALL.map(|part| Field::Of(task.question, part));
    let fields =
        [Field::From, Field::Lanes].into_iter().chain(report.plan.tasks.iter().flat_map(of));
    fields.map(|field| (format!("[name={}]", field.name()), field.value(assessment))).collect()
}
