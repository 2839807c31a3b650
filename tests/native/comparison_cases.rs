//! Tests the verdict and the files of a comparison.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::comparison::{ComparisonReport, Sources, State};
use aims_assessment::view::comparison as screen;
use common::assessment;
use scraper::{Html, Selector};

fn sources<'a>(before: &'a Assessment, after: &'a Assessment, language: Language) -> Sources<'a> {
    Sources {
        questionnaire: &ISO42001,
        earlier: State { assessment: before, saved_at: Some("2026-09-01T12:00:00Z") },
        later: State { assessment: after, saved_at: Some("2026-11-23T12:00:00Z") },
        language,
        made_on: "2026-11-23",
    }
}

/// Makes reports from two assessments in the notation of `common`, in both languages.
fn compared(before: &str, after: &str) -> [ComparisonReport; 2] {
    let (before, after) = (assessment(before), assessment(after));
    Language::ALL.map(|language| ComparisonReport::new(sources(&before, &after, language)))
}

/// Spaces that don't break are written as `~` in the cases.
fn told(report: &ComparisonReport) -> String {
    report.verdict.join(" ").replace('\u{a0}', "~")
}

#[test]
fn the_verdict_is_one_to_three_sentences() {
    let mut wrong = Vec::new();
    for (before, after, english, french) in [
        (
            "all 1, C5-2 2",
            "all 3, C5-2 2",
            "Better: the overall score goes from 1.0 to 2.9; 41 gaps closed, 1 gap still open. Readiness goes from “Not ready for an audit yet” to “Under construction”.",
            "En progrès~: la cote globale passe de 1,0 à 2,9; 41 écarts comblés, 1 écart encore à combler. L’état de préparation passe de «~Pas encore prêt pour un audit~» à «~En construction~».",
        ),
        (
            "all 3",
            "all 3, C10-1 2, A-7 1",
            "Worse: the overall score goes from 3.0 to 2.9; 2 new gaps. Readiness goes from “A stage 2 audit seems plausible” to “A stage 1 audit seems plausible”.",
            "",
        ),
        (
            "all 3",
            "all 3",
            "No change: the overall score stays at 3.0; no gaps on either side. Readiness stays at “A stage 2 audit seems plausible”.",
            "",
        ),
        (
            "all 3, C10-1 2",
            "all 3, C10-1 2",
            "No change: the overall score stays at 2.9; 1 gap still open.",
            "Sans changement~: la cote globale reste à 2,9; 1 écart encore à combler.",
        ),
        // One closed, one new of the same weight: neither better nor worse.
        ("all 3, A-7 2", "all 3, A-10 2", "Mixed: the overall score", "Bilan partagé~: "),
        // More gaps, and yet a better score.
        (
            "all 3",
            "all 5, C10-1 2",
            "Mixed: the overall score goes from 3.0 to 4.9; 1 new gap.",
            "Bilan partagé~: la cote globale passe de 3,0 à 4,9; 1 nouvel écart.",
        ),
        // A gap in a question that had no answer before isn't a step back.
        (
            "all 3, A-7 -",
            "all 4, A-7 1",
            "Better: the overall score goes from 3.0 to 3.9; 1 new gap. What is new comes from questions that had no answer before.",
            "En progrès~: la cote globale passe de 3,0 à 3,9; 1 nouvel écart. Ce qui est nouveau vient de questions qui n’avaient pas de réponse auparavant.",
        ),
        (
            "all 3, A-6 -, A-7 -, A-10 3",
            "all 4, A-6 1, A-7 2, A-10 2",
            "Mixed: the overall score goes from 3.0 to 3.7; 3 new gaps. 2 of the new gaps are in questions that had no answer before.",
            "",
        ),
        (
            "all 3, A-7 -",
            "all 4, A-7 1, A-10 2",
            "Mixed: the overall score goes from 3.0 to 3.8; 2 new gaps. One of the new gaps is in a question that had no answer before.",
            "Bilan partagé~: la cote globale passe de 3,0 à 3,8; 2 nouveaux écarts. Un des nouveaux écarts vient d’une question qui n’avait pas de réponse auparavant.",
        ),
        // Key requirements alone have no overall score.
        (
            "C5-2 1",
            "all 3",
            "Better: only the later state has an overall score, 3.0; 1 gap closed.",
            "En progrès~: seul l’état «~après~» a une cote globale (3,0); 1 écart comblé.",
        ),
        ("all 3", "C5-2 1", "Worse: only the earlier state has an overall score, 3.0;", ""),
        (
            "C5-2 1",
            "C5-2 2",
            "No change: neither state has an overall score; 1 gap still open.",
            "Sans changement~: aucun des deux états n’a de cote globale; 1 écart encore à combler.",
        ),
        (
            "",
            "",
            "Neither state has an answer, so there is nothing to compare.",
            "Aucun des deux états n’a de réponse; il n’y a donc rien à comparer.",
        ),
        (
            "",
            "all 3",
            "The earlier state has no answers, so nothing can be said of progress.",
            "L’état «~avant~» n’a aucune réponse; on ne peut donc rien dire du chemin parcouru.",
        ),
        (
            "all 3",
            "",
            "The later state has no answers, so nothing can be said of progress.",
            "L’état «~après~» n’a aucune réponse; on ne peut donc rien dire du chemin parcouru.",
        ),
    ] {
        let [en, fr] = compared(before, after);
        for (told, wanted) in [(told(&en), english), (told(&fr), french)] {
            if !told.starts_with(wanted) {
                wrong.push(format!("{before} | {after}: {told}"));
            }
        }
        assert!((1..=3).contains(&en.verdict.len()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn named(notation: &str, name: &str) -> Assessment {
    Assessment { organisation: name.to_owned(), ..assessment(notation) }
}

#[test]
fn two_organizations_are_warned_of() {
    for (before, after, is_warned) in [
        ("Acme", "Nordet", true),
        ("Conseil Nordet", "Conseil Acme", true),
        ("株式会社", "有限会社", true),
        ("Acme", "acme", false),
        ("Acme", "Acme Inc.", false),
        ("Acme", "Acme (copy)", false),
        ("Acme 2025", "Acme 2026", false),
        ("Acme (2026-11-23)", "Acme", false),
        ("", "Acme", false),
        ("", "", false),
        ("2025", "2026", false),
    ] {
        let (before, after) = (named("all 2", before), named("all 3", after));
        let report = ComparisonReport::new(sources(&before, &after, Language::English));
        let names = [&before, &after].map(|one| one.organisation.clone());
        assert_eq!(report.warnings.len() == 1, is_warned, "{names:?}: {:?}", report.warnings);
        if is_warned {
            assert!(names.iter().all(|name| report.warnings[0].contains(name)));
        }
    }
}

/// A difference between two organizations is no progress: no word, no colour and no list says so.
#[test]
fn two_organizations_are_told_side_by_side() {
    let before = named("all 2, C5-2 1, C4-1 4, A-10 -, C4-2 3", "Nordet");
    let after = named("all 3, C6-1 1, C4-1 2, A-10 1, C4-2 -", "Acme");
    let of_progress = [
        ["better", "worse", "closed", "new", "still open", "got "],
        ["progrès", "recul", "comblé", "nouve", "encore à", "passe de"],
    ];
    for (language, words) in Language::ALL.into_iter().zip(of_progress) {
        let report = ComparisonReport::new(sources(&before, &after, language));
        let gaps = report.gaps.iter().flat_map(|group| [group.title.as_str(), group.state]);
        let changes = report.changes.iter().flat_map(|group| [group.title.as_str(), group.kind]);
        let remarks = report.gaps.iter().flat_map(|group| &group.gaps).filter_map(|gap| gap.remark);
        let told: Vec<String> = gaps.chain(changes).chain(remarks).map(str::to_lowercase).collect();
        let verdict = report.verdict.iter().map(|sentence| sentence.to_lowercase());
        for text in told.into_iter().chain(verdict) {
            assert!(!words.iter().any(|word| text.contains(word)), "{text}");
        }
        assert_eq!(report.verdict.len(), 2, "the scores and the gaps, and the readiness");
        let page =
            [screen::verdict, screen::scores].map(|part| part(&report).into_string()).concat();
        let page = Html::parse_fragment(&page);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("[data-verdict=apart]"), 1);
        assert_eq!(count("[data-direction=better], [data-direction=worse]"), 0);
    }
}

#[test]
fn other_questions_and_the_wrong_order_are_warned_of() {
    let (before, mut after) = (assessment("all 2"), assessment("all 3"));
    after.set_aside.insert("X-1".to_owned(), serde_json::json!({ "level": 3 }));
    let mut sources = sources(&before, &after, Language::English);
    let warnings = |sources| ComparisonReport::new(sources).warnings;
    assert_eq!(warnings(sources).len(), 1);
    assert!(warnings(sources)[0].contains("questions that this questionnaire doesn’t have"));
    sources.later.saved_at = Some("2026-08-01T12:00:00Z");
    assert_eq!(warnings(sources).len(), 2);
    assert!(warnings(sources)[1].contains("saved after"));
    sources.later.saved_at = None;
    assert_eq!(warnings(sources).len(), 1, "what has no time is in no order");
}

#[test]
fn each_gap_is_in_one_list_and_has_its_class() {
    let [en, _] = compared("all 3, C5-2 1, C6-1 2, A-7 2, A-10 -", "all 3, C6-1 1, A-7 2, A-10 1");
    let list = |index: usize| {
        let gaps = en.gaps[index].gaps.iter();
        gaps.map(|gap| (gap.named.code, gap.class, gap.remark.is_some())).collect::<Vec<_>>()
    };
    assert_eq!(list(0), [("C5-2", "critical", false)]);
    assert_eq!(list(1), [("A-10", "medium", true)]);
    let open: Vec<_> = en.gaps[2].gaps.iter().map(|gap| gap.named.code).collect();
    assert_eq!(open, ["C6-1", "A-7"]);
    assert_eq!(en.gaps[0].gaps[0].answers, ["Level 1", "Level 3"]);
    assert_eq!(en.labels, ["Earlier, September 1, 2026", "Later, November 23, 2026"]);
}

#[test]
fn the_screen_lists_gaps_once_and_every_answer() {
    for report in compared("all 2, C5-2 1, A-10 -", "all 3, C6-1 1, A-10 1") {
        let parts = [screen::verdict, screen::scores, screen::gaps, screen::answers];
        let html: String = parts.iter().map(|part| part(&report).into_string()).collect();
        let page = Html::parse_fragment(&html);
        let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("[data-verdict=better]"), 1);
        assert_eq!(count("[data-compare-domain]"), 9);
        let gaps: usize = report.gaps.iter().map(|group| group.gaps.len()).sum();
        assert_eq!(count("[data-gaps] li"), gaps);
        assert_eq!(count("[data-compare]"), 42);
        assert_eq!(count("details[open]"), 0);
    }
}

#[cfg(feature = "documents")]
mod files {
    use std::io::Cursor;

    use aims_assessment::export::comparison;
    use aims_assessment::report::format::ComparisonFormat;
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    /// The texts of all cells.
    fn cells(file: Vec<u8>) -> Vec<Data> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
        let names = book.sheet_names();
        let sheets: Vec<_> = names.iter().map(|name| book.worksheet_range(name).unwrap()).collect();
        sheets.iter().flat_map(|sheet| sheet.rows().flatten().cloned()).collect()
    }

    #[test]
    fn every_file_holds_the_verdict_the_gaps_and_the_answers() {
        let before = named("all 2, C5-2 1, A-10 -", "<b>=Org & Sons</b>\u{1}");
        let mut after = named("all 3, C6-1 1, A-10 1", "Nordet");
        "=1+1\u{7}".clone_into(&mut after.entries[0].note);
        for language in Language::ALL {
            let sources = sources(&before, &after, language);
            let report = ComparisonReport::new(sources);
            let markdown = comparison(ComparisonFormat::Markdown, sources).unwrap();
            let markdown = String::from_utf8(markdown).unwrap();
            let docx = comparison(ComparisonFormat::Docx, sources).unwrap();
            let docx = crate::exported_documents::document_text(&docx);
            let cells = cells(comparison(ComparisonFormat::Xlsx, sources).unwrap());
            let in_cells = |text: &str| cells.iter().any(|cell| *cell == text);
            for sentence in report.verdict.iter().chain(&report.warnings) {
                assert!(docx.contains(sentence), "{sentence}");
                assert!(in_cells(&sentence.replace('\u{1}', "")), "{sentence}");
            }
            assert!(markdown.contains(&report.verdict[0]), "{markdown}");
            for gap in report.gaps.iter().flat_map(|group| &group.gaps) {
                assert!(docx.contains(&gap.named.to_string()), "{}", gap.named);
                assert!(in_cells(gap.named.title), "{}", gap.named);
                assert!(markdown.contains(&format!("**{}** {}", gap.named.code, gap.named.title)));
            }
            for row in &report.domains {
                assert!(row.shown.iter().all(|score| docx.contains(score)));
                let score = row.scores.after.map(|score| f64::from(score.0) / 10.0).unwrap();
                assert!(cells.contains(&Data::Float(score)), "{}", row.name);
            }
            assert!(in_cells("=1+1"), "a note is a text and no formula");
        }
    }

    #[test]
    fn the_same_answers_make_the_same_file() {
        let (before, after) = (assessment("all 2"), assessment("all 3"));
        let sources = sources(&before, &after, Language::French);
        for format in ComparisonFormat::ALL {
            let [one, other] = [(); 2].map(|()| comparison(format, sources).unwrap());
            assert_eq!(one, other);
            assert_eq!(ComparisonFormat::from_id(format.id()), Some(format));
        }
    }
}
