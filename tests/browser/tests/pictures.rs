//! The page still looks as in the repository's screenshots: compared loosely, so that another font
//! passes and a broken layout doesn't.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use browser_tests::fixture::with_fixture;
use browser_tests::pictures::{self, difference};

/// The percentage of a screenshot that may differ: a changed sentence passes.
const TOLERATED: u32 = 12;

#[tokio::test]
async fn the_pictures_show_the_page_as_it_is() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        fixture.hide_scroll_bars().await?;
        let mut changed = Vec::new();
        for picture in &pictures::ALL {
            let now = picture.take(&fixture).await?;
            let differs = difference(&std::fs::read(picture.file())?, &now)?;
            if differs > TOLERATED {
                changed.push(format!("{}: {differs} %", picture.name));
            }
        }
        assert!(
            changed.is_empty(),
            "look at the page; where it is as wanted, run `cargo xtask screenshots`: {changed:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_without_its_style_is_noticed() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        fixture.hide_scroll_bars().await?;
        fixture.run_before_each_page("addEventListener('DOMContentLoaded', () => document.querySelector('head style').remove())").await?;
        // The list of sections on the start is a list with or without style.
        let plain = ["print", "start"];
        let is_plain = |name: &str| plain.iter().any(|start| name.starts_with(start));
        for picture in pictures::ALL.iter().filter(|picture| !is_plain(picture.name)) {
            let differs = difference(&std::fs::read(picture.file())?, &picture.take(&fixture).await?)?;
            assert!(differs > TOLERATED, "{}: {differs} %", picture.name);
        }
        Ok(())
    })
    .await
}
