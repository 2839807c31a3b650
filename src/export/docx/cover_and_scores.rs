//! Writes the cover, the headline, the domains and stages, and the arithmetic.

use super::builder::Doc;
use super::styles::{ANNEX_TEXT, COLUMN, WIDTH};
use super::table::{Cell, Column, headless, table};
use super::words::{Inline, paragraph, plain, written};
use crate::export::error::Error;
use crate::export::palette::ACCENT_SOFT;
use crate::export::picture;
use crate::language::fill;
use crate::report::named::listed;
use crate::report::{Arithmetic, DomainReport, Headline, Report};

/// The width of the radar: 11 cm, in English metric units.
const RADAR: u32 = 3_960_000;

/// Adds the cover: title, organization, date, the result in brief, and the contents of a document
/// with annexes.
pub fn cover(doc: &mut Doc, report: &Report, with_contents: bool) {
    let t = &report.language.texts().phrases;
    doc.add(
        plain("Subtitle", "ISO/IEC 42001:2023")
            .line_spacing(docx_rs::LineSpacing::new().before(1600)),
    );
    doc.add(plain("Title", t.report_title));
    if !report.organisation.trim().is_empty() {
        doc.add(written("Subtitle", report.organisation.trim()));
    }
    if !report.date.is_empty() {
        doc.add(plain("Subtitle", &report.date));
    }
    doc.add(plain("Quiet", ""));
    verdict(doc, report);
    let columns = [Column::text("", WIDTH / 3), Column::text("", WIDTH - WIDTH / 3)];
    let score = Cell::new(result(report)).on(ACCENT_SOFT);
    let readiness = Cell::new(vec![
        plain("TableHead", t.results_readiness),
        paragraph("BodyText", &[Inline::Strong(report.headline.readiness)]),
        plain("TableText", &report.headline.readiness_text),
    ])
    .on(ACCENT_SOFT);
    doc.table(headless(&columns, vec![vec![score, readiness]]));
    report.disclaimer.iter().take(1).for_each(|sentence| doc.quiet(sentence));
    if with_contents {
        doc.contents(t.document_contents);
    }
}

/// Adds the verdict: its heading, and a paragraph.
fn verdict(doc: &mut Doc, report: &Report) {
    let verdict = &report.headline.verdict;
    doc.add(plain("Verdict", &verdict.heading).keep_next(true));
    doc.text(&verdict.sentences.join(" "));
}

/// The overall score or, where only key requirements are answered, how far they are.
fn result(report: &Report) -> Vec<docx_rs::Paragraph> {
    let t = &report.language.texts().phrases;
    let Headline { overall, key, .. } = &report.headline;
    match overall {
        Some(overall) => {
            vec![plain("TableHead", t.results_overall), figure(report, &overall.score)]
        }
        None => vec![
            plain("TableHead", t.results_key),
            paragraph("BodyText", &[Inline::Strong(&key.shown)]),
            plain("TableText", &key.answered),
            plain("TableText", key.alone.unwrap_or_default()),
        ],
    }
}

fn figure(report: &Report, score: &str) -> docx_rs::Paragraph {
    let of = format!(" {}", report.language.texts().phrases.results_of_five);
    paragraph("Figure", &[Inline::Plain(score), Inline::Quiet(&of)])
}

/// Adds the overall figures.
fn headline(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    let mut score = result(report);
    score.extend(beside_the_score(report).iter().map(|text| plain("TableText", text)));
    let worded = |title: &str, word: &str, text: &str| {
        Cell::new(vec![
            plain("TableHead", title),
            paragraph("BodyText", &[Inline::Strong(word)]),
            plain("TableText", text),
        ])
    };
    let readiness =
        worded(t.results_readiness, report.headline.readiness, &report.headline.readiness_text);
    let lowest = report.headline.lowest.as_ref().map(|lowest| {
        let score = format!("{} {}", lowest.score, t.results_of_five);
        worded(lowest.title, &score, &lowest.names())
    });
    let said = format!("{}. {}", report.headline.progress, report.headline.completeness_text);
    let completeness = worded(t.results_completeness, report.headline.completeness, &said);
    let columns = [Column::text("", WIDTH / 2), Column::text("", WIDTH / 2)];
    doc.table(headless(
        &columns,
        vec![
            vec![Cell::new(score), readiness],
            vec![completeness, lowest.unwrap_or_else(|| Cell::text(""))],
        ],
    ));
}

/// The lines below the score: its level, the key requirements, other scores, and whether all of it
/// is provisional.
fn beside_the_score(report: &Report) -> Vec<String> {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let mut lines = Vec::new();
    if let Some(overall) = &head.overall {
        if let (Some(level), Some(meaning)) = (&overall.level, head.level_meaning) {
            lines.push(format!("{}. {meaning}", fill(t.report_level, &[("level", level)])));
        }
        lines.push(head.key.line.clone());
        lines.extend(
            overall
                .known_only
                .as_ref()
                .map(|known| fill(t.results_known_only, &[("score", known)])),
        );
    }
    if let (Some(name), Some(earlier)) = (&report.earlier, head.earlier_overall()) {
        lines.push(fill(t.report_earlier, &[("name", name), ("score", &earlier.score)]));
    }
    lines.extend(head.provisional.map(str::to_owned));
    lines
}

/// Adds the headline figures, the radar and the table of domains.
///
/// # Errors
/// If the picture can't be made.
pub fn domains(doc: &mut Doc, report: &Report) -> Result<(), Error> {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.document_scores);
    headline(doc, report);
    doc.picture(picture::png(&report.radar)?, RADAR);
    let earlier = report.earlier.as_ref().map(|name| Column::number(name, 1100));
    let first = WIDTH - 900 - 1900 - 1300 - 1000 - if earlier.is_some() { 1100 } else { 0 };
    let mut columns =
        vec![Column::text(t.results_domain, first), Column::number(t.results_score, 900)];
    columns.extend(earlier);
    columns.push(Column::text(t.results_level_head, 1900));
    columns
        .extend([Column::number(t.results_answered, 1300), Column::number(t.results_target, 1000)]);
    let row = |domain: &DomainReport| {
        let mut name = vec![plain("TableText", &domain.name)];
        name.extend(
            domain.remarks.iter().map(|remark| paragraph("TableText", &[Inline::Quiet(remark)])),
        );
        let mut row = vec![Cell::new(name), Cell::strong(&domain.figure.score)];
        row.extend(domain.earlier.as_ref().map(|earlier| Cell::text(&earlier.score)));
        row.push(Cell::text(domain.figure.level.as_deref().unwrap_or("–")));
        row.push(Cell::text(&format!(
            "{}/{}",
            domain.figure.tally.answered, domain.figure.tally.questions
        )));
        row.push(Cell::text(&domain.target.to_string()));
        row
    };
    doc.table(table(&columns, report.domains.iter().map(row).collect()));
    Ok(())
}

/// Adds the stages: plan, do, check, act.
pub fn stages(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    if report.stages.is_empty() {
        return;
    }
    doc.heading(1, t.report_stages_title);
    let columns =
        [Column::text("", 1200), Column::text("", COLUMN - 1200 - 700), Column::number("", 700)];
    let rows = report.stages.iter().map(|stage| {
        vec![Cell::strong(stage.name), Cell::text(stage.text), Cell::strong(&stage.figure.score)]
    });
    doc.table(headless(&columns, rows.collect()));
}

/// Adds, for each domain, what holds its score down and the sum that makes it.
pub fn arithmetic(doc: &mut Doc, report: &Report) {
    let t = &report.language.texts().phrases;
    doc.heading(1, t.report_arithmetic_title);
    doc.quiet(t.report_arithmetic_text);
    let columns = [
        Column::text(t.report_question, COLUMN - 800 - 850 - 950),
        Column::number(t.report_weight, 800),
        Column::number(t.results_level_head, 850),
        Column::number(t.report_product, 950),
    ];
    for domain in &report.domains {
        doc.heading(2, &format!("{} · {}", domain.name, domain.figure.score));
        if !domain.held_down_by.is_empty() {
            doc.add(
                plain(
                    ANNEX_TEXT,
                    &format!("{} {}", t.report_held_down, listed(&domain.held_down_by)),
                )
                .keep_next(true),
            );
        }
        for remark in &domain.remarks {
            doc.add(plain("Quiet", remark).keep_next(true));
        }
        let mut rows: Vec<Vec<Cell>> = domain.arithmetic.iter().map(arithmetic_row).collect();
        if let Some(sum) = &domain.sum {
            let (weight, points) =
                (domain.figure.tally.weight.to_string(), domain.figure.tally.points.to_string());
            rows.push(vec![
                Cell::strong(t.report_sum_title),
                Cell::strong(&weight),
                Cell::text(""),
                Cell::strong(&points),
            ]);
            rows.push(vec![Cell::strong(sum).over(columns.len())]);
        }
        doc.table(table(&columns, rows));
    }
}

fn arithmetic_row(row: &Arithmetic) -> Vec<Cell> {
    let number = |number: Option<u32>| number.map_or("–".to_owned(), |number| number.to_string());
    let mut question = vec![paragraph(
        "TableText",
        &[Inline::Strong(row.code), Inline::Plain(" "), Inline::Plain(row.title)],
    )];
    question.extend(row.remark.map(|remark| paragraph("TableText", &[Inline::Quiet(remark)])));
    vec![
        Cell::new(question),
        Cell::text(&row.weight.to_string()),
        Cell::text(&number(row.level)),
        Cell::text(&number(row.product())),
    ]
}
