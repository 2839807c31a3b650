//! Files that can't be loaded leave the page and its answers unchanged, whatever is stored; without
//! its start the page says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::fixture::with_fixture;
use browser_tests::odd_server::{NO_WORKER, OddServer};
use browser_tests::page::Page;
use browser_tests::servers::dist;
use browser_tests::stored::{FULL, ODD, Odd};
use serde_json::{Value, json};

fn statuses(names: &[&str]) -> BTreeMap<String, u16> {
    names.iter().map(|name| ((*name).to_owned(), 503)).collect()
}

/// With storage and without: a chunk fails to load, the visitor goes on, and gets it once the
/// server serves it.
async fn a_part_that_can_not_come(storage: Storage) -> Result<()> {
    perform_in(Engine::Chromium, storage, move |browser: Arc<Browser>| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.statuses = statuses(&["results-", "rest-", "report-", "later-"]));
        let page = browser.open(&format!("{}?lang=fr#/section/4", server.address)).await?;
        page.choose("C4-1", "2").await?;
        page.write("C4-1", "note", "à garder").await?;
        for place in ["#/results", "#/profile"] {
            page.go(place).await?;
            page.wait_for("[data-missing] [data-action=try-again]").await.context(place)?;
        }
        // The module is complete now, but the words of the report are missing.
        server.now(|ways| ways.statuses = statuses(&["report-", "later-"]));
        page.click("[data-missing] [data-action=try-again]").await?;
        page.wait_until("it was asked for in vain", "return performance.getEntriesByType('resource').some(load => load.name.includes('/rest-') && load.responseStatus === 200)").await?;
        page.wait_for("[data-missing] [data-action=try-again]").await?;
        assert_eq!(page.count("fieldset.topic").await?, 0);
        // The message says that the answers are unchanged, and saving works without the missing
        // file.
        let has_said = "return document.querySelector('[data-missing]').innerText";
        assert!(page.run(has_said).await?.as_str().unwrap().contains("Vos réponses n’ont pas changé"));
        page.run("window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return make(blob); }").await?;
        page.click("[data-action=save-now]").await?;
        page.wait_until("the file is there", "return saved.length === 1").await?;
        let file: Value = serde_json::from_str(page.run("return saved[0]").await?.as_str().unwrap())?;
        assert_eq!(file["answers"]["C4-1"], json!({ "level": 2, "note": "à garder" }));
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "2").await?, "the answers are on the page");
        page.choose("C4-2", "4").await?;
        assert_eq!(page.run("return document.documentElement.dataset.failed ?? null").await?, Value::Null);
        page.go("#/results").await?;
        page.wait_for("[data-missing] [data-action=try-again]").await?;
        // Now only the style of the results is missing, and then altered.
        server.now(|ways| ways.statuses = statuses(&["later-"]));
        page.click("[data-action=try-again]").await?;
        page.wait_until("the words came", "return performance.getEntriesByType('resource').some(load => load.name.includes('/report-') && load.responseStatus === 200)").await?;
        page.wait_for("[data-missing] [data-action=try-again]").await?;
        server.now(|ways| {
            ways.statuses.clear();
            ways.altered = vec!["later-".to_owned()];
        });
        let asked = "return performance.getEntriesByType('resource').filter(load => load.name.includes('/later-')).length";
        let before = page.run(asked).await?.as_u64().unwrap_or_default();
        page.click("[data-action=try-again]").await?;
        // Once, and once more past the browser's cache.
        page.wait_until("an altered style came", &format!("{asked} > {before} + 1")).await?;
        page.wait_for("[data-missing] [data-action=try-again]").await?;
        assert_eq!(page.count(".results").await?, 0, "no results without their style");
        server.now(|ways| ways.altered.clear());
        page.click("[data-action=try-again]").await?;
        page.wait_for_results().await?;
        assert_eq!(page.text("[data-score=overall]").await?, "3,0");
        let edge = "return getComputedStyle(document.querySelector('.overview .verdict')).borderLeftWidth";
        assert_eq!(page.run(edge).await?, "5px", "the results have their style");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_part_that_can_not_come_leaves_the_page_as_it_is() -> Result<()> {
    a_part_that_can_not_come(Storage::Allowed).await
}

#[tokio::test]
async fn a_part_that_can_not_come_loses_nothing_without_storage() -> Result<()> {
    a_part_that_can_not_come(Storage::Blocked).await
}

/// Whatever is stored, the page starts without its last chunk, shows what it can read and keeps
/// what it can't.
#[tokio::test]
async fn whatever_is_stored_the_page_begins_without_its_last_part() -> Result<()> {
    with_fixture(move |fixture| async move {
        let server = OddServer::of(&dist()?).await?;
        fixture.run_before_each_page(&format!("{NO_WORKER}; {FULL}")).await?;
        // The browser's cache would serve a chunk that an earlier case loaded.
        fixture.tell("Network.enable", json!({})).await?;
        fixture.tell("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        let page = Page::new(fixture.driver.clone());
        for odd in ODD {
            let Odd { name, stored, is_readable } = odd;
            for is_full in [false, true] {
                let what = format!("{name}, full: {is_full}");
                fixture.driver.goto(format!("{}404.html", server.address)).await?;
                page.run(&odd.storing()).await?;
                server.now(|ways| ways.statuses = statuses(&["rest-"]));
                let query = if is_full { "?lang=en&full" } else { "?lang=en" };
                fixture.driver.goto(format!("{}{query}#/section/4", server.address)).await?;
                page.wait_until_there().await.with_context(|| what.clone())?;
                assert_eq!(page.is_chosen("C4-1", "3").await?, is_readable, "{what}");
                // No text is lost, even if it is now under another key.
                let texts = "return [...Object.values(localStorage), globalThis.aimsUnstored ?? '']";
                let texts = page.run(texts).await?;
                let is_there = |text: &str| texts.as_array().unwrap().iter().any(|other| other == text);
                for (key, text) in stored {
                    let is_mark = ["schema", "current", "opened-file", "era"].iter().any(|end| key.contains(end));
                    let is_deleted = name == "deleted" && *key == "answers/1";
                    assert!(is_mark || is_deleted || is_there(text), "{what}: {key} is gone: {texts}");
                }
                page.choose("C4-3", "4").await.with_context(|| what.clone())?;
                page.go("#/section/5").await?;
                page.wait_for("[id='C5-1']").await.with_context(|| what.clone())?;
                page.go("#/section/4").await?;
                page.wait_until("it is answered", "return !!document.querySelector(\"[name='C4-3'][value='4']\")?.checked").await?;
                assert_eq!(page.run("return document.documentElement.dataset.failed ?? null").await?, Value::Null, "{what}");
                let is_stored = page.run("return Object.values(localStorage).some(text => text.includes('C4-3'))").await? == true;
                if is_full && !is_stored {
                    assert!(page.asks_before_leaving().await?, "{what}: what is not stored is asked for");
                    page.wait_for("[data-missing] [role=alert]").await.with_context(|| what.clone())?;
                } else {
                    assert!(is_stored, "{what}: it goes on being stored");
                }
                if !is_readable {
                    let damaged = stored[0].1;
                    assert!(is_full || page.run(&format!("return Object.entries(localStorage).some(([key, text]) => key.includes('/damaged/') && text === {damaged:?})")).await? == true, "{what}");
                    page.wait_for("[data-missing] [role=alert]").await.with_context(|| what.clone())?;
                    // A message that couldn't be shown is shown as soon as its chunk can be loaded.
                    server.now(|ways| ways.statuses.clear());
                    page.go("#/section/5").await?;
                    page.wait_for(".notices [data-notice]").await.with_context(|| what.clone())?;
                    page.wait_until("nothing is missing", "return !document.querySelector('[data-missing] [role=alert]')").await?;
                }
            }
        }
        Ok(())
    })
    .await
}

/// Another tab's answer shows while the last chunk can't be loaded, and the page doesn't stop,
/// whether the visitor is working in it or not.
#[tokio::test]
async fn what_another_tab_answers_shows_without_the_last_part() -> Result<()> {
    for is_here in [true, false] {
        another_tab_answers(is_here).await.with_context(|| format!("in front: {is_here}"))?;
    }
    Ok(())
}

async fn another_tab_answers(is_here: bool) -> Result<()> {
    with_fixture(move |fixture| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.statuses = statuses(&["rest-"]));
        fixture.run_before_each_page(NO_WORKER).await?;
        fixture.driver.goto(format!("{}?lang=en#/section/4", server.address)).await?;
        let page = Page::new(fixture.driver.clone());
        page.wait_until_there().await?;
        page.choose("C4-1", "3").await?;
        let change =
            "Object.assign(file.answers, { 'C4-2': { level: 5, note: 'from elsewhere' } })";
        page.run(&stored_elsewhere(change, "answers/C4-2", is_here)).await?;
        page.wait_for("[name='C4-2'][value='5']:checked").await?;
        page.wait_for("[name='C4-1'][value='3']:checked").await?;
        let note = page.run("return document.querySelector(\"[name='C4-2-note']\").value").await?;
        assert_eq!(note, "from elsewhere");
        page.choose("C4-3", "2").await?;
        let stored = page.run("return localStorage.getItem('aims-assessment/answers/1')").await?;
        let stored = stored.as_str().unwrap_or_default();
        assert!(
            ["C4-1", "C4-2", "C4-3", "from elsewhere"].iter().all(|part| stored.contains(part))
        );
        Ok(())
    })
    .await
}

/// Returns a script that stores a change as another tab would. `is_here`: the visitor is working in
/// this window all the same.
fn stored_elsewhere(change: &str, member: &str, is_here: bool) -> String {
    format!(
        "document.hasFocus = () => {is_here};
        const key = 'aims-assessment/answers/1', file = JSON.parse(localStorage.getItem(key));
        {change};
        file.changed = {{ ...file.changed, '{member}': Date.now() + 1000 }};
        localStorage.setItem(key, JSON.stringify(file));
        dispatchEvent(new StorageEvent('storage', {{ key, storageArea: localStorage }}))"
    )
}

/// The message that something can't be loaded stays as long as that is so, whatever another tab
/// does; the link to the address retries.
#[tokio::test]
async fn a_missing_part_is_told_as_long_as_it_is_missing() -> Result<()> {
    with_fixture(|fixture| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.statuses = statuses(&["report-"]));
        fixture.run_before_each_page(NO_WORKER).await?;
        fixture.driver.goto(format!("{}?lang=en#/section/4", server.address)).await?;
        let page = Page::new(fixture.driver.clone());
        page.wait_until_there().await?;
        page.choose("C4-1", "3").await?;
        page.go("#/").await?;
        page.wait_for("main [data-action=profile]").await?;
        page.go("#/profile").await?;
        page.wait_for("[data-missing] [data-action=try-again]").await?;
        // Another tab stores a profile and a name.
        page.run(&stored_elsewhere(
            "file.profile = { roles: ['develop'] }; file.organisation = 'of another tab'; file.changed = { ...file.changed, organisation: Date.now() + 1000 }",
            "profile/roles",
            false,
        ))
        .await?;
        page.wait_until(
            "it is taken over",
            "return document.querySelector('[name=organisation]').value === 'of another tab'",
        )
        .await?;
        let told = "[data-missing] [data-action=try-again]";
        assert_eq!(page.count(told).await?, 1, "it is still so");
        // The link to the current address retries, first in vain, then with success.
        let asked = "return performance.getEntriesByType('resource').filter(load => load.name.includes('/report-')).length";
        let before = page.run(asked).await?.as_u64();
        page.click("main [data-action=profile]").await?;
        page.wait_until("it was asked for", &format!("{asked} > {}", before.unwrap_or(0))).await?;
        assert_eq!(page.count(told).await?, 1);
        server.now(|ways| ways.statuses.clear());
        page.click("main [data-action=profile]").await?;
        page.wait_for("fieldset.topic").await?;
        page.wait_until("nothing is missing", &format!("return !document.querySelector('{told}')")).await?;
        Ok(())
    })
    .await
}

/// If two languages are requested, the last one wins, however late the words of the first arrive.
#[tokio::test]
async fn the_language_that_was_asked_for_last_wins() -> Result<()> {
    const HELD: &str = "if (window === top) {
        window.held = new Promise(done => { window.letCome = done; });
    } else {
        const plain = fetch, json = Response.prototype.json;
        window.fetch = (...given) => {
            if (!/words-fr/.test(given[0]?.href ?? given[0])) return plain(...given);
            top.isAsked = true;
            return top.held.then(() => plain(...given));
        };
        Response.prototype.json = async function () {
            const read = await json.call(this);
            if (/words-fr/.test(this.url)) setTimeout(() => { top.hasCome = true; });
            return read;
        };
    }";
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(&format!("{NO_WORKER}; {HELD}")).await?;
        fixture.driver.goto(format!("{}embed-demo.html", fixture.address)).await?;
        let page = Page::new(fixture.driver.clone());
        let frame = "document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')?.contentDocument";
        let ask = |language: &str| format!("document.querySelector('aims-assessment').setAttribute('lang', '{language}')");
        page.wait_until("it is there in the frame", &format!("return !!{frame}?.querySelector('main [data-action=start]')")).await?;
        // Repeats until the embedded page has connected and handles the request.
        page.wait_until("it is asked for", &format!("{}; {}; return window.isAsked === true", ask("en"), ask("fr"))).await?;
        page.run(&ask("en")).await?;
        assert_eq!(page.run(&format!("return {frame}.documentElement.lang")).await?, "en");
        page.run("letCome()").await?;
        page.wait_until("the words have come", "return window.hasCome === true").await?;
        page.run_async("new Promise(done => requestAnimationFrame(() => setTimeout(done)))").await?;
        assert_eq!(page.run(&format!("return {frame}.documentElement.lang")).await?, "en", "that was asked for last");
        // The words are loaded now: the next request takes effect.
        page.run(&ask("fr")).await?;
        page.wait_until("it is the other one", &format!("return {frame}.documentElement.lang === 'fr'")).await?;
        Ok(())
    })
    .await
}

/// A checkbox shows the actual state: *Shared computer* isn't ticked as long as answers would still
/// be stored.
#[tokio::test]
async fn a_box_whose_part_can_not_come_is_not_ticked() -> Result<()> {
    perform_in(Engine::Chromium, Storage::Allowed, |browser: Arc<Browser>| async move {
        const BOX: &str = "[data-action=shared-computer]";
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.statuses = statuses(&["rest-"]));
        let page = browser.open(&format!("{}?lang=en", server.address)).await?;
        page.click(BOX).await?;
        page.wait_for("[data-missing] [data-action=try-again], [data-missing]:not(:empty)").await?;
        assert!(!page.wait_for(BOX).await?.is_selected().await?);
        assert!(
            page.run("return sessionStorage.getItem('aims-assessment/shared-computer')")
                .await?
                .is_null()
        );
        server.now(|ways| ways.statuses.clear());
        page.click(BOX).await?;
        page.wait_until(
            "it holds",
            "return sessionStorage.getItem('aims-assessment/shared-computer') === 'yes'",
        )
        .await?;
        assert!(page.wait_for(BOX).await?.is_selected().await?);
        // Storing what is typed needs no chunk that may be missing.
        server.now(|ways| ways.statuses = statuses(&["rest-"]));
        let page = browser.open(&format!("{}?lang=en&again", server.address)).await?;
        page.wait_for("input[name=organisation]").await?.send_keys("Ours").await?;
        assert_eq!(
            page.run("return document.documentElement.dataset.failed ?? null").await?,
            Value::Null
        );
        Ok(())
    })
    .await
}

/// What is saved without the missing part is told to be too large, and no longer once it isn't.
#[tokio::test]
async fn a_file_that_is_too_large_is_told_of_without_the_last_part() -> Result<()> {
    perform_in(Engine::Chromium, Storage::Allowed, |browser: Arc<Browser>| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.statuses = statuses(&["rest-"]));
        let page = browser.open(&format!("{}?lang=fr#/section/4", server.address)).await?;
        for (length, is_told) in [(1_200_000, true), (100, false)] {
            page.go("#/section/4").await?;
            page.wait_for("[name=C4-1-note]").await?;
            page.run(&format!("const note = document.querySelector('[name=C4-1-note]'); note.value = 'x'.repeat({length}); note.dispatchEvent(new Event('input', {{ bubbles: true }}))")).await?;
            page.go("#/profile").await?;
            page.wait_for("[data-missing] [data-action=try-again]").await?;
            page.click("[data-action=save-now]").await?;
            let told = format!("return /1 Mio/.test(document.querySelector('[data-missing]').innerText) === {is_told}");
            page.wait_until("it is told as long as it is so", &told).await?;
            assert_eq!(page.run("return document.documentElement.dataset.failed ?? null").await?, Value::Null);
        }
        Ok(())
    })
    .await
}

/// If the page stops where nothing is stored, it still offers the answers: those shown, those of
/// the other assessments, and the snapshots.
#[tokio::test]
async fn a_page_that_stops_without_storage_offers_the_answers() -> Result<()> {
    perform_in(Engine::Chromium, Storage::Blocked, |browser: Arc<Browser>| async move {
        let server = OddServer::of(&dist()?).await?;
        let page = browser.open(&format!("{}?lang=en#/section/4", server.address)).await?;
        page.choose("C4-1", "2").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.begin_another("Second").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.run("setTimeout(() => aimsFailed('as if it had stopped'))").await?;
        page.wait_until(
            "it is offered",
            "return !!document.querySelector('[data-front=en] .stored li a')?.checkVisibility()",
        )
        .await?;
        for (place, level) in [(1, 2), (2, 5), (3, 2)] {
            let link = format!("[data-front=en] .stored li:nth-child({place}) a");
            let file = page.offered(&link).await?;
            assert_eq!(file["answers"]["C4-1"]["level"], level, "{place}");
        }
        let links = "return [...document.querySelectorAll('[data-front=en] .stored a')].map((link) => link.innerText.trim()).join('|')";
        let links = page.run(links).await?.as_str().unwrap().to_owned();
        assert!(links.starts_with("Answers: 1|Answers: Second|Answers: 1 20"), "{links}");
        assert_eq!(links.split('|').count(), 4, "these, and all of them together: {links}");
        let said = page.text("[data-front=en] .failed").await?;
        assert!(
            !said.contains("still stored") && !said.contains("stored in this browser"),
            "{said}"
        );
        Ok(())
    })
    .await
}

/// If the start script is missing, altered, of another type, forbidden or cut out, the page itself
/// says so and offers the stored answers.
async fn without_its_start(engine: Engine) -> Result<()> {
    for (what, language) in [
        ("missing", "en"),
        ("altered", "fr"),
        ("of another type", "fr"),
        ("cut out", "en"),
        ("forbidden", "en"),
    ] {
        perform_in(engine, Storage::Allowed, move |browser: Arc<Browser>| async move {
            let folder = tempfile::tempdir()?;
            browser_tests::versions::copy_to(folder.path())?;
            let server = OddServer::of(folder.path()).await?;
            browser.driver.goto(format!("{}404.html", server.address)).await?;
            let page = browser.page();
            page.run("localStorage.setItem('aims-assessment/answers/1', JSON.stringify({ format: 'aims-assessment/answers', version: 1, organisation: 'Ours', answers: { 'C4-1': { level: 3 } } }))").await?;
            server.now(|ways| match what {
                "missing" => ways.statuses = BTreeMap::from([("start-".to_owned(), 404)]),
                "altered" => ways.altered = vec!["start-".to_owned()],
                "of another type" => drop(ways.types.insert("js".to_owned(), "text/plain".to_owned())),
                "forbidden" => ways.header = Some(("content-security-policy".to_owned(), "script-src 'unsafe-inline'".to_owned())),
                _ => {}
            });
            if what == "cut out" {
                let index = folder.path().join("index.html");
                let text = std::fs::read_to_string(&index)?;
                let (before, rest) = text.split_once("<script type=\"module\"").unwrap();
                std::fs::write(&index, format!("{before}{}", rest.split_once("</script>").unwrap().1))?;
            }
            browser.driver.goto(format!("{}?lang={language}", server.address)).await?;
            let shown = format!("[data-front={language}] .failed");
            page.wait_until("it is told", &format!("return !!document.querySelector('{shown}')?.checkVisibility()")).await.context(what)?;
            let both = format!("return document.querySelectorAll('{shown} .stored a').length === 2");
            page.wait_until("the assessment and everything are offered", &both).await.context(what)?;
            assert!(page.text(&format!("{shown} .stored a")).await?.contains("Ours"));
            let starts = format!("return document.querySelector('[data-front={language}] [data-action=start]').checkVisibility()");
            assert_eq!(page.run(&starts).await?, false, "{what}: nothing can be started, so nothing says so");
            // Once the server is right again, the content of the browser's cache does no harm.
            if what != "cut out" && what != "of another type" {
                server.now(|ways| {
                    ways.statuses.clear();
                    ways.altered.clear();
                    ways.header = None;
                });
                // The browser may still be writing the bad response into its cache; no event tells
                // when it is done.
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
                browser.driver.goto("about:blank").await?;
                let page = browser.open(&format!("{}?lang={language}#/section/4", server.address)).await.context(what)?;
                assert!(page.is_chosen("C4-1", "3").await?);
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn without_its_start_the_page_says_so_in_chromium() -> Result<()> {
    without_its_start(Engine::Chromium).await
}

#[tokio::test]
async fn without_its_start_the_page_says_so_in_firefox() -> Result<()> {
    without_its_start(Engine::Firefox).await
}
