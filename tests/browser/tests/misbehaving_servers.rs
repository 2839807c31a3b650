//! Misbehaving hosts: whatever they do, the page works, stored answers can be reached, and the
//! visitor is told what is wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use browser_tests::engine::{Engine, Storage, perform_in};
use browser_tests::fixture::with_fixture;
use browser_tests::odd_server::{OddServer, Ways};
use browser_tests::page::Page;
use browser_tests::servers::dist;
use serde_json::{Value, json};

/// Returns whether a service worker controls the page, which means that the page is kept offline.
const IS_KEPT: &str = "return !!navigator.serviceWorker?.controller";
/// Returns the names of our caches and the number of files in each.
const CACHES: &str =
    "(async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name, (await (await caches.open(name)).keys()).length]))))()";

async fn open(page: &Page, driver: &thirtyfour::WebDriver, address: &str) -> Result<()> {
    driver.goto(address).await?;
    page.wait_until_there().await.with_context(|| format!("at {address}"))
}

async fn notices(page: &Page) -> Result<String> {
    Ok(page
        .run("return document.querySelector('.notices')?.innerText ?? ''")
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

/// The oddity's name, the file name under which the page is opened, and the change to the server.
type Oddity = (&'static str, &'static str, fn(&mut Ways));

/// The oddities: strips `.html`; serves no index for its folder; inserts a comment and a script
/// into pages; sends wrong types.
fn oddities() -> Vec<Oddity> {
    vec![
        ("strips .html", "", |ways| ways.strips_html = true),
        ("redirects the page's name", "index.html", |ways| ways.strips_html = true),
        ("shows no folder", "index.html", |ways| ways.has_no_index = true),
        ("puts something into the page", "", |ways| {
            ways.inserts = String::from("<!-- seen --><script>window.inserted = 1</script>");
        }),
        ("gives odd types", "", |ways| {
            ways.types = [
                ("wasm", "application/octet-stream"),
                ("json", "text/plain"),
                ("svg", "text/plain"),
            ]
            .map(|(end, kind)| (end.to_owned(), kind.to_owned()))
            .into();
        }),
    ]
}

/// Chromium requests no address again that failed as a script with a hash.
#[tokio::test]
async fn files_can_be_made_once_the_host_serves_their_script_again() -> Result<()> {
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| {
            ways.statuses.extend([("exports-".to_owned(), 503), ("sw.js".to_owned(), 404)]);
        });
        let (page, driver) = (browser.page(), browser.driver.clone());
        open(&page, &driver, &format!("{}?lang=en#/section/4", server.address)).await?;
        page.choose("C4-1", "3").await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.click(".exports summary").await?;
        page.click("[data-action=export-markdown]").await?;
        page.wait_for("#exports [data-saved=not]").await?;
        server.now(|ways| ways.statuses.clear());
        page.click("[data-action=export-markdown]").await?;
        page.wait_until(
            "the file is made",
            "return document.querySelector('#exports [data-saved=\\'\\']')?.textContent.includes('.md')",
        )
        .await
    })
    .await
}

async fn every_visit_works(engine: Engine) -> Result<()> {
    for (what, name, oddity) in oddities() {
        perform_in(engine, Storage::Allowed, move |browser| async move {
            let server = OddServer::of(&dist()?).await?;
            server.now(oddity);
            let (page, driver) = (browser.page(), browser.driver.clone());
            let address = format!("{}{name}?lang=fr", server.address);
            open(&page, &driver, &format!("{address}#/section/4")).await?;
            page.choose("C4-1", "3").await?;
            page.wait_until("the page is kept", IS_KEPT).await.context(what)?;
            // Online, with errors, and with nothing found.
            for (state, worsen) in [("as it is", None), ("with errors", Some(503)), ("with nothing there", Some(404))] {
                server.now(|ways| ways.status = worsen);
                for address in [address.clone(), server.address.clone()] {
                    driver.goto("about:blank").await?;
                    open(&page, &driver, &format!("{address}#/section/4")).await.with_context(|| format!("{what}, {state}"))?;
                    assert!(page.is_chosen("C4-1", "3").await?, "{what}, {state}");
                    assert_eq!(page.attribute("html", "lang").await?, "fr");
                }
            }
            server.now(|ways| ways.hangs = true);
            let begun = Instant::now();
            driver.goto("about:blank").await?;
            open(&page, &driver, &format!("{address}#/section/4")).await.with_context(|| format!("{what}, hung"))?;
            assert!(
                begun.elapsed() < Duration::from_secs(8),
                "{what}: a server that says nothing held the page up for {:?}",
                begun.elapsed()
            );
            assert!(page.is_chosen("C4-1", "3").await?);
            let cached = page.run_async("(async () => (await caches.match(new URL('index.html', location.href))).redirected)()").await?;
            assert_eq!(cached, false, "{what}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn every_later_visit_works_in_chromium() -> Result<()> {
    every_visit_works(Engine::Chromium).await
}

#[tokio::test]
async fn every_later_visit_works_in_firefox() -> Result<()> {
    every_visit_works(Engine::Firefox).await
}

#[tokio::test]
async fn an_altered_page_is_kept_once_and_fetched_no_more() -> Result<()> {
    with_fixture(|fixture| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| ways.inserts = "<!-- seen by a proxy -->".to_owned());
        let page = Page::new(fixture.driver.clone());
        open(&page, &fixture.driver, &format!("{}?lang=en", server.address)).await?;
        page.wait_until("the page is kept", IS_KEPT).await?;
        assert_eq!(notices(&page).await?, "");
        server.asked();
        for _ in 0..3 {
            page.reload().await?;
            // The page must request nothing else, so there is no event to wait for.
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        let asked = server.asked();
        assert!(
            asked.iter().all(|path| ["/", "/sw.js", "/favicon.ico"].contains(&path.as_str())),
            "{asked:?}"
        );
        // Once it comes as it was built, that is what is kept.
        let is_altered = "(async () => {
            const kept = await caches.match(new URL('index.html', location.href));
            return (await kept.text()).includes('seen by a proxy');
        })()";
        assert_eq!(page.run_async(is_altered).await?, true);
        server.now(|ways| ways.inserts.clear());
        page.reload().await?;
        for _ in 0..100 {
            if page.run_async(is_altered).await? == false {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!("the altered page is still kept")
    })
    .await
}

#[tokio::test]
async fn where_the_page_can_not_be_kept_this_is_told() -> Result<()> {
    for (what, starts, kind) in [
        ("no worker", Some(("sw.js", 404)), None),
        ("a worker of no type", None, Some("text/plain")),
        ("a file that is missing", Some(("words-fr", 503)), None),
    ] {
        with_fixture(move |fixture| async move {
            let server = OddServer::of(&dist()?).await?;
            server.now(|ways| {
                ways.types.extend(kind.map(|kind: &str| ("sw.js".to_owned(), kind.to_owned())));
            });
            server.now(|ways| {
                ways.statuses.extend(starts.map(|(start, status)| (start.to_owned(), status)));
            });
            let page = Page::new(fixture.driver.clone());
            open(&page, &fixture.driver, &format!("{}?lang=en", server.address)).await?;
            page.wait_until(
                "it is told",
                "return document.querySelector('.notices').innerText.includes('needs a network')",
            )
            .await
            .context(what)?;
            assert_eq!(page.count("[data-notice]").await?, 1, "{what}");
            assert_eq!(
                page.run_async(CACHES).await?,
                json!({}),
                "{what}: nothing unfinished is kept"
            );
            page.go("#/section/4").await?;
            page.choose("C4-1", "3").await?;
            assert_eq!(notices(&page).await?, "", "{what}: who goes on has read it");
            server.asked();
            page.reload().await?;
            // It must not be requested again, so there is no event to wait for: this gives the
            // retried service worker time to do so.
            tokio::time::sleep(Duration::from_secs(2)).await;
            let again: Vec<String> =
                server.asked().into_iter().filter(|path| path.contains(".wasm")).collect();
            assert_eq!(again, [""; 0], "{what}: what came is not asked for again");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// The files that a first visit needs are answered with an error for a moment.
#[tokio::test]
async fn an_error_for_a_moment_is_asked_away() -> Result<()> {
    with_fixture(|fixture| async move {
        let server = OddServer::of(&dist()?).await?;
        server.now(|ways| {
            ways.statuses.extend([("words-en".to_owned(), 503), ("aims-".to_owned(), 503)]);
        });
        let driver = fixture.driver.clone();
        let (later, page) = (
            tokio::spawn({
                let address = format!("{}?lang=en", server.address);
                async move { driver.goto(address).await }
            }),
            Page::new(fixture.driver.clone()),
        );
        for _ in 0..200 {
            if server.asked().iter().any(|path| path.starts_with("/aims-")) {
                server.now(|ways| ways.statuses.clear());
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        later.await??;
        page.wait_until_there().await
    })
    .await
}

#[tokio::test]
async fn other_languages_than_a_list_are_no_reason_to_fail() -> Result<()> {
    for (told, expected) in [
        ("undefined", "fr"),
        ("null", "fr"),
        ("[7, null, 'fr-CA']", "fr"),
        ("'fr'", "fr"),
        ("({})", "fr"),
    ] {
        with_fixture(move |fixture| async move {
            fixture
                .run_before_each_page(&format!(
                    "Object.defineProperty(navigator, 'languages', {{ get: () => {told} }});
                     Object.defineProperty(navigator, 'language', {{ get: () => 'fr' }});"
                ))
                .await?;
            let page = fixture.open("").await?;
            assert_eq!(page.attribute("html", "lang").await?, expected, "{told}");
            assert_eq!(
                page.run("return document.documentElement.dataset.failed ?? null").await?,
                Value::Null
            );
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// In a frame with an opaque origin there is neither storage nor a service worker, and even
/// accessing them throws.
#[tokio::test]
async fn in_a_frame_of_no_origin_the_page_works_or_says_why_not() -> Result<()> {
    for has_cors in [true, false] {
        with_fixture(move |fixture| async move {
            // The embedding page is on the same site, which may frame the page.
            let folder = tempfile::tempdir()?;
            browser_tests::versions::copy_to(folder.path())?;
            std::fs::write(
                folder.path().join("around.html"),
                "<iframe sandbox=\"allow-scripts\" src=\"./?embed&lang=fr\" width=800 height=900></iframe>",
            )?;
            let server = OddServer::of(folder.path()).await?;
            server.now(|ways| ways.header = has_cors.then(|| ("access-control-allow-origin".to_owned(), "*".to_owned())));
            fixture.driver.goto(format!("{}around.html", server.address)).await?;
            fixture.driver.enter_frame(0).await?;
            let page = Page::new(fixture.driver.clone());
            if has_cors {
                page.wait_until_there().await?;
                page.wait_until(
                    "it says that nothing is stored",
                    "return /n’autorise pas|permet pas|mémoire|enregistr/.test(document.querySelector('.notices').innerText)",
                )
                .await?;
                page.click("[data-action=start]").await?;
                page.choose("C4-1", "3").await?;
            } else {
                page.wait_until("it says so", "return document.querySelector('[data-front=fr] .failed').checkVisibility()").await?;
            }
            let log = fixture.driver.get_log("browser").await?;
            let uncaught: Vec<String> = log.into_iter().map(|entry| entry.message).filter(|message| message.contains("Uncaught")).collect();
            assert_eq!(uncaught, [""; 0], "CORS: {has_cors}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
