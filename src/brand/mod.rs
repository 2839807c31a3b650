//! The branding of the page: a name, a logo, a colour, a contact, and offers for certain results.
//!
//! A brand is not part of the build. It is a JSON text in the page, which the host replaces by its
//! own. Any part of the text that can't be used is left out, and the page is unbranded in that
//! part.
//!
//! Uses `content`, `assessment`, `scoring`, `language` and `report`, for offers that depend on a
//! result. Knows no screens.

use serde_json::{Map, Value, json};

use crate::brand::color::Color;
use crate::language::Language;

pub mod color;
mod frames;
pub mod offers;
mod safe;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;

pub use safe::{Link, Logo, MOST_LOGO_BYTES, MOST_NAME, plain_text};

/// The most offers; more would be advertising.
pub const MOST_OFFERS: usize = 4;

/// The brand of the host; empty for the unbranded page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brand {
    /// The host's name.
    pub name: Option<String>,
    /// Where to contact the host.
    pub contact: Option<Link>,
    /// The host's logo.
    pub logo: Option<Logo>,
    /// The host's colour, as given; [`crate::brand::color::Accent::of`] makes it readable.
    pub accent: Option<Color>,
    /// The host's offers.
    pub offers: Vec<Offer>,
    /// The pages that may show ours in a frame, as sources of Content Security Policy; if empty,
    /// only the host's own site.
    pub frames: Vec<String>,
    /// The language for visitors of whom nothing says which of ours they read.
    pub default_language: Option<Language>,
}

/// An offer of the host, shown to those whose results it fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The title.
    pub title: Both<String>,
    /// A description of a sentence or two.
    pub text: Both<String>,
    /// A link to more about it.
    pub link: Both<Link>,
    /// The results it is shown for.
    pub when: When,
}

/// The conditions for an offer; it fits if any one holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// Ids of domains, one of which scores below its target.
    pub domains: Vec<String>,
    /// Codes of questions, one of which is a gap.
    pub questions: Vec<String>,
    /// Ids of readiness values, one of which is the result's.
    pub readiness: Vec<String>,
}

/// A value in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both<T> {
    /// In English.
    pub en: T,
    /// In French.
    pub fr: T,
}

impl<T> Both<T> {
    /// Returns the value in this language.
    pub fn of(&self, language: Language) -> &T {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

impl When {
    /// Whether there is no condition, so that the offer never fits.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty() && self.questions.is_empty() && self.readiness.is_empty()
    }
}

impl Brand {
    /// Returns the language for visitors of whom nothing says which of ours they read.
    pub fn language(&self) -> Language {
        self.default_language.unwrap_or(Language::English)
    }

    /// Reads the JSON text in the page. Whatever can't be used is left out.
    pub fn read(text: &str) -> Self {
        let Ok(Value::Object(members)) = serde_json::from_str(text) else { return Self::default() };
        let member = |name: &str| members.get(name).and_then(Value::as_str);
        let offers = members.get("offers").and_then(Value::as_array).into_iter().flatten();
        Self {
            name: member("name").and_then(plain_text),
            contact: member("contact").and_then(Link::parse),
            logo: member("logo").and_then(Logo::parse),
            accent: member("accent").and_then(Color::parse),
            offers: offers.filter_map(read_offer).take(MOST_OFFERS).collect(),
            frames: texts(members.get("frames")),
            default_language: member("default_language").and_then(Language::from_tag),
        }
    }

    /// Writes the JSON text on one line, safe to put in a `<script>`.
    pub fn write(&self) -> String {
        let mut members = Map::new();
        let mut put = |name: &str, text: Option<String>| {
            text.and_then(|text| members.insert(name.to_owned(), text.into()))
        };
        put("name", self.name.clone());
        put("contact", self.contact.as_ref().map(Link::to_string));
        put("logo", self.logo.as_ref().map(Logo::to_string));
        put("accent", self.accent.map(|color| color.to_string()));
        put("default_language", self.default_language.map(|language| language.code().to_owned()));
        if !self.offers.is_empty() {
            members.insert("offers".to_owned(), self.offers.iter().map(write_offer).collect());
        }
        if !self.frames.is_empty() {
            members.insert("frames".to_owned(), json!(self.frames));
        }
        // So that no text can close the script element.
        Value::Object(members).to_string().replace('<', "\\u003c")
    }
}

fn read_offer(value: &Value) -> Option<Offer> {
    let when = value.get("when")?;
    let codes = |name: &str| texts(when.get(name));
    let offer = Offer {
        title: read_both(value, "title", plain_text)?,
        text: read_both(value, "text", |text| {
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        })?,
        link: read_both(value, "link", Link::parse)?,
        when: When {
            domains: codes("domains"),
            questions: codes("questions"),
            readiness: codes("readiness"),
        },
    };
    (!offer.when.is_empty()).then_some(offer)
}

fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|text| Some(text.as_str()?.to_owned())).collect()
}

fn read_both<T>(value: &Value, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<Both<T>> {
    let words = value.get(name)?;
    let read = |language: Language| read(words.get(language.code())?.as_str()?);
    Some(Both { en: read(Language::English)?, fr: read(Language::French)? })
}

fn write_offer(offer: &Offer) -> Value {
    let Offer { title, text, link, when } = offer;
    json!({
        "title": { "en": title.en, "fr": title.fr },
        "text": { "en": text.en, "fr": text.fr },
        "link": { "en": link.en.as_str(), "fr": link.fr.as_str() },
        "when": { "domains": when.domains, "questions": when.questions, "readiness": when.readiness },
    })
}
