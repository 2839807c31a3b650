//! Checks the laws and frameworks, the provisions that questions cite, and the profile, which
//! decides what is shown.

use std::collections::BTreeSet;

use super::structure::{one_of, questions};
use crate::content::date::Date;
use crate::content::source::{Problem, ProvisionSource, QuestionSource, Source};
use crate::content::toml_reader::Located;

/// The known frameworks, in display order.
const FRAMEWORKS: [&str; 20] = [
    "eu_ai_act",
    "gdpr",
    "eu_product_liability",
    "nist_ai_rmf",
    "iso_27001",
    "iso_9001",
    "iso_family",
    "law_25",
    "quebec_health",
    "quebec_ai",
    "quebec_biometrics",
    "pipeda",
    "alberta_pipa",
    "bc_pipa",
    "ontario_hiring",
    "federal_adm",
    "other_public",
    "amf_ai",
    "osfi_e23",
    "colorado_admt",
];
/// The frameworks of which the number is enough. The cited provisions of all others are summarized
/// in words.
const BY_NUMBER: [&str; 3] = ["nist_ai_rmf", "iso_27001", "iso_9001"];
/// The number of questions in the profile.
const TOPICS: usize = 8;
/// The number of control groups in Annex A: A.2 to A.10.
const AREAS: usize = 9;

/// Adds a problem for everything that is wrong with the references and the profile.
pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    check_frameworks(source, problems);
    let mut seen = BTreeSet::new();
    for provision in &source.references.provisions {
        check_provision(provision, source, problems);
        if !seen.insert((&provision.framework.value, &provision.id.value)) {
            problems.push(provision.id.problem(
                format!("the provision `{}` stands twice", provision.id.value),
                "keep one of the two",
            ));
        }
    }
    for question in questions(source) {
        check_cited(question, source, problems);
    }
    check_profile(source, problems);
    let areas = source.references.areas.len();
    if areas != AREAS {
        problems.push(file_wide(
            "references.toml",
            format!("there are {areas} [[area]] entries"),
            format!("Annex A has {AREAS}"),
        ));
    }
}

fn check_frameworks(source: &Source, problems: &mut Vec<Problem>) {
    let ids: Vec<&str> =
        source.references.frameworks.iter().map(|framework| framework.id.value.as_str()).collect();
    if ids != FRAMEWORKS {
        let hint = format!(
            "the program knows {}, in this order (src/content/references.rs)",
            FRAMEWORKS.join(", ")
        );
        problems.push(file_wide(
            "references.toml",
            format!("the frameworks are {}", ids.join(", ")),
            hint,
        ));
    }
    for framework in &source.references.frameworks {
        check_date(&framework.as_of, problems);
    }
}

fn check_provision(provision: &ProvisionSource, source: &Source, problems: &mut Vec<Problem>) {
    one_of(&provision.framework, &FRAMEWORKS, problems);
    if let Some(who) = &provision.who {
        one_of(who, &["everyone", "provider", "deployer", "model"], problems);
    }
    if provision.who.is_some() != (provision.framework.value == "eu_ai_act") {
        problems.push(provision.id.problem(
            "`who` is for the EU AI Act, and needed there",
            "name the role that the article concerns",
        ));
    }
    for date in &provision.from {
        check_date(date, problems);
    }
    if !questions(source).any(|question| cites(question, provision)) {
        problems.push(provision.id.problem(
            format!("no question cites `{}`", provision.id.value),
            "cite it in [question.references], or take it away",
        ));
    }
}

fn cites(question: &QuestionSource, provision: &ProvisionSource) -> bool {
    question.references.iter().any(|(framework, ids)| {
        framework.value == provision.framework.value
            && ids.iter().any(|id| id.value == provision.id.value)
    })
}

fn check_cited(question: &QuestionSource, source: &Source, problems: &mut Vec<Problem>) {
    for (framework, ids) in &question.references {
        one_of(framework, &FRAMEWORKS, problems);
        if BY_NUMBER.contains(&framework.value.as_str()) {
            continue;
        }
        for id in ids {
            let is_it = |other: &&ProvisionSource| {
                other.framework.value == framework.value && other.id.value == id.value
            };
            if !source.references.provisions.iter().any(|other| is_it(&other)) {
                problems.push(id.problem(
                    format!("`{}` of {} is not told in references.toml", id.value, framework.value),
                    "add it there as [[provision]], with what it is about in both languages",
                ));
            }
        }
    }
}

fn check_profile(source: &Source, problems: &mut Vec<Problem>) {
    if source.profile.len() != TOPICS {
        let what = format!("the profile has {} questions", source.profile.len());
        problems.push(file_wide(
            "profile.toml",
            what,
            format!("it has {TOPICS}; src/assessment/profile.rs has the rules that use them"),
        ));
    }
    let mut seen = BTreeSet::new();
    for topic in &source.profile {
        for id in topic.options.iter().map(|(id, _)| id) {
            if !seen.insert((&topic.id.value, &id.value)) {
                problems.push(id.problem(
                    format!("the option `{}` stands twice", id.value),
                    "keep one of the two",
                ));
            }
        }
    }
}

fn check_date(date: &Located<String>, problems: &mut Vec<Problem>) {
    if date.is_there() && Date::parse(&date.value).is_none() {
        problems.push(
            date.problem(format!("`{}` is not a date", date.value), "write it as 2026-11-23"),
        );
    }
}

fn file_wide(file: &str, what: String, hint: String) -> Problem {
    Problem { file: file.to_owned(), line: 1, what, hint }
}
