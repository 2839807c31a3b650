//! Shows a status message beside the button that caused it (`role=status`).

use web_sys::Element;

use super::dom::inside;
use super::events::DomEvent;
use super::page;

/// Where such a message is shown: `role=status`, so that a screen reader tells it too.
const PLACE: &str = "[data-saved]";

/// The place for the message about a button.
#[derive(Clone, Default)]
pub struct StatusRegion(Option<Element>);

impl DomEvent {
    /// The nearest place for a message about what happened here: that in the smallest part of the
    /// page that holds both.
    pub fn beside(&self) -> StatusRegion {
        let mut part = Some(self.target.clone());
        while let Some(now) = part {
            if let Some(place) = inside(&now, PLACE) {
                return StatusRegion(Some(place));
            }
            part = now.parent_element();
        }
        StatusRegion::default()
    }
}

impl StatusRegion {
    /// Shows a message there; whether there was a place for it. Where the screen was built anew
    /// meanwhile, its first place is taken.
    pub fn say(&self, text: &str, is_trouble: bool) -> bool {
        let still = self.0.clone().filter(|place| place.is_connected());
        // In a menu that was closed, nobody sees it.
        let is_seen = |place: &Element| {
            place.closest("details:not([open])").is_ok_and(|folded| folded.is_none())
        };
        let place = still.or_else(|| page::element(PLACE)).filter(is_seen);
        let Some(place) = place else { return false };
        // Setting an attribute with a valid name can't fail.
        place.set_attribute("data-saved", if is_trouble { "not" } else { "" }).ok();
        place.set_text_content(Some(text));
        true
    }
}
