//! Tests the session step by step: opening, switching, replacing, undoing, a shared computer, other
//! tabs.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Choice;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::session::{Cell, Session};
use aims_assessment::view::notice::Notice;
use common::tabs::{
    TabSession, answer, fill, is_unsaved, look_at, notation, note, number, numbers, replace,
    settle, shown, tabs,
};

fn has_notice(page: TabSession, is_it: impl Fn(&Notice) -> bool) -> bool {
    page.act(|session| session.notices.with(|notices| notices.iter().any(is_it)))
}

#[test]
fn an_answer_is_there_after_a_reload_and_in_the_other_tab() {
    let [mut one, other] = tabs();
    answer(one, "C4-1", "3");
    one.reload();
    assert_eq!(shown(one), "C4-1 3");
    other.hear();
    assert_eq!(shown(other), "C4-1 3");
    answer(other, "C4-2", "unknown");
    answer(one, "C4-3", "5");
    settle(&[one, other]);
    assert_eq!(
        (shown(one), shown(other)),
        ("C4-1 3, C4-2 unknown, C4-3 5".into(), "C4-1 3, C4-2 unknown, C4-3 5".into())
    );
}

#[test]
fn a_file_replaces_and_undo_goes_back_and_forth() {
    let [mut page] = tabs();
    answer(page, "C4-1", "3");
    replace(page, "C5-1 2");
    assert_eq!(shown(page), "C5-1 2");
    page.reload();
    page.act(Session::bring_back);
    assert_eq!(shown(page), "C4-1 3");
    page.act(Session::bring_back);
    assert_eq!(shown(page), "C5-1 2");
}

#[test]
fn what_a_second_file_would_push_out_becomes_a_snapshot() {
    let [page] = tabs();
    answer(page, "C4-1", "3");
    replace(page, "C5-1 2");
    answer(page, "C5-2", "4");
    replace(page, "C6-1 1");
    let snapshots = page.act(|session| session.snapshots(session.number.get()));
    let kept = page.act(|session| session.snapshot(&snapshots[0]).unwrap());
    assert_eq!((snapshots.len(), notation(&kept.assessment).as_str()), (1, "C4-1 3"));
    page.act(Session::bring_back);
    assert_eq!(shown(page), "C5-1 2, C5-2 4");
}

#[test]
fn a_file_joins_what_is_unanswered_and_can_be_added_beside() {
    let [page] = tabs();
    answer(page, "C4-1", "3");
    look_at(page, "C4-1 5, C4-2 2");
    page.act(Session::join);
    assert_eq!(shown(page), "C4-1 3, C4-2 2");
    look_at(page, "C9-1 1");
    page.act(Session::add);
    assert_eq!((shown(page).as_str(), numbers(page).len()), ("C9-1 1", 2));
    page.act(|session| session.use_assessment(1));
    assert_eq!(shown(page), "C4-1 3, C4-2 2");
}

#[test]
fn a_deleted_assessment_comes_back_by_its_notice_alone() {
    let [page, other] = tabs();
    answer(page, "C4-1", "3");
    page.act(Session::keep_snapshot);
    page.act(Session::begin_another);
    answer(page, "C4-1", "5");
    page.act(|session| session.delete(1));
    other.hear();
    assert_eq!((numbers(page), shown(page).as_str()), (vec![2], "C4-1 5"));
    assert_ne!(shown(other), "C4-1 3", "the other tab showed it");
    let notices = page.act(|session| session.notices.get());
    let removed = notices.iter().find(|notice| notice.removed().is_some()).unwrap().clone();
    page.act(|session| session.put_back(&removed));
    assert_eq!(numbers(page), [1, 2]);
    page.act(|session| session.use_assessment(1));
    assert_eq!(shown(page), "C4-1 3");
    assert_eq!(page.act(|session| session.snapshots(1)).len(), 1);
}

#[test]
fn on_a_shared_computer_nothing_of_the_visitor_is_in_the_browser() {
    let [mut page] = tabs();
    answer(page, "C4-1", "3");
    page.act(|session| session.share_computer(true));
    answer(page, "C4-2", "2");
    let of_the_visitor =
        |page: TabSession| page.stored().into_values().filter(|text| text.contains("C4-")).count();
    assert_eq!((shown(page).as_str(), of_the_visitor(page)), ("C4-1 3, C4-2 2", 0));
    assert!(is_unsaved(page), "the browser must ask before the page is left");
    page.act(|session| session.share_computer(false));
    assert_eq!(
        (shown(page).as_str(), of_the_visitor(page), is_unsaved(page)),
        ("C4-1 3, C4-2 2", 1, false)
    );
    page.act(|session| session.share_computer(true));
    page.reload();
    assert_eq!((shown(page).as_str(), of_the_visitor(page)), ("", 0));
}

#[test]
fn a_page_that_comes_back_from_the_history_of_a_shared_computer_is_empty() {
    let [page] = tabs();
    page.act(|session| session.share_computer(true));
    answer(page, "C4-1", "3");
    page.act(|session| session.on_return(true));
    assert_eq!(shown(page), "");
}

/// The field of a row that is open in another tab begins with the reason: with the old one in it,
/// the next key would store that as the visitor's own words.
#[test]
fn a_reason_that_another_tab_changes_shows_in_the_statement() {
    let [one, other] = tabs();
    let question = ISO42001.question("A-8").unwrap();
    let control = ISO42001.controls.iter().find(|control| control.question == question).unwrap();
    let field = format!("soa-{}-justification", control.id);
    answer(one, "A-8", "na");
    for reason in ["old", "new"] {
        one.act(|session| session.write_reason(question, reason.to_owned()));
        other.hear();
        assert_eq!(other.put_into(&field).as_deref(), Some(reason));
    }
    answer(one, "A-8", "2");
    other.hear();
    assert_eq!(other.put_into(&field).as_deref(), Some(""), "the row shows no reason any more");
}

/// A field leaves out what is no character for it: words on both sides would be one.
#[test]
fn what_another_tab_took_from_another_program_shows_with_its_line_breaks() {
    let [one, other] = tabs();
    note(one, "one\u{b}two\u{0}");
    other.hear();
    assert_eq!(other.put_into("C4-1-note").as_deref(), Some("one\ntwo"));
    assert!(shows(other, "one\u{b}two\u{0}"), "it is kept as it was");
}

/// To build a page anew may take a chunk that can't be loaded. A window without the focus is built
/// anew all the same where nothing is missing: updates alone are not enough in every browser.
#[test]
fn what_another_tab_answers_builds_no_page_anew_that_lacks_code() {
    for (is_hidden, is_incomplete, times) in [(false, false, 0), (true, true, 0), (true, false, 1)]
    {
        let [one, other] = tabs();
        if is_hidden {
            other.leave(is_incomplete);
        }
        let before = other.act(|session| session.generation.get());
        answer(one, "C4-1", "3");
        note(one, "from elsewhere");
        other.sleep_through();
        other.act(Session::on_wake);
        assert_eq!(shown(other), "C4-1 3");
        assert_eq!(other.put_into("C4-1-note").as_deref(), Some("from elsewhere"));
        assert_eq!(other.act(|session| session.generation.get()) - before, times);
    }
}

#[test]
fn a_sleeping_tab_brings_nothing_back_that_was_deleted() {
    let [one, mut sleeping] = tabs();
    answer(one, "C4-1", "3");
    sleeping.hear();
    one.act(Session::delete_all);
    answer(one, "C5-1", "1");
    // It answers before it has heard of any change.
    answer(sleeping, "C4-2", "4");
    one.hear();
    sleeping.hear();
    sleeping.act(Session::on_wake);
    for page in [one, sleeping] {
        assert!(!shown(page).contains("C4-1"), "{}", shown(page));
    }
    assert!(sleeping.stored().values().all(|text| !text.contains("C4-1")));
    sleeping.reload();
    assert!(!shown(sleeping).contains("C4-1"));
}

#[test]
fn what_a_full_storage_refuses_is_told_and_stored_when_there_is_room() {
    let [mut page] = tabs();
    answer(page, "C4-1", "3");
    fill(true);
    page.act(|session| session.write_note(0, "a note for which there is no room".to_owned()));
    assert!(is_unsaved(page) && has_notice(page, |notice| *notice == Notice::StorageFull));
    assert!(page.unstored().contains("no room"), "a page that stops could not offer it");
    page.act(|session| session.use_assessment(7));
    assert!(has_notice(page, |notice| *notice == Notice::NotLeft), "what is nowhere else was left");
    fill(false);
    answer(page, "C4-2", "2");
    assert!(!is_unsaved(page) && !has_notice(page, |notice| *notice == Notice::StorageFull));
    assert_eq!(page.unstored(), "");
    page.reload();
    assert_eq!(shown(page), "C4-1 3, C4-2 2");
}

/// That something could not be stored is no longer told once another tab has stored it all, or this
/// one does while it hears of the other.
#[test]
fn what_another_tab_stored_is_no_longer_said_to_be_lost() {
    for is_the_same in [true, false] {
        let [mut page, other] = tabs();
        answer(page, "C4-1", "3");
        settle(&[page, other]);
        fill(true);
        note(page, "one for which there is no room");
        assert!(is_unsaved(page) && has_notice(page, |notice| *notice == Notice::StorageFull));
        fill(false);
        if is_the_same {
            note(other, "one for which there is no room");
        } else {
            answer(other, "C4-2", "2");
        }
        assert!(page.hear());
        assert!(!has_notice(page, |notice| *notice == Notice::StorageFull), "{is_the_same}");
        assert!(!is_unsaved(page) && page.unstored().is_empty());
        page.reload();
        assert!(shows(page, "one for which there is no room"));
    }
}

fn shows(page: TabSession, text: &str) -> bool {
    page.act(|session| session.assessment.with(|shown| shown.entries[0].note == text))
}

/// Whether one of the assessments that this tab can open has the note.
fn holds(page: TabSession, text: &str) -> bool {
    page.act(|session| {
        let mut summaries = session.numbers().into_iter().filter_map(|it| session.summary(it));
        summaries.any(|summary| summary.assessment.entries[0].note == text)
    })
}

/// A tab whose answers were deleted elsewhere waits under a free number. If another tab takes that
/// number first, nothing that is done in the waiting tab is done to the other assessment.
#[test]
fn a_waiting_tab_touches_nothing_that_another_tab_begins() {
    type Act = fn(TabSession);
    let acts: [(&str, Act); 5] = [
        ("share", |page| page.act(|session| session.share_computer(true))),
        ("share and back", |page| {
            page.act(|session| session.share_computer(true));
            page.act(|session| session.share_computer(false));
        }),
        ("delete", |page| page.act(|session| session.delete(session.number.get()))),
        ("open and undo", |page| {
            replace(page, "C9-1 1");
            page.act(Session::bring_back);
        }),
        ("snapshot", |page| page.act(Session::keep_snapshot)),
    ];
    for (name, act) in acts {
        for was_moved in [false, true] {
            let [one, waiting] = tabs();
            note(one, "old");
            settle(&[one, waiting]);
            if was_moved {
                one.act(|session| session.share_computer(true));
                settle(&[one, waiting]);
                one.act(|session| session.share_computer(false));
            } else {
                one.act(Session::delete_all);
                settle(&[one, waiting]);
            }
            note(one, "of this tab");
            look_at(one, "C4-4 2");
            one.act(Session::join);
            settle(&[one, waiting]);
            assert!(!shows(waiting, "of this tab"), "{name}");
            act(waiting);
            settle(&[one, waiting]);
            answer(waiting, "C9-2", "4");
            settle(&[one, waiting]);
            // *Shared computer* moves everything into the memory of the tab that ticked it.
            let holder = if name == "share" { waiting } else { one };
            assert!(holds(holder, "of this tab"), "{name}, moved: {was_moved}");
            if ["share", "share and back", "delete"].contains(&name) {
                continue; // and shows it, as nothing else was there to go on with
            }
            assert!(!shown(one).contains("C9-"), "{name}, moved: {was_moved}: {}", shown(one));
            assert!(!shown(waiting).contains("C4-"), "{name}: {}", shown(waiting));
            let snapshots = one.act(|session| session.snapshots(session.number.get()));
            assert_eq!(snapshots.len(), 0, "{name}, moved: {was_moved}");
        }
    }
}

#[test]
fn undo_brings_back_what_was_never_stored() {
    let [page] = tabs();
    fill(true);
    note(page, "never stored");
    page.act(|session| session.delete(session.number.get()));
    let notices = page.act(|session| session.notices.get());
    let removed = notices.iter().find(|notice| notice.removed().is_some()).unwrap().clone();
    fill(false);
    page.act(|session| session.put_back(&removed));
    assert!(shows(page, "never stored"));
    assert!(page.stored().values().any(|text| text.contains("never stored")));
}

#[test]
fn a_page_that_stops_offers_all_that_goes_with_it_once() {
    let [page] = tabs();
    page.act(|session| session.share_computer(true));
    note(page, "first");
    page.act(Session::keep_snapshot);
    page.act(Session::begin_another);
    note(page, "second");
    let numbers = numbers(page);
    // It offers what is in the page's memory, so that nothing need be kept besides.
    let offers = |texts: &[&str]| {
        let all = page.in_memory();
        let held = |text: &&&str| all.values().any(|held| held.contains(**text));
        assert_eq!(page.unstored(), "", "it is offered twice");
        texts.iter().filter(held).count()
    };
    assert_eq!(offers(&["first", "second"]), 2);
    page.act(|session| session.use_assessment(numbers[0]));
    assert!(shows(page, "first"));
    assert_eq!(offers(&["first", "second"]), 2, "after a switch");
    page.act(|session| session.delete(numbers[1]));
    assert_eq!((offers(&["first"]), offers(&["second"])), (1, 0), "the other one was deleted");
    page.act(|session| session.delete(numbers[0]));
    assert_eq!(offers(&["first"]), 0, "what was deleted is offered");
}

/// By its identity a page that stopped sees that what the storage refused was deleted elsewhere.
#[test]
fn what_a_full_storage_refused_is_offered_with_its_identity() {
    let [page] = tabs();
    note(page, "stored");
    fill(true);
    note(page, "one for which there is no room");
    let of = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let (offered, stored) = (of(&page.unstored()), of(&page.stored()["aims-assessment/answers/1"]));
    assert!(offered["id"].is_string());
    assert_eq!(offered["id"], stored["id"]);
    assert_eq!(offered["answers"]["C4-1"]["note"], "one for which there is no room");
}

#[test]
fn what_was_deleted_while_a_file_was_made_is_no_longer_there() {
    let [page] = tabs();
    answer(page, "C4-1", "3");
    let number = number(page);
    page.act(Session::begin_another);
    assert!(page.act(|session| session.holds(number)), "it is only not in use");
    page.act(Session::delete_all);
    assert!(!page.act(|session| session.holds(number)));
}

/// What a full storage refused in one tab is not lost when another tab changes the same question.
#[test]
fn what_could_not_be_stored_and_was_changed_elsewhere_becomes_a_snapshot() {
    for is_full_to_the_end in [true, false] {
        let [one, other] = tabs();
        note(other, "a long note, of which a part is taken away later");
        settle(&[one, other]);
        fill(true);
        note(one, "a long note, to which something was added that there is no room for");
        fill(is_full_to_the_end);
        note(other, "a short note");
        one.hear();
        if is_full_to_the_end {
            assert!(shows(
                one,
                "a long note, to which something was added that there is no room for"
            ));
            assert!(is_unsaved(one));
            fill(false);
            one.act(Session::on_wake);
        }
        assert!(shows(one, "a short note"), "the later change is shown in both tabs");
        assert!(has_notice(one, |notice| *notice == Notice::Superseded));
        let snapshots = one.act(|session| session.snapshots(session.number.get()));
        let notes = snapshots.iter().map(|snapshot| {
            one.act(|session| {
                session.snapshot(snapshot).unwrap().assessment.entries[0].note.clone()
            })
        });
        assert_eq!(
            notes.collect::<Vec<_>>(),
            ["a long note, to which something was added that there is no room for"]
        );
        settle(&[one, other]);
        assert!(shows(other, "a short note") && !is_unsaved(one));
    }
}

#[test]
fn levels_that_are_tried_out_stay_when_another_tab_changes_something_else() {
    let [one, other] = tabs();
    answer(one, "C4-1", "2");
    settle(&[one, other]);
    one.act(|session| {
        session.what_if.set(Some(session.assessment.get()));
        session.what_if.update(|copy| {
            copy.as_mut().unwrap().entries[0].choice = Choice::from_id("5");
        });
    });
    other.act(|session| session.choose_profile_option(&ISO42001.profile[0], 0, true));
    other.act(|session| session.edit_control(0, &|edit| edit.justification = "law".to_owned()));
    answer(other, "C4-2", "3");
    one.hear();
    let tried = one.act(|session| session.what_if.get().unwrap());
    assert_eq!(notation(&tried), "C4-1 5, C4-2 3");
    assert_eq!(tried.soa, one.act(|session| session.assessment.get().soa));
}

#[test]
fn what_was_deleted_in_another_tab_is_neither_duplicated_nor_handed_out() {
    let [one, other] = tabs();
    answer(one, "C4-1", "2");
    settle(&[one, other]);
    answer(one, "C4-2", "4");
    other.sleep_through();
    assert!(other.act(Session::is_still_shown));
    assert_eq!(shown(other), "C4-1 2, C4-2 4");
    one.act(|session| session.delete(1));
    other.sleep_through();
    other.act(|session| session.duplicate(session.number.get()));
    assert_eq!(shown(other), "");
    assert!(other.stored().values().all(|text| !text.contains("C4-1")), "it was brought back");
    assert!(!has_notice(other, |notice| matches!(notice, Notice::Listed(_))));
}

/// Sets the owner of the action that closes the gap of C5-2.
fn set_owner(page: TabSession, owner: &str) {
    let policy = ISO42001.question("C5-2").unwrap();
    page.act(|session| session.write_action(policy, &|action| owner.clone_into(&mut action.owner)));
}

fn owner(page: TabSession) -> Option<String> {
    let policy = ISO42001.question("C5-2").unwrap();
    page.act(|session| {
        session.assessment.with(|shown| shown.plan.action(policy).map(|it| it.owner.clone()))
    })
}

#[test]
fn what_is_set_for_the_plan_is_stored_at_once_and_reaches_the_other_tab() {
    let [mut one, other] = tabs();
    answer(one, "C5-2", "1");
    let day = Date::parse("2026-12-01");
    one.act(|session| session.set_plan_start(day));
    one.act(|session| session.set_lanes(Some(2)));
    set_owner(one, "Ana");
    one.reload();
    other.hear();
    for page in [one, other] {
        let plan = page.act(|session| session.assessment.get().plan);
        assert_eq!((plan.start, plan.lanes), (day, Some(2)));
        assert_eq!(owner(page).as_deref(), Some("Ana"));
    }
    // What is emptied is gone, also from the file.
    set_owner(one, "");
    one.act(|session| session.set_plan_start(None));
    one.act(|session| session.set_lanes(None));
    settle(&[one, other]);
    assert!(other.act(|session| session.assessment.get().plan.is_empty()));
    assert!(other.stored().values().all(|text| !text.contains("\"plan\": {")));
}

#[test]
fn what_is_set_for_the_plan_comes_back_with_the_answers() {
    let [page] = tabs();
    answer(page, "C5-2", "1");
    set_owner(page, "Ana");
    replace(page, "C5-1 2");
    assert_eq!(owner(page), None);
    page.act(Session::bring_back);
    assert_eq!(owner(page).as_deref(), Some("Ana"));
    // An action alone is worth keeping too: a file that is opened doesn't end it.
    let [page] = tabs();
    set_owner(page, "Li");
    replace(page, "C5-1 2");
    page.act(Session::bring_back);
    assert_eq!(owner(page).as_deref(), Some("Li"));
}
