//! Two tabs that answer one assessment: no answer of either is lost, and of two answers to the same question the newer one stays.
//!
//! A browser may show a tab what another one stored a moment late, so looking before writing is not enough: each part of what is stored has the
//! time of its last change with it, and both sides come to the same when they meet, in whatever order.
//!
//! ```text
//! "changed": { "*": 1764000000000, "answers/C4-1": 1764000123456 }
//! ```
//!
//! Times are in milliseconds. `*` holds for all parts that are not named: everything was replaced then. Files that a visitor saves have no times.

use serde_json::{Map, Value};

use crate::answers::Assessment;
use crate::library::{Failure, Library, Store};
use crate::questionnaire::{Questionnaire, Topic};
use crate::saved;

/// The member of a stored text that holds the times.
const CHANGED: &str = "changed";
/// All parts that are not named.
const ALL: &str = "*";
/// The members whose entries are parts of their own.
const GROUPS: [&str; 4] = ["answers", "profile", "soa", "targets"];
/// Members that are one part.
const SINGLE: [&str; 1] = ["organisation"];

/// A part of an assessment that changes by itself.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A question's answer with its texts, by the question's index.
    Answer(usize),
    /// A domain's target, by the domain's index.
    Target(usize),
    /// A topic of the profile.
    Topic(&'static Topic),
    /// What is written of a control, by its index.
    Control(usize),
    /// The name.
    Organisation,
}

impl Part {
    fn key(self, questionnaire: &Questionnaire) -> String {
        match self {
            Self::Answer(question) => format!("answers/{}", questionnaire.questions[question].code),
            Self::Target(domain) => format!("targets/{}", questionnaire.domains[domain].id),
            Self::Topic(topic) => format!("profile/{}", topic.id),
            Self::Control(control) => format!("soa/{}", questionnaire.controls[control].id),
            Self::Organisation => "organisation".to_owned(),
        }
    }
}

/// When each part was changed last, in milliseconds; in the form in which it is stored, so that the page carries no second kind of map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Times(Map<String, Value>);

impl Times {
    fn of(file: &Map<String, Value>) -> Self {
        let mut times = Self::default();
        for (part, time) in file.get(CHANGED).and_then(Value::as_object).into_iter().flatten() {
            times.set(part, time.as_u64().unwrap_or(0));
        }
        times
    }

    fn own(&self, part: &str) -> u64 {
        self.0.get(part).and_then(Value::as_u64).unwrap_or(0)
    }

    fn at(&self, part: &str) -> u64 {
        self.own(part).max(self.own(ALL))
    }

    fn set(&mut self, part: &str, time: u64) {
        self.0.insert(part.to_owned(), Value::from(time));
    }

    /// Never earlier than before: a clock may be set back.
    fn note(&mut self, part: &str, now: u64) {
        self.set(part, now.max(self.at(part).saturating_add(1)));
    }

    fn note_all(&mut self, now: u64) {
        let latest = self.0.values().filter_map(Value::as_u64).max().unwrap_or(0);
        self.0.clear();
        self.set(ALL, now.max(latest.saturating_add(1)));
    }

    fn join(&self, other: &Self) -> Self {
        let all = self.own(ALL).max(other.own(ALL));
        let mut joined = Self::default();
        for part in self.0.keys().chain(other.0.keys()) {
            let time = self.at(part).max(other.at(part));
            if part == ALL || time > all {
                joined.set(part, time);
            }
        }
        joined
    }
}

/// What a tab knows of the stored text of its assessment.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    times: Times,
    /// The text as this tab read or wrote it last.
    seen: Option<String>,
}

impl Tab {
    /// A tab that has just read this.
    pub fn reading(stored: Option<String>) -> Self {
        let times = stored.as_deref().and_then(object).map(|file| Times::of(&file)).unwrap_or_default();
        Self { times, seen: stored }
    }

    /// A part was changed here, at this time in milliseconds.
    pub fn changed(&mut self, questionnaire: &Questionnaire, part: Part, now: u64) {
        self.times.note(&part.key(questionnaire), now);
    }

    /// Everything was replaced here, at this time in milliseconds.
    pub fn replaced(&mut self, now: u64) {
        self.times.note_all(now);
    }

    /// Stores the assessment, joined with what another tab stored meanwhile. Gives the joined assessment where that is another.
    ///
    /// # Errors
    /// When the storage refuses it, or what lies there can neither be read nor put aside: then that stays.
    pub fn store<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        number: u32,
        assessment: &Assessment,
        saved_at: &str,
    ) -> Result<Option<Assessment>, Failure> {
        let stored = library.answers_unless(number, self.seen.as_deref());
        let mut joined = None;
        if let Some(stored) = stored {
            if let Some((assessment, times)) = self.join(questionnaire, assessment, &stored) {
                self.times = times;
                joined = Some(assessment);
            } else {
                library.set_aside(&stored)?;
            }
        }
        let text = self.text(questionnaire, joined.as_ref().unwrap_or(assessment), saved_at);
        library.store_answers(number, &text)?;
        self.seen = Some(text);
        Ok(joined.filter(|joined| joined != assessment))
    }

    /// Takes over what another tab stored, joined with what is here. Gives the joined assessment where that is another; nothing where what is
    /// stored can't be read. Where the other tab had not seen all that is here, it is stored again.
    ///
    /// # Errors
    /// When the storage refuses that.
    pub fn follow<S: Store>(
        &mut self,
        questionnaire: &Questionnaire,
        library: &Library<S>,
        number: u32,
        assessment: &Assessment,
        saved_at: &str,
    ) -> Result<Option<Assessment>, Failure> {
        let Some(stored) = library.answers_unless(number, self.seen.as_deref()) else { return Ok(None) };
        let Some((joined, times)) = self.join(questionnaire, assessment, &stored) else { return Ok(None) };
        let knows_all = object(&stored).is_some_and(|file| Times::of(&file) == times)
            && saved::read_stored(questionnaire, &stored).is_ok_and(|opened| opened.assessment == joined);
        self.times = times;
        let joined = Some(joined).filter(|joined| joined != assessment);
        if knows_all {
            self.seen = Some(stored);
        } else {
            let text = self.text(questionnaire, joined.as_ref().unwrap_or(assessment), saved_at);
            library.store_answers(number, &text)?;
            self.seen = Some(text);
        }
        Ok(joined)
    }

    /// Of each part the one that was changed last, and the times of both.
    fn join(&self, questionnaire: &Questionnaire, assessment: &Assessment, stored: &str) -> Option<(Assessment, Times)> {
        let there = object(stored)?;
        // Only what is an answers file of ours may take part.
        saved::read_stored(questionnaire, stored).ok()?;
        let here = object(&saved::write(questionnaire, assessment, ""))?;
        let theirs = Times::of(&there);
        let mut joined = here.clone();
        for name in SINGLE {
            put(&mut joined, name, newer(name, here.get(name), there.get(name), &self.times, &theirs));
        }
        for group in GROUPS {
            let empty = Map::new();
            let [mine, other] = [&here, &there].map(|file| file.get(group).and_then(Value::as_object).unwrap_or(&empty));
            let mut members = mine.clone();
            for name in mine.keys().chain(other.keys()) {
                put(&mut members, name, newer(&format!("{group}/{name}"), mine.get(name), other.get(name), &self.times, &theirs));
            }
            joined.insert(group.to_owned(), Value::Object(members));
        }
        let opened = saved::read_stored(questionnaire, &Value::Object(joined).to_string()).ok()?;
        Some((opened.assessment, self.times.join(&theirs)))
    }

    /// The assessment as a tab stores it: as a file, with the times.
    fn text(&self, questionnaire: &Questionnaire, assessment: &Assessment, saved_at: &str) -> String {
        let text = saved::write(questionnaire, assessment, saved_at);
        // A file of ours ends with the brace of its object.
        match text.trim_end().strip_suffix('}') {
            Some(members) if !self.times.0.is_empty() => {
                let times = serde_json::to_string(&self.times.0).unwrap_or_default();
                format!("{},\n  \"{CHANGED}\": {times}\n}}", members.trim_end())
            }
            _ => text,
        }
    }
}

/// The value that was changed later; of two that were changed at the same time the one with more in it, in both tabs alike.
fn newer<'v>(part: &str, mine: Option<&'v Value>, other: Option<&'v Value>, here: &Times, there: &Times) -> Option<&'v Value> {
    let written = |value: Option<&Value>| value.map(ToString::to_string).map(|text| (text.len(), text));
    let is_mine = here.at(part).cmp(&there.at(part)).then_with(|| written(mine).cmp(&written(other))).is_ge();
    if is_mine { mine } else { other }
}

fn put(object: &mut Map<String, Value>, name: &str, value: Option<&Value>) {
    match value {
        Some(value) => object.insert(name.to_owned(), value.clone()),
        None => object.remove(name),
    };
}

fn object(text: &str) -> Option<Map<String, Value>> {
    saved::members(text)
}
