//! A server's changes reach returning visitors: a new version, a policy, the removal of the page.
//! An incomplete change breaks nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::odd_server::OddServer;
use browser_tests::page::Page;
use browser_tests::servers::dist;
use browser_tests::versions::{copy_to, next_version};
use serde_json::{Value, json};

const IS_KEPT: &str = "return !!navigator.serviceWorker?.controller";
const UPDATE: &str = "navigator.serviceWorker.getRegistration().then((one) => one?.update()).then(() => true, () => false)";
/// Returns, for each of our caches, the first three characters of the last word of its name, which
/// is its version, and whether it holds index.html.
const VERSIONS: &str = "(async () => (await Promise.all((await caches.keys()).map(async (name) =>
    [name.split(' ').pop().slice(0, 3), !!(await (await caches.open(name)).match(new URL('index.html', location.href)))]))))()";

struct Begun {
    fixture: Fixture,
    page: Page,
    server: OddServer,
    folder: tempfile::TempDir,
}

/// Starts with a visitor whose browser keeps the first version offline; the next versions are ready
/// to be deployed.
async fn begin(fixture: Fixture, names: &[&str]) -> Result<Begun> {
    let folder = tempfile::tempdir()?;
    copy_to(&folder.path().join("one"))?;
    let server = OddServer::of(&folder.path().join("one")).await?;
    server.now(|ways| ways.frame_ancestors = Some("*".to_owned()));
    let page = Page::new(fixture.driver.clone());
    fixture.driver.goto(format!("{}?lang=en", server.address)).await?;
    page.wait_until_there().await?;
    page.wait_until("the page is kept", IS_KEPT).await?;
    for name in names {
        next_version(&page, &folder.path().join(name), name).await?;
    }
    Ok(Begun { fixture, page, server, folder })
}

impl Begun {
    fn put_up(&self, name: &str) {
        let folder = self.folder.path().join(name);
        self.server.now(|ways| ways.folder = folder);
    }

    async fn visit(&self, place: &str) -> Result<()> {
        self.fixture.driver.goto("about:blank").await?;
        self.fixture.driver.goto(format!("{}{place}", self.server.address)).await?;
        Ok(())
    }

    async fn shown(&self) -> Result<Value> {
        self.page
            .run("return document.querySelector('h1')?.innerText ?? document.body.innerText")
            .await
    }
}

#[tokio::test]
async fn a_second_tab_takes_the_new_version_when_it_is_ready() -> Result<()> {
    with_fixture(|fixture| async move {
        let begun = begin(fixture, &["two"]).await?;
        let (page, driver) = (&begun.page, &begun.fixture.driver);
        let first = driver.window().await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        begun.put_up("two");
        page.run_async(UPDATE).await?;
        page.wait_for("[data-action=update]").await?;
        let second = driver.new_tab().await?;
        driver.switch_to_window(second).await?;
        begun.visit("?lang=en").await?;
        page.wait_until_there().await?;
        page.click("[data-action=update]").await?;
        page.wait_until(
            "the other tab has it",
            "return document.querySelector('meta[name=two]') !== null",
        )
        .await?;
        // The first tab is told, and reloads only when the visitor asks for it.
        driver.switch_to_window(first).await?;
        page.write("C4-1", "note", "still writing").await?;
        assert_eq!(page.count("meta[name=two]").await?, 0);
        page.click("[data-action=update]").await?;
        page.wait_until(
            "this tab has it too",
            "return document.querySelector('meta[name=two]') !== null",
        )
        .await?;
        page.wait_until_there().await?;
        assert_eq!(
            page.run("return document.querySelector('[name=C4-1-note]').value").await?,
            "still writing"
        );
        assert_eq!(page.count("[data-action=update]").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn half_a_version_takes_nothing_away() -> Result<()> {
    with_fixture(|fixture| async move {
        let begun = begin(fixture, &["two", "six"]).await?;
        let page = &begun.page;
        let before = page.run_async(VERSIONS).await?;
        assert_eq!(before.as_array().unwrap().len(), 1);
        // A file that the next version needs can't be loaded, even bypassing all caches.
        begun.put_up("two");
        let sw = begun.folder.path().join("two/sw.js");
        let text = fs::read_to_string(&sw)?;
        let start = text.split_once("\"results-").map(|(_, rest)| &rest[..16]).unwrap();
        fs::write(&sw, text.replace(start, "0123456789abcdef"))?;
        page.run_async(UPDATE).await?;
        page.wait_until(
            "it is told",
            "return document.querySelector('.notices').innerText.includes('newer version')",
        )
        .await?;
        assert_eq!(
            page.run_async(VERSIONS).await?,
            before,
            "what is unfinished is not kept, what is in use is"
        );
        begun.visit("?lang=en#/section/4").await?;
        page.wait_until_there().await?;
        page.choose("C4-1", "2").await?;
        begun.put_up("six");
        page.run_async(UPDATE).await?;
        page.wait_for("[data-action=update]").await?;
        page.click("[data-action=update]").await?;
        page.wait_until(
            "the next version is there",
            "return document.querySelector('meta[name=six]') !== null",
        )
        .await?;
        page.wait_until_there().await?;
        assert!(page.is_chosen("C4-1", "2").await?);
        let after = page.run_async(VERSIONS).await?;
        assert_eq!(
            after,
            json!([before[0], ["six", true]]),
            "the version before stays for tabs that show it"
        );
        Ok(())
    })
    .await
}

/// Returns whether a page of the same server can frame the page.
async fn is_framed(begun: &Begun) -> Result<bool> {
    fs::write(
        begun.folder.path().join("one/around.html"),
        "<iframe src=\"./?embed&lang=en\" width=900 height=900></iframe>",
    )?;
    fs::write(
        begun.folder.path().join("two/around.html"),
        "<iframe src=\"./?embed&lang=en\" width=900 height=900></iframe>",
    )?;
    begun.visit("around.html").await?;
    for _ in 0..60 {
        if begun.page.run("return !!document.querySelector('iframe')?.contentDocument?.querySelector('main h1')").await? == true {
            return Ok(true);
        }
        // A page that isn't shown sends no event: what isn't there after three seconds won't come.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(false)
}

#[tokio::test]
async fn a_changed_policy_holds_at_the_next_visit() -> Result<()> {
    with_fixture(|fixture| async move {
        let begun = begin(fixture, &["two"]).await?;
        assert!(is_framed(&begun).await?, "everybody may, at first");
        begun.server.now(|ways| ways.frame_ancestors = Some("'none'".to_owned()));
        assert!(!is_framed(&begun).await?, "nobody may any more");
        // Nor when the server answers with errors: the last policy received holds.
        begun.server.now(|ways| ways.status = Some(503));
        begun.visit("?lang=en").await?;
        begun.page.wait_until_there().await?;
        let kept = "(async () => (await caches.match(new URL('index.html', location.href))).headers.get('content-security-policy'))()";
        assert!(begun.page.run_async(kept).await?.as_str().unwrap().contains("frame-ancestors 'none'"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_policy_of_a_new_version_holds_for_the_kept_one_and_breaks_nothing() -> Result<()> {
    with_fixture(|fixture| async move {
        let begun = begin(fixture, &["two"]).await?;
        // Another tab stays on the first version, so that this version remains in use.
        let first = begun.fixture.driver.window().await?;
        let second = begun.fixture.driver.new_tab().await?;
        begun.fixture.driver.switch_to_window(second).await?;
        begun.visit("?lang=en").await?;
        begun.page.wait_until_there().await?;
        begun.fixture.driver.switch_to_window(first).await?;
        begun.server.now(|ways| ways.frame_ancestors = Some("'none'".to_owned()));
        begun.put_up("two");
        assert!(!is_framed(&begun).await?);
        begun.visit("?lang=en").await?;
        begun.page.wait_until_there().await?;
        assert_eq!(
            begun.page.count("meta[name=two]").await?,
            0,
            "the version that was begun goes on"
        );
        let styled =
            "return getComputedStyle(document.documentElement).getPropertyValue('--accent') !== ''";
        assert_eq!(begun.page.run(styled).await?, true, "its style is allowed");
        let broken = begun.fixture.driver.get_log("browser").await?;
        let broken: Vec<String> = broken
            .into_iter()
            .map(|entry| entry.message)
            .filter(|message| message.contains("violates"))
            .collect();
        assert!(broken.iter().all(|message| message.contains("frame-ancestors")), "{broken:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_comes_back_to_an_altered_new_version_is_offered_it() -> Result<()> {
    with_fixture(|fixture| async move {
        let begun = begin(fixture, &["two"]).await?;
        begun.put_up("two");
        begun.server.now(|ways| ways.inserts = "<!-- seen by a proxy -->".to_owned());
        begun.visit("?lang=en").await?;
        begun.page.wait_until_there().await?;
        begun.page.click("[data-action=update]").await?;
        begun
            .page
            .wait_until(
                "the next version is there",
                "return document.querySelector('meta[name=two]') !== null",
            )
            .await
    })
    .await
}

#[tokio::test]
async fn a_host_can_take_the_page_back() -> Result<()> {
    for way in ["gone", "worker", "another site", "missing"] {
        with_fixture(move |fixture| async move {
            let begun = begin(fixture, &[]).await?;
            begun.page.go("#/section/4").await?;
            begun.page.choose("C4-1", "3").await?;
            let new = begun.folder.path().join("new");
            fs::create_dir_all(&new)?;
            fs::write(new.join("index.html"), "<!doctype html><title>New</title><h1>Our new site</h1>")?;
            match way {
                "gone" => begun.server.now(|ways| ways.status = Some(410)),
                "missing" => begun.server.now(|ways| ways.status = Some(404)),
                "worker" => {
                    fs::copy(dist()?.join("hosting/withdraw-sw.js"), new.join("sw.js"))?;
                    begun.put_up("new");
                }
                _ => begun.put_up("new"),
            }
            begun.visit("").await?;
            if way == "missing" {
                begun.page.wait_until_there().await.context("who has answers here gets at them")?;
                return Ok(());
            }
            let left = "(async () => [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length])()";
            let mut last = Value::Null;
            for _ in 0..100 {
                last = begun.page.run_async(left).await?;
                if last == json!([0, 0]) {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            assert_eq!(last, json!([0, 0]), "{way}: nothing of the page is kept");
            begun.visit("").await?;
            assert_eq!(begun.shown().await?, if way == "gone" { "odd" } else { "Our new site" }, "{way}");
            assert!(
                begun.page.run("return localStorage.getItem('aims-assessment/answers/1')").await?.is_string(),
                "{way}: answers are not touched"
            );
            Ok(())
        })
        .await
        .context(way)?;
    }
    Ok(())
}
