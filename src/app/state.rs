//! What the page knows, and the few ways in which that changes. Every change of an answer is stored before the next event.

use leptos::prelude::*;

use crate::answers::{Assessment, Choice, Entry, Level};
use crate::browser::storage::Failure;
use crate::browser::{files, page, storage};
use crate::language::Language;
use crate::notice::{Notice, WhyNot};
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::saved::{self, Opened, ProblemKind, Refusal};
use crate::session::{self, Keep};

/// The state of the page; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// The answers.
    pub assessment: RwSignal<Assessment>,
    /// Counts up when all answers were replaced at once.
    pub generation: RwSignal<u32>,
    /// The language.
    pub language: RwSignal<Language>,
    /// The place that the address names.
    pub route: RwSignal<Route>,
    /// What the visitor should know, newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// The answers that an opened file replaced.
    pub before: RwSignal<Option<Assessment>>,
    /// Whether answers go into the browser's storage; not where that would destroy what lies there.
    stores: RwSignal<bool>,
}

impl State {
    /// The state of the shared context.
    pub fn here() -> Self {
        expect_context()
    }

    /// What was stored, in the language that fits.
    pub fn load() -> Self {
        let (assessment, notices, stores) = stored();
        let before = storage::answers_before().and_then(|text| saved::read_stored(&ISO42001, &text).ok());
        Self {
            assessment: RwSignal::new(assessment),
            generation: RwSignal::new(0),
            language: RwSignal::new(language()),
            route: RwSignal::new(Route::parse(&ISO42001, &page::hash())),
            notices: RwSignal::new(notices),
            before: RwSignal::new(before.map(|opened| opened.assessment)),
            stores: RwSignal::new(stores),
        }
    }

    /// Follows the address: links, back and forward.
    pub fn follow_address(self) {
        window_event_listener(leptos::ev::hashchange, move |_| {
            self.route.set(Route::parse(&ISO42001, &page::hash()));
        });
    }

    /// Takes over what another tab stores or deletes, so that two tabs never overwrite each other's older answers.
    pub fn follow_other_tabs(self) {
        storage::on_change_elsewhere(move || {
            if !self.stores.get_untracked() {
                return;
            }
            let Some(text) = storage::answers() else {
                self.before.set(None);
                self.show(Assessment::new(&ISO42001));
                self.tell(Notice::Deleted);
                return;
            };
            match saved::read_stored(&ISO42001, &text) {
                // Whoever is writing here goes on writing; what is chosen elsewhere shows all the same.
                Ok(opened) if page::has_focus() => self.assessment.set(opened.assessment),
                Ok(opened) => self.show(opened.assessment),
                Err(_) => {}
            }
        });
    }

    /// Chooses a language and remembers it.
    pub fn choose_language(self, language: Language) {
        storage::store_language(language.code());
        page::set_language_in_address(language.code());
        self.language.set(language);
    }

    /// Chooses an answer, or takes it back.
    pub fn choose(self, question: usize, choice: Option<Choice>) {
        self.change_entry(question, |entry| entry.choice = choice);
    }

    /// Sets a question's note.
    pub fn write_note(self, question: usize, note: String) {
        self.change_entry(question, |entry| entry.note = note);
    }

    /// Sets the reason why a question is not applicable.
    pub fn write_reason(self, question: usize, reason: String) {
        self.change_entry(question, |entry| entry.reason = reason);
    }

    /// Sets a domain's target.
    pub fn set_target(self, domain: usize, target: Level) {
        self.change(|assessment| assessment.targets[domain] = target);
    }

    /// Opens a chosen file in place of the answers, which are kept for [`State::bring_back`].
    pub async fn open(self, file: web_sys::File) {
        let name = file.name();
        let notice = match self.try_to_open(&file).await {
            Ok(opened) => {
                let answered = opened.assessment.answered(0..opened.assessment.entries.len());
                let can_undo = self.before.with_untracked(Option::is_some);
                self.show(opened.assessment);
                // The mark is about what is stored: where the file could not be, the older answers still lie there.
                let is_stored = self.store();
                storage::mark_opened_file(is_stored);
                Notice::Opened { name, answered, can_undo, problems: opened.problems }
            }
            Err(why) => Notice::NotOpened { name, why },
        };
        self.tell(notice);
    }

    async fn try_to_open(self, file: &web_sys::File) -> Result<Opened, WhyNot> {
        if files::size(file) > saved::MOST_BYTES {
            return Err(WhyNot::Refused(Refusal::TooLarge)); // not even read
        }
        let bytes = files::read(file).await.map_err(|_| WhyNot::Unreadable)?;
        let opened = saved::read(&ISO42001, &bytes).map_err(WhyNot::Refused)?;
        let present = self.assessment.get_untracked();
        let has_older = self.before.with_untracked(Option::is_some);
        if session::when_opening(&present, storage::is_opened_file(), has_older) == Keep::Present {
            if keep(&present) == Err(Failure::Refused) {
                return Err(WhyNot::NoRoom);
            }
            self.before.set(Some(present));
        }
        Ok(opened)
    }

    /// Brings back the answers that an opened file replaced, and keeps the present ones in their place: the same again goes back.
    pub fn bring_back(self) {
        let Some(before) = self.before.get_untracked() else { return };
        let present = self.assessment.get_untracked();
        self.show(before);
        storage::mark_opened_file(false);
        let is_stored = self.store();
        if present.is_empty() {
            self.before.set(None);
            if is_stored {
                storage::forget_before();
            }
        } else {
            // Where the answers brought back could not be stored, storage must keep its copy of them.
            if is_stored && keep(&present).is_err() {
                self.tell(Notice::StorageFull);
            }
            self.before.set(Some(present));
        }
        self.tell(Notice::Undone);
    }

    /// Hands the answers to the visitor as a file.
    pub fn save_as_file(self) {
        let text = self.assessment.with_untracked(|assessment| saved::write(&ISO42001, assessment, &page::now()));
        let name = format!("aims-{}.aims.json", page::today());
        if files::save(&name, "application/json", &text).is_err() {
            self.tell(Notice::NotSaved);
        } else if text.len() > saved::MOST_BYTES {
            self.tell(Notice::SavedTooLarge);
        }
    }

    /// Removes everything of ours from the browser.
    pub fn delete_all(self) {
        storage::delete_all();
        self.before.set(None);
        // Whatever stood in the way of storing is gone, unless the browser stores nothing at all.
        self.stores.set(storage::is_there());
        self.notices.update(|notices| notices.retain(|notice| *notice == Notice::StorageOff));
        self.show(Assessment::new(&ISO42001));
        self.tell(Notice::Deleted);
    }

    /// Takes away what has been read: messages of success, once the visitor goes on to another screen.
    pub fn drop_passing_notices(self) {
        if self.notices.with_untracked(|notices| !notices.iter().all(Notice::is_trouble)) {
            self.notices.update(|notices| notices.retain(Notice::is_trouble));
        }
    }

    fn change_entry(self, question: usize, change: impl FnOnce(&mut Entry)) {
        self.change(|assessment| change(&mut assessment.entries[question]));
    }

    fn change(self, change: impl FnOnce(&mut Assessment)) {
        self.assessment.update(change);
        self.store();
        if storage::is_opened_file() {
            storage::mark_opened_file(false);
        }
    }

    /// Shows other answers than before.
    fn show(self, assessment: Assessment) {
        self.assessment.set(assessment);
        self.generation.update(|generation| *generation += 1);
    }

    /// Stores the answers and says so when that fails; whether it worked.
    fn store(self) -> bool {
        if !self.stores.get_untracked() {
            return false;
        }
        let text = self.assessment.with_untracked(|assessment| saved::write(&ISO42001, assessment, &page::now()));
        let is_told = self.notices.with_untracked(|notices| notices.contains(&Notice::StorageFull));
        let is_stored = storage::store_answers(&text).is_ok();
        if is_stored && is_told {
            self.notices.update(|notices| notices.retain(|notice| *notice != Notice::StorageFull));
        } else if !is_stored && !is_told {
            self.tell(Notice::StorageFull);
        }
        is_stored
    }

    /// Shows a notice; the same one is not shown twice.
    fn tell(self, notice: Notice) {
        self.notices.update(|notices| {
            notices.retain(|other| *other != notice && !other.is_outdated_by(&notice));
            notices.push(notice);
        });
    }
}

/// Stores answers as those from before.
fn keep(assessment: &Assessment) -> Result<(), Failure> {
    storage::keep_before(&saved::write(&ISO42001, assessment, &page::now()))
}

/// The stored answers, what to say of them, and whether new answers may be stored in their place.
fn stored() -> (Assessment, Vec<Notice>, bool) {
    let empty = || Assessment::new(&ISO42001);
    if !storage::is_there() {
        return (empty(), vec![Notice::StorageOff], false);
    }
    let Some(text) = storage::answers() else { return (empty(), Vec::new(), true) };
    match saved::read_stored(&ISO42001, &text) {
        Ok(Opened { assessment, mut problems, .. }) => {
            problems.retain(|problem| problem.kind != ProblemKind::UnknownQuestion); // these are kept and written back
            if problems.is_empty() {
                return (assessment, Vec::new(), true);
            }
            let kept = storage::set_aside(&text).is_ok();
            (assessment, vec![Notice::Repaired { problems, kept, text }], kept)
        }
        Err(why) => {
            let kept = storage::set_aside(&text).is_ok();
            (empty(), vec![Notice::Damaged { why, kept, text }], kept)
        }
    }
}

/// `?lang=`, else the remembered choice, else what the browser prefers.
fn language() -> Language {
    if let Some(language) = page::language_in_address().as_deref().and_then(Language::from_tag) {
        storage::store_language(language.code());
        return language;
    }
    let remembered = storage::language().as_deref().and_then(Language::from_tag);
    remembered.unwrap_or_else(|| Language::preferred(page::preferred_languages().iter().map(String::as_str)))
}
