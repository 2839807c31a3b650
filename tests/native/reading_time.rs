//! Tests that the reading time that the page promises is the time that its words take.

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::content::reading_time::{self, Pace};
use aims_assessment::language::{Language, Texts};
use aims_assessment::view::route::Route;

/// Words a minute, read in silence: 238 in English prose on average, slow and fast readers about
/// 175 to 300 (Brysbaert 2019). French needs a fifth more words for the same content, but they are
/// as much faster to read; so the English text is counted.
const AVERAGE: usize = 238;

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Returns the number of words of a question that everybody reads: the question and its five
/// answers.
fn of_question(texts: &Texts, question: usize) -> usize {
    let text = &texts.questions[question];
    words(text.text) + text.levels.iter().map(|level| words(level)).sum::<usize>()
}

fn of_screen(texts: &Texts, domain: usize) -> usize {
    words(texts.domains[domain].title)
        + words(texts.domains[domain].intro)
        + ISO42001.questions_of(domain).map(|question| of_question(texts, question)).sum::<usize>()
}

#[test]
fn no_screen_and_no_question_is_longer_than_can_be_read_calmly() {
    for language in [Language::English, Language::French] {
        let texts = language.texts();
        for (index, domain) in ISO42001.domains.iter().enumerate() {
            let words = of_screen(texts, index);
            assert!(words <= 1_650, "{}: {words} words on one screen", domain.id);
        }
        for (index, question) in ISO42001.questions.iter().enumerate() {
            assert!(
                of_question(texts, index) <= 160,
                "{} {}: {} words",
                language.code(),
                question.code,
                of_question(texts, index)
            );
        }
    }
}

#[test]
fn the_seconds_a_question_are_those_of_its_words_and_a_moment_to_choose() {
    let questions = ISO42001.questions.len();
    let words: usize = (0..ISO42001.domains.len())
        .map(|domain| of_screen(Language::English.texts(), domain))
        .sum();
    let reading = words * 60 / AVERAGE / questions;
    assert!(
        (reading..=reading + 10).contains(&reading_time::SECONDS_A_QUESTION),
        "{reading} s of reading a question"
    );
}

#[test]
fn the_start_says_how_long_it_takes() {
    let all = reading_time::minutes(ISO42001.questions.len());
    for language in [Language::English, Language::French] {
        let title = language.texts().phrases.start_time_title;
        let named: Vec<usize> =
            title.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert!(
            matches!(named[..], [least, most] if (least..=most).contains(&all)),
            "“{title}” for {all} minutes"
        );
    }
}

/// The key requirements alone, read as everything else is.
#[test]
fn the_start_says_how_long_the_key_requirements_take() {
    let key = || ISO42001.questions.iter().enumerate().filter(|(_, question)| question.critical);
    let texts = Language::English.texts();
    let words: usize = key().map(|(index, _)| of_question(texts, index)).sum();
    let seconds = words * 60 / AVERAGE + 4 * key().count();
    for language in Language::ALL {
        let said = language.texts().phrases.start_key_time;
        let minutes: usize =
            said.split_whitespace().find_map(|word| word.parse().ok()).unwrap_or_default();
        assert!((seconds / 60..=seconds.div_ceil(60)).contains(&minutes), "{said}: {seconds} s");
        assert_eq!(minutes, reading_time::minutes(key().count()), "as the screen of these says");
        let button = language.texts().phrases.start_key;
        assert!(button.contains(&key().count().to_string()), "{button}");
    }
}

#[test]
fn fifteen_minutes_are_enough_for_who_stops_at_the_level_that_fits() {
    let texts = Language::English.texts();
    let to_level_3 = |text: &aims_assessment::language::QuestionText| {
        words(text.text) + text.levels[..3].iter().map(|level| words(level)).sum::<usize>()
    };
    let words: usize = texts.questions.iter().map(to_level_3).sum();
    let seconds = words * 60 / AVERAGE + 2 * ISO42001.questions.len();
    assert!(seconds.div_ceil(60) <= 16, "{seconds} s");
}

#[test]
fn the_least_time_is_that_of_who_stops_at_the_level_that_fits() {
    let texts = Language::English.texts();
    let to_level_3 = |text: &aims_assessment::language::QuestionText| {
        words(text.text) + text.levels[..3].iter().map(|level| words(level)).sum::<usize>()
    };
    let words: usize = texts.questions.iter().map(to_level_3).sum();
    let reading = words * 60 / AVERAGE / ISO42001.questions.len();
    assert!(
        (reading..=reading + 5).contains(&reading_time::LEAST_SECONDS_A_QUESTION),
        "{reading} s of reading"
    );
    let all = ISO42001.questions.len();
    assert_eq!(reading_time::range(all, None), (15, 25), "as the start says");
    assert_eq!(reading_time::range(all, Some(10)), (7, 7));
    assert_eq!(reading_time::range(0, None), (0, 0));
}

/// Each way of answering with the words that one reads, and the words that are least. Level 3
/// first: the question and level 3, and levels 4 and 5 where it is in place.
#[test]
fn level_3_first_has_fewer_words_to_read() {
    let texts = Language::English.texts();
    let count = |level_of: fn(&[&str; 5]) -> usize| -> usize {
        texts.questions.iter().map(|text| words(text.text) + level_of(&text.levels)).sum()
    };
    let all = count(|levels| levels.iter().map(|level| words(level)).sum());
    let in_place = count(|levels| levels[2..].iter().map(|level| words(level)).sum());
    let not_in_place = count(|levels| words(levels[2]));
    let key: usize =
        Route::Key.questions(&ISO42001).iter().map(|one| of_question(texts, *one)).sum();
    let told = format!("all {all}, in place {in_place}, not in place {not_in_place}, key {key}");
    assert!(not_in_place * 2 < all && in_place * 5 < all * 4 && key * 3 < all, "{told}");
}

#[test]
fn the_pace_is_the_visitors_own_after_eight_answers() {
    let pace_of = |seconds: &[u64]| {
        let mut pace = Pace::default();
        let mut at = 1_000_000;
        for wait in seconds {
            at += wait * 1000;
            pace.answered(at);
        }
        pace.seconds_a_question()
    };
    assert_eq!(pace_of(&[]), None);
    assert_eq!(pace_of(&[10; 7]), None, "seven say too little");
    assert_eq!(pace_of(&[10; 8]), Some(10));
    assert_eq!(pace_of(&[99, 10, 20, 10, 20, 10, 20, 10, 20]), Some(15), "the first is not timed");
    assert_eq!(pace_of(&[10, 10, 10, 3600, 10, 10, 10, 10, 10]), Some(10), "a pause is no work");
    assert_eq!(pace_of(&[999; 9]), None, "of pauses alone nothing is known");
    assert_eq!(pace_of(&[0; 9]), Some(1), "a file answers at once");
    // A clock that is put back
    let mut pace = Pace::default();
    for at in [90_000, 80_000, 60_000, 50_000, 55_000, 60_000, 65_000, 70_000] {
        pace.answered(at);
    }
    assert_eq!(pace.seconds_a_question(), Some(5));
}

#[test]
fn what_is_left_is_said_in_whole_minutes() {
    for (open, minutes) in [(0, 0), (1, 1), (2, 2), (3, 2), (12, 7), (42, 25)] {
        assert_eq!(reading_time::minutes(open), minutes, "{open} open questions");
    }
}

#[test]
fn the_key_requirements_take_the_minutes_that_are_said() {
    let key = Route::Key.questions(&ISO42001);
    let words: usize = key.iter().map(|one| of_question(Language::English.texts(), *one)).sum();
    let seconds = words * 60 / AVERAGE;
    let said = reading_time::minutes(key.len()) * 60;
    // To read them, and at most ten seconds a question to choose.
    assert!((seconds..=seconds + 10 * key.len()).contains(&said), "{seconds} s for {words} words");
}
