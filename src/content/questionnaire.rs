//! The questionnaire: 8 domains and 42 questions with their weights and prerequisites.
//!
//! The words are in [`crate::language`]; the figures made from answers are in [`crate::scoring`].
//! The build checks the folder `questions/`, then compiles both the structure below and the words
//! from it.

include!(concat!(env!("OUT_DIR"), "/questionnaire.rs"));

/// The questions in order, grouped into domains.
#[derive(Debug)]
pub struct Questionnaire {
    /// The identifier, which is in every saved file.
    pub id: &'static str,
    /// The version, which changes whenever old answers would get another meaning.
    pub version: &'static str,
    /// The domains, in the order 4 … 10, A.
    pub domains: &'static [Domain],
    /// The questions in the order in which they are asked. The rest of the program identifies a
    /// question by its index in this list.
    pub questions: &'static [Question],
    /// The reference controls of Annex A, in order.
    pub controls: &'static [Control],
    /// The ids of the control groups, `A.2` to `A.10`.
    pub areas: &'static [&'static str],
    /// The questions of the profile, which have no effect on a score.
    pub profile: &'static [Topic],
}

/// A reference control of Annex A.
#[derive(Debug)]
pub struct Control {
    /// The id, such as `A.2.2`.
    pub id: &'static str,
    /// The index of its group.
    pub area: usize,
    /// The index of the question that asks about it.
    pub question: usize,
}

/// A question of the profile.
#[derive(Debug)]
pub struct Topic {
    /// The id in saved files, such as `roles`.
    pub id: &'static str,
    /// Whether several options may be chosen.
    pub many: bool,
    /// The ids of the options, as saved files have them.
    pub options: &'static [&'static str],
}

/// A clause of the standard (4 to 10), or Annex A.
#[derive(Debug)]
pub struct Domain {
    /// The id: `4` … `10`, or `A`.
    pub id: &'static str,
    /// Its stage in the Plan-Do-Check-Act cycle.
    pub pdca: Pdca,
    /// The index of its first question.
    pub first: usize,
    /// The number of its questions.
    pub count: usize,
}

/// One question of `questions/*.toml`; docs/method.md, "Inputs", explains the fields.
#[derive(Debug)]
pub struct Question {
    /// The code, such as `C5-2` or `A-7`. Saved files use it, so it never changes its meaning.
    pub code: &'static str,
    /// The index of its domain.
    pub domain: usize,
    /// The sub-clauses that it asks about.
    pub clauses: &'static [&'static str],
    /// The Annex A controls that it asks about; `ALL` for the statement of applicability.
    pub controls: &'static [&'static str],
    /// The weight, 1 to 3.
    pub weight: u32,
    /// Whether it asks about a requirement of clauses 4 to 10.
    pub mandatory: bool,
    /// Whether its absence would probably be a major nonconformity.
    pub critical: bool,
    /// Whether *not applicable* is a possible answer.
    pub not_applicable: bool,
    /// How long a small or mid-sized organization takes to put it in place.
    pub effort: Effort,
    /// The phase of the road to certification in which it is dealt with.
    pub phase: Phase,
    /// The indexes of its prerequisites: the questions to settle first.
    pub prerequisites: &'static [usize],
    /// The stages of a certification audit that look at it.
    pub audit_stages: &'static [AuditStage],
}

/// A stage of a certification audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditStage {
    /// Stage 1: the documents and the readiness.
    S1,
    /// Stage 2: the actual practice.
    S2,
}

impl AuditStage {
    /// Both stages.
    pub const ALL: [Self; 2] = [Self::S1, Self::S2];

    /// The number of the stage, 1 or 2.
    pub fn number(self) -> u32 {
        match self {
            Self::S1 => 1,
            Self::S2 => 2,
        }
    }
}

/// Plan-Do-Check-Act, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pdca {
    /// Clauses 4 to 6.
    Plan,
    /// Clauses 7 and 8, Annex A.
    Do,
    /// Clause 9.
    Check,
    /// Clause 10.
    Act,
}

impl Pdca {
    /// The four stages.
    pub const ALL: [Self; 4] = [Self::Plan, Self::Do, Self::Check, Self::Act];

    /// The id in files: `plan`, `do`, `check` or `act`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Do => "do",
            Self::Check => "check",
            Self::Act => "act",
        }
    }
}

/// Time to put something in place, shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effort {
    /// Up to 30 days.
    Quick,
    /// One to three months.
    Medium,
    /// Three to twelve months.
    Long,
}

impl Effort {
    /// The id in files and in the page: `quick`, `medium` or `long`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Medium => "medium",
            Self::Long => "long",
        }
    }
}

/// The phases in which gaps are closed (a fourth, the certification audit itself, closes none).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Phase 1.
    GapAnalysis,
    /// Phase 2.
    Implementation,
    /// Phase 3.
    InternalAudit,
}

impl Phase {
    /// The three phases.
    pub const ALL: [Self; 3] = [Self::GapAnalysis, Self::Implementation, Self::InternalAudit];

    /// The number of the phase, 1 to 3.
    pub fn number(self) -> u32 {
        match self {
            Self::GapAnalysis => 1,
            Self::Implementation => 2,
            Self::InternalAudit => 3,
        }
    }
}

impl Questionnaire {
    /// Returns the index of the question with this code.
    pub fn question(&self, code: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.code == code)
    }

    /// Returns the index of the Annex A control with this id.
    pub fn control(&self, id: &str) -> Option<usize> {
        self.controls.iter().position(|control| control.id == id)
    }

    /// Returns the index of the domain with this id.
    pub fn domain(&self, id: &str) -> Option<usize> {
        self.domains.iter().position(|domain| domain.id == id)
    }

    /// Returns the indexes of a domain's questions.
    pub fn questions_of(&self, domain: usize) -> std::ops::Range<usize> {
        let Domain { first, count, .. } = self.domains[domain];
        first..first + count
    }
}

impl Domain {
    /// Whether the domain is a clause. Annex A isn't: its controls may be left out with a reason.
    pub fn is_clause(&self) -> bool {
        self.id != "A"
    }
}
