//! The page's module is loaded in chunks: nobody notices, whichever chunk arrives when.
#![allow(clippy::unwrap_used)]

use anyhow::Result;
use browser_tests::answers::SECTIONS;
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;

/// Makes compiling ahead of time never end, as on a very slow machine.
const NEVER_AHEAD: &str = "WebAssembly.compile = () => new Promise(() => {})";

/// Returns the chunks that a call had to wait for: the page makes no other request by
/// `XMLHttpRequest`.
async fn waited(page: &Page) -> Result<Vec<String>> {
    let script = "return performance.getEntriesByType('resource').filter(load => load.initiatorType === 'xmlhttprequest')
        .map(load => load.name.split('/').pop().split('-')[0])";
    Ok(page
        .run(script)
        .await?
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect())
}

#[tokio::test]
async fn who_answers_and_looks_at_the_results_waits_for_no_part() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("").await?;
        page.click("[data-action=start]").await?;
        for (section, codes) in SECTIONS {
            page.go(&format!("#/section/{section}")).await?;
            page.wait_until("the section is there", &format!("return !!document.getElementById('{}')", codes[0])).await?;
            for code in codes {
                page.choose(code, "2").await?;
            }
        }
        assert_eq!(
            waited(&page).await?,
            [""; 0],
            "what is used while answering is not in the first part: `cargo xtask chunks` writes anew what is"
        );
        page.wait_until(
            "the results' part is there",
            "return performance.getEntriesByType('resource').some(load => load.name.includes('/results-'))",
        )
        .await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        assert_eq!(waited(&page).await?, [""; 0], "the results wait for a part: `cargo xtask chunks` writes anew what belongs to them");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_part_that_is_not_there_yet_is_waited_for() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.run_before_each_page(NEVER_AHEAD).await?;
        let page = fixture.open("?lang=fr").await?;
        page.go("#/section/4").await?;
        page.choose("C4-1", "3").await?;
        for (place, sign) in [
            ("#/results", "[data-chart=radar]"),
            ("#/assessments", "[data-action=assessment-new]"),
            ("#/profile", "fieldset.topic"),
        ] {
            page.go(place).await?;
            page.wait_for(sign).await?;
        }
        assert_eq!(waited(&page).await?, [""; 0], "screens wait without holding the page up");
        page.go("#/section/4").await?;
        page.choose("C4-2", "4").await?;
        assert_eq!(page.stored().await?["answers"]["C4-2"]["level"], 4);
        Ok(())
    })
    .await
}
