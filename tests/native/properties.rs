//! Properties of every assessment, tested on many.
#![allow(clippy::unwrap_used, missing_docs)]

use aims_assessment::assessment::answers::{Assessment, Choice, Entry, Level};
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::report::scores_file::{self, Origin};
use aims_assessment::scoring::{Scores, Tally, score};
use proptest::prelude::*;
use proptest::sample::select;

fn choices(may_be_left_out: bool) -> impl Strategy<Value = Option<Choice>> {
    let mut all: Vec<Option<Choice>> =
        Level::ALL.iter().map(|level| Some(Choice::Level(*level))).collect();
    all.extend([None, Some(Choice::Unknown)]);
    if may_be_left_out {
        all.push(Some(Choice::NotApplicable));
    }
    select(all)
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = |question: usize| {
        let may_be_left_out = ISO42001.questions[question].not_applicable;
        (choices(may_be_left_out), "\\PC{0,12}", "(\\PC|\n){0,20}").prop_map(
            move |(choice, reason, note)| Entry {
                choice,
                // Only questions that may be not applicable have a reason; without one, not
                // applicable is no answer.
                reason: if may_be_left_out { reason } else { String::new() },
                note,
            },
        )
    };
    (0..ISO42001.questions.len()).map(entry).collect::<Vec<_>>()
}

fn assessments() -> impl Strategy<Value = Assessment> {
    let targets = prop::collection::vec(select(Level::ALL[2..].to_vec()), ISO42001.domains.len());
    (entries(), targets, "\\PC{0,20}").prop_map(|(entries, targets, organisation)| Assessment {
        organisation,
        entries,
        targets,
        ..Assessment::new(&ISO42001)
    })
}

fn all_tallies(scores: &Scores) -> Vec<Tally> {
    let domains = scores.domains.iter().map(|domain| domain.tally);
    domains.chain(scores.pdca).chain([scores.overall]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_stay_between_1_and_5(assessment in assessments()) {
        let scores = score(&ISO42001, &assessment);
        for tally in all_tallies(&scores) {
            prop_assert_eq!(tally.score().is_some(), tally.weight > 0);
            for shown in [tally.score(), tally.known_only()].into_iter().flatten() {
                prop_assert!((10..=50).contains(&shown.0));
            }
            // The shown number and the level always agree, and don't-knows never raise a score.
            prop_assert_eq!(tally.level().map(Level::number), tally.score().map(|shown| shown.0 / 10));
            prop_assert!(tally.known_only().is_none() || tally.score() <= tally.known_only());
            prop_assert!(tally.unknown + tally.not_applicable <= tally.answered && tally.answered <= tally.questions);
        }
    }

    #[test]
    fn sums_add_up(assessment in assessments()) {
        let scores = score(&ISO42001, &assessment);
        for (parts, name) in [(scores.domains.iter().map(|domain| domain.tally).collect::<Vec<_>>(), "domains"), (scores.pdca.to_vec(), "stages")] {
            prop_assert_eq!(parts.iter().map(|tally| tally.points).sum::<u32>(), scores.overall.points, "{}", name);
            prop_assert_eq!(parts.iter().map(|tally| tally.weight).sum::<u32>(), scores.overall.weight, "{}", name);
            prop_assert_eq!(parts.iter().map(|tally| tally.answered).sum::<usize>(), scores.overall.answered, "{}", name);
        }
    }

    #[test]
    fn a_higher_level_never_lowers_a_score(assessment in assessments(), question in 0..ISO42001.questions.len()) {
        let mut better = assessment.clone();
        let Some(Choice::Level(level)) = assessment.entries[question].choice else { return Ok(()) };
        let Some(next) = Level::new(u64::from(level.number()) + 1) else { return Ok(()) };
        better.entries[question].choice = Some(Choice::Level(next));
        let (before, after) = (score(&ISO42001, &assessment), score(&ISO42001, &better));
        for (before, after) in all_tallies(&before).iter().zip(all_tallies(&after)) {
            prop_assert!(before.score() <= after.score());
        }
        prop_assert!(after.critical_gaps().count() <= before.critical_gaps().count());
    }

    #[test]
    fn saved_and_read_back_is_equal(assessment in assessments()) {
        let text = file::write(&ISO42001, &assessment, "2026-11-23T12:00:00Z");
        let opened = file::read(&ISO42001, text.as_bytes()).unwrap();
        prop_assert_eq!(opened.problems, vec![]);
        // A reason of only spaces is none.
        let mut expected = assessment.clone();
        for entry in &mut expected.entries {
            if entry.reason.trim().is_empty() {
                entry.reason.clear();
            }
        }
        prop_assert_eq!(&opened.assessment, &expected);
        // Nor do the scores depend on where the answers came from.
        let scores = score(&ISO42001, &assessment);
        let again = score(&ISO42001, &opened.assessment);
        prop_assert_eq!(
            scores_file::write(&ISO42001, &assessment, &scores, Origin::default()),
            scores_file::write(&ISO42001, &opened.assessment, &again, Origin::default())
        );
    }

    /// Answered in any order, with any other answer first, and saved by a program that writes in
    /// its own order.
    #[test]
    fn the_order_of_answering_is_irrelevant(
        assessment in assessments(),
        first in entries(),
        order in Just((0..ISO42001.questions.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut answered = Assessment { targets: assessment.targets.clone(), entries: first, ..Assessment::new(&ISO42001) };
        let mut written = Vec::new();
        for question in order {
            answered.entries[question] = assessment.entries[question].clone();
            let alone = {
                let mut alone = Assessment::new(&ISO42001);
                alone.entries[question] = assessment.entries[question].clone();
                let value: serde_json::Value = serde_json::from_str(&file::write(&ISO42001, &alone, "")).unwrap();
                value["answers"].as_object().unwrap().clone()
            };
            written.extend(alone.iter().map(|(code, entry)| format!("{code:?}:{entry}")));
        }
        let expected = score(&ISO42001, &assessment);
        prop_assert_eq!(&score(&ISO42001, &answered), &expected);
        let targets: Vec<String> =
            ISO42001.domains.iter().zip(&assessment.targets).map(|(domain, target)| format!("{:?}:{}", domain.id, target.number())).collect();
        let text = format!(
            "{{\"answers\":{{{}}},\"targets\":{{{}}},\"version\":1,\"format\":\"aims-assessment/answers\"}}",
            written.join(","),
            targets.join(",")
        );
        let opened = file::read(&ISO42001, text.as_bytes()).unwrap();
        prop_assert_eq!(&score(&ISO42001, &opened.assessment), &expected);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = file::read(&ISO42001, text.as_bytes());
        let _ = file::read(&ISO42001, &bytes);
    }

    /// Files that are right but for a few members.
    #[test]
    fn odd_members_never_break_the_reader(
        code in "(C4-[1-4]|A-[58]|X)", member in "(level|unknown|not_applicable|note|reason)", value in "(null|true|false|-1|0|3|6|3\\.5|1e9|\"\"|\"x\"|\\[\\]|\\{\\})",
    ) {
        let text = format!("{{\"format\":\"aims-assessment/answers\",\"version\":1,\"answers\":{{\"{code}\":{{\"{member}\":{value}}}}}}}");
        let opened = file::read(&ISO42001, text.as_bytes()).unwrap();
        let scores = score(&ISO42001, &opened.assessment);
        prop_assert!(scores.overall.answered <= 1);
        // A file that was written is always readable without a problem, except for unknown codes
        // that are kept.
        let again = file::read(&ISO42001, file::write(&ISO42001, &opened.assessment, "").as_bytes()).unwrap();
        prop_assert_eq!(again.problems.iter().filter(|problem| problem.place != code || code != "X").count(), 0);
        prop_assert_eq!(again.assessment, opened.assessment);
    }
}
