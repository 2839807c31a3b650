//! The state of answering besides the answers: the options, questions marked for later, the last
//! choice, the visitor's pace. Of these only the options are stored.

use super::answering_state::AnsweringState;
use super::changes::Session;
use super::environment::{Cell, Environment, Kept};
use crate::assessment::answers::Choice;
use crate::content::questionnaire::ISO42001;
use crate::view::answering_options::AnsweringOption;
use crate::view::question::{LevelThree, QuestionDisplay};
use crate::view::route::{ResultsPart, Route};

impl<E: Environment> Session<E> {
    /// Whether a way of answering is switched on.
    pub fn has_option(self, option: AnsweringOption) -> bool {
        self.answering.with_untracked(|answering| answering.options.has(option))
    }

    /// Switches a way of answering on or off, and stores that like the language.
    pub fn set_option(self, option: AnsweringOption, is_on: bool) {
        self.answering
            .update(|answering| answering.options = answering.options.with(option, is_on));
        let text = self.answering.with_untracked(|answering| answering.options.text());
        self.library(|library| library.store_answering_options(&text));
    }

    /// What a question's appearance depends on besides the answers.
    pub fn showing(self, question: usize) -> QuestionDisplay {
        self.answering.with(|answering| {
            let is_single = answering.options.has(AnsweringOption::OneAtATime);
            let is_first = answering.options.has(AnsweringOption::Level3First);
            let contradicting =
                answering.contradicting.iter().find(|(one, _)| is_first && *one == question);
            QuestionDisplay {
                is_single,
                is_hidden: is_single && answering.at != question,
                is_later: answering.later.contains(&question),
                was_chosen_last: self.was_chosen_last(question),
                level_3: match (is_first, answering.unfolded.contains(&question)) {
                    (false, _) => LevelThree::Off,
                    (true, false) => LevelThree::Asked,
                    (true, true) => LevelThree::InPlace,
                },
                contradicting: contradicting.map(|(_, choice)| *choice),
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
        gap.filter(|_| route == Route::Part(ResultsPart::Gaps)).map_or(route, Route::Gap)
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
        self.answering.with_untracked(|answering| answering.at)
    }

    /// Shows a question, where one is shown at a time.
    pub fn show_at(self, question: usize) {
        if self.question_shown() != question {
            self.answering.update(|answering| answering.at = question);
        }
    }

    /// Marks a question for later, or takes the mark away.
    pub fn mark_later(self, question: usize, is_later: bool) {
        self.answering.update(|answering| {
            answering.later.retain(|one| *one != question);
            if is_later {
                answering.later.push(question);
            }
        });
    }

    /// Whether a question is marked for later.
    pub fn is_later(self, question: usize) -> bool {
        self.answering.with_untracked(|answering| answering.later.contains(&question))
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
        let contradicting = self.assessment.with_untracked(|assessment| {
            let entry = &assessment.entries[question];
            entry.choice.filter(|_| entry.counted_level().is_some_and(|it| it.number() < 3))
        });
        self.answering.update(|answering| {
            if !answering.unfolded.contains(&question) {
                answering.unfolded.push(question);
            }
            answering.contradicting.extend(contradicting.map(|choice| (question, choice)));
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
        let is_in_doubt = |answering: &AnsweringState| {
            answering.contradicting.iter().any(|(one, _)| *one == question)
        };
        if self.answering.with_untracked(is_in_doubt) {
            self.answering
                .update(|answering| answering.contradicting.retain(|(one, _)| *one != question));
        }
    }

    /// The seconds that a question takes this visitor, once that is known.
    pub fn pace(self) -> Option<usize> {
        self.recent.with_value(|recent| recent.pace.seconds_a_question())
    }

    /// Forgets what belongs to other answers.
    pub(crate) fn forget_answering(self) {
        self.answering.update(|answering| {
            answering.later.clear();
            answering.unfolded.clear();
            answering.contradicting.clear();
        });
        self.recent.update_value(|recent| recent.last = None);
    }
}
