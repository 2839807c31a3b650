//! Colours, font and scale of the radar.

use plotters::style::RGBColor;

/// The style of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct RadarStyle {
    /// Labels.
    pub text: RGBColor,
    /// Rings and axes.
    pub grid: RGBColor,
    /// The scores.
    pub score: RGBColor,
    /// The dashed target ring.
    pub target: RGBColor,
    /// The dashed earlier scores.
    pub earlier: RGBColor,
    /// A font family, as in CSS.
    pub font: String,
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// What a size of a font is multiplied by: some backends of plotters divide it.
    pub font_scale: f64,
}

impl RadarStyle {
    /// The style for paper, dark on white; the colours are the light ones of
    /// `public/style/1-tokens.css`.
    pub fn paper(font: &str, scale: f64) -> Self {
        Self {
            text: RGBColor(0x1a, 0x23, 0x28),
            grid: RGBColor(0xa9, 0xb3, 0xb0),
            score: RGBColor(0x0b, 0x5d, 0x66),
            target: RGBColor(0xb4, 0x57, 0x0e),
            earlier: RGBColor(0x6b, 0x3f, 0xa0),
            font: font.to_owned(),
            scale,
            font_scale: 1.0,
        }
    }
}
