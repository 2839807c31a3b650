//! Names that more than one screen uses.

use crate::answers::Choice;
use crate::language::{Language, Phrases, fill};
use crate::scoring::Readiness;

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

/// The name of an answer; of none, too.
pub fn answer_name(language: Language, answer: Option<Choice>) -> String {
    let t = &language.texts().phrases;
    match answer {
        Some(Choice::Level(level)) => fill(t.compare_level, &[("level", &level.number().to_string())]),
        Some(Choice::Unknown) => t.results_unknown.to_owned(),
        Some(Choice::NotApplicable) => t.results_not_applicable.to_owned(),
        None => t.results_unanswered.to_owned(),
    }
}
