//! Text in the page: how what [`crate::screens`] and [`crate::markup`] write gets there, and stays as it should be.

use leptos::prelude::*;
use maud::Markup;

use super::follow::{follow, leave_in_time};
use crate::browser::parts;
use crate::screens::Part;

/// A text that stays as it is, until what is around it goes.
pub fn written(text: Markup) -> AnyView {
    let html = text.into_string();
    slot_of(Box::new(move || html.clone()))
}

/// A text that follows what it is made from. As long as the view around it stays, it is written anew only when it is another, so that what a reader has
/// unfolded stays so; when that view is built anew, so is the text.
pub fn slot(make: impl Fn() -> Markup + Send + Sync + 'static) -> AnyView {
    slot_of(Box::new(move || make().into_string()))
}

/// One type for all of them, so that their code is there once. With `parts::write`, the only way in which a text becomes a part of the page; both
/// take what `maud` made, which is escaped.
fn slot_of(make: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    let make = move || {
        leave_in_time();
        make()
    };
    view! { <div class="slot" inner_html=make></div> }.into_any()
}

/// Keeps parts of a text up to date: each is written anew when it is another than before.
pub fn keep(parts: impl Fn() -> Vec<Part> + 'static) {
    keep_all(Box::new(parts));
}

fn keep_all(parts: Box<dyn Fn() -> Vec<Part>>) {
    let mut before: Vec<Part> = Vec::new();
    follow(move || {
        let parts = parts();
        for (part, before) in parts.iter().zip(&before) {
            if part.is_another_than(before) {
                parts::write(part);
            }
        }
        before = parts;
    });
}

/// Keeps fields as the answers are, which another tab may have changed: a CSS selector and a value for each.
pub fn keep_values(values: impl Fn() -> Vec<(String, String)> + 'static) {
    follow(move || {
        for (field, value) in values() {
            parts::set_value(&field, &value);
        }
    });
}
