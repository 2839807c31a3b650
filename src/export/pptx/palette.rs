//! The colours of the slides: copies of the light tokens of `public/style/1-tokens.css`.
//! `tests/native/export_colors.rs` compares.

/// Text.
pub const INK: &str = "1A2328";
/// Less important text.
pub const MUTED: &str = "454F56";
/// The background of group rows.
pub const SUNKEN: &str = "ECEEEB";
/// The lines of tables and of the radar.
pub const LINE: &str = "A9B3B0";
/// The accent: titles, header rows, the scores.
pub const ACCENT: &str = "0B5D66";
/// The targets.
pub const TARGET: &str = "B4570E";
/// An earlier state.
pub const EARLIER: &str = "6B3FA0";
/// What must not be missed, and its background.
pub const DANGER: &str = "931F18";
/// Its background.
pub const DANGER_SOFT: &str = "FBE9E6";
/// What must be looked at.
pub const WARN: &str = "734400";
/// Its background.
pub const WARN_SOFT: &str = "FDF1DC";
/// What is good.
pub const GOOD: &str = "1B5425";
/// The backgrounds of the levels in the map of all answers.
pub const LEVELS: [&str; 5] = ["F3B6AB", "F7DCAE", "D3E6E3", "A9D2D0", "7DBFBE"];
