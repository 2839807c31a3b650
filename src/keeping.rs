//! How long the answers are kept, as far as the visitor should know it.

use crate::language::Language;

/// Where the answers lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the browser's storage, which stays.
    Browser,
    /// In the tab's own storage: the computer is shared.
    Tab,
    /// Nowhere but on the page; a notice tells why.
    Memory,
}

/// What to say of how long they are kept there; nothing where they stay, or where a notice says it already.
pub fn reminder(language: Language, place: Place, browser_deletes_idle_data: bool) -> Option<&'static str> {
    let t = &language.texts().phrases;
    match place {
        Place::Tab => Some(t.keeping_shared),
        Place::Browser if browser_deletes_idle_data => Some(t.keeping_seven_days),
        Place::Browser | Place::Memory => None,
    }
}

/// Whether a browser deletes what a page stored after seven days without a visit: `WebKit` does, on all systems, whoever made the browser
/// around it. `vendor` is what the browser says of its engine's maker.
pub fn deletes_idle_data(vendor: &str) -> bool {
    vendor.starts_with("Apple")
}
