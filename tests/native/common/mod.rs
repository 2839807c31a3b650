//! Assessments in a notation that a consultant could write.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test file uses a part of this"
)]

pub mod command_line;
pub mod markup;
pub mod memory_store;
pub mod replicas;
pub mod tabs;

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::content::questionnaire::{ISO42001, Questionnaire};
use aims_assessment::language::Language;
use aims_assessment::report::format::Format;
use aims_assessment::report::{Report, Sources};
use aims_assessment::scoring::plan::Plan;
use aims_assessment::scoring::{self, Scores};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// Returns how a property over long sequences is tested: with the same cases each time, so that no
/// change fails by chance that has nothing to do with it; in a long run with others each time.
pub fn sequences(usually: u32) -> ProptestConfig {
    let is_long = std::env::var_os("AIMS_CASES").is_some();
    let rng_seed = if is_long { RngSeed::Random } else { RngSeed::Fixed(42_001) };
    ProptestConfig { rng_seed, ..ProptestConfig::with_cases(cases(usually)) }
}

/// Returns how many cases a property is tested with: `usually`, or `AIMS_CASES` in a long run
/// (`cargo xtask soak`).
pub fn cases(usually: u32) -> u32 {
    std::env::var("AIMS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usually)
}

/// Returns the level as an answer.
pub fn level(number: u64) -> Choice {
    Choice::Level(Level::new(number).unwrap())
}

/// Returns the same answer to every question.
pub fn everywhere(choice: Choice) -> Vec<(usize, Choice)> {
    (0..ISO42001.questions.len()).map(|question| (question, choice)).collect()
}

/// Returns an assessment with these answers, by the index of their questions.
pub fn answered(answers: &[(usize, Choice)]) -> Assessment {
    let mut assessment = Assessment::new(&ISO42001);
    for (question, choice) in answers {
        assessment.entries[*question].choice = Some(*choice);
    }
    assessment
}

/// Parses an assessment such as `all 3, C5-2 1, A-5 na, C9-1 ?, C4-1 -, target A 4`: later entries
/// win; `?` is don't know, `-` is unanswered.
pub fn assessment(notation: &str) -> Assessment {
    assessment_of(&ISO42001, notation)
}

/// Like [`assessment`], for another questionnaire.
pub fn assessment_of(questionnaire: &Questionnaire, notation: &str) -> Assessment {
    let mut assessment = Assessment::new(questionnaire);
    for part in notation.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_whitespace().collect::<Vec<_>>()[..] {
            ["all", value] => (0..assessment.entries.len())
                .for_each(|question| set(&mut assessment, question, value)),
            ["target", domain, level] => {
                assessment.targets[questionnaire.domain(domain).unwrap()] = parsed_level(level);
            }
            ["domain", domain, value] => {
                questionnaire
                    .questions_of(questionnaire.domain(domain).unwrap())
                    .for_each(|question| set(&mut assessment, question, value));
            }
            [code, value] => {
                let question = questionnaire
                    .question(code)
                    .unwrap_or_else(|| panic!("there is no question {code}"));
                set(&mut assessment, question, value);
            }
            _ => panic!("what is `{part}`?"),
        }
    }
    assessment
}

fn set(assessment: &mut Assessment, question: usize, value: &str) {
    let entry = &mut assessment.entries[question];
    entry.choice = match value {
        "-" => None,
        "?" => Some(Choice::Unknown),
        "na" => {
            "a reason".clone_into(&mut entry.reason);
            Some(Choice::NotApplicable)
        }
        number => Some(Choice::Level(parsed_level(number))),
    };
}

fn parsed_level(number: &str) -> Level {
    Level::new(number.parse().unwrap()).unwrap()
}

/// Returns the scores of an assessment in that notation.
pub fn scores(notation: &str) -> Scores {
    scoring::score(&ISO42001, &assessment(notation))
}

/// Returns the plan of an assessment in that notation.
pub fn plan(notation: &str, lanes: u32) -> Plan {
    Plan::new(&ISO42001, &scores(notation).gaps, lanes)
}

/// Returns the code of a question.
pub fn code(question: usize) -> &'static str {
    ISO42001.questions[question].code
}

/// Returns the codes of the gaps, by rank.
pub fn gap_codes(scores: &Scores) -> Vec<&'static str> {
    scores.gaps.iter().map(|gap| code(gap.question)).collect()
}

/// Returns the report of an assessment on a fixed date, without an earlier state.
pub fn report_of(assessment: &Assessment, language: Language) -> Report {
    Report::new(Sources {
        questionnaire: &ISO42001,
        assessment,
        earlier: None,
        language,
        made_on: "2026-11-23",
    })
}

/// Returns the files in a package, each with its name.
pub fn unpacked(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let count = zip.len();
    let file = |index| {
        let mut file = zip.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        (file.name().to_owned(), content)
    };
    (0..count).map(file).collect()
}

/// Returns the text of a file of the report; of a package, that of all files in it.
pub fn text_of(format: Format, file: Vec<u8>) -> String {
    let file = match format {
        Format::Csv => unpacked(&file).into_iter().flat_map(|(_, content)| content).collect(),
        _ => file,
    };
    String::from_utf8(file).unwrap()
}

/// Adds a profile to an assessment, written as `roles develop, certificates iso_27001`.
pub fn described(mut assessment: Assessment, profile: &str) -> Assessment {
    for line in profile.split(", ").filter(|line| !line.is_empty()) {
        let (topic, option) = line.split_once(' ').unwrap();
        let topic = ISO42001.profile.iter().find(|known| known.id == topic).unwrap();
        let option = topic.options.iter().position(|known| *known == option).unwrap();
        assessment.profile.choose(topic, option, true);
    }
    assessment
}

/// The Rust files of a folder and of those in it.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}
