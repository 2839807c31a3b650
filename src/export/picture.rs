//! Draws the radar as a PNG, for file formats that can't draw it themselves.
//!
//! The bitmap backend of plotters can't write text in a browser, where plotters leaves all fonts to
//! the page. So this is a backend of its own, which sets pixels in memory and draws the glyphs of
//! the bundled font.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a drawing is made of fractions; it shows figures and makes none"
)]

use std::convert::Infallible;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use plotters::drawing::IntoDrawingArea;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::error::Error;
use crate::report::radar::{self, Radar, RadarStyle};

/// The font of the labels.
static FONT: &[u8] = include_bytes!("../../assets/fonts/aims-sans.ttf");

/// The size of the picture in pixels.
pub const SIZE: (u32, u32) = (radar::ON_PAPER.0 * 5 / 2, radar::ON_PAPER.1 * 5 / 2);
/// The drawing is larger by this factor and is then scaled down, because plotters' lines are
/// jagged.
const OVER: u32 = 2;
/// Pixels of the drawing per pixel of the page; determines the size of labels and lines.
const SCALE: f64 = 2.5 * OVER as f64;

/// Returns the radar on white, as a PNG.
///
/// # Errors
/// If the drawing or the picture can't be made; not seen so far.
pub fn png(radar: &Radar) -> Result<Vec<u8>, Error> {
    encode(&smaller(&drawn(radar)?))
}

/// Returns the pixels of the large drawing, three bytes each.
fn drawn(radar: &Radar) -> Result<Vec<u8>, Error> {
    let font = FontRef::try_from_slice(FONT).map_err(|error| Error::new("font", &error))?;
    let size = (SIZE.0 * OVER, SIZE.1 * OVER);
    let font_size = radar::font_size(size.0, SCALE);
    let width_of = |text: &str| f64::from(width(&font, font_size, text));
    let mut pixels = vec![u8::MAX; (3 * size.0 * size.1) as usize];
    let area = Paper { pixels: &mut pixels, size, font: &font }.into_drawing_area();
    let radar = radar.clone().with_names_first();
    radar::draw(&area, &radar, &RadarStyle::paper("", SCALE), &width_of)
        .map_err(|error| Error::new("radar", &error))?;
    drop(area);
    Ok(pixels)
}

fn width(font: &FontRef, size: f64, text: &str) -> f32 {
    let font = font.as_scaled(PxScale::from(size as f32));
    text.chars().map(|letter| font.h_advance(font.glyph_id(letter))).sum()
}

/// An image in memory that plotters draws on.
struct Paper<'p> {
    pixels: &'p mut [u8],
    size: (u32, u32),
    font: &'p FontRef<'static>,
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (width, height) = self.size;
        if (0..width as i32).contains(&x) && (0..height as i32).contains(&y) {
            let at = 3 * (y as usize * width as usize + x as usize);
            let (red, green, blue) = color.rgb;
            for (pixel, color_of) in self.pixels[at..at + 3].iter_mut().zip([red, green, blue]) {
                let (old, new) = (f64::from(*pixel), f64::from(color_of));
                *pixel = (old + (new - old) * color.alpha).round() as u8;
            }
        }
        Ok(())
    }

    /// Centres the text vertically, whatever the anchor: the labels use no other.
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let font = self.font.as_scaled(PxScale::from(style.size() as f32));
        let all = width(self.font, style.size(), text);
        let mut x = pos.0 as f32
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => all / 2.0,
                HPos::Right => all,
            };
        let baseline = pos.1 as f32 + f32::midpoint(font.ascent(), font.descent());
        let color = style.color();
        for letter in text.chars() {
            let id = font.glyph_id(letter);
            let glyph = id.with_scale_and_position(font.scale(), point(x, baseline));
            x += font.h_advance(id);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            let mut points = Vec::new();
            outline.draw(|x, y, share| {
                points.push((x as i32 + corner.x as i32, y as i32 + corner.y as i32, share));
            });
            for (x, y, share) in points {
                let color =
                    BackendColor { alpha: color.alpha * f64::from(share.min(1.0)), rgb: color.rgb };
                self.draw_pixel((x, y), color)?;
            }
        }
        Ok(())
    }
}

/// Scales the drawing down: each pixel is the mean of those that it replaces.
fn smaller(pixels: &[u8]) -> Vec<u8> {
    let (over, row) = (OVER as usize, (3 * SIZE.0 * OVER) as usize);
    let mut small = Vec::with_capacity((3 * SIZE.0 * SIZE.1) as usize);
    for y in 0..SIZE.1 as usize {
        for x in 0..SIZE.0 as usize {
            for color in 0..3 {
                let of_row = |line: usize| {
                    (0..over).map(move |column| {
                        (y * over + line) * row + (x * over + column) * 3 + color
                    })
                };
                let sum: u32 = (0..over).flat_map(of_row).map(|at| u32::from(pixels[at])).sum();
                small.push((sum / (OVER * OVER)) as u8);
            }
        }
    }
    small
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let failed = |error: png::EncodingError| Error::new("picture", &error);
    let mut encoder = png::Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}
