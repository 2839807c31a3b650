//! Tests what helps while answering and is no answer: the way of answering, what is left for later,
//! taking back, one question at a time, level 3 first.

use crate::common;

use aims_assessment::assessment::answers::Choice;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::session::{Cell, Session};
use aims_assessment::view::answering_options::AnsweringOption;
use aims_assessment::view::question::{AnswerState, InPlace, LevelThree};
use aims_assessment::view::route::{ResultsPart, Route};
use common::tabs::{TabSession, answer, replace, shown, tabs};

const KEY: &str = "aims-assessment/answering";

fn place(code: &str) -> usize {
    ISO42001.question(code).unwrap()
}

fn later(page: TabSession) -> Vec<usize> {
    page.act(|session| session.answering.with_untracked(|answering| answering.later.clone()))
}

#[test]
fn the_way_of_answering_is_remembered_but_not_on_a_shared_computer() {
    let [mut page] = tabs();
    assert!(
        AnsweringOption::ALL.iter().all(|one| page.act(|session| !session.has_option(*one))),
        "all off"
    );
    page.act(|session| session.set_option(AnsweringOption::MovesOn, true));
    page.act(|session| session.set_option(AnsweringOption::Level3First, true));
    page.act(|session| session.set_option(AnsweringOption::MovesOn, false));
    assert_eq!(page.stored()[KEY], "level-3");
    page.reload();
    assert!(page.act(|session| session.has_option(AnsweringOption::Level3First)));
    assert!(page.act(|session| !session.has_option(AnsweringOption::MovesOn)));
    page.act(|session| session.set_option(AnsweringOption::Level3First, false));
    assert!(!page.stored().contains_key(KEY), "the usual way leaves nothing behind");

    page.act(|session| session.set_option(AnsweringOption::OneAtATime, true));
    page.act(|session| session.share_computer(true));
    page.act(|session| session.set_option(AnsweringOption::MovesOn, true));
    assert!(!page.stored().contains_key(KEY), "{:?}", page.stored());
    page.reload();
    assert!(page.act(|session| !session.has_option(AnsweringOption::MovesOn)));
}

#[test]
fn a_way_of_answering_is_no_data_of_the_visitor() {
    let [page] = tabs();
    page.act(|session| session.set_option(AnsweringOption::MovesOn, true));
    assert!(!page.act(Session::has_begun));
    answer(page, "C4-1", "3");
    page.act(Session::delete_all);
    assert!(!page.stored().contains_key(KEY));
}

#[test]
fn the_choice_made_last_is_taken_back_once() {
    let [page] = tabs();
    assert_eq!(page.act(Session::take_back), None);
    answer(page, "C4-1", "3");
    answer(page, "C4-2", "2");
    assert_eq!(page.act(Session::take_back), Some(place("C4-2")));
    assert_eq!(shown(page), "C4-1 3");
    assert_eq!(page.act(Session::take_back), None, "only the one just made");
    answer(page, "C4-1", "unknown");
    assert_eq!(page.act(Session::take_back), Some(place("C4-1")));
    assert_eq!(shown(page), "C4-1 3", "what was chosen before is chosen again");
    answer(page, "C4-1", "1");
    replace(page, "C5-1 2");
    assert_eq!(page.act(Session::take_back), None, "other answers are not touched by it");
    assert_eq!(shown(page), "C5-1 2");
}

/// Who reads complete answers again isn't sent away from each of them.
#[test]
fn the_question_answered_last_leads_to_the_results_and_no_other() {
    let [page] = tabs();
    let t = &Language::English.texts().phrases;
    let words = |code: &str| {
        let question = place(code);
        let look = page.act(|session| {
            let state = session.assessment.with_untracked(|it| AnswerState::of(it, question));
            state.with(session.showing(question))
        });
        let leads = page.act(|session| session.is_completed_by(question));
        assert_eq!(leads, look.next_words(Language::English) == t.ending_all, "{code}");
        look.next_words(Language::English)
    };
    replace(page, "all 3, C6-1 -");
    assert_eq!(words("C6-1"), t.question_on);
    answer(page, "C6-1", "3");
    assert_eq!((words("C6-1"), words("A-11")), (t.ending_all, t.question_on));
    answer(page, "C4-1", "2");
    assert_eq!((words("C6-1"), words("C4-1")), (t.question_on, t.ending_all));
    replace(page, "all 3");
    assert_eq!((words("C6-1"), words("C4-1")), (t.question_on, t.question_on));
}

#[test]
fn what_is_left_for_later_is_no_answer_and_ends_with_one() {
    let [page] = tabs();
    let (first, second) = (place("C4-1"), place("C4-2"));
    page.act(|session| session.mark_later(first, true));
    page.act(|session| session.mark_later(first, true));
    page.act(|session| session.mark_later(second, true));
    assert_eq!((later(page).len(), shown(page).as_str()), (2, ""));
    page.act(|session| session.mark_later(second, false));
    assert!(page.act(|session| session.is_later(first) && !session.is_later(second)));
    answer(page, "C4-1", "unknown");
    assert!(later(page).is_empty(), "don't know is an answer");
    // An answer in doubt shows as none, so that its question can be left for later as well.
    page.act(|session| session.mark_later(first, true));
    answer(page, "C4-1", "4");
    assert!(later(page).is_empty());
    page.act(|session| session.mark_later(second, true));
    replace(page, "C5-1 2");
    assert!(later(page).is_empty(), "it belongs to the answers that were there");
}

#[test]
fn level_3_in_place_shows_more_and_chooses_nothing() {
    let [page] = tabs();
    let question = place("C5-2");
    let looks = |page: TabSession| page.act(|session| session.showing(question).level_3);
    page.act(|session| session.unfold(question));
    assert_eq!(looks(page), LevelThree::Off, "only where level 3 is read first");
    page.act(|session| session.set_option(AnsweringOption::Level3First, true));
    assert_eq!((looks(page), shown(page).as_str()), (LevelThree::InPlace, ""));
    assert_eq!(page.act(|session| session.showing(question).contradicting), None);
}

/// A lower level contradicts it, *don't know* too, and no other answer. A crash, or a host that is
/// told the number of answers, finds what was chosen until another is.
#[test]
fn an_answer_below_level_3_that_is_said_to_be_in_place_is_kept_until_another_is_chosen() {
    let look = |page: TabSession| {
        page.act(|session| {
            let state = session.assessment.with(|it| AnswerState::of(it, place("C5-2")));
            state.with(session.showing(place("C5-2")))
        })
    };
    for (before, is_in_doubt) in
        [("1", true), ("2", true), ("unknown", true), ("3", false), ("5", false), ("na", false)]
    {
        let [page] = tabs();
        page.act(|session| session.set_option(AnsweringOption::Level3First, true));
        answer(page, "C5-2", before);
        page.act(|session| session.unfold(place("C5-2")));
        assert_eq!(shown(page), format!("C5-2 {before}"));
        let chosen = look(page).choice;
        assert_eq!(chosen, Choice::from_id(before).filter(|_| !is_in_doubt), "{before}");
        assert!(look(page).is_in_place(InPlace::Fully), "{before}");
        page.act(|session| session.set_option(AnsweringOption::Level3First, false));
        assert_eq!(
            look(page).choice,
            Choice::from_id(before),
            "the usual way shows what is stored"
        );
        page.act(|session| session.set_option(AnsweringOption::Level3First, true));
        // The same again is a choice too.
        answer(page, "C5-2", before);
        assert_eq!(look(page).choice, Choice::from_id(before));
        page.act(|session| session.unfold(place("C5-2")));
        answer(page, "C5-2", "4");
        assert_eq!(look(page).choice, Choice::from_id("4"));
    }
}

/// What another tab chooses meanwhile is shown.
#[test]
fn what_another_tab_chooses_is_not_in_doubt() {
    let [page, other] = tabs();
    page.act(|session| session.set_option(AnsweringOption::Level3First, true));
    answer(page, "C5-2", "1");
    page.act(|session| session.unfold(place("C5-2")));
    other.hear();
    answer(other, "C5-2", "2");
    page.hear();
    let state =
        page.act(|session| session.assessment.with(|it| AnswerState::of(it, place("C5-2"))));
    let showing = page.act(|session| session.showing(place("C5-2")));
    assert_eq!(state.with(showing).choice, Choice::from_id("2"));
}

#[test]
fn one_question_at_a_time_begins_where_one_arrives() {
    let [page] = tabs();
    answer(page, "C4-3", "3");
    page.act(|session| session.set_option(AnsweringOption::OneAtATime, true));
    for (route, at) in [
        (Route::Section(1), "C5-1"),
        (Route::Question(place("C5-3")), "C5-3"),
        // The first key requirement is answered.
        (Route::Key, "C5-2"),
        (Route::Results, "C5-2"),
    ] {
        page.act(|session| session.arrive(route));
        assert_eq!(page.act(|session| ISO42001.questions[session.question_shown()].code), at);
    }
    page.act(|session| session.show_at(place("C5-2")));
    let is_hidden = |code| page.act(|session| session.showing(place(code)).is_hidden);
    assert_eq!(["C5-1", "C5-2", "C5-3"].map(is_hidden), [true, false, true]);
    page.act(|session| session.set_option(AnsweringOption::OneAtATime, false));
    assert!(!page.act(|session| session.showing(place("C5-1")).is_hidden));
}

/// A link without the gap in its address leads to it once, and to none that was meant before.
#[test]
fn a_link_leads_to_the_gap_that_its_address_does_not_name() {
    let [page] = tabs();
    let gaps = Route::Part(ResultsPart::Gaps);
    assert_eq!(page.act(|session| session.arrive(gaps)), gaps);
    page.act(|session| session.lead_to_gap(place("C5-2")));
    assert_eq!(page.act(|session| session.arrive(gaps)), Route::Gap(place("C5-2")));
    assert_eq!(page.act(|session| session.arrive(gaps)), gaps);
    page.act(|session| session.lead_to_gap(place("C5-2")));
    assert_eq!(page.act(|session| session.arrive(Route::Results)), Route::Results);
    assert_eq!(page.act(|session| session.arrive(gaps)), gaps);
}

#[test]
fn the_pace_counts_first_answers_only() {
    let [page] = tabs();
    let codes = ["C4-1", "C4-2", "C4-3", "C4-4", "C5-1", "C5-2", "C5-3"];
    for code in codes {
        answer(page, code, "3");
        answer(page, code, "2");
    }
    assert_eq!(page.act(Session::pace), None);
    answer(page, "C5-4", "3");
    assert!(page.act(Session::pace).is_some());
}
