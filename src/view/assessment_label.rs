//! Names an assessment where its words depend on the language in use.

use crate::language::Language;
use crate::storage::summary;

/// The label of an assessment, independent of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentLabel {
    /// The name given by the visitor; may be empty.
    pub organisation: String,
    /// The assessment's number.
    pub number: u32,
}

impl AssessmentLabel {
    /// The name, shortened where it is long; its number without one.
    pub(super) fn short(&self, language: Language) -> String {
        summary::short_name(&summary::name(language, &self.organisation, self.number))
    }
}
