//! A maturity self-assessment for ISO/IEC 42001:2023 that runs entirely in the browser.
//!
//! The modules in reading order are the flow of the data: the questionnaire is answered, the answers are saved and scored, the
//! scores are drawn and printed. The core (all but `app` and `browser`) knows no browser, no clock and no Leptos; the edge
//! holds no rule.

pub mod profile;
pub mod questionnaire;
pub mod references;

pub mod answers;
pub mod saved;
pub mod scoring;
pub mod session;
pub mod soa;
pub mod what_if;

pub mod compare;
pub mod example;
pub mod keeping;
pub mod keys;
pub mod library;
pub mod pace;
pub mod summary;
pub mod text;
pub mod together;

pub mod file_name;
pub mod language;
pub mod messages;
pub mod notice;
pub mod one_file;
pub mod route;

pub mod brand;
pub mod color;
pub mod embed;
pub mod offers;

pub mod radar;
pub mod timeline;

#[cfg(feature = "documents")]
pub mod export;
pub mod format;
pub mod markup;
pub mod report;
pub mod scores_file;
pub mod screens;

#[cfg(all(not(target_arch = "wasm32"), feature = "documents"))]
pub mod cli;
#[cfg(not(target_arch = "wasm32"))]
pub mod compare_table;
#[cfg(not(target_arch = "wasm32"))]
pub mod scores_table;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
