//! Data that only the page holds is never lost without a question or a message: copies, names,
//! files opened over answers, a full storage, a page that stops.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers;
use browser_tests::engine::{Engine, Storage, perform_in};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use browser_tests::servers::{dist, static_server};
use thirtyfour::Key;

const BOX: &str = "[data-action=shared-computer]";
const FILL: &str = "const whole = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
        if (this === localStorage) throw new DOMException('full', 'QuotaExceededError');
        return whole.call(this, key, text);
    }";

/// Opens the page on a shared computer, with one answer that is also in a file.
async fn shared_and_saved(fixture: &Fixture) -> Result<Page> {
    let page = fixture.open("?lang=en").await?;
    page.click(BOX).await?;
    page.go("#/section/4").await?;
    page.choose("C4-1", "3").await?;
    page.go("#/").await?;
    save(fixture, &page).await?;
    assert!(!page.asks_before_leaving().await?, "it is in a file");
    Ok(page)
}

async fn save(fixture: &Fixture, page: &Page) -> Result<()> {
    page.click("[data-action=export-json]").await?;
    fixture.saved("aims-", ".aims.json").await.map(drop)
}

#[tokio::test]
async fn a_copy_in_the_page_alone_is_asked_for() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = shared_and_saved(&fixture).await?;
        page.go("#/assessments").await?;
        page.click("[data-assessment][aria-current] [data-action=assessment-duplicate]").await?;
        page.wait_until(
            "the copy is there",
            "return document.querySelectorAll('[data-assessment]').length === 2",
        )
        .await?;
        assert!(page.asks_before_leaving().await?, "the copy is in no file");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_name_in_the_page_alone_is_asked_for() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = shared_and_saved(&fixture).await?;
        page.go("#/assessments").await?;
        page.begin_another("").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        assert!(!page.asks_before_leaving().await?, "an empty one is nothing to lose");
        page.click("[data-assessment='1'] [data-action=assessment-rename]").await?;
        page.wait_for("input[name=assessment-name]").await?.send_keys("Ours" + Key::Enter).await?;
        page.wait_until(
            "it has its name",
            "return document.querySelector('[data-assessment=\"1\"] h2')?.innerText === 'Ours'",
        )
        .await?;
        assert!(page.asks_before_leaving().await?, "the name is in no file");
        Ok(())
    })
    .await
}

/// Where the browser gives no storage at all, whatever is answered goes with the page.
#[tokio::test]
async fn without_storage_what_was_answered_is_asked_for() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let server = static_server(&dist()?)?;
        let address = format!("{}?lang=en#/section/4", server.address);
        perform_in(engine, Storage::Blocked, |browser| async move {
            let page = browser.open(&address).await?;
            assert!(!page.asks_before_leaving().await?, "{engine:?}: there is nothing to lose");
            page.choose("C4-1", "3").await?;
            assert!(page.asks_before_leaving().await?, "{engine:?}");
            page.go("#/").await?;
            page.delete_all().await?;
            page.wait_for("[data-notice].event").await?;
            assert!(!page.asks_before_leaving().await?, "{engine:?}: it is gone");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The storage is full, then the computer is marked as shared: what the storage refused moves into
/// memory too.
#[tokio::test]
async fn what_the_storage_refused_goes_along_into_memory() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.write("C4-1", "note", "stored").await?;
        page.run(FILL).await?;
        page.write("C4-1", "note", " and refused").await?;
        page.wait_for(".notices [data-notice]").await?;
        page.go("#/").await?;
        page.click(BOX).await?;
        page.wait_until(
            "it is stored, in memory",
            "return document.querySelector('.notices').innerText.trim() === ''",
        )
        .await?;
        page.go("#/assessments").await?;
        page.begin_another("").await?;
        page.wait_for("[data-assessment][aria-current] [data-action=assessment-rename]").await?;
        page.click("[data-assessment]:not([aria-current]) [data-action=assessment-use]").await?;
        page.go("#/section/4").await?;
        page.wait_until(
            "it is all there",
            "return document.querySelector('[name=C4-1-note]')?.value === 'stored and refused'",
        )
        .await?;
        assert!(page.asks_before_leaving().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_stops_right_after_the_box_was_ticked_offers_the_answers() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.go("#/").await?;
        page.click(BOX).await?;
        page.run("setTimeout(() => aimsFailed('as if it had stopped'))").await?;
        page.wait_until(
            "it is offered",
            "return !!document.querySelector('[data-front=en] .stored li a')?.checkVisibility()",
        )
        .await?;
        assert_eq!(page.offered("[data-front=en] .stored a").await?["answers"]["C4-1"]["level"], 2);
        Ok(())
    })
    .await
}

/// Stored data of a newer version keep the page from storing anything: what a file replaced exists
/// only in the page.
#[tokio::test]
async fn what_a_file_replaced_where_nothing_is_stored_is_asked_for() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.run("localStorage.setItem('aims-assessment/schema', '99')").await?;
        let page = fixture.open("?lang=en&again#/section/4").await?;
        page.choose("C4-1", "2").await?;
        assert!(page.asks_before_leaving().await?);
        page.go("#/").await?;
        let file = fixture.downloads.join("other.aims.json");
        std::fs::write(&file, answers::file(&[("C4-2", "4")]))?;
        page.open_instead(&file).await?;
        assert!(page.asks_before_leaving().await?, "the answers before are in this page alone");
        Ok(())
    })
    .await
}

/// *Undo* restores what was there before, whether that came from a file or not.
#[tokio::test]
async fn undo_after_filling_in_gives_what_was_there() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "1").await?;
        page.go("#/").await?;
        for (name, code) in [("first.aims.json", "C4-2"), ("second.aims.json", "C4-3")] {
            std::fs::write(fixture.downloads.join(name), answers::file(&[(code, "4")]))?;
        }
        page.open_instead(&fixture.downloads.join("first.aims.json")).await?;
        page.choose_file(&fixture.downloads.join("second.aims.json")).await?;
        page.click("[data-action=import-join]").await?;
        page.wait_until(
            "it is told",
            "return document.querySelector('.notices').innerText.includes('second.aims.json')",
        )
        .await?;
        assert!(
            page.text(".notices").await?.contains("kept as a snapshot"),
            "one's own answers are not gone"
        );
        page.click("[data-notice] [data-action=undo]").await?;
        page.go("#/section/4").await?;
        page.wait_until(
            "the first file is back",
            "return document.querySelector(\"[name='C4-2'][value='4']\")?.checked",
        )
        .await?;
        assert!(!page.is_chosen("C4-3", "4").await? && !page.is_chosen("C4-1", "1").await?);
        Ok(())
    })
    .await
}

/// With a full storage, a file replaces the answers, is edited, and undone: the edit exists only in
/// the page until there is room again.
#[tokio::test]
async fn what_undo_takes_off_a_full_storage_is_asked_for_until_it_is_stored() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "1").await?;
        page.go("#/").await?;
        let file = fixture.downloads.join("other.aims.json");
        std::fs::write(&file, answers::file(&[("C4-2", "4")]))?;
        page.open_instead(&file).await?;
        page.go("#/section/4").await?;
        page.write("C4-3", "note", "written into the file").await?;
        page.run(&format!(
            "{FILL}; window.repair = () => {{ Storage.prototype.setItem = whole; }}"
        ))
        .await?;
        page.go("#/").await?;
        page.click("[data-action=undo]").await?;
        page.go("#/section/4").await?;
        page.wait_until(
            "one's own are back",
            "return document.querySelector(\"[name='C4-1'][value='1']\")?.checked",
        )
        .await?;
        assert!(
            page.asks_before_leaving().await?,
            "what was written into the file is in this page alone"
        );
        page.run("repair(); dispatchEvent(new Event('focus'))").await?;
        page.choose("C4-2", "2").await?;
        assert!(!page.asks_before_leaving().await?, "there was room again");
        let stored =
            page.run("return localStorage.getItem('aims-assessment/before/1') ?? ''").await?;
        assert!(stored.as_str().unwrap().contains("written into the file"), "{stored}");
        Ok(())
    })
    .await
}

/// The answers that *Undo* would restore exist only in the page: no other assessment replaces them
/// before they are stored.
#[tokio::test]
async fn what_undo_would_bring_back_is_not_left_before_it_is_stored() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "1").await?;
        page.go("#/assessments").await?;
        page.begin_another("").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        page.click("[data-assessment='1'] [data-action=assessment-use]").await?;
        page.wait_for("[data-assessment='1'][aria-current]").await?;
        page.go("#/").await?;
        let file = fixture.downloads.join("other.aims.json");
        std::fs::write(&file, answers::file(&[("C4-2", "4")]))?;
        page.open_instead(&file).await?;
        page.go("#/section/4").await?;
        page.write("C4-3", "note", "written into the file").await?;
        // There is room for the answers, but none for those from before the file.
        page.run(
            "const whole = Storage.prototype.setItem;
            window.repair = () => { Storage.prototype.setItem = whole; };
            Storage.prototype.setItem = function (key, text) {
                if (key.includes('/before/')) throw new DOMException('full', 'QuotaExceededError');
                return whole.call(this, key, text);
            }",
        )
        .await?;
        page.go("#/").await?;
        page.click("[data-action=undo]").await?;
        page.wait_until("one's own are back", "return document.querySelector('.notices').innerText.includes('back')").await?;
        assert_eq!(page.stored_of(1).await?["answers"]["C4-1"]["level"], 1, "they are stored");
        let before = "return localStorage.getItem('aims-assessment/before/1') ?? ''";
        assert!(!page.run(before).await?.as_str().unwrap().contains("written into the file"));
        page.go("#/assessments").await?;
        page.click("[data-action=assessment-new]").await?;
        for action in ["[data-assessment='2'] [data-action=assessment-use]", "[data-action=assessment-begin]"] {
            page.click(action).await?;
            page.wait_until("it is told", "return document.querySelector('.notices').innerText.includes('the page stays on this')").await?;
            page.wait_for("[data-assessment='1'][aria-current]").await?;
            page.click("[data-notice]:last-child [data-action=close]").await?;
            page.wait_until("it is read", "return !document.querySelector('.notices').innerText.includes('the page stays')").await?;
        }
        assert_eq!(page.count("[data-assessment]").await?, 2);
        assert!(page.asks_before_leaving().await?);
        page.run("repair()").await?;
        page.click("[data-assessment='2'] [data-action=assessment-use]").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        assert!(page.run(before).await?.as_str().unwrap().contains("written into the file"), "it was stored first");
        assert!(!page.asks_before_leaving().await?);
        Ok(())
    })
    .await
}
