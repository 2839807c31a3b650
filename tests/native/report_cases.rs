//! Tests the report's own rules, in cases that a consultant could write: hints, profile, statement
//! of applicability, what if, arithmetic.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Level;
use aims_assessment::assessment::soa::{self, Edit, Status};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::Report;
use aims_assessment::scoring::what_if;
use common::{assessment, described, report_of};

fn report(notation: &str) -> Report {
    report_of(&assessment(notation), Language::English)
}

#[test]
fn high_answers_that_nothing_stands_behind_are_pointed_out() {
    for (answers, hints) in [
        ("all 3", &[][..]),
        ("all 1", &[]),
        ("all 3, C8-2 4, C6-2 2", &["C8-2 (AI risk assessments) is at level 4, but C6-2"]),
        ("all 3, C8-2 4, C6-2 3", &[]),
        ("all 3, C8-2 3, C6-2 1", &[]),
        (
            "all 3, C8-4 5, C6-5 ?, A-4 4",
            &[
                "C8-4 (AI impact assessments) is at level 5, but C6-5",
                "A-4 (Effects on people and society) is at level 4, but C6-5",
            ],
        ),
        // Ten high answers without an internal audit
        (
            "all 3, domain A 4, C9-3 1",
            &[
                "11 answers are at level 4 or 5, while C9-3 (",
                "11 answers at level 4 or 5 have no note",
            ],
        ),
        ("all 4, C9-3 1, C9-4 1", &["while C9-3, C9-4 (", "have no note"]),
        ("all 4, C9-1 2", &["while C9-1 (", "have no note"]),
    ] {
        let found = report(answers).hints.clone();
        assert_eq!(found.len(), hints.len(), "{answers}: {found:#?}");
        for (found, expected) in found.iter().zip(hints) {
            assert!(found.contains(expected), "{answers}: “{expected}” is not in “{found}”");
        }
    }
}

#[test]
fn a_note_beside_a_high_answer_is_where_the_proof_is() {
    let mut assessment = assessment("all 4");
    assert_eq!(report_of(&assessment, Language::English).hints.len(), 1);
    assessment
        .entries
        .iter_mut()
        .skip(9)
        .for_each(|entry| "on the intranet".clone_into(&mut entry.note));
    assert_eq!(report_of(&assessment, Language::English).hints, [""; 0]);
}

#[test]
fn who_runs_a_management_system_extends_it() {
    let start = |profile: &str, question: &str| {
        let report = report_of(&described(assessment("all 1"), profile), Language::English);
        let gap = report.gaps.into_iter().find(|gap| gap.code == question).unwrap();
        (
            gap.start.split(':').next().unwrap().to_owned(),
            gap.reuse.iter().map(|reuse| reuse.standard).collect::<Vec<_>>().join(", "),
        )
    };
    let both = |start: &str, reuse: &str| (start.to_owned(), reuse.to_owned());
    assert_eq!(start("", "C5-2"), both("To create", "ISO/IEC 27001, ISO 9001"));
    assert_eq!(start("certificates none", "C5-2"), both("To create", ""));
    assert_eq!(
        start("certificates iso_27001", "C5-2"),
        both("To extend from what you have", "ISO/IEC 27001")
    );
    // A system for privacy has clauses of the same structure, and none on impact assessment.
    assert_eq!(
        start("certificates iso_27701", "C5-2"),
        both("To extend from what you have", "ISO/IEC 27701")
    );
    assert_eq!(start("certificates iso_27701", "C6-5"), both("To create", ""));
    // Nothing of a quality management system helps with the statement of applicability.
    assert_eq!(start("certificates iso_9001", "C6-4"), both("To create", ""));
}

#[test]
fn not_applicable_fits_those_who_neither_develop_nor_integrate() {
    for (profile, fits) in [
        ("", true),
        ("roles use", true),
        ("roles provide", true),
        ("roles develop", false),
        ("roles integrate", false),
    ] {
        let described = described(assessment("all 3, A-5 na"), profile);
        let question = &ISO42001.questions[ISO42001.question("A-5").unwrap()];
        assert_eq!(described.profile.may_leave_out(question), fits, "{profile}");
        assert_eq!(
            report_of(&described, Language::English).scores.overall.not_applicable,
            1,
            "what was answered stays"
        );
    }
}

#[test]
fn one_answer_excludes_the_others_where_it_must() {
    let chosen = |profile: &str| {
        let described = described(assessment(""), profile).profile;
        let options = |topic| {
            described.options_of(topic).map(|option| topic.options[option]).collect::<Vec<_>>()
        };
        ISO42001.profile.iter().flat_map(options).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(chosen("roles develop, roles use"), "develop use");
    assert_eq!(chosen("european_union yes, european_union no"), "no");
    assert_eq!(chosen("certificates iso_9001, certificates none"), "none");
    assert_eq!(chosen("certificates none, certificates iso_9001"), "iso_9001");
    assert_eq!(chosen("jurisdictions quebec, jurisdictions elsewhere"), "elsewhere");
    assert_eq!(chosen("jurisdictions colorado, jurisdictions elsewhere"), "colorado elsewhere");
    assert_eq!(chosen("jurisdictions elsewhere, jurisdictions ontario"), "ontario");
}

#[test]
fn the_statement_is_proposed_from_the_answers() {
    let all = |answers: &str| soa::rows(&ISO42001, &assessment(answers));
    assert_eq!(all("").len(), 38);
    for (answers, control, applicable, status) in [
        ("", "A.2.2", true, Some(Status::Open)),
        ("all 1", "A.2.2", true, Some(Status::NotImplemented)),
        ("all ?", "A.2.2", true, Some(Status::Open)),
        ("all 2", "A.2.2", true, Some(Status::Partial)),
        ("all 5", "A.10.4", true, Some(Status::Implemented)),
        ("all 3, A-5 na", "A.6.1.2", false, None),
    ] {
        let rows = all(answers);
        let row = rows.iter().find(|row| ISO42001.controls[row.control].id == control).unwrap();
        assert_eq!((row.applicable, row.status), (applicable, status), "{answers}");
        let claims = status.is_some_and(|status| status != Status::Open);
        assert_eq!(row.is_status_proposed, claims, "what is open proposes nothing: {answers}");
        assert!(!row.edited);
    }
}

#[test]
fn what_was_written_into_the_statement_stands() {
    let mut assessment = assessment("all 1, A-5 na");
    let control = |id: &str| ISO42001.control(id).unwrap();
    let edit = |applicable, justification: &str, status| Edit {
        applicable,
        justification: justification.to_owned(),
        status,
    };
    assessment
        .soa
        .insert(control("A.2.2"), edit(Some(false), "we follow the group's policy", None));
    assessment.soa.insert(control("A.2.3"), edit(None, "", Some(Status::Implemented)));
    assessment.soa.insert(control("A.6.1.2"), edit(Some(true), "", None));
    assessment.soa.insert(control("A.2.4"), edit(Some(false), " ", None));
    let row = |id: &str| soa::row(&ISO42001, &assessment, control(id));
    assert_eq!(
        (row("A.2.2").applicable, row("A.2.2").status, row("A.2.2").lacks_reason()),
        (false, None, false)
    );
    assert_eq!(row("A.2.3").status, Some(Status::Implemented));
    assert!(!row("A.2.3").is_status_proposed && row("A.3.2").is_status_proposed);
    assert_eq!((row("A.6.1.2").applicable, row("A.6.1.2").status), (true, Some(Status::Open)));
    assert_eq!(row("A.6.1.3").justification, "a reason", "the reason of the question");
    assert!(row("A.2.4").lacks_reason());
}

#[test]
fn what_if_is_a_copy() {
    let answers = assessment("all 2, C5-2 1, A-5 na, A-1 -, A-2 4");
    let mut copy = answers.clone();
    assert_eq!(what_if::differences(&copy, &answers), 0);
    what_if::close_all_gaps(&mut copy);
    // 39 of 42: one is not applicable, one unanswered, one above 3.
    assert_eq!(what_if::differences(&copy, &answers), 39);
    assert_eq!(
        copy.entries[ISO42001.question("A-2").unwrap()],
        answers.entries[ISO42001.question("A-2").unwrap()]
    );
    assert!(report_of(&copy, Language::English).gaps.is_empty());
    what_if::take_back(&mut copy, &answers, ISO42001.question("C5-2").unwrap());
    assert_eq!(what_if::differences(&copy, &answers), 38);
}

#[test]
fn targets_that_were_tried_out_are_whole_levels_from_3_on() {
    let levels = |answers: &str| {
        let copy = assessment(answers);
        what_if::targets(&ISO42001, &copy, &copy.targets)
            .into_iter()
            .map(Level::number)
            .collect::<Vec<_>>()
    };
    assert_eq!(levels(""), [3; 8]);
    assert_eq!(levels("all 1"), [3; 8]);
    assert_eq!(levels("all 5"), [5; 8]);
    assert_eq!(
        levels("all 3, domain 4 4, C4-1 3, domain 9 5"),
        [3, 3, 3, 3, 3, 5, 3, 3],
        "a shown 3.7 is level 3"
    );
}

#[test]
fn the_sum_can_be_checked_by_hand() {
    for (answers, domain, sum) in [
        ("all 3", "4", "27 ÷ 9 = 3.0"),
        ("all 1, C4-1 2", "4", "11 ÷ 9 = 1.22…, cut off to 1.2"),
        ("all 2, C5-2 3", "5", "19 ÷ 8 = 2.37…, cut off to 2.3"),
        ("domain 10 5, C10-1 4", "10", "29 ÷ 6 = 4.83…, cut off to 4.8"),
    ] {
        let report = report(answers);
        let found = report.domains.iter().find(|found| found.id == domain).unwrap();
        let product: u32 =
            found.arithmetic.iter().filter_map(aims_assessment::report::Arithmetic::product).sum();
        assert_eq!(found.figure.tally.points, product, "{answers}");
        assert_eq!(found.sum.as_deref(), Some(sum), "{answers}");
    }
    assert_eq!(report("").domains[0].sum, None);
}

#[test]
fn the_heaviest_gaps_hold_a_domain_down() {
    let held = |answers: &str, domain: usize| {
        let held_down_by = report(answers).domains[domain].held_down_by.clone();
        held_down_by.iter().map(|question| question.code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(held("all 3", 0), "");
    assert_eq!(
        held("all 3, C4-1 1, C4-3 2", 0),
        "C4-1 C4-3",
        "weight 2 × 2 levels before weight 3 × 1"
    );
    assert_eq!(
        held("all 1", 2),
        "C6-2 C6-3 C6-4",
        "at most three, by rank where they weigh the same"
    );
}

/// The current and the required state are the question's own statements; the reason names the
/// level.
#[test]
fn a_gap_is_a_finding() {
    let finding = |answers: &str, code: &str| {
        let report = report(answers);
        let gap = report.gaps.iter().find(|gap| gap.code == code).unwrap();
        let expected: Vec<_> = gap.expected.iter().map(|level| level.statement).collect();
        (gap.found, expected, gap.class_reason.clone())
    };
    let level = |code: &str, level: usize| {
        let question = ISO42001.question(code).unwrap();
        Language::English.texts().questions[question].levels[level - 1]
    };
    let cases: [(&str, &str, usize, &[usize], &str); 7] = [
        (
            "all 3, C5-2 1",
            "C5-2",
            1,
            &[3],
            "Key requirement at level 1: this points to a potential major nonconformity.",
        ),
        (
            "all 3, C5-2 2, target 5 5",
            "C5-2",
            2,
            &[3, 5],
            "Key requirement at level 2: this points to a potential major nonconformity.",
        ),
        ("all 3, C4-1 1", "C4-1", 1, &[3], "Requirement at level 1."),
        ("all 3, C4-1 2", "C4-1", 2, &[3], "Requirement at level 2."),
        ("all 3, A-1 1", "A-1", 1, &[3], "Annex A control at level 1."),
        ("all 3, A-1 2, target A 4", "A-1", 2, &[3, 4], "Annex A control at level 2."),
        (
            "all 3, A-1 4, target A 5",
            "A-1",
            4,
            &[5],
            "At level 4, below the target of 5 that you set.",
        ),
    ];
    for (answers, code, now, to_reach, reason) in cases {
        // Below level 3 it is what the standard asks that comes first.
        let to_reach = to_reach.iter().map(|number| level(code, *number)).collect();
        let expected = (level(code, now), to_reach, reason.to_owned());
        assert_eq!(finding(answers, code), expected, "{answers}");
    }
    // *Don't know* is not reported as absent.
    let (found, expected, reason) = finding("all 3, C5-2 ?", "C5-2");
    assert_eq!(found, "Nobody could say; it counts as level 1 until you find out.");
    assert_eq!(expected, [level("C5-2", 3)]);
    assert!(reason.starts_with("Key requirement of unknown level, which counts as level 1: "));
}

/// Of the reasons for a provisional result, and for not being ready, those are told that hold.
#[test]
fn only_reasons_that_hold_are_told() {
    let few = "less than 80% is answered";
    for (answers, told, untold) in [
        ("", vec![few, "key requirements are unanswered"], vec![]),
        ("all 3, domain A -", vec![few], vec!["key requirement"]),
        ("all 3, C9-4 -", vec!["at least one key requirement is unanswered"], vec![few]),
    ] {
        let why = report(answers).headline.provisional.unwrap();
        assert!(told.iter().all(|reason| why.contains(reason)), "{answers}: {why}");
        assert!(!untold.iter().any(|reason| why.contains(reason)), "{answers}: {why}");
    }
    let text = |answers: &str| report(answers).headline.readiness_text.clone();
    for (answers, reasons) in [
        ("all 3, C5-2 1", "Key requirements that count as level 1: 1 of 12."),
        ("all 3, domain 7 1", "Clauses that score below 2: 1 of 7."),
        (
            "all 3, domain 5 1",
            "Key requirements that count as level 1: 1 of 12. Clauses that score below 2: 1 of 7.",
        ),
    ] {
        let told = format!("{reasons} The plan shows where to begin.");
        assert_eq!(text(answers), told, "{answers}");
    }
    assert_eq!(text("all 3, C9-4 -"), "Answer every key requirement to see where you stand.");
    assert!(!text("all 3, domain A -").contains("key requirement"));
}

/// Where little is answered, nothing is told of what nobody knows.
#[test]
fn what_is_not_known_is_not_told() {
    let key_only = report("C5-2 2, C6-2 3");
    assert_eq!((key_only.headline.lowest.as_ref(), key_only.stages.len()), (None, 0));
    let nothing = report("");
    assert_eq!((nothing.headline.lowest.as_ref(), nothing.stages.len()), (None, 0));
    let some = report("C5-2 2, C6-1 3");
    assert_eq!(some.headline.lowest.as_ref().unwrap().title, "Lowest so far");
    assert_eq!(some.stages.len(), 4);
    assert_eq!(report("all 3").headline.progress, "42 of 42 answered");
    let progress = report("all 3, C5-2 ?").headline.progress.clone();
    assert_eq!(progress, "42 of 42 answered, of which 1 “don’t know”");
}
