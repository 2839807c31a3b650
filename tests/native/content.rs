//! Tests the content checks: the real content passes, and each kind of mistake is found with file,
//! line and hint.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::Path;

use aims_assessment::content::check::{ages, check};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::content::source::{PhraseSource, Problem, Source};
use aims_assessment::content::{folder, reading};
use aims_assessment::language::Language;

const FOLDER: &str = "questions";

/// Returns the problems of the content with one file changed.
fn problems_with(file: &str, change: impl Fn(String) -> String) -> Vec<Problem> {
    let mut source = Source::default();
    let mut problems = Vec::new();
    let mut names: Vec<String> = std::fs::read_dir(FOLDER)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|end| end == "toml"));
    names.sort_by_key(|name| (name.starts_with("annex"), name.starts_with("10"), name.clone()));
    for name in names {
        let text = std::fs::read_to_string(Path::new(FOLDER).join(&name)).unwrap();
        let changed = if name == file { change(text.clone()) } else { text.clone() };
        assert!(name != file || changed != text, "the change of {file} changed nothing");
        reading::read_file(&name, &changed, &mut source, &mut problems);
    }
    if problems.is_empty() { check(&source) } else { problems }
}

fn replaced(from: &'static str, to: &'static str) -> impl Fn(String) -> String {
    move |text| text.replacen(from, to, 1)
}

#[test]
fn the_content_has_no_problem() {
    let (source, problems) = folder::read(Path::new(FOLDER));
    assert_eq!(problems, []);
    assert_eq!(check(&source), []);
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of mistakes")]
fn each_mistake_is_found_where_it_is() {
    let cases: [(&str, &str, &str, &str); 26] = [
        // A mistake in a file, and the expected message
        ("5-leadership.toml", "code = \"C5-2\"", "code = \"C5-1\"", "the code `C5-1` stands twice"),
        (
            "5-leadership.toml",
            "code = \"C5-2\"",
            "code = \"C5-9\"",
            "the code `C5-9` is out of order",
        ),
        (
            "5-leadership.toml",
            "clauses = [\"5.1\"]",
            "clauses = [\"5.7\"]",
            "there is no clause `5.7`",
        ),
        (
            "5-leadership.toml",
            "controls = [\"A.2.2\"]",
            "controls = [\"A.2.9\"]",
            "there is no control `A.2.9`",
        ),
        (
            "5-leadership.toml",
            "prerequisites = [\"C4-3\", \"C5-1\"]",
            "prerequisites = [\"C4-33\"]",
            "there is no question `C4-33`",
        ),
        ("5-leadership.toml", "weight = 2", "weight = 4", "4 is not between 1 and 3"),
        ("5-leadership.toml", "weight = 2", "weight = \"two\"", "`weight` is not a whole number"),
        ("5-leadership.toml", "weight = 2", "wieght = 2", "`weight` is missing"),
        (
            "5-leadership.toml",
            "effort = \"quick\"",
            "effort = \"short\"",
            "`short` is not allowed here",
        ),
        ("5-leadership.toml", "critical = true", "critical = false", "11 questions are critical"),
        (
            "5-leadership.toml",
            "not_applicable = false",
            "not_applicable = true",
            "C5-1 may be not applicable",
        ),
        ("5-leadership.toml", "title = \"Leadership\"", "title = ", "this is not TOML"),
        ("5-leadership.toml", "id = \"5\"", "id = \"4\"", "domain 5 is missing"),
        ("annex-a.toml", "critical = false", "critical = true", "A-1 is critical"),
        ("scale.toml", "level = 3", "level = 2", "the levels are [1, 2, 2, 4, 5]"),
        ("references.toml", "id = \"A.2.2\"", "id = \"A.2.3\"", "[[control]] `A.2.3` stands twice"),
        ("references.toml", "as_of = \"2026", "as_of = \"26", "is not a date"),
        (
            "references.toml",
            "id = \"17(1)(m)\"",
            "id = \"17(1)(z)\"",
            "`17(1)(m)` of eu_ai_act is not told",
        ),
        (
            "references.toml",
            "who = \"deployer\"",
            "who = \"deployers\"",
            "`deployers` is not allowed here",
        ),
        ("references.toml", "id = \"law_25\"", "id = \"loi_25\"", "the frameworks are"),
        (
            "references.toml",
            "id = \"A.10\"\n",
            "id = \"A.10\"\ntitle = \"x\"\n",
            "`title` is unknown",
        ),
        ("profile.toml", "id = \"develop\"", "id = \"use\"", "the option `use` stands twice"),
        (
            "profile.toml",
            "[[topic]]\nid = \"headcount\"",
            "[[thema]]\nid = \"headcount\"",
            "`thema` is unknown",
        ),
        (
            "5-leadership.toml",
            "eu_ai_act = [\"17(1)(m)\"",
            "eu_ai_act = [\"99\"",
            "`99` of eu_ai_act is not told",
        ),
        (
            "interface.toml",
            "{name}: {answered} of",
            "{title}: {answered} of",
            "the French phrase fills in",
        ),
        (
            "4-context.toml",
            "prerequisites = [\"A-3\"]",
            "prerequisites = [\"C4-4\"]",
            "the prerequisites go in a circle: C4-1 → C4-4 → C4-3 → C4-1",
        ),
    ];
    for (file, from, to, expected) in cases {
        let problems = problems_with(file, replaced(from, to));
        let found = problems.iter().find(|problem| problem.what.contains(expected));
        let Some(found) = found else {
            panic!("{file}, {to}: “{expected}” is not said, but {problems:#?}")
        };
        assert!(found.line > 0 && !found.hint.is_empty(), "{found}");
    }
}

#[test]
fn what_was_checked_more_than_six_months_ago_is_told() {
    let (mut source, _) = folder::read(Path::new(FOLDER));
    source.references.frameworks.truncate(1);
    // The day of the check, today, and whether that is too long ago
    for (as_of, today, old) in [
        ("2026-05-27", "2026-11-27", false),
        ("2026-05-26", "2026-11-27", true),
        ("2026-11-27", "2026-11-27", false),
        ("2026-12-31", "2026-11-27", false),
        ("2026-08-31", "2027-02-28", false),
        ("2026-08-31", "2027-03-01", true),
        ("2025-12-01", "2026-06-01", false),
        ("2025-12-01", "2026-06-02", true),
    ] {
        as_of.clone_into(&mut source.references.frameworks[0].as_of.value);
        let warnings = ages::warnings(&source, today);
        assert_eq!(!warnings.is_empty(), old, "{as_of} on {today}");
        for warning in warnings {
            assert_eq!(warning.file, "references.toml");
            assert!(warning.what.contains(as_of) && warning.line > 1, "{warning}");
        }
    }
}

#[test]
fn wording_is_checked_in_both_languages() {
    // The replacement of a sentence, and the expected message
    for (language, text, expected) in [
        (
            "en",
            "Are you compliant with everything that the standard says?",
            "the text says “compliant”",
        ),
        (
            "en",
            "Is your AI management system certified by somebody outside of it?",
            "the text says “certified”",
        ),
        (
            "en",
            "Do you apply the 39 controls of Annex A of the standard?",
            "Annex A has 38 controls",
        ),
        ("en", "One two three.", "no question mark"),
        ("en", &format!("{}?", "word ".repeat(26)), "the text has 26 words"),
        ("en", "Is this 'quoted'?", "straight quotation mark"),
        ("fr", "Qu\u{2019}est-ce qui est écrit ?", "a space before “?”"),
        ("fr", "Que dit la norme: rien?", "no non-breaking space before “:”"),
        ("fr", "Où sont vos données personnelles?", "the text says “données personnelles”"),
        ("fr", "", "`text` is empty"),
    ] {
        let problems = problems_with("9-performance.toml", |file| {
            let start = file.find(&format!("[question.{language}]\n")).unwrap();
            let line = start + file[start..].find("text = ").unwrap();
            let end = line + file[line..].find('\n').unwrap();
            format!("{}text = \"{text}\"{}", &file[..line], &file[end..])
        });
        let said = problems
            .iter()
            .any(|problem| problem.what.contains(expected) || problem.hint.contains(expected));
        assert!(said, "{text}: “{expected}” is not said, but {problems:#?}");
    }
}

#[test]
fn a_missing_language_is_one_problem_and_all_are_told_at_once() {
    let problems = problems_with("7-support.toml", |file| {
        file.replacen("[question.fr]", "[question.french]", 1).replacen(
            "effort = \"medium\"",
            "effort = 3",
            1,
        )
    });
    let told: Vec<&str> = problems.iter().map(|problem| problem.what.as_str()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for expected in ["[fr] is missing", "`french` is unknown", "`effort` is not a text"] {
        assert!(told.iter().any(|what| what.contains(expected)), "{told:?}");
    }
}

#[test]
fn the_right_line_is_named() {
    let text = std::fs::read_to_string("questions/5-leadership.toml").unwrap();
    let line =
        text.lines().position(|line| line.starts_with("controls = [\"A.2.2\"]")).unwrap() + 1;
    let problems = problems_with(
        "5-leadership.toml",
        replaced("controls = [\"A.2.2\"]", "controls = [\"A.2.9\"]"),
    );
    let found = problems.iter().find(|problem| problem.what.contains("A.2.9")).unwrap();
    assert_eq!((found.file.as_str(), found.line), ("5-leadership.toml", line));
}

/// Checks the compiled questionnaire against the facts stated by the method.
#[test]
fn the_questionnaire_is_the_one_of_the_method() {
    assert_eq!(ISO42001.questions.len(), 42);
    assert_eq!(ISO42001.questions.iter().map(|question| question.weight).sum::<u32>(), 92);
    assert_eq!(ISO42001.questions.iter().filter(|question| question.critical).count(), 12);
    let domains: Vec<_> = (0..8)
        .map(|domain| {
            let weight: u32 = ISO42001
                .questions_of(domain)
                .map(|question| ISO42001.questions[question].weight)
                .sum();
            (ISO42001.domains[domain].id, ISO42001.domains[domain].count, weight)
        })
        .collect();
    assert_eq!(
        domains,
        [
            ("4", 4, 9),
            ("5", 4, 8),
            ("6", 7, 17),
            ("7", 5, 8),
            ("8", 4, 11),
            ("9", 4, 10),
            ("10", 3, 6),
            ("A", 11, 23)
        ]
    );
    let optional: Vec<_> = ISO42001
        .questions
        .iter()
        .filter(|question| question.not_applicable)
        .map(|question| question.code)
        .collect();
    assert_eq!(optional, ["A-5", "A-8"]);
    for language in Language::ALL {
        assert_eq!(language.texts().questions.len(), 42);
        assert_eq!(language.texts().domains.len(), 8);
    }
}

/// The files whose code runs before the results come: what they use stands in `interface.toml`.
const FIRST: [&str; 29] = [
    "src/app/chunks.rs",
    "src/app/embedding.rs",
    "src/app/events.rs",
    "src/app/file_panels.rs",
    "src/app/html.rs",
    "src/app/keyboard.rs",
    "src/app/mod.rs",
    "src/app/picture.rs",
    "src/app/section.rs",
    "src/app/start.rs",
    "src/app/state",
    "src/app/words.rs",
    "src/language",
    "src/report/file_name.rs",
    "src/report/named.rs",
    "src/report/radar",
    "src/report/sources.rs",
    "src/session",
    "src/storage",
    "src/view/answer_state.rs",
    "src/view/ending.rs",
    "src/view/file_panels.rs",
    "src/view/page_shell.rs",
    "src/view/answering_options.rs",
    "src/view/question.rs",
    "src/view/section.rs",
    "src/view/sections.rs",
    "src/view/start.rs",
    "src/view/suggestion.rs",
];

/// A phrase that no screen shows would be dead weight, and so would one in the first load that
/// nothing there shows; one that comes too late would be shown as nothing.
#[test]
fn every_phrase_is_used_and_comes_when_it_is_needed() {
    let (mut code, mut first) = (String::new(), String::new());
    read_all(Path::new("src"), &mut code);
    for path in FIRST {
        let path = Path::new(path);
        assert!(path.exists(), "{}", path.display());
        if path.is_dir() {
            read_all(path, &mut first);
        } else {
            first += &std::fs::read_to_string(path).unwrap();
        }
    }
    let (source, _) = folder::read(Path::new(FOLDER));
    let names = |phrases: &'static [PhraseSource]| {
        phrases.iter().map(|phrase| phrase.name.value.as_str()).collect::<Vec<_>>()
    };
    let (now, later) = (names(source.phrases.leak()), names(source.later_phrases.leak()));
    let unused: Vec<_> = now.iter().chain(&later).filter(|name| !is_used(name, &code)).collect();
    assert_eq!(unused, [&""; 0], "phrases without a use");
    let too_late: Vec<_> = later.iter().filter(|name| is_used(name, &first)).collect();
    assert_eq!(too_late, [&""; 0], "these belong into interface.toml");
    let too_soon: Vec<_> = now.iter().filter(|name| !is_used(name, &first)).collect();
    assert_eq!(too_soon, [&""; 0], "these belong into interface-later.toml");
}

/// Returns whether the code uses this phrase, and not only one with the same prefix.
fn is_used(name: &str, code: &str) -> bool {
    let field = format!(".{name}");
    let mut uses = code.match_indices(&field).map(|(at, text)| &code[at + text.len()..]);
    uses.any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn read_all(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            read_all(&entry.path(), code);
        } else {
            *code += &std::fs::read_to_string(entry.path()).unwrap();
        }
    }
}
