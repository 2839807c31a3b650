//! The estimated time to answer the questions.

/// The average number of seconds for a question: some 110 words at 238 words a minute (silent
/// reading of English prose, Brysbaert 2019), plus a few seconds to choose. `tests/native/pace.rs` counts
/// the words and checks this figure and the start page's statement against them.
pub const SECONDS_A_QUESTION: usize = 35;

/// Returns the minutes that `open` unanswered questions will take, rounded up.
pub fn minutes(open: usize) -> usize {
    (open * SECONDS_A_QUESTION).div_ceil(60)
}
