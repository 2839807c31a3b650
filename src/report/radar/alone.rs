//! The radar as a picture that stands alone: with a title, whose it is and of which day, and a
//! legend.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::chart::{Radar, font_size};
use super::drawing::{DASH, Drawn, draw, draw_dashed, pixel, pixels, stroke, text_style};
use super::style::RadarStyle;

/// The size of the radar on paper, in CSS pixels: small enough that all of its labels are at least
/// 8 points high when it is printed 16 cm wide.
pub const ON_PAPER: (u32, u32) = (620, 460);
/// The same for half the width of a page, some 8 cm, beside the map of all answers.
pub const IN_A_COLUMN: (u32, u32) = (310, 190);
/// The size of the picture that stands alone.
pub const ALONE: (u32, u32) = (ON_PAPER.0, ON_PAPER.1 + 100);

/// Sizes in CSS pixels; multiplied by [`RadarStyle::scale`].
const MARGIN: f64 = 16.0;
/// The heights above and below the radar.
const HEAD: f64 = 66.0;
const FOOT: f64 = 34.0;
/// The font size of the title as a multiple of that of the labels.
const TITLE: f64 = 1.3;
/// The length of a line in the legend, and the space beside it.
const KEY: f64 = 30.0;
const KEY_GAP: f64 = 8.0;
/// The number of letters of a name that are tried at all.
const MOST: usize = 100;

/// The texts around the radar.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The title.
    pub title: String,
    /// The label of the assessment, in one line; may be empty.
    pub organisation: String,
    /// The date in words; may be empty.
    pub date: String,
    /// What the filled shape is.
    pub score: String,
    /// What the dashed ring is.
    pub target: String,
    /// What the second, dashed shape is; `None` without one.
    pub earlier: Option<String>,
}

/// Draws the radar with the texts around it. `width_of` returns the width of a text in the font of
/// the labels, in pixels of the drawing.
///
/// # Errors
/// If the backend can't draw.
pub fn draw_alone<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    words: &Words,
    look: &RadarStyle,
    width_of: &dyn Fn(&str) -> f64,
) -> Drawn<B> {
    let height = f64::from(area.dim_in_pixel().1);
    let (rest, foot) = area.split_vertically((height - FOOT * look.scale).round() as i32);
    let (head, middle) = rest.split_vertically((HEAD * look.scale).round() as i32);
    draw_head(&head, words, look, width_of)?;
    draw(&middle, radar, look, width_of)?;
    draw_legend(&foot, radar, words, look, width_of)
}

/// Draws the title, and below it the name and, at the other end of the line, the date: so that a
/// name that is written from right to left doesn't turn the date.
fn draw_head<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    words: &Words,
    look: &RadarStyle,
    width_of: &dyn Fn(&str) -> f64,
) -> Drawn<B> {
    let width = f64::from(area.dim_in_pixel().0);
    let size = font_size(area.dim_in_pixel().0, look.scale);
    let margin = MARGIN * look.scale;
    let at = |x: f64, y: f64| pixel((x, y * look.scale));
    let title = text_style(look, TITLE * size, HPos::Left);
    area.draw(&Text::new(words.title.clone(), at(margin, 22.0), title))?;
    let room = width - 3.0 * margin - width_of(&words.date);
    let name = fitted(&words.organisation, room, width_of);
    area.draw(&Text::new(name, at(margin, 48.0), text_style(look, size, HPos::Left)))?;
    let date = text_style(look, size, HPos::Right);
    area.draw(&Text::new(words.date.clone(), at(width - margin, 48.0), date))
}

/// As much of a name as there is room for.
fn fitted(name: &str, room: f64, width_of: &dyn Fn(&str) -> f64) -> String {
    let mut fitted: String = name.chars().take(MOST).collect();
    let mut is_whole = fitted.len() == name.len();
    while !fitted.is_empty() && width_of(&fitted) > room {
        is_whole = false;
        // For the sign that tells that there is more.
        fitted.pop();
        fitted.pop();
    }
    if !is_whole {
        fitted.truncate(fitted.trim_end().len());
        fitted.push('…');
    }
    fitted
}

/// How a line of the radar is drawn.
#[derive(Clone, Copy)]
enum Line {
    Score,
    Target,
    Earlier,
}

fn draw_legend<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    radar: &Radar,
    words: &Words,
    look: &RadarStyle,
    width_of: &dyn Fn(&str) -> f64,
) -> Drawn<B> {
    let (width, _) = area.dim_in_pixel();
    let style = text_style(look, font_size(width, look.scale), HPos::Left);
    let target = radar.shows_targets.then_some((Line::Target, words.target.as_str()));
    let earlier = words.earlier.as_deref().map(|name| (Line::Earlier, name));
    let room = f64::from(width) / 3.0 - (KEY + 4.0 * KEY_GAP) * look.scale;
    let keys = [Some((Line::Score, words.score.as_str())), target, earlier];
    let keys: Vec<(Line, String)> = keys
        .into_iter()
        .flatten()
        .map(|(line, name)| (line, fitted(name, room, width_of)))
        .collect();
    let width_of_key =
        |(_, name): &(Line, String)| (KEY + 4.0 * KEY_GAP) * look.scale + width_of(name);
    let all: f64 = keys.iter().map(width_of_key).sum();
    let mut x = (f64::from(width) - all) / 2.0;
    let y = FOOT / 2.0 * look.scale;
    for key in &keys {
        draw_key(area, look, key.0, (x, y))?;
        let after = x + (KEY + KEY_GAP) * look.scale;
        area.draw(&Text::new(key.1.clone(), pixel((after, y)), style.clone()))?;
        x += width_of_key(key);
    }
    Ok(())
}

/// Draws a piece of a line as the radar has it.
fn draw_key<B: DrawingBackend>(
    area: &DrawingArea<B, Shift>,
    look: &RadarStyle,
    line: Line,
    (x, y): (f64, f64),
) -> Drawn<B> {
    let edge = ((x, y), (x + KEY * look.scale, y));
    let middle = pixel((x + KEY / 2.0 * look.scale, y));
    match line {
        Line::Score => {
            let style = look.score.stroke_width(stroke(look, 2.5));
            area.draw(&PathElement::new(pixels(&[edge.0, edge.1]), style))?;
            area.draw(&Circle::new(middle, stroke(look, 4.0), look.score.filled()))
        }
        Line::Target => draw_dashed(area, look, edge, look.target, DASH * look.scale),
        Line::Earlier => {
            draw_dashed(area, look, edge, look.earlier, KEY / 3.0 * look.scale)?;
            let style = look.earlier.stroke_width(stroke(look, 1.5));
            area.draw(&Circle::new(middle, stroke(look, 4.5), style))
        }
    }
}
