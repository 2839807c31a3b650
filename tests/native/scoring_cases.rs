//! Tests the scoring method in cases that a consultant could write and check by hand.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::content::questionnaire::{
    Domain, Effort, ISO42001, Pdca, Phase, Question, Questionnaire,
};
use aims_assessment::scoring::{self, plan::Plan};
use common::{assessment_of, code, gap_codes, scores};

/// Overall score, level and readiness of whole organizations.
#[test]
fn readiness_is_the_first_that_holds() {
    for (organization, score, level, readiness) in [
        ("nothing is answered", "", "–", "undetermined"),
        ("all 1", "1.0", "1", "not_ready"),
        ("all 2", "2.0", "2", "building"),
        ("all 3", "3.0", "3", "stage_2_plausible"),
        ("all 4", "4.0", "4", "beyond_conformity"),
        ("all 5", "5.0", "5", "beyond_conformity"),
        // One control at 3 among fours is just below 4
        ("all 4, A-1 3", "3.9", "3", "stage_2_plausible"),
        ("all 3, A-5 na, A-8 na", "3.0", "3", "stage_2_plausible"),
        ("all 5, A-1 2", "4.9", "4", "stage_1_plausible"),
        // The design-type requirements at 3, audit and review at 2, every clause at 2.
        ("all 2, C4-3 3, C5-2 3, C6-2 3, C6-3 3, C6-4 3, C6-5 3", "2.1", "2", "stage_1_plausible"),
        ("all 2, C4-3 2, C5-2 3, C6-2 3, C6-3 3, C6-4 3, C6-5 3", "2.1", "2", "building"),
        ("all 3, C7-3 1", "2.9", "2", "building"),
        // Annex A alone doesn't prevent stage 1
        ("all 3, domain A 1", "2.5", "2", "stage_1_plausible"),
        // 4 open controls of 42: 38 answered is 90.4 %; 5 open: 88.0 %.
        ("all 3, A-1 -, A-2 -, A-3 -, A-4 -", "3.0", "3", "stage_1_plausible"),
        ("all 3, A-1 -, A-2 -, A-3 -, A-4 -, A-6 -", "3.0", "3", "building"),
        // One critical requirement at level 1 is enough, however high the rest.
        ("all 5, C10-3 1", "4.8", "4", "not_ready"),
        ("all 5, C10-3 ?", "4.8", "4", "not_ready"),
        // A clause below 2: clause 7 has no critical requirement.
        ("all 3, domain 7 2, C7-3 1", "2.9", "2", "not_ready"),
        // A critical requirement left open.
        ("all 5, C9-3 -", "5.0", "5", "undetermined"),
    ] {
        let scores = if score.is_empty() { scores("") } else { scores(organization) };
        let shown = scores.overall.score().map(|score| score.to_string()).unwrap_or_default();
        let shown_level =
            scores.overall.level().map_or("–".to_owned(), |level| level.number().to_string());
        assert_eq!(
            (shown.as_str(), shown_level.as_str(), scores.readiness.id()),
            (score, level, readiness),
            "{organization}"
        );
    }
}

#[test]
fn scores_are_cut_off_never_rounded_up() {
    // Clause 10: weights 1, 2, 3. Points over 6.
    for (answers, points, score, level) in [
        ("C10-1 2, C10-2 3, C10-3 3", 17, "2.8", 2), // 2.83
        ("C10-1 3, C10-2 3, C10-3 2", 15, "2.5", 2),
        ("C10-1 5, C10-2 5, C10-3 4", 27, "4.5", 4),
        ("C10-1 1, C10-2 1, C10-3 2", 9, "1.5", 1),
        ("C10-2 3, C10-3 2", 12, "2.4", 2),
        ("C10-1 4, C10-2 5, C10-3 5", 29, "4.8", 4), // 4.83
    ] {
        let tally = scores(answers).domains[6].tally;
        let shown =
            (tally.points, tally.score().unwrap().to_string(), tally.level().unwrap().number());
        assert_eq!(shown, (points, score.to_owned(), level), "{answers}");
    }
    // All 42 together: 92 - 3 of weight at 3, the rest at 2: 2.96 shows as 2.9.
    assert_eq!(scores("all 3, C4-3 2").overall.score().unwrap().to_string(), "2.9");
}

#[test]
fn four_kinds_of_answer_are_four_things() {
    // Clause 4: weights 2, 2, 3, 2
    for (answers, points, weight, known, answered) in [
        ("", 0, 0, 0, 0),
        ("C4-1 3", 6, 2, 2, 1),
        ("C4-1 1", 2, 2, 2, 1),
        ("C4-1 ?", 2, 2, 0, 1),
        ("C4-1 3, C4-2 ?, C4-3 5", 23, 7, 5, 3),
    ] {
        let tally = scores(answers).domains[0].tally;
        assert_eq!(
            (tally.points, tally.weight, tally.known_weight, tally.answered),
            (points, weight, known, answered),
            "{answers}"
        );
    }
    let annex = scores("A-5 na, A-6 4").domains[7].tally;
    assert_eq!((annex.points, annex.weight, annex.answered, annex.not_applicable), (12, 3, 2, 1));
    assert_eq!(
        scores("A-5 na").domains[7].tally.score(),
        None,
        "nothing counted is no score, not 0"
    );
}

#[test]
fn known_only_leaves_the_unknown_out() {
    let overall = scores("all 3, C4-3 ?, C8-2 ?").overall;
    assert_eq!(overall.score().unwrap().to_string(), "2.8"); // (92·3 − 12) / 92 = 2.86
    assert_eq!(overall.known_only().unwrap().to_string(), "3.0");
}

#[test]
fn eighty_per_cent_are_enough() {
    // Annex A has 11 questions: 8 are 72 %, 9 are 81 %.
    let open = |codes: &str| scores(&format!("all 3, {codes}"));
    assert!(open("A-1 -, A-2 -, A-3 -").domains[7].incomplete);
    assert!(!open("A-1 -, A-2 -").domains[7].incomplete);
    // Clause 7 has 5: 4 are exactly 80 %.
    assert!(!open("C7-1 -").domains[3].incomplete);
    // 42: 34 are 80.9 %, 33 are 78.5 %.
    let eight = "A-1 -, A-2 -, A-3 -, A-4 -, A-5 -, A-6 -, A-7 -, A-8 -";
    assert!(!open(eight).provisional);
    assert!(open(&format!("{eight}, A-9 -")).provisional);
    assert!(open("C6-4 -").provisional, "a critical question is open");
    assert!(!open("C6-1 -").provisional);
}

#[test]
fn completeness_is_about_what_was_answered() {
    // 38 of 42 are 90.4 %, 37 are 88.0 %; 32 are 76.1 %, 31 are 73.8 %.
    for (unknown, completeness) in
        [(0, "high"), (4, "high"), (5, "medium"), (10, "medium"), (11, "low"), (42, "low")]
    {
        let notation: Vec<String> =
            (0..unknown).map(|question| format!("{} ?", code(question))).collect();
        let scores = scores(&format!("all 3, {}", notation.join(", ")));
        assert_eq!(scores.completeness.id(), completeness, "{unknown} unknown");
    }
}

#[test]
fn every_gap_has_its_class() {
    for (answer, class) in [
        ("C5-2 1", "critical"),
        ("C5-2 2", "critical"),
        ("C5-2 ?", "critical"),
        ("C5-1 1", "high"),
        ("C5-1 ?", "high"),
        ("C5-1 2", "medium"),
        ("A-3 1", "medium"),
        ("A-3 ?", "medium"),
        ("A-3 2", "low"),
        ("C5-2 3", ""),
        ("A-3 3", ""),
        ("A-5 na", ""),
        ("A-3 3, target A 4", "opportunity"),
        ("A-3 4, target A 4", ""),
        ("A-3 4, target A 5", "opportunity"),
        ("C5-2 3, target 5 4", "opportunity"),
        ("A-3 2, target A 5", "low"),
    ] {
        let gaps = scores(answer).gaps;
        assert_eq!(gaps.first().map_or("", |gap| gap.class.id()), class, "{answer}");
    }
}

#[test]
fn gaps_are_ranked_by_class_then_gain_then_effort_then_order() {
    // Critical before high before medium before low before opportunity.
    assert_eq!(
        gap_codes(&scores("A-1 3, A-3 2, C5-1 2, C4-1 1, C10-3 2, target A 4")),
        ["C10-3", "C4-1", "C5-1", "A-3", "A-1"]
    );
    // Within critical: 3·(3−1) before 3·(3−2).
    assert_eq!(gap_codes(&scores("C4-3 2, C10-3 1")), ["C10-3", "C4-3"]);
    // With the same gain: quick C9-4 before medium C6-2, then the order of the questionnaire.
    assert_eq!(
        gap_codes(&scores("C6-2 1, C6-3 1, C9-4 1, C8-3 1")),
        ["C9-4", "C6-2", "C6-3", "C8-3"]
    );
    // A higher target makes a gap larger, but its class takes precedence.
    assert_eq!(gap_codes(&scores("C4-1 2, C5-1 2, target 5 5")), ["C5-1", "C4-1"]);
}

#[test]
fn a_quick_win_waits_for_nothing() {
    let is_quick = |answers: &str, wanted: &str| {
        let scores = scores(answers);
        scores.gaps.iter().find(|gap| code(gap.question) == wanted).unwrap().quick_win
    };
    assert!(is_quick("C4-2 1", "C4-2"), "quick, nothing before it");
    assert!(!is_quick("C6-1 1", "C6-1"), "medium effort");
    assert!(is_quick("C5-2 1, C4-3 3, C5-1 3", "C5-2"));
    assert!(!is_quick("C5-2 1, C4-3 3, C5-1 2", "C5-2"), "leadership comes first");
    assert!(!is_quick("C5-2 1, C4-3 3", "C5-2"), "leadership is unanswered");
    assert!(!is_quick("C5-2 1, C4-3 3, C5-1 ?", "C5-2"), "leadership is unknown");
}

#[test]
fn three_medium_gaps_in_a_clause_are_systemic() {
    let systemic = |answers: &str| {
        let scores = scores(answers);
        let ids = ISO42001
            .domains
            .iter()
            .zip(&scores.domains)
            .filter(|(_, score)| score.systemic)
            .map(|(domain, _)| domain.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(systemic("C7-1 2, C7-2 2"), [""; 0]);
    assert_eq!(systemic("C7-1 2, C7-2 2, C7-3 2"), ["7"]);
    assert_eq!(systemic("C7-1 2, C7-2 2, C7-3 1"), [""; 0], "a high gap is none of the three");
    assert_eq!(systemic("domain A 1"), [""; 0], "Annex A is no clause");
}

#[test]
fn all_domains_that_show_the_lowest_score_are_the_lowest() {
    for (answers, lowest) in [
        ("", &[][..]),
        ("all 2", &["4", "5", "6", "7", "8", "9", "10", "A"]),
        ("all 3, C5-2 2", &["5"]),
        // Clause 10 at 17/6 = 2.83 and clause 9 at 28/10 = 2.8 both show 2.8.
        ("all 3, C10-1 2, C9-1 2", &["9", "10"]),
        ("all 3, A-1 -, C9-1 2, C10-2 2", &["10"]),
        // Not applicable and unanswered make no score
        ("C4-1 4, A-5 na, C9-2 4", &["4", "9"]),
    ] {
        let scores = scores(answers);
        let ids: Vec<&str> =
            scores.lowest_domains().iter().map(|domain| ISO42001.domains[*domain].id).collect();
        assert_eq!(ids, lowest, "{answers}");
    }
}

#[test]
fn key_requirements_are_counted_by_themselves() {
    let key = "C4-3 3, C5-2 2, C6-2 4, C6-3 ?, C6-4 3, C6-5 1";
    // Answers, answered and at level 3 of the 12, whether nothing else is answered
    for (answers, answered, at_level_3, alone) in [
        ("", 0, 0, false),
        ("all 3", 12, 12, false),
        ("all 2", 12, 0, false),
        (key, 6, 3, true),
        ("C5-2 5", 1, 1, true),
        ("C5-2 ?", 1, 0, true),
        ("C4-1 3", 0, 0, false),
        (&format!("{key}, C4-1 1"), 6, 3, false),
        (&format!("{key}, A-5 na"), 6, 3, false),
    ] {
        let scores = scores(answers);
        let found = (scores.key.questions, scores.key.answered, scores.key.at_level_3);
        assert_eq!(found, (12, answered, at_level_3), "{answers}");
        assert_eq!(scores.has_only_key_answers(), alone, "{answers}");
        let is_shown = scores.shown_overall().is_some();
        assert_eq!(is_shown, !alone && scores.overall.weight > 0, "{answers}");
    }
}

/// Rules that the real questionnaire's content never exercises, tested on one of four questions.
#[test]
fn a_late_prerequisite_pulls_its_followers_into_its_phase() {
    let question = |code, phase, prerequisites: &'static [usize]| Question {
        code,
        domain: 0,
        clauses: &[],
        controls: &[],
        weight: 1,
        mandatory: true,
        critical: false,
        not_applicable: code == "C4-1",
        effort: Effort::Quick,
        phase,
        prerequisites,
        audit_stages: &[],
    };
    let questions = Box::leak(Box::new([
        question("C4-1", Phase::InternalAudit, &[]),
        question("C4-2", Phase::GapAnalysis, &[0]),
        question("C4-3", Phase::GapAnalysis, &[1]),
        question("C4-4", Phase::Implementation, &[]),
    ]));
    let domains = Box::leak(Box::new([Domain { id: "4", pdca: Pdca::Plan, first: 0, count: 4 }]));
    let small = Questionnaire {
        id: "small",
        version: "1",
        domains,
        questions,
        controls: &[],
        areas: &[],
        profile: &[],
    };
    for (answers, phases) in [
        ("all 1", [vec![], vec![3], vec![0, 1, 2]]),
        // Once the late one is done, its followers are in their own phase
        ("all 1, C4-1 3", [vec![1, 2], vec![3], vec![]]),
        ("all 1, C4-1 na", [vec![1, 2], vec![3], vec![]]),
        ("all 1, C4-2 3", [vec![2], vec![3], vec![0]]),
    ] {
        let scores = scoring::score(&small, &assessment_of(&small, answers));
        let plan = Plan::new(&small, &scores.gaps, 1);
        let found =
            Phase::ALL.map(|phase| plan.phase(phase).map(|work| work.question).collect::<Vec<_>>());
        assert_eq!(found, phases, "{answers}");
    }
    let scores = scoring::score(&small, &assessment_of(&small, "C4-1 na, C4-2 1"));
    assert!(scores.gaps[0].quick_win, "what is not applicable stands in nobody's way");
}
