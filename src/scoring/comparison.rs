//! Compares two assessments: what got better or worse, and which gaps are closed.

use std::cmp::Ordering::{Equal, Greater, Less};

use crate::assessment::answers::{Assessment, Choice, Entry};
use crate::content::questionnaire::Questionnaire;
use crate::scoring::{DomainScore, Readiness, Scores, Tally, Tenths};

/// An assessment with its figures.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The answers.
    pub assessment: &'a Assessment,
    /// Their figures.
    pub scores: &'a Scores,
}

/// The changes from an earlier to a later assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// All questions together; a side on which only key requirements are answered has no score.
    pub overall: ScoreChange,
    /// In the questionnaire's order.
    pub domains: Vec<ScoreChange>,
    /// The readiness, earlier and later.
    pub readiness: [Readiness; 2],
    /// One for each question, in the questionnaire's order.
    pub questions: Vec<QuestionChange>,
    /// The earlier gaps to close whose questions are answered now and no longer such gaps, in the
    /// earlier rank order. Opportunities are no gaps here, so a higher target opens none.
    pub closed_gaps: Vec<usize>,
    /// The later gaps that the earlier assessment doesn't have, in rank order.
    pub new_gaps: Vec<usize>,
    /// The gaps of both, in the later rank order.
    pub open_gaps: Vec<usize>,
}

/// The overall trend of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    /// Neither side has an answer.
    Empty,
    /// Only the later side has answers.
    NoneBefore,
    /// Only the earlier side has answers.
    NoneAfter,
    /// Score or gaps got better, and neither got worse.
    Better,
    /// Score or gaps got worse, and neither got better.
    Worse,
    /// One got better, the other worse; or as many gaps were closed as came up.
    Mixed,
    /// The score is the same, and no gap was closed or came up.
    Steady,
}

/// An earlier and a later score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreChange {
    /// The earlier score; `None` if nothing was counted.
    pub before: Option<Tenths>,
    /// The later score.
    pub after: Option<Tenths>,
}

/// An earlier and a later answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuestionChange {
    /// The earlier answer.
    pub before: Option<Choice>,
    /// The later answer.
    pub after: Option<Choice>,
    /// The kind of change.
    pub change: Change,
}

/// The kind of change of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A higher level; don't know counts as level 1.
    Better,
    /// A lower level.
    Worse,
    /// Answered now, and not before.
    New,
    /// No longer answered.
    Gone,
    /// Not applicable on one side only: neither better nor worse.
    Applicability,
    /// The same level, not applicable both times, or answered neither time.
    Same,
}

impl Trend {
    /// The identifier in the page: `better` … `empty`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoneBefore => "none-before",
            Self::NoneAfter => "none-after",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Mixed => "mixed",
            Self::Steady => "steady",
        }
    }
}

impl Change {
    /// All kinds, most interesting to a reader first.
    pub const ALL: [Self; 6] =
        [Self::Better, Self::Worse, Self::New, Self::Gone, Self::Applicability, Self::Same];

    /// The identifier in the page: `better` … `same`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Applicability => "applicability",
            Self::Same => "same",
        }
    }

    fn of(before: &Entry, after: &Entry) -> Self {
        match (before.answer(), after.answer()) {
            (None, None) => Self::Same,
            (None, Some(_)) => Self::New,
            (Some(_), None) => Self::Gone,
            (Some(_), Some(_)) => match (before.counted_level(), after.counted_level()) {
                (Some(before), Some(after)) if after > before => Self::Better,
                (Some(before), Some(after)) if after < before => Self::Worse,
                (Some(_), Some(_)) | (None, None) => Self::Same,
                (Some(_), None) | (None, Some(_)) => Self::Applicability,
            },
        }
    }
}

impl ScoreChange {
    fn of(before: &Tally, after: &Tally) -> Self {
        Self { before: before.score(), after: after.score() }
    }

    /// The change of the shown score in tenths; `None` if one side has no score.
    pub fn tenths(self) -> Option<i32> {
        let [before, after] = [self.before?, self.after?].map(|score| i32::try_from(score.0).ok());
        Some(after? - before?)
    }
}

impl Comparison {
    /// Compares two assessments of this questionnaire.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Choice, Level};
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::comparison::{Change, Comparison, Side};
    /// use aims_assessment::scoring::score;
    ///
    /// let before = example::assessment(&ISO42001, "Nordet");
    /// let mut after = before.clone();
    /// // Internal audit: level 1 so far, now 4.
    /// let audit = ISO42001.question("C9-3").unwrap();
    /// after.entries[audit].choice = Level::new(4).map(Choice::Level);
    ///
    /// let (scores_before, scores_after) = (score(&ISO42001, &before), score(&ISO42001, &after));
    /// let before = Side { assessment: &before, scores: &scores_before };
    /// let after = Side { assessment: &after, scores: &scores_after };
    /// let comparison = Comparison::new(&ISO42001, before, after);
    /// assert_eq!(comparison.overall.tenths(), Some(1)); // 2.5 after 2.4
    /// assert_eq!(comparison.questions_that_are(Change::Better), [audit]);
    /// assert_eq!(comparison.closed_gaps, [audit]);
    /// ```
    pub fn new(questionnaire: &Questionnaire, before: Side, after: Side) -> Self {
        let domains = before.scores.domains.iter().zip(&after.scores.domains);
        let domain = |(before, after): (&DomainScore, &DomainScore)| {
            ScoreChange::of(&before.tally, &after.tally)
        };
        let questions = (0..questionnaire.questions.len()).map(|index| {
            let [before, after] = [before, after].map(|side| &side.assessment.entries[index]);
            QuestionChange {
                before: before.answer(),
                after: after.answer(),
                change: Change::of(before, after),
            }
        });
        let [gaps_before, gaps_after] = [before, after]
            .map(|side| side.scores.to_close().map(|gap| gap.question).collect::<Vec<_>>());
        let is_answered = |question: &usize| after.assessment.entries[*question].answer().is_some();
        Self {
            overall: ScoreChange {
                before: before.scores.shown_overall(),
                after: after.scores.shown_overall(),
            },
            domains: domains.map(domain).collect(),
            readiness: [before.scores.readiness, after.scores.readiness],
            questions: questions.collect(),
            closed_gaps: gaps_before
                .iter()
                .copied()
                .filter(|gap| is_answered(gap) && !gaps_after.contains(gap))
                .collect(),
            new_gaps: gaps_after.iter().copied().filter(|gap| !gaps_before.contains(gap)).collect(),
            open_gaps: gaps_after.into_iter().filter(|gap| gaps_before.contains(gap)).collect(),
        }
    }

    /// The overall trend. A gap in a question that had no answer before isn't a step back: it may
    /// have been there all the time.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Choice, Level};
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::comparison::{Comparison, Side, Trend};
    /// use aims_assessment::scoring::score;
    ///
    /// let before = example::assessment(&ISO42001, "Nordet");
    /// let mut after = before.clone();
    /// after.entries[ISO42001.question("C9-3").unwrap()].choice = Level::new(4).map(Choice::Level);
    /// let (scores_before, scores_after) = (score(&ISO42001, &before), score(&ISO42001, &after));
    /// let before = Side { assessment: &before, scores: &scores_before };
    /// let after = Side { assessment: &after, scores: &scores_after };
    /// assert_eq!(Comparison::new(&ISO42001, before, after).trend(), Trend::Better);
    /// assert_eq!(Comparison::new(&ISO42001, after, before).trend(), Trend::Worse);
    /// assert_eq!(Comparison::new(&ISO42001, after, after).trend(), Trend::Steady);
    /// ```
    pub fn trend(&self) -> Trend {
        let is_answered = |of: fn(&QuestionChange) -> Option<Choice>| {
            self.questions.iter().any(|question| of(question).is_some())
        };
        match [is_answered(|question| question.before), is_answered(|question| question.after)] {
            [false, false] => return Trend::Empty,
            [false, true] => return Trend::NoneBefore,
            [true, false] => return Trend::NoneAfter,
            [true, true] => {}
        }
        let score = self.overall.tenths().unwrap_or(0).cmp(&0);
        let back = self.new_gaps.len() - self.found_gaps();
        let gaps = self.closed_gaps.len().cmp(&back);
        match (score, gaps) {
            (Equal, Equal) if back == 0 => Trend::Steady,
            (Equal, Equal) | (Greater, Less) | (Less, Greater) => Trend::Mixed,
            (Less, _) | (_, Less) => Trend::Worse,
            (Greater, _) | (_, Greater) => Trend::Better,
        }
    }

    /// The number of new gaps in questions that had no answer before.
    pub fn found_gaps(&self) -> usize {
        self.new_gaps.iter().filter(|gap| self.is_found(**gap)).count()
    }

    /// Whether a new gap is in a question that had no answer before.
    pub fn is_found(&self, question: usize) -> bool {
        self.questions[question].before.is_none()
    }

    /// The questions with this change, in the questionnaire's order.
    pub fn questions_that_are(&self, change: Change) -> Vec<usize> {
        (0..self.questions.len())
            .filter(|question| self.questions[*question].change == change)
            .collect()
    }
}
