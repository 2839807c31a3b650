//! The plan on the page, with what the visitor sets for it. Its fields are HTML of
//! [`crate::view::plan`]; what is typed is stored at once, as notes are.

use leptos::ev::Event;
use leptos::prelude::*;

use super::effect::effect;
use super::html::{apply_changed, static_html};
use super::state::State;
use crate::browser::events::DomEvent;
use crate::browser::{dom, focus};
use crate::report::Report;
use crate::view::plan::{self, Field, Typed};

/// The fields whose text could not be taken over.
type Bad = RwSignal<Vec<Field>>;

/// The plan.
pub fn plan(state: State, report: Memo<Report>) -> AnyView {
    let bad = Bad::new(Vec::new());
    follow(state, report, bad);
    let hear = move |event: &Event, has_left: bool| {
        if let Some(act) = DomEvent::of(event)
            && let Some(field) = Field::named(&act.attribute("name"))
        {
            take(state, bad, field, &act, has_left);
        }
    };
    let frame = static_html(report.with_untracked(plan::frame));
    view! {
        <div class="slot"
            on:input=move |event| hear(&event, false)
            on:change=move |event| hear(&event, false)
            on:focusout=move |event| hear(&event, true)>{frame}</div>
    }
    .into_any()
}

/// Takes over what was typed. What can't be taken over is told once the visitor has left the field:
/// on the way to a whole date there are others.
fn take(state: State, bad: Bad, field: Field, act: &DomEvent, has_left: bool) {
    let typed = field.read(&act.value(), act.within("input:invalid").is_some());
    let is_bad = typed == Typed::Bad;
    let was_bad = bad.with_untracked(|bad| bad.contains(&field));
    if was_bad != is_bad && (was_bad || has_left) {
        bad.update(|bad| {
            bad.retain(|other| *other != field);
            if is_bad {
                bad.push(field);
            }
        });
    }
    // Some browsers tell of a choice twice, some programs by the second event alone.
    let is_stored =
        || state.assessment.with_untracked(|answers| field.value(answers) == act.value());
    if !is_bad && !has_left && !is_stored() {
        store(state, field, &typed);
    }
}

fn store(state: State, field: Field, typed: &Typed) {
    match (field, typed) {
        (Field::From, Typed::Day(day)) => state.set_plan_start(*day),
        (Field::Lanes, Typed::Number(lanes)) => state.set_lanes(*lanes),
        (Field::Of(question, part), typed) => {
            state.write_action(question, &|action| plan::put(action, part, typed));
        }
        _ => {}
    }
}

/// Keeps rows and fields up to date. Rows are written again only when their order or their days
/// change; a field only when its stored value does, so that nothing that was typed is lost.
fn follow(state: State, report: Memo<Report>, bad: Bad) {
    let mut rows = None;
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    effect(move || {
        let now = report.with(plan::rows);
        if rows.as_ref() != Some(&now) {
            focus::keep_in_rows("data-plan", || dom::apply(&now));
            rows = Some(now);
            (parts, values) = (Vec::new(), Vec::new());
            // The fields of the rows hold what is stored.
            if bad.with_untracked(|bad| bad.iter().any(|field| field.is_in_row())) {
                bad.update(|bad| bad.retain(|field| !field.is_in_row()));
            }
        }
        let (new_parts, new_values) = report.with(|report| {
            state.assessment.with(|answers| {
                (bad.with(|bad| plan::parts(report, answers, bad)), plan::values(report, answers))
            })
        });
        if parts.is_empty() {
            new_parts.iter().for_each(dom::apply);
        } else {
            apply_changed(&new_parts, &parts);
        }
        for (index, value) in new_values.iter().enumerate() {
            if values.get(index) != Some(value) {
                dom::set_value(&value.0, &value.1);
            }
        }
        (parts, values) = (new_parts, new_values);
    });
}
