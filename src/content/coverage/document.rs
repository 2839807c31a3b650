//! Writes the coverage as a document for readers: `docs/coverage.md`.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::reading::{Advice, Coverage, Requirement};
use super::rules::{is_of, references};
use crate::content::source::{Both, Source};
use crate::content::toml_reader::Located;

const HEAD: &str = "\
<!-- Made by `cargo xtask coverage` from questions/coverage/: edit there. -->
# Which answer covers which requirement

For whoever checks the questionnaire against the standard, with a copy of it at hand: the 32
sub-clauses and the 38 controls of ISO/IEC 42001:2023, what each requires in our own words, and the
words of the questions at level 3 that say it. What level 3 says beyond it is marked as our advice
and stands once, where its question first appears. *French is in italics.*
";

/// Returns the document, in Markdown.
pub fn document(source: &Source, coverage: &Coverage) -> String {
    let mut out = HEAD.to_owned();
    let mut seen = BTreeSet::new();
    for reference in references(source) {
        let [en, fr] = reference.title.each_ref().map(|title| escaped(&title.value));
        let _ = write!(out, "\n## {} {en}\n*{fr}*\n\n", reference.id.value);
        out += "| requirement | question | its words |\n|---|---|---|\n";
        let own: Vec<_> =
            coverage.requirements.iter().filter(|entry| is_of(entry, reference)).collect();
        out.extend(own.iter().map(|requirement| requirement_row(requirement)));
        let questions = own.iter().map(|requirement| requirement.question.value.as_str());
        for question in questions {
            if seen.insert(question) {
                out += &advice_rows(question, coverage);
            }
        }
    }
    out
}

fn requirement_row(Requirement { question, text, words, place, .. }: &Requirement) -> String {
    let place = if place.is_some() { ", help" } else { "" };
    format!("| {} | {}{place} | {} |\n", both(text), question.value, both(words))
}

fn advice_rows(question: &str, coverage: &Coverage) -> String {
    let row = |Advice { question, words, why }: &Advice| {
        format!("| **Our advice:** {} | {} | {} |\n", both(why), question.value, both(words))
    };
    coverage.advice.iter().filter(|advice| advice.question.value == question).map(row).collect()
}

/// Returns a cell with a text in English and, below, in French.
fn both(text: &Both<Located<String>>) -> String {
    let [en, fr] = text.each_ref().map(|text| escaped(&text.value));
    format!("{en}<br>*{fr}*")
}

/// Returns a text without effect in a table of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '\n' => out.push(' '),
            '\\' | '|' | '*' | '_' | '<' | '[' | '`' => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out
}
