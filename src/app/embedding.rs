//! Who shows the page: the brand, and the page that holds us in a frame. What that page may set and is told is in [`crate::view::embed`].

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::effect::effect;
use super::state::State;
use crate::brand::Brand;
use crate::brand::color::Accent;
use crate::browser::{host, page};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;
use crate::view::embed::{self, Event, Settings, Shared, events_after};

/// The part of the page in which the brand stands.
const BRAND: &str = "aims-brand";

/// Who shows the page; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Embedding {
    /// The page's own brand.
    own: StoredValue<Brand>,
    settings: RwSignal<Settings>,
    /// Whether a host's page holds us, with `?embed` in our address.
    is_embedded: bool,
    /// The host's origin, once it has greeted us.
    origin: RwSignal<Option<String>>,
    host: StoredValue<host::Host, LocalStorage>,
    /// How tall the page is.
    height: StoredValue<u32>,
    /// What the host was told of the height last.
    told: StoredValue<Option<Event>>,
    /// Whether there was anything of the visitor's, ever since the page was loaded.
    has_begun: StoredValue<bool>,
}

impl Embedding {
    /// Of the shared context.
    pub fn here() -> Self {
        expect_context()
    }

    /// What the page and its address say. Nothing in the address counts but in a frame, so that a link can't put a false name on the page.
    pub fn load() -> Self {
        let own = page::data(BRAND).map(|text| Brand::read(&text)).unwrap_or_default();
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

    /// Whether a page shows us that may not, as far as the browser tells before it has greeted us.
    pub fn is_refused(self) -> bool {
        host::ancestors().iter().any(|origin| !self.is_allowed(origin))
    }

    fn is_allowed(self, origin: &str) -> bool {
        self.own.with_value(|own| own.may_be_shown_by(origin, &host::own_origin()))
    }

    /// Shows the brand's colour, and talks with the host.
    pub fn begin(self, state: State) {
        let mut has_one = false;
        effect(move || {
            let accent = self.brand().accent;
            // What was laid over is taken away with it.
            if std::mem::replace(&mut has_one, accent.is_some()) || has_one {
                host::lay_over(
                    &accent.map(|accent| Accent::of(accent).style_sheet()).unwrap_or_default(),
                );
            }
        });
        if host::is_framed() {
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
        // Before a screen that depends on answers is there, the host knows that it is told no height.
        effect(move || {
            state.route.track();
            state.storage_revision.track();
            self.tell_height(state);
        });
        let mut is_another = false;
        effect(move || {
            let language = state.language.get();
            // The first one is told in answer to the greeting.
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

    /// Name, logo, contact, colour, offers: the page's own, with what the host set.
    pub fn brand(self) -> Brand {
        self.settings.with(|settings| self.own.with_value(|own| own.with(settings)))
    }

    fn listen(self, state: State) {
        let greeted = move |origin: String| {
            // A page without an origin of its own can't be named to the visitor, so nothing is shared with it.
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
                let language = now.language.unwrap_or_else(|| {
                    Language::preferred(page::preferred_languages().iter().map(String::as_str))
                });
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

    /// Goes where the host would have a visitor begin, unless the visitor has begun.
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

    /// Tells the host how tall the page is, or that it isn't told.
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

    /// Asks the host to bring the frame into view: the visitor went to another screen.
    pub fn show(self) {
        if self.is_embedded {
            self.tell(&Event::Show);
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
