//! Writes the sheets, in order.

use rust_xlsxwriter::{Chart, ChartType, Workbook, XlsxError};

use super::sheet::{Cell, CellStyle, Column, Long, Sheet, joined_lines};
use crate::report::named::listed;
use crate::report::{Report, When};

type Written = Result<Vec<Long>, XlsxError>;

/// The writers of all sheets, in order.
pub const ALL: [fn(&mut Workbook, &CellStyle, &Report) -> Written; 9] =
    [summary, domains, answers, gaps, roadmap, audit, soa, stages, method];

fn summary(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let head = &report.headline;
    let columns = [(t.document_figure, 36), (t.document_value, 60), (t.document_meaning, 80)];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_summary, &columns, 2)?;
    sheet.page.write_string_with_format(0, 0, t.report_title, look.title())?;
    let text = |text: &str| Cell::from(text);
    let verdict = &head.verdict;
    let sentences = Cell::Text(verdict.sentences.join(" "));
    sheet.row(&[text(t.verdict_label), text(&verdict.heading), sentences])?;
    sheet.row(&[text(t.document_organisation), text(&report.organisation), Cell::Empty])?;
    sheet.row(&[text(t.document_date), text(&report.date), Cell::Empty])?;
    if let Some(overall) = &head.overall {
        let level = overall.level.as_deref().unwrap_or("–");
        let meaning = head
            .level_meaning
            .map_or_else(|| level.to_owned(), |meaning| format!("{level}. {meaning}"));
        sheet.row(&[text(t.results_overall), overall.tenths().into(), Cell::Text(meaning)])?;
        if overall.known_only.is_some() {
            let what = crate::language::fill(t.results_known_only, &[("score", "")]);
            sheet.row(&[text(what.trim()), overall.tally.known_only().into(), Cell::Empty])?;
        }
    }
    let key = format!("{} · {}", head.key.shown, head.key.answered);
    sheet.row(&[
        text(t.results_key),
        text(&key),
        head.key.alone.map_or(Cell::Empty, Cell::from),
    ])?;
    if let (Some(name), Some(earlier)) = (&report.earlier, head.earlier_overall()) {
        sheet.row(&[text(name), earlier.tenths().into(), Cell::Empty])?;
    }
    let provisional = head.provisional.map_or(Cell::Empty, Cell::from);
    sheet.row(&[text(t.results_answered), text(&head.progress), provisional])?;
    sheet.row(&[text(t.results_readiness), text(head.readiness), text(head.readiness_text)])?;
    sheet.row(&[
        text(t.results_completeness),
        text(head.completeness),
        text(head.completeness_text),
    ])?;
    if let Some(lowest) = &head.lowest {
        sheet.row(&[text(lowest.title), text(&lowest.names()), text(&lowest.score)])?;
    }
    if let Some(critical) = &head.critical {
        let codes = listed(&head.critical_gaps);
        sheet.row(&[text(critical), text(&codes), text(t.results_critical_text)])?;
    }
    for line in &report.profile {
        sheet.row(&[text(line.topic), joined_lines(line.chosen.iter().copied()), Cell::Empty])?;
    }
    for hint in &report.hints {
        sheet.row(&[text(t.hints_title), Cell::Empty, text(hint)])?;
    }
    let next = report.plan.next_30_days();
    let next: Vec<_> = next.map(|task| format!("{} {}", task.code, task.deliverable)).collect();
    sheet.row(&[text(t.plan_title), text(&report.plan.total), text(&report.plan.dates)])?;
    if !next.is_empty() {
        sheet.row(&[text(t.plan_next), text(&next.join("; ")), Cell::Empty])?;
    }
    Ok(sheet.long)
}

fn domains(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let mut columns: Vec<Column> = vec![
        (t.results_domain, 46),
        (t.results_score, 9),
        (t.results_target, 9),
        (t.results_level_head, 22),
        (t.document_points, 9),
        (t.document_weights, 9),
        (t.results_answered, 11),
        (t.document_questions, 11),
    ];
    if let Some(earlier) = &report.earlier {
        columns.push((earlier, 16));
    }
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_domains, &columns, 0)?;
    for domain in &report.domains {
        let tally = domain.figure.tally;
        let mut row = vec![
            Cell::Text(domain.name.clone()),
            domain.figure.tenths().into(),
            Cell::Number(domain.target),
            domain.figure.level.as_deref().unwrap_or("–").into(),
            Cell::Number(tally.points),
            Cell::Number(tally.weight),
            tally.answered.into(),
            tally.questions.into(),
        ];
        row.extend(domain.earlier.as_ref().map(|earlier| Cell::from(earlier.tenths())));
        sheet.row(&row)?;
    }
    let (name, last) =
        (t.document_sheet_domains, u32::try_from(report.domains.len()).unwrap_or_default());
    let mut chart = Chart::new(ChartType::RadarWithMarkers);
    chart.set_name("Radar").title().set_name(t.results_radar_title);
    for column in [1, 2] {
        chart
            .add_series()
            .set_name((name, 0, column))
            .set_categories((name, 1, 0, last, 0))
            .set_values((name, 1, column, last, column));
    }
    chart.y_axis().set_min(0).set_max(5).set_major_unit(1);
    chart.set_width(760).set_height(520).set_alt_text(t.results_radar_alt);
    sheet.page.insert_chart(last + 3, 0, &chart)?;
    sheet.end(columns.len())
}

fn answers(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_code, 8),
        (t.results_domain, 26),
        (t.document_place, 14),
        (t.report_question, 48),
        (t.report_weight, 8),
        (t.results_level_head, 8),
        (t.report_answer, 16),
        (t.document_statement, 48),
        (t.document_reason, 30),
        (t.document_note, 50),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_answers, &columns, 0)?;
    for answer in &report.answers {
        sheet.row(&[
            answer.code.into(),
            answer.domain.as_str().into(),
            answer.place.as_str().into(),
            answer.text.into(),
            Cell::Number(answer.weight),
            answer.level.into(),
            answer.short.as_str().into(),
            answer.statement.unwrap_or_default().into(),
            answer.reason.as_str().into(),
            answer.note.as_str().into(),
        ])?;
    }
    sheet.end(columns.len())
}

fn gaps(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_rank, 7),
        (t.document_code, 8),
        (t.document_title, 26),
        (t.document_class, 14),
        (t.document_reason, 30),
        (t.results_level_head, 8),
        (t.results_target, 8),
        (t.report_now, 40),
        (t.document_expected, 40),
        (t.results_quick_win, 10),
        (t.document_effort, 15),
        (t.document_deliverable, 30),
        (t.report_what_to_do, 60),
        (t.document_beyond, 40),
        (t.report_evidence, 40),
        (t.document_waits_for, 14),
        (t.references_title, 50),
        (t.document_note, 50),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_gaps, &columns, 0)?;
    for gap in &report.gaps {
        let references: Vec<String> = gap
            .references
            .iter()
            .map(|citation| format!("{} – {}", citation.framework, citation.parts.join(" · ")))
            .collect();
        sheet.row(&[
            gap.rank.into(),
            gap.code.into(),
            gap.title.into(),
            gap.class_name.into(),
            gap.class_reason.as_str().into(),
            Cell::Number(gap.level),
            Cell::Number(gap.target),
            gap.found.into(),
            gap.at_target().into(),
            if gap.quick_win { t.soa_yes } else { t.soa_no }.into(),
            gap.effort_name.into(),
            gap.deliverable.into(),
            joined_lines(gap.steps.iter().copied()),
            gap.beyond.unwrap_or_default().into(),
            joined_lines(gap.evidence.iter().copied()),
            listed(&gap.waits_for).as_str().into(),
            joined_lines(references.iter().map(String::as_str)),
            gap.note.as_str().into(),
        ])?;
    }
    sheet.end(columns.len())
}

fn roadmap(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_phase, 34),
        (t.document_order, 8),
        (t.document_code, 8),
        (t.plan_work, 50),
        (t.document_effort, 16),
        (t.plan_start, 14),
        (t.document_done_early, 14),
        (t.document_done_late, 14),
        (t.document_waits_for, 20),
        (t.document_set, 40),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_roadmap, &columns, 0)?;
    for phase in &report.phases {
        for (order, task) in (1_usize..).zip(&phase.tasks) {
            sheet.row(&[
                Cell::Text(format!("{}. {}", phase.number, phase.name)),
                order.into(),
                task.code.into(),
                task.deliverable.into(),
                task.effort.into(),
                task.when.start.as_str().into(),
                task.when.early.as_str().into(),
                task.when.late.as_str().into(),
                listed(&task.waits_for).as_str().into(),
                joined_lines(task.set.iter().map(String::as_str)),
            ])?;
        }
    }
    if let Some(audit) = report.phases.last() {
        let when = report.plan.audit.as_ref();
        let day = |of: fn(&When) -> &String| when.map_or(Cell::Empty, |it| of(it).as_str().into());
        sheet.row(&[
            Cell::Text(format!("{}. {}", audit.number, audit.name)),
            Cell::Empty,
            Cell::Empty,
            audit.text.into(),
            Cell::Empty,
            day(|when| &when.start),
            day(|when| &when.early),
            day(|when| &when.late),
            Cell::Empty,
            Cell::Empty,
        ])?;
    }
    sheet.end(columns.len())
}

fn audit(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.document_stage, 36),
        (t.document_code, 8),
        (t.plan_audit_item, 44),
        (t.report_evidence, 70),
        (t.report_answer, 16),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_audit, &columns, 0)?;
    for stage in &report.audit {
        for item in &stage.items {
            let evidence = joined_lines(item.evidence.iter().copied());
            sheet.row(&[
                stage.name.into(),
                item.code.into(),
                item.deliverable.into(),
                evidence,
                item.answer.as_str().into(),
            ])?;
        }
    }
    sheet.end(columns.len())
}

fn soa(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [
        (t.soa_control, 10),
        (t.document_title, 44),
        (t.document_area, 36),
        (t.document_code, 8),
        (t.report_answer, 16),
        (t.soa_applies, 12),
        (t.soa_justification, 70),
        (t.soa_status, 18),
    ];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_soa, &columns, 0)?;
    for row in &report.soa {
        let marked = |text: &str, is_proposed: bool| {
            let mark = if is_proposed { t.soa_proposed } else { "" };
            format!("{text} {mark}").trim_end().to_owned()
        };
        sheet.row(&[
            row.id.into(),
            row.title.into(),
            row.area.as_str().into(),
            row.asked_by.code.into(),
            row.answer.as_str().into(),
            row.applies.into(),
            Cell::Text(marked(&row.justification, row.is_proposal)),
            Cell::Text(marked(row.status, row.is_status_proposed)),
        ])?;
    }
    sheet.end(columns.len())
}

fn stages(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let columns = [(t.report_stages_title, 36), (t.results_score, 10), (t.document_meaning, 70)];
    let mut sheet = Sheet::new(workbook, look, t.document_sheet_stages, &columns, 0)?;
    for stage in &report.stages {
        sheet.row(&[stage.name.into(), stage.figure.tenths().into(), stage.text.into()])?;
    }
    sheet.end(columns.len())
}

fn method(workbook: &mut Workbook, look: &CellStyle, report: &Report) -> Written {
    let t = &report.language.texts().phrases;
    let mut sheet =
        Sheet::new(workbook, look, t.document_sheet_method, &[(t.results_method_title, 95)], 0)?;
    for sentence in report.method.iter().chain(&report.disclaimer) {
        sheet.row(&[sentence.as_str().into()])?;
    }
    for framework in &report.frameworks {
        sheet.row(&[Cell::Text(format!(
            "{} ({}). {}",
            framework.title, framework.as_of, framework.note
        ))])?;
    }
    if let Some(note) = report.sector_note {
        sheet.row(&[note.into()])?;
    }
    Ok(sheet.long)
}
