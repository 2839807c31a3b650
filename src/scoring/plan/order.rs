//! Dependencies between gaps, and the priority that each inherits from those that wait for it.

use crate::content::questionnaire::{Phase, Question, Questionnaire};

/// The gaps of the roadmap, by rank. A *piece* is an index into each of the lists.
pub struct Order {
    /// The questions.
    pub questions: Vec<usize>,
    /// The pieces that each waits for: its question's prerequisites, as far as they are gaps too.
    pub before: Vec<Vec<usize>>,
    /// The best rank among each and all that wait for it, directly or not.
    pub priorities: Vec<usize>,
    /// The phase of each.
    pub phases: Vec<Phase>,
}

impl Order {
    /// Orders these questions, which stand by rank.
    pub fn new(questionnaire: &Questionnaire, questions: Vec<usize>) -> Self {
        let before: Vec<Vec<usize>> = questions
            .iter()
            .map(|question| {
                let prerequisites = questionnaire.questions[*question].prerequisites.iter();
                prerequisites
                    .filter_map(|before| questions.iter().position(|other| other == before))
                    .collect()
            })
            .collect();
        let phases = (0..questions.len())
            .map(|piece| {
                let own = |piece: usize| questionnaire.questions[questions[piece]].phase;
                with_all_before(&before, piece).into_iter().map(own).fold(own(piece), Ord::max)
            })
            .collect();
        Self { priorities: priorities(&before), phases, before, questions }
    }

    /// The facts of a piece's question.
    pub fn facts<'q>(&self, questionnaire: &'q Questionnaire, piece: usize) -> &'q Question {
        &questionnaire.questions[self.questions[piece]]
    }
}

/// A piece, and all that it waits for, directly or not.
fn with_all_before(before: &[Vec<usize>], piece: usize) -> Vec<usize> {
    let mut found = vec![piece];
    let mut next = 0;
    while let Some(piece) = found.get(next).copied() {
        let new: Vec<usize> =
            before[piece].iter().copied().filter(|other| !found.contains(other)).collect();
        found.extend(new);
        next += 1;
    }
    found
}

/// The priority of each piece. The most pressing comes first and hands its rank to all that it
/// waits for; what already has a rank has a better one.
fn priorities(before: &[Vec<usize>]) -> Vec<usize> {
    let mut priorities = vec![0; before.len()];
    for piece in 0..before.len() {
        for other in with_all_before(before, piece) {
            if priorities[other] == 0 {
                priorities[other] = piece + 1;
            }
        }
    }
    priorities
}
