//! Files loaded after the start: a file that isn't the page's own never runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::Arc;

use anyhow::{Context, Result};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::fixture::with_fixture;
use browser_tests::odd_server::{NO_WORKER, OddServer};
use browser_tests::page::Page;
use browser_tests::servers::dist;
use serde_json::{Value, json};

/// Makes `fetch` fail for the last chunk, so that only a synchronous request brings it.
const NO_FETCH: &str = "const plain = fetch; window.fetch = (...given) =>
    /\\/rest-/.test(given[0]?.href ?? given[0]) ? Promise.reject(new TypeError('not now')) : plain(...given);";

/// The host's copy of the last chunk when a call waits for it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Served {
    Good,
    Altered,
    /// The browser has an altered one in its cache; the host's is good.
    AlteredInCache,
    /// The browser has an error in its cache; the host's is good.
    ErrorInCache,
}

#[tokio::test]
async fn a_part_that_a_call_waits_for_is_checked_too() -> Result<()> {
    for copy in [Served::Good, Served::Altered, Served::AlteredInCache, Served::ErrorInCache] {
        with_fixture(move |fixture| async move {
            let server = OddServer::of(&dist()?).await?;
            server.now(|ways| match copy {
                Served::Good => {}
                Served::Altered | Served::AlteredInCache => ways.altered = vec!["rest-".to_owned()],
                Served::ErrorInCache => ways.statuses = [("rest-".to_owned(), 404)].into(),
            });
            fixture.run_before_each_page(&format!("{NO_WORKER}; {NO_FETCH}")).await?;
            fixture.driver.goto(format!("{}?lang=en#/section/4", server.address)).await?;
            let page = Page::new(fixture.driver.clone());
            page.wait_until_there().await?;
            page.choose("C4-1", "3").await?;
            if matches!(copy, Served::AlteredInCache | Served::ErrorInCache) {
                let name = last_chunk()?;
                page.run_async(&format!("plain('{name}').then(answer => answer.arrayBuffer()).then(() => true)")).await?;
                server.now(|ways| {
                    ways.altered.clear();
                    ways.statuses.clear();
                });
            }
            // Another tab deletes the assessment shown here; the code that handles it is in the
            // last chunk.
            page.run(
                "const key = 'aims-assessment/deleted/' + JSON.parse(localStorage.getItem('aims-assessment/answers/1')).id;
                localStorage.setItem(key, 'yes');
                setTimeout(() => dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage })))",
            )
            .await?;
            if copy == Served::Altered {
                page.wait_until("the page stops", "return document.documentElement.hasAttribute('data-failed')").await?;
                let log = fixture.driver.get_log("browser").await?;
                assert!(log.iter().any(|entry| entry.message.contains("is not the one of this page")), "{log:?}");
            } else {
                page.wait_until("it is told", "return !!document.querySelector('.notices [data-notice]')")
                    .await
                    .with_context(|| format!("{copy:?}"))?;
            }
            let waited = "return performance.getEntriesByType('resource').filter(load => load.initiatorType === 'xmlhttprequest').length";
            let most = if copy == Served::Good { 1 } else { 2 };
            assert_eq!(page.run(waited).await?, most, "{copy:?}: the call had to wait, and asked again once");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The name of the last chunk's file.
fn last_chunk() -> Result<String> {
    for file in std::fs::read_dir(dist()?)? {
        let path = file?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        if stem.starts_with("rest-") && path.extension().is_some_and(|end| end == "wasm") {
            return Ok(format!("{stem}.wasm"));
        }
    }
    anyhow::bail!("there is no last chunk")
}

async fn nothing_altered_runs(engine: Engine) -> Result<()> {
    perform_in(engine, Storage::Allowed, |browser: Arc<Browser>| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| {
            ways.altered = ["results-", "rest-", "exports-", "words-fr", "aims-assessment.html"]
                .map(str::to_owned)
                .into();
        });
        for place in ["#/results", "#/results/statement", "#/example"] {
            browser.driver.goto("about:blank").await?;
            let page = browser.open(&format!("{}?lang=en{place}", server.address)).await?;
            page.wait_until(
                "the screen says so",
                "return !!document.querySelector('[data-missing] [data-action=try-again]')",
            )
            .await
            .context(place)?;
            assert_eq!(page.count("[data-chart], [data-soa]").await?, 0, "{place}");
            assert_eq!(
                page.run("return document.documentElement.dataset.failed ?? null").await?,
                Value::Null
            );
        }
        // The chunks are correct again; the module that creates files, the words of the other
        // language and the page as one file aren't.
        server.now(|ways| {
            ways.altered = ["exports-", "words-fr", "aims-assessment.html"].map(str::to_owned).into();
        });
        let page = browser.page();
        // The message may be re-rendered meanwhile, so a script clicks the button.
        page.run("document.querySelector('[data-action=try-again]').click()").await?;
        page.wait_for("[data-chart=radar]").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.click("[data-action=export-csv]").await?;
        page.wait_until(
            "it says so",
            "return document.querySelector('#exports [data-saved=not]')?.innerText.includes('could not be made')",
        )
        .await?;
        page.click("[data-action=save-page]").await?;
        page.wait_until(
            "it says so in the menu",
            "return document.querySelector('[data-menu] [data-saved=not]')?.innerText.includes('could not be loaded as one file')",
        )
        .await?;
        page.click("[data-action=language]").await?;
        page.wait_until(
            "it says so of the words",
            "return [...document.querySelectorAll('[data-notice]')].some((notice) => notice.innerText.includes('French'))",
        )
        .await?;
        assert_eq!(page.attribute("html", "lang").await?, "en");
        let asked = server.asked();
        for name in ["exports-", "words-fr", "aims-assessment.html"] {
            assert!(asked.iter().any(|asked| asked.contains(name)), "{name}: {asked:?}");
        }
        assert_eq!(
            page.run("return [window.ranAltered ?? null, typeof window.aimsMaker]").await?,
            json!([null, "undefined"])
        );
        server.now(|ways| ways.altered.clear());
        page.click("[data-action=language]").await?;
        page.wait_until("the words of the page come", "return document.documentElement.lang === 'fr'")
            .await?;
        Ok(())
    })
    .await
}

/// The module is complete, but the words of the report are altered.
async fn no_altered_words(engine: Engine) -> Result<()> {
    perform_in(engine, Storage::Allowed, |browser: Arc<Browser>| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.altered = vec!["report-".to_owned()]);
        for place in ["#/results", "#/results/statement"] {
            browser.driver.goto("about:blank").await?;
            let page = browser.open(&format!("{}?lang=en{place}", server.address)).await?;
            page.wait_for("[data-missing] [data-action=try-again]").await.context(place)?;
            assert_eq!(page.count("[data-chart], [data-soa]").await?, 0, "{place}");
        }
        server.now(|ways| ways.altered.clear());
        let page = browser.page();
        page.run("document.querySelector('[data-action=try-again]').click()").await?;
        page.wait_for("[data-soa]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_altered_words_are_shown_in_chromium() -> Result<()> {
    no_altered_words(Engine::Chromium).await
}

#[tokio::test]
async fn no_altered_words_are_shown_in_firefox() -> Result<()> {
    no_altered_words(Engine::Firefox).await
}

#[tokio::test]
async fn nothing_altered_runs_in_chromium() -> Result<()> {
    nothing_altered_runs(Engine::Chromium).await
}

#[tokio::test]
async fn nothing_altered_runs_in_firefox() -> Result<()> {
    nothing_altered_runs(Engine::Firefox).await
}
