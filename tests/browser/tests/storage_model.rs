//! Three tabs of one browser, and a visitor who does anything in any of them: what was deleted
//! stays deleted, and nothing else is lost. In all three engines; a long run repeats the steps for
//! `AIMS_SOAK` seeds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{dist, static_server};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

const CODES: [&str; 3] = ["C4-1", "C4-2", "C4-3"];
/// Steps in each engine, for each seed.
const STEPS: usize = 150;
/// Returns the stored identity of the assessment that a tab shows.
const IDENTITY: &str = "const number = sessionStorage.getItem('aims-assessment/current');
    const text = localStorage.getItem('aims-assessment/answers/' + number);
    return text && JSON.parse(text).id";
/// Makes the browser refuse every write of this tab; [`REPAIR`] allows them again.
const FILL: &str = "window.whole ??= Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }";
/// Allows writes again. (Makes the tab visible, as the driver of `WebKit` never shows it.)
const REPAIR: &str =
    "Object.defineProperty(document, 'hidden', { get: () => false, configurable: true });
    if (window.whole) Storage.prototype.setItem = window.whole; dispatchEvent(new Event('focus'))";
/// Returns all notes of all stored assessments.
const STORED: &str = "return Object.entries(localStorage).filter(([key]) => /^aims-assessment\\/answers\\//.test(key))
    .flatMap(([, text]) => Object.values(JSON.parse(text).answers ?? {}).map(({ note }) => note)).filter(Boolean).sort()";

#[tokio::test]
async fn in_chromium() -> Result<()> {
    model(Engine::Chromium).await
}

#[tokio::test]
async fn in_firefox() -> Result<()> {
    model(Engine::Firefox).await
}

#[tokio::test]
async fn in_webkit() -> Result<()> {
    model(Engine::WebKit).await
}

async fn model(engine: Engine) -> Result<()> {
    let server = static_server(&dist()?)?;
    let address = format!("{}?lang=en#/section/4", server.address);
    let times: usize =
        std::env::var("AIMS_SOAK").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    for seed in 1..=times {
        let address = address.clone();
        perform_in(engine, Storage::Allowed, move |browser| async move {
            Model::begin(browser, &address)
                .await?
                .run(seed)
                .await
                .with_context(|| format!("seed {seed}"))
        })
        .await?;
    }
    Ok(())
}

/// A pseudo-random generator with the same sequence each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

struct Model {
    browser: Arc<Browser>,
    tabs: Vec<WindowHandle>,
    frozen: Option<usize>,
    /// The note stored last, by assessment and question.
    notes: BTreeMap<(String, &'static str), String>,
    deleted: BTreeSet<String>,
    log: Vec<String>,
}

impl Model {
    async fn begin(browser: Arc<Browser>, address: &str) -> Result<Self> {
        let driver = &browser.driver;
        let mut tabs = vec![driver.window().await?];
        browser.open(address).await?;
        for _ in 0..2 {
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab.clone()).await?;
            browser.open(address).await?;
            tabs.push(tab);
        }
        Ok(Self {
            browser,
            tabs,
            frozen: None,
            notes: BTreeMap::new(),
            deleted: BTreeSet::new(),
            log: Vec::new(),
        })
    }

    async fn run(mut self, seed: usize) -> Result<()> {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (u64::try_from(seed)? << 17));
        for step in 0..STEPS {
            let (tab, what, code) = (chance.below(3), chance.below(20), CODES[chance.below(3)]);
            self.log.push(format!("{step}: tab {tab}, {what}, {code}"));
            let outcome = self.step(step, tab, what, code).await;
            outcome.with_context(|| format!("after {:#?}", self.log))?;
            if step % 20 == 19 {
                self.check().await.with_context(|| format!("after {:#?}", self.log))?;
            }
        }
        Ok(())
    }

    async fn step(
        &mut self,
        step: usize,
        tab: usize,
        what: usize,
        code: &'static str,
    ) -> Result<()> {
        let page = self.enter(tab).await?;
        match what {
            0..=8 => self.note(&page, step, code).await,
            9 => {
                page.run(FILL).await?;
                self.note(&page, step, code).await
            }
            10 | 11 => page.reload().await,
            12 | 13 => {
                // Leaves and comes back: from the back-forward cache if the browser has one.
                page.run("location.href = 'manifest.json'").await?;
                page.wait_until(
                    "one is elsewhere",
                    "return location.pathname.endsWith('manifest.json')",
                )
                .await?;
                self.browser.driver.back().await?;
                page.wait_until_there().await
            }
            14 => {
                page.go("#/").await?;
                page.delete_all().await?;
                page.wait_until(
                    "all is deleted",
                    "return Object.keys(localStorage).every(key => !/answers/.test(key))",
                )
                .await
            }
            15 => self.delete_one(&page).await,
            16 | 17 => self.another(&page).await,
            _ => self.freeze(tab).await,
        }
    }

    /// Switches to a tab, and wakes it if it was frozen.
    async fn enter(&mut self, tab: usize) -> Result<Page> {
        self.browser.driver.switch_to_window(self.tabs[tab].clone()).await?;
        if self.frozen == Some(tab) {
            self.lifecycle("active").await?;
            self.frozen = None;
        }
        Ok(self.browser.page())
    }

    /// Freezes a tab. Only Chromium's driver can do that; in the other engines the tab is left
    /// alone.
    async fn freeze(&mut self, tab: usize) -> Result<()> {
        if self.browser.engine == Engine::Chromium && self.frozen.is_none() {
            self.lifecycle("frozen").await?;
            self.frozen = Some(tab);
        }
        Ok(())
    }

    async fn lifecycle(&self, state: &str) -> Result<()> {
        self.browser
            .driver
            .cdp()
            .send_raw("Page.setWebLifecycleState", json!({ "state": state }))
            .await?;
        Ok(())
    }

    /// Writes a note whose text occurs nowhere else.
    async fn note(&mut self, page: &Page, step: usize, code: &'static str) -> Result<()> {
        page.go("#/section/4").await?;
        let note = format!("note {step}");
        let field = format!("textarea[name='{code}-note']");
        page.wait_for(&field).await?;
        page.run(&format!(
            "const field = document.querySelector(\"{field}\"); field.value = '{note}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ))
        .await?;
        // A note that couldn't be stored is stored once there is room again.
        page.run(REPAIR).await?;
        let id = page.run(IDENTITY).await?;
        self.notes.insert((id.as_str().context("nothing is stored")?.to_owned(), code), note);
        Ok(())
    }

    async fn delete_one(&mut self, page: &Page) -> Result<()> {
        page.go("#/assessments").await?;
        page.wait_for("[data-assessment][aria-current]").await?;
        let Some(id) = page.run(IDENTITY).await?.as_str().map(str::to_owned) else { return Ok(()) };
        page.click("[data-assessment][aria-current] [data-action=assessment-delete]").await?;
        page.click("[data-action=assessment-delete-confirmed]").await?;
        page.wait_until(
            "it is deleted",
            &format!("return localStorage.getItem('aims-assessment/deleted/{id}') !== null"),
        )
        .await?;
        self.deleted.insert(id);
        Ok(())
    }

    async fn another(&mut self, page: &Page) -> Result<()> {
        page.go("#/assessments").await?;
        page.wait_for("[data-assessment][aria-current]").await?;
        let before = page.run(IDENTITY).await?;
        page.begin_another("").await?;
        for _ in 0..100 {
            let now = page.run(IDENTITY).await?;
            if !now.is_null() && now != before {
                return Ok(());
            }
        }
        anyhow::bail!("no other assessment was begun")
    }

    /// Checks that what is stored and shown is what the model expects.
    async fn check(&mut self) -> Result<()> {
        for tab in 0..self.tabs.len() {
            self.enter(tab).await?.run(REPAIR).await?;
        }
        let era = self
            .browser
            .page()
            .run("return localStorage.getItem('aims-assessment/era') ?? '0'")
            .await?;
        // After the dash comes the last number that was given before.
        let era = era.as_str().unwrap_or_default().split('-').next().unwrap_or_default().to_owned();
        let is_there =
            |id: &String| !self.deleted.contains(id) && id.split('.').next() == Some(&era);
        let expected: BTreeSet<String> = self
            .notes
            .iter()
            .filter(|((id, _), _)| is_there(id))
            .map(|(_, note)| note.clone())
            .collect();
        let wanted = Value::from(expected.iter().cloned().collect::<Vec<_>>());
        let script = format!(
            "const all = (() => {{ {STORED} }})(); return JSON.stringify(all) === JSON.stringify({wanted}.sort())"
        );
        let page = self.browser.page();
        if page.wait_until("all notes are stored", &script).await.is_err() {
            anyhow::bail!("{wanted} is not what is stored: {}", page.run(STORED).await?);
        }
        for tab in 0..self.tabs.len() {
            let page = self.enter(tab).await?;
            page.go("#/section/4").await?;
            page.wait_for("textarea[name='C4-1-note']").await?;
            let shown =
                page.run("return [...document.querySelectorAll('textarea[name$=\"-note\"]')].map(field => field.value).filter(Boolean)");
            for note in shown.await?.as_array().into_iter().flatten().filter_map(Value::as_str) {
                ensure!(
                    expected.contains(note),
                    "tab {tab} shows {note}; there should be {wanted}"
                );
            }
        }
        Ok(())
    }
}
