//! Tabs that slept: frozen by the browser, kept in the back-forward cache, or left with a message
//! that offers *Undo*.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::Arc;

use anyhow::Result;
use browser_tests::answers;
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use browser_tests::servers::{dist, static_server};
use serde_json::json;

const NONE_OFFERED: &str = "return !document.querySelector('#front .stored a') && document.querySelector('#front .stored').hidden";
const SHARED: &str = "[data-action=shared-computer]";
/// Returns all that we have stored, except marks without content.
const STORED: &str = "return Object.entries(localStorage).filter(([key]) => /answers|snapshot|before/.test(key)).map(([, text]) => text).join()";

#[tokio::test]
async fn a_frozen_tab_brings_no_client_back() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.write("C4-1", "note", "Client B").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        let other = fixture.open("?lang=en#/section/4").await?;
        assert!(other.is_chosen("C4-1", "2").await?);
        fixture.tell("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;

        // Meanwhile everything is deleted, and the next client's assessment begins.
        fixture.driver.switch_to_window(first.clone()).await?;
        delete_everything(&page).await?;
        page.go("#/section/4").await?;
        page.choose("C4-2", "5").await?;
        page.write("C4-2", "note", "Client C").await?;

        fixture.driver.switch_to_window(second).await?;
        fixture.tell("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
        other.choose("C4-3", "3").await?;
        other.write("C4-3", "note", "Client D").await?;
        assert!(!other.is_chosen("C4-1", "2").await?);
        assert_eq!(other.progress("overall").await?, 1);
        let stored = other.run(STORED).await?.as_str().unwrap().to_owned();
        assert!(!stored.contains("Client B"), "what was deleted is back: {stored}");

        fixture.driver.switch_to_window(first).await?;
        for page in [&page, &other] {
            page.reload().await?;
        }
        let stored = page.run(STORED).await?.as_str().unwrap().to_owned();
        assert!(
            !stored.contains("Client B")
                && stored.contains("Client C")
                && stored.contains("Client D"),
            "{stored}"
        );
        assert!(page.is_chosen("C4-2", "5").await?);
        assert!(!page.is_chosen("C4-3", "3").await?, "clients are not mixed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn undo_in_another_tab_ends_with_everything() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.go("#/assessments").await?;
        page.begin_another("").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        page.click("[data-assessment='1'] [data-action=assessment-delete]").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.wait_for("[data-notice] [data-action=undo]").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        delete_everything(&fixture.open("?lang=en").await?).await?;
        fixture.driver.switch_to_window(first).await?;
        page.wait_until(
            "nothing is offered any more",
            "return !document.querySelector('[data-notice] [data-action=undo]')",
        )
        .await?;
        assert_eq!(page.run(STORED).await?, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn back_shows_what_another_tab_stored_in_firefox() -> Result<()> {
    back_shows_what_another_tab_stored(Engine::Firefox).await
}

#[tokio::test]
async fn back_shows_what_another_tab_stored_in_webkit() -> Result<()> {
    back_shows_what_another_tab_stored(Engine::WebKit).await
}

#[tokio::test]
async fn back_shows_what_another_tab_stored_in_chromium() -> Result<()> {
    back_shows_what_another_tab_stored(Engine::Chromium).await
}

async fn back_shows_what_another_tab_stored(engine: Engine) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = format!("{}?lang=en#/section/4", server.address);
    perform_in(engine, Storage::Allowed, |browser| async move {
        away_and_back(&browser, &address).await
    })
    .await
}

async fn away_and_back(browser: &Arc<Browser>, address: &str) -> Result<()> {
    let page = browser.open(address).await?;
    page.choose("C4-1", "2").await?;
    page.run("location.href = 'manifest.json'").await?;
    page.wait_until("one is elsewhere", "return location.pathname.endsWith('manifest.json')")
        .await?;
    let first = browser.driver.window().await?;
    let second = browser.driver.new_tab().await?;
    browser.driver.switch_to_window(second).await?;
    browser.open(address).await?.choose("C4-1", "5").await?;
    browser.driver.switch_to_window(first).await?;
    browser.driver.back().await?;
    page.wait_until_there().await?;
    page.wait_until(
        "the newer answer is shown",
        "return document.querySelector('[name=\"C4-1\"][value=\"5\"]')?.checked === true",
    )
    .await?;
    page.choose("C4-2", "3").await?;
    assert_eq!(
        page.stored().await?["answers"]["C4-1"],
        json!({ "level": 5 }),
        "and not stored over"
    );
    Ok(())
}

/// After waking, a field shows what is stored before another keystroke is stored.
#[tokio::test]
async fn a_frozen_tab_stores_no_old_note_over_a_newer_one() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.write("C4-1", "note", "Client X").await?;
        let first = fixture.driver.window().await?;
        fixture.tell("Page.setWebLifecycleState", json!({ "state": "frozen" })).await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        let other = fixture.open("?lang=en").await?;
        let file = fixture.downloads.join("y.aims.json");
        std::fs::write(
            &file,
            answers::file(&[("C4-1", "1")]).replacen(
                "\"level\":1",
                "\"level\":1,\"note\":\"Client Y\"",
                1,
            ),
        )?;
        other.open_instead(&file).await?;

        fixture.driver.switch_to_window(first).await?;
        fixture.tell("Page.setWebLifecycleState", json!({ "state": "active" })).await?;
        let shown = "return document.querySelector('[name=C4-1-note]').value === 'Client Y'";
        page.wait_until("the field shows what is stored", shown).await?;
        page.write("C4-1", "note", "!").await?;
        let note = page.stored().await?["answers"]["C4-1"]["note"].as_str().unwrap().to_owned();
        assert!(note.contains("Client Y") && !note.contains("Client X"), "{note}");
        Ok(())
    })
    .await
}

/// Leaving the page of a shared computer, of which the page warns, loses the answers: coming back
/// shows none.
#[tokio::test]
async fn back_shows_nothing_on_a_shared_computer() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let server = static_server(&dist()?)?;
        let address = format!("{}?lang=en", server.address);
        perform_in(engine, Storage::Allowed, |browser| async move {
            let page = browser.open(&address).await?;
            page.click("[data-action=shared-computer]").await?;
            page.go("#/section/4").await?;
            page.choose("C4-1", "3").await?;
            page.run("onbeforeunload = null; location.href = 'manifest.json'").await?;
            page.wait_until(
                "one is elsewhere",
                "return location.pathname.endsWith('manifest.json')",
            )
            .await?;
            browser.driver.back().await?;
            let is_empty = "return document.querySelector('[data-progress=overall]')?.value === 0";
            page.wait_until("nothing is answered", is_empty).await
        })
        .await?;
    }
    Ok(())
}

/// Focusing the controls of the assessments' cards must re-render nothing: a slow press would lose
/// its button.
#[tokio::test]
async fn a_press_that_takes_its_time_presses() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/assessments").await?;
        page.wait_for("[data-action=assessment-rename]").await?;
        page.run(
            "window.changes = 0;
             new MutationObserver((list) => changes += list.length).observe(document.querySelector('main'), { childList: true, subtree: true });
             for (const control of document.querySelectorAll('main button, main a')) control.focus()",
        )
        .await?;
        // Nothing may change, so there is no event to wait for.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(page.run("return changes").await?, 0, "the focus alone builds nothing anew");
        Ok(())
    })
    .await
}

/// Of several files opened one after the other, none displaces the visitor's own answers.
#[tokio::test]
async fn a_second_file_keeps_what_the_first_replaced() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.write("C4-1", "note", "my own note").await?;
        page.go("#/").await?;
        for (name, level) in
            [("first.aims.json", "1"), ("second.aims.json", "2"), ("third.aims.json", "3")]
        {
            let file = fixture.downloads.join(name);
            std::fs::write(&file, answers::file(&[("C4-2", level)]))?;
            page.open_instead(&file).await?;
            // One more answer, so that the answers aren't just those of the file.
            page.go("#/section/4").await?;
            page.choose("C4-3", level).await?;
            page.go("#/").await?;
        }
        let stored = page.run(STORED).await?.as_str().unwrap().to_owned();
        assert!(stored.contains("my own note"), "it is nowhere: {stored}");
        page.go("#/assessments").await?;
        page.wait_for("[data-snapshot]").await?;
        assert_eq!(
            page.count("[data-snapshot]").await?,
            2,
            "what the first and the second file replaced; the third is one step back"
        );
        Ok(())
    })
    .await
}

/// The mark belongs to the tab, so it also holds for earlier pages, which a browser may keep and
/// show again.
#[tokio::test]
async fn a_page_one_comes_back_to_stores_nothing_either() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let server = static_server(&dist()?)?;
        let address = server.address.clone();
        perform_in(engine, Storage::Allowed, |browser| async move {
            let page = browser.open(&format!("{address}?lang=en#/section/4")).await?;
            page.run(&format!("location.href = '{address}?lang=fr'")).await?;
            page.wait_until(
                "the second page is there",
                "return document.documentElement.lang === 'fr'",
            )
            .await?;
            page.wait_until_there().await?;
            page.click(SHARED).await?;
            // Firefox passes what a page stores in its session storage on to the tab's other pages
            // a moment later. The other page sleeps until it is shown, so no event tells when the
            // mark has arrived.
            tokio::time::sleep(std::time::Duration::from_secs(3)).await;
            browser.driver.back().await?;
            page.wait_until(
                "the first page is there",
                "return document.documentElement.lang === 'en'",
            )
            .await?;
            page.wait_until_there().await?;
            page.choose("C4-1", "3").await?;
            page.write("C4-1", "note", "our secret").await?;
            assert_eq!(page.run(STORED).await?, "", "{engine:?}");
            assert!(page.asks_before_leaving().await?, "{engine:?}");
            page.go("#/").await?;
            assert!(
                page.wait_for(SHARED).await?.is_selected().await?,
                "{engine:?}: the box shows what holds"
            );
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// A second frame of the page in the same tab learns of the mark at once.
#[tokio::test]
async fn another_frame_of_the_tab_stores_nothing_either() -> Result<()> {
    with_fixture(|fixture| async move {
        // Over stored answers a frame asks in a window of its own (`embedded.rs`).
        let page = fixture.open("?lang=en#/section/4").await?;
        let tick = "const frame = document.body.appendChild(document.createElement('iframe'));
            frame.src = '?lang=en';
            frame.onload = function look() {
                const box = frame.contentDocument.querySelector('[data-action=shared-computer]');
                if (box) box.click(); else setTimeout(look, 50);
            }";
        page.run(tick).await?;
        page.wait_until(
            "the mark is there",
            "return sessionStorage.getItem('aims-assessment/shared-computer') !== null",
        )
        .await?;
        page.choose("C4-1", "3").await?;
        page.choose("C4-2", "2").await?;
        assert_eq!(page.run(STORED).await?, "");
        assert!(page.is_chosen("C4-1", "3").await?, "what is shown stays");
        assert!(page.asks_before_leaving().await?);
        Ok(())
    })
    .await
}

/// Deleted answers can no longer be saved from a notice, nor from what a stopped page offers.
#[tokio::test]
async fn deleted_answers_are_handed_out_by_no_other_tab() -> Result<()> {
    let mended = answers::file(&[("C4-1", "2"), ("C4-2", "9")]).replacen(
        "\"level\":2",
        "\"level\":2,\"note\":\"Client B\"",
        1,
    );
    let mut damaged = answers::file(&[("C4-1", "2")]).replacen(
        "\"level\":2",
        "\"level\":2,\"note\":\"Client B\"",
        1,
    );
    damaged.truncate(damaged.len() - 2);
    for text in [mended, damaged] {
        with_fixture(|fixture| async move {
            let page = fixture.open("?lang=en").await?;
            page.run(&format!("localStorage.setItem('aims-assessment/answers/1', {text:?})")).await?;
            let first = fixture.driver.window().await?;
            let second = fixture.driver.new_tab().await?;
            fixture.driver.switch_to_window(second.clone()).await?;
            let other = fixture.open("?lang=en").await?;
            other.wait_for("[data-notice] [data-action=save-damaged]").await?;
            fixture.driver.switch_to_window(first).await?;
            delete_everything(&page).await?;
            fixture.driver.switch_to_window(second).await?;
            let is_gone = "return !document.querySelector('[data-action=save-damaged]') && /are deleted/.test(document.body.textContent)";
            other.wait_until("nothing is offered any more, and it is told", is_gone).await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_stopped_offers_nothing_that_was_deleted() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.write("C4-1", "note", "Client B").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        let other = fixture.open("?lang=en").await?;
        other.run("setTimeout(() => aimsFailed('a test'))").await?;
        other.wait_until("the answers are offered", "return document.querySelectorAll('[data-front=en] .stored a').length === 2").await?;
        fixture.driver.switch_to_window(first.clone()).await?;
        delete_everything(&page).await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        other.wait_until("nothing is offered any more", NONE_OFFERED).await?;

        // Nor what a tab with version 0.1 stores of it late, or of a single one that was deleted.
        fixture.driver.switch_to_window(first.clone()).await?;
        let late = json!({ "format": "aims-assessment/answers", "version": 1, "answers": { "C4-1": { "level": 3, "note": "Client B" } } });
        page.run(&format!("localStorage.setItem('aims-assessment/answers/1', JSON.stringify({late})); localStorage.setItem('aims-assessment/snapshot/1/2026-11-27T12:00:00Z', JSON.stringify({late}))")).await?;
        page.go("#/section/4").await?;
        page.write("C4-2", "note", "Client C").await?;
        fixture.driver.switch_to_window(second).await?;
        let offered = "return [...document.querySelectorAll('[data-front=en] .stored a')].map((link) => link.innerText.trim()).join() === 'Answers: 2,Everything that is kept, for whoever helps you'";
        other.wait_until("the new assessment alone is offered", offered).await?;
        let whole = other.offered("[data-front=en] .stored li:last-child a").await?;
        let whole = whole.to_string();
        assert!(whole.contains("Client C") && !whole.contains("Client B"), "{whole}");
        Ok(())
    })
    .await
}

/// What the storage refused is offered no more once its assessment was deleted in another tab.
#[tokio::test]
async fn a_page_that_stopped_offers_nothing_of_a_deleted_assessment() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.write("C4-1", "note", "Client B").await?;
        page.go("#/assessments").await?;
        page.begin_another("Client C").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        let other = fixture.open("?lang=en#/assessments").await?;
        other.click("[data-assessment='1'] [data-action=assessment-use]").await?;
        other.wait_for("[data-assessment='1'][aria-current]").await?;
        other.go("#/section/4").await?;
        other.wait_for("[name=C4-1-note]").await?;
        other.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }").await?;
        other.write("C4-1", "note", " and more").await?;
        other.wait_for(".notices [data-notice]").await?;
        other.run("setTimeout(() => aimsFailed('a test'))").await?;
        other.wait_until("the last answers are offered", "return document.querySelectorAll('[data-front=en] .stored a').length === 4").await?;
        let last = other.offered("[data-front=en] .stored a").await?;
        assert_eq!(last["answers"]["C4-1"]["note"], "Client B and more");

        fixture.driver.switch_to_window(first).await?;
        page.click("[data-assessment='1'] [data-action=assessment-delete]").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.wait_for("[data-notice] [data-action=undo]").await?;
        fixture.driver.switch_to_window(second).await?;
        other.wait_until("the other assessment alone is offered", "return document.querySelectorAll('[data-front=en] .stored a').length === 2").await?;
        let kept = other.offered("[data-front=en] .stored a").await?;
        assert_eq!(kept["organisation"], "Client C");
        Ok(())
    })
    .await
}

async fn delete_everything(page: &Page) -> Result<()> {
    page.go("#/").await?;
    page.delete_all().await?;
    page.wait_until(
        "everything is deleted",
        "return !Object.keys(localStorage).some(key => /answers/.test(key))",
    )
    .await
}

/// Version 0.1 stores until it sees the newer schema: what it stores of a deleted assessment is
/// never shown, and is removed.
#[tokio::test]
async fn what_an_older_version_stores_late_is_shown_by_nobody() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let server = static_server(&dist()?)?;
        let address = format!("{}?lang=en", server.address);
        perform_in(engine, Storage::Allowed, |browser| async move {
            let page = browser.open(&format!("{address}#/section/4")).await?;
            page.choose("C4-1", "3").await?;
            page.write("C4-1", "note", "the client").await?;
            page.run("window.old = JSON.parse(localStorage.getItem('aims-assessment/answers/1')); delete old.id").await?;
            delete_everything(&page).await?;
            page.run("localStorage.setItem('aims-assessment/answers/1', JSON.stringify(old))").await?;
            page.reload().await?;
            page.go("#/section/4").await?;
            page.wait_for("[name='C4-1-note']").await?;
            assert_eq!(page.run("return document.querySelector('[name=C4-1-note]').value").await?, "", "{engine:?}");
            assert!(!page.is_chosen("C4-1", "3").await?, "{engine:?}");
            assert_eq!(page.run("return Object.values(localStorage).filter(text => text.includes('the client')).length").await?, 0);
            Ok(())
        })
        .await?;
    }
    Ok(())
}
