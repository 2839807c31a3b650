//! The radar chart: eight axes from 1 to 5, the scores, and either the targets as a dashed ring or earlier scores as a dashed shape.
//!
//! One function draws on any plotters backend: the canvas of the page and SVG alike. The middle is left open, so that a score of
//! 1.0 is a point on the innermost ring and differs from no score at all.
#![allow(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a drawing is made of fractions; it shows figures and makes none"
)]

use std::f64::consts::FRAC_1_SQRT_2 as DIAGONAL;

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::answers::{Assessment, Level};
use crate::language::Language;
use crate::questionnaire::Questionnaire;
use crate::scoring::{Scores, Tenths};

mod look;

pub use look::Look;

/// Where level 1 lies on an axis, as a share of its length; level 5 lies at its end.
const INNER: f64 = 0.16;
/// Sizes in CSS pixels; multiplied by [`Look::scale`].
const FONT: f64 = 14.0;
/// On a phone's width every pixel that a label doesn't take makes the radar larger.
const SMALL_FONT: f64 = 11.5;
const SMALL_WIDTH: u32 = 400;
const LINE_HEIGHT: f64 = 18.0;
const LABEL_GAP: f64 = 9.0;
const EDGE: f64 = 3.0;
/// The directions of the axes, one for each of the eight domains: the first up, the others clockwise. As numbers, since sine and cosine would be
/// 5 kB of the module.
const DIRECTIONS: [(f64, f64); 8] = [
    (0.0, -1.0),
    (DIAGONAL, -DIAGONAL),
    (1.0, 0.0),
    (DIAGONAL, DIAGONAL),
    (0.0, 1.0),
    (-DIAGONAL, DIAGONAL),
    (-1.0, 0.0),
    (-DIAGONAL, -DIAGONAL),
];
const DASH: f64 = 6.0;
/// Dashes of the earlier scores on a radius: long ones where there is room, and enough of them to be seen where there is none.
const EARLIER_DASHES: f64 = 12.0;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Radar {
    axes: Vec<Axis>,
    shows_targets: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Axis {
    /// Id and score, then the name.
    label: [String; 2],
    score: Option<Tenths>,
    earlier: Option<Tenths>,
    target: Level,
}

/// Where things lie, in pixels of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    center: (f64, f64),
    radius: f64,
    labels: Vec<Label>,
}

/// The box of a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Radar {
    /// The radar of an assessment, labelled in a language.
    pub fn new(questionnaire: &Questionnaire, assessment: &Assessment, scores: &Scores, language: Language) -> Self {
        let texts = language.texts();
        let axes = questionnaire.domains.iter().enumerate().map(|(index, domain)| {
            let score = scores.domains[index].tally.score();
            let first = format!("{} · {}", domain.id, language.score(score));
            Axis { label: [first, texts.domains[index].short.to_owned()], score, earlier: None, target: assessment.targets[index] }
        });
        Self { axes: axes.collect(), shows_targets: true }
    }

    /// The same with the scores of an earlier assessment behind it.
    pub fn with_earlier(mut self, questionnaire: &Questionnaire, earlier: &Scores, language: Language) -> Self {
        for (index, (axis, domain)) in self.axes.iter_mut().zip(questionnaire.domains).enumerate() {
            axis.earlier = earlier.domains[index].tally.score();
            axis.label[0] = format!("{} · {} → {}", domain.id, language.score(axis.earlier), language.score(axis.score));
        }
        self
    }

    /// The same with the ids of the domains alone as labels, for a small picture.
    pub fn with_short_labels(mut self, questionnaire: &Questionnaire) -> Self {
        for (axis, domain) in self.axes.iter_mut().zip(questionnaire.domains) {
            axis.label = [domain.id.to_owned(), String::new()];
        }
        self
    }

    /// The same without targets: those of two assessments may differ.
    pub fn without_targets(mut self) -> Self {
        self.shows_targets = false;
        self
    }

    /// The largest radar whose labels all fit into the area. `width_of` tells the width of a text in pixels of the drawing.
    pub fn layout(&self, size: (u32, u32), scale: f64, width_of: &dyn Fn(&str) -> f64) -> Layout {
        let (half_width, half_height) = (f64::from(size.0) / 2.0, f64::from(size.1) / 2.0);
        let gap = LABEL_GAP * scale;
        let (edge_x, edge_y) = (half_width - EDGE * scale, half_height - EDGE * scale);
        let height = 2.0 * LINE_HEIGHT * scale;
        let widths: Vec<f64> = self.axes.iter().map(|axis| axis.label.iter().map(|line| width_of(line)).fold(0.0, f64::max)).collect();
        let fits = |(index, width): (usize, &f64)| {
            let (x, y) = Self::direction(index);
            let room_x = if is_beside(x) { (edge_x - width) / x.abs() } else { f64::MAX };
            let room_y = (edge_y - height / 2.0 * (1.0 + y.abs())) / y.abs().max(0.01);
            room_x.min(room_y) - gap
        };
        let radius = widths.iter().enumerate().map(fits).fold(f64::MAX, f64::min).max(20.0 * scale);
        let label = |(index, width): (usize, &f64)| {
            let (x, y) = Self::direction(index);
            let (at_x, at_y) = (half_width + (radius + gap) * x, half_height + (radius + gap) * y + height / 2.0 * y);
            let left = match x {
                _ if !is_beside(x) => at_x - width / 2.0,
                x if x > 0.0 => at_x,
                _ => at_x - width,
            };
            Label { left, top: at_y - height / 2.0, right: left + width, bottom: at_y + height / 2.0 }
        };
        let mut labels: Vec<Label> = widths.iter().enumerate().map(label).collect();
        for index in 0..labels.len() {
            let (x, y) = Self::direction(index);
            if !is_beside(x) {
                labels[index] = labels[index].clear_of(&labels, y);
            }
        }
        Layout { center: (half_width, half_height), radius, labels }
    }

    /// The unit vector of an axis: the first points up, the others follow clockwise.
    fn direction(index: usize) -> (f64, f64) {
        DIRECTIONS[index % DIRECTIONS.len()]
    }

    /// The point of a value, in tenths of a level, on an axis.
    fn point(layout: &Layout, index: usize, tenths: u32) -> (f64, f64) {
        let (x, y) = Self::direction(index);
        let share = INNER + (1.0 - INNER) * (f64::from(tenths) - 10.0) / 40.0;
        (layout.center.0 + layout.radius * share * x, layout.center.1 + layout.radius * share * y)
    }

    /// The point of each axis that has a value.
    fn points(&self, layout: &Layout, tenths: impl Fn(&Axis) -> Option<Tenths>) -> Vec<Option<(f64, f64)>> {
        let axes = self.axes.iter().enumerate();
        axes.map(|(index, axis)| tenths(axis).map(|tenths| Self::point(layout, index, tenths.0))).collect()
    }

    /// The ring with the given value on each axis, closed.
    fn ring(&self, layout: &Layout, tenths: impl Fn(&Axis) -> u32) -> Vec<(f64, f64)> {
        let mut ring: Vec<_> = self.axes.iter().enumerate().map(|(index, axis)| Self::point(layout, index, tenths(axis))).collect();
        ring.extend(ring.first().copied());
        ring
    }
}

impl Label {
    /// The same box, moved up or down (as `y` is negative or positive) until none of the others lies in its way: a wide name
    /// above or below a small radar would else run into its neighbours.
    fn clear_of(self, others: &[Self], y: f64) -> Self {
        let near = others.iter().filter(|other| **other != self && self.left < other.right && other.left < self.right);
        let shift = if y > 0.0 {
            near.map(|other| other.bottom - self.top).fold(0.0, f64::max)
        } else {
            -near.map(|other| self.bottom - other.top).fold(0.0, f64::max)
        };
        Self { top: self.top + shift, bottom: self.bottom + shift, ..self }
    }
}

impl Layout {
    /// The boxes of the labels, in the order of the axes.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }
}

/// Whether a label stands beside its axis' end, rather than above or below it.
fn is_beside(x: f64) -> bool {
    x.abs() > 0.1
}

type Edge = ((f64, f64), (f64, f64));

/// The lines between neighbours that both have a value.
fn edges(points: &[Option<(f64, f64)>]) -> impl Iterator<Item = Edge> {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).filter_map(|(from, to)| from.zip(*to))
}

type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Draws the radar. `width_of` tells the width of a text in this look's font, in pixels of the drawing.
///
/// # Errors
/// When the backend can't draw.
pub fn draw<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, width_of: &dyn Fn(&str) -> f64) -> Drawn<B> {
    let layout = radar.layout(area.dim_in_pixel(), look.scale, width_of);
    draw_grid(area, radar, look, &layout)?;
    if radar.shows_targets {
        draw_targets(area, radar, look, &layout)?;
    }
    draw_earlier(area, radar, look, &layout)?;
    draw_scores(area, radar, look, &layout)?;
    draw_labels(area, radar, look, &layout)
}

/// Draws what stays while only scores change: the grid and the labels.
///
/// # Errors
/// When the backend can't draw.
pub fn draw_frame<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    draw_grid(area, radar, look, layout)?;
    draw_labels(area, radar, look, layout)
}

/// The font size of the labels in a drawing of this width, both in pixels of the drawing.
pub fn font_size(width: u32, scale: f64) -> f64 {
    let is_small = f64::from(width) < f64::from(SMALL_WIDTH) * scale;
    scale * if is_small { SMALL_FONT } else { FONT }
}

fn draw_grid<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    let line = look.grid.stroke_width(stroke(look, 1.0));
    for level in Level::ALL {
        area.draw(&PathElement::new(pixels(&radar.ring(layout, |_| level.number() * 10)), line))?;
    }
    for index in 0..radar.axes.len() {
        area.draw(&PathElement::new(pixels(&[Radar::point(layout, index, 10), Radar::point(layout, index, 50)]), line))?;
    }
    let numbers = text_style(look, 0.8 * font_size(area.dim_in_pixel().0, look.scale), HPos::Left);
    for level in Level::ALL {
        let (x, y) = Radar::point(layout, 0, level.number() * 10);
        area.draw(&Text::new(level.number().to_string(), pixel((x + 3.0 * look.scale, y)), numbers.clone()))?;
    }
    Ok(())
}

/// Dashed, so that it differs from the scores without its colour.
fn draw_targets<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    let ring = radar.ring(layout, |axis| axis.target.number() * 10);
    ring.windows(2).try_for_each(|edge| draw_dashed(area, look, (edge[0], edge[1]), look.target, DASH * look.scale))
}

/// Dashed as well, with open points and no filling, behind the later scores.
fn draw_earlier<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    let points = radar.points(layout, |axis| axis.earlier);
    for edge in edges(&points) {
        draw_dashed(area, look, edge, look.earlier, layout.radius / EARLIER_DASHES)?;
    }
    for point in points.iter().flatten() {
        area.draw(&Circle::new(pixel(*point), stroke(look, 4.5), look.earlier.stroke_width(stroke(look, 1.5))))?;
    }
    Ok(())
}

fn draw_dashed<B: DrawingBackend>(area: &DrawingArea<B, Shift>, look: &Look, (from, to): Edge, color: RGBColor, dash: f64) -> Drawn<B> {
    let line = color.stroke_width(stroke(look, 2.0));
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    // An odd number of pieces, so that a dash ends in each corner.
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

/// Draws the scores: a filled shape when every axis has one; else lines between neighbours that have one.
///
/// # Errors
/// When the backend can't draw.
pub fn draw_scores<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    let points = radar.points(layout, |axis| axis.score);
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

fn draw_labels<B: DrawingBackend>(area: &DrawingArea<B, Shift>, radar: &Radar, look: &Look, layout: &Layout) -> Drawn<B> {
    let style = text_style(look, font_size(area.dim_in_pixel().0, look.scale), HPos::Center);
    for (axis, label) in radar.axes.iter().zip(&layout.labels) {
        let middle = f64::midpoint(label.left, label.right);
        let line_height = LINE_HEIGHT * look.scale;
        for (line, text) in axis.label.iter().enumerate() {
            let y = label.top + line_height * (line as f64 + 0.5);
            area.draw(&Text::new(text.clone(), pixel((middle, y)), style.clone()))?;
        }
    }
    Ok(())
}

fn text_style(look: &Look, size: f64, h_pos: HPos) -> TextStyle<'_> {
    let font = (FontFamily::Name(&look.font), size).into_font();
    TextStyle::from(font).color(&look.text).pos(Pos::new(h_pos, VPos::Center))
}

fn stroke(look: &Look, width: f64) -> u32 {
    (width * look.scale).round().max(1.0) as u32
}

fn pixel((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn pixels(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points.iter().copied().map(pixel).collect()
}
