//! What a browser writes to the disk of a *shared computer*: nothing that a visitor chose or wrote,
//! even if it is killed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::answers::SECTIONS;
use browser_tests::engine::{Browser, Engine, perform_and_kill};
use browser_tests::page::Page;
use browser_tests::servers::{dist, static_server};

/// A text that occurs nowhere else.
const NOTE: &str = "qzvxkwjypfgh";
const NAME: &str = "wvkqzjxhbfyp";
const REASON: &str = "jxqvzkwphyfg";
const JUSTIFICATION: &str = "vhxqzjwkgypf";
const OWNER: &str = "zgkxvqwjhpyf";
const PLANNED: &str = "pqvzxjkhwfgy";
const OTHER_NAME: &str = "hqzjvxwkyfgp";
const WRITTEN: [&str; 7] = [NOTE, NAME, REASON, JUSTIFICATION, OWNER, PLANNED, OTHER_NAME];
/// An address that browsers keep, as they keep all: it names a screen. What it doesn't name is a
/// gap.
const ADDRESS: &str = "#/results/gaps";
const OF_A_GAP: &str = "gaps/C";
/// Text in a field that the browser may remember: proves that the search would find it.
const REMEMBERED: &str = "kzqwjvxyhpgf";

#[tokio::test]
async fn of_chromium() -> Result<()> {
    nothing_is_left(Engine::Chromium).await
}

#[tokio::test]
async fn of_firefox() -> Result<()> {
    nothing_is_left(Engine::Firefox).await
}

async fn nothing_is_left(engine: Engine) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = format!("{}?lang=en", server.address);
    perform_and_kill(
        engine,
        |browser| async move { visit(&browser, &address).await },
        |profile| {
            ensure!(
                holds(profile, REMEMBERED)?,
                "what a field may remember was not found, so this test sees nothing"
            );
            ensure!(holds(profile, ADDRESS)?, "no address was found, so this test sees no history");
            for written in WRITTEN.into_iter().chain([OF_A_GAP]) {
                ensure!(!holds(profile, written)?, "{written} stands in the profile");
            }
            Ok(())
        },
    )
    .await
}

async fn visit(browser: &Browser, address: &str) -> Result<()> {
    let page = browser.open(address).await?;
    page.click("[data-action=shared-computer]").await?;
    page.wait_for("input[name=organisation]").await?.send_keys(NAME).await?;
    page.go("#/section/A").await?;
    page.choose("A-8", "na").await?;
    page.write("A-8", "reason", REASON).await?;
    page.write("A-1", "note", NOTE).await?;
    page.choose("A-1", "4").await?;
    answer_the_rest(&page).await?;
    see_results(&page).await?;
    page.go("#/assessments").await?;
    page.click("[data-action=snapshot-keep]").await?;
    page.go("#/section/A").await?;
    page.wait_for("textarea[name='A-1-note']").await?;
    every_field_is_forgotten(&page).await?;
    page.go("#/assessments").await?;
    page.begin_another(OTHER_NAME).await?;
    page.run("document.body.append(Object.assign(document.createElement('textarea'), { id: 'remembered' }))").await?;
    page.wait_for("#remembered").await?.send_keys(REMEMBERED).await?;
    // Longer than both browsers wait before they write the state of their windows. Finding the last
    // text, which is checked later, tells nothing about the other files that must not contain the
    // rest, so there is no event to wait for.
    tokio::time::sleep(Duration::from_secs(6)).await;
    Ok(())
}

/// Answers all questions, as a plan takes that: C5-2 with the lowest level.
async fn answer_the_rest(page: &Page) -> Result<()> {
    for (section, codes) in SECTIONS {
        page.go(&format!("#/section/{section}")).await?;
        page.wait_for(&format!("fieldset[id='{}']", codes[0])).await?;
        page.run("document.querySelectorAll(`fieldset:not(:has(:checked)) [value='3']`).forEach((radio) => radio.click())").await?;
    }
    page.go("#/section/5").await?;
    page.choose("C5-2", "1").await
}

/// Goes to a gap by its link, and writes all that can be written beside the results.
async fn see_results(page: &Page) -> Result<()> {
    page.go("#/results").await?;
    page.wait_for_results().await?;
    page.click("[data-finding='C5-2'] a").await?;
    page.wait_until(
        "the link leads to the gap",
        "return document.activeElement.closest('[data-gap]')?.dataset.gap === 'C5-2'",
    )
    .await?;
    assert_eq!(page.run("return location.hash").await?, ADDRESS);
    page.go("#/results/plan").await?;
    page.click("[data-plan='C5-2'] summary").await?;
    for (part, text) in [("owner", OWNER), ("note", PLANNED)] {
        page.wait_for(&format!("[name='plan-C5-2-{part}']")).await?.send_keys(text).await?;
    }
    page.go("#/results/statement").await?;
    let field = page.wait_for("[name='soa-A.2.2-justification']").await?;
    field.scroll_into_view().await?;
    Ok(field.send_keys(JUSTIFICATION).await?)
}

/// Checks that the browser may remember no field of any screen.
async fn every_field_is_forgotten(page: &Page) -> Result<()> {
    for place in browser_tests::screens::ALL {
        page.go(place).await?;
        page.wait_until(
            "the screen is there",
            &format!("return location.hash === '{place}' && !!document.querySelector('main h1')"),
        )
        .await?;
        let remembered = page.run("return [...document.querySelectorAll('input, textarea, select')].filter(field => field.getAttribute('autocomplete') !== 'off').map(field => field.outerHTML)").await?;
        assert_eq!(remembered, serde_json::json!([]), "{place}");
    }
    page.go("#/section/A").await?;
    page.wait_for("textarea[name='A-1-note']").await.map(drop)
}

/// Returns whether any file below a folder contains a text, with one or two bytes per letter,
/// compressed as Firefox does or not.
fn holds(folder: &Path, text: &str) -> Result<bool> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_in = |bytes: &[u8]| {
        [text.as_bytes(), &wide]
            .iter()
            .any(|wanted| bytes.windows(wanted.len()).any(|part| part == *wanted))
    };
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if holds(&path, text)? {
                return Ok(true);
            }
        } else if kind.is_file() {
            // A program that has just ended may still remove its files.
            let bytes = fs::read(&path).unwrap_or_default();
            let unpacked = bytes
                .strip_prefix(b"mozLz40\0")
                .and_then(|packed| lz4_flex::block::decompress_size_prepended(packed).ok());
            if is_in(&bytes) || unpacked.is_some_and(|bytes| is_in(&bytes)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
