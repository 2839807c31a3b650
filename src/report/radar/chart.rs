//! The data of the radar, and the positions of its points and labels.

use std::f64::consts::FRAC_1_SQRT_2 as DIAGONAL;

use crate::assessment::answers::{Assessment, Level};
use crate::content::questionnaire::Questionnaire;
use crate::language::Language;
use crate::scoring::{Scores, Tenths};

/// The position of level 1 on an axis, as a share of its length; level 5 is at its end.
const INNER: f64 = 0.16;
/// Sizes in CSS pixels; multiplied by [`RadarStyle::scale`].
const FONT: f64 = 14.0;
/// On the width of a phone, smaller labels leave more room for the radar.
const SMALL_FONT: f64 = 11.5;
const SMALL_WIDTH: u32 = 400;
pub(super) const LINE_HEIGHT: f64 = 18.0;
const LABEL_GAP: f64 = 9.0;
const EDGE: f64 = 3.0;
const MIN_RADIUS: f64 = 20.0;
/// The unit vectors of the axes, one for each of the eight domains: the first points up, the others
/// follow clockwise. They are constants, since sine and cosine would add 5 kB to the module.
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
/// The data that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Radar {
    pub(super) axes: Vec<Axis>,
    pub(super) shows_targets: bool,
    labels: Labels,
}

/// What stands at the end of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// `9 · 2.5` above the name, which leaves more room on a small screen.
    ScoreFirst,
    /// `9 Performance` above the score, for a picture that is looked at by itself.
    NameFirst,
    /// `9 Performance 2.5` in a line, for an area at least twice as wide as high.
    OneLine,
    /// `9`.
    IdAlone,
}

impl Labels {
    /// The height of a label in CSS pixels.
    fn height(self) -> f64 {
        match self {
            Self::ScoreFirst | Self::NameFirst => 2.0 * LINE_HEIGHT,
            Self::OneLine | Self::IdAlone => LINE_HEIGHT,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// The id of the domain.
    id: &'static str,
    /// Its short name.
    name: &'static str,
    /// Its score, after the earlier one if there is one.
    shown: String,
    pub(super) score: Option<Tenths>,
    pub(super) earlier: Option<Tenths>,
    pub(super) target: Level,
}

/// The positions of the parts, in pixels of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub(super) center: (f64, f64),
    pub(super) radius: f64,
    pub(super) labels: Vec<Label>,
    kind: Labels,
}

/// The bounding box of a label.
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
    /// Makes the radar of an assessment, with labels in a language.
    pub fn new(
        questionnaire: &Questionnaire,
        assessment: &Assessment,
        scores: &Scores,
        language: Language,
    ) -> Self {
        let texts = language.texts();
        let axes = questionnaire.domains.iter().enumerate().map(|(index, domain)| {
            let score = scores.domains[index].tally.score();
            Axis {
                id: domain.id,
                name: texts.domains[index].short,
                shown: language.score(score),
                score,
                earlier: None,
                target: assessment.targets[index],
            }
        });
        Self { axes: axes.collect(), shows_targets: true, labels: Labels::ScoreFirst }
    }

    /// Adds the scores of an earlier assessment.
    pub fn with_earlier(mut self, earlier: &Scores, language: Language) -> Self {
        for (axis, domain) in self.axes.iter_mut().zip(&earlier.domains) {
            axis.earlier = domain.tally.score();
            axis.shown =
                format!("{} → {}", language.score(axis.earlier), language.score(axis.score));
        }
        self
    }

    /// Reduces the labels to the ids of the domains, for a small drawing.
    pub fn with_short_labels(self) -> Self {
        Self { labels: Labels::IdAlone, ..self }
    }

    /// Puts the names of the domains first, for a picture that is looked at by itself.
    pub fn with_names_first(self) -> Self {
        Self { labels: Labels::NameFirst, ..self }
    }

    /// The one or two lines at the end of an axis.
    pub(super) fn label(axis: &Axis, layout: &Layout) -> [String; 2] {
        Self::lines(axis, layout.kind)
    }

    fn lines(axis: &Axis, kind: Labels) -> [String; 2] {
        let Axis { id, name, shown, .. } = axis;
        match kind {
            Labels::OneLine => [format!("{id} {name} {shown}"), String::new()],
            Labels::ScoreFirst => [format!("{id} · {shown}"), (*name).to_owned()],
            Labels::NameFirst => [format!("{id} {name}"), shown.clone()],
            Labels::IdAlone => [(*id).to_owned(), String::new()],
        }
    }

    /// Hides the targets, as those of two assessments may differ.
    pub fn without_targets(mut self) -> Self {
        self.shows_targets = false;
        self
    }

    /// Computes the largest radar whose labels all fit into the area. `width_of` returns the width
    /// of a text in pixels of the drawing.
    pub fn layout(&self, size: (u32, u32), scale: f64, width_of: &dyn Fn(&str) -> f64) -> Layout {
        let (half_width, half_height) = (f64::from(size.0) / 2.0, f64::from(size.1) / 2.0);
        let gap = LABEL_GAP * scale;
        let (edge_x, edge_y) = (half_width - EDGE * scale, half_height - EDGE * scale);
        let kind = match self.labels {
            Labels::ScoreFirst if size.0 >= 2 * size.1 => Labels::OneLine,
            kind => kind,
        };
        let height = kind.height() * scale;
        let width = |axis| Self::lines(axis, kind).into_iter().map(|line| width_of(&line));
        let widths: Vec<f64> =
            self.axes.iter().map(|axis| width(axis).fold(0.0, f64::max)).collect();
        let fits = |(index, width): (usize, &f64)| {
            let (x, y) = Self::direction(index);
            let room_x = if is_beside(x) { (edge_x - width) / x.abs() } else { f64::MAX };
            let room_y = (edge_y - height / 2.0 * (1.0 + y.abs())) / y.abs().max(0.01);
            room_x.min(room_y) - gap
        };
        let smallest = MIN_RADIUS * scale;
        let mut radius = widths.iter().enumerate().map(fits).fold(f64::MAX, f64::min).max(smallest);
        let center = (half_width, half_height);
        let place = |radius| Self::place_labels(&widths, center, radius, scale, height);
        let mut labels = place(radius);
        // A label that gave way to its neighbours may need more room than its axis left.
        while labels.iter().any(|label| label.is_outside(size)) && radius > smallest {
            radius = (radius - scale).max(smallest);
            labels = place(radius);
        }
        Layout { center, radius, labels, kind }
    }

    /// Places a box of this height at the end of each axis, so that none lies on another. A label
    /// beside the radar moves aside where there is room; otherwise the one above or below it moves.
    fn place_labels(
        widths: &[f64],
        center: (f64, f64),
        radius: f64,
        scale: f64,
        height: f64,
    ) -> Vec<Label> {
        let gap = LABEL_GAP * scale;
        let label = |(index, width): (usize, &f64)| {
            let (x, y) = Self::direction(index);
            let (at_x, at_y) =
                (center.0 + (radius + gap) * x, center.1 + (radius + gap) * y + height / 2.0 * y);
            let left = match x {
                _ if !is_beside(x) => at_x - width / 2.0,
                x if x > 0.0 => at_x,
                _ => at_x - width,
            };
            Label {
                left,
                top: at_y - height / 2.0,
                right: left + width,
                bottom: at_y + height / 2.0,
            }
        };
        let mut labels: Vec<Label> = widths.iter().enumerate().map(label).collect();
        for upright in 0..labels.len() {
            let (x, y) = Self::direction(upright);
            if is_beside(x) {
                continue;
            }
            for index in 0..labels.len() {
                let aside = labels[index].aside_of(labels[upright], gap, Self::direction(index).0);
                if index != upright && !aside.is_outside_width(2.0 * center.0) {
                    labels[index] = aside;
                }
            }
            labels[upright] = labels[upright].clear_of(&labels, y);
        }
        labels
    }

    /// The points of the scores; `None` for an axis without one.
    pub fn score_points(&self, layout: &Layout) -> Vec<Option<(f64, f64)>> {
        self.points(layout, |axis| axis.score)
    }

    /// The closed ring of the targets.
    pub fn target_ring(&self, layout: &Layout) -> Vec<(f64, f64)> {
        self.ring(layout, |axis| axis.target.number() * 10)
    }

    /// The closed ring of a level, as in the grid.
    pub fn level_ring(&self, layout: &Layout, level: Level) -> Vec<(f64, f64)> {
        self.ring(layout, |_| level.number() * 10)
    }

    /// The unit vector of an axis: the first points up, the others follow clockwise.
    pub(super) fn direction(index: usize) -> (f64, f64) {
        DIRECTIONS[index % DIRECTIONS.len()]
    }

    /// The point of a value, in tenths of a level, on an axis.
    pub(super) fn point(layout: &Layout, index: usize, tenths: u32) -> (f64, f64) {
        let (x, y) = Self::direction(index);
        let share = INNER + (1.0 - INNER) * (f64::from(tenths) - 10.0) / 40.0;
        (layout.center.0 + layout.radius * share * x, layout.center.1 + layout.radius * share * y)
    }

    /// The points of the axes; `None` for an axis without a value.
    pub(super) fn points(
        &self,
        layout: &Layout,
        tenths: impl Fn(&Axis) -> Option<Tenths>,
    ) -> Vec<Option<(f64, f64)>> {
        let axes = self.axes.iter().enumerate();
        axes.map(|(index, axis)| tenths(axis).map(|tenths| Self::point(layout, index, tenths.0)))
            .collect()
    }

    /// The closed ring through the given value on each axis.
    fn ring(&self, layout: &Layout, tenths: impl Fn(&Axis) -> u32) -> Vec<(f64, f64)> {
        let mut ring: Vec<_> = self
            .axes
            .iter()
            .enumerate()
            .map(|(index, axis)| Self::point(layout, index, tenths(axis)))
            .collect();
        ring.extend(ring.first().copied());
        ring
    }
}

impl Label {
    fn overlaps(self, other: Self) -> bool {
        let crosses = self.left < other.right && other.left < self.right;
        crosses && self.top < other.bottom && other.top < self.bottom
    }

    fn is_outside(self, size: (u32, u32)) -> bool {
        let too_high = self.top < 0.0 || self.bottom > f64::from(size.1);
        too_high || self.is_outside_width(f64::from(size.0))
    }

    fn is_outside_width(self, width: f64) -> bool {
        self.left < 0.0 || self.right > width
    }

    /// Moves the box away from another that it overlaps: to the left if `x` is negative, otherwise
    /// to the right.
    fn aside_of(self, other: Self, gap: f64, x: f64) -> Self {
        let shift = match self.overlaps(other) {
            false => 0.0,
            true if x < 0.0 => other.left - gap - self.right,
            true => other.right + gap - self.left,
        };
        Self { left: self.left + shift, right: self.right + shift, ..self }
    }

    /// Moves the box up or down (if `y` is negative or positive) until it overlaps none of the
    /// others: otherwise a wide name above or below a small radar would run into its neighbours.
    pub(super) fn clear_of(self, others: &[Self], y: f64) -> Self {
        let near = others
            .iter()
            .filter(|other| **other != self && self.left < other.right && other.left < self.right);
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

/// Whether a label is beside the end of its axis, rather than above or below it.
fn is_beside(x: f64) -> bool {
    x.abs() > 0.1
}

/// The font size of the labels in a drawing of this width, both in pixels of the drawing.
pub fn font_size(width: u32, scale: f64) -> f64 {
    let is_small = f64::from(width) < f64::from(SMALL_WIDTH) * scale;
    scale * if is_small { SMALL_FONT } else { FONT }
}
