//! A window of our own in which the visitor confirms something. The page around a frame can make the frame transparent, or lay something over it, so that
//! a click means something else than the visitor thinks; it can do neither with a window.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Window};

use super::{page, start_script};

/// Milliseconds that the window must have been in front before it can be confirmed: who clicks twice where the window opens confirms nothing.
const BEFORE_CONFIRMING: i32 = 1000;

/// What the window says, in the language of the page.
pub struct Question<'t> {
    /// The code of that language.
    pub language: &'t str,
    /// The heading, which is the window's title too.
    pub heading: &'t str,
    /// What pressing *yes* does.
    pub what: &'t str,
    /// What is handed over.
    pub shown: &'t str,
    /// Why *yes* can't be pressed yet.
    pub wait: &'t str,
    /// *Yes.*
    pub yes: &'t str,
    /// *No.*
    pub no: &'t str,
}

/// The window, until it is dropped.
pub struct Confirming(Window);

impl Drop for Confirming {
    fn drop(&mut self) {
        // One that the visitor closed is closed.
        self.0.close().ok();
    }
}

impl Confirming {
    /// Opens the window, which a browser allows in answer to a click; calls `decided` when the visitor has decided. Nothing when it can't be opened.
    pub fn open(question: &Question, decided: impl Fn(bool) + 'static) -> Option<Self> {
        // Dropped where it can't be written, so that no empty window stays.
        let confirming = Self(start_script::window()?);
        confirming.write(question, Rc::new(decided))?;
        // Without the page it could not do what it asks.
        let (page, window) = (page::window()?, confirming.0.clone());
        on(&page, "pagehide", move || {
            window.close().ok();
        })?;
        Some(confirming)
    }

    /// Brings the window to the front; whether it is still there.
    pub fn show_again(&self) -> bool {
        let is_there = !self.0.closed().unwrap_or(true);
        is_there && self.0.focus().is_ok()
    }

    /// Everything is text or an attribute; nothing of it is read as markup.
    fn write(&self, question: &Question, decided: Rc<dyn Fn(bool)>) -> Option<()> {
        let window = &self.0;
        let document = window.document()?;
        document.set_title(question.heading);
        let root = document.document_element()?;
        root.set_attribute("lang", question.language).ok()?;
        // The page's own style: its policy, which holds here too, lets no other in.
        let style = page::document()?.query_selector("style").ok()??.text_content();
        add(&document, &root.query_selector("head").ok()??, "style", &[], &style.unwrap_or_default())?;
        let body: Element = document.body()?.into();
        let main = add(&document, &body, "main", &[("class", "confirming")], "")?;
        let heading = add(&document, &main, "h1", &[("tabindex", "-1")], question.heading)?;
        add(&document, &main, "p", &[], question.what)?;
        add(&document, &main, "pre", &[("class", "shared"), ("data-shared", ""), ("tabindex", "0")], question.shown)?;
        let actions = add(&document, &main, "p", &[("class", "actions")], "")?;
        let button = |action, class, words| {
            add(&document, &actions, "button", &[("type", "button"), ("data-action", action), ("class", class)], words)
        };
        let yes = button("share-confirmed", "button", question.yes)?;
        let no = button("share-cancel", "", question.no)?;
        let wait = add(&document, &main, "p", &[("class", "small"), ("role", "status")], "")?;
        on(&yes, "click", {
            let decided = Rc::clone(&decided);
            move || decided(true)
        })?;
        on(&no, "click", move || decided(false))?;
        hold_back(window, yes, wait, question.wait.to_owned())?;
        heading.unchecked_into::<HtmlElement>().focus().ok()
    }
}

/// Keeps the button from being pressed until the window has been in front for a while; begins anew when it comes to the front again, or is moved under
/// the pointer.
fn hold_back(window: &Window, button: Element, told: Element, why: String) -> Option<()> {
    let turn = Rc::new(Cell::new(0_u32));
    let begin = {
        let window = window.clone();
        move || {
            let this = turn.get() + 1;
            turn.set(this);
            // An attribute with a valid name can be set.
            button.set_attribute("disabled", "").ok();
            told.set_text_content(Some(&why));
            let (turn, button, told) = (Rc::clone(&turn), button.clone(), told.clone());
            let free = Closure::once_into_js(move || {
                if turn.get() == this {
                    button.remove_attribute("disabled").ok();
                    told.set_text_content(None);
                }
            });
            window.set_timeout_with_callback_and_timeout_and_arguments_0(free.unchecked_ref(), BEFORE_CONFIRMING).ok();
        }
    };
    begin();
    for event in ["focus", "resize"] {
        on(window, event, begin.clone())?;
    }
    Some(())
}

fn add(document: &Document, parent: &Element, name: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

fn on(target: &web_sys::EventTarget, event: &str, hear: impl Fn() + 'static) -> Option<()> {
    let hear = Closure::<dyn Fn()>::new(hear).into_js_value();
    target.add_event_listener_with_callback(event, hear.unchecked_ref()).ok()
}
