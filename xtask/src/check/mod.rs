//! Checks and measurements, and visits to the built page.

pub mod bench;
mod convert;
pub mod documents;
pub mod fuzz;
pub mod imports;
mod method;
mod slides;
pub mod suites;
pub mod visits;
mod workflows;
