//! The visitor's ways of answering: how the questions are shown and what a choice is followed by.
//! None of them changes an answer or a score.

use maud::{Markup, html};

use crate::language::Language;

/// A way of answering that can be switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// One question on the screen at a time.
    OneAtATime,
    /// A choice is followed by the next question.
    MovesOn,
    /// Level 3 is read first; the other levels follow where they are needed.
    Level3First,
}

impl Habit {
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
        Self::ALL.into_iter().find(|habit| habit.id() == id)
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
pub struct Manner(u32);

impl Manner {
    /// Reads the ids of what is switched on, separated by spaces; leaves out unknown ones.
    pub fn parse(text: &str) -> Self {
        text.split(' ').filter_map(Habit::from_id).fold(Self(0), |all, one| all.with(one, true))
    }

    /// The ids of what is switched on.
    pub fn text(self) -> String {
        let ids: Vec<&str> =
            Habit::ALL.into_iter().filter(|one| self.has(*one)).map(Habit::id).collect();
        ids.join(" ")
    }

    /// Whether a way is switched on.
    pub fn has(self, habit: Habit) -> bool {
        self.0 & habit.flag() != 0
    }

    /// The same, with one way switched on or off.
    pub fn with(self, habit: Habit, is_on: bool) -> Self {
        Self(if is_on { self.0 | habit.flag() } else { self.0 & !habit.flag() })
    }
}

/// The ways as checkboxes, folded.
pub fn choice(language: Language, manner: Manner) -> Markup {
    let t = &language.texts().phrases;
    let words = |habit: Habit| match habit {
        Habit::MovesOn => (t.manner_onward, t.manner_onward_hint),
        Habit::Level3First => (t.manner_three, t.manner_three_hint),
        Habit::OneAtATime => (t.manner_single, t.manner_single_hint),
    };
    html! {
        details.manner {
            summary { (t.manner_title) }
            @for habit in Habit::ALL {
                label {
                    input type="checkbox" data-action="manner" value=(habit.id()) autocomplete="off" checked[manner.has(habit)];
                    span { (words(habit).0) span.hint { (words(habit).1) } }
                }
            }
        }
    }
}
