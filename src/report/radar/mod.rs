//! The radar chart: eight axes from 1 to 5 with the scores and, optionally, the targets as a dashed
//! ring and earlier scores as a dashed shape.
//!
//! The same function draws on any plotters backend, on the page's canvas as well as in SVG. The
//! centre is left empty, so that a score of 1.0 is a point on the innermost ring and differs from
//! no score.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a drawing is made of fractions; it shows figures and makes none"
)]

mod alone;
mod chart;
mod drawing;
mod style;

pub use alone::{ALONE, IN_A_COLUMN, ON_PAPER, Words, draw_alone};
pub use chart::{Label, Layout, Radar, font_size};
pub use drawing::{draw, draw_frame, draw_scores};
pub use style::RadarStyle;
