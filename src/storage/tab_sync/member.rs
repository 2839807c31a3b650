//! The parts of an assessment that change independently.

use crate::content::questionnaire::{Questionnaire, Topic};

/// The actions of the plan, as a group of parts by themselves.
pub(super) const ACTIONS: &str = "plan/actions";

/// A part of an assessment that changes independently.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// A question's answer with its texts, by the question's index.
    Answer(usize),
    /// A domain's target, by the domain's index.
    Target(usize),
    /// A topic of the profile.
    Topic(&'static Topic),
    /// The edits of a control in the statement of applicability, by its index.
    Control(usize),
    /// The day on which the plan starts.
    PlanStart,
    /// The pieces of work at the same time.
    Lanes,
    /// The settings for closing a question's gap, by the question's index.
    Action(usize),
    /// The organisation's name.
    Organisation,
}

impl Member {
    pub(super) fn key(self, questionnaire: &Questionnaire) -> String {
        match self {
            Self::Answer(question) => format!("answers/{}", questionnaire.questions[question].code),
            Self::Target(domain) => format!("targets/{}", questionnaire.domains[domain].id),
            Self::Topic(topic) => format!("profile/{}", topic.id),
            Self::Control(control) => format!("soa/{}", questionnaire.controls[control].id),
            Self::PlanStart => "plan/start".to_owned(),
            Self::Lanes => "plan/lanes".to_owned(),
            Self::Action(question) => {
                format!("{ACTIONS}/{}", questionnaire.questions[question].code)
            }
            Self::Organisation => "organisation".to_owned(),
        }
    }
}
