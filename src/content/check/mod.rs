//! The rules that the content must keep, all checked in one go.
//!
//! `structure` looks at codes, counts and references, `citations` at laws and the profile, `wording` at every text that a visitor reads.

use crate::content::source::{Problem, Source};

mod citations;
mod structure;
pub mod wording;

/// Every problem of the content, by file and line; none when it may be compiled in.
pub fn check(source: &Source) -> Vec<Problem> {
    let mut problems = Vec::new();
    structure::check(source, &mut problems);
    citations::check(source, &mut problems);
    wording::check(source, &mut problems);
    problems.sort();
    problems
}
