//! The headline: score, level, readiness, lowest domain, confidence; and above it what no score may hide.

use leptos::prelude::*;

use crate::app::frame::domain_name;
use crate::language::{Language, Phrases, fill};
use crate::questionnaire::ISO42001;
use crate::route::Route;
use crate::scoring::{Confidence, Readiness, Scores};

/// Names every critical gap, whatever the overall score.
#[component]
pub fn CriticalBanner(language: Language, scores: Memo<Scores>) -> impl IntoView {
    let texts = language.texts();
    let t = &texts.phrases;
    move || {
        let questions: Vec<usize> = scores.with(|scores| scores.critical_gaps().map(|gap| gap.question).collect());
        (!questions.is_empty()).then(|| {
            let title = language.counted(questions.len(), t.results_critical_one, t.results_critical_other);
            let items = questions.into_iter().map(|question| {
                let code = ISO42001.questions[question].code;
                let address = Route::Question(question).address(&ISO42001);
                view! { <li data-critical=code><a href=address>{code}</a>" "{texts.questions[question].text}</li> }
            });
            view! {
                <section class="banner" data-banner="critical">
                    <h2>{title}</h2>
                    <p>{t.results_critical_text}</p>
                    <ul>{items.collect::<Vec<_>>()}</ul>
                </section>
            }
        })
    }
}

/// The figures that stand for the whole.
#[component]
pub fn Headline(language: Language, scores: Memo<Scores>) -> impl IntoView {
    move || {
        scores.with(|scores| {
            view! {
                <div class="headline">
                    <Overall language scores=scores.clone() />
                    <ReadinessCard language readiness=scores.readiness />
                    <Lowest language scores=scores.clone() />
                    <ConfidenceCard language confidence=scores.confidence />
                </div>
            }
        })
    }
}

#[component]
fn Overall(language: Language, scores: Scores) -> impl IntoView {
    let texts = language.texts();
    let t = &texts.phrases;
    let tally = scores.overall;
    let level = tally.level().map(|level| {
        let text = &texts.levels[level.index()];
        let words = fill(t.results_level, &[("level", &level.number().to_string()), ("name", text.name)]);
        view! { <p><strong>{words}</strong><span class="small">{text.meaning}</span></p> }
    });
    let known_only = (tally.unknown > 0).then(|| {
        let score = language.score(tally.known_only());
        view! { <p class="small" data-known-only>{fill(t.results_known_only, &[("score", &score)])}</p> }
    });
    view! {
        <section class="card overall-score">
            <h2>{t.results_overall}</h2>
            <p class="figure"><span data-score="overall">{language.score(tally.score())}</span>" "<span class="of">{t.results_of_five}</span></p>
            {level}
            {known_only}
            {scores.provisional.then(|| view! { <p class="small" data-provisional>{t.results_provisional}</p> })}
        </section>
    }
}

#[component]
fn ReadinessCard(language: Language, readiness: Readiness) -> impl IntoView {
    let t = &language.texts().phrases;
    let (name, text) = readiness_words(t, readiness);
    view! {
        <section class="card">
            <h2>{t.results_readiness}</h2>
            <p data-readiness=readiness.id()><strong>{name}</strong></p>
            <p class="small">{text}</p>
        </section>
    }
}

#[component]
fn Lowest(language: Language, scores: Scores) -> impl IntoView {
    let t = &language.texts().phrases;
    let lowest = scores.lowest_domain().map(|domain| {
        let score = language.score(scores.domains[domain].tally.score());
        view! {
            <p data-lowest=ISO42001.domains[domain].id><strong>{score}" "{t.results_of_five}</strong></p>
            <p><a href=Route::Section(domain).address(&ISO42001)>{domain_name(language, domain)}</a></p>
        }
    });
    let nothing = lowest.is_none().then(|| view! { <p>{t.results_no_score}</p> });
    view! {
        <section class="card">
            <h2>{t.results_lowest}</h2>
            {lowest}
            {nothing}
        </section>
    }
}

#[component]
fn ConfidenceCard(language: Language, confidence: Confidence) -> impl IntoView {
    let t = &language.texts().phrases;
    let (name, text) = confidence_words(t, confidence);
    view! {
        <section class="card">
            <h2>{t.results_confidence}</h2>
            <p data-confidence=confidence.id()><strong>{name}</strong></p>
            <p class="small">{text}</p>
        </section>
    }
}

fn confidence_words(t: &Phrases, confidence: Confidence) -> (&'static str, &'static str) {
    match confidence {
        Confidence::High => (t.results_confidence_high, t.results_confidence_high_text),
        Confidence::Medium => (t.results_confidence_medium, t.results_confidence_medium_text),
        Confidence::Low => (t.results_confidence_low, t.results_confidence_low_text),
    }
}

fn readiness_words(t: &Phrases, readiness: Readiness) -> (&'static str, &'static str) {
    match readiness {
        Readiness::Undetermined => (t.results_readiness_undetermined, t.results_readiness_undetermined_text),
        Readiness::BeyondConformity => (t.results_readiness_beyond_conformity, t.results_readiness_beyond_conformity_text),
        Readiness::Stage2Plausible => (t.results_readiness_stage_2_plausible, t.results_readiness_stage_2_plausible_text),
        Readiness::Stage1Plausible => (t.results_readiness_stage_1_plausible, t.results_readiness_stage_1_plausible_text),
        Readiness::NotReady => (t.results_readiness_not_ready, t.results_readiness_not_ready_text),
        Readiness::Building => (t.results_readiness_building, t.results_readiness_building_text),
    }
}
