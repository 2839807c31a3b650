//! Writes the gaps by rank, each with what to do about it, and compares quick wins with long-term
//! work.

use super::builder::Doc;
use super::styles::{ANNEX_NOTE, ANNEX_TEXT};
use super::words::{Inline, written};
use crate::language::fill;
use crate::report::named::listed;
use crate::report::{GapReport, Report};

/// Adds all gaps, most pressing first, under the name of their class.
pub fn gaps(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    if !report.has_answers() {
        return;
    }
    doc.heading(1, t.document_gap_sheets);
    if report.gaps.is_empty() {
        doc.text(t.results_gaps_none);
    }
    for class in report.gaps.chunk_by(|one, next| one.class == next.class) {
        if let Some(first) = class.first() {
            doc.heading(2, &format!("{} ({})", first.class_name, class.len()));
        }
        for gap in class {
            gap_text(doc, report, gap);
        }
    }
}

/// A gap. What an auditor asks to see of it is in the audit list, what laws and standards say of it
/// in the references.
fn gap_text(doc: &mut Doc, report: &Report, gap: &GapReport) {
    let t = &report.language.texts().phrases;
    doc.heading(3, &format!("{}. {} {}", gap.rank, gap.code, gap.title));
    let mut now =
        vec![Inline::Strong(gap.class_name), Inline::Plain(" · "), Inline::Plain(&gap.now)];
    if gap.quick_win {
        now.extend([Inline::Plain(" · "), Inline::Strong(t.results_quick_win)]);
    }
    doc.add(super::words::paragraph(ANNEX_TEXT, &now).keep_next(true));
    let expected = gap.expected.iter().map(|level| (&*level.title, level.statement));
    for (title, statement) in [(t.report_now, gap.found)].into_iter().chain(expected) {
        doc.annex(&[Inline::Strong(title), Inline::Plain(" – "), Inline::Plain(statement)]);
    }
    if !gap.note.is_empty() {
        doc.annex(&[Inline::Strong(t.report_your_note)]);
        doc.add(written(ANNEX_NOTE, &gap.note));
    }
    what_to_do(doc, report, gap);
    reuse(doc, report, gap);
}

/// Why, what to begin with, the steps, and what comes before.
fn what_to_do(doc: &mut Doc, report: &Report, gap: &GapReport) {
    let t = &report.language.texts().phrases;
    doc.annex(&[Inline::Plain(&gap.class_reason), Inline::Plain(" "), Inline::Plain(gap.why)]);
    let effort = report.language.after_colon(gap.effort_name);
    let begin = [
        Inline::Strong(&gap.start),
        Inline::Plain(". "),
        Inline::Plain(t.report_effort),
        Inline::Plain(" "),
        Inline::Plain(&effort),
    ];
    doc.add(super::words::paragraph(ANNEX_TEXT, &begin).keep_next(true));
    doc.annex_numbers(gap.steps.iter().copied());
    if !gap.waits_for.is_empty() {
        let waits_for = listed(&gap.waits_for);
        doc.annex(&[
            Inline::Strong(t.report_waits_for),
            Inline::Plain(" "),
            Inline::Plain(&waits_for),
        ]);
    }
}

/// What can be reused of other management systems.
fn reuse(doc: &mut Doc, report: &Report, gap: &GapReport) {
    let t = &report.language.texts().phrases;
    for reuse in &gap.reuse {
        let standard = fill(t.report_reuse, &[("standard", reuse.standard)]);
        let text = report.language.after_colon(reuse.text);
        doc.annex(&[Inline::Strong(&standard), Inline::Plain(" "), Inline::Plain(&text)]);
    }
}

/// Adds the quick wins and the long-term work, each as a list; nothing without gaps.
pub fn horizon(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    if report.gaps.is_empty() {
        return;
    }
    doc.heading(1, t.report_horizon_title);
    for part in &report.horizon {
        doc.heading(2, part.title);
        doc.quiet(part.text);
        if part.ranks.is_empty() {
            doc.annex(&[Inline::Plain(t.report_horizon_none)]);
        }
        list(doc, report, &part.ranks, |gap| gap.deliverable.to_owned());
    }
}

/// Adds a list of gaps, given by rank, each with a line about it.
pub fn list(doc: &mut Doc, report: &Report, ranks: &[usize], line: fn(&GapReport) -> String) {
    for gap in ranks.iter().filter_map(|rank| report.gap(*rank)) {
        doc.annex_bullet(&[
            Inline::Strong(gap.code),
            Inline::Plain(" "),
            Inline::Plain(&line(gap)),
        ]);
    }
}
