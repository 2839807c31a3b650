//! Tests the single-file page, which holds answers in itself.
#![allow(clippy::unwrap_used)]

use crate::common;

use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::session::{Cell, Session};
use aims_assessment::view::notice::Notice;
use aims_assessment::view::standalone_page::{EmbeddedAnswers, decide, fingerprint, with_answers};

use common::assessment;
use common::tabs::{TabSession, answer, shown, tabs};

const PAGE: &str = "<!doctype html>\n<html lang=\"en\" class=\"x\"><head><script type=\"application/json\" id=\"aims-answers\">old</script></head></html>";

#[test]
fn answers_stand_in_their_place_whatever_a_note_says() {
    let page = with_answers(
        PAGE,
        "{\"note\":\"</script><script>alert(1)</script><!--\"}",
        Language::French,
    )
    .unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"fr\"><head>"), "{page}");
    assert!(
        !page.contains("old") && !page.contains("alert(1)</script>") && !page.contains("<!--"),
        "{page}"
    );
    let inside = page
        .split_once("id=\"aims-answers\">")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .unwrap()
        .0;
    let read: serde_json::Value = serde_json::from_str(inside).unwrap();
    assert_eq!(read["note"], "</script><script>alert(1)</script><!--");
}

#[test]
fn saving_again_replaces_the_answers() {
    let once = with_answers(PAGE, "{\"a\":1}", Language::English).unwrap();
    let twice = with_answers(&once, "{\"a\":2}", Language::English).unwrap();
    assert!(!twice.contains("\"a\":1") && twice.contains("\"a\":2"));
    assert_eq!(with_answers("<html><body>another page", "{}", Language::English), None);
}

#[test]
fn what_is_in_the_browser_is_never_replaced_unasked() {
    for (inside, present_is_empty, shown, wanted) in [
        ("", true, None, EmbeddedAnswers::Nothing),
        ("{}", true, None, EmbeddedAnswers::Open),
        ("{}", false, None, EmbeddedAnswers::Ask),
        ("{}", false, Some(fingerprint("{}")), EmbeddedAnswers::Nothing),
        (" {}\n", true, Some(fingerprint("{}")), EmbeddedAnswers::Nothing),
        ("{\"a\":1}", false, Some(fingerprint("{}")), EmbeddedAnswers::Ask),
    ] {
        assert_eq!(
            decide(inside, present_is_empty, shown.as_deref()),
            wanted,
            "{inside} {present_is_empty} {shown:?}"
        );
    }
}

const SHOWN: &str = "aims-assessment/shown-inside";

/// Opens a saved page, as the page does when it starts; returns whether the answers in it are
/// offered.
fn start(page: TabSession) -> bool {
    let inside = file::write(&ISO42001, &assessment("C5-1 2"), "2026-11-27T12:00:00Z");
    page.act(|session| {
        session.offer_inside(&inside, || "a.html".to_owned());
        session.preview.with(Option::is_some)
    })
}

/// Who leaves the page without having decided is asked again; who decided, in whatever way, is not.
#[test]
fn what_is_in_the_page_is_offered_until_the_visitor_has_decided() {
    type Way = fn(Session<common::tabs::Fake>);
    let ways: [(Way, &str); 4] = [
        (Session::close_preview, "C4-1 3"),
        (Session::replace, "C5-1 2"),
        (Session::join, "C4-1 3, C5-1 2"),
        (Session::add, "C5-1 2"),
    ];
    for (decide, after) in ways {
        let [mut page] = tabs();
        answer(page, "C4-1", "3");
        for _ in 0..2 {
            assert!(start(page), "{after}");
            page.reload();
            assert_eq!((shown(page).as_str(), page.stored().get(SHOWN)), ("C4-1 3", None));
        }
        assert!(start(page));
        page.act(decide);
        assert_eq!(shown(page), after);
        page.reload();
        assert!(!start(page), "{after}: it is asked once");
        assert_eq!(shown(page), after);
    }
}

/// Where there are no other answers, those in the page are opened, and not asked about.
#[test]
fn what_is_in_the_page_is_opened_where_there_is_nothing_else() {
    let [mut page] = tabs();
    for _ in 0..2 {
        assert!(!start(page), "nothing is asked");
        assert_eq!(shown(page), "C5-1 2");
        page.reload();
    }
}

#[test]
fn what_can_not_be_read_in_the_page_is_told() {
    let [page] = tabs();
    page.act(|session| session.offer_inside("no answers", || "a.html".to_owned()));
    let notices = page.act(|session| session.notices.get());
    assert!(notices.iter().any(|notice| matches!(notice, Notice::NotOpened { .. })));
}
