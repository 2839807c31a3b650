//! Drives the built page in real browsers through WebDriver.
//!
//! [`fixture`] serves `dist/` and starts Chromium, with its developer tools; [`engine`] starts any
//! of the three engines; [`servers`] holds the servers, [`odd_server`] one that misbehaves.
//! [`page`] knows the page by its contract: names, addresses and attributes, never its appearance.

pub mod answers;
pub mod engine;
pub mod fixture;
pub mod measuring;
pub mod odd_server;
pub mod page;
pub mod pictures;
pub mod screens;
pub mod servers;
pub mod stored;
pub mod versions;
