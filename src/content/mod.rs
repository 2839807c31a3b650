//! The questionnaire, and the laws and frameworks that its questions relate to.
//!
//! `questions/*.toml` is read and checked at build time (`folder`, `reading`, `source`, `check`:
//! only for the build script and `aims check`) and compiled in; `coverage` is for `aims check`
//! alone. `date` is a day of the calendar.
//!
//! Uses no other folder. Knows no answers and no words of a language.

#[cfg(not(target_arch = "wasm32"))]
pub mod check;
#[cfg(not(target_arch = "wasm32"))]
pub mod coverage;
pub mod date;
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
