//! Feeds arbitrary bytes to the reader of answers files: they are read or refused, and whatever was
//! read can be scored, written, and read again unchanged.
#![no_main]

use aims_assessment::questionnaire::ISO42001;
use aims_assessment::{saved, scores_file, scoring};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = saved::read(&ISO42001, bytes) {
        let scores = scoring::score(&ISO42001, &opened.assessment);
        scores_file::write(&ISO42001, &opened.assessment, &scores, &opened.problems);
        let again = saved::read_stored(&ISO42001, &saved::write(&ISO42001, &opened.assessment, "2026-11-24T10:00:00Z"));
        assert_eq!(again.map(|again| again.assessment), Ok(opened.assessment), "what was written is read as it was");
    }
});
