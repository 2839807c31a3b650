//! Reads the folder `questions/coverage/`, file by file.

use std::path::Path;

use crate::content::folder::{read_text, toml_files};
use crate::content::source::{Both, LANGUAGES, Problem};
use crate::content::toml_reader::{Located, Table, TomlFile};

/// The name of the folder, within that of the questions.
const FOLDER: &str = "coverage";

/// The content of the whole folder.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The requirements of the standard, and where a question says them.
    pub requirements: Vec<Requirement>,
    /// The parts of the answers that the standard doesn't require.
    pub advice: Vec<Advice>,
}

/// One `[[requirement]]`.
#[derive(Debug)]
pub struct Requirement {
    /// The sub-clause or the control: `4.1`, `A.2.2`.
    pub of: Located<String>,
    /// The code of the question that asks about it.
    pub question: Located<String>,
    /// The requirement in our words.
    pub text: Both<Located<String>>,
    /// The words of the question that say it.
    pub words: Both<Located<String>>,
    /// Where these words stand, if not at level 3: `help`.
    pub place: Option<Located<String>>,
}

/// One `[[advice]]`.
#[derive(Debug)]
pub struct Advice {
    /// The code of the question.
    pub question: Located<String>,
    /// The words of its level 3.
    pub words: Both<Located<String>>,
    /// Why the answer says it, although nothing requires it.
    pub why: Both<Located<String>>,
}

/// Reads every TOML file of the folder `coverage` in `questions`; returns the problems along with
/// whatever could be read.
pub fn read(questions: &Path) -> (Coverage, Vec<Problem>) {
    let (mut coverage, mut problems) = (Coverage::default(), Vec::new());
    let folder = questions.join(FOLDER);
    let names = match toml_files(&folder) {
        Ok(names) => names,
        Err(problem) => {
            let hint = "README.md beside it says how each requirement is written down there";
            problems.push(Problem { file: FOLDER.to_owned(), hint: hint.to_owned(), ..problem });
            return (coverage, problems);
        }
    };
    for name in names {
        let shown = format!("{FOLDER}/{name}");
        match read_text(&folder.join(&name)) {
            Ok(text) => read_file(&shown, &text, &mut coverage, &mut problems),
            Err(error) => problems.push(Problem {
                file: shown,
                line: 1,
                what: format!("the file can't be read: {error}"),
                hint: "it must be UTF-8 text that this account may read".to_owned(),
            }),
        }
    }
    (coverage, problems)
}

/// Reads one file into `coverage`.
pub fn read_file(name: &str, text: &str, coverage: &mut Coverage, problems: &mut Vec<Problem>) {
    let file = TomlFile::parse(name, text);
    let mut top = file.top();
    coverage.requirements.extend(top.tables("requirement").into_iter().map(requirement));
    coverage.advice.extend(top.optional_tables("advice").into_iter().map(advice));
    top.finish();
    problems.extend(file.into_problems());
}

fn requirement(mut table: Table) -> Requirement {
    let requirement = Requirement {
        of: table.text("of"),
        question: table.text("question"),
        text: LANGUAGES.map(|language| table.text(language)),
        words: in_both(&mut table, "words"),
        place: table.optional_text("in"),
    };
    table.finish();
    requirement
}

fn advice(mut table: Table) -> Advice {
    let advice = Advice {
        question: table.text("question"),
        words: in_both(&mut table, "words"),
        why: in_both(&mut table, "why"),
    };
    table.finish();
    advice
}

/// Reads `name_en` and `name_fr`.
fn in_both(table: &mut Table, name: &str) -> Both<Located<String>> {
    LANGUAGES.map(|language| table.text(&format!("{name}_{language}")))
}
