//! Writes the radar as SVG: sharp at any size, readable by any program, with its text as text.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a drawing is made of fractions; it shows figures and makes none"
)]

use plotters::prelude::{IntoDrawingArea, SVGBackend};

use super::error::Error;
use super::text::escaped;
use crate::report::Report;
use crate::report::picture_words;
use crate::report::radar::{self, RadarStyle, Words};

/// Fonts of which every system has one.
const FONT: &str = "Arial, Helvetica, sans-serif";
/// The average width of a character in such a font as a share of the font size, rounded up so that
/// labels never touch.
const LETTER: f64 = 0.58;

/// What plotters divides a font's size by in SVG.
const FONT_SCALE: f64 = 1.24;

/// Returns the picture as a file of its own, with a title, whose it is, and a legend.
///
/// # Errors
/// If it can't be drawn.
pub fn write(report: &Report) -> Result<String, Error> {
    let words = picture_words(
        report.language,
        &report.organisation,
        &report.date,
        report.earlier.as_deref(),
    );
    let picture = drawn(report, Some(&words))?;
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{picture}"))
}

/// Returns the radar alone as an element for a column of a page, with a title for those who don't
/// see it.
///
/// # Errors
/// If it can't be drawn.
pub fn picture(report: &Report) -> Result<String, Error> {
    drawn(report, None)
}

fn drawn(report: &Report, words: Option<&Words>) -> Result<String, Error> {
    let size = if words.is_some() { radar::ALONE } else { radar::IN_A_COLUMN };
    let look = RadarStyle { font_scale: FONT_SCALE, ..RadarStyle::paper(FONT, 1.0) };
    let radar = report.radar.clone();
    // In a column the map of all answers stands beside it, with names and scores of the domains,
    // but not with earlier scores.
    let radar = match words {
        Some(_) => radar.with_names_first(),
        None if report.earlier.is_none() => radar.with_short_labels(),
        None => radar,
    };
    let width_of =
        |text: &str| text.chars().count() as f64 * LETTER * radar::font_size(size.0, 1.0);
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, size).into_drawing_area();
        match words {
            Some(words) => radar::draw_alone(&area, &radar, words, &look, &width_of),
            None => radar::draw(&area, &radar, &look, &width_of),
        }
        .map_err(|error| Error::new("radar", &error))?;
        area.present().map_err(|error| Error::new("radar", &error))?;
    }
    let start = drawing
        .find("<svg")
        .and_then(|start| Some((start, start + drawing[start..].find('>')? + 1)));
    let Some((start, end)) = start else { return Err(Error::new("radar", &"no drawing")) };
    let title = escaped(&report.radar_in_words());
    let (width, height) = size;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{title}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>{}",
        &drawing[end.max(start)..]
    ))
}
