//! Selects the offers of a brand that fit a result, and explains why in plain words, so that a
//! visitor can judge the suggestion.

use crate::assessment::answers::Assessment;
use crate::brand::{Brand, Link, When};
use crate::content::questionnaire::Questionnaire;
use crate::language::{Language, fill};
use crate::report::named::Named;
use crate::report::readiness_name;
use crate::scoring::{Readiness, Scores};

/// An offer that fits, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FittingOffer {
    /// The title.
    pub title: String,
    /// The description.
    pub text: String,
    /// A link to more about it.
    pub link: Link,
    /// A sentence that says why it is suggested.
    pub reason: String,
}

/// Why an offer fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// This question is a gap.
    Question(usize),
    /// This domain scores below its target.
    Domain(usize),
    /// The readiness is this one.
    Readiness(Readiness),
}

/// Returns the offers that fit, in the brand's order. There are none before the first answer, and
/// none without a reason.
pub fn fitting(
    brand: &Brand,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
    language: Language,
) -> Vec<FittingOffer> {
    if scores.overall.answered == 0 {
        return Vec::new();
    }
    let fitting = brand.offers.iter().filter_map(|offer| {
        let reason = reason(&offer.when, questionnaire, assessment, scores)?;
        Some(FittingOffer {
            title: offer.title.of(language).clone(),
            text: offer.text.of(language).clone(),
            link: offer.link.of(language).clone(),
            reason: sentence(reason, questionnaire, assessment, scores, language),
        })
    });
    fitting.collect()
}

/// Returns the strongest reason: the narrowest kind (question, domain, readiness), and of that kind
/// the most pressing.
fn reason(
    when: &When,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
) -> Option<Reason> {
    let question = || first_gap(when, questionnaire, scores).map(Reason::Question);
    let domain = || furthest_below(when, questionnaire, assessment, scores).map(Reason::Domain);
    let readiness = || {
        when.readiness
            .iter()
            .any(|id| id == scores.readiness.id())
            .then_some(Reason::Readiness(scores.readiness))
    };
    question().or_else(domain).or_else(readiness)
}

/// Returns the listed question that is the most pressing gap. A question at level 3 with a higher
/// target is an opportunity and doesn't count.
fn first_gap(when: &When, questionnaire: &Questionnaire, scores: &Scores) -> Option<usize> {
    let gaps = scores.to_close().map(|gap| gap.question);
    let is_named = |question: &usize| {
        when.questions.iter().any(|code| code == questionnaire.questions[*question].code)
    };
    gaps.into_iter().find(is_named)
}

/// Returns the listed domain whose score is furthest below its target; the first if several are.
fn furthest_below(
    when: &When,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
) -> Option<usize> {
    let named = (0..questionnaire.domains.len())
        .filter(|domain| when.domains.iter().any(|id| id == questionnaire.domains[*domain].id));
    // The distance is (target × weight − points) / weight. A domain without a score has the weight
    // 0, so its distance is 0 too.
    let below = named.filter_map(|domain| {
        let tally = &scores.domains[domain].tally;
        let missing = (assessment.targets[domain].number() * tally.weight)
            .checked_sub(tally.points)
            .filter(|missing| *missing > 0)?;
        Some((domain, missing, tally.weight))
    });
    let furthest =
        below.reduce(|far, next| if next.1 * far.2 > far.1 * next.2 { next } else { far });
    furthest.map(|(domain, ..)| domain)
}

fn sentence(
    reason: Reason,
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
    language: Language,
) -> String {
    let texts = language.texts();
    let t = &texts.phrases;
    match reason {
        Reason::Question(question) => fill(
            t.offer_question,
            &[("question", &Named::new(language, questionnaire, question).within_sentence())],
        ),
        Reason::Domain(domain) => {
            let score = language.score(scores.domains[domain].tally.score());
            let target = assessment.targets[domain].number().to_string();
            let facts = &questionnaire.domains[domain];
            let phrase = if facts.is_clause() { t.offer_domain } else { t.offer_annex };
            fill(
                phrase,
                &[
                    ("id", facts.id),
                    ("title", texts.domains[domain].title),
                    ("score", &score),
                    ("target", &target),
                ],
            )
        }
        Reason::Readiness(readiness) => {
            fill(t.offer_readiness, &[("readiness", readiness_name(t, readiness))])
        }
    }
}
