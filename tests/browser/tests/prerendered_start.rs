//! The page before its module is loaded and without it, and its metadata for other sites.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use browser_tests::fixture::{Fixture, root, with_fixture};
use browser_tests::page::Page;
use browser_tests::servers::dist;
use serde_json::{Value, json};

/// Returns the positions of the elements of the start, and their texts.
const LAYOUT: &str = "return ['.site .name', '.site :is(.menu > summary, span.menu)', 'h1', '.lead', '[data-action=start]', '[data-action=key]', '.private', '.shot', '.take', '.rules summary'].map(selector => {
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
            let page = Page::new(fixture.driver.clone());
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
            assert_eq!(page.count(&format!("[data-guide={language}] details")).await?, 16, "the guide is there, in this language");
        }
        Ok(())
    })
    .await
}

/// On a phone, both ways to begin are seen without scrolling, and the whole start is three screens.
#[tokio::test]
async fn a_phone_shows_both_ways_to_begin_at_once() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.resize(360, 780, 1).await?;
        for language in ["en", "fr"] {
            let page = fixture.open(&format!("?lang={language}")).await?;
            let bottom = |hook: &str| {
                format!(
                    "document.querySelector('[data-action={hook}]').getBoundingClientRect().bottom"
                )
            };
            let seen =
                format!("return Math.max({}, {}) <= innerHeight", bottom("start"), bottom("key"));
            assert_eq!(page.run(&seen).await?, true, "{language}");
            assert_eq!(
                page.run("return document.documentElement.scrollHeight <= 2400").await?,
                true,
                "{language}"
            );
        }
        Ok(())
    })
    .await
}

/// Who comes back sees how far each section is, and goes on with one click; not what this is.
#[tokio::test]
async fn who_comes_back_sees_where_they_are() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        // Before the module is there, nothing else is shown that would then be replaced.
        fixture.block("*/aims-*.wasm").await?;
        fixture.driver.goto("about:blank").await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        let page = Page::new(fixture.driver.clone());
        page.wait_until("the page is there", "return document.documentElement.hasAttribute('data-ready')").await?;
        let shown = "return [...document.querySelectorAll('h1')].some(title => title.checkVisibility({ visibilityProperty: true }))";
        page.wait_until("it can't run, and says so", &format!("{shown} && document.documentElement.hasAttribute('data-failed')")).await?;
        page.run("delete document.documentElement.dataset.failed").await?;
        assert_eq!(page.run(shown).await?, false);
        fixture.block("").await?;
        fixture.driver.goto("about:blank").await?;
        let page = fixture.open("?lang=en").await?;
        assert_eq!(page.count(".sample, [data-action=key]").await?, 0);
        assert_eq!(page.texts(".tasks .state").await?[..2], ["In progress: 1 of 4", "Not started"]);
        page.click("[data-action=start]").await?;
        page.wait_for("fieldset[id='C4-2']").await?;
        let file = fixture.downloads.join("mixed.aims.json");
        std::fs::write(&file, browser_tests::answers::file(&browser_tests::answers::mixed()))?;
        page.open_instead(&file).await?;
        page.go("#/").await?;
        page.wait_until("all is done", "return document.querySelectorAll('.tasks .done').length === 8").await?;
        page.click(".begin a.button:not(.second)").await?;
        page.wait_for_results().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_click_on_start_before_the_module_is_there_leads_to_the_first_question() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.block("*/aims-*.wasm").await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        let page = Page::new(fixture.driver.clone());
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
        let table: Value = serde_json::from_str(&std::fs::read_to_string(root().join("tests/language_cases.json"))?)?;
        let word = |case: &Value, name: &str| case[name].as_str().unwrap_or_default().to_owned();
        // The page was built for a host that prefers English, and nothing was saved in it; a
        // browser always has a language.
        let is_here = |case: &&Value| case["default"] == "en" && case["saved"].is_null() && case["browser"] != json!([]);
        let cases: Vec<&Value> = table["cases"].as_array().unwrap().iter().filter(is_here).collect();
        assert!(cases.len() >= 7, "{}", cases.len());
        for case in cases {
            let tags: Vec<&str> = case["browser"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let (tags, stored) = (tags.join(","), word(case, "remembered"));
            let asked = case["address"].as_str().map(|code| format!("?lang={code}")).unwrap_or_default();
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
            let page = fixture.open(&asked).await?;
            assert_eq!(page.attribute("html", "lang").await?, front, "{case}");
            assert_eq!(front, word(case, "language"), "{case}");
        }
        Ok(())
    })
    .await
}

/// The address for French asks for French, whatever the browser prefers, with a network and
/// without; choosing the other language there holds after a reload.
#[tokio::test]
async fn the_address_of_a_language_is_in_that_language() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("fr.html#/").await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        assert_eq!(page.run("return location.search").await?, json!("?lang=fr"));
        assert!(page.text("h1").await?.contains("maturité"));
        page.wait_until(
            "the service worker has kept the page",
            "return navigator.serviceWorker.controller !== null",
        )
        .await?;
        let page = fixture.open("fr.html#/section/4").await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr", "the kept page");
        page.click("[data-action=language]").await?;
        page.wait_until("the page is English", "return document.documentElement.lang === 'en'")
            .await?;
        page.reload().await?;
        page.wait_for("fieldset[id='C4-1']").await?;
        assert_eq!(page.attribute("html", "lang").await?, "en");
        Ok(())
    })
    .await
}

/// The first response names the language's title and manifest before anything is loaded.
#[tokio::test]
async fn title_and_manifest_are_in_the_visitors_language() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.block("*/aims-*.wasm").await?;
        for (address, title, manifest) in [
            ("?lang=en", "AI management system self-assessment", "manifest.json"),
            ("?lang=fr", "Autoévaluation du système de management de l’IA", "manifest-fr.json"),
            ("fr.html?lang=en", "AI management system self-assessment", "manifest.json"),
        ] {
            fixture.driver.goto(format!("{}{address}", fixture.address)).await?;
            let page = Page::new(fixture.driver.clone());
            page.wait_until("the start stands there", "return document.documentElement.hasAttribute('data-ready')").await?;
            let told = page.run("return [document.title, document.querySelector('[rel=manifest]').href.split('/').pop()]").await?;
            assert_eq!(told, json!([title, manifest]), "{address}");
        }
        Ok(())
    })
    .await
}

/// The whole method is a page beside this one, in its style.
#[tokio::test]
async fn the_whole_method_is_a_page() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        for (language, file, title) in [
            ("en", "method.html", "The scoring method"),
            ("fr", "methode.html", "La méthode de cotation"),
        ] {
            let page = fixture.open(&format!("?lang={language}#/results/scores")).await?;
            page.wait_for_results().await?;
            page.wait_for("details.method a").await?;
            assert_eq!(page.attribute("details.method a", "href").await?, file);
            fixture.driver.goto(format!("{}{file}", fixture.address)).await?;
            let page = Page::new(fixture.driver.clone());
            assert!(page.text("h1").await?.starts_with(title));
            assert_eq!(page.attribute("html", "lang").await?, language);
            let border = page
                .run("return getComputedStyle(document.querySelector('table')).borderTopWidth")
                .await?;
            assert_eq!(border, json!("1px"), "the policy allows the style");
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
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("canonical"), "without an address none is claimed");
    let french = std::fs::read_to_string(dist()?.join("fr.html"))?;
    for told in [
        "<html lang=\"fr\">",
        "<title>Autoévaluation",
        "<meta name=\"description\" content=\"Autoévaluation",
        "property=\"og:title\" content=\"Autoévaluation",
        "property=\"og:locale\" content=\"fr_CA\"",
        "manifest-fr.json",
    ] {
        assert!(french.contains(told), "{told}");
    }
    let starts = ["data-front=\"fr\"", "data-front=\"en\""].map(|start| french.find(start));
    assert!(starts[0] < starts[1], "the French start comes first");
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
