//! Tests that the Excel file holds all of the report, as something to work with: days that follow
//! from one start, lists to choose from, named tables; in both languages, whatever users wrote.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Cursor;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::xlsx;
use aims_assessment::language::Language;
use aims_assessment::report::{Figure, Report, Sources};
use calamine::{Data, Reader as _, Xlsx};

use crate::common::{assessment, report_of};
use crate::exported_documents::{hostile, part};

const OVERVIEW: usize = 0;
const PLAN: usize = 1;
const GAPS: usize = 2;
const STATEMENT: usize = 3;
const EVIDENCE: usize = 4;
const SCORES: usize = 5;
const ANSWERS: usize = 6;
const REFERENCES: usize = 7;

fn example(name: &str) -> Assessment {
    let file = std::fs::read(format!("tests/files/{name}.aims.json")).unwrap();
    file::read(&ISO42001, &file).unwrap().assessment
}

/// A beginner, one nearly ready, no answers, one answer, all at level 3, hostile notes, and two
/// more.
fn cases() -> Vec<Assessment> {
    let files = ["beginner", "nearly-ready", "on-the-way", "with-problems"].map(example);
    let notations = ["", "C5-2 2", "all 3"].map(assessment);
    files.into_iter().chain(notations).chain([hostile()]).collect()
}

fn reports() -> impl Iterator<Item = Report> {
    cases().into_iter().flat_map(|case| Language::ALL.map(|language| report_of(&case, language)))
}

fn text(text: &str) -> Data {
    if text.is_empty() { Data::Empty } else { Data::String(text.to_owned()) }
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::DateTime(day) => day.as_f64(),
        other => unreachable!("{other:?}"),
    }
}

type Rows = Vec<Vec<Data>>;

/// Returns each sheet with its rows, which begin in the first column and row.
fn sheets(file: &[u8]) -> Vec<(String, Rows)> {
    let mut book = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    let sheets = book.worksheets();
    sheets
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

/// Returns each formula of the file, with its sheet.
fn formulas(file: &[u8]) -> Vec<(usize, String)> {
    let mut book = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    let names = book.sheet_names();
    let of = |(sheet, name): (usize, &String)| {
        let range = book.worksheet_formula(name).unwrap();
        let cells = range.rows().flatten().filter(|cell| !cell.is_empty()).cloned();
        cells.map(|cell| (sheet, cell)).collect::<Vec<_>>()
    };
    names.iter().enumerate().flat_map(of).collect()
}

/// The rows below the header whose first cell says this.
fn below<'r>(rows: &'r Rows, header: &str) -> &'r [Vec<Data>] {
    let place = rows.iter().position(|row| row[0] == text(header)).unwrap();
    &rows[place + 1..]
}

/// A part of the file that belongs to a sheet.
fn sheet_xml(file: &[u8], sheet: usize) -> String {
    part(file, &format!("xl/worksheets/sheet{}.xml", sheet + 1))
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "`{wanted}` is missing");
}

fn is_score(cell: &Data, figure: &Figure) {
    match figure.tenths() {
        Some(tenths) => {
            assert_eq!(number(cell).to_string(), tenths.to_string().trim_end_matches(".0"));
        }
        None => assert_eq!(*cell, Data::Empty),
    }
}

#[test]
fn the_overview_has_the_verdict_the_figures_and_every_answer() {
    for report in reports() {
        let sheets = sheets(&xlsx::write(&report).unwrap());
        assert_eq!(sheets.len(), 9);
        assert!(sheets.iter().all(|(name, _)| name.encode_utf16().count() <= 31));
        let rows = &sheets[OVERVIEW].1;
        let verdict = &report.headline.verdict;
        assert_eq!(rows[2][0], text(&verdict.heading));
        assert_eq!(rows[3][0], text(&verdict.sentences.join(" ")));
        let t = &report.language.texts().phrases;
        let wanted = [report.headline.readiness, &*report.headline.readiness_text];
        let line = below(rows, t.document_figure);
        let line = line.iter().find(|row| row[0] == text(t.results_readiness)).unwrap();
        assert_eq!([&line[1], &line[6]], [&text(wanted[0]), &text(wanted[1])]);
        for hint in &report.hints {
            assert!(rows.iter().any(|row| row[6] == text(hint)), "{hint}");
        }
        let map = below(rows, t.results_domain);
        let answers: Vec<String> = report
            .heat_map
            .iter()
            .zip(map)
            .zip(&report.domains)
            .flat_map(|((domain, row), scores)| {
                assert_eq!(row[0], text(&format!("{} {}", domain.id, domain.short)));
                is_score(&row[1], &scores.figure);
                assert_eq!(number(&row[2]).to_string(), scores.target.to_string());
                row[3..].iter().map(ToString::to_string).filter(|cell| !cell.is_empty())
            })
            .collect();
        let cells = report.heat_map.iter().flat_map(|row| &row.cells);
        let signs: Vec<&str> = cells
            .map(|cell| if cell.sign.is_empty() { cell.question.code } else { cell.sign })
            .collect();
        assert_eq!(answers, signs);
        assert_eq!(answers.len(), 42);
    }
}

#[test]
fn every_sheet_holds_its_part_of_the_report() {
    for report in reports() {
        let file = xlsx::write(&report).unwrap();
        let sheets = sheets(&file);
        let t = &report.language.texts().phrases;
        for (row, domain) in below(&sheets[SCORES].1, t.results_domain).iter().zip(&report.domains)
        {
            assert_eq!(row[0], text(&domain.name));
            is_score(&row[1], &domain.figure);
            assert_eq!(number(&row[4]).to_string(), domain.figure.tally.points.to_string());
        }
        if !report.stages.is_empty() {
            let rows = below(&sheets[SCORES].1, t.report_stages_title);
            assert_eq!(rows.len(), 4);
            rows.iter()
                .zip(&report.stages)
                .for_each(|(row, stage)| is_score(&row[1], &stage.figure));
        }
        let answers = below(&sheets[ANSWERS].1, t.document_code);
        assert_eq!(answers.len(), 42);
        for (row, answer) in answers.iter().zip(&report.answers) {
            assert_eq!(row[..2], [text(answer.code), text(answer.text)]);
            assert_eq!(row[4], answer.level.map_or(Data::Empty, |level| Data::Float(level.into())));
            assert_eq!(row[6], text(answer.statement.unwrap_or_default()));
            assert_eq!([row[7].to_string(), row[8].to_string()], [&*answer.reason, &answer.note]);
        }
        if !report.gaps.is_empty() {
            let gaps = below(&sheets[GAPS].1, t.document_rank);
            assert_eq!(gaps.len(), report.gaps.len());
            for (row, gap) in gaps.iter().zip(&report.gaps) {
                assert_eq!(number(&row[0]).to_string(), gap.rank.to_string());
                let reason = gap.class_reason.as_str();
                assert_eq!(row[1..5], [gap.code, gap.title, gap.class_name, reason].map(text));
                assert_eq!(row[7], text(gap.found));
                // Below level 3 what level 3 would be stands before what the target would be.
                for level in &gap.expected {
                    has(&row[8].to_string(), level.statement);
                }
                assert!(row[8].to_string().ends_with(gap.at_target()));
                assert_eq!(row[9], text(&gap.steps.join("\n")));
            }
        }
        let statement = below(&sheets[STATEMENT].1, t.soa_control);
        assert_eq!(statement.len(), 38);
        for (row, control) in statement.iter().zip(&report.soa) {
            assert_eq!(row[..3], [control.id, control.title, control.applies].map(text));
            has(&row[3].to_string(), &control.justification);
            assert_eq!(row[3].to_string().ends_with(t.soa_proposed), control.is_proposal);
            let mark = if control.is_status_proposed { t.soa_proposed } else { "" };
            assert_eq!(row[4], text(format!("{} {mark}", control.status).trim_end()));
        }
        let evidence = below(&sheets[EVIDENCE].1, t.document_code);
        let pieces = |row: &Vec<Data>| (row[0].to_string(), row[2].to_string());
        let pieces: Vec<_> = evidence.iter().map(pieces).collect();
        for item in report.audit.iter().flat_map(|stage| &stage.items) {
            let wanted = item.evidence.iter().map(|piece| (item.code.to_owned(), (*piece).into()));
            let found = pieces.iter().filter(|(code, _)| code == item.code).cloned();
            assert_eq!(found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
        }
        let cited = |row: &Vec<Data>| (row[0].to_string(), row[3].to_string());
        let cited: Vec<_> =
            sheets[REFERENCES].1.iter().filter(|row| row.len() > 3).map(cited).collect();
        for gap in &report.gaps {
            for part in gap.references.iter().flat_map(|citation| &citation.parts) {
                assert!(
                    cited.contains(&(gap.code.to_owned(), part.clone())),
                    "{} {part}",
                    gap.code
                );
            }
        }
        assert_eq!(file, xlsx::write(&report).unwrap());
    }
}

/// A plan with own dates, an owner and progress.
fn tracked() -> Assessment {
    let mut tracked = assessment("all 2, C5-2 1, C9-3 ?");
    tracked.plan.start = Date::parse("2026-01-05");
    let set = |code: &str, action: Action, tracked: &mut Assessment| {
        tracked.plan.set(ISO42001.question(code).unwrap(), action);
    };
    let owner = "=HYPERLINK(\"https://example.org\")".to_owned();
    let due = Date::parse("2026-11-22");
    set("C5-2", Action { owner, due, done: Some(40), ..Action::default() }, &mut tracked);
    let start = Date::parse("2026-03-02");
    set("C4-1", Action { start, done: Some(100), ..Action::default() }, &mut tracked);
    tracked
}

#[test]
fn every_day_of_the_plan_follows_from_its_start() {
    for language in Language::ALL {
        let report = report_of(&tracked(), language);
        let t = &language.texts().phrases;
        let file = xlsx::write(&report).unwrap();
        let sheets = sheets(&file);
        let rows = &sheets[PLAN].1;
        let figure = |name: &str| rows.iter().find(|row| row[0] == text(name)).unwrap()[2].clone();
        assert_eq!(day(&figure(t.plan_from)), "2026-01-05");
        assert_eq!(figure(t.document_done), Data::Float(1.0));
        let plan = below(rows, t.document_code);
        assert_eq!(plan.len(), report.plan.tasks.len() + 1, "the work and the audit");
        let mut late = 0;
        for (row, task) in plan.iter().zip(&report.plan.tasks) {
            let own = [task.action.start, task.action.due];
            let [own_start, own_due] = own.map(|date| date.map(|date| date.to_string()));
            assert_eq!(row[..3], [task.code, task.title, task.deliverable].map(text));
            assert_eq!(day(&row[6]), own_start.unwrap_or(task.when.start.clone()));
            assert_eq!(day(&row[7]), task.when.early);
            assert_eq!(day(&row[8]), own_due.unwrap_or(task.when.late.clone()));
            late += u32::from(day(&row[8]).as_str() < "2026-11-23" && task.own.percent < 100);
            assert_eq!(
                number(&row[9]).to_string(),
                (f64::from(task.own.percent) / 100.0).to_string()
            );
        }
        assert!(late > 0);
        assert_eq!(figure(t.document_late), Data::Float(late.into()));
        let audit = plan.last().unwrap();
        assert_eq!(day(&audit[8]), report.plan.audit.as_ref().unwrap().late);
        let of = |code: &str| plan.iter().find(|row| row[0] == text(code)).unwrap();
        assert_eq!(of("C5-2")[5].to_string(), "=HYPERLINK(\"https://example.org\")");
        assert_eq!(of("C5-2")[10], text(t.document_under_way));
        assert_eq!(of("C4-1")[10], text(t.document_done));
        assert_eq!(of("C9-3")[10], text(t.document_to_do));
        let formulas = formulas(&file);
        assert!(formulas.iter().all(|(sheet, _)| *sheet == PLAN));
        assert_eq!(formulas.len(), 3 * plan.len() + 3, "three days a row, three figures");
    }
}

fn day(cell: &Data) -> String {
    let Data::DateTime(day) = cell else { unreachable!("{cell:?}") };
    let (year, month, day, ..) = day.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[test]
fn where_nothing_can_be_estimated_the_plan_says_so_and_has_no_days() {
    for language in Language::ALL {
        let t = &language.texts().phrases;
        for (notation, has_work) in [("", false), ("C5-2 2", true)] {
            let report = report_of(&assessment(notation), language);
            let file = xlsx::write(&report).unwrap();
            assert_eq!(formulas(&file), []);
            let rows = &sheets(&file)[PLAN].1;
            assert_eq!(rows[1][0], text(&report.plan.total));
            assert!(!rows.iter().flatten().any(|cell| matches!(cell, Data::DateTime(_))));
            assert_eq!(rows.iter().any(|row| row[0] == text("C5-2")), has_work);
            assert!(!rows.iter().any(|row| row[0] == text(t.plan_from)));
        }
    }
    let without_day = Report::new(Sources {
        questionnaire: &ISO42001,
        assessment: &assessment("all 2"),
        earlier: None,
        language: Language::English,
        made_on: "",
    });
    let file = xlsx::write(&without_day).unwrap();
    assert!(formulas(&file).len() > 100, "days follow once a start is entered");
    assert!(!sheets(&file)[PLAN].1.iter().flatten().any(|cell| matches!(cell, Data::DateTime(_))));
}

#[test]
fn tables_have_names_and_stay_readable() {
    for language in Language::ALL {
        let file = xlsx::write(&report_of(&tracked(), language)).unwrap();
        let names = sheets(&file).into_iter().map(|(name, _)| name.replace(' ', "_"));
        let mut tables: Vec<String> = names.skip(1).collect();
        tables.insert(SCORES, String::new());
        for (index, name) in tables.iter().enumerate() {
            let xml = part(&file, &format!("xl/tables/table{}.xml", index + 1));
            has(&xml, &format!("displayName=\"{name}"));
            has(&xml, "<autoFilter");
        }
        for sheet in [PLAN, GAPS, STATEMENT, EVIDENCE, ANSWERS, REFERENCES] {
            let xml = sheet_xml(&file, sheet);
            for wanted in [
                "state=\"frozen\"",
                "xSplit=\"",
                "orientation=\"landscape\"",
                "fitToHeight=\"0\"",
                "&amp;P / &amp;N",
            ] {
                has(&xml, wanted);
            }
        }
        let book = part(&file, "xl/workbook.xml");
        assert_eq!(book.matches("_xlnm.Print_Titles").count(), 8);
        for wanted in ["$A$1:$J$", "$A$1:$L$"] {
            has(&book, wanted);
        }
    }
}

#[test]
fn what_is_entered_is_chosen_from_lists_and_what_is_late_turns_red() {
    for language in Language::ALL {
        let t = &language.texts().phrases;
        let file = xlsx::write(&report_of(&tracked(), language)).unwrap();
        let plan = sheet_xml(&file, PLAN);
        let states = [t.document_to_do, t.document_under_way, t.document_on_hold, t.document_done];
        has(&plan, &format!("<formula1>\"{}\"</formula1>", states.join(",")));
        has(&plan, "type=\"decimal\"");
        has(&plan, "&lt;TODAY()");
        has(&sheet_xml(&file, STATEMENT), &format!("\"{},{}\"", t.soa_yes, t.soa_no));
        has(&sheet_xml(&file, EVIDENCE), t.document_in_part);
        let overview = sheet_xml(&file, OVERVIEW);
        assert_eq!(overview.matches("<cfRule").count(), 5, "a rule for each level");
        has(&overview, "<rowBreaks");
    }
}

#[test]
fn the_radar_goes_from_1_to_5_in_our_colours_and_the_language_of_the_file() {
    for (language, tag) in [(Language::English, "en-CA"), (Language::French, "fr-CA")] {
        let t = &language.texts().phrases;
        let (now, before) = (assessment("all 3"), assessment("all 2"));
        let report = Report::new(Sources {
            questionnaire: &ISO42001,
            assessment: &now,
            earlier: Some(("=1+1", &before)),
            language,
            made_on: "2026-11-23",
        });
        let file = xlsx::write(&report).unwrap();
        let chart = part(&file, "xl/charts/chart1.xml");
        for wanted in [
            "<c:min val=\"1\"/>",
            "<c:max val=\"5\"/>",
            "0B5D66",
            "B4570E",
            "6B3FA0",
            t.results_radar_title,
            t.results_radar_score,
            t.results_target,
            t.document_earlier,
            &format!("<c:lang val=\"{tag}\"/>"),
        ] {
            has(&chart, wanted);
        }
        assert!(!chart.contains("en-US"));
        let figures = &sheets(&file)[OVERVIEW].1;
        let line = figures.iter().find(|row| row[0] == text("=1+1")).unwrap();
        assert_eq!(line[1], Data::Float(2.0));
    }
}

#[test]
fn whatever_was_written_is_text() {
    for language in Language::ALL {
        let report = report_of(&hostile(), language);
        let file = xlsx::write(&report).unwrap();
        let answers = &sheets(&file)[ANSWERS].1;
        let t = &language.texts().phrases;
        let notes = below(answers, t.document_code).iter().map(|row| row[8].to_string());
        let wanted: Vec<&str> = report.answers.iter().map(|answer| answer.note.as_str()).collect();
        assert_eq!(notes.collect::<Vec<_>>(), wanted);
        assert!(wanted.iter().any(|note| note.len() > 10_000));
        assert!(formulas(&file).iter().all(|(sheet, _)| *sheet == PLAN));
        let (core, app) = (part(&file, "docProps/core.xml"), part(&file, "docProps/app.xml"));
        has(&core, &format!("<dc:creator>{}</dc:creator>", t.site_name));
        has(&app, "<Company>&lt;b&gt;=Org &amp; Sons&lt;/b&gt;</Company>");
    }
    let mut bad = assessment("all 2");
    "a\u{0}b\u{8}c\u{b}d\u{1f}\u{ffff}".clone_into(&mut bad.entries[0].note);
    let sheets = sheets(&xlsx::write(&report_of(&bad, Language::English)).unwrap());
    assert!(
        sheets.iter().any(|(_, rows)| rows.iter().flatten().any(|cell| *cell == text("abc\nd")))
    );
}

#[test]
fn a_note_too_long_for_a_cell_goes_on_on_a_sheet_of_its_own() {
    let mut long = assessment("all 2");
    let note = "😀abc ".repeat(20_000);
    note.clone_into(&mut long.entries[0].note);
    let sheets = sheets(&xlsx::write(&report_of(&long, Language::French)).unwrap());
    let (name, rows) = sheets.last().unwrap();
    assert_eq!(name, "Textes longs");
    let answers = &sheets[ANSWERS];
    let place = text(&format!("{} I2", answers.0));
    let first = answers.1[1][8].to_string();
    let rest = rows.iter().filter(|row| row[0] == place).map(|row| row[2].to_string());
    let pieces: Vec<String> = std::iter::once(first).chain(rest).collect();
    assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= 32_767));
    assert_eq!(
        pieces.iter().map(|piece| piece.strip_suffix('…').unwrap_or(piece)).collect::<String>(),
        note
    );
}
