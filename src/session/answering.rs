//! What helps while answering and is no answer: the way of answering, questions left for later, the
//! last choice, the visitor's pace. Of these only the way of answering is stored.

use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use crate::assessment::answers::Choice;
use crate::content::questionnaire::ISO42001;
use crate::content::reading_time::Pace;
use crate::view::manner::{Habit, Manner};
use crate::view::question::{LevelThree, Showing};
use crate::view::route::Route;

impl<E: Environment> Session<E> {
    /// The way of answering.
    pub fn manner(self) -> Manner {
        Manner::from_number(self.manner.get())
    }

    /// The same, without subscribing.
    pub fn has_habit(self, habit: Habit) -> bool {
        Manner::from_number(self.manner.get_untracked()).has(habit)
    }

    /// Switches a way of answering on or off, and stores that like the language.
    pub fn set_habit(self, habit: Habit, is_on: bool) {
        let manner = Manner::from_number(self.manner.get_untracked()).with(habit, is_on);
        self.manner.set(manner.number());
        self.library(|library| library.store_manner(&manner.text()));
    }

    /// What a question's appearance depends on besides the answers.
    pub fn showing(self, question: usize) -> Showing {
        let manner = self.manner();
        let is_single = manner.has(Habit::OneAtATime);
        let is_in = |list: E::Cell<Vec<u32>>| list.with(|list| list.contains(&number(question)));
        Showing {
            is_single,
            is_away: is_single && self.at.get() != number(question),
            is_later: is_in(self.later),
            level_3: match (manner.has(Habit::Level3First), is_in(self.unfolded)) {
                (false, _) => LevelThree::Off,
                (true, false) => LevelThree::Asked,
                (true, true) => LevelThree::InPlace,
            },
        }
    }

    /// Notes which question a route leads to, for one question at a time: the one that it names,
    /// the first of a section, the first open one of the key requirements.
    pub fn arrive(self, route: Route) {
        match route {
            Route::Question(question) => self.at.set(number(question)),
            Route::Key => self.begin_at_first_open(route),
            _ => {
                if let Some(first) = route.questions(&ISO42001).first() {
                    self.at.set(number(*first));
                }
            }
        }
    }

    /// Shows the first open question of a screen, where one is shown at a time.
    pub fn begin_at_first_open(self, screen: Route) {
        let here = screen.questions(&ISO42001);
        let is_open = |one: &&usize| {
            self.assessment.with_untracked(|it| it.entries[**one].answer().is_none())
        };
        if let Some(at) = here.iter().find(is_open).or(here.first()) {
            self.at.set(number(*at));
        }
    }

    /// The question shown, where one is shown at a time.
    pub fn question_shown(self) -> usize {
        usize::try_from(self.at.get()).unwrap_or(0)
    }

    /// Shows a question, where one is shown at a time.
    pub fn show_at(self, question: usize) {
        self.at.set(number(question));
    }

    /// Marks a question for later, or takes the mark away.
    pub fn mark_later(self, question: usize, is_later: bool) {
        let is_other = |one: &u32| *one != number(question);
        self.later.update(|later| {
            later.retain(is_other);
            if is_later {
                later.push(number(question));
            }
        });
    }

    /// Whether a question is marked for later.
    pub fn is_later(self, question: usize) -> bool {
        self.later.with_untracked(|later| later.contains(&number(question)))
    }

    /// Shows levels 3 to 5 of a question of which level 3 is said to be in place. An answer that
    /// says otherwise is taken back; the level is still to be chosen.
    pub fn unfold(self, question: usize) {
        let level = self
            .assessment
            .with_untracked(|assessment| assessment.entries[question].counted_level());
        if level.is_some_and(|level| level.number() < 3) {
            self.choose(question, None);
        }
        if !self.unfolded.with_untracked(|all| all.contains(&number(question))) {
            self.unfolded.update(|all| all.push(number(question)));
        }
    }

    /// Takes back the choice made last, once; returns its question.
    pub fn take_back(self) -> Option<usize> {
        let (question, before) = self.last_choice.get_value()?;
        self.choose(question, before);
        self.last_choice.set_value(None);
        Some(question)
    }

    /// Notes a choice before it is made: for taking it back, and for the pace.
    pub(crate) fn note_choice(self, question: usize, choice: Option<Choice>) {
        let before = self.assessment.with_untracked(|it| it.entries[question].choice);
        self.last_choice.set_value(Some((question, before)));
        if choice.is_some() && before.is_none() {
            self.pace.update_value(|pace| pace.answered(E::milliseconds()));
            if self.is_later(question) {
                self.mark_later(question, false);
            }
        }
    }

    /// The seconds that a question takes this visitor, once that is known.
    pub fn pace(self) -> Option<usize> {
        self.pace.with_value(Pace::seconds_a_question)
    }

    /// Forgets what belongs to other answers.
    pub(crate) fn forget_answering(self) {
        self.later.set(Vec::new());
        self.unfolded.set(Vec::new());
        self.last_choice.set_value(None);
    }
}

/// A question's index as the lists have it: numbers of one type need the code for one list.
fn number(question: usize) -> u32 {
    u32::try_from(question).unwrap_or(u32::MAX)
}
