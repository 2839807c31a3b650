//! Drives the built page in a real browser, by WebDriver.
//!
//! [`stage`] serves `dist/` and starts Chromium; [`page`] knows the page by its contract: names, addresses and attributes, never
//! by its looks.

pub mod answers;
pub mod page;
pub mod stage;
