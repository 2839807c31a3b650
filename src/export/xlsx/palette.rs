//! The colours of the workbook, as `0xRRGGBB`: copies of those of the Word document and of the
//! light tokens of `public/style/1-tokens.css`. `tests/native/export_colors.rs` compares.

/// The accent: titles, the text of header rows, and the scores on the radar.
pub const ACCENT: u32 = 0x000B_5D66;
/// The background of header rows.
pub const ACCENT_SOFT: u32 = 0x00E1_F0F0;
/// The lines of tables.
pub const LINE: u32 = 0x00C4_CBC8;
/// The grid of the radar.
pub const GRID: u32 = 0x00A9_B3B0;
/// Less important text.
pub const MUTED: u32 = 0x0045_4F56;
/// What must not be missed: critical, late.
pub const DANGER: u32 = 0x0093_1F18;
/// The background of such text.
pub const DANGER_SOFT: u32 = 0x00FB_E9E6;
/// The background of what is done.
pub const GOOD_SOFT: u32 = 0x00E4_F1E4;
/// The background of cells to fill in, and of *don't know*.
pub const INPUT: u32 = 0x00FD_F1DC;
/// The targets on the radar.
pub const TARGET: u32 = 0x00B4_570E;
/// The earlier scores on the radar.
pub const EARLIER: u32 = 0x006B_3FA0;
/// The levels 1 to 5 in the map of all answers.
pub const LEVELS: [u32; 5] = [0x00F3_B6AB, 0x00F7_DCAE, 0x00D3_E6E3, 0x00A9_D2D0, 0x007D_BFBE];
