//! What is installed, and running programs: everything else stands on it.

pub mod files;
pub mod install;
pub mod programs;
pub mod setup;
pub mod wasm_rust;
pub mod web_tools;
