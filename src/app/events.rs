//! Maps delegated DOM events of the screens that are static HTML to `State` actions. One listener
//! for each type of event handles all of them.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chunks::{self, when_loaded};
use super::deleting;
use super::file_panels::{close_menu, hear_click, leave_menu};
use super::keyboard;
use super::state::State;
use crate::assessment::answers::{Choice, Level};
use crate::browser::events::DomEvent;
use crate::browser::keyboard::with_key;
use crate::browser::start_script::{self, Later};
use crate::browser::{downloads, focus, iframe_focus, page, scrolling};
use crate::content::questionnaire::ISO42001;
use crate::report::file_name::{FileKind, file_name};
use crate::report::format::Format;
use crate::storage::retention::StorageChoice;
use crate::view::answering_options::AnsweringOption;
use crate::view::notice::Notice;
use crate::view::question::InPlace;
use crate::view::shortcuts::{is_arrow, next_radio};

/// Whether an arrow key is down, which passes by answers on the way to one.
static BY_ARROW: AtomicBool = AtomicBool::new(false);

/// Registers the listeners.
pub fn listen(state: State) {
    let on = |name: &'static str, hear: fn(State, &DomEvent)| {
        page::on_event(name, move |event| {
            if let Some(event) = DomEvent::of(event) {
                hear(state, &event);
            }
        });
    };
    on("click", on_click);
    on("focusin", |state, event| {
        // What has the focus must not be covered by the menu (WCAG 2.2, 2.4.11).
        if event.within("[data-menu]").is_none() {
            close_menu(state);
        }
    });
    on("change", on_change);
    on("input", on_input);
    window_event_listener(ev::keyup, |_| BY_ARROW.store(false, Relaxed));
    window_event_listener(ev::keydown, move |key| {
        let Some(event) = DomEvent::of(&key) else { return };
        BY_ARROW.store(with_key(&key, is_arrow), Relaxed);
        if keyboard::is_held_on_button(&key) {
            key.prevent_default();
        } else if key.key() == "Escape" && leave_menu(state) {
            // It meant the menu.
        } else if iframe_focus::press_key(&key, next_radio) {
            // The button was clicked, which arrives as an ordinary click event.
        } else if let Some(question) = question_around(&event) {
            keyboard::press(state, question, &key);
        } else if event.within("h1").is_some() {
            keyboard::press_on_heading(state, &key);
        }
    });
}

/// The question in which an event happened.
fn question_around(event: &DomEvent) -> Option<usize> {
    ISO42001.question(&event.within("fieldset")?.attribute("id"))
}

fn on_change(state: State, event: &DomEvent) {
    let name = event.attribute("name");
    if let (Some(question), Some(choice)) =
        (ISO42001.question(&name), Choice::from_id(&event.value()))
    {
        state.choose(question, Some(choice));
        // An arrow key may only pass by this answer.
        if !BY_ARROW.load(Relaxed) {
            keyboard::after_choice(state, question);
        }
        return;
    }
    if let Some(domain) = ISO42001.domain(&event.attribute("data-target")) {
        let level = event.value().parse().ok().and_then(Level::new);
        if let Some(level) = level.filter(|level| level.may_be_target()) {
            state.set_target(domain, level);
        }
        return;
    }
    let event = event.clone();
    // A checkbox shows what is in effect: until the code for it is loaded, it stays as it was.
    let is_ticked = event.is_ticked();
    let waits =
        event.attribute("type") == "checkbox" && start_script::coming(Later::Rest).is_some();
    if waits {
        event.tick(!is_ticked);
    }
    when_loaded(state, Later::Rest, move || {
        if waits {
            event.tick(is_ticked);
        }
        on_rare_change(state, &event);
    });
}

#[inline(never)]
fn on_rare_change(state: State, event: &DomEvent) {
    match event.attribute("data-action").as_str() {
        "manner" => choose_option(state, event),
        "beside" => state.earlier_id.set(Some(event.value()).filter(|id| !id.is_empty())),
        "shared-computer" | "keep-here" => choose_storage_location(state, event),
        _ if event.attribute("name") == "answers-file" => {
            if let Some(file) = event.take_file() {
                spawn_local(state.open(file));
            }
        }
        _ => {}
    }
}

fn choose_option(state: State, event: &DomEvent) {
    let Some(option) = AnsweringOption::from_id(&event.value()) else { return };
    if option == AnsweringOption::OneAtATime {
        state.begin_at_first_open(state.route.get_untracked());
    }
    state.set_option(option, event.is_ticked());
}

fn choose_storage_location(state: State, event: &DomEvent) {
    let action = event.attribute("data-action");
    if action == "keep-here" {
        state.keep_here(event.is_ticked());
    } else {
        deleting::share_computer(state, event.is_ticked(), &event.beside());
    }
    // If nothing could be moved, the checkbox shows what is in effect.
    event.tick(untrack(|| state.storage_choice()).is_some_and(StorageChoice::is_ticked));
    // If other answers are shown now, the page was rebuilt.
    request_animation_frame(move || focus::focus_on(&format!("[data-action={action}]")));
}

fn on_input(state: State, event: &DomEvent) {
    let name = event.attribute("name");
    if name == "organisation" {
        state.write_name(event.value());
    } else if let Some(question) =
        name.strip_suffix("-note").and_then(|code| ISO42001.question(code))
    {
        state.write_note(question, event.value());
    } else if let Some(question) =
        name.strip_suffix("-reason").and_then(|code| ISO42001.question(code))
    {
        state.write_reason(question, event.value());
    }
}

fn on_click(state: State, event: &DomEvent) {
    hear_click(state, event);
    if let Some(link) = event.within("[data-part]") {
        // The fragment of the address is one of our routes, so the part can't be named there.
        link.prevent_default();
        focus::show_part(&link.attribute("data-part"));
    } else if let Some(link) = event.within("a[data-question]")
        && let Some(question) = ISO42001.question(&link.attribute("data-question"))
        && focus::is_there(ISO42001.questions[question].code)
    {
        // On this screen it may be the address already.
        link.prevent_default();
        keyboard::show(state, question);
    } else if let Some(link) = event.within("a[data-to-gap]") {
        // Its address doesn't say to which.
        if let Some(gap) = ISO42001.question(&link.attribute("data-to-gap")) {
            state.lead_to_gap(gap);
        }
    } else if let Some(button) = event.within("button[data-action], .skip") {
        on_button(state, button);
    } else {
        // The address doesn't change, so there is no `hashchange` event.
        if event.within("a").is_some_and(|link| link.attribute("href") == page::hash()) {
            chunks::navigate_if_waiting(state);
            // Another question may be shown than the one it leads to.
            state.arrive(state.route.get_untracked());
        }
        iframe_focus::click_label(event);
    }
}

fn on_button(state: State, button: DomEvent) {
    let action = button.attribute("data-action");
    match action.as_str() {
        "clear" => clear(state, &button),
        "on" => keyboard::go_on(state, question_around(&button)),
        "back" => keyboard::go(state, state.question_shown(), false),
        "later" => on_question(&button, |question| {
            state.mark_later(question, !state.is_later(question));
        }),
        "in-place" => on_question(&button, |question| say_in_place(state, &button, question)),
        "try-again" => chunks::navigate(state),
        "save-now" => state.save_plainly(),
        "skip" => {
            // The fragment of the address is one of our routes, so the link's own target must not
            // get there.
            button.prevent_default();
            focus::focus_on("#main");
        }
        _ => when_loaded(state, Later::Rest, move || on_rare_click(state, &button, &action)),
    }
}

fn clear(state: State, button: &DomEvent) {
    if let Some(question) = question_around(button) {
        state.choose(question, None);
        // The button disappears; the focus must not be lost with it.
        focus::focus_on(&format!("[id='{}']", ISO42001.questions[question].code));
    }
}

/// Calls `event` with the question in which a button is.
fn on_question(button: &DomEvent, f: impl FnOnce(usize)) {
    if let Some(question) = question_around(button) {
        f(question);
    }
}

/// Answers whether what level 3 says is in place.
fn say_in_place(state: State, button: &DomEvent, question: usize) {
    let answer = button.attribute("data-in-place");
    match InPlace::ALL.into_iter().find(|one| one.id() == answer).map(InPlace::level) {
        Some(Some(level)) => {
            state.choose(question, Some(Choice::Level(level)));
            keyboard::after_choice(state, question);
        }
        Some(None) => {
            state.unfold(question);
            let radio = format!("[name='{}'][value='3']", ISO42001.questions[question].code);
            request_animation_frame(move || focus::go_to(&radio));
        }
        None => {}
    }
}

/// Handles buttons that are pressed rarely. A function of its own, so that it can be loaded later
/// than what every answer needs (`xtask/src/build/chunks.rs`).
#[inline(never)]
fn on_rare_click(state: State, button: &DomEvent, action: &str) {
    match action {
        "language" => choose_other_language(state),
        "print" => page::print(),
        "export-png" => state.save_picture(&button.beside()),
        "export-json" => state.save_as_file(&button.beside()),
        "save-page" => state.save_page(button.beside()),
        "import" => page::click("[name=answers-file]"),
        "update" => start_script::take_new_version(),
        "show-kept" => {
            state.show_kept();
            focus::focus_on("#main");
        }
        "leave-out" => leave_out(state, button),
        "delete-all" => deleting::ask(state, &button.beside()),
        "keep" => deleting::ask_in_menu(state, false),
        "delete-confirmed" => deleting::delete(state),
        "undo" | "save-damaged" | "close" => on_notice_or_files(state, button, action),
        _ => {
            if let Some(format) = Format::ALL.into_iter().find(|format| format.action() == action) {
                state.export(format, button.beside());
            }
        }
    }
}

/// Leaves a question out as the profile suggests. The button disappears; the focus goes to the
/// reason, which the visitor may change.
fn leave_out(state: State, button: &DomEvent) {
    if let Some(question) = question_around(button) {
        state.leave_out_as_suggested(question);
        let code = ISO42001.questions[question].code;
        focus::focus_on(&format!("[id='{code}']"));
        // Once the field is shown.
        request_animation_frame(move || focus::focus_on(&format!("[name='{code}-reason']")));
    }
}

fn choose_other_language(state: State) {
    let place = scrolling::place();
    spawn_local(async move {
        if !state.choose_language(state.language.get_untracked().other()).await {
            return;
        }
        // The page is rebuilt, including the button; neither the scroll position nor the focus must
        // be lost.
        request_animation_frame(move || {
            if let Some(place) = &place {
                scrolling::return_to(place);
            }
            focus::focus_on("[data-action=language]");
        });
    });
}

/// Saves what can't be read as a file; if that fails, it is still stored.
fn save_damaged(state: State, button: &DomEvent, text: &str) {
    let language = state.language.get_untracked();
    let name = file_name(FileKind::Damaged, "", "", "txt", language);
    let saved = downloads::save(&name, "text/plain", text).ok();
    state.tell_saved(&button.beside(), &name, saved);
}

/// Handles actions that both a notice and the panel of files offer, and closing a notice.
fn on_notice_or_files(state: State, button: &DomEvent, action: &str) {
    let notice = button
        .within("[data-notice]")
        .and_then(|notice| notice.attribute("data-notice").parse::<usize>().ok());
    let notice = notice
        .and_then(|index| state.notices.with_untracked(|notices| notices.get(index).cloned()));
    let Some(notice) = notice else {
        if action == "undo" {
            state.bring_back();
        } else if action == "save-damaged" {
            // The data stay stored, so the visitor can try again.
            save_damaged(state, button, &state.all_set_aside().join("\n\n"));
        }
        return;
    };
    match action {
        "undo" if notice.can_bring_back() => state.bring_back(),
        "undo" if matches!(notice, Notice::TargetsKept { .. }) => state.take_targets_back(&notice),
        "undo" => state.put_back(&notice),
        "save-damaged" => {
            // The text stays in the notice, so the visitor can try again.
            save_damaged(state, button, notice.damaged_text().unwrap_or_default());
            return;
        }
        _ => state.notices.update(|notices| notices.retain(|other| *other != notice)),
    }
    focus::focus_on("#main");
}
