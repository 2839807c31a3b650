//! Installing and running programs; the base of all other folders.

pub mod files;
pub mod install;
pub mod programs;
pub mod setup;
pub mod wasm_rust;
pub mod web_tools;
