//! The page: one function per screen, and their shared state. The screens that everybody sees come
//! as HTML from [`crate::view`].
//!
//! A screen as HTML costs a visitor far less than one built of components: the first download is
//! smaller, and one call inserts it. So the start, the questions and the results are HTML; the
//! rarely visited screens are components.
//!
//! Uses `content`, `assessment`, `scoring`, `language`, `report`, `brand`, `storage`, `view`,
//! `session` and `browser`. Knows no rules, and calls the browser through `browser` alone.

mod assessments;
mod chunks;
mod compare;
mod deleting;
mod effect;
mod embedding;
mod events;
mod example;
mod file_panels;
mod html;
mod keyboard;
mod own_brand;
mod picture;
mod plan;
mod preview;
mod profile;
mod results;
mod section;
mod share;
mod soa;
mod start;
mod state;
mod what_if;
mod words;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::browser::{clock, focus, page, printing, scrolling};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::report::domain_name;
use crate::storage::retention::{self, StorageLocation};
use crate::storage::summary;
use crate::view::report_html;
use crate::view::results::part_name;
use crate::view::route::Route;
use crate::view::{page_shell, sections};
use assessments::Assessments;
use compare::Compare;
use effect::{effect, rebuild_on_change};
use embedding::Embedding;
use example::Example;
use html::{lazy_screen, live_html, patch_on_change, static_html};
use preview::FilePreview;
use profile::ProfileScreen;
use state::{State, Storage};
use what_if::WhatIf;

/// Mounts the page, once the words of its language are loaded.
pub fn mount() {
    let (storage, language) = state::open();
    words::begin_with(language, move || {
        page::clear();
        mount_to_body(move || view! { <App storage language /> });
    });
}

#[component]
fn App(storage: Storage, language: Language) -> impl IntoView {
    let state = State::load(
        storage,
        language,
        chunks::first(Route::parse(&ISO42001, &page::hash()), language),
    );
    provide_context(state);
    let embedding = Embedding::load();
    provide_context(embedding);
    if embedding.is_refused() {
        return static_html(page_shell::refused(language));
    }
    embedding.begin(state);
    state.listen_to_address();
    state.listen_to_other_tabs();
    state.listen_for_versions();
    state.look_inside();
    scrolling::remember_scroll_on_leaving();
    printing::prepare_paper(move || {
        let organisation = state.assessment.with_untracked(|answers| answers.organisation.clone());
        report_html::foot_of_page(state.language.get_untracked(), &organisation, &clock::today())
    });
    chunks::navigate_if_waiting(state);
    events::listen(state);
    let screen = Memo::new(move |_| state.route.get().screen(&ISO42001));
    show_where_we_are(state, embedding, screen);
    // A change of language, or of all answers at once, rebuilds the page; a change of one answer
    // only updates what shows it.
    let whole = move || {
        state.generation.track();
        whole_page(state, embedding, screen, state.language.get())
    };
    whole.into_any()
}

/// The page from its header to its footer.
fn whole_page(
    state: State,
    embedding: Embedding,
    screen: Memo<Route>,
    language: Language,
) -> impl IntoView {
    view! {
        {static_html(page_shell::skip(language))}
        <header class="site">
            {live_html(move || page_shell::header(language, &embedding.brand()))}
            {file_panels::files_menu(state, language)}
            {in_hand(state, language)}
        </header>
        <div class="notices" role="status">
            {live_html(move || chunks::missing(state, language))}
            {live_html(move || chunks::all_notices(state, language))}
        </div>
        <FilePreview language />
        {rebuild_on_change(move || screen.get(), move |screen| one_screen(state, language, *screen))}
        {live_html(move || tab_reminder(state, language, screen.get()))}
        <footer class="site">{live_html(move || page_shell::footer(language, &embedding.brand()))}</footer>
    }
}

/// A screen, with the list of sections beside it.
fn one_screen(state: State, language: Language, screen: Route) -> AnyView {
    let beside = match screen {
        _ if stands_alone(screen) => None,
        _ if is_about_results(screen) => {
            Some(lazy_screen(|| results::navigation(state, language, screen)))
        }
        _ => Some(section_list(state, language, screen)),
    };
    let shown = match screen {
        Route::Section(_) | Route::Key => section::section(state, language, screen),
        Route::Results => lazy_screen(|| results::overview(state, language)),
        Route::Part(part) => lazy_screen(|| results::part(state, language, part)),
        Route::Example => lazy_screen(|| view! { <Example language /> }.into_any()),
        Route::Assessments => lazy_screen(|| view! { <Assessments language /> }.into_any()),
        Route::Compare => lazy_screen(|| view! { <Compare language /> }.into_any()),
        Route::Profile => lazy_screen(|| view! { <ProfileScreen language /> }.into_any()),
        Route::WhatIf => lazy_screen(|| view! { <WhatIf language /> }.into_any()),
        // The routes of a question and of a gap are no screens.
        Route::Start | Route::Question(_) | Route::Gap(_) => start::start(state, language),
    };
    view! { <div class=around_screen(screen)>{beside}<main id="main" tabindex="-1">{shown}</main></div> }.into_any()
}

/// The list of sections with the progress in each.
fn section_list(state: State, language: Language, screen: Route) -> AnyView {
    patch_on_change(move || {
        state.assessment.with(|assessment| sections::parts(language, assessment, state.pace()))
    });
    let place = scrolling::list_place();
    effect(move || {
        scrolling::scroll_list(place);
        scrolling::show_current(".sections ol");
    });
    static_html(state.assessment.with_untracked(|assessment| {
        sections::sections(language, assessment, screen, state.pace())
    }))
}

/// The name of the assessment in use, if there are several.
fn in_hand(state: State, language: Language) -> AnyView {
    let are_several = Memo::new(move |_| state.numbers().len() > 1);
    live_html(move || {
        let name = || {
            state.assessment.with(|assessment| {
                summary::name(language, &assessment.organisation, state.number.get())
            })
        };
        html! { @if are_several.get() { (page_shell::in_hand(language, &name())) } }
    })
}

/// The reminder that the answers are kept in this page only, if so; not on the start, which says
/// it.
fn tab_reminder(state: State, language: Language, screen: Route) -> Markup {
    let is_told = matches!(screen, Route::Start | Route::Question(_));
    let reminder = retention::reminder(language, state.storage_location(), false);
    html! { @if let Some(text) = reminder.filter(|_| !is_told) { (page_shell::tab_reminder(text)) } }
}

/// The class that decides the page's layout. (The style sheet could select by the screen's
/// content, but that would be matched again at every answer.)
fn around_screen(screen: Route) -> &'static str {
    match screen {
        _ if stands_alone(screen) => "page",
        Route::Section(_) | Route::Key => "page with-sections answering",
        _ if is_about_results(screen) => "page",
        _ => "page with-sections",
    }
}

/// Returns whether a screen has the navigation of the results: these and the tools.
fn is_about_results(screen: Route) -> bool {
    matches!(
        screen,
        Route::Results
            | Route::Part(_)
            | Route::WhatIf
            | Route::Compare
            | Route::Assessments
            | Route::Profile
    )
}

/// Returns whether a screen has no list of sections: those that are read before answering.
fn stands_alone(screen: Route) -> bool {
    matches!(screen, Route::Start | Route::Example)
}

/// Keeps language, title and scroll position in step with the screen. On load, the host's page is
/// neither scrolled nor focused, unless the address names a question.
fn show_where_we_are(state: State, embedding: Embedding, screen: Memo<Route>) {
    effect(move || page::set_title(&title(state.language.get(), screen.get())));
    // Not on each screen: translation tools set the target language there.
    effect(move || page::set_own_language(state.language.get().code()));
    effect(move || {
        page::set_spell_checking(state.storage_location() != StorageLocation::SharedComputer);
    });
    let mut has_arrived = false;
    effect(move || {
        let route = state.route.get();
        let arrived = std::mem::replace(&mut has_arrived, true);
        if arrived {
            state.drop_notices_of_the_last_screen();
            file_panels::close_menu(state);
            // Before the screen is built, so that the host can't see how long that takes.
            embedding.show();
        }
        request_animation_frame(move || match route {
            Route::Question(question) if !is_first_of_section(question) => {
                focus::show_question(ISO42001.questions[question].code, arrived);
            }
            Route::Gap(question) => {
                focus::go_to(&format!("[data-gap='{}']", ISO42001.questions[question].code));
            }
            _ if arrived => focus::show_screen(),
            _ => {}
        });
    });
}

/// Returns whether a question is the first of its section: it is right below the section's heading,
/// which a visitor should see.
fn is_first_of_section(question: usize) -> bool {
    ISO42001.domains.iter().any(|domain| domain.first == question)
}

fn title(language: Language, screen: Route) -> String {
    let texts = language.texts();
    let name = texts.phrases.site_name;
    match screen {
        Route::Section(domain) => format!("{} – {name}", domain_name(language, &ISO42001, domain)),
        Route::Key => format!("{} – {name}", texts.phrases.key_title),
        Route::Results => format!("{} – {name}", texts.phrases.results_title),
        Route::Example => format!("{} – {name}", texts.phrases.example_title),
        Route::Assessments => format!("{} – {name}", texts.phrases.assessments_title),
        Route::Compare => format!("{} – {name}", texts.phrases.compare_title),
        Route::Profile => format!("{} – {name}", texts.phrases.profile_title),
        Route::WhatIf => format!("{} – {name}", texts.phrases.what_if_title),
        Route::Part(part) => format!("{} – {name}", part_name(language, part)),
        Route::Start | Route::Question(_) | Route::Gap(_) => name.to_owned(),
    }
}
