//! Checks the content in `questions/` and compiles it in.
//!
//! Content that breaks a rule stops the build, with all its problems at once. What passes becomes three Rust files: the
//! structure, for `src/questionnaire.rs`, the laws, for `src/references.rs`, and the words, for `src/language.rs`.
#![allow(missing_docs)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use questionnaire::check::check;
use questionnaire::source::{self, AdviceSource, LANGUAGES, QuestionSource, ReferenceSource, Source};
use questionnaire::toml_reader::Located;

#[path = "src/questionnaire"]
#[allow(dead_code, reason = "the build needs only a part of what `aims check` needs")]
mod questionnaire {
    pub mod check;
    pub mod reading;
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
    fs::write(folder.join("references.rs"), references(source))?;
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
            list += &question_row(question, index, id != "A", &codes, source);
        }
        first += count;
    }
    format!(
        "/// The questionnaire for ISO/IEC 42001:2023.\n\
         pub static ISO42001: Questionnaire = Questionnaire {{ id: \"iso42001\", version: \"1.0\", \
         domains: &[\n{domains}], questions: &[\n{list}], controls: &[\n{}], areas: &{:?}, profile: &[\n{}] }};\n",
        controls(source),
        source.references.areas.iter().map(|area| &area.id.value).collect::<Vec<_>>(),
        topics(source),
    )
}

fn controls(source: &Source) -> String {
    let mut out = String::new();
    for control in &source.references.controls {
        let id = &control.id.value;
        let is_in = |area: &ReferenceSource| id.strip_prefix(&area.id.value).is_some_and(|rest| rest.starts_with('.'));
        let area = source.references.areas.iter().position(is_in).unwrap_or_default();
        let asks = |question: &QuestionSource| question.controls.iter().any(|other| other.value == *id);
        let question = questions(source).position(asks).unwrap_or_default();
        let _ = writeln!(out, "Control {{ id: {id:?}, area: {area}, question: {question} }},");
    }
    out
}

fn topics(source: &Source) -> String {
    let mut out = String::new();
    for topic in &source.profile {
        let options: Vec<&str> = topic.options.iter().map(|(id, _)| id.value.as_str()).collect();
        let _ = writeln!(out, "Topic {{ id: {:?}, many: {}, options: &{options:?} }},", topic.id.value, topic.many.value);
    }
    out
}

/// Laws and frameworks, and what of them questions refer to.
fn references(source: &Source) -> String {
    let dates: Vec<&str> = source.references.frameworks.iter().map(|framework| framework.as_of.value.as_str()).collect();
    let mut provisions = String::new();
    for provision in &source.references.provisions {
        let framework = camel(&provision.framework.value);
        let who = provision.who.as_ref().map_or("None".to_owned(), |who| format!("Some(Who::{})", capital(&who.value)));
        let public = provision.public.as_ref().map(|public| public.value.as_str());
        let _ = writeln!(
            provisions,
            "Provision {{ framework: Framework::{framework}, id: {:?}, who: {who}, public: {public:?}, from: &{:?} }},",
            provision.id.value,
            values(&provision.from),
        );
    }
    format!(
        "/// When the facts of each framework were checked.\nstatic AS_OF: [&str; {}] = {dates:?};\n\n\
         /// All parts of laws that questions refer to.\npub static PROVISIONS: &[Provision] = &[\n{provisions}];\n",
        dates.len()
    )
}

fn references_of(question: &QuestionSource, source: &Source) -> String {
    let plain = |wanted: &str| {
        let of_framework = question.references.iter().filter(|(framework, _)| framework.value == wanted);
        of_framework.flat_map(|(_, ids)| values(ids)).collect::<Vec<_>>()
    };
    let provisions = &source.references.provisions;
    let cited = question.references.iter().flat_map(|(framework, ids)| ids.iter().map(move |id| (&framework.value, &id.value)));
    let indexes: Vec<usize> = cited
        .filter_map(|(framework, id)| provisions.iter().position(|other| other.framework.value == *framework && other.id.value == *id))
        .collect();
    format!(
        "References {{ provisions: &{indexes:?}, nist_ai_rmf: &{:?}, iso_27001: &{:?}, iso_9001: &{:?} }}",
        plain("nist_ai_rmf"),
        plain("iso_27001"),
        plain("iso_9001"),
    )
}

fn question_row(question: &QuestionSource, domain: usize, mandatory: bool, codes: &[&str], source: &Source) -> String {
    let phase = ["GapAnalysis", "Implementation", "InternalAudit"][usize::try_from(question.phase.value - 1).unwrap_or(0)];
    let before: Vec<usize> = question.prerequisites.iter().filter_map(|code| codes.iter().position(|other| *other == code.value)).collect();
    format!(
        "Question {{ code: {:?}, domain: {domain}, clauses: &{:?}, controls: &{:?}, weight: {}, mandatory: {mandatory}, \
         critical: {}, not_applicable: {}, effort: Effort::{}, phase: Phase::{phase}, prerequisites: &{before:?}, \
         audit_stages: &[{}], references: {} }},\n",
        question.code.value,
        values(&question.clauses),
        values(&question.controls),
        question.weight.value,
        question.critical.value,
        question.not_applicable.value,
        capital(&question.effort.value),
        values(&question.audit_stages).iter().map(|stage| format!("AuditStage::{stage}")).collect::<Vec<_>>().join(", "),
        references_of(question, source),
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
                 not_applicable_if: {condition:?}, levels: {levels:?}, advice: {} }},",
                advice(&text.advice)
            );
        }
        out += "], levels: [\n";
        for level in &source.levels {
            let (name, meaning) = &level.text[index];
            let _ = writeln!(out, "LevelText {{ name: {:?}, meaning: {:?} }},", name.value, meaning.value);
        }
        out += "], ";
        out += &reference_texts(source, index);
        out += "phrases: Phrases {\n";
        for phrase in &source.phrases {
            let _ = writeln!(out, "{}: {:?},", phrase.name.value, phrase.text[index].value);
        }
        out += "} };\n";
    }
    out
}

fn advice(advice: &AdviceSource) -> String {
    let optional = |text: &Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
    format!(
        "Advice {{ to_level_3: &{:?}, beyond: {:?}, evidence: &{:?}, deliverable: {:?}, reuse_27001: {:?}, reuse_9001: {:?} }}",
        values(&advice.to_level_3),
        advice.beyond.value,
        values(&advice.evidence),
        advice.deliverable.value,
        optional(&advice.reuse_27001),
        optional(&advice.reuse_9001),
    )
}

/// The words of controls, laws and the profile in one language.
fn reference_texts(source: &Source, language: usize) -> String {
    let titles = |list: &[ReferenceSource]| list.iter().map(|reference| reference.title[language].value.clone()).collect::<Vec<_>>();
    let mut out = format!("areas: &{:?}, controls: &{:?}, ", titles(&source.references.areas), titles(&source.references.controls));
    out += "frameworks: [\n";
    for framework in &source.references.frameworks {
        let [title, short, note] = framework.text[language].each_ref().map(|text| &text.value);
        let _ = writeln!(out, "FrameworkText {{ title: {title:?}, short: {short:?}, note: {note:?} }},");
    }
    let provisions: Vec<&str> = source.references.provisions.iter().map(|provision| provision.text[language].value.as_str()).collect();
    let _ = writeln!(out, "], provisions: &{provisions:?}, profile: &[");
    for topic in &source.profile {
        let (text, help) = &topic.text[language];
        let options: Vec<&str> = topic.options.iter().map(|(_, words)| words[language].value.as_str()).collect();
        let _ = writeln!(out, "TopicText {{ text: {:?}, help: {:?}, options: &{options:?} }},", text.value, help.value);
    }
    out + "], "
}

fn questions(source: &Source) -> impl Iterator<Item = &QuestionSource> {
    source.domains.iter().flat_map(|domain| &domain.questions)
}

fn values(list: &[Located<String>]) -> Vec<&str> {
    list.iter().map(|item| item.value.as_str()).collect()
}

/// `eu_ai_act` as `EuAiAct`.
fn camel(id: &str) -> String {
    id.split('_').map(capital).collect()
}

fn capital(word: &str) -> String {
    let (head, tail) = word.split_at(1);
    head.to_uppercase() + tail
}
