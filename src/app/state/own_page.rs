//! The page as a document: answers embedded in it, saving it as one file, its next version.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::environment::State;
use crate::app::chunks::{self, when_loaded};
use crate::app::words;
use crate::browser::start_script::{self, Later, News};
use crate::browser::status_region::StatusRegion;
use crate::browser::storage::{self, BrowserStore};
use crate::browser::{clock, downloads, page};
use crate::language::Language;
use crate::report::file_name::{FileKind, file_name};
use crate::view::notice::Notice;
use crate::view::standalone_page;

/// The id of the element that holds answers saved with the page.
pub const ANSWERS_INSIDE: &str = "aims-answers";

/// The number of times a language was requested.
static WISHES: AtomicU32 = AtomicU32::new(0);

impl State {
    /// Chooses a language and stores the choice, once its words are loaded. Returns whether it was
    /// chosen.
    pub async fn choose_language(self, language: Language) -> bool {
        let wish = WISHES.load(Relaxed) + 1;
        WISHES.store(wish, Relaxed);
        let mut is_there = words::load(language).await.is_ok();
        // Meanwhile the visitor may go to a screen that needs more words.
        while is_there
            && chunks::takes_report_texts(self.route.get_untracked())
            && !language.has_report_texts()
        {
            is_there = words::wait_for_report(language, words::take_for_report(language)).await;
        }
        if WISHES.load(Relaxed) != wish {
            return false; // another one was requested meanwhile
        }
        if !is_there {
            self.tell(Notice::NoWords);
            return false;
        }
        self.library(|library| library.store_language(language.code()));
        if self.store.get_untracked() == BrowserStore::Memory {
            storage::remember_language_of_this_tab(language.code());
        }
        page::set_language_in_address(language.code());
        self.language.set(language);
        // A screen that could not be shown in the other language may be loaded in this one.
        chunks::navigate_if_waiting(self);
        true
    }

    /// Opens the answers embedded in the page, or asks what to do with them if there are others.
    pub fn look_inside(self) {
        if let Some(inside) = page::data(ANSWERS_INSIDE) {
            self.offer(&inside);
        }
    }

    // A function of its own, as few pages have answers in them (`xtask/src/build/chunks.rs`).
    #[inline(never)]
    fn offer(self, inside: &str) {
        self.offer_inside(inside, page::file_name);
    }

    /// Saves the page as one file, with the present answers in it.
    pub fn save_page(self, beside: StatusRegion) {
        if !self.is_still_shown() {
            return;
        }
        self.tell_making(&beside);
        let (text, language) = (self.text(&clock::now()), self.language.get_untracked());
        let (number, answers) = (self.number.get_untracked(), self.assessment.get_untracked());
        spawn_local(async move {
            let page = start_script::one_file().await.ok();
            if !self.holds(number) {
                return;
            }
            let whole = page.and_then(|page| standalone_page::with_answers(&page, &text, language));
            let name = file_name(FileKind::Page, "", &clock::today(), "html", language);
            let Some(whole) = whole else {
                return self.show_in_region(&beside, Notice::PageNotLoaded);
            };
            let saved = downloads::save(&name, "text/html", &whole).ok();
            self.tell_saved(&beside, &name, saved);
            // Changes made meanwhile are not in it.
            if saved.is_some() && self.assessment.with_untracked(|now| *now == answers) {
                self.is_in_a_file();
            }
        });
    }

    /// Offers a new version of the page once there is one; shows a notice if the page, or a new
    /// version of it, could not be cached.
    pub fn listen_for_versions(self) {
        // The code for the notice may not be loaded yet; if it can't be, that is shown instead.
        let tell = move || {
            if start_script::has_news() {
                when_loaded(self, Later::Rest, move || self.tell_news());
            }
        };
        tell();
        page::on("aims-update", tell);
    }

    #[inline(never)]
    fn tell_news(self) {
        for news in start_script::take_news() {
            self.tell(match news {
                News::Update => Notice::NewVersion,
                News::NotKept => Notice::NotKept,
                News::NotRenewed => Notice::NotRenewed,
            });
        }
    }
}
