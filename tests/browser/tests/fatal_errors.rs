//! When the page can't run, or stops, it says so, and what is stored can be saved. No text of the
//! visitor ever runs as code.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;

/// Stores two assessments and something damaged, as if from an earlier visit.
const STORED: &str = r#"
    const text = (name, answers) => JSON.stringify({ format: 'aims-assessment/answers', version: 1, organisation: name, answers });
    localStorage.setItem('aims-assessment/schema', '2');
    localStorage.setItem('aims-assessment/answers/1', text('<img src=x onerror="window.ran=1">', { 'C4-1': { level: 3 } }));
    localStorage.setItem('aims-assessment/answers/2', text('', { 'C4-2': { level: 2 } }));
    localStorage.setItem('aims-assessment/damaged-1', '{');"#;

async fn store(fixture: &Fixture) -> Result<()> {
    fixture.driver.goto(format!("{}404.html", fixture.address)).await?;
    Page::new(fixture.driver.clone()).run(STORED).await.map(drop)
}

async fn offers_what_is_stored(fixture: &Fixture, language: &str) -> Result<()> {
    let page = Page::new(fixture.driver.clone());
    page.wait_until(
        "what happened is told",
        "return document.documentElement.hasAttribute('data-failed')",
    )
    .await?;
    let shown = format!("[data-front={language}] .failed");
    assert!(
        page.run(&format!("return document.querySelector('{shown}').checkVisibility()"))
            .await?
            .as_bool()
            .unwrap()
    );
    assert_eq!(
        page.count(&format!("{shown} .stored li")).await?,
        3,
        "two assessments, and everything together"
    );
    let file = page.offered(&format!("{shown} .stored li:nth-child(1) a")).await?;
    assert_eq!(file["answers"]["C4-1"]["level"], 3);
    assert_eq!(
        page.text(&format!("{shown} .stored li:nth-child(1)")).await?.matches("<img").count(),
        1,
        "a name is text"
    );
    assert!(page.run("return window.ran ?? null").await?.is_null());
    assert!(
        page.run("return localStorage.getItem('aims-assessment/answers/1')").await?.is_string(),
        "what is stored stays"
    );
    Ok(())
}

#[tokio::test]
async fn without_webassembly() -> Result<()> {
    with_fixture(|fixture| async move {
        store(&fixture).await?;
        fixture.run_before_each_page("delete window.WebAssembly").await?;
        fixture.driver.goto(format!("{}?lang=fr", fixture.address)).await?;
        offers_what_is_stored(&fixture, "fr").await
    })
    .await
}

/// A name is text within our words: no pattern of a replacement, and nothing that turns them
/// around.
#[tokio::test]
async fn a_name_changes_none_of_the_words_around_it() -> Result<()> {
    const NAMES: [(&str, &str); 5] = [
        ("A$&B$`C$'D$$", "Answers: A$&B$`C$'D$$"),
        ("\u{202e}cba\u{2066}x\u{202c}\u{2069}", "Answers: cbax"),
        ("\u{202e}", "Answers: 1"),
        ("", "Answers: 1"),
        ("{name}", "Answers: {name}"),
    ];
    with_fixture(|fixture| async move {
        fixture.run_before_each_page("delete window.WebAssembly").await?;
        for (name, words) in NAMES {
            fixture.driver.goto(format!("{}404.html", fixture.address)).await?;
            let page = Page::new(fixture.driver.clone());
            let text = serde_json::json!({ "organisation": name, "answers": {} }).to_string();
            let text = serde_json::to_string(&text)?;
            page.run(&format!("localStorage.setItem('aims-assessment/answers/1', {text})")).await?;
            fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
            page.wait_for("[data-front=en] .stored li a").await?;
            let shown = "return document.querySelector('[data-front=en] .stored li a').textContent";
            assert_eq!(page.run(shown).await?, words);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_a_policy_forbids_it() -> Result<()> {
    with_fixture(|fixture| async move {
        store(&fixture).await?;
        let forbid = "for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming'])
            WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError('Wasm code generation disallowed by embedder'));";
        fixture.run_before_each_page(forbid).await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        offers_what_is_stored(&fixture, "en").await
    })
    .await
}

#[tokio::test]
async fn without_memory() -> Result<()> {
    with_fixture(|fixture| async move {
        store(&fixture).await?;
        let refuse = "for (const name of ['instantiate', 'instantiateStreaming'])
            WebAssembly[name] = () => Promise.reject(new RangeError('WebAssembly.instantiate(): Out of memory'));";
        fixture.run_before_each_page(refuse).await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        offers_what_is_stored(&fixture, "en").await
    })
    .await
}

#[tokio::test]
async fn without_the_words() -> Result<()> {
    with_fixture(|fixture| async move {
        store(&fixture).await?;
        fixture.block("*words-*").await?;
        fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
        offers_what_is_stored(&fixture, "en").await
    })
    .await
}

#[tokio::test]
async fn the_words_of_the_other_language_may_come_later() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        fixture.block("*words-fr*").await?;
        page.run("document.querySelector('[data-action=language]').click()").await?;
        page.wait_until("it says so", "return document.querySelector('.notices')?.textContent.includes('French')").await?;
        assert_eq!(page.run("return document.documentElement.lang").await?, "en");
        fixture.block("").await?;
        page.run("document.querySelector('[data-action=language]').click()").await?;
        page.wait_until(
            "it is there",
            "return document.documentElement.lang === 'fr' && document.querySelector('h1').textContent.includes('Contexte')",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn after_a_trap_in_the_module() -> Result<()> {
    with_fixture(|fixture| async move {
        // Provokes a real trap in the page's own module.
        let keep = "for (const name of ['instantiate', 'instantiateStreaming']) {
            const plain = WebAssembly[name];
            WebAssembly[name] = (...given) => plain.apply(WebAssembly, given).then(made => { window.made = made.instance ?? made; return made; });
        }";
        fixture.run_before_each_page(keep).await?;
        store(&fixture).await?;
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "4").await?;
        // Requests more memory than there can be: the module aborts.
        page.run("setTimeout(() => made.exports.__wbindgen_malloc(-1, 1))").await?;
        page.wait_until("what happened is told", "return document.documentElement.hasAttribute('data-failed')").await?;
        assert_eq!(page.count("fieldset").await?, 0, "what doesn't run any more doesn't answer either");
        let stored = page.stored().await?;
        assert_eq!(stored["answers"]["C4-1"]["level"], 4, "the answer from before is stored");
        assert!(page.run("return document.querySelector('[data-front=en] .stored').checkVisibility()").await?.as_bool().unwrap());
        Ok(())
    })
    .await
}

/// Texts that would have an effect wherever text is taken for markup, a script, a style, an address
/// or a formula.
const HOSTILE: [&str; 6] = [
    r#"<script>window.ran=1</script><img src=x onerror="window.ran=1"><svg onload="window.ran=1">"#,
    r#"" onmouseover="window.ran=1" autofocus onfocus="window.ran=1"#,
    "</textarea></title></style></script><iframe srcdoc='<script>parent.ran=1</script>'>",
    "javascript:window.ran=1",
    "[a](javascript:window.ran=1) ![b](x\" onerror=\"window.ran=1) <a href=javascript:window.ran=1>c</a>",
    "=cmd|'/C calc'!A0\u{202e}\u{0}]]>--><!--",
];

#[tokio::test]
async fn hostile_texts_run_nowhere() -> Result<()> {
    with_fixture(|fixture| async move {
        for (index, text) in HOSTILE.into_iter().enumerate() {
            let text = serde_json::to_string(text)?;
            fixture.driver.goto(format!("{}404.html", fixture.address)).await?;
            let page = Page::new(fixture.driver.clone());
            page.run(&format!(
                "const text = {text}.replaceAll('\\u0000', '');
                const answers = {{ 'C4-1': {{ level: 1, note: text }}, 'C9-3': {{ unknown: true, note: text }}, 'A-8': {{ not_applicable: text }} }};
                localStorage.setItem('aims-assessment/schema', '2');
                localStorage.setItem('aims-assessment/answers/1', JSON.stringify({{ format: 'aims-assessment/answers', version: 1, organisation: text,
                    answers, soa: {{ 'A.2.2': {{ applicable: true, justification: text, status: 'planned' }} }} }}))"
            ))
            .await?;
            let page = fixture.open("?lang=en#/results").await?;
            for screen in ["#/section/4", "#/section/A", "#/results/statement", "#/assessments", "#/compare", "#/results"] {
                page.go(screen).await?;
                page.wait_until("it is there", "return !!document.querySelector('h1')").await?;
            }
            // The exported page where its own policy doesn't help: as a page of the same origin
            // without one.
            page.click("[data-action=export-html]").await?;
            let (_, path) = fixture.saved("aims-", ".html").await?;
            let exported = std::fs::read_to_string(&path)?;
            std::fs::remove_file(&path)?;
            let exported = serde_json::to_string(&exported)?;
            page.run(&format!("const frame = document.createElement('iframe'); frame.id = 'exported'; frame.srcdoc = {exported}; document.body.append(frame)"))
                .await?;
            page.wait_until("it is shown", "return !!document.getElementById('exported').contentDocument?.querySelector('h1')").await?;
            page.click("[data-action=export-svg]").await?;
            let (_, path) = fixture.saved("aims-", ".svg").await?;
            let picture = std::fs::read_to_string(&path)?;
            std::fs::remove_file(&path)?;
            assert!(!picture.contains("<script") && !picture.contains(" onload="), "{picture}");
            page.click("[data-action=export-markdown]").await?;
            let (_, path) = fixture.saved("aims-", ".md").await?;
            let markdown = std::fs::read_to_string(&path)?;
            std::fs::remove_file(&path)?;
            let plain = without_escapes(&markdown);
            assert!(!plain.contains("<script") && !plain.contains("](javascript:"), "text {index}");
            // No text may run, so there is no event to wait for: an `onerror` fires when the
            // browser has tried to load the picture.
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            let ran = page.run("return [window.ran ?? null, document.getElementById('exported').contentWindow.ran ?? null]").await?;
            assert_eq!(ran, serde_json::json!([null, null]), "text {index} ran");
            assert_eq!(page.count("iframe:not(#exported), main script, main svg[onload]").await?, 0);
        }
        Ok(())
    })
    .await
}

/// Returns Markdown without the characters that a backslash escapes.
fn without_escapes(markdown: &str) -> String {
    let mut letters = markdown.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            letters.next();
        } else {
            plain.push(letter);
        }
    }
    plain
}
