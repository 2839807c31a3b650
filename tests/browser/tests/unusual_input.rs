//! Unusual ways of using the page: other keyboards, keys that are held down, addresses that come
//! back changed, paper, another tab that changes much at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use browser_tests::screens::{self, lines};
use serde_json::json;

/// Presses a key as the browser itself would report it; a held key repeats `held` times.
async fn press(
    fixture: &Fixture,
    name: &str,
    place: &str,
    modifiers: u32,
    held: usize,
) -> Result<()> {
    let (code, text) = match name {
        "Enter" => (13, "\r"),
        "Escape" => (27, ""),
        _ => (0, name),
    };
    let event = |kind: &str, again: bool| json!({ "type": kind, "key": name, "code": place, "windowsVirtualKeyCode": code, "text": text, "modifiers": modifiers, "autoRepeat": again });
    for index in 0..=held {
        fixture.tell("Input.dispatchKeyEvent", event("keyDown", index > 0)).await?;
        // The repeat interval of a keyboard.
        tokio::time::sleep(std::time::Duration::from_millis(if held > 0 { 30 } else { 0 })).await;
    }
    let up = json!({ "type": "keyUp", "key": name, "code": place, "windowsVirtualKeyCode": code, "modifiers": modifiers });
    fixture.tell("Input.dispatchKeyEvent", up).await
}

async fn focus(page: &Page, selector: &str) -> Result<()> {
    page.wait_for(selector).await?;
    page.unfold_around(selector).await?;
    page.run(&format!("document.querySelector({selector:?}).focus()")).await.map(drop)
}

#[tokio::test]
async fn the_digit_row_of_a_french_keyboard_answers() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/4").await?;
        focus(&page, "[id='C4-1']").await?;
        let row = [
            ("&", "Digit1", "1"),
            ("é", "Digit2", "2"),
            ("\"", "Digit3", "3"),
            ("'", "Digit4", "4"),
            ("(", "Digit5", "5"),
            ("à", "Digit0", "unknown"),
        ];
        for (name, place, answer) in row {
            press(&fixture, name, place, 0, 0).await?;
            assert!(page.is_chosen("C4-1", answer).await?, "{name}");
        }
        // With Shift this keyboard types the digit; others type another character, which is no
        // answer.
        let shift = 8;
        press(&fixture, "3", "Digit3", shift, 0).await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        press(&fixture, "!", "Digit1", shift, 0).await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        let control = 2;
        press(&fixture, "&", "Digit1", control, 0).await?;
        assert!(page.is_chosen("C4-1", "3").await?, "with Ctrl it belongs to the browser");
        // In a note the key types its character.
        focus(&page, "textarea[name='C4-1-note']").await?;
        press(&fixture, "é", "Digit2", 0, 0).await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        assert_eq!(page.stored().await?["answers"]["C4-1"], json!({ "level": 3, "note": "é" }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_key_that_is_held_down_leads_one_question_on() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        let here = "return document.activeElement.id";
        focus(&page, "[id='C4-1']").await?;
        press(&fixture, "Enter", "Enter", 0, 30).await?;
        assert_eq!(page.run(here).await?, "C4-2");
        press(&fixture, "Enter", "Enter", 0, 0).await?;
        assert_eq!(page.run(here).await?, "C4-3", "pressed again it leads on");
        let shift = 8;
        press(&fixture, "Enter", "Enter", shift, 30).await?;
        assert_eq!(page.run(here).await?, "C4-2");
        // Starts from the heading, then crosses the end of a section.
        focus(&page, "main h1").await?;
        press(&fixture, "Enter", "Enter", 0, 30).await?;
        assert_eq!(page.run(here).await?, "C4-1");
        focus(&page, "[id='C4-4']").await?;
        press(&fixture, "Enter", "Enter", 0, 30).await?;
        page.wait_until(
            "the next section has the focus",
            "return location.hash === '#/question/C5-1' && document.activeElement.tagName === 'H1'",
        )
        .await?;
        // In a note it inserts line breaks.
        focus(&page, "textarea[name='C5-1-note']").await?;
        press(&fixture, "Enter", "Enter", 0, 3).await?;
        assert_eq!(page.run("return document.activeElement.value").await?, "\n\n\n\n");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_button_that_is_held_down_acts_once() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/assessments").await?;
        focus(&page, "[data-action=snapshot-keep]").await?;
        press(&fixture, "Enter", "Enter", 0, 20).await?;
        page.wait_for("[data-snapshot]").await?;
        assert_eq!(page.count("[data-snapshot]").await?, 1);
        focus(&page, "[data-action=assessment-duplicate]").await?;
        press(&fixture, "Enter", "Enter", 0, 20).await?;
        page.wait_for("[data-assessment='2']").await?;
        assert_eq!(page.count("[data-assessment]").await?, 2);
        focus(&page, "[data-action=assessment-new]").await?;
        press(&fixture, "Enter", "Enter", 0, 20).await?;
        // The name is asked for, and the key that is still held down doesn't answer.
        page.wait_until(
            "the field has the focus",
            "return document.activeElement.name === 'new-assessment-name'",
        )
        .await?;
        assert_eq!(page.count("[data-assessment]").await?, 2);
        press(&fixture, "Enter", "Enter", 0, 0).await?;
        page.wait_until("it has begun", "return location.hash === '#/question/C4-1'").await?;
        page.go("#/assessments").await?;
        page.wait_for("[data-assessment='3'][aria-current]").await?;
        assert_eq!(page.count("[data-assessment]").await?, 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_address_that_came_back_changed_leads_to_its_place() -> Result<()> {
    with_fixture(|fixture| async move {
        for (address, sign) in [
            ("?lang=en#%2Fresults", ".results"),
            ("?lang=en#/results?utm_source=x", ".results"),
            ("?lang=en&utm_source=x#/results/", ".results"),
            ("?lang=en#/section/a", "[id='A-1']"),
        ] {
            let page = fixture.open(address).await?;
            page.wait_for(sign).await?;
        }
        let page = fixture.open("?lang=en#/question/c9-4").await?;
        let in_view = "const box = document.getElementById('C9-4').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight";
        page.wait_until("the question is in view", in_view).await?;
        for hash in ["#%", "#%E0%A4%A", "#/section/%00", "#/question/\u{1f600}", "#/section/999999999999999999999"] {
            page.go("#/results").await?;
            page.wait_for(".results").await?;
            page.go(hash).await?;
            page.wait_for("[data-action=start]").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_menu_of_files_opens_and_closes_as_one_expects() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/4").await?;
        let is_open = "return document.querySelector('[data-menu]').open";
        let button = "[data-menu] > summary";
        // By keyboard: open, go through, leave with Escape to where one was.
        focus(&page, button).await?;
        press(&fixture, "Enter", "Enter", 0, 0).await?;
        page.wait_for("[data-menu] [data-action=save-page]").await?;
        focus(&page, "[data-action=save-page]").await?;
        press(&fixture, "Escape", "Escape", 0, 0).await?;
        assert_eq!(page.run(is_open).await?, false);
        assert_eq!(
            page.run(&format!("return document.activeElement.matches({button:?})")).await?,
            true
        );
        // The focus elsewhere, a click elsewhere, another screen: it covers none of them.
        for leave in [
            "document.querySelector('footer').click()",
            "document.querySelector('[name=C4-1]').focus()",
            "location.hash = '#/section/5'",
        ] {
            page.open_menu().await?;
            page.run(leave).await?;
            page.wait_until(leave, "return !document.querySelector('[data-menu]').open").await?;
        }
        // What is being asked is dropped with it.
        page.click("[data-action=delete-all]").await?;
        page.wait_for("[data-action=delete-confirmed]").await?;
        press(&fixture, "Escape", "Escape", 0, 0).await?;
        page.open_menu().await?;
        page.wait_until(
            "it isn't asked any more",
            "return !document.querySelector('[data-action=delete-confirmed]')",
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refused_file_is_told_of_until_one_goes_on() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let bad = fixture.downloads.join("bad.json");
        std::fs::write(&bad, "{")?;
        page.open_file(&bad).await?;
        page.go("#/section/4").await?;
        page.wait_until("it is out of date", "return !document.querySelector('[data-notice]')")
            .await?;
        page.choose("C4-1", "3").await?;
        page.open_file(&bad).await?;
        let good = fixture.downloads.join("good.aims.json");
        std::fs::write(&good, browser_tests::answers::file(&browser_tests::answers::mixed()))?;
        page.choose_file(&good).await?;
        page.wait_for("dialog[open]").await?;
        assert_eq!(page.count("[data-notice]").await?, 0, "another file can be opened");
        Ok(())
    })
    .await
}

/// What was saved is told beside the button, with its name and its size.
#[tokio::test]
async fn a_saved_file_is_told_beside_its_button() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr#/results").await?;
        page.wait_for_results().await?;
        for (action, place) in [
            ("export-json", ".files:first-child [data-saved]"),
            ("save-page", ".files:nth-child(2) [data-saved]"),
            ("export-docx", "#exports [data-saved]"),
            ("export-png", "#exports [data-saved]"),
        ] {
            page.click(&format!("[data-action={action}]")).await?;
            let ending = action.rsplit('-').next().unwrap_or_default();
            let name = format!("smia-[^ ]*[.]({ending}|html)");
            let told = format!("return /^Enregistré dans Téléchargements : {name}, [0-9,]+ [kM]o[.]$/.test(document.querySelector({place:?})?.textContent.replaceAll('\u{a0}', ' '))");
            page.wait_until(&format!("{action} is told"), &told).await?;
            assert_eq!(page.attribute(place, "role").await?, "status");
        }
        Ok(())
    })
    .await
}

/// The list of formats stays open after a file was saved, and doesn't hide what is told of it.
#[tokio::test]
async fn what_was_saved_is_seen_beside_the_open_list_of_formats() -> Result<()> {
    const SEEN: &str = "const told = document.querySelector('#exports [data-saved]');
        const { left, right, top, bottom } = told.getBoundingClientRect();
        return [left + 4, (left + right) / 2, right - 4].every(x =>
            document.elementFromPoint(x, (top + bottom) / 2) === told);";
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr#/results").await?;
        page.wait_for_results().await?;
        page.click("#exports summary").await?;
        page.click("[data-action=export-csv]").await?;
        page.wait_for("#exports [data-saved]:not(:empty)").await?;
        for (width, height) in [(1280, 800), (800, 700), (360, 740)] {
            fixture.resize(width, height, 1).await?;
            assert_eq!(page.count("#exports details[open]").await?, 1);
            assert_eq!(page.run(SEEN).await?, json!(true), "at {width} × {height}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn any_file_can_be_chosen() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        assert_eq!(
            page.attribute("[name=answers-file]", "accept").await?,
            "",
            "a telephone greys out what it doesn't know"
        );
        let file = fixture.downloads.join("holiday.mp4");
        std::fs::write(&file, [0, 0, 0, 24, 102, 116, 121, 112])?;
        page.open_file(&file).await?;
        assert_eq!(
            page.run("return Object.keys(localStorage).filter(key => key.includes('answers'))")
                .await?,
            json!([])
        );
        Ok(())
    })
    .await
}

/// The width of the text on A4 with our margins, in CSS pixels.
const PAPER: u32 = 672;
/// Returns the elements that paper doesn't show whole: that scroll, are cut off, or are wider than
/// it.
const CUT: &str = "return [...document.querySelectorAll('body *')].filter(element => {
        if (!element.getClientRects().length || element.closest('.hidden, .skip, canvas, svg, .results.part h2:is(.gaps > *, #plan > *, #answers > *)')) return false;
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const clips = /hidden|auto|scroll|clip/.test(style.overflowX + style.overflowY) || element.matches('input, textarea, select');
        const holdsMore = element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
        return clips && style.display !== 'inline' && holdsMore || box.width > 0 && box.right > innerWidth + 1 || style.webkitLineClamp !== 'none';
    }).map(element => element.outerHTML.slice(0, 120));";

fn long_file() -> String {
    let line = "A line of a note that goes on for a while, as people write who want to be exact. ";
    let note = format!("{}\n{}The last words.", line.repeat(60), "Short.\n".repeat(120));
    let mut answers = serde_json::Map::new();
    for (code, answer) in [
        ("A-1", json!({ "level": 2, "note": note })),
        ("A-8", json!({ "not_applicable": note })),
        ("C5-1", json!({ "level": 1, "note": "W".repeat(3000) })),
        ("C5-2", json!({ "level": 4, "note": "Short." })),
    ] {
        answers.insert(code.to_owned(), answer);
    }
    json!({
        "format": "aims-assessment/answers",
        "version": 1,
        "questionnaire": { "id": "iso42001", "version": "1.0" },
        "organisation": "W".repeat(300),
        "answers": answers,
        "soa": { "A.2.2": { "applicable": true, "status": "partial", "justification": line.repeat(40) } },
    })
    .to_string()
}

#[tokio::test]
async fn paper_shows_all_that_fields_hold() -> Result<()> {
    with_fixture(|fixture| async move {
        for language in ["en", "fr"] {
            let page = fixture.open(&format!("?lang={language}")).await?;
            let file = fixture.downloads.join("long.aims.json");
            std::fs::write(&file, long_file())?;
            if language == "en" {
                page.open_file(&file).await?;
                page.go("#/assessments").await?;
                page.click("[data-action=snapshot-keep]").await?;
                page.wait_for("[data-snapshot]").await?;
            }
            for place in screens::KINDS {
                page.go(place).await?;
                page.wait_until("the screen is there", "return document.querySelector('#main h1') !== null").await?;
                if place == "#/results" {
                    page.wait_for_results().await?;
                }
                let fields = "[...document.querySelectorAll('textarea, input[type=text], select')]
                    .map(field => field.tagName === 'SELECT' ? field.selectedOptions[0].textContent : field.value).filter(text => text.trim())";
                let held = page.run(&format!("return {fields}")).await?;
                fixture.resize(PAPER, 900, 1).await?;
                fixture.set_media("print").await?;
                page.run("window.dispatchEvent(new Event('beforeprint'))").await?;
                assert_eq!(lines(&page.run(CUT).await?), Vec::<String>::new(), "{language} {place}");
                assert_eq!(json!(page.texts(".written-out").await?), held, "{language} {place}");
                let empty = "return [...document.querySelectorAll('textarea, input[type=text], select')]
                    .filter(field => field.getClientRects().length && field.value.trim()).map(field => field.outerHTML.slice(0, 90))";
                assert_eq!(page.run(empty).await?, json!([]), "{language} {place}: the text stands in the place of the field");
                page.run("window.dispatchEvent(new Event('afterprint'))").await?;
                fixture.set_media("").await?;
                fixture.resize(1280, 900, 1).await?;
                assert_eq!(page.count(".written-out").await?, 0);
                assert_eq!(page.run(&format!("return {fields}")).await?, held, "{language} {place}");
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_long_note_takes_as_many_pages_as_it_needs() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let file = fixture.downloads.join("long.aims.json");
        std::fs::write(&file, long_file())?;
        page.open_file(&file).await?;
        let pages = async |place: &str| -> Result<u64> {
            page.go(place).await?;
            page.wait_for("fieldset.question").await?;
            let pdf = fixture.print().await?;
            let count = "return (atob(arguments[0]).match(/\\/Type\\s*\\/Page\\b/g) ?? []).length";
            Ok(fixture.driver.execute(count, vec![json!(pdf)]).await?.json().as_u64().unwrap_or_default())
        };
        let with_notes = pages("#/section/A").await?;
        page.run("document.querySelector(\"textarea[name='A-1-note']\").value = ''; document.querySelector(\"textarea[name='A-8-reason']\").value = ''").await?;
        let without = pages("#/section/A").await?;
        // Some 180 lines each; a printed page has 70.
        assert!(with_notes >= without + 4, "{with_notes} pages with two notes of 180 lines, {without} without");
        assert_eq!(page.count(".written-out").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn many_changes_in_another_tab_are_shown_together() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        // First 300, as many as with one snapshot a day; then another page of ours adds fifty more.
        let more = "const key = Object.keys(localStorage).find(key => key.includes('snapshot') && /\\d{4}-\\d\\d-\\d\\dT/.test(key));
            const text = localStorage.getItem(key);
            window.keep = (storage, from, to) => {
                for (let i = from; i < to; i++) storage.setItem(key.replace(/\\d{4}-/, `${1200 + i}-`), text);
            };
            keep(localStorage, 0, 300);";
        page.run(more).await?;
        page.reload().await?;
        page.wait_until("all are there", "return document.querySelectorAll('[data-snapshot]').length === 301").await?;
        page.run(more.trim_end_matches("keep(localStorage, 0, 300);")).await?;
        let watched = "const frame = document.createElement('iframe');
            document.body.append(frame);
            window.reads = 0;
            const plain = Storage.prototype.getItem;
            Storage.prototype.getItem = function (key) { if (key.includes('snapshot')) reads++; return plain.call(this, key); };
            window.keep(frame.contentWindow.localStorage, 300, 350);";
        page.run(watched).await?;
        page.wait_until("the new ones are there", "return document.querySelectorAll('[data-snapshot]').length === 351").await?;
        let reads = page.run("return window.reads").await?;
        assert!(reads.as_u64().is_some_and(|reads| reads < 10 * 351), "{reads} snapshots were read for 50 new ones");
        // A change made here shows at once, whatever another tab does.
        page.click("[data-snapshot] [data-action=snapshot-delete]").await?;
        page.wait_until("it is gone", "return document.querySelectorAll('[data-snapshot]').length === 350").await?;
        assert_eq!(page.run("return document.activeElement.dataset.action").await?, "undo");
        Ok(())
    })
    .await
}
