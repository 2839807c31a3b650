//! A text that somebody wrote, followed through three tabs: the visitor can come to it until it is
//! deleted.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::collections::BTreeSet;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::session::{Cell, Session};
use common::sequences;
use common::tabs::{Fake, TabSession, fill, look_at, number, numbers, replace, settle, tabs};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// An action after which every text that was written must still be somewhere.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// Appends a text of its own to a note.
    Write(usize),
    /// Appends it to the owner or to the note of an action of the plan.
    Plan(usize, bool),
    Open(usize),
    Join(usize),
    Add(usize),
    BringBack,
    Another,
    Use(usize),
    Snapshot,
    Restore(usize),
    Duplicate(usize),
    Delete(usize),
    DeleteSnapshot(usize),
    DeleteAll,
    PutBack,
    Share(bool),
    Reload,
    Fill(bool),
}

fn act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        5 => (0..4_usize).prop_map(Act::Write),
        4 => (0..3_usize, any::<bool>()).prop_map(|(question, owner)| Act::Plan(question, owner)),
        3 => (0..4_usize).prop_map(Act::Open),
        2 => (0..4_usize).prop_map(Act::Join),
        1 => (0..4_usize).prop_map(Act::Add),
        3 => Just(Act::BringBack),
        1 => Just(Act::Another),
        2 => (0..4_usize).prop_map(Act::Use),
        1 => Just(Act::Snapshot),
        1 => (0..3_usize).prop_map(Act::Restore),
        1 => (0..4_usize).prop_map(Act::Duplicate),
        1 => (0..4_usize).prop_map(Act::Delete),
        1 => (0..3_usize).prop_map(Act::DeleteSnapshot),
        1 => Just(Act::DeleteAll),
        2 => Just(Act::PutBack),
        2 => any::<bool>().prop_map(Act::Share),
        2 => Just(Act::Reload),
        1 => any::<bool>().prop_map(Act::Fill),
    ];
    (0..3_usize, act)
}

fn is_shared(session: Session<Fake>) -> bool {
    session.is_shared_computer.get()
}

/// All texts of an assessment that somebody wrote.
fn texts_of(assessment: &Assessment) -> String {
    let notes = assessment.entries.iter().map(|entry| entry.note.as_str());
    let actions = assessment.plan.actions.iter();
    let actions = actions.flat_map(|(_, action)| [action.owner.as_str(), action.note.as_str()]);
    notes.chain(actions).collect::<Vec<_>>().join(" ")
}

/// All texts that the visitor can still come to from these tabs, without undoing a deletion.
fn within_reach(pages: &[TabSession]) -> String {
    let of = |page: &TabSession| {
        page.act(|session| {
            let mut texts: Vec<String> = Vec::new();
            let mut add = |assessment: &Assessment| texts.push(texts_of(assessment));
            session.assessment.with(&mut add);
            session.before.with(|before| before.iter().for_each(&mut add));
            for number in session.numbers() {
                session.summary(number).iter().for_each(|summary| add(&summary.assessment));
                let snapshots = session.snapshots(number);
                let read = snapshots.iter().filter_map(|snapshot| session.snapshot(snapshot));
                read.for_each(|summary| add(&summary.assessment));
            }
            texts.join(" ")
        }) + &page.stored().into_values().chain(page.in_memory().into_values()).collect::<String>()
    };
    pages.iter().map(of).collect()
}

/// All texts that this act of a tab is meant to delete: of the assessment or the snapshot, wherever
/// a tab with the same storage shows it, or everything.
fn meant_to_go(pages: &[TabSession], tab: usize, act: Act) -> String {
    let acting = pages[tab];
    let all = numbers(acting);
    let shares = |page: &&TabSession| !page.act(is_shared) && !acting.act(is_shared);
    match act {
        Act::Delete(which) => {
            let of = all[which % all.len()];
            let stored = acting.act(|session| {
                let kept = session.snapshots(of);
                let kept = kept.iter().filter_map(|snapshot| session.snapshot(snapshot));
                session
                    .summary(of)
                    .into_iter()
                    .chain(kept)
                    .map(|it| texts_of(&it.assessment))
                    .collect::<String>()
            });
            // On a shared computer what an opened file replaced is in memory.
            let before = format!("aims-assessment/before/{of}");
            let kept = [acting.stored(), acting.in_memory()];
            let kept = kept.iter().filter_map(|texts| texts.get(&before)).map(String::as_str);
            let stored = stored + &kept.collect::<String>();
            let others = pages.iter().filter(shares).chain([&acting]);
            let shown = others.filter(|page| number(**page) == of).map(|page| {
                page.act(|session| {
                    let before = session.before.get();
                    before.iter().map(texts_of).collect::<String>()
                        + &session.assessment.with(texts_of)
                })
            });
            shown.collect::<String>() + &stored
        }
        Act::DeleteSnapshot(which) => acting.act(|session| {
            let snapshots = session.snapshots(session.number.get());
            let snapshot = snapshots.iter().cycle().take(snapshots.len() * 3).nth(which);
            snapshot
                .and_then(|snapshot| session.snapshot(snapshot))
                .map_or_else(String::new, |it| texts_of(&it.assessment))
        }),
        Act::DeleteAll => within_reach(pages),
        _ => String::new(),
    }
}

fn do_act(page: &mut TabSession, act: Act, text: &str) {
    let file = |question: usize| format!("{} 4", ISO42001.questions[question].code);
    let nth = |list: &[u32], which: usize| list[which % list.len()];
    let all = numbers(*page);
    match act {
        Act::Write(question) => page.act(|session| {
            let note = session.assessment.with(|shown| shown.entries[question].note.clone());
            session.write_note(question, format!("{note} {text}"));
        }),
        Act::Plan(question, is_owner) => page.act(|session| {
            session.write_action(question, &|action| {
                let field = if is_owner { &mut action.owner } else { &mut action.note };
                *field = format!("{field} {text}");
            });
        }),
        Act::Open(question) => replace(*page, &file(question)),
        Act::Join(question) => {
            look_at(*page, &file(question));
            page.act(Session::join);
        }
        Act::Add(question) => {
            look_at(*page, &file(question));
            page.act(Session::add);
        }
        Act::BringBack => page.act(Session::bring_back),
        Act::Another => _ = page.act(Session::begin_another),
        Act::Use(which) => page.act(|session| session.use_assessment(nth(&all, which))),
        Act::Snapshot => page.act(Session::keep_snapshot),
        Act::Restore(which) | Act::DeleteSnapshot(which) => page.act(|session| {
            let snapshots = session.snapshots(session.number.get());
            let Some(snapshot) = snapshots.iter().cycle().take(snapshots.len() * 3).nth(which)
            else {
                return;
            };
            if matches!(act, Act::Restore(_)) {
                session.restore(snapshot);
            } else {
                session.delete_snapshot(snapshot);
            }
        }),
        Act::Duplicate(which) => page.act(|session| session.duplicate(nth(&all, which))),
        Act::Delete(which) => page.act(|session| session.delete(nth(&all, which))),
        Act::DeleteAll => page.act(Session::delete_all),
        Act::PutBack => page.act(|session| {
            let notices = session.notices.get();
            notices
                .iter()
                .find(|notice| notice.removed().is_some())
                .into_iter()
                .for_each(|notice| session.put_back(notice));
        }),
        Act::Share(is_shared) => page.act(|session| session.share_computer(is_shared)),
        Act::Reload => page.reload(),
        Act::Fill(is_full) => fill(is_full),
    }
}

/// Whether nothing is lost by it in a full storage. Each tab has its own state to bring back and
/// its own deletions to undo: of two tabs' that couldn't be stored, one stays.
fn is_promised_when_full(act: Act) -> bool {
    use Act::{Add, BringBack, Join, Open, PutBack, Share};
    !matches!(act, Open(_) | Join(_) | Add(_) | BringBack | PutBack | Share(_))
}

/// Whether leaving the page of this tab would lose any of its assessments.
fn warns(page: TabSession) -> bool {
    page.act(|session| session.numbers().into_iter().any(|number| session.is_unsaved(number)))
}

/// Does these acts, one after the other, and finds every text that was written after each.
fn follow_texts(acts: &[(usize, Act)]) -> Result<(), TestCaseError> {
    let mut pages: [TabSession; 3] = tabs();
    let mut written: BTreeSet<String> = BTreeSet::new();
    let mut is_full = false;
    for (count, (tab, act)) in acts.iter().enumerate() {
        if matches!(act, Act::Reload) && warns(pages[*tab]) {
            continue; // the browser asks, and the visitor stays
        }
        if is_full && !is_promised_when_full(*act) {
            continue;
        }
        // The visitor goes to the tab, which wakes.
        while pages.iter().filter(|page| page.hear()).count() > 0 {}
        pages[*tab].act(Session::on_wake);
        let text = format!("<text {count}>");
        let doomed = meant_to_go(&pages, *tab, *act);
        do_act(&mut pages[*tab], *act, &text);
        if let Act::Fill(now) = act {
            is_full = *now;
        }
        if matches!(act, Act::Fill(false)) {
            // The tabs store what was refused, one after the other: of two that store the same
            // part within the milliseconds in which neither sees it, the later one wins.
            settle(&pages);
        }
        if matches!(act, Act::Write(_) | Act::Plan(..)) {
            let is_stored = pages[*tab].stored().into_values().any(|all| all.contains(&text));
            prop_assert!(!(pages[*tab].act(is_shared) && is_stored), "{} is stored", text);
            written.insert(text);
        }
        let deletes = matches!(act, Act::Delete(_) | Act::DeleteSnapshot(_) | Act::DeleteAll);
        while deletes && pages.iter().filter(|page| page.hear()).count() > 0 {}
        if deletes {
            // Another tab may show it until it wakes.
            let here = within_reach(&pages[*tab..=*tab]);
            written.retain(|text| here.contains(text) || !doomed.contains(text));
        }
        let reach = within_reach(&pages);
        for text in &written {
            prop_assert!(reach.contains(text), "{} is lost by {:?}", text, act);
        }
    }
    fill(false);
    settle(&pages);
    if !pages.iter().any(|page| warns(*page)) {
        pages.iter_mut().for_each(TabSession::reload);
        let reach = within_reach(&pages);
        for text in &written {
            prop_assert!(reach.contains(text), "{} is lost by a reload", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(sequences(150))]

    /// Every text that was written is where the visitor can come to it until it is deleted, and
    /// what is written on a shared computer is in no storage.
    #[test]
    fn a_text_can_be_come_to_until_it_is_deleted(acts in prop::collection::vec(act(), 1..40)) {
        follow_texts(&acts)?;
    }
}

/// Sequences that lost a text once.
#[test]
fn what_lost_a_text_once_loses_none() {
    use Act::{DeleteSnapshot, Fill, Snapshot, Write};
    // Two tabs change one question in a full storage, a third takes up the room that one of them
    // makes: there is none for the snapshot of the earlier change.
    let full = [
        (0, Snapshot),
        (0, Write(0)),
        (0, Fill(true)),
        (0, Write(1)),
        (2, Write(1)),
        (0, DeleteSnapshot(0)),
        (1, Write(0)),
    ];
    for last in 0..3 {
        follow_texts(&[full.as_slice(), &[(0, Write(last))]].concat()).unwrap();
    }
}
