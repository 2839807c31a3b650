//! Tests what is told where only key requirements are answered: how far these are, and no overall
//! score.

use crate::common;

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::export;
use aims_assessment::language::Language;
use aims_assessment::report::content::Content;
use aims_assessment::report::format::Format;
use aims_assessment::report::scores_file::Origin;
use aims_assessment::report::{Report, Sources};
use aims_assessment::scoring::comparison::{Comparison, Side};
use common::{assessment, report_of, scores};

/// Some key requirements, and nothing else.
const KEY: &str = "C4-3 3, C5-2 2, C6-2 4, C9-3 ?";

fn told(notation: &str, language: Language, format: Format) -> String {
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &assessment(notation),
        earlier: None,
        language,
        made_on: "2026-11-23",
    };
    common::text_of(format, export(format, Content::Full, sources, Origin::default()).unwrap())
}

#[test]
fn the_key_requirements_are_the_result() {
    for (language, overall, key, is_not) in [
        (Language::English, "Overall score", "2 of 12 at level 3 or above", "no maturity score"),
        (Language::French, "Cote globale", "2 sur 12 au niveau 3 ou plus", "pas une cote"),
    ] {
        for format in [Format::Html, Format::Markdown, Format::Csv] {
            let text = told(KEY, language, format);
            assert!(!text.contains(overall), "{format:?} tells an overall score: {language:?}");
            assert!(text.contains(key) && text.contains(is_not), "{format:?}: {language:?}");
            // One more answer, and there is a score; the key requirements stand beside it.
            let text = told(&format!("{KEY}, C4-1 1"), language, format);
            assert!(text.contains(overall) && text.contains(key), "{format:?}: {language:?}");
            assert!(!text.contains(is_not), "{format:?}: {language:?}");
        }
    }
    // Files of figures have it, as provisional.
    let json: serde_json::Value =
        serde_json::from_str(&told(KEY, Language::English, Format::Json)).unwrap();
    assert_eq!(json["overall"]["score"], "2.5"); // (3·3 + 3·2 + 3·4 + 3·1) ÷ 12
    assert_eq!(json["provisional"], true);
    assert_eq!(json["key"]["at_level_3"], 2);
}

#[test]
fn they_have_their_gaps_and_their_plan() {
    let report = report_of(&assessment(KEY), Language::English);
    let codes = |report: &Report| report.gaps.iter().map(|gap| gap.code).collect::<Vec<_>>();
    assert_eq!(codes(&report), ["C9-3", "C5-2"]);
    assert_eq!(report.phases.iter().map(|phase| phase.tasks.len()).sum::<usize>(), 2);
    assert!(report.headline.critical.is_some());
}

#[test]
fn nothing_is_compared_with_a_score_that_is_none() {
    let (before, after) = (assessment(KEY), assessment("all 3"));
    let (scores_before, scores_after) = (scores(KEY), scores("all 3"));
    let before = Side { assessment: &before, scores: &scores_before };
    let after = Side { assessment: &after, scores: &scores_after };
    let comparison = Comparison::new(&ISO42001, before, after);
    assert_eq!(comparison.overall.before, None);
    assert_eq!(comparison.overall.tenths(), None);
    assert_eq!(comparison.domains[0].before.unwrap().to_string(), "3.0");
}
