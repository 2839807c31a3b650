//! The page translated by the browser, which replaces texts with elements (Chrome, Edge) or removes
//! comments (Firefox), again after every change. Every screen must say the same as untranslated.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use browser_tests::answers;
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::screens;
use browser_tests::servers::{dist, static_server};
use serde_json::{Value, json};

/// Puts words between marks, so that translations can be told; skips what is marked to stay.
const TRANSLATE: &str = "
    window.problems = [];
    addEventListener('error', event => problems.push(event.message));
    addEventListener('unhandledrejection', event => problems.push(String(event.reason)));
    document.documentElement.lang = 'de';
    document.documentElement.classList.add('translated-ltr');
    const isLeft = node => node.parentElement?.closest('script, style, textarea, canvas, [translate=no], .notranslate') != null;
    const isDone = text => text.trim() === '' || text.includes('⟪');
    const textsIn = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
        while (walk.nextNode()) if (!isLeft(walk.currentNode) && !isDone(walk.currentNode.data)) found.push(walk.currentNode);
        return found;
    };
    const all = () => { TAKE(textsIn(document.body)); };
    new MutationObserver(all).observe(document.body, { subtree: true, childList: true, characterData: true });
    all();";

/// Translates as Google Translate does: puts two nested elements in place of each text node.
const BY_ELEMENTS: &str = "const take = texts => texts.forEach(text => {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        outer.style.verticalAlign = inner.style.verticalAlign = 'inherit';
        inner.textContent = `⟪${text.data}⟫`;
        outer.append(inner);
        text.replaceWith(outer);
    });";

/// Translates as Firefox does: reassembles what is around a text from elements and texts only.
const BY_PARTS: &str = "const take = texts => {
        for (const parent of new Set(texts.map(text => text.parentElement))) {
            const kept = [...parent.childNodes].filter(node => node.nodeType !== Node.COMMENT_NODE);
            parent.replaceChildren();
            parent.append(...kept);
        }
        texts.forEach(text => text.data = `⟪${text.data}⟫`);
    };";

fn translator(take: &str) -> String {
    format!("{take}{}", TRANSLATE.replace("TAKE", "take"))
}

/// The screen and all around it: the header with the menu, messages, a dialog, the footer.
const PARTS: &str = "'header.site, .notices, dialog, #main, footer.site'";

/// Returns the text of the page, folded or not, without the translator's marks.
fn said_script() -> String {
    format!(
        "return [...document.querySelectorAll({PARTS})].map((part) => part.textContent).join(' | ').replace(/[⟪⟫]/g, '').replace(/\\s+/g, ' ').trim()"
    )
}

/// The text of the screen alone.
const SCREEN: &str = "document.querySelector('#main').textContent.replace(/[⟪⟫]/g, '')";

/// Returns the texts of the page that weren't translated.
fn untranslated_script() -> String {
    format!("const found = [];
    for (const part of document.querySelectorAll({PARTS})) {{
        const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {{
            const {{ data, parentElement }} = walk.currentNode;
            if (data.trim() && !data.includes('⟪') && !parentElement.closest('textarea, [translate=no]')) found.push(data);
        }}
    }}
    return found;")
}

/// Goes from each kind of screen to others of its kind, whose elements the page could reuse.
const WALK: [&str; 16] = [
    "#/results/statement",
    "#/profile",
    "#/what-if",
    "#/assessments",
    "#/compare",
    "#/results",
    "#/what-if",
    "#/results",
    "#/example",
    "#/",
    "#/section/4",
    "#/section/A",
    "#/results/statement",
    "#/compare",
    "#/assessments",
    "#/profile",
];

async fn settled(page: &Page, place: &str) -> Result<()> {
    page.wait_until(
        "the screen is there",
        &format!(
            "return location.hash === '{place}' && document.querySelector('#main h1') !== null"
        ),
    )
    .await?;
    if place == "#/results" {
        page.wait_for_results().await?;
    }
    page.pass_frames().await
}

async fn go(page: &Page, place: &str) -> Result<()> {
    page.go(place).await?;
    settled(page, place).await
}

async fn said(page: &Page) -> Result<String> {
    Ok(page.run(&said_script()).await?.as_str().context("no text")?.to_owned())
}

/// Returns the text of a screen when the page is loaded there, untranslated.
async fn said_at_first(browser: &Browser, address: &str, place: &str) -> Result<String> {
    browser.driver.goto("about:blank").await?;
    let page = browser.open(&format!("{address}{place}")).await?;
    settled(&page, place).await?;
    said(&page).await
}

/// Opens what comes and goes: the menu and its question, the dialog that shows a file, the message
/// about one that can't be read. Returns the text of the page with each.
async fn said_in_passing(page: &Page, folder: &std::path::Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    go(page, "#/").await?;
    page.open_menu().await?;
    all.push(said(page).await?);
    page.click("[data-action=delete-all]").await?;
    page.wait_for("[data-action=delete-confirmed]").await?;
    all.push(said(page).await?);
    page.click("[data-action=keep]").await?;
    let (good, bad) = (folder.join("short.aims.json"), folder.join("bad.aims.json"));
    std::fs::write(&good, answers::file(&[("C4-1", "3"), ("C4-2", "unknown")]))?;
    std::fs::write(&bad, "no answers")?;
    page.choose_file(&good).await?;
    page.wait_for("dialog[open] [data-action=import-cancel]").await?;
    page.pass_frames().await?;
    all.push(said(page).await?);
    page.click("[data-action=import-cancel]").await?;
    page.open_file(&bad).await?;
    all.push(said(page).await?);
    page.click("[data-notice] [data-action=close]").await?;
    page.wait_until("it is gone", "return !document.querySelector('[data-notice]')").await?;
    all.push(said(page).await?);
    Ok(all)
}

async fn no_problems(browser: &Browser, page: &Page) -> Result<()> {
    assert_eq!(page.run("return window.problems").await?, json!([]));
    assert_eq!(
        page.run("return document.documentElement.dataset.failed ?? null").await?,
        Value::Null,
        "the page stopped"
    );
    assert_eq!(browser.complaints().await?, Vec::<String>::new());
    Ok(())
}

/// Answers all 42 questions, takes a snapshot, and adds another assessment that differs.
async fn fill(browser: &Browser, address: &str) -> Result<Page> {
    let file = tempfile::tempdir()?;
    let path = file.path().join("mixed.aims.json");
    std::fs::write(&path, answers::file(&answers::mixed()))?;
    let page = browser.open(&format!("{address}#/")).await?;
    page.open_file(&path).await?;
    go(&page, "#/assessments").await?;
    page.click("[data-action=snapshot-keep]").await?;
    page.wait_for("[data-snapshot]").await?;
    page.click("[data-action=assessment-duplicate]").await?;
    page.wait_until(
        "there are two",
        "return document.querySelectorAll('[data-assessment]').length === 2",
    )
    .await?;
    go(&page, "#/section/4").await?;
    page.choose("C4-1", "5").await?;
    page.write("C4-1", "note", "Notiz <b>bleibt</b>").await?;
    Ok(page)
}

#[tokio::test]
async fn chromium_by_elements() -> Result<()> {
    every_screen(Engine::Chromium, BY_ELEMENTS, "en").await
}

#[tokio::test]
async fn chromium_by_parts() -> Result<()> {
    every_screen(Engine::Chromium, BY_PARTS, "fr").await
}

#[tokio::test]
async fn firefox_by_elements() -> Result<()> {
    every_screen(Engine::Firefox, BY_ELEMENTS, "fr").await
}

#[tokio::test]
async fn firefox_by_parts() -> Result<()> {
    every_screen(Engine::Firefox, BY_PARTS, "en").await
}

async fn every_screen(engine: Engine, take: &'static str, language: &'static str) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = format!("{}?lang={language}", server.address);
    perform_in(engine, Storage::Allowed, move |browser| async move {
        fill(&browser, &address).await?;
        let mut expected = Vec::new();
        for place in screens::KINDS.into_iter().chain(["#/section/4"]) {
            expected.push((place, said_at_first(&browser, &address, place).await?));
        }
        let expected = |place: &str| {
            expected
                .iter()
                .find(|(other, _)| *other == place)
                .map(|(_, text)| text.clone())
                .unwrap()
        };

        let folder = tempfile::tempdir()?;
        browser.driver.goto("about:blank").await?;
        let page = browser.open(&format!("{address}#/")).await?;
        let in_passing = said_in_passing(&page, folder.path()).await?;
        browser.driver.goto("about:blank").await?;
        let page = browser.open(&format!("{address}#/")).await?;
        page.run(&translator(take)).await?;
        assert_eq!(said_in_passing(&page, folder.path()).await?, in_passing);
        for place in WALK {
            go(&page, place).await?;
            assert_eq!(said(&page).await?, expected(place), "{place}");
            assert_eq!(
                page.run(&untranslated_script()).await?,
                json!([]),
                "{place}: the translator of this test does nothing"
            );
        }
        // The visitor's own text stays as written and isn't passed to the translator.
        go(&page, "#/results/answers").await?;
        assert_eq!(page.texts("[data-note='C4-1'] .written").await?, ["Notiz <b>bleibt</b>"]);
        assert_eq!(
            page.attribute("html", "lang").await?,
            "de",
            "the page takes back into which language it was translated"
        );
        no_problems(&browser, &page).await
    })
    .await
}

#[tokio::test]
async fn what_changes_on_a_screen_in_chromium() -> Result<()> {
    for take in [BY_ELEMENTS, BY_PARTS] {
        what_changes(Engine::Chromium, take).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_changes_on_a_screen_in_firefox() -> Result<()> {
    for take in [BY_ELEMENTS, BY_PARTS] {
        what_changes(Engine::Firefox, take).await?;
    }
    Ok(())
}

async fn what_changes(engine: Engine, take: &'static str) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = format!("{}?lang=en", server.address);
    perform_in(engine, Storage::Allowed, move |browser| async move {
        fill(&browser, &address).await?;
        let page = browser.open(&format!("{address}#/")).await?;
        page.run(&translator(take)).await?;
        on_every_screen(&page).await?;
        no_problems(&browser, &page).await?;

        // The changes are stored, and each of these screens says what it says when loaded.
        let places = [
            "#/section/A",
            "#/profile",
            "#/results/statement",
            "#/assessments",
            "#/compare",
            "#/results",
            "#/",
        ];
        let mut now = Vec::new();
        for place in places {
            go(&page, place).await?;
            now.push(said(&page).await?);
        }
        for (place, now) in places.into_iter().zip(now) {
            assert_eq!(now, said_at_first(&browser, &address, place).await?, "{place}");
        }
        Ok(())
    })
    .await
}

/// Returns the text of an element without the translator's marks.
async fn text_of(page: &Page, selector: &str) -> Result<String> {
    Ok(page
        .texts(selector)
        .await?
        .first()
        .with_context(|| format!("no {selector}"))?
        .replace(['⟪', '⟫'], ""))
}

async fn waits_for(page: &Page, selector: &str, text: &str) -> Result<()> {
    let script = format!(
        "return [...document.querySelectorAll({selector:?})].some(e => e.textContent.replace(/[⟪⟫]/g, '').includes({text:?}))"
    );
    page.wait_until(&format!("{selector} says {text}"), &script).await
}

async fn on_every_screen(page: &Page) -> Result<()> {
    go(page, "#/what-if").await?;
    page.unfold().await?;
    waits_for(page, "#main [role=status]", "0 levels").await?;
    page.click("select[data-what-if='C4-4'] option[value='5']").await?;
    waits_for(page, "#main [role=status]", "1 level ").await?;
    page.click("select[data-what-if='C8-1'] option[value='4']").await?;
    waits_for(page, "#main [role=status]", "2 levels").await?;
    page.click("[data-action=what-if-reset]").await?;
    waits_for(page, "#main [role=status]", "0 levels").await?;

    go(page, "#/profile").await?;
    page.click("input[name='profile-sector'][value=finance]").await?;
    waits_for(page, "#main [role=status]", "1 of 8").await?;
    page.click("input[name='profile-european_union'][value=no]").await?;
    waits_for(page, "#main [role=status]", "2 of 8").await?;

    go(page, "#/results/statement").await?;
    let answer = "[data-soa='A.2.3'] .small span";
    let before = text_of(page, answer).await?;
    page.click("select[name='soa-A.2.3-applicable'] option[value=no]").await?;
    waits_for(page, "[data-soa='A.2.3'] .needed", "reason").await?;
    page.wait_for("textarea[name='soa-A.2.3-justification']").await?.send_keys("None.").await?;
    page.wait_until(
        "the remark is gone",
        "return !document.querySelector('[data-soa=\"A.2.3\"] .needed').textContent.trim()",
    )
    .await?;

    go(page, "#/section/A").await?;
    page.choose("A-1", "1").await?;
    page.choose("A-8", "na").await?;
    waits_for(page, "fieldset[id='A-8'] .needed", "reason").await?;
    page.write("A-8", "reason", "None of our own.").await?;
    page.wait_until(
        "the remark is gone",
        "return !document.querySelector('fieldset[id=\"A-8\"] .needed').textContent.trim()",
    )
    .await?;
    waits_for(page, ".overall .said", "42 of 42").await?;
    page.click("fieldset[id='A-2'] [data-action=clear]").await?;
    waits_for(page, ".overall .said", "41 of 42").await?;
    go(page, "#/results/statement").await?;
    assert_ne!(text_of(page, answer).await?, before, "the statement shows the new answer");

    go(page, "#/compare").await?;
    let figures = page.run(&format!("return {SCREEN}")).await?;
    page.click("select[name=compare-earlier] option[value='1']").await?;
    page.wait_until("others are compared", &format!("return {SCREEN} !== {figures}")).await?;

    go(page, "#/assessments").await?;
    page.click("[data-assessment='2'] [data-action=assessment-rename]").await?;
    let field = page.wait_for("input[name=assessment-name]").await?;
    field.clear().await?;
    field.send_keys("Werk Zwei").await?;
    page.click("[data-action=rename-save]").await?;
    waits_for(page, "[data-assessment='2'] h2", "Werk Zwei").await?;
    page.click("[data-assessment='2'] [data-action=assessment-duplicate]").await?;
    page.wait_for("[data-assessment='3']").await?;
    // The third takes the place of the second in the list, and must not keep the second's name.
    page.click("[data-assessment='2'] [data-action=assessment-delete]").await?;
    page.click("[data-action=assessment-delete-confirmed]").await?;
    page.wait_until(
        "the second is gone",
        "return !document.querySelector('[data-assessment=\"2\"]')",
    )
    .await?;
    let names = page.texts("[data-assessment] h2").await?;
    assert!(
        names.len() == 2
            && !names[1].is_empty()
            && names[1].contains("Werk Zwei")
            && names[1] != "Werk Zwei",
        "{names:?}"
    );
    page.click("[data-assessment='1'] [data-action=snapshot-keep]").await?;
    page.wait_until(
        "there are two snapshots",
        "return document.querySelectorAll('[data-snapshot]').length === 2",
    )
    .await?;
    Ok(())
}
