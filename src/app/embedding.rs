//! The branding and the embedding host. What the host may set and is told is in
//! [`crate::view::embed`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::effect::effect;
use super::own_brand::own_brand;
use super::state::State;
use crate::brand::Brand;
use crate::brand::color::Accent;
use crate::browser::{host, page};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::embed::{self, Event, Settings, Shared, events_after};

/// The branding and the embedding host; a cheap handle that can be copied.
#[derive(Clone, Copy)]
pub struct Embedding {
    /// The page's own brand.
    own: StoredValue<Brand>,
    settings: RwSignal<Settings>,
    /// Whether a host embeds us, with `?embed` in our address.
    is_embedded: bool,
    /// The host's origin, once it has greeted us.
    origin: RwSignal<Option<String>>,
    host: StoredValue<host::Host, LocalStorage>,
    /// The height of the page.
    height: StoredValue<u32>,
    /// The last height event sent to the host.
    told: StoredValue<Option<Event>>,
    /// Whether there were any data of the visitor's at some time since the page was loaded.
    has_begun: StoredValue<bool>,
}

impl Embedding {
    /// Returns it from the Leptos context.
    pub fn here() -> Self {
        expect_context()
    }

    /// Reads the brand from the page and the settings from its address. The address counts only in
    /// a frame, so that a link can't put a false name on the page.
    pub fn load() -> Self {
        let own = own_brand();
        let settings = if host::is_framed() {
            Settings::from_pairs(&ISO42001, host::pairs_in_address().into_iter())
        } else {
            Settings::default()
        };
        let is_embedded = settings.embed;
        let settings = RwSignal::new(if is_embedded { settings } else { Settings::default() });
        Self {
            own: StoredValue::new(own),
            settings,
            is_embedded,
            origin: RwSignal::new(None),
            host: StoredValue::new_local(host::Host::default()),
            height: StoredValue::new(0),
            told: StoredValue::new(None),
            has_begun: StoredValue::new(false),
        }
    }

    /// Returns whether a page embeds us that may not, as far as the browser tells before the host
    /// has greeted us.
    pub fn is_refused(self) -> bool {
        host::ancestors().iter().any(|origin| !self.is_allowed(origin))
    }

    fn is_allowed(self, origin: &str) -> bool {
        self.own.with_value(|own| own.may_be_shown_by(origin, &host::own_origin()))
    }

    /// Applies the brand's accent, and starts talking to the host.
    pub fn begin(self, state: State) {
        let mut has_one = false;
        effect(move || {
            let accent = self.brand().accent;
            // Also when the accent is gone, to remove its style sheet.
            if std::mem::replace(&mut has_one, accent.is_some()) || has_one {
                host::lay_over(
                    &accent.map(|accent| Accent::of(accent).style_sheet()).unwrap_or_default(),
                );
            }
        });
        if host::is_framed() {
            host::mark_as_framed();
            host::keep_from_being_led();
        }
        if self.is_embedded {
            self.talk_with_host(state);
        }
    }

    fn talk_with_host(self, state: State) {
        self.has_begun.set_value(untrack(move || state.has_begun()));
        if let Some(section) = self
            .settings
            .with_untracked(|settings| settings.section)
            .filter(|_| page::hash().is_empty())
        {
            self.begin_at(section, state);
        }
        host::watch_height(move |height| {
            self.height.set_value(height);
            self.tell_height(state);
        });
        // The host learns that it gets no height before a screen that depends on answers is shown.
        effect(move || {
            state.route.track();
            state.storage_revision.track();
            self.tell_height(state);
        });
        let mut is_another = false;
        effect(move || {
            let language = state.language.get();
            // The first one is sent in answer to the greeting.
            if std::mem::replace(&mut is_another, true) {
                self.tell(&Event::Language(language));
            }
        });
        self.listen(state);
        let mut before = None;
        effect(move || {
            let now = state.assessment.with(embed::chosen);
            let before = before.replace(now).filter(|before| *before != now);
            for event in before
                .into_iter()
                .flat_map(|before| events_after(before, now, ISO42001.questions.len()))
            {
                self.tell(&event);
            }
        });
    }

    /// Whether a host shows us inside its page.
    pub fn is_embedded(self) -> bool {
        self.is_embedded
    }

    /// The name, logo, contact, accent and offers: the page's own, overridden by the host's
    /// settings.
    pub fn brand(self) -> Brand {
        self.settings.with(|settings| self.own.with_value(|own| own.with(settings)))
    }

    /// The language for a visitor for whom the host sets none.
    fn language_of_visitor(self) -> Language {
        Language::preferred(page::preferred_languages().iter().map(String::as_str))
            .unwrap_or_else(|| self.own.with_value(Brand::language))
    }

    fn listen(self, state: State) {
        let greeted = move |origin: String| {
            // A page with an opaque origin can't be named to the visitor, so nothing is shared with
            // it.
            self.origin.set(Some(origin).filter(|origin| origin != "null"));
            self.tell(&Event::Ready);
            self.tell(&Event::Language(state.language.get_untracked()));
            self.told.set_value(None);
            untrack(move || self.tell_height(state));
            let (answered, questions) =
                (state.assessment.with_untracked(embed::chosen), ISO42001.questions.len());
            if answered > 0 {
                self.tell(&Event::Progress { answered, questions });
            }
        };
        let said = move |text: &str| {
            let Some(now) = Settings::from_message(&ISO42001, text) else { return };
            let before = self.settings.get_untracked();
            if now.language != before.language {
                let language = now.language.unwrap_or_else(|| self.language_of_visitor());
                spawn_local(async move {
                    state.choose_language(language).await;
                });
            }
            if let Some(section) = now.section.filter(|section| before.section != Some(*section)) {
                self.begin_at(section, state);
            }
            self.settings.set(now);
        };
        self.host
            .with_value(|host| host.listen(move |origin| self.is_allowed(origin), greeted, said));
    }

    /// Goes to the section where the host wants visitors to begin, unless the visitor has begun.
    fn begin_at(self, section: crate::view::route::Route, state: State) {
        if !self.has_begun(state) {
            page::replace_hash(&section.address(&ISO42001));
            state.route.set(section);
        }
    }

    fn has_begun(self, state: State) -> bool {
        if !self.has_begun.get_value() {
            self.has_begun.set_value(state.has_begun());
        }
        self.has_begun.get_value()
    }

    /// Tells the host the height of the page, or that it isn't told.
    fn tell_height(self, state: State) {
        let (has_begun, screen) =
            (self.has_begun(state), state.route.get_untracked().screen(&ISO42001));
        let event = Event::Resize {
            height: embed::told_height(screen, has_begun, self.height.get_value()),
        };
        if self.told.get_value().as_ref() != Some(&event) {
            self.tell(&event);
            self.told.set_value(Some(event));
        }
    }

    /// Asks the host to scroll the frame into view, as the visitor went to another screen.
    pub fn show(self) {
        if self.is_embedded {
            self.tell(&Event::Show);
        }
    }

    /// The origin that the visitor may share the result with, if the host asked for it.
    pub fn shares_with(self) -> Option<String> {
        self.origin.get().filter(|_| self.settings.with(|settings| settings.share == Some(true)))
    }

    /// Sends a result to the host, after the visitor has seen it and agreed.
    pub fn share(self, shared: Shared) {
        self.tell(&Event::Result(shared));
    }

    fn tell(self, event: &Event) {
        self.host.with_value(|host| host.tell(&event.message()));
    }
}
