//! A maturity self-assessment for ISO/IEC 42001:2023 that runs entirely in the browser.
//!
//! The folders in the order of the data; each uses only those above it (`tests/dependencies.rs` holds that):
//! the content is answered, the answers are scored, the figures put into words, the words reported; a report is
//! viewed and exported, by the page (`app`) or the command line (`cli`).
//!
//! No clock, chance, browser or Leptos above `app` and `browser`.

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
