//! The tables of what is to be done: gaps, plan, phases, statement of applicability, evidence,
//! references.

use super::table::{Table, shown, yes_or_no};
use crate::report::named::listed;
use crate::report::{GapReport, Report, Task};

/// All of them, in order.
pub fn tables(report: &Report) -> [Table; 7] {
    [
        gaps(report),
        plan(report),
        phases(report),
        statement(report),
        evidence(report),
        references(report),
        frameworks(report),
    ]
}

fn gaps(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_rank,
        t.document_code,
        t.document_title,
        t.results_domain,
        t.document_class,
        t.document_reason,
        t.results_level_head,
        t.results_unknown,
        t.results_target,
        t.report_now,
        t.document_expected,
        t.document_note,
        t.results_quick_win,
        t.document_effort,
        t.document_deliverable,
        t.report_what_to_do,
        t.document_waits_for,
    ];
    let files = ["gaps.csv", "ecarts.csv"];
    let mut table = Table::new(report.language, files, t.tables_gaps, &head);
    for gap in &report.gaps {
        gap_row(report, gap, &mut table);
    }
    table
}

/// A gap. A *don't know* has no level.
fn gap_row(report: &Report, gap: &GapReport, table: &mut Table) {
    let yes = |is_so| yes_or_no(report.language, is_so);
    let steps: Vec<&str> = gap.steps.iter().copied().chain(gap.beyond).collect();
    table.row([
        &gap.rank.to_string(),
        gap.code,
        gap.title,
        &gap.domain,
        gap.class_name,
        &gap.class_reason,
        &shown((!gap.unknown).then_some(gap.level)),
        yes(gap.unknown),
        &gap.target.to_string(),
        gap.found,
        gap.at_target(),
        &gap.note,
        yes(gap.quick_win),
        gap.effort_name,
        gap.deliverable,
        &steps.join("\n"),
        &listed(&gap.waits_for),
    ]);
}

/// The work in its order, and the audit at its end.
fn plan(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_order,
        t.document_code,
        t.document_title,
        t.document_deliverable,
        t.document_class,
        t.document_effort,
        t.document_phase,
        t.tables_planned,
        t.document_done_early,
        t.document_done_late,
        t.plan_next,
        t.document_waits_for,
        t.plan_owner,
        t.tables_start,
        t.plan_due,
        t.tables_done,
        t.plan_note,
    ];
    let files = ["plan.csv"; 2];
    let mut table = Table::new(report.language, files, t.tables_plan, &head);
    for (order, task) in (1_usize..).zip(&report.plan.tasks) {
        task_row(report, order, task, &mut table);
    }
    if let (Some(phase), Some(when)) = (report.phases.last(), &report.plan.audit) {
        let order = (report.plan.tasks.len() + 1).to_string();
        let (number, no) = (phase.number.to_string(), yes_or_no(report.language, false));
        let when = [&when.start, &when.early, &when.late];
        let [start, early, late] = when.map(String::as_str);
        let cells = [order.as_str(), "", phase.name, "", "", "", &number, start, early, late, no];
        let rest = std::iter::repeat_n("", head.len() - cells.len());
        table.rows.push(cells.into_iter().chain(rest).map(str::to_owned).collect());
    }
    table
}

fn task_row(report: &Report, order: usize, task: &Task, table: &mut Table) {
    let action = &task.action;
    let [start, due] = [action.start, action.due]
        .map(|date| date.map(|date| date.to_string()).unwrap_or_default());
    table.row([
        &order.to_string(),
        task.code,
        task.title,
        task.deliverable,
        task.class_name,
        task.effort,
        &task.phase.to_string(),
        &task.when.start,
        &task.when.early,
        &task.when.late,
        yes_or_no(report.language, task.is_next),
        &listed(&task.waits_for),
        &action.owner,
        &start,
        &due,
        &shown(action.done),
        &action.note,
    ]);
}

fn phases(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [t.document_phase, t.document_title, t.document_meaning, t.document_sheet_gaps];
    let files = ["phases.csv"; 2];
    let mut table = Table::new(report.language, files, t.tables_phases, &head);
    for phase in &report.phases {
        let number = phase.number.to_string();
        table.row([&number, phase.name, phase.text, &phase.tasks.len().to_string()]);
    }
    table
}

fn statement(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.soa_control,
        t.document_title,
        t.document_area,
        t.document_code,
        t.report_question,
        t.report_answer,
        t.results_level_head,
        t.soa_applies,
        t.soa_justification,
        t.tables_justification_proposed,
        t.soa_status,
        t.tables_status_proposed,
    ];
    let files = ["statement.csv", "declaration.csv"];
    let mut table = Table::new(report.language, files, t.tables_statement, &head);
    for row in &report.soa {
        table.row([
            row.id,
            row.title,
            &row.area,
            row.asked_by.code,
            row.asked_by.title,
            &row.answer,
            &shown(row.level),
            row.applies,
            &row.justification,
            yes_or_no(report.language, row.is_proposal),
            row.status,
            yes_or_no(report.language, row.is_status_proposed),
        ]);
    }
    table
}

/// What an auditor asks to see, a piece a row.
fn evidence(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_stage,
        t.document_code,
        t.document_deliverable,
        t.report_evidence,
        t.report_answer,
    ];
    let files = ["evidence.csv", "preuves.csv"];
    let mut table = Table::new(report.language, files, t.tables_evidence, &head);
    for stage in &report.audit {
        for item in &stage.items {
            for piece in item.evidence {
                table.row([stage.name, item.code, item.deliverable, piece, &item.answer]);
            }
        }
    }
    table
}

/// What laws and frameworks have on the topic of a gap, a place a row.
fn references(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [t.document_code, t.document_title, t.document_framework, t.tables_reference];
    let files = ["references.csv"; 2];
    let mut table = Table::new(report.language, files, t.tables_references, &head);
    for gap in &report.gaps {
        for citation in &gap.references {
            for part in &citation.parts {
                table.row([gap.code, gap.title, citation.framework, part]);
            }
        }
    }
    table
}

fn frameworks(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [t.document_framework, t.document_title, t.tables_checked, t.document_note];
    let files = ["frameworks.csv", "cadres.csv"];
    let mut table = Table::new(report.language, files, t.tables_frameworks, &head);
    for framework in &report.frameworks {
        table.row([framework.short, framework.title, framework.checked_on, framework.note]);
    }
    table
}
