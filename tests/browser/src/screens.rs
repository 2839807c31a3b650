//! Every screen that a visitor can reach, for the tests that check all of them.

use anyhow::Result;
use serde_json::Value;

use crate::page::Page;

/// The addresses of all screens that have one.
pub const ALL: [&str; 22] = [
    "#/",
    "#/example",
    "#/section/4",
    "#/section/5",
    "#/section/6",
    "#/section/7",
    "#/section/8",
    "#/section/9",
    "#/section/10",
    "#/section/A",
    "#/results",
    "#/assessments",
    "#/compare",
    "#/profile",
    "#/what-if",
    "#/results/statement",
    "#/results/gaps",
    "#/results/plan",
    "#/results/scores",
    "#/results/answers",
    "#/results/report",
    "#/question/A-8",
];
/// One screen of each kind.
pub const KINDS: [&str; 14] = [
    "#/",
    "#/example",
    "#/section/A",
    "#/results",
    "#/assessments",
    "#/compare",
    "#/profile",
    "#/what-if",
    "#/results/statement",
    "#/results/gaps",
    "#/results/plan",
    "#/results/scores",
    "#/key",
    "#/section/5",
];

/// A script that puts questions into all their states: a level, *don't know*, *not applicable*
/// without its reason, help unfolded.
pub const IN_ALL_STATES: &str =
    "for (const [code, value] of [['A-1', '3'], ['A-2', 'unknown'], ['A-8', 'na']]) {
        document.querySelector(`[name='${code}'][value='${value}']`)?.click();
    }
    document.querySelectorAll('details:not([data-menu])').forEach(details => details.open = true);";

/// Navigates to a screen of the open page, fills it ([`IN_ALL_STATES`]) and unfolds it.
///
/// # Errors
/// When it doesn't come up.
pub async fn show(page: &Page, place: &str) -> Result<()> {
    page.go(place).await?;
    page.wait_until(
        "the screen is there",
        &format!("return location.hash === '{place}' && document.querySelector('h1') !== null"),
    )
    .await?;
    // One frame to build the screen, one to set the focus, one to draw the canvases.
    page.run_async(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))",
    )
    .await?;
    page.run(IN_ALL_STATES).await?;
    Ok(())
}

/// Returns the texts of a list that a script returned.
pub fn lines(found: &Value) -> Vec<String> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| line.as_str().map_or_else(|| line.to_string(), str::to_owned))
        .collect()
}
