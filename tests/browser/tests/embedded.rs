//! `<aims-assessment>` in other sites' pages: what can't be undone can't be clicked unseen,
//! and what the host's page sets can be reset.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{Nginx, Packed, Server, dist, dist_shown_by, static_server};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::WindowHandle;

const FRAME: &str = "document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";

/// The page, and a site that shows it in a frame.
struct Sites {
    nginx: Nginx,
    host: Server,
    folder: TempDir,
    _dist: TempDir,
}

impl Sites {
    /// Starts both; `{page}` in the host's HTML stands for the page's address; `shown_by` names the
    /// sites that may frame it.
    async fn new(shown_by: &str, html: &str) -> Result<Self> {
        let dist = dist_shown_by(shown_by)?;
        let nginx =
            Nginx::start(&dist.path().join("hosting/nginx.conf"), dist.path(), Packed::AsShipped)
                .await?;
        let folder = tempfile::tempdir()?;
        let host = static_server(folder.path())?;
        let sites = Self { nginx, host, folder, _dist: dist };
        sites.write("index.html", html)?;
        Ok(sites)
    }

    fn write(&self, name: &str, html: &str) -> Result<()> {
        // The page doesn't declare its encoding, as old sites don't.
        let html = format!(
            "<!doctype html><html lang=fr-CA><title>Host</title><link rel=icon href=data:,>{html}"
        );
        Ok(fs::write(self.folder.path().join(name), html.replace("{page}", &self.nginx.address))?)
    }

    /// Uses a host name, so that it is another site than the page's.
    fn address(&self) -> String {
        self.host.address.replace("127.0.0.1", "localhost")
    }
}

const ELEMENT: &str = "<script type=module src={page}embed.js></script>
<script>window.heard = []; for (const type of ['ready', 'progress', 'result'])
    addEventListener(type, (event) => heard.push({ type, ...event.detail }), true)</script>";

async fn enter(browser: &Browser) -> Result<Page> {
    browser.driver.enter_default_frame().await?;
    browser
        .page()
        .wait_until(
            "the element has a frame",
            &format!("return !!document.querySelector('aims-assessment')?.shadowRoot && !!{FRAME}"),
        )
        .await?;
    browser
        .driver
        .execute(&format!("return {FRAME}"), Vec::new())
        .await?
        .element()?
        .enter_frame()
        .await?;
    let page = browser.page();
    page.wait_until_there().await?;
    Ok(page)
}

async fn outside(browser: &Browser) -> Result<Page> {
    browser.driver.enter_default_frame().await?;
    Ok(browser.page())
}

#[tokio::test]
async fn blind_clicks_hand_over_nothing_in_chromium() -> Result<()> {
    blind_clicks(Engine::Chromium).await
}

#[tokio::test]
async fn blind_clicks_hand_over_nothing_in_firefox() -> Result<()> {
    blind_clicks(Engine::Firefox).await
}

/// A clickjacking host: its page lays the invisible frame over something to click, and moves the
/// button under the pointer.
const TRAP: &str = "<style>body { margin: 0 } #bait, #hole { position: absolute; left: 40px; top: 40px; width: 300px; height: 120px }
#hole { overflow: hidden; opacity: 0; z-index: 1 } iframe { position: absolute; border: 0; width: 900px; height: 9000px }</style>
<p id=bait>Click here twice</p><div id=hole><iframe id=trap></iframe></div>
<script>
window.got = [];
addEventListener('message', ({ data, source }) => {
    if (data?.type !== 'aims-embed/here') return;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => got.push(data);
    source.postMessage({ type: 'aims-embed/hello' }, '*', [port2]);
});
trap.src = '{page}index.html?embed&share&lang=en#/section/4';
</script>";

async fn blind_clicks(engine: Engine) -> Result<()> {
    let sites = Sites::new("http://localhost:*", TRAP).await?;
    perform_in(engine, Storage::Allowed, |browser| async move {
        let driver = &browser.driver;
        driver.goto(sites.address()).await?;
        browser.page().wait_until("the page is ready", "return got.some(({ type }) => type === 'ready')").await?;
        driver.enter_frame(0).await?;
        let page = browser.page();
        page.run("document.querySelector('[name=C4-1][value=\"2\"]').click(); location.hash = '#/results'").await?;
        page.wait_for_results().await?;
        let around = driver.window().await?;
        let button = aim(&browser, "[data-action=share]").await?;
        // Two clicks as fast as a hand can make, then slow ones, all where the button is and where
        // the next one would be.
        press_blindly(&browser, button, true).await?;
        let own = so_many_windows(&browser, 2).await?.into_iter().find(|window| *window != around).unwrap();
        driver.switch_to_window(own).await?;
        is_held_back(&browser, "share").await?;
        let own = browser.page();
        assert!(own.text("main").await?.contains(sites.address().trim_end_matches('/')), "it says to whom");
        driver.switch_to_window(around.clone()).await?;
        for _ in 0..3 {
            press_blindly(&browser, button, false).await?;
        }
        driver.enter_frame(0).await?;
        assert_eq!(browser.page().count("[data-action=share-confirmed]").await?, 0, "nothing in the frame confirms");
        driver.enter_default_frame().await?;
        assert_eq!(browser.page().run("return got.filter(({ type }) => type === 'result')").await?, json!([]));

        // A visitor who reads and confirms hands the result over; going elsewhere withdraws the
        // question.
        for (is_changed, results) in [(true, 0), (false, 1)] {
            driver.enter_frame(0).await?;
            browser.page().click("[data-action=share]").await?;
            so_many_windows(&browser, 2).await?;
            if is_changed {
                browser.page().run("location.hash = '#/section/4'").await?;
                browser.page().wait_for("[name=C4-1]").await?;
                so_many_windows(&browser, 1).await.context("who goes elsewhere is asked no longer")?;
                browser.page().run("location.hash = '#/results'").await?;
                browser.page().wait_for_results().await?;
            } else {
                decide(&browser, &around, "share-confirmed").await?;
            }
            driver.enter_default_frame().await?;
            let got = format!("return got.filter(({{ type }}) => type === 'result').length === {results}");
            browser.page().wait_until("the host has what was confirmed", &got).await?;
        }
        Ok(())
    })
    .await
}

/// Checks, in the window in which something is confirmed, that this can't be done in the first
/// second; waits until it can.
async fn is_held_back(browser: &Browser, action: &str) -> Result<()> {
    let own = browser.page();
    own.wait_for(&format!("[data-action={action}-confirmed]")).await?;
    let held =
        format!("return document.querySelector('[data-action={action}-confirmed]').disabled");
    assert_eq!(own.run(&held).await?, true, "not in the first second");
    own.run(&format!("document.querySelector('[data-action={action}-confirmed]').click()")).await?;
    own.wait_until("it can be confirmed", &held.replace("return ", "return !")).await
}

#[tokio::test]
async fn blind_clicks_delete_nothing_in_chromium() -> Result<()> {
    blind_deletion(Engine::Chromium).await
}

#[tokio::test]
async fn blind_clicks_delete_nothing_in_firefox() -> Result<()> {
    blind_deletion(Engine::Firefox).await
}

async fn blind_deletion(engine: Engine) -> Result<()> {
    let sites = Sites::new("http://localhost:*", TRAP).await?;
    perform_in(engine, Storage::Allowed, |browser| async move {
        let driver = &browser.driver;
        driver.goto(sites.address()).await?;
        browser.page().wait_until("the page is ready", "return got.some(({ type }) => type === 'ready')").await?;
        let around = driver.window().await?;
        driver.enter_frame(0).await?;
        browser.page().choose("C4-1", "2").await?;
        let menu = aim(&browser, "[data-menu] summary").await?;
        press_blindly(&browser, menu, false).await?;
        driver.enter_frame(0).await?;
        browser.page().wait_until("the menu is open", "return document.querySelector('[data-menu]').open && document.querySelectorAll('[data-saved]').length > 1").await?;
        let delete = aim(&browser, "[data-action=delete-all]").await?;
        press_blindly(&browser, delete, true).await?;
        for answer in ["-cancel", "-confirmed"] {
            let own = so_many_windows(&browser, 2).await?.into_iter().find(|window| *window != around).unwrap();
            driver.switch_to_window(own).await?;
            is_held_back(&browser, "delete").await?;
            assert_eq!(browser.page().text("h1").await?, "Delete everything?");
            driver.switch_to_window(around.clone()).await?;
            // Where the menu would ask, and where the button is.
            for _ in 0..3 {
                press_blindly(&browser, delete, false).await?;
            }
            driver.enter_frame(0).await?;
            let page = browser.page();
            assert_eq!(page.count("[data-action=delete-confirmed]").await?, 0, "nothing in the frame confirms");
            assert_eq!(page.stored().await?["answers"]["C4-1"]["level"], 2);
            let told = page.texts("[data-saved]").await?.join("");
            assert!(told.contains("A small window has opened"), "{told}");
            decide(&browser, &around, &format!("delete{answer}")).await?;
            if answer == "-cancel" {
                assert_eq!(browser.page().stored().await?["answers"]["C4-1"]["level"], 2);
                press_blindly(&browser, delete, false).await?;
            }
        }
        let gone = "return !Object.keys(localStorage).some((key) => key.includes('answers'))";
        browser.page().wait_until("who confirms it has everything deleted", gone).await?;

        // Answers that are moved into the page's memory go with the frame, so that is asked too.
        driver.enter_default_frame().await?;
        browser.page().run("hole.style = 'opacity: 1; width: 900px; height: 900px'; trap.style = ''").await?;
        driver.enter_frame(0).await?;
        browser.page().choose("C4-1", "3").await?;
        for answer in ["-cancel", "-confirmed"] {
            let page = browser.page();
            assert_eq!(page.stored().await?["answers"]["C4-1"]["level"], 3);
            page.open_menu().await?;
            page.click("[data-menu] [data-action=shared-computer]").await?;
            so_many_windows(&browser, 2).await?;
            assert_eq!(page.run("return document.querySelector('[data-action=shared-computer]').checked").await?, false);
            decide(&browser, &around, &format!("shared-computer{answer}")).await?;
        }
        browser.page().wait_until("who confirms it has the answers moved", gone).await?;
        assert!(browser.page().is_chosen("C4-1", "3").await?);
        Ok(())
    })
    .await
}

/// Presses a button of the window in which something is confirmed, and goes back to the frame.
async fn decide(browser: &Browser, around: &WindowHandle, action: &str) -> Result<()> {
    let driver = &browser.driver;
    let own = so_many_windows(browser, 2).await?.into_iter().find(|window| window != around);
    driver.switch_to_window(own.unwrap()).await?;
    let (own, button) = (browser.page(), format!("[data-action={action}]"));
    own.wait_until(
        "it can be pressed",
        &format!("return document.querySelector('{button}')?.disabled === false"),
    )
    .await?;
    own.click(&button).await?;
    so_many_windows(browser, 1).await.context("the window closes with the decision")?;
    driver.switch_to_window(around.clone()).await?;
    Ok(driver.enter_frame(0).await?)
}

/// Waits until the browser has this many windows, and returns them.
async fn so_many_windows(browser: &Browser, wanted: usize) -> Result<Vec<WindowHandle>> {
    for _ in 0..200 {
        let windows = browser.driver.windows().await?;
        if windows.len() == wanted {
            return Ok(windows);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("there are {} windows, not {wanted}", browser.driver.windows().await?.len())
}

/// Moves the frame so that the element found by a selector is under the pointer; returns the place
/// for the pointer. Firefox's driver takes places within a frame of another site, Chromium's those
/// of the window.
async fn aim(browser: &Arc<Browser>, selector: &str) -> Result<[i64; 2]> {
    let place = format!(
        "const {{ x, y, width, height }} = document.querySelector('{selector}').getBoundingClientRect();
         return [Math.round(x + width / 2), Math.round(y + height / 2)]"
    );
    let place = browser.page().wait_until_still("the place of what is clicked", &place).await?;
    browser.driver.enter_default_frame().await?;
    browser
        .page()
        .run(&format!(
            "trap.style.left = `${{150 - {}}}px`; trap.style.top = `${{60 - {}}}px`",
            place[0], place[1]
        ))
        .await?;
    // Chromium lets no click through to a frame that has just moved; a host that means harm waits.
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(match browser.engine {
        Engine::Firefox => [0, 1].map(|axis| place[axis].as_i64().unwrap()),
        _ => [190, 100],
    })
}

/// Clicks where the bait is, on what the invisible frame has there.
async fn press_blindly(browser: &Arc<Browser>, [right, down]: [i64; 2], twice: bool) -> Result<()> {
    let driver = &browser.driver;
    driver.enter_default_frame().await?;
    // What the driver did in the frame may have scrolled what is around it.
    browser.page().run("hole.scrollTo(0, 0); scrollTo(0, 0)").await?;
    if browser.engine == Engine::Firefox {
        driver.enter_frame(0).await?;
    }
    let pointer = driver.action_chain().move_to(right, down);
    if twice { pointer.double_click() } else { pointer.click() }.perform().await?;
    Ok(driver.enter_default_frame().await?)
}

#[tokio::test]
async fn where_no_window_opens_the_scores_can_be_saved() -> Result<()> {
    let sites = Sites::new(
        "http://localhost:*",
        &format!("{ELEMENT}<aims-assessment lang=fr allow-share></aims-assessment>"),
    )
    .await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        let page = enter(&browser).await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.run("window.open = () => null").await?;
        page.click("[data-action=share]").await?;
        page.wait_until("it says so", "return document.querySelector('#share [role=status]').textContent.includes('n’a pas pu s’ouvrir')")
            .await?;
        assert_eq!(page.count("#share [data-action=export-scores]").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_result_goes_to_an_element_that_asks_for_it_alone() -> Result<()> {
    let sites = Sites::new(
        "http://localhost:*",
        &format!("{ELEMENT}<aims-assessment lang=en></aims-assessment>"),
    )
    .await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        let page = enter(&browser).await?;
        // An altered page in the frame sends whatever it likes.
        let forged = "addEventListener('message', ({ data, ports }) => { if (data.type === 'aims-embed/hello') {
                for (const text of ['{\"type\":\"result\",\"result\":{}}', '{\"type\":\"show\",\"top\":1e9}', '{\"type\":\"resize\",\"height\":1e9}', '{\"type\":\"progress\",\"answered\":3}'])
                    ports[0].postMessage(JSON.parse(text)) } });
            parent.postMessage({ type: 'aims-embed/here' }, '*')";
        page.run(forged).await?;
        let host = outside(&browser).await?;
        host.wait_until("the last of it is heard", "return heard.some(({ answered }) => answered === 3)").await?;
        assert_eq!(host.run("return heard.filter(({ type }) => type === 'result')").await?, json!([]));
        assert_eq!(host.run(&format!("return [{FRAME}.offsetHeight, scrollY]")).await?, json!([20000, 0]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_the_host_sets_can_be_taken_back() -> Result<()> {
    let html = format!(
        "{ELEMENT}<aims-assessment lang=fr accent=#a00 organisation=Nordet contact=https://example.com/ logo=logo.svg></aims-assessment>"
    );
    let sites = Sites::new("http://localhost:*", &html).await?;
    fs::write(
        sites.folder.path().join("logo.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    )?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        let page = enter(&browser).await?;
        page.wait_for("img.logo").await?;
        let accent = "return getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()";
        let (given, contact) = (page.run(accent).await?, page.attribute("[data-brand=contact]", "href").await?);
        assert_eq!((contact.as_str(), page.attribute("html", "lang").await?.as_str()), ("https://example.com/", "fr"));
        outside(&browser)
            .await?
            .run(
                "for (const name of ['accent', 'contact', 'logo', 'lang']) document.querySelector('aims-assessment').removeAttribute(name)",
            )
            .await?;
        let page = enter(&browser).await?;
        page.wait_until(
            "the name takes the place of the logo",
            "return document.querySelector('[data-brand=name]')?.textContent === 'Nordet'",
        )
        .await?;
        page.wait_until("the language is that of the browser", "return document.documentElement.lang === 'en'").await?;
        assert_eq!(page.count("[data-brand=contact]").await?, 0);
        assert_ne!(page.run(accent).await?, given);
        outside(&browser).await?.run("document.querySelector('aims-assessment').removeAttribute('organisation')").await?;
        enter(&browser).await?.wait_until("the name is gone", "return !document.querySelector('[data-brand]')").await?;
        Ok(())
    })
    .await
}

/// A frame that grew with the page would take the progress out of sight as the host scrolls: so it
/// doesn't grow, and the page scrolls inside.
#[tokio::test]
async fn the_progress_stays_in_sight_while_one_answers() -> Result<()> {
    let html = format!(
        "<meta name=viewport content='width=device-width'>{ELEMENT}<p style='height:900px'>Above</p><div id=place><aims-assessment lang=fr></aims-assessment></div><p style='height:2000px'>Below</p>"
    );
    let sites = Sites::new("http://localhost:*", &html).await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        for width in ["360px", "100%"] {
            browser.driver.goto(sites.address()).await?;
            outside(&browser).await?.run(&format!("document.querySelector('#place').style.width = '{width}'")).await?;
            let page = enter(&browser).await?;
            page.go("#/section/6").await?;
            page.wait_for("[id='C6-7']").await?;
            page.choose("C6-7", "2").await?;
            page.run("document.querySelector('[id=\"C6-7\"]').scrollIntoView({ block: 'center', behavior: 'instant' })").await?;
            page.pass_frames().await?;
            let shown = "const { top, bottom } = document.querySelector('[data-progress=overall]').getBoundingClientRect();
                return [scrollY > 1000, top >= 0, bottom <= innerHeight]";
            assert_eq!(page.run(shown).await?, json!([true, true, true]), "{width}");
            // The whole frame fits into the host's window.
            let fits = format!("return {FRAME}.offsetHeight <= innerHeight");
            assert_eq!(outside(&browser).await?.run(&fits).await?, true, "{width}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_bright_accent_stays_bright_with_dark_text_on_it() -> Result<()> {
    let html = format!("{ELEMENT}<aims-assessment lang=en accent=#ffd400></aims-assessment>");
    let sites = Sites::new("http://localhost:*", &html).await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        let page = enter(&browser).await?;
        page.wait_for(".button").await?;
        let colors = "const style = getComputedStyle(document.querySelector('.button:not(.second, .quiet)'));
            return [style.backgroundColor, style.color]";
        page.wait_until(
            "the accent is there",
            "return getComputedStyle(document.documentElement).getPropertyValue('--accent-fill').trim() === '#ffd400'",
        )
        .await?;
        page.wait_until_drawn().await?;
        assert_eq!(page.run(colors).await?, json!(["rgb(255, 212, 0)", "rgb(13, 18, 20)"]));
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.wait_until_drawn().await?;
        let rung = "return getComputedStyle(document.querySelector('[id=\"C4-1\"] input:checked')).backgroundColor";
        assert_eq!(page.run(rung).await?, "rgb(255, 212, 0)");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn section_counts_until_the_visitor_has_begun() -> Result<()> {
    let sites = Sites::new(
        "http://localhost:*",
        &format!("{ELEMENT}<aims-assessment lang=en section=5></aims-assessment>"),
    )
    .await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        let set = |section| {
            format!(
                "document.querySelector('aims-assessment').setAttribute('section', '{section}')"
            )
        };
        enter(&browser).await?.wait_for("#C5-1").await?;
        outside(&browser).await?.run(&set("4")).await?;
        enter(&browser).await?.choose("C4-1", "3").await?;
        outside(&browser).await?.run(&set("results")).await?;
        // It must navigate nowhere, so there is no event to wait for.
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(enter(&browser).await?.run("return location.hash").await?, "#/section/4");
        browser.driver.goto(sites.address()).await?;
        assert_eq!(
            enter(&browser).await?.run("return location.hash").await?,
            "",
            "who comes back begins at the start"
        );
        Ok(())
    })
    .await
}

/// The host's page is in French, the browser in English; the script is a classic one, which needs
/// no header of the other site.
#[tokio::test]
async fn the_frame_is_called_in_the_language_that_is_in_it() -> Result<()> {
    let sites = Sites::new(
        "http://localhost:*",
        "<script src={page}embed.js></script><aims-assessment></aims-assessment>",
    )
    .await?;
    perform_in(Engine::Chromium, Storage::Allowed, |browser| async move {
        browser.driver.goto(sites.address()).await?;
        for (language, title) in
            [("en", "AI management system self-assessment"), ("fr", "Autoévaluation du système de management de l’IA")]
        {
            let page = enter(&browser).await?;
            page.wait_until("the content has its language", &format!("return document.documentElement.lang === '{language}'")).await?;
            let host = outside(&browser).await?;
            host.wait_until("the title follows", &format!("return {FRAME}.title === '{title}'")).await?;
            enter(&browser).await?.click("[data-action=language]").await?;
        }
        let own = outside(&browser).await?.run("return ['HOME', 'SETTINGS', 'set', 'words'].filter((name) => { try { return eval(`typeof ${name}`) !== 'undefined' } catch { return true } })").await?;
        assert_eq!(own, json!([]), "it leaves no names in the host's page");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn who_may_not_show_the_page_says_so_in_chromium() -> Result<()> {
    refused(Engine::Chromium).await
}

#[tokio::test]
async fn who_may_not_show_the_page_says_so_in_firefox() -> Result<()> {
    refused(Engine::Firefox).await
}

async fn refused(engine: Engine) -> Result<()> {
    let sites = Sites::new(
        "https://www.example.com",
        &format!("{ELEMENT}<aims-assessment></aims-assessment>"),
    )
    .await?;
    // The same without headers, for a page built without a brand.
    let plain = static_server(&dist()?)?;
    sites.write(
        "plain.html",
        &format!("<script src={0}embed.js></script><script>heard = []</script><aims-assessment lang=en></aims-assessment>", plain.address),
    )?;
    perform_in(engine, Storage::Allowed, |browser| async move {
        for (place, words, link) in [
            ("", "Elle n’est peut-être pas autorisée", format!("{}?lang=fr", sites.nginx.address)),
            ("plain.html", "It may not be allowed", format!("{}?lang=en", plain.address)),
        ] {
            browser.driver.goto(format!("{}{place}", sites.address())).await?;
            let host = browser.page();
            let find = "document.querySelector('aims-assessment').shadowRoot.querySelector('a')";
            let mut found = Value::Null;
            for _ in 0..60 {
                found = host.run(&format!("const link = {find}; return link && [link.href, link.parentNode.textContent]")).await?;
                if !found.is_null() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
            assert_eq!(found[0], link.as_str());
            assert!(found[1].as_str().unwrap().contains(words), "{found}");
            assert_eq!(host.run("return heard").await?, json!([]), "the host is told nothing");
            if !place.is_empty() && engine == Engine::Chromium {
                // Where the browser reveals the embedding sites, the page doesn't show itself.
                browser.driver.execute(&format!("return {FRAME}"), Vec::new()).await?.element()?.enter_frame().await?;
                browser
                    .page()
                    .wait_until(
                        "the page says it too",
                        "return document.querySelector('main a[target=_blank]')?.textContent === 'Open the self-assessment by itself'",
                    )
                    .await?;
                assert_eq!(browser.page().count("[data-action=start]").await?, 0);
                browser.driver.enter_default_frame().await?;
            }
        }
        Ok(())
    })
    .await
}
