//! Scores with everything needed to trace them: the sum of each domain, the questions that hold it
//! down, and the four stages.

use super::named::Named;
use super::sources::{Sources, domain_name};
use crate::assessment::answers::{Choice, Entry, Level};
use crate::content::questionnaire::{Pdca, Question};
use crate::language::{Language, fill};
use crate::scoring::{DomainScore, Scores, Tally, Tenths};

/// A score with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The sums.
    pub tally: Tally,
    /// The score as text: `2.9`, `2,9` or a dash.
    pub score: String,
    /// `2 Managed`; `None` if there is no score.
    pub level: Option<String>,
    /// The score without the *don't know* answers as text, if that is another.
    pub known_only: Option<String>,
}

impl Figure {
    /// Returns the figure of a tally.
    pub fn new(language: Language, tally: Tally) -> Self {
        let name = |level: Level| {
            format!("{} {}", level.number(), language.texts().levels[level.index()].name)
        };
        let known_only = (tally.known_only() != tally.score()).then(|| tally.known_only());
        Self {
            score: language.score(tally.score()),
            level: tally.level().map(name),
            known_only: known_only.map(|score| language.score(score)),
            tally,
        }
    }

    /// The score in tenths of a level.
    pub fn tenths(&self) -> Option<Tenths> {
        self.tally.score()
    }
}

/// One question's contribution to a domain's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arithmetic {
    /// Index of the question.
    pub question: usize,
    /// Its code.
    pub code: &'static str,
    /// Its short title.
    pub title: &'static str,
    /// 1 to 3.
    pub weight: u32,
    /// The counted level; `None` if the question is not counted.
    pub level: Option<u32>,
    /// The reason why it is not counted, or that *don't know* counts as 1; `None` for a level.
    pub remark: Option<&'static str>,
}

impl Arithmetic {
    /// Weight × level; `None` if the question is not counted.
    pub fn product(&self) -> Option<u32> {
        self.level.map(|level| level * self.weight)
    }
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainReport {
    /// `4` … `10`, `A`.
    pub id: &'static str,
    /// `Clause 4 – Context of the organization`.
    pub name: String,
    /// Its score.
    pub figure: Figure,
    /// The score of the earlier state, if one was chosen.
    pub earlier: Option<Figure>,
    /// 3 to 5.
    pub target: u32,
    /// Remarks on the score: incomplete, systemic, the score without the *don't know* answers.
    pub remarks: Vec<String>,
    /// Codes of the questions that hold it down most, the one with the largest effect first.
    pub held_down_by: Vec<Named>,
    /// The contribution of each question.
    pub arithmetic: Vec<Arithmetic>,
    /// `20 ÷ 9 = 2.22…, cut off to 2.2`; `None` if no question counts.
    pub sum: Option<String>,
}

/// A stage of the Plan-Do-Check-Act cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageReport {
    /// `plan`, `do`, `check`, `act`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The subject of the stage.
    pub text: &'static str,
    /// Its score.
    pub figure: Figure,
}

/// The maximum number of questions named as holding a domain down.
const HOLD_DOWN: usize = 3;

/// The eight domains.
pub fn domains(sources: &Sources, scores: &Scores, earlier: Option<&Scores>) -> Vec<DomainReport> {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let domain = |index: usize| {
        let score = &scores.domains[index];
        let figure = Figure::new(language, score.tally);
        DomainReport {
            id: questionnaire.domains[index].id,
            name: domain_name(language, questionnaire, index),
            earlier: earlier.map(|earlier| Figure::new(language, earlier.domains[index].tally)),
            target: assessment.targets[index].number(),
            remarks: remarks(language, score, &figure),
            held_down_by: holding_down(sources, scores, index),
            arithmetic: questionnaire
                .questions_of(index)
                .map(|question| {
                    arithmetic(
                        language,
                        question,
                        &questionnaire.questions[question],
                        &assessment.entries[question],
                    )
                })
                .collect(),
            sum: sum(language, &score.tally),
            figure,
        }
    };
    (0..questionnaire.domains.len()).map(domain).collect()
}

fn remarks(language: Language, score: &DomainScore, figure: &Figure) -> Vec<String> {
    let t = &language.texts().phrases;
    let incomplete = score.incomplete.then(|| t.results_incomplete.to_owned());
    let systemic = score.systemic.then(|| t.results_systemic.to_owned());
    let known =
        figure.known_only.as_ref().map(|known| fill(t.results_known_only, &[("score", known)]));
    [incomplete, systemic, known].into_iter().flatten().collect()
}

/// The sum as one can check it by hand: `20 ÷ 9 = 2.22…, cut off to 2.2`.
pub fn sum(language: Language, tally: &Tally) -> Option<String> {
    let score = tally.score()?;
    let hundredths = 100 * tally.points / tally.weight;
    let is_exact = hundredths * tally.weight == 100 * tally.points && hundredths.is_multiple_of(10);
    let sign = if language == Language::French { ',' } else { '.' };
    let exact = if is_exact {
        language.score(Some(score))
    } else {
        format!("{}{sign}{:02}…", hundredths / 100, hundredths % 100)
    };
    let t = &language.texts().phrases;
    let phrase = if is_exact { t.report_sum_exact } else { t.report_sum };
    let shown = language.score(Some(score));
    Some(fill(
        phrase,
        &[
            ("points", &tally.points.to_string()),
            ("weight", &tally.weight.to_string()),
            ("exact", &exact),
            ("score", &shown),
        ],
    ))
}

fn arithmetic(language: Language, question: usize, facts: &Question, entry: &Entry) -> Arithmetic {
    let t = &language.texts().phrases;
    let remark = match entry.answer() {
        None => Some(t.report_not_counted_open),
        Some(Choice::NotApplicable) => Some(t.report_not_counted_na),
        Some(Choice::Unknown) => Some(t.report_counts_as_one),
        Some(Choice::Level(_)) => None,
    };
    Arithmetic {
        question,
        code: facts.code,
        title: language.texts().questions[question].title,
        weight: facts.weight,
        level: entry.counted_level().map(Level::number),
        remark,
    }
}

/// The questions of a domain that lower its score most: by weight × levels missing to the target,
/// largest first.
fn holding_down(sources: &Sources, scores: &Scores, domain: usize) -> Vec<Named> {
    let questions = &sources.questionnaire.questions;
    let mut gaps: Vec<_> =
        scores.gaps.iter().filter(|gap| questions[gap.question].domain == domain).collect();
    // The sort is stable: equal ones stay in the order of their rank.
    gaps.sort_by_key(|gap| {
        std::cmp::Reverse(
            questions[gap.question].weight * (gap.target.number() - gap.level.number()),
        )
    });
    gaps.iter()
        .take(HOLD_DOWN)
        .map(|gap| Named::new(sources.language, sources.questionnaire, gap.question))
        .collect()
}

/// The four stages of the cycle; none where nothing is answered, or nothing but key requirements,
/// which say nothing of whole stages.
pub fn stages(language: Language, scores: &Scores) -> Vec<StageReport> {
    let t = &language.texts().phrases;
    let stage = |(stage, tally): (&Pdca, &Tally)| {
        let (name, text) = match stage {
            Pdca::Plan => (t.report_plan, t.report_plan_text),
            Pdca::Do => (t.report_do, t.report_do_text),
            Pdca::Check => (t.report_check, t.report_check_text),
            Pdca::Act => (t.report_act, t.report_act_text),
        };
        StageReport { id: stage.id(), name, text, figure: Figure::new(language, *tally) }
    };
    if scores.overall.answered == 0 || scores.has_only_key_answers() {
        return Vec::new();
    }
    Pdca::ALL.iter().zip(&scores.pdca).map(stage).collect()
}
