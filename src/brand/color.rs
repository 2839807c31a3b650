//! The accent colour of a brand, adjusted until text in it is readable on every surface of the
//! page, light and dark.
//!
//! Uses whole numbers only: the contrast of WCAG 2 is a ratio of luminances, and the power function
//! in it is a table of 256 entries.

use std::fmt;

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

/// The shades of an accent in each colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// For the light page, and for paper.
    pub light: Shades,
    /// For the dark page.
    pub dark: Shades,
    /// Whether the light page shows another colour than was requested. (The dark page nearly always
    /// does: no colour is readable on both.)
    pub corrected: bool,
}

/// The colours derived from an accent in one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    /// `--accent`: the colour of links and marks.
    pub accent: Color,
    /// `--accent-ink`: the colour of text on `--accent`.
    pub accent_ink: Color,
    /// `--accent-fill`: the background of buttons, which is the colour as it was given.
    pub accent_fill: Color,
    /// `--on-accent`: the colour of text on that.
    pub on_accent: Color,
    /// `--accent-soft`: a tinted background for text.
    pub accent_soft: Color,
}

/// The page in one colour scheme, with the tokens of `public/style/1-tokens.css`; a test compares
/// them.
struct Scheme {
    /// `--paper`, `--surface`, `--sunken`.
    surfaces: [Color; 3],
    /// `--ink`, `--muted`: the text colours that are used on the tint besides the accent itself.
    texts: [Color; 2],
    /// The colour that an accent is mixed with until it is readable.
    towards: Color,
    /// The text colour that is readable on any accent that is itself readable in this scheme.
    accent_ink: Color,
    /// The largest share of the accent in the tint, in hundredths.
    tint: u32,
}

const WHITE: Color = Color::new(0xff, 0xff, 0xff);
const BLACK: Color = Color::new(0, 0, 0);
const SOFT_BLACK: Color = Color::new(0x0d, 0x12, 0x14);

const LIGHT: Scheme = Scheme {
    surfaces: [Color::new(0xf6, 0xf7, 0xf5), WHITE, Color::new(0xec, 0xee, 0xeb)],
    texts: [Color::new(0x1a, 0x23, 0x28), Color::new(0x45, 0x4f, 0x56)],
    towards: BLACK,
    accent_ink: WHITE,
    tint: 12,
};

const DARK: Scheme = Scheme {
    surfaces: [
        Color::new(0x12, 0x18, 0x1b),
        Color::new(0x1b, 0x23, 0x27),
        Color::new(0x0d, 0x12, 0x14),
    ],
    texts: [Color::new(0xe8, 0xed, 0xee), Color::new(0xb4, 0xbf, 0xc4)],
    towards: WHITE,
    accent_ink: Color::new(0x0d, 0x12, 0x14),
    tint: 15,
};

impl Color {
    /// Returns the colour with these components, 0 to 255.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Parses `#0a5` or `#00aa55`, in upper or lower case; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let digits =
            digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<u32>>>()?;
        let share = |high: u32, low: u32| u8::try_from(16 * high + low).ok();
        match digits[..] {
            [r, g, b] => Some(Self::new(share(r, r)?, share(g, g)?, share(b, b)?)),
            [r1, r2, g1, g2, b1, b2] => {
                Some(Self::new(share(r1, r2)?, share(g1, g2)?, share(b1, b2)?))
            }
            _ => None,
        }
    }

    /// Whether text of this colour is readable on the other, and the other way round: a contrast of
    /// 4.5 to 1.
    pub fn is_readable_on(self, other: Self) -> bool {
        let (a, b) = (self.luminance() + FLARE, other.luminance() + FLARE);
        // Slightly more than 4.5, so that a computation that rounds differently agrees.
        1000 * a.max(b) >= 4501 * a.min(b)
    }

    /// The colour of text on this one: white or a soft black, else black. One of them always is
    /// readable: even a middling grey has a contrast of 4.58 with both white and black.
    fn ink(self) -> Self {
        [WHITE, SOFT_BLACK].into_iter().find(|ink| ink.is_readable_on(self)).unwrap_or(BLACK)
    }

    /// Returns the relative luminance; that of white is [`LUMINANCE_OF_WHITE`].
    fn luminance(self) -> u64 {
        let linear = |share: u8| u64::from(LINEAR[usize::from(share)]);
        2126 * linear(self.red) + 7152 * linear(self.green) + 722 * linear(self.blue)
    }

    /// Returns this colour with a share of another, in hundredths.
    fn mixed(self, other: Self, hundredths: u32) -> Self {
        let mix = |own: u8, other: u8| {
            let sum = u32::from(own) * (100 - hundredths) + u32::from(other) * hundredths;
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self::new(
            mix(self.red, other.red),
            mix(self.green, other.green),
            mix(self.blue, other.blue),
        )
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Accent {
    /// Returns the shades of a colour: for links and marks the colour itself where it is readable,
    /// else the nearest darker or lighter one that is. Buttons are filled with the colour itself,
    /// with light or dark text: so a bright brand stays bright.
    pub fn of(color: Color) -> Self {
        let light = LIGHT.shades(color);
        Self { light, dark: DARK.shades(color), corrected: light.accent != color }
    }

    /// Returns the style sheet that overrides the page's tokens with the shades: the dark ones only
    /// on a dark screen, never on paper.
    pub fn style_sheet(&self) -> String {
        let rule = |shades: &Shades| {
            let tokens = shades.tokens().map(|(token, color)| format!("{token}:{color}")).join(";");
            format!(":root{{{tokens}}}")
        };
        format!(
            "{}@media screen and (prefers-color-scheme:dark){{{}}}",
            rule(&self.light),
            rule(&self.dark)
        )
    }
}

impl Shades {
    /// Returns the tokens of the style sheet with their values.
    pub fn tokens(&self) -> [(&'static str, String); 5] {
        [
            ("--accent", self.accent),
            ("--accent-ink", self.accent_ink),
            ("--accent-soft", self.accent_soft),
            ("--accent-fill", self.accent_fill),
            ("--on-accent", self.on_accent),
        ]
        .map(|(token, color)| (token, color.to_string()))
    }
}

impl Scheme {
    /// Mixes the colour with black or white, step by step, until it is readable everywhere; black
    /// and white themselves are.
    fn shades(&self, color: Color) -> Shades {
        let mut steps =
            (0..=100).map(|step| self.with_accent(color.mixed(self.towards, step), color));
        steps
            .find(|shades| self.is_readable(shades))
            .unwrap_or_else(|| self.with_accent(self.towards, color))
    }

    fn with_accent(&self, accent: Color, accent_fill: Color) -> Shades {
        let [_, surface, _] = self.surfaces;
        // The largest share of the accent at which the page's own texts stay readable.
        let mut tints = (0..=self.tint).rev().map(|hundredths| surface.mixed(accent, hundredths));
        let accent_soft = tints
            .find(|tint| self.texts.iter().all(|text| text.is_readable_on(*tint)))
            .unwrap_or(surface);
        let accent_ink = self.accent_ink;
        Shades { accent, accent_ink, accent_soft, accent_fill, on_accent: accent_fill.ink() }
    }

    fn is_readable(&self, shades: &Shades) -> bool {
        let beside = self.surfaces.iter().chain([&shades.accent_ink, &shades.accent_soft]);
        beside.into_iter().all(|other| shades.accent.is_readable_on(*other))
    }
}

/// The luminance of white: the sum of the three weights times the last entry of the table.
const LUMINANCE_OF_WHITE: u64 = 10_000 * 10_000_000;
/// The light reflected by a screen according to WCAG: a twentieth of white.
const FLARE: u64 = LUMINANCE_OF_WHITE / 20;

/// The linear value of each component, in ten-millionths: the sRGB curve (a test computes it).
#[rustfmt::skip]
const LINEAR: [u32; 256] = [
    0, 3_035, 6_071, 9_106, 12_141, 15_176, 18_212, 21_247, 24_282, 27_317, 30_353, 33_465, 36_765, 40_247, 43_914, 47_770, 51_815,
    56_054, 60_488, 65_121, 69_954, 74_990, 80_232, 85_681, 91_341, 97_212, 103_298, 109_601, 116_122, 122_865, 129_830, 137_021,
    144_438, 152_085, 159_963, 168_074, 176_420, 185_002, 193_824, 202_886, 212_190, 221_739, 231_534, 241_576, 251_869, 262_412,
    273_209, 284_260, 295_568, 307_134, 318_960, 331_048, 343_398, 356_013, 368_895, 382_044, 395_462, 409_152, 423_114, 437_350,
    451_862, 466_651, 481_718, 497_066, 512_695, 528_606, 544_803, 561_285, 578_054, 595_112, 612_461, 630_100, 648_033, 666_259,
    684_782, 703_601, 722_719, 742_136, 761_854, 781_874, 802_198, 822_827, 843_762, 865_005, 886_556, 908_417, 930_590, 953_075,
    975_873, 998_987, 1_022_417, 1_046_165, 1_070_231, 1_094_617, 1_119_324, 1_144_354, 1_169_707, 1_195_384, 1_221_388, 1_247_718,
    1_274_377, 1_301_365, 1_328_683, 1_356_333, 1_384_316, 1_412_633, 1_441_285, 1_470_273, 1_499_598, 1_529_262, 1_559_265, 1_589_608,
    1_620_294, 1_651_322, 1_682_694, 1_714_411, 1_746_474, 1_778_884, 1_811_642, 1_844_750, 1_878_208, 1_912_017, 1_946_178, 1_980_693,
    2_015_563, 2_050_787, 2_086_369, 2_122_308, 2_158_605, 2_195_262, 2_232_280, 2_269_659, 2_307_400, 2_345_506, 2_383_976, 2_422_811,
    2_462_013, 2_501_583, 2_541_521, 2_581_829, 2_622_507, 2_663_556, 2_704_978, 2_746_773, 2_788_943, 2_831_487, 2_874_408, 2_917_706,
    2_961_383, 3_005_438, 3_049_873, 3_094_689, 3_139_887, 3_185_468, 3_231_432, 3_277_781, 3_324_515, 3_371_636, 3_419_144, 3_467_041,
    3_515_326, 3_564_001, 3_613_068, 3_662_526, 3_712_377, 3_762_621, 3_813_260, 3_864_294, 3_915_725, 3_967_552, 4_019_778, 4_072_402,
    4_125_426, 4_178_851, 4_232_677, 4_286_905, 4_341_536, 4_396_572, 4_452_012, 4_507_858, 4_564_110, 4_620_770, 4_677_838, 4_735_315,
    4_793_202, 4_851_499, 4_910_208, 4_969_330, 5_028_865, 5_088_813, 5_149_177, 5_209_956, 5_271_151, 5_332_764, 5_394_795, 5_457_245,
    5_520_114, 5_583_404, 5_647_115, 5_711_248, 5_775_804, 5_840_784, 5_906_188, 5_972_018, 6_038_273, 6_104_956, 6_172_066, 6_239_604,
    6_307_571, 6_375_969, 6_444_797, 6_514_056, 6_583_748, 6_653_873, 6_724_432, 6_795_425, 6_866_853, 6_938_718, 7_011_019, 7_083_758,
    7_156_935, 7_230_551, 7_304_607, 7_379_104, 7_454_042, 7_529_422, 7_605_245, 7_681_511, 7_758_222, 7_835_378, 7_912_979, 7_991_027,
    8_069_523, 8_148_466, 8_227_858, 8_307_699, 8_387_990, 8_468_732, 8_549_926, 8_631_572, 8_713_671, 8_796_224, 8_879_231, 8_962_694,
    9_046_612, 9_130_987, 9_215_819, 9_301_109, 9_386_857, 9_473_065, 9_559_734, 9_646_862, 9_734_453, 9_822_506, 9_911_021, 10_000_000,
];
