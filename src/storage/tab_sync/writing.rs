//! Writes the text that is stored: an answers file with the times and the identity.

use serde_json::Value;

use super::member::Member;
use super::merging::object;
use super::times::{CHANGED, Timestamps};
use crate::assessment::answers::Assessment;
use crate::assessment::file;
use crate::content::questionnaire::Questionnaire;
use crate::storage::{Failure, Library, Store, identity};

/// The text to store: an answers file, with the times and the identity added.
///
/// Both are spliced in before the closing brace, as `file::write` knows nothing of them and the
/// text is made with each answer: a tree of values in between doubles the time of writing (2.68 ms
/// for 1.3 with 4,200 questions, bench/LOG.md).
pub(super) fn text(answers: String, times: &Timestamps, id: &str) -> String {
    // Our files end with the closing brace of the object.
    let Some(members) = answers.trim_end().strip_suffix('}') else { return answers };
    let (members, id) = (members.trim_end(), identity::member(id));
    if times.0.is_empty() {
        return format!("{members},\n  {id}\n}}");
    }
    let times = serde_json::to_string(&times.0).unwrap_or_default();
    format!("{members},\n  \"{CHANGED}\": {times},\n  {id}\n}}")
}

/// Keeps each of these states as a snapshot of the assessment with this number, or none: the next
/// attempt would keep those again that there was room for.
///
/// # Errors
/// When the storage refuses a write.
pub(super) fn keep_snapshots<S: Store>(
    questionnaire: &Questionnaire,
    library: &Library<S>,
    number: u32,
    states: &[Assessment],
    now: fn() -> String,
) -> Result<(), Failure> {
    let mut kept = Vec::new();
    for state in states {
        let now = now();
        match library.keep_snapshot(number, &now, &file::write(questionnaire, state, &now)) {
            Ok(snapshot) => kept.push(snapshot),
            Err(failure) => {
                for snapshot in &kept {
                    library.delete_snapshot(snapshot);
                }
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// Returns a stored text with another name, changed at this time in milliseconds so that no tab
/// with the older name reverts it; `None` if the text can't be read.
pub fn renamed(questionnaire: &Questionnaire, text: &str, name: &str, now: u64) -> Option<String> {
    let mut file = object(&crate::storage::summary::renamed(text, name)?)?;
    let mut times = Timestamps::of(&file);
    times.note(&Member::Organisation.key(questionnaire), now);
    file.insert(CHANGED.to_owned(), Value::Object(times.0));
    serde_json::to_string_pretty(&file).ok()
}
