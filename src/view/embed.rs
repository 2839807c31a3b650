//! The page in a frame of another page: the settings the host may make, the events it gets, and the
//! result that a visitor may share with it.
//!
//! The host learns how many questions are answered, and the height of the page before the visitor
//! has begun; it gets scores only when the visitor shares them.

use serde_json::{Value, json};

use crate::assessment::answers::Assessment;
use crate::brand::color::Color;
use crate::brand::{Brand, Link, Logo, plain_text};
use crate::content::questionnaire::Questionnaire;
use crate::language::Language;
use crate::report::scores_file::{self, Origin};
use crate::scoring;
use crate::view::route::Route;

/// The settings of the host. `None` leaves a setting to the page; an unusable value counts as
/// `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether the address asks for the embedded page (`embed`).
    pub embed: bool,
    /// The language to show.
    pub language: Option<Language>,
    /// The host's colour.
    pub accent: Option<Color>,
    /// The host's logo.
    pub logo: Option<Logo>,
    /// The name of the organization that embeds the page.
    pub organisation: Option<String>,
    /// The link for getting in touch.
    pub contact: Option<Link>,
    /// The route to begin at.
    pub section: Option<Route>,
    /// Whether the page has a button that shares the result with the host.
    pub share: Option<bool>,
}

impl Settings {
    /// Reads the decoded query parameters of the frame's address: `?embed&lang=fr&accent=%230a5`.
    pub fn from_pairs(
        questionnaire: &Questionnaire,
        pairs: impl Iterator<Item = (String, String)>,
    ) -> Self {
        let mut settings = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "embed" => settings.embed = is_on(&value),
                "share" => settings.share = Some(is_on(&value)),
                _ => settings.set(questionnaire, &name, &value),
            }
        }
        settings
    }

    /// Reads the host's message `{"type": "settings", …}`; returns `None` for any other message.
    /// The message is complete: a setting that it doesn't name is reset.
    pub fn from_message(questionnaire: &Questionnaire, text: &str) -> Option<Self> {
        let Ok(Value::Object(members)) = serde_json::from_str(text) else { return None };
        if members.get("type").and_then(Value::as_str) != Some("settings") {
            return None;
        }
        // A host sent the message, so the page is embedded.
        let mut settings = Self { embed: true, ..Self::default() };
        for (name, value) in &members {
            match value {
                Value::Bool(value) if name == "share" => settings.share = Some(*value),
                Value::String(value) => settings.set(questionnaire, name, value),
                _ => {}
            }
        }
        Some(settings)
    }

    fn set(&mut self, questionnaire: &Questionnaire, name: &str, value: &str) {
        match name {
            "lang" => self.language = Language::from_tag(value),
            "accent" => self.accent = Color::parse(value),
            "logo" => self.logo = Logo::parse(value),
            "organisation" => self.organisation = plain_text(value),
            "contact" => self.contact = Link::parse(value),
            "section" => self.section = section(questionnaire, value),
            _ => {}
        }
    }
}

/// `share`, `share=1` and `share=true` mean yes.
fn is_on(value: &str) -> bool {
    !["0", "false", "no"].contains(&value)
}

/// Parses `4` to `10`, `A` or `results`.
fn section(questionnaire: &Questionnaire, id: &str) -> Option<Route> {
    if id == "results" {
        Some(Route::Results)
    } else {
        questionnaire.domain(id).map(Route::Section)
    }
}

impl Brand {
    /// Returns this brand with the host's settings. The offers remain those of the page.
    pub fn with(&self, settings: &Settings) -> Self {
        Self {
            name: settings.organisation.clone().or_else(|| self.name.clone()),
            contact: settings.contact.clone().or_else(|| self.contact.clone()),
            logo: settings.logo.clone().or_else(|| self.logo.clone()),
            accent: settings.accent.or(self.accent),
            ..self.clone()
        }
    }
}

/// An event that the host is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The page is ready.
    Ready,
    /// The height that the frame should have.
    Resize {
        /// The height of the page in pixels; `None` if the host should choose a height by its own
        /// window and the page scrolls inside it.
        height: Option<u32>,
    },
    /// The visitor went to another screen: the host should scroll the top of the frame into view.
    Show,
    /// The page is shown in this language.
    Language(Language),
    /// The first answer was chosen.
    Started,
    /// The number of chosen answers changed.
    Progress {
        /// The number of chosen answers.
        answered: usize,
        /// The number of questions.
        questions: usize,
    },
    /// The last answer was chosen.
    Completed,
    /// The visitor shared the result.
    Result(Shared),
}

impl Event {
    /// Returns the message as JSON text.
    pub fn message(&self) -> String {
        let message = match self {
            Self::Ready => json!({ "type": "ready" }),
            Self::Resize { height } => json!({ "type": "resize", "height": height }),
            Self::Show => json!({ "type": "show" }),
            Self::Language(language) => json!({ "type": "language", "language": language.code() }),
            Self::Started => json!({ "type": "started" }),
            Self::Progress { answered, questions } => {
                json!({ "type": "progress", "answered": answered, "questions": questions })
            }
            Self::Completed => json!({ "type": "completed" }),
            // Exactly the text that the visitor saw, which is JSON already.
            Self::Result(Shared(text)) => {
                return format!("{{\"type\":\"result\",\"result\":{text}}}");
            }
        };
        crate::assessment::file::json(&message)
    }
}

/// The height in pixels that the host is told for a screen; `None` if it is told none.
///
/// The height of a screen with answers depends on them: a host that knew it, at several widths and
/// for several screens, could infer the answers. So the host gets a height only for screens that
/// are the same for everybody, and only before the visitor has entered anything that a name or a
/// notice could show.
pub fn told_height(screen: Route, has_begun: bool, height: u32) -> Option<u32> {
    (!has_begun && matches!(screen, Route::Start | Route::Example)).then_some(height)
}

/// The number of answers that the host is told: all that are chosen. (The page counts *not
/// applicable* only with its reason; a count that waited for the reason would reveal which
/// questions those are.)
pub fn chosen(assessment: &Assessment) -> usize {
    assessment.entries.iter().filter(|entry| entry.choice.is_some()).count()
}

/// The events for the host when the number of chosen answers changes from `before` to `now`.
///
/// An opened file can start and complete an assessment at once. Clearing the last answer and giving
/// it again completes the assessment again.
pub fn events_after(before: usize, now: usize, questions: usize) -> Vec<Event> {
    if now == before {
        return Vec::new();
    }
    let started = (before == 0).then_some(Event::Started);
    let completed = (now == questions).then_some(Event::Completed);
    started
        .into_iter()
        .chain([Event::Progress { answered: now, questions }])
        .chain(completed)
        .collect()
}

/// The text that *Share my result* shows and hands over: the scores file, and nothing else. Only
/// [`shared`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared(String);

impl Shared {
    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// The shared result of an assessment: its figures, without notes, reasons, profile and label.
pub fn shared(questionnaire: &Questionnaire, assessment: &Assessment) -> Shared {
    let scores = scoring::score(questionnaire, assessment);
    // No problems are listed: what could not be read from a file is the visitor's business.
    Shared(scores_file::write(questionnaire, assessment, &scores, Origin::default()))
}
