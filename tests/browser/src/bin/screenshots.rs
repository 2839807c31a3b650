//! Writes the pictures of the README: `cargo xtask screenshots`.

use anyhow::{Context, Result};
use browser_tests::page::Page;
use browser_tests::stage::{Stage, perform, root};

/// Name, address, width, height, scheme.
const PICTURES: [(&str, &str, u32, u32, &str); 14] = [
    ("start-en-1280", "?lang=en#/", 1280, 900, "light"),
    ("start-fr-360", "?lang=fr#/", 360, 780, "light"),
    ("start-fr-768", "?lang=fr#/", 768, 1024, "light"),
    ("section-en-1280", "?lang=en#/section/5", 1280, 900, "light"),
    ("section-fr-768", "?lang=fr#/section/5", 768, 1024, "light"),
    ("section-fr-360", "?lang=fr#/section/A", 360, 780, "light"),
    ("section-en-360", "?lang=en#/section/6", 360, 780, "light"),
    ("section-en-1280-dark", "?lang=en#/section/A", 1280, 900, "dark"),
    ("results-en-1280", "?lang=en#/results", 1280, 1310, "light"),
    ("results-fr-768", "?lang=fr#/results", 768, 1024, "light"),
    ("results-fr-360", "?lang=fr#/results", 360, 780, "light"),
    ("results-en-360", "?lang=en#/results", 360, 780, "light"),
    ("results-fr-1280-dark", "?lang=fr#/results", 1280, 900, "dark"),
    ("start-en-360-dark", "?lang=en#/", 360, 780, "dark"),
];

#[tokio::main]
async fn main() -> Result<()> {
    perform(take_all).await
}

async fn take_all(stage: Stage) -> Result<()> {
    let folder = root().join("docs/pictures");
    std::fs::create_dir_all(&folder)?;
    stage.open_answered("?lang=en").await?;
    stage.hide_scroll_bars().await?;
    // `--all` for looking at the page oneself; the README needs few.
    let all = std::env::args().any(|arg| arg == "--all");
    for (name, place, width, height, scheme) in PICTURES {
        let is_for_readme = ["results-en-1280", "section-fr-360"].contains(&name);
        if !all && !is_for_readme {
            continue;
        }
        // Wide pictures are large enough as they are.
        stage.resize(width, height, if width < 600 { 2 } else { 1 }).await?;
        stage.set_scheme(scheme).await?;
        stage.driver.goto("about:blank").await?;
        let page = stage.open(place).await?;
        take(&page, &stage, all).await.with_context(|| format!("taking {name}"))?;
        let picture = stage.driver.screenshot_as_png().await?;
        let folder = if all { root().join("target/pictures") } else { folder.clone() };
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), picture)?;
    }
    Ok(())
}

/// Waits until the picture is complete; for a look at everything, makes the view as high as the page.
async fn take(page: &Page, stage: &Stage, whole: bool) -> Result<()> {
    if whole {
        let size = page.run("return [innerWidth, document.documentElement.scrollHeight]").await?;
        let [width, height] = [0, 1].map(|index| size[index].as_u64().and_then(|size| u32::try_from(size).ok()).unwrap_or(900));
        stage.resize(width, height.min(4000), 1).await?;
    }
    // Two frames: one in which the canvas learns its size, one in which it is drawn.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    page.wait_until("fonts are there", "return document.fonts.status === 'loaded'").await
}
