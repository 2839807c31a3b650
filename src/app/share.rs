//! *Share my result*, if the host asks for it and the visitor agrees after seeing every character
//! of it, in a window that the host can't cover.

use leptos::prelude::*;

use super::embedding::Embedding;
use super::state::State;
use crate::browser::confirming::{Confirming, Question};
use crate::browser::focus;
use crate::content::questionnaire::ISO42001;
use crate::language::{Language, fill};
use crate::report::format::Format;
use crate::view::embed::{Shared, shared};

/// The progress of sharing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing was requested.
    None,
    /// The window is open.
    Opened,
    /// The window could not be opened.
    NoWindow,
    /// The result was sent.
    Done,
}

/// State that is shared by the panel and the window that it opens.
#[derive(Clone, Copy)]
struct Sharing {
    state: State,
    embedding: Embedding,
    step: RwSignal<Step>,
    /// Dropped with the panel, which closes the window.
    window: StoredValue<Option<Confirming>, LocalStorage>,
}

impl Sharing {
    fn begin() -> Self {
        let sharing = Self {
            state: State::here(),
            embedding: Embedding::here(),
            step: RwSignal::new(Step::None),
            window: StoredValue::new_local(None),
        };
        // An answer changed since is not in what was shown.
        Effect::new(move |_| {
            sharing.state.assessment.track();
            sharing.window.set_value(None);
            sharing.step.set(Step::None);
        });
        sharing
    }

    /// Shows the result in a window, with the question whether `what` is wanted.
    fn ask(self, language: Language, what: &str) {
        let t = &language.texts().phrases;
        // A second press shows the same window.
        if self.window.with_value(|window| window.as_ref().is_some_and(Confirming::show_again)) {
            return;
        }
        self.window.set_value(None);
        let shared =
            self.state.assessment.with_untracked(|assessment| shared(&ISO42001, assessment));
        let question = Question {
            language: language.code(),
            heading: t.share_ask,
            what,
            shown: Some(shared.text()),
            action: "share",
            wait: t.share_wait,
            yes: t.share_yes,
            no: t.share_no,
        };
        let text = shared.clone();
        let opened = Confirming::open(&question, move |is_yes| self.decided(is_yes, &text));
        self.step.set(if opened.is_some() { Step::Opened } else { Step::NoWindow });
        self.window.set_value(opened);
    }

    /// Sends the result if the visitor agreed: only once, and not after an answer has changed.
    fn decided(self, is_yes: bool, shared: &Shared) {
        if self.window.try_update_value(Option::take).flatten().is_none() {
            return;
        }
        if is_yes {
            self.embedding.share(shared.clone());
        }
        self.step.set(if is_yes { Step::Done } else { Step::None });
        request_animation_frame(|| focus::focus_on("[data-action=share]"));
    }
}

/// The panel, shown in a frame of a host that asked for it.
#[component]
pub fn Share(language: Language, origin: String) -> impl IntoView {
    let t = &language.texts().phrases;
    let sharing = Sharing::begin();
    let step = sharing.step;
    let told = move |phrase: &str| fill(phrase, &[("origin", &origin)]);
    let (text, sure, done) = (told(t.share_text), told(t.share_sure), told(t.share_done));
    let ask = move |_| sharing.ask(language, &sure);
    view! {
        <section class="piece share no-print" id="share">
            <h2>{t.share_heading}</h2>
            <p>{text}</p>
            <p class="actions"><button type="button" data-action="share" on:click=ask>{t.share_show}</button></p>
            <p role="status" prop:textContent=move || match step.get() {
                Step::None => String::new(),
                Step::Opened => t.share_opened.to_owned(),
                Step::NoWindow => t.share_no_window.to_owned(),
                Step::Done => done.clone(),
            }></p>
            // Handled by the page's delegated listener.
            {move || (step.get() == Step::NoWindow).then(|| view! {
                <p class="actions"><button type="button" data-action=Format::Json.action()>{t.out_scores}</button></p>
            })}
        </section>
    }
}
