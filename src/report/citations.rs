//! The references to laws and other frameworks on the topic of a question, in words.

use super::sources::Sources;
use crate::assessment::profile::Profile;
use crate::content::questionnaire::Question;
use crate::content::references::{Framework, PROVISIONS, Provision, Who};
use crate::language::{Language, fill};

/// The references to one framework for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its short title.
    pub framework: &'static str,
    /// The provisions, each with its topic.
    pub parts: Vec<String>,
}

/// A law or framework that the report refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkReport {
    /// Its title.
    pub title: &'static str,
    /// `as of November 23, 2026`.
    pub as_of: String,
    /// A remark on the framework.
    pub note: &'static str,
}

/// The references on the topic of a question.
pub fn of(sources: &Sources, question: usize) -> Vec<Citation> {
    let shown = shown(&sources.questionnaire.questions[question], &sources.assessment.profile);
    shown.iter().map(|shown| citation(sources, shown)).collect()
}

fn citation(sources: &Sources, shown: &Shown) -> Citation {
    let texts = sources.language.report_texts();
    let plain = (!shown.ids.is_empty()).then(|| shown.ids.join(", "));
    let told = shown.provisions.iter().map(|index| {
        let provision = &PROVISIONS[*index];
        (part(sources, provision, texts.provisions[*index]), remark(sources.language, provision))
    });
    Citation {
        framework: texts.frameworks[shown.framework as usize].short,
        parts: plain.into_iter().chain(grouped(told)).collect(),
    }
}

/// Groups neighbours with the same remark: `Art. 9: …; Art. 17: … (for providers of high-risk
/// systems)`.
fn grouped(told: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut groups: Vec<(String, String)> = Vec::new();
    for (text, remark) in told {
        match groups.last_mut() {
            Some((texts, same)) if *same == remark => texts.extend(["; ", text.as_str()]),
            _ => groups.push((text, remark)),
        }
    }
    groups
        .into_iter()
        .map(
            |(texts, remark)| if remark.is_empty() { texts } else { format!("{texts} ({remark})") },
        )
        .collect()
}

/// `Art. 17(1)(m): accountability`.
fn part(sources: &Sources, provision: &Provision, about: &str) -> String {
    let t = &sources.language.texts().phrases;
    let id = cited(provision, &sources.assessment.profile);
    let phrase = match provision.framework {
        Framework::EuAiAct => t.references_article,
        // The id of a principle of the schedule includes its letter: P1.
        _ if id.starts_with('P') => "{id}",
        _ => t.references_section,
    };
    fill(t.references_about, &[("place", &fill(phrase, &[("id", id)])), ("about", about)])
}

/// `for providers of high-risk systems; applies from December 2, 2027`.
fn remark(language: Language, provision: &Provision) -> String {
    let t = &language.texts().phrases;
    let role = provision.who.and_then(|who| match who {
        Who::Everyone => None,
        Who::Provider => Some(t.references_for_provider),
        Who::Deployer => Some(t.references_for_deployer),
        Who::Model => Some(t.references_for_model),
    });
    // Only provisions of the EU AI Act may apply in the future; those of the other frameworks are
    // in force.
    let from = (provision.framework == Framework::EuAiAct)
        .then(|| applies_from(language, provision))
        .flatten();
    role.map(str::to_owned).into_iter().chain(from).collect::<Vec<_>>().join("; ")
}

fn applies_from(language: Language, provision: &Provision) -> Option<String> {
    let t = &language.texts().phrases;
    match provision.from {
        [] => None,
        [date] => Some(fill(t.references_from, &[("date", &language.date(date))])),
        [first, second, ..] => Some(fill(
            t.references_from_two,
            &[("date", &language.date(first)), ("second", &language.date(second))],
        )),
    }
}

/// The frameworks shown for the profile, each with its date.
pub fn frameworks(sources: &Sources) -> Vec<FrameworkReport> {
    let texts = sources.language.report_texts();
    let shown = Framework::ALL
        .into_iter()
        .filter(|framework| sources.assessment.profile.is_concerned_by(*framework));
    shown
        .map(|framework| FrameworkReport {
            title: texts.frameworks[framework as usize].title,
            as_of: fill(
                sources.language.texts().phrases.references_as_of,
                &[("date", &sources.language.date(framework.as_of()))],
            ),
            note: texts.frameworks[framework as usize].note,
        })
        .collect()
}

/// The references to one framework shown for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    /// The framework.
    framework: Framework,
    /// Ids that need no further text.
    ids: Vec<&'static str>,
    /// Indexes into [`PROVISIONS`].
    provisions: Vec<usize>,
}

/// The references on the topic of a question that may concern the organization, by its profile.
fn shown(question: &Question, profile: &Profile) -> Vec<Shown> {
    let of = |framework| {
        let ids = match framework {
            Framework::NistAiRmf => question.references.nist_ai_rmf.to_vec(),
            Framework::Iso27001 => question.references.iso_27001.to_vec(),
            Framework::Iso9001 => question.references.iso_9001.to_vec(),
            Framework::EuAiAct | Framework::Law25 | Framework::Pipeda => Vec::new(),
        };
        let provisions = question.references.provisions.iter().copied();
        let provisions = provisions.filter(|index| {
            PROVISIONS[*index].framework == framework && concerns(&PROVISIONS[*index], profile)
        });
        Shown { framework, ids, provisions: provisions.collect() }
    };
    let concerned =
        Framework::ALL.into_iter().filter(|framework| profile.is_concerned_by(*framework)).map(of);
    concerned.filter(|shown| !(shown.ids.is_empty() && shown.provisions.is_empty())).collect()
}

fn concerns(provision: &Provision, profile: &Profile) -> bool {
    // Public bodies don't see sections for enterprises; their own sections are left out if they
    // could not be verified.
    let has_a_twin = provision.public.is_some()
        || provision.framework != Framework::Law25
        || !profile.is_only_public_body();
    has_a_twin
        && provision.who.is_none_or(|who| profile.is_in_role(who))
        && (provision.id != AUTOMATED || profile.may_decide_alone())
}

/// The section on decisions based exclusively on automated processing.
const AUTOMATED: &str = "12.1";

/// The id under which a provision is cited for this profile: public bodies in Quebec have their own
/// sections.
fn cited(provision: &Provision, profile: &Profile) -> &'static str {
    provision.public.filter(|_| profile.is_only_public_body()).unwrap_or(provision.id)
}
