//! The menu in the header, a native `details`: whether it is open, and closing it.

use web_sys::Element;

use super::page::element;

/// The button of the menu.
pub const BUTTON: &str = "[data-menu] > summary";
const OPEN: &str = "[data-menu][open]";

/// Whether the menu is open.
pub fn is_open() -> bool {
    element(OPEN).is_some()
}

/// Closes the menu; whether it was open.
pub fn close() -> bool {
    let open: Option<Element> = element(OPEN);
    // Removing an attribute with a valid name can't fail.
    open.map(|menu| menu.remove_attribute("open").ok()).is_some()
}
