//! The texts of one language, as they are compiled in or loaded.

use crate::content::references::{Framework, Provision, References};

include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// The texts of one language, in the order of the questionnaire, except for those of
/// [`ReportTexts`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// One entry for each domain.
    pub domains: &'static [DomainText],
    /// One entry for each question.
    pub questions: &'static [QuestionText],
    /// One entry for each level, lowest first.
    pub levels: [LevelText; 5],
    /// The phrases of the interface; those of `interface-later.toml` are empty until the texts of
    /// the report are loaded.
    pub phrases: Phrases,
}

/// The additional texts of the report in one language, in the order of the questionnaire; the page
/// loads them for the results.
#[derive(Debug, PartialEq, Eq)]
pub struct ReportTexts {
    /// One entry for each question.
    pub advice: &'static [Advice],
    /// The title of each group of controls.
    pub areas: &'static [&'static str],
    /// The title of each Annex A control.
    pub controls: &'static [&'static str],
    /// One entry for each law or framework, in the order of
    /// [`Framework::ALL`].
    pub frameworks: [FrameworkText; Framework::ALL.len()],
    /// All provisions that questions refer to, each with its subject.
    pub provisions: &'static [(Provision, &'static str)],
    /// One entry for each question of the profile.
    pub profile: &'static [TopicText],
}

/// The words of a domain.
#[derive(Debug, PartialEq, Eq)]
pub struct DomainText {
    /// The clause's title.
    pub title: &'static str,
    /// A short title of a word or two, for the radar and the navigation.
    pub short: &'static str,
    /// Its name within a sentence: `the Annex A controls`.
    pub within: &'static str,
    /// One sentence that opens the section.
    pub intro: &'static str,
}

/// The words of a question.
#[derive(Debug, PartialEq, Eq)]
pub struct QuestionText {
    /// The short title, which names the question where its code alone would say nothing.
    pub title: &'static str,
    /// The question, one sentence.
    pub text: &'static str,
    /// The help text: what an auditor would look for.
    pub help: &'static str,
    /// The condition under which *not applicable* may be chosen, for the questions that allow it.
    pub not_applicable_if: Option<&'static str>,
    /// The five answers, lowest level first.
    pub levels: [&'static str; 5],
}

/// The advice for a question.
#[derive(Debug, PartialEq, Eq)]
pub struct Advice {
    /// The reason why it matters.
    pub why: &'static str,
    /// The parts of laws and other frameworks that deal with the same topic.
    pub references: References,
    /// The steps to level 3, in order: two to four.
    pub to_level_3: &'static [&'static str],
    /// The advice for reaching levels 4 and 5.
    pub beyond: &'static str,
    /// The evidence that an auditor asks to see.
    pub evidence: &'static [&'static str],
    /// The deliverable that results.
    pub deliverable: &'static str,
    /// The parts of an existing ISO/IEC 27001 management system that can be extended.
    pub reuse_27001: Option<&'static str>,
    /// The parts of an existing ISO 9001 management system that can be extended.
    pub reuse_9001: Option<&'static str>,
}

/// The words of a law or framework.
#[derive(Debug, PartialEq, Eq)]
pub struct FrameworkText {
    /// Its title.
    pub title: &'static str,
    /// Its short title.
    pub short: &'static str,
    /// A note on it.
    pub note: &'static str,
}

/// The words of a question of the profile.
#[derive(Debug, PartialEq, Eq)]
pub struct TopicText {
    /// The question.
    pub text: &'static str,
    /// The purpose of the answer.
    pub help: &'static str,
    /// The options.
    pub options: &'static [&'static str],
}

/// The words of a maturity level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelText {
    /// Its name.
    pub name: &'static str,
    /// Its meaning, in a few words.
    pub meaning: &'static str,
}
