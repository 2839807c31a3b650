//! What a respondent said: answers, profile and statement of applicability; the answers file; merging two of them.
//!
//! It uses the content, and knows no figure, no words of a language, no clock: a file's time is given to it.

pub mod answers;
pub mod example;
pub mod file;
pub mod merge;
pub mod profile;
pub mod soa;
