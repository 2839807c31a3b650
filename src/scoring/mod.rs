//! Computes all figures from the answers by the scoring method, version 1.1 (docs/method.md). Every
//! screen, file and command takes its figures from here.
//!
//! All arithmetic is on integers, so the same answers give the same figures everywhere. A score is
//! truncated, never rounded in the respondent's favour.
//!
//! Uses `content` and `assessment`. Knows no words of a language and no dates: the plan counts
//! weeks from its start.

pub mod comparison;
mod gaps;
mod key;
pub mod plan;
mod readiness;
mod tally;
pub mod what_if;

use crate::assessment::answers::Assessment;
use crate::content::questionnaire::{Pdca, Questionnaire};

pub use gaps::{Gap, GapClass};
pub use key::Key;
pub use readiness::{Completeness, Readiness};
pub use tally::{COMPLETE_PERCENT, DomainScore, Tally, Tenths};

/// The version of the method (docs/method.md), written to every scores file.
pub const METHOD: &str = "1.1";

/// All figures of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    /// All questions together (not the mean of the domains).
    pub overall: Tally,
    /// In the questionnaire's order.
    pub domains: Vec<DomainScore>,
    /// In the order plan, do, check, act.
    pub pdca: [Tally; 4],
    /// Whether too little is answered, or a critical question isn't.
    pub provisional: bool,
    /// How much was answered with more than *don't know*.
    pub completeness: Completeness,
    /// The stage on the road to certification that the assessment seems to have reached.
    pub readiness: Readiness,
    /// The critical questions by themselves.
    pub key: Key,
    /// By rank, most pressing first.
    pub gaps: Vec<Gap>,
}

/// Scores an assessment.
///
/// ```
/// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::scoring::{self, Readiness, Tenths};
///
/// let mut assessment = Assessment::new(&ISO42001);
/// for entry in &mut assessment.entries {
///     entry.choice = Level::new(3).map(Choice::Level);
/// }
/// let scores = scoring::score(&ISO42001, &assessment);
/// assert_eq!(scores.overall.score(), Some(Tenths(30))); // shown as 3.0
/// assert_eq!(scores.readiness, Readiness::Stage2Plausible);
/// assert!(scores.gaps.is_empty());
/// ```
pub fn score(questionnaire: &Questionnaire, assessment: &Assessment) -> Scores {
    let entries = &assessment.entries;
    let overall = Tally::of(questionnaire, entries, 0..entries.len());
    let gaps = gaps::ranked(questionnaire, assessment);
    let domains = (0..questionnaire.domains.len())
        .map(|domain| {
            let tally = Tally::of(questionnaire, entries, questionnaire.questions_of(domain));
            DomainScore {
                tally,
                incomplete: tally.is_incomplete(),
                systemic: gaps::is_systemic(questionnaire, &gaps, domain),
            }
        })
        .collect::<Vec<_>>();
    let pdca = Pdca::ALL.map(|stage| {
        let of_stage = |question: &usize| {
            questionnaire.domains[questionnaire.questions[*question].domain].pdca == stage
        };
        Tally::of(questionnaire, entries, (0..entries.len()).filter(of_stage))
    });
    let provisional = readiness::is_provisional(questionnaire, entries, &overall);
    Scores {
        provisional,
        completeness: readiness::completeness(&overall),
        readiness: readiness::readiness(questionnaire, entries, &overall, &domains, provisional),
        key: Key::of(questionnaire, entries),
        overall,
        domains,
        pdca,
        gaps,
    }
}

impl Scores {
    /// The domains whose shown score is the lowest that is shown, in the questionnaire's order;
    /// none if no domain has a score.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::Assessment;
    /// use aims_assessment::assessment::example;
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::score;
    ///
    /// let scores = score(&ISO42001, &example::assessment(&ISO42001, "Nordet"));
    /// let lowest = scores.lowest_domains();
    /// assert_eq!(lowest.len(), 1);
    /// assert_eq!(ISO42001.domains[lowest[0]].id, "9");
    /// assert!(score(&ISO42001, &Assessment::new(&ISO42001)).lowest_domains().is_empty());
    /// ```
    pub fn lowest_domains(&self) -> Vec<usize> {
        let shown = |domain: &DomainScore| domain.tally.score();
        let lowest = self.domains.iter().filter_map(shown).min();
        let domains = self.domains.iter().enumerate();
        domains
            .filter(|(_, domain)| lowest.is_some() && shown(domain) == lowest)
            .map(|(index, _)| index)
            .collect()
    }

    /// The clauses whose score is below 2, in the questionnaire's order.
    pub fn low_clauses(&self, questionnaire: &Questionnaire) -> Vec<usize> {
        let domains = questionnaire.domains.iter().zip(&self.domains).enumerate();
        domains
            .filter(|(_, (domain, score))| domain.is_clause() && score.is_low())
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether nothing but key requirements is answered. Then these are the result: an overall
    /// score would be taken for one of the whole system.
    pub fn has_only_key_answers(&self) -> bool {
        self.key.answered > 0 && self.key.answered == self.overall.answered
    }

    /// The overall score as it is shown to people; `None` if there is none to show.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::{Tenths, score};
    ///
    /// let mut assessment = Assessment::new(&ISO42001);
    /// let critical = ISO42001.questions.iter().position(|question| question.critical).unwrap();
    /// assessment.entries[critical].choice = Some(Choice::Level(Level::ALL[2]));
    /// // Where only key requirements are answered, there is a score, and none to show.
    /// let scores = score(&ISO42001, &assessment);
    /// assert_eq!((scores.overall.score(), scores.shown_overall()), (Some(Tenths(30)), None));
    ///
    /// let other = ISO42001.questions.iter().position(|question| !question.critical).unwrap();
    /// assessment.entries[other].choice = Some(Choice::Level(Level::ALL[2]));
    /// assert_eq!(score(&ISO42001, &assessment).shown_overall(), Some(Tenths(30)));
    /// ```
    pub fn shown_overall(&self) -> Option<Tenths> {
        self.overall.score().filter(|_| !self.has_only_key_answers())
    }

    /// The critical gaps, by rank.
    pub fn critical_gaps(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.class == GapClass::Critical)
    }

    /// The gaps to close on the road to certification, by rank: all but opportunities.
    ///
    /// ```
    /// use aims_assessment::assessment::answers::{Assessment, Choice, Level};
    /// use aims_assessment::content::questionnaire::ISO42001;
    /// use aims_assessment::scoring::score;
    ///
    /// let mut assessment = Assessment::new(&ISO42001);
    /// for entry in &mut assessment.entries {
    ///     entry.choice = Some(Choice::Level(Level::ALL[2]));
    /// }
    /// let audit = ISO42001.question("C9-3").unwrap();
    /// assessment.entries[audit].choice = Some(Choice::Level(Level::ALL[0]));
    /// assessment.targets[0] = Level::ALL[3];
    /// // Clause 4 is below its target of 4, which is an opportunity.
    /// let scores = score(&ISO42001, &assessment);
    /// assert!(scores.gaps.len() > 1);
    /// assert_eq!(scores.to_close().map(|gap| gap.question).collect::<Vec<_>>(), [audit]);
    /// ```
    pub fn to_close(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| gap.class != GapClass::Opportunity)
    }
}
