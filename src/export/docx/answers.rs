//! Writes the answers and notes, the statement of applicability, the references and the method.

use super::builder::Doc;
use super::styles::{ANNEX_NOTE, ANNEX_TEXT, WIDE};
use super::table::{Cell, Column, group, table};
use super::words::{Inline, paragraph, written};
use crate::report::{AnswerReport, Report, SoaReport};

/// Adds the lists of unanswered, unknown and not applicable questions, then the answers and notes
/// that are in no gap sheet.
pub fn left_out_and_answers(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.report_answers_title);
    doc.annex(&[Inline::Plain(&report.headline.progress)]);
    for list in &report.left_out {
        doc.heading(2, &format!("{} ({})", list.title, list.questions.len()));
        doc.quiet(list.text);
        for answer in list.questions.iter().map(|question| &report.answers[*question]) {
            doc.annex_bullet(&[
                Inline::Strong(answer.code),
                Inline::Plain(" "),
                Inline::Plain(answer.text),
            ]);
            if !answer.reason.is_empty() {
                doc.add(written(ANNEX_NOTE, &answer.reason));
            }
        }
    }
    if !report.gaps.is_empty() {
        doc.quiet(t.document_answers_in_gaps);
    }
    for domain in &report.domains {
        let is_here = |answer: &&AnswerReport| {
            answer.domain_id == domain.id && report.gaps.iter().all(|gap| gap.code != answer.code)
        };
        let answers: Vec<_> = report.answers.iter().filter(is_here).collect();
        if !answers.is_empty() {
            doc.heading(2, &domain.name);
        }
        for answer in answers {
            one_answer(doc, report, answer);
        }
    }
}

fn one_answer(doc: &mut Doc, report: &Report, answer: &AnswerReport) {
    let t = &report.language.texts().phrases;
    let question = [
        Inline::Strong(answer.code),
        Inline::Plain(" "),
        Inline::Plain(answer.text),
        Inline::Plain(" "),
        Inline::Quiet(&answer.place),
    ];
    doc.add(paragraph(ANNEX_TEXT, &question).keep_next(true));
    let mut given = vec![Inline::Strong(&answer.short)];
    if let Some(statement) = answer.statement {
        given.extend([Inline::Plain(" – "), Inline::Plain(statement)]);
    }
    doc.annex(&given);
    if !answer.reason.is_empty() {
        doc.add(written(ANNEX_NOTE, &answer.reason));
    }
    if !answer.note.is_empty() {
        doc.annex(&[Inline::Strong(t.report_your_note)]);
        doc.add(written(ANNEX_NOTE, &answer.note));
    }
}

/// Adds the statement of applicability: the 38 controls, by group.
pub fn soa(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.soa_title);
    doc.quiet(t.soa_text);
    let columns = [
        Column::text(t.soa_control, 4900),
        Column::text(t.report_question, 1100),
        Column::text(t.soa_applies, 1100),
        Column::text(t.soa_justification, WIDE - 4900 - 1100 - 1100 - 2500),
        Column::text(t.soa_status, 2500),
    ];
    let mut rows = Vec::new();
    for area in report.soa.chunk_by(|one, next| one.area == next.area) {
        rows.extend(area.first().map(|first| group(&columns, &first.area)));
        rows.extend(area.iter().map(|row| soa_row(report, row)));
    }
    doc.table(table(&columns, rows));
}

fn soa_row(report: &Report, row: &SoaReport) -> Vec<Cell> {
    let proposed = report.language.texts().phrases.soa_proposed;
    let mark = [Inline::Plain(" "), Inline::Quiet(proposed)];
    let why = if row.is_proposal {
        let [space, mark] = mark;
        paragraph("TableText", &[Inline::Plain(&row.justification), space, mark])
    } else {
        written("TableText", &row.justification)
    };
    let mut status = vec![Inline::Plain(row.status)];
    if row.is_status_proposed {
        status.extend(mark);
    }
    vec![
        Cell::parts(&[Inline::Strong(row.id), Inline::Plain(" "), Inline::Plain(row.title)]),
        Cell::text(row.asked_by.code),
        Cell::text(row.applies),
        Cell::new(vec![why]),
        Cell::parts(&status),
    ]
}

/// Adds the laws and frameworks referred to, each with its date.
pub fn references(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.references_title);
    doc.quiet(t.references_text);
    for framework in &report.frameworks {
        let title = format!("{} ({})", framework.title, framework.as_of);
        doc.annex(&[Inline::Strong(&title), Inline::Plain(" – "), Inline::Plain(framework.note)]);
    }
    if let Some(note) = report.sector_note {
        doc.annex(&[Inline::Plain(note)]);
    }
    if report.gaps.iter().any(|gap| !gap.references.is_empty()) {
        doc.heading(2, t.document_by_gap);
    }
    for (framework, places) in cited(report) {
        let places: Vec<String> =
            places.iter().map(|(place, codes)| format!("{place} [{}]", codes.join(", "))).collect();
        let places = places.join("; ");
        doc.annex(&[Inline::Strong(framework), Inline::Plain(" – "), Inline::Plain(&places)]);
    }
}

/// A place in a framework, and the codes of the gaps that relate to it.
type Place<'r> = (&'r str, Vec<&'r str>);

/// What the gaps relate to: each place of each framework once, in the order of the gaps.
fn cited(report: &Report) -> Vec<(&str, Vec<Place<'_>>)> {
    let mut frameworks: Vec<(&str, Vec<Place>)> = Vec::new();
    for gap in &report.gaps {
        for citation in &gap.references {
            let places = entry(&mut frameworks, citation.framework);
            citation.parts.iter().for_each(|part| entry(places, part).push(gap.code));
        }
    }
    frameworks
}

/// The value of a key, which is added if it is not there.
fn entry<'l, 'k, V: Default>(list: &'l mut Vec<(&'k str, V)>, key: &'k str) -> &'l mut V {
    let index = list.iter().position(|(one, _)| *one == key).unwrap_or_else(|| {
        list.push((key, V::default()));
        list.len() - 1
    });
    &mut list[index].1
}

/// Adds how the figures are made, and the disclaimer.
pub fn method(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.results_method_title);
    report.method.iter().for_each(|sentence| doc.annex_bullet(&[Inline::Plain(sentence)]));
    report.disclaimer.iter().for_each(|sentence| doc.annex(&[Inline::Plain(sentence)]));
    doc.quiet(&report.made_with());
}
