//! What becomes of the present answers when others take their place, or join them.

use crate::assessment::answers::{Assessment, Choice};

/// What becomes of the answers that were kept from before an opened file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// There is nothing to keep, and whatever was kept stays.
    Nothing,
    /// The present answers are kept. The older ones that were kept become a snapshot first.
    Present,
    /// Older answers stay: the present ones are a file that was opened and not changed since, so the visitor has them.
    Older,
}

/// What to keep when a file is opened. `is_opened_file` says that the present answers came from a file and were not touched since.
pub fn when_opening(present: &Assessment, is_opened_file: bool, has_older: bool) -> Keep {
    if present.is_empty() {
        Keep::Nothing
    } else if is_opened_file && has_older {
        Keep::Older
    } else {
        Keep::Present
    }
}

/// How the answers of a file differ from the present ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Questions that the file answers, and nobody here did.
    pub new: usize,
    /// Questions that both answer, differently; another reason of *not applicable* is another answer.
    pub different: usize,
    /// Questions that both answer alike.
    pub same: usize,
}

/// Counts how a file differs from the present answers.
pub fn difference(present: &Assessment, file: &Assessment) -> Difference {
    let mut difference = Difference::default();
    for (present, file) in present.entries.iter().zip(&file.entries) {
        let Some(answer) = file.answer() else { continue };
        let is_same_reason = answer != Choice::NotApplicable || present.reason == file.reason;
        match present.answer() {
            None => difference.new += 1,
            Some(other) if other == answer && is_same_reason => difference.same += 1,
            Some(_) => difference.different += 1,
        }
    }
    difference
}

/// Fills in from a file what is unanswered in the present answers. What is answered stays, and so do the targets; of notes, both are
/// kept.
pub fn join(present: &Assessment, file: &Assessment) -> Assessment {
    let mut joined = present.clone();
    for (entry, other) in joined.entries.iter_mut().zip(&file.entries) {
        if entry.answer().is_none() && other.answer().is_some() {
            entry.choice = other.choice;
            if other.choice == Some(Choice::NotApplicable) {
                entry.reason.clone_from(&other.reason);
            }
        }
        // A spare reason; to a choice that waits for one it would lend somebody else's words.
        if entry.reason.trim().is_empty() && entry.choice != Some(Choice::NotApplicable) {
            entry.reason.clone_from(&other.reason);
        }
        join_notes(&mut entry.note, &other.note);
    }
    if joined.organisation.trim().is_empty() {
        joined.organisation.clone_from(&file.organisation);
    }
    if joined.profile.is_empty() {
        joined.profile.clone_from(&file.profile);
    }
    for (control, edit) in &file.soa {
        joined.soa.entry(*control).or_insert_with(|| edit.clone());
    }
    for (code, value) in &file.set_aside {
        joined.set_aside.entry(code.clone()).or_insert_with(|| value.clone());
    }
    joined
}

/// Appends a note after a blank line, unless it stands there already: the same file twice changes nothing.
fn join_notes(note: &mut String, other: &str) {
    let as_block = |text: &str| format!("\n\n{}\n\n", text.trim());
    if other.trim().is_empty() || as_block(note).contains(&as_block(other)) {
        return;
    }
    if note.trim().is_empty() {
        other.clone_into(note);
    } else {
        note.push_str("\n\n");
        note.push_str(other);
    }
}
