//! How long the answers are kept: the choice of a visitor who shares the computer, and what to know of it.

use leptos::prelude::*;

use super::state::State;
use crate::browser::page;
use crate::keeping;
use crate::language::Language;

/// The box that says that the computer is shared; not where there is no choice.
#[component]
pub fn SharedComputer(language: Language) -> impl IntoView {
    let state = State::here();
    let t = &language.texts().phrases;
    let choose = move |is_shared: bool| {
        state.share_computer(is_shared);
        // Where other answers came into view, the page was built anew.
        request_animation_frame(|| page::focus_on("[data-action=shared-computer]"));
    };
    let can_choose = Memo::new(move |_| state.can_choose_place());
    let is_shared = move || state.is_shared_computer.get();
    move || {
        can_choose.get().then(|| {
            view! {
                <div class="shared-computer">
                    <label class="answer" class:chosen=is_shared>
                        <input type="checkbox" data-action="shared-computer" aria-describedby="shared-computer-text" prop:checked=is_shared
                            on:change:target=move |event| {
                                choose(event.target().checked());
                                // Where nothing could be moved, the box shows what holds.
                                event.target().set_checked(state.is_shared_computer.get_untracked());
                            } />
                        <span>{t.keeping_choose}</span>
                    </label>
                    <p class="small" id="shared-computer-text" role="status">
                        {move || if is_shared() { t.keeping_shared } else { t.keeping_explained }}
                    </p>
                </div>
            }
        })
    }
}

/// What to know of how long the answers are kept, where there is something to know.
#[component]
pub fn Reminder(language: Language) -> impl IntoView {
    let state = State::here();
    let deletes = keeping::deletes_idle_data(&page::engine_vendor());
    let text = Memo::new(move |_| keeping::reminder(language, state.place(), deletes));
    move || text.get().map(|text| view! { <p class="keeping" data-keeping>{text}</p> })
}

/// The same where only a shared computer is worth a word: on the screens between the first and the last.
#[component]
pub fn TabReminder(language: Language) -> impl IntoView {
    let state = State::here();
    let is_shared = Memo::new(move |_| state.place() == keeping::Place::Tab);
    move || is_shared.get().then(|| view! { <p class="keeping small" data-keeping>{language.texts().phrases.keeping_shared}</p> })
}
