//! The rule by which the page's language is chosen.
//!
//! `public/start/language.js` has the same rule, as it runs before the module is there;
//! `tests/language_cases.json` has the cases for both.

use super::Language;

/// The sources of the page's language, in the order of their priority; one that names neither of
/// our languages is passed over.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// `?lang=` in the address.
    pub address: Option<String>,
    /// The choice that the browser remembers.
    pub remembered: Option<String>,
    /// The language of a page saved with answers, which opens as it was saved.
    pub saved: Option<String>,
    /// The languages set in the browser, most preferred first.
    pub browser: Vec<String>,
}

impl Wishes {
    /// Returns the language that is wished for; `None` if it is up to the host.
    pub fn language(&self) -> Option<Language> {
        let said = [&self.address, &self.remembered, &self.saved].into_iter().flatten();
        Language::preferred(said.chain(&self.browser).map(String::as_str))
    }
}
