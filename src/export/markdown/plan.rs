//! The plan, phase by phase, and what an auditor will look at.

use super::text::Text;
use crate::export::marks::plain;
use crate::language::{fill, in_a_row};
use crate::report::named::listed;
use crate::report::{Report, Task};

/// Writes the plan, phase by phase.
pub fn plan(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.plan_title);
    out.paragraph(&report.plan.total);
    out.paragraph(&report.plan.dates);
    for phase in &report.phases {
        let number = fill(t.plan_phase, &[("n", &phase.number.to_string())]);
        out.title(3, &format!("{number} – {}", phase.name));
        out.paragraph(phase.text);
        if let Some(nothing) = phase.nothing {
            out.paragraph(nothing);
        }
        if !phase.tasks.is_empty() {
            tasks(report, &phase.tasks, out);
        }
    }
    if let Some(audit) = &report.plan.audit {
        out.paragraph(&audit.words);
    }
}

/// Writes the gaps beyond the road to certification.
pub fn opportunities(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    if report.opportunities.is_empty() {
        return;
    }
    out.title(3, t.plan_opportunities);
    out.paragraph(t.plan_opportunities_text);
    let gaps = report.opportunities.iter().filter_map(|rank| report.gap(*rank));
    out.list(
        gaps.map(|gap| format!("**{}** {} – {}", gap.code, plain(gap.title), plain(&gap.now))),
    );
}

/// A table of work.
fn tasks(report: &Report, tasks: &[Task], out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.head(&[
        t.document_code,
        t.plan_work,
        t.document_effort,
        t.plan_start,
        t.plan_end,
        t.document_waits_for,
        t.document_set,
    ]);
    for task in tasks {
        out.row(&[
            task.code,
            task.deliverable,
            task.effort,
            &task.when.start,
            &task.when.end(),
            &listed(&task.waits_for),
            &task.set.join("; "),
        ]);
    }
    out.line("");
}

/// Writes the audit checklist.
pub fn audit(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.plan_audit_title);
    for stage in &report.audit {
        out.title(3, stage.name);
        out.paragraph(stage.text);
        out.head(&[t.plan_audit_item, t.report_evidence, t.report_answer]);
        for item in &stage.items {
            out.row(&[
                &format!("{} {}", item.code, item.deliverable),
                &in_a_row(item.evidence),
                &item.answer,
            ]);
        }
    }
}
