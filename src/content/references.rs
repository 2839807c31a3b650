//! Laws and frameworks that deal with the same topics: their provisions, the dates from which these
//! apply, and the date on which that was checked.
//!
//! A reference says *relates to*, never more. The profile decides what is shown; it never affects a
//! score.

include!(concat!(env!("OUT_DIR"), "/references.rs"));

/// A law or framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framework {
    /// Regulation (EU) 2024/1689.
    EuAiAct,
    /// NIST AI 100-1.
    NistAiRmf,
    /// ISO/IEC 27001.
    Iso27001,
    /// ISO 9001.
    Iso9001,
    /// Quebec's privacy law for the private sector, and the corresponding laws for public bodies.
    Law25,
    /// Canada's federal privacy law.
    Pipeda,
}

/// Whom an article of the EU AI Act concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone who provides or uses AI.
    Everyone,
    /// Providers of high-risk systems.
    Provider,
    /// Deployers of high-risk systems.
    Deployer,
    /// Providers of general-purpose models.
    Model,
}

/// A part of a law.
#[derive(Debug)]
pub struct Provision {
    /// The law.
    pub framework: Framework,
    /// The id as it is cited: `17(1)(m)`, `3.1`, `P1`.
    pub id: &'static str,
    /// Whom it concerns; only for the EU AI Act.
    pub who: Option<Who>,
    /// The corresponding section for public bodies in Quebec.
    pub public: Option<&'static str>,
    /// The dates from which it applies, as `2027-12-02`; a second one is for AI in the products of
    /// Annex I. Empty where not verified.
    pub from: &'static [&'static str],
}

impl Framework {
    /// All frameworks, in display order.
    pub const ALL: [Self; 6] =
        [Self::EuAiAct, Self::NistAiRmf, Self::Iso27001, Self::Iso9001, Self::Law25, Self::Pipeda];

    /// The date on which its facts were checked.
    pub fn as_of(self) -> &'static str {
        AS_OF[self as usize]
    }
}
