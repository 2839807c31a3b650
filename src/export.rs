//! The report as files.

#[cfg(feature = "documents")]
pub mod docx;
#[cfg(feature = "documents")]
pub mod picture;
#[cfg(feature = "documents")]
pub mod xlsx;

#[cfg(feature = "documents")]
mod problem;
#[cfg(feature = "documents")]
mod text;

#[cfg(feature = "documents")]
pub use problem::Problem;
