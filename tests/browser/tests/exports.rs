//! The report as files and on paper: the bytes are those of the command line, nothing is sent, and
//! no text of the visitor runs as code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers;
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use serde_json::{Value, json};

/// The buttons whose files the command line writes too: action, beginning of the file's name in
/// English and in French, its ending, the command line's name of the format.
const FILES: [(&str, [&str; 2], &str, &str); 8] = [
    ("export-docx", ["aims-report-", "smia-rapport-"], ".docx", "docx"),
    ("export-xlsx", ["aims-report-", "smia-rapport-"], ".xlsx", "xlsx"),
    ("export-pptx", ["aims-report-", "smia-rapport-"], ".pptx", "pptx"),
    ("export-html", ["aims-report-", "smia-rapport-"], ".html", "html"),
    ("export-csv", ["aims-csv-tables-", "smia-tables-csv-"], ".zip", "csv"),
    ("export-markdown", ["aims-report-", "smia-rapport-"], ".md", "md"),
    ("export-scores", ["aims-scores-", "smia-cotes-"], ".json", "json"),
    ("export-svg", ["aims-radar-", "smia-radar-"], ".svg", "svg"),
];

/// Texts that people write, paste, or try.
const HOSTILE: [(&str, &str); 7] = [
    ("C4-1", "<img src=x onerror=\"window.ran=1\">"),
    ("C4-2", "</style></textarea></title><script>window.ran=1</script>"),
    ("C4-3", "\u{202e}\u{5d0}\u{5d1}\u{5d2} gnp.exe \u{202c} \u{5e9}\u{5dc}\u{5d5}\u{5dd}"),
    ("C4-4", "\u{1f469}\u{200d}\u{1f4bb}\u{1f1e8}\u{1f1e6} z\u{335}\u{321}\u{353}a\u{334}lgo"),
    ("C5-1", "=cmd|' /C calc'!A0"),
    ("C5-2", "{{7*7}} ${7*7} [a](javascript:window.ran=1) | a | b |\n# no heading\n---"),
    ("C5-3", "&lt;b&gt; &amp; ]]> <!-- '\"` \\ \u{0}\u{b}\u{feff}"),
];

/// Returns an answers file with all questions answered and everything that a file can hold: a name,
/// notes, a profile, targets, edits of the statement.
fn full() -> Value {
    let mut file: Value = serde_json::from_str(&answers::file(&answers::mixed())).unwrap();
    file["organisation"] = json!("Érablière <Nordet> & fils");
    file["profile"] =
        json!({ "roles": ["use"], "sector": "finance", "certificates": ["iso_27001"] });
    file["targets"] = json!({ "5": 4 });
    file["soa"] =
        json!({ "A.10.2": { "justification": "Contracts; \"all\"", "status": "partial" } });
    for (code, note) in [("C4-1", "Seen by <b>audit</b>; é, 日本"), ("A-3", "=1+1\nsecond line")]
    {
        file["answers"][code]["note"] = json!(note);
    }
    file
}

/// Opens the page and then this file in it.
async fn open_with(fixture: &Fixture, file: &Value) -> Result<Page> {
    let path = fixture.downloads.join("given.aims.json");
    std::fs::write(&path, file.to_string())?;
    let page = fixture.open("?lang=en").await?;
    page.open_file(&path).await?;
    page.go("#/results").await?;
    page.wait_for_results().await?;
    Ok(page)
}

#[tokio::test]
async fn the_files_are_those_of_the_command_line() -> Result<()> {
    with_fixture(|fixture| async move {
        open_with(&fixture, &full()).await?;
        for (index, language) in ["en", "fr"].into_iter().enumerate() {
            // Else the address may be the same, and the message about the file still there.
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(&format!("?lang={language}#/results")).await?;
            let stored = page.stored_text().await?;
            for (action, starts, ending, format) in FILES {
                let start = starts[index];
                page.click(&format!("[data-action={action}]")).await?;
                let (name, file) = fixture.saved(start, ending).await?;
                // Takes the report's date from the name, so that midnight makes no difference.
                let date = &name
                    [name.len() - ending.len() - "2026-11-23".len()..name.len() - ending.len()];
                assert_eq!(name, format!("{start}érablière-nordet-fils-{date}{ending}"));
                let (made, expected) =
                    (std::fs::read(file)?, answers::reported(&stored, format, language, date)?);
                assert!(made.len() > 1000, "{action} in {language}");
                assert!(
                    made == expected,
                    "{action} in {language}: {}",
                    first_difference(&made, &expected)
                );
            }
            assert_eq!(
                (page.stored_text().await?, page.count("[data-notice]").await?),
                (stored, 0)
            );
        }
        Ok(())
    })
    .await
}

fn first_difference(made: &[u8], expected: &[u8]) -> String {
    let at = made.iter().zip(expected).take_while(|(made, expected)| made == expected).count();
    let around = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(60)..bytes.len().min(at + 60)])
            .into_owned()
    };
    format!("at {at}: {:?} instead of {:?}", around(made), around(expected))
}

#[tokio::test]
async fn the_radar_is_saved_as_a_picture() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open_with(&fixture, &full()).await?;
        // The picture is the same on a phone or a high-resolution screen.
        let mut pictures = Vec::new();
        for (width, scale) in [(1280, 1), (360, 3)] {
            fixture.resize(width, 800, scale).await?;
            page.click("[data-action=export-png]").await?;
            pictures.push(std::fs::read(fixture.saved("aims-radar-", ".png").await?.1)?);
        }
        let picture = &pictures[0];
        assert_eq!(picture[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(
            (&picture[16..20], &picture[20..24]),
            (&1550_u32.to_be_bytes()[..], &1400_u32.to_be_bytes()[..])
        );
        assert!(picture.len() > 20_000, "there is hardly anything in it: {} bytes", picture.len());
        assert!(pictures[0] == pictures[1]);
        Ok(())
    })
    .await
}

/// Delays the exports module until `letCome` is called.
const HOLD: &str = "globalThis.plain ??= globalThis.aimsExports; delete globalThis.letCome;
    globalThis.aimsExports = () => new Promise(done => { globalThis.letCome = done; }).then(plain)";

/// A file that has to wait holds what was exported and is named after it, whatever is shown by
/// then; it isn't saved any more once that was deleted.
#[tokio::test]
async fn a_file_that_waits_is_that_of_the_click_or_none() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open_with(&fixture, &full()).await?;
        page.run(HOLD).await?;
        page.click("[data-action=export-markdown]").await?;
        page.wait_until("it waits", "return typeof letCome === 'function'").await?;
        page.go("#/assessments").await?;
        page.begin_another("").await?;
        page.wait_for("[data-assessment='2']").await?;
        page.run("letCome()").await?;
        let (name, path) = fixture.saved("aims-report-", ".md").await?;
        assert!(name.contains("nordet"), "{name}");
        assert!(std::fs::read_to_string(path)?.contains("Nordet"));

        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        page.write("C4-1", "note", "to be deleted").await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.run(HOLD).await?;
        page.click("[data-action=export-markdown]").await?;
        page.wait_until("it waits", "return typeof letCome === 'function'").await?;
        page.go("#/").await?;
        page.click("[data-action=delete-all]").await?;
        page.click("[data-action=delete-confirmed]").await?;
        page.run("letCome()").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.wait_until(
            "nothing is being made",
            "return document.querySelector('#exports [role=status]')?.textContent === ''",
        )
        .await?;
        page.run("globalThis.aimsExports = plain").await?;
        page.click("[data-action=export-markdown]").await?;
        // Had the deleted one been saved, it would have been there first.
        let (_, path) = fixture.saved("aims-report-", ".md").await?;
        assert!(!std::fs::read_to_string(path)?.contains("to be deleted"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_can_not_be_made_now_can_be_made_later() -> Result<()> {
    with_fixture(|fixture| async move {
        // In a browser without a service worker, which would have cached the file.
        fixture
            .run_before_each_page(
                "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })",
            )
            .await?;
        let page = open_with(&fixture, &full()).await?;
        let stored = page.stored_text().await?;
        for pattern in ["*exports-*.js", "*exports-*.wasm"] {
            page.reload().await?;
            fixture.block(pattern).await?;
            page.click("[data-action=export-markdown]").await?;
            assert!(
                page.text("#exports [data-saved=not]").await?.contains("The file could not be made"),
                "{pattern}: it is told beside the button"
            );
            assert_eq!(page.count("[data-notice]").await?, 0);
            assert_eq!(page.stored_text().await?, stored);
            fixture.block("").await?;
            page.click("[data-action=export-markdown]").await?;
            let saved = fixture.saved("aims-report-", ".md").await;
            assert!(saved.is_ok(), "a second try works after {pattern}");
            page.wait_until(
                "the failure is no longer told",
                "return /^Saved in Downloads: aims-report-.*[.]md, [0-9]+ kB[.]$/.test(document.querySelector('#exports [data-saved=\\'\\']')?.textContent.replace('\u{a0}', ' '))",
            )
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_sent_and_what_makes_files_is_loaded_when_it_is_needed() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open_with(&fixture, &full()).await?;
        for place in [
            "#/profile",
            "#/section/A",
            "#/results/statement",
            "#/assessments",
            "#/compare",
            "#/what-if",
            "#/results",
        ] {
            page.go(place).await?;
            page.wait_until("it is there", "return !!document.querySelector('main h1')").await?;
        }
        let before = fixture.requests().await?;
        let of_exports = |requests: &[(String, String)]| -> Vec<String> {
            let addresses =
                requests.iter().map(|(_, address)| address.rsplit('/').next().unwrap().to_owned());
            addresses.filter(|name| name.starts_with("exports-")).collect()
        };
        assert!(
            before.iter().any(|(_, address)| address.contains("/aims-")),
            "the browser tells of what it loads: {before:?}"
        );
        assert_eq!(of_exports(&before), [""; 0]);

        page.wait_for("[data-action=export-png]").await?;
        for (action, [start, _], ending, _) in FILES {
            page.click(&format!("[data-action={action}]")).await?;
            fixture.saved(start, ending).await?;
        }
        page.click("[data-action=export-png]").await?;
        fixture.saved("aims-radar-", ".png").await?;
        page.go("#/").await?;
        page.click("[data-action=export-json]").await?;
        fixture.saved("aims-", ".aims.json").await?;
        let after = fixture.requests().await?;
        let loaded = of_exports(&after);
        assert!(loaded.iter().any(|name| name.contains("_bg.wasm")), "{loaded:?}");
        for (method, address) in before.iter().chain(&after) {
            let is_ours = address.strip_prefix(&fixture.address).is_some_and(is_file_of_the_page);
            let is_local = address.starts_with("blob:") || address.starts_with("data:");
            assert!(method == "GET" && (is_ours || is_local), "{method} {address}");
        }
        Ok(())
    })
    .await
}

/// Returns whether an address, without the server's part, names a file that was built and carries
/// no data.
fn is_file_of_the_page(rest: &str) -> bool {
    let name = rest.split('#').next().unwrap_or_default();
    ["", "?lang=en"].contains(&name)
        || browser_tests::fixture::root().join("dist").join(name).is_file()
}

#[tokio::test]
async fn nothing_that_was_written_runs() -> Result<()> {
    with_fixture(|fixture| async move {
        let mut file = full();
        let name = "</title></style><script>window.ran=1</script><img src=x onerror=window.ran=1>";
        file["organisation"] = json!(name);
        file["answers"]["A-5"] = json!({ "not_applicable": format!("{name} \u{202e}") });
        file["soa"]["A.2.2"] = json!({ "applicable": false, "justification": "W".repeat(3000) });
        for (code, note) in HOSTILE {
            file["answers"][code]["note"] = json!(note);
        }
        file["answers"]["C5-4"]["note"] = json!("W".repeat(10_000));
        let notes: Vec<(String, String)> = HOSTILE
            .iter()
            .map(|(code, _)| *code)
            .chain(["C5-4", "A-3"])
            .map(|code| {
                (code.to_owned(), file["answers"][code]["note"].as_str().unwrap().to_owned())
            })
            .collect();
        let page = open_with(&fixture, &file).await?;
        fixture.resize(320, 740, 2).await?;
        for language in ["en", "fr"] {
            let page = fixture.open(&format!("?lang={language}#/results/report")).await?;
            is_only_text(&page, &notes, language).await?;
        }
        page.go("#/results/statement").await?;
        page.wait_for("[data-soa]").await?;
        assert_eq!(
            page.run("return [window.ran ?? null, document.documentElement.scrollWidth]").await?,
            json!([null, 320]),
            "statement"
        );

        page.go("#/results").await?;
        page.click("[data-action=export-html]").await?;
        let (_, saved) = fixture.saved("smia-rapport-", ".html").await?;
        fixture.driver.goto(format!("file://{}", saved.display())).await?;
        let file = Page::new(fixture.driver.clone());
        is_only_text(&file, &notes, "the file").await?;
        assert!(fixture.driver.title().await?.starts_with(name));
        assert_eq!(file.texts(".cover .organisation").await?, [name]);
        assert_eq!(file.count("details:not([open])").await?, 0);
        Ok(())
    })
    .await
}

/// Checks that every note is shown letter by letter, that none ran or became markup, and that the
/// page isn't wider than the window.
async fn is_only_text(page: &Page, notes: &[(String, String)], what: &str) -> Result<()> {
    page.wait_for("#references").await?;
    page.unfold().await?;
    for (code, note) in notes {
        // The character U+0000 is left out, and a vertical tab becomes a line break.
        let shown = note.replace('\0', "").replace('\u{b}', "\n");
        assert_eq!(
            page.texts(&format!("[data-note='{code}'] .written")).await?,
            [shown],
            "{what}: {code}"
        );
    }
    let made = "return [window.ran ?? null, document.querySelectorAll('main img, main script, main iframe, main b').length]";
    assert_eq!(page.run(made).await?, json!([null, 0]), "{what}");
    let beyond = "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML.slice(0, 90))";
    let wide = page
        .run(&format!("return [document.documentElement.scrollWidth, {beyond}.slice(0, 9)]"))
        .await?;
    assert_eq!(wide[0], 320, "{what}: {}", wide[1]);
    Ok(())
}

#[tokio::test]
async fn paper_has_a_cover_and_nothing_folded() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open_with(&fixture, &full()).await?;
        page.go("#/results/report").await?;
        page.wait_for_results().await?;
        let shown = "const shown = selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length).length;
                     return [shown('.cover'), shown('header.site'), shown('button'), shown('nav')]";
        assert_eq!(page.run(shown).await?.as_array().unwrap()[..2], [json!(0), json!(1)]);
        page.click("[data-list=answers] summary").await?;
        let open = "return document.querySelectorAll('details[open]').length";
        let folded = "return document.querySelectorAll('details:not([open])').length";
        assert_eq!(page.run(open).await?, 1);

        fixture.set_media("print").await?;
        assert_eq!(page.run(shown).await?, json!([1, 0, 0, 0]));
        let flat = "return [...document.querySelectorAll('main details')].filter(e => e.getClientRects().length && !(e.lastElementChild.getBoundingClientRect().height > 0))
                           .map(e => e.outerHTML.slice(0, 90))";
        assert_eq!(page.run(flat).await?, json!([]), "the style sheet alone shows everything");
        let count = page.run(folded).await?.as_u64().unwrap();
        assert!(count > 30, "gaps, domains and lists are folded on the screen: {count}");
        page.run("window.dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(page.run(folded).await?, 0);
        assert_eq!(page.run(flat).await?, json!([]));
        page.run("window.dispatchEvent(new Event('afterprint'))").await?;
        assert_eq!(page.run(open).await?, 1, "what the reader had unfolded, and nothing else");
        fixture.set_media("").await?;

        let pdf = fixture.print().await?;
        let pages = "const text = atob(arguments[0]); return [text.slice(0, 5), (text.match(/\\/Type\\s*\\/Page\\b/g) ?? []).length]";
        let pdf = fixture.driver.execute(pages, vec![json!(pdf)]).await?.json().clone();
        assert_eq!(pdf[0], "%PDF-");
        assert!(pdf[1].as_u64().unwrap() > 10, "{} pages", pdf[1]);
        page.wait_until("all is folded as before", &format!("return (() => {{ {open} }})() === 1")).await
    })
    .await
}

/// What is chosen beside the buttons is what the file contains, and no longer than is said.
#[tokio::test]
async fn a_document_contains_what_was_chosen() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = open_with(&fixture, &full()).await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        for (content, most, has_annexes) in
            [("brief", 1, false), ("report", 8, false), ("full", u64::MAX, true)]
        {
            page.click(".exports summary").await?;
            page.click(&format!("[data-content] option[value={content}]")).await?;
            page.click("[data-action=export-html]").await?;
            let (_, saved) = fixture.saved("aims-report-", ".html").await?;
            fixture.driver.goto(format!("file://{}", saved.display())).await?;
            let file = Page::new(fixture.driver.clone());
            assert_eq!(file.count(".overview .heat li").await?, 8, "{content}");
            assert_eq!(file.count("[data-gap]").await? > 0, has_annexes, "{content}");
            let dead = "return [...document.querySelectorAll('a[href]')].filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.outerHTML)";
            assert_eq!(file.run(dead).await?, json!([]), "{content}: links that lead nowhere");
            let pdf = fixture.print().await?;
            let count = "return (atob(arguments[0]).match(/\\/Type\\s*\\/Page\\b/g) ?? []).length";
            let pages = fixture.driver.execute(count, vec![json!(pdf)]).await?.json().as_u64();
            assert!(pages.is_some_and(|pages| (1..=most).contains(&pages)), "{content}: {pages:?}");
            fixture.open("?lang=en#/results").await?;
            page.wait_for_results().await?;
        }
        Ok(())
    })
    .await
}
