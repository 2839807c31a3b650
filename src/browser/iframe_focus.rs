//! Handles the focus after clicks and arrow keys in a frame. By default a browser scrolls all pages
//! around the frame to show the focused element, and so reveals which answer was chosen. Here the
//! element is focused without scrolling, and only the frame's own window is scrolled.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom::inside;
use super::events::DomEvent;
use super::{focus, host, keyboard, page, scrolling};
use crate::view::shortcuts::Key;

/// Handles a click on a label, which browsers forward to the label's field.
pub fn click_label(act: &DomEvent) {
    // Elements that handle a click themselves end the search for a label; none of them but a label
    // contains a field.
    let label = act
        .within("a, button, input, select, summary, textarea, label")
        .filter(|_| host::is_framed());
    let Some((label, field)) = label.and_then(|label| {
        inside(&label.target, "input, select, textarea").map(|field| (label, field))
    }) else {
        return;
    };
    label.prevent_default();
    // Selecting text of a label, to copy it, is no answer.
    if !has_marked_words(&label.target).unwrap_or(false) {
        // Deferred until this click has been handled: a listener can't handle a click within a
        // click.
        leptos::leptos_dom::helpers::set_timeout(move || press(&field), std::time::Duration::ZERO);
    }
}

/// Whether the selected text is in an element.
fn has_marked_words(element: &Element) -> Option<bool> {
    let document = page::document()?;
    let select: Function = Reflect::get(&document, &"getSelection".into()).ok()?.dyn_into().ok()?;
    let selection = select.call0(&document).ok().filter(|selection| !selection.is_null())?;
    let is_within: Function =
        Reflect::get(&selection, &"containsNode".into()).ok()?.dyn_into().ok()?;
    let is_marked = !String::from(selection.unchecked_ref::<Object>().to_string()).is_empty();
    Some(is_marked && is_within.call2(&selection, element, &true.into()).ok()?.is_truthy())
}

/// Handles Tab, and arrow keys on a radio button; returns whether it was the latter.
/// `next_radio(key, from, count)` returns the index of the button to which a key leads.
pub fn press_key(
    event: &KeyboardEvent,
    next_radio: fn(Key, usize, usize) -> Option<usize>,
) -> bool {
    if !host::is_framed() {
        return false;
    }
    if keyboard::with_key(event, |key| key.name == "Tab") {
        scrolling::lift_chosen();
    }
    let radio = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    // Radio buttons are the only inputs in which arrow keys have no other meaning.
    let Some(radio) = radio.filter(|_| !keyboard::has_meaning_of_its_own(event)) else {
        return false;
    };
    let group = page::all(&format!("input[name='{}']:enabled", radio.name()));
    let from = group.iter().position(|other| *other == **radio);
    let next =
        from.and_then(|from| keyboard::with_key(event, |key| next_radio(key, from, group.len())));
    let Some(next) = next.and_then(|next| group.get(next)) else { return false };
    event.prevent_default();
    press(next);
    scrolling::show_answer(next);
    true
}

fn press(field: &Element) {
    focus::focus(field);
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        field.click();
    }
}
