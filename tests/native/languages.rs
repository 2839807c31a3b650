//! Tests that both languages are complete: no phrase is missing, none is left in the other
//! language, and each follows its language's typography.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::export;
use aims_assessment::language::Language;
use aims_assessment::report::Sources;
use aims_assessment::report::content::Content;
use aims_assessment::report::format::Format;
use aims_assessment::report::scores_file::Origin;
use toml::{Table, Value};

/// Words, names and signs that are the same in both languages.
const SAME_IN_BOTH: [&str; 30] = [
    "Plan",
    "Questions {answered}/{questions}",
    "Leadership",
    "Support",
    "Sections",
    "{points} ÷ {weight} = {score}",
    "Question",
    "Phase {n}",
    "Applicable",
    "Justification",
    "{before} → {after}",
    "Radar (SVG)",
    "Radar (PNG)",
    "Word (DOCX)",
    "Excel (XLSX)",
    "PowerPoint (PPTX)",
    "Code",
    "Effort",
    "Audit",
    "Date",
    "Points",
    "Questions",
    "Note",
    "Phase",
    "NIST AI RMF",
    "ISO/IEC 27001:2022",
    "ISO/IEC 27001",
    "ISO 9001",
    "Communication",
    "Initial",
];

/// A text in both languages, and its location.
struct Pair {
    place: String,
    en: String,
    fr: String,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            found.push(path);
        }
    }
    found
}

/// Returns every text in `questions/`: `en` and `fr` beside each other, or with a prefix
/// (`answer_en`, `answer_fr`).
fn pairs() -> Vec<Pair> {
    let mut found = Vec::new();
    for file in files(Path::new("questions")) {
        let table: Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        let place = file.file_name().unwrap().to_string_lossy().into_owned();
        collect(&place, &Value::Table(table), &mut found);
    }
    assert!(found.len() > 1_500, "{} texts", found.len());
    found
}

fn collect(place: &str, value: &Value, found: &mut Vec<Pair>) {
    match value {
        Value::Table(table) => {
            for (key, english) in table {
                let place = format!("{place} {key}");
                // Quotes of a question, whose texts are compared themselves.
                if key.starts_with("words_") {
                    continue;
                }
                match key
                    .strip_suffix("en")
                    .filter(|before| before.is_empty() || before.ends_with('_'))
                {
                    Some(before) => pair(&place, english, table.get(&format!("{before}fr")), found),
                    None if !key.ends_with("fr") => collect(&place, english, found),
                    None => {}
                }
            }
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, value)| collect(&format!("{place} {}", index + 1), value, found)),
        _ => {}
    }
}

fn pair(place: &str, en: &Value, fr: Option<&Value>, found: &mut Vec<Pair>) {
    match (en, fr.unwrap_or_else(|| panic!("{place} has no French"))) {
        (Value::String(en), Value::String(fr)) => {
            found.push(Pair { place: place.to_owned(), en: en.clone(), fr: fr.clone() });
        }
        (Value::Table(en), Value::Table(fr)) => {
            assert_eq!(en.keys().collect::<Vec<_>>(), fr.keys().collect::<Vec<_>>(), "{place}");
            en.iter().for_each(|(key, value)| {
                pair(&format!("{place} {key}"), value, fr.get(key), found);
            });
        }
        (Value::Array(en), Value::Array(fr)) => {
            assert_eq!(en.len(), fr.len(), "{place}");
            en.iter().zip(fr).for_each(|(en, fr)| pair(place, en, Some(fr), found));
        }
        _ => panic!("{place} is of another kind in French"),
    }
}

#[test]
fn no_text_is_empty_or_the_same_in_both_languages_unless_declared() {
    let mut declared: BTreeSet<&str> = SAME_IN_BOTH.into_iter().collect();
    let mut same = Vec::new();
    for Pair { place, en, fr } in pairs() {
        assert!(!en.trim().is_empty() && !fr.trim().is_empty(), "{place} is empty");
        if en == fr && !SAME_IN_BOTH.contains(&en.as_str()) {
            same.push(format!("{place}: {en}"));
        }
        if en == fr {
            declared.remove(en.as_str());
        }
    }
    assert!(
        same.is_empty(),
        "the same in both languages; translate it, or declare it above:\n{}",
        same.join("\n")
    );
    assert!(declared.is_empty(), "declared, and no longer the same: {declared:?}");
}

/// Returns the typographic error in a French text, by the usage of the Office québécois de la
/// langue française: a no-break space before a colon and a percent sign and inside guillemets, none
/// before other signs.
fn wrong_in_french(text: &str) -> Option<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    for (index, sign) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(index + 1).copied();
        let is_spaced = matches!(before, Some('\u{a0}' | '\u{202f}'));
        match sign {
            '"' | '\'' | '“' | '”' => {
                return Some("the quotation marks or the apostrophe of another language");
            }
            ':' if after == Some(' ') && !is_spaced => {
                return Some("no no-break space before the colon");
            }
            '%' if !is_spaced => return Some("no no-break space before the percent sign"),
            '»' if !is_spaced => return Some("no no-break space before the guillemet"),
            '«' if after != Some('\u{a0}') && after != Some('\u{202f}') => {
                return Some("no no-break space after the guillemet");
            }
            ';' | '?' | '!' | ',' if before.is_some_and(char::is_whitespace) => {
                return Some("a space before a sign that has none");
            }
            '.' if before.is_some_and(|sign| sign.is_ascii_digit())
                && after.is_some_and(|sign| sign.is_ascii_digit())
                && is_decimal(&chars, index) =>
            {
                return Some("a decimal point");
            }
            _ => {}
        }
    }
    text.contains("  ").then_some("two spaces")
}

/// Returns whether a point is a decimal one: in `2.5 m`, not in `9.1` of a clause nor in `A.6.2`.
/// Clauses follow a word or are alone, so only numbers before a unit count.
fn is_decimal(chars: &[char], point: usize) -> bool {
    let rest: String =
        chars[point + 1..].iter().skip_while(|sign| sign.is_ascii_digit()).take(3).collect();
    rest.starts_with('\u{a0}') && !rest.starts_with("\u{a0}:")
}

#[test]
fn french_is_set_as_in_quebec_and_english_with_its_own_signs() {
    let mut wrong = Vec::new();
    for Pair { place, en, fr } in pairs() {
        wrong.extend(wrong_in_french(&fr).map(|what| format!("{place}: {what}: {fr}")));
        if en.contains(['"', '\'', '«', '»', '\u{a0}']) && !en.contains("'self'")
            || en.contains("  ")
        {
            wrong.push(format!("{place}: signs of another language, or two spaces: {en}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_set_wrongly_is_found() {
    for text in
        ["« oui »", "Niveau 3: oui", "50 %", "l'IA", "Vraiment ?", "deux  espaces", "2.5\u{a0}mois"]
    {
        assert!(wrong_in_french(text).is_some(), "{text}");
    }
    for text in [
        "«\u{a0}oui\u{a0}»",
        "Niveau\u{a0}: 3,5",
        "50\u{a0}%",
        "l’IA",
        "Vraiment?",
        "article 9.1",
        "https://exemple.ca",
    ] {
        assert_eq!(wrong_in_french(text), None, "{text}");
    }
}

/// English words that a French text never contains; names of standards and laws are not among them.
const ENGLISH: [&str; 14] = [
    " the ",
    " of ",
    " and ",
    " with ",
    " your ",
    "gap",
    "feedback",
    "roadmap",
    "compliance",
    "AIMS",
    " is ",
    "checklist",
    "policy",
    "e-mail",
];

#[test]
fn no_english_is_left_in_french_nor_french_in_english() {
    let mut left = Vec::new();
    for Pair { place, en, fr } in pairs() {
        let fr = format!(" {fr} ");
        left.extend(
            ENGLISH
                .iter()
                .filter(|word| fr.contains(*word))
                .map(|word| format!("{place}: “{word}” in {fr}")),
        );
        let en = format!(" {en} ");
        left.extend(
            [" le ", " les ", " des ", " est ", "SMIA"]
                .iter()
                .filter(|word| en.contains(*word))
                .map(|word| format!("{place}: “{word}” in {en}")),
        );
    }
    left.retain(|line| !line.starts_with("interface.toml site language"));
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn a_report_is_in_one_language_alone() {
    let mut assessment = aims_assessment::assessment::example::assessment(&ISO42001, "Nordet");
    assessment.entries[2].note = "n".to_owned();
    let long = |text: &str| text.split_whitespace().count() >= 3 && !text.contains('{');
    let pairs: Vec<_> = pairs()
        .into_iter()
        .filter(|pair| long(&pair.en) && long(&pair.fr) && pair.en != pair.fr)
        .collect();
    for language in Language::ALL {
        for format in [Format::Markdown, Format::Csv, Format::Html, Format::Svg, Format::Xlsx] {
            let sources = Sources {
                questionnaire: &ISO42001,
                assessment: &assessment,
                earlier: None,
                language,
                made_on: "2026-11-23",
            };
            let file = export(format, Content::Full, sources, Origin::default()).unwrap();
            let text = match format {
                Format::Xlsx => texts_of(&file),
                _ => crate::common::text_of(format, file),
            };
            let own = |pair: &&Pair| {
                text.contains(if language == Language::English { &pair.en } else { &pair.fr })
            };
            let other = |pair: &&Pair| {
                text.contains(if language == Language::English { &pair.fr } else { &pair.en })
            };
            let left: Vec<_> = pairs.iter().filter(other).map(|pair| &pair.place).collect();
            assert!(
                left.is_empty(),
                "{format:?} in {language:?} holds texts of the other language: {left:?}"
            );
            let found = pairs.iter().filter(own).count();
            assert!(
                format == Format::Svg || found > 30,
                "{format:?} in {language:?}: only {found} texts of its own"
            );
        }
    }
}

/// Returns all parts of a workbook, one after another.
fn texts_of(file: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    let mut text = String::new();
    for name in names {
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}
