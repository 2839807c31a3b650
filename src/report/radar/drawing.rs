//! Draws the radar on a plotters drawing area.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::chart::{LINE_HEIGHT, Layout, Radar, font_size};
use super::style::RadarStyle;
use crate::assessment::answers::Level;

pub(super) const DASH: f64 = 6.0;
/// The number of dashes per radius for the earlier scores: long dashes on a large radar, and enough
/// of them on a small one.
const EARLIER_DASHES: f64 = 12.0;

pub(super) type Edge = ((f64, f64), (f64, f64));

/// The lines between neighbours that both have a value.
fn edges(points: &[Option<(f64, f64)>]) -> impl Iterator<Item = Edge> {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).filter_map(|(from, to)| from.zip(*to))
}

pub(super) type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Draws the radar. `width_of` returns the width of a text in this style's font, in pixels of the
/// drawing.
///
/// # Errors
/// If the backend can't draw.
pub fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    width_of: &dyn Fn(&str) -> f64,
) -> Drawn<B> {
    let layout = radar.layout(area.dim_in_pixel(), look.scale, width_of);
    draw_grid(area, radar, look, &layout)?;
    if radar.shows_targets {
        draw_targets(area, radar, look, &layout)?;
    }
    draw_earlier(area, radar, look, &layout)?;
    draw_scores(area, radar, look, &layout)?;
    draw_labels(area, radar, look, &layout)
}

/// Draws the parts that stay while only scores change: the grid and the labels.
///
/// # Errors
/// If the backend can't draw.
pub fn draw_frame<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    draw_grid(area, radar, look, layout)?;
    draw_labels(area, radar, look, layout)
}

fn draw_grid<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    let line = look.grid.stroke_width(stroke(look, 1.0));
    for level in Level::ALL {
        area.draw(&PathElement::new(pixels(&radar.level_ring(layout, level)), line))?;
    }
    for index in 0..radar.axes.len() {
        area.draw(&PathElement::new(
            pixels(&[Radar::point(layout, index, 10), Radar::point(layout, index, 50)]),
            line,
        ))?;
    }
    let numbers = text_style(look, 0.8 * font_size(area.dim_in_pixel().0, look.scale), HPos::Left);
    for level in Level::ALL {
        let (x, y) = Radar::point(layout, 0, level.number() * 10);
        area.draw(&Text::new(
            level.number().to_string(),
            pixel((x + 3.0 * look.scale, y)),
            numbers.clone(),
        ))?;
    }
    Ok(())
}

/// Draws the targets dashed, so that they differ from the scores without colour too.
fn draw_targets<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    let ring = radar.target_ring(layout);
    ring.windows(2).try_for_each(|edge| {
        draw_dashed(area, look, (edge[0], edge[1]), look.target, DASH * look.scale)
    })
}

/// Draws the earlier scores behind the later ones: also dashed, with open points and no fill.
fn draw_earlier<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    let points = radar.points(layout, |axis| axis.earlier);
    for edge in edges(&points) {
        draw_dashed(area, look, edge, look.earlier, layout.radius / EARLIER_DASHES)?;
    }
    for point in points.iter().flatten() {
        area.draw(&Circle::new(
            pixel(*point),
            stroke(look, 4.5),
            look.earlier.stroke_width(stroke(look, 1.5)),
        ))?;
    }
    Ok(())
}

pub(super) fn draw_dashed<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    look: &RadarStyle,
    (from, to): Edge,
    color: RGBColor,
    dash: f64,
) -> Drawn<B> {
    let line = color.stroke_width(stroke(look, 2.0));
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    // The number of pieces is odd, so that a dash ends at each corner.
    let pieces = ((length / dash) as u32) | 1;
    let at = |piece: u32| {
        let share = f64::from(piece) / f64::from(pieces);
        (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
    };
    for piece in (0..pieces).step_by(2) {
        area.draw(&PathElement::new(pixels(&[at(piece), at(piece + 1)]), line))?;
    }
    Ok(())
}

/// Draws the scores: a filled shape if every axis has one, otherwise lines between neighbours that
/// have one.
///
/// # Errors
/// If the backend can't draw.
pub fn draw_scores<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    let points = radar.score_points(layout);
    if let Some(shape) = points.iter().copied().collect::<Option<Vec<_>>>() {
        area.draw(&Polygon::new(pixels(&shape), look.score.mix(0.2)))?;
    }
    let line = look.score.stroke_width(stroke(look, 2.5));
    for (from, to) in edges(&points) {
        area.draw(&PathElement::new(pixels(&[from, to]), line))?;
    }
    for point in points.iter().flatten() {
        area.draw(&Circle::new(pixel(*point), stroke(look, 4.0), look.score.filled()))?;
    }
    Ok(())
}

fn draw_labels<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    look: &RadarStyle,
    layout: &Layout,
) -> Drawn<B> {
    let style = text_style(look, font_size(area.dim_in_pixel().0, look.scale), HPos::Center);
    for (axis, label) in radar.axes.iter().zip(&layout.labels) {
        let middle = f64::midpoint(label.left, label.right);
        let line_height = LINE_HEIGHT * look.scale;
        for (line, text) in Radar::label(axis, layout).into_iter().enumerate() {
            let y = label.top + line_height * (line as f64 + 0.5);
            area.draw(&Text::new(text, pixel((middle, y)), style.clone()))?;
        }
    }
    Ok(())
}

pub(super) fn text_style(look: &RadarStyle, size: f64, h_pos: HPos) -> TextStyle<'_> {
    let font = (FontFamily::Name(&look.font), size * look.font_scale).into_font();
    TextStyle::from(font).color(&look.text).pos(Pos::new(h_pos, VPos::Center))
}

pub(super) fn stroke(look: &RadarStyle, width: f64) -> u32 {
    (width * look.scale).round().max(1.0) as u32
}

pub(super) fn pixel((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

pub(super) fn pixels(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points.iter().copied().map(pixel).collect()
}
