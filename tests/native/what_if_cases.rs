//! Levels tried out: the first choices, and what is kept of them as targets.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::scoring::what_if::{self, Preset, Raised};
use aims_assessment::session::{Cell, Session};
use aims_assessment::view::notice::Notice;
use common::tabs::{TabSession, answer, replace, tabs};
use common::{assessment, scores};

use Preset::{CriticalGaps, Everything};

#[test]
fn a_first_choice_raises_what_it_says_and_takes_the_other_back() {
    // C5-2 and C9-3 are critical; A-7 and C10-1 aren't.
    let answers = "all 4, C5-2 1, C9-3 ?, A-7 2, C10-1 1, A-5 na, A-1 -";
    for (tried, choice, expected) in [
        ("", CriticalGaps, "C5-2 3, C9-3 3"),
        ("", Everything, "C5-2 3, C9-3 3, A-7 3, C10-1 3"),
        // The other first choice is taken back.
        ("C5-2 3, C9-3 3, A-7 3, C10-1 3", CriticalGaps, "C5-2 3, C9-3 3"),
        // Levels tried out beyond that stay; levels tried out below are raised.
        ("A-7 5, C5-2 2", CriticalGaps, "A-7 5, C5-2 3, C9-3 3"),
        ("A-7 5, C4-1 1", Everything, "A-7 5, C4-1 3, C5-2 3, C9-3 3, C10-1 3"),
    ] {
        let own = assessment(answers);
        let mut copy = assessment(&format!("{answers}, {tried}"));
        what_if::apply_preset(&ISO42001, &mut copy, &own, choice);
        let wanted = assessment(&format!("{answers}, {expected}"));
        let levels = |of: &aims_assessment::assessment::answers::Assessment| {
            of.entries.iter().map(|entry| entry.choice).collect::<Vec<_>>()
        };
        assert_eq!(levels(&copy), levels(&wanted), "{tried} | {choice:?}");
    }
}

#[test]
fn the_page_knows_which_first_choice_the_copy_is() {
    for (answers, copy, chosen) in [
        ("all 3, C5-2 1, A-7 2", "all 3, C5-2 1, A-7 2", None),
        ("all 3, C5-2 1, A-7 2", "all 3, A-7 2", Some(CriticalGaps)),
        ("all 3, C5-2 1, A-7 2", "all 3", Some(Everything)),
        ("all 3, C5-2 1, A-7 2", "all 3, A-7 4", None),
        ("all 3, C5-2 1", "all 3", Some(CriticalGaps)), // both are the same
        ("all 3, A-7 1", "all 3", Some(Everything)),    // there is no critical gap
        ("all 3", "all 3", None),                       // there is nothing to choose
    ] {
        let found = what_if::preset(&ISO42001, &assessment(copy), &assessment(answers));
        assert_eq!(found, chosen, "{answers} | {copy}");
    }
}

#[test]
fn a_target_is_raised_and_never_lowered() {
    for (copy, expected) in [
        ("all 3", [3; 8]),
        ("all 1", [3; 8]),
        ("all 5", [5; 8]),
        ("all 3, domain 4 5, target 5 5", [5, 5, 3, 3, 3, 3, 3, 3]),
        ("all 4, target 4 5, target A 4", [5, 4, 4, 4, 4, 4, 4, 4]),
        ("target 10 4", [3, 3, 3, 3, 3, 3, 4, 3]),
    ] {
        let copy = assessment(copy);
        let targets = what_if::targets(&ISO42001, &copy, &copy.targets);
        let numbers: Vec<u32> = targets.iter().map(|target| target.number()).collect();
        assert_eq!(numbers, expected);
        let raised = what_if::raised(&copy.targets, &targets);
        assert!(raised.iter().all(|Raised { before, after, .. }| after > before));
    }
}

#[test]
fn no_critical_gap_is_left_after_its_first_choice() {
    let own = assessment("all 1");
    let mut copy = own.clone();
    what_if::apply_preset(&ISO42001, &mut copy, &own, CriticalGaps);
    let left = aims_assessment::scoring::score(&ISO42001, &copy);
    assert_eq!((scores("all 1").critical_gaps().count(), left.critical_gaps().count()), (12, 0));
    assert_eq!(what_if::differences(&copy, &own), 12);
}

fn targets(page: TabSession) -> Vec<u32> {
    page.act(|session| {
        session.assessment.with(|answers| answers.targets.iter().map(|it| it.number()).collect())
    })
}

/// Tries everything at 4 out, keeps it as targets, and returns the notice.
fn keep_all_at_4(page: TabSession) -> Notice {
    page.act(|session| session.what_if.set(Some(assessment("all 4"))));
    page.act(Session::keep_what_if_as_targets);
    let notices = page.act(|session| session.notices.get());
    notices.into_iter().find(|notice| matches!(notice, Notice::TargetsKept { .. })).unwrap()
}

#[test]
fn kept_targets_are_told_and_taken_back() {
    let [page] = tabs();
    replace(page, "all 2, target 9 5");
    let notice = keep_all_at_4(page);
    assert_eq!(targets(page), [4, 4, 4, 4, 4, 5, 4, 4]);
    assert!(page.act(|session| session.what_if.with(Option::is_some)), "the copy stays");
    let told = notice.text(aims_assessment::language::Language::English).replace('\u{a0}', " ");
    assert!(told.starts_with("Targets: clause 4 (3 → 4), clause 5 (3 → 4)"), "{told}");
    assert!(!told.contains("clause 9") && notice.can_be_undone());
    // Targets set by hand since stay.
    page.act(|session| session.set_target(0, aims_assessment::assessment::answers::Level::ALL[4]));
    page.act(|session| session.take_targets_back(&notice));
    assert_eq!(targets(page), [5, 3, 3, 3, 3, 5, 3, 3]);
    assert!(page.act(|session| session.notices.with(|all| !all.contains(&notice))));
    assert!(page.act(|session| session.what_if.with(Option::is_some)));
}

#[test]
fn nothing_to_raise_is_told_without_an_undo() {
    let [page] = tabs();
    replace(page, "all 2, target 4 5");
    keep_all_at_4(page);
    let again = keep_all_at_4(page);
    assert!(!again.can_be_undone());
    assert!(again.text(aims_assessment::language::Language::English).starts_with("No target"));
}

#[test]
fn the_targets_of_another_assessment_are_left_alone() {
    let [page] = tabs();
    answer(page, "C4-1", "3");
    let notice = keep_all_at_4(page);
    page.act(Session::begin_another);
    assert!(page.act(|session| session.notices.with(|all| !all.contains(&notice))));
    page.act(|session| session.take_targets_back(&notice));
    assert_eq!(targets(page), [3; 8]);
    page.act(|session| session.use_assessment(1));
    assert_eq!(targets(page), [4; 8]);
}

#[test]
fn a_target_that_another_tab_raised_meanwhile_stays() {
    let [page, other] = tabs();
    answer(page, "C4-1", "3");
    other.hear();
    other.act(|session| session.set_target(1, aims_assessment::assessment::answers::Level::ALL[4]));
    page.hear();
    keep_all_at_4(page);
    assert_eq!(targets(page), [4, 5, 4, 4, 4, 4, 4, 4]);
}
