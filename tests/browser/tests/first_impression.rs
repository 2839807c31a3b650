//! The page before its module is loaded and without it, and its metadata for other sites.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::servers::dist;
use serde_json::{Value, json};

/// Returns the positions of the elements of the start, and their texts.
const LAYOUT: &str = "return ['h1', '.lead', '[data-action=start]', '.facts', '.how', '.scale'].map(selector => {
        const element = [...document.querySelectorAll(selector)].find(element => element.checkVisibility({ visibilityProperty: true }));
        const box = element?.getBoundingClientRect();
        return [selector, Math.round(box?.left), Math.round(box?.top), Math.round(box?.width), element?.textContent.replace(/\\s+/g, ' ').trim()];
    })";

#[tokio::test]
async fn the_start_stands_before_the_module_and_nothing_moves_when_it_comes() -> Result<()> {
    with_fixture(|fixture| async move {
        for (width, language) in [(1280, "en"), (1280, "fr"), (360, "fr")] {
            fixture.resize(width, 800, 1).await?;
            fixture.block("*/aims-*.wasm").await?;
            fixture.driver.goto("about:blank").await?;
            fixture.driver.goto(format!("{}?lang={language}", fixture.address)).await?;
            let page = browser_tests::page::Page::new(fixture.driver.clone());
            page.wait_until("the start stands there", "return document.documentElement.hasAttribute('data-ready')").await?;
            page.wait_until(
                "what happened is told",
                "return [...document.querySelectorAll('#front .failed')].every(words => !words.hidden)",
            )
            .await?;
            // The message that loading failed is the only difference from a successful start.
            page.run(
                "document.querySelectorAll('#front .failed').forEach(words => words.hidden = true);
                delete document.documentElement.dataset.failed",
            )
            .await?;
            let before = page.run(LAYOUT).await?;
            fixture.block("").await?;
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(&format!("?lang={language}")).await?;
            assert_eq!(page.count("#front").await?, 0);
            assert_eq!(page.run(LAYOUT).await?, before, "{language}, {width} px");
            assert_eq!(page.count(&format!("[data-guide={language}] details")).await?, 11, "the guide is there, in this language");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_click_on_start_before_the_module_is_there_leads_to_the_first_question() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.block("*/aims-*.wasm").await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        let page = browser_tests::page::Page::new(fixture.driver.clone());
        page.wait_until(
            "the start stands there",
            "return document.documentElement.hasAttribute('data-ready')",
        )
        .await?;
        page.run("document.querySelector('[data-front=en] [data-action=start]').click()").await?;
        fixture.block("").await?;
        page.reload().await?;
        page.wait_for("fieldset[id='C4-1']").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_a_script_both_languages_can_be_read() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.tell("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        fixture.driver.goto(&fixture.address).await?;
        let driver = fixture.driver.clone();
        for language in ["en", "fr"] {
            let front =
                driver.find(thirtyfour::By::Css(format!("[data-front={language}]"))).await?;
            assert!(front.is_displayed().await?, "{language}");
            assert_eq!(front.attr("lang").await?.as_deref(), Some(language));
            let text = front.text().await?;
            assert!(text.contains("WebAssembly") && text.contains("42001"), "{text}");
            let start = front.find(thirtyfour::By::Css("[data-action=start]")).await?;
            assert!(!start.is_displayed().await?, "what can't work isn't offered");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_language_of_the_start_is_that_of_the_page() -> Result<()> {
    with_fixture(|fixture| async move {
        for (tags, stored, asked) in [
            ("fr-CA,en", "", ""),
            ("frr,de", "", ""),
            ("de,fr", "", ""),
            ("en", "fr", ""),
            ("fr", "fr", "?lang=en"),
            ("en", "", "?lang=fr-CA"),
            ("fr", "xx", "?lang=xx"),
        ] {
            fixture.tell("Emulation.setUserAgentOverride", json!({ "userAgent": "a browser", "acceptLanguage": tags })).await?;
            let page = fixture.open("#/").await?;
            page.run(&format!("localStorage.clear(); if ('{stored}') localStorage.setItem('aims-assessment/language', '{stored}')"))
                .await?;
            fixture.block("*/aims-*.wasm").await?;
            fixture.driver.goto("about:blank").await?;
            fixture.driver.goto(format!("{}{asked}", fixture.address)).await?;
            page.wait_until("the start stands there", "return document.documentElement.hasAttribute('data-ready')").await?;
            let front = page.attribute("html", "lang").await?;
            fixture.block("").await?;
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(asked).await?;
            assert_eq!(page.attribute("html", "lang").await?, front, "{tags}, {stored}, {asked}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_example_result_can_be_seen_and_touches_nothing() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/").await?;
        page.click("a[href='#/example']").await?;
        page.wait_for("[data-score=overall]").await?;
        assert_eq!(page.texts("[data-score=overall]").await?, ["2,4"]);
        assert!(
            page.count("[data-gap]").await? > 10
                && page.count("canvas[data-chart=radar]").await? == 1
        );
        assert_eq!(
            page.run("return Object.keys(localStorage).filter(key => key.includes('answers'))")
                .await?,
            json!([]),
            "nothing is stored"
        );
        page.click("a[href='#/question/C4-1']").await?;
        page.wait_for("fieldset[id='C4-1']").await?;
        assert_eq!(page.progress("overall").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn others_are_told_what_the_page_is() -> Result<()> {
    let page = std::fs::read_to_string(dist()?.join("index.html"))?;
    for told in [
        "<meta name=\"description\" content=\"Free and confidential",
        "og:title",
        "og:description",
        "twitter:card",
        "Autoévaluation de maturité",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("canonical"), "without an address none is claimed");
    for card in ["card-en.png", "card-fr.png"] {
        let png = std::fs::read(dist()?.join(card))?;
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20)), (1200, 630), "{card}");
        assert!(png.len() < 150_000, "{card}: {} bytes", png.len());
    }
    let missing = std::fs::read_to_string(dist()?.join("404.html"))?;
    assert!(
        missing.contains("This page does not exist")
            && missing.contains("Cette page n’existe pas")
            && missing.contains("noindex")
    );
    Ok(())
}

/// Runs Lighthouse on the start, a section and the results: nothing that it counts is missing.
#[tokio::test]
async fn lighthouse_finds_nothing_to_better() -> Result<()> {
    with_fixture(|fixture| async move {
        for place in ["?lang=en#/", "?lang=fr#/", "?lang=en#/section/5", "?lang=fr#/results"] {
            let report = lighthouse(&fixture, place).await?;
            for category in ["accessibility", "best-practices", "seo"] {
                let score = report["categories"][category]["score"].as_f64().context("no score")?;
                let failing: Vec<_> = report["audits"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(_, audit)| audit["score"].as_f64().is_some_and(|score| score < 1.0))
                    .map(|(id, _)| id)
                    .collect();
                assert!(score >= 1.0, "{place}: {category} is {score}; {failing:?}");
            }
        }
        Ok(())
    })
    .await
}

async fn lighthouse(fixture: &Fixture, place: &str) -> Result<Value> {
    let program = std::env::var("AIMS_LIGHTHOUSE")
        .context("AIMS_LIGHTHOUSE names no Lighthouse; `cargo xtask test` sets it")?;
    let output = tokio::process::Command::new("node")
        .arg(program)
        .arg(format!("{}{place}", fixture.address))
        .args([
            "--quiet",
            "--output=json",
            "--only-categories=accessibility,best-practices,seo",
            "--chrome-flags=--headless --no-sandbox --disable-gpu",
        ])
        .env(
            "CHROME_PATH",
            which("chromium").or_else(|| which("google-chrome")).context("no Chromium")?,
        )
        .output()
        .await?;
    serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

fn which(name: &str) -> Option<std::path::PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
