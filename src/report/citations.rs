//! The references to laws and other frameworks on the topic of a question, in words.

use super::sources::Sources;
use crate::assessment::profile::Profile;
use crate::content::references::{Framework, Provision, References, Who};
use crate::language::ReportTexts;
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
    /// Its short title.
    pub short: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The day on which it was checked: `2026-11-23`.
    pub checked_on: &'static str,
    /// `checked on November 23, 2026`.
    pub as_of: String,
    /// A remark on the framework.
    pub note: &'static str,
}

/// The references on the topic of a question.
pub fn of(sources: &Sources, question: usize) -> Vec<Citation> {
    let texts = sources.language.report_texts();
    let references = &texts.advice[question].references;
    let shown = shown(references, texts, &sources.assessment.profile);
    shown.iter().map(|shown| citation(sources, shown)).collect()
}

fn citation(sources: &Sources, shown: &Shown) -> Citation {
    let texts = sources.language.report_texts();
    let plain = (!shown.ids.is_empty()).then(|| shown.ids.join(", "));
    let told = shown.provisions.iter().map(|index| {
        let (provision, subject) = &texts.provisions[*index];
        (part(sources, provision, subject), remark(sources, provision))
    });
    Citation {
        framework: texts.frameworks[shown.framework as usize].short,
        parts: plain.into_iter().chain(grouped(told)).collect(),
    }
}

/// Groups neighbours with the same remark: `Art. 9 – …; Art. 17 – … (for providers of high-risk
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

/// `Art. 17(1)(m) – accountability`; what has no number is told by its subject alone.
fn part(sources: &Sources, provision: &Provision, about: &str) -> String {
    let Sources { language, assessment, .. } = *sources;
    // Public bodies in Quebec have their own sections, in an Act of their own.
    let public = provision.public.filter(|_| assessment.profile.is_only_public_body());
    let Some(place) = place(language, provision.framework, public.unwrap_or(provision.id)) else {
        return about.to_owned();
    };
    // A dash, because the subject may have a colon of its own.
    if public.is_some() {
        let phrase = language.texts().phrases.references_public;
        return format!("{} – {about}", fill(phrase, &[("place", &place)]));
    }
    format!("{place} – {about}")
}

/// Where it stands: `Art. 17(1)(m)`, `ss. 3.5-3.8`, `P1`. `None` for an id that is only a name.
fn place(language: Language, framework: Framework, id: &str) -> Option<String> {
    let t = &language.texts().phrases;
    if !id.starts_with(|c: char| c.is_ascii_digit()) {
        // A name that is cited as it stands begins with a capital letter: P1, ISO/IEC 42005.
        return id.starts_with(|c: char| c.is_uppercase()).then(|| id.to_owned());
    }
    let (phrase, id) = match framework {
        _ if framework.is_european() => (t.references_article, language.article(id)),
        _ if id.contains('-') => (t.references_sections, language.section(id)),
        _ if id.contains('(') => (t.references_subsection, language.section(id)),
        _ => (t.references_section, language.section(id)),
    };
    Some(fill(phrase, &[("id", &id)]))
}

/// `for providers of high-risk systems; applies from December 2, 2027`.
fn remark(sources: &Sources, provision: &Provision) -> String {
    let t = &sources.language.texts().phrases;
    let role = provision.who.and_then(|who| match who {
        Who::Everyone => None,
        Who::Provider => Some(t.references_for_provider),
        Who::Deployer => Some(t.references_for_deployer),
        Who::Model => Some(t.references_for_model),
    });
    let from = applies(sources.language, provision.from, sources.made_on);
    role.map(str::to_owned).into_iter().chain(from).collect::<Vec<_>>().join("; ")
}

/// Whether something that applies from these dates is in force on a day, or from when it applies. A
/// second date is for the products of Annex I. Without a day, all dates are told.
fn applies(language: Language, from: &[&str], day: &str) -> Option<String> {
    let t = &language.texts().phrases;
    // Dates of this form are in the order of their texts; no day comes before all dates.
    let is_past = |date: &str| date <= day;
    let when = |phrase, date: &str, second: &str| {
        fill(phrase, &[("date", &language.date(date)), ("second", &language.date(second))])
    };
    match *from {
        [] => None,
        [.., last] if is_past(last) => Some(t.references_in_force.to_owned()),
        [date] => Some(when(t.references_from, date, "")),
        [first, second, ..] if is_past(first) => {
            Some(when(t.references_in_force_but, first, second))
        }
        [first, second, ..] => Some(when(t.references_from_two, first, second)),
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
            short: texts.frameworks[framework as usize].short,
            title: texts.frameworks[framework as usize].title,
            checked_on: framework.as_of(),
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
    /// Indexes into [`ReportTexts::provisions`].
    provisions: Vec<usize>,
}

/// The references on the topic of a question that may concern the organization, by its profile.
fn shown(references: &References, texts: &ReportTexts, profile: &Profile) -> Vec<Shown> {
    let of = |framework| {
        let ids = match framework {
            Framework::NistAiRmf => references.nist_ai_rmf.to_vec(),
            Framework::Iso27001 => references.iso_27001.to_vec(),
            Framework::Iso9001 => references.iso_9001.to_vec(),
            _ => Vec::new(),
        };
        let provisions = references.provisions.iter().copied();
        let provisions = provisions.filter(|index| {
            let (provision, _) = &texts.provisions[*index];
            provision.framework == framework && concerns(provision, profile)
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
        && (!AUTOMATED.contains(&(provision.framework, provision.id)) || profile.may_decide_alone())
}

/// The provisions on decisions based exclusively on automated processing.
const AUTOMATED: [(Framework, &str); 2] = [(Framework::Law25, "12.1"), (Framework::Gdpr, "22")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_passed_is_in_force_and_what_comes_applies_later() {
        let both = &["2027-12-02", "2028-08-02"][..];
        // Dates, the day, and the words in both languages
        for (from, day, english, french) in [
            (&[][..], "2026-11-27", None, None),
            (&["2025-02-02"], "2026-11-27", Some("in force"), Some("en vigueur")),
            (&["2026-11-27"], "2026-11-27", Some("in force"), Some("en vigueur")),
            (
                &["2026-11-28"],
                "2026-11-27",
                Some("applies from November 28, 2026"),
                Some("application à compter du 28 novembre 2026"),
            ),
            (
                &["2025-02-02"],
                "",
                Some("applies from February 2, 2025"),
                Some("application à compter du 2 février 2025"),
            ),
            (
                both,
                "2027-12-01",
                Some("applies from December 2, 2027, in Annex I products from August 2, 2028"),
                Some(
                    "application à compter du 2 décembre 2027, et du 2 août 2028 pour les produits \
                     de l’annexe I",
                ),
            ),
            (
                both,
                "2027-12-02",
                Some("in force; in Annex I products from August 2, 2028"),
                Some("en vigueur; à compter du 2 août 2028 pour les produits de l’annexe I"),
            ),
            (both, "2028-08-02", Some("in force"), Some("en vigueur")),
        ] {
            for (language, words) in [(Language::English, english), (Language::French, french)] {
                assert_eq!(applies(language, from, day).as_deref(), words, "{from:?} on {day}");
            }
        }
    }

    #[test]
    fn a_place_is_cited_by_its_kind() {
        for (framework, id, english, french) in [
            (Framework::EuAiAct, "4a", "Art. 4a", "art. 4\u{a0}bis"),
            (Framework::Gdpr, "35", "Art. 35", "art. 35"),
            (Framework::Law25, "3.3", "s. 3.3", "art. 3.3"),
            (Framework::Law25, "3.5-3.8", "ss. 3.5-3.8", "art. 3.5 à 3.8"),
            (Framework::Pipeda, "5(3)", "s. 5(3)", "par. 5(3)"),
            (Framework::Pipeda, "P1", "P1", "P1"),
            (Framework::IsoFamily, "ISO/IEC 42005", "ISO/IEC 42005", "ISO/IEC 42005"),
        ] {
            assert_eq!(place(Language::English, framework, id).as_deref(), Some(english));
            assert_eq!(place(Language::French, framework, id).as_deref(), Some(french));
        }
        assert_eq!(place(Language::English, Framework::AmfAi, "rating"), None);
    }
}
