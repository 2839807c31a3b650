//! The colours of the workbook, as `0xRRGGBB`: copies of those of the Word document.

/// The accent: titles, and the text of header rows.
pub const ACCENT: u32 = 0x000B_5D66;
/// The background of header rows.
pub const ACCENT_SOFT: u32 = 0x00E1_F0F0;
/// The lines of tables.
pub const LINE: u32 = 0x00C4_CBC8;
