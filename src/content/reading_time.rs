//! How long answering takes.

/// Seconds that a question takes on average: some 110 words are read at 238 words a minute (silent reading of English prose, Brysbaert
/// 2019), and a few seconds go to choosing. `tests/pace.rs` counts the words and holds this figure, and what the start page says, to them.
pub const SECONDS_A_QUESTION: usize = 35;

/// Minutes that so many open questions will take, rounded up to a whole one.
pub fn minutes(open: usize) -> usize {
    (open * SECONDS_A_QUESTION).div_ceil(60)
}
