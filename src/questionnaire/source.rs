//! The files in `questions/`, read into plain values that remember their line.
//!
//! Only programs that run natively read TOML: the build, which compiles the content in, and `aims check`. Reading never stops
//! at the first mistake: what is missing or odd is noted as a [`Problem`], and an empty value takes its place.

use std::fs;
use std::path::Path;

pub use crate::questionnaire::toml_reader::Problem;
use crate::questionnaire::toml_reader::{Located, Table, TomlFile};

/// The two languages of the content, in the order in which they stand in the files.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];

/// All that the folder holds.
#[derive(Debug, Default)]
pub struct Source {
    /// The domains with their questions, by file name, clauses first.
    pub domains: Vec<DomainSource>,
    /// The five levels, lowest first.
    pub levels: Vec<LevelSource>,
    /// Clauses, controls and frameworks that questions may refer to.
    pub references: References,
    /// The phrases of the interface.
    pub phrases: Vec<PhraseSource>,
}

/// A text in every language, in the order of [`LANGUAGES`].
pub type Both<T> = [T; 2];

/// A domain file.
#[derive(Debug)]
pub struct DomainSource {
    /// `4` to `10`, or `A`.
    pub id: Located<String>,
    /// `plan`, `do`, `check` or `act`.
    pub pdca: Located<String>,
    /// The words.
    pub text: Both<DomainTextSource>,
    /// The questions, in their order.
    pub questions: Vec<QuestionSource>,
}

/// A domain's words in one language.
#[derive(Debug)]
pub struct DomainTextSource {
    /// The clause's title.
    pub title: Located<String>,
    /// A word or two, for the radar and the navigation.
    pub short: Located<String>,
    /// One sentence that opens the section.
    pub intro: Located<String>,
}

/// One `[[question]]`.
#[derive(Debug)]
pub struct QuestionSource {
    /// `C5-2`, `A-7`.
    pub code: Located<String>,
    /// The sub-clauses it asks about.
    pub clauses: Vec<Located<String>>,
    /// The Annex A controls it asks about; `ALL` for the statement of applicability.
    pub controls: Vec<Located<String>>,
    /// 1 to 3.
    pub weight: Located<i64>,
    /// Whether a low level is a critical gap.
    pub critical: Located<bool>,
    /// Whether *not applicable* may be chosen.
    pub not_applicable: Located<bool>,
    /// `artefact`, `activity` or `capability`: how its five answers climb.
    pub ladder: Located<String>,
    /// `quick`, `medium` or `long`.
    pub effort: Located<String>,
    /// 1 to 3.
    pub phase: Located<i64>,
    /// `S1`, `S2`.
    pub audit_stages: Vec<Located<String>>,
    /// Codes of the questions to settle before.
    pub prerequisites: Vec<Located<String>>,
    /// Framework id and what is referred to there.
    pub references: Vec<(Located<String>, String)>,
    /// The words.
    pub text: Both<QuestionTextSource>,
}

/// A question's words in one language.
#[derive(Debug)]
pub struct QuestionTextSource {
    /// The question.
    pub text: Located<String>,
    /// What an auditor would look for.
    pub help: Located<String>,
    /// Why it matters.
    pub why: Located<String>,
    /// When *not applicable* may be chosen.
    pub not_applicable_if: Option<Located<String>>,
    /// The five answers, lowest first.
    pub levels: Vec<Located<String>>,
}

/// One `[[level]]` of the scale.
#[derive(Debug)]
pub struct LevelSource {
    /// 1 to 5.
    pub number: Located<i64>,
    /// The name and, in a few words, the meaning.
    pub text: Both<(Located<String>, Located<String>)>,
}

/// What questions may refer to.
#[derive(Debug, Default)]
pub struct References {
    /// Sub-clauses.
    pub clauses: Vec<ReferenceSource>,
    /// Annex A controls.
    pub controls: Vec<ReferenceSource>,
    /// Laws and frameworks.
    pub frameworks: Vec<ReferenceSource>,
}

/// One thing to refer to.
#[derive(Debug)]
pub struct ReferenceSource {
    /// `6.1.2`, `A.5.4`, `eu_ai_act`.
    pub id: Located<String>,
    /// Its title.
    pub title: Both<Located<String>>,
    /// For a law or framework: the date on which its facts were checked.
    pub as_of: Option<Located<String>>,
}

/// One phrase of the interface.
#[derive(Debug)]
pub struct PhraseSource {
    /// Section and name: `start_title`.
    pub name: Located<String>,
    /// The words.
    pub text: Both<Located<String>>,
}

/// Reads every TOML file of `folder`; problems come back beside whatever could be read.
pub fn read(folder: &Path) -> (Source, Vec<Problem>) {
    let mut source = Source::default();
    let mut problems = Vec::new();
    let names = match toml_files(folder) {
        Ok(names) => names,
        Err(problem) => return (source, vec![problem]),
    };
    for name in names {
        match fs::read_to_string(folder.join(&name)) {
            Ok(text) => read_file(&name, &text, &mut source, &mut problems),
            Err(error) => problems.push(Problem {
                file: name,
                line: 1,
                what: format!("the file can't be read: {error}"),
                hint: "it must be UTF-8 text that this account may read".to_owned(),
            }),
        }
    }
    source.domains.sort_by_key(|domain| domain_rank(&domain.id.value));
    (source, problems)
}

fn toml_files(folder: &Path) -> Result<Vec<String>, Problem> {
    let no_folder = |what: String| Problem {
        file: folder.display().to_string(),
        line: 1,
        what,
        hint: "name the folder that holds the questions, such as `questions`".to_owned(),
    };
    let entries = fs::read_dir(folder).map_err(|error| no_folder(format!("the folder can't be read: {error}")))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
        .collect();
    if names.is_empty() {
        return Err(no_folder("there is no .toml file in this folder".to_owned()));
    }
    names.sort();
    Ok(names)
}

/// Clauses by number, Annex A last; a foreign id goes to the end, where the checks name it.
fn domain_rank(id: &str) -> u32 {
    id.parse().unwrap_or(u32::MAX)
}

/// Reads one file by what its name says it holds.
pub fn read_file(name: &str, text: &str, source: &mut Source, problems: &mut Vec<Problem>) {
    let file = TomlFile::parse(name, text);
    let mut top = file.top();
    match name {
        "scale.toml" => source.levels = top.tables("level").into_iter().map(level).collect(),
        "references.toml" => {
            source.references.clauses = top.tables("clause").into_iter().map(|t| reference(t, false)).collect();
            source.references.controls = top.tables("control").into_iter().map(|t| reference(t, false)).collect();
            source.references.frameworks = top.tables("framework").into_iter().map(|t| reference(t, true)).collect();
        }
        "interface.toml" => source.phrases = phrases(&mut top),
        _ => source.domains.push(domain(&mut top)),
    }
    top.finish();
    problems.extend(file.into_problems());
}

fn level(mut table: Table) -> LevelSource {
    let number = table.whole("level");
    let text = in_both(&mut table, |words| (words.text("name"), words.text("meaning")));
    table.finish();
    LevelSource { number, text }
}

fn reference(mut table: Table, dated: bool) -> ReferenceSource {
    let id = table.text("id");
    let as_of = dated.then(|| table.text("as_of"));
    let title = LANGUAGES.map(|language| table.text(language));
    table.finish();
    ReferenceSource { id, title, as_of }
}

fn phrases(top: &mut Table) -> Vec<PhraseSource> {
    let mut phrases = Vec::new();
    for section in top.names() {
        let mut entries = top.table(&section.value);
        for name in entries.names() {
            let mut words = entries.table(&name.value);
            let text = LANGUAGES.map(|language| words.text(language));
            words.finish();
            phrases.push(PhraseSource { name: name.with(format!("{}_{}", section.value, name.value)), text });
        }
        entries.finish();
    }
    phrases
}

fn domain(top: &mut Table) -> DomainSource {
    let mut head = top.table("domain");
    let (id, pdca) = (head.text("id"), head.text("pdca"));
    let text =
        in_both(&mut head, |words| DomainTextSource { title: words.text("title"), short: words.text("short"), intro: words.text("intro") });
    head.finish();
    let questions = top.tables("question").into_iter().map(question).collect();
    DomainSource { id, pdca, text, questions }
}

fn question(mut table: Table) -> QuestionSource {
    let mut cited = table.table("references");
    let references = cited
        .names()
        .into_iter()
        .map(|framework| {
            let what = cited.text_or_list(&framework.value);
            (framework, what)
        })
        .collect();
    cited.finish();
    let source = QuestionSource {
        code: table.text("code"),
        clauses: table.texts("clauses"),
        controls: table.texts("controls"),
        weight: table.whole("weight"),
        critical: table.flag("critical"),
        not_applicable: table.flag("not_applicable"),
        ladder: table.text("ladder"),
        effort: table.text("effort"),
        phase: table.whole("phase"),
        audit_stages: table.texts("audit_stages"),
        prerequisites: table.texts("prerequisites"),
        references,
        text: in_both(&mut table, |words| QuestionTextSource {
            text: words.text("text"),
            help: words.text("help"),
            why: words.text("why"),
            not_applicable_if: words.optional_text("not_applicable_if"),
            levels: words.texts("levels"),
        }),
    };
    table.finish();
    source
}

/// The sub-tables `[….en]` and `[….fr]`, each read by `read`.
fn in_both<T>(table: &mut Table, read: impl Fn(&mut Table) -> T) -> Both<T> {
    LANGUAGES.map(|language| {
        let mut words = table.table(language);
        let value = read(&mut words);
        words.finish();
        value
    })
}
