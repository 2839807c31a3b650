//! The radar as a PNG picture, for files that can't draw it themselves.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "a drawing is made of fractions; it shows figures and makes none"
)]

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use plotters::backend::BitMapBackend;
use plotters::drawing::IntoDrawingArea;
use plotters::style::{FontStyle, WHITE, register_font};

use super::NotMade;
use crate::radar::{self, Look, Radar};

/// The font of the labels, under the name by which plotters knows it.
const FONT: &str = "AIMS Sans";
static FONT_FILE: &[u8] = include_bytes!("../../assets/fonts/aims-sans.ttf");

/// The size of the picture in pixels.
pub const SIZE: (u32, u32) = (1440, 1080);
/// It is drawn larger by this and then made smaller, because plotters' lines have steps.
const OVER: u32 = 2;
/// Pixels of the drawing for one of the page's: so large are labels and lines.
const SCALE: f64 = 2.0 * OVER as f64;

/// The radar on white.
///
/// # Errors
/// When the drawing or the picture can't be made; not seen so far.
pub fn png(radar: &Radar) -> Result<Vec<u8>, NotMade> {
    encode(&smaller(&drawn(radar)?))
}

/// The pixels of the large drawing, three bytes each.
fn drawn(radar: &Radar) -> Result<Vec<u8>, NotMade> {
    let failed = |what: &dyn std::fmt::Display| NotMade::new("radar", &what.to_string());
    register_font(FONT, FontStyle::Normal, FONT_FILE).map_err(|_| failed(&"the font is damaged"))?;
    let font = FontRef::try_from_slice(FONT_FILE).map_err(|error| failed(&error))?;
    let (width, height) = (SIZE.0 * OVER, SIZE.1 * OVER);
    let font = font.as_scaled(PxScale::from(radar::font_size(width, SCALE) as f32));
    let width_of = |text: &str| text.chars().map(|letter| f64::from(font.h_advance(font.glyph_id(letter)))).sum();
    let mut pixels = vec![0; (3 * width * height) as usize];
    {
        let area = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        area.fill(&WHITE).map_err(|error| failed(&error))?;
        radar::draw(&area, radar, &Look::paper(FONT, SCALE), &width_of).map_err(|error| failed(&error))?;
        area.present().map_err(|error| failed(&error))?;
    }
    Ok(pixels)
}

/// Each pixel is the mean of those that it stands for.
fn smaller(pixels: &[u8]) -> Vec<u8> {
    let (over, row) = (OVER as usize, (3 * SIZE.0 * OVER) as usize);
    let mut small = Vec::with_capacity((3 * SIZE.0 * SIZE.1) as usize);
    for y in 0..SIZE.1 as usize {
        for x in 0..SIZE.0 as usize {
            for color in 0..3 {
                let of_row = |line: usize| (0..over).map(move |column| (y * over + line) * row + (x * over + column) * 3 + color);
                let sum: u32 = (0..over).flat_map(of_row).map(|at| u32::from(pixels[at])).sum();
                small.push((sum / (OVER * OVER)) as u8);
            }
        }
    }
    small
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>, NotMade> {
    let mut file = Vec::new();
    let failed = |error: png::EncodingError| NotMade::new("picture", &error);
    let mut encoder = png::Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}
