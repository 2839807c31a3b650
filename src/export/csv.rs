//! Writes the report as CSV: several tables, one below the other, each with a title and a header
//! row.
//!
//! The file begins with a byte order mark, so that accents survive. Field separator and decimal
//! sign are those that spreadsheets expect in the language.

use csv::{Writer, WriterBuilder};

use super::error::Error;
use super::formulas::harmless;
use crate::language::{Language, in_a_row};
use crate::report::named::listed;
use crate::report::{Figure, Report};

/// The byte order mark that tells spreadsheets the file is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes the file.
///
/// # Errors
/// If the writer fails, which it doesn't in memory.
pub fn write(report: &Report) -> Result<Vec<u8>, Error> {
    let separator = if report.language == Language::French { b';' } else { b',' };
    let writer = WriterBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let mut sheet = Sheet { writer };
    tables(report, &mut sheet).map_err(|error| Error::new("csv", &error))?;
    sheet.writer.into_inner().map_err(|error| Error::new("csv", &error))
}

struct Sheet {
    writer: Writer<Vec<u8>>,
}

impl Sheet {
    fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> csv::Result<()> {
        self.writer.write_record(cells.into_iter().map(|cell| harmless(cell.as_ref())))
    }

    /// Adds an empty line, the title and the header row.
    fn table(&mut self, title: &str, head: &[&str]) -> csv::Result<()> {
        // An empty record would be written as a pair of quotes.
        self.row(["", ""])?;
        self.row([title])?;
        self.row(head)
    }
}

fn figure(figure: &Figure) -> [String; 3] {
    let score = if figure.tally.weight > 0 { figure.score.clone() } else { String::new() };
    [score, figure.tally.points.to_string(), figure.tally.weight.to_string()]
}

fn shown(level: Option<u32>) -> String {
    level.map(|level| level.to_string()).unwrap_or_default()
}

fn tables(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    summary(report, sheet)?;
    domains(report, sheet)?;
    answers(report, sheet)?;
    gaps(report, sheet)?;
    roadmap(report, sheet)?;
    soa(report, sheet)?;
    let t = &report.language.texts().phrases;
    sheet.table(t.results_method_title, &[])?;
    for sentence in report.method.iter().chain(&report.disclaimer) {
        sheet.row([sentence])?;
    }
    Ok(())
}

fn summary(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    let headline = &report.headline;
    sheet.row([t.report_title])?;
    sheet.row([t.verdict_label, &headline.verdict.text()])?;
    sheet.row([t.document_organisation, &report.organisation])?;
    sheet.row([t.document_date, &report.made_on])?;
    if let Some(overall) = &headline.overall {
        let [score, points, weight] = figure(overall);
        sheet.row([t.results_overall, &score, &points, &weight])?;
    }
    let key = &headline.key;
    sheet.row([t.results_key, &key.shown, &key.answered, key.alone.unwrap_or_default()])?;
    sheet.row([t.results_readiness, headline.readiness])?;
    sheet.row([t.results_completeness, headline.completeness, &headline.progress])?;
    if let Some(lowest) = &headline.lowest {
        sheet.row([lowest.title, &lowest.names(), &lowest.score])?;
    }
    for line in &report.profile {
        sheet.row([line.topic, &in_a_row(&line.chosen)])?;
    }
    for hint in &report.hints {
        sheet.row([t.hints_title, hint])?;
    }
    let next = report.plan.next_30_days();
    let next: Vec<_> = next.map(|task| format!("{} {}", task.code, task.deliverable)).collect();
    sheet.row([t.plan_title, &report.plan.total, &report.plan.dates])?;
    if !next.is_empty() {
        sheet.row([t.plan_next, &next.join("; ")])?;
    }
    Ok(())
}

fn domains(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    let head = [
        t.results_domain,
        t.results_score,
        t.document_points,
        t.report_weight,
        t.results_level_head,
        t.results_target,
        t.results_answered,
    ];
    sheet.table(t.results_radar_title, &head)?;
    for domain in &report.domains {
        let [score, points, weight] = figure(&domain.figure);
        let level = domain.figure.level.clone().unwrap_or_default();
        let answered = domain.figure.tally.answered.to_string();
        sheet.row([
            domain.name.clone(),
            score,
            points,
            weight,
            level,
            domain.target.to_string(),
            answered,
        ])?;
    }
    if !report.stages.is_empty() {
        sheet.table(t.report_stages_title, &head[..4])?;
    }
    for stage in &report.stages {
        let [score, points, weight] = figure(&stage.figure);
        sheet.row([stage.name, &score, &points, &weight])?;
    }
    Ok(())
}

fn answers(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    sheet.table(
        t.report_answers_title,
        &[
            t.document_code,
            t.results_domain,
            t.document_place,
            t.report_question,
            t.report_weight,
            t.results_level_head,
            t.report_answer,
            t.document_statement,
            t.document_reason,
            t.document_note,
        ],
    )?;
    for answer in &report.answers {
        let (weight, level) = (answer.weight.to_string(), shown(answer.level));
        let statement = answer.statement.unwrap_or_default();
        sheet.row([
            answer.code,
            &answer.domain,
            &answer.place,
            answer.text,
            &weight,
            &level,
            &answer.short,
            statement,
            &answer.reason,
            &answer.note,
        ])?;
    }
    Ok(())
}

fn gaps(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    sheet.table(
        t.results_gaps_title,
        &[
            t.document_rank,
            t.document_code,
            t.document_title,
            t.document_class,
            t.document_reason,
            t.results_level_head,
            t.results_target,
            t.report_now,
            t.document_expected,
            t.document_note,
            t.results_quick_win,
            t.document_effort,
            t.document_deliverable,
            t.report_what_to_do,
            t.report_evidence,
            t.document_waits_for,
            t.references_title,
        ],
    )?;
    for gap in &report.gaps {
        let references: Vec<String> = gap
            .references
            .iter()
            .map(|citation| format!("{} – {}", citation.framework, citation.parts.join(" · ")))
            .collect();
        let steps: Vec<&str> = gap.steps.iter().copied().chain(gap.beyond).collect();
        sheet.row([
            gap.rank.to_string(),
            gap.code.to_owned(),
            gap.title.to_owned(),
            gap.class_name.to_owned(),
            gap.class_reason.clone(),
            gap.level.to_string(),
            gap.target.to_string(),
            gap.found.to_owned(),
            gap.at_target().to_owned(),
            gap.note.clone(),
            if gap.quick_win { t.soa_yes } else { t.soa_no }.to_owned(),
            gap.effort_name.to_owned(),
            gap.deliverable.to_owned(),
            steps.join("\n"),
            gap.evidence.join("\n"),
            listed(&gap.waits_for),
            references.join("\n"),
        ])?;
    }
    Ok(())
}

fn roadmap(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    let head = [
        t.document_phase,
        t.document_code,
        t.plan_work,
        t.document_effort,
        t.plan_start,
        t.plan_end,
        t.document_waits_for,
        t.document_set,
    ];
    sheet.table(t.plan_title, &head)?;
    for phase in &report.phases {
        let name = format!("{} {}", phase.number, phase.name);
        // The last phase, the audit, has its row below.
        if phase.tasks.is_empty() && phase.number < report.phases.len() {
            sheet.row([name.as_str(), "", phase.nothing.unwrap_or_default()])?;
        }
        for task in &phase.tasks {
            sheet.row([
                name.as_str(),
                task.code,
                task.deliverable,
                task.effort,
                &task.when.start,
                &task.when.end(),
                &listed(&task.waits_for),
                &task.set.join("\n"),
            ])?;
        }
    }
    let Some(audit) = report.phases.last() else { return Ok(()) };
    let name = format!("{} {}", audit.number, audit.name);
    let when = report.plan.audit.as_ref().map(|when| (when.start.clone(), when.end()));
    let (start, end) = when.unwrap_or_default();
    sheet.row([name.as_str(), "", audit.text, "", &start, &end])
}

fn soa(report: &Report, sheet: &mut Sheet) -> csv::Result<()> {
    let t = &report.language.texts().phrases;
    let head = [
        t.soa_control,
        t.document_title,
        t.document_code,
        t.results_level_head,
        t.soa_applies,
        t.soa_justification,
        t.soa_status,
    ];
    sheet.table(t.soa_title, &head)?;
    for row in &report.soa {
        sheet.row([
            row.id,
            row.title,
            row.asked_by.code,
            &shown(row.level),
            row.applies,
            &row.justification,
            row.status,
        ])?;
    }
    Ok(())
}
