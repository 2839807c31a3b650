//! The completeness of the answers, and the readiness for certification that it indicates.

use super::tally::{DomainScore, Tally};
use crate::assessment::answers::Entry;
use crate::content::questionnaire::Questionnaire;

/// Requirements that a stage 1 audit reads about: scope, policy, risk method, treatment, statement
/// of applicability, impact process.
const DESIGNED: [&str; 6] = ["C4-3", "C5-2", "C6-2", "C6-3", "C6-4", "C6-5"];
/// Requirements that must at least have begun: internal audit and management review.
const BEGUN: [&str; 2] = ["C9-3", "C9-4"];

/// How much was answered with more than *don't know*. It says nothing of how well an answer is
/// supported.
///
/// ```
/// use aims_assessment::assessment::answers::{Assessment, Choice};
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{self, Completeness, Tenths};
///
/// let mut assessment = Assessment::new(&ISO42001);
/// for entry in &mut assessment.entries {
///     entry.choice = Some(Choice::Unknown); // don't know: counts as level 1
/// }
/// let scores = scoring::score(&ISO42001, &assessment);
/// assert_eq!(scores.overall.score(), Some(Tenths(10)));
/// assert_eq!(scores.completeness, Completeness::Low);
/// assert_eq!(scores.overall.known_only(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// Less than 75 % known.
    Low,
    /// 75 % known or more.
    Medium,
    /// 90 % known or more.
    High,
}

impl Completeness {
    /// The identifier in files: `low`, `medium`, `high`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// The stage on the road to certification that an assessment seems to have reached; no promise.
///
/// ```
/// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{self, Readiness, Tenths};
///
/// let mut assessment = Assessment::new(&ISO42001);
/// for entry in &mut assessment.entries {
///     entry.choice = Level::new(5).map(Choice::Level);
/// }
/// assert_eq!(scoring::score(&ISO42001, &assessment).readiness, Readiness::BeyondConformity);
/// // C10-3 is critical: at level 1 it is enough, however high the rest.
/// let question = ISO42001.question("C10-3").unwrap();
/// assessment.entries[question].choice = Level::new(1).map(Choice::Level);
/// let scores = scoring::score(&ISO42001, &assessment);
/// assert_eq!(scores.overall.score(), Some(Tenths(48)));
/// assert_eq!(scores.readiness, Readiness::NotReady);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readiness {
    /// Provisional: too little is answered, or a critical question isn't.
    Undetermined,
    /// Every question at level 3 or more, or not applicable, and the overall score at 4 or more.
    BeyondConformity,
    /// Every question at level 3 or more, or not applicable.
    Stage2Plausible,
    /// The design is in place, and audit and review have begun.
    Stage1Plausible,
    /// A critical requirement at level 1, or a clause below 2.
    NotReady,
    /// Everything else.
    Building,
}

impl Readiness {
    /// All values, in the order of docs/method.md, "Readiness".
    pub const ALL: [Self; 6] = [
        Self::Undetermined,
        Self::BeyondConformity,
        Self::Stage2Plausible,
        Self::Stage1Plausible,
        Self::NotReady,
        Self::Building,
    ];

    /// The identifier in files and in the page: `undetermined` … `building`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Undetermined => "undetermined",
            Self::BeyondConformity => "beyond_conformity",
            Self::Stage2Plausible => "stage_2_plausible",
            Self::Stage1Plausible => "stage_1_plausible",
            Self::NotReady => "not_ready",
            Self::Building => "building",
        }
    }
}

/// Returns whether less than 80 % is answered, or a critical question is open.
pub fn is_provisional(questionnaire: &Questionnaire, entries: &[Entry], overall: &Tally) -> bool {
    let critical_is_open = questionnaire
        .questions
        .iter()
        .zip(entries)
        .any(|(question, entry)| question.critical && entry.answer().is_none());
    overall.is_incomplete() || critical_is_open
}

/// The completeness: high from 90 % known answers, medium from 75 %.
pub fn completeness(overall: &Tally) -> Completeness {
    let known = 100 * (overall.answered - overall.unknown);
    if known >= 90 * overall.questions {
        Completeness::High
    } else if known >= 75 * overall.questions {
        Completeness::Medium
    } else {
        Completeness::Low
    }
}

/// The first readiness that applies, in the order of docs/method.md, "Readiness".
pub fn readiness(
    questionnaire: &Questionnaire,
    entries: &[Entry],
    overall: &Tally,
    domains: &[DomainScore],
    provisional: bool,
) -> Readiness {
    if provisional {
        return Readiness::Undetermined;
    }
    if entries.iter().all(Entry::is_settled) {
        return if overall.points >= 4 * overall.weight {
            Readiness::BeyondConformity
        } else {
            Readiness::Stage2Plausible
        };
    }
    if is_stage_1_plausible(questionnaire, entries, overall) {
        return Readiness::Stage1Plausible;
    }
    if has_a_hole(questionnaire, entries, domains) {
        Readiness::NotReady
    } else {
        Readiness::Building
    }
}

fn is_stage_1_plausible(questionnaire: &Questionnaire, entries: &[Entry], overall: &Tally) -> bool {
    let at_least = |code: &str, level: u32| {
        questionnaire.question(code).is_some_and(|index| reaches(&entries[index], level))
    };
    let mut clauses =
        questionnaire.questions.iter().zip(entries).filter(|(question, _)| question.mandatory);
    DESIGNED.iter().all(|code| at_least(code, 3))
        && BEGUN.iter().all(|code| at_least(code, 2))
        && clauses.all(|(_, entry)| reaches(entry, 2))
        && 100 * overall.answered >= 90 * overall.questions
}

fn has_a_hole(questionnaire: &Questionnaire, entries: &[Entry], domains: &[DomainScore]) -> bool {
    let mut critical =
        questionnaire.questions.iter().zip(entries).filter(|(question, _)| question.critical);
    let mut clauses =
        questionnaire.domains.iter().zip(domains).filter(|(domain, _)| domain.is_clause());
    critical.any(|(_, entry)| entry.counted_level().is_some_and(|level| level.number() == 1))
        || clauses.any(|(_, score)| score.is_low())
}

fn reaches(entry: &Entry, level: u32) -> bool {
    entry.counted_level().is_some_and(|counted| counted.number() >= level)
}
