//! Checks the content in `questions/` and compiles it in.
//!
//! Content that breaks a rule stops the build, and all its problems are reported at once. Valid
//! content becomes three Rust files (the structure, for `src/content/questionnaire.rs`; the laws,
//! for `src/content/references.rs`; the names of the phrases, for `src/language/texts.rs`) and, for
//! each language, a file of texts and one of additional report texts. The page loads these two;
//! every other program has them compiled in.
#![allow(missing_docs)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use content::check::check;
use content::folder;
use content::source::{
    AdviceSource, LANGUAGES, PhraseSource, ProvisionSource, QuestionSource, ReferenceSource, Source,
};
use content::toml_reader::Located;

#[path = "src/content"]
#[allow(dead_code, reason = "the build needs only a part of what `aims check` needs")]
mod content {
    pub mod check;
    pub mod date;
    pub mod folder;
    pub mod reading;
    pub mod source;
    pub mod toml_reader;
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=questions");
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=public/style");
    println!("cargo::rerun-if-env-changed=AIMS_REPEAT");
    let questions = Path::new("questions");
    let (mut source, mut problems) = folder::read(questions);
    if problems.is_empty() {
        problems = check(&source);
    }
    if !problems.is_empty() {
        for problem in &problems {
            println!("cargo::error=questions/{}", problem.to_string().replace("\n    ", " — "));
        }
        return ExitCode::FAILURE;
    }
    repeat(&mut source);
    // The relocations tell which function uses which constant, for the chunks of the page's module
    // (`xtask/src/build/split`).
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    match style().and_then(|()| write(&source)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error=the compiled content can't be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Joins the files of the style sheet, in the order of their names: those up to 4, which stand in
/// the page, and the others, which the page loads before the first screen that needs them. The
/// exported HTML has both.
fn style() -> io::Result<()> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("public/style")?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let is_first = |file: &PathBuf| {
        file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name < "5")
    };
    let (first, later): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_first);
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, files) in [("style.css", first), ("later.css", later)] {
        let texts = files.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
        fs::write(folder.join(name), texts.join("\n"))?;
    }
    Ok(())
}

/// Repeats every question `AIMS_REPEAT` times, only for `cargo xtask bench`, which measures how the
/// page copes with many.
fn repeat(source: &mut Source) {
    let times: usize =
        env::var("AIMS_REPEAT").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    for domain in &mut source.domains {
        let first = domain.questions.clone();
        for time in 2..=times {
            domain.questions.extend(first.iter().cloned().map(|mut question| {
                question.code.value = format!("{}-{time}", question.code.value);
                question
            }));
        }
    }
}

fn write(source: &Source) -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(folder.join("questionnaire.rs"), structure(source))?;
    fs::write(folder.join("references.rs"), references(source))?;
    fs::write(folder.join("phrases.rs"), phrases(source))?;
    for (index, language) in LANGUAGES.iter().enumerate() {
        for (name, lines) in
            [("words", words(source, index)), ("report", report_words(source, index))]
        {
            fs::write(
                folder.join(format!("{name}-{language}.txt")),
                format!("{}\n{lines}", fingerprint(source)),
            )?;
        }
    }
    Ok(())
}

/// Returns the structure: everything that is the same in all languages.
fn structure(source: &Source) -> String {
    let codes: Vec<&str> = questions(source).map(|question| question.code.value.as_str()).collect();
    let mut domains = String::new();
    let mut list = String::new();
    let mut first = 0;
    for (index, domain) in source.domains.iter().enumerate() {
        let (id, pdca, count) =
            (&domain.id.value, capital(&domain.pdca.value), domain.questions.len());
        let _ = writeln!(
            domains,
            "Domain {{ id: {id:?}, pdca: Pdca::{pdca}, first: {first}, count: {count} }},"
        );
        for question in &domain.questions {
            list += &question_row(question, index, id != "A", &codes);
        }
        first += count;
    }
    format!(
        "/// The questionnaire for ISO/IEC 42001:2023.\n\
         pub static ISO42001: Questionnaire = Questionnaire {{ id: \"iso42001\", version: \"1.1\", \
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
        let is_in = |area: &ReferenceSource| {
            id.strip_prefix(&area.id.value).is_some_and(|rest| rest.starts_with('.'))
        };
        let area = source.references.areas.iter().position(is_in).unwrap_or_default();
        let asks =
            |question: &QuestionSource| question.controls.iter().any(|other| other.value == *id);
        let question = questions(source).position(asks).unwrap_or_default();
        let _ = writeln!(out, "Control {{ id: {id:?}, area: {area}, question: {question} }},");
    }
    out
}

fn topics(source: &Source) -> String {
    let mut out = String::new();
    for topic in &source.profile {
        let options: Vec<&str> = topic.options.iter().map(|(id, _)| id.value.as_str()).collect();
        let _ = writeln!(
            out,
            "Topic {{ id: {:?}, many: {}, options: &{options:?} }},",
            topic.id.value, topic.many.value
        );
    }
    out
}

/// Returns the dates on which the facts of laws and frameworks were checked.
fn references(source: &Source) -> String {
    let dates: Vec<&str> = source
        .references
        .frameworks
        .iter()
        .map(|framework| framework.as_of.value.as_str())
        .collect();
    format!(
        "/// When the facts of each framework were checked.\nstatic AS_OF: [&str; {}] = {dates:?};\n",
        dates.len()
    )
}

/// Writes the references of a question: the indexes of provisions, then the ids of frameworks whose
/// parts need no text.
fn references_of(out: &mut Lines, question: &QuestionSource, source: &Source) {
    let plain = |wanted: &str| {
        let of_framework =
            question.references.iter().filter(|(framework, _)| framework.value == wanted);
        of_framework.flat_map(|(_, ids)| values(ids)).collect::<Vec<_>>()
    };
    let provisions = &source.references.provisions;
    let cited = question
        .references
        .iter()
        .flat_map(|(framework, ids)| ids.iter().map(move |id| (&framework.value, &id.value)));
    let indexes = cited.filter_map(|(framework, id)| {
        provisions
            .iter()
            .position(|other| other.framework.value == *framework && other.id.value == *id)
    });
    out.text(&indexes.map(|index| index.to_string()).collect::<Vec<_>>().join(" "));
    for framework in ["nist_ai_rmf", "iso_27001", "iso_9001"] {
        out.text(&plain(framework).join(", "));
    }
}

/// Writes a provision: its facts, which are the same in every language, and its subject.
fn provision(
    out: &mut Lines,
    source: &Source,
    provision: &ProvisionSource,
    subject: &Located<String>,
) {
    let frameworks = &source.references.frameworks;
    let framework = frameworks.iter().position(|other| other.id.value == provision.framework.value);
    out.text(&framework.unwrap_or_default().to_string());
    out.text(&provision.id.value);
    out.optional(provision.who.as_ref());
    out.optional(provision.public.as_ref());
    out.text(&values(&provision.from).join(" "));
    out.text(&subject.value);
}

fn question_row(
    question: &QuestionSource,
    domain: usize,
    mandatory: bool,
    codes: &[&str],
) -> String {
    let phase = ["GapAnalysis", "Implementation", "InternalAudit"]
        [usize::try_from(question.phase.value - 1).unwrap_or(0)];
    let before: Vec<usize> = question
        .prerequisites
        .iter()
        .filter_map(|code| codes.iter().position(|other| *other == code.value))
        .collect();
    format!(
        "Question {{ code: {:?}, domain: {domain}, clauses: &{:?}, controls: &{:?}, weight: {}, mandatory: {mandatory}, \
         critical: {}, not_applicable: {}, effort: Effort::{}, phase: Phase::{phase}, prerequisites: &{before:?}, \
         audit_stages: &[{}] }},\n",
        question.code.value,
        values(&question.clauses),
        values(&question.controls),
        question.weight.value,
        question.critical.value,
        question.not_applicable.value,
        capital(&question.effort.value),
        values(&question.audit_stages)
            .iter()
            .map(|stage| format!("AuditStage::{stage}"))
            .collect::<Vec<_>>()
            .join(", "),
    )
}

/// Returns the names of the phrases, and the code that reads them from a file of texts.
fn phrases(source: &Source) -> String {
    let mut members = String::new();
    let mut empty = String::new();
    for phrase in source.phrases.iter().chain(&source.later_phrases) {
        let name = &phrase.name.value;
        let _ = writeln!(members, "/// {:?}\npub {name}: &'static str,", phrase.text[0].value);
        let _ = writeln!(empty, "{name}: \"\",");
    }
    let places = |phrases: &[PhraseSource]| {
        let place = |phrase: &PhraseSource| format!("&mut self.{},\n", phrase.name.value);
        phrases.iter().map(place).collect::<String>()
    };
    let (first, later) = (&source.phrases, &source.later_phrases);
    format!(
        "/// Every phrase of the interface, by section and name.\n#[derive(Debug, Clone, PartialEq, Eq)]\npub struct Phrases {{\n{members}}}\n\n\
         impl Phrases {{\n/// No phrase yet.\npub(super) const EMPTY: Self = Self {{\n{empty}}};\n\n\
         /// Returns the phrases of `interface.toml` to be filled in, in the order of their file.\n\
         /// A loop over them is a fifth of the code that a line for each would be.\n\
         #[allow(clippy::too_many_lines, reason = \"a line for each phrase\")]\npub(super) fn places(&mut self) -> [&mut &'static str; {}] {{\n[\n{}]\n}}\n\n\
         /// Returns those of `interface-later.toml`, which come with the report.\n\
         #[allow(clippy::too_many_lines, reason = \"a line for each phrase\")]\npub(super) fn later_places(&mut self) -> [&mut &'static str; {}] {{\n[\n{}]\n}}\n}}\n\n\
         /// The fingerprint of all texts and phrase names: the first line of a file of words\n\
         /// that this program can read.\n\
         pub const WORDS_FINGERPRINT: &str = {:?};\n",
        first.len(),
        places(first),
        later.len(),
        places(later),
        fingerprint(source),
    )
}

/// Returns a hash of all texts and phrase names, so that a file of texts isn't used with a program
/// of another build.
fn fingerprint(source: &Source) -> String {
    let all = (0..LANGUAGES.len())
        .map(|language| words(source, language) + &report_words(source, language))
        .collect::<String>();
    let phrases = source.phrases.iter().chain(&source.later_phrases);
    let names = phrases.map(|phrase| phrase.name.value.as_str());
    // FNV-1a: needs no crate, and collisions between builds are negligible.
    let bytes = names.flat_map(str::bytes).chain(all.bytes());
    format!(
        "{:016x}",
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte))
            .wrapping_mul(0x0000_0100_0000_01b3))
    )
}

/// Returns the texts of one language, one per line, in the order in which `src/language/words.rs`
/// reads them.
fn words(source: &Source, language: usize) -> String {
    let mut out = Lines(String::new());
    out.list(&source.domains, |out, domain| {
        let text = &domain.text[language];
        out.texts(&[&text.title, &text.short, &text.within, &text.intro]);
    });
    out.list(&questions(source).collect::<Vec<_>>(), |out, question| {
        let text = &question.text[language];
        out.texts(&[&text.title, &text.text, &text.help]);
        out.optional(text.not_applicable_if.as_ref());
        out.texts(&text.levels.iter().collect::<Vec<_>>());
    });
    for level in &source.levels {
        let (name, meaning) = &level.text[language];
        out.texts(&[name, meaning]);
    }
    for phrase in &source.phrases {
        out.text(&phrase.text[language].value);
    }
    out.0
}

/// Returns the additional texts of the report, which the page loads only for the results.
fn report_words(source: &Source, language: usize) -> String {
    let mut out = Lines(String::new());
    for phrase in &source.later_phrases {
        out.text(&phrase.text[language].value);
    }
    out.list(&questions(source).collect::<Vec<_>>(), |out, question| {
        out.text(&question.text[language].why.value);
        references_of(out, question, source);
        out.advice(&question.text[language].advice);
    });
    let references = &source.references;
    for list in [&references.areas, &references.controls] {
        out.list(list, |out, reference| out.text(&reference.title[language].value));
    }
    for framework in &references.frameworks {
        out.texts(&framework.text[language].each_ref());
    }
    out.list(&references.provisions, |out, one| {
        provision(out, source, one, &one.text[language]);
    });
    out.list(&source.profile, |out, topic| {
        let (text, help) = &topic.text[language];
        out.texts(&[text, help]);
        out.list(&topic.options, |out, (_, words)| out.text(&words[language].value));
    });
    out.0
}

/// A file of texts under construction.
struct Lines(String);

impl Lines {
    fn text(&mut self, text: &str) {
        // TOML allows texts over several lines; none of ours has more than one paragraph.
        self.0 += &text.replace('\n', " ");
        self.0.push('\n');
    }

    fn texts(&mut self, texts: &[&Located<String>]) {
        for text in texts {
            self.text(&text.value);
        }
    }

    /// Writes the number of items, then each item.
    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.text(&items.len().to_string());
        for item in items {
            write(self, item);
        }
    }

    /// Writes an optional text. None of ours is empty, so an empty line means that there is none.
    fn optional(&mut self, text: Option<&Located<String>>) {
        self.text(text.map_or("", |text| text.value.as_str()));
    }

    fn advice(&mut self, advice: &AdviceSource) {
        let texts = |out: &mut Self, list: &[Located<String>]| {
            out.list(list, |out, text| out.text(&text.value));
        };
        texts(self, &advice.to_level_3);
        self.text(&advice.beyond.value);
        texts(self, &advice.evidence);
        self.text(&advice.deliverable.value);
        self.optional(advice.reuse_27001.as_ref());
        self.optional(advice.reuse_9001.as_ref());
    }
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
