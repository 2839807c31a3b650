//! A shared computer keeps nothing, *Delete everything* leaves nothing, and where a browser deletes by itself the page says so.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use anyhow::{Context, Result};
use browser_tests::page::Page;
use browser_tests::stage::perform;
use serde_json::{Value, json};

const BOX: &str = "[data-action=shared-computer]";
/// From now on one of the two storages refuses every write.
const FILL: &str = "const whole = Storage.prototype.setItem;
    window.repair = () => { Storage.prototype.setItem = whole; };
    window.fill = (which) => { Storage.prototype.setItem = function (key, text) {
        if (this === window[which]) throw new DOMException('full', 'QuotaExceededError');
        return whole.call(this, key, text);
    }; };";

#[tokio::test]
async fn a_shared_computer_keeps_answers_until_the_tab_closes() -> Result<()> {
    perform(|stage| async move {
        let page = stage.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        page.run("localStorage.setItem('of-somebody-else', 'x')").await?;
        let before = keys(&page, "localStorage").await?;
        assert!(before.contains(&"aims-assessment/answers/1".to_owned()), "{before:?}");
        page.click(BOX).await?;
        assert_eq!(keys(&page, "localStorage").await?, ["of-somebody-else"]);
        assert_eq!(answers(&page, "sessionStorage", 1).await?, json!({ "C4-1": { "level": 3 } }));
        assert!(page.text("#shared-computer-text").await?.contains("go when you close this tab"));
        page.wait_for(".files [data-keeping]").await?;

        // Everything goes on as before: answering, snapshots, a second assessment, loading again, the language.
        page.go("#/section/4").await?;
        page.wait_for("[data-keeping]").await?;
        page.choose("C4-2", "2").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.click("[data-action=assessment-new]").await?;
        page.click("[data-action=language]").await?;
        page.wait_until("the words of the other language are there", "return document.documentElement.lang === 'fr'").await?;
        page.reload().await?;
        assert_eq!(keys(&page, "localStorage").await?, ["of-somebody-else"]);
        assert_eq!(answers(&page, "sessionStorage", 1).await?, json!({ "C4-1": { "level": 3 }, "C4-2": { "level": 2 } }));
        assert_eq!(page.count("[data-assessment]").await?, 2);
        page.go("#/").await?;
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        assert!(page.text("#shared-computer-text").await?.contains("quand vous fermez cet onglet"));

        // Another tab knows nothing of it, and the tab is closed.
        let second = stage.driver.new_tab().await?;
        stage.driver.close_window().await?;
        stage.driver.switch_to_window(second).await?;
        let next = stage.open("?lang=en#/section/4").await?;
        assert_eq!(next.progress("overall").await?, 0);
        assert_eq!(keys(&next, "localStorage").await?, ["aims-assessment/language", "of-somebody-else"]);
        next.go("#/").await?;
        assert!(!next.wait_for(BOX).await?.is_selected().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn taken_back_everything_returns_and_overwrites_nothing() -> Result<()> {
    perform(|stage| async move {
        let page = stage.open("?lang=en").await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        assert_eq!(answers(&page, "sessionStorage", 1).await?, json!({ "C4-1": { "level": 3 } }));
        // Meanwhile somebody answers in another tab.
        let first = stage.driver.window().await?;
        let second = stage.driver.new_tab().await?;
        stage.driver.switch_to_window(second).await?;
        let other = stage.open("?lang=en#/section/4").await?;
        other.choose("C4-1", "5").await?;
        stage.driver.switch_to_window(first).await?;
        // What is stored there is no business of this tab.
        page.choose("C4-2", "1").await?;
        assert_eq!(page.progress("overall").await?, 2);

        page.go("#/").await?;
        page.click(BOX).await?;
        assert_eq!(answers(&page, "localStorage", 1).await?, json!({ "C4-1": { "level": 5 } }));
        assert_eq!(answers(&page, "localStorage", 2).await?, json!({ "C4-1": { "level": 3 }, "C4-2": { "level": 1 } }));
        assert_eq!(keys(&page, "sessionStorage").await?, ["aims-assessment/current"]);
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
    perform(|stage| async move {
        let page = stage.open("?lang=en").await?;
        page.click(BOX).await?;
        let first = stage.driver.window().await?;
        let second = stage.driver.new_tab().await?;
        stage.driver.switch_to_window(second).await?;
        let other = stage.open("?lang=en#/section/4").await?;
        other.choose("C4-1", "5").await?;
        stage.driver.switch_to_window(first).await?;
        page.click(BOX).await?;
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "5").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_it_can_not_be_moved_nothing_is_and_the_page_says_so() -> Result<()> {
    perform(|stage| async move {
        stage.run_before_each_page(FILL).await?;
        let page = stage.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        let before = page.stored_text().await?;
        page.run("fill('sessionStorage')").await?;
        page.click(BOX).await?;
        assert!(page.text("[data-notice]").await?.contains("could not be moved"));
        assert!(!page.wait_for(BOX).await?.is_selected().await?);
        assert_eq!(page.stored_text().await?, before);
        assert_eq!(keys(&page, "sessionStorage").await?, ["aims-assessment/current"]);

        page.run("repair()").await?;
        page.click(BOX).await?;
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        assert_eq!(page.count("[data-notice]").await?, 0);

        page.run("fill('localStorage')").await?;
        page.click(BOX).await?;
        assert!(page.text("[data-notice]").await?.contains("could not be moved"));
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        assert_eq!(answers(&page, "sessionStorage", 1).await?, json!({ "C4-1": { "level": 3 } }));
        assert_eq!(keys(&page, "localStorage").await?, [""; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn deleting_everything_takes_ours_from_both_storages_and_nothing_else() -> Result<()> {
    perform(|stage| async move {
        let page = stage.open("?lang=en#/section/4").await?;
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
            assert_eq!(keys(&page, "localStorage").await?, left, "shared: {is_shared}");
            assert_eq!(keys(&page, "sessionStorage").await?, left, "shared: {is_shared}");
        }
        // The visitor shares the computer still.
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        page.go("#/section/4").await?;
        page.choose("C4-1", "4").await?;
        assert_eq!(keys(&page, "localStorage").await?, left);
        page.reload().await?;
        assert!(page.is_chosen("C4-1", "4").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_storage_there_is_no_choice() -> Result<()> {
    for which in ["localStorage", "sessionStorage"] {
        perform(move |stage| async move {
            let deny =
                format!("Object.defineProperty(window, '{which}', {{ get() {{ throw new DOMException('denied', 'SecurityError'); }} }})");
            stage.run_before_each_page(&deny).await?;
            let page = stage.open("?lang=en").await?;
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
    perform(|stage| async move {
        let page = stage.open("?lang=fr").await?;
        assert_eq!(page.count("[data-keeping]").await?, 0);
        stage.run_before_each_page("Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' })").await?;
        for (place, expected) in [("?lang=fr", "sept jours"), ("?lang=en#/results", "seven days")] {
            let page = stage.open(place).await?;
            page.wait_for(".files [data-keeping]").await?;
            let said = page.texts(".files [data-keeping]").await?.concat();
            assert!(said.contains(expected), "{place}: {said}");
        }
        Ok(())
    })
    .await
}

/// The keys of a storage, in order.
async fn keys(page: &Page, storage: &str) -> Result<Vec<String>> {
    let list = page.run(&format!("return Object.keys({storage}).sort()")).await?;
    Ok(list.as_array().into_iter().flatten().filter_map(|key| key.as_str().map(str::to_owned)).collect())
}

/// The answers of an assessment in one of the storages.
async fn answers(page: &Page, storage: &str, number: u32) -> Result<Value> {
    let text = page.run(&format!("return {storage}.getItem('aims-assessment/answers/{number}')")).await?;
    let stored: Value = serde_json::from_str(text.as_str().with_context(|| format!("{storage} holds no assessment {number}"))?)?;
    Ok(stored["answers"].clone())
}
