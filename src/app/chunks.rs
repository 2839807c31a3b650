//! Screens and actions that need a chunk of the module not loaded yet: they wait for it, and the
//! page stays as it is meanwhile. If the chunk can't be loaded, the page says so. This file belongs
//! to the first chunk, and so must everything it calls (`xtask/src/build/chunks.rs`): no component,
//! and no signal of a type that answering doesn't use.

use leptos::prelude::*;
use leptos::task::spawn_local;
use maud::{Markup, html};

use super::state::State;
use super::words;
use crate::assessment::file;
use crate::browser::start_script::{self, Later, PendingLoad};
use crate::browser::{clock, downloads, focus, page};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::route::{ResultsPart, Route};
use crate::view::{notices, page_shell};

/// The reasons for which a chunk is missing, as flags in [`State::missing`]: the screen of the
/// address, a button that was pressed, the text of notices.
const SCREEN: u32 = 1;
const ACT: u32 = 2;
const NOTICES: u32 = 4;
/// Not a reason: the file that was saved meanwhile is too large to be opened again. No notice, as
/// the code for those may be missing.
const LARGE: u32 = 8;

/// The message that a chunk can't be loaded, as long as that is so.
pub fn missing(state: State, language: Language) -> Markup {
    let told = state.missing.get();
    page_shell::missing(language, told & !LARGE != 0, told & SCREEN != 0, told & LARGE != 0)
}

fn tell(state: State, what: u32, is_missing: bool) {
    let told = state.missing.get_untracked();
    let now = if is_missing { told | what } else { told & !what };
    if now != told {
        state.missing.set(now);
    }
}

/// Retries notices or a screen that could not be shown before.
fn try_again(state: State) {
    let told = state.missing.get_untracked();
    if told & NOTICES != 0 {
        state.notices.update(|_| {});
    }
    if told & SCREEN != 0 {
        navigate_if_waiting(state);
    }
}

/// The chunk that a screen needs; `None` if it is in the first one.
fn chunk_of(screen: Route) -> Option<Later> {
    match screen {
        Route::Start | Route::Section(_) | Route::Question(_) | Route::Key => None,
        Route::Part(ResultsPart::Statement) => Some(Later::Rest),
        Route::Results | Route::Part(_) | Route::Gap(_) => Some(Later::Results),
        Route::Example | Route::Assessments | Route::Compare | Route::Profile | Route::WhatIf => {
            Some(Later::Rest)
        }
    }
}

/// The resources that something waits for: its chunk, and the report texts with the phrases of
/// `interface-later.toml`, which everything outside the first chunk may show.
struct PendingScreen {
    chunk: Option<PendingLoad>,
    language: Language,
    words: Option<PendingLoad>,
}

impl PendingScreen {
    /// The resources that this screen still waits for; `None` if everything is loaded.
    fn of(screen: Route, language: Language) -> Option<Self> {
        Self::with(chunk_of(screen)?, language)
    }

    /// The same for what is in this chunk.
    fn with(chunk: Later, language: Language) -> Option<Self> {
        let chunk = start_script::coming(chunk);
        let words = words::take_for_report(language);
        (chunk.is_some() || words.is_some()).then_some(Self { chunk, language, words })
    }

    async fn came(self) -> bool {
        let is_there = match self.chunk {
            Some(chunk) => chunk.came().await,
            None => true,
        };
        is_there && words::wait_for_report(self.language, self.words).await
    }
}

/// Calls `act` once it is known whether a chunk could be loaded. Not generic, so that its code
/// exists only once.
pub fn when_known(coming: PendingLoad, act: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { act(coming.came().await) });
}

/// The same for a chunk and the texts that it shows.
fn when_all_known(awaited: PendingScreen, act: Box<dyn FnOnce(bool)>) {
    spawn_local(async move { act(awaited.came().await) });
}

/// Returns whether a screen shows report texts, which then must be loaded in its language.
pub fn takes_report_texts(screen: Route) -> bool {
    chunk_of(screen).is_some()
}

/// Calls `act` once a chunk and the texts that it shows are loaded; shows a message if they can't
/// be.
pub fn when_loaded(state: State, chunk: Later, act: impl FnOnce() + 'static) {
    let Some(awaited) = PendingScreen::with(chunk, state.language.get_untracked()) else {
        return act();
    };
    when_all_known(
        awaited,
        Box::new(move |is_there| {
            tell(state, ACT, !is_there);
            if is_there {
                act();
                try_again(state);
            }
        }),
    );
}

/// Navigates to the route in the address, once its screen can be shown.
pub fn navigate(state: State) {
    let route = Route::parse(&ISO42001, &page::hash());
    let is_wanted = move || Route::parse(&ISO42001, &page::hash()) == route;
    let Some(awaited) = PendingScreen::of(route, state.language.get_untracked()) else {
        tell(state, SCREEN | ACT, false);
        state.show_route(route);
        return try_again(state);
    };
    spawn_local(async move {
        let is_there = awaited.came().await;
        // Not if the visitor has gone elsewhere meanwhile.
        if is_wanted() {
            if is_there {
                // The language may have changed meanwhile, and its words may not be loaded.
                navigate(state);
            } else {
                tell(state, SCREEN, true);
            }
        }
    });
}

/// Navigates to the route in the address if its screen could not be shown before.
pub fn navigate_if_waiting(state: State) {
    let wanted = Route::parse(&ISO42001, &page::hash());
    if wanted.screen(&ISO42001) != state.route.get_untracked().screen(&ISO42001) {
        navigate(state);
    }
}

/// The first route: the start, as long as the screen of the address can't be shown.
pub fn first(route: Route, language: Language) -> Route {
    if PendingScreen::of(route, language).is_none() { route } else { Route::Start }
}

/// All notices. Few visitors get any, so the code for their texts may be loaded later.
pub fn all_notices(state: State, language: Language) -> Markup {
    state.notices.with(|all| {
        let awaited =
            (!all.is_empty()).then(|| PendingScreen::with(Later::Rest, language)).flatten();
        let Some(awaited) = awaited else {
            tell(state, NOTICES, false);
            return if all.is_empty() {
                html! {}
            } else {
                notices::notices(language, all)
            };
        };
        when_all_known(
            awaited,
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
    /// Saves the answers as a file, using the first chunk of the module only.
    pub fn save_plainly(self) {
        let text = self
            .assessment
            .with_untracked(|assessment| file::write(&ISO42001, assessment, &clock::now()));
        // If this fails, the answers are still on the page.
        if downloads::save("aims.aims.json", "application/json", &text).is_ok() {
            tell(self, LARGE, text.len() > file::MOST_BYTES);
        }
    }

    fn show_route(self, route: Route) {
        focus::leave_focus();
        self.route.set(self.arrive(route));
    }
}
