//! The overview, all gaps in a table, and what the results rest on.

use super::text::Text;
use crate::export::marks::plain;
use crate::language::in_a_row;
use crate::report::Report;
use crate::report::content::{DECISIONS, FINDINGS};
use crate::report::decisions::decisions;

/// Writes the verdict, all answers at a glance, the most pressing gaps and the next 30 days.
pub fn overview(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    let verdict = &report.headline.verdict;
    out.title(2, &verdict.heading);
    verdict.sentences.iter().for_each(|sentence| out.paragraph(sentence));
    if !report.has_answers() {
        return;
    }
    heat_map(report, out);
    out.title(3, t.overview_findings);
    if report.gaps.is_empty() {
        out.paragraph(t.results_gaps_none);
    }
    out.list(report.gaps.iter().take(FINDINGS).map(|gap| {
        format!("**{}** – {} – {}", plain(gap.title), plain(gap.class_name), plain(gap.found))
    }));
    if report.plan.audit.is_some() || !report.plan.tasks.is_empty() {
        out.title(3, t.plan_next);
        if report.plan.tasks.is_empty() {
            out.paragraph(t.plan_nothing);
        }
    }
    let is_dated = report.plan.audit.is_some();
    out.list(report.plan.next_30_days().map(|task| {
        let when = if is_dated { format!(" ({})", task.when.words) } else { String::new() };
        format!("**{}** {}{when}", task.code, plain(task.deliverable))
    }));
    out.paragraph(&report.plan.about_next(report.language));
    let decisions = decisions(report);
    if !decisions.is_empty() {
        out.title(3, t.decisions_title);
    }
    out.list(
        decisions
            .iter()
            .take(DECISIONS)
            .map(|decision| format!("**{}** – {}", plain(&decision.what), plain(&decision.why))),
    );
}

/// All answers at a glance: the levels of each domain's questions, those of key requirements bold.
fn heat_map(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(3, t.overview_map);
    out.head(&[t.results_domain, t.results_score, t.document_levels]);
    for (row, domain) in report.heat_map.iter().zip(&report.domains) {
        let name = row.label();
        let signs: Vec<&str> = row.cells.iter().map(|cell| cell.sign).collect();
        out.row(&[&name, &domain.figure.score, &signs.join(" ")]);
    }
    out.line("");
}

/// Writes all gaps, most pressing first, a row each; nothing without answers.
pub fn gap_table(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    if !report.has_answers() {
        return;
    }
    out.title(2, t.results_gaps_title);
    if report.gaps.is_empty() {
        out.paragraph(t.results_gaps_none);
        return;
    }
    out.head(&[t.document_class, t.document_finding, t.report_now]);
    for gap in &report.gaps {
        let finding = format!("{} {}", gap.code, gap.title);
        out.row(&[gap.class_name, &finding, gap.found]);
    }
    out.line("");
}

/// Writes what the results rest on, and what they are not.
pub fn limits(report: &Report, out: &mut Text) {
    let t = &report.language.texts().phrases;
    out.title(2, t.document_limits);
    out.list(report.left_out_lines().iter().map(|line| plain(line)));
    if !report.hints.is_empty() {
        out.title(3, t.hints_title);
        out.paragraph(t.hints_text);
        out.list(report.hints.iter().map(|hint| plain(hint)));
    }
    if !report.profile.is_empty() {
        out.title(3, t.profile_title);
        let line = |line: &crate::report::ProfileLine| {
            format!("{} {}", plain(line.topic), plain(&in_a_row(&line.chosen)))
        };
        out.list(report.profile.iter().map(line));
    }
    report.disclaimer.iter().for_each(|sentence| out.paragraph(sentence));
}
