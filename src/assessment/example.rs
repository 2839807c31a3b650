//! The answers of a fictitious organization, so that a visitor can see a result before answering.

use crate::assessment::answers::{Assessment, Choice, Entry, Level};
use crate::content::questionnaire::Questionnaire;

/// One answer per question, one word per domain: a digit is a level, `?` is *I don't know*. It is a
/// young management system as consultants meet it: the clauses that ask for documents are ahead of
/// those that ask for practice, and two critical questions (C9-3 and C9-4) are at level 1.
const ANSWERS: [&str; 8] =
    ["3332", "3332", "3333322", "32232", "2332", "2111", "13?", "33222323422"];

/// Makes the example in the questionnaire's order; further questions of the questionnaire stay
/// unanswered.
pub fn assessment(questionnaire: &Questionnaire, organisation: &str) -> Assessment {
    let mut example =
        Assessment { organisation: organisation.to_owned(), ..Assessment::new(questionnaire) };
    for (entry, answer) in
        example.entries.iter_mut().zip(ANSWERS.iter().flat_map(|domain| domain.chars()))
    {
        let level = answer.to_digit(10).and_then(|level| Level::new(level.into()));
        *entry = Entry {
            choice: Some(level.map_or(Choice::Unknown, Choice::Level)),
            ..Entry::default()
        };
    }
    example
}
