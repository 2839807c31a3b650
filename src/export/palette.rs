//! The colours of the documents: copies of the light tokens of `public/style/1-tokens.css`, as in
//! `0B5D66`. `tests/native/export_colors.rs` compares.

/// Text.
pub const INK: &str = "1A2328";
/// Less important text.
pub const MUTED: &str = "454F56";
/// The background of group rows.
pub const SUNKEN: &str = "ECEEEB";
/// The lines of tables: darker than on the screen, as thin lines get lost on paper.
pub const LINE: &str = "C4CBC8";
/// Stronger lines: of slides, and the grid of the radar.
pub const LINE_STRONG: &str = "A9B3B0";
/// The accent: titles, the scores.
pub const ACCENT: &str = "0B5D66";
/// The background of header rows.
pub const ACCENT_SOFT: &str = "E1F0F0";
/// The targets.
pub const TARGET: &str = "B4570E";
/// An earlier state.
pub const EARLIER: &str = "6B3FA0";
/// Danger: critical gaps, errors.
pub const DANGER: &str = "931F18";
/// Its background.
pub const DANGER_SOFT: &str = "FBE9E6";
/// Warning.
pub const WARN: &str = "734400";
/// Its background, and that of cells to fill in.
pub const WARN_SOFT: &str = "FDF1DC";
/// Success.
pub const GOOD: &str = "1B5425";
/// Its background.
pub const GOOD_SOFT: &str = "E4F1E4";
/// The backgrounds of the levels 1 to 5.
pub const LEVELS: [&str; 5] = ["F3B6AB", "F7DCAE", "D3E6E3", "A9D2D0", "7DBFBE"];

/// The background of an answer of this kind ([`crate::report::HeatCell::kind`]); `None` without a
/// level. A *don't know* counts as level 1.
pub fn of_answer(kind: &str) -> Option<&'static str> {
    let level = if kind == "unknown" { 1 } else { kind.parse::<usize>().ok()? };
    LEVELS.get(level.checked_sub(1)?).copied()
}
