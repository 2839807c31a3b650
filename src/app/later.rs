//! What takes a part of the module that may not have come yet: screens and acts wait for it. Where it can't come, the page says so, and stays as it
//! is with its answers. What is here is of the first part, and so is all that it takes (`xtask/src/parts.rs`).

use leptos::prelude::*;
use leptos::task::spawn_local;
use maud::html;

use super::follow::follow;
use super::slot::{slot, written};
use super::state::State;
use crate::browser::start_script::{self, Later};
use crate::browser::{files, page};
use crate::language::Language;
use crate::questionnaire::ISO42001;
use crate::saved;
use crate::screens::frame;

/// What could not be done, and how often the visitor tried again.
#[derive(Clone, Copy)]
pub struct Missing {
    is_missing: RwSignal<bool>,
    tries: RwSignal<u32>,
}

impl Missing {
    /// Nothing is missing, and the shared context knows.
    pub fn provide() -> Self {
        let missing = Self { is_missing: RwSignal::new(false), tries: RwSignal::new(0) };
        provide_context(missing);
        missing
    }

    /// That of the shared context.
    pub fn here() -> Self {
        expect_context()
    }

    /// Does something once a part is there; says so where it can't come.
    pub fn act(self, part: Later, act: impl FnOnce() + 'static) {
        let Some(coming) = start_script::coming(part) else {
            self.is_told(false);
            return act();
        };
        spawn_local(async move {
            let is_there = coming.wait().await;
            self.is_told(!is_there);
            if is_there {
                act();
            }
        });
    }

    fn is_told(self, is_missing: bool) {
        if self.is_missing.get_untracked() != is_missing {
            self.is_missing.set(is_missing);
        }
    }

    /// That something could not be done, where that is so.
    pub fn message(self, language: Language) -> AnyView {
        slot(move || html! { @if self.is_missing.get() { (frame::missing(language)) } })
    }

    /// Lets the screen that waits ask for its part once more.
    pub fn try_again(self) {
        self.is_told(false);
        self.tries.update(|tries| *tries += 1);
    }

    /// A view that takes a part; until that is there, what `meanwhile` writes, told whether the part can't come.
    pub fn view(
        self,
        part: Later,
        meanwhile: impl Fn(bool) -> AnyView + Send + 'static,
        make: impl Fn() -> AnyView + Send + 'static,
    ) -> AnyView {
        if start_script::coming(part).is_none() {
            return make();
        }
        let outcome = RwSignal::new(None);
        follow(move || {
            self.tries.track();
            let Some(coming) = start_script::coming(part) else { return outcome.set(Some(true)) };
            outcome.set(None);
            spawn_local(async move {
                let is_there = coming.wait().await;
                // Whoever was on the heading is on the new one.
                let has_focus = page::is_focused("main h1");
                // Where the visitor has gone elsewhere meanwhile, there is nothing to show.
                if outcome.try_set(Some(is_there)).is_none() && has_focus {
                    request_animation_frame(|| page::focus_on("main h1"));
                }
            });
        });
        (move || if outcome.get() == Some(true) { make() } else { meanwhile(outcome.get() == Some(false)) }).into_any()
    }

    /// A screen that takes a part.
    pub fn screen(self, part: Later, language: Language, title: String, make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        self.view(part, move |can_not_come| written(frame::coming(language, &title, can_not_come)), make)
    }
}

impl State {
    /// Hands the answers to the visitor as a file by the first part of the module alone.
    pub fn save_plainly(self) {
        let text = self.assessment.with_untracked(|assessment| saved::write(&ISO42001, assessment, &page::now()));
        // What can't be saved is still on the page.
        files::save("aims.aims.json", "application/json", &text).ok();
    }
}
