//! The plan: the roadmap's four phases, and the audit checklist.

use super::gaps::GapReport;
use super::sources::Sources;
use crate::content::questionnaire::{AuditStage, Phase};
use crate::language::fill;
use crate::scoring::Scores;
use crate::scoring::schedule::{Span, TYPICAL_MONTHS, Timeline};

/// A phase of the road to certification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseReport {
    /// 1 to 4.
    pub number: usize,
    /// Its name.
    pub name: &'static str,
    /// `Typically 1 to 3 months`.
    pub typical: String,
    /// What is done in it.
    pub text: &'static str,
    /// The earliest time for it.
    pub span: Span,
    /// The gaps to close, in their order.
    pub tasks: Vec<Task>,
    /// The remark that there is nothing to do, if the phase could close gaps and there are none.
    /// The audit itself closes none.
    pub nothing: Option<&'static str>,
}

/// A gap to close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The rank of the gap.
    pub rank: usize,
    /// The question's code.
    pub code: &'static str,
    /// The deliverable.
    pub deliverable: &'static str,
    /// The effort in words.
    pub effort: &'static str,
    /// The earliest time for it.
    pub span: Span,
    /// `month 1`, `months 2 to 4`.
    pub months: String,
    /// Codes of the gaps to close first.
    pub waits_for: Vec<&'static str>,
}

/// A stage of the certification audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// 1 or 2.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// The subject of the stage.
    pub text: &'static str,
    /// `3 of 18 at level 3 or more`.
    pub ready: String,
    /// The items of the checklist, in the order of the questionnaire.
    pub items: Vec<AuditItem>,
}

/// An item that an auditor examines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditItem {
    /// The question's code.
    pub code: &'static str,
    /// The deliverable.
    pub deliverable: &'static str,
    /// The evidence that an auditor asks for.
    pub evidence: &'static [&'static str],
    /// Whether it is at level 3 or more, or not applicable.
    pub settled: bool,
    /// `Level 2`, `Don't know`, …
    pub answer: String,
}

/// The four phases.
pub fn phases(
    sources: &Sources,
    scores: &Scores,
    gaps: &[GapReport],
    timeline: &Timeline,
) -> Vec<PhaseReport> {
    let t = &sources.language.texts().phrases;
    let words = [
        (t.plan_phase_1, t.plan_phase_1_text),
        (t.plan_phase_2, t.plan_phase_2_text),
        (t.plan_phase_3, t.plan_phase_3_text),
        (t.plan_phase_4, t.plan_phase_4_text),
    ];
    let phases = words.into_iter().enumerate().map(|(index, (name, text))| {
        // The last phase is the audit.
        let closing = Phase::ALL.get(index).map(|phase| scores.phase(*phase));
        let questions = closing.unwrap_or_default();
        let (least, most) = TYPICAL_MONTHS[index];
        PhaseReport {
            number: index + 1,
            name,
            typical: fill(
                t.plan_typical,
                &[("least", &least.to_string()), ("most", &most.to_string())],
            ),
            text,
            span: timeline.phases[index],
            tasks: questions
                .iter()
                .filter_map(|question| {
                    Some(task(
                        sources,
                        gaps.iter().find(|gap| gap.question == *question)?,
                        timeline.of(*question)?,
                    ))
                })
                .collect(),
            nothing: closing.filter(|questions| questions.is_empty()).map(|_| t.plan_nothing),
        }
    });
    phases.collect()
}

fn task(sources: &Sources, gap: &GapReport, span: Span) -> Task {
    Task {
        rank: gap.rank,
        code: gap.code,
        deliverable: gap.deliverable,
        effort: gap.effort_name,
        span,
        months: months(sources, span),
        waits_for: gap.waits_for.clone(),
    }
}

/// The months that a span touches, counted from 1.
fn months(sources: &Sources, span: Span) -> String {
    let t = &sources.language.texts().phrases;
    let (first, last) = span.months();
    if first == last {
        return fill(t.plan_month, &[("n", &first.to_string())]);
    }
    fill(t.plan_months, &[("first", &first.to_string()), ("last", &last.to_string())])
}

/// The items that an auditor examines in each stage.
pub fn audit(sources: &Sources) -> Vec<AuditReport> {
    let Sources { questionnaire, assessment, language, .. } = *sources;
    let texts = language.texts();
    let t = &texts.phrases;
    let stage = |stage: AuditStage| {
        let (name, text) = match stage {
            AuditStage::S1 => (t.plan_stage_1, t.plan_stage_1_text),
            AuditStage::S2 => (t.plan_stage_2, t.plan_stage_2_text),
        };
        let looked_at = questionnaire
            .questions
            .iter()
            .enumerate()
            .filter(|(_, question)| question.audit_stages.contains(&stage));
        let items = looked_at.map(|(index, question)| {
            let advice = &language.report_texts().advice[index];
            let entry = &assessment.entries[index];
            let settled = entry.is_settled();
            let answer = super::answers::answer_name(language, entry.answer());
            AuditItem {
                code: question.code,
                deliverable: advice.deliverable,
                evidence: advice.evidence,
                settled,
                answer,
            }
        });
        let items: Vec<AuditItem> = items.collect();
        let settled = items.iter().filter(|item| item.settled).count().to_string();
        let ready = fill(t.plan_audit_ready, &[("n", &settled), ("all", &items.len().to_string())]);
        AuditReport { number: stage.number(), name, text, ready, items }
    };
    AuditStage::ALL.map(stage).into()
}
