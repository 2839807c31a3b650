//! The report as HTML, piece by piece: the results screen and the exported file are built of the same pieces.
//!
//! Everything goes through `maud`, which escapes whatever it is given: a note with markup in it is shown as text.

mod answers;
mod domains;
mod gaps;
mod headline;
mod plan;

pub use answers::{answers, cover, left_out, method, references, soa_table};
pub use domains::{arithmetic, domain_table, stages};
pub use gaps::{gap_list, hints, horizon};
pub use headline::{before_and_after, critical_banner, headline};
use maud::{Markup, html};
pub use plan::{audit, roadmap, timeline};

/// Where a piece is shown, which decides where its links lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// On the page: links lead to the questions, details are folded.
    Screen,
    /// In a file or on paper: links lead to the answers further down, everything is open.
    File,
}

impl Medium {
    /// Where a question's code leads.
    fn question(self, code: &str) -> String {
        match self {
            Self::Screen => format!("#/question/{code}"),
            Self::File => format!("#answer-{code}"),
        }
    }

    fn is_open(self) -> bool {
        self == Self::File
    }

    /// A question's code as a link.
    fn link(self, code: &str) -> Markup {
        html! { a href=(self.question(code)) { (code) } }
    }

    /// Codes as links, with commas between.
    fn links(self, codes: &[&str]) -> Markup {
        html! {
            @for (index, code) in codes.iter().enumerate() {
                @if index > 0 { ", " }
                (self.link(code))
            }
        }
    }
}

/// What somebody wrote: as text, with its line breaks, in its own direction, and so that a long word can't widen the page. A program that translates the
/// page is asked to leave it.
fn written(text: &str) -> Markup {
    html! { span.written dir="auto" translate="no" { (text) } }
}
