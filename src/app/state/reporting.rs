//! Saves files of the report and of the answers.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use super::environment::State;
use crate::app::compare::{self, Entry};
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::browser::status_region::StatusRegion;
use crate::browser::{canvas, clock, dom, downloads, start_script};
use crate::content::questionnaire::ISO42001;
use crate::report::content::Content;
use crate::report::file_name::{FileKind, file_name};
use crate::report::format::{ComparisonFormat, Format};
use crate::report::picture_words;
use crate::report::radar::Radar;
use crate::scoring;
use crate::view::file_panels;
use crate::view::notice::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How much a document contains, as chosen beside the buttons: everything, unless something else
/// was chosen.
fn content_asked_for() -> Content {
    let chosen = dom::value("[data-content]");
    chosen.and_then(|content| Content::from_id(&content)).unwrap_or(Content::Full)
}

/// Whether a file of the report is being made.
static IS_MAKING: AtomicBool = AtomicBool::new(false);

impl State {
    /// Saves the answers as a file.
    pub fn save_as_file(self, beside: &StatusRegion) {
        if !self.is_still_shown() {
            return;
        }
        let text = self.text(&clock::now());
        let organisation =
            self.assessment.with_untracked(|assessment| assessment.organisation.clone());
        // The extension tells what it is.
        let name = self.named(FileKind::Answers, &organisation, "aims.json");
        let saved = downloads::save(&name, "application/json", &text).ok();
        self.tell_saved(beside, &name, saved);
        if saved.is_some() {
            if text.len() > file::MOST_BYTES {
                self.tell(Notice::SavedTooLarge);
            } else {
                self.is_in_a_file();
            }
        }
    }

    /// Tells beside the button that a file was saved, or that it was not.
    pub fn tell_saved(self, beside: &StatusRegion, name: &str, bytes: Option<usize>) {
        let Some(bytes) = bytes else { return self.show_in_region(beside, Notice::NotSaved) };
        self.notices.update(|notices| notices.retain(|notice| !notice.is_of_saving()));
        beside.say(&file_panels::saved(self.language.get_untracked(), name, bytes), false);
    }

    /// Tells of something that went wrong, beside the button; above the screen if there is no
    /// place.
    pub fn show_in_region(self, beside: &StatusRegion, notice: Notice) {
        if !beside.say(&notice.text(self.language.get_untracked()), true) {
            self.tell(notice);
        }
    }

    /// Tells beside the button that a file is being made.
    pub fn tell_making(self, beside: &StatusRegion) {
        beside.say(self.language.get_untracked().texts().phrases.out_busy, false);
    }

    /// The earlier state that the results are compared with, and its label.
    pub fn earlier(self, language: crate::language::Language) -> Option<(String, Assessment)> {
        let id = self.earlier_id.get()?;
        let entry = compare::entry(self, language, &id)?;
        Some((entry.label, entry.summary.assessment))
    }

    /// Makes a file of the report and saves it. A second click while one is being made is ignored,
    /// as it would make it twice.
    pub fn export(self, format: Format, beside: StatusRegion) {
        if IS_MAKING.load(Relaxed) || !self.is_still_shown() {
            return;
        }
        IS_MAKING.store(true, Relaxed);
        self.tell_making(&beside);
        spawn_local(async move {
            self.make_and_save(format, &beside).await;
            IS_MAKING.store(false, Relaxed);
        });
    }

    /// Makes a file of the comparison of two states and saves it.
    pub fn export_comparison(
        self,
        format: ComparisonFormat,
        earlier: &Entry,
        later: &Entry,
        beside: StatusRegion,
    ) {
        if IS_MAKING.swap(true, Relaxed) {
            return;
        }
        self.tell_making(&beside);
        let numbers = [earlier, later].map(Entry::number);
        let [before, after] = [earlier, later].map(|Entry { summary, .. }| {
            let saved_at = summary.saved_at.as_deref().unwrap_or_default();
            file::write(&ISO42001, &summary.assessment, saved_at)
        });
        let organisation = later.summary.assessment.organisation.clone();
        spawn_local(async move {
            let (language, today) = (self.language.get_untracked(), clock::today());
            let arguments = [format.id(), "", language.code(), &today, &after, "", &before];
            let made = start_script::make(&arguments).await;
            IS_MAKING.store(false, Relaxed);
            let name = self.named(FileKind::Comparison, &organisation, format.of_report().ending());
            let kind = format.of_report().media_type();
            match made {
                Err(_) => self.show_in_region(&beside, Notice::NotExported),
                // One of them was deleted meanwhile.
                Ok(_) if numbers.into_iter().flatten().any(|number| !self.holds(number)) => {}
                Ok(bytes) => {
                    let saved = downloads::save_bytes(&name, kind, &bytes).ok();
                    self.tell_saved(&beside, &name, saved);
                }
            }
        });
    }

    /// Saves the radar as a picture.
    pub fn save_picture(self, beside: &StatusRegion) {
        if !self.is_still_shown() {
            return;
        }
        let language = self.language.get_untracked();
        let earlier = untrack(|| self.earlier(language));
        let (radar, organisation) = self.assessment.with_untracked(|assessment| {
            let score = |assessment| scoring::score(&ISO42001, assessment);
            let radar = Radar::new(&ISO42001, assessment, &score(assessment), language);
            let radar = match &earlier {
                Some((_, earlier)) => radar.with_earlier(&score(earlier), language),
                None => radar,
            };
            (radar, assessment.organisation.clone())
        });
        let name = self.named(FileKind::Radar, &organisation, "png");
        let date = language.date(&clock::today());
        let earlier = earlier.as_ref().map(|(name, _)| name.as_str());
        let words = picture_words(language, &organisation, &date, earlier);
        let done = {
            let (beside, name) = (beside.clone(), name.clone());
            move |bytes| self.tell_saved(&beside, &name, bytes)
        };
        if canvas::save_picture(&radar, &words, &name, done).is_err() {
            self.show_in_region(beside, Notice::NotSaved);
        }
    }

    /// The name of a file of today, in the language of the page.
    fn named(self, kind: FileKind, organisation: &str, ending: &str) -> String {
        let (words, today) = (downloads::words_of(organisation), clock::today());
        file_name(kind, &words, &today, ending, self.language.get_untracked())
    }

    async fn make_and_save(self, format: Format, beside: &StatusRegion) {
        let (language, today) = (self.language.get_untracked(), clock::today());
        let number = self.number.get_untracked();
        // The time of the last change, so that the same answers make the same file.
        let answers = self.text(&self.saved_at(number).unwrap_or_else(clock::now));
        let earlier = untrack(|| self.earlier(language));
        let (name, earlier) = earlier
            .map(|(name, assessment)| (name, file::write(&ISO42001, &assessment, "")))
            .unwrap_or_default();
        let organisation =
            self.assessment.with_untracked(|assessment| assessment.organisation.clone());
        let content = content_asked_for();
        let arguments =
            [format.id(), content.id(), language.code(), &today, &answers, &name, &earlier];
        let Ok(bytes) = start_script::make(&arguments).await else {
            return self.show_in_region(beside, Notice::NotExported);
        };
        if !self.holds(number) {
            return;
        }
        let words = downloads::words_of(&organisation);
        let name = file_name(format.kind(), &words, &today, format.ending(), language);
        let saved = downloads::save_bytes(&name, format.media_type(), &bytes).ok();
        self.tell_saved(beside, &name, saved);
    }
}
