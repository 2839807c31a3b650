//! Tests which offers are suggested, and why, in cases that a consultant could write.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::brand::Brand;
use aims_assessment::brand::offers::fitting;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::scoring::{Readiness, score};
use common::assessment;
use serde_json::json;

/// Returns a brand with one offer for each `when`, in which domains, questions and readiness are
/// told apart by their form.
fn brand(whens: &[&str]) -> Brand {
    let offer = |when: &&str| {
        let ids = |kind: fn(&str) -> bool| {
            when.split_whitespace().filter(|id| kind(id)).collect::<Vec<_>>()
        };
        let is_readiness = |id: &str| Readiness::ALL.iter().any(|readiness| readiness.id() == id);
        json!({
            "title": { "en": when, "fr": format!("{when} (fr)") },
            "text": { "en": "What it does.", "fr": "Ce que c’est." },
            "link": { "en": "https://example.com/en", "fr": "https://example.com/fr" },
            "when": {
                "domains": ids(|id| id == "A" || id.parse::<u8>().is_ok()),
                "questions": ids(|id| id.contains('-')),
                "readiness": ids(is_readiness),
            },
        })
    };
    Brand::read(&json!({ "offers": whens.iter().map(offer).collect::<Vec<_>>() }).to_string())
}

fn reasons(whens: &[&str], notation: &str, language: Language) -> Vec<String> {
    let assessment = assessment(notation);
    let scores = score(&ISO42001, &assessment);
    fitting(&brand(whens), &ISO42001, &assessment, &scores, language)
        .into_iter()
        .map(|offer| offer.reason)
        .collect()
}

#[test]
fn the_strongest_reason_is_told() {
    for (when, organization, reason) in [
        ("6", "all 3", ""),
        (
            "6",
            "all 3, domain 6 2",
            "Suggested because clause 6 – Planning scores 2.0, below your target of 3.",
        ),
        (
            "6",
            "all 3, C6-1 2",
            "Suggested because clause 6 – Planning scores 2.8, below your target of 3.",
        ),
        // A higher target is missed even by a score that reaches the usual one
        (
            "6",
            "all 3, target 6 4",
            "Suggested because clause 6 – Planning scores 3.0, below your target of 4.",
        ),
        ("6", "all 3, target 5 4", ""),
        ("A", "all 3, domain A 1", "Suggested because Annex A scores 1.0, below your target of 3."),
        // Of several domains, the one furthest below its target
        (
            "5 6 A",
            "all 3, domain 5 2, domain A 1",
            "Suggested because Annex A scores 1.0, below your target of 3.",
        ),
        (
            "6 5",
            "all 2",
            "Suggested because clause 5 – Leadership scores 2.0, below your target of 3.",
        ),
        // A domain without answers has no score, and misses nothing
        ("6", "domain 5 1", ""),
        (
            "C8-1",
            "all 3, C8-1 2",
            "Suggested because C8-1 (Operational control) is one of your gaps.",
        ),
        (
            "C8-1",
            "all 3, C8-1 ?",
            "Suggested because C8-1 (Operational control) is one of your gaps.",
        ),
        ("C8-1", "all 3, C8-2 1", ""),
        ("C8-1", "all 3, C8-1 -", ""),
        ("A-5", "all 3, A-5 na", ""),
        // Level 3 below a target of 5 is an opportunity for improvement, which suggests no offer
        ("C8-1", "all 3, target 8 5", ""),
        // Of several questions, the most pressing gap: C6-2 is critical
        (
            "C6-1 C6-2",
            "all 3, C6-1 1, C6-2 2",
            "Suggested because C6-2 (AI risk assessment method) is one of your gaps.",
        ),
        ("building", "all 2", "Suggested because your readiness is “Under construction”."),
        (
            "not_ready building",
            "all 2",
            "Suggested because your readiness is “Under construction”.",
        ),
        ("not_ready", "all 2", ""),
        ("undetermined", "C4-1 3", "Suggested because your readiness is “Too early to tell”."),
        // A question is more specific than its clause, a clause more than the whole
        (
            "building 6 C6-1",
            "all 2",
            "Suggested because C6-1 (Risk criteria and planned actions) is one of your gaps.",
        ),
        (
            "building 6 C6-1",
            "all 2, C6-1 3",
            "Suggested because clause 6 – Planning scores 2.1, below your target of 3.",
        ),
        (
            "building 6 C6-1",
            "all 2, domain 6 3",
            "Suggested because your readiness is “Under construction”.",
        ),
        ("building 6 C6-1", "all 5", ""),
    ] {
        assert_eq!(
            reasons(&[when], organization, Language::English).concat(),
            reason,
            "{when}: {organization}"
        );
    }
}

#[test]
fn before_the_first_answer_nothing_is_suggested() {
    assert_eq!(reasons(&["4", "C4-1", "undetermined"], "", Language::English), [""; 0]);
    assert_eq!(reasons(&["undetermined"], "C4-1 -", Language::English), [""; 0]);
}

#[test]
fn offers_keep_their_order_and_those_without_a_reason_are_left_out() {
    let assessment = assessment("all 3, domain 9 2, C4-1 1");
    let scores = score(&ISO42001, &assessment);
    let offers = fitting(
        &brand(&["9", "6", "C4-1", "beyond_conformity"]),
        &ISO42001,
        &assessment,
        &scores,
        Language::French,
    );
    let titles: Vec<&str> = offers.iter().map(|offer| offer.title.as_str()).collect();
    assert_eq!(titles, ["9 (fr)", "C4-1 (fr)"]);
    assert_eq!(
        (offers[0].text.as_str(), offers[0].link.as_str()),
        ("Ce que c’est.", "https://example.com/fr")
    );
}

#[test]
fn reasons_in_french() {
    for (when, organization, reason) in [
        (
            "6",
            "all 3, domain 6 2",
            "Suggéré parce que la cote de l’article 6 – Planification est de 2,0, sous votre cible de 3.",
        ),
        (
            "A",
            "all 2",
            "Suggéré parce que la cote de l’annexe A est de 2,0, sous votre cible de 3.",
        ),
        (
            "C8-1",
            "all 1",
            "Suggéré parce que C8-1 (Maîtrise opérationnelle) figure parmi vos écarts.",
        ),
        (
            "building",
            "all 2",
            "Suggéré parce que votre état de préparation est «\u{a0}En construction\u{a0}».",
        ),
    ] {
        assert_eq!(reasons(&[when], organization, Language::French), [reason]);
    }
}

/// A suggestion informs; it neither urges nor frightens.
#[test]
fn reasons_stay_neutral() {
    let all = [
        "undetermined",
        "beyond_conformity",
        "stage_2_plausible",
        "stage_1_plausible",
        "not_ready",
        "building",
    ];
    let whens: Vec<String> =
        ["4 5 6 7 8 9 10 A", "C4-1 A-5", &all.join(" ")].map(str::to_owned).into();
    let whens: Vec<&str> = whens.iter().map(String::as_str).collect();
    for organization in ["all 1", "all 2", "all 5", "C4-1 1"] {
        for (language, words) in [
            (Language::English, ["must", "risk of", "fail", "urgent", "now", "need", "!"]),
            (Language::French, ["devez", "danger", "échou", "urgent", "maintenant", "besoin", "!"]),
        ] {
            for reason in reasons(&whens, organization, language) {
                assert!(!words.iter().any(|word| reason.to_lowercase().contains(word)), "{reason}");
            }
        }
    }
}
