//! What the answers become: profile, Statement of Applicability, targets tried out, and files of the report.

use super::page::State;
use crate::app::compare;
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::assessment::soa::Edit;
use crate::browser::{canvas, clock, downloads, start_script};
use crate::content::questionnaire::{ISO42001, Topic};
use crate::report::file_name::file_name;
use crate::report::format::Format;
use crate::report::radar::Radar;
use crate::scoring;
use crate::scoring::what_if;
use crate::storage::tab_sync::Member;
use crate::view::notice::Notice;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl State {
    /// Chooses an option of the profile, or takes it back.
    pub fn describe(self, topic: &'static Topic, option: usize, is_chosen: bool) {
        self.change(&[Member::Topic(topic)], |assessment| assessment.profile.choose(topic, option, is_chosen));
    }

    /// Changes what is written of a control.
    pub fn edit_control(self, control: usize, change: &dyn Fn(&mut Edit)) {
        self.change(&[Member::Control(control)], |assessment| {
            let edit = assessment.soa.entry(control).or_default();
            change(edit);
            if *edit == Edit::default() {
                assessment.soa.remove(&control);
            }
        });
    }

    /// Takes a control back to what is proposed.
    pub fn reset_control(self, control: usize) {
        self.change(&[Member::Control(control)], |assessment| {
            assessment.soa.remove(&control);
        });
        // The fields hold what was typed.
        self.generation.update(|generation| *generation += 1);
    }

    /// Makes targets of the levels that were tried out; the copy is done with.
    pub fn keep_what_if_as_targets(self) {
        if let Some(copy) = self.what_if.get_untracked() {
            let all: Vec<Member> = (0..ISO42001.domains.len()).map(Member::Target).collect();
            self.change(&all, |assessment| assessment.targets = what_if::targets(&ISO42001, &copy));
            self.what_if.set(None);
        }
    }

    /// The state that the results are set beside, with the name under which it is shown.
    pub fn earlier(self, language: crate::language::Language) -> Option<(String, Assessment)> {
        let id = self.beside.get()?;
        let entry = compare::entry(self, language, &id)?;
        Some((entry.label, entry.summary.assessment))
    }

    /// Makes a file of the report and hands it to the visitor. While one is being made, a second click would make it twice.
    pub fn export(self, format: Format) {
        if self.is_making.get_untracked() {
            return;
        }
        self.is_making.set(true);
        spawn_local(async move {
            self.make_and_save(format).await;
            self.is_making.set(false);
        });
    }

    /// Hands the radar to the visitor as a picture.
    pub fn save_picture(self) {
        let (language, today) = (self.language.get_untracked(), clock::today());
        let earlier = untrack(|| self.earlier(language));
        let (radar, organisation) = self.assessment.with_untracked(|assessment| {
            let score = |assessment| scoring::score(&ISO42001, assessment);
            let radar = Radar::new(&ISO42001, assessment, &score(assessment), language);
            let radar = match &earlier {
                Some((_, earlier)) => radar.with_earlier(&ISO42001, &score(earlier), language),
                None => radar,
            };
            (radar, assessment.organisation.clone())
        });
        if canvas::save_picture(&radar, &file_name("radar", &downloads::words_of(&organisation), &today, "png")).is_err() {
            self.tell(Notice::NotSaved);
        }
    }

    async fn make_and_save(self, format: Format) {
        let (language, today) = (self.language.get_untracked(), clock::today());
        let answers = self.text(&clock::now());
        let earlier = untrack(|| self.earlier(language));
        let (name, earlier) = earlier.map(|(name, assessment)| (name, file::write(&ISO42001, &assessment, ""))).unwrap_or_default();
        let arguments = [format.id(), language.code(), &today, &answers, &name, &earlier];
        let Ok(bytes) = start_script::make(&arguments).await else { return self.tell(Notice::NotExported) };
        self.notices.update(|notices| notices.retain(|notice| *notice != Notice::NotExported));
        let organisation = self.assessment.with_untracked(|assessment| assessment.organisation.clone());
        let name = file_name(format.kind(), &downloads::words_of(&organisation), &today, format.id());
        if downloads::save_bytes(&name, format.media_type(), &bytes).is_err() {
            self.tell(Notice::NotSaved);
        }
    }
}
