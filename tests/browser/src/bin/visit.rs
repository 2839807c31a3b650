//! Visits a page whose functions record that they ran, and prints which did: while answering, and
//! for the results. `cargo xtask chunks`.

#![allow(clippy::print_stdout)]

use anyhow::Result;
use browser_tests::answers::{self, SECTIONS};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use browser_tests::stored::{FULL, ODD};
use serde_json::{Value, json};

/// The visitor's actions while answering: levels, notes, help, keys, reasons, clearing an answer.
const LIKE_A_VISITOR: &str = "(async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const type = (field, text) => { field.value = text; field.dispatchEvent(new InputEvent('input', { bubbles: true })); };
    for (const question of document.querySelectorAll('fieldset')) {
        for (const value of ['2', 'unknown', '4']) { question.querySelector(`input[value='${value}']`).click(); await frame(); }
        type(question.querySelector('textarea'), 'A note of ours');
        question.querySelector('summary').click();
        for (const key of question.id.endsWith('-1') && question.id !== 'A-11' ? ['3', '0', '5', 'Enter'] : ['3', '0', '5']) {
            question.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
            await frame();
        }
        const left = question.querySelector('input[value=na]');
        if (left && !left.disabled) {
            left.click();
            await frame();
            type(question.querySelector('.reason textarea'), 'We only use AI that others make.');
        }
        question.querySelector('[data-action=clear]')?.click();
        await frame();
        question.querySelector('input[value=\"1\"]').click();
    }
    scrollTo(0, document.body.scrollHeight);
    await frame();
})()";

/// Uses each way of answering in the section on the screen: ticks it, answers, goes on and back,
/// leaves a question for later, takes an answer back, and unticks it.
///
/// The sleeps are no waits for a condition: the functions that run are what is recorded, so each
/// step has time to end, 30 ms for what is drawn, and 800 ms for moving on, which takes 600.
const WAYS_OF_ANSWERING: &str = "(async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
    const press = (element, key) => element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press(document.querySelector('h1'), '2');
    await frame();
    for (const way of ['', 'onward', 'level-3', 'single']) {
        document.querySelector(`[data-action=manner][value='${way}']`)?.click();
        await frame();
        const questions = [...document.querySelectorAll('fieldset')];
        for (const question of questions.slice(0, 2)) {
            for (const place of question.querySelectorAll('[data-action=in-place]')) { place.click(); await frame(); }
            question.querySelector(`input[value='3']`).click();
            await new Promise(done => setTimeout(done, 800));
            press(question, '4'); await frame();
            press(question, 'Backspace'); await frame();
            for (const later of [1, 2]) { question.querySelector('[data-action=later]')?.click(); await frame(); }
            question.querySelector('[data-action=on]')?.click();
            await frame();
        }
        for (const action of ['on', 'back']) { document.querySelector(`.pager [data-action=${action}]`)?.click(); await frame(); }
        document.querySelector(`[data-action=manner][value='${way}']`)?.click();
        await frame();
    }
})()";

/// Stores a change as another tab would, and sends this one the storage event.
const ANOTHER_TAB: &str =
    "const key = Object.keys(localStorage).find(key => key.includes('/answers/'));
    const file = JSON.parse(localStorage.getItem(key));
    const time = Date.now() + 1000;
    Object.assign(file.answers, { 'C4-1': { level: 5, note: 'of another tab' } });
    Object.assign(file.changed, { 'answers/C4-1': time });
    localStorage.setItem(key, JSON.stringify(file));
    dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }))";
/// Names the organization on the start.
const NAME: &str = "const field = document.querySelector('input[name=organisation]');
    field.value = 'Ours'; field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }))";

/// Returns the functions that ran since the page was opened.
async fn ran(page: &Page) -> Result<Vec<u64>> {
    ran_in(page, "globalThis").await
}

/// Returns the functions that ran in a window, once it is idle. No event tells which timer is the
/// last, so it waits until no new function has run for a second and a half.
async fn ran_in(page: &Page, window: &str) -> Result<Vec<u64>> {
    let script = format!("return Object.keys(({window}).aimsRan ?? []).map(Number)");
    let mut told = page.run(&script).await?;
    let mut same = 0;
    while same < 15 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let now = page.run(&script).await?;
        same = if now == told { same + 1 } else { 0 };
        told = now;
    }
    Ok(told.as_array().into_iter().flatten().filter_map(Value::as_u64).collect())
}

#[tokio::main]
async fn main() -> Result<()> {
    with_fixture(|fixture| async move {
        let mut results = look_at_nothing(&fixture).await?;
        let mut answering = begin(&fixture).await?;
        answering.extend(begin_with_odd(&fixture).await?);
        for language in ["en", "fr"] {
            answering.extend(answer(&fixture, language).await?);
            results.extend(look(&fixture, language).await?);
        }
        println!("{}", json!([answering, results]));
        Ok(())
    })
    .await
}

/// Looks at the results before anything is answered.
async fn look_at_nothing(fixture: &Fixture) -> Result<Vec<u64>> {
    let mut told = Vec::new();
    for language in ["en", "fr"] {
        let page = fixture.open(&format!("?lang={language}#/results")).await?;
        page.wait_for(".verdict").await?;
        told.extend(ran(&page).await?);
    }
    Ok(told)
}

/// Goes from the start through all sections and back, then visits again with stored answers.
async fn answer(fixture: &Fixture, language: &str) -> Result<Vec<u64>> {
    fixture.resize(1280, 800, 1).await?;
    let page = fixture.open(&format!("?lang={language}")).await?;
    page.click("[data-action=start]").await?;
    page.wait_until("the first section is there", "return !!document.querySelector('fieldset')")
        .await?;
    // While questions are open: else a button leads to the results, which come later.
    for place in ["#/section/5", "#/key"] {
        page.go(place).await?;
        page.wait_until("it is there", "return !!document.querySelector('fieldset')").await?;
        page.run_async(WAYS_OF_ANSWERING).await?;
    }
    page.run_async(LIKE_A_VISITOR).await?;
    for (section, _) in SECTIONS {
        page.go(&format!("#/section/{section}")).await?;
        page.wait_until("the section is there", "return !!document.querySelector('fieldset')")
            .await?;
        page.run_async(LIKE_A_VISITOR).await?;
    }
    // Another tab answers, as well as this one.
    page.run(ANOTHER_TAB).await?;
    ran(&page).await?;
    page.go("#/").await?;
    page.run(NAME).await?;
    page.go("#/question/C6-3").await?;
    page.run("history.back()").await?;
    fixture.resize(390, 800, 2).await?;
    fixture.set_scheme("dark").await?;
    page.go("#/").await?;
    let mut all = ran(&page).await?;
    for place in ["", "#/section/8", "#/question/A-8"] {
        let page = fixture.open(&format!("?lang={language}&again{place}")).await?;
        page.run("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('focus'))").await?;
        all.extend(ran(&page).await?);
    }
    fixture.set_scheme("light").await?;
    Ok(all)
}

/// Removes the brand from the page (`plain`) or blocks its storage (`blocked`) if the address says
/// so.
const WITHOUT: &str = "if (location.search.includes('blocked')) for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
if (location.search.includes('plain')) new MutationObserver(() => {
    const brand = document.getElementById('aims-brand');
    if (brand && brand.textContent !== '{}') brand.textContent = '{}';
}).observe(document, { childList: true, subtree: true });";

/// First visits without a language in the address: with and without a brand, without storage, and
/// in a frame.
async fn begin(fixture: &Fixture) -> Result<Vec<u64>> {
    fixture.run_before_each_page(WITHOUT).await?;
    let mut all = Vec::new();
    for address in ["?plain", "?blocked", ""] {
        let page = fixture.open(address).await?;
        page.click("[data-action=start]").await?;
        page.wait_until(
            "the first section is there",
            "return !!document.querySelector('fieldset')",
        )
        .await?;
        page.run("document.querySelector('input[type=radio]').click()").await?;
        all.extend(ran(&page).await?);
        page.run("try { localStorage.clear(); } catch {}").await?;
    }
    let page = Page::new(fixture.driver.clone());
    let frame = "document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";
    // Twice: the second time there are stored answers.
    for _ in 0..2 {
        fixture.driver.goto(format!("{}embed-demo.html", fixture.address)).await?;
        page.wait_until(
            "it is there in the frame",
            &format!(
                "return !!({frame})?.contentDocument?.querySelector('main [data-action=start]')"
            ),
        )
        .await?;
        let window = format!("({frame}).contentWindow");
        ran_in(&page, &window).await?;
        page.run(&format!(
            "({frame}).contentDocument.querySelector('main [data-action=start]').click()"
        ))
        .await?;
        page.wait_until(
            "the question is there in the frame",
            &format!("return !!({frame}).contentDocument.querySelector('fieldset')"),
        )
        .await?;
        page.run(&format!("for (const radio of ({frame}).contentDocument.querySelectorAll('input[type=radio]')) radio.click()")).await?;
        all.extend(ran_in(&page, &window).await?);
    }
    Ok(all)
}

/// The key requirements.
const KEY: [&str; 12] = [
    "C4-3", "C5-2", "C6-2", "C6-3", "C6-4", "C6-5", "C8-2", "C8-3", "C8-4", "C9-3", "C9-4", "C10-3",
];

/// Makes the last chunk fail to load if the address contains `late`.
const LATE: &str = "if (location.search.includes('late')) {
    const bring = (part) => part < 2 || Promise.reject(new Error('late'));
    Object.defineProperty(window, 'aimsLoadChunk', { get: () => bring, set() {} });
}";

/// Visits with unusual stored data ([`ODD`]), with a full storage and without. The functions that
/// these run must be in the first chunk, as another may fail to load. The message about the data
/// waits for its chunk, and is not run.
async fn begin_with_odd(fixture: &Fixture) -> Result<Vec<u64>> {
    fixture.run_before_each_page(&format!("{FULL}; {LATE}")).await?;
    let mut all = Vec::new();
    for odd in ODD {
        for query in ["?late", "?late&full"] {
            fixture.driver.goto(format!("{}404.html", fixture.address)).await?;
            Page::new(fixture.driver.clone()).run(&odd.storing()).await?;
            let page = fixture.open(&format!("{query}#/section/4")).await?;
            page.run("document.querySelector(\"input[name='C4-3'][value='4']\").click()").await?;
            for place in ["#/", "#/profile", "#/section/4"] {
                page.go(place).await?;
                // Time for the screen's functions to run, which are what is recorded.
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            }
            all.extend(ran(&page).await?);
        }
    }
    fixture.driver.goto(format!("{}404.html", fixture.address)).await?;
    Page::new(fixture.driver.clone()).run("localStorage.clear(); sessionStorage.clear()").await?;
    Ok(all)
}

/// Opens the results of a beginner, of an organization on its way, and of one that is nearly ready;
/// changes a target.
async fn look(fixture: &Fixture, language: &str) -> Result<Vec<u64>> {
    let mut all = Vec::new();
    let levels: [fn(usize) -> &'static str; 4] =
        [|_| "1", |n| ["2", "unknown", "3"][n % 3], |n| ["3", "4"][n % 2], |_| "5"];
    let codes: Vec<&'static str> =
        SECTIONS.iter().flat_map(|(_, codes)| codes.iter().copied()).collect();
    let mut states: Vec<String> = levels
        .iter()
        .map(|level| {
            answers::file(
                &codes
                    .iter()
                    .enumerate()
                    .map(|(number, code)| (*code, level(number)))
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    states.push(answers::file(&answers::mixed()));
    // Too little for a verdict, one answer or half of all; key requirements alone.
    states.push(answers::file(&[("C4-1", "3")]));
    states.push(answers::file(&codes.iter().take(21).map(|code| (*code, "2")).collect::<Vec<_>>()));
    states.push(answers::file(&KEY.map(|code| (code, "3"))));
    states.push(answers::file(&[]));
    for state in states {
        fixture.resize(1280, 800, 1).await?;
        let page = fixture.open(&format!("?lang={language}&results#/section/4")).await?;
        page.run(&format!(
            "localStorage.setItem('aims-assessment/answers/1', {})",
            serde_json::to_string(&state)?
        ))
        .await?;
        let page = fixture.open(&format!("?lang={language}&plain#/section/4")).await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        for part in ["gaps", "gaps/C5-2", "plan", "answers", "report", "scores"] {
            page.go(&format!("#/results/{part}")).await?;
            page.wait_for_results().await?;
        }
        page.run("scrollTo(0, document.body.scrollHeight); document.querySelectorAll('details').forEach(one => one.open = true)").await?;
        // Without answers there is none.
        page.run("const target = document.querySelector('[data-target]'); if (target) { target.value = '4'; target.dispatchEvent(new Event('change', { bubbles: true })); }")
            .await?;
        fixture.resize(390, 800, 2).await?;
        page.go("#/section/4").await?;
        page.go("#/results").await?;
        all.extend(ran(&page).await?);
        let page = fixture.open(&format!("?lang={language}&plain&again#/results")).await?;
        page.wait_for_results().await?;
        all.extend(ran(&page).await?);
    }
    Ok(all)
}
