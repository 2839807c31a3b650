//! Long use: answers are changed and results opened many times in one page. Short in the tests;
//! `cargo xtask soak` makes it long.

#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use serde_json::json;

/// Returns the factor by which the usual length is multiplied.
fn length() -> usize {
    std::env::var("AIMS_SOAK").ok().and_then(|length| length.parse().ok()).unwrap_or(1)
}

const ANSWER: &str = "(async () => {
    const radios = name => [...document.querySelectorAll(`input[name='${name}']`)].slice(0, 5);
    const names = [...new Set([...document.querySelectorAll('fieldset input[type=radio]')].map(radio => radio.name))];
    for (let i = 0; i < 100; i++) {
        radios(names[i % names.length])[(i + Math.floor(i / names.length)) % 5].click();
        if (i % 20 === 19) await new Promise(done => setTimeout(done));
    }
})()";

/// The page's memory after garbage collection: bytes, and DOM nodes.
#[derive(Clone, Copy)]
struct Held {
    bytes: f64,
    nodes: f64,
}

/// Returns the least that the page holds, once it hasn't decreased for two seconds: the page holds
/// the last headings for a moment, to restore the focus.
async fn least(fixture: &Fixture, page: &Page) -> Result<Held> {
    let mut least = held(fixture, page).await?;
    let mut same = 0;
    while same < 8 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let now = held(fixture, page).await?;
        // Each measurement itself frees some bytes.
        same = if now.bytes < least.bytes * 0.99 || now.nodes < least.nodes { 0 } else { same + 1 };
        least = Held { bytes: now.bytes.min(least.bytes), nodes: now.nodes.min(least.nodes) };
    }
    Ok(least)
}

async fn held(fixture: &Fixture, page: &Page) -> Result<Held> {
    for _ in 0..3 {
        fixture.tell("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let told = fixture.driver.cdp().send_raw("Performance.getMetrics", json!({})).await?;
    let figure = |name: &str| {
        told["metrics"].as_array()?.iter().find(|metric| metric["name"] == name)?["value"].as_f64()
    };
    let wasm = page
        .run("return window.memory.buffer.byteLength")
        .await?
        .as_f64()
        .context("no memory of the module")?;
    Ok(Held {
        bytes: figure("JSHeapUsedSize").context("no figure")? + wasm,
        nodes: figure("Nodes").context("no figure")?,
    })
}

#[tokio::test]
async fn memory_stays_flat() -> Result<()> {
    with_fixture(|fixture| async move {
        let keep = "for (const name of ['instantiate', 'instantiateStreaming']) {
            const plain = WebAssembly[name];
            WebAssembly[name] = (...given) => plain.apply(WebAssembly, given).then(made => {
                window.memory = Object.values((made.instance ?? made).exports).find(part => part instanceof WebAssembly.Memory);
                return made;
            });
        }";
        fixture.run_before_each_page(keep).await?;
        fixture.tell("Performance.enable", json!({})).await?;
        let page = fixture.open_answered("?lang=en#/results").await?;
        let round = async |answers: usize, results: usize| {
            for _ in 0..answers {
                page.go("#/section/4").await?;
                page.wait_until("the questions are there", "return !!document.getElementById('C4-1')").await?;
                page.run_async(ANSWER).await?;
            }
            for _ in 0..results {
                page.go("#/section/4").await?;
                page.wait_until("the questions are there", "return !!document.getElementById('C4-1')").await?;
                page.go("#/results").await?;
                page.wait_until("the radar is there", "return !!document.querySelector('[data-chart=radar]')").await?;
                // Chromium ignores changes of the address beyond 200 in ten seconds.
                tokio::time::sleep(std::time::Duration::from_millis(120)).await;
            }
            anyhow::Ok(())
        };
        // (No elements are requested: the driver would hold them, and with them their screens.) The
        // first round allocates what is allocated only once.
        round(2, 5).await?;
        let before = least(&fixture, &page).await?;
        let (answers, results) = (2 * length(), 10 * length());
        round(answers, results).await?;
        let most = Held { bytes: before.bytes * 1.15, nodes: before.nodes * 1.1 + 100.0 };
        // Gives memory that is released a moment later time to be released.
        let begun = std::time::Instant::now();
        let mut after = held(&fixture, &page).await?;
        while (after.bytes >= most.bytes || after.nodes >= most.nodes) && begun.elapsed().as_secs() < 20 {
            tokio::time::sleep(std::time::Duration::from_millis(250)).await;
            after = held(&fixture, &page).await?;
        }
        println!(
            "{} answers, {results} results: {:.0} -> {:.0} bytes, {:.0} -> {:.0} nodes",
            answers * 100,
            before.bytes,
            after.bytes,
            before.nodes,
            after.nodes
        );
        assert!(after.bytes < most.bytes, "memory grew from {} to {} bytes", before.bytes, after.bytes);
        assert!(after.nodes < most.nodes, "the document grew from {} to {} nodes", before.nodes, after.nodes);
        Ok(())
    })
    .await
}
