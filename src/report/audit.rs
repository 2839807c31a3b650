//! What an auditor examines in the two stages of the certification audit.

use super::sources::Sources;
use crate::content::questionnaire::AuditStage;
use crate::language::fill;

/// A stage of the certification audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// 1 or 2.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// The subject of the stage.
    pub text: &'static str,
    /// `3 of 18 at level 3 or above`.
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
