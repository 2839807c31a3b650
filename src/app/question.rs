//! One question: its five levels, the two other answers, and a note.

use leptos::prelude::*;

use super::keyboard;
use super::state::State;
use crate::answers::{Choice, Entry, Level};
use crate::browser::page;
use crate::language::{Language, fill};
use crate::questionnaire::ISO42001;
use crate::report::place_in_standard;

/// Longest note that can be typed, in UTF-16 units: several pages. 42 of them fit into one file in Latin script; the page says so where
/// a file gets too large.
const MOST_NOTE: u32 = 10_000;

/// A question as a group of native radio buttons.
#[component]
pub fn Question(language: Language, question: usize) -> impl IntoView {
    let state = State::here();
    let facts = &ISO42001.questions[question];
    let texts = language.texts();
    let (t, text) = (&texts.phrases, &texts.questions[question]);
    let entry = move |read: fn(&Entry) -> Option<Choice>| state.assessment.with(|assessment| read(&assessment.entries[question]));
    let choice = Memo::new(move |_| entry(|entry| entry.choice));
    let is_answered = Memo::new(move |_| entry(Entry::answer).is_some());
    let levels = Level::ALL.map(|level| {
        let words = fill(t.question_level, &[("level", &level.number().to_string())]);
        view! {
            <Answer question choice value=Choice::Level(level)>
                <span class="number" aria-hidden="true">{level.number()}</span>
                <span><span class="hidden">{words}" "</span>{text.levels[level.index()]}</span>
            </Answer>
        }
    });
    let not_applicable = text.not_applicable_if.map(|condition| {
        view! { <NotApplicable language question choice is_answered condition /> }
    });
    let clear = move |_| {
        state.choose(question, None);
        // The button goes; the keyboard's place must not go with it.
        page::focus_on(&format!("[id='{}']", facts.code));
    };
    view! {
        <fieldset class="question" id=facts.code tabindex="-1" on:keydown=move |event| keyboard::press(state, question, &event)>
            <legend>
                <span class="eyebrow">{facts.code}<span class="refers-to">{place_in_standard(&ISO42001, question)}</span></span>
                {text.text}
            </legend>
            <details class="help">
                <summary>{t.question_help}</summary>
                <p>{text.help}</p>
            </details>
            <div class="levels">{levels.into_iter().collect::<Vec<_>>()}</div>
            <div class="others">
                <Answer question choice value=Choice::Unknown>
                    <span>{t.question_unknown}<span class="hint">{t.question_unknown_hint}</span></span>
                </Answer>
                {not_applicable}
            </div>
            <div class="extras">
                <Note language question />
                // Always there, so that nothing is laid out anew when an answer is.
                <button type="button" class="quiet clear" class:off=move || choice.get().is_none() data-action="clear" on:click=clear>
                    {t.question_clear}
                </button>
            </div>
        </fieldset>
    }
}

/// One radio button with its label; the whole row can be clicked.
#[component]
fn Answer(
    question: usize,
    choice: Memo<Option<Choice>>,
    value: Choice,
    #[prop(optional, into)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let state = State::here();
    let is_chosen = move || choice.get() == Some(value);
    let is_climbed = move || matches!((choice.get(), value), (Some(Choice::Level(chosen)), Choice::Level(own)) if own < chosen);
    view! {
        <label class="answer" class:chosen=is_chosen class:climbed=is_climbed class:disabled=disabled>
            <input type="radio" name=ISO42001.questions[question].code value=id(value) prop:checked=is_chosen disabled=disabled
                on:change=move |_| state.choose(question, Some(value)) />
            {children()}
        </label>
    }
}

/// The value of a radio button.
pub fn id(choice: Choice) -> String {
    match choice {
        Choice::Level(level) => level.number().to_string(),
        Choice::Unknown => "unknown".to_owned(),
        Choice::NotApplicable => "na".to_owned(),
    }
}

/// *Not applicable*, with the reason that makes it an answer.
#[component]
fn NotApplicable(
    language: Language,
    question: usize,
    choice: Memo<Option<Choice>>,
    is_answered: Memo<bool>,
    condition: &'static str,
) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let code = ISO42001.questions[question].code;
    let reason = state.assessment.with_untracked(|assessment| assessment.entries[question].reason.clone());
    let is_chosen = move || choice.get() == Some(Choice::NotApplicable);
    let is_missing = move || is_chosen() && !is_answered.get();
    // Where the profile speaks against it, the answer can't be chosen; one that was chosen before stays, with a remark.
    let fits = Memo::new(move |_| state.assessment.with(|assessment| assessment.profile.may_leave_out(&ISO42001.questions[question])));
    let needed = format!("{code}-needed");
    view! {
        <Answer question choice value=Choice::NotApplicable disabled=Signal::derive(move || !fits.get() && !is_chosen())>
            <span>
                {t.question_not_applicable}
                <span class="hint">{move || if fits.get() { condition } else { t.question_not_by_profile }}</span>
            </span>
        </Answer>
        <label class="text reason" hidden=move || !is_chosen()>
            <span>{t.question_reason}</span>
            <textarea name=format!("{code}-reason") rows="2" maxlength=MOST_NOTE prop:value=reason
                aria-invalid=move || is_missing().then_some("true") aria-describedby=needed.clone()
                on:input:target=move |event| state.write_reason(question, event.target().value())></textarea>
            <span class="needed" id=needed>{move || is_missing().then_some(t.question_reason_needed)}</span>
        </label>
    }
}

#[component]
fn Note(language: Language, question: usize) -> impl IntoView {
    let state = State::here();
    let note = state.assessment.with_untracked(|assessment| assessment.entries[question].note.clone());
    let name = format!("{}-note", ISO42001.questions[question].code);
    view! {
        <label class="text note">
            <span>{language.texts().phrases.question_note}</span>
            <textarea name=name rows="1" maxlength=MOST_NOTE prop:value=note
                on:input:target=move |event| state.write_note(question, event.target().value())></textarea>
        </label>
    }
}
