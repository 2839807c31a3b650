//! The what-if screen: levels are tried out in a copy; score, readiness, radar and roadmap follow
//! at once.

use leptos::prelude::*;
use maud::html;

use super::effect::rebuild_on_change;
use super::html::static_html;
use super::picture::RadarPicture;
use super::results::{piece, report};
use super::state::State;
use crate::assessment::answers::{Assessment, Choice, Level};
use crate::browser::{focus, page};
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::named::Named;
use crate::report::{Report, Sources, answer_name, domain_name};
use crate::scoring::what_if::{self, Preset};
use crate::view::report_html;
use crate::view::results::no_answers;
use crate::view::route::Route;

/// The what-if screen; without answers there is nothing to change.
#[component]
pub fn WhatIf(language: Language) -> impl IntoView {
    let state = State::here();
    let title = language.texts().phrases.what_if_title;
    let all = || 0..ISO42001.questions.len();
    let has_answers =
        Memo::new(move |_| state.assessment.with(|assessment| assessment.answered(all()) > 0));
    rebuild_on_change(
        move || has_answers.get(),
        move |has_answers| {
            if *has_answers {
                view! { <Copy language /> }.into_any()
            } else {
                static_html(html! { div.results { (no_answers(language, title)) } })
            }
        },
    )
}

/// The copy in which levels are tried out.
#[component]
fn Copy(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let copy = state.what_if;
    // A copy made of other answers than the present ones would not be comparable.
    if copy.with_untracked(Option::is_none) {
        copy.set(Some(state.assessment.get_untracked()));
    }
    let report = report(move || report_of_copy(state, language));
    let radar = Memo::new(move |_| report.with(|report| report.radar.clone()));
    // Until a level differs there is nothing to keep, and no other plan.
    let is_same = move || {
        state.what_if.with(|copy| {
            copy.as_ref().is_none_or(|copy| {
                state.assessment.with(|answers| what_if::differences(copy, answers) == 0)
            })
        })
    };
    let domains: Vec<_> = (0..ISO42001.domains.len())
        .map(|domain| view! { <DomainLevels language domain /> })
        .collect();
    view! {
        <div class="results what-if" class:same=is_same>
            <h1 tabindex="-1">{t.what_if_title}</h1>
            <p class="lead">{t.what_if_lead}</p>
            <First language />
            {piece(report, report_html::before_and_after)}
            <Keep language />
            <section class="chart">
                <figure>
                    <RadarPicture chart="radar" radar words=Signal::derive(move || report.with(|report| report.radar_in_words())) />
                    <figcaption>
                        <span class="key score">{t.what_if_then}</span>
                        <span class="key earlier">{t.what_if_now}</span>
                        <span class="key target">{t.results_radar_target}</span>
                    </figcaption>
                </figure>
            </section>
            <section class="piece levels-to-try" id="what-if-levels">
                <h2>{t.what_if_levels}</h2>
                {domains}
            </section>
            {piece(report, report_html::plan)}
        </div>
    }
}

/// The report of the copy, with the answers as they are now beside it.
fn report_of_copy(state: State, language: Language) -> Report {
    state.assessment.with(|answers| {
        state.what_if.with(|copy| {
            Report::new(Sources {
                questionnaire: &ISO42001,
                assessment: copy.as_ref().unwrap_or(answers),
                earlier: Some((language.texts().phrases.what_if_now, answers)),
                language,
                made_on: "",
            })
        })
    })
}

/// The first choices, and how far the copy is from the answers.
#[component]
fn First(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let of_both = move |ask: fn(&Assessment, &Assessment) -> usize| {
        state.assessment.with(|answers| {
            state.what_if.with(|copy| copy.as_ref().map_or(0, |copy| ask(copy, answers)))
        })
    };
    let count = Memo::new(move |_| of_both(what_if::differences));
    let chosen = Memo::new(move |_| {
        state.assessment.with(|answers| {
            let chosen = |copy: &Assessment| what_if::preset(&ISO42001, copy, answers);
            state.what_if.with(|copy| copy.as_ref().and_then(chosen))
        })
    });
    let is_own = move || chosen.get().is_none() && count.get() > 0;
    let choice = move |choice, action: &'static str, words: &'static str| {
        let is_chosen = move || (chosen.get() == Some(choice)).to_string();
        view! { <button type="button" data-action=action aria-pressed=is_chosen on:click=move |_| apply_preset(state, choice)>{words}</button> }
    };
    let own = |_| request_animation_frame(|| focus::show_part("what-if-levels"));
    let start_again = move |_| state.what_if.set(Some(state.assessment.get_untracked()));
    view! {
        <div class="first-choices" role="group" aria-labelledby="what-if-first">
            <span class="small" id="what-if-first">{t.what_if_first}</span>
            {choice(Preset::CriticalGaps, "what-if-critical", t.what_if_critical_only)}
            {choice(Preset::Everything, "what-if-close", t.what_if_close)}
            <button type="button" data-action="what-if-own" aria-pressed=move || is_own().to_string() on:click=own>{t.what_if_own}</button>
        </div>
        <p class="actions copy-state">
            <span role="status" prop:textContent=move || language.counted(count.get(), t.what_if_changed_one, t.what_if_changed_other)></span>
            <button type="button" class="quiet" data-action="what-if-reset" on:click=start_again>{t.what_if_reset}</button>
        </p>
    }
}

/// Sets the levels of a first choice in the copy.
fn apply_preset(state: State, choice: Preset) {
    state.assessment.with_untracked(|answers| {
        state.what_if.update(|copy| {
            if let Some(copy) = copy {
                what_if::apply_preset(&ISO42001, copy, answers, choice);
            }
        });
    });
}

/// Buttons: keep as targets, leave.
#[component]
fn Keep(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let discard = move |_| {
        state.what_if.set(None);
        page::go(&Route::Results.address(&ISO42001));
    };
    view! {
        <p class="actions when-changed">
            <button type="button" class="button" data-action="what-if-keep" on:click=move |_| state.keep_what_if_as_targets()>{t.what_if_keep}</button>
            <button type="button" class="quiet" data-action="what-if-discard" on:click=discard>{t.what_if_discard}</button>
        </p>
        <p class="small when-changed">{t.what_if_keep_text}</p>
    }
}

/// The questions of a domain, each with its level in the copy.
#[component]
fn DomainLevels(language: Language, domain: usize) -> impl IntoView {
    let rows: Vec<_> = ISO42001
        .questions_of(domain)
        .map(|question| view! { <LevelRow language question /> })
        .collect();
    view! {
        <details class="arithmetic">
            <summary>{domain_name(language, &ISO42001, domain)}</summary>
            <table class="levels-table"><tbody>{rows}</tbody></table>
        </details>
    }
}

/// Tries a level out in the copy; for a value that is no level, takes the attempt back.
fn choose(state: State, question: usize, value: &str) {
    state.assessment.with_untracked(|answers| {
        state.what_if.update(|copy| {
            let Some(copy) = copy else { return };
            match value.parse().ok().and_then(Level::new) {
                Some(level) => what_if::try_level(copy, question, level),
                None => what_if::take_back(copy, answers, question),
            }
        });
    });
}

#[component]
fn LevelRow(language: Language, question: usize) -> impl IntoView {
    let state = State::here();
    let texts = language.texts();
    let t = &texts.phrases;
    let code = ISO42001.questions[question].code;
    let of = move |assessment: &Assessment| assessment.entries[question].answer();
    let tried = Memo::new(move |_| state.what_if.with(|copy| copy.as_ref().and_then(of)));
    let answered = Memo::new(move |_| state.assessment.with(of));
    let now = answer_name(language, state.assessment.with_untracked(of));
    // The property, not the attribute: browsers ignore the attribute of an option that was selected
    // before.
    let is_as_answered = move || tried.get() == answered.get();
    let levels = Level::ALL.map(|level| {
        let words = format!("{} {}", level.number(), texts.levels[level.index()].name);
        view! { <option value=level.number() prop:selected=move || !is_as_answered() && tried.get() == Some(Choice::Level(level))>{words}</option> }
    });
    view! {
        <tr class:changed=move || !is_as_answered()>
            <th scope="row">
                <a href=Route::Question(question).address(&ISO42001)>{code}</a>" "{texts.questions[question].title}
            </th>
            <td>
                <select autocomplete="off" data-what-if=code aria-label=fill(t.what_if_level_of, &[("question", &Named::new(language, &ISO42001, question).to_string())])
                    on:change:target=move |event| choose(state, question, &event.target().value())>
                    <option value="" prop:selected=is_as_answered>{fill(t.what_if_as_answered, &[("answer", &language.after_colon(&now))])}</option>
                    {levels.into_iter().collect::<Vec<_>>()}
                </select>
            </td>
        </tr>
    }
}
