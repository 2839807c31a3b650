//! The headline figures, how they are computed, and the disclaimer.

use super::figures::{self, Figure};
use super::named::Named;
use super::sources::{Sources, domain_name};
use super::verdict::{Verdict, readiness_words};
use crate::content::questionnaire::Questionnaire;
use crate::content::references::Framework;
use crate::language::{Language, Phrases, fill};
use crate::scoring::plan::Plan;
use crate::scoring::{Completeness, Key, METHOD, Readiness, Scores, Tally};

/// The headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// The verdict, which is shown before all else.
    pub verdict: Verdict,
    /// The overall score; `None` where only key requirements are answered.
    pub overall: Option<Figure>,
    /// The key requirements.
    pub key: KeyReport,
    /// The earlier state, if one was chosen.
    pub earlier: Option<Earlier>,
    /// The number of gaps in the roadmap, and of the critical ones among them.
    pub gaps: (usize, usize),
    /// The meaning of the level; `None` if there is no score.
    pub level_meaning: Option<&'static str>,
    /// The reason why the result is provisional, if it is.
    pub provisional: Option<&'static str>,
    /// The id (`building`), for programs that drive the page.
    pub readiness_id: &'static str,
    /// Its name.
    pub readiness: &'static str,
    /// Its meaning.
    pub readiness_text: String,
    /// The id (`high`), for programs that drive the page.
    pub completeness_id: &'static str,
    /// Its name.
    pub completeness: &'static str,
    /// The meaning of the completeness, and its limits.
    pub completeness_text: &'static str,
    /// The domains that share the lowest score; `None` where only key requirements are answered,
    /// which say nothing of whole domains.
    pub lowest: Option<Lowest>,
    /// `3 critical gaps`; `None` if there are none.
    pub critical: Option<String>,
    /// The critical gaps, by rank.
    pub critical_gaps: Vec<Named>,
    /// `42 of 42 answered, of which 3 “don’t know”`.
    pub progress: String,
}

impl Headline {
    /// The overall score of the earlier state, if one was chosen and has one.
    pub fn earlier_overall(&self) -> Option<&Figure> {
        self.earlier.as_ref()?.overall.as_ref()
    }
}

/// How far the key requirements are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyReport {
    /// The number at level 3 or above.
    pub at_level_3: usize,
    /// `4 of 12 at level 3 or above`.
    pub shown: String,
    /// `12 of 12 answered`.
    pub answered: String,
    /// All of it in a line, with its name.
    pub line: String,
    /// The caveat where only key requirements are answered.
    pub alone: Option<&'static str>,
}

/// The lowest score, and the domains that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowest {
    /// `Lowest domain`, `Lowest domains`.
    pub title: &'static str,
    /// The score.
    pub score: String,
    /// Ids and names, in the questionnaire's order.
    pub domains: Vec<(&'static str, String)>,
}

impl Lowest {
    /// The names in one line.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.domains.iter().map(|(_, name)| name.as_str()).collect();
        names.join("; ")
    }
}

/// The headline figures of an earlier state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The overall score, if it is shown.
    pub overall: Option<Figure>,
    /// The name of the readiness.
    pub readiness: &'static str,
    /// The number of gaps in the roadmap, and of the critical ones among them.
    pub gaps: (usize, usize),
    /// The weeks that its plan takes, in the short and in the long course; 0 where it
    /// can't be estimated.
    pub weeks: (u32, u32),
}

/// Makes the headline of these scores.
pub fn headline(sources: &Sources, scores: &Scores, earlier: Option<&Scores>) -> Headline {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let texts = language.texts();
    let t = &texts.phrases;
    let critical_gaps: Vec<_> = scores
        .critical_gaps()
        .map(|gap| Named::new(language, questionnaire, gap.question))
        .collect();
    let count = critical_gaps.len();
    Headline {
        verdict: Verdict::new(questionnaire, assessment, scores, language),
        overall: overall(language, scores),
        key: key(language, scores),
        earlier: earlier.map(|scores| self::earlier(sources, scores)),
        gaps: gaps(scores),
        level_meaning: scores
            .shown_overall()
            .filter(|_| !scores.provisional)
            .and(scores.overall.level())
            .map(|level| texts.levels[level.index()].meaning),
        provisional: provisional(t, scores),
        readiness_id: scores.readiness.id(),
        readiness: readiness_words(t, scores),
        readiness_text: readiness_text(t, scores, questionnaire),
        completeness_id: scores.completeness.id(),
        completeness: completeness_name(t, scores.completeness),
        completeness_text: t.results_completeness_text,
        lowest: lowest(sources, scores).filter(|_| !scores.has_only_key_answers()),
        critical: (count > 0)
            .then(|| language.counted(count, t.results_critical_one, t.results_critical_other)),
        critical_gaps,
        progress: progress(language, &scores.overall),
    }
}

/// The overall score, unless only key requirements are answered.
fn overall(language: Language, scores: &Scores) -> Option<Figure> {
    (!scores.has_only_key_answers()).then(|| Figure::new(language, scores.overall))
}

/// The headline figures of the earlier state.
fn earlier(sources: &Sources, scores: &Scores) -> Earlier {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let lanes = sources.earlier.map_or(assessment, |(_, earlier)| earlier).lanes();
    Earlier {
        overall: overall(language, scores),
        readiness: readiness_words(&language.texts().phrases, scores),
        gaps: gaps(scores),
        weeks: if scores.provisional {
            (0, 0)
        } else {
            Plan::new(questionnaire, &scores.gaps, lanes).weeks()
        },
    }
}

/// How much is answered, and how much of that with *don't know*: stands wherever completeness does.
fn progress(language: Language, tally: &Tally) -> String {
    let t = &language.texts().phrases;
    let phrase = if tally.unknown > 0 { t.results_completeness_count } else { t.progress_overall };
    let [answered, questions, unknown] =
        [tally.answered, tally.questions, tally.unknown].map(|count| count.to_string());
    fill(phrase, &[("answered", &answered), ("questions", &questions), ("unknown", &unknown)])
}

fn key(language: Language, scores: &Scores) -> KeyReport {
    let t = &language.texts().phrases;
    let Key { questions, answered, at_level_3 } = scores.key;
    let [n, all, answered] = [at_level_3, questions, answered].map(|count| count.to_string());
    let shown = fill(t.plan_audit_ready, &[("n", &n), ("all", &all)]);
    let answered = fill(t.progress_overall, &[("answered", &answered), ("questions", &all)]);
    let about = format!("{shown} · {answered}");
    KeyReport {
        at_level_3,
        line: fill(t.references_about, &[("place", t.results_key), ("about", &about)]),
        shown,
        answered,
        alone: scores.has_only_key_answers().then_some(t.results_key_alone),
    }
}

fn lowest(sources: &Sources, scores: &Scores) -> Option<Lowest> {
    let Sources { questionnaire, language, .. } = *sources;
    let t = &language.texts().phrases;
    let lowest = scores.lowest_domains();
    let first = *lowest.first()?;
    let name = |domain: &usize| {
        (questionnaire.domains[*domain].id, domain_name(language, questionnaire, *domain))
    };
    Some(Lowest {
        title: match lowest.len() {
            _ if scores.provisional => t.results_lowest_so_far,
            1 => t.results_lowest,
            _ => t.results_lowest_several,
        },
        score: language.score(scores.domains[first].tally.score()),
        domains: lowest.iter().map(name).collect(),
    })
}

/// How the figures are computed, with the sum of this assessment.
pub fn method(language: Language, scores: &Scores) -> Vec<String> {
    let t = &language.texts().phrases;
    let is_shown = !scores.has_only_key_answers();
    let sum = figures::sum(language, &scores.overall).filter(|_| is_shown);
    let overall = sum.map(|sum| fill(t.results_method_overall, &[("sum", &sum)]));
    let sentences = [t.results_method_sum, t.results_method_counted].map(str::to_owned).into_iter();
    let gate = [t.results_method_gate, t.results_method_classes].map(str::to_owned);
    let version = fill(t.report_method_version, &[("method", METHOD)]);
    sentences.chain(overall).chain(gate).chain([version]).collect()
}

/// The disclaimer, with the date of the references.
pub fn disclaimer(language: Language) -> Vec<String> {
    let t = &language.texts().phrases;
    let oldest = Framework::ALL.map(Framework::as_of).into_iter().min().unwrap_or_default();
    vec![
        t.results_disclaimer.to_owned(),
        fill(t.references_disclaimer, &[("date", &language.date(oldest))]),
    ]
}

/// The number of gaps in the roadmap, and of the critical ones among them.
fn gaps(scores: &Scores) -> (usize, usize) {
    (scores.to_close().count(), scores.critical_gaps().count())
}

fn completeness_name(t: &Phrases, completeness: Completeness) -> &'static str {
    match completeness {
        Completeness::High => t.results_completeness_high,
        Completeness::Medium => t.results_completeness_medium,
        Completeness::Low => t.results_completeness_low,
    }
}

/// Why the result is provisional: the reasons that hold.
fn provisional(t: &Phrases, scores: &Scores) -> Option<&'static str> {
    let texts = [t.results_provisional, t.results_provisional_few, t.results_provisional_key];
    scores.provisional.then(|| of_reasons(texts, is_few(scores), lacks_key(scores)))
}

/// The meaning of the readiness; where it has reasons, those that hold.
fn readiness_text(t: &Phrases, scores: &Scores, questionnaire: &Questionnaire) -> String {
    let text = match scores.readiness {
        Readiness::Undetermined => {
            let texts = [
                t.results_readiness_undetermined_text,
                t.results_readiness_undetermined_few,
                t.results_readiness_undetermined_key,
            ];
            of_reasons(texts, is_few(scores), lacks_key(scores))
        }
        Readiness::BeyondConformity => t.results_readiness_beyond_conformity_text,
        Readiness::Stage2Plausible => t.results_readiness_stage_2_plausible_text,
        Readiness::Stage1Plausible => t.results_readiness_stage_1_plausible_text,
        Readiness::NotReady => return not_ready(t, scores, questionnaire),
        Readiness::Building => t.results_readiness_building_text,
    };
    text.to_owned()
}

/// How many key requirements count as level 1, and how many clauses score below 2.
fn not_ready(t: &Phrases, scores: &Scores, questionnaire: &Questionnaire) -> String {
    let absent = scores.critical_gaps().filter(|gap| gap.level.number() == 1).count();
    let low = scores.low_clauses(questionnaire).len();
    let clauses = questionnaire.domains.iter().filter(|domain| domain.is_clause()).count();
    let texts = [
        t.results_readiness_not_ready_text,
        t.results_readiness_not_ready_clause,
        t.results_readiness_not_ready_key,
    ];
    let [absent_n, keys, low_n, clauses] =
        [absent, scores.key.questions, low, clauses].map(|count| count.to_string());
    fill(
        of_reasons(texts, low > 0, absent > 0),
        &[("key", &absent_n), ("keys", &keys), ("low", &low_n), ("clauses", &clauses)],
    )
}

/// Selects one of three texts: for both reasons, for the first alone, or for the second alone.
fn of_reasons(
    [both, first, second]: [&'static str; 3],
    is_first: bool,
    is_second: bool,
) -> &'static str {
    match (is_first, is_second) {
        (true, false) => first,
        (false, true) => second,
        _ => both,
    }
}

/// Whether fewer questions are answered than a result takes.
fn is_few(scores: &Scores) -> bool {
    scores.overall.is_incomplete()
}

/// Whether a key requirement is unanswered.
fn lacks_key(scores: &Scores) -> bool {
    scores.key.answered < scores.key.questions
}
