//! The profile's suggestion that a question may not apply.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Choice;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::session::{Cell, Session};
use aims_assessment::view::question::{AnswerState, patches};
use aims_assessment::view::{question, suggestion};
use common::tabs::{TabSession, answer, shown, tabs};
use common::{assessment, described};
use scraper::{Html, Selector};

fn a_5() -> usize {
    ISO42001.question("A-5").unwrap()
}

#[test]
fn only_who_only_uses_ai_is_told_that_a_5_may_not_apply() {
    for (profile, answers, is_shown) in [
        ("", "", false),
        ("roles use", "", true),
        ("roles use", "A-5 ?", true),
        ("roles use", "A-5 2", false), // it is answered
        ("roles use", "A-5 na", false),
        ("roles use, roles develop", "", false),
        ("roles use, roles integrate", "", false),
        ("roles use, roles provide", "", false),
        ("roles provide", "", false),
        ("sector finance", "", false),
    ] {
        let described = described(assessment(answers), profile);
        assert_eq!(suggestion::is_shown(&described, a_5()), is_shown, "{profile} | {answers}");
    }
}

#[test]
fn no_key_question_and_none_that_always_applies_is_ever_suggested() {
    let described = described(assessment(""), "roles use");
    for (index, question) in ISO42001.questions.iter().enumerate() {
        if suggestion::is_shown(&described, index) {
            assert!(question.not_applicable && !question.critical, "{}", question.code);
        }
    }
}

#[test]
fn the_suggestion_ticks_nothing_and_comes_and_goes_by_patches() {
    for language in Language::ALL {
        let plain = assessment("");
        let described = described(plain.clone(), "roles use");
        for (assessment, is_shown) in [(&plain, false), (&described, true)] {
            let html = question::question(language, assessment, a_5()).into_string();
            let page = Html::parse_fragment(&html);
            let select = |selector: &str| Selector::parse(selector).unwrap();
            let suggestion = page.select(&select(".suggestion")).next().unwrap();
            assert_eq!(suggestion.attr("hidden").is_none(), is_shown);
            assert_eq!(page.select(&select("[checked]")).count(), 0);
        }
        let of = |assessment| patches(language, a_5(), AnswerState::of(assessment, a_5()));
        let (before, after) = (of(&plain), of(&described));
        let changed: Vec<_> = before.iter().zip(&after).filter(|(one, two)| one != two).collect();
        assert_eq!((before.len(), changed.len()), (after.len(), 1));
        // Questions that always apply have none.
        let other = question::question(language, &described, 0).into_string();
        assert!(!other.contains("suggestion"));
    }
}

fn reason(page: TabSession) -> String {
    page.act(|session| session.assessment.with(|all| all.entries[a_5()].reason.clone()))
}

fn use_ai_only(page: TabSession) {
    let roles = ISO42001.profile.iter().find(|topic| topic.id == "roles").unwrap();
    let option = roles.options.iter().position(|option| *option == "use").unwrap();
    page.act(|session| session.choose_profile_option(roles, option, true));
}

#[test]
fn taking_it_up_chooses_not_applicable_with_its_reason() {
    let [page] = tabs();
    use_ai_only(page);
    page.act(|session| session.leave_out_as_suggested(a_5()));
    assert!(reason(page).starts_with("We only use AI systems"));
    let answer_now = |page: TabSession| {
        page.act(|session| session.assessment.with(|all| all.entries[a_5()].answer()))
    };
    assert_eq!(answer_now(page), Some(Choice::NotApplicable), "it counts as answered");
    // A reason of one's own stays.
    page.act(|session| session.write_reason(a_5(), "Mine".to_owned()));
    answer(page, "A-5", "unknown");
    page.act(|session| session.leave_out_as_suggested(a_5()));
    assert_eq!(reason(page), "Mine");
}

#[test]
fn what_is_not_suggested_is_not_left_out() {
    let [page] = tabs();
    page.act(|session| session.leave_out_as_suggested(a_5()));
    assert_eq!(shown(page), "");
    use_ai_only(page);
    let policy = ISO42001.question("C5-2").unwrap();
    page.act(|session| session.leave_out_as_suggested(policy));
    assert_eq!(shown(page), "");
    assert!(page.act(Session::has_begun));
}
