//! The page as one file: its answers are saved within it, and nothing is stored where another file
//! could read it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use anyhow::Result;
use browser_tests::answers;
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use browser_tests::servers::dist;
use serde_json::json;

fn one_file() -> String {
    format!(
        "file://{}",
        dist().unwrap().canonicalize().unwrap().join("aims-assessment.html").display()
    )
}

#[tokio::test]
async fn one_file_carries_its_answers() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_at(&format!("{}?lang=fr#/section/4", one_file())).await?;
        page.choose("C4-1", "3").await?;
        page.write("C4-1", "note", "</script><script>window.ran=1</script> é").await?;
        assert!(page.asks_before_leaving().await?);
        page.go("#/").await?;
        page.click("[data-action=save-page]").await?;
        let (_, saved) = fixture.saved("smia-autoevaluation-", ".html").await?;
        assert!(!page.asks_before_leaving().await?, "what was saved can be left");
        let saved = format!("file://{}", saved.display());
        let page = fixture.open_at(&format!("{saved}#/section/4")).await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        assert!(page.is_chosen("C4-1", "3").await?);
        assert_eq!(
            page.run("return [document.querySelector('[name=C4-1-note]').value, window.ran ?? 0]")
                .await?,
            json!(["</script><script>window.ran=1</script> é", 0])
        );
        assert!(!page.asks_before_leaving().await?, "they are in the file");
        // After a further answer the page is saved anew.
        page.choose("C4-1", "5").await?;
        assert!(page.asks_before_leaving().await?);
        page.go("#/").await?;
        page.click("[data-action=save-page]").await?;
        let (_, again) = fixture.saved("smia-autoevaluation-", ".html").await?;
        let page = fixture.open_at(&format!("file://{}#/section/4", again.display())).await?;
        assert!(page.is_chosen("C4-1", "5").await?);
        assert_eq!(page.count("dialog[open]").await?, 0);
        Ok(())
    })
    .await
}

/// Every file on a disk can read what another one stores.
#[tokio::test]
async fn one_file_stores_nothing_that_another_file_could_read() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_at(&format!("{}?lang=en#/section/4", one_file())).await?;
        page.choose("C4-1", "3").await?;
        page.write("C4-1", "note", "our secret").await?;
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.begin_another("").await?;
        page.click("[data-action=language]").await?;
        page.wait_until(
            "the other language is there",
            "return document.documentElement.lang === 'fr'",
        )
        .await?;
        let spy = fixture.downloads.join("invoice.html");
        fs::write(&spy, "<!doctype html><title>Invoice</title><h1>Invoice</h1>")?;
        let everything = "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])";
        fixture.driver.goto(format!("file://{}", spy.display())).await?;
        let page = Page::new(fixture.driver.clone());
        let seen = page.run(everything).await?.as_str().unwrap().to_owned();
        assert!(
            !seen.contains("secret") && !seen.contains("answers/") && !seen.contains("snapshot/"),
            "another file reads {seen}"
        );

        // On request the answers are stored, and the page says who could read them.
        let page = fixture.open_at(&format!("{}?lang=en", one_file())).await?;
        assert!(page.text("#keeping-text").await?.contains("any other page opened from a file"));
        page.click("[data-action=keep-here]").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "4").await?;
        assert!(!page.asks_before_leaving().await?);
        page.reload().await?;
        show_kept(&page).await?;
        assert!(page.is_chosen("C4-1", "4").await?);
        page.go("#/").await?;
        assert!(page.wait_for("[data-action=keep-here]").await?.is_selected().await?);
        assert!(page.text("#keeping-text").await?.contains("Untick"));
        page.click("[data-action=keep-here]").await?;
        let seen = page.run(everything).await?.as_str().unwrap().to_owned();
        assert!(!seen.contains("answers/"), "taken out again, another file reads {seen}");
        assert!(page.asks_before_leaving().await?);
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "4").await?, "and they are still here");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn answers_that_an_older_version_stored_for_the_file_are_there() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_at(&format!("{}?lang=en", one_file())).await?;
        let text = answers::file(&[("C4-1", "2")]);
        page.run(&format!(
            "localStorage.setItem('aims-assessment/answers/1', {text:?}); localStorage.setItem('aims-assessment/schema', '2')"
        ))
        .await?;
        page.reload().await?;
        assert!(!page.wait_for("[data-action=keep-here]").await?.is_selected().await?, "nothing is stored before the visitor says so");
        show_kept(&page).await?;
        assert!(page.wait_for("[data-action=keep-here]").await?.is_selected().await?, "it says that they are in the browser");
        page.go("#/section/4").await?;
        assert!(page.is_chosen("C4-1", "2").await?);
        Ok(())
    })
    .await
}

/// A mark that any file can set is no consent.
#[tokio::test]
async fn what_another_file_marked_stores_nothing() -> Result<()> {
    with_fixture(|fixture| async move {
        let spy = fixture.downloads.join("invoice.html");
        fs::write(&spy, "<!doctype html><title>Invoice</title><h1>Invoice</h1>")?;
        let spy = format!("file://{}", spy.display());
        fixture.driver.goto(&spy).await?;
        let page = Page::new(fixture.driver.clone());
        let everything = "return JSON.stringify(Object.entries(localStorage).sort())";
        // The mark alone, and with answers from an earlier consent.
        for kept in [None, Some(answers::file(&[("C4-1", "2")]))] {
            page.run("localStorage.setItem('aims-assessment/keep-here', 'yes'); localStorage.setItem('aims-assessment/schema', '3')")
                .await?;
            if let Some(text) = &kept {
                page.run(&format!("localStorage.setItem('aims-assessment/answers/1', {text:?})")).await?;
            }
            let before = page.run(everything).await?;
            let page = fixture.open_at(&format!("{}?lang=en", one_file())).await?;
            assert!(!page.wait_for("[data-action=keep-here]").await?.is_selected().await?);
            assert_eq!(page.count("[data-action=show-kept]").await?, usize::from(kept.is_some()));
            page.go("#/section/4").await?;
            assert!(!page.is_chosen("C4-1", "2").await?);
            page.choose("C4-2", "3").await?;
            page.write("C4-2", "note", "our secret").await?;
            assert!(page.asks_before_leaving().await?);
            assert_eq!(page.run(everything).await?, before);
            page.run("onbeforeunload = null").await?;
            fixture.driver.goto(&spy).await?;
        }
        // Once shown, the stored answers are stored as before, and those of the page beside them.
        let page = fixture.open_at(&format!("{}?lang=en#/section/4", one_file())).await?;
        page.choose("C4-2", "3").await?;
        show_kept(&page).await?;
        assert!(page.is_chosen("C4-1", "2").await?);
        assert!(!page.is_chosen("C4-2", "3").await?, "two assessments are not mixed");
        page.choose("C4-3", "4").await?;
        assert!(!page.asks_before_leaving().await?);
        let stored = page.run(everything).await?.as_str().unwrap().to_owned();
        assert!(stored.contains("C4-3") && stored.contains("C4-2"), "{stored}");
        Ok(())
    })
    .await
}

/// Whatever another file plants in the storage hides no answers, produces no message about answers
/// that don't exist, and keeps none from being stored.
#[tokio::test]
async fn what_another_file_planted_hides_no_answers() -> Result<()> {
    with_fixture(|fixture| async move {
        let spy = fixture.downloads.join("invoice.html");
        fs::write(&spy, "<!doctype html><title>Invoice</title><h1>Invoice</h1>")?;
        let spy = format!("file://{}", spy.display());
        let page = Page::new(fixture.driver.clone());
        let plant = async |texts: &[(&str, &str)]| -> Result<()> {
            fixture.driver.goto(&spy).await?;
            let texts: serde_json::Map<_, _> = texts
                .iter()
                .map(|(key, text)| (format!("aims-assessment/{key}"), json!(text)))
                .collect();
            page.run(&format!(
                "localStorage.clear(); Object.assign(localStorage, {})",
                json!(texts)
            ))
            .await?;
            fixture.open_at(&format!("{}?lang=en", one_file())).await.map(drop)
        };
        let everything = "return JSON.stringify(Object.entries(localStorage).sort())";
        let text = answers::file(&[("C4-1", "2")]);
        // An unknown schema version: the page offers the answers and leaves them unchanged.
        plant(&[("answers/1", &text), ("schema", "9")]).await?;
        let before = page.run(everything).await?;
        page.click("[data-action=show-kept]").await?;
        page.wait_until(
            "it is told why not",
            "return document.querySelector('.notices').innerText.includes('newer version')",
        )
        .await?;
        assert_eq!(page.run(everything).await?, before);
        // Marks without answers.
        plant(&[("shown-inside", "x"), ("opened-file/1", "yes"), ("current", "7"), ("later", "x")])
            .await?;
        assert_eq!(page.count("[data-action=show-kept]").await?, 0);
        assert_eq!(page.text(".notices").await?, "");
        // The highest possible number.
        plant(&[("answers/4294967295", &text), ("schema", "3")]).await?;
        page.go("#/section/4").await?;
        page.choose("C4-2", "3").await?;
        page.go("#/").await?;
        page.click("[data-action=keep-here]").await?;
        page.wait_until("it is kept", "return !!localStorage.getItem('aims-assessment/answers/1')")
            .await?;
        assert_eq!(page.stored_of(1).await?["answers"], json!({ "C4-2": { "level": 3 } }));
        assert_eq!(page.stored_of(u32::MAX).await?["answers"], json!({ "C4-1": { "level": 2 } }));
        assert!(!page.asks_before_leaving().await?);
        Ok(())
    })
    .await
}

/// Consents to showing, and keeping, what the browser stored before.
async fn show_kept(page: &Page) -> Result<()> {
    page.click("[data-action=show-kept]").await?;
    page.wait_until(
        "it is told no more",
        "return !document.querySelector('[data-action=show-kept]')",
    )
    .await
}

/// Opens what the page itself saved, however long the notes are.
#[tokio::test]
async fn one_file_opens_whatever_it_saved() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_at(&format!("{}?lang=en#/section/4", one_file())).await?;
        page.run(
            "const note = document.querySelector('[name=C4-1-note]');
             note.value = 'x'.repeat(1200000);
             note.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await?;
        page.go("#/").await?;
        page.click("[data-action=save-page]").await?;
        let (_, saved) = fixture.saved("aims-assessment-", ".html").await?;
        let page =
            fixture.open_at(&format!("file://{}?lang=en#/section/4", saved.display())).await?;
        assert_eq!(
            page.run("return document.querySelector('[name=C4-1-note]').value.length").await?,
            1_200_000
        );
        Ok(())
    })
    .await
}

/// A page that opens it from its own memory shares its storage with it.
#[tokio::test]
async fn one_file_shown_by_another_page_stores_nothing_there() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.run("localStorage.clear()").await?;
        page.run(
            "fetch('aims-assessment.html').then((answer) => answer.blob()).then((blob) =>
                 { location.href = URL.createObjectURL(blob) })",
        )
        .await?;
        page.wait_until("it is shown", "return location.protocol === 'blob:'").await?;
        page.wait_until_there().await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        assert!(page.asks_before_leaving().await?);
        assert_eq!(page.run("return Object.keys(localStorage)").await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn answers_in_a_file_never_replace_those_in_the_browser_unasked() -> Result<()> {
    with_fixture(|fixture| async move {
        let plain = fs::read_to_string(dist()?.join("aims-assessment.html"))?;
        let place = "id=\"aims-answers\">";
        let with = plain.replacen(
            place,
            &format!("{place}{}", answers::file(&[("C4-1", "1"), ("C4-2", "2")])),
            1,
        );
        let given = fixture.downloads.join("given.html");
        fs::write(&given, with)?;
        // All files of a machine share one storage in this browser: here it holds other answers
        // already, stored at the visitor's request.
        let page = fixture.open_at(&format!("{}?lang=en", one_file())).await?;
        page.click("[data-action=keep-here]").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "4").await?;
        let page =
            fixture.open_at(&format!("file://{}?lang=en#/section/4", given.display())).await?;
        // The page holds the file's answers; those in the browser stay unchanged until they are
        // asked for.
        assert!(page.is_chosen("C4-1", "1").await?);
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 4 } }));
        show_kept(&page).await?;
        assert!(page.is_chosen("C4-1", "4").await?);
        assert_eq!(page.stored().await?["answers"], json!({ "C4-1": { "level": 4 } }));
        assert_eq!(
            page.stored_of(2).await?["answers"]["C4-2"],
            json!({ "level": 2 }),
            "both are there, side by side"
        );
        assert_eq!(page.count("dialog[open]").await?, 0);
        Ok(())
    })
    .await
}

/// A page saved by the browser with its rendered elements starts anew.
#[tokio::test]
async fn one_file_can_be_saved_as_it_looks() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_at(&format!("{}?lang=en#/section/4", one_file())).await?;
        page.choose("C4-1", "3").await?;
        let looks =
            page.run("return '<!DOCTYPE html>' + document.documentElement.outerHTML").await?;
        let path = fixture.downloads.join("looks.html");
        fs::write(
            &path,
            looks.as_str().unwrap().replace("</body>", "<i id=\"looks\"></i></body>"),
        )?;
        let page = fixture.open_at(&format!("file://{}#/section/4", path.display())).await?;
        page.wait_until(
            "what was saved has made room for the page",
            "return document.getElementById('looks') === null",
        )
        .await?;
        assert_eq!(page.count("main").await?, 1);
        assert_eq!(page.count("fieldset[id='C4-1']").await?, 1);
        page.choose("C4-2", "2").await?;
        Ok(())
    })
    .await
}
