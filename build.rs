//! Checks the content in `questions/` and compiles it in.
//!
//! Content that breaks a rule stops the build, with all its problems at once. What passes becomes two Rust files: the
//! structure, for `src/questionnaire.rs`, and the words, for `src/language.rs`.
#![allow(missing_docs)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use questionnaire::check::check;
use questionnaire::source::{self, LANGUAGES, QuestionSource, Source};
use questionnaire::toml_reader::Located;

#[path = "src/questionnaire"]
#[allow(dead_code, reason = "the build needs only a part of what `aims check` needs")]
mod questionnaire {
    pub mod check;
    pub mod source;
    pub mod toml_reader;
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=questions");
    println!("cargo::rerun-if-changed=src/questionnaire");
    let folder = Path::new("questions");
    let (source, mut problems) = source::read(folder);
    if problems.is_empty() {
        problems = check(&source);
    }
    if !problems.is_empty() {
        for problem in &problems {
            println!("cargo::error=questions/{}", problem.to_string().replace("\n    ", " — "));
        }
        return ExitCode::FAILURE;
    }
    match write(&source) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the compiled content can't be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(source: &Source) -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(folder.join("questionnaire.rs"), structure(source))?;
    fs::write(folder.join("texts.rs"), texts(source))
}

/// The structure: everything that is the same in all languages.
fn structure(source: &Source) -> String {
    let codes: Vec<&str> = questions(source).map(|question| question.code.value.as_str()).collect();
    let mut domains = String::new();
    let mut list = String::new();
    let mut first = 0;
    for (index, domain) in source.domains.iter().enumerate() {
        let (id, pdca, count) = (&domain.id.value, capital(&domain.pdca.value), domain.questions.len());
        let _ = writeln!(domains, "Domain {{ id: {id:?}, pdca: Pdca::{pdca}, first: {first}, count: {count} }},");
        for question in &domain.questions {
            list += &question_row(question, index, id != "A", &codes);
        }
        first += count;
    }
    format!(
        "/// The questionnaire for ISO/IEC 42001:2023.\n\
         pub static ISO42001: Questionnaire = Questionnaire {{ id: \"iso42001\", version: \"1.0\", \
         domains: &[\n{domains}], questions: &[\n{list}] }};\n"
    )
}

fn question_row(question: &QuestionSource, domain: usize, mandatory: bool, codes: &[&str]) -> String {
    let phase = ["GapAnalysis", "Implementation", "InternalAudit"][usize::try_from(question.phase.value - 1).unwrap_or(0)];
    let before: Vec<usize> = question.prerequisites.iter().filter_map(|code| codes.iter().position(|other| *other == code.value)).collect();
    format!(
        "Question {{ code: {:?}, domain: {domain}, clauses: &{:?}, controls: &{:?}, weight: {}, mandatory: {mandatory}, \
         critical: {}, not_applicable: {}, effort: Effort::{}, phase: Phase::{phase}, prerequisites: &{before:?} }},\n",
        question.code.value,
        values(&question.clauses),
        values(&question.controls),
        question.weight.value,
        question.critical.value,
        question.not_applicable.value,
        capital(&question.effort.value),
    )
}

/// The words: one value of the same type for each language.
fn texts(source: &Source) -> String {
    let mut out = String::from("/// Every phrase of the interface, by section and name.\n#[derive(Debug)]\npub struct Phrases {\n");
    for phrase in &source.phrases {
        let _ = writeln!(out, "/// {:?}\npub {}: &'static str,", phrase.text[0].value, phrase.name.value);
    }
    out += "}\n";
    for (index, language) in LANGUAGES.iter().enumerate() {
        let _ = writeln!(out, "static {}: Texts = Texts {{ domains: &[", language.to_uppercase());
        for domain in &source.domains {
            let text = &domain.text[index];
            let (title, short, intro) = (&text.title.value, &text.short.value, &text.intro.value);
            let _ = writeln!(out, "DomainText {{ title: {title:?}, short: {short:?}, intro: {intro:?} }},");
        }
        out += "], questions: &[\n";
        for question in questions(source) {
            let text = &question.text[index];
            let condition = text.not_applicable_if.as_ref().map(|text| text.value.as_str());
            let (question, help, why) = (&text.text.value, &text.help.value, &text.why.value);
            let levels = values(&text.levels);
            let _ = writeln!(
                out,
                "QuestionText {{ text: {question:?}, help: {help:?}, why: {why:?}, \
                 not_applicable_if: {condition:?}, levels: {levels:?} }},"
            );
        }
        out += "], levels: [\n";
        for level in &source.levels {
            let (name, meaning) = &level.text[index];
            let _ = writeln!(out, "LevelText {{ name: {:?}, meaning: {:?} }},", name.value, meaning.value);
        }
        out += "], phrases: Phrases {\n";
        for phrase in &source.phrases {
            let _ = writeln!(out, "{}: {:?},", phrase.name.value, phrase.text[index].value);
        }
        out += "} };\n";
    }
    out
}

fn questions(source: &Source) -> impl Iterator<Item = &QuestionSource> {
    source.domains.iter().flat_map(|domain| &domain.questions)
}

fn values(list: &[Located<String>]) -> Vec<&str> {
    list.iter().map(|item| item.value.as_str()).collect()
}

fn capital(word: &str) -> String {
    let (head, tail) = word.split_at(1);
    head.to_uppercase() + tail
}
