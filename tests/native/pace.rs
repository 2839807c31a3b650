//! Tests that the reading time that the page promises is the time that its words take.

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::content::reading_time;
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
