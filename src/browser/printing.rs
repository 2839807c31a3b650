//! Prepares the page for paper, where nothing can be opened, scrolled or typed.

use web_sys::Element;

use super::dom::text;
use super::page::{all, document};

/// Marks details that were opened for printing, so that they can be closed again.
const UNFOLDED: &str = "data-unfolded";

/// Fields that can hold more than they show: text fields scroll, and a select field shows what fits
/// into it.
const FIELDS: &str = "textarea, input[type=text], select";

/// The class of the text copy of a field's content; on paper, the style sheet shows it instead of
/// the field.
const WRITTEN_OUT: &str = "written-out";

/// The attribute of the root with what the style sheet prints at the foot of each page.
const FOOT: &str = "data-on-paper";

/// Opens all details, writes out the contents of fields and sets the foot of the pages before
/// printing; undoes all of it afterwards.
pub fn prepare_paper(foot: impl Fn() -> String + 'static) {
    use leptos::leptos_dom::helpers::window_event_listener_untyped;
    window_event_listener_untyped("beforeprint", move |_| {
        // Not every browser reports the end of the previous printing.
        clear_up();
        for details in all("details:not([open])") {
            details.set_attribute("open", "").ok();
            details.set_attribute(UNFOLDED, "").ok();
        }
        all(FIELDS).iter().for_each(write_out);
        for root in all(":root") {
            root.set_attribute(FOOT, &foot()).ok();
        }
    });
    window_event_listener_untyped("afterprint", |_| clear_up());
}

fn clear_up() {
    for details in all(&format!("[{UNFOLDED}]")) {
        details.remove_attribute("open").ok();
        details.remove_attribute(UNFOLDED).ok();
    }
    all(&format!(".{WRITTEN_OUT}")).iter().for_each(Element::remove);
    for root in all(":root") {
        root.remove_attribute(FOOT).ok();
    }
}

/// Inserts the content of a field before it, as text. An empty field stays, to be filled in by
/// hand.
fn write_out(field: &Element) {
    let chosen = field.query_selector("option:checked").ok().flatten();
    let content = chosen
        .map_or_else(|| text(field, "value"), |option| option.text_content())
        .unwrap_or_default();
    let place = document().and_then(|document| document.create_element("span").ok());
    let Some(place) = place.filter(|_| !content.trim().is_empty()) else { return };
    place.set_class_name(WRITTEN_OUT);
    place.set_text_content(Some(&content));
    for (name, value) in [("dir", "auto"), ("translate", "no")] {
        place.set_attribute(name, value).ok();
    }
    // This can't fail: the field is in its parent.
    field.parent_node().map(|parent| parent.insert_before(&place, Some(field)).ok());
}
