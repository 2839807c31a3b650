//! Drives the built page in real browsers, by WebDriver.
//!
//! [`stage`] serves `dist/` and starts Chromium, with all that its developer tools can do; [`engine`] starts any of the three engines, and
//! [`hosts`] has the servers, [`odd`] one that does what it should not. [`page`] knows the page by its contract: names, addresses and attributes, never
//! by its looks.

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
