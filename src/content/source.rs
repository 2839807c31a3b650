//! The content of the files in `questions/` as plain values that keep their line numbers.
//!
//! TOML is read only by native programs: `aims check`, and the build, which compiles the content
//! in. Reading never stops at the first mistake: whatever is missing or wrong is recorded as a
//! [`Problem`] and replaced by an empty value.

use crate::content::toml_reader::Located;
pub use crate::content::toml_reader::Problem;

/// The two languages of the content; a [`Both`] has this order.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];

/// The content of the whole folder.
#[derive(Debug, Default)]
pub struct Source {
    /// The domains with their questions: clauses by number, then Annex A.
    pub domains: Vec<DomainSource>,
    /// The five levels, lowest first.
    pub levels: Vec<LevelSource>,
    /// Clauses, controls and frameworks that questions may refer to.
    pub references: References,
    /// The questions about the organization.
    pub profile: Vec<TopicSource>,
    /// The phrases of the interface.
    pub phrases: Vec<PhraseSource>,
    /// Those of them that come with the results.
    pub later_phrases: Vec<PhraseSource>,
}

/// A text in every language, in the order of [`LANGUAGES`].
pub type Both<T> = [T; 2];

/// A domain file.
#[derive(Debug)]
pub struct DomainSource {
    /// The id: `4` to `10`, or `A`.
    pub id: Located<String>,
    /// The stage: `plan`, `do`, `check` or `act`.
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
    /// A short title of a word or two, for the radar and the navigation.
    pub short: Located<String>,
    /// Its name within a sentence: `the Annex A controls`.
    pub within: Located<String>,
    /// One sentence that opens the section.
    pub intro: Located<String>,
}

/// One `[[question]]`.
#[derive(Debug, Clone)]
pub struct QuestionSource {
    /// The code, such as `C5-2` or `A-7`.
    pub code: Located<String>,
    /// The sub-clauses it asks about.
    pub clauses: Vec<Located<String>>,
    /// The Annex A controls it asks about; `ALL` for the statement of applicability.
    pub controls: Vec<Located<String>>,
    /// The weight, 1 to 3.
    pub weight: Located<i64>,
    /// Whether a low level is a critical gap.
    pub critical: Located<bool>,
    /// Whether *not applicable* may be chosen.
    pub not_applicable: Located<bool>,
    /// The kind of progression of the five answers: `artefact`, `activity` or `capability`.
    pub ladder: Located<String>,
    /// The effort: `quick`, `medium` or `long`.
    pub effort: Located<String>,
    /// The phase, 1 to 3.
    pub phase: Located<i64>,
    /// The audit stages: `S1`, `S2`.
    pub audit_stages: Vec<Located<String>>,
    /// The codes of the prerequisites: the questions to settle first.
    pub prerequisites: Vec<Located<String>>,
    /// By framework id, the parts of it that deal with the same topic.
    pub references: Vec<(Located<String>, Vec<Located<String>>)>,
    /// The words.
    pub text: Both<QuestionTextSource>,
}

/// A question's words in one language.
#[derive(Debug, Clone)]
pub struct QuestionTextSource {
    /// The short title, which names the question where its code alone would say nothing.
    pub title: Located<String>,
    /// The question.
    pub text: Located<String>,
    /// The help text: what an auditor would look for.
    pub help: Located<String>,
    /// The reason why it matters.
    pub why: Located<String>,
    /// The condition under which *not applicable* may be chosen.
    pub not_applicable_if: Option<Located<String>>,
    /// The five answers, lowest first.
    pub levels: Vec<Located<String>>,
    /// The advice.
    pub advice: AdviceSource,
}

/// The advice for a question, in one language.
#[derive(Debug, Clone)]
pub struct AdviceSource {
    /// The steps to level 3, in order.
    pub to_level_3: Vec<Located<String>>,
    /// The advice for going beyond level 3.
    pub beyond: Located<String>,
    /// The evidence that an auditor asks to see.
    pub evidence: Vec<Located<String>>,
    /// The deliverable that results.
    pub deliverable: Located<String>,
    /// The parts of an existing ISO/IEC 27001 management system that can be extended.
    pub reuse_27001: Option<Located<String>>,
    /// The parts of an existing ISO 9001 management system that can be extended.
    pub reuse_9001: Option<Located<String>>,
}

/// One `[[level]]` of the scale.
#[derive(Debug)]
pub struct LevelSource {
    /// The number, 1 to 5.
    pub number: Located<i64>,
    /// The name and, in a few words, the meaning.
    pub text: Both<(Located<String>, Located<String>)>,
}

/// The clauses, controls, laws and frameworks that questions may refer to.
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

/// A clause, a control, a group of controls or an option: an id with a title.
#[derive(Debug)]
pub struct ReferenceSource {
    /// The id, such as `6.1.2` or `A.5.4`.
    pub id: Located<String>,
    /// Its title.
    pub title: Both<Located<String>>,
}

/// A law or framework.
#[derive(Debug)]
pub struct FrameworkSource {
    /// The id, such as `eu_ai_act`.
    pub id: Located<String>,
    /// The date on which its facts were checked.
    pub as_of: Located<String>,
    /// Title, short title, and a note.
    pub text: Both<[Located<String>; 3]>,
}

/// A provision of a law, summarized in our own words.
#[derive(Debug)]
pub struct ProvisionSource {
    /// The id of its framework.
    pub framework: Located<String>,
    /// The id as it is cited, such as `17(1)(m)`.
    pub id: Located<String>,
    /// Whom it concerns: `everyone`, `provider`, `deployer`, `model`.
    pub who: Option<Located<String>>,
    /// The corresponding section for public bodies.
    pub public: Option<Located<String>>,
    /// The dates from which it applies; a second one is for AI in regulated products.
    pub from: Vec<Located<String>>,
    /// A summary of its subject.
    pub text: Both<Located<String>>,
}

/// A question of the profile.
#[derive(Debug)]
pub struct TopicSource {
    /// The id, such as `roles`.
    pub id: Located<String>,
    /// Whether several options may be chosen.
    pub many: Located<bool>,
    /// The question, and its help text.
    pub text: Both<(Located<String>, Located<String>)>,
    /// The options: id and words.
    pub options: Vec<(Located<String>, Both<Located<String>>)>,
}

/// One phrase of the interface.
#[derive(Debug)]
pub struct PhraseSource {
    /// The name, made of section and name: `start_title`.
    pub name: Located<String>,
    /// The words.
    pub text: Both<Located<String>>,
}
