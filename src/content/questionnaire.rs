//! The questionnaire: 8 domains, 42 questions, what each is worth and what it waits for.
//!
//! The words are not here but in [`crate::language`]; the figures made from answers are in [`crate::scoring`]. Both the
//! structure below and the words are compiled in from the folder `questions/` by the build, which checks them first.

include!(concat!(env!("OUT_DIR"), "/questionnaire.rs"));

/// Questions in their order, cut into domains.
#[derive(Debug)]
pub struct Questionnaire {
    /// Stands in every saved file.
    pub id: &'static str,
    /// Changes with every change that makes old answers mean something else.
    pub version: &'static str,
    /// In the order 4 … 10, A.
    pub domains: &'static [Domain],
    /// In the order in which they are asked; an index into this list is what the rest of the program calls a question.
    pub questions: &'static [Question],
    /// The reference controls of Annex A, in their order.
    pub controls: &'static [Control],
    /// The groups of controls, `A.2` to `A.10`.
    pub areas: &'static [&'static str],
    /// The questions of the profile, which score nothing.
    pub profile: &'static [Topic],
}

/// A reference control of Annex A.
#[derive(Debug)]
pub struct Control {
    /// `A.2.2`.
    pub id: &'static str,
    /// Index of its group.
    pub area: usize,
    /// Index of the question that asks about it.
    pub question: usize,
}

/// A question of the profile.
#[derive(Debug)]
pub struct Topic {
    /// `roles`: stands in saved files.
    pub id: &'static str,
    /// Whether several options may be chosen.
    pub many: bool,
    /// What can be chosen, by the ids that stand in saved files.
    pub options: &'static [&'static str],
}

/// A clause of the standard (4 to 10), or Annex A.
#[derive(Debug)]
pub struct Domain {
    /// `4` … `10`, `A`.
    pub id: &'static str,
    /// Where it stands in the Plan-Do-Check-Act cycle.
    pub pdca: Pdca,
    /// Index of its first question.
    pub first: usize,
    /// Number of its questions.
    pub count: usize,
}

/// One question, as `questions/*.toml` has it; docs/method.md, "Inputs", says what the members are for.
#[derive(Debug)]
pub struct Question {
    /// `C5-2`, `A-7`: stands in saved files, so it never changes its meaning.
    pub code: &'static str,
    /// Index of its domain.
    pub domain: usize,
    /// The sub-clauses that it asks about.
    pub clauses: &'static [&'static str],
    /// The Annex A controls that it asks about; `ALL` for the statement of applicability.
    pub controls: &'static [&'static str],
    /// 1 to 3.
    pub weight: u32,
    /// Whether it asks about a requirement of clauses 4 to 10.
    pub mandatory: bool,
    /// Whether its absence would probably be a major nonconformity.
    pub critical: bool,
    /// Whether *not applicable* is a possible answer.
    pub not_applicable: bool,
    /// How long it takes a small or mid-sized organization to put the thing in place.
    pub effort: Effort,
    /// The phase of the road to certification in which it is dealt with.
    pub phase: Phase,
    /// Indexes of the questions to settle before.
    pub prerequisites: &'static [usize],
    /// The stages of a certification audit that look at it.
    pub audit_stages: &'static [AuditStage],
    /// What deals with the same topic elsewhere.
    pub references: References,
}

/// What deals with the same topic as a question, in laws and other frameworks. Informative: it relates, and says no more.
#[derive(Debug, Clone, Copy)]
pub struct References {
    /// Indexes into [`crate::content::references::PROVISIONS`].
    pub provisions: &'static [usize],
    /// Subcategories of the NIST AI RMF; the pairing is indicative.
    pub nist_ai_rmf: &'static [&'static str],
    /// Clauses and controls of ISO/IEC 27001.
    pub iso_27001: &'static [&'static str],
    /// Clauses of ISO 9001.
    pub iso_9001: &'static [&'static str],
}

/// A stage of a certification audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditStage {
    /// Stage 1: the documents and the readiness.
    S1,
    /// Stage 2: what is really done.
    S2,
}

impl AuditStage {
    /// Both stages.
    pub const ALL: [Self; 2] = [Self::S1, Self::S2];

    /// 1 or 2.
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

    /// `plan`, `do`, `check`, `act`, as files have it.
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
    /// `quick`, `medium`, `long`, as files and the page have it.
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

    /// 1 to 3.
    pub fn number(self) -> u32 {
        match self {
            Self::GapAnalysis => 1,
            Self::Implementation => 2,
            Self::InternalAudit => 3,
        }
    }
}

impl Questionnaire {
    /// The index of the question with this code.
    pub fn question(&self, code: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.code == code)
    }

    /// The index of the Annex A control with this id.
    pub fn control(&self, id: &str) -> Option<usize> {
        self.controls.iter().position(|control| control.id == id)
    }

    /// The index of the domain with this id.
    pub fn domain(&self, id: &str) -> Option<usize> {
        self.domains.iter().position(|domain| domain.id == id)
    }

    /// The indexes of a domain's questions.
    pub fn questions_of(&self, domain: usize) -> std::ops::Range<usize> {
        let Domain { first, count, .. } = self.domains[domain];
        first..first + count
    }
}

impl Domain {
    /// Annex A is not a clause: its controls may be left out with a reason.
    pub fn is_clause(&self) -> bool {
        self.id != "A"
    }
}
