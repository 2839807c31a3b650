//! Tests the single-file page, which holds answers in itself.
#![allow(clippy::unwrap_used)]

use aims_assessment::language::Language;
use aims_assessment::view::standalone_page::{EmbeddedAnswers, decide, fingerprint, with_answers};

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
