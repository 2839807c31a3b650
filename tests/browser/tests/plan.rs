//! The plan: what is set for it is shown, stored, in files and in the other tab.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::{Context, Result};
use browser_tests::answers;
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// A piece of work of the mixed answers.
const CODE: &str = "C5-4";

/// Opens the results with all questions answered, and waits for the plan.
async fn open(fixture: &Fixture, language: &str) -> Result<Page> {
    let page = fixture.open_answered(&format!("?lang={language}")).await?;
    show(&page).await?;
    Ok(page)
}

async fn show(page: &Page) -> Result<()> {
    page.go("#/results/plan").await?;
    page.wait_for(&format!("[data-plan='{CODE}'] details")).await.map(drop)
}

fn field(part: &str) -> String {
    format!("[name='plan-{CODE}-{part}']")
}

async fn unfold(page: &Page) -> Result<()> {
    page.click(&format!("[data-plan='{CODE}'] summary")).await
}

/// Sets a field as a program for dates does: the value, then the events of a visitor.
async fn set(page: &Page, selector: &str, value: &str) -> Result<()> {
    let script = format!(
        "const field = document.querySelector({selector:?}); field.focus(); field.value = {value:?};
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.blur()"
    );
    page.run(&script).await.map(drop)
}

/// Types into a field, key by key.
async fn type_into(page: &Page, selector: &str, text: &str) -> Result<()> {
    let element = page.wait_for(selector).await?;
    element.scroll_into_view().await?;
    Ok(element.send_keys(text).await?)
}

async fn value(page: &Page, selector: &str) -> Result<Value> {
    page.run(&format!("return document.querySelector({selector:?}).value")).await
}

/// Sets everything that can be set.
async fn set_all(page: &Page) -> Result<()> {
    set(page, "[name=plan-start]", "2028-02-15").await?;
    page.click("[name=plan-lanes] option[value='1']").await?;
    unfold(page).await?;
    type_into(page, &field("owner"), "Ana <b>").await?;
    set(page, &field("start"), "2028-02-20").await?;
    set(page, &field("due"), "2028-03-31").await?;
    type_into(page, &field("done"), "40").await?;
    type_into(page, &field("note"), "First the board").await
}

/// The settings that [`set_all`] makes, as files have them.
fn all_set() -> Value {
    json!({
        "start": "2028-02-15",
        "lanes": 1,
        "actions": { CODE: {
            "owner": "Ana <b>", "start": "2028-02-20", "due": "2028-03-31", "done": 40, "note": "First the board",
        } },
    })
}

async fn shows_all(page: &Page) -> Result<()> {
    page.wait_until(
        "the row says who",
        &format!("return document.querySelector(\"[data-plan='{CODE}'] .who\").innerText.includes('Ana <b>')"),
    )
    .await?;
    let who = page.text(&format!("[data-plan='{CODE}'] .who")).await?;
    assert!(who.contains("March 31, 2028") && who.contains("40%"), "{who}");
    for (part, expected) in [
        ("owner", "Ana <b>"),
        ("start", "2028-02-20"),
        ("due", "2028-03-31"),
        ("done", "40"),
        ("note", "First the board"),
    ] {
        assert_eq!(value(page, &field(part)).await?, expected);
    }
    assert_eq!(value(page, "[name=plan-start]").await?, "2028-02-15");
    assert_eq!(value(page, "[name=plan-lanes]").await?, "1");
    assert_eq!(page.count(&format!("[data-plan='{CODE}'] .bars .done")).await?, 1);
    assert_eq!(page.count(&format!("[data-plan='{CODE}'] .bars .due")).await?, 1);
    let total = page.text("[data-place=plan-total]").await?;
    assert!(total.contains("February 15, 2028"), "{total}");
    // As the command line places it.
    let stored = page.stored_text().await?;
    let scores = answers::scored(&stored)?;
    let work = scores["plan"]["work"].as_array().context("no work")?;
    let codes: Vec<&str> = work.iter().filter_map(|work| work["question"].as_str()).collect();
    assert_eq!(page.attributes("#plan [data-plan]", "data-plan").await?, codes);
    Ok(())
}

#[tokio::test]
async fn what_is_set_is_shown_stored_and_in_files() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open(&fixture, "en").await?;
        let before = page.text("[data-place=plan-total] strong").await?;
        set_all(&page).await?;
        shows_all(&page).await?;
        let after = page.text("[data-place=plan-total] strong").await?;
        assert_ne!(after, before, "one at a time takes longer");
        assert_eq!(page.stored().await?["plan"], all_set());
        page.reload().await?;
        show(&page).await?;
        shows_all(&page).await?;
        page.run("document.querySelector('[data-action=export-json]').click()").await?;
        let (_, file) = fixture.saved("aims", ".aims.json").await?;
        let file: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        assert_eq!(file["plan"], all_set());
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.click("[data-action=export-html]").await?;
        let (_, file) = fixture.saved("aims", ".html").await?;
        let text = std::fs::read_to_string(file)?;
        assert!(text.contains("Ana &lt;b&gt;") && text.contains("First the board"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_other_tab_sees_it_and_keeps_its_own() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open(&fixture, "en").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        let other = fixture.open("?lang=en").await?;
        show(&other).await?;
        let theirs = "[name='plan-C5-3-owner']";
        other.click("[data-plan='C5-3'] summary").await?;
        type_into(&other, theirs, "Li").await?;
        fixture.driver.switch_to_window(first).await?;
        let has_theirs = format!("return document.querySelector({theirs:?})?.value === 'Li'");
        page.wait_until("the first tab has heard", &has_theirs).await?;
        set_all(&page).await?;
        shows_all(&page).await?;
        page.wait_until(
            "the first tab has both",
            &format!("return document.querySelector({theirs:?}).value === 'Li'"),
        )
        .await?;
        fixture.driver.switch_to_window(second).await?;
        page.wait_until(
            "the second tab has both",
            &format!("return document.querySelector({:?}).value === 'Ana <b>'", field("owner")),
        )
        .await?;
        shows_all(&other).await?;
        assert_eq!(value(&other, theirs).await?, "Li");
        let actions = &other.stored().await?["plan"]["actions"];
        assert_eq!((&actions["C5-3"]["owner"], &actions[CODE]["done"]), (&json!("Li"), &json!(40)));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_can_not_be_taken_over_is_told_beside_its_field_and_nothing_is_lost() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open(&fixture, "fr").await?;
        unfold(&page).await?;
        set(&page, &field("start"), "2028-02-20").await?;
        set(&page, &field("done"), "40").await?;
        for (part, wrong, told) in
            [("due", "1999-12-31", "2000 à 2099"), ("done", "140", "0 à 100")]
        {
            set(&page, &field(part), wrong).await?;
            let remark = format!("#plan-{CODE}-{part}-bad");
            page.wait_until(
                "it is told",
                &format!(
                    "return document.querySelector({remark:?}).textContent.includes({told:?})"
                ),
            )
            .await?;
            assert_eq!(page.attribute(&field(part), "aria-invalid").await?, "true");
            assert_eq!(page.attribute(&field(part), "aria-describedby").await?, remark[1..]);
            // Typing elsewhere takes nothing away.
            type_into(&page, &field("owner"), "A").await?;
            assert_eq!(value(&page, &field(part)).await?, wrong);
        }
        let stored = page.stored().await?;
        let action = &stored["plan"]["actions"][CODE];
        assert_eq!(*action, json!({ "owner": "AA", "start": "2028-02-20", "done": 40 }));
        // The next values are in order; a date before the start is told, and kept.
        set(&page, &field("done"), "50").await?;
        set(&page, &field("due"), "2028-02-19").await?;
        let remark = format!("#plan-{CODE}-due-bad");
        page.wait_until(
            "it is told",
            &format!("return document.querySelector({remark:?}).textContent.includes('précède')"),
        )
        .await?;
        assert_eq!(page.texts(&format!("#plan-{CODE}-done-bad")).await?, [""]);
        assert_eq!(page.stored().await?["plan"]["actions"][CODE]["due"], "2028-02-19");
        set(&page, &field("due"), "2028-02-21").await?;
        page.wait_until(
            "it is in order",
            &format!("return document.querySelector({remark:?}).textContent === ''"),
        )
        .await
    })
    .await
}

#[tokio::test]
async fn all_of_it_works_by_keyboard_and_the_place_is_kept() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open(&fixture, "en").await?;
        let keys = async |keys: &str| fixture.driver.active_element().await?.send_keys(keys).await;
        page.run("document.querySelector('[name=plan-lanes]').focus()").await?;
        keys("1").await?;
        page.wait_until("it is planned anew", "return document.querySelector('[data-place=plan-total]').textContent.includes('with one piece of work')").await?;
        let focus = "return document.activeElement.name || document.activeElement.localName";
        assert_eq!(page.run(focus).await?, "plan-lanes");
        page.run(&format!("document.querySelector(\"[data-plan='{CODE}'] summary\").focus()")).await?;
        keys(Key::Enter.value().to_string().as_str()).await?;
        keys(Key::Tab.value().to_string().as_str()).await?;
        assert_eq!(page.run(focus).await?, format!("plan-{CODE}-owner"));
        keys("Anna").await?;
        // The caret stays within the word while the plan follows.
        for _ in 0..2 {
            keys(Key::Left.value().to_string().as_str()).await?;
        }
        keys("XY").await?;
        assert_eq!(value(&page, &field("owner")).await?, "AnXYna");
        assert_eq!(page.run("return document.activeElement.selectionStart").await?, 4);
        assert_eq!(page.stored().await?["plan"]["actions"][CODE]["owner"], "AnXYna");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_phone_has_a_list_and_a_laptop_a_chart_and_neither_is_too_wide() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open(&fixture, "fr").await?;
        let seen = |selector: &str| {
            format!("return document.querySelector({selector:?}).checkVisibility()")
        };
        for (width, height, is_chart) in
            [(320, 640, false), (360, 780, false), (768, 1024, true), (1280, 800, true)]
        {
            fixture.resize(width, height, 1).await?;
            assert_eq!(page.run(&seen("#plan .bars svg")).await?, is_chart, "{width}");
            assert_eq!(page.run(&seen("#plan .months")).await?, is_chart, "{width}");
            let widest =
                page.run("return document.documentElement.scrollWidth - innerWidth").await?;
            assert!(widest.as_i64() <= Some(0), "{width}: {widest}");
            assert_eq!(
                page.count("#plan [data-plan]").await?,
                page.count("#plan [data-task]").await?,
                "once each"
            );
        }
        Ok(())
    })
    .await
}

/// Word writes a vertical tab for a line break: fields of the plan and of the statement show it as
/// one, or as a blank.
#[tokio::test]
async fn fields_show_the_line_breaks_of_other_programs() -> Result<()> {
    with_fixture(|fixture| async move {
        let mut file: Value = serde_json::from_str(&answers::file(&answers::mixed()))?;
        file["soa"] = json!({ "A.2.2": { "applicable": true, "justification": "one\u{b}two" } });
        file["plan"] =
            json!({ "actions": { CODE: { "owner": "Ana\u{b}Board", "note": "one\u{b}two" } } });
        let path = fixture.downloads.join("word.aims.json");
        std::fs::write(&path, file.to_string())?;
        let page = fixture.open("?lang=en").await?;
        page.open_file(&path).await?;
        show(&page).await?;
        assert_eq!(value(&page, &field("owner")).await?, "Ana Board");
        assert_eq!(value(&page, &field("note")).await?, "one\ntwo");
        page.go("#/results/statement").await?;
        page.wait_for("[data-soa]").await?;
        assert_eq!(value(&page, "[name='soa-A.2.2-justification']").await?, "one\ntwo");
        Ok(())
    })
    .await
}
