//! The order of work: gaps by phase, each after its prerequisites.

use crate::content::questionnaire::{Phase, Questionnaire};
use crate::scoring::gaps::{Gap, GapClass};

/// The questions to deal with in each phase, in order, without opportunities.
pub fn roadmap(questionnaire: &Questionnaire, gaps: &[Gap]) -> [Vec<usize>; 3] {
    let by_rank: Vec<usize> = gaps
        .iter()
        .filter(|gap| gap.class != GapClass::Opportunity)
        .map(|gap| gap.question)
        .collect();
    let among = Among::these(questionnaire, &by_rank);
    let mut placed = Among::none(questionnaire);
    Phase::ALL.map(|phase| {
        let mut waiting: Vec<usize> = by_rank
            .iter()
            .copied()
            .filter(|question| phase_of(questionnaire, &among, *question) == phase)
            .collect();
        let mut order = Vec::with_capacity(waiting.len());
        // A gap whose prerequisites can't be placed would be part of a cycle, which the checks of
        // the content rule out.
        while let Some(next) =
            waiting.iter().position(|question| is_free(questionnaire, &among, &placed, *question))
        {
            let question = waiting.remove(next);
            placed.add(question);
            order.push(question);
        }
        order
    })
}

/// A set of questions with constant-time lookup.
struct Among(Vec<bool>);

impl Among {
    fn none(questionnaire: &Questionnaire) -> Self {
        Self(vec![false; questionnaire.questions.len()])
    }

    fn these(questionnaire: &Questionnaire, questions: &[usize]) -> Self {
        let mut among = Self::none(questionnaire);
        for question in questions {
            among.add(*question);
        }
        among
    }

    fn add(&mut self, question: usize) {
        self.0[question] = true;
    }

    fn has(&self, question: usize) -> bool {
        self.0[question]
    }
}

/// The question's own phase or, if later, the latest phase of its prerequisites in the roadmap.
fn phase_of(questionnaire: &Questionnaire, roadmap: &Among, question: usize) -> Phase {
    let own = questionnaire.questions[question].phase;
    let before = in_roadmap(questionnaire, roadmap, question)
        .map(|other| phase_of(questionnaire, roadmap, other));
    before.fold(own, Ord::max)
}

fn is_free(
    questionnaire: &Questionnaire,
    roadmap: &Among,
    placed: &Among,
    question: usize,
) -> bool {
    in_roadmap(questionnaire, roadmap, question).all(|other| placed.has(other))
}

/// The question's prerequisites that are in the roadmap.
fn in_roadmap<'q>(
    questionnaire: &'q Questionnaire,
    roadmap: &'q Among,
    question: usize,
) -> impl Iterator<Item = usize> + 'q {
    let prerequisites = questionnaire.questions[question].prerequisites.iter().copied();
    prerequisites.filter(|other| roadmap.has(*other))
}
