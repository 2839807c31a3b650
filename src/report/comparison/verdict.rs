//! The overall trend of a comparison, in words; the rules are in `scoring::comparison`.

use crate::assessment::answers::Assessment;
use crate::assessment::organisation::are_different;
use crate::language::{Language, Phrases, fill};
use crate::scoring::comparison::{Comparison, ScoreChange, Trend};

/// The verdict of the comparison: the trend of score and gaps, how many of the new gaps were in
/// questions that had no answer before, and the readiness.
///
/// `readiness` is that of both in words. Two organizations are told side by side
/// (`are_two_organisations`): between them nothing got better or worse.
pub fn sentences(
    language: Language,
    comparison: &Comparison,
    readiness: [&str; 2],
    are_two_organisations: bool,
) -> Vec<String> {
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
    let gaps = gap_words(language, comparison, are_two_organisations);
    if are_two_organisations {
        let ScoreChange { before, after } = comparison.overall;
        let [before, after] = [before, after].map(|score| language.score(score));
        let values = [("before", before.as_str()), ("after", &after), ("list", &gaps)];
        let [before, after] = readiness;
        let about_readiness =
            fill(t.compare_readiness_apart, &[("before", before), ("after", after)]);
        return vec![fill(t.compare_apart, &values), about_readiness];
    }
    let score = score_words(language, comparison.overall);
    let first = fill(t.compare_verdict, &[("trend", trend), ("score", &score), ("list", &gaps)]);
    let readiness = readiness_sentence(t, readiness);
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
fn gap_words(language: Language, comparison: &Comparison, are_two_organisations: bool) -> String {
    let t = &language.texts().phrases;
    let Comparison { closed_gaps, new_gaps, open_gaps, .. } = comparison;
    let counts = [closed_gaps, new_gaps, open_gaps].map(Vec::len);
    let told: Vec<String> = counts
        .into_iter()
        .zip(gap_phrases(t, are_two_organisations))
        .filter(|(count, _)| *count > 0)
        .map(|(count, phrases)| language.counted(count, phrases.one, phrases.other))
        .collect();
    if told.is_empty() { t.compare_no_gaps.to_owned() } else { told.join(", ") }
}

/// The phrases for one group of gaps.
#[derive(Clone, Copy)]
pub struct GapPhrases {
    /// The count, for one gap.
    pub one: &'static str,
    /// The count, for none or more.
    pub other: &'static str,
    /// The word in a table.
    pub state: &'static str,
}

/// The words for both sides and the difference; of two organizations there is no earlier one.
pub fn sides(t: &Phrases, are_two_organisations: bool) -> [&'static str; 3] {
    if are_two_organisations {
        [t.compare_side_first, t.compare_side_second, t.compare_difference]
    } else {
        [t.compare_earlier, t.compare_later, t.compare_change]
    }
}

/// The phrases for closed, new and open gaps; of two organizations, for those of the first alone,
/// of the second alone and of both.
pub fn gap_phrases(t: &Phrases, are_two_organisations: bool) -> [GapPhrases; 3] {
    let phrases = if are_two_organisations {
        [
            (t.compare_first_one, t.compare_first_other, t.compare_first),
            (t.compare_second_one, t.compare_second_other, t.compare_second),
            (t.compare_both_one, t.compare_both_other, t.compare_both),
        ]
    } else {
        [
            (t.compare_closed_one, t.compare_closed_other, t.compare_closed),
            (t.compare_opened_one, t.compare_opened_other, t.compare_opened),
            (t.compare_open_one, t.compare_open_other, t.compare_open),
        ]
    };
    phrases.map(|(one, other, state)| GapPhrases { one, other, state })
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

fn readiness_sentence(t: &Phrases, [before, after]: [&str; 2]) -> String {
    let phrase =
        if before == after { t.compare_readiness_stays } else { t.compare_readiness_moved };
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
