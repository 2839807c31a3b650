//! Who shows the page: the brand, and the page that holds us in a frame. What that page may set and is told is in [`crate::embed`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::follow::follow;
use super::state::State;
use crate::brand::Brand;
use crate::browser::{host, page};
use crate::color::Accent;
use crate::embed::{Event, Settings, Shared, events_after};
use crate::questionnaire::ISO42001;

/// The part of the page in which the brand stands.
const BRAND: &str = "aims-brand";

/// Who shows the page; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Around {
    /// The page's own brand.
    own: StoredValue<Brand>,
    settings: RwSignal<Settings>,
    /// Whether a host's page holds us, with `?embed` in our address.
    is_embedded: bool,
    /// The host's origin, once it has greeted us.
    origin: RwSignal<Option<String>>,
    host: StoredValue<host::Host, LocalStorage>,
    height: RwSignal<u32>,
}

impl Around {
    /// Of the shared context.
    pub fn here() -> Self {
        expect_context()
    }

    /// What the page and its address say. Nothing in the address counts but in a frame, so that a link can't put a false name on the page.
    pub fn load() -> Self {
        let own = page::data(BRAND).map(|text| Brand::read(&text)).unwrap_or_default();
        let settings =
            if host::is_framed() { Settings::from_pairs(&ISO42001, host::pairs_in_address().into_iter()) } else { Settings::default() };
        let is_embedded = settings.embed;
        let settings = RwSignal::new(if is_embedded { settings } else { Settings::default() });
        let (origin, height) = (RwSignal::new(None), RwSignal::new(0));
        Self { own: StoredValue::new(own), settings, is_embedded, origin, host: StoredValue::new_local(host::Host::default()), height }
    }

    /// Shows the brand's colour, and talks with the host.
    pub fn follow(self, state: State) {
        follow(move || {
            if let Some(accent) = self.brand().accent {
                host::lay_over(&Accent::of(accent).style_sheet());
            }
        });
        if !self.is_embedded {
            return;
        }
        host::mark_as_framed();
        if let Some(section) = self.settings.with_untracked(|settings| settings.section).filter(|_| page::hash().is_empty()) {
            page::replace_hash(&section.address(&ISO42001));
            state.route.set(section);
        }
        host::watch_height(move |height| {
            if self.height.get_untracked() != height {
                self.height.set(height);
                self.tell(&Event::Resize { height });
            }
        });
        self.listen(state);
        let questions = ISO42001.questions.len();
        let mut before = None;
        follow(move || {
            let now = answered(state);
            let before = before.replace(now).filter(|before| *before != now);
            for event in before.into_iter().flat_map(|before| events_after(before, now, questions)) {
                self.tell(&event);
            }
        });
    }

    /// Name, logo, contact, colour, offers: the page's own, with what the host set.
    pub fn brand(self) -> Brand {
        self.settings.with(|settings| self.own.with_value(|own| own.with(settings)))
    }

    fn listen(self, state: State) {
        let greeted = move |origin: String| {
            // A page without an origin of its own can't be named to the visitor, so nothing is shared with it.
            self.origin.set(Some(origin).filter(|origin| origin != "null"));
            self.tell(&Event::Ready);
            self.tell(&Event::Resize { height: self.height.get_untracked() });
            let (answered, questions) = (untrack(move || answered(state)), ISO42001.questions.len());
            if answered > 0 {
                self.tell(&Event::Progress { answered, questions });
            }
        };
        let said = move |text: &str| {
            let Some(settings) = Settings::from_message(&ISO42001, text) else { return };
            if let Some(language) = settings.language {
                spawn_local(async move {
                    state.choose_language(language).await;
                });
            }
            if let Some(section) = settings.section {
                page::go(&section.address(&ISO42001));
            }
            self.settings.update(|present| *present = std::mem::take(present).and(settings));
        };
        self.host.with_value(|host| host.listen(greeted, said));
    }

    /// Asks the host to bring a place of the page into view: in a frame as tall as its content nothing scrolls.
    pub fn show(self, selector: &str) {
        if let Some(top) = host::top_of(selector).filter(|_| self.is_embedded) {
            self.tell(&Event::Scroll { top });
        }
    }

    /// The origin with which the visitor may share the result, where the host asked for it.
    pub fn shares_with(self) -> Option<String> {
        self.origin.get().filter(|_| self.settings.with(|settings| settings.share == Some(true)))
    }

    /// Hands a result to the host. The visitor has seen it and said so.
    pub fn share(self, shared: Shared) {
        self.tell(&Event::Result(shared));
    }

    fn tell(self, event: &Event) {
        self.host.with_value(|host| host.tell(&event.message()));
    }
}

fn answered(state: State) -> usize {
    state.assessment.with(|assessment| assessment.answered(0..ISO42001.questions.len()))
}
