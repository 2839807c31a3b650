//! The report as HTML, in pieces: the results screen and the exported file consist of the same
//! ones.
//!
//! All HTML goes through `maud`, which escapes what it is given: markup in a note is shown as text.

mod answers;
mod document;
mod domains;
mod gaps;
mod headline;
mod plan;

pub use answers::{answers, cover, left_out, method, method_page, references, soa_table};
pub use document::{gap_table, limits};
pub use domains::{arithmetic, domain_table, domains, stages};
pub use gaps::{gap_list, hints, horizon};
pub use headline::{before_and_after, critical_banner, headline, verdict};
use maud::{Markup, html};
pub use plan::{Row, audit, bars, besides, chart, plan, total, who};

use crate::language::Language;
use crate::report::named::Named;
use crate::storage::summary::short_name;

/// The medium in which a piece is shown, which decides where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// The page: links lead to the questions, details are closed.
    Screen,
    /// A file or paper: links lead to the answers further down, details are open.
    File,
    /// A file without the annexes that links could lead to; details are open.
    Alone,
}

impl Medium {
    /// The link target of a question's code.
    pub fn question(self, code: &str) -> Option<String> {
        match self {
            Self::Screen => Some(format!("#/question/{code}")),
            Self::File => Some(format!("#answer-{code}")),
            Self::Alone => None,
        }
    }

    /// The name of the place that a gap's advice has in a file.
    fn gap(self, code: &str) -> Option<String> {
        (self == Self::File).then(|| format!("gap-{code}"))
    }

    /// The link target of a domain.
    pub fn domain(self, id: &str) -> Option<String> {
        match self {
            Self::Screen => Some(format!("#/section/{id}")),
            Self::File => Some(format!("#domain-{id}")),
            Self::Alone => None,
        }
    }

    /// A gap's title as a link to what to do about it in a file.
    pub fn to_gap(self, code: &str, title: &str) -> Markup {
        html! { a href=[self.gap(code).map(|gap| format!("#{gap}"))] { (title) } }
    }

    /// The `tabindex` of link targets, which are focusable on the screen alone.
    fn focusable(self) -> Option<&'static str> {
        (self == Self::Screen).then_some("-1")
    }

    fn is_open(self) -> bool {
        self != Self::Screen
    }

    /// A question's code as a link, if there is a place that it can lead to.
    fn link(self, code: &str) -> Markup {
        html! { a href=[self.question(code)] { (code) } }
    }

    /// A question's code as a link, and its title.
    fn named(self, question: Named) -> Markup {
        html! { (self.link(question.code)) " " (question.title) }
    }

    /// Questions, separated as in [`crate::report::named::listed`].
    fn list(self, questions: &[Named]) -> Markup {
        html! {
            @for (index, question) in questions.iter().enumerate() {
                @if index > 0 { "; " }
                (self.named(*question))
            }
        }
    }
}

/// What stands at the foot of each printed page: whose report it is, and of which day. The style
/// sheet takes it from the root's `data-on-paper`.
pub fn foot_of_page(language: Language, organisation: &str, day: &str) -> String {
    let name = Some(organisation.trim()).filter(|name| !name.is_empty()).map(short_name);
    let parts = name.into_iter().chain([language.date(day)]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A text of the visitor: with its line breaks, in its own direction, and styled so that a long
/// word can't widen the page. Translation programs are asked to leave it alone.
fn written(text: &str) -> Markup {
    html! { span.written dir="auto" translate="no" { (text) } }
}
