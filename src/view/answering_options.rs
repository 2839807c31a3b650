//! The visitor's ways of answering: how the questions are shown and what a choice is followed by.
//! None of them changes an answer or a score.

use maud::{Markup, html};

use crate::language::Language;

/// A way of answering that can be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnsweringOption {
    /// One question on the screen at a time.
    OneAtATime,
    /// A choice is followed by the next question.
    MovesOn,
    /// Level 3 is read first; the other levels follow where they are needed.
    Level3First,
}

impl AnsweringOption {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::MovesOn, Self::Level3First, Self::OneAtATime];

    /// The id, in the page and in the storage.
    pub fn id(self) -> &'static str {
        match self {
            Self::OneAtATime => "single",
            Self::MovesOn => "onward",
            Self::Level3First => "level-3",
        }
    }

    /// Returns the way of answering with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|option| option.id() == id)
    }

    fn flag(self) -> u32 {
        match self {
            Self::OneAtATime => 1,
            Self::MovesOn => 2,
            Self::Level3First => 4,
        }
    }
}

/// The ways that are switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnsweringOptions(u32);

impl AnsweringOptions {
    /// Reads the ids of what is switched on, separated by spaces; leaves out unknown ones.
    pub fn parse(text: &str) -> Self {
        text.split(' ')
            .filter_map(AnsweringOption::from_id)
            .fold(Self(0), |all, one| all.with(one, true))
    }

    /// The ids of what is switched on.
    pub fn text(self) -> String {
        let ids: Vec<&str> = AnsweringOption::ALL
            .into_iter()
            .filter(|one| self.has(*one))
            .map(AnsweringOption::id)
            .collect();
        ids.join(" ")
    }

    /// Whether a way is switched on.
    pub fn has(self, option: AnsweringOption) -> bool {
        self.0 & option.flag() != 0
    }

    /// The same, with one way switched on or off.
    pub fn with(self, option: AnsweringOption, is_on: bool) -> Self {
        Self(if is_on { self.0 | option.flag() } else { self.0 & !option.flag() })
    }
}

/// The ways as checkboxes, folded.
pub fn choice(language: Language, options: AnsweringOptions) -> Markup {
    let t = &language.texts().phrases;
    let words = |option: AnsweringOption| match option {
        AnsweringOption::MovesOn => (t.answering_onward, t.answering_onward_hint),
        AnsweringOption::Level3First => (t.answering_three, t.answering_three_hint),
        AnsweringOption::OneAtATime => (t.answering_single, t.answering_single_hint),
    };
    html! {
        details.manner {
            summary { (t.answering_title) }
            @for option in AnsweringOption::ALL {
                label {
                    input type="checkbox" data-action="manner" value=(option.id()) autocomplete="off" checked[options.has(option)];
                    span { (words(option).0) span.hint { (words(option).1) } }
                }
            }
        }
    }
}
