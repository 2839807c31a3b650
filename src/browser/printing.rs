//! What paper needs: on it nothing can be unfolded, scrolled or typed on.

use web_sys::Element;

use super::dom::text;
use super::page::{all, document};

/// Marks what was unfolded for paper, so that it can be folded again.
const UNFOLDED: &str = "data-unfolded";

/// What can hold more than it shows: fields scroll, and a list shows what fits into it.
const FIELDS: &str = "textarea, input[type=text], select";

/// The class of a field's content as text; the style sheet shows it on paper in the place of the field.
const WRITTEN_OUT: &str = "written-out";

/// Before printing opens all details and writes out what stands in fields; undoes both after it.
pub fn prepare_paper() {
    use leptos::leptos_dom::helpers::window_event_listener_untyped;
    window_event_listener_untyped("beforeprint", |_| {
        // Not every browser tells when the printing before has ended.
        clear_up();
        for details in all("details:not([open])") {
            details.set_attribute("open", "").ok();
            details.set_attribute(UNFOLDED, "").ok();
        }
        all(FIELDS).iter().for_each(write_out);
    });
    window_event_listener_untyped("afterprint", |_| clear_up());
}

fn clear_up() {
    for details in all(&format!("[{UNFOLDED}]")) {
        details.remove_attribute("open").ok();
        details.remove_attribute(UNFOLDED).ok();
    }
    all(&format!(".{WRITTEN_OUT}")).iter().for_each(Element::remove);
}

/// Puts the content of a field before it, as text. A field that is empty stays, to be filled in by hand.
fn write_out(field: &Element) {
    let chosen = field.query_selector("option:checked").ok().flatten();
    let content = chosen.map_or_else(|| text(field, "value"), |option| option.text_content()).unwrap_or_default();
    let place = document().and_then(|document| document.create_element("span").ok());
    let Some(place) = place.filter(|_| !content.trim().is_empty()) else { return };
    place.set_class_name(WRITTEN_OUT);
    place.set_text_content(Some(&content));
    for (name, value) in [("dir", "auto"), ("translate", "no")] {
        place.set_attribute(name, value).ok();
    }
    // It can't be refused: the field stands in its parent.
    field.parent_node().map(|parent| parent.insert_before(&place, Some(field)).ok());
}
