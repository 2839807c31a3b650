//! Every screen that a visitor can come to, for the tests that look at all of them.

use anyhow::Result;
use serde_json::Value;

use crate::page::Page;

/// The addresses of all screens that have one.
pub const ALL: [&str; 17] = [
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
    "#/soa",
    "#/question/A-8",
];
/// One of each kind.
pub const KINDS: [&str; 10] = [
    "#/",
    "#/example",
    "#/section/A",
    "#/results",
    "#/assessments",
    "#/compare",
    "#/profile",
    "#/what-if",
    "#/soa",
    "#/section/5",
];

/// A question in each state that it can be in: a level, no knowledge, a reason that is missing, help unfolded, a note.
pub const IN_ALL_STATES: &str =
    "for (const [code, value] of [['A-1', '3'], ['A-2', 'unknown'], ['A-8', 'na']]) {
        document.querySelector(`[name='${code}'][value='${value}']`)?.click();
    }
    document.querySelectorAll('details').forEach(details => details.open = true);";

/// Goes to a screen of the page that is open, and unfolds and fills what is there.
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
    // A frame in which the screen is built, one in which the focus is set, one in which pictures are drawn.
    page.run_async(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))",
    )
    .await?;
    page.run(IN_ALL_STATES).await?;
    Ok(())
}

/// The texts in a list that a script gave.
pub fn lines(found: &Value) -> Vec<String> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|line| line.as_str().map_or_else(|| line.to_string(), str::to_owned))
        .collect()
}
