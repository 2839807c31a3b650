//! Checks the rules of the content and collects all violations in one pass.
//!
//! `structure` checks codes, counts and references, `citations` laws and the profile, `wording`
//! every text that a visitor reads. `ages` warns of facts that were checked long ago.

use crate::content::source::{Problem, Source};

pub mod ages;
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
