//! The headline figures, how they are computed, and the disclaimer.

use super::figures::{self, Figure};
use super::sources::{Sources, domain_name};
use crate::content::references::Framework;
use crate::language::{Language, Phrases, fill};
use crate::scoring::schedule;
use crate::scoring::{Confidence, METHOD, Readiness, Scores};

/// The headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The overall score.
    pub overall: Figure,
    /// The earlier state, if one was chosen.
    pub earlier: Option<Earlier>,
    /// The number of gaps in the roadmap, and of the critical ones among them.
    pub gaps: (usize, usize),
    /// The meaning of the level; `None` if there is no score.
    pub level_meaning: Option<&'static str>,
    /// The reason why the result is provisional, if it is.
    pub provisional: Option<&'static str>,
    /// The id (`building`), for programs that drive the page.
    pub readiness_id: &'static str,
    /// Its name.
    pub readiness: &'static str,
    /// Its meaning.
    pub readiness_text: &'static str,
    /// The id (`high`), for programs that drive the page.
    pub confidence_id: &'static str,
    /// Its name.
    pub confidence: &'static str,
    /// Its meaning.
    pub confidence_text: &'static str,
    /// The lowest domain: its id, name and score.
    pub lowest: Option<(&'static str, String, String)>,
    /// `3 critical gaps`; `None` if there are none.
    pub critical: Option<String>,
    /// Codes and questions of the critical gaps, by rank.
    pub critical_gaps: Vec<(&'static str, &'static str)>,
    /// `42 of 42 answered`.
    pub progress: String,
}

/// The headline figures of an earlier state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The overall score.
    pub overall: Figure,
    /// The name of the readiness.
    pub readiness: &'static str,
    /// The number of gaps in the roadmap, and of the critical ones among them.
    pub gaps: (usize, usize),
    /// The minimum duration of its roadmap, in months.
    pub months: u32,
}

/// Makes the headline of these scores.
pub fn headline(sources: &Sources, scores: &Scores, earlier: Option<&Scores>) -> Headline {
    let Sources { questionnaire, language, .. } = *sources;
    let texts = language.texts();
    let t = &texts.phrases;
    let (confidence, confidence_text) = confidence_words(t, scores.confidence);
    let lowest = scores.lowest_domain().map(|domain| {
        (
            questionnaire.domains[domain].id,
            domain_name(language, questionnaire, domain),
            language.score(scores.domains[domain].tally.score()),
        )
    });
    let critical_gaps: Vec<_> = scores
        .critical_gaps()
        .map(|gap| (questionnaire.questions[gap.question].code, texts.questions[gap.question].text))
        .collect();
    let count = critical_gaps.len();
    let numbers = [
        ("answered", scores.overall.answered.to_string()),
        ("questions", scores.overall.questions.to_string()),
    ];
    Headline {
        overall: Figure::new(language, scores.overall),
        earlier: earlier.map(|earlier| Earlier {
            overall: Figure::new(language, earlier.overall),
            readiness: readiness_name(t, earlier.readiness),
            gaps: gaps(earlier),
            months: schedule::timeline(questionnaire, earlier).months(),
        }),
        gaps: gaps(scores),
        level_meaning: scores.overall.level().map(|level| texts.levels[level.index()].meaning),
        provisional: scores.provisional.then_some(t.results_provisional),
        readiness_id: scores.readiness.id(),
        readiness: readiness_name(t, scores.readiness),
        readiness_text: readiness_text(t, scores.readiness),
        confidence_id: scores.confidence.id(),
        confidence,
        confidence_text,
        lowest,
        critical: (count > 0)
            .then(|| language.counted(count, t.results_critical_one, t.results_critical_other)),
        critical_gaps,
        progress: fill(
            t.progress_overall,
            &numbers.each_ref().map(|(name, number)| (*name, number.as_str())),
        ),
    }
}

/// How the figures are computed, with the sum of this assessment.
pub fn method(language: Language, scores: &Scores) -> Vec<String> {
    let t = &language.texts().phrases;
    let sum = figures::sum(language, &scores.overall);
    let overall = sum.map(|sum| fill(t.results_method_overall, &[("sum", &sum)]));
    let sentences = [t.results_method_sum, t.results_method_counted].map(str::to_owned).into_iter();
    let gate = [t.results_method_gate, t.results_method_classes].map(str::to_owned);
    let version = fill(t.report_method_version, &[("method", METHOD)]);
    sentences.chain(overall).chain(gate).chain([version]).collect()
}

/// The disclaimer, with the date of the references.
pub fn disclaimer(language: Language) -> Vec<String> {
    let t = &language.texts().phrases;
    let oldest = Framework::ALL.map(Framework::as_of).into_iter().min().unwrap_or_default();
    vec![
        t.results_disclaimer.to_owned(),
        fill(t.references_disclaimer, &[("date", &language.date(oldest))]),
    ]
}

/// The number of gaps in the roadmap, and of the critical ones among them.
fn gaps(scores: &Scores) -> (usize, usize) {
    (scores.roadmap.iter().map(Vec::len).sum(), scores.critical_gaps().count())
}

fn confidence_words(t: &Phrases, confidence: Confidence) -> (&'static str, &'static str) {
    match confidence {
        Confidence::High => (t.results_confidence_high, t.results_confidence_high_text),
        Confidence::Medium => (t.results_confidence_medium, t.results_confidence_medium_text),
        Confidence::Low => (t.results_confidence_low, t.results_confidence_low_text),
    }
}

/// The name of a readiness.
pub fn readiness_name(t: &Phrases, readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Undetermined => t.results_readiness_undetermined,
        Readiness::BeyondConformity => t.results_readiness_beyond_conformity,
        Readiness::Stage2Plausible => t.results_readiness_stage_2_plausible,
        Readiness::Stage1Plausible => t.results_readiness_stage_1_plausible,
        Readiness::NotReady => t.results_readiness_not_ready,
        Readiness::Building => t.results_readiness_building,
    }
}

fn readiness_text(t: &Phrases, readiness: Readiness) -> &'static str {
    match readiness {
        Readiness::Undetermined => t.results_readiness_undetermined_text,
        Readiness::BeyondConformity => t.results_readiness_beyond_conformity_text,
        Readiness::Stage2Plausible => t.results_readiness_stage_2_plausible_text,
        Readiness::Stage1Plausible => t.results_readiness_stage_1_plausible_text,
        Readiness::NotReady => t.results_readiness_not_ready_text,
        Readiness::Building => t.results_readiness_building_text,
    }
}
