//! The colours of the document: copies of the light tokens of `public/style/1-tokens.css`, but for
//! that of lines, which is darker: thin lines get lost on paper. `tests/native/export_colors.rs`
//! compares.

/// The accent.
pub const ACCENT: &str = "0B5D66";
/// The background of header rows.
pub const ACCENT_SOFT: &str = "E1F0F0";
/// The background of group rows.
pub const SUNKEN: &str = "ECEEEB";
/// The lines of tables.
pub const LINE: &str = "C4CBC8";
/// Less important text.
pub const MUTED: &str = "454F56";
/// Text that must not be missed.
pub const DANGER: &str = "931F18";
/// The background of such text.
pub const DANGER_SOFT: &str = "FBE9E6";
/// The backgrounds of the levels 1 to 5.
pub const LEVELS: [&str; 5] = ["F3B6AB", "F7DCAE", "D3E6E3", "A9D2D0", "7DBFBE"];
