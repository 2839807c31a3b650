//! Tests the page's routes: each screen has one address, and an address that was altered on the way
//! still leads to its screen.
#![allow(clippy::unwrap_used, missing_docs)]

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::view::route::{ResultsPart, Route};
use proptest::prelude::*;

/// Returns every route.
fn places() -> Vec<Route> {
    let alone = [
        Route::Start,
        Route::Key,
        Route::Results,
        Route::Example,
        Route::Assessments,
        Route::Compare,
        Route::Profile,
        Route::WhatIf,
    ];
    let sections = (0..ISO42001.domains.len()).map(Route::Section);
    let questions = (0..ISO42001.questions.len()).map(Route::Question);
    alone
        .into_iter()
        .chain(ResultsPart::ALL.map(Route::Part))
        .chain(sections)
        .chain(questions)
        .collect()
}

fn led_to(hash: &str) -> String {
    Route::parse(&ISO42001, hash).address(&ISO42001)
}

#[test]
fn every_address_leads_to_its_place() {
    for place in places() {
        assert_eq!(Route::parse(&ISO42001, &place.address(&ISO42001)), place);
    }
}

/// Where one question is shown at a time: a page around a frame sees each change of the address.
#[test]
fn in_a_frame_no_question_changes_the_address_of_its_screen() {
    for route in [Route::Section(0), Route::Question(3), Route::Key] {
        assert!(route.keeps_address(true), "{route:?}");
        assert_eq!(route.keeps_address(false), route == Route::Key, "{route:?}");
    }
}

#[test]
fn an_address_that_came_back_changed_leads_to_its_place() {
    for (hash, address) in [
        ("#%2Fresults", "#/results"),
        ("#%2fsection%2fA", "#/section/A"),
        ("#/%72esults", "#/results"),
        ("#/results/", "#/results"),
        ("#/section/9/", "#/section/9"),
        ("#results", "#/results"),
        ("#//results", "#/results"),
        ("#!/results", "#/results"),
        ("#/results?utm_source=x", "#/results"),
        ("#/results/?utm_source=x&utm_medium=y#top", "#/results"),
        ("#/results&fbclid=1", "#/results"),
        ("#/results%3Futm_source=x", "#/results"),
        ("#/question/C5-2?utm_source=/section/4", "#/question/C5-2"),
        ("#/section/a", "#/section/A"),
        ("#/question/c5-2", "#/question/C5-2"),
        ("#/Question/a-8", "#/question/A-8"),
        ("#/WHAT-IF", "#/what-if"),
        ("#/Results/Gaps/", "#/results/gaps"),
        // A part that isn't: there is no better place than the overview.
        ("#/results/x", "#/results"),
        // The statement's address before the results had parts
        ("#/soa", "#/results/statement"),
        // A full stop or a bracket after a link in a letter
        ("#/results.", "#/results"),
        ("#/question/C5-2).", "#/question/C5-2"),
        ("#/results%20", "#/results"),
        // An é as older programs encode it
        ("#/results?utm_campaign=%E9t%E9", "#/results"),
    ] {
        assert_eq!(led_to(hash), address, "{hash}");
    }
}

#[test]
fn an_address_of_no_place_leads_to_the_start() {
    for hash in [
        "#/nowhere",
        "#/section",
        "#/section/",
        "#/section/11",
        "#/section/4/5",
        "#/question/C5-99",
        "#/question/5-2",
        "#/resultss",
        "#?utm_source=/results",
        "#/?x=1#/results",
        "#%",
        "#%2",
        "#%%%",
        "#/%+fresults",
        "#/%C3%A9",
        "#/é",
        "#\u{0}",
        "#/ſection/A",
        "#/section/Ａ",
    ] {
        assert_eq!(led_to(hash), "#/", "{hash}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_a_link_is_written_it_leads_to_its_place(
        place in prop::sample::select(places()),
        encoded in prop::collection::vec(any::<bool>(), 64),
        upper in prop::collection::vec(any::<bool>(), 64),
        tail in "(|/|\\?utm_source=[a-zA-Z0-9%/?&=.-]{0,20}|[.,;:!)/]{1,3}|/?\\?[a-z=]{0,9})",
    ) {
        let address = place.address(&ISO42001);
        let shouted: String = address.chars().zip(&upper).map(|(sign, upper)| if *upper { sign.to_ascii_uppercase() } else { sign }).collect();
        // Encodes characters as programs do that track, mail and shorten links.
        let percent = |(sign, is_encoded): (char, &bool)| if *is_encoded { format!("%{:02X}", u32::from(sign)) } else { sign.to_string() };
        let written = format!("#{}{tail}", shouted[1..].chars().zip(&encoded).map(percent).collect::<String>());
        prop_assert_eq!(Route::parse(&ISO42001, &written), place, "{}", written);
    }

    #[test]
    fn any_text_leads_somewhere(hash in "\\PC{0,80}", wild in any::<String>(), escaped in "#?/?(%[0-9a-fA-F]{0,2}|[a-z/%?#&-]){0,40}") {
        for text in [hash, wild, escaped] {
            let place = Route::parse(&ISO42001, &text);
            prop_assert_eq!(Route::parse(&ISO42001, &place.address(&ISO42001)), place);
        }
    }
}
