//! The page's addresses: `#/`, `#/section/4`, `#/question/C5-2`, `#/key`, `#/results/gaps`, …

use crate::content::questionnaire::Questionnaire;

/// A route in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The start screen.
    Start,
    /// The questions of a domain; holds the domain's index.
    Section(usize),
    /// A question, scrolled into view among those of its domain; holds the question's index.
    Question(usize),
    /// The questions about key requirements, in one list.
    Key,
    /// The overview of the results.
    Results,
    /// A part of the results.
    Part(ResultsPart),
    /// A gap, scrolled into view among all; holds the index of its question.
    Gap(usize),
    /// The results of a fictitious organization.
    Example,
    /// All assessments and their snapshots.
    Assessments,
    /// Two assessments or snapshots side by side.
    Compare,
    /// The profile of the organization.
    Profile,
    /// Levels tried out in a copy of the assessment.
    WhatIf,
}

/// A part of the results, with an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultsPart {
    /// The gaps, most pressing first.
    Gaps,
    /// The plan.
    Plan,
    /// The scores, how they are made, and the targets.
    Scores,
    /// The Statement of Applicability, and what else an auditor looks at.
    Statement,
    /// All answers and notes.
    Answers,
    /// All of it on one page, to be read and printed.
    Report,
}

impl ResultsPart {
    /// All parts, in the order of the navigation.
    pub const ALL: [Self; 6] =
        [Self::Gaps, Self::Plan, Self::Scores, Self::Statement, Self::Answers, Self::Report];

    /// The last word of its address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Gaps => "gaps",
            Self::Plan => "plan",
            Self::Scores => "scores",
            Self::Statement => "statement",
            Self::Answers => "answers",
            Self::Report => "report",
        }
    }
}

impl Route {
    /// Parses an address; an unknown one leads to the start.
    ///
    /// Addresses are mailed, typed and tracked, so they come back changed: in another case, with
    /// characters as `%2F`, with a trailing full stop or slash, with `?utm_source=…` appended. All
    /// of these lead to the same route.
    pub fn parse(questionnaire: &Questionnaire, hash: &str) -> Self {
        let hash = decoded(hash).to_ascii_lowercase();
        let is_mark = |sign: char| !sign.is_ascii_alphanumeric();
        let path = hash
            .trim_start_matches(is_mark)
            .split(['?', '&', '#'])
            .next()
            .unwrap_or_default()
            .trim_end_matches(is_mark);
        let place = match path.split_once('/') {
            Some(("section", id)) => {
                questionnaire.domain(&id.to_ascii_uppercase()).map(Self::Section)
            }
            Some(("question", code)) => {
                questionnaire.question(&code.to_ascii_uppercase()).map(Self::Question)
            }
            Some(("results", part)) => Some(Self::parse_part(questionnaire, part)),
            None if path == "key" => Some(Self::Key),
            None if path == "results" => Some(Self::Results),
            None if path == "example" => Some(Self::Example),
            None if path == "assessments" => Some(Self::Assessments),
            None if path == "compare" => Some(Self::Compare),
            None if path == "profile" => Some(Self::Profile),
            None if path == "what-if" => Some(Self::WhatIf),
            // The statement's address before the results had parts.
            None if path == "soa" => Some(Self::Part(ResultsPart::Statement)),
            _ => None,
        };
        place.unwrap_or(Self::Start)
    }

    /// Parses `gaps`, `gaps/c5-2`, …; an unknown part leads to the overview.
    fn parse_part(questionnaire: &Questionnaire, part: &str) -> Self {
        let gap = part.split_once('/').filter(|(part, _)| *part == ResultsPart::Gaps.id());
        if let Some((_, code)) = gap {
            let question = questionnaire.question(&code.to_ascii_uppercase());
            return question.map_or(Self::Part(ResultsPart::Gaps), Self::Gap);
        }
        let part = ResultsPart::ALL.into_iter().find(|known| known.id() == part);
        part.map_or(Self::Results, Self::Part)
    }

    /// Returns the address of this route.
    pub fn address(self, questionnaire: &Questionnaire) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Section(domain) => format!("#/section/{}", questionnaire.domains[domain].id),
            Self::Question(question) => {
                format!("#/question/{}", questionnaire.questions[question].code)
            }
            Self::Key => "#/key".to_owned(),
            Self::Results => "#/results".to_owned(),
            Self::Part(part) => format!("#/results/{}", part.id()),
            Self::Gap(question) => {
                format!("#/results/gaps/{}", questionnaire.questions[question].code)
            }
            Self::Example => "#/example".to_owned(),
            Self::Assessments => "#/assessments".to_owned(),
            Self::Compare => "#/compare".to_owned(),
            Self::Profile => "#/profile".to_owned(),
            Self::WhatIf => "#/what-if".to_owned(),
        }
    }

    /// The screen that shows this route: a question is shown on the screen of its domain, a gap
    /// among all.
    pub fn screen(self, questionnaire: &Questionnaire) -> Self {
        match self {
            Self::Question(question) => Self::Section(questionnaire.questions[question].domain),
            Self::Gap(_) => Self::Part(ResultsPart::Gaps),
            other => other,
        }
    }

    /// Whether the address stays as it is when another question of the screen is shown in place of
    /// one, where one is shown at a time. The key requirements have one address for all. In a
    /// frame, the page around it sees each change of the address: as the page moves on by itself
    /// after a level and waits for a reason after *not applicable*, it would see which was chosen.
    pub fn keeps_address(self, is_framed: bool) -> bool {
        is_framed || self == Self::Key
    }

    /// The questions on the screen of this route, in their order.
    pub fn questions(self, questionnaire: &Questionnaire) -> Vec<usize> {
        let is_on_it = |index: &usize| match self.screen(questionnaire) {
            Self::Section(domain) => questionnaire.questions[*index].domain == domain,
            Self::Key => questionnaire.questions[*index].critical,
            _ => false,
        };
        (0..questionnaire.questions.len()).filter(is_on_it).collect()
    }
}

/// Decodes percent-encoding (`%2F`). Bytes that are no UTF-8 become U+FFFD.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [first, after @ ..] = rest {
        let sign = match rest {
            [b'%', high, low, ..] => {
                digit(*high).zip(digit(*low)).map(|(high, low)| 16 * high + low)
            }
            _ => None,
        };
        bytes.push(sign.unwrap_or(*first));
        rest = if sign.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
