//! A popup window in which the visitor confirms something. A host can make the frame transparent or
//! cover it, so that a click means something else than the visitor thinks (clickjacking); it can do
//! neither with a window.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Window};

use super::{page, start_script};

/// Milliseconds that the window must be in front before it can be confirmed, so that a double click
/// where the window opens confirms nothing.
const BEFORE_CONFIRMING: i32 = 1000;

/// The texts of the window, in the language of the page.
pub struct Question<'t> {
    /// The code of that language.
    pub language: &'t str,
    /// The heading, which is also the window's title.
    pub heading: &'t str,
    /// What *yes* confirms.
    pub what: &'t str,
    /// The data that is handed over, if any.
    pub shown: Option<&'t str>,
    /// The name of the action, with which the actions of the buttons begin.
    pub action: &'t str,
    /// Why *yes* is still disabled.
    pub wait: &'t str,
    /// The label of *yes*.
    pub yes: &'t str,
    /// The label of *no*.
    pub no: &'t str,
}

/// The window; closed when this is dropped.
pub struct Confirming(Window);

impl Drop for Confirming {
    fn drop(&mut self) {
        // Closing a window that the visitor has closed does nothing.
        self.0.close().ok();
    }
}

impl Confirming {
    /// Opens the window, which browsers allow in response to a click; calls `decided` with the
    /// visitor's decision. `None` if it can't be opened.
    pub fn open(question: &Question, decided: impl Fn(bool) + 'static) -> Option<Self> {
        // Dropped if the content can't be written, so that no empty window stays.
        let confirming = Self(start_script::window()?);
        confirming.write(question, Rc::new(decided))?;
        // Without the page, the window could not do what it offers.
        let (page, window) = (page::window()?, confirming.0.clone());
        on(&page, "pagehide", move || {
            window.close().ok();
        })?;
        Some(confirming)
    }

    /// Brings the window to the front; returns whether it is still open.
    pub fn show_again(&self) -> bool {
        let is_there = !self.0.closed().unwrap_or(true);
        is_there && self.0.focus().is_ok()
    }

    /// Writes the content. Everything is text or an attribute; nothing is parsed as HTML.
    fn write(&self, question: &Question, decided: Rc<dyn Fn(bool)>) -> Option<()> {
        let window = &self.0;
        let document = window.document()?;
        write_head(&document, question)?;
        let body: Element = document.body()?.into();
        let main = add(&document, &body, "main", &[("class", "confirming")], "")?;
        let heading = add(&document, &main, "h1", &[("tabindex", "-1")], question.heading)?;
        add(&document, &main, "p", &[], question.what)?;
        if let Some(shown) = question.shown {
            let attributes = [("class", "shared"), ("data-shared", ""), ("tabindex", "0")];
            add(&document, &main, "pre", &attributes, shown)?;
        }
        let actions = add(&document, &main, "p", &[("class", "actions")], "")?;
        let button = |answer, class, words| {
            let action = [question.action, answer].concat();
            let attributes = [("type", "button"), ("data-action", &action), ("class", class)];
            add(&document, &actions, "button", &attributes, words)
        };
        let yes = button("-confirmed", "button", question.yes)?;
        let no = button("-cancel", "", question.no)?;
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

/// Writes the title, the language and the style: the page's own, as the page's content security
/// policy, which applies here too, allows no other.
fn write_head(document: &Document, question: &Question) -> Option<()> {
    document.set_title(question.heading);
    let root = document.document_element()?;
    root.set_attribute("lang", question.language).ok()?;
    let style = page::document()?.query_selector("style").ok()??.text_content().unwrap_or_default();
    add(document, &root.query_selector("head").ok()??, "style", &[], &style).map(|_| ())
}

/// Disables the button until the window has been in front for [`BEFORE_CONFIRMING`]; starts again
/// when the window comes to the front, or is resized under the pointer.
fn hold_back(window: &Window, button: Element, told: Element, why: String) -> Option<()> {
    let turn = Rc::new(Cell::new(0_u32));
    let begin = {
        let window = window.clone();
        move || {
            let this = turn.get() + 1;
            turn.set(this);
            // Setting an attribute with a valid name can't fail.
            button.set_attribute("disabled", "").ok();
            told.set_text_content(Some(&why));
            let (turn, button, told) = (Rc::clone(&turn), button.clone(), told.clone());
            let free = Closure::once_into_js(move || {
                if turn.get() == this {
                    button.remove_attribute("disabled").ok();
                    told.set_text_content(None);
                }
            });
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    free.unchecked_ref(),
                    BEFORE_CONFIRMING,
                )
                .ok();
        }
    };
    begin();
    for event in ["focus", "resize"] {
        on(window, event, begin.clone())?;
    }
    Some(())
}

fn add(
    document: &Document,
    parent: &Element,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> Option<Element> {
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
