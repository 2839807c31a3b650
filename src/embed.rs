//! The page in a frame of another page: what that page may set, what it is told, and what a visitor may hand over to it.
//!
//! The host learns how many questions are answered, and how tall the page is before the visitor has begun; scores only when the visitor shares them.

use serde_json::{Value, json};

use crate::answers::Assessment;
use crate::brand::{Brand, Link, Logo, plain_text};
use crate::color::Color;
use crate::language::Language;
use crate::questionnaire::Questionnaire;
use crate::route::Route;
use crate::{scores_file, scoring};

/// What the host may set; nothing stands for what it left to the page. A value that can't be used is as good as none.
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
    /// The name of the organization that shows the page.
    pub organisation: Option<String>,
    /// Where to get in touch.
    pub contact: Option<Link>,
    /// Where to begin.
    pub section: Option<Route>,
    /// Whether there is a button by which the visitor shares the result with the host.
    pub share: Option<bool>,
}

impl Settings {
    /// Reads the pairs of the frame's address: `?embed&lang=fr&accent=%230a5`, decoded.
    pub fn from_pairs(questionnaire: &Questionnaire, pairs: impl Iterator<Item = (String, String)>) -> Self {
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

    /// Reads the host's message `{"type": "settings", …}`; nothing when it is another one. It says all that the host sets: what it doesn't name is taken
    /// back.
    pub fn from_message(questionnaire: &Questionnaire, text: &str) -> Option<Self> {
        let Ok(Value::Object(members)) = serde_json::from_str(text) else { return None };
        if members.get("type").and_then(Value::as_str) != Some("settings") {
            return None;
        }
        // There is such a host, so the page is embedded.
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

/// `share`, `share=1` and `share=true` say yes.
fn is_on(value: &str) -> bool {
    !["0", "false", "no"].contains(&value)
}

/// `4` to `10`, `A` or `results`.
fn section(questionnaire: &Questionnaire, id: &str) -> Option<Route> {
    if id == "results" { Some(Route::Results) } else { questionnaire.domain(id).map(Route::Section) }
}

impl Brand {
    /// This brand with what the host set. Its offers stay those of the page.
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

/// What the host is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The page is there.
    Ready,
    /// How tall the frame should be.
    Resize {
        /// The height of the page in pixels; nothing where the host is to choose a height by its own window, in which the page scrolls.
        height: Option<u32>,
    },
    /// The visitor went to another screen: the top of the frame should come into view.
    Show,
    /// The page is in this language.
    Language(Language),
    /// The first answer is chosen.
    Started,
    /// Another number of answers is chosen.
    Progress {
        /// The number.
        answered: usize,
        /// How many there are.
        questions: usize,
    },
    /// The last answer is chosen.
    Completed,
    /// The visitor shares the result.
    Result(Shared),
}

impl Event {
    /// The message as JSON text.
    pub fn message(&self) -> String {
        let message = match self {
            Self::Ready => json!({ "type": "ready" }),
            Self::Resize { height } => json!({ "type": "resize", "height": height }),
            Self::Show => json!({ "type": "show" }),
            Self::Language(language) => json!({ "type": "language", "language": language.code() }),
            Self::Started => json!({ "type": "started" }),
            Self::Progress { answered, questions } => json!({ "type": "progress", "answered": answered, "questions": questions }),
            Self::Completed => json!({ "type": "completed" }),
            // The very text that the visitor saw, which is JSON.
            Self::Result(Shared(text)) => return format!("{{\"type\":\"result\",\"result\":{text}}}"),
        };
        crate::saved::json(&message)
    }
}

/// The height that the host is told on a screen, in pixels; nothing where it is told none.
///
/// What a screen of answers is tall depends on them: a host that knew it, at several widths and of several screens, would know the answers. So it is told
/// only for what is the same for everybody, and only as long as there is nothing of the visitor's that a name or a notice could show.
pub fn told_height(screen: Route, has_begun: bool, height: u32) -> Option<u32> {
    (!has_begun && matches!(screen, Route::Start | Route::Example)).then_some(height)
}

/// How many answers the host is told of: all that are chosen. (*Not applicable* counts for the page only with its reason; a count that waits for the
/// reason would tell which questions those are.)
pub fn chosen(assessment: &Assessment) -> usize {
    assessment.entries.iter().filter(|entry| entry.choice.is_some()).count()
}

/// What to tell the host when so many answers were chosen before, and so many are now.
///
/// An opened file can start and complete an assessment at once; who clears the last answer and gives it again completes it again.
pub fn events_after(before: usize, now: usize, questions: usize) -> Vec<Event> {
    if now == before {
        return Vec::new();
    }
    let started = (before == 0).then_some(Event::Started);
    let completed = (now == questions).then_some(Event::Completed);
    started.into_iter().chain([Event::Progress { answered: now, questions }]).chain(completed).collect()
}

/// The text that *Share my result* shows and hands over: the scores file, and nothing else. There is no other way to make one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared(String);

impl Shared {
    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// What this assessment shares: its figures, without notes, reasons, profile and label.
pub fn shared(questionnaire: &Questionnaire, assessment: &Assessment) -> Shared {
    let scores = scoring::score(questionnaire, assessment);
    // What could not be read of a file is the visitor's business.
    Shared(scores_file::write(questionnaire, assessment, &scores, &[]))
}
