//! What if: levels are tried out in a copy; the answers stay unchanged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers::{self, shown};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use serde_json::{Value, json};

/// Returns the levels that are tried out, as the fields show them.
const TRIED: &str = "return [...document.querySelectorAll('[data-what-if]')].filter(e => e.value).map(e => e.dataset.whatIf + ' ' + e.value)";
const MARKED: &str =
    "return [...document.querySelectorAll('tr.changed [data-what-if]')].map(e => e.dataset.whatIf)";

/// Opens the copy and unfolds all its levels.
async fn open_copy(page: &Page) -> Result<()> {
    page.go("#/results").await?;
    page.click("[data-action=what-if]").await?;
    page.wait_for("[data-table=what-if]").await?;
    page.unfold().await
}

async fn try_level(page: &Page, code: &str, level: &str) -> Result<()> {
    page.click(&format!("select[data-what-if='{code}'] option[value='{level}']")).await
}

/// Returns the figures now and in the copy, row by row: score, readiness, critical gaps, gaps,
/// months.
async fn table(page: &Page) -> Result<Vec<[String; 2]>> {
    let [now, then] =
        [2, 3].map(|column| format!("[data-table=what-if] tbody :nth-child({column})"));
    let (now, then) = (
        page.texts(&now.replace(":nth", "td:nth")).await?,
        page.texts(&then.replace(":nth", "td:nth")).await?,
    );
    Ok(now.into_iter().zip(then).map(|(now, then)| [now, then]).collect())
}

/// Returns what the command line computes from these answers, as the table shows it: score,
/// critical gaps, gaps; all work, and the weeks of the plan.
fn expected(answers: &[(&str, &str)]) -> (String, usize, Vec<String>, String) {
    let scores = answers::scored(&answers::file(answers)).unwrap();
    let critical =
        scores["gaps"].as_array().unwrap().iter().filter(|gap| gap["class"] == "critical").count();
    let work = scores["plan"]["work"].as_array().unwrap().iter();
    (
        shown(&scores["overall"]["score"], "en"),
        critical,
        work.map(|work| work["question"].as_str().unwrap().to_owned()).collect(),
        format!("{} – {}", scores["plan"]["weeks"][0], scores["plan"]["weeks"][1]),
    )
}

/// Compares both columns and the plan with the command line.
async fn agrees(page: &Page, copy: &[(&str, &str)]) -> Result<()> {
    let (now, then) = (expected(&answers::mixed()), expected(copy));
    let rows = table(page).await?;
    assert_eq!(rows[0], [now.0, then.0]);
    assert_eq!(rows[2], [now.1.to_string(), then.1.to_string()]);
    assert_eq!(rows[3], [now.2.len().to_string(), then.2.len().to_string()]);
    assert_eq!(rows[4], [now.3, then.3]);
    assert_eq!(page.attributes("[data-task]", "data-task").await?, then.2);
    Ok(())
}

#[tokio::test]
async fn everything_follows_the_copy_and_the_answers_stay() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        let stored = page.stored_text().await?;
        open_copy(&page).await?;
        agrees(&page, &answers::mixed()).await?;
        page.wait_until(
            "the radar is painted",
            "return document.querySelector('[data-chart=radar]').width > 300",
        )
        .await?;
        let drawn = "return document.querySelector('[data-chart=radar]').toDataURL()";
        let before = page.run(drawn).await?;

        try_level(&page, "C4-4", "5").await?;
        try_level(&page, "C8-1", "4").await?;
        let copy = answers::with(&answers::with(&answers::mixed(), "C4-4", "5"), "C8-1", "4");
        agrees(&page, &copy).await?;
        page.wait_until("the radar follows", &format!("{drawn} !== {before}")).await?;
        assert_eq!(page.run(MARKED).await?, json!(["C4-4", "C8-1"]));

        // One level is reset to the answer.
        try_level(&page, "C8-1", "").await?;
        agrees(&page, &answers::with(&answers::mixed(), "C4-4", "5")).await?;

        // With everything at level 3 no gap is left, and the readiness says so.
        page.click("[data-action=what-if-close]").await?;
        let low = |value: &str| ["1", "2", "unknown"].contains(&value);
        let closed: Vec<_> = copy
            .iter()
            .map(|(code, value)| (*code, if low(value) { "3" } else { *value }))
            .collect();
        let closed = answers::with(
            &closed,
            "C8-1",
            answers::mixed().iter().find(|(code, _)| *code == "C8-1").unwrap().1,
        );
        let closed: Vec<_> = closed
            .iter()
            .map(|(code, value)| (*code, if low(value) { "3" } else { *value }))
            .collect();
        agrees(&page, &closed).await?;
        let rows = table(&page).await?;
        assert_eq!((&*rows[2][1], &*rows[3][1]), ("0", "0"));
        assert_ne!(rows[1][0], rows[1][1], "the readiness follows");

        assert_eq!(page.stored_text().await?, stored);
        page.reload().await?;
        agrees(&page, &answers::mixed()).await
    })
    .await
}

#[tokio::test]
async fn the_fields_show_the_copy_whatever_was_clicked_before() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        open_copy(&page).await?;
        for level in ["5", "", "4"] {
            try_level(&page, "C4-4", level).await?;
        }
        try_level(&page, "C4-2", "1").await?;
        assert_eq!(page.run(TRIED).await?, json!(["C4-2 1", "C4-4 4"]));
        page.click("[data-action=what-if-reset]").await?;
        assert_eq!(page.run(TRIED).await?, json!([]));
        assert_eq!(page.run(MARKED).await?, json!([]));
        agrees(&page, &answers::mixed()).await?;
        try_level(&page, "C4-2", "1").await?;
        page.click("[data-action=what-if-close]").await?;
        let tried = page.run(TRIED).await?;
        let tried: Vec<&str> =
            tried.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        assert!(tried.contains(&"C4-2 3") && tried.contains(&"C4-4 3"), "{tried:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_copy_is_kept_until_it_is_discarded() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        open_copy(&page).await?;
        try_level(&page, "C4-4", "5").await?;
        page.click("[data-action=language]").await?;
        page.wait_until("the page is in French", "return document.documentElement.lang === 'fr'")
            .await?;
        assert_eq!(page.run(TRIED).await?, json!(["C4-4 5"]));
        open_copy(&page).await?;
        assert_eq!(page.run(TRIED).await?, json!(["C4-4 5"]));
        page.unfold().await?;
        page.click("[data-action=what-if-discard]").await?;
        page.wait_until("one is at the results", "return location.hash === '#/results'").await?;
        open_copy(&page).await?;
        assert_eq!(page.run(TRIED).await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_reached_can_be_kept_as_targets() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        let before = page.stored().await?;
        open_copy(&page).await?;
        let mut copy = answers::mixed();
        for (code, level) in [
            ("C5-1", "5"),
            ("C5-2", "5"),
            ("C5-3", "4"),
            ("C5-4", "5"),
            ("C10-1", "5"),
            ("C10-2", "5"),
            ("C10-3", "5"),
        ] {
            try_level(&page, code, level).await?;
            copy = answers::with(&copy, code, level);
        }
        page.click("[data-action=what-if-keep]").await?;
        let scores = answers::scored(&answers::file(&copy))?;
        let level = |domain: &Value| domain["level"].as_u64().unwrap().max(3).to_string();
        let targets: Vec<String> =
            scores["domains"].as_array().unwrap().iter().map(level).collect();
        assert_eq!(
            (&*targets[1], &*targets[6]),
            ("4", "5"),
            "the levels of this test are meant to reach both"
        );
        // The page stays, with the copy, and says what it did.
        let told = page.text("[data-notice]").await?.replace('\u{a0}', " ");
        assert!(told.contains("Targets: clause 5 (3 → 4), clause 10 (3 → 5)."), "{told}");
        assert_eq!(page.run("return location.hash").await?, "#/what-if");
        assert_eq!(page.run(TRIED).await?.as_array().unwrap().len(), 7);
        let stored = page.stored().await?;
        assert_eq!(stored["targets"], json!({ "5": 4, "10": 5 }));
        assert_eq!(stored["answers"], before["answers"]);
        // Undo takes the targets back, and the copy stays.
        page.click("[data-notice] [data-action=undo]").await?;
        page.wait_until("it is told", "return document.querySelector('[data-notice]').innerText.includes('as they were before')").await?;
        assert!(page.stored().await?["targets"].as_object().is_none_or(serde_json::Map::is_empty));
        assert_eq!(page.run(TRIED).await?.as_array().unwrap().len(), 7);
        page.click("[data-action=what-if-keep]").await?;
        page.go("#/results/scores").await?;
        page.wait_for_results().await?;
        let shown = page
            .run("return [...document.querySelectorAll('select[data-target]')].map(e => e.value)")
            .await?;
        assert_eq!(shown, json!(targets));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_first_choice_sets_the_levels_at_once() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr").await?;
        open_copy(&page).await?;
        let pressed = "return [...document.querySelectorAll('.first-choices [aria-pressed=true]')].map(e => e.dataset.action)";
        assert_eq!(page.run(pressed).await?, json!([]));
        let scores = answers::scored(&answers::file(&answers::mixed()))?;
        let gaps = scores["gaps"].as_array().unwrap();
        let critical: Vec<_> = gaps
            .iter()
            .filter(|gap| gap["class"] == "critical")
            .map(|gap| format!("{} 3", gap["question"].as_str().unwrap()))
            .collect();
        page.click("[data-action=what-if-close]").await?;
        assert_eq!(page.run(pressed).await?, json!(["what-if-close"]));
        page.click("[data-action=what-if-critical]").await?;
        assert_eq!(page.run(pressed).await?, json!(["what-if-critical"]));
        let tried = page.run(TRIED).await?;
        let mut tried: Vec<_> =
            tried.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        let mut wanted = critical;
        tried.sort();
        wanted.sort();
        assert_eq!(tried, wanted);
        assert_eq!(table(&page).await?[2][1], "0", "no critical gap is left");
        // One's own levels: the list gets the focus, and a further level is no first choice.
        page.click("[data-action=what-if-own]").await?;
        page.wait_until("the list has the focus", "return document.activeElement.closest('#what-if-levels') !== null").await?;
        try_level(&page, "C4-1", "5").await?;
        assert_eq!(page.run(pressed).await?, json!(["what-if-own"]));
        page.click("[data-action=what-if-reset]").await?;
        assert_eq!(page.run(pressed).await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_word_is_broken_on_a_phone() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        for (language, width) in [("en", 390), ("fr", 390), ("fr", 320)] {
            fixture.resize(width, 844, 2).await?;
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(&format!("?lang={language}")).await?;
            open_copy(&page).await?;
            page.click("[data-action=what-if-close]").await?;
            // A word is broken when it needs more lines than one.
            let broken = "const words = [];
                for (const cell of document.querySelectorAll('[data-table=what-if] :is(th, td)')) {
                    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                    while (walk.nextNode()) for (const match of walk.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
                        const range = document.createRange();
                        range.setStart(walk.currentNode, match.index);
                        range.setEnd(walk.currentNode, match.index + match[0].length);
                        if (range.getClientRects().length > 1) words.push(match[0]);
                    }
                }
                return [words, document.documentElement.scrollWidth];";
            assert_eq!(page.run(broken).await?, json!([[], width]), "{language}");
            let low = "return [...document.querySelectorAll('select[data-what-if]')].filter(e => e.getBoundingClientRect().height < 44).length";
            assert_eq!(page.run(low).await?, 0, "a level is chosen with a finger");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn other_answers_end_the_copy() -> Result<()> {
    with_fixture(other_answers).await
}

async fn other_answers(fixture: Fixture) -> Result<()> {
    let page = fixture.open_answered("?lang=en").await?;
    open_copy(&page).await?;
    try_level(&page, "C4-4", "5").await?;
    page.go("#/results").await?;
    let file = fixture.downloads.join("other.aims.json");
    std::fs::write(&file, answers::file(&[("C4-1", "2"), ("C4-4", "2")]))?;
    page.open_instead(&file).await?;
    open_copy(&page).await?;
    assert_eq!(page.run(TRIED).await?, json!([]), "a file was opened");
    assert_eq!(table(&page).await?[0], ["2.0", "2.0"]);

    try_level(&page, "C4-4", "5").await?;
    page.go("#/assessments").await?;
    page.begin_another("").await?;
    page.wait_for("[data-assessment='2'][aria-current]").await?;
    // Nothing is answered in it, so there is nothing to try out.
    page.go("#/what-if").await?;
    page.wait_for(".verdict.empty").await?;
    assert_eq!(page.count("[data-what-if]").await?, 0, "another assessment is in use");
    Ok(())
}

#[tokio::test]
async fn an_answer_given_meanwhile_is_no_level_tried_out() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        open_copy(&page).await?;
        try_level(&page, "C4-4", "5").await?;
        page.go("#/section/5").await?;
        page.choose("C5-1", "1").await?;
        open_copy(&page).await?;
        assert_eq!(page.run(TRIED).await?, json!(["C4-4 5"]));
        Ok(())
    })
    .await
}
