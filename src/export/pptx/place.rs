//! Places on a slide, in points: it is 960 wide and 540 high (16:9). Layouts and slides share them.

/// The width of a slide.
pub const WIDE: u32 = 960;
/// The height of a slide.
pub const HIGH: u32 = 540;
/// English Metric Units, in which files give lengths, in a point.
pub const UNITS: u32 = 12_700;

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The left edge.
    pub left: u32,
    /// The upper edge.
    pub top: u32,
    /// The width.
    pub wide: u32,
    /// The height.
    pub high: u32,
}

const fn at(left: u32, top: u32, wide: u32, high: u32) -> Place {
    Place { left, top, wide, high }
}

/// The accent's bar above every slide but the first.
pub const BAR: Place = at(0, 0, WIDE, 8);
/// The title.
pub const TITLE: Place = at(40, 22, 880, 44);
/// A sentence or two below the title.
pub const LEAD: Place = at(40, 66, 880, 40);
/// What the slide shows.
pub const CONTENT: Place = at(40, 112, 880, 384);
/// The left half of a slide without a sentence below its title.
pub const LEFT: Place = at(40, 80, 430, 416);
/// The right half.
pub const RIGHT: Place = at(490, 80, 430, 416);
/// The chart.
pub const CHART: Place = at(16, 76, 474, 424);
/// The area of the first slide that is filled with the accent.
pub const PANEL: Place = at(630, 0, 330, HIGH);
/// What stands on it.
pub const ON_PANEL: Place = at(654, 56, 282, 430);
/// The line above the title of the first slide.
pub const KICKER: Place = at(40, 40, 560, 50);
/// The title of the first slide.
pub const VERDICT: Place = at(40, 104, 560, 136);
/// The text below it.
pub const SENTENCES: Place = at(40, 252, 560, 190);
/// What the result is not.
pub const REMARK: Place = at(40, 452, 560, 30);
/// The footer, and the date beside it.
pub const FOOTER: [Place; 2] = [at(40, 508, 600, 22), at(650, 508, 190, 22)];
/// The same on the first slide.
pub const SHORT_FOOTER: [Place; 2] = [at(40, 508, 400, 22), at(450, 508, 150, 22)];
/// The number of the slide.
pub const NUMBER: Place = at(860, 508, 60, 22);

impl Place {
    /// Returns the element `a:xfrm` or `p:xfrm`.
    pub fn xml(self, prefix: &str) -> String {
        let [left, top, wide, high] =
            [self.left, self.top, self.wide, self.high].map(|length| length * UNITS);
        format!(
            "<{prefix}:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></{prefix}:xfrm>"
        )
    }

    /// The same with another height.
    pub fn of_height(self, high: u32) -> Self {
        Self { high, ..self }
    }
}
