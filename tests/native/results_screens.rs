//! Tests the overview of the results and the navigation of their parts: what a board sees first,
//! and where it leads.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use crate::common;

use aims_assessment::assessment::soa::{self, Counts};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::view::results;
use aims_assessment::view::route::{ResultsPart, Route};
use common::markup::{all, attributes, page, texts};
use common::{assessment, report_of};

#[test]
fn the_map_shows_every_answer_and_leads_to_it() {
    let answers = "all 3, C4-1 1, C4-2 ?, A-5 na, A-11 -";
    for language in Language::ALL {
        let page = page(results::map(&report_of(&assessment(answers), language)));
        let signs = texts(&page, ".heat .cell");
        assert_eq!(signs.len(), 42);
        let (first, last) = (&signs[..4], &signs[31..]);
        assert_eq!(first, ["1", "?", "3", "3"]);
        assert_eq!(last, ["3", "3", "3", "3", "–", "3", "3", "3", "3", "3", ""]);
        assert_eq!(attributes(&page, "[data-level=open]", "href"), ["#/question/A-11"]);
        assert_eq!(all(&page, ".is-key").len(), 12, "the key requirements have a frame");
        let words = attributes(&page, "[data-level=unknown]", "aria-label");
        let name = language.texts().questions[1].title;
        assert!(words[0].starts_with(&format!("C4-2 {name}")), "{words:?}");
        // The scores of the domains stand beside them, in the order of the questionnaire.
        let ids: Vec<_> = ISO42001.domains.iter().map(|domain| domain.id).collect();
        assert_eq!(attributes(&page, ".heat [data-score]", "data-score"), ids);
    }
}

#[test]
fn the_most_pressing_gaps_come_first_and_every_critical_one_is_named_or_counted() {
    let cases = [
        // (answers, the three in full, the links to critical ones beside them: both of two, of more
        // one and the number of the others)
        ("all 3", vec![], vec![]),
        ("all 3, A-1 2", vec!["A-1"], vec![]),
        ("all 3, C5-2 1, C9-4 2, A-1 2", vec!["C5-2", "C9-4", "A-1"], vec![]),
        ("all 3, C4-3 1, C5-2 1, C6-2 1, C9-3 1, C9-4 1", vec![""; 3], vec![""; 2]),
        ("all 1", vec!["C4-3", "C5-2", "C9-4"], vec!["", "8 more"]),
    ];
    for (answers, first, beside) in cases {
        let report = report_of(&assessment(answers), Language::English);
        let page = page(results::findings(&report, false));
        let shown = attributes(&page, "[data-finding]", "data-finding");
        assert_eq!(shown.len(), first.len(), "{answers}: {shown:?}");
        let ranked: Vec<_> = report.gaps.iter().take(3).map(|gap| gap.code).collect();
        assert_eq!(shown, ranked, "{answers}");
        let others = all(&page, "[data-banner=critical] a");
        assert_eq!(others.len(), beside.len(), "{answers}");
        let last = others.last().map(|link| link.text().collect::<String>()).unwrap_or_default();
        assert!(last.ends_with(beside.last().unwrap_or(&"")), "{answers}: {last}");
        let links = attributes(&page, "[data-finding] > a", "href");
        for (link, code) in links.iter().zip(&ranked) {
            let question = ISO42001.question(code).unwrap();
            assert_eq!(Route::parse(&ISO42001, link), Route::Gap(question), "{link}");
        }
    }
}

/// Browsers keep the addresses that were visited.
#[test]
fn on_a_shared_computer_no_link_to_a_gap_names_it_in_its_address() {
    let report = report_of(&assessment("all 1"), Language::English);
    let found = results::findings(&report, true);
    let links = page(found.clone());
    assert!(!found.into_string().contains("gaps/"));
    let to: Vec<_> = report.headline.critical_gaps.iter().map(|gap| gap.code).take(4).collect();
    assert_eq!(
        attributes(&links, "a[data-to-gap]", "data-to-gap"),
        to,
        "three, and one beside them"
    );
    let gaps = Route::Part(ResultsPart::Gaps).address(&ISO42001);
    assert!(attributes(&links, "a[data-to-gap]", "href").iter().all(|link| *link == gaps));
}

#[test]
fn before_the_first_answer_there_is_one_button_and_the_example() {
    for language in Language::ALL {
        let page = page(results::no_answers(language, "x"));
        let links = attributes(&page, "a", "href");
        assert_eq!(links, ["#/question/C4-1", "#/example"]);
        assert_eq!(all(&page, "a.button:not(.second)").len(), 1);
        assert_eq!(all(&page, "[data-score], [data-readiness]").len(), 0, "nothing is pretended");
    }
}

#[test]
fn a_provisional_result_has_the_way_on_and_a_complete_one_has_not() {
    for (answers, ways) in [("all 3", 0), ("all 3, C9-4 -", 1), ("C4-1 3", 1)] {
        let assessment = assessment(answers);
        let report = report_of(&assessment, Language::French);
        let page = page(results::verdict(&report, &assessment));
        assert_eq!(all(&page, ".button").len(), ways, "{answers}");
    }
}

#[test]
fn targets_are_told_as_they_are() {
    let told = |notation: &str| {
        let assessment = assessment(notation);
        let report = report_of(&assessment, Language::English);
        let page = page(results::verdict(&report, &assessment));
        (texts(&page, "span.aim").join(""), all(&page, "line.aim").len())
    };
    assert_eq!(told("all 3"), ("target 3".to_owned(), 1));
    assert_eq!(told("all 3, target 5 5, target A 4"), ("targets 3 to 5".to_owned(), 3));
}

#[test]
fn each_part_and_tool_is_seen_in_the_navigation() {
    let screens = [Route::Results, Route::WhatIf, Route::Compare, Route::Assessments];
    let parts =
        ResultsPart::ALL.into_iter().filter(|part| *part != ResultsPart::Report).map(Route::Part);
    for screen in screens.into_iter().chain([Route::Profile]).chain(parts) {
        let assessment = assessment("C4-1 3");
        let page = page(results::navigation(Language::English, &assessment, screen));
        let here = attributes(&page, "[aria-current=page]", "href");
        assert_eq!(here, [screen.address(&ISO42001)]);
        assert_eq!(texts(&page, "[data-nav=questions]"), ["Questions 1/42"]);
        assert_eq!(attributes(&page, "[data-nav=questions]", "href"), ["#/question/C4-2"]);
    }
}

#[test]
fn the_statement_counts_what_is_missing() {
    let counts = |notation: &str| Counts::of(&soa::rows(&ISO42001, &assessment(notation)));
    let all = ISO42001.controls.len();
    let nothing = Counts { all, applicable: all, unjustified: all, open: all };
    assert_eq!(counts(""), nothing);
    assert_eq!(counts("all 3"), Counts { open: 0, ..nothing });
    assert_eq!(counts("all ?"), nothing, "a don’t know is to be confirmed");
    // A-5 asks about the controls of A.6.1: left out with a reason, which is their justification.
    let left_out = ISO42001
        .controls
        .iter()
        .filter(|control| control.question == ISO42001.question("A-5").unwrap())
        .count();
    let expected =
        Counts { applicable: all - left_out, unjustified: all - left_out, open: 0, ..nothing };
    assert_eq!(counts("all 3, A-5 na"), expected);
}
