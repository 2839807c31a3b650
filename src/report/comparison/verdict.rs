//! The overall trend of a comparison, in words; the rules are in `scoring::comparison`.

use crate::assessment::answers::Assessment;
use crate::assessment::organisation::are_different;
use crate::language::{Language, Phrases, fill};
use crate::report::verdict::readiness_name;
use crate::scoring::Readiness;
use crate::scoring::comparison::{Comparison, ScoreChange, Trend};

/// The verdict of the comparison: the trend of score and gaps, how many of the new gaps were in
/// questions that had no answer before, and the readiness.
pub fn sentences(language: Language, comparison: &Comparison) -> Vec<String> {
    let t = &language.texts().phrases;
    let trend = match comparison.trend() {
        Trend::Empty => return vec![t.compare_no_answers.to_owned()],
        Trend::NoneBefore => return vec![t.compare_none_before.to_owned()],
        Trend::NoneAfter => return vec![t.compare_none_after.to_owned()],
        Trend::Better => t.compare_better,
        Trend::Worse => t.compare_worse,
        Trend::Mixed => t.compare_mixed,
        Trend::Steady => t.compare_steady,
    };
    let (score, gaps) =
        (score_words(language, comparison.overall), gap_words(language, comparison));
    let first = fill(t.compare_verdict, &[("trend", trend), ("score", &score), ("list", &gaps)]);
    let readiness = readiness_words(t, comparison.readiness);
    [Some(first), found_words(language, comparison), Some(readiness)]
        .into_iter()
        .flatten()
        .collect()
}

fn score_words(language: Language, ScoreChange { before, after }: ScoreChange) -> String {
    let t = &language.texts().phrases;
    let phrase = match (before, after) {
        (Some(before), Some(after)) if before == after => t.compare_score_stays,
        (Some(_), Some(_)) => t.compare_score_moved,
        (None, Some(_)) => t.compare_score_after,
        (Some(_), None) => t.compare_score_before,
        (None, None) => t.compare_score_none,
    };
    fill(phrase, &[("before", &language.score(before)), ("after", &language.score(after))])
}

/// `15 gaps closed, 3 new gaps`: without what there is none of.
fn gap_words(language: Language, comparison: &Comparison) -> String {
    let t = &language.texts().phrases;
    let counts = [
        (comparison.closed_gaps.len(), t.compare_closed_one, t.compare_closed_other),
        (comparison.new_gaps.len(), t.compare_opened_one, t.compare_opened_other),
        (comparison.open_gaps.len(), t.compare_open_one, t.compare_open_other),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, other)| language.counted(count, one, other))
        .collect();
    if told.is_empty() { t.compare_no_gaps.to_owned() } else { told.join(", ") }
}

/// How many of the new gaps were only found, as their questions had no answer before.
fn found_words(language: Language, comparison: &Comparison) -> Option<String> {
    let t = &language.texts().phrases;
    match comparison.found_gaps() {
        0 => None,
        all if all == comparison.new_gaps.len() => Some(t.compare_found_all.to_owned()),
        some => Some(language.counted(some, t.compare_found_one, t.compare_found_other)),
    }
}

fn readiness_words(t: &Phrases, [before, after]: [Readiness; 2]) -> String {
    let phrase =
        if before == after { t.compare_readiness_stays } else { t.compare_readiness_moved };
    let [before, after] = [before, after].map(|readiness| readiness_name(t, readiness));
    fill(phrase, &[("before", before), ("after", after)])
}

/// Reasons to doubt that the two can be compared: other names, other questions, the wrong order.
pub fn warnings(
    language: Language,
    names: &[String; 2],
    answers: [&Assessment; 2],
    saved_at: [Option<&str>; 2],
) -> Vec<String> {
    let t = &language.texts().phrases;
    let other_name = are_different(&names[0], &names[1])
        .then(|| fill(t.compare_other_name, &[("before", &names[0]), ("after", &names[1])]));
    let [before, after] = answers.map(|answers| answers.set_aside.keys());
    let other_questions = (!before.eq(after)).then(|| t.compare_other_questions.to_owned());
    let [before, after] = saved_at;
    let is_swapped = before.zip(after).is_some_and(|(before, after)| before > after);
    let swapped = is_swapped.then(|| t.compare_swapped.to_owned());
    [other_name, other_questions, swapped].into_iter().flatten().collect()
}
