//! Laws and frameworks that deal with the same topics: their provisions, the dates from which these
//! apply, and the date on which that was checked.
//!
//! A reference says *relates to*, never more. The profile decides what is shown; it never affects a
//! score.

include!(concat!(env!("OUT_DIR"), "/references.rs"));

/// A law or framework, in display order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Framework {
    /// Regulation (EU) 2024/1689.
    EuAiAct,
    /// Regulation (EU) 2016/679.
    Gdpr,
    /// Directive (EU) 2024/2853.
    EuProductLiability,
    /// NIST AI 100-1.
    NistAiRmf,
    /// ISO/IEC 27001.
    Iso27001,
    /// ISO 9001.
    Iso9001,
    /// The standards that accompany ISO/IEC 42001.
    IsoFamily,
    /// Quebec's privacy law for the private sector, and the corresponding laws for public bodies.
    Law25,
    /// Quebec's Act on the information of health and social services bodies.
    QuebecHealth,
    /// The rules of Quebec's ministry for public bodies that use AI.
    QuebecAi,
    /// The rules of Quebec's law on information technology for those who use biometrics.
    QuebecBiometrics,
    /// Canada's federal privacy law.
    Pipeda,
    /// Alberta's privacy law for the private sector.
    AlbertaPipa,
    /// British Columbia's privacy law for the private sector.
    BcPipa,
    /// Ontario's rule on AI in hiring.
    OntarioHiring,
    /// The federal directive on automated decisions of federal institutions.
    FederalAdm,
    /// The privacy laws for public bodies of other provinces and territories.
    OtherPublic,
    /// The guideline on AI of Quebec's authority for financial markets.
    AmfAi,
    /// The federal guideline on the models of financial institutions.
    OsfiE23,
    /// Colorado's law on automated decisions.
    ColoradoAdmt,
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

/// The parts of laws and other frameworks that deal with the same topic as a question. Informative:
/// they relate to it, and nothing more is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct References {
    /// Indexes into the provisions, which are loaded with the texts of a report.
    pub provisions: &'static [usize],
    /// Subcategories of the NIST AI RMF; the mapping is indicative.
    pub nist_ai_rmf: &'static [&'static str],
    /// Clauses and controls of ISO/IEC 27001.
    pub iso_27001: &'static [&'static str],
    /// Clauses of ISO 9001.
    pub iso_9001: &'static [&'static str],
}

/// A part of a law.
#[derive(Debug, PartialEq, Eq)]
pub struct Provision {
    /// The law.
    pub framework: Framework,
    /// The id as it is cited: `17(1)(m)`, `3.1`, `P1`; a mere name, such as `rating`, where there
    /// is no number.
    pub id: &'static str,
    /// Whom it concerns; only for the EU AI Act.
    pub who: Option<Who>,
    /// The corresponding section for public bodies in Quebec.
    pub public: Option<&'static str>,
    /// The dates from which it applies, as `2027-12-02`; a second one is for AI in the products of
    /// Annex I. Empty where not verified.
    pub from: &'static [&'static str],
}

impl Who {
    /// All.
    pub const ALL: [Self; 4] = [Self::Everyone, Self::Provider, Self::Deployer, Self::Model];

    /// The id in `questions/references.toml`.
    pub fn id(self) -> &'static str {
        ["everyone", "provider", "deployer", "model"][self as usize]
    }
}

impl Framework {
    /// All frameworks.
    pub const ALL: [Self; 20] = [
        Self::EuAiAct,
        Self::Gdpr,
        Self::EuProductLiability,
        Self::NistAiRmf,
        Self::Iso27001,
        Self::Iso9001,
        Self::IsoFamily,
        Self::Law25,
        Self::QuebecHealth,
        Self::QuebecAi,
        Self::QuebecBiometrics,
        Self::Pipeda,
        Self::AlbertaPipa,
        Self::BcPipa,
        Self::OntarioHiring,
        Self::FederalAdm,
        Self::OtherPublic,
        Self::AmfAi,
        Self::OsfiE23,
        Self::ColoradoAdmt,
    ];

    /// Whether it is a law of the European Union, which has articles where others have sections.
    pub fn is_european(self) -> bool {
        matches!(self, Self::EuAiAct | Self::Gdpr | Self::EuProductLiability)
    }

    /// The date on which its facts were checked.
    pub fn as_of(self) -> &'static str {
        AS_OF[self as usize]
    }
}
