//! A maturity self-assessment for ISO/IEC 42001:2023 that runs entirely in the browser.
//!
//! The modules are in the order of the data; each uses only those above it, which
//! `tests/native/dependencies.rs` checks. The content is answered (`assessment`), the answers are
//! scored, and figures and words (`language`) make up a report. A brand adds whose page it is, and
//! the storage keeps the answers. Views show all of that, exports write it to files, and the
//! session changes it, for the page (`browser`, `app`); the command line (`cli`) does without the
//! storage, the session and the page.
//!
//! Nothing above `browser` and `app` uses a clock, randomness, the browser or Leptos.

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
