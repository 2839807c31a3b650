//! Accessibility in every engine: axe-core, the keyboard alone from the start to printing, a narrow
//! window, both languages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result, bail};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::screens::{self, lines};
use browser_tests::servers::{dist, static_server};
use thirtyfour::prelude::*;

const AXE: &str = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)} – ${node.failureSummary}`)))";
/// Returns what has the focus, and whether that is visible: the answer's whole row is outlined.
/// (Without a window manager the window of `WebKit`'s small browser is never active, so nothing in
/// it is drawn as focused.)
const FOCUSED: &str =
    "const element = document.activeElement, row = element.closest('label.answer') ?? element, style = getComputedStyle(row);
    const name = element.dataset.action ?? (element.name || (element.getAttribute('href') ?? element.className));
    const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return [name || element.tagName, isSeen || navigator.vendor.startsWith('Apple') && !document.hasFocus(), element.checked === true];";

#[tokio::test]
async fn in_chromium() -> Result<()> {
    visit_all(Engine::Chromium).await
}

#[tokio::test]
async fn in_firefox() -> Result<()> {
    visit_all(Engine::Firefox).await
}

#[tokio::test]
async fn in_webkit() -> Result<()> {
    visit_all(Engine::WebKit).await
}

async fn visit_all(engine: Engine) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = server.address.clone();
    perform_in(engine, Storage::Allowed, |browser| async move {
        // The window of WebKit's small browser is never active and loses the focus at times; the
        // visit then begins anew.
        let most = if engine == Engine::WebKit { 4 } else { 1 };
        for attempt in 1..=most {
            let page = open(&browser, &format!("{address}?lang=en#/")).await?;
            match by_keyboard_alone(&browser, &page).await {
                Err(_) if attempt < most => {}
                done => {
                    done?;
                    break;
                }
            }
            page.run("localStorage.clear()").await?;
        }
        let axe = std::env::var("AIMS_AXE")
            .context("AIMS_AXE names no axe.min.js; `cargo xtask test` sets it")?;
        let axe = std::fs::read_to_string(axe)?;
        for language in ["en", "fr"] {
            let page = open(&browser, &format!("{address}?lang={language}#/")).await?;
            page.run(&axe).await?;
            for place in screens::KINDS {
                screens::show(&page, place).await?;
                assert_eq!(
                    lines(&page.run_async(AXE).await?),
                    Vec::<String>::new(),
                    "{engine:?} {language} {place}"
                );
                assert_eq!(page.attribute("html", "lang").await?, language);
            }
            in_a_narrow_window(&page, language).await.with_context(|| format!("{engine:?}"))?;
        }
        Ok(())
    })
    .await
}

/// Not every engine can make a window as narrow as a phone; a frame can be.
const NARROW: &str = "const frame = document.createElement('iframe');
    Object.assign(frame, { width: 320, height: 256, src: location.pathname + location.search });
    document.body.replaceChildren(frame);";
const TOO_WIDE: &str = "const { document, innerWidth } = window.frames[0];
    const wide = [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1
        && !element.closest('.hidden, .skip, canvas, svg, thead, .sections li, .results-nav ul, details:not([open]) > :not(summary)'));
    const page = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return page.concat(wide.map(element => element.outerHTML.slice(0, 120)));";

/// Checks that at 320 pixels, which is 1280 at 400 %, nothing has to be scrolled sideways, in
/// either language.
async fn in_a_narrow_window(page: &Page, language: &str) -> Result<()> {
    page.run(NARROW).await?;
    page.wait_until(
        "the page is in the frame",
        "return window.frames[0]?.document.querySelector('#main h1') != null",
    )
    .await?;
    assert_eq!(page.run("return window.frames[0].document.documentElement.lang").await?, language);
    for place in screens::KINDS {
        page.run(&format!("window.frames[0].location.hash = '{place}'")).await?;
        let is_there = format!(
            "return window.frames[0].location.hash === '{place}' && window.frames[0].document.querySelector('#main h1') !== null"
        );
        page.wait_until("the screen is there", &is_there).await?;
        // The address changes at once, the screen some frames later.
        page.pass_frames().await?;
        page.run(&screens::IN_ALL_STATES.replace("document.", "window.frames[0].document."))
            .await?;
        assert_eq!(lines(&page.run(TOO_WIDE).await?), Vec::<String>::new(), "{language} {place}");
    }
    Ok(())
}

async fn open(browser: &Browser, address: &str) -> Result<Page> {
    browser.driver.goto("about:blank").await?;
    browser.driver.goto(address).await?;
    let page = browser.page();
    page.wait_until_there().await?;
    // Until the page is loaded, and for a moment longer whose end no event tells, WebKit takes the
    // focus away from an element to which a script gave it.
    page.wait_until("everything is loaded", "return document.readyState === 'complete'").await?;
    page.run_async("new Promise(done => setTimeout(() => done(true), 500))").await?;
    Ok(page)
}

async fn press(browser: &Browser, key: impl Into<char>) -> Result<()> {
    Ok(browser.driver.action_chain().send_keys(key.into()).perform().await?)
}

/// Presses Tab until an element has the focus; checks on the way that the focus is always visible.
async fn tab_to(browser: &Browser, page: &Page, name: &str) -> Result<()> {
    for _ in 0..150 {
        press(browser, Key::Tab).await?;
        let focused = page.run(FOCUSED).await?;
        if focused[0] == name {
            assert_eq!(focused[1], true, "the focus on {name} can't be seen");
            return Ok(());
        }
        assert!(focused[0] == "BODY" || focused[1] == true, "the focus on {focused} can't be seen");
    }
    bail!("Tab doesn't lead to {name}")
}

/// Goes from the start to the print button without a mouse.
async fn by_keyboard_alone(browser: &Browser, page: &Page) -> Result<()> {
    tab_to(browser, page, "start").await?;
    press(browser, Key::Enter).await?;
    page.wait_until(
        "the heading of the first section has the focus",
        "return document.activeElement.tagName === 'H1'",
    )
    .await?;
    // One key answers, another goes on; from the end of a section it leads to the next section.
    for code in ["C4-1", "C4-2", "C4-3", "C4-4"] {
        press(browser, Key::Enter).await?;
        page.wait_until(
            "the next question has the focus",
            &format!("return document.activeElement.id === '{code}'"),
        )
        .await?;
        press(browser, '3').await?;
        page.wait_until(
            "the level is chosen",
            &format!("return document.querySelector(`[name='{code}'][value='3']`).checked"),
        )
        .await?;
        let focused = page.run(FOCUSED).await?;
        assert!(
            focused[0] == code && focused[1] == true && focused[2] == true,
            "{focused} after 3 on {code}"
        );
    }
    press(browser, Key::Enter).await?;
    page.wait_until(
        "the next section is there",
        "return location.hash === '#/question/C5-1' && document.activeElement.tagName === 'H1'",
    )
    .await?;
    press(browser, Key::Enter).await?;
    press(browser, '0').await?;
    assert!(page.is_chosen("C5-1", "unknown").await?);
    // The arrow keys move through the radio buttons as usual and wrap around; above *don't know* is
    // level 5.
    press(browser, Key::Up).await?;
    assert!(page.is_chosen("C5-1", "5").await?, "up from “I don't know”");
    browser
        .driver
        .action_chain()
        .key_down(Key::Shift)
        .send_keys(char::from(Key::Enter))
        .key_up(Key::Shift)
        .perform()
        .await?;
    page.wait_until(
        "back in the section before",
        "return location.hash === '#/question/C4-4' && document.activeElement.id === 'C4-4'",
    )
    .await?;
    // A key typed into a note isn't a shortcut.
    page.unfold_around("textarea[name='C4-4-note']").await?;
    tab_to(browser, page, "C4-4-note").await?;
    press(browser, '1').await?;
    assert!(page.is_chosen("C4-4", "3").await?, "a digit in a note is text");
    tab_to(browser, page, "next").await?;
    page.go("#/results").await?;
    page.wait_until(
        "the heading of the results has the focus",
        "return document.activeElement.tagName === 'H1'",
    )
    .await?;
    page.run("window.print = () => document.body.dataset.printed = 'yes'").await?;
    tab_to(browser, page, "print").await?;
    press(browser, Key::Enter).await?;
    page.wait_until("the page is printed", "return document.body.dataset.printed === 'yes'").await
}
