//! A shared computer keeps nothing on its disk, *Delete everything* leaves nothing, and where a
//! browser deletes by itself the page says so.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use anyhow::{Context, Result};
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use serde_json::{Value, json};

const BOX: &str = "[data-action=shared-computer]";
/// Adds a function that makes one of the two storages refuse every write from then on.
const FILL: &str = "const whole = Storage.prototype.setItem;
    window.repair = () => { Storage.prototype.setItem = whole; };
    window.fill = (which) => { Storage.prototype.setItem = function (key, text) {
        if (this === window[which]) throw new DOMException('full', 'QuotaExceededError');
        return whole.call(this, key, text);
    }; };";

#[tokio::test]
async fn a_shared_computer_keeps_answers_in_the_page_alone() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        page.run("localStorage.setItem('of-somebody-else', 'x')").await?;
        let before = keys(&page, "localStorage").await?;
        assert!(before.contains(&"aims-assessment/answers/1".to_owned()), "{before:?}");
        assert!(!page.asks_before_leaving().await?, "everything is stored");
        page.click(BOX).await?;
        nothing_is_stored(&page).await?;
        assert!(page.text("#keeping-text").await?.contains("go when you close or reload"));
        page.open_menu().await?;
        page.wait_for(".files [data-keeping]").await?;
        assert!(page.asks_before_leaving().await?, "what was stored is in this page alone now");

        // Everything works as before: answering, snapshots, a second assessment, the language.
        page.go("#/section/4").await?;
        page.wait_for("[data-keeping]").await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        let is_checked = "return document.querySelector('[name=C4-1-note]').spellcheck";
        assert_eq!(page.run(is_checked).await?, false, "no spell checker is sent what is typed");
        page.choose("C4-2", "2").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.begin_another("").await?;
        page.click("[data-action=language]").await?;
        page.wait_until(
            "the words of the other language are there",
            "return document.documentElement.lang === 'fr'",
        )
        .await?;
        assert_eq!(page.count("[data-assessment]").await?, 2);
        nothing_is_stored(&page).await?;
        page.go("#/").await?;
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        assert!(page.text("#keeping-text").await?.contains("quand vous fermez ou rechargez"));

        // After a reload the answers are gone, and the computer is still marked as shared.
        page.reload().await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        page.go("#/section/4").await?;
        assert_eq!(page.progress("overall").await?, 0);
        assert!(!page.asks_before_leaving().await?, "there is nothing to lose");
        page.choose("C4-1", "1").await?;
        nothing_is_stored(&page).await?;

        // Another tab is unaffected.
        let second = fixture.driver.new_tab().await?;
        fixture.driver.close_window().await?;
        fixture.driver.switch_to_window(second).await?;
        let next = fixture.open("?lang=en#/section/4").await?;
        assert_eq!(next.progress("overall").await?, 0);
        next.go("#/").await?;
        assert!(!next.wait_for(BOX).await?.is_selected().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn saved_as_a_file_they_can_be_left() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        assert!(page.asks_before_leaving().await?);
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        fixture.saved("aims-", ".aims.json").await?;
        assert!(!page.asks_before_leaving().await?);
        page.go("#/section/4").await?;
        page.choose("C4-1", "4").await?;
        assert!(page.asks_before_leaving().await?, "an answer that is in no file");
        // A snapshot isn't in a file of the current answers.
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        fixture.saved("aims-", ".aims.json").await?;
        assert!(page.asks_before_leaving().await?, "the snapshot would be lost");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn taken_back_everything_is_stored_and_overwrites_nothing() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        // Meanwhile somebody answers in another tab.
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        let other = fixture.open("?lang=en#/section/4").await?;
        other.choose("C4-1", "5").await?;
        fixture.driver.switch_to_window(first).await?;
        // Changes that the other tab stores don't affect this page.
        page.choose("C4-2", "1").await?;
        assert_eq!(page.progress("overall").await?, 2);

        page.go("#/").await?;
        page.click(BOX).await?;
        assert_eq!(answers(&page, "localStorage", 1).await?, json!({ "C4-1": { "level": 5 } }));
        assert_eq!(
            answers(&page, "localStorage", 2).await?,
            json!({ "C4-1": { "level": 3 }, "C4-2": { "level": 1 } })
        );
        assert!(!page.asks_before_leaving().await?);
        page.go("#/section/4").await?;
        page.choose("C4-3", "2").await?;
        page.reload().await?;
        assert!(page.is_chosen("C4-3", "2").await?);
        assert_eq!(answers(&page, "localStorage", 2).await?["C4-3"], json!({ "level": 2 }));
        assert_eq!(answers(&page, "localStorage", 1).await?, json!({ "C4-1": { "level": 5 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_answered_yet_leads_back_to_what_the_browser_keeps() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.click(BOX).await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        let other = fixture.open("?lang=en#/section/4").await?;
        other.choose("C4-1", "5").await?;
        fixture.driver.switch_to_window(first).await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "5").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_it_can_not_be_moved_nothing_is_and_the_page_says_so() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(FILL).await?;
        let page = fixture.open("?lang=en").await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        page.run("fill('localStorage')").await?;
        page.click(BOX).await?;
        assert!(page.text("[data-notice]").await?.contains("could not be moved"));
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        nothing_is_stored(&page).await?;
        page.run("repair()").await?;
        page.click(BOX).await?;
        assert!(!page.wait_for(BOX).await?.is_selected().await?);
        assert_eq!(page.count("[data-notice]").await?, 0);
        assert_eq!(answers(&page, "localStorage", 1).await?, json!({ "C4-1": { "level": 3 } }));
        Ok(())
    })
    .await
}

/// Version 0.1 kept the answers of a shared computer in the session storage.
#[tokio::test]
async fn what_an_older_version_kept_in_the_tab_is_taken_into_the_page() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let text = browser_tests::answers::file(&[("C4-1", "4")]);
        page.run(&format!(
            "localStorage.clear(); sessionStorage.clear();
             sessionStorage.setItem('aims-assessment/shared-computer', 'yes');
             sessionStorage.setItem('aims-assessment/schema', '2');
             sessionStorage.setItem('aims-assessment/answers/1', {text:?})"
        ))
        .await?;
        page.reload().await?;
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "4").await?);
        nothing_is_stored(&page).await?;
        assert!(page.asks_before_leaving().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn deleting_everything_takes_ours_from_both_storages_and_nothing_else() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.run(
            "for (const storage of [localStorage, sessionStorage]) {
                storage.setItem('of-somebody-else', 'x');
                storage.setItem('aims-assessment', 'a name that only begins alike');
                storage.setItem('aims-assessment/of-a-later-version', 'y');
            }",
        )
        .await?;
        let left = ["aims-assessment", "of-somebody-else"];
        for is_shared in [false, true] {
            page.go("#/").await?;
            if is_shared {
                page.click(BOX).await?;
            }
            page.go("#/section/4").await?;
            page.choose("C4-1", "3").await?;
            page.go("#/").await?;
            page.click("[data-action=delete-all]").await?;
            page.click("[data-action=delete-confirmed]").await?;
            page.wait_for("[data-notice]").await?;
            let mut local = keys(&page, "localStorage").await?;
            // Two marks without content remain: they tell sleeping tabs that what they hold was
            // deleted.
            local
                .retain(|key| !["aims-assessment/era", "aims-assessment/schema"].contains(&&**key));
            assert_eq!(local, left, "shared: {is_shared}");
            let mut own = keys(&page, "sessionStorage").await?;
            own.retain(|key| {
                !["aims-assessment/current", "aims-assessment/shared-computer"].contains(&&**key)
            });
            assert_eq!(own, left, "shared: {is_shared}");
            assert!(!page.asks_before_leaving().await?);
            assert_eq!(
                page.run("return globalThis.aimsUnstored ?? ''").await?,
                "",
                "nothing of it is offered when the page stops"
            );
        }
        // The computer is still marked as shared.
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_storage_there_is_no_choice() -> Result<()> {
    for which in ["localStorage", "sessionStorage"] {
        with_fixture(move |fixture| async move {
            let deny =
                format!("Object.defineProperty(window, '{which}', {{ get() {{ throw new DOMException('denied', 'SecurityError'); }} }})");
            fixture.run_before_each_page(&deny).await?;
            let page = fixture.open("?lang=en").await?;
            assert_eq!(page.count(BOX).await?, 0, "{which}");
            page.go("#/section/4").await?;
            page.choose("C4-1", "3").await?;
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn only_a_browser_that_deletes_by_itself_is_told_of() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr").await?;
        assert_eq!(page.count("[data-keeping]").await?, 0);
        fixture.run_before_each_page("Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' })").await?;
        for (place, expected) in [("?lang=fr", "sept jours"), ("?lang=en#/results", "seven days")] {
            let page = fixture.open(place).await?;
            page.open_menu().await?;
            page.wait_for(".files [data-keeping]").await?;
            let said = page.texts(".files [data-keeping]").await?.concat();
            assert!(said.contains(expected), "{place}: {said}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_the_mark_can_not_be_stored_the_box_stays_as_it_was() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(FILL).await?;
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        page.run("fill('sessionStorage')").await?;
        page.click(BOX).await?;
        assert!(page.text("[data-notice]").await?.contains("could not be moved"));
        assert!(!page.wait_for(BOX).await?.is_selected().await?);
        assert_eq!(answers(&page, "localStorage", 1).await?, json!({ "C4-1": { "level": 3 } }));
        page.run("repair()").await?;
        page.click(BOX).await?;
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        nothing_is_stored(&page).await
    })
    .await
}

/// Checks that neither storage holds anything that a visitor chose or wrote.
async fn nothing_is_stored(page: &Page) -> Result<()> {
    for storage in ["localStorage", "sessionStorage"] {
        for key in keys(page, storage).await? {
            let is_mark = ["current", "schema", "shared-computer", "language"]
                .iter()
                .any(|name| key == format!("aims-assessment/{name}"));
            assert!(
                is_mark || key == "of-somebody-else" || key.starts_with("aims-assessment/deleted/"),
                "{storage} holds {key}"
            );
        }
    }
    Ok(())
}

/// Returns the keys of a storage, sorted.
async fn keys(page: &Page, storage: &str) -> Result<Vec<String>> {
    let list = page.run(&format!("return Object.keys({storage}).sort()")).await?;
    Ok(list
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|key| key.as_str().map(str::to_owned))
        .collect())
}

/// Returns the answers of an assessment in one of the storages.
async fn answers(page: &Page, storage: &str, number: u32) -> Result<Value> {
    let text =
        page.run(&format!("return {storage}.getItem('aims-assessment/answers/{number}')")).await?;
    let stored: Value = serde_json::from_str(
        text.as_str().with_context(|| format!("{storage} holds no assessment {number}"))?,
    )?;
    Ok(stored["answers"].clone())
}
