//! Inserts HTML made by [`crate::view`] and [`crate::view::report_html`] into the page, and keeps
//! it up to date.

use leptos::prelude::*;
use maud::Markup;

use super::effect::{effect, unsubscribe_on_cleanup};
use crate::browser::dom;
use crate::view::patch::Patch;

/// Static HTML, removed with its parent.
pub fn static_html(text: Markup) -> AnyView {
    let html = text.into_string();
    html_slot(Box::new(move || html.clone()))
}

/// HTML that follows the signals it reads. As long as its parent stays, it is written again only
/// when it differs, so that what a reader has expanded stays so; when the parent is rebuilt, so is
/// the HTML.
pub fn live_html(make: impl Fn() -> Markup + Send + Sync + 'static) -> AnyView {
    html_slot(Box::new(move || make().into_string()))
}

/// One type for all of them, so that their code exists only once. With `dom::apply`, the only way
/// by which a string becomes part of the page's markup; both take `maud`'s output, which is
/// escaped.
fn html_slot(make: Box<dyn Fn() -> String + Send + Sync>) -> AnyView {
    let make = move || {
        unsubscribe_on_cleanup();
        make()
    };
    view! { <div class="slot" inner_html=make></div> }.into_any()
}

/// Keeps parts of static HTML up to date: each is written again when it differs.
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

/// Applies the patches that differ; both lists name the same elements in the same order.
pub fn apply_changed(patches: &[Patch], before: &[Patch]) {
    for (patch, _) in patches.iter().zip(before).filter(|(patch, before)| patch != before) {
        dom::apply(patch);
    }
}

/// Keeps fields in step with the answers, which another tab may have changed. Takes a CSS selector
/// and a value for each.
pub fn sync_fields(values: impl Fn() -> Vec<(String, String)> + 'static) {
    effect(move || {
        for (field, value) in values() {
            dom::set_value(&field, &value);
        }
    });
}

/// Builds a rarely shown view in a function of its own, which can then be loaded later than the
/// screen around it (`xtask/src/build/chunks.rs`): the compiler would otherwise inline it into one
/// large function.
#[inline(never)]
pub fn lazy_screen(make: impl FnOnce() -> AnyView) -> AnyView {
    make()
}
