//! A maturity self-assessment for ISO/IEC 42001:2023 that runs entirely in the browser.
//!
//! The folders are in the order of the data; each uses only those above it (`tests/native/dependencies.rs`
//! checks this): the content is answered, the answers are scored, the figures are put into words,
//! the words make up a report; a report is viewed and exported, by the page (`app`) or the command
//! line (`cli`).
//!
//! No clock, randomness, browser or Leptos above `app` and `browser`.

pub mod content;

pub mod assessment;

pub mod scoring;

pub mod language;

pub mod report;

pub mod brand;

pub mod storage;

pub mod view;

#[cfg(feature = "documents")]
pub mod export;

pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod app;

#[cfg(all(not(target_arch = "wasm32"), feature = "documents"))]
pub mod cli;
