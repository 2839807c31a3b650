//! The files in `questions/`, read into plain values that remember their line.
//!
//! Only programs that run natively read TOML: the build, which compiles the content in, and `aims check`. Reading never stops
//! at the first mistake: what is missing or odd is noted as a [`Problem`], and an empty value takes its place.

use crate::content::toml_reader::Located;
pub use crate::content::toml_reader::Problem;

/// The two languages of the content, in the order in which they stand in the files.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];

/// All that the folder holds.
#[derive(Debug, Default)]
pub struct Source {
    /// The domains with their questions, by file name, clauses first.
    pub domains: Vec<DomainSource>,
    /// The five levels, lowest first.
    pub levels: Vec<LevelSource>,
    /// Clauses, controls and frameworks that questions may refer to.
    pub references: References,
    /// The questions about the organization.
    pub profile: Vec<TopicSource>,
    /// The phrases of the interface.
    pub phrases: Vec<PhraseSource>,
}

/// A text in every language, in the order of [`LANGUAGES`].
pub type Both<T> = [T; 2];

/// A domain file.
#[derive(Debug)]
pub struct DomainSource {
    /// `4` to `10`, or `A`.
    pub id: Located<String>,
    /// `plan`, `do`, `check` or `act`.
    pub pdca: Located<String>,
    /// The words.
    pub text: Both<DomainTextSource>,
    /// The questions, in their order.
    pub questions: Vec<QuestionSource>,
}

/// A domain's words in one language.
#[derive(Debug)]
pub struct DomainTextSource {
    /// The clause's title.
    pub title: Located<String>,
    /// A word or two, for the radar and the navigation.
    pub short: Located<String>,
    /// One sentence that opens the section.
    pub intro: Located<String>,
}

/// One `[[question]]`.
#[derive(Debug, Clone)]
pub struct QuestionSource {
    /// `C5-2`, `A-7`.
    pub code: Located<String>,
    /// The sub-clauses it asks about.
    pub clauses: Vec<Located<String>>,
    /// The Annex A controls it asks about; `ALL` for the statement of applicability.
    pub controls: Vec<Located<String>>,
    /// 1 to 3.
    pub weight: Located<i64>,
    /// Whether a low level is a critical gap.
    pub critical: Located<bool>,
    /// Whether *not applicable* may be chosen.
    pub not_applicable: Located<bool>,
    /// `artefact`, `activity` or `capability`: how its five answers climb.
    pub ladder: Located<String>,
    /// `quick`, `medium` or `long`.
    pub effort: Located<String>,
    /// 1 to 3.
    pub phase: Located<i64>,
    /// `S1`, `S2`.
    pub audit_stages: Vec<Located<String>>,
    /// Codes of the questions to settle before.
    pub prerequisites: Vec<Located<String>>,
    /// Framework id, and what of it deals with the same topic.
    pub references: Vec<(Located<String>, Vec<Located<String>>)>,
    /// The words.
    pub text: Both<QuestionTextSource>,
}

/// A question's words in one language.
#[derive(Debug, Clone)]
pub struct QuestionTextSource {
    /// The question.
    pub text: Located<String>,
    /// What an auditor would look for.
    pub help: Located<String>,
    /// Why it matters.
    pub why: Located<String>,
    /// When *not applicable* may be chosen.
    pub not_applicable_if: Option<Located<String>>,
    /// The five answers, lowest first.
    pub levels: Vec<Located<String>>,
    /// What to do about it.
    pub advice: AdviceSource,
}

/// What to do about a question, in one language.
#[derive(Debug, Clone)]
pub struct AdviceSource {
    /// Steps to level 3, in their order.
    pub to_level_3: Vec<Located<String>>,
    /// What leads beyond.
    pub beyond: Located<String>,
    /// What an auditor asks to see.
    pub evidence: Vec<Located<String>>,
    /// What is there in the end.
    pub deliverable: Located<String>,
    /// What an organization that runs ISO/IEC 27001 can extend.
    pub reuse_27001: Option<Located<String>>,
    /// What an organization that runs ISO 9001 can extend.
    pub reuse_9001: Option<Located<String>>,
}

/// One `[[level]]` of the scale.
#[derive(Debug)]
pub struct LevelSource {
    /// 1 to 5.
    pub number: Located<i64>,
    /// The name and, in a few words, the meaning.
    pub text: Both<(Located<String>, Located<String>)>,
}

/// What questions may refer to.
#[derive(Debug, Default)]
pub struct References {
    /// Sub-clauses.
    pub clauses: Vec<ReferenceSource>,
    /// Annex A controls.
    pub controls: Vec<ReferenceSource>,
    /// The groups of controls, A.2 to A.10.
    pub areas: Vec<ReferenceSource>,
    /// Laws and frameworks.
    pub frameworks: Vec<FrameworkSource>,
    /// Parts of laws that questions refer to.
    pub provisions: Vec<ProvisionSource>,
}

/// One thing to refer to.
#[derive(Debug)]
pub struct ReferenceSource {
    /// `6.1.2`, `A.5.4`.
    pub id: Located<String>,
    /// Its title.
    pub title: Both<Located<String>>,
}

/// A law or framework.
#[derive(Debug)]
pub struct FrameworkSource {
    /// `eu_ai_act`.
    pub id: Located<String>,
    /// The date on which its facts were checked.
    pub as_of: Located<String>,
    /// Title, short title, and what to know of it.
    pub text: Both<[Located<String>; 3]>,
}

/// A part of a law, told in a few words of our own.
#[derive(Debug)]
pub struct ProvisionSource {
    /// The id of its framework.
    pub framework: Located<String>,
    /// `17(1)(m)`, as it is cited.
    pub id: Located<String>,
    /// Whom it concerns: `everyone`, `provider`, `deployer`, `model`.
    pub who: Option<Located<String>>,
    /// The twin of a section for public bodies.
    pub public: Option<Located<String>>,
    /// When it applies from; a second date is for AI in regulated products.
    pub from: Vec<Located<String>>,
    /// What it is about.
    pub text: Both<Located<String>>,
}

/// A question of the profile.
#[derive(Debug)]
pub struct TopicSource {
    /// `roles`.
    pub id: Located<String>,
    /// Whether several options may be chosen.
    pub many: Located<bool>,
    /// The question and what it is for.
    pub text: Both<(Located<String>, Located<String>)>,
    /// What can be chosen: id and words.
    pub options: Vec<(Located<String>, Both<Located<String>>)>,
}

/// One phrase of the interface.
#[derive(Debug)]
pub struct PhraseSource {
    /// Section and name: `start_title`.
    pub name: Located<String>,
    /// The words.
    pub text: Both<Located<String>>,
}
