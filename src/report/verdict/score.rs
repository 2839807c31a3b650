//! The part of a verdict on scores: the overall one against its target, and the domains that are
//! below theirs.

use super::Case;
use crate::assessment::answers::Level;
use crate::language::fill;
use crate::scoring::{Readiness, Tenths};

impl Case<'_> {
    /// The score against the target, and the domains that are below theirs.
    pub(super) fn score(self) -> String {
        let t = self.t;
        let score = self.language.score(self.scores.overall.score());
        let targets = self.assessment.targets.iter().map(|target| target.number());
        let (low, high) = targets
            .fold((5, 3), |(low, high), target| (u32::min(low, target), u32::max(high, target)));
        let [low, high] = [low, high].map(|target| target.to_string());
        let (score, held_by) = if low == high {
            (fill(t.verdict_score, &[("score", &score), ("target", &low)]), t.verdict_held_by)
        } else {
            let values = [("score", score.as_str()), ("low", &low), ("high", &high)];
            (fill(t.verdict_score_targets, &values), t.verdict_under_targets)
        };
        if self.is_low_without_critical() { score } else { self.held_back(&score, held_by) }
    }

    /// Adds the domains that are below their targets: by name, where they are few.
    fn held_back(self, score: &str, held_by: &'static str) -> String {
        let t = self.t;
        let below = self.below_target();
        let lowest = below.first().and_then(|domain| self.tenths(*domain));
        let is_lowest = |domain: &&usize| self.tenths(**domain) == lowest;
        let ties: Vec<usize> = below.iter().filter(is_lowest).copied().collect();
        let [n, m] = [below.len(), ties.len()].map(|count| count.to_string());
        let lowest = self.language.score(lowest.map(Tenths));
        let told = match (below.len(), ties.len()) {
            (0, _) => t.verdict_on_target.to_owned(),
            (1 | 2, _) => {
                return fill(held_by, &[("score", score), ("list", &self.domains(&below))]);
            }
            (_, 1 | 2) => fill(t.verdict_under, &[("n", &n), ("list", &self.domains(&ties))]),
            (all, at_lowest) if all == at_lowest => {
                fill(t.verdict_under_all, &[("n", &n), ("score", &lowest)])
            }
            _ => fill(t.verdict_under_many, &[("n", &n), ("m", &m), ("score", &lowest)]),
        };
        format!("{score}; {told}")
    }

    /// The domains below their targets, the lowest score first.
    fn below_target(self) -> Vec<usize> {
        let targets = self.assessment.targets.iter().copied().map(Level::number);
        let mut below: Vec<usize> = (0..)
            .zip(targets)
            .filter(|(domain, target)| self.tenths(*domain).is_some_and(|it| it < 10 * target))
            .map(|(domain, _)| domain)
            .collect();
        // The sort is stable: ties stay in the questionnaire's order.
        below.sort_by_key(|domain| self.tenths(*domain));
        below
    }

    fn tenths(self, domain: usize) -> Option<u32> {
        self.scores.domains.get(domain)?.tally.score().map(|score| score.0)
    }

    /// The clauses whose score is below 2.
    pub(super) fn low_clauses(self) -> Vec<usize> {
        self.scores.low_clauses(self.questionnaire)
    }

    /// Whether the clauses below 2 are what stands in the way.
    fn is_low_without_critical(self) -> bool {
        self.scores.readiness == Readiness::NotReady && self.scores.critical_gaps().count() == 0
    }

    /// `operation (2.4) and improvement (2.5)`.
    pub(super) fn domains(self, domains: &[usize]) -> String {
        self.list(domains.iter().map(|domain| self.domain(*domain)).collect())
    }

    fn domain(self, domain: usize) -> String {
        let score = self.language.score(self.scores.domains[domain].tally.score());
        format!("{} ({score})", self.language.texts().domains[domain].within)
    }
}
