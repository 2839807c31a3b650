//! The page: one component per screen, small parts, and the state they share. No rule is made here: figures come from the
//! scoring, words from the language, and whatever the browser has to do from [`crate::browser`].

mod around;
mod assessments;
mod brand;
mod compare;
mod example;
mod files;
mod frame;
mod keeping;
mod keyboard;
mod notices;
mod offline;
mod preview;
mod profile;
mod question;
mod results;
mod section;
mod share;
mod so_far;
mod soa;
mod start;
mod state;
mod what_if;

use leptos::prelude::*;

use crate::browser::storage::BrowserStore;
use crate::browser::{page, scrolling, start_script};
use crate::language::Language;
use crate::library::Library;
use crate::questionnaire::ISO42001;
use crate::report::domain_name;
use crate::route::Route;
use around::Around;
use assessments::Assessments;
use compare::Compare;
use example::Example;
use frame::{Footer, Header, SectionList};
use keeping::TabReminder;
use notices::Notices;
use preview::FilePreview;
use profile::ProfileScreen;
use results::Results;
use section::Section;
use soa::SoaScreen;
use start::Start;
use state::State;
use what_if::WhatIf;

/// Puts the page into the document, once the words of its language are there.
pub fn mount() {
    let (library, language) = state::open();
    start_script::begin_with_words(language, move || {
        page::clear();
        mount_to_body(move || view! { <App library language /> });
    });
}

#[component]
fn App(library: Library<BrowserStore>, language: Language) -> impl IntoView {
    let state = State::load(library, language);
    provide_context(state);
    let around = Around::load();
    provide_context(around);
    around.follow(state);
    state.follow_address();
    state.follow_other_tabs();
    state.follow_versions();
    state.look_inside();
    scrolling::remember_scroll_on_leaving();
    page::unfold_for_print();
    let screen = Memo::new(move |_| state.route.get().screen(&ISO42001));
    show_where_we_are(state, around, screen);
    // A change of language, or of all answers at once, builds the page anew; a change of one answer only what shows it.
    move || {
        state.generation.track();
        let language = state.language.get();
        view! {
            <a class="skip" href="#main" on:click=|event| skip_to_content(&event)>{language.texts().phrases.site_skip}</a>
            <Header language />
            <Notices language />
            <FilePreview language />
            {move || {
                let screen = screen.get();
                view! {
                    <div class=around_screen(screen)>
                        {(!stands_alone(screen)).then(|| view! { <SectionList language screen /> })}
                        <main id="main" tabindex="-1">
                            {match screen {
                                Route::Section(domain) => view! { <Section language domain /> }.into_any(),
                                Route::Results => apart(|| view! { <Results language /> }.into_any()),
                                Route::Example => apart(|| view! { <Example language /> }.into_any()),
                                Route::Assessments => apart(|| view! { <Assessments language /> }.into_any()),
                                Route::Compare => apart(|| view! { <Compare language /> }.into_any()),
                                Route::Profile => apart(|| view! { <ProfileScreen language /> }.into_any()),
                                Route::WhatIf => apart(|| view! { <WhatIf language /> }.into_any()),
                                Route::Soa => apart(|| view! { <SoaScreen language /> }.into_any()),
                                Route::Start | Route::Question(_) => view! { <Start language /> }.into_any(),
                            }}
                        </main>
                    </div>
                }
            }}
            {move || has_no_file_panel(screen.get()).then(|| view! { <TabReminder language /> })}
            <Footer language />
        }
    }
}

/// Makes what is seldom shown in a function of its own, which then can come later than the screen around it (`xtask/src/parts.rs`): the compiler
/// would make one large function of both.
#[inline(never)]
fn apart(make: impl FnOnce() -> AnyView) -> AnyView {
    make()
}

/// How the page is divided, for the style sheet. (It could ask what is on the screen, but then every answer would have it look again.)
fn around_screen(screen: Route) -> &'static str {
    match screen {
        _ if stands_alone(screen) => "page",
        Route::Section(_) => "page with-sections answering",
        Route::Results | Route::WhatIf | Route::Assessments | Route::Compare => "page with-sections wide",
        _ => "page with-sections",
    }
}

/// What is read before answering has no list of sections beside it.
fn stands_alone(screen: Route) -> bool {
    matches!(screen, Route::Start | Route::Example)
}

/// The panel says how long the answers are kept.
fn has_no_file_panel(screen: Route) -> bool {
    !matches!(screen, Route::Start | Route::Question(_) | Route::Results)
}

/// The address after `#` is a place of ours, so the link's own target must not get there.
fn skip_to_content(event: &leptos::ev::MouseEvent) {
    event.prevent_default();
    page::focus_on("#main");
}

/// Keeps language, title and scroll position in step with the screen. The page that hosts us is neither scrolled nor focused
/// when we are loaded, unless the address names a question.
fn show_where_we_are(state: State, around: Around, screen: Memo<Route>) {
    Effect::new(move |_| {
        let language = state.language.get();
        page::describe(language.code(), &title(language, screen.get()));
    });
    Effect::new(move |before: Option<Route>| {
        let route = state.route.get();
        let arrived = before.is_some();
        if arrived {
            state.drop_passing_notices();
        }
        request_animation_frame(move || match route {
            Route::Question(question) if !is_first_of_section(question) => {
                let code = ISO42001.questions[question].code;
                page::show_question(code, arrived);
                if arrived {
                    around.show(&format!("[id='{code}']"));
                }
            }
            _ if arrived => {
                page::show_screen();
                around.show("body");
            }
            _ => {}
        });
        route
    });
}

/// The first question of a section stands right under its heading, which a visitor should see.
fn is_first_of_section(question: usize) -> bool {
    ISO42001.domains.iter().any(|domain| domain.first == question)
}

fn title(language: Language, screen: Route) -> String {
    let texts = language.texts();
    let name = texts.phrases.site_name;
    match screen {
        Route::Section(domain) => format!("{} – {name}", domain_name(language, &ISO42001, domain)),
        Route::Results => format!("{} – {name}", texts.phrases.results_title),
        Route::Example => format!("{} – {name}", texts.phrases.example_title),
        Route::Assessments => format!("{} – {name}", texts.phrases.assessments_title),
        Route::Compare => format!("{} – {name}", texts.phrases.compare_title),
        Route::Profile => format!("{} – {name}", texts.phrases.profile_title),
        Route::WhatIf => format!("{} – {name}", texts.phrases.what_if_title),
        Route::Soa => format!("{} – {name}", texts.phrases.soa_title),
        Route::Start | Route::Question(_) => name.to_owned(),
    }
}
