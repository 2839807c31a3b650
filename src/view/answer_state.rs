//! The state that a question is rendered from, and the CSS classes and labels that follow from it.

use super::suggestion;
use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::ISO42001;
use crate::language::Language;

/// The part of a question's appearance that depends on its answer and on the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerState {
    /// The chosen answer.
    pub choice: Option<Choice>,
    /// Whether *not applicable* is chosen without its reason.
    pub lacks_reason: bool,
    /// What the profile says of leaving the question out.
    pub leaving_out: Exclusion,
    /// Whether all questions are answered, this one included.
    pub are_all_answered: bool,
    /// What depends on the way of answering.
    pub showing: QuestionDisplay,
}

/// Whether the profile allows the answer *not applicable*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusion {
    /// It forbids it.
    Excluded,
    /// It allows it.
    Possible,
    /// It recommends it.
    Suggested,
}

impl Exclusion {
    fn of(assessment: &Assessment, question: usize) -> Self {
        if suggestion::is_shown(assessment, question) {
            Self::Suggested
        } else if assessment.profile.may_leave_out(&ISO42001.questions[question]) {
            Self::Possible
        } else {
            Self::Excluded
        }
    }
}

/// What a question's appearance depends on besides the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each holds or not whatever the others do")]
pub struct QuestionDisplay {
    /// Whether one question is shown at a time.
    pub is_single: bool,
    /// Whether another question is shown in its place.
    pub is_hidden: bool,
    /// Whether it was left for later.
    pub is_later: bool,
    /// Whether the last choice was made in it.
    pub was_chosen_last: bool,
    /// Whether level 3 is read first.
    pub level_3: LevelThree,
    /// The stored answer that contradicts that level 3 is in place, until another is chosen.
    pub contradicting: Option<Choice>,
}

/// How a question begins: with all levels, or with what level 3 says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LevelThree {
    /// With all levels.
    #[default]
    Off,
    /// With level 3, and the question whether it is in place.
    Asked,
    /// It is said to be in place: with levels 3 to 5.
    InPlace,
}

impl AnswerState {
    /// Returns the state of a question in an assessment.
    pub fn of(assessment: &Assessment, question: usize) -> Self {
        let entry = &assessment.entries[question];
        Self {
            choice: entry.choice,
            lacks_reason: entry.choice == Some(Choice::NotApplicable) && entry.answer().is_none(),
            leaving_out: Exclusion::of(assessment, question),
            are_all_answered: assessment.first_open(0).is_none(),
            showing: QuestionDisplay::default(),
        }
    }

    fn may_leave_out(self) -> bool {
        self.leaving_out != Exclusion::Excluded
    }

    /// Whether leaving it out is suggested.
    pub fn suggests(self) -> bool {
        self.leaving_out == Exclusion::Suggested
    }

    /// The same with what depends on the way of answering. An answer in doubt is not shown as
    /// chosen.
    pub fn with(self, showing: QuestionDisplay) -> Self {
        let is_in_doubt = showing.contradicting.is_some_and(|choice| self.is_chosen(choice));
        Self { choice: self.choice.filter(|_| !is_in_doubt), showing, ..self }
    }

    /// The classes of the question.
    pub fn question_classes(self) -> String {
        let level_3 = match self.showing.level_3 {
            LevelThree::Off => "",
            LevelThree::Asked => " level-3",
            LevelThree::InPlace => " level-3 from-3",
        };
        ["question", if self.showing.is_hidden { " away" } else { "" }, level_3].concat()
    }

    /// Whether one of the answers to *is level 3 in place?* is the present one.
    pub fn is_in_place(self, answer: InPlace) -> bool {
        let level = match self.choice {
            Some(Choice::Level(level)) => level.number(),
            _ => 0,
        };
        match answer {
            InPlace::Fully => {
                level >= 3 || level == 0 && self.showing.level_3 == LevelThree::InPlace
            }
            InPlace::Partly => level == 2,
            InPlace::No => level == 1,
        }
    }

    /// Whether `value` is the chosen answer.
    pub fn is_chosen(self, value: Choice) -> bool {
        self.choice == Some(value)
    }

    /// Whether `value` is a level below the chosen one.
    pub fn is_climbed(self, value: Choice) -> bool {
        matches!((self.choice, value), (Some(Choice::Level(chosen)), Choice::Level(own)) if own < chosen)
    }

    /// Whether `value` can't be chosen. *Not applicable* is disabled if the profile contradicts it,
    /// unless it was chosen before: then it stays, with a remark.
    pub fn is_disabled(self, value: Choice) -> bool {
        value == Choice::NotApplicable && !self.may_leave_out() && !self.is_chosen(value)
    }

    /// Whether the field for the reason is shown.
    pub fn asks_reason(self) -> bool {
        self.is_chosen(Choice::NotApplicable)
    }

    /// The classes of an answer's row.
    pub fn classes(self, value: Choice) -> String {
        let [chosen, climbed, disabled] = [
            (self.is_chosen(value), " chosen"),
            (self.is_climbed(value), " climbed"),
            (self.is_disabled(value), " disabled"),
        ]
        .map(|(is_so, class)| if is_so { class } else { "" });
        ["answer", chosen, climbed, disabled].concat()
    }

    /// The classes of the button that clears the answer. The button always takes its space, so that
    /// answering causes no new layout.
    pub fn clear_classes(self) -> &'static str {
        if self.choice.is_none() { "quiet clear off" } else { "quiet clear" }
    }

    /// The classes of the button that leads on, which likewise takes its space from the beginning.
    pub fn next_classes(self) -> &'static str {
        let is_off = self.choice.is_none() && !self.showing.is_later;
        // Where one question is shown at a time, there is a pager.
        if is_off || self.showing.is_single { "to-next off" } else { "to-next" }
    }

    /// The classes of the mark *later*, which only an open question needs.
    pub fn later_classes(self) -> &'static str {
        if self.choice.is_none() { "quiet later" } else { "quiet later off" }
    }

    /// The words on that button: it leads to the next question, or to the results from the question
    /// that was the last to be answered.
    pub fn next_words(self, language: Language) -> &'static str {
        let t = &language.texts().phrases;
        let is_the_last = self.are_all_answered && self.showing.was_chosen_last;
        if is_the_last { t.ending_all } else { t.question_on }
    }

    /// The number and the name of the chosen level; empty for another answer.
    pub fn level_name(self, language: Language) -> String {
        match self.choice {
            Some(Choice::Level(level)) => {
                [Choice::Level(level).id(), language.texts().levels[level.index()].name].join(" ")
            }
            _ => String::new(),
        }
    }

    /// The condition for choosing *not applicable*, or that the profile excludes it.
    pub fn condition(self, language: Language, question: usize) -> &'static str {
        let texts = language.texts();
        let condition = texts.questions[question].not_applicable_if.unwrap_or_default();
        if self.may_leave_out() { condition } else { texts.phrases.question_not_by_profile }
    }

    /// The remark that the reason is missing; empty if it isn't.
    pub fn needed(self, language: Language) -> &'static str {
        if self.lacks_reason { language.texts().phrases.question_reason_needed } else { "" }
    }
}

/// An answer to whether what level 3 says is in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InPlace {
    /// Levels 3 to 5 are read and chosen from.
    Fully,
    /// Level 2.
    Partly,
    /// Level 1.
    No,
}

impl InPlace {
    /// All of them, from the highest.
    pub const ALL: [Self; 3] = [Self::Fully, Self::Partly, Self::No];

    /// The `value` of its button.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fully => "fully",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// The level that it stands for; `None` if that is still to be chosen.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Fully => None,
            Self::Partly => Level::new(2),
            Self::No => Level::new(1),
        }
    }
}
