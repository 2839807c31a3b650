//! Several assessments, snapshots, comparison, and the preview of a file before it is opened.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use anyhow::Result;
use browser_tests::answers;
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Makes the storage refuse every write from now on.
const FILL_STORAGE: &str = "window.whole = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }";
/// Markup, right-to-left text, characters beyond the basic multilingual plane, and an excessive
/// length.
const HOSTILE: &str = "<img src=x onerror=alert(1)> \u{202e}\u{5d0}\u{5d1}\u{5d2} \u{1f469}\u{200d}\u{1f4bb} WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";

#[tokio::test]
async fn what_an_older_version_stored_is_there() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let [old, before] =
            [answers::file(&[("C4-1", "3"), ("C4-2", "na-less")]), answers::file(&[("C5-1", "2")])];
        let old = old.replace("\"level\":0", "\"level\":4");
        page.run(&format!(
            "localStorage.clear(); sessionStorage.clear();
             localStorage.setItem('aims-assessment/answers', {old:?});
             localStorage.setItem('aims-assessment/before-opening', {before:?});
             localStorage.setItem('aims-assessment/language', 'fr')"
        ))
        .await?;
        let page = fixture.open("#/").await?;
        page.reload().await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        assert_eq!(page.count("[data-notice]").await?, 0);
        assert_eq!(
            page.stored().await?["answers"],
            serde_json::from_str::<Value>(&old)?["answers"]
        );
        assert_eq!(page.run("return localStorage.getItem('aims-assessment/schema')").await?, "3");
        assert_eq!(
            page.run("return localStorage.getItem('aims-assessment/answers')").await?,
            Value::Null
        );
        page.click(".files [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C5-1": { "level": 2 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_versions_data_stay_untouched() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr").await?;
        page.run("localStorage.clear(); localStorage.setItem('aims-assessment/schema', '4'); localStorage.setItem('aims-assessment/answers/1', 'new')")
            .await?;
        page.reload().await?;
        assert!(page.text("[data-notice]").await?.contains("version plus récente"));
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.go("#/assessments").await?;
        page.wait_for("[data-assessment]").await?;
        assert_eq!(page.count("[data-action=assessment-new]").await?, 0);
        assert_eq!(page.run("return localStorage.getItem('aims-assessment/answers/1')").await?, "new");
        assert_eq!(page.run("return localStorage.length").await?, 2);
        page.go("#/results").await?;
        assert_eq!(page.text("[data-score=overall]").await?, "3,0");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_works_on_several_and_deletes_one_and_brings_it_back() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/").await?;
        page.wait_for("input[name=organisation]").await?.send_keys("Acme").await?;
        assert_eq!(page.count("[data-in-hand]").await?, 0, "with one there is nothing to tell apart");

        page.go("#/assessments").await?;
        // The name is asked for and may stay empty; Escape leaves everything as it was.
        page.click("[data-action=assessment-new]").await?;
        page.wait_until("the field has the focus", "return document.activeElement.name === 'new-assessment-name'").await?;
        fixture.driver.action_chain().send_keys(char::from(Key::Escape)).perform().await?;
        page.wait_until("the button has the focus", "return document.activeElement.dataset.action === 'assessment-new'").await?;
        assert_eq!(page.count("[data-assessment]").await?, 1);
        page.begin_another("").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        assert_eq!(page.text("[data-assessment='2'] h2").await?, "Assessment 2");
        page.click("[data-assessment='2'] [data-action=assessment-rename]").await?;
        page.wait_until("the field has the focus", "return document.activeElement.name === 'assessment-name'").await?;
        page.wait_for("input[name=assessment-name]").await?.send_keys("Beta" + Key::Enter).await?;
        page.wait_until("it has its name", "return document.querySelector('[data-assessment=\"2\"] h2')?.innerText === 'Beta'").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "1").await?;
        assert!(page.text("[data-in-hand]").await?.contains("Beta"));

        // Duplicates an assessment that isn't the current one, and renames the copy.
        page.go("#/assessments").await?;
        page.click("[data-assessment='1'] [data-action=assessment-duplicate]").await?;
        assert_eq!(page.text("[data-assessment='3'] h2").await?, "Acme (copy)");
        assert_eq!(page.stored_of(3).await?["answers"], json!({ "C4-1": { "level": 5 } }));
        page.click("[data-assessment='3'] [data-action=assessment-rename]").await?;
        page.wait_for("input[name=assessment-name]").await?.send_keys("!" + Key::Enter).await?;
        page.wait_until("it has its name", "return document.querySelector('[data-assessment=\"3\"] h2')?.innerText === 'Acme (copy)!'")
            .await?;

        page.click("[data-assessment='1'] [data-action=assessment-use]").await?;
        page.wait_for("[data-assessment='1'][aria-current]").await?;
        page.reload().await?;
        assert!(page.text("[data-in-hand]").await?.contains("Acme"));

        page.click("[data-assessment='1'] [data-action=assessment-delete]").await?;
        page.wait_until("the focus is on the safe answer", "return document.activeElement.dataset.action === 'assessment-keep'").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        assert_eq!(page.count("[data-assessment='1']").await?, 0);
        assert!(page.run("return localStorage.getItem('aims-assessment/answers/1')").await?.is_null());
        page.click("[data-notice] [data-action=undo]").await?;
        page.wait_for("[data-assessment='1'][aria-current]").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 5 } }));
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "5").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_snapshot_is_kept_compared_restored_and_deleted() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/compare").await?;
        page.wait_for("[data-compare-nothing]").await?;
        page.go("#/section/5").await?;
        for (code, value) in [("C5-1", "3"), ("C5-2", "1"), ("C5-3", "4"), ("C5-4", "unknown")] {
            page.choose(code, value).await?;
        }
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.go("#/section/5").await?;
        for (code, value) in [("C5-1", "2"), ("C5-2", "3"), ("C5-4", "1")] {
            page.choose(code, value).await?;
        }
        page.click("fieldset[id='C5-3'] [data-action=clear]").await?;
        page.go("#/section/10").await?;
        page.choose("C10-1", "1").await?;

        page.go("#/compare").await?;
        page.wait_for("[data-compare]").await?;
        let questions = page.attributes("[data-compare]", "data-compare").await?;
        let changes = page.attributes("[data-compare]", "data-change").await?;
        let moved: Vec<_> =
            questions.into_iter().zip(changes).filter(|(_, change)| change != "same").collect();
        let expected = [("C5-2", "better"), ("C5-1", "worse"), ("C10-1", "new"), ("C5-3", "gone")];
        assert_eq!(moved, expected.map(|(code, change)| (code.to_owned(), change.to_owned())));
        let row = page.text("[data-compare-domain='5']").await?;
        assert!(
            row.contains("1,8") && row.contains("2,1") && row.contains("+0,3"),
            "15/8 and 15/7: {row}"
        );
        assert!(page.text("[data-compare-domain='10']").await?.contains("–"));
        assert_eq!(page.attribute("[data-verdict]", "data-verdict").await?, "better");
        assert!(page.text("[data-verdict] .first").await?.starts_with("En progrès"));
        assert!(page.text("[data-gaps=closed]").await?.contains("C5-2"));
        let new = page.text("[data-gaps=new]").await?;
        assert!(new.contains("C5-1") && new.contains("C10-1") && !new.contains("C5-4"), "{new}");
        page.wait_until(
            "the radar is painted",
            "return document.querySelector('[data-chart=compare]').width > 300",
        )
        .await?;
        // Compares in the opposite direction.
        page.click("select[name=compare-later] option:nth-child(2)").await?;
        page.click("select[name=compare-earlier] option:nth-child(1)").await?;
        page.wait_for("[data-compare='C5-2'][data-change=worse]").await?;

        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-restore]").await?;
        page.wait_for("[data-assessment='2']").await?;
        assert_eq!(page.stored_of(2).await?["answers"]["C5-2"], json!({ "level": 1 }));
        assert_eq!(page.stored().await?["answers"]["C5-2"], json!({ "level": 3 }));
        page.click("[data-action=snapshot-delete]").await?;
        page.wait_until("it is gone", "return !document.querySelector('[data-snapshot]')").await?;
        page.click("[data-notice] [data-action=undo]").await?;
        page.wait_for("[data-snapshot]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn full_storage_refuses_a_snapshot_and_says_so() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/assessments").await?;
        page.wait_for("[data-action=snapshot-keep]").await?;
        page.run(FILL_STORAGE).await?;
        page.click("[data-action=snapshot-keep]").await?;
        assert!(page.text("[data-notice]").await?.contains("no room left"));
        page.click("[data-action=assessment-new]").await?;
        page.click("[data-action=assessment-begin]").await?;
        page.click("[data-action=assessment-duplicate]").await?;
        assert_eq!(page.count("[data-assessment]").await?, 1);
        assert_eq!(page.count("[data-snapshot]").await?, 0);
        // The page doesn't switch away from an assessment that isn't stored.
        page.go("#/section/4").await?;
        page.choose("C4-2", "2").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=assessment-new]").await?;
        page.click("[data-action=assessment-begin]").await?;
        page.wait_until(
            "the page says so",
            "return document.body.innerText.includes('stays on this assessment')",
        )
        .await?;
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-2", "2").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_is_shown_before_it_changes_anything() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.write("C4-1", "note", "mine").await?;
        page.choose("C4-2", "2").await?;
        let before = page.stored().await?;
        page.go("#/").await?;
        let text = answers::file(&[("C4-1", "3"), ("C4-2", "2"), ("C4-3", "4"), ("C4-4", "9")]);
        let text = text.replacen("\"level\":3", "\"level\":3,\"note\":\"theirs\"", 1).replacen(
            '{',
            "{\"organisation\":\"Acme\",\"saved_at\":\"2026-01-31T12:00:00Z\",",
            1,
        );
        let file = write(&fixture.downloads, "theirs.aims.json", &text);

        // Escape and the cancel button change nothing and return the focus to where it was.
        page.choose_file(&file).await?;
        let shown = page.text("dialog[data-preview][open]").await?;
        for part in [
            "theirs.aims.json",
            "Acme",
            "January 31, 2026",
            "3 of 42",
            "3.",
            "Too early to tell",
            "new: 1, different: 1, the same: 1",
            "C4-4 (Processes of the AIMS): level 9",
        ] {
            assert!(shown.contains(part), "{part} is not in: {shown}");
        }
        page.wait_until("the heading has the focus", "return document.activeElement.id === 'preview-title'").await?;
        fixture.driver.action_chain().send_keys(char::from(Key::Escape)).perform().await?;
        page.wait_until("it is closed", "return !document.querySelector('dialog')").await?;
        page.wait_until("the menu of files has the focus", "return document.activeElement.matches('[data-menu] > summary')").await?;
        page.choose_file(&file).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        page.click("[data-action=import-cancel]").await?;
        page.wait_until("it is closed", "return !document.querySelector('dialog')").await?;
        assert_eq!(page.stored().await?, before);

        // Fill in, then undo.
        page.choose_file(&file).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        page.click("[data-action=import-join]").await?;
        assert!(page.message_about(&file).await?.contains("1 answer was filled in"));
        let stored = page.stored().await?;
        assert_eq!(stored["organisation"], "Acme");
        let joined = json!({ "C4-1": { "level": 5, "note": "mine\n\ntheirs" }, "C4-2": { "level": 2 }, "C4-3": { "level": 4 } });
        assert_eq!(stored["answers"], joined);
        page.click("[data-notice] [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], before["answers"]);

        // Replace, then undo after a reload.
        page.open_instead(&file).await?;
        assert_eq!(page.stored().await?["answers"]["C4-1"]["level"], 3);
        page.reload().await?;
        page.click(".files [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], before["answers"]);

        // Add as another assessment.
        page.choose_file(&file).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        page.click("[data-action=import-add]").await?;
        page.message_about(&file).await?;
        assert!(page.text("[data-in-hand]").await?.contains("Acme"));
        assert_eq!(page.stored_of(1).await?["answers"], before["answers"]);
        assert_eq!(page.stored_of(2).await?["answers"]["C4-3"], json!({ "level": 4 }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn two_tabs_work_on_two_assessments() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second.clone()).await?;
        let other = fixture.open("?lang=en#/assessments").await?;
        other.begin_another("").await?;
        other.wait_for("[data-assessment='2'][aria-current]").await?;
        other.go("#/section/4").await?;
        other.choose("C4-1", "1").await?;

        fixture.driver.switch_to_window(first.clone()).await?;
        page.wait_for("[data-in-hand]").await?; // the page learns of the second assessment
        assert!(page.is_chosen("C4-1", "5").await?);
        page.choose("C4-2", "4").await?;
        page.reload().await?;
        assert!(page.is_chosen("C4-1", "5").await?, "each tab stays with its own");
        assert_eq!(
            page.stored().await?["answers"],
            json!({ "C4-1": { "level": 5 }, "C4-2": { "level": 4 } })
        );
        assert_eq!(page.stored_of(2).await?["answers"], json!({ "C4-1": { "level": 1 } }));

        // With the same assessment in both tabs, each follows the other.
        page.go("#/assessments").await?;
        page.click("[data-assessment='2'] [data-action=assessment-use]").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        page.go("#/section/4").await?;
        page.choose("C4-3", "3").await?;
        fixture.driver.switch_to_window(second).await?;
        other
            .wait_until(
                "it shows",
                "return document.querySelector('[data-progress=overall]').value === 2",
            )
            .await?;
        other.choose("C4-4", "3").await?;
        assert_eq!(page.stored_of(2).await?["answers"].as_object().unwrap().len(), 3);

        // Deleted in one tab, the assessment is empty in the other, and can be restored there.
        other.go("#/assessments").await?;
        other.click("[data-assessment='2'] [data-action=assessment-delete]").await?;
        other.click("[data-action=assessment-delete-confirmed]").await?;
        other.wait_for("[data-assessment='1'][aria-current]").await?;
        fixture.driver.switch_to_window(first).await?;
        page.wait_until(
            "it knows",
            "return document.querySelector('[data-progress=overall]').value === 0",
        )
        .await?;
        assert!(page.text("[data-notice]").await?.contains("deleted"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_hostile_name_is_only_a_name() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.resize(320, 740, 2).await?;
        let page = fixture.open("?lang=en").await?;
        let named = |code| {
            let text = answers::file(&[(code, "3")]);
            let mut file: Value = serde_json::from_str(&text).unwrap();
            file["organisation"] = json!(HOSTILE);
            file.to_string()
        };
        page.open_file(&write(&fixture.downloads, "one.aims.json", &named("C4-1"))).await?;
        let two = write(&fixture.downloads, "<img src=x onerror=alert(1)>.aims.json", &named("C4-2"));
        page.choose_file(&two).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        fits(&page, "the look into the file").await?;
        let wide = "const box = document.querySelector('dialog'); return box.scrollWidth <= box.clientWidth";
        assert_eq!(page.run(wide).await?, true, "the look into the file");
        page.click("[data-action=import-add]").await?;
        page.message_about(&two).await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.click("[data-assessment='1'] [data-action=assessment-delete]").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.click("[data-notice] [data-action=undo]").await?;
        page.wait_for("[data-assessment='1']").await?;
        assert_eq!(page.run("return document.querySelector('[data-assessment=\"1\"] h2').textContent").await?, HOSTILE);
        for language in ["en", "fr"] {
            for (place, sign) in [
                ("#/assessments", "[data-snapshot]"),
                ("#/compare", "[data-compare]"),
                ("#/", "input[name=organisation]"),
                ("#/section/4", "fieldset"),
            ] {
                let page = fixture.open(&format!("?lang={language}{place}")).await?;
                page.wait_for(sign).await?;
                fits(&page, place).await?;
                assert_eq!(page.count("main img, header img, .notices img").await?, 0);
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_of_another_organization_is_put_beside_and_its_results_are_shown() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.go("#/").await?;
        page.wait_for("input[name=organisation]").await?.send_keys("Acme").await?;
        let of = |name: &str, answers: &[(&str, &str)], time: &str| {
            let mut file: Value = serde_json::from_str(&answers::file(answers)).unwrap();
            file["organisation"] = json!(name);
            file["saved_at"] = json!(time);
            file.to_string()
        };
        let text = of("Nordet", &answers::mixed(), "2099-01-31T12:00:00Z");
        let file = write(&fixture.downloads, "theirs.aims.json", &text);
        page.choose_file(&file).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        // The way that is recommended comes first, and is the only filled button.
        let order = page.attributes("dialog [data-action^=import-]", "data-action").await?;
        assert_eq!(order, ["import-add", "import-join", "import-replace", "import-cancel"]);
        assert_eq!(page.attributes("dialog .button", "data-action").await?, ["import-add"]);
        let why = page.text(".advised").await?;
        assert!(why.contains("Nordet") && why.contains("Acme"), "{why}");
        page.click("[data-action=import-add]").await?;
        page.message_about(&file).await?;
        page.wait_for(".results").await?;
        assert_eq!(page.run("return location.hash").await?, "#/results");
        page.pass_frames().await?;
        assert!(page.text("[data-notice]").await?.contains("as a new assessment"));

        // A later state of the same assessment takes its place, and Undo brings the other back.
        let text = of("Nordet", &[("C4-1", "5")], "2099-02-28T12:00:00Z");
        let newer = write(&fixture.downloads, "newer.aims.json", &text);
        page.choose_file(&newer).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        assert_eq!(page.attributes("dialog .button", "data-action").await?, ["import-replace"]);
        page.click("[data-action=import-replace]").await?;
        page.message_about(&newer).await?;
        page.click("[data-notice] [data-action=undo]").await?;
        assert_eq!(page.stored_of(2).await?["answers"].as_object().unwrap().len(), 42);

        // A state that is only looked at is compared with the one in use, in one step.
        page.choose_file(&newer).await?;
        page.wait_for("dialog[data-preview][open]").await?;
        page.click("[data-action=import-add]").await?;
        page.message_about(&newer).await?;
        page.wait_for("[data-compare]").await?;
        assert_eq!(page.run("return location.hash").await?, "#/compare");
        let chosen = "return [...document.querySelectorAll('.choose select')].map(it => it.value)";
        assert_eq!(page.run(chosen).await?, json!(["2", "3"]), "not the first assessment");
        page.go("#/assessments").await?;
        page.click("[data-assessment='3'] [data-action=assessment-delete]").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.wait_for("[data-assessment='2']").await?;

        // The two are compared: that warns, and is taken along.
        page.go("#/compare").await?;
        page.wait_for("[data-compare-warning]").await?;
        for (action, name) in [("compare-docx", "docx"), ("compare-xlsx", "xlsx")] {
            page.click(&format!("[data-action={action}]")).await?;
            let (saved, path) = fixture.saved("aims-comparison-", &format!(".{name}")).await?;
            assert!(saved.contains("nordet"), "{saved}");
            assert!(std::fs::read(&path)?.starts_with(b"PK"));
            page.wait_until(
                "it is told what was saved",
                &format!("return document.querySelector('.take-comparison [role=status]').innerText.includes({saved:?})"),
            )
            .await?;
        }
        Ok(())
    })
    .await
}

async fn fits(page: &Page, what: &str) -> Result<()> {
    let beyond = "[...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > 320 + 1).map(e => e.outerHTML.slice(0, 90))";
    let wide =
        page.run(&format!("return [document.documentElement.scrollWidth, {beyond}]")).await?;
    assert_eq!(wide[0], 320, "{what}: {}", wide[1]);
    Ok(())
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
