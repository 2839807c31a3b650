//! Tests the example result: it answers every question, and shows a middling score, critical gaps,
//! and strong and weak domains.

use aims_assessment::assessment::answers::Choice;
use aims_assessment::assessment::example;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::scoring;

#[test]
fn every_question_of_the_example_is_answered_and_each_domain_with_its_own_word() {
    let example = example::assessment(&ISO42001, "Example");
    assert_eq!(example.organisation, "Example");
    assert_eq!(example.answered(0..ISO42001.questions.len()), ISO42001.questions.len());
    let unknown = ISO42001
        .questions
        .iter()
        .zip(&example.entries)
        .filter(|(_, entry)| entry.choice == Some(Choice::Unknown));
    assert_eq!(
        unknown.map(|(question, _)| question.code).collect::<Vec<_>>(),
        ["C10-3"],
        "the only answer that is not known"
    );
}

#[test]
fn the_example_shows_a_young_system_with_critical_gaps() {
    let scores = scoring::score(&ISO42001, &example::assessment(&ISO42001, ""));
    let overall = scores.overall.score();
    assert!(overall.is_some_and(|score| (20..30).contains(&score.0)), "{overall:?}");
    assert!(
        (1..=4).contains(&scores.critical_gaps().count()),
        "{} critical gaps",
        scores.critical_gaps().count()
    );
    let best = scores.domains.iter().filter_map(|domain| domain.tally.score()).max();
    let worst = scores.domains.iter().filter_map(|domain| domain.tally.score()).min();
    assert!(
        best.zip(worst).is_some_and(|(best, worst)| best.0 >= worst.0 + 10),
        "{best:?} and {worst:?}: a radar of some shape"
    );
}
