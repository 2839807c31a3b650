//! The screenshots in the repository: how each is taken, and how two are compared.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::fixture::{Fixture, root};

/// A screenshot in `docs/pictures/`.
pub struct Picture {
    /// Its name, without `.png`.
    pub name: &'static str,
    /// Address within the page.
    place: &'static str,
    /// Width and height of the viewport in CSS pixels.
    size: (u32, u32),
    /// `light`, `dark`, or `print`.
    look: &'static str,
}

/// The screenshots shown in the README and the documents.
pub const ALL: [Picture; 8] = [
    picture("start-en-1280", "?lang=en#/", (1280, 900), "light"),
    picture("start-fr-360", "?lang=fr#/", (360, 780), "light"),
    picture("section-en-1280", "?lang=en#/section/5", (1280, 900), "light"),
    picture("section-en-1280-dark", "?lang=en#/section/5", (1280, 900), "dark"),
    picture("section-fr-360", "?lang=fr#/section/A", (360, 780), "light"),
    picture("results-en-1280", "?lang=en#/results", (1280, 800), "light"),
    picture("results-fr-360", "?lang=fr#/results", (360, 780), "dark"),
    picture("print-fr", "?lang=fr#/example", (794, 1123), "print"),
];

const fn picture(
    name: &'static str,
    place: &'static str,
    size: (u32, u32),
    look: &'static str,
) -> Picture {
    Picture { name, place, size, look }
}

impl Picture {
    /// Returns the path of the screenshot in the repository.
    pub fn file(&self) -> PathBuf {
        root().join("docs/pictures").join(format!("{}.png", self.name))
    }

    /// Takes the screenshot anew, as PNG, in a browser whose page has all questions answered.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn take(&self, fixture: &Fixture) -> Result<Vec<u8>> {
        let (width, height) = self.size;
        // Wide screenshots are large enough at scale 1.
        fixture.resize(width, height, if width < 600 { 2 } else { 1 }).await?;
        let media = if self.look == "print" { "print" } else { "" };
        let scheme = if self.look == "dark" { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        fixture
            .tell("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }))
            .await?;
        fixture.driver.goto("about:blank").await?;
        let page = fixture.open(self.place).await?;
        if self.place.ends_with("#/results") {
            page.wait_for_results().await?;
        }
        page.wait_until_drawn().await?;
        fixture.still_picture().await
    }
}

/// Edge of the squares that are compared, in device pixels: larger than a letter, smaller than a
/// card.
const FIELD: usize = 40;
/// A mean colour that differs by more than this, of 255, means other content: text is there or
/// isn't, or a surface has another colour.
const OTHER: u32 = 24;

/// Returns the percentage of squares in which two screenshots differ. Fonts, and letters that moved
/// by some pixels, hardly count.
///
/// # Errors
/// When one of them is no PNG, or their sizes differ.
pub fn difference(one: &[u8], other: &[u8]) -> Result<u32> {
    let (one, other) = (Fields::read(one)?, Fields::read(other)?);
    ensure!(
        one.size == other.size,
        "one picture is {:?} pixels large, the other {:?}",
        one.size,
        other.size
    );
    let differing = one
        .means
        .iter()
        .zip(&other.means)
        .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > OTHER))
        .count();
    u32::try_from(differing * 100 / one.means.len().max(1)).context("more than all of it")
}

struct Fields {
    size: (usize, usize),
    /// Mean red, green, blue of each square.
    means: Vec<[u32; 3]>,
}

impl Fields {
    fn read(png: &[u8]) -> Result<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info()?;
        let mut pixels = vec![0; reader.output_buffer_size().context("a picture of unknown size")?];
        let info = reader.next_frame(&mut pixels)?;
        let (width, height, samples) =
            (info.width as usize, info.height as usize, info.color_type.samples());
        ensure!(samples >= 3, "a picture without colours");
        let columns = width.div_ceil(FIELD);
        let mut sums = vec![([0_u64; 3], 0_u64); columns * height.div_ceil(FIELD)];
        for (index, pixel) in pixels.chunks_exact(samples).take(width * height).enumerate() {
            let (sum, count) = &mut sums[index / width / FIELD * columns + index % width / FIELD];
            sum.iter_mut().zip(pixel).for_each(|(sum, share)| *sum += u64::from(*share));
            *count += 1;
        }
        let means = sums.into_iter().map(|(sum, count)| {
            sum.map(|sum| u32::try_from(sum / count.max(1)).unwrap_or(u32::MAX))
        });
        Ok(Self { size: (width, height), means: means.collect() })
    }
}
