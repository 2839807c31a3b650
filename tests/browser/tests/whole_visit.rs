//! A visitor answers all 42 questions, reloads half way, and opens the results: their figures are
//! those of the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers::{self, SECTIONS};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use serde_json::Value;

#[tokio::test]
async fn in_english() -> Result<()> {
    with_fixture(|fixture| visit(fixture, "en")).await
}

#[tokio::test]
async fn in_french() -> Result<()> {
    with_fixture(|fixture| visit(fixture, "fr")).await
}

async fn visit(fixture: Fixture, language: &'static str) -> Result<()> {
    let page = fixture.open(&format!("?lang={language}")).await?;
    let loaded = requests(&page).await?;
    assert_eq!(page.attribute("html", "lang").await?, language);
    page.click("[data-action=start]").await?;

    let chosen = answers::mixed();
    for (section, codes) in SECTIONS {
        if section != "4" {
            page.click("[data-action=next]").await?;
            page.wait_for(&format!("fieldset[id='{}']", codes[0])).await?;
        }
        for code in codes {
            let (_, value) = chosen.iter().find(|(other, _)| other == code).unwrap();
            page.choose(code, value).await?;
            if *value == "na" {
                page.write(code, "reason", "We only use AI that others make.").await?;
            }
        }
        if section == "7" {
            page.write("C7-1", "note", "Budget <b>2027</b>; é, 日本, \u{1f600}").await?;
            reload_in_the_middle(&page, 20).await?;
            assert!(
                page.is_chosen("C7-2", chosen.iter().find(|(code, _)| *code == "C7-2").unwrap().1)
                    .await?
            );
            let note = page
                .run("return document.querySelector('textarea[name=\"C7-1-note\"]').value")
                .await?;
            assert_eq!(note, "Budget <b>2027</b>; é, 日本, \u{1f600}");
        }
        assert_eq!(page.progress(section).await?, u32::try_from(codes.len())?);
    }
    assert_eq!(page.progress("overall").await?, 42);
    page.click("[data-action=next]").await?;

    let scores = answers::scored(&page.stored().await?.to_string())?;
    results_agree(&page, &scores, language).await?;
    radar_is_painted(&page).await?;
    assert_eq!(requests(&page).await?, loaded, "the page asked for something after it was loaded");
    no_cookie_and_no_database(&page).await
}

async fn no_cookie_and_no_database(page: &Page) -> Result<()> {
    let databases = "(async () => (await indexedDB.databases?.() ?? []).length)()";
    assert_eq!(page.run_async(databases).await?, 0);
    assert_eq!(page.run("return document.cookie").await?, "");
    Ok(())
}

/// Returns how many files the page has requested since it was loaded, and asserts that none came
/// from another origin. Icons and the manifest don't count: the browser decides when to request
/// them.
async fn requests(page: &Page) -> Result<u64> {
    // The last chunk of the module is loaded when the page is idle.
    let is_there = "return performance.getEntriesByType('resource').some(load => load.name.includes('/rest-'))";
    page.wait_until("all parts of the module are there", is_there).await?;
    let script = "const all = performance.getEntriesByType('resource').map(entry => new URL(entry.name));
                  const asked = all.filter(url => !url.pathname.startsWith('/icon-') && !url.pathname.startsWith('/manifest'));
                  return [asked.length, all.filter(url => url.origin !== location.origin).length]";
    let counts = page.run(script).await?;
    assert_eq!(counts[1], 0, "the page asked another server for something");
    Ok(counts[0].as_u64().unwrap())
}

async fn reload_in_the_middle(page: &Page, answered: u32) -> Result<()> {
    assert_eq!(page.progress("overall").await?, answered);
    page.reload().await?;
    assert_eq!(page.progress("overall").await?, answered);
    Ok(())
}

/// Compares every figure on the screen with the command line's JSON.
async fn results_agree(page: &Page, scores: &Value, language: &str) -> Result<()> {
    let shown = |score: &Value| answers::shown(score, language);
    page.wait_for_results().await?;
    for place in ["#/results", "#/results/report"] {
        page.go(place).await?;
        page.wait_for_results().await?;
        assert_eq!(page.text("[data-score=overall]").await?, shown(&scores["overall"]["score"]));
    }
    assert!(
        page.text("[data-known-only]").await?.starts_with(&shown(&scores["overall"]["known_only"]))
    );
    assert_eq!(
        page.attribute("[data-readiness]", "data-readiness").await?,
        scores["readiness"].as_str().unwrap()
    );
    assert_eq!(
        page.attribute("[data-completeness]", "data-completeness").await?,
        scores["completeness"].as_str().unwrap()
    );
    assert_eq!(
        page.attribute("[data-key]", "data-key").await?,
        scores["key"]["at_level_3"].to_string()
    );
    let lowest = scores["lowest"].as_array().unwrap().iter();
    assert_eq!(
        page.attributes("[data-lowest]", "data-lowest").await?,
        lowest.map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    );
    assert_eq!(page.count("[data-provisional]").await?, usize::from(scores["provisional"] == true));
    for domain in scores["domains"].as_array().unwrap() {
        let id = domain["id"].as_str().unwrap();
        let row = format!("tr[data-domain='{id}']");
        assert_eq!(
            page.text(&format!("{row} [data-score='{id}']")).await?,
            shown(&domain["score"]),
            "domain {id}"
        );
        let text = page.text(&row).await?;
        assert!(
            text.contains(&format!("{}/{}", domain["answered"], domain["questions"])),
            "domain {id}: {text}"
        );
    }
    let of_gaps = |member: &str| -> Vec<String> {
        let gaps = scores["gaps"].as_array().unwrap().iter();
        gaps.map(|gap| gap[member].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(page.attributes("[data-gap]", "data-gap").await?, of_gaps("question"));
    assert_eq!(page.attributes("[data-gap]", "data-class").await?, of_gaps("class"));
    let critical: Vec<String> =
        page.attributes("[data-banner=critical] [data-critical]", "data-critical").await?;
    let gaps = of_gaps("question").into_iter().zip(of_gaps("class"));
    assert_eq!(
        critical,
        gaps.filter(|(_, class)| class == "critical").map(|(code, _)| code).collect::<Vec<_>>()
    );
    assert!(!critical.is_empty(), "the answers of this test are meant to have critical gaps");
    Ok(())
}

/// Checks that the canvas has the resolution of the screen and contains the colours of scores and
/// targets.
async fn radar_is_painted(page: &Page) -> Result<()> {
    page.wait_until(
        "the radar is painted",
        "return document.querySelector('[data-chart=radar]').width > 300",
    )
    .await?;
    let painted = page
        .run(
            "const canvas = document.querySelector('canvas[data-chart=radar]');
             const style = getComputedStyle(canvas);
             const parts = name => style.getPropertyValue(name).trim().slice(1).match(/../g).map(x => parseInt(x, 16));
             const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
             const count = ([r, g, b]) => {
               let n = 0;
               for (let i = 0; i < pixels.length; i += 4)
                 if (pixels[i + 3] > 200 && Math.abs(pixels[i] - r) + Math.abs(pixels[i + 1] - g) + Math.abs(pixels[i + 2] - b) < 12) n++;
               return n;
             };
             return { score: count(parts('--accent')), target: count(parts('--target')), text: count(parts('--ink')),
                      sharp: canvas.width === Math.round(canvas.clientWidth * devicePixelRatio) }",
        )
        .await?;
    assert_eq!(painted["sharp"], true);
    for what in ["score", "target", "text"] {
        assert!(painted[what].as_u64().unwrap() > 100, "{what} is hardly there: {painted}");
    }
    Ok(())
}
