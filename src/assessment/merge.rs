//! Decides which answers are kept when others replace them, and merges two sets of answers.

use crate::assessment::answers::{Assessment, Choice};
use crate::assessment::organisation::are_different;

/// The answers to keep as those from before an opened file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// There is nothing to keep; answers kept earlier stay.
    Nothing,
    /// The current answers are kept. Answers kept earlier become a snapshot first.
    Present,
    /// Answers kept earlier stay: the current ones are an opened, unchanged file, so the visitor
    /// has them.
    Older,
}

/// Decides what to keep when a file is opened. `is_opened_file` tells that the current answers came
/// from a file and weren't changed since.
pub fn when_opening(present: &Assessment, is_opened_file: bool, has_older: bool) -> Keep {
    if present.is_empty() {
        Keep::Nothing
    } else if is_opened_file && has_older {
        Keep::Older
    } else {
        Keep::Present
    }
}

/// The difference between the answers of a file and the current ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Questions answered only in the file.
    pub new: usize,
    /// Questions with different answers; another reason of *not applicable* is another answer.
    pub different: usize,
    /// Questions with the same answer.
    pub same: usize,
}

/// Counts the differences between a file and the current answers.
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

/// The recommended action for a file that is opened beside answers, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// It names another organization: it becomes an assessment of its own.
    OtherOrganisation,
    /// It holds no answer that isn't here already: filling in adds a note at most.
    NothingNew,
    /// It answers only what is unanswered here: it fills that in.
    FillsIn,
    /// It is a later state of the same assessment: it takes the place of the answers.
    Later,
    /// It differs, and is not known to be later: it becomes an assessment of its own.
    Differs,
}

/// One way to open a file beside answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// In place of the answers.
    Replace,
    /// Only where they are unanswered.
    Join,
    /// As a new assessment.
    Add,
}

impl Advice {
    /// The way that it recommends; where no assessment can be added, the one that overwrites
    /// nothing.
    pub fn way(self, can_add: bool) -> Way {
        match self {
            Self::Later => Way::Replace,
            Self::OtherOrganisation | Self::Differs if can_add => Way::Add,
            _ => Way::Join,
        }
    }
}

/// Recommends what to do with a file. The times are in UTC, as in an answers file. A file counts as
/// a later state only if both have the same name, or none.
pub fn advice(present: (&Assessment, Option<&str>), file: (&Assessment, Option<&str>)) -> Advice {
    let ((present, present_saved), (file, file_saved)) = (present, file);
    let names = [present, file].map(|one| one.organisation.trim());
    let is_later = present_saved.zip(file_saved).is_some_and(|(present, file)| file > present);
    match difference(present, file) {
        _ if are_different(names[0], names[1]) => Advice::OtherOrganisation,
        Difference { new: 0, different: 0, .. } => Advice::NothingNew,
        Difference { different: 0, .. } => Advice::FillsIn,
        _ if is_later && names[0].is_empty() == names[1].is_empty() => Advice::Later,
        _ => Advice::Differs,
    }
}

/// Fills in unanswered questions from a file. Existing answers and the targets stay; of notes, both
/// are kept.
pub fn join(present: &Assessment, file: &Assessment) -> Assessment {
    let mut joined = present.clone();
    for (entry, other) in joined.entries.iter_mut().zip(&file.entries) {
        if entry.answer().is_none() && other.answer().is_some() {
            entry.choice = other.choice;
            if other.choice == Some(Choice::NotApplicable) {
                entry.reason.clone_from(&other.reason);
            }
        }
        // A spare reason is taken over, but not for a choice that waits for one: there it would
        // count as the respondent's own words.
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
    joined.plan.join(&file.plan, join_notes);
    for (code, value) in &file.set_aside {
        joined.set_aside.entry(code.clone()).or_insert_with(|| value.clone());
    }
    joined
}

/// Appends a note after a blank line, unless the text contains it already: joining the same file
/// twice changes nothing.
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
