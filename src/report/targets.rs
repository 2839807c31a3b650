//! Says which targets were raised.

use super::sources::domain_label;
use crate::content::questionnaire::Questionnaire;
use crate::language::{Language, fill};
use crate::scoring::what_if::Raised;

/// Names the raised targets: `Targets: clause 4 (3 → 4), clause 9 (3 → 5).`
pub fn raised_targets(
    language: Language,
    questionnaire: &Questionnaire,
    raised: &[Raised],
) -> String {
    let t = &language.texts().phrases;
    if raised.is_empty() {
        return t.what_if_kept_none.to_owned();
    }
    let one = |one: &Raised| {
        let name = language.after_colon(&domain_label(language, questionnaire, one.domain));
        format!("{name} ({}\u{a0}→\u{a0}{})", one.before.number(), one.after.number())
    };
    let list: Vec<String> = raised.iter().map(one).collect();
    fill(t.what_if_kept, &[("targets", &list.join(", "))])
}
