//! Where on the page the visitor is, and coming back there.
#![allow(clippy::float_arithmetic, reason = "browsers count pixels in fractions")]

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement};

use super::page::{all, document, element, window};

/// A question that begins so near the top, in pixels, is the one that is read.
const HALF_A_PHONE: f64 = 350.0;

/// The list of sections.
const LIST: &str = ".sections";

/// The question at the top of the view, and how far from the top it is.
pub struct Anchor(Element, f64);

/// Where the visitor is among the questions; nothing on a screen without.
pub fn place() -> Option<Anchor> {
    let questions = document()?.query_selector_all("fieldset").ok()?;
    let elements = (0..questions.length()).filter_map(|index| questions.item(index)?.dyn_into::<Element>().ok());
    let places = elements.map(|element| (element.get_bounding_client_rect().bottom(), Anchor(element.clone(), top(&element))));
    // What one reads begins in the view, or fills it.
    let mut visible = places.filter(|(bottom, _)| *bottom > 0.0).map(|(_, place)| place);
    let first = visible.next()?;
    if first.1 >= 0.0 { Some(first) } else { visible.next().filter(|next| next.1 < HALF_A_PHONE).or(Some(first)) }
}

/// Scrolls so that the question of a place is where it was, though all around it was built anew.
pub fn return_to(place: &Anchor) {
    let same = document().and_then(|document| document.get_element_by_id(&place.0.id()));
    if let (Some(window), Some(same)) = (window(), same) {
        window.scroll_by_with_x_and_y(0.0, top(&same) - place.1);
    }
}

/// How far an element is from the top of the view.
fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Scrolls the page so that an element stands at its top, below what stays in sight there. (`scrollIntoView` would scroll the page around a frame too, which
/// tells that page where in ours the element is.)
pub(super) fn bring_into_view(element: &Element) {
    scroll(element, |place, kept_free, _| place.top() - kept_free);
}

/// Scrolls only as far as an element isn't in view; of one that is higher than the window, its beginning is.
pub(super) fn show_whole(element: &Element) {
    scroll(element, |place, kept_free, height| {
        let above = place.top() - kept_free;
        if above < 0.0 { above } else { (place.bottom() - height).min(above).max(0.0) }
    });
}

/// Scrolls only as far as the row of a radio button isn't in view.
pub(super) fn show_answer(radio: &Element) {
    if let Some(row) = radio.parent_element() {
        show_whole(&row);
    }
}

/// Has each radio button that is chosen be a point in the corner of its question until the key that is pressed is done with: when Tab leads to it, the pages
/// around a frame are scrolled as far as if another one were chosen. Then our own window is scrolled to the answer.
pub(super) fn lift_chosen() {
    let chosen = all("fieldset [type=radio]:checked");
    for radio in &chosen {
        // A key that is held comes again before the last time has ended.
        set_style(radio, "");
        if let Ok(Some(question)) = radio.closest("fieldset") {
            let (to, from) = (question.get_bounding_client_rect(), radio.get_bounding_client_rect());
            // To the last fraction, as a host could read that too. The browser writes it: here it takes a program of its own.
            let [right, down] = [to.left() - from.left(), to.top() - from.top()]
                .map(|pixels| String::from(js_sys::Object::to_string(js_sys::Number::from(pixels).as_ref())));
            // The buttons are of two sizes.
            set_style(radio, &["transform-origin:0 0;transform:translate(", &right, "px,", &down, "px)scale(.0001)"].concat());
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

/// Sets all of the style that an element has for itself; by a script, which no policy forbids.
fn set_style(element: &Element, style: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.style().set_css_text(style);
    }
}

/// Scrolls the page down by what follows from an element's rectangle, from what is kept free at the top, and from the window's height.
fn scroll(element: &Element, down: fn(&DomRect, f64, f64) -> f64) {
    let Some((window, root)) = window().zip(document().and_then(|document| document.document_element())) else { return };
    let pixels = |element: &Element, name: &str| -> f64 {
        let style = window.get_computed_style(element).ok().flatten();
        let value = style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
        // Whole pixels are enough, and to read a fraction takes a program of its own.
        value.split(['.', 'p']).next().and_then(|whole| whole.parse::<i32>().ok()).map_or(0.0, f64::from)
    };
    let kept_free = pixels(&root, "scroll-padding-top") + pixels(element, "scroll-margin-top");
    window.scroll_by_with_x_and_y(0.0, down(&element.get_bounding_client_rect(), kept_free, f64::from(root.client_height())));
}

/// Notes in the browser's history how far down the page is, whenever a link leads away: going back leads there again.
pub fn remember_scroll_on_leaving() {
    leptos::leptos_dom::helpers::window_event_listener(leptos::ev::click, |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_link = target.is_some_and(|target| target.closest("a").ok().flatten().is_some());
        let noted = window().filter(|_| is_link).and_then(|window| {
            let down = JsValue::from_f64(window.scroll_y().ok()?);
            window.history().ok()?.replace_state_with_url(&down, "", None).ok()
        });
        // Where that isn't possible, going back leads to the top.
        noted.unwrap_or_default();
    });
}

/// How far down, in pixels, this entry of the history was left; nothing when it never was.
fn left_at() -> Option<f64> {
    window()?.history().ok()?.state().ok()?.as_f64()
}

/// Whether the visitor comes back to a screen, or one like it stands there and is built anew: the place that was read must be there at once.
pub fn is_known_place(selector: &str) -> bool {
    left_at().is_some() || element(selector).is_some()
}

/// How far down the list of sections is, in pixels, where it is longer than the window.
pub fn list_place() -> i32 {
    element(LIST).map_or(0, |list| list.scroll_top())
}

/// Scrolls the list of sections as far down as the one that it took the place of.
pub fn scroll_list(place: i32) {
    if let Some(list) = element(LIST).filter(|_| place > 0) {
        list.set_scroll_top(place);
    }
}

/// Calls `then` when the next frame has been painted.
pub fn after_frame(then: impl FnOnce() + 'static) {
    use leptos::leptos_dom::helpers::{request_animation_frame, set_timeout};
    request_animation_frame(move || set_timeout(then, std::time::Duration::ZERO));
}

/// Scrolls to where this entry of the history was left; whether it was ever left.
pub(super) fn return_in_history() -> bool {
    let down = left_at();
    if let (Some(window), Some(down)) = (window(), down) {
        window.scroll_to_with_x_and_y(0.0, down);
    }
    down.is_some()
}
