//! Bad files, damaged storage, no storage, full storage: the page says so, goes on, and destroys
//! nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::answers;
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use serde_json::{Value, json};

const ANSWERS_KEY: &str = "aims-assessment/answers/1";
/// Makes the browser refuse every write from now on; `whole` is the function that still writes.
const FILL_STORAGE: &str = "window.whole = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }";

#[tokio::test]
async fn a_saved_file_opens_again_with_everything_in_it() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/10").await?;
        page.choose("C10-1", "4").await?;
        page.write("C10-2", "note", "line 1\nline 2 “quoted” \\ </textarea>").await?;
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        let file = saved_file(&fixture.downloads).await?;
        let saved: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
        assert_eq!(saved["format"], "aims-assessment/answers");
        assert_eq!(saved["answers"], page.stored().await?["answers"]);

        page.click("[data-action=delete-all]").await?;
        page.click("[data-action=delete-confirmed]").await?;
        // Two marks without content remain.
        assert_eq!(
            page.run("return Object.keys(localStorage).sort()").await?,
            json!(["aims-assessment/era", "aims-assessment/schema"])
        );
        let said = page.open_file(&file).await?;
        assert!(said.contains("1 of 42"), "{said}");
        assert_eq!(page.stored().await?["answers"], saved["answers"]);
        page.go("#/section/10").await?;
        let note = page
            .run("return document.querySelector('textarea[name=\"C10-2-note\"]').value")
            .await?;
        assert_eq!(note, "line 1\nline 2 “quoted” \\ </textarea>");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn opening_a_file_can_be_undone_and_the_undoing_too() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/").await?;
        let file = write(
            &fixture.downloads,
            "autre.aims.json",
            &answers::file(&[("C5-1", "2"), ("C5-2", "2")]),
        );
        let said = page.open_instead(&file).await?;
        assert!(said.contains("2 sur 42"), "{said}");
        let of_file = json!({ "C5-1": { "level": 2 }, "C5-2": { "level": 2 } });
        assert_eq!(page.stored().await?["answers"], of_file);
        page.reload().await?;
        page.click(".files [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 5 } }));
        page.reload().await?;
        page.click(".files [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], of_file);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_second_wrong_file_does_not_push_the_own_answers_out() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/").await?;
        page.open_instead(&write(
            &fixture.downloads,
            "wrong.aims.json",
            &answers::file(&[("C5-1", "2")]),
        ))
        .await?;
        page.reload().await?;
        page.open_instead(&write(
            &fixture.downloads,
            "right.aims.json",
            &answers::file(&[("C6-1", "3")]),
        ))
        .await?;
        page.click("[data-notice] [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 5 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn bringing_back_with_full_storage_forgets_nothing() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/").await?;
        page.open_instead(&write(
            &fixture.downloads,
            "other.aims.json",
            &answers::file(&[("C5-1", "2")]),
        ))
        .await?;
        page.run(FILL_STORAGE).await?;
        page.click("[data-notice] [data-action=undo]").await?;
        assert!(
            page.run("return document.body.innerText.includes('storage may be full')").await?
                == true
        );
        page.reload().await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C5-1": { "level": 2 } }));
        page.click(".files [data-action=undo]").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 5 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn deleting_also_ends_what_stood_in_the_way_of_storing() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(FILL_STORAGE).await?;
        let page = fixture.open("?lang=en").await?;
        page.run(&format!("whole.call(localStorage, {ANSWERS_KEY:?}, 'no JSON')")).await?;
        page.reload().await?;
        page.click("[data-action=delete-all]").await?;
        page.click("[data-action=delete-confirmed]").await?;
        page.wait_until(
            "the heading has the focus",
            "return document.activeElement.tagName === 'H1'",
        )
        .await?;
        page.run("Storage.prototype.setItem = whole").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 3 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_one_tab_deletes_no_other_brings_back() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.choose("C4-2", "3").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        let other = fixture.open("?lang=en").await?;
        other.click("[data-action=delete-all]").await?;
        other.click("[data-action=delete-confirmed]").await?;
        fixture.driver.switch_to_window(first).await?;
        page.wait_until(
            "the first tab knows it",
            "return document.querySelector('[data-progress=overall]').value === 0",
        )
        .await?;
        page.choose("C4-3", "3").await?;
        assert_eq!(page.stored().await?["answers"], json!({ "C4-3": { "level": 3 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_bad_file_is_refused_and_the_answers_stay() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/4").await?;
        page.choose("C4-1", "5").await?;
        page.go("#/").await?;
        let before = page.stored().await?;
        let good = answers::file(&[("C5-1", "2")]);
        let deep = good.replacen('{', &format!("{{\"x\":{}{},", "[".repeat(9), "]".repeat(9)), 1);
        let cases = [
            ("tronqué.json", good[..good.len() / 2].to_owned(), "endommagé"),
            ("étranger.json", "{\"name\":\"x\"}".to_owned(), "autoévaluation"),
            ("nouveau.json", good.replace("\"version\":1,", "\"version\":2,"), "plus récente"),
            ("profond.json", deep, "8 niveaux"),
            ("énorme.json", format!("{good}{}", " ".repeat(1024 * 1024)), "1 Mio"),
        ];
        for (name, text, expected) in cases {
            let said =
                page.open_file(&write(&fixture.downloads, name, &text)).await.context(name)?;
            assert!(said.contains(name) && said.contains(expected), "{name}: {said}");
            assert_eq!(page.stored().await?, before, "{name}");
        }
        Ok(())
    })
    .await
}

/// A file that can't be opened again is told of when it is saved, on every way to it.
#[tokio::test]
async fn answers_that_are_too_large_for_a_file_are_told_of() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        write_long(&page, 1_200_000).await?;
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        let (_, saved) = fixture.saved("aims-", ".aims.json").await?;
        let told = "return document.querySelector('.notices').innerText.includes('larger than 1 MiB')";
        page.wait_until("it is told", told).await?;
        assert!(page.open_file(&saved).await?.contains("larger than 1 MiB"), "it is refused");
        // The page that stops says so too.
        page.run("setTimeout(() => aimsFailed('a test'))").await?;
        let offered = "return /^Answers: 1 .more than 1 MiB/.test(document.querySelector('[data-front=en] .stored a')?.innerText)";
        page.wait_until("it is said beside the file", offered).await?;

        let page = fixture.open("?lang=en&again#/section/4").await?;
        write_long(&page, 100).await?;
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        let saved = "return /\\.aims\\.json/.test(document.querySelector('.files:first-child [data-saved]')?.innerText)";
        page.wait_until("it is saved", saved).await?;
        assert_eq!(page.text(".notices").await?, "");
        page.run("setTimeout(() => aimsFailed('a test'))").await?;
        let offered = "return document.querySelector('[data-front=en] .stored a')?.innerText.trim() === 'Answers: 1'";
        page.wait_until("nothing is said beside the file", offered).await
    })
    .await
}

/// Puts a note of this length into the first question, as a program does that joins files.
async fn write_long(page: &Page, length: usize) -> Result<()> {
    let write = format!(
        "const note = document.querySelector('[name=C4-1-note]');
         note.value = 'x'.repeat({length});
         note.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    );
    page.run(&write).await.map(drop)
}

#[tokio::test]
async fn the_good_part_of_a_file_is_read_and_the_rest_is_told() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let text = answers::file(&[("C4-1", "3"), ("C4-2", "7"), ("C4-3", "na"), ("X-1", "2")]);
        let said = page.open_file(&write(&fixture.downloads, "part.aims.json", &text)).await?;
        for part in ["1 of 42", "C4-2 (Interested parties): level 7", "C4-3 (", "X-1:"] {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
        let stored = page.stored().await?;
        assert_eq!(
            stored["answers"]["X-1"],
            json!({ "level": 2 }),
            "a question of another version is kept"
        );
        assert_eq!(stored["answers"]["C4-2"], Value::Null);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn damaged_storage_is_set_aside_untouched() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        store(&page, ANSWERS_KEY, "{\"format\":\"aims-assess").await?;
        page.run("localStorage.setItem('of-somebody-else', 'x')").await?;
        page.reload().await?;
        let said = page.text("[data-notice]").await?;
        assert!(said.contains("could not be read"), "{said}");
        page.click("[data-action=start]").await?;
        page.choose("C4-1", "2").await?;
        let kept = page.run("return localStorage.getItem('aims-assessment/damaged/1/1')").await?;
        assert_eq!(kept, "{\"format\":\"aims-assess");
        page.click("[data-action=save-damaged]").await?;
        assert_eq!(
            std::fs::read_to_string(saved_file(&fixture.downloads).await?)?,
            "{\"format\":\"aims-assess"
        );
        page.reload().await?;
        assert!(page.is_chosen("C4-1", "2").await?);
        assert_eq!(page.count("[data-notice]").await?, 0);
        // The damaged text can still be saved.
        page.go("#/").await?;
        page.open_menu().await?;
        page.wait_for(".files [data-action=save-damaged]").await?;
        assert_eq!(page.run("return localStorage.getItem('of-somebody-else')").await?, "x");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn storage_with_one_bad_answer_keeps_the_others() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr").await?;
        store(&page, ANSWERS_KEY, &answers::file(&[("C4-1", "3"), ("C4-2", "9")])).await?;
        page.reload().await?;
        let said = page.text("[data-notice]").await?;
        assert!(said.contains("C4-2") && !said.contains("C4-1"), "{said}");
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        assert!(
            page.run("return localStorage.getItem('aims-assessment/damaged/1/1')")
                .await?
                .as_str()
                .unwrap()
                .contains('9')
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_can_not_be_set_aside_is_not_overwritten() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(FILL_STORAGE).await?;
        let page = fixture.open("?lang=en").await?;
        for stored in ["no JSON at all".to_owned(), answers::file(&[("C4-1", "3"), ("C4-2", "9")])]
        {
            page.run(&format!("whole.call(localStorage, {ANSWERS_KEY:?}, {stored:?})")).await?;
            page.reload().await?;
            assert!(page.text("[data-notice]").await?.contains("could not be set aside"));
            page.go("#/section/5").await?;
            page.choose("C5-1", "2").await?;
            assert_eq!(
                page.run(&format!("return localStorage.getItem({ANSWERS_KEY:?})")).await?,
                stored.as_str()
            );
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_storage_the_page_says_so_and_works() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture
            .run_before_each_page(
                "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })",
            )
            .await?;
        let page = fixture.open("?lang=en#/section/4").await?;
        assert!(page.text("[data-notice]").await?.contains("does not let the page store"));
        page.choose("C4-1", "3").await?;
        page.go("#/results").await?;
        assert_eq!(page.text("[data-score=overall]").await?, "3.0");
        page.click("[data-action=export-json]").await?;
        let saved: Value = serde_json::from_slice(&std::fs::read(saved_file(&fixture.downloads).await?)?)?;
        assert_eq!(saved["answers"], json!({ "C4-1": { "level": 3 } }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn full_storage_is_told_once_and_forgotten_when_it_works_again() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.run(FILL_STORAGE).await?;
        page.choose("C4-2", "4").await?;
        page.choose("C4-3", "4").await?;
        assert_eq!(page.count("[data-notice]").await?, 1);
        assert!(page.text("[data-notice]").await?.contains("storage may be full"));
        assert_eq!(
            page.stored().await?["answers"],
            json!({ "C4-1": { "level": 3 } }),
            "what was stored is still there"
        );
        page.run("Storage.prototype.setItem = window.whole").await?;
        page.choose("C4-4", "4").await?;
        assert_eq!(page.count("[data-notice]").await?, 0);
        assert_eq!(page.stored().await?["answers"].as_object().unwrap().len(), 4);
        Ok(())
    })
    .await
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

async fn store(page: &Page, key: &str, text: &str) -> Result<()> {
    page.run(&format!("localStorage.setItem({key:?}, {text:?})")).await.map(drop)
}

/// Returns the file that the page has handed to the browser. Chromium writes it under another name
/// until it is complete, and reserves the name with an empty file.
async fn saved_file(folder: &Path) -> Result<PathBuf> {
    for _ in 0..100 {
        let files = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path());
        let saved = files.filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            ["aims-", "smia-"].iter().any(|start| name.starts_with(start))
        });
        let is_whole = |path: &PathBuf| {
            path.extension().is_some_and(|end| end != "crdownload")
                && path.metadata().is_ok_and(|facts| facts.len() > 0)
        };
        if let Some(path) = saved.filter(is_whole).last() {
            return Ok(path);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    None.context("no file was saved")
}
