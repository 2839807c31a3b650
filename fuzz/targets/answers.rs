//! Feeds arbitrary bytes to the reader of answers files: they are read or refused, and whatever was
//! read can be scored, written, and read again unchanged.
#![no_main]

use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::report::scores_file;
use aims_assessment::scoring;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(opened) = file::read(&ISO42001, bytes) {
        let scores = scoring::score(&ISO42001, &opened.assessment);
        scores_file::write(&ISO42001, &opened.assessment, &scores, (&opened).into());
        let again = file::read_stored(
            &ISO42001,
            &file::write(&ISO42001, &opened.assessment, "2026-11-24T10:00:00Z"),
        );
        assert_eq!(
            again.map(|again| again.assessment),
            Ok(opened.assessment),
            "what was written is read as it was"
        );
    }
});
