//! The scroll position of the page, and returning to it.
#![allow(clippy::float_arithmetic, reason = "browsers count pixels in fractions")]

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement};

use super::page::{all, document, element, window};

/// A question that begins less than this many pixels below the top of the view counts as the one
/// being read.
const HALF_A_PHONE: f64 = 350.0;

/// The selector of the list of sections.
const LIST: &str = ".sections";

/// The question at the top of the view, and its distance from the top in pixels.
pub struct Anchor(Element, f64);

/// The visitor's position among the questions; `None` on a screen without questions.
pub fn place() -> Option<Anchor> {
    let questions = document()?.query_selector_all("fieldset").ok()?;
    let elements = (0..questions.length())
        .filter_map(|index| questions.item(index)?.dyn_into::<Element>().ok());
    let places = elements.map(|element| {
        (element.get_bounding_client_rect().bottom(), Anchor(element.clone(), top(&element)))
    });
    // The question being read begins in the view, or fills it.
    let mut visible = places.filter(|(bottom, _)| *bottom > 0.0).map(|(_, place)| place);
    let first = visible.next()?;
    if first.1 >= 0.0 {
        Some(first)
    } else {
        visible.next().filter(|next| next.1 < HALF_A_PHONE).or(Some(first))
    }
}

/// The ids of the questions of which something is in view, in their order.
pub fn questions_in_view() -> Vec<String> {
    let height = document()
        .and_then(|document| document.document_element())
        .map_or(0.0, |root| f64::from(root.client_height()));
    let is_in_view = |element: &Element| {
        let place = element.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    };
    all("fieldset").iter().filter(|element| is_in_view(element)).map(Element::id).collect()
}

/// Scrolls so that the question of an anchor is where it was, after the screen was rebuilt.
pub fn return_to(place: &Anchor) {
    let same = document().and_then(|document| document.get_element_by_id(&place.0.id()));
    if let (Some(window), Some(same)) = (window(), same) {
        window.scroll_by_with_x_and_y(0.0, top(&same) - place.1);
    }
}

/// The distance of an element from the top of the view, in pixels.
fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Scrolls the page so that an element is at its top, below what is fixed there. (`scrollIntoView`
/// would also scroll the host's page, which would tell the host where the element is.)
pub(super) fn bring_into_view(element: &Element) {
    scroll(element, |place, kept_free, _| place.top() - kept_free);
}

/// Scrolls only as far as needed to show an element; one that is taller than the window is shown
/// from its beginning.
pub(super) fn show_whole(element: &Element) {
    scroll(element, |place, kept_free, height| {
        let above = place.top() - kept_free;
        if above < 0.0 { above } else { (place.bottom() - height).min(above).max(0.0) }
    });
}

/// Scrolls only as far as needed to show the row of a radio button.
pub(super) fn show_answer(radio: &Element) {
    if let Some(row) = radio.parent_element() {
        show_whole(&row);
    }
}

/// Shrinks each chosen radio button to a point in the corner of its question until the pressed key
/// was handled. This way, when Tab focuses one, the browser scrolls the host's page equally far
/// whichever answer is chosen. Then the frame's own window is scrolled to the answer.
pub(super) fn lift_chosen() {
    let chosen = all("fieldset [type=radio]:checked");
    for radio in &chosen {
        // A key held down repeats before the previous call has ended.
        set_style(radio, "");
        if let Ok(Some(question)) = radio.closest("fieldset") {
            let (to, from) =
                (question.get_bounding_client_rect(), radio.get_bounding_client_rect());
            // Exact to the last fraction, as a host could detect less. The browser formats the
            // numbers, since formatting them here would add code to the module.
            let [right, down] = [to.left() - from.left(), to.top() - from.top()].map(|pixels| {
                String::from(js_sys::Object::to_string(js_sys::Number::from(pixels).as_ref()))
            });
            // Scaled, because the buttons have two sizes.
            set_style(
                radio,
                &[
                    "transform-origin:0 0;transform:translate(",
                    &right,
                    "px,",
                    &down,
                    "px)scale(.0001)",
                ]
                .concat(),
            );
        }
    }
    let end = move || {
        for radio in &chosen {
            set_style(radio, "");
        }
        if let Some(radio) = element("[type=radio]:focus") {
            show_answer(&radio);
        }
    };
    leptos::leptos_dom::helpers::set_timeout(end, std::time::Duration::ZERO);
}

/// Sets the complete inline style of an element; by script, which no content security policy
/// forbids.
fn set_style(element: &Element, style: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.style().set_css_text(style);
    }
}

/// Scrolls the page down by a distance computed from an element's rectangle, the space kept free at
/// the top, and the window's height.
fn scroll(element: &Element, down: fn(&DomRect, f64, f64) -> f64) {
    let Some((window, root)) =
        window().zip(document().and_then(|document| document.document_element()))
    else {
        return;
    };
    let pixels = |element: &Element, name: &str| -> f64 {
        let style = window.get_computed_style(element).ok().flatten();
        let value = style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
        // Whole pixels are enough, and parsing fractions would add code to the module.
        value
            .split(['.', 'p'])
            .next()
            .and_then(|whole| whole.parse::<i32>().ok())
            .map_or(0.0, f64::from)
    };
    let kept_free = pixels(&root, "scroll-padding-top") + pixels(element, "scroll-margin-top");
    window.scroll_by_with_x_and_y(
        0.0,
        down(&element.get_bounding_client_rect(), kept_free, f64::from(root.client_height())),
    );
}

/// Stores the scroll position in the browser's history whenever a link is clicked, so that going
/// back returns there.
pub fn remember_scroll_on_leaving() {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::click, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_link = target.is_some_and(|target| target.closest("a").ok().flatten().is_some());
        let noted = window().filter(|_| is_link).and_then(|window| {
            let down = JsValue::from_f64(window.scroll_y().ok()?);
            window.history().ok()?.replace_state_with_url(&down, "", None).ok()
        });
        // If that fails, going back leads to the top.
        noted.unwrap_or_default();
    });
}

/// The scroll position in pixels at which this history entry was left; `None` if it never was.
fn left_at() -> Option<f64> {
    window()?.history().ok()?.state().ok()?.as_f64()
}

/// Whether the visitor returns to a screen, or a screen that matches `selector` is about to be
/// rebuilt: then the earlier scroll position must exist at once.
pub fn is_known_place(selector: &str) -> bool {
    left_at().is_some() || element(selector).is_some()
}

/// The scroll position of the list of sections in pixels; not 0 only if the list is taller than the
/// window.
pub fn list_place() -> i32 {
    element(LIST).map_or(0, |list| list.scroll_top())
}

/// Scrolls the list of sections to the position of the one it replaced.
pub fn scroll_list(place: i32) {
    if let Some(list) = element(LIST).filter(|_| place > 0) {
        list.set_scroll_top(place);
    }
}

/// Scrolls a row of links, found by its selector, to the current one. (`scrollIntoView` would also
/// scroll the host's page.)
pub fn show_current(row: &str) {
    let current = element(&format!("{row} [aria-current]")).and_then(|link| link.parent_element());
    let row = element(row);
    if let Some((row, current)) = row.zip(current) {
        let (outer, inner) = (row.get_bounding_client_rect(), current.get_bounding_client_rect());
        let middle = |place: &DomRect| place.left() + place.width() / 2.0;
        row.scroll_by_with_x_and_y(middle(&inner) - middle(&outer), 0.0);
    }
}

/// Calls `then` after the next frame was painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    use leptos::leptos_dom::helpers::{request_animation_frame, set_timeout};
    request_animation_frame(move || set_timeout(then, std::time::Duration::ZERO));
}

/// Scrolls to where this history entry was left; returns whether it ever was.
pub(super) fn return_in_history() -> bool {
    let down = left_at();
    if let (Some(window), Some(down)) = (window(), down) {
        window.scroll_to_with_x_and_y(0.0, down);
    }
    down.is_some()
}
