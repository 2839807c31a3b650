//! Reads one TOML file of `questions/`, table by table.

use crate::content::source::{
    AdviceSource, Both, DomainSource, DomainTextSource, FrameworkSource, LANGUAGES, LevelSource,
    PhraseSource, Problem, ProvisionSource, QuestionSource, QuestionTextSource, ReferenceSource,
    Source, TopicSource,
};
use crate::content::toml_reader::{Table, TomlFile};

/// Reads one file into `source`; its name decides which content it holds.
pub fn read_file(name: &str, text: &str, source: &mut Source, problems: &mut Vec<Problem>) {
    let file = TomlFile::parse(name, text);
    let mut top = file.top();
    match name {
        "scale.toml" => source.levels = top.tables("level").into_iter().map(level).collect(),
        "references.toml" => {
            source.references.clauses = top.tables("clause").into_iter().map(reference).collect();
            source.references.areas = top.tables("area").into_iter().map(reference).collect();
            source.references.controls = top.tables("control").into_iter().map(reference).collect();
            source.references.frameworks =
                top.tables("framework").into_iter().map(framework).collect();
            source.references.provisions =
                top.tables("provision").into_iter().map(provision).collect();
        }
        "profile.toml" => source.profile = top.tables("topic").into_iter().map(topic).collect(),
        "interface.toml" => source.phrases = phrases(&mut top),
        "interface-later.toml" => source.later_phrases = phrases(&mut top),
        // For whoever writes the texts, and read by their tests alone.
        "glossary.toml" => return,
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

fn reference(mut table: Table) -> ReferenceSource {
    let (id, title) = (table.text("id"), LANGUAGES.map(|language| table.text(language)));
    table.finish();
    ReferenceSource { id, title }
}

fn framework(mut table: Table) -> FrameworkSource {
    let (id, as_of) = (table.text("id"), table.text("as_of"));
    let text = in_both(&mut table, |words| ["title", "short", "note"].map(|name| words.text(name)));
    table.finish();
    FrameworkSource { id, as_of, text }
}

fn provision(mut table: Table) -> ProvisionSource {
    let source = ProvisionSource {
        framework: table.text("framework"),
        id: table.text("id"),
        who: table.optional_text("who"),
        public: table.optional_text("public"),
        from: table.optional_texts("from"),
        text: LANGUAGES.map(|language| table.text(language)),
    };
    table.finish();
    source
}

fn topic(mut table: Table) -> TopicSource {
    let (id, many) = (table.text("id"), table.flag("many"));
    let text = in_both(&mut table, |words| (words.text("text"), words.text("help")));
    let options = table
        .tables("option")
        .into_iter()
        .map(reference)
        .map(|option| (option.id, option.title))
        .collect();
    table.finish();
    TopicSource { id, many, text, options }
}

fn phrases(top: &mut Table) -> Vec<PhraseSource> {
    let mut phrases = Vec::new();
    for section in top.names() {
        let mut entries = top.table(&section.value);
        for name in entries.names() {
            let mut words = entries.table(&name.value);
            let text = LANGUAGES.map(|language| words.text(language));
            words.finish();
            phrases.push(PhraseSource {
                name: name.with(format!("{}_{}", section.value, name.value)),
                text,
            });
        }
        entries.finish();
    }
    phrases
}

fn domain(top: &mut Table) -> DomainSource {
    let mut head = top.table("domain");
    let (id, pdca) = (head.text("id"), head.text("pdca"));
    let text = in_both(&mut head, |words| DomainTextSource {
        title: words.text("title"),
        short: words.text("short"),
        within: words.text("within"),
        intro: words.text("intro"),
    });
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
            let what = cited.texts(&framework.value);
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
            title: words.text("title"),
            text: words.text("text"),
            help: words.text("help"),
            why: words.text("why"),
            not_applicable_if: words.optional_text("not_applicable_if"),
            levels: words.texts("levels"),
            advice: advice(words),
        }),
    };
    table.finish();
    source
}

fn advice(words: &mut Table) -> AdviceSource {
    AdviceSource {
        to_level_3: words.texts("to_level_3"),
        beyond: words.text("beyond"),
        evidence: words.texts("evidence"),
        deliverable: words.text("deliverable"),
        reuse_27001: words.optional_text("reuse_27001"),
        reuse_9001: words.optional_text("reuse_9001"),
    }
}

/// Reads the sub-tables `[….en]` and `[….fr]` with `read`.
fn in_both<T>(table: &mut Table, read: impl Fn(&mut Table) -> T) -> Both<T> {
    LANGUAGES.map(|language| {
        let mut words = table.table(language);
        let value = read(&mut words);
        words.finish();
        value
    })
}
