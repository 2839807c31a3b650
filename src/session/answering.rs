//! What helps while answering and is no answer: the way of answering, questions left for later, the
//! last choice, the visitor's pace. Of these only the way of answering is stored.

use super::aids::Aids;
use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use crate::assessment::answers::Choice;
use crate::content::questionnaire::ISO42001;
use crate::view::manner::Habit;
use crate::view::question::{LevelThree, Showing};
use crate::view::route::{Part, Route};

impl<E: Environment> Session<E> {
    /// Whether a way of answering is switched on.
    pub fn has_habit(self, habit: Habit) -> bool {
        self.aids.with_untracked(|aids| aids.manner.has(habit))
    }

    /// Switches a way of answering on or off, and stores that like the language.
    pub fn set_habit(self, habit: Habit, is_on: bool) {
        self.aids.update(|aids| aids.manner = aids.manner.with(habit, is_on));
        let text = self.aids.with_untracked(|aids| aids.manner.text());
        self.library(|library| library.store_manner(&text));
    }

    /// What a question's appearance depends on besides the answers.
    pub fn showing(self, question: usize) -> Showing {
        self.aids.with(|aids| {
            let is_single = aids.manner.has(Habit::OneAtATime);
            let is_first = aids.manner.has(Habit::Level3First);
            let in_doubt = aids.in_doubt.iter().find(|(one, _)| is_first && *one == question);
            Showing {
                is_single,
                is_away: is_single && aids.at != question,
                is_later: aids.later.contains(&question),
                was_chosen_last: self.was_chosen_last(question),
                level_3: match (is_first, aids.unfolded.contains(&question)) {
                    (false, _) => LevelThree::Off,
                    (true, false) => LevelThree::Asked,
                    (true, true) => LevelThree::InPlace,
                },
                in_doubt: in_doubt.map(|(_, choice)| *choice),
            }
        })
    }

    /// Notes the gap to which a link leads whose address names none, as on a shared computer.
    pub fn lead_to_gap(self, question: usize) {
        self.recent.update_value(|recent| recent.gap = Some(question));
    }

    /// Notes which question a route leads to, for one question at a time: the one that it names,
    /// the first of a section, the first open one of the key requirements. Returns the route, with
    /// the gap that was to be led to.
    pub fn arrive(self, route: Route) -> Route {
        let gap = self.recent.update_value(|recent| recent.gap.take());
        match route {
            Route::Question(question) => self.show_at(question),
            Route::Key => self.begin_at_first_open(route),
            _ => {
                if let Some(first) = route.questions(&ISO42001).first() {
                    self.show_at(*first);
                }
            }
        }
        gap.filter(|_| route == Route::Part(Part::Gaps)).map_or(route, Route::Gap)
    }

    /// Shows the first open question of a screen, where one is shown at a time.
    pub fn begin_at_first_open(self, screen: Route) {
        let here = screen.questions(&ISO42001);
        let is_open = |one: &&usize| {
            self.assessment.with_untracked(|it| it.entries[**one].answer().is_none())
        };
        if let Some(at) = here.iter().find(is_open).or(here.first()) {
            self.show_at(*at);
        }
    }

    /// The question shown, where one is shown at a time.
    pub fn question_shown(self) -> usize {
        self.aids.with_untracked(|aids| aids.at)
    }

    /// Shows a question, where one is shown at a time.
    pub fn show_at(self, question: usize) {
        if self.question_shown() != question {
            self.aids.update(|aids| aids.at = question);
        }
    }

    /// Marks a question for later, or takes the mark away.
    pub fn mark_later(self, question: usize, is_later: bool) {
        self.aids.update(|aids| {
            aids.later.retain(|one| *one != question);
            if is_later {
                aids.later.push(question);
            }
        });
    }

    /// Whether a question is marked for later.
    pub fn is_later(self, question: usize) -> bool {
        self.aids.with_untracked(|aids| aids.later.contains(&question))
    }

    /// Whether the choice that answered the last open question was made in this one.
    pub fn is_completed_by(self, question: usize) -> bool {
        self.was_chosen_last(question)
            && self.assessment.with_untracked(|assessment| assessment.first_open(0).is_none())
    }

    fn was_chosen_last(self, question: usize) -> bool {
        self.recent.with_value(|recent| recent.last.is_some_and(|(last, _)| last == question))
    }

    /// Shows levels 3 to 5 of a question of which level 3 is said to be in place. An answer that
    /// says otherwise stays stored until another is chosen, so that nothing is lost and no host
    /// sees the number of answers change; it is only not shown as chosen.
    pub fn unfold(self, question: usize) {
        let in_doubt = self.assessment.with_untracked(|assessment| {
            let entry = &assessment.entries[question];
            entry.choice.filter(|_| entry.counted_level().is_some_and(|it| it.number() < 3))
        });
        self.aids.update(|aids| {
            if !aids.unfolded.contains(&question) {
                aids.unfolded.push(question);
            }
            aids.in_doubt.extend(in_doubt.map(|choice| (question, choice)));
        });
    }

    /// Takes back the choice made last, once; returns its question.
    pub fn take_back(self) -> Option<usize> {
        let (question, before) = self.recent.with_value(|recent| recent.last)?;
        self.choose(question, before);
        self.recent.update_value(|recent| recent.last = None);
        Some(question)
    }

    /// Notes a choice before it is made: for taking it back, and for the pace.
    pub(crate) fn note_choice(self, question: usize, choice: Option<Choice>) {
        let before = self.assessment.with_untracked(|it| it.entries[question].choice);
        let is_first = choice.is_some() && before.is_none();
        let now = E::milliseconds();
        self.recent.update_value(|recent| {
            recent.last = Some((question, before));
            if is_first {
                recent.pace.answered(now);
            }
        });
        if choice.is_some() && self.is_later(question) {
            self.mark_later(question, false);
        }
        // What was in doubt may be chosen again.
        let is_in_doubt = |aids: &Aids| aids.in_doubt.iter().any(|(one, _)| *one == question);
        if self.aids.with_untracked(is_in_doubt) {
            self.aids.update(|aids| aids.in_doubt.retain(|(one, _)| *one != question));
        }
    }

    /// The seconds that a question takes this visitor, once that is known.
    pub fn pace(self) -> Option<usize> {
        self.recent.with_value(|recent| recent.pace.seconds_a_question())
    }

    /// Forgets what belongs to other answers.
    pub(crate) fn forget_answering(self) {
        self.aids.update(|aids| {
            aids.later.clear();
            aids.unfolded.clear();
            aids.in_doubt.clear();
        });
        self.recent.update_value(|recent| recent.last = None);
    }
}
