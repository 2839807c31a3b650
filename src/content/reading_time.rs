//! The estimated time to answer the questions.

/// The average number of seconds for a question: some 110 words at 238 words a minute (silent
/// reading of English prose, Brysbaert 2019), plus a few seconds to choose.
/// `tests/native/reading_time.rs` counts the words and checks this figure and the start page's
/// statement against them.
pub const SECONDS_A_QUESTION: usize = 35;

/// The seconds for a question of which one reads no more than the levels up to one's own; checked
/// by the same tests.
pub const LEAST_SECONDS_A_QUESTION: usize = 21;

/// The number of answers after which the visitor's own pace counts.
const ANSWERS_TO_KNOW: usize = 8;

/// The milliseconds after which a visitor is thought to have paused: longer than any question takes
/// to read and talk about.
const PAUSE: u64 = 180_000;

/// Returns the minutes that `open` unanswered questions will take, rounded up.
pub fn minutes(open: usize) -> usize {
    (open * SECONDS_A_QUESTION).div_ceil(60)
}

/// Returns the least and the most minutes that `open` unanswered questions will take. `pace` is the
/// visitor's own, in seconds a question, if it is known.
pub fn range(open: usize, pace: Option<usize>) -> (usize, usize) {
    let minutes = |seconds: usize| (open * seconds).div_ceil(60);
    (minutes(pace.unwrap_or(LEAST_SECONDS_A_QUESTION)), minutes(pace.unwrap_or(SECONDS_A_QUESTION)))
}

/// The pace at which a visitor answers, from the times of the answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// The time of the last answer, in milliseconds.
    last: Option<u64>,
    /// The milliseconds between answers, without pauses.
    spent: u64,
    /// The number of times that these are the sum of.
    counted: u64,
    answers: usize,
}

impl Pace {
    /// Notes that a question was answered at this time, in milliseconds.
    pub fn answered(&mut self, at: u64) {
        let since = self.last.replace(at).and_then(|last| at.checked_sub(last));
        self.answers += 1;
        if let Some(since) = since.filter(|since| *since <= PAUSE) {
            self.spent += since;
            self.counted += 1;
        }
    }

    /// The seconds that a question takes, rounded up; `None` until enough are answered.
    pub fn seconds_a_question(&self) -> Option<usize> {
        let seconds = self.spent.div_ceil(1000).checked_div(self.counted)?;
        (self.answers >= ANSWERS_TO_KNOW).then(|| usize::try_from(seconds).unwrap_or(0).max(1))
    }
}
