//! Checks codes, counts, references and the order of prerequisites.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::source::{DomainSource, Problem, QuestionSource, ReferenceSource, Source};
use crate::content::toml_reader::Located;

/// The domains (clauses 4 to 10 and Annex A), each with its number of questions.
const DOMAINS: [(&str, usize); 8] =
    [("4", 4), ("5", 4), ("6", 7), ("7", 5), ("8", 4), ("9", 4), ("10", 3), ("A", 11)];
/// The number of critical questions: requirements whose absence would probably be a major
/// nonconformity.
const CRITICAL_QUESTIONS: usize = 12;
/// The number of sub-clauses with requirements, 4.1 to 10.2.
const CLAUSES: usize = 32;
/// The number of controls in Annex A of ISO/IEC 42001:2023: 38 (39 is a common miscount).
const CONTROLS: usize = 38;
/// The placeholder for all controls, used by the question about the statement of applicability.
const ALL_CONTROLS: &str = "ALL";

/// Adds a problem for everything that is wrong with the structure.
pub fn check(source: &Source, problems: &mut Vec<Problem>) {
    check_domains(source, problems);
    check_levels(source, problems);
    check_references(source, problems);
    for domain in &source.domains {
        for question in &domain.questions {
            check_question(domain, question, source, problems);
        }
    }
    check_codes(source, problems);
    check_prerequisites(source, problems);
    check_coverage(source, problems);
    check_cycles(source, problems);
}

fn check_domains(source: &Source, problems: &mut Vec<Problem>) {
    for domain in &source.domains {
        if domain.id.is_there() && !DOMAINS.iter().any(|(id, _)| *id == domain.id.value) {
            problems.push(domain.id.problem(
                format!("there is no domain `{}`", domain.id.value),
                "the domains are 4 to 10 for the clauses, and A for Annex A",
            ));
        }
        one_of(&domain.pdca, &["plan", "do", "check", "act"], problems);
    }
    for (id, wanted) in DOMAINS {
        let found: Vec<_> = source.domains.iter().filter(|domain| domain.id.value == id).collect();
        match found[..] {
            [] => problems.push(whole_folder(
                format!("domain {id} is missing"),
                format!("add a file with [domain], id = \"{id}\", and its {wanted} questions"),
            )),
            [domain] if domain.questions.len() != wanted => problems.push(domain.id.problem(
                format!("domain {id} has {} questions", domain.questions.len()),
                format!("the questionnaire has {wanted} there; a change of the number is a new version of the method"),
            )),
            [_] => {}
            [_, second, ..] => {
                problems.push(second.id.problem(format!("domain {id} stands in two files"), "keep a domain's questions in one file"));
            }
        }
    }
    let critical = questions(source).filter(|question| question.critical.value).count();
    if critical != CRITICAL_QUESTIONS {
        problems.push(whole_folder(
            format!("{critical} questions are critical"),
            format!("the method has {CRITICAL_QUESTIONS}; a change is a new version of the method"),
        ));
    }
}

fn check_levels(source: &Source, problems: &mut Vec<Problem>) {
    let numbers: Vec<i64> = source.levels.iter().map(|level| level.number.value).collect();
    if numbers != [1, 2, 3, 4, 5] {
        problems.push(Problem {
            file: "scale.toml".to_owned(),
            line: source.levels.first().map_or(1, |level| level.number.line.max(1)),
            what: format!("the levels are {numbers:?}"),
            hint: "the scale has the levels 1, 2, 3, 4, 5, in this order".to_owned(),
        });
    }
}

fn check_references(source: &Source, problems: &mut Vec<Problem>) {
    let lists = [
        ("[[clause]]", &source.references.clauses, CLAUSES),
        ("[[control]]", &source.references.controls, CONTROLS),
    ];
    for (name, list, wanted) in lists {
        let mut seen = BTreeSet::new();
        for reference in list {
            if !seen.insert(&reference.id.value) {
                problems.push(reference.id.problem(
                    format!("{name} `{}` stands twice", reference.id.value),
                    "keep one of the two",
                ));
            }
        }
        if list.len() != wanted {
            problems.push(Problem {
                file: "references.toml".to_owned(),
                line: list.first().map_or(1, |reference| reference.id.line.max(1)),
                what: format!("there are {} {name} entries", list.len()),
                hint: format!("ISO/IEC 42001:2023 has {wanted}"),
            });
        }
    }
}

fn check_question(
    domain: &DomainSource,
    question: &QuestionSource,
    source: &Source,
    problems: &mut Vec<Problem>,
) {
    one_of(&question.ladder, &["artefact", "activity", "capability"], problems);
    one_of(&question.effort, &["quick", "medium", "long"], problems);
    for stage in &question.audit_stages {
        one_of(stage, &["S1", "S2"], problems);
    }
    for number in [&question.weight, &question.phase] {
        if number.is_there() && !(1..=3).contains(&number.value) {
            problems.push(number.problem(
                format!("{} is not between 1 and 3", number.value),
                "weights and phases are 1, 2 or 3",
            ));
        }
    }
    let in_annex = domain.id.value == "A";
    if in_annex && question.critical.value {
        problems.push(question.critical.problem(
            format!("{} is critical", question.code.value),
            "only requirements of clauses 4 to 10 are critical; Annex A controls may be left out with a reason",
        ));
    }
    if !in_annex && question.not_applicable.value {
        problems.push(question.not_applicable.problem(
            format!("{} may be not applicable", question.code.value),
            "requirements of clauses 4 to 10 always apply; only Annex A questions may allow it",
        ));
    }
    known(&question.clauses, &source.references.clauses, "clause", problems);
    let controls: Vec<_> =
        question.controls.iter().filter(|control| control.value != ALL_CONTROLS).cloned().collect();
    known(&controls, &source.references.controls, "control", problems);
}

fn known(
    cited: &[Located<String>],
    list: &[ReferenceSource],
    kind: &str,
    problems: &mut Vec<Problem>,
) {
    for id in cited {
        if !list.iter().any(|reference| reference.id.value == id.value) {
            problems.push(id.problem(
                format!("there is no {kind} `{}`", id.value),
                format!("use one from references.toml, or add it there as [[{kind}]]"),
            ));
        }
    }
}

/// Checks that codes are `C<clause>-<n>` or `A-<n>`, counted from 1 within the domain and so
/// unique.
fn check_codes(source: &Source, problems: &mut Vec<Problem>) {
    let mut first_places = BTreeMap::new();
    for domain in &source.domains {
        for (index, question) in domain.questions.iter().enumerate() {
            let code = &question.code;
            if !code.is_there() {
                continue;
            }
            let prefix = if domain.id.value == "A" {
                "A".to_owned()
            } else {
                format!("C{}", domain.id.value)
            };
            let expected = format!("{prefix}-{}", index + 1);
            if let Some(first) =
                first_places.insert(code.value.clone(), (code.file.clone(), code.line))
            {
                problems.push(code.problem(
                    format!("the code `{}` stands twice", code.value),
                    format!(
                        "it is used at {}:{} already; here it should be `{expected}`",
                        first.0, first.1
                    ),
                ));
            } else if code.value != expected {
                problems.push(code.problem(
                    format!("the code `{}` is out of order", code.value),
                    format!("at this place it should be `{expected}`; saved files know questions by their code, so never reuse one"),
                ));
            }
        }
    }
}

/// Checks that every prerequisite is the code of a question.
fn check_prerequisites(source: &Source, problems: &mut Vec<Problem>) {
    let codes: BTreeSet<&str> = questions(source)
        .filter(|question| question.code.is_there())
        .map(|question| question.code.value.as_str())
        .collect();
    for question in questions(source) {
        for prerequisite in &question.prerequisites {
            if !codes.contains(prerequisite.value.as_str()) {
                problems.push(prerequisite.problem(
                    format!("there is no question `{}`", prerequisite.value),
                    "a prerequisite is the code of another question",
                ));
            }
        }
    }
}

/// Checks that a question of a clause domain asks about each sub-clause, and any question about
/// each control.
fn check_coverage(source: &Source, problems: &mut Vec<Problem>) {
    let clauses = source.domains.iter().filter(|domain| domain.id.value != "A");
    let asked_clauses: BTreeSet<&str> = clauses
        .flat_map(|domain| &domain.questions)
        .flat_map(|question| values(&question.clauses))
        .collect();
    let asked_controls: BTreeSet<&str> =
        questions(source).flat_map(|question| values(&question.controls)).collect();
    let lists = [
        ("clause", &source.references.clauses, asked_clauses),
        ("control", &source.references.controls, asked_controls),
    ];
    for (kind, list, asked) in lists {
        for reference in list {
            if !asked.contains(reference.id.value.as_str()) {
                problems.push(reference.id.problem(
                    format!("no question asks about {kind} {}", reference.id.value),
                    "name it in the question that covers it",
                ));
            }
        }
    }
}

/// Checks that no question depends on itself, directly or through other prerequisites.
fn check_cycles(source: &Source, problems: &mut Vec<Problem>) {
    let waits_for: BTreeMap<&str, Vec<&str>> = questions(source)
        .map(|question| (question.code.value.as_str(), values(&question.prerequisites).collect()))
        .collect();
    for question in questions(source) {
        let code = question.code.value.as_str();
        let Some(path) = path_back(code, &waits_for) else { continue };
        // Each cycle is reported once, at its alphabetically first question.
        if path.iter().min() == Some(&code) {
            let round = [path, vec![code]].concat().join(" → ");
            problems.push(question.code.problem(
                format!("the prerequisites go in a circle: {round}"),
                "take one of them away, so that there is a first thing to do",
            ));
        }
    }
}

/// Returns the shortest path along prerequisites from `start` back to itself, beginning with
/// `start`.
fn path_back<'s>(
    start: &'s str,
    waits_for: &BTreeMap<&'s str, Vec<&'s str>>,
) -> Option<Vec<&'s str>> {
    let mut ways = std::collections::VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let last = way.last().copied().unwrap_or(start);
        for &next in waits_for.get(last).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push_back([way.clone(), vec![next]].concat());
            }
        }
    }
    None
}

pub(super) fn one_of(found: &Located<String>, allowed: &[&str], problems: &mut Vec<Problem>) {
    if found.is_there() && !allowed.contains(&found.value.as_str()) {
        problems.push(found.problem(
            format!("`{}` is not allowed here", found.value),
            format!("write one of: {}", allowed.join(", ")),
        ));
    }
}

pub(super) fn questions(source: &Source) -> impl Iterator<Item = &QuestionSource> {
    source.domains.iter().flat_map(|domain| &domain.questions)
}

fn values(list: &[Located<String>]) -> impl Iterator<Item = &str> {
    list.iter().map(|item| item.value.as_str())
}

fn whole_folder(what: String, hint: String) -> Problem {
    Problem { file: "questions".to_owned(), line: 1, what, hint }
}
