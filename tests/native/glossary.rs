//! Tests that every text uses the terms of `questions/glossary.toml`: one term for one idea, and
//! none of the words that are banned for it.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

const FOLDER: &str = "questions";
const GLOSSARY: &str = "questions/glossary.toml";
const LANGUAGES: [&str; 2] = ["en", "fr"];
/// The files that hold no question, with the name by which `where` calls them.
const OTHERS: [(&str, &str); 6] = [
    ("interface.toml", "interface"),
    ("interface-later.toml", "interface"),
    ("page/guide.toml", "guide"),
    ("profile.toml", "profile"),
    ("references.toml", "references"),
    ("scale.toml", "scale"),
];
/// All other files: the questions, and what they cover.
const QUESTIONS: &str = "questions";

/// One `[[term]]`.
struct Term {
    language: String,
    /// The term to write.
    wanted: String,
    banned: Vec<String>,
    /// Phrases in which a banned word is right.
    unless: Vec<String>,
    /// The places in which the words are banned; everywhere if empty.
    places: Vec<String>,
    why: String,
}

impl Term {
    fn read(value: &Value) -> Self {
        let table = value.as_table().unwrap();
        let text = |name: &str| {
            let text = table.get(name).and_then(Value::as_str);
            text.unwrap_or_else(|| panic!("a [[term]] has no `{name}`: {table}")).to_owned()
        };
        let list = |name: &str| -> Vec<String> {
            let items = table.get(name).and_then(Value::as_array).into_iter().flatten();
            items.map(|item| item.as_str().unwrap().to_owned()).collect()
        };
        let known = ["language", "use", "ban", "unless", "where", "why"];
        let unknown = table.keys().find(|name| !known.contains(&name.as_str()));
        assert_eq!(unknown, None, "in the [[term]] {}", text("use"));
        Self {
            language: text("language"),
            wanted: text("use"),
            banned: list("ban"),
            unless: list("unless"),
            places: list("where"),
            why: text("why"),
        }
    }

    /// Returns the first banned words that a text uses.
    fn hit(&self, text: &str) -> Option<&str> {
        let words = words(text);
        let excused: Vec<_> = self.unless.iter().flat_map(|phrase| found(&words, phrase)).collect();
        let is_wrong = |place: &(usize, usize)| {
            !excused.iter().any(|(from, to)| *from <= place.0 && place.1 <= *to)
        };
        let used = |phrase: &&String| found(&words, phrase).iter().any(is_wrong);
        self.banned.iter().find(used).map(String::as_str)
    }

    fn applies_to(&self, language: &str, place: &str) -> bool {
        self.language == language
            && (self.places.is_empty() || self.places.iter().any(|other| other == place))
    }
}

fn terms() -> Vec<Term> {
    let table: Table = fs::read_to_string(GLOSSARY).unwrap().parse().unwrap();
    assert_eq!(table.keys().collect::<Vec<_>>(), ["term"], "{GLOSSARY} has only [[term]]");
    table["term"].as_array().unwrap().iter().map(Term::read).collect()
}

/// Splits a text into words in small letters; `l’IA` is two, `compte-rendu` one.
fn words(text: &str) -> Vec<String> {
    let pieces = text.split(|sign: char| !(sign.is_alphanumeric() || sign == '-'));
    pieces.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Returns where a phrase stands among the words, as its first word and the one after its last. A
/// word of the phrase that ends in `*` stands for all words that begin so.
fn found(words: &[String], phrase: &str) -> Vec<(usize, usize)> {
    let wanted: Vec<(String, bool)> = phrase
        .split(|sign: char| !(sign.is_alphanumeric() || "-*".contains(sign)))
        .filter(|word| !word.is_empty())
        .map(|word| (word.trim_end_matches('*').to_lowercase(), word.ends_with('*')))
        .collect();
    let fits = |(word, (start, is_beginning)): (&String, &(String, bool))| {
        if *is_beginning { word.starts_with(start) } else { word == start }
    };
    let windows = words.windows(wanted.len()).enumerate();
    windows
        .filter(|(_, window)| window.iter().zip(&wanted).all(fits))
        .map(|(at, _)| (at, at + wanted.len()))
        .collect()
}

/// A text that somebody reads.
struct Text {
    /// The file within the folder.
    file: String,
    line: usize,
    language: &'static str,
    words: String,
}

impl Text {
    /// Returns the name of its place, as `where` has it.
    fn place(&self) -> &'static str {
        OTHERS.iter().find(|(file, _)| *file == self.file).map_or(QUESTIONS, |(_, place)| place)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .filter(|path| path != Path::new(GLOSSARY))
        .collect();
    found.sort();
    found
}

/// Returns all texts of the folder: what stands under `en` or `fr`, or under `…_en` or `…_fr`.
fn texts() -> Vec<Text> {
    let mut all = Vec::new();
    for path in files(Path::new(FOLDER)) {
        let content = fs::read_to_string(&path).unwrap();
        let (tree, errors) = DeTable::parse_recoverable(&content);
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        let file = path.strip_prefix(FOLDER).unwrap().to_string_lossy().into_owned();
        let mut add = |language, text: &str, at: usize| {
            let line = 1 + content[..at].matches('\n').count();
            all.push(Text { file: file.clone(), line, language, words: text.to_owned() });
        };
        collect_table(tree.get_ref(), None, &mut add);
    }
    all.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    all
}

type Add<'a> = dyn FnMut(&'static str, &str, usize) + 'a;

fn collect_table(table: &DeTable, language: Option<&'static str>, add: &mut Add) {
    for (key, value) in table {
        let key: &str = key.get_ref();
        let own = LANGUAGES.into_iter().find(|language| {
            key.strip_suffix(language).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
        });
        collect(value, own.or(language), add);
    }
}

fn collect(value: &Spanned<DeValue>, language: Option<&'static str>, add: &mut Add) {
    match (value.get_ref(), language) {
        (DeValue::Table(table), _) => collect_table(table, language, add),
        (DeValue::Array(list), _) => list.iter().for_each(|item| collect(item, language, add)),
        (DeValue::String(text), Some(language)) => add(language, text, value.span().start),
        _ => {}
    }
}

#[test]
fn no_text_uses_a_banned_word() {
    let (terms, texts) = (terms(), texts());
    for language in LANGUAGES {
        let count = texts.iter().filter(|text| text.language == language).count();
        assert!(count > 1_500, "{count} texts in {language}");
    }
    let mut wrong = Vec::new();
    for text in &texts {
        for term in terms.iter().filter(|term| term.applies_to(text.language, text.place())) {
            if let Some(banned) = term.hit(&text.words) {
                let Text { file, line, words, .. } = text;
                let Term { wanted, why, .. } = term;
                wrong.push(format!(
                    "{file}:{line}: “{banned}”: write “{wanted}”. {why}\n    {words}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} texts:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_term_is_whole_and_none_bans_another() {
    let terms = terms();
    for term in &terms {
        let Term { language, wanted, banned, unless, places, why } = term;
        assert!(LANGUAGES.contains(&language.as_str()), "{wanted}: {language}");
        assert!(!banned.is_empty() && !why.is_empty(), "{wanted}");
        for phrase in banned.iter().chain(unless) {
            assert!(!words(phrase).is_empty(), "{wanted}: an empty phrase");
        }
        for place in places {
            let is_known = place == QUESTIONS || OTHERS.iter().any(|(_, other)| other == place);
            assert!(is_known, "{wanted}: there is no place `{place}`");
        }
        for other in terms.iter().filter(|other| other.language == *language) {
            assert_eq!(other.hit(wanted), None, "“{wanted}” is banned for “{}”", other.wanted);
        }
        // An exception without a banned word in it excuses nothing.
        for phrase in unless {
            let plain = words(phrase);
            assert!(
                banned.iter().any(|other| !found(&plain, &other.replace('*', "")).is_empty()
                    || !found(&plain, other).is_empty()),
                "{wanted}: “{phrase}” holds no banned word"
            );
        }
    }
}

/// Returns the terms to use in place of what a text of the questions says.
fn told(language: &str, text: &str) -> Vec<String> {
    let terms = terms();
    let hits = terms.iter().filter(|term| term.applies_to(language, QUESTIONS));
    hits.filter(|term| term.hit(text).is_some()).map(|term| term.wanted.clone()).collect()
}

#[test]
fn faults_that_once_stood_in_the_texts_are_found() {
    for (text, wanted) in [
        ("Une évaluation limitée à la vie privée passe à côté.", "renseignements personnels"),
        ("La haute direction chiffre les résultats attendus.", "mesurer; cible mesurable"),
        ("Chaque objectif a une cible chiffrée.", "mesurer; cible mesurable"),
        ("Chiffrer les retards.", "mesurer; cible mesurable"),
        ("les actions prises pour combler les lacunes", "mener, appliquer (une action)"),
        ("consigner sa décision au compte rendu", "procès-verbal"),
        ("Comptes rendus de la haute direction", "procès-verbal"),
        ("un cas majeur non fermé", "clore, clôture"),
        ("les délais de fermeture", "clore, clôture"),
        ("l’évaluation des tiers fournisseurs", "fournisseur"),
        ("Registre des obligations de déclaration", "obligation d’information"),
        ("votre système de management de l’IA (périmètre, rôles)", "domaine d’application"),
        ("Dernier rapport de performance du SMIA", "performances, au pluriel"),
        ("Évaluation des impacts des systèmes d’IA", "évaluation de l’impact"),
        ("chaque système visé, aux dates prévues", "inclus dans le domaine d’application"),
        ("chaque système d’IA visé est évalué", "inclus dans le domaine d’application"),
        ("n’ajustez, ne configurez", "affiner (réglage fin)"),
        ("l’entraînement et l’ajustement", "affiner (réglage fin)"),
        ("les modifications imprévues", "modification non planifiée"),
        ("Rôles, responsabilités et autorités", "responsabilités et pouvoirs"),
        ("en date du {date}", "vérifié le …"),
        ("À faire avant\u{a0}:", "à faire d’abord, préalables"),
        ("art. 4a", "4 bis"),
        ("Plusieurs écarts modérés", "écart élevé, moyen, faible"),
    ] {
        assert_eq!(told("fr", text), [wanted], "{text}");
    }
    for (text, wanted) in [
        ("Stakeholders are listed.", "interested party"),
        ("continuous improvement", "continual improvement"),
        ("Several moderate gaps", "high, medium, low gap"),
    ] {
        assert_eq!(told("en", text), [wanted], "{text}");
    }
}

#[test]
fn what_is_right_is_left_alone() {
    for text in [
        "évaluation des facteurs relatifs à la vie privée (EFVP)",
        "atteintes à la vie privée",
        "les chiffres montrent moins de surprises, chiffres à l’appui",
        "Évaluation des performances",
        "indicateurs de performance",
        "prises en charge",
        "chaque système visé par le SMIA",
        "contrôle humain\u{a0}: aptitudes des personnes qui l’exercent",
        "ajuster les messages",
        "les effets imprévus",
        "n’a pas été",
    ] {
        assert_eq!(told("fr", text), [""; 0], "{text}");
    }
    let closing = "jusqu’à la fermeture de la page";
    let terms = terms();
    let in_interface = terms.iter().filter(|term| term.applies_to("fr", "interface"));
    assert_eq!(in_interface.filter(|term| term.hit(closing).is_some()).count(), 0);
}
