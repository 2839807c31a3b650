//! Tests the tables for other programs: one flat table a file, each with a header, with the same
//! figures as the report.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::collections::BTreeSet;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::assessment::soa::{Edit, Status};
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::export;
use aims_assessment::language::Language;
use aims_assessment::report::content::Content;
use aims_assessment::report::format::Format;
use aims_assessment::report::scores_file::Origin;
use aims_assessment::report::{Report, Sources};
use common::{assessment, report_of};

/// A table as a strict reader finds it: the header, and rows of as many cells.
struct Read {
    file: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Read {
    /// The cells of a column.
    fn column(&self, name: &str) -> Vec<&str> {
        let column = self.head.iter().position(|head| head == name);
        let column = column.unwrap_or_else(|| unreachable!("no {name} in {:?}", self.head));
        self.rows.iter().map(|row| row[column].as_str()).collect()
    }
}

fn package(assessment: &Assessment, language: Language) -> Vec<u8> {
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment,
        earlier: None,
        language,
        made_on: "2026-11-23",
    };
    export(Format::Csv, Content::Full, sources, Origin::default()).unwrap()
}

/// Returns the text beside the tables, and the tables.
fn opened(assessment: &Assessment, language: Language) -> (String, Vec<Read>) {
    let mut files = common::unpacked(&package(assessment, language)).into_iter();
    let (_, about) = files.next().unwrap();
    let tables = files.map(|(file, bytes)| {
        assert!(bytes.starts_with(b"\xef\xbb\xbf"), "{file}: spreadsheets need the mark");
        let separator = if language == Language::French { b';' } else { b',' };
        let reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(&bytes[3..]);
        read(file, reader)
    });
    (String::from_utf8(about).unwrap(), tables.collect())
}

fn read(file: String, mut reader: csv::Reader<&[u8]>) -> Read {
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let head = cells(reader.headers().unwrap());
    let rows = reader.records().map(|record| cells(&record.unwrap())).collect();
    Read { file, head, rows }
}

fn saved(name: &str) -> Assessment {
    let text = std::fs::read(format!("tests/files/{name}.aims.json")).unwrap();
    file::read(&ISO42001, &text).unwrap().assessment
}

fn hostile() -> Assessment {
    let mut hostile = assessment("all 1, A-5 na, C9-1 ?, C4-1 -");
    "=Org;\"&\"\n, Inc.\u{1}".clone_into(&mut hostile.organisation);
    let notes = ["=1+1", "a;b,c\t\"d\"\n=e", "\u{202e}x", "שלום", "😀", "\u{0}\u{b}", "-2"];
    for (entry, note) in hostile.entries.iter_mut().zip(notes.into_iter().cycle()) {
        note.clone_into(&mut entry.note);
    }
    hostile.entries[0].note = "long; ".repeat(1_700);
    hostile
}

fn all() -> [Assessment; 6] {
    let none = assessment("");
    let key = assessment("C4-3 3, C5-2 2, C6-2 4, C9-3 ?");
    [saved("beginner"), saved("nearly-ready"), saved("with-problems"), none, key, hostile()]
}

#[test]
fn each_file_is_one_flat_table_with_a_header() {
    for assessment in all() {
        let mut schemas = Vec::new();
        for language in Language::ALL {
            let report = report_of(&assessment, language);
            let (about, tables) = opened(&assessment, language);
            for table in &tables {
                assert!(about.contains(&table.file), "{} is not told of: {about}", table.file);
                assert!(
                    table.file.is_ascii() && table.file.split('.').next_back() == Some("csv"),
                    "{}",
                    table.file
                );
                let names: BTreeSet<&String> = table.head.iter().collect();
                assert_eq!(names.len(), table.head.len(), "two of a name in {}", table.file);
                assert!(table.head.iter().all(|name| !name.trim().is_empty()), "{}", table.file);
                assert!(table.head.len() > 2, "{}", table.file);
            }
            schemas.push(tables.iter().map(|table| table.head.len()).collect::<Vec<_>>());
            let rows: Vec<usize> = tables.iter().map(|table| table.rows.len()).collect();
            let tasks = report.plan.tasks.len() + usize::from(report.plan.audit.is_some());
            assert_eq!(rows[1..7], [8, report.stages.len(), 42, report.gaps.len(), tasks, 4]);
            assert_eq!((rows.len(), rows[7], rows[10]), (11, 38, report.frameworks.len()));
        }
        assert_eq!(schemas[0], schemas[1], "the same tables in both languages");
    }
}

#[test]
fn names_are_in_the_language_of_the_file() {
    let names = |language| -> Vec<String> {
        let files = common::unpacked(&package(&assessment("all 2"), language));
        files.into_iter().map(|(name, _)| name).collect()
    };
    let english = "README.txt summary.csv domains.csv stages.csv answers.csv gaps.csv plan.csv \
        phases.csv statement.csv evidence.csv references.csv frameworks.csv";
    let french = "LISEZMOI.txt sommaire.csv domaines.csv etapes-pdca.csv reponses.csv ecarts.csv \
        plan.csv phases.csv declaration.csv preuves.csv references.csv cadres.csv";
    assert_eq!(names(Language::English).join(" "), english);
    assert_eq!(names(Language::French).join(" "), french);
    let (about, tables) = opened(&assessment("all 2"), Language::French);
    assert!(about.contains("ecarts.csv\u{a0}: écarts, du plus pressant"), "{about}");
    assert_eq!(tables[1].head[..3], ["Code", "Domaine", "Cote"]);
}

#[test]
fn figures_are_those_of_the_report_and_nothing_else_is_in_their_cells() {
    for assessment in all() {
        for language in Language::ALL {
            let (report, tables) =
                (report_of(&assessment, language), opened(&assessment, language).1);
            let t = &language.texts().phrases;
            let scores = report.domains.iter().map(|domain| {
                if domain.figure.tally.weight > 0 { domain.figure.score.as_str() } else { "" }
            });
            assert_eq!(tables[1].column(t.results_score), scores.collect::<Vec<_>>());
            let whole = |cell: &&str| cell.is_empty() || cell.parse::<u32>().is_ok();
            for (table, columns) in [
                (1, &[t.document_points, t.document_weights, t.results_level_head][..]),
                (1, &[t.results_answered, t.results_unknown, t.results_target]),
                (3, &[t.report_weight, t.results_level_head, t.tables_counted]),
                (4, &[t.document_rank, t.results_level_head, t.results_target]),
                (5, &[t.document_order, t.document_phase, t.tables_done]),
            ] {
                for column in columns {
                    assert!(tables[table].column(column).iter().all(whole), "{column}");
                }
            }
            let codes: Vec<&str> = report.gaps.iter().map(|gap| gap.code).collect();
            assert_eq!(tables[4].column(t.document_code), codes);
        }
    }
}

#[test]
fn a_dont_know_has_no_level_and_is_to_be_confirmed() {
    for (language, unknown, confirm) in [
        (Language::English, "Don’t know", "To be confirmed"),
        (Language::French, "Je ne sais pas", "À confirmer"),
    ] {
        let t = &language.texts().phrases;
        let (_, tables) = opened(&assessment("all ?"), language);
        let only = |table: usize, column: &str, cell: &str| {
            let column = tables[table].column(column);
            assert!(column.iter().all(|found| *found == cell), "{cell}: {column:?}");
        };
        only(3, t.report_answer, unknown);
        only(3, t.results_level_head, "");
        only(3, t.tables_counted, "1");
        only(4, t.results_level_head, "");
        only(7, t.results_level_head, "");
        only(7, t.soa_status, confirm);
        only(7, t.tables_status_proposed, t.soa_no);
    }
}

/// Returns an assessment with one control whose status was chosen, and one with a justification.
fn edited() -> Assessment {
    let mut edited = assessment("all 2, A-5 na");
    let edit = |justification: &str, status| Edit {
        applicable: None,
        justification: justification.to_owned(),
        status,
    };
    edited.soa.insert(0, edit("", Some(Status::Partial)));
    edited.soa.insert(1, edit("Our contracts", None));
    edited
}

#[test]
fn what_is_proposed_is_marked_in_its_row() {
    let t = &Language::English.texts().phrases;
    let (_, tables) = opened(&edited(), Language::English);
    let statement = &tables[7];
    let (status, justification) = (
        statement.column(t.tables_status_proposed),
        statement.column(t.tables_justification_proposed),
    );
    assert_eq!((status[0], justification[0]), ("No", "Yes"));
    assert_eq!((status[1], justification[1]), ("Yes", "No"));
    assert_eq!((status[2], justification[2]), ("Yes", "Yes"));
    let excluded = statement.column(t.soa_applies).iter().position(|cell| *cell == "No").unwrap();
    assert_eq!((status[excluded], justification[excluded]), ("No", "No"), "the reason was given");
}

/// The same in the files for people: the mark stands beside the words.
#[test]
fn what_is_proposed_is_marked_in_documents() {
    for (language, status, mark) in [
        (Language::English, "Partly in place", "(proposed)"),
        (Language::French, "Partiellement en place", "(proposition)"),
    ] {
        let sources = Sources {
            questionnaire: &ISO42001,
            assessment: &edited(),
            earlier: None,
            language,
            made_on: "2026-11-23",
        };
        let made = export(Format::Markdown, Content::Full, sources, Origin::default()).unwrap();
        let text = String::from_utf8(made).unwrap();
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| A.")).collect();
        let marked = |row: &&&str| row.contains(&format!("{status} {mark} |"));
        let excluded = Report::new(sources).soa.iter().filter(|row| !row.applicable).count();
        assert_eq!(rows.iter().filter(marked).count(), 38 - 1 - excluded, "{language:?}");
        assert!(!marked(&&rows[0]) && rows[0].contains(&format!("| {status} |")), "{}", rows[0]);
    }
}

#[test]
fn what_was_set_for_the_plan_is_in_columns_of_its_own() {
    let mut planned = assessment("all 2");
    let question = ISO42001.question("C5-2").unwrap();
    let action = Action {
        owner: "Ana; =B".to_owned(),
        start: Date::parse("2026-12-01"),
        due: Date::parse("2027-01-31"),
        done: Some(40),
        note: "first\nthen".to_owned(),
    };
    planned.plan.set(question, action);
    for language in Language::ALL {
        let t = &language.texts().phrases;
        let (_, tables) = opened(&planned, language);
        let row =
            tables[5].column(t.document_code).iter().position(|cell| *cell == "C5-2").unwrap();
        let columns = [t.plan_owner, t.tables_start, t.plan_due, t.tables_done, t.plan_note];
        let cells = columns.map(|column| tables[5].column(column)[row]);
        assert_eq!(cells, ["Ana;' =B", "2026-12-01", "2027-01-31", "40", "first\nthen"]);
    }
}

#[test]
fn the_same_answers_give_the_same_package() {
    for assessment in all() {
        let made = || package(&assessment, Language::French);
        assert_eq!(made(), made());
    }
    let bytes = package(&assessment("all 2"), Language::English);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for index in 0..zip.len() {
        assert_eq!(zip.by_index(index).unwrap().last_modified().unwrap().year(), 1980);
    }
}
