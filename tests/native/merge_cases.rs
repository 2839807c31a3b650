//! Tests what happens to the present answers when a file is opened or merged, and the comparison of
//! two assessments.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::assessment::file;
use aims_assessment::assessment::merge::{self, Difference, Keep};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::scoring::comparison::{Change, Comparison, Side};
use aims_assessment::scoring::{self, Readiness, Tenths};
use aims_assessment::storage::summary::{self, Summary};
use common::{assessment, code};
use proptest::prelude::*;

#[test]
fn what_is_kept_when_a_file_is_opened() {
    for (notation, is_opened_file, has_older, keep) in [
        ("", false, false, Keep::Nothing),
        ("", true, true, Keep::Nothing),
        ("C4-1 3", false, false, Keep::Present),
        ("C4-1 3", false, true, Keep::Present),
        ("C4-1 3", true, false, Keep::Present),
        ("C4-1 3", true, true, Keep::Older),
    ] {
        assert_eq!(
            merge::when_opening(&assessment(notation), is_opened_file, has_older),
            keep,
            "{notation}"
        );
    }
}

#[test]
fn joining_fills_in_what_is_unanswered_and_nothing_else() {
    for (present, file, joined) in [
        ("", "", ""),
        ("C4-1 3", "", "C4-1 3"),
        ("", "C4-1 3", "C4-1 3"),
        ("C4-1 3", "C4-1 5, C4-2 2", "C4-1 3, C4-2 2"),
        ("C4-1 ?", "C4-1 5", "C4-1 ?"), // don't know is an answer
        ("A-5 na", "A-5 3, A-8 na", "A-5 na, A-8 na"),
        ("C4-1 3, target 4 4", "C4-2 3, target 4 5, target 5 5", "C4-1 3, C4-2 3, target 4 4"),
    ] {
        assert_eq!(
            merge::join(&assessment(present), &assessment(file)),
            assessment(joined),
            "{present} | {file}"
        );
    }
}

#[test]
fn joining_keeps_the_notes_of_both() {
    for (present, file, joined) in [
        ("", "", ""),
        ("mine", "", "mine"),
        ("mine", "  \n", "mine"),
        ("", "theirs", "theirs"),
        ("mine", "theirs", "mine\n\ntheirs"),
        ("same", "same", "same"),
        ("mine\n\ntheirs", "theirs", "mine\n\ntheirs"),
        ("not the same", "same", "not the same\n\nsame"),
    ] {
        let mut sides = [assessment("C4-1 3"), assessment("C4-1 4")];
        sides[0].entries[0].note = present.to_owned();
        sides[1].entries[0].note = file.to_owned();
        let result = merge::join(&sides[0], &sides[1]);
        assert_eq!(result.entries[0].note, joined, "{present:?} | {file:?}");
        assert_eq!(merge::join(&result, &sides[1]), result, "the same file twice changes nothing");
    }
}

#[test]
fn a_reason_stays_with_the_answer_that_it_was_written_for() {
    let question = ISO42001.question("A-5").unwrap();
    let mut waiting = Assessment::new(&ISO42001);
    waiting.entries[question].choice = Some(Choice::NotApplicable);
    let mut file = assessment("A-5 3");
    file.entries[question].reason = "another's".to_owned();
    assert_eq!(
        merge::join(&waiting, &file).entries[question].choice,
        Some(Choice::Level(Level::ALL[2]))
    );
    file.entries[question].choice = None;
    assert_eq!(
        merge::join(&waiting, &file).entries[question].answer(),
        None,
        "no answer was given on either side"
    );
}

#[test]
fn names_and_entries_of_other_versions_are_joined_too() {
    let [mut present, mut file] = [assessment("C4-1 3"), assessment("C4-1 4")];
    file.organisation = "Acme".to_owned();
    file.set_aside.insert("X-1".to_owned(), 1.into());
    file.set_aside.insert("X-2".to_owned(), 2.into());
    present.set_aside.insert("X-1".to_owned(), 9.into());
    let joined = merge::join(&present, &file);
    assert_eq!(
        (joined.organisation.as_str(), &joined.set_aside["X-1"], &joined.set_aside["X-2"]),
        ("Acme", &9.into(), &2.into())
    );
    present.organisation = "Mine".to_owned();
    assert_eq!(merge::join(&present, &file).organisation, "Mine");
}

#[test]
fn the_difference_is_counted() {
    for (present, file, new, different, same) in [
        ("", "C4-1 3", 1, 0, 0),
        ("C4-1 3", "", 0, 0, 0),
        ("C4-1 3, C4-2 1", "C4-1 3, C4-2 ?, C4-3 2", 1, 1, 1),
        ("A-5 na", "A-5 na", 0, 0, 1),
    ] {
        let expected = Difference { new, different, same };
        assert_eq!(
            merge::difference(&assessment(present), &assessment(file)),
            expected,
            "{present} | {file}"
        );
    }
    let mut other = assessment("A-5 na");
    other.entries[ISO42001.question("A-5").unwrap()].reason = "another reason".to_owned();
    assert_eq!(merge::difference(&assessment("A-5 na"), &other).different, 1);
}

#[test]
fn a_file_is_opened_in_the_way_that_loses_nothing() {
    use merge::{Advice, Way};
    let (early, late) = (Some("2026-11-20T12:00:00Z"), Some("2026-11-23T12:00:00Z"));
    // Name, answers and time of what is here and of the file; the advice, and its way.
    for (here, file, advice, way) in [
        (("Acme", "all 2", early), ("Nordet", "all 3", late), Advice::OtherOrganisation, Way::Add),
        (
            ("Acme", "C4-1 2", early),
            ("Nordet", "C4-2 3", late),
            Advice::OtherOrganisation,
            Way::Add,
        ),
        (("Acme", "all 2", early), ("Acme", "all 3", late), Advice::Later, Way::Replace),
        (("", "all 2", early), ("", "all 3", late), Advice::Later, Way::Replace),
        // One without a name could be of anybody.
        (("", "all 2", early), ("Nordet", "all 3", late), Advice::Differs, Way::Add),
        (("Acme", "all 2", early), ("", "all 3", late), Advice::Differs, Way::Add),
        (("Acme", "all 2", late), ("Acme", "all 3", early), Advice::Differs, Way::Add),
        (("Acme", "all 2", late), ("Acme", "all 3", late), Advice::Differs, Way::Add),
        (("Acme", "all 2", None), ("Acme", "all 3", late), Advice::Differs, Way::Add),
        (("Acme", "all 2", early), ("Acme", "all 3", None), Advice::Differs, Way::Add),
        (("Acme", "C4-1 2", late), ("Acme", "C4-2 3", early), Advice::FillsIn, Way::Join),
        (("Acme", "C4-1 2", early), ("", "C4-1 2, C4-2 3", late), Advice::FillsIn, Way::Join),
        (("Acme", "all 2", early), ("Acme", "all 2", late), Advice::NothingNew, Way::Join),
        (("Acme", "all 2", early), ("", "", late), Advice::NothingNew, Way::Join),
    ] {
        let [one, other] = [&here, &file].map(|(name, answers, _)| Assessment {
            organisation: (*name).to_owned(),
            ..assessment(answers)
        });
        let found = merge::advice((&one, here.2), (&other, file.2));
        assert_eq!((found, found.way(true)), (advice, way), "{here:?} | {file:?}");
        // Where nothing can be added, no answer is overwritten unless the file is the later state.
        let without = if way == Way::Add { Way::Join } else { way };
        assert_eq!(found.way(false), without, "{here:?} | {file:?}");
    }
}

fn compared(before: &str, after: &str) -> Comparison {
    let [before, after] = [before, after].map(assessment);
    let scores = [&before, &after].map(|assessment| scoring::score(&ISO42001, assessment));
    let side = |assessment, index: usize| Side { assessment, scores: &scores[index] };
    Comparison::new(&ISO42001, side(&before, 0), side(&after, 1))
}

#[test]
fn each_question_gets_better_or_worse_or_neither() {
    for (before, after, change) in [
        ("-", "-", Change::Same),
        ("-", "1", Change::New),
        ("-", "?", Change::New),
        ("-", "na", Change::New),
        ("3", "-", Change::Gone),
        ("na", "-", Change::Gone),
        ("2", "3", Change::Better),
        ("5", "1", Change::Worse),
        ("4", "4", Change::Same),
        ("?", "1", Change::Same), // counts alike
        ("1", "?", Change::Same),
        ("?", "2", Change::Better),
        ("2", "?", Change::Worse),
        ("na", "na", Change::Same),
        ("na", "5", Change::Applicability),
        ("1", "na", Change::Applicability),
        ("?", "na", Change::Applicability),
    ] {
        let comparison = compared(&format!("A-5 {before}"), &format!("A-5 {after}"));
        let question = ISO42001.question("A-5").unwrap();
        assert_eq!(comparison.questions[question].change, change, "{before} → {after}");
        assert_eq!(
            comparison.questions_that_are(Change::Same).len(),
            if change == Change::Same { 42 } else { 41 }
        );
    }
}

#[test]
fn scores_change_by_tenths_of_what_is_shown() {
    let comparison = compared("domain 4 2, domain 5 3", "domain 4 3, C4-1 2, domain 6 1");
    assert_eq!(comparison.domains[0].before, Some(Tenths(20)));
    let shown = comparison.domains[0].after.unwrap();
    assert_eq!(comparison.domains[0].tenths(), Some(i32::try_from(shown.0).unwrap() - 20));
    assert_eq!(
        (comparison.domains[1].tenths(), comparison.domains[2].tenths()),
        (None, None),
        "one side has no score"
    );
    assert_eq!(compared("all 3", "all 2").overall.tenths(), Some(-10));
    assert_eq!(
        compared("all 3", "all 2").readiness,
        [Readiness::Stage2Plausible, Readiness::Building]
    );
    assert_eq!(compared("all 3", "all 3").overall.tenths(), Some(0));
}

#[test]
fn changes_are_written_with_their_sign() {
    for (tenths, english, french) in [
        (Some(3), "+0.3", "+0,3"),
        (Some(-12), "\u{2212}1.2", "\u{2212}1,2"),
        (Some(0), "0.0", "0,0"),
        (None, "–", "–"),
    ] {
        assert_eq!(
            (Language::English.signed(tenths).as_str(), Language::French.signed(tenths).as_str()),
            (english, french)
        );
    }
}

#[test]
fn a_gap_is_closed_by_an_answer_and_not_by_taking_one_back() {
    let codes =
        |questions: &[usize]| questions.iter().map(|question| code(*question)).collect::<Vec<_>>();
    let comparison = compared(
        "all 3, C5-2 1, C5-3 2, C6-1 1, A-5 1",
        "all 3, C5-2 3, C5-3 -, C6-1 2, C7-1 1, A-5 na",
    );
    assert_eq!(codes(&comparison.closed_gaps), ["C5-2", "A-5"]);
    assert_eq!(codes(&comparison.new_gaps), ["C7-1"]);
    assert_eq!(codes(&comparison.open_gaps), ["C6-1"]);
    assert_eq!(codes(&compared("", "C4-1 1").new_gaps), ["C4-1"]);
    // A higher target opens no gap, and level 3 closes one, whatever the target.
    let raised = compared("all 3, C4-1 1", "all 3, target 4 5");
    assert_eq!(codes(&raised.closed_gaps), ["C4-1"]);
    assert!(raised.new_gaps.is_empty() && raised.open_gaps.is_empty());
}

#[test]
fn a_summary_tells_what_is_stored() {
    let mut assessment = assessment("all 3, C4-1 -");
    assessment.organisation = "Acme".to_owned();
    let text = file::write(&ISO42001, &assessment, "2026-11-23T12:00:00Z");
    let summary = Summary::of(&ISO42001, &text).unwrap();
    assert_eq!(
        (summary.scores.overall.answered, summary.scores.overall.score()),
        (41, Some(Tenths(30)))
    );
    assert_eq!(summary.saved_at.as_deref(), Some("2026-11-23T12:00:00Z"));
    assert_eq!(Summary::of(&ISO42001, "{}"), None);
    for time in [
        "yesterday",
        "2026-11-23",
        "<img src=x onerror=1>",
        "2026-11-23T12:00:00+0",
        "２026-11-23T12:00:00Z",
        "",
    ] {
        let text = text.replace("2026-11-23T12:00:00Z", time);
        assert_eq!(Summary::of(&ISO42001, &text).unwrap().saved_at, None, "{time}");
    }
}

#[test]
fn renaming_changes_the_name_alone() {
    let text = file::write(&ISO42001, &assessment("C4-1 3"), "2026-11-23T12:00:00Z").replacen(
        '{',
        "{\"of-a-later-version\": [1],",
        1,
    );
    let named = summary::renamed(&text, "A \"b\" <c>").unwrap();
    assert_eq!(Summary::of(&ISO42001, &named).unwrap().assessment.organisation, "A \"b\" <c>");
    assert!(named.contains("of-a-later-version"));
    let unnamed: serde_json::Value =
        serde_json::from_str(&summary::renamed(&named, "").unwrap()).unwrap();
    assert_eq!(unnamed, serde_json::from_str::<serde_json::Value>(&text).unwrap());
    assert_eq!(summary::renamed("no JSON", "x"), None);
    assert_eq!(summary::renamed("[]", "x"), None);
}

#[test]
fn a_name_can_not_turn_or_fill_a_sentence() {
    assert_eq!(summary::name(Language::French, "  ", 2), "Autoévaluation 2");
    assert_eq!(summary::name(Language::English, " Acme ", 2), "Acme");
    assert_eq!(summary::short_name("Acme"), "\u{2068}Acme\u{2069}");
    assert_eq!(summary::short_name("a\nb\u{7}c"), "\u{2068}a b c\u{2069}");
    assert_eq!(summary::short_name(&"x".repeat(300)).chars().count(), 63);
}

proptest! {
    /// Merging never changes an existing answer, and merging again never changes anything.
    #[test]
    fn joining_is_safe(present in notation(), file in notation()) {
        let [present, file] = [assessment(&present), assessment(&file)];
        let joined = merge::join(&present, &file);
        for (index, entry) in joined.entries.iter().enumerate() {
            let [present, file] = [&present, &file].map(|side| side.entries[index].answer());
            prop_assert_eq!(entry.answer(), present.or(file));
        }
        prop_assert_eq!(merge::join(&joined, &file), joined.clone());
        prop_assert_eq!(merge::difference(&joined, &file).new, 0);
    }

    /// A change for the better is one for the worse in the reverse comparison.
    #[test]
    fn comparing_is_even(one in notation(), other in notation()) {
        let [there, back] = [compared(&one, &other), compared(&other, &one)];
        for (change, mirrored) in [(Change::Better, Change::Worse), (Change::New, Change::Gone), (Change::Same, Change::Same), (Change::Applicability, Change::Applicability)] {
            prop_assert_eq!(there.questions_that_are(change), back.questions_that_are(mirrored));
        }
        for (there, back) in there.domains.iter().zip(&back.domains) {
            prop_assert_eq!(there.tenths(), back.tenths().map(|tenths| -tenths));
        }
        let counted: usize = Change::ALL.iter().map(|change| there.questions_that_are(*change).len()).sum();
        prop_assert_eq!(counted, 42);
    }
}

/// Generates an assessment in the notation of these tests.
fn notation() -> impl Strategy<Value = String> {
    let value = prop::sample::select(vec!["-", "1", "2", "3", "4", "5", "?"]);
    prop::collection::vec(value, 42).prop_map(|values| {
        let parts = ISO42001
            .questions
            .iter()
            .zip(values)
            .map(|(question, value)| format!("{} {value}", question.code));
        parts.collect::<Vec<_>>().join(", ")
    })
}
