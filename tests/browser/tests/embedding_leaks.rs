//! A host that spies: through frames of its own beside the visitor's it records everything that a
//! page can see of them. It must see the same whatever the visitor answered, wrote, named and
//! stored, provided that the number of answered questions is the same. (CONFIDENTIALITY.md lists
//! what it sees.)
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::answers::SECTIONS;
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{Nginx, Packed, dist_shown_by, static_server};
use serde_json::{Map, Value, json};

const FRAME: &str =
    "return document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";

/// The other ways of answering than the usual one, as they are stored: each by itself, and all
/// together. A host could see after which answers the page moves on, or shows more levels.
const WAYS: [&str; 4] = ["onward", "level-3", "single", "onward level-3 single"];

/// Places in the page to which a host could navigate a frame: screens, and the ids of elements that
/// exist only for some answers.
const PLACES: [&str; 26] = [
    "#/results",
    "#/results/scores",
    "#/results/plan",
    "#/results/report",
    "#/results/gaps",
    "#/results/gaps/A-5",
    "#map",
    "#/question/A-11",
    "#/section/10",
    "#C4-1",
    "#A-5",
    "#A-5-reason",
    "#A-5-needed",
    "#A-5-note",
    "#answer-A-5",
    "#gaps",
    "#hints",
    "#domain-5",
    "#exports",
    "#soa",
    "#preview-title",
    "#profile-sector",
    "#main",
    "#share",
    "#:~:text=critical",
    "#/soa",
];

#[tokio::test]
async fn a_spying_host_sees_the_same_in_chromium() -> Result<()> {
    spied(Engine::Chromium).await
}

#[tokio::test]
async fn a_spying_host_sees_the_same_in_firefox() -> Result<()> {
    spied(Engine::Firefox).await
}

async fn spied(engine: Engine) -> Result<()> {
    let mut all = Vec::new();
    for seed in 0..3 {
        all.push(observed(engine, seed).await?);
    }
    for other in &all[1..] {
        for (name, observation) in &all[0] {
            assert_eq!(
                &other[name], observation,
                "the host can tell the visitors apart by: {name}"
            );
        }
    }
    // Makes sure that what was compared isn't empty.
    let before = all[0]["before the visitor began"].to_string();
    assert!(
        before.contains(r#"\"type\":\"resize\""#) && before.contains(r#"\"height\":null"#),
        "{before}"
    );
    assert!(all[0]["while answering"].to_string().contains(r#"\"answered\":6"#));
    for way in WAYS {
        assert!(all[0][way].to_string().contains(r#"\"answered\":2"#), "{way}");
    }
    assert_eq!(all[0]["led"].as_array().unwrap().len(), 3 * PLACES.len());
    Ok(())
}

/// Returns everything that the host sees of one visitor, by fixture of the visit.
async fn observed(engine: Engine, seed: u64) -> Result<BTreeMap<&'static str, Value>> {
    let dist = dist_shown_by("http://localhost:*")?;
    let nginx =
        Nginx::start(&dist.path().join("hosting/nginx.conf"), dist.path(), Packed::AsShipped)
            .await?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("embedding_leaks.js"), include_str!("embedding_leaks.js"))?;
    fs::write(
        folder.path().join("index.html"),
        "<!doctype html><html lang=en><meta charset=utf-8><title>A friendly host</title><link rel=icon href=data:,>
<input id=own><aims-assessment lang=en></aims-assessment><div style='height: 2000px'></div><div id=spies></div><div style='height: 2000px'></div>
<script src=embedding_leaks.js></script>",
    )?;
    let host = static_server(folder.path())?;
    let address =
        format!("{}?home={}", host.address.replace("127.0.0.1", "localhost"), nginx.address);
    let (found, sent) = tokio::sync::oneshot::channel();
    perform_in(engine, Storage::Allowed, |browser| async move {
        let _servers = (nginx, host, folder, dist);
        let observed = visit(&browser, &address, &mut Chance(seed)).await?;
        found.send(observed).ok();
        Ok(())
    })
    .await?;
    Ok(sent.await?)
}

async fn visit(
    browser: &Arc<Browser>,
    address: &str,
    chance: &mut Chance,
) -> Result<BTreeMap<&'static str, Value>> {
    let seed = chance.0;
    let driver = &browser.driver;
    let host = browser.page();
    let mut observed = BTreeMap::new();
    open(&host, browser, address).await?;
    observed.insert("before the visitor began", host.run("return look()").await?);

    // The visitor answers in the element's frame.
    for (count, code) in ["C4-1", "C4-2", "C4-3", "A-5", "A-8", "A-11"].into_iter().enumerate() {
        let page = enter(browser).await?;
        page.go(if code.starts_with('A') { "#/section/A" } else { "#/section/4" }).await?;
        page.wait_for(&format!("[name='{code}']")).await?;
        let value = chance.value(code);
        page.run(&format!("document.querySelector(`[name='{code}'][value='{value}']`).click()"))
            .await?;
        driver.enter_default_frame().await?;
        host.wait_until(
            "all frames have told of the answer",
            &format!("return haveTold({})", count + 1),
        )
        .await?;
        // The host has seen all that follows from an answer before the next count is reported.
        let page = enter(browser).await?;
        for (field, text) in [("note", chance.text()), ("reason", chance.text())] {
            let write = format!(
                "const field = document.querySelector(`[name='{code}-{field}']`);
                 if (field) {{ field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }})) }}",
                json!(text)
            );
            page.run(&write).await?;
        }
        driver.enter_default_frame().await?;
        host.run_async("settled()").await?;
    }
    let page = enter(browser).await?;
    page.go("#/results").await?;
    page.wait_for_results().await?;
    driver.enter_default_frame().await?;
    host.run_async("settled()").await?;
    observed.insert("while answering", host.run("return look()").await?);

    for way in WAYS {
        observed.insert(way, answer_in(way, browser, address, seed).await?);
    }

    // On another day: several assessments with names, snapshots and notes.
    let stored = chance.storage();
    let page = enter(browser).await?;
    page.run(&format!("for (const [key, text] of Object.entries({stored})) localStorage.setItem('aims-assessment/' + key, text)")).await?;
    driver.enter_default_frame().await?;
    open(&host, browser, address).await?;
    let page = enter(browser).await?;
    ensure!(
        page.stored().await?["organisation"] == stored_name(&stored),
        "the frame has what was stored for it"
    );
    driver.enter_default_frame().await?;
    observed.insert("another day", host.run("return look()").await?);
    host.run("setAll({ section: 'results', share: true, organisation: 'x'.repeat(60) })").await?;
    host.run_async("settled()").await?;
    observed.insert("after other settings", host.run("return look()").await?);
    driver.set_script_timeout(Duration::from_mins(2)).await?;
    observed.insert("led", host.run_async(&format!("lead({})", json!(PLACES))).await?);
    host.run_async("settled()").await?;
    observed.insert("at the end", host.run("return look()").await?);
    Ok(observed)
}

/// Returns what the host sees while two questions are answered in another way of answering.
async fn answer_in(way: &str, browser: &Arc<Browser>, address: &str, seed: u64) -> Result<Value> {
    let (driver, host) = (&browser.driver, browser.page());
    let page = enter(browser).await?;
    let set = "localStorage.clear(); localStorage.setItem('aims-assessment/answering', '{way}')";
    page.run(&set.replace("{way}", way)).await?;
    driver.enter_default_frame().await?;
    open(&host, browser, address).await?;
    for (count, (code, next)) in [("A-5", "A-6"), ("A-8", "A-9")].into_iter().enumerate() {
        let page = enter(browser).await?;
        page.go(&format!("#/question/{code}")).await?;
        page.wait_for(&format!("[name='{code}']")).await?;
        // The focus goes to the question some frames later.
        page.pass_frames().await?;
        let value = answer_of(code, seed);
        choose(&page, way, code, value).await?;
        driver.enter_default_frame().await?;
        let have_told = format!("return haveTold({})", count + 1);
        host.wait_until("all frames have told of the answer", &have_told).await?;
        // *Not applicable* waits for its reason.
        let place = "document.activeElement.closest('fieldset')?.id";
        let page = enter(browser).await?;
        if way.contains("onward") && value != "na" {
            page.wait_until("the page moves on", &format!("return {place} === '{next}'")).await?;
        } else {
            if way.contains("onward") {
                // Longer than a choice is seen before the page moves on. It must not, so there is
                // no event to wait for.
                tokio::time::sleep(Duration::from_millis(900)).await;
            }
            assert_eq!(page.run(&format!("return {place}")).await?, code, "{way}: {value}");
        }
        driver.enter_default_frame().await?;
        host.run_async("settled()").await?;
    }
    host.run("return look()").await
}

/// Chooses an answer; where level 3 is read first, by what is shown there.
async fn choose(page: &Page, way: &str, code: &str, value: &str) -> Result<()> {
    let say = match value {
        "2" => "partly",
        "4" => "fully",
        _ => "",
    };
    if way.contains("level-3") && !say.is_empty() {
        let button = format!("[id='{code}'] [data-in-place={say}]");
        page.run(&format!("const it = document.querySelector(`{button}`); it.focus(); it.click()"))
            .await?;
        if say == "partly" {
            return Ok(());
        }
        page.wait_until(
            "levels 3 to 5 are shown",
            &format!("const row = document.querySelector(`[name='{code}'][value='4']`).parentElement; return getComputedStyle(row).visibility === 'visible'"),
        )
        .await?;
    }
    page.run(&format!("const radio = document.querySelector(`[name='{code}'][value='{value}']`); radio.focus(); radio.click()"))
        .await
        .map(drop)
}

fn stored_name(stored: &Value) -> Value {
    let text = stored["answers/1"].as_str().unwrap();
    serde_json::from_str::<Value>(text).unwrap()["organisation"].clone()
}

async fn open(host: &Page, browser: &Arc<Browser>, address: &str) -> Result<()> {
    browser.driver.goto(address).await?;
    for attempt in 0.. {
        if host.run("return areReady()").await? == true {
            break;
        }
        ensure!(
            attempt < 120,
            "not all frames came up: {}",
            host.run("return Object.keys(seen)").await?
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    host.run_async("settled()").await.map(drop)
}

async fn enter(browser: &Arc<Browser>) -> Result<Page> {
    browser.driver.enter_default_frame().await?;
    browser.driver.execute(FRAME, Vec::new()).await?.element()?.enter_frame().await?;
    let page = browser.page();
    page.wait_until_there().await?;
    Ok(page)
}

/// The answer of one of three visitors: of each kind by one of them.
fn answer_of(code: &str, seed: u64) -> &'static str {
    let values = if code == "A-5" { ["2", "na", "unknown"] } else { ["unknown", "4", "na"] };
    values[usize::try_from(seed).unwrap() % values.len()]
}

/// A pseudo-random generator for what differs between visitors; seeded, so that a failure can be
/// reproduced.
struct Chance(u64);

impl Chance {
    fn number(&mut self, below: u64) -> usize {
        // Knuth's constants for a 64-bit generator.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below).unwrap()
    }

    fn value(&mut self, code: &str) -> &'static str {
        let values = ["1", "2", "3", "4", "5", "unknown", "na"];
        // A-5 is a control that may be *not applicable*.
        values[self.number(if code == "A-5" { 7 } else { 6 })]
    }

    fn text(&mut self) -> String {
        "Budget 2027, à l’étude. ".repeat(self.number(4) * self.number(30))
    }

    /// Returns stored data with the same number of answers each time; all else differs.
    fn storage(&mut self) -> Value {
        let mut stored = Map::new();
        stored.insert("answers/1".to_owned(), self.file().into());
        stored.insert("current".to_owned(), "1".into());
        for number in 2..2 + self.number(3) {
            stored.insert(format!("answers/{number}"), self.file().into());
        }
        for day in 1..=self.number(5) {
            stored.insert(format!("snapshot/1/2026-01-0{day}T12:00:00Z"), self.file().into());
        }
        if self.number(2) == 1 {
            stored.insert("before/1".to_owned(), self.file().into());
        }
        stored.into()
    }

    fn file(&mut self) -> String {
        let codes = SECTIONS.iter().flat_map(|(_, codes)| codes.iter().copied());
        let answers: Map<String, Value> = codes
            .filter(|code| !code.starts_with("C7"))
            .map(|code| {
                let mut entry = match self.value(code) {
                    "unknown" => json!({ "unknown": true }),
                    "na" => json!({ "not_applicable": "We only use AI that others make." }),
                    level => json!({ "level": level.parse::<u8>().unwrap() }),
                };
                entry["note"] = self.text().into();
                (code.to_owned(), entry)
            })
            .collect();
        json!({
            "format": "aims-assessment/answers",
            "version": 1,
            "questionnaire": { "id": "iso42001", "version": "1.0" },
            "organisation": "Ébène ".repeat(self.number(12)).trim(),
            "answers": answers,
            "profile": self.profile(),
            "soa": self.statement(),
            "plan": self.plan(),
        })
        .to_string()
    }

    fn profile(&mut self) -> Value {
        let roles = ["develop", "provide", "integrate", "use"];
        let places = ["quebec", "ontario", "federal", "elsewhere"];
        let union = ["yes", "no", "unsure"];
        json!({
            "roles": roles[..=self.number(4)],
            "european_union": union[self.number(3)],
            "jurisdictions": places[..=self.number(4)],
        })
    }

    fn statement(&mut self) -> Value {
        let controls = ["A.2.2", "A.4.3", "A.6.2.4", "A.8.3"];
        let statuses = ["open", "not_implemented", "partial", "implemented"];
        let rows: Map<String, Value> = controls[..self.number(5)]
            .iter()
            .map(|control| {
                let row = json!({
                    "applicable": self.number(2) == 1,
                    "justification": self.text(),
                    "status": statuses[self.number(4)],
                });
                ((*control).to_owned(), row)
            })
            .collect();
        rows.into()
    }

    fn plan(&mut self) -> Value {
        let actions: Map<String, Value> = ["C4-1", "C5-2", "A-5", "A-11"][..self.number(5)]
            .iter()
            .map(|code| {
                let action = json!({
                    "owner": "Ébène ".repeat(self.number(5)).trim(),
                    "start": format!("2027-0{}-01", 1 + self.number(9)),
                    "done": self.number(101),
                    "note": self.text(),
                });
                ((*code).to_owned(), action)
            })
            .collect();
        json!({
            "start": format!("2026-1{}-01", self.number(3)),
            "lanes": 1 + self.number(8),
            "actions": actions,
        })
    }
}
