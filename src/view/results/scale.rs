//! A score on the scale from 1 to 5, as a drawing. What it shows is said in words beside it.

use maud::{Markup, html};

use crate::scoring::Tenths;

/// The width of the drawing, in its own units: 100 for each level.
const WIDTH: u32 = 400;

/// The score as a bar from 1, and the targets as marks; `targets` are levels, 1 to 5.
pub(super) fn scale(score: Option<Tenths>, targets: &[u32]) -> Markup {
    html! {
        svg.gauge viewBox=(format!("0 0 {WIDTH} 24")) preserveAspectRatio="none" aria-hidden="true" {
            rect.ground x="0" y="8" width=(WIDTH) height="8" {}
            @if let Some(score) = score {
                rect.reached x="0" y="8" width=(along(score.0)) height="8" {}
            }
            @for level in 2..=4 { line.tick x1=(along(10 * level)) x2=(along(10 * level)) y1="8" y2="16" {} }
            @for target in targets {
                line.aim x1=(along(10 * target)) x2=(along(10 * target)) y1="1" y2="23" {}
            }
        }
    }
}

/// The position of a score in tenths, 10 to 50.
fn along(tenths: u32) -> u32 {
    (10 * tenths.saturating_sub(10)).min(WIDTH)
}
