//! Properties of the session under random actions in several tabs of one browser.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::collections::BTreeSet;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::session::{Cell, Session};
use common::sequences;
use common::tabs::{
    Fake, TabSession, answer, fill, is_unsaved, look_at, number, numbers, replace, settle, shown,
    tabs,
};
use proptest::prelude::*;

/// An action of a visitor, another tab or the browser.
#[derive(Debug, Clone, Copy)]
enum Step {
    Answer(usize, usize),
    OpenFile(usize),
    JoinFile(usize),
    AddFile(usize),
    BringBack,
    Another,
    Use(usize),
    Snapshot,
    Delete,
    DeleteAll,
    Share(bool),
    Hear,
    Wake,
    Reload,
    Fill(bool),
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    use Step::{
        AddFile, Another, Answer, BringBack, Delete, DeleteAll, Fill, Hear, JoinFile, OpenFile,
    };
    use Step::{Reload, Share, Snapshot, Use, Wake};
    let step = prop_oneof![
        8 => (0..42_usize, 0..5_usize).prop_map(|(question, level)| Answer(question, level)),
        2 => (0..42_usize).prop_map(OpenFile),
        1 => (0..42_usize).prop_map(JoinFile),
        1 => (0..42_usize).prop_map(AddFile),
        2 => Just(BringBack),
        1 => Just(Another),
        2 => (0..6_usize).prop_map(Use),
        1 => Just(Snapshot),
        1 => Just(Delete),
        1 => Just(DeleteAll),
        1 => any::<bool>().prop_map(Share),
        5 => Just(Hear),
        1 => Just(Wake),
        2 => Just(Reload),
        1 => any::<bool>().prop_map(Fill),
    ];
    (0..2_usize, step)
}

fn take(page: &mut TabSession, step: Step) {
    let file = |question: usize| format!("{} 4", ISO42001.questions[question].code);
    match step {
        Step::Answer(question, level) => {
            answer(
                *page,
                ISO42001.questions[question].code,
                ["1", "2", "3", "unknown", "5"][level],
            );
        }
        Step::OpenFile(question) => replace(*page, &file(question)),
        Step::JoinFile(question) => {
            look_at(*page, &file(question));
            page.act(Session::join);
        }
        Step::AddFile(question) => {
            look_at(*page, &file(question));
            page.act(Session::add);
        }
        Step::BringBack => page.act(Session::bring_back),
        Step::Another => _ = page.act(Session::begin_another),
        Step::Use(which) => {
            let numbers = numbers(*page);
            let number = numbers[which % numbers.len()];
            page.act(|session| session.use_assessment(number));
        }
        Step::Snapshot => page.act(Session::keep_snapshot),
        Step::Delete => page.act(|session| session.delete(session.number.get())),
        Step::DeleteAll => page.act(Session::delete_all),
        Step::Share(is_shared) => page.act(|session| session.share_computer(is_shared)),
        Step::Hear => _ = page.hear(),
        Step::Wake => page.act(Session::on_wake),
        Step::Reload => page.reload(),
        Step::Fill(is_full) => fill(is_full),
    }
}

fn is_shared(session: Session<Fake>) -> bool {
    session.is_shared_computer.get()
}

proptest! {
    #![proptest_config(sequences(400))]

    /// Whatever happens in two tabs: what the page doesn't warn of is there after a reload, and two
    /// tabs that have heard of each other show the same.
    #[test]
    fn what_is_not_warned_of_is_not_lost(steps in prop::collection::vec(step(), 1..40)) {
        let mut pages: [TabSession; 2] = tabs();
        for (tab, step) in steps {
            if matches!(step, Step::Reload) && is_unsaved(pages[tab]) {
                continue; // the browser asks, and the visitor stays
            }
            take(&mut pages[tab], step);
        }
        fill(false);
        if pages.iter().all(|page| !page.act(is_shared)) {
            settle(&pages);
            let [one, other] = [shown(pages[0]), shown(pages[1])];
            // A tab that shows nothing waits under an unused number, which another may begin
            // meanwhile. What could not be stored is warned of, and gets a number of its own once
            // it can be.
            let is_stored = |page: &TabSession| !shown(*page).is_empty() && !is_unsaved(*page);
            if number(pages[0]) == number(pages[1]) && pages.iter().all(is_stored) {
                prop_assert_eq!(one, other);
            }
            for page in &mut pages {
                let before = shown(*page);
                // If nothing is shown, a reload may open what the other tab began.
                if !before.is_empty() && !is_unsaved(*page) {
                    page.reload();
                    prop_assert_eq!(&before, &shown(*page), "lost by a reload");
                }
            }
        }
    }
}

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

proptest! {
    #![proptest_config(sequences(150))]

    /// Every text that was written, followed through three tabs: the visitor can come to it until
    /// it is deleted, and what is written on a shared computer is in no storage.
    #[test]
    fn a_text_can_be_come_to_until_it_is_deleted(acts in prop::collection::vec(act(), 1..40)) {
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
    }
}
