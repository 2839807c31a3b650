//! The colours of the document.

/// The colours of `public/style/1-tokens.css` on paper.
pub const ACCENT: &str = "0B5D66";
/// Header rows.
pub const ACCENT_SOFT: &str = "E1F0F0";
/// Group rows.
pub const SUNKEN: &str = "ECEEEB";
/// Lines.
pub const LINE: &str = "C4CBC8";
/// Less important text.
pub const MUTED: &str = "454F56";
/// What must not be missed.
pub const DANGER: &str = "931F18";
/// Behind it.
pub const DANGER_SOFT: &str = "FBE9E6";
