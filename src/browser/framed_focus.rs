//! Where the focus goes by a click or an arrow key, in a frame. By itself a browser scrolls all pages around a frame so that what gets the focus is in view,
//! and so tells them which answer was chosen. Here it gets the focus without that, and our own window alone is scrolled.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom::inside;
use super::events::DomEvent;
use super::{focus, host, keyboard, page, scrolling};
use crate::view::shortcuts::Key;

/// A click on a label, which the browser hands on to the label's field.
pub fn click_label(act: &DomEvent) {
    // Whatever a click has a meaning of its own for ends the way to a label; none of it but a label has a field in it.
    let label = act.within("a, button, input, select, summary, textarea, label").filter(|_| host::is_framed());
    let Some((label, field)) = label.and_then(|label| inside(&label.target, "input, select, textarea").map(|field| (label, field))) else {
        return;
    };
    label.prevent_default();
    // Who marks words of it, to copy them, doesn't answer.
    if !has_marked_words(&label.target).unwrap_or(false) {
        // Once this click has been heard to its end: a listener can't hear a click within a click.
        leptos::leptos_dom::helpers::set_timeout(move || press(&field), std::time::Duration::ZERO);
    }
}

/// Whether what the visitor marked stands in an element.
fn has_marked_words(element: &Element) -> Option<bool> {
    let document = page::document()?;
    let select: Function = Reflect::get(&document, &"getSelection".into()).ok()?.dyn_into().ok()?;
    let selection = select.call0(&document).ok().filter(|selection| !selection.is_null())?;
    let is_within: Function = Reflect::get(&selection, &"containsNode".into()).ok()?.dyn_into().ok()?;
    let is_marked = !String::from(selection.unchecked_ref::<Object>().to_string()).is_empty();
    Some(is_marked && is_within.call2(&selection, element, &true.into()).ok()?.is_truthy())
}

/// Tab, and an arrow key on a radio button; whether it was the latter. `next_radio` tells where a key leads
/// from one of so many buttons.
pub fn press_key(event: &KeyboardEvent, next_radio: fn(Key, usize, usize) -> Option<usize>) -> bool {
    if !host::is_framed() {
        return false;
    }
    if keyboard::with_key(event, |key| key.name == "Tab") {
        scrolling::lift_chosen();
    }
    let radio = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    // Of the inputs, only in a radio button an arrow has no meaning but this one.
    let Some(radio) = radio.filter(|_| !keyboard::has_meaning_of_its_own(event)) else { return false };
    let group = page::all(&format!("input[name='{}']:enabled", radio.name()));
    let from = group.iter().position(|other| *other == **radio);
    let next = from.and_then(|from| keyboard::with_key(event, |key| next_radio(key, from, group.len())));
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
