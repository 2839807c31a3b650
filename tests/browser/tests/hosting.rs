//! The page wherever it is hosted: embedded in another site, with a brand's colours, in its next
//! version. Engines and hosts are in `engines.rs`; this file checks what each way of hosting
//! promises, in one browser.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use axum::middleware::{Next, from_fn};
use browser_tests::answers;
use browser_tests::fixture::{Fixture, root, with_fixture};
use browser_tests::page::Page;
use browser_tests::servers::dist_shown_by;
use browser_tests::versions::copy_to;
use serde_json::{Value, json};
use tower_http::services::ServeDir;

/// A server that records what was requested.
struct Site {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    async fn of(folder: &Path) -> Result<Self> {
        Self::named("localhost", folder).await
    }

    /// Serves a folder under a host name: two names are two sites to a browser, two ports aren't.
    async fn named(name: &str, folder: &Path) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{name}:{}/", listener.local_addr()?.port());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let note = from_fn(move |request: Request, next: Next| {
            noted.lock().unwrap().push(request.uri().to_string());
            async move {
                let mut answer = next.run(request).await;
                // The CORS header that the shipped configurations send for embed.js.
                answer
                    .headers_mut()
                    .insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                answer
            }
        });
        let files = Router::new().fallback_service(ServeDir::new(folder)).layer(note);
        tokio::spawn(async move { axum::serve(listener, files).await });
        Ok(Self { address, asked })
    }

    /// Returns the paths requested since the last call.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

fn dist() -> PathBuf {
    root().join("dist")
}

/// Writes the host's page, with a strict policy and a hostile style sheet; `assessment` is the
/// element's tag.
fn hostile_host(folder: &Path, home: &str, assessment: &str) -> Result<()> {
    let demo = fs::read_to_string(dist().join("embed-demo.html"))?;
    let origin = home.trim_end_matches('/');
    let (before, rest) = demo.split_once("<aims-assessment").unwrap();
    let (_, after) = rest.split_once("</aims-assessment>").unwrap();
    let page = format!("{before}{assessment}{after}")
        .replace("./embed.js", &format!("{home}embed.js"))
        .replace("script-src 'self'", &format!("script-src 'self' {origin}"))
        .replace("frame-src 'self'", &format!("frame-src {origin}"));
    fs::write(folder.join("index.html"), page)?;
    fs::copy(dist().join("embed-demo.css"), folder.join("embed-demo.css"))?;
    fs::copy(dist().join("icon-192.png"), folder.join("icon-192.png"))?;
    Ok(())
}

/// Records every event of the element, from before it is defined.
const LISTEN: &str = "window.heard = []; addEventListener('DOMContentLoaded', () => {
    for (const element of document.querySelectorAll('aims-assessment'))
        for (const name of ['ready', 'resize', 'started', 'progress', 'completed', 'result'])
            element.addEventListener(name, (event) => heard.push({ name, ...event.detail }));
});";
const FRAME: &str = "document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";

async fn enter(fixture: &Fixture) -> Result<Page> {
    let frame = fixture.driver.execute(&format!("return {FRAME}"), Vec::new()).await?.element()?;
    frame.enter_frame().await?;
    let page = Page::new(fixture.driver.clone());
    page.wait_until_there().await?;
    Ok(page)
}

/// Switches to the small window in which something is confirmed.
async fn enter_window(fixture: &Fixture) -> Result<Page> {
    let windows = fixture.driver.windows().await?;
    assert_eq!(windows.len(), 2, "a small window is open");
    fixture.driver.switch_to_window(windows[1].clone()).await?;
    Ok(Page::new(fixture.driver.clone()))
}

async fn heard(fixture: &Fixture) -> Result<Vec<Value>> {
    fixture.driver.enter_default_frame().await?;
    Ok(Page::new(fixture.driver.clone())
        .run("return heard")
        .await?
        .as_array()
        .cloned()
        .unwrap_or_default())
}

#[tokio::test]
async fn a_hostile_host_is_told_a_count_and_no_answer() -> Result<()> {
    with_fixture(|fixture| async move {
        let folder = tempfile::tempdir()?;
        let shown = dist_shown_by("http://localhost:*")?;
        let home = Site::named("127.0.0.1", shown.path()).await?.address;
        hostile_host(folder.path(), &home, "<aims-assessment lang=\"fr\" accent=\"#ffd54a\" organisation=\"Somebody\" contact=\"https://example.com/\" logo=\"icon-192.png\"></aims-assessment>")?;
        let host = Site::of(folder.path()).await?;
        fixture.run_before_each_page(LISTEN).await?;
        fixture.driver.goto(&host.address).await?;
        let page = enter(&fixture).await?;
        page.wait_for("img.logo").await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        // The chosen colour is so bright that it would be unreadable: a darker one is shown.
        let accent = page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')").await?;
        assert_ne!(accent.as_str().unwrap(), "#ffd54a");
        assert_eq!(page.attribute("[data-brand=contact]", "href").await?, "https://example.com/");
        fixture.driver.enter_default_frame().await?;
        let outside = Page::new(fixture.driver.clone());
        let fits = format!("const frame = {FRAME}; return frame.getBoundingClientRect().height > 900 && scrollY === 0 && document.activeElement === document.body");
        outside.wait_until("the frame is as tall as its content, and the host neither scrolled nor lost the focus", &fits).await?;
        let page = enter(&fixture).await?;
        page.click("[data-action=start]").await?;
        for (code, level) in [("C4-1", "2"), ("C4-2", "5")] {
            page.choose(code, level).await?;
        }
        page.go("#/results").await?;
        page.wait_for_results().await?;
        assert_eq!(page.count("[data-action=share]").await?, 0, "the host did not ask for it");
        let heard = heard(&fixture).await?;
        let told: Vec<&Value> = heard.iter().filter(|event| event["name"] != "resize").collect();
        assert_eq!(
            json!(told),
            json!([{ "name": "ready" }, { "name": "started" }, { "name": "progress", "answered": 1, "questions": 42 }, { "name": "progress", "answered": 2, "questions": 42 }])
        );
        // The host's radio buttons of the same name are unaffected.
        assert_eq!(outside.run("return document.querySelector('input[name=C4-1]:checked').value").await?, "1");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_result_is_shared_as_it_was_shown() -> Result<()> {
    with_fixture(|fixture| async move {
        let (folder, shown) = (tempfile::tempdir()?, dist_shown_by("http://localhost:*")?);
        hostile_host(
            folder.path(),
            &Site::named("127.0.0.1", shown.path()).await?.address,
            "<aims-assessment lang=\"en\" allow-share></aims-assessment>",
        )?;
        let host = Site::of(folder.path()).await?;
        fixture.run_before_each_page(LISTEN).await?;
        fixture.driver.goto(&host.address).await?;
        let page = enter(&fixture).await?;
        page.click("[data-action=start]").await?;
        page.choose("C4-1", "2").await?;
        page.write("C4-1", "note", "between us").await?;
        page.go("#/results").await?;
        let panel = page.text("#share").await?;
        assert!(panel.contains(host.address.trim_end_matches('/')), "{panel}");
        page.click("[data-action=share]").await?;
        let around = fixture.driver.window().await?;
        let own = enter_window(&fixture).await?;
        let shown: Value = serde_json::from_str(&own.text("[data-shared]").await?)?;
        own.click("[data-action=share-cancel]").await?;
        fixture.driver.switch_to_window(around.clone()).await?;
        assert!(
            heard(&fixture).await?.iter().all(|event| event["name"] != "result"),
            "not handed over yet"
        );
        let page = enter(&fixture).await?;
        page.click("[data-action=share]").await?;
        let own = enter_window(&fixture).await?;
        own.wait_until(
            "it can be confirmed",
            "return !document.querySelector('[data-action=share-confirmed]').disabled",
        )
        .await?;
        own.click("[data-action=share-confirmed]").await?;
        fixture.driver.switch_to_window(around).await?;
        assert_eq!(fixture.driver.windows().await?.len(), 1, "the small window closes by itself");
        let results: Vec<Value> =
            heard(&fixture).await?.into_iter().filter(|event| event["name"] == "result").collect();
        assert_eq!(results.len(), 1);
        assert_eq!(results[0]["result"], shown);
        assert!(!results[0].to_string().contains("between us"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn moved_removed_and_added_twice_the_element_goes_on() -> Result<()> {
    with_fixture(|fixture| async move {
        let (folder, shown) = (tempfile::tempdir()?, dist_shown_by("http://localhost:*")?);
        hostile_host(folder.path(), &Site::named("127.0.0.1", shown.path()).await?.address, "<aims-assessment lang=\"en\" section=\"4\"></aims-assessment>")?;
        let host = Site::of(folder.path()).await?;
        fixture.driver.goto(&host.address).await?;
        let page = enter(&fixture).await?;
        page.choose("C4-1", "2").await?;
        for change in [
            "document.body.prepend(document.querySelector('aims-assessment'))",
            "const e = document.querySelector('aims-assessment'); e.remove(); e.remove(); document.querySelector('main').append(e)",
            "const e = document.createElement('aims-assessment'); e.lang = 'en'; e.setAttribute('section', '4'); document.querySelector('main').append(e)",
        ] {
            fixture.driver.enter_default_frame().await?;
            Page::new(fixture.driver.clone()).run(change).await?;
            let page = enter(&fixture).await?;
            // The element's start section only counts before the visitor has begun.
            page.go("#/section/4").await?;
            page.wait_until("the answer is there", "return document.querySelector('input[name=C4-1][value=\"2\"]')?.checked === true").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn settings_in_the_address_count_in_a_frame_alone() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?embed&lang=en&organisation=Somebody&contact=https://example.com/&accent=%23ff0000&share#/results").await?;
        assert_eq!(page.count("[data-brand]").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_offer_follows_the_result_and_says_why() -> Result<()> {
    with_fixture(|fixture| async move {
        let folder = tempfile::tempdir()?;
        copy_to(folder.path())?;
        let offer = |title: &str, when: Value| {
            json!({
                "title": { "en": title, "fr": title }, "text": { "en": "Two hours.", "fr": "Deux heures." },
                "link": { "en": "https://example.com/en", "fr": "https://example.com/fr" }, "when": when,
            })
        };
        let offers =
            [offer("Policy workshop", json!({ "questions": ["C5-2"] })), offer("Other", json!({ "readiness": ["stage_2_plausible"] }))];
        let brand = json!({ "name": "Conseil Nordet", "contact": "mailto:a@example.com", "accent": "#334488", "offers": offers });
        let page = fs::read_to_string(folder.path().join("index.html"))?;
        fs::write(folder.path().join("index.html"), page.replace("id=\"aims-brand\">{}", &format!("id=\"aims-brand\">{brand}")))?;
        let site = Site::of(folder.path()).await?;
        let page = fixture.open_at(&format!("{}?lang=en#/results", site.address)).await?;
        assert_eq!(page.count("[data-offer]").await?, 0, "nothing is answered");
        assert_eq!(page.text("[data-brand=name]").await?, "Conseil Nordet");
        page.go("#/section/5").await?;
        page.choose("C5-2", "1").await?;
        page.go("#/results").await?;
        // The end of the results is rendered some frames after their beginning.
        page.wait_for("[data-offer]").await?;
        assert_eq!(page.texts("[data-offer] h3").await?, ["Policy workshop"]);
        assert!(page.text("[data-offer]").await?.contains("C5-2"));
        Ok(())
    })
    .await
}

/// Does everything that a visitor can do while the server records requests: once the page and what
/// it caches for later are loaded, it requests nothing.
#[tokio::test]
async fn after_loading_no_request_leaves_the_page() -> Result<()> {
    with_fixture(|fixture| async move {
        let site = Site::of(&dist()).await?;
        let page = fixture.open_at(&format!("{}?lang=en", site.address)).await?;
        page.wait_until(
            "the service worker has kept the page",
            "return navigator.serviceWorker.controller !== null",
        )
        .await?;
        let first = site.asked();
        assert!(first.iter().all(|path| !path.contains('?') || path == "/?lang=en"), "{first:?}");
        let file = fixture.downloads.join("mixed.aims.json");
        fs::write(&file, answers::file(&answers::mixed()))?;
        page.open_file(&file).await?;
        page.go("#/section/5").await?;
        page.choose("C5-2", "4").await?;
        page.write("C5-2", "note", "https://example.com/ <img src=https://example.com/x.png>")
            .await?;
        page.go("#/results").await?;
        for (action, start, end) in [
            ("export-docx", "aims-report-", ".docx"),
            ("export-xlsx", "aims-report-", ".xlsx"),
            ("export-pptx", "aims-report-", ".pptx"),
            ("export-html", "aims-report-", ".html"),
            ("export-csv", "aims-csv-tables-", ".zip"),
            ("export-markdown", "aims-report-", ".md"),
            ("export-scores", "aims-scores-", ".json"),
            ("export-svg", "aims-radar-", ".svg"),
            ("export-png", "aims-radar-", ".png"),
            ("export-json", "aims-", ".aims.json"),
            ("save-page", "aims-assessment-", ".html"),
        ] {
            page.click(&format!("[data-action={action}]")).await?;
            fixture.saved(start, end).await?;
        }
        fixture.print().await?;
        for place in
            ["#/profile", "#/what-if", "#/results/statement", "#/assessments", "#/compare", "#/"]
        {
            page.go(place).await?;
        }
        page.click("[data-action=language]").await?;
        page.wait_until("the page is French", "return document.documentElement.lang === 'fr'")
            .await?;
        assert_eq!(site.asked(), Vec::<String>::new());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_version_is_offered_and_never_mixed() -> Result<()> {
    with_fixture(|fixture| async move {
        let folder = tempfile::tempdir()?;
        copy_to(folder.path())?;
        let site = Site::of(folder.path()).await?;
        let page = fixture.open_at(&format!("{}?lang=en#/section/4", site.address)).await?;
        page.wait_until("the service worker has kept the page", "return navigator.serviceWorker.controller !== null").await?;
        page.choose("C4-1", "3").await?;
        // The next version is another page, whose hash its service worker knows.
        let (index, worker) = (folder.path().join("index.html"), folder.path().join("sw.js"));
        let text = fs::read_to_string(&index)?.replace("<head>", "<head><meta name=\"next\">");
        let script = fs::read_to_string(&worker)?;
        let (before, rest) = script.split_once("\"index.html\": \"").unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        fs::write(&index, &text)?;
        let hash = page.run_async(&format!("crypto.subtle.digest('SHA-384', new TextEncoder().encode({})).then((d) => 'sha384-' + btoa(String.fromCharCode(...new Uint8Array(d))))", json!(text))).await?;
        let next = format!("{before}\"index.html\": \"{}\"{after}", hash.as_str().unwrap()).replacen("const VERSION = \"", "const VERSION = \"next", 1);
        fs::write(&worker, next)?;
        page.reload().await?;
        assert_eq!(page.count("meta[name=next]").await?, 0, "the version that was begun goes on");
        page.wait_for("[data-action=update]").await?;
        page.go("#/section/5").await?;
        page.choose("C5-1", "2").await?;
        page.click("[data-action=update]").await?;
        page.wait_until("the next version is there", "return document.querySelector('meta[name=next]') !== null").await?;
        page.wait_until_there().await?;
        assert!(page.is_chosen("C5-1", "2").await?);
        Ok(())
    })
    .await
}
