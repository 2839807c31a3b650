//! Properties of the session under random actions in several tabs of one browser.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

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
