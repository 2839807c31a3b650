//! Writes the screenshots in docs/pictures/: `cargo xtask screenshots`.

use std::path::Path;

use anyhow::{Context, Result};
use browser_tests::answers;
use browser_tests::fixture::{Fixture, root, with_fixture};
use browser_tests::page::Page;
use browser_tests::pictures;

/// Previews of a file: width, height, language, colour scheme.
const PREVIEWS: [(u32, u32, &str, &str); 3] =
    [(1280, 900, "en", "light"), (360, 780, "fr", "light"), (360, 780, "en", "dark")];
/// Adds earlier snapshots and a second assessment, so that there is something to list and compare.
const MORE: &str = "const now = JSON.parse(localStorage.getItem('aims-assessment/answers/1'));
    const other = { ...now, organisation: 'Fabrique Laurentienne inc.', answers: { 'C4-1': { level: 3 }, 'C4-2': { level: 2 } } };
    localStorage.setItem('aims-assessment/answers/2', JSON.stringify(other));
    const levels = Object.values(now.answers);
    for (let i = 0; i < levels.length; i += 3) levels[i].level = Math.max(1, (levels[i].level ?? 3) - 1 + 2 * (i % 4 === 3));
    delete now.answers['C7-1'];
    now.saved_at = '2026-06-02T14:00:00Z';
    localStorage.setItem('aims-assessment/snapshot/1/2026-06-02T14:00:00Z', JSON.stringify(now));
    now.saved_at = '2026-02-10T09:30:00Z';
    now.answers = {};
    localStorage.setItem('aims-assessment/snapshot/1/2026-02-10T09:30:00Z', JSON.stringify(now));";

/// Name, address, width, height, colour scheme.
const PICTURES: [(&str, &str, u32, u32, &str); 28] = [
    ("start-en-1280", "?lang=en#/", 1280, 900, "light"),
    ("start-fr-360", "?lang=fr#/", 360, 780, "light"),
    ("start-fr-768", "?lang=fr#/", 768, 1024, "light"),
    ("section-en-1280", "?lang=en#/section/5", 1280, 900, "light"),
    ("section-fr-768", "?lang=fr#/section/5", 768, 1024, "light"),
    ("section-fr-360", "?lang=fr#/section/A", 360, 780, "light"),
    ("section-en-360", "?lang=en#/section/6", 360, 780, "light"),
    ("section-en-1280-dark", "?lang=en#/section/A", 1280, 900, "dark"),
    ("results-en-1280", "?lang=en#/results", 1280, 800, "light"),
    ("gaps-en-1280", "?lang=en#/results/gaps", 1280, 800, "light"),
    ("gaps-fr-360", "?lang=fr#/results/gaps", 360, 780, "light"),
    ("plan-en-1280", "?lang=en#/results/plan", 1280, 800, "light"),
    ("plan-fr-360", "?lang=fr#/results/plan", 360, 780, "light"),
    ("scores-fr-1280-dark", "?lang=fr#/results/scores", 1280, 800, "dark"),
    ("statement-fr-1280", "?lang=fr#/results/statement", 1280, 800, "light"),
    ("statement-en-360-dark", "?lang=en#/results/statement", 360, 780, "dark"),
    ("what-if-fr-360", "?lang=fr#/what-if", 360, 780, "light"),
    ("results-fr-768", "?lang=fr#/results", 768, 1024, "light"),
    ("results-fr-360", "?lang=fr#/results", 360, 780, "light"),
    ("results-en-360", "?lang=en#/results", 360, 780, "light"),
    ("results-fr-1280-dark", "?lang=fr#/results", 1280, 900, "dark"),
    ("start-en-360-dark", "?lang=en#/", 360, 780, "dark"),
    ("assessments-en-1280", "?lang=en#/assessments", 1280, 900, "light"),
    ("assessments-fr-360", "?lang=fr#/assessments", 360, 780, "light"),
    ("assessments-fr-1280-dark", "?lang=fr#/assessments", 1280, 900, "dark"),
    ("compare-fr-1280", "?lang=fr#/compare", 1280, 900, "light"),
    ("compare-en-360", "?lang=en#/compare", 360, 780, "light"),
    ("compare-en-360-dark", "?lang=en#/compare", 360, 780, "dark"),
];

#[tokio::main]
async fn main() -> Result<()> {
    with_fixture(take_all).await
}

async fn take_all(fixture: Fixture) -> Result<()> {
    fixture.open_answered("?lang=en").await?;
    fixture.hide_scroll_bars().await?;
    // `--all` is for looking at the page oneself; README and documents need few.
    let all = std::env::args().any(|arg| arg == "--all");
    let pictures = root().join("target/pictures");
    if all {
        std::fs::create_dir_all(&pictures)?;
        fixture.open("?lang=en").await?.run(MORE).await?;
        take_previews(&fixture, &pictures).await?;
    }
    if !all {
        for picture in &pictures::ALL {
            let png =
                picture.take(&fixture).await.with_context(|| format!("taking {}", picture.name))?;
            std::fs::write(picture.file(), png)?;
        }
        return take_cards(&fixture).await;
    }
    for (name, place, width, height, scheme) in PICTURES {
        // Wide screenshots are large enough at scale 1.
        fixture.resize(width, height, if width < 600 { 2 } else { 1 }).await?;
        fixture.set_scheme(scheme).await?;
        fixture.driver.goto("about:blank").await?;
        let page = fixture.open(place).await?;
        let png = take_whole(&page, &fixture).await.with_context(|| format!("taking {name}"))?;
        std::fs::write(pictures.join(format!("{name}.png")), png)?;
    }
    Ok(())
}

/// Keeps the words of the start that the card shows.
const WORDS: &str = "window.cardWords = ['.name', 'h1'].map(name => document.querySelector(name).textContent.trim())";
/// Enlarges the radar to its size on the card: the canvas is redrawn for that size.
const LARGER: &str = "document.querySelector('figure').style.width = document.querySelector('canvas').style.height = '560px'";
/// The image that other sites show in link previews, 1200 x 630: the page's own words, colours and
/// radar.
const CARD: &str = "const [title, lead] = window.cardWords;
    const radar = document.querySelector('canvas').toDataURL();
    const make = (tag, text, style) => { const element = document.createElement(tag); element.textContent = text; element.style.cssText = style; return element; };
    const card = make('div', '', 'box-sizing:border-box;width:1200px;height:630px;padding:70px;display:flex;gap:40px;align-items:center;background:var(--paper);border-left:20px solid var(--accent)');
    const words = make('div', '', 'flex:1');
    words.append(make('p', 'ISO/IEC 42001:2023', 'margin:0;font-size:30px;font-weight:600;color:var(--accent)'),
        make('p', lead, 'margin:20px 0 30px;font-size:58px;line-height:1.12;font-weight:700;letter-spacing:-0.02em'), make('p', title, 'margin:0;font-size:28px;color:var(--muted)'));
    const picture = make('img', '', 'width:520px'); picture.src = radar;
    card.append(words, picture);
    document.body.replaceChildren(card);
    scrollTo(0, 0);
    await picture.decode();
    return true;";

async fn take_cards(fixture: &Fixture) -> Result<()> {
    fixture.set_scheme("light").await?;
    for language in ["en", "fr"] {
        fixture.resize(1200, 630, 1).await?;
        fixture.driver.goto("about:blank").await?;
        let page = fixture.open(&format!("?lang={language}#/")).await?;
        page.run(WORDS).await?;
        page.go("#/example").await?;
        page.wait_for("figure canvas").await?;
        page.wait_until_drawn().await?;
        page.run(LARGER).await?;
        page.wait_until_drawn().await?;
        page.run_async(&format!("(async () => {{ {CARD} }})()")).await?;
        std::fs::write(
            root().join(format!("public/card-{language}.png")),
            fixture.driver.screenshot_as_png().await?,
        )?;
    }
    Ok(())
}

/// Takes the preview of a file that was chosen while there are answers.
async fn take_previews(fixture: &Fixture, folder: &Path) -> Result<()> {
    let file = fixture.downloads.join("équipe-risques.aims.json");
    let text = answers::file(&[("C4-1", "4"), ("C4-2", "2"), ("C4-3", "7"), ("C6-1", "3")]);
    std::fs::write(
        &file,
        text.replacen('{', "{\"organisation\":\"Acme\",\"saved_at\":\"2026-11-20T15:04:05Z\",", 1),
    )?;
    for (width, height, language, scheme) in PREVIEWS {
        fixture.resize(width, height, 1).await?;
        fixture.set_scheme(scheme).await?;
        let page = fixture.open(&format!("?lang={language}#/")).await?;
        page.choose_file(&file).await?;
        page.wait_for("dialog[open]:not([inert])").await?;
        page.wait_until_drawn().await?;
        std::fs::write(
            folder.join(format!("preview-{language}-{width}-{scheme}.png")),
            fixture.still_picture().await?,
        )?;
        page.click("[data-action=import-cancel]").await?;
    }
    Ok(())
}

/// Makes the viewport as high as the page, and takes the screenshot once the page is complete.
async fn take_whole(page: &Page, fixture: &Fixture) -> Result<Vec<u8>> {
    // The results are rendered in several steps.
    let size = page
        .wait_until_still(
            "the page's height",
            "return [innerWidth, document.documentElement.scrollHeight]",
        )
        .await?;
    let [width, height] = [0, 1]
        .map(|index| size[index].as_u64().and_then(|size| u32::try_from(size).ok()).unwrap_or(900));
    fixture.resize(width, height.min(4000), 1).await?;
    page.wait_until_drawn().await?;
    fixture.still_picture().await
}
