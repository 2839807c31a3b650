//! Tests which laws and frameworks a report refers to, for whom, and how it cites them.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::GapReport;
use aims_assessment::scoring;
use common::{assessment, described, report_of};

fn frameworks(gap: &GapReport) -> Vec<&'static str> {
    gap.references.iter().map(|citation| citation.framework).collect()
}

#[test]
fn the_profile_decides_what_is_shown_and_never_a_score() {
    let plain = assessment("all 1");
    let eu = "EU AI Act, ";
    let iso = "NIST AI RMF, ISO/IEC 27001, ISO 9001, Companion standards";
    for (profile, question, shown) in [
        ("", "C5-2", format!("{eu}{iso}, Law 25, PIPEDA")),
        ("european_union no", "C5-2", format!("{iso}, Law 25, PIPEDA")),
        ("european_union unsure", "C5-2", format!("{eu}{iso}, Law 25, PIPEDA")),
        ("jurisdictions elsewhere", "C5-2", format!("{eu}{iso}")),
        ("jurisdictions other_province", "C5-2", format!("{eu}{iso}, PIPEDA")),
        (
            "certificates none",
            "C5-2",
            "EU AI Act, NIST AI RMF, Companion standards, Law 25, PIPEDA".to_owned(),
        ),
        (
            "certificates iso_9001",
            "C5-2",
            "EU AI Act, NIST AI RMF, ISO 9001, Companion standards, Law 25, PIPEDA".to_owned(),
        ),
        // A system for privacy alone hides nothing of the other two.
        ("certificates iso_27701", "C5-2", format!("{eu}{iso}, Law 25, PIPEDA")),
    ] {
        let described = described(plain.clone(), profile);
        let report = report_of(&described, Language::English);
        let gap = report.gaps.iter().find(|gap| gap.code == question).unwrap();
        assert_eq!(frameworks(gap).join(", "), shown, "{profile}");
        assert_eq!(report.scores, scoring::score(&ISO42001, &plain), "{profile}");
    }
}

#[test]
fn articles_follow_the_role_and_sections_the_kind_of_organization() {
    // Profile, question, texts expected in its references, texts that must be absent
    for (profile, question, there, absent) in [
        ("roles use", "C5-4", &["26(2)"][..], &["17(1)(m)"][..]),
        ("roles develop", "C5-4", &["17(1)(m)", "for providers of high-risk systems"], &["26(2)"]),
        ("roles develop", "A-8", &["Art. 10"], &["53(1)"]),
        ("roles develop, general_model yes", "A-8", &["53(1)"], &[]),
        ("", "A-8", &["Art. 10"], &["53(1)"]),
        ("jurisdictions quebec", "C8-4", &["s. 3.3", "s. 17"], &["63.5"]),
        (
            "jurisdictions quebec_public",
            "C8-4",
            &["s. 63.5 of A-2.1", "s. 70.1 of A-2.1"],
            &["s. 3.3", "s. 17 "],
        ),
        ("jurisdictions quebec_public", "C10-2", &["ss. 63.8-63.11"], &["3.5-3.8"]),
        // A section with a counterpart that could not be verified is left out.
        ("jurisdictions quebec_public", "C6-3", &[], &["Law 25", "s. 10", "s. 3.4"]),
        ("automated_decisions no", "A-10", &["Art. 86"], &["12.1", "Art. 22"]),
        ("automated_decisions yes", "A-10", &["12.1", "Art. 22"], &[]),
        // Whether a system is of high risk concerns those who use it, too.
        ("roles use", "C4-1", &["Art. 6 "], &[]),
        ("roles use", "A-5", &[], &["defective products"]),
        ("roles provide", "A-5", &["defective products"], &[]),
        ("european_union no", "A-10", &[], &["GDPR", "EU AI Act"]),
        ("european_union no, roles provide", "A-5", &[], &["defective products"]),
        ("general_model yes", "A-6", &["Art. 55"], &[]),
        (
            "",
            "C6-2",
            &["applies from December 2, 2027, in Annex I products from August 2, 2028"],
            &[],
        ),
    ] {
        let report = report_of(&described(assessment("all 1"), profile), Language::English);
        let gap = report.gaps.iter().find(|gap| gap.code == question).unwrap();
        let text = gap
            .references
            .iter()
            .flat_map(|citation| [vec![citation.framework.to_owned()], citation.parts.clone()])
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        for wanted in there {
            assert!(text.contains(wanted), "{profile}, {question}: no “{wanted}” in {text}");
        }
        for unwanted in absent {
            assert!(!text.contains(unwanted), "{profile}, {question}: “{unwanted}” in {text}");
        }
    }
}

#[test]
fn each_place_and_sector_has_its_laws() {
    let always = ["EU AI Act", "GDPR", "NIST AI RMF", "ISO/IEC 27001", "ISO 9001"];
    // Profile, and the laws shown beside those that are always shown if nothing is said
    for (profile, shown) in [
        ("jurisdictions quebec", "Law 25, Biometrics in Quebec, PIPEDA"),
        (
            "jurisdictions quebec_public",
            "Law 25, AI in Quebec’s public bodies, Biometrics in Quebec",
        ),
        ("jurisdictions quebec_health", "Quebec’s Act on health information, Biometrics in Quebec"),
        (
            "jurisdictions quebec, sector health",
            "Law 25, Quebec’s Act on health information, Biometrics in Quebec, PIPEDA",
        ),
        ("jurisdictions alberta", "PIPEDA, Alberta’s PIPA"),
        ("jurisdictions british_columbia", "PIPEDA, British Columbia’s PIPA"),
        ("jurisdictions ontario", "PIPEDA, Ontario’s Employment Standards Act"),
        ("jurisdictions other_province", "PIPEDA"),
        ("jurisdictions federal", "PIPEDA"),
        ("jurisdictions federal_public", "Directive on Automated Decision-Making"),
        ("jurisdictions other_public", "Public-sector privacy Acts"),
        ("jurisdictions elsewhere", ""),
        ("jurisdictions elsewhere, jurisdictions colorado", "Colorado SB 26-189"),
        (
            "jurisdictions quebec, sector finance",
            "Law 25, Biometrics in Quebec, PIPEDA, AMF guideline on AI, OSFI Guideline E-23",
        ),
        ("jurisdictions federal, sector finance", "PIPEDA, OSFI Guideline E-23"),
        ("jurisdictions elsewhere, sector finance", ""),
    ] {
        let report = report_of(&described(assessment("all 1"), profile), Language::English);
        let mut cited: Vec<&str> = Vec::new();
        for framework in report.gaps.iter().flat_map(frameworks) {
            if !cited.contains(&framework) {
                cited.push(framework);
            }
        }
        let others = ["Product Liability Directive", "Companion standards"];
        cited.retain(|law| !always.contains(law) && !others.contains(law));
        let mut wanted: Vec<&str> = shown.split(", ").filter(|law| !law.is_empty()).collect();
        wanted.sort_unstable();
        cited.sort_unstable();
        assert_eq!(cited, wanted, "{profile}");
    }
}

#[test]
fn references_are_set_as_each_language_sets_them() {
    for language in Language::ALL {
        let report = report_of(&described(assessment("all 1"), "general_model yes"), language);
        let parts = report.gaps.iter().flat_map(|gap| &gap.references);
        for part in parts.flat_map(|citation| &citation.parts) {
            for one in part.split("; ") {
                assert!(one.matches(": ").count() <= 1, "two colons in a row: {one}");
            }
        }
    }
    let french = report_of(&assessment("all 1"), Language::French);
    let text = |code: &str| {
        let gap = french.gaps.iter().find(|gap| gap.code == code).unwrap();
        gap.references.iter().flat_map(|law| law.parts.clone()).collect::<Vec<_>>().join(" · ")
    };
    for (code, wanted) in [
        ("C6-3", "art. 9, par.\u{a0}2, point\u{a0}d) – "),
        ("A-8", "art. 4\u{a0}bis – "),
        ("C8-1", "art. 17, par.\u{a0}1, points\u{a0}b) à d) – "),
        ("C10-2", "art. 3.5 à 3.8 – "),
    ] {
        assert!(text(code).contains(wanted), "{code}: no “{wanted}” in {}", text(code));
    }
}
