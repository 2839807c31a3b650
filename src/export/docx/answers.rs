//! Writes the answers and notes, the statement of applicability, the references and the method.

use super::builder::Doc;
use super::styles::{WIDE, WIDTH};
use super::table::{Cell, Column, group, table};
use super::words::{Inline, paragraph, plain, written};
use crate::report::{AnswerReport, Report, SoaReport};

/// Adds the lists of unanswered, unknown and not applicable questions, then every answer and note
/// in full.
pub fn left_out_and_answers(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading_on_new_page(t.report_answers_title);
    doc.text(&report.headline.progress);
    for list in &report.left_out {
        doc.heading(2, &format!("{} ({})", list.title, list.questions.len()));
        doc.quiet(list.text);
        for answer in list.questions.iter().map(|question| &report.answers[*question]) {
            doc.bullet(&[
                Inline::Strong(answer.code),
                Inline::Plain(" "),
                Inline::Plain(answer.text),
            ]);
            if !answer.reason.is_empty() {
                doc.add(written("Note", &answer.reason));
            }
        }
    }
    let columns =
        [Column::text(t.report_question, 3900), Column::text(t.report_answer, WIDTH - 3900)];
    for domain in &report.domains {
        doc.heading(2, &domain.name);
        let answers = report.answers.iter().filter(|answer| answer.domain_id == domain.id);
        doc.table(table(&columns, answers.map(|answer| answer_row(report, answer)).collect()));
    }
}

fn answer_row(report: &Report, answer: &AnswerReport) -> Vec<Cell> {
    let t = &report.language.texts().phrases;
    let question = vec![
        paragraph(
            "TableText",
            &[Inline::Strong(answer.code), Inline::Quiet("  "), Inline::Quiet(&answer.place)],
        ),
        paragraph("TableText", &[Inline::Plain(answer.text)]),
    ];
    let mut given = vec![paragraph("TableText", &[Inline::Strong(&answer.short)])];
    given.extend(
        answer.statement.map(|statement| paragraph("TableText", &[Inline::Plain(statement)])),
    );
    if !answer.reason.is_empty() {
        given.push(written("TableText", &answer.reason));
    }
    if !answer.note.is_empty() {
        given.push(paragraph("TableText", &[Inline::Quiet(t.report_your_note)]).keep_next(true));
        given.push(written("TableText", &answer.note));
    }
    vec![Cell::new(question), Cell::new(given)]
}

/// Adds the statement of applicability: the 38 controls, by group.
pub fn soa(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.soa_title);
    doc.quiet(t.soa_text);
    let columns = [
        Column::text(t.soa_control, 3500),
        Column::text(t.report_answer, 1900),
        Column::text(t.soa_applies, 1300),
        Column::text(t.soa_justification, WIDE - 3500 - 1900 - 1300 - 1800),
        Column::text(t.soa_status, 1800),
    ];
    let mut rows = Vec::new();
    for area in report.soa.chunk_by(|one, next| one.area == next.area) {
        rows.extend(area.first().map(|first| group(&columns, &first.area)));
        rows.extend(area.iter().map(|row| soa_row(report, row)));
    }
    doc.table(table(&columns, rows));
}

fn soa_row(report: &Report, row: &SoaReport) -> Vec<Cell> {
    let proposed = |is_so: bool| {
        let mark = [Inline::Quiet(report.language.texts().phrases.soa_proposed)];
        is_so.then(|| paragraph("TableText", &mark))
    };
    let mut why = vec![written("TableText", &row.justification)];
    why.extend(proposed(row.is_proposal));
    let mut status = vec![plain("TableText", row.status)];
    status.extend(proposed(row.is_status_proposed));
    vec![
        Cell::parts(&[Inline::Strong(row.id), Inline::Plain(" "), Inline::Plain(row.title)]),
        Cell::parts(&[
            Inline::Strong(row.asked_by.code),
            Inline::Plain(" "),
            Inline::Plain(row.asked_by.title),
            Inline::Quiet(" – "),
            Inline::Quiet(&row.answer),
        ]),
        Cell::text(row.applies),
        Cell::new(why),
        Cell::new(status),
    ]
}

/// Adds the laws and frameworks referred to, each with its date.
pub fn references(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.references_title);
    doc.quiet(t.references_text);
    for framework in &report.frameworks {
        doc.lead(&format!("{} ({})", framework.title, framework.as_of));
        doc.text(framework.note);
    }
    if let Some(note) = report.sector_note {
        doc.text(note);
    }
}

/// Adds how the figures are made, and the disclaimer.
pub fn method(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.results_method_title);
    doc.bullets(report.method.iter().map(String::as_str));
    doc.text("");
    report.disclaimer.iter().for_each(|sentence| doc.text(sentence));
    doc.quiet(&report.made_with());
}
