//! Checks that what the documents name exists, and that each decision has its sections.

use std::path::{Path, PathBuf};

use crate::common::rust_files;

/// The documents for readers of today.
fn documents() -> Vec<PathBuf> {
    let mut documents: Vec<PathBuf> =
        ["README.md", "README.fr.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
            .into_iter()
            .chain(["CONFIDENTIALITY.md", "ACCESSIBILITY.md", "questions/README.md"])
            .map(PathBuf::from)
            .collect();
    for folder in ["docs", "docs/decisions", "docs/formats"] {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        documents.extend(entries.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    documents
}

/// A document that names a file that is gone misleads who looks for it. The change log and the log
/// of experiments name the files of their day.
#[test]
fn every_path_in_the_documents_exists() {
    const FOLDERS: [&str; 12] = [
        "src/",
        "tests/",
        "xtask/",
        "public/",
        "questions/",
        "bench/",
        "docs/",
        "exports/",
        "examples/",
        "benches/",
        ".github/",
        ".ci/",
    ];
    let mut gone = Vec::new();
    let mut named = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for word in text.split(|sign: char| !(sign.is_alphanumeric() || "/._-".contains(sign))) {
            let path = word.trim_end_matches('.');
            if FOLDERS.iter().any(|start| path.starts_with(start)) {
                named += 1;
                if !Path::new(path).exists() {
                    gone.push(format!("{}: {path}", document.display()));
                }
            }
        }
    }
    assert!(named > 200, "{named}");
    assert_eq!(gone, [""; 0]);
}

/// The paths that `browser/{one,other}.rs` stands for; the tests in browsers are named by their
/// folder alone.
fn each_name(code: &str) -> Vec<String> {
    let long = code.replacen("browser/", "tests/browser/tests/", 1);
    let is_test = code.starts_with("browser/") && !Path::new("src").join(code).exists();
    let path = if is_test { long.as_str() } else { code };
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (names, after) = rest.split_once('}').unwrap();
    names.split(',').map(|name| format!("{before}{name}{after}")).collect()
}

/// Promises name the tests that attack them: by a file, or by the name of a test.
#[test]
fn every_test_and_rust_file_named_in_the_documents_exists() {
    let folders = ["src", "tests", "xtask/src", "exports/src", "benches"];
    let mut files: Vec<PathBuf> =
        folders.iter().flat_map(|folder| rust_files(Path::new(folder))).collect();
    files.push(PathBuf::from("build.rs"));
    let tests: String = files
        .iter()
        .filter(|file| file.starts_with("tests"))
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let (mut gone, mut named) = (Vec::new(), [0, 0]);
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for code in text.split('`').skip(1).step_by(2) {
            let is_rust = Path::new(code).extension().is_some_and(|end| end == "rs");
            let is_file = is_rust && !code.contains(char::is_whitespace);
            let is_test = code.matches('_').count() > 2
                && !code.starts_with('_')
                && code
                    .chars()
                    .all(|sign| sign.is_ascii_lowercase() || "_0123456789".contains(sign));
            let exists = if is_file {
                each_name(code).iter().all(|name| files.iter().any(|file| file.ends_with(name)))
            } else {
                !is_test || tests.contains(&format!("fn {code}("))
            };
            named[0] += usize::from(is_file);
            named[1] += usize::from(is_test);
            if !exists {
                gone.push(format!("{}: {code}", document.display()));
            }
        }
    }
    assert!(named[0] > 200, "{named:?}");
    assert_eq!(gone, [""; 0]);
}

/// A decision says when it was made, whether it holds, and what would change it.
#[test]
fn every_decision_has_its_date_status_and_sections() {
    let headings = [
        "## Context",
        "## Decision",
        "## What else was looked at",
        "## Consequences",
        "## What would change it",
    ];
    let decisions = std::fs::read_dir("docs/decisions").unwrap().map(|entry| entry.unwrap().path());
    let decisions: Vec<PathBuf> =
        decisions.filter(|path| path.file_name().unwrap() != "README.md").collect();
    assert!(decisions.len() > 40, "{decisions:?}");
    for path in decisions {
        let name = path.display();
        let text = std::fs::read_to_string(&path).unwrap();
        let about = text.lines().find(|line| line.starts_with("Date: ")).unwrap_or_default();
        assert!(about.starts_with("Date: 20"), "{name} has no date");
        assert!(about.contains(" Status: "), "{name} has no status");
        let sections: Vec<&str> = text.split("\n## ").skip(1).collect();
        let empty = sections.iter().find(|section| section.lines().count() < 3);
        assert_eq!(empty, None, "{name} has a section without a text");
        // A decision may have other sections as well.
        let found: Vec<&str> = text.lines().filter(|line| headings.contains(line)).collect();
        assert_eq!(found, headings, "{name}");
    }
}
