//! Checks the rules of the content and collects all violations in one pass.
//!
//! `structure` checks codes, counts and references, `citations` laws and the profile, `wording`
//! every text that a visitor reads.

use crate::content::source::{Problem, Source};

mod citations;
mod structure;
pub mod wording;

/// Returns every problem of the content, sorted by file and line; empty if the content may be
/// compiled in.
pub fn check(source: &Source) -> Vec<Problem> {
    let mut problems = Vec::new();
    structure::check(source, &mut problems);
    citations::check(source, &mut problems);
    wording::check(source, &mut problems);
    problems.sort();
    problems
}
