//! Measures a visit to the page (load, one answer, results, memory) through the `DevTools`
//! protocol, in a fresh browser each time.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::engine::{self, Engine, Storage};
use crate::fixture::Fixture;
use crate::servers::packed_server;

/// Runs before the page's own scripts. Clicks level 3 of the first question until the page's
/// progress changes, as an impatient visitor would.
const WATCH: &str = r"
const watch = window.__watch = { shift: 0, long: 0, memories: new Set() };
const observe = (type, see) => new PerformanceObserver(list => list.getEntries().forEach(see)).observe({ type, buffered: true });
// Shifts after the visitor navigates don't count; browsers know that from clicks, not from
// addresses.
let asked = -1000;
addEventListener('hashchange', () => { asked = performance.now(); });
observe('layout-shift', entry => { if (entry.startTime - asked > 500) watch.shift += entry.value; });
observe('longtask', entry => { watch.long = Math.max(watch.long, entry.duration); });
for (const name of ['instantiate', 'instantiateStreaming']) {
  const plain = WebAssembly[name];
  WebAssembly[name] = (...given) => plain.apply(WebAssembly, given).then(made => {
    for (const part of Object.values((made.instance ?? made).exports)) if (part instanceof WebAssembly.Memory) watch.memories.add(part);
    return made;
  });
}
watch.answered = () => Number(document.querySelector('[data-progress=overall]')?.value ?? 0);
watch.frame = () => new Promise(done => requestAnimationFrame(() => { const way = new MessageChannel(); way.port1.onmessage = done; way.port2.postMessage(0); }));
watch.codes = [];
watch.answer = async (pass, most) => {
  const all = [...new Set([...document.querySelectorAll('fieldset input[type=radio]')].map(radio => radio.name))];
  if (pass === 0) watch.codes.push(...all);
  const step = Math.ceil(all.length / most);
  const groups = all.filter((_, index) => index % step === 0);
  for (const [index, name] of groups.entries()) {
    await watch.frame();
    document.querySelector(`input[name='${name}'][value='${1 + (index * 7 + 3 + pass) % 5}']`).click();
    await watch.frame();
  }
  return groups.length;
};
watch.fill = () => {
  const key = 'aims-assessment/answers/1';
  const file = JSON.parse(localStorage.getItem(key));
  for (const [index, code] of watch.codes.entries()) file.answers[code] ??= { level: 1 + index % 5 };
  localStorage.setItem(key, JSON.stringify(file));
  return [watch.codes.length, watch.shift, watch.long];
};
watch.results = async () => {
  const small = Object.assign(document.createElement('canvas'), { width: 64, height: 64 }).getContext('2d', { willReadFrequently: true });
  const isPainted = () => {
    const radar = document.querySelector('[data-chart=radar]');
    if (!radar?.width) return false;
    small.clearRect(0, 0, 64, 64);
    small.drawImage(radar, 0, 0, 64, 64);
    const points = new Uint32Array(small.getImageData(0, 0, 64, 64).data.buffer);
    return points.some(point => point !== points[0]);
  };
  const start = performance.now();
  location.hash = '#/results';
  while (!isPainted()) await watch.frame();
  await watch.frame();
  return performance.now() - start;
};
if (window === top) (function look() {
  const radio = document.querySelector('fieldset input[type=radio][value=\'3\']');
  if (radio) {
    if (watch.answered() === 0) { radio.checked = false; radio.click(); }
    if (watch.answered() > 0) { watch.ready = performance.now(); return; }
  } else document.querySelector('[data-action=start]')?.click();
  setTimeout(look, 0);
})();";

/// The speed of machine and network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// No throttling.
    Plain,
    /// The processor slowed down four times.
    Slow,
    /// The same, with the browser's preset of a slow mobile network: 562.5 ms, 1.44 Mbit/s.
    SlowAndFar,
}

/// Measurements by name.
pub type Figures = Vec<(&'static str, f64)>;

/// Measures one visit: loads the page, answers everything, opens the results.
///
/// # Errors
/// When the browser can't be started, or the page doesn't do what it should.
pub async fn visit(folder: &std::path::Path, given: Pace) -> Result<Figures> {
    let server = packed_server(folder)?;
    let profile = tempfile::tempdir()?;
    let browser = std::sync::Arc::new(
        engine::start(Engine::Chromium, Storage::Allowed, profile.path()).await?,
    );
    let fixture = Fixture {
        address: server.address.clone(),
        downloads: profile.path().to_path_buf(),
        driver: browser.driver.clone(),
    };
    let outcome = measure(&fixture, given).await;
    engine::end(browser, profile).await;
    outcome
}

async fn measure(fixture: &Fixture, given: Pace) -> Result<Figures> {
    fixture.tell("Performance.enable", json!({})).await?;
    fixture.tell("Network.enable", json!({})).await?;
    fixture.run_before_each_page(WATCH).await?;
    if given != Pace::Plain {
        fixture.tell("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    }
    if given == Pace::SlowAndFar {
        let far = json!({ "offline": false, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375 });
        fixture.tell("Network.emulateNetworkConditions", far).await?;
    }
    let page = crate::page::Page::new(fixture.driver.clone());
    fixture.driver.goto(format!("{}?lang=en", fixture.address)).await?;
    let mut is_ready = false;
    for _ in 0..300 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        is_ready = !page.run("return window.__watch?.ready ?? null").await?.is_null();
        if is_ready {
            break;
        }
    }
    ensure!(is_ready, "the first question did not answer within half a minute");
    let loaded = page
        .run(
            "const loads = performance.getEntriesByType('resource').filter(load => load.startTime < __watch.ready);
            return [performance.getEntriesByName('first-contentful-paint')[0].startTime, __watch.ready, 1 + loads.length]",
        )
        .await?;
    let number =
        |value: &Value, index: usize| value[index].as_f64().context("the page told no figure");
    let mut figures = vec![
        ("first contentful paint, ms", number(&loaded, 0)?),
        ("first question answers, ms", number(&loaded, 1)?),
        ("requests before it", number(&loaded, 2)?),
    ];
    if given == Pace::SlowAndFar {
        return Ok(figures); // the other figures need no network
    }
    let quiet = spent(fixture).await?;
    page.run_async("(async () => { for (let i = 0; i < 60; i++) await __watch.frame(); })()")
        .await?;
    let frame = (spent(fixture).await? - quiet) / 60.0;
    figures.push(("one answer, main thread, ms", answers(fixture, &page, 0, frame).await?));
    let filled = page.run("return __watch.fill()").await?;
    let (mut shift, mut longest) = (0.0, 0.0);
    if number(&filled, 0)? > MOST_ANSWERS * 8.0 {
        // The questions that weren't answered one by one are answered after a reload.
        (shift, longest) = (number(&filled, 1)?, number(&filled, 2)?);
        fixture.driver.refresh().await?;
        page.wait_until("the answers are there", "return window.__watch?.answered() > 1000")
            .await?;
    }
    figures.push(("the same with the form full, ms", answers(fixture, &page, 1, frame).await?));
    let memory = memory(fixture, &page).await?;
    page.run("window.__radar = null; __watch.results().then(taken => { window.__radar = taken; })")
        .await?;
    page.wait_until("the radar is painted", "return window.__radar !== null").await?;
    figures.push((
        "results: click to painted radar, ms",
        page.run("return __radar").await?.as_f64().context("no time of the radar")?,
    ));
    let rest = page.run("return [__watch.shift, __watch.long]").await?;
    figures
        .push(("layout shift that nobody asked for, ×1000", (shift + number(&rest, 0)?) * 1000.0));
    figures.push(("longest task, ms", longest.max(number(&rest, 1)?)));
    figures.push(("memory with all answers, kB", memory));
    Ok(figures)
}

/// The number of questions of a section that are answered one by one, evenly spread.
const MOST_ANSWERS: f64 = 60.0;

/// Answers section by section; returns the main thread's time for one answer in milliseconds,
/// without that of idle frames.
async fn answers(
    fixture: &Fixture,
    page: &crate::page::Page,
    pass: usize,
    frame: f64,
) -> Result<f64> {
    let (mut time, mut count) = (0.0, 0.0);
    for section in ["4", "5", "6", "7", "8", "9", "10", "A"] {
        page.go(&format!("#/section/{section}")).await?;
        page.wait_until(
            "the section is there",
            &format!("return !!document.querySelector('fieldset[id^=\"{}\"]')", first(section)),
        )
        .await?;
        // The page checks the focus 100 and 700 ms after each screen (src/browser/focus.rs),
        // without an event: it would be counted as work for an answer.
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        let before = spent(fixture).await?;
        let answered = page
            .run_async(&format!("__watch.answer({pass}, {MOST_ANSWERS})"))
            .await?
            .as_f64()
            .context("nothing was answered")?;
        time += spent(fixture).await? - before - frame * 2.0 * answered;
        count += answered;
    }
    Ok(time / count)
}

fn first(section: &str) -> String {
    if section == "A" { "A-".to_owned() } else { format!("C{section}-") }
}

/// Returns the main thread's working time so far, in milliseconds.
async fn spent(fixture: &Fixture) -> Result<f64> {
    Ok(metric(fixture, "TaskDuration").await? * 1000.0)
}

async fn memory(fixture: &Fixture, page: &crate::page::Page) -> Result<f64> {
    for _ in 0..2 {
        fixture.tell("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let wasm = page.run("return [...__watch.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0)").await?;
    Ok((metric(fixture, "JSHeapUsedSize").await? + wasm.as_f64().unwrap_or_default()) / 1000.0)
}

async fn metric(fixture: &Fixture, name: &str) -> Result<f64> {
    let told = fixture.driver.cdp().send_raw("Performance.getMetrics", json!({})).await?;
    let metrics = told["metrics"].as_array().context("the browser told no metrics")?;
    metrics
        .iter()
        .find(|metric| metric["name"] == name)
        .and_then(|metric| metric["value"].as_f64())
        .with_context(|| format!("no {name}"))
}
