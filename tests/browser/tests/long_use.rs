//! Long use: answers changed and results opened many times in one page. Short within the tests; `cargo xtask soak` makes it long.

#![allow(clippy::print_stdout)]

use anyhow::{Context, Result};
use browser_tests::page::Page;
use browser_tests::stage::{Stage, perform};
use serde_json::json;

/// So many times the usual length.
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

async fn memory(stage: &Stage, page: &Page) -> Result<(f64, f64)> {
    // The page holds the last headings for a moment, to give them the focus again.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    for _ in 0..3 {
        stage.tell("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let told = stage.driver.cdp().send_raw("Performance.getMetrics", json!({})).await?;
    let figure = |name: &str| told["metrics"].as_array()?.iter().find(|metric| metric["name"] == name)?["value"].as_f64();
    let wasm = page.run("return window.memory.buffer.byteLength").await?.as_f64().context("no memory of the module")?;
    Ok((figure("JSHeapUsedSize").context("no figure")? + wasm, figure("Nodes").context("no figure")?))
}

#[tokio::test]
async fn memory_stays_flat() -> Result<()> {
    perform(|stage| async move {
        let keep = "for (const name of ['instantiate', 'instantiateStreaming']) {
            const plain = WebAssembly[name];
            WebAssembly[name] = (...given) => plain.apply(WebAssembly, given).then(made => {
                window.memory = Object.values((made.instance ?? made).exports).find(part => part instanceof WebAssembly.Memory);
                return made;
            });
        }";
        stage.run_before_each_page(keep).await?;
        stage.tell("Performance.enable", json!({})).await?;
        let page = stage.open_answered("?lang=en#/results").await?;
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
                // Chromium passes over changes of the address where there are more than 200 in ten seconds.
                tokio::time::sleep(std::time::Duration::from_millis(120)).await;
            }
            anyhow::Ok(())
        };
        // (No elements are asked for: the driver would hold them, and with them the screens that they were on.)
        // What is made once is made in the first round.
        round(2, 5).await?;
        let (before, nodes) = memory(&stage, &page).await?;
        let (answers, results) = (2 * length(), 10 * length());
        round(answers, results).await?;
        let (after, nodes_after) = memory(&stage, &page).await?;
        println!("{} answers, {results} results: {before:.0} -> {after:.0} bytes, {nodes:.0} -> {nodes_after:.0} nodes", answers * 100);
        assert!(after < before * 1.15, "memory grew from {before} to {after} bytes");
        assert!(nodes_after < nodes * 1.1 + 100.0, "the document grew from {nodes} to {nodes_after} nodes");
        Ok(())
    })
    .await
}
