//! Drives the built page in real browsers through WebDriver.
//!
//! [`stage`] serves `dist/` and starts Chromium, with its developer tools; [`engine`] starts any of
//! the three engines; [`hosts`] holds the servers, [`odd`] one that misbehaves. [`page`] knows the
//! page by its contract: names, addresses and attributes, never its appearance.

pub mod answers;
pub mod engine;
pub mod hosts;
pub mod measuring;
pub mod odd;
pub mod page;
pub mod pictures;
pub mod screens;
pub mod stage;
pub mod stored;
pub mod versions;
