//! The same visit in three engines, from every place where the page can be hosted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::answers;
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{Nginx, Packed, Server, dist, dist_shown_by, static_server};
use serde_json::Value;

/// Generates one test for each engine.
macro_rules! in_each_engine {
    ($place:ident) => {
        in_each_engine!($place { #[allow(unused_attributes)] }{ #[allow(unused_attributes)] }{ #[allow(unused_attributes)] });
    };
    ($place:ident { $(#[$chromium:meta])* }{ $(#[$firefox:meta])* }{ $(#[$webkit:meta])* }) => {
        mod $place {
            use super::Engine;

            #[tokio::test]
            $(#[$chromium])*
            async fn in_chromium() -> anyhow::Result<()> {
                super::$place(Engine::Chromium).await
            }

            #[tokio::test]
            $(#[$firefox])*
            async fn in_firefox() -> anyhow::Result<()> {
                super::$place(Engine::Firefox).await
            }

            #[tokio::test]
            $(#[$webkit])*
            async fn in_webkit() -> anyhow::Result<()> {
                super::$place(Engine::WebKit).await
            }
        }
    };
}

in_each_engine!(on_a_plain_host);
in_each_engine!(as_one_file);
in_each_engine!(under_nginx);
in_each_engine!(under_nginx_in_a_folder);
in_each_engine!(as_a_guest);
in_each_engine!(as_a_guest_that_tells_its_host);
in_each_engine!(as_a_guest_without_storage {}{}{ #[ignore = "needs a setting that WebKitGTK's browser doesn't have"] });
in_each_engine!(without_storage {}{}{ #[ignore = "needs a setting that WebKitGTK's browser doesn't have"] });
in_each_engine!(offline_after_the_first_visit);

async fn on_a_plain_host(engine: Engine) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = server.address.clone();
    perform_in(engine, Storage::Allowed, |browser| async move { visit(&browser, &address).await })
        .await
}

async fn as_one_file(engine: Engine) -> Result<()> {
    let file = dist()?.join("aims-assessment.html");
    ensure!(file.is_file(), "{} is not there; `cargo xtask dist` makes it", file.display());
    // Under a name such as a file received by mail may have.
    let folder = tempfile::tempdir()?;
    let moved = folder.path().join("Autoévaluation (1) #2.html");
    fs::copy(file, &moved)?;
    let address = format!(
        "file://{}",
        moved.to_string_lossy().replace('é', "%C3%A9").replace(' ', "%20").replace('#', "%23")
    );
    perform_in(engine, Storage::Allowed, |browser| async move {
        visit(&browser, &address).await?;
        let all = loaded(&browser.page()).await?;
        assert!(all.is_empty(), "the page as one file loaded {all:?}");
        Ok(())
    })
    .await
}

async fn under_nginx(engine: Engine) -> Result<()> {
    let nginx = nginx(Packed::Brotli).await?;
    let address = nginx.address.clone();
    perform_in(engine, Storage::Allowed, |browser| async move { visit(&browser, &address).await })
        .await
}

async fn under_nginx_in_a_folder(engine: Engine) -> Result<()> {
    let nginx = nginx_in_a_folder(Packed::AsShipped).await?;
    let address = format!("{}assessment/", nginx.address);
    perform_in(engine, Storage::Allowed, |browser| async move { visit(&browser, &address).await })
        .await
}

/// Embedded in a page of another site that does its best to be a bad host.
async fn as_a_guest(engine: Engine) -> Result<()> {
    let (nginx, _dist) = nginx_for_hosts().await?;
    let host = host(&format!("{}assessment/", nginx.address))?;
    let address = host.address();
    perform_in(engine, Storage::Allowed, |browser| async move {
        let page = as_guest(&browser, &address).await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        // In a frame there is no service worker: the files of the exports module are loaded into
        // the browser's cache when the page is idle.
        let is_all_there = "return performance.getEntriesByType('resource').some(({ name }) => /exports-.*wasm$/.test(name))";
        page.wait_until("all files of the page are there", is_all_there).await?;
        let before = loaded(&page).await?;
        let chosen = answer(&page).await?;
        // The browser partitions its cache: the files are kept for this frame in this page only.
        let page = as_guest(&browser, &address).await?;
        page.wait_until("all files of the page are there", is_all_there).await?;
        still_there(&page).await?;
        results(&page, &answers::file(&chosen), "fr").await?;
        let after = loaded(&page).await?;
        let new: Vec<_> = after.iter().filter(|name| !before.contains(name)).collect();
        assert!(new.is_empty(), "the page asked for something after it was loaded: {new:?}");
        nothing_to_complain_of(&browser).await
    })
    .await
}

async fn as_a_guest_that_tells_its_host(engine: Engine) -> Result<()> {
    let (nginx, _dist) = nginx_for_hosts().await?;
    let host = host(&format!("{}assessment/", nginx.address))?;
    let address = host.address();
    perform_in(engine, Storage::Allowed, |browser| async move {
        let page = as_guest(&browser, &address).await?;
        answer(&page).await?;
        page.go("#/results").await?;
        browser.driver.enter_default_frame().await?;
        host_is_told(&browser.page()).await?;
        nothing_to_complain_of(&browser).await
    })
    .await
}

async fn as_a_guest_without_storage(engine: Engine) -> Result<()> {
    let (nginx, _dist) = nginx_for_hosts().await?;
    let host = host(&format!("{}assessment/", nginx.address))?;
    let address = host.address();
    perform_in(engine, Storage::BlockedInFrames, |browser| async move {
        let page = as_guest(&browser, &address).await?;
        let is_told = "return document.querySelector('.notices').textContent.includes('jusqu’à la fermeture de la page')";
        // Chromium gives such a frame a storage of its own in the place of none.
        let is_blocked = "try { return !window.localStorage; } catch { return true; }";
        if page.run(is_blocked).await? == true {
            page.wait_until("it is told that the answers go with the page", is_told).await?;
        }
        let chosen = answer(&page).await?;
        results(&page, &answers::file(&chosen), "fr").await?;
        nothing_to_complain_of(&browser).await
    })
    .await
}

async fn without_storage(engine: Engine) -> Result<()> {
    let nginx = nginx(Packed::AsShipped).await?;
    let address = nginx.address.clone();
    perform_in(engine, Storage::Blocked, |browser| async move {
        let page = browser.open(&format!("{address}?lang=fr")).await?;
        let is_blocked =
            page.run("try { localStorage.length; return false } catch { return true }").await?;
        assert_eq!(is_blocked, true, "this test is meant to have no storage");
        let chosen = answer(&page).await?;
        results(&page, &answers::file(&chosen), "fr").await?;
        nothing_to_complain_of(&browser).await
    })
    .await
}

async fn offline_after_the_first_visit(engine: Engine) -> Result<()> {
    let nginx = nginx(Packed::AsShipped).await?;
    let address = nginx.address.clone();
    perform_in(engine, Storage::Allowed, |browser| async move {
        let page = browser.open(&format!("{address}?lang=fr")).await?;
        page.wait_until(
            "the service worker is there",
            "return !!navigator.serviceWorker?.controller",
        )
        .await?;
        drop(nginx);
        assert!(reqwest::get(&address).await.is_err(), "the server is meant to be gone");
        visit(&browser, &address).await
    })
    .await
}

/// Waits until the last chunk of the module is loaded, which happens when the page is idle. The
/// page as one file has no chunks.
async fn all_parts_are_there(page: &Page) -> Result<()> {
    let script = "return !document.querySelector('script[src*=start-]')
        || performance.getEntriesByType('resource').some(load => load.name.includes('/rest-'))";
    page.wait_until("all parts of the module are there", script).await
}

/// Goes from the start to the results, through what a visitor sees and does.
async fn visit(browser: &Browser, address: &str) -> Result<()> {
    let page = browser.open(&format!("{address}?lang=fr")).await?;
    assert_eq!(page.attribute("html", "lang").await?, "fr");
    all_parts_are_there(&page).await?;
    let before = loaded(&page).await?;
    if address.starts_with("file:") {
        page.click("[data-action=keep-here]").await?;
    }
    answer(&page).await?;
    assert_eq!(loaded(&page).await?, before, "the page asked for something after it was loaded");
    reload(&page).await?;
    all_parts_are_there(&page).await?;
    if address.starts_with("file:") {
        // The page asks again, as any file could have set the mark of consent.
        page.click("[data-action=show-kept]").await?;
    }
    let before = loaded(&page).await?;
    still_there(&page).await?;
    results(&page, &page.stored().await?.to_string(), "fr").await?;
    assert_eq!(loaded(&page).await?, before, "the page asked for something after it was loaded");
    nothing_to_complain_of(browser).await
}

/// Reloads as the browser's button does. Told to reload, Firefox's driver bypasses the service
/// worker and all caches.
async fn reload(page: &Page) -> Result<()> {
    page.run("window.isBefore = true; setTimeout(() => location.reload(), 10)").await?;
    page.wait_until(
        "the page is loaded again",
        "return !window.isBefore && !!document.querySelector('main h1')",
    )
    .await
}

/// Continues by a button. The next screen takes the focus when it is painted, which is late in a
/// busy `WebKitGTK`; typing before that would be interrupted.
async fn press(page: &Page, action: &str) -> Result<()> {
    page.click(&format!("[data-action={action}]")).await?;
    page.wait_until(
        "the heading of the next screen has the focus",
        "return document.activeElement?.matches('fieldset, h1') ?? false",
    )
    .await
}

/// Answers the first two sections, beginning at the start, and returns the chosen answers.
async fn answer(page: &Page) -> Result<Vec<(&'static str, &'static str)>> {
    press(page, "start").await?;
    let mut chosen = Vec::new();
    for (section, answers) in [
        ("4", [("C4-1", "3"), ("C4-2", "2"), ("C4-3", "5"), ("C4-4", "unknown")]),
        ("5", [("C5-1", "4"), ("C5-2", "1"), ("C5-3", "3"), ("C5-4", "2")]),
    ] {
        if section != "4" {
            press(page, "next").await?;
        }
        for (code, value) in answers {
            page.choose(code, value).await?;
            chosen.push((code, value));
            assert_eq!(page.progress("overall").await? as usize, chosen.len());
        }
        assert_eq!(page.progress(section).await?, 4);
    }
    page.write("C5-2", "note", NOTE).await?;
    // WebKit is still typing when the next command is run.
    let typed = "return document.querySelector('textarea[name=\"C5-2-note\"]').value";
    for _ in 0..100 {
        if page.run(typed).await? == NOTE {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(page.run(typed).await?, NOTE);
    // A second answer replaces the first.
    page.choose("C5-3", "2").await?;
    assert_eq!(page.progress("overall").await?, 8);
    chosen[6].1 = "2";
    Ok(chosen)
}

const NOTE: &str = "Budget <b>2027</b> & demi, à l’étude";

/// Checks the answers after a reload.
async fn still_there(page: &Page) -> Result<()> {
    page.go("#/section/5").await?;
    for (code, value) in [("C5-1", "4"), ("C5-2", "1"), ("C5-3", "2")] {
        ensure!(page.is_chosen(code, value).await?, "{value} of {code} is gone");
    }
    let note =
        page.run("return document.querySelector('textarea[name=\"C5-2-note\"]').value").await?;
    assert_eq!(note, NOTE);
    assert_eq!(page.progress("overall").await?, 8);
    Ok(())
}

/// Checks that the results show what the command line computes from the answers, as figures and as
/// a chart.
async fn results(page: &Page, file: &str, language: &str) -> Result<()> {
    page.go("#/results/report").await?;
    let scores = answers::scored(file)?;
    let shown = |score: &Value| answers::shown(score, language);
    assert_eq!(page.text("[data-score=overall]").await?, shown(&scores["overall"]["score"]));
    for domain in scores["domains"].as_array().unwrap() {
        let id = domain["id"].as_str().unwrap();
        assert_eq!(
            page.text(&format!("[data-score='{id}']")).await?,
            shown(&domain["score"]),
            "domain {id}"
        );
    }
    assert_eq!(
        page.attribute("[data-readiness]", "data-readiness").await?,
        scores["readiness"].as_str().unwrap()
    );
    let gaps: Vec<&str> = scores["gaps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|gap| gap["question"].as_str().unwrap())
        .collect();
    assert_eq!(page.attributes("[data-gap]", "data-gap").await?, gaps);
    page.wait_until(
        "the radar is painted",
        "const canvas = document.querySelector('canvas[data-chart=radar]');
         if (!canvas || canvas.width < 200) return false;
         const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
         let painted = 0;
         for (let i = 3; i < pixels.length; i += 4) if (pixels[i] > 200) painted++;
         return painted > 1000",
    )
    .await
}

/// Returns the addresses of all files that the page has loaded, as far as its browser lists them.
/// The service worker's script is left out: the browser decides when to check for a newer one, once
/// the page is idle.
async fn loaded(page: &Page) -> Result<Vec<String>> {
    // Gives requests just made time to be listed. There should be none, so there is no event to
    // wait for.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let list = page
        .run("return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.endsWith('/sw.js')).sort()")
        .await?;
    Ok(list
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect())
}

async fn nothing_to_complain_of(browser: &Browser) -> Result<()> {
    let complaints = browser.complaints().await?;
    assert!(complaints.is_empty(), "the browser complains: {complaints:#?}");
    Ok(())
}

async fn nginx(packed: Packed) -> Result<Nginx> {
    let dist = dist()?;
    Nginx::start(&dist.join("hosting/nginx.conf"), &dist, packed).await
}

async fn nginx_in_a_folder(packed: Packed) -> Result<Nginx> {
    let dist = dist()?;
    Nginx::start(&dist.join("hosting/nginx-subpath.conf"), &dist, packed).await
}

/// Starts nginx for a page that the sites of this machine may frame, in a subfolder.
async fn nginx_for_hosts() -> Result<(Nginx, tempfile::TempDir)> {
    let dist = dist_shown_by("http://localhost:*")?;
    let nginx = Nginx::start(
        &dist.path().join("hosting/nginx-subpath.conf"),
        dist.path(),
        Packed::AsShipped,
    )
    .await?;
    Ok((nginx, dist))
}

/// A site that embeds the page.
struct Host {
    server: Server,
    _folder: tempfile::TempDir,
}

impl Host {
    /// Uses a host name, so that it is another site than the page's, not just another port.
    fn address(&self) -> String {
        self.server.address.replace("127.0.0.1", "localhost")
    }
}

/// Serves a host's page with a strict policy, a style reset marked `!important`, fields of the same
/// names, and changed built-in prototypes.
fn host(guest: &str) -> Result<Host> {
    let folder = tempfile::tempdir()?;
    let page = format!(
        "<!doctype html><html lang=de><meta charset=utf-8><title>Host</title>
<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self' {guest}; style-src 'self'; frame-src {guest}; img-src 'self'\">
<link rel=icon href=icon.svg><link rel=stylesheet href=host.css>
<script src=host.js></script>
<script type=module src={guest}embed.js></script>
<fieldset id=C4-1><label><input type=radio name=C4-1 value=3 checked>3</label></fieldset>
<p>Above.</p><main><aims-assessment lang=fr accent=#0a5></aims-assessment></main><p>Below.</p>"
    );
    fs::write(folder.path().join("index.html"), page)?;
    fs::write(
        folder.path().join("host.css"),
        "* { all: unset !important; font: 40px/3 monospace !important; color: red !important; text-transform: uppercase !important }
head, style, script, title { display: none !important }
iframe { width: 10px !important; height: 10px !important; transform: rotate(3deg) !important }
main { display: flex !important; position: relative !important; width: 900px !important }
aims-assessment { display: none !important; height: 20px !important; overflow: hidden !important; opacity: 0 !important }",
    )?;
    fs::write(
        folder.path().join("host.js"),
        "Object.prototype.lang = 'xx'; Array.prototype.extra = 1;
window.heard = [];
for (const type of ['ready', 'resize', 'started', 'progress', 'completed', 'result'])
  addEventListener(type, e => e.target.localName === 'aims-assessment' && heard.push({ type, ...e.detail }), true);",
    )?;
    fs::write(folder.path().join("icon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")?;
    let server = static_server(folder.path())?;
    Ok(Host { server, _folder: folder })
}

/// Opens the host's page and enters the frame of the embedded page.
async fn as_guest(browser: &Arc<Browser>, address: &str) -> Result<Page> {
    if browser.engine == Engine::WebKit {
        // Its driver scrolls within a frame, but not the page of another origin around it, which
        // therefore must fit into the window.
        browser.driver.set_window_rect(0, 0, 1280, 6000).await?;
    }
    browser.driver.goto(address).await?;
    let host = browser.page();
    host.wait_until(
        "the guest has a frame",
        "return !!document.querySelector('aims-assessment')?.shadowRoot?.querySelector('iframe')",
    )
    .await?;
    let find =
        "return document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";
    let frame = browser.driver.execute(find, Vec::new()).await?.element()?;
    frame.enter_frame().await.context("the frame can't be entered")?;
    let page = browser.page();
    page.wait_until_there().await.context("in the frame")?;
    // The host sets the frame's height; an element clicked before that may move.
    browser.driver.enter_default_frame().await?;
    host.wait_until(
        "the host knows the height",
        "return heard.some(({ type }) => type === 'resize')",
    )
    .await?;
    browser.driver.execute(find, Vec::new()).await?.element()?.enter_frame().await?;
    Ok(page)
}

/// The host is told the visitor's progress, and gives the frame of the results a height of its own
/// choice.
async fn host_is_told(host: &Page) -> Result<()> {
    let frame = "document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";
    host.wait_until(
        "the host was told that the page is ready",
        "return heard.some(({ type }) => type === 'ready')",
    )
    .await?;
    let is_own = format!(
        "return {frame}.offsetHeight === Math.round(Math.min(Math.max(480, innerHeight * 0.9), 900))"
    );
    host.wait_until(
        "the frame of the results has a height that depends on the host's window alone",
        &is_own,
    )
    .await?;
    assert_eq!(host.run(&format!("return {frame}.offsetWidth")).await?, 900);
    let told = host.run("return heard").await?.to_string();
    for secret in [NOTE, "C5-2", "answers"] {
        assert!(!told.contains(secret), "the host heard more than it should: {told}");
    }
    Ok(())
}
