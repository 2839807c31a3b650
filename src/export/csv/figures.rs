//! The tables of figures and answers: the result in brief, domains, stages, answers.

use super::table::{Table, shown};
use crate::assessment::answers::Level;
use crate::language::in_a_row;
use crate::report::{Figure, Report};

/// All of them, in order.
pub fn tables(report: &Report) -> [Table; 4] {
    [summary(report), domains(report), stages(report), answers(report)]
}

/// The score, if there is one, and the sums that make it.
fn sums(figure: &Figure) -> [String; 3] {
    let score = if figure.tally.weight > 0 { figure.score.clone() } else { String::new() };
    [score, figure.tally.points.to_string(), figure.tally.weight.to_string()]
}

fn summary(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [t.document_figure, t.document_value, t.document_meaning];
    let files = ["summary.csv", "sommaire.csv"];
    let mut table = Table::new(report.language, files, t.tables_summary, &head);
    let headline = &report.headline;
    let verdict = &headline.verdict;
    table.row([t.verdict_label, &verdict.heading, &verdict.sentences.join(" ")]);
    table.row([t.document_organisation, &report.organisation, ""]);
    table.row([t.document_date, &report.made_on, ""]);
    overall(report, &mut table);
    let key = &headline.key;
    let answered = format!("{}. {}", key.answered, key.alone.unwrap_or_default());
    table.row([t.results_key, &key.shown, answered.trim_end()]);
    let provisional = headline.provisional.unwrap_or_default();
    table.row([t.results_answered, &headline.progress, provisional]);
    table.row([t.results_readiness, headline.readiness, &headline.readiness_text]);
    table.row([t.results_completeness, headline.completeness, headline.completeness_text]);
    if let Some(lowest) = &headline.lowest {
        table.row([lowest.title, &lowest.score, &lowest.names()]);
    }
    for line in &report.profile {
        table.row([line.topic, &in_a_row(&line.chosen), ""]);
    }
    for hint in &report.hints {
        table.row([t.hints_title, hint, ""]);
    }
    table.row([t.plan_title, &report.plan.total, &report.plan.dates]);
    table
}

/// The overall score with its sums; nothing where only key requirements are answered.
fn overall(report: &Report, table: &mut Table) {
    let t = &report.language.texts().phrases;
    let Some(overall) = &report.headline.overall else { return };
    let [score, points, weights] = sums(overall);
    let level = overall.level.as_deref().unwrap_or_default();
    let meaning = report.headline.level_meaning.unwrap_or_default();
    let words: Vec<&str> = [level, meaning].into_iter().filter(|text| !text.is_empty()).collect();
    table.row([t.results_overall, &score, &words.join(". ")]);
    table.row([t.document_points, &points, ""]);
    table.row([t.document_weights, &weights, ""]);
}

fn domains(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_code,
        t.results_domain,
        t.results_score,
        t.document_points,
        t.document_weights,
        t.results_level_head,
        t.results_target,
        t.document_questions,
        t.results_answered,
        t.results_unknown,
        t.results_not_applicable,
    ];
    let files = ["domains.csv", "domaines.csv"];
    let mut table = Table::new(report.language, files, t.tables_domains, &head);
    for domain in &report.domains {
        let tally = &domain.figure.tally;
        let [score, points, weights] = sums(&domain.figure);
        let level = shown(tally.level().map(Level::number));
        let counts = [tally.questions, tally.answered, tally.unknown, tally.not_applicable];
        let [questions, answered, unknown, not_applicable] = counts.map(|count| count.to_string());
        table.row([
            domain.id,
            &domain.name,
            &score,
            &points,
            &weights,
            &level,
            &domain.target.to_string(),
            &questions,
            &answered,
            &unknown,
            &not_applicable,
        ]);
    }
    table
}

fn stages(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_stage,
        t.document_meaning,
        t.results_score,
        t.document_points,
        t.document_weights,
    ];
    let files = ["stages.csv", "etapes-pdca.csv"];
    let mut table = Table::new(report.language, files, t.tables_stages, &head);
    for stage in &report.stages {
        let [score, points, weights] = sums(&stage.figure);
        table.row([stage.name, stage.text, &score, &points, &weights]);
    }
    table
}

/// Every answer. A *don't know* has no level, and the one that it counts as.
fn answers(report: &Report) -> Table {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_code,
        t.results_domain,
        t.document_place,
        t.report_question,
        t.report_weight,
        t.report_answer,
        t.results_level_head,
        t.tables_counted,
        t.document_statement,
        t.document_reason,
        t.document_note,
    ];
    let files = ["answers.csv", "reponses.csv"];
    let mut table = Table::new(report.language, files, t.tables_answers, &head);
    for answer in &report.answers {
        table.row([
            answer.code,
            &answer.domain,
            &answer.place,
            answer.text,
            &answer.weight.to_string(),
            &answer.short,
            &shown(answer.statement.and(answer.level)),
            &shown(answer.level),
            answer.statement.unwrap_or_default(),
            &answer.reason,
            &answer.note,
        ]);
    }
    table
}
