//! The scores as JSON, version 1, as printed by `aims score --format json`. The same answers give
//! the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assessment::answers::{Assessment, Level};
use crate::assessment::file::{Opened, Problem, QuestionnaireStamp};
use crate::content::questionnaire::{Pdca, Phase, Questionnaire};
use crate::language::Language;
use crate::report::{Verdict, file_problems};
use crate::scoring::plan::{Plan, Work};
use crate::scoring::{self, DomainScore, Gap, Key, Scores, Tally, Tenths};

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    method: &'static str,
    questionnaire: QuestionnaireStamp,
    #[serde(skip_serializing_if = "str::is_empty")]
    organisation: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    saved_at: &'a str,
    readiness: &'static str,
    provisional: bool,
    completeness: &'static str,
    overall: Figures,
    domains: Vec<DomainRow>,
    pdca: Vec<StageRow>,
    gaps: Vec<GapRow>,
    key: KeyRow,
    verdict: BTreeMap<&'static str, String>,
    lowest: Vec<&'static str>,
    roadmap: Vec<PhaseRow>,
    plan: PlanRow,
    /// Nothing yet: evidence is not read.
    support: Option<()>,
    problems: Vec<ProblemRow>,
}

#[derive(Serialize)]
struct Figures {
    points: u32,
    weight: u32,
    score: Option<String>,
    level: Option<u32>,
    known_only: Option<String>,
    answered: usize,
    unknown: usize,
    not_applicable: usize,
    questions: usize,
}

#[derive(Serialize)]
struct DomainRow {
    id: &'static str,
    #[serde(flatten)]
    figures: Figures,
    incomplete: bool,
    systemic: bool,
    target: u32,
}

#[derive(Serialize)]
struct StageRow {
    id: &'static str,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct GapRow {
    rank: usize,
    question: &'static str,
    class: &'static str,
    level: u32,
    unknown: bool,
    quick_win: bool,
}

#[derive(Serialize)]
struct KeyRow {
    questions: usize,
    answered: usize,
    at_level_3: usize,
}

#[derive(Serialize)]
struct PhaseRow {
    phase: u32,
    questions: Vec<&'static str>,
}

#[derive(Serialize)]
struct PlanRow {
    lanes: u32,
    weeks: [u32; 2],
    work: Vec<WorkRow>,
}

#[derive(Serialize)]
struct WorkRow {
    question: &'static str,
    priority: usize,
    short: [u32; 2],
    long: [u32; 2],
}

#[derive(Serialize)]
struct ProblemRow {
    question: String,
    message: String,
}

/// The metadata that a scores file repeats from the answers file; empty ones are left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The label of the assessment.
    pub organisation: &'a str,
    /// When the answers were saved, in UTC.
    pub saved_at: &'a str,
    /// The problems found in reading them.
    pub problems: &'a [Problem],
}

impl<'a> From<&'a Opened> for Origin<'a> {
    fn from(opened: &'a Opened) -> Self {
        Self {
            organisation: &opened.assessment.organisation,
            saved_at: opened.saved_at.as_deref().unwrap_or_default(),
            problems: &opened.problems,
        }
    }
}

/// Writes one line of JSON with every figure.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::report::scores_file::{self, Origin};
/// use aims_assessment::scoring;
///
/// let assessment = example::assessment(&ISO42001, "Nordet");
/// let scores = scoring::score(&ISO42001, &assessment);
/// let json = scores_file::write(&ISO42001, &assessment, &scores, Origin::default());
/// assert!(json.starts_with(r#"{"format":"aims-assessment/scores","version":1,"#));
/// assert!(json.contains(r#""overall":{"points":222,"weight":92,"score":"2.4""#));
/// ```
pub fn write(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
    origin: Origin,
) -> String {
    let code = |question: &usize| questionnaire.questions[*question].code;
    let id = |domain: usize| questionnaire.domains[domain].id;
    let plan = Plan::new(questionnaire, &scores.gaps, assessment.lanes());
    let domains = questionnaire.domains.iter().zip(&scores.domains).zip(&assessment.targets);
    let questions = |phase| plan.phase(phase).map(|work| code(&work.question)).collect();
    let phase = |phase: Phase| PhaseRow { phase: phase.number(), questions: questions(phase) };
    let pdca = Pdca::ALL.iter().map(|stage| stage.id()).zip(&scores.pdca);
    let file = File {
        format: "aims-assessment/scores",
        version: 1,
        method: scoring::METHOD,
        questionnaire: questionnaire.into(),
        organisation: origin.organisation,
        saved_at: origin.saved_at,
        readiness: scores.readiness.id(),
        provisional: scores.provisional,
        completeness: scores.completeness.id(),
        overall: figures(&scores.overall),
        domains: domains
            .map(|((domain, score), target)| domain_row(domain.id, score, *target))
            .collect(),
        pdca: pdca.map(|(id, tally)| StageRow { id, figures: figures(tally) }).collect(),
        gaps: gap_rows(scores, code),
        key: key_row(scores.key),
        verdict: verdict(questionnaire, assessment, scores),
        lowest: scores.lowest_domains().into_iter().map(id).collect(),
        roadmap: Phase::ALL.map(phase).into(),
        plan: plan_row(&plan, code),
        support: None,
        problems: origin.problems.iter().map(problem_row).collect(),
    };
    // Serializing plain structures can't fail.
    serde_json::to_string(&file).unwrap_or_default()
}

fn figures(tally: &Tally) -> Figures {
    let shown = |score: Option<Tenths>| score.map(|score| score.to_string());
    Figures {
        points: tally.points,
        weight: tally.weight,
        score: shown(tally.score()),
        level: tally.level().map(Level::number),
        known_only: shown(tally.known_only()),
        answered: tally.answered,
        unknown: tally.unknown,
        not_applicable: tally.not_applicable,
        questions: tally.questions,
    }
}

fn domain_row(id: &'static str, score: &DomainScore, target: Level) -> DomainRow {
    let DomainScore { tally, incomplete, systemic } = score;
    DomainRow {
        id,
        figures: figures(tally),
        incomplete: *incomplete,
        systemic: *systemic,
        target: target.number(),
    }
}

fn gap_rows(scores: &Scores, code: impl Fn(&usize) -> &'static str) -> Vec<GapRow> {
    let ranked = scores.gaps.iter().zip(1..);
    ranked.map(|(gap, rank)| gap_row(rank, gap, code(&gap.question))).collect()
}

fn gap_row(rank: usize, gap: &Gap, question: &'static str) -> GapRow {
    GapRow {
        rank,
        question,
        class: gap.class.id(),
        level: gap.level.number(),
        unknown: gap.unknown,
        quick_win: gap.quick_win,
    }
}

fn key_row(Key { questions, answered, at_level_3 }: Key) -> KeyRow {
    KeyRow { questions, answered, at_level_3 }
}

/// The verdict in each language whose words are there: in both, but for a page that has loaded one.
fn verdict(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    scores: &Scores,
) -> BTreeMap<&'static str, String> {
    let languages = Language::ALL.into_iter().filter(|language| language.has_words());
    let verdict = |language| Verdict::new(questionnaire, assessment, scores, language).text();
    languages.map(|language| (language.code(), verdict(language))).collect()
}

fn plan_row(plan: &Plan, code: impl Fn(&usize) -> &'static str) -> PlanRow {
    let (short, long) = plan.weeks();
    let row = |work: &Work| WorkRow {
        question: code(&work.question),
        priority: work.priority,
        short: [work.short.start, work.short.end],
        long: [work.long.start, work.long.end],
    };
    PlanRow { lanes: plan.lanes, weeks: [short, long], work: plan.work.iter().map(row).collect() }
}

fn problem_row(problem: &Problem) -> ProblemRow {
    ProblemRow {
        question: problem.place.clone(),
        message: file_problems::problem(Language::English, &problem.kind),
    }
}
