//! The respondent's input: answers, profile, statement of applicability, and what was set for the
//! plan; the answers file; merging two assessments.
//!
//! Uses `content`. Knows no figures, no words of a language, and no clock: the time in a file is
//! passed in.

pub mod answers;
pub mod example;
pub mod file;
pub mod merge;
pub mod organisation;
pub mod plan_input;
pub mod profile;
pub mod soa;
