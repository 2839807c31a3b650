//! The comparison as a Word document.

use crate::export::docx::builder::Doc;
use crate::export::docx::styles::{self, WIDTH};
use crate::export::docx::table::{Cell, Column, group, table};
use crate::export::docx::words::{Inline, plain};
use crate::export::docx::{Cover, finish};
use crate::export::error::Error;
use crate::export::picture;
use crate::language::fill;
use crate::report::comparison::{ComparisonReport, GapGroup, ScoreRow};
use crate::scoring::comparison::Change;

/// Returns the comparison as a `.docx` file.
///
/// # Errors
/// If the picture or the file can't be made; not seen so far.
pub fn write(report: &ComparisonReport) -> Result<Vec<u8>, Error> {
    let t = &report.language.texts().phrases;
    let mut doc = Doc::default();
    front(&mut doc, report);
    doc.heading(1, t.results_radar_title);
    doc.picture(picture::png(&report.radar)?, 5_400_000);
    doc.quiet(t.compare_radar_alt);
    scores(&mut doc, report);
    gaps(&mut doc, report);
    answers(&mut doc, report);
    finish(
        doc,
        report.language,
        &Cover {
            title: t.compare_title,
            organisation: &report.organisation,
            made_on: &report.made_on,
            alternative: t.compare_radar_alt,
            last: styles::upright(false),
        },
    )
}

/// The title, what is compared, the verdict, and the reasons to doubt it.
fn front(doc: &mut Doc, report: &ComparisonReport) {
    let t = &report.language.texts().phrases;
    doc.add(plain("Title", t.compare_title));
    for (side, label) in report.sides.into_iter().zip(&report.labels) {
        let label = fill(t.references_about, &[("place", side), ("about", label)]);
        doc.quiet(&label);
    }
    if let Some((first, others)) = report.verdict.split_first() {
        doc.parts(&[Inline::Strong(first)]);
        for sentence in others {
            doc.text(sentence);
        }
    }
    for warning in &report.warnings {
        doc.text(warning);
    }
}

fn scores(doc: &mut Doc, report: &ComparisonReport) {
    let t = &report.language.texts().phrases;
    let columns = [
        Column::text(t.results_domain, WIDTH - 3 * 1500),
        Column::number(report.sides[0], 1500),
        Column::number(report.sides[1], 1500),
        Column::number(report.sides[2], 1500),
    ];
    let row = |row: &ScoreRow| {
        let shown = row.shown.iter().map(|score| Cell::text(score));
        std::iter::once(Cell::text(&row.name)).chain(shown).collect::<Vec<_>>()
    };
    let rows = report.domains.iter().chain([&report.overall]).map(row).collect();
    doc.table(table(&columns, rows));
}

fn gaps(doc: &mut Doc, report: &ComparisonReport) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.compare_gaps_title);
    for GapGroup { title, gaps, .. } in &report.gaps {
        doc.heading(2, title);
        for gap in gaps {
            let name = gap.named.to_string();
            let [before, after] = &gap.answers;
            let moved = if before == after {
                after.clone()
            } else {
                fill(t.compare_from_to, &[("before", before), ("after", after)])
            };
            let remark = gap.remark.map(|remark| format!("; {remark}")).unwrap_or_default();
            let about = format!(" – {moved} ({}{remark})", gap.class_name);
            doc.bullet(&[Inline::Strong(&name), Inline::Plain(&about)]);
        }
    }
}

/// The answers that changed, by kind of change.
fn answers(doc: &mut Doc, report: &ComparisonReport) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.compare_questions_title);
    let columns = [
        Column::text(t.report_question, WIDTH - 2 * 1900),
        Column::text(report.sides[0], 1900),
        Column::text(report.sides[1], 1900),
    ];
    let mut rows = Vec::new();
    for changed in report.changes.iter().filter(|group| group.change != Change::Same) {
        rows.push(group(&columns, &changed.title));
        for answer in &changed.answers {
            let [before, after] = &answer.answers;
            let name = answer.named.to_string();
            rows.push(vec![Cell::text(&name), Cell::text(before), Cell::text(after)]);
        }
    }
    if let Some(same) = report.changes.iter().find(|group| group.change == Change::Same) {
        doc.text(&same.title);
    }
    if !rows.is_empty() {
        doc.table(table(&columns, rows));
    }
}
