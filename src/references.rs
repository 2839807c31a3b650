//! Laws and frameworks that deal with the same topics: which of them, from when, and as of which date that was checked.
//!
//! A reference says *relates to*, never more. What is shown depends on the [`Profile`]; a score never does.

use crate::profile::Profile;
use crate::questionnaire::Question;

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
    /// Quebec's privacy law for the private sector, and its twins for public bodies.
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
    /// As it is cited: `17(1)(m)`, `3.1`, `P1`.
    pub id: &'static str,
    /// Whom it concerns; for the EU AI Act alone.
    pub who: Option<Who>,
    /// The corresponding section for public bodies in Quebec.
    pub public: Option<&'static str>,
    /// The dates from which it applies, as `2027-12-02`; a second one is for AI in the products of Annex I. None where not verified.
    pub from: &'static [&'static str],
}

impl Framework {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::EuAiAct, Self::NistAiRmf, Self::Iso27001, Self::Iso9001, Self::Law25, Self::Pipeda];

    /// The date on which its facts were checked.
    pub fn as_of(self) -> &'static str {
        AS_OF[self as usize]
    }
}

/// What to show of one framework beside a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The framework.
    pub framework: Framework,
    /// Plain ids, where there is nothing more to say.
    pub ids: Vec<&'static str>,
    /// Indexes into [`PROVISIONS`].
    pub provisions: Vec<usize>,
}

/// What deals with the same topic as a question, as far as the profile says that it may concern the organization.
pub fn shown(question: &Question, profile: &Profile) -> Vec<Shown> {
    let of = |framework| {
        let ids = match framework {
            Framework::NistAiRmf => question.references.nist_ai_rmf.to_vec(),
            Framework::Iso27001 => question.references.iso_27001.to_vec(),
            Framework::Iso9001 => question.references.iso_9001.to_vec(),
            Framework::EuAiAct | Framework::Law25 | Framework::Pipeda => Vec::new(),
        };
        let provisions = question.references.provisions.iter().copied();
        let provisions = provisions.filter(|index| PROVISIONS[*index].framework == framework && concerns(&PROVISIONS[*index], profile));
        Shown { framework, ids, provisions: provisions.collect() }
    };
    let concerned = Framework::ALL.into_iter().filter(|framework| profile.is_concerned_by(*framework)).map(of);
    concerned.filter(|shown| !(shown.ids.is_empty() && shown.provisions.is_empty())).collect()
}

fn concerns(provision: &Provision, profile: &Profile) -> bool {
    // The sections for public bodies that could not be verified are not printed; nor are those for enterprises shown to them.
    let has_a_twin = provision.public.is_some() || provision.framework != Framework::Law25 || !profile.is_only_public_body();
    has_a_twin && provision.who.is_none_or(|who| profile.is_in_role(who)) && (provision.id != AUTOMATED || profile.may_decide_alone())
}

/// The section on decisions that rest exclusively on automated processing.
const AUTOMATED: &str = "12.1";

/// How a provision is cited for this profile: public bodies in Quebec have sections of their own.
pub fn cited(provision: &Provision, profile: &Profile) -> &'static str {
    provision.public.filter(|_| profile.is_only_public_body()).unwrap_or(provision.id)
}
