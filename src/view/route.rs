//! The page's addresses: `#/`, `#/section/4`, `#/question/C5-2`, `#/results`, `#/assessments`, …

use crate::content::questionnaire::Questionnaire;

/// A place in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// What it is, and how to begin.
    Start,
    /// A domain's questions; the index of the domain.
    Section(usize),
    /// One question, brought into view among those of its domain; its index.
    Question(usize),
    /// The results.
    Results,
    /// The results of an invented organization.
    Example,
    /// All assessments and their snapshots.
    Assessments,
    /// Two of them side by side.
    Compare,
    /// Who the organization is.
    Profile,
    /// Levels tried out in a copy.
    WhatIf,
    /// The Statement of Applicability.
    Soa,
}

impl Route {
    /// The place that an address names; the start for an address that names none.
    ///
    /// Addresses are mailed, typed and counted, so they come back changed: in other letters, with signs as `%2F`, with a full stop or a slash at the
    /// end, with `?utm_source=…` behind. They lead to the same place.
    pub fn parse(questionnaire: &Questionnaire, hash: &str) -> Self {
        let hash = decoded(hash).to_ascii_lowercase();
        let is_mark = |sign: char| !sign.is_ascii_alphanumeric();
        let path = hash.trim_start_matches(is_mark).split(['?', '&', '#']).next().unwrap_or_default().trim_end_matches(is_mark);
        let place = match path.split_once('/') {
            Some(("section", id)) => questionnaire.domain(&id.to_ascii_uppercase()).map(Self::Section),
            Some(("question", code)) => questionnaire.question(&code.to_ascii_uppercase()).map(Self::Question),
            None if path == "results" => Some(Self::Results),
            None if path == "example" => Some(Self::Example),
            None if path == "assessments" => Some(Self::Assessments),
            None if path == "compare" => Some(Self::Compare),
            None if path == "profile" => Some(Self::Profile),
            None if path == "what-if" => Some(Self::WhatIf),
            None if path == "soa" => Some(Self::Soa),
            _ => None,
        };
        place.unwrap_or(Self::Start)
    }

    /// The address of this place.
    pub fn address(self, questionnaire: &Questionnaire) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Section(domain) => format!("#/section/{}", questionnaire.domains[domain].id),
            Self::Question(question) => format!("#/question/{}", questionnaire.questions[question].code),
            Self::Results => "#/results".to_owned(),
            Self::Example => "#/example".to_owned(),
            Self::Assessments => "#/assessments".to_owned(),
            Self::Compare => "#/compare".to_owned(),
            Self::Profile => "#/profile".to_owned(),
            Self::WhatIf => "#/what-if".to_owned(),
            Self::Soa => "#/soa".to_owned(),
        }
    }

    /// The screen that shows this place: a question is shown among those of its section.
    pub fn screen(self, questionnaire: &Questionnaire) -> Self {
        match self {
            Self::Question(question) => Self::Section(questionnaire.questions[question].domain),
            other => other,
        }
    }
}

/// A text in which `%2F` and its like stand for what they mean; a sign of its own where they mean no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [first, after @ ..] = rest {
        let sign = match rest {
            [b'%', high, low, ..] => digit(*high).zip(digit(*low)).map(|(high, low)| 16 * high + low),
            _ => None,
        };
        bytes.push(sign.unwrap_or(*first));
        rest = if sign.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
