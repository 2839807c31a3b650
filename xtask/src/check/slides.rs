//! Opens the slides with programs that aren't ours: `LibreOffice`, and python-pptx where there is
//! one.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::convert::convert;
use crate::tools::files::root;
use crate::tools::setup::Readers;

/// The number of slides.
const SLIDES: usize = 6;

/// Checks that `LibreOffice` opens the slides and makes as many pages of them, and that python-pptx
/// finds titles, tables and the chart with its figures.
///
/// # Errors
/// When a program complains, or finds something else.
pub fn check(readers: &Readers, file: &Path, language: &str, overall: &str) -> Result<()> {
    let pages = std::fs::read(convert(readers, file, &[], "pdf")?)?;
    let pages = String::from_utf8_lossy(&pages).matches("/Type/Page/").count();
    ensure!(pages == SLIDES, "LibreOffice makes {pages} pages of {}", file.display());
    let can_read = Command::new(&readers.python).args(["-c", "import pptx"]).output()?;
    if !can_read.status.success() {
        println!("python-pptx is not installed, so it did not open {}", file.display());
        return Ok(());
    }
    let script = root().join("tests/documents/read_pptx.py");
    let output = Command::new(&readers.python).arg(script).arg(file).output()?;
    ensure!(output.status.success(), "python-pptx: {}", String::from_utf8_lossy(&output.stderr));
    let slides: Vec<Value> =
        serde_json::from_slice(&output.stdout).context("what python-pptx printed")?;
    ensure!(slides.len() == SLIDES, "python-pptx finds {} slides", slides.len());
    let count = |slide: usize, what: &str| slides[slide][what].as_array().map_or(0, Vec::len);
    let tables: Vec<usize> = (0..SLIDES).map(|slide| count(slide, "tables")).collect();
    ensure!(tables == [0, 1, 1, 1, 1, 0], "python-pptx finds these tables: {tables:?}");
    ensure!(count(1, "charts") == 1, "python-pptx finds no chart");
    for slide in &slides {
        let title = slide["title"].as_str().unwrap_or_default();
        ensure!(!title.is_empty(), "a slide without a title");
    }
    let shown = if language == "fr" { overall.replace('.', ",") } else { overall.to_owned() };
    let is_there = slides[0]["texts"].as_array().is_some_and(|texts| {
        texts.iter().any(|text| text.as_str().is_some_and(|text| text.contains(&shown)))
    });
    ensure!(is_there, "python-pptx doesn't find {shown} on the first slide");
    Ok(())
}
