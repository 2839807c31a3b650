//! Checks and measurements, and visits to the built page.

pub mod bench;
pub mod documents;
pub mod fuzz;
pub mod imports;
mod method;
pub mod suites;
pub mod visits;
mod workflows;
