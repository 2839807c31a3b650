//! How much of the report a document contains, and in which order.

/// How much a document contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Content {
    /// One page for a board.
    Brief,
    /// What a board decides on and a consultant signs: at most eight pages.
    #[default]
    Report,
    /// The report, and all annexes.
    Full,
}

/// A section of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What this is, whose it is, and of when.
    Cover,
    /// The verdict, all answers at a glance, the most pressing gaps, the next 30 days, what to
    /// decide; with the radar where there is room.
    Overview,
    /// All gaps in a table.
    Gaps,
    /// The plan over time.
    Plan,
    /// The scores of the domains.
    Domains,
    /// What the results rest on, and what they are not.
    Limits,
    /// Each gap with what to do about it.
    GapSheets,
    /// Every answer with its note.
    Answers,
    /// How each score is made.
    Arithmetic,
    /// What an auditor looks at.
    Audit,
    /// Laws and frameworks.
    References,
    /// How the figures are made.
    Method,
    /// The draft Statement of Applicability, on wide pages at the end.
    Statement,
}

/// The number of gaps that an overview tells in full.
pub const FINDINGS: usize = 3;
/// The number of decisions that it tells.
pub const DECISIONS: usize = 3;

const BRIEF: [Section; 1] = [Section::Overview];
const REPORT: [Section; 6] = [
    Section::Cover,
    Section::Overview,
    Section::Gaps,
    Section::Plan,
    Section::Domains,
    Section::Limits,
];
const ANNEXES: [Section; 7] = [
    Section::GapSheets,
    Section::Answers,
    Section::Arithmetic,
    Section::Audit,
    Section::References,
    Section::Method,
    Section::Statement,
];

impl Content {
    /// All of them, shortest first.
    pub const ALL: [Self; 3] = [Self::Brief, Self::Report, Self::Full];

    /// `brief`, `report`, `full`: the name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Report => "report",
            Self::Full => "full",
        }
    }

    /// The content with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|content| content.id() == id)
    }

    /// Its sections, in their order.
    pub fn sections(self) -> impl Iterator<Item = Section> {
        let [report, annexes]: [&[Section]; 2] = match self {
            Self::Brief => [&BRIEF, &[]],
            Self::Report => [&REPORT, &[]],
            Self::Full => [&REPORT, &ANNEXES],
        };
        report.iter().chain(annexes).copied()
    }

    /// Whether each gap and each answer has a place of its own, which links can lead to.
    pub fn has_annexes(self) -> bool {
        self == Self::Full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_section_stands_once() {
        for content in Content::ALL {
            let sections: Vec<Section> = content.sections().collect();
            for (index, section) in sections.iter().enumerate() {
                assert!(!sections[..index].contains(section), "{section:?} in {content:?}");
            }
            assert_eq!(Content::from_id(content.id()), Some(content));
        }
    }
}
