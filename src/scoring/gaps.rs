//! The gaps: each one's class and rank, and whether it is a quick win.

use std::cmp::Reverse;

use crate::assessment::answers::{Assessment, Choice, Level};
use crate::content::questionnaire::{Effort, Question, Questionnaire};

/// A clause with this many medium gaps is flagged as systemic.
const SYSTEMIC: usize = 3;

/// How pressing a gap is, most pressing first. No class has a name of ISO/IEC 17021-1 (major,
/// minor): those are an auditor's findings, and these aren't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapClass {
    /// A critical question at level 1 or 2: points to a potential major nonconformity.
    Critical,
    /// Another requirement of clauses 4 to 10 at level 1.
    High,
    /// Another requirement at level 2, or an Annex A control at level 1.
    Medium,
    /// An Annex A control at level 2.
    Low,
    /// Level 3 or more, below the target that was set.
    Opportunity,
}

impl GapClass {
    /// All classes, most pressing first.
    pub const ALL: [Self; 5] =
        [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Opportunity];

    /// The identifier in files and in the page: `critical` … `opportunity`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Opportunity => "opportunity",
        }
    }

    /// The class of a question at this level; `None` if that is no gap.
    fn of(question: &Question, level: Level, target: Level) -> Option<Self> {
        match level.number() {
            1 | 2 if question.critical => Some(Self::Critical),
            1 if question.mandatory => Some(Self::High),
            1 => Some(Self::Medium),
            2 if question.mandatory => Some(Self::Medium),
            2 => Some(Self::Low),
            _ if level < target => Some(Self::Opportunity),
            _ => None,
        }
    }
}

/// A question that is answered below its target.
///
/// ```
/// use aims_assessment::assessment::file::{self, Refusal};
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{self, GapClass};
///
/// // C5-2, the policy, is critical; A-7 is an Annex A control; 4 is the target of clause 10.
/// let answers = br#"{ "format": "aims-assessment/answers", "version": 1, "targets": { "10": 4 },
///     "answers": { "A-7": { "level": 2 }, "C5-2": { "level": 1 }, "C10-3": { "level": 3 } } }"#;
/// let assessment = file::read(&ISO42001, answers)?.assessment;
/// let scores = scoring::score(&ISO42001, &assessment);
/// let ranked = scores.gaps.iter().map(|gap| (ISO42001.questions[gap.question].code, gap.class));
/// assert!(ranked.eq([
///     ("C5-2", GapClass::Critical),
///     ("A-7", GapClass::Low),
///     ("C10-3", GapClass::Opportunity),
/// ]));
/// # Ok::<(), Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Index of the question.
    pub question: usize,
    /// Its class.
    pub class: GapClass,
    /// The counted level (*s* in docs/method.md): 1 for don't know.
    pub level: Level,
    /// The target of the question's domain (*t* there).
    pub target: Level,
    /// Whether the answer was *don't know*.
    pub unknown: bool,
    /// Whether it takes little effort and waits for no prerequisite.
    pub quick_win: bool,
}

impl Gap {
    /// w·(t − s): what closing it adds to the score's points.
    fn gain(&self, question: &Question) -> u32 {
        question.weight * self.target.number().saturating_sub(self.level.number())
    }
}

/// All gaps, most pressing first.
pub fn ranked(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = (0..questionnaire.questions.len())
        .filter_map(|index| gap(questionnaire, assessment, index))
        .collect();
    // The sort is stable, so equals stay in the questionnaire's order.
    gaps.sort_by_key(|gap| {
        let question = &questionnaire.questions[gap.question];
        (gap.class, Reverse(gap.gain(question)), question.effort)
    });
    gaps
}

fn gap(questionnaire: &Questionnaire, assessment: &Assessment, index: usize) -> Option<Gap> {
    let question = &questionnaire.questions[index];
    let entry = &assessment.entries[index];
    let level = entry.counted_level()?;
    let target = assessment.targets[question.domain];
    let class = GapClass::of(question, level, target)?;
    let is_free = |before: &usize| assessment.entries[*before].is_settled();
    Some(Gap {
        question: index,
        class,
        level,
        target,
        unknown: entry.answer() == Some(Choice::Unknown),
        quick_win: question.effort == Effort::Quick && question.prerequisites.iter().all(is_free),
    })
}

/// Returns whether a clause has so many medium gaps that they are one problem; Annex A is no
/// clause.
pub fn is_systemic(questionnaire: &Questionnaire, gaps: &[Gap], domain: usize) -> bool {
    let medium = gaps.iter().filter(|gap| {
        gap.class == GapClass::Medium && questionnaire.questions[gap.question].domain == domain
    });
    questionnaire.domains[domain].is_clause() && medium.count() >= SYSTEMIC
}
