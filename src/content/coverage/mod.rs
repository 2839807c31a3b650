//! Which words of the questions cover which requirement of the standard: `questions/coverage/`.
//!
//! It is for whoever writes and checks the questions, by `aims check`; neither the build script
//! nor the page reads it.

pub mod document;
pub mod reading;
pub mod rules;
