//! The gaps, each with everything a reader needs to close it.

use super::citations::{self, Citation};
use super::named::Named;
use super::sources::{Sources, domain_label};
use crate::assessment::answers::Level;
use crate::content::questionnaire::{Effort, Question};
use crate::language::text::printed;
use crate::language::{Language, Phrases, fill};
use crate::scoring::{Gap, GapClass, Scores};

/// A gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapReport {
    /// The rank; 1 is the most pressing.
    pub rank: usize,
    /// Index of the question.
    pub question: usize,
    /// Its code.
    pub code: &'static str,
    /// Its short title.
    pub title: &'static str,
    /// `Clause 5`, `Annex A`.
    pub domain: String,
    /// The question.
    pub text: &'static str,
    /// The current state: the statement of the chosen level, or that nobody could say.
    pub found: &'static str,
    /// The required state: the statement of the target; below level 3 with a higher target, first
    /// that of level 3, which is what the standard asks.
    pub expected: Vec<Expected>,
    /// Its class.
    pub class: GapClass,
    /// The class in words.
    pub class_name: &'static str,
    /// The reason for this class, with the level.
    pub class_reason: String,
    /// The reason why the gap matters.
    pub why: &'static str,
    /// The counted level (*s* in docs/method.md).
    pub level: u32,
    /// The target of the question's domain (*t* there).
    pub target: u32,
    /// Whether the answer was *don't know*.
    pub unknown: bool,
    /// `Level 1, target 3`.
    pub now: String,
    /// Whether it takes little effort and waits for nothing.
    pub quick_win: bool,
    /// The effort to close it.
    pub effort: Effort,
    /// The effort in words.
    pub effort_name: &'static str,
    /// The deliverable.
    pub deliverable: &'static str,
    /// Whether to create the deliverable or to extend an existing one, in words.
    pub start: String,
    /// The steps, in order: up to level 3, or from there on.
    pub steps: Vec<&'static str>,
    /// The way beyond level 3; `None` if the steps contain it.
    pub beyond: Option<&'static str>,
    /// The evidence that an auditor asks for.
    pub evidence: &'static [&'static str],
    /// The parts of another management system that the organization can reuse.
    pub reuse: Vec<Reuse>,
    /// The references to other frameworks on the same topic.
    pub references: Vec<Citation>,
    /// The gaps to close first.
    pub waits_for: Vec<Named>,
    /// The respondent's note, in full.
    pub note: String,
}

/// What a level of a question would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// `Level 3 would be`.
    pub title: String,
    /// The statement of the level.
    pub statement: &'static str,
}

/// The standards whose management systems have parts to reuse.
const ISO_27001: &str = "ISO/IEC 27001";
const ISO_9001: &str = "ISO 9001";

/// A part of another management system that can be reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reuse {
    /// `ISO/IEC 27001`, `ISO 9001`; the first time with the name of the management system.
    pub standard: &'static str,
    /// How to reuse it.
    pub text: &'static str,
}

/// A group of gaps by planning horizon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Horizon {
    /// `quick-wins`, `long-term`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The description of the group.
    pub text: &'static str,
    /// The ranks of the gaps.
    pub ranks: Vec<usize>,
}

impl GapReport {
    /// The statement of the target.
    pub fn at_target(&self) -> &'static str {
        self.expected.last().map_or("", |expected| expected.statement)
    }

    /// Whether the gap takes more than three months, so that planning should start now.
    fn is_long_term(&self) -> bool {
        self.effort == Effort::Long && !self.is_opportunity()
    }

    /// Whether the question is at level 3 or more already.
    pub fn is_opportunity(&self) -> bool {
        self.class == GapClass::Opportunity
    }
}

/// The ranks of the gaps that fulfil a condition.
pub fn ranks(gaps: &[GapReport], of: impl Fn(&GapReport) -> bool) -> Vec<usize> {
    gaps.iter().filter(|gap| of(gap)).map(|gap| gap.rank).collect()
}

/// The quick wins, and the long-term work.
pub fn horizon(language: Language, gaps: &[GapReport]) -> [Horizon; 2] {
    let t = &language.texts().phrases;
    [
        Horizon {
            id: "quick-wins",
            title: t.report_quick_wins,
            text: t.report_quick_wins_text,
            ranks: ranks(gaps, |gap| gap.quick_win),
        },
        Horizon {
            id: "long-term",
            title: t.report_long_term,
            text: t.report_long_term_text,
            ranks: ranks(gaps, GapReport::is_long_term),
        },
    ]
}

/// All gaps by rank.
pub fn all(sources: &Sources, scores: &Scores) -> Vec<GapReport> {
    let open: Vec<usize> = scores.to_close().map(|gap| gap.question).collect();
    let gaps = scores.gaps.iter().zip(1..);
    let mut gaps: Vec<_> = gaps.map(|(gap, rank)| report(sources, gap, rank, &open)).collect();
    spell_out(&sources.language.texts().phrases, &mut gaps);
    gaps
}

/// Says once, the first time each standard is named, which management system it is about and how
/// that is abbreviated: the texts that follow say `ISMS` and `QMS`.
fn spell_out(t: &Phrases, gaps: &mut [GapReport]) {
    for (standard, in_full) in [(ISO_27001, t.report_iso_27001), (ISO_9001, t.report_iso_9001)] {
        let mut reuse = gaps.iter_mut().flat_map(|gap| &mut gap.reuse);
        if let Some(first) = reuse.find(|reuse| reuse.standard == standard) {
            first.standard = in_full;
        }
    }
}

fn report(sources: &Sources, gap: &Gap, rank: usize, open: &[usize]) -> GapReport {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let t = &language.texts().phrases;
    let facts = &questionnaire.questions[gap.question];
    let text = &language.texts().questions[gap.question];
    let advice = &language.report_texts().advice[gap.question];
    let is_opportunity = gap.class == GapClass::Opportunity;
    let to_level_3 = if is_opportunity { &[advice.beyond][..] } else { advice.to_level_3 };
    let before = facts.prerequisites.iter().filter(|before| open.contains(before));
    GapReport {
        rank,
        question: gap.question,
        code: facts.code,
        title: text.title,
        domain: domain_label(language, questionnaire, facts.domain),
        text: text.text,
        found: if gap.unknown { t.report_now_unknown } else { text.levels[gap.level.index()] },
        expected: expected(t, gap, text.levels),
        class: gap.class,
        class_name: class_name(t, gap.class),
        class_reason: class_reason(t, facts, gap),
        why: advice.why,
        level: gap.level.number(),
        target: gap.target.number(),
        unknown: gap.unknown,
        now: now(t, gap),
        quick_win: gap.quick_win,
        effort: facts.effort,
        effort_name: effort_name(t, facts.effort),
        deliverable: advice.deliverable,
        start: start(sources, gap.question),
        steps: find_out(t, gap).chain(to_level_3.iter().copied()).collect(),
        beyond: (!is_opportunity).then_some(advice.beyond),
        evidence: advice.evidence,
        reuse: reuse(sources, gap.question),
        references: citations::of(sources, gap.question),
        waits_for: before.map(|before| Named::new(language, questionnaire, *before)).collect(),
        note: printed(&assessment.entries[gap.question].note),
    }
}

/// The first step where nobody knows the level.
fn find_out(t: &Phrases, gap: &Gap) -> impl Iterator<Item = &'static str> {
    gap.unknown.then_some(t.report_find_out).into_iter()
}

/// `Level 1, target 3`.
fn now(t: &Phrases, gap: &Gap) -> String {
    let [level, target] = [gap.level, gap.target].map(|level| level.number().to_string());
    let phrase = if gap.unknown { t.results_gap_unknown } else { t.results_gap_now };
    fill(phrase, &[("level", &level), ("target", &target)])
}

/// What to begin with: a deliverable to create, or to extend.
fn start(sources: &Sources, question: usize) -> String {
    let t = &sources.language.texts().phrases;
    let deliverable = sources.language.report_texts().advice[question].deliverable;
    let phrase = if has_a_start(sources, question) { t.report_extend } else { t.report_create };
    fill(phrase, &[("name", &sources.language.after_colon(deliverable))])
}

/// The levels to reach, lowest first.
fn expected(t: &Phrases, gap: &Gap, levels: [&'static str; 5]) -> Vec<Expected> {
    let conforming = Level::USUAL_TARGET;
    let first = (gap.level < conforming && gap.target > conforming).then_some(conforming);
    let expected = |level: Level| Expected {
        title: fill(t.report_expected, &[("level", &level.number().to_string())]),
        statement: levels[level.index()],
    };
    first.into_iter().chain([gap.target]).map(expected).collect()
}

/// Whether the organization runs a management system with something to reuse for this question.
fn has_a_start(sources: &Sources, question: usize) -> bool {
    let profile = &sources.assessment.profile;
    let advice = &sources.language.report_texts().advice[question];
    (profile.has_iso_27001() && advice.reuse_27001.is_some())
        || (profile.has_iso_9001() && advice.reuse_9001.is_some())
        || privacy(sources, question).is_some()
}

/// The parts to reuse: of the systems that the organization runs, or of both if it didn't answer
/// that.
fn reuse(sources: &Sources, question: usize) -> Vec<Reuse> {
    let advice = &sources.language.report_texts().advice[question];
    let both =
        [("iso_27001", ISO_27001, advice.reuse_27001), ("iso_9001", ISO_9001, advice.reuse_9001)];
    let runs = both.into_iter().filter(|(id, ..)| sources.assessment.profile.may_run(id));
    let parts = runs.filter_map(|(_, standard, text)| Some(Reuse { standard, text: text? }));
    parts.chain(privacy(sources, question)).collect()
}

/// The reuse of a privacy management system (ISO/IEC 27701) for the same clause, where neither
/// ISO/IEC 27001 nor ISO 9001 is run. The clauses on impact assessment exist in ISO/IEC 42001
/// alone.
fn privacy(sources: &Sources, question: usize) -> Option<Reuse> {
    let facts = &sources.questionnaire.questions[question];
    let is_shared = facts.mandatory
        && !facts.clauses.iter().any(|clause| ["6.1.4", "8.4"].contains(clause))
        && sources.assessment.profile.runs_only_iso_27701();
    let text = sources.language.texts().phrases.report_reuse_27701;
    is_shared.then_some(Reuse { standard: "ISO/IEC 27701", text })
}

/// The name of a class.
pub(super) fn class_name(t: &Phrases, class: GapClass) -> &'static str {
    match class {
        GapClass::Critical => t.results_class_critical,
        GapClass::High => t.results_class_high,
        GapClass::Medium => t.results_class_medium,
        GapClass::Low => t.results_class_low,
        GapClass::Opportunity => t.results_class_opportunity,
    }
}

/// The reason for the class, with the level as it is.
fn class_reason(t: &Phrases, question: &Question, gap: &Gap) -> String {
    let [level, target] = [gap.level, gap.target].map(|level| level.number().to_string());
    let at = if gap.unknown {
        t.results_why_unknown.to_owned()
    } else {
        fill(t.results_why_at, &[("level", &level)])
    };
    let phrase = match gap.class {
        GapClass::Critical => t.results_why_critical,
        GapClass::Opportunity => t.results_why_opportunity,
        _ if question.mandatory => t.results_why_requirement,
        _ => t.results_why_control,
    };
    fill(phrase, &[("at", &at), ("level", &level), ("target", &target)])
}

/// The name of an effort, with its range.
fn effort_name(t: &Phrases, effort: Effort) -> &'static str {
    match effort {
        Effort::Quick => t.report_effort_quick,
        Effort::Medium => t.report_effort_medium,
        Effort::Long => t.report_effort_long,
    }
}
