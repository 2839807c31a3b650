//! Tests which decisions the answers ask of top management: cases that a consultant could write.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::decisions::decisions;
use aims_assessment::report::{Report, Sources};
use common::{assessment, report_of};

/// Answers, and the decisions that follow from them.
const CASES: [(&str, &str); 17] = [
    ("", "answers"),
    ("C5-2 3", "answers"),
    ("C5-2 1", "answers critical"),
    ("all 3, A-1 -", "answers audit target"),
    ("all 3", "audit target"),
    ("all 5", "audit target"),
    ("all 3, target 5 4", "audit"),
    ("all 3, target 5 4, A-1 2", "start owners audit target-after"),
    ("all 3, C5-1 2", "owner start owners audit"),
    ("all 3, C5-4 ?", "owner start owners unknown"),
    ("all 3, C4-3 2", "critical start owners scope"),
    ("all 3, C6-1 2", "start owners risk audit"),
    ("all 3, C9-4 2", "critical start owners audit-after"),
    ("all 3, C9-4 1", "critical start owners"),
    ("all 3, C9-1 ?", "start owners unknown"),
    ("all 2", "owner critical start owners scope risk"),
    ("all 1, target 9 4", "owner critical start owners scope risk target-after"),
];

fn ids(report: &Report) -> String {
    decisions(report).iter().map(|decision| decision.id).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_answers_ask_for_these_decisions_and_no_others() {
    for (answers, expected) in CASES {
        for language in Language::ALL {
            assert_eq!(ids(&report_of(&assessment(answers), language)), expected, "{answers}");
        }
    }
}

#[test]
fn each_decision_says_what_asks_for_it() {
    let report = report_of(&assessment("all 3, C5-1 2, C5-4 ?, C9-4 1"), Language::English);
    let said: Vec<String> = decisions(&report)
        .iter()
        .map(|decision| format!("{} – {}", decision.what, decision.why))
        .collect();
    assert_eq!(
        said[..4],
        [
            "Name a member of top management who answers for the AIMS – Not yet at level 3, or not known: roles and authorities; top management’s leadership",
            "Decide on the critical gap: who closes it, and by when – A critical gap points to a potential major nonconformity, whatever the overall score.",
            "Approve the start on November 23, 2026, and the capacity of the plan – An estimate: 8 to 14 weeks to the end of the audit, with 3 pieces of work at a time.",
            "Name an owner for each piece of work of the next 30 days – 3 of 3 without an owner",
        ]
    );
}

#[test]
fn who_has_an_owner_for_everything_needs_name_none_and_a_start_of_ones_own_is_named() {
    let mut answers = assessment("all 3, C9-4 2");
    let question = ISO42001.question("C9-4").unwrap();
    answers.plan.set(question, Action { owner: "Léa".to_owned(), ..Action::default() });
    answers.plan.start = Date::parse("2027-01-04");
    let report = report_of(&answers, Language::French);
    assert_eq!(ids(&report), "critical start audit-after");
    let start = decisions(&report).into_iter().find(|decision| decision.id == "start").unwrap();
    assert_eq!(start.what, "Approuver le début le 4 janvier 2027 et la capacité du plan");
}

#[test]
fn without_a_date_a_start_is_approved_all_the_same() {
    let answers = assessment("all 3, A-1 2");
    let report = Report::new(Sources {
        questionnaire: &ISO42001,
        assessment: &answers,
        earlier: None,
        language: Language::English,
        made_on: "",
    });
    let start = decisions(&report).into_iter().find(|decision| decision.id == "start").unwrap();
    assert_eq!(start.what, "Approve the start and the capacity of the plan");
}
