//! What is checked and measured, and what a visit to the built page tells.

pub mod bench;
pub mod documents;
pub mod fuzz;
pub mod imports;
pub mod suites;
pub mod visits;
mod workflows;
