//! What takes a part of the module that may not have come yet: screens and buttons wait for it, and the page stays as it is meanwhile. Where it can't
//! come, the page says so. What is here is of the first part, and so must be all that it calls (`xtask/src/build/chunks.rs`): no component, and no signal of a type that answering takes none of.

use leptos::prelude::*;
use leptos::task::spawn_local;
use maud::{Markup, html};

use super::state::State;
use super::words;
use crate::assessment::file;
use crate::browser::start_script::{self, Coming, Later};
use crate::browser::{clock, downloads, focus, page};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::route::Route;
use crate::view::{frame, notices};

/// What a part can't come for, as [`State::missing`] has it: the screen of the address, a button that was pressed, what tells notices.
const SCREEN: u32 = 1;
const ACT: u32 = 2;
const NOTICES: u32 = 4;

/// That a part can't come, for as long as that is so.
pub fn missing(state: State, language: Language) -> Markup {
    let told = state.missing.get();
    frame::missing(language, told != 0, told & SCREEN != 0)
}

fn tell(state: State, what: u32, is_missing: bool) {
    let told = state.missing.get_untracked();
    let now = if is_missing { told | what } else { told & !what };
    if now != told {
        state.missing.set(now);
    }
}

/// What could not be told, or shown, may be by now.
fn try_again(state: State) {
    let told = state.missing.get_untracked();
    if told & NOTICES != 0 {
        state.notices.update(|_| {});
    }
    if told & SCREEN != 0 {
        go_on_from_another(state);
    }
}

/// The part that a screen takes; nothing where it is of the first.
fn part_of(screen: Route) -> Option<Later> {
    match screen {
        Route::Start | Route::Section(_) | Route::Question(_) => None,
        Route::Results => Some(Later::Results),
        Route::Example
        | Route::Assessments
        | Route::Compare
        | Route::Profile
        | Route::WhatIf
        | Route::Soa => Some(Later::Rest),
    }
}

/// What a screen waits for: its part, and what the report says beside, which all screens that take a part may show.
struct Awaited {
    part: Option<Coming>,
    language: Language,
    words: Option<Coming>,
}

impl Awaited {
    /// What this screen still waits for; nothing where all of it is there.
    fn of(screen: Route, language: Language) -> Option<Self> {
        let part = start_script::coming(part_of(screen)?);
        let words = words::take_for_report(language);
        (part.is_some() || words.is_some()).then_some(Self { part, language, words })
    }

    async fn came(self) -> bool {
        let is_there = match self.part {
            Some(part) => part.came().await,
            None => true,
        };
        is_there && words::wait_for_report(self.language, self.words).await
    }
}

/// Does something when it is known whether a part comes. One function for all, so that its code is there once.
pub fn when_known(coming: Coming, act: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { act(coming.came().await) });
}

/// Whether a screen shows what the report says beside, which then must be there in its language.
pub fn takes_report_texts(screen: Route) -> bool {
    part_of(screen).is_some()
}

/// Does something once a part is there; says so where it can't come.
pub fn once_there(state: State, part: Later, act: impl FnOnce() + 'static) {
    let Some(coming) = start_script::coming(part) else { return act() };
    when_known(
        coming,
        Box::new(move |is_there| {
            tell(state, ACT, !is_there);
            if is_there {
                act();
                try_again(state);
            }
        }),
    );
}

/// Goes to where the address leads, once its screen can be shown.
pub fn go_on(state: State) {
    let route = Route::parse(&ISO42001, &page::hash());
    let is_wanted = move || Route::parse(&ISO42001, &page::hash()) == route;
    let Some(awaited) = Awaited::of(route, state.language.get_untracked()) else {
        tell(state, SCREEN | ACT, false);
        state.show_route(route);
        return try_again(state);
    };
    spawn_local(async move {
        let is_there = awaited.came().await;
        // Whoever has gone elsewhere meanwhile isn't brought back.
        if is_wanted() {
            if is_there {
                // The language may be another meanwhile, and take words that are not there.
                go_on(state);
            } else {
                tell(state, SCREEN, true);
            }
        }
    });
}

/// Goes on to the screen to which the address leads, where that could not be shown.
pub fn go_on_from_another(state: State) {
    if Route::parse(&ISO42001, &page::hash()) != state.route.get_untracked() {
        go_on(state);
    }
}

/// Where the page begins: the start, as long as the screen to which the address leads can't be shown.
pub fn first(route: Route, language: Language) -> Route {
    if Awaited::of(route, language).is_none() { route } else { Route::Start }
}

/// All notices. Few have any, so what tells them may come later.
pub fn all_notices(state: State, language: Language) -> Markup {
    state.notices.with(|all| {
        let coming = (!all.is_empty()).then(|| start_script::coming(Later::Rest)).flatten();
        let Some(coming) = coming else {
            tell(state, NOTICES, false);
            return if all.is_empty() {
                html! {}
            } else {
                notices::notices(language, all)
            };
        };
        when_known(
            coming,
            Box::new(move |is_there| {
                if is_there {
                    state.notices.update(|_| {});
                } else {
                    tell(state, NOTICES, true);
                }
            }),
        );
        html! {}
    })
}

impl State {
    /// Hands the answers to the visitor as a file by the first part of the module alone.
    pub fn save_plainly(self) {
        let text = self
            .assessment
            .with_untracked(|assessment| file::write(&ISO42001, assessment, &clock::now()));
        // What can't be saved is still on the page.
        downloads::save("aims.aims.json", "application/json", &text).ok();
    }

    fn show_route(self, route: Route) {
        focus::leave_focus();
        self.route.set(route);
    }
}
