//! Text in the page: how what [`crate::view`] and [`crate::view::report_html`] write gets there, and stays as it should be.

use leptos::prelude::*;
use maud::Markup;

use super::effect::{effect, unsubscribe_on_cleanup};
use crate::browser::dom;
use crate::view::patch::Patch;

/// A text that stays as it is, until what is around it goes.
pub fn static_html(text: Markup) -> AnyView {
    let html = text.into_string();
    html_slot(Box::new(move || html.clone()))
}

/// A text that follows what it is made from. As long as the view around it stays, it is written anew only when it is another, so that what a reader has
/// unfolded stays so; when that view is built anew, so is the text.
pub fn live_html(make: impl Fn() -> Markup + Send + Sync + 'static) -> AnyView {
    html_slot(Box::new(move || make().into_string()))
}

/// One type for all of them, so that their code is there once. With `dom::apply`, the only way in which a text becomes a part of the page; both
/// take what `maud` made, which is escaped.
fn html_slot(make: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    let make = move || {
        unsubscribe_on_cleanup();
        make()
    };
    view! { <div class="slot" inner_html=make></div> }.into_any()
}

/// Keeps parts of a text up to date: each is written anew when it is another than before.
pub fn patch_on_change(parts: impl Fn() -> Vec<Patch> + 'static) {
    patch_all_on_change(Box::new(parts));
}

fn patch_all_on_change(parts: Box<dyn Fn() -> Vec<Patch>>) {
    let mut before: Vec<Patch> = Vec::new();
    effect(move || {
        let parts = parts();
        apply_changed(&parts, &before);
        before = parts;
    });
}

/// Applies the patches that are other than before; both lists name the same elements in the same order.
pub fn apply_changed(patches: &[Patch], before: &[Patch]) {
    for (patch, _) in patches.iter().zip(before).filter(|(patch, before)| patch != before) {
        dom::apply(patch);
    }
}

/// Keeps fields as the answers are, which another tab may have changed: a CSS selector and a value for each.
pub fn sync_fields(values: impl Fn() -> Vec<(String, String)> + 'static) {
    effect(move || {
        for (field, value) in values() {
            dom::set_value(&field, &value);
        }
    });
}

/// Makes what is seldom shown in a function of its own, which then can come later than the screen around it (`xtask/src/build/chunks.rs`): the compiler
/// would make one large function of both.
#[inline(never)]
pub fn lazy_screen(make: impl FnOnce() -> AnyView) -> AnyView {
    make()
}
