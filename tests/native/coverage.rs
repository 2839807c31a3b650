//! Tests the list of what the standard requires and which words of the questions say it: the real
//! one is complete, each mistake is found where it is, and the document made from it is current.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::Path;

use aims_assessment::content::coverage::document::document;
use aims_assessment::content::coverage::reading::{self, Coverage};
use aims_assessment::content::coverage::rules;
use aims_assessment::content::folder;
use aims_assessment::content::reading::read_file;
use aims_assessment::content::source::{Problem, Source};

/// A sub-clause and a control, and one question that asks about both.
const REFERENCES: &str = r#"
area = []
framework = []
provision = []
[[clause]]
id = "5.2"
en = "AI policy"
fr = "Politique d’IA"
[[control]]
id = "A.2.2"
en = "Policy | AI"
fr = "Politique relative à l’IA"
"#;

const QUESTION: &str = r#"
[domain]
id = "5"
pdca = "plan"
[domain.en]
title = "t"
short = "s"
within = "w"
intro = "i"
[domain.fr]
title = "t"
short = "s"
within = "w"
intro = "i"
[[question]]
code = "C5-1"
clauses = ["5.2"]
controls = ["A.2.2"]
weight = 3
critical = true
not_applicable = false
ladder = "artefact"
effort = "quick"
phase = 2
audit_stages = ["S1"]
prerequisites = []
[question.references]
[question.en]
title = "Policy"
text = "?"
help = "An auditor looks for the date on which it was last reviewed."
why = "w"
levels = ["1", "2",
  "The policy is approved by management, and is printed on blue paper.",
"4", "5"]
to_level_3 = ["a", "b"]
beyond = "b"
evidence = ["a", "b"]
deliverable = "d"
[question.fr]
title = "Politique"
text = "?"
help = "Un auditeur cherche la date de la dernière révision."
why = "w"
levels = ["1", "2",
  "La politique est approuvée par la direction et imprimée sur papier bleu.",
"4", "5"]
to_level_3 = ["a", "b"]
beyond = "b"
evidence = ["a", "b"]
deliverable = "d"
"#;

const COVERAGE: &str = r#"
[[requirement]]
of = "5.2"
question = "C5-1"
en = "Top management sets a policy"
fr = "La direction établit une politique"
words_en = "policy is approved by management"
words_fr = "politique est approuvée par la direction"

[[requirement]]
of = "A.2.2"
question = "C5-1"
en = "The policy is reviewed at times"
fr = "La politique est revue de temps à autre"
words_en = "last reviewed"
words_fr = "dernière révision"
in = "help"

[[advice]]
question = "C5-1"
words_en = "printed on blue paper"
words_fr = "imprimée sur papier bleu"
why_en = "What is blue is found"
why_fr = "Ce qui est bleu se trouve"
"#;

/// Reads the sample, with `from` replaced by `to` in the list.
fn sample(from: &str, to: &str) -> (Source, Coverage, Vec<Problem>) {
    assert!(COVERAGE.contains(from), "the change of {from} changes nothing");
    let (mut source, mut coverage, mut problems) =
        (Source::default(), Coverage::default(), Vec::new());
    read_file("references.toml", REFERENCES, &mut source, &mut problems);
    read_file("5.toml", QUESTION, &mut source, &mut problems);
    assert_eq!(problems, []);
    let changed = COVERAGE.replacen(from, to, 1);
    reading::read_file("coverage/5.toml", &changed, &mut coverage, &mut problems);
    (source, coverage, problems)
}

fn problems_with(from: &str, to: &str) -> Vec<Problem> {
    let (source, coverage, problems) = sample(from, to);
    if problems.is_empty() { rules::check(&source, &coverage) } else { problems }
}

#[test]
fn every_requirement_is_covered_and_every_word_of_level_3_accounted_for() {
    let (source, problems) = folder::read(Path::new("questions"));
    assert_eq!(problems, []);
    let (coverage, problems) = reading::read(Path::new("questions"));
    assert_eq!(problems, []);
    assert_eq!(rules::check(&source, &coverage), []);
}

/// `cargo xtask coverage` makes it anew, and must be run after a change of the list or of a level
/// 3.
#[test]
fn the_document_is_current() {
    let (source, _) = folder::read(Path::new("questions"));
    let (coverage, _) = reading::read(Path::new("questions"));
    let is_current = std::fs::read_to_string("docs/coverage.md")
        .is_ok_and(|written| written == document(&source, &coverage));
    assert!(is_current, "docs/coverage.md is old: run `cargo xtask coverage`");
}

#[test]
fn a_complete_list_has_no_problem() {
    assert_eq!(problems_with("5.2", "5.2"), []);
}

#[test]
fn each_mistake_is_found_where_it_is() {
    for (from, to, place, expected) in [
        // A mistake in the list, where it is told, and the expected message
        ("\"5.2\"", "\"5.7\"", "coverage/5.toml:3", "there is no clause and no control `5.7`"),
        (
            "\"A.2.2\"",
            "\"5.2\"",
            "references.toml:10",
            "nothing in coverage/ says what covers A.2.2",
        ),
        ("C5-1", "C5-9", "coverage/5.toml:4", "there is no question `C5-9`"),
        (
            "[[advice]]\nquestion = \"C5-1\"",
            "[[advice]]\nquestion = \"A-1\"",
            "coverage/5.toml:20",
            "there is no question `A-1`",
        ),
        (
            "policy is approved",
            "policy was approved",
            "coverage/5.toml:7",
            "doesn't stand at level 3 of C5-1",
        ),
        ("politique est", "olitique est", "coverage/5.toml:8", "doesn't stand at level 3 of C5-1"),
        (
            "par la direction\"",
            "par la dir\"",
            "coverage/5.toml:8",
            "doesn't stand at level 3 of C5-1",
        ),
        (
            "last reviewed",
            "printed",
            "coverage/5.toml:15",
            "“printed” doesn't stand in the help of C5-1",
        ),
        ("in = \"help\"", "in = \"why\"", "coverage/5.toml:17", "`why` is not allowed here"),
        ("in = \"help\"", "", "coverage/5.toml:15", "“last reviewed” doesn't stand at level 3"),
        ("by management", "by", "5.toml:34", "words of C5-1 at level 3 (en): management"),
        (
            "\"imprimée sur papier bleu",
            "\"sur papier bleu",
            "5.toml:46",
            "words of C5-1 at level 3 (fr): imprimée",
        ),
        (
            "words_fr = \"politique",
            "words = \"politique",
            "coverage/5.toml:2",
            "`words_fr` is missing",
        ),
        ("why_fr", "pourquoi", "coverage/5.toml:19", "`why_fr` is missing"),
        ("[[advice]]", "[[advise]]", "coverage/5.toml:19", "`advise` is unknown"),
        (
            "établit une politique",
            "est conforme à la norme",
            "coverage/5.toml:6",
            "the text says “conforme à”",
        ),
        (
            "bleu se trouve",
            "bleu : trouvé",
            "coverage/5.toml:24",
            "no non-breaking space before “:”",
        ),
    ] {
        let problems = problems_with(from, to);
        let found = problems.iter().any(|problem| {
            format!("{}:{}", problem.file, problem.line) == place && problem.what.contains(expected)
        });
        assert!(found, "{to}: “{expected}” is not said at {place}, but {problems:#?}");
    }
}

#[test]
fn a_question_must_ask_about_what_it_covers_and_none_may_be_left_out() {
    let (mut source, coverage, _) = sample("5.2", "5.2");
    source.domains[0].questions[0].controls.clear();
    let problems = rules::check(&source, &coverage);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].what, "C5-1 doesn't ask about A.2.2");
    let problems = rules::check(&source, &Coverage::default());
    assert_eq!(problems.len(), 3, "two of the standard, one of the question: {problems:#?}");
    assert_eq!(problems[0].what, "nothing in coverage/ accounts for level 3 of C5-1");
}

#[test]
fn a_missing_folder_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();
    let (_, problems) = reading::read(folder.path());
    assert_eq!((problems.len(), problems[0].file.as_str()), (1, "coverage"));
    assert!(problems[0].what.contains("can't be read"), "{}", problems[0]);
    std::fs::create_dir(folder.path().join("coverage")).unwrap();
    let (_, problems) = reading::read(folder.path());
    assert!(problems[0].what.contains("no .toml file"), "{}", problems[0]);
}

#[test]
fn the_document_has_a_table_for_each_clause_and_control() {
    let (source, coverage, _) = sample("Top management", "Top | management");
    let written = document(&source, &coverage);
    for line in [
        "## 5.2 AI policy",
        "*Politique d’IA*",
        "| Top \\| management sets a policy<br>*La direction établit une politique* | C5-1 \
         | policy is approved by management<br>*politique est approuvée par la direction* |",
        "| **Our advice:** What is blue is found<br>*Ce qui est bleu se trouve* | C5-1 \
         | printed on blue paper<br>*imprimée sur papier bleu* |",
        "## A.2.2 Policy \\| AI",
        "| The policy is reviewed at times<br>*La politique est revue de temps à autre* | C5-1, help \
         | last reviewed<br>*dernière révision* |",
    ] {
        assert_eq!(written.lines().filter(|other| *other == line).count(), 1, "{line}\n{written}");
    }
}
