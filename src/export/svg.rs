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
use crate::report::radar::{self, RadarStyle};

const SIZE: (u32, u32) = (760, 560);
/// Fonts of which every system has one.
const FONT: &str = "Arial, Helvetica, sans-serif";
/// The average width of a character in such a font as a share of the font size, rounded up so that
/// labels never touch.
const LETTER: f64 = 0.58;

/// Returns the picture as a file of its own.
///
/// # Errors
/// If it can't be drawn.
pub fn write(report: &Report) -> Result<String, Error> {
    Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", picture(report)?))
}

/// Returns the picture as an element, with a title for those who don't see it.
///
/// # Errors
/// If it can't be drawn.
pub fn picture(report: &Report) -> Result<String, Error> {
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, SIZE).into_drawing_area();
        let width_of =
            |text: &str| text.chars().count() as f64 * LETTER * radar::font_size(SIZE.0, 1.0);
        radar::draw(&area, &report.radar, &RadarStyle::paper(FONT, 1.0), &width_of)
            .map_err(|error| Error::new("radar", &error))?;
        area.present().map_err(|error| Error::new("radar", &error))?;
    }
    let start = drawing
        .find("<svg")
        .and_then(|start| Some((start, start + drawing[start..].find('>')? + 1)));
    let Some((start, end)) = start else { return Err(Error::new("radar", &"no drawing")) };
    let title = escaped(&report.radar_in_words());
    let (width, height) = SIZE;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{title}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>{}",
        &drawing[end.max(start)..]
    ))
}
