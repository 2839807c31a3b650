//! What is asked: the questionnaire, and the laws and frameworks that its questions relate to.
//!
//! `questions/*.toml` is read and checked at build time (`folder`, `reading`, `source`, `check`: the build script and
//! `aims check` alone) and compiled in. It uses no other folder, and knows no answers and no language's words.

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod folder;
pub mod questionnaire;
#[cfg(not(target_arch = "wasm32"))]
pub mod reading;
pub mod reading_time;
pub mod references;
#[cfg(not(target_arch = "wasm32"))]
pub mod source;
#[cfg(not(target_arch = "wasm32"))]
pub mod toml_reader;
