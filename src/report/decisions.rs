//! The decisions that the answers ask of top management: each follows from a rule, and says why.

use super::{GapReport, Report};
use crate::assessment::answers::Level;
use crate::content::date::Date;
use crate::language::fill;
use crate::scoring::{GapClass, Readiness};

/// A decision to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id: `owner`, `critical`, …
    pub id: &'static str,
    /// What to decide.
    pub what: String,
    /// What in the answers asks for it.
    pub why: String,
}

/// The decisions, the most pressing first; none that the answers don't justify.
///
/// ```
/// use aims_assessment::assessment::example;
/// use aims_assessment::content::questionnaire::ISO42001;
/// use aims_assessment::language::Language;
/// use aims_assessment::report::decisions::decisions;
/// use aims_assessment::report::{Report, Sources};
///
/// let report = Report::new(Sources {
///     questionnaire: &ISO42001,
///     assessment: &example::assessment(&ISO42001, "Nordet"),
///     earlier: None,
///     language: Language::English,
///     made_on: "2026-11-23",
/// });
/// let critical = decisions(&report).into_iter().find(|decision| decision.id == "critical");
/// assert_eq!(
///     critical.map(|decision| decision.what).as_deref(),
///     Some("Decide on the 4 critical gaps: who closes each, and by when")
/// );
/// ```
pub fn decisions(report: &Report) -> Vec<Decision> {
    let t = &report.language.texts().phrases;
    let rules = [
        answers(report),
        below_3(report, "owner", t.decisions_owner, &["C5-1", "C5-4"]),
        critical(report),
        start(report),
        owners(report),
        below_3(report, "scope", t.decisions_scope, &["C4-3"]),
        below_3(report, "risk", t.decisions_risk, &["C6-1"]),
        audit(report),
        target(report),
        unknown(report),
    ];
    rules.into_iter().flatten().collect()
}

/// Questions without an answer.
fn answers(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let open = report.scores.overall.open();
    let why = if report.has_answers() {
        report.language.counted(open, t.verdict_open_one, t.verdict_open_other)
    } else {
        t.verdict_nothing.to_owned()
    };
    (open > 0).then(|| Decision { id: "answers", what: t.decisions_answers.to_owned(), why })
}

/// One of these questions is below level 3, or nobody knows.
fn below_3(
    report: &Report,
    id: &'static str,
    what: &'static str,
    codes: &[&str],
) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let is_one = |gap: &&GapReport| codes.contains(&gap.code) && !gap.is_opportunity();
    let gaps: Vec<&GapReport> = report.gaps.iter().filter(is_one).collect();
    let phrase = match gaps.iter().filter(|gap| gap.unknown).count() {
        0 => t.verdict_below_3,
        unknown if unknown == gaps.len() => t.verdict_to_find_out,
        _ => t.verdict_below_3_some,
    };
    let names: Vec<String> =
        gaps.iter().map(|gap| report.language.after_colon(gap.title)).collect();
    let why = fill(phrase, &[("list", &names.join("; "))]);
    (!gaps.is_empty()).then(|| Decision { id, what: what.to_owned(), why })
}

/// Critical gaps.
fn critical(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let count = report.gaps.iter().filter(|gap| gap.class == GapClass::Critical).count();
    let what = report.language.counted(count, t.decisions_critical_one, t.decisions_critical_other);
    let why = t.results_critical_text.to_owned();
    (count > 0).then_some(Decision { id: "critical", what, why })
}

/// A plan that can be estimated, with work in it.
fn start(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    report.plan.audit.as_ref()?;
    let start = report.plan.tasks.first()?.when.start.as_str();
    let what = match Date::parse(start) {
        Some(_) => fill(t.decisions_start_on, &[("date", &report.language.date(start))]),
        None => t.decisions_start.to_owned(),
    };
    Some(Decision { id: "start", what, why: report.plan.total.clone() })
}

/// Work of the next 30 days for which nobody is named. A plan that can't be estimated has no
/// owners.
fn owners(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    report.plan.audit.as_ref()?;
    let all = report.plan.next_30_days().count();
    let missing =
        report.plan.next_30_days().filter(|task| task.own.owner.trim().is_empty()).count();
    let why =
        fill(t.decisions_owners_why, &[("n", &missing.to_string()), ("all", &all.to_string())]);
    let what = t.decisions_owners.to_owned();
    (missing > 0).then_some(Decision { id: "owners", what, why })
}

/// An audit that seems plausible, at once or after the critical gaps.
fn audit(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let has_critical = report.headline.gaps.1 > 0;
    let (id, what) = match report.scores.readiness {
        Readiness::Stage1Plausible if has_critical => ("audit-after", t.decisions_audit_after),
        Readiness::Stage1Plausible | Readiness::Stage2Plausible | Readiness::BeyondConformity => {
            ("audit", t.decisions_audit)
        }
        Readiness::Undetermined | Readiness::NotReady | Readiness::Building => return None,
    };
    Some(Decision { id, what: what.to_owned(), why: report.headline.readiness.to_owned() })
}

/// Targets above the usual one while there are gaps below it; or none above it, and no gap.
fn target(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let is_higher =
        report.domains.iter().any(|domain| domain.target > Level::USUAL_TARGET.number());
    let (below, _) = report.headline.gaps;
    let (id, what, why) = match (is_higher, below) {
        (true, 1..) => (
            "target-after",
            t.decisions_target_after,
            report.language.counted(
                below,
                t.decisions_target_why_one,
                t.decisions_target_why_other,
            ),
        ),
        (false, 0) if report.plan.audit.is_some() => {
            ("target", t.decisions_target, t.results_gaps_none.to_owned())
        }
        _ => return None,
    };
    Some(Decision { id, what: what.to_owned(), why })
}

/// Answers that nobody knew.
fn unknown(report: &Report) -> Option<Decision> {
    let t = &report.language.texts().phrases;
    let count = report.scores.overall.unknown;
    let why = report.language.counted(count, t.verdict_unknown_one, t.verdict_unknown_other);
    let what = t.decisions_unknown.to_owned();
    (count > 0).then_some(Decision { id: "unknown", what, why })
}
