//! Tests that the Word and Excel files hold all of the report, in both languages, whatever users
//! wrote.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::io::{Cursor, Read};

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::{docx, xlsx};
use aims_assessment::language::Language;
use aims_assessment::report::content::Content;
use aims_assessment::report::{Figure, Report};
use calamine::{Data, Reader as _, Xlsx};
use common::{assessment, report_of};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Returns reports of the files in `tests/files`, and of one with hostile notes, in both languages.
fn reports() -> Vec<Report> {
    let files = ["beginner", "on-the-way", "nearly-ready", "with-problems"];
    let file = |name: &str| {
        file::read(&ISO42001, &std::fs::read(format!("tests/files/{name}.aims.json")).unwrap())
            .unwrap()
            .assessment
    };
    let all: Vec<Assessment> = files.into_iter().map(file).chain([hostile()]).collect();
    all.iter()
        .flat_map(|assessment| Language::ALL.map(|language| report_of(assessment, language)))
        .collect()
}

fn hostile() -> Assessment {
    let mut hostile = assessment("all 1, A-5 na, C9-1 ?, C4-1 -, target A 4");
    let long = "a long note, ".repeat(800);
    let notes = [
        "<script>alert(1)</script> & <w:p/> ]]> &amp; &#x3C; <!-- --> \"'",
        "=1+1",
        "+SUM(A1) ",
        "@x",
        "{=1}",
        "https://example.org/",
        "😀👩‍👩‍👧 e\u{301}",
        "שלום ISO 42001, مرحبا!",
        "one\ntwo\n\n  four\tfive",
        "_x0041_ _x000D_",
        long.as_str(),
    ];
    for (entry, note) in hostile.entries.iter_mut().zip(notes) {
        note.clone_into(&mut entry.note);
    }
    "<b>=Org & Sons</b>\u{1}".clone_into(&mut hostile.organisation);
    hostile
}

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Returns the text of a Word document.
pub fn document_text(file: &[u8]) -> String {
    text_of(&part(file, "word/document.xml"))
}

/// Returns a document's text; lines and paragraphs end with a line break.
fn text_of(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return text,
            Event::Start(tag) if tag.name().as_ref() == b"w:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == b"w:t" => inside = false,
            Event::Empty(tag) if tag.name().as_ref() == b"w:tab" => text.push('\t'),
            Event::Empty(tag) if tag.name().as_ref() == b"w:br" => text.push('\n'),
            Event::End(tag) if tag.name().as_ref() == b"w:p" => text.push('\n'),
            Event::Text(piece) if inside => text += &piece.decode().unwrap(),
            Event::GeneralRef(name) if inside => {
                let name = name.decode().unwrap();
                text.push(match name.as_ref() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    other => unreachable!("&{other};"),
                });
            }
            _ => {}
        }
    }
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "`{wanted}` is missing");
}

#[test]
fn the_document_holds_the_whole_report() {
    for report in reports() {
        let file = docx::write(&report, Content::Full).unwrap();
        let text = text_of(&part(&file, "word/document.xml"));
        let overall = report.headline.overall.as_ref();
        has(&text, overall.map_or(report.headline.key.shown.as_str(), |overall| &overall.score));
        has(&text, &report.headline.progress);
        let verdict = &report.headline.verdict;
        has(&text, &format!("{}\n{}\n", verdict.heading, verdict.sentences.join(" ")));
        for domain in &report.domains {
            has(&text, &format!("{} · {}\n", domain.name, domain.figure.score));
            has(&text, domain.sum.as_deref().unwrap_or_default());
        }
        for gap in &report.gaps {
            has(&text, &format!("{}. {} {}\n", gap.rank, gap.code, gap.title));
            has(&text, gap.class_name);
            for said in [gap.found, gap.at_target(), &gap.class_reason] {
                has(&text, said);
            }
            gap.steps.iter().chain(gap.evidence).for_each(|line| has(&text, &format!("{line}\n")));
        }
        for answer in &report.answers {
            has(&text, &format!("{}\n", answer.note));
            has(&text, answer.statement.unwrap_or_default());
            has(&text, &answer.reason);
        }
        assert_eq!(report.soa.len(), 38);
        for row in &report.soa {
            has(&text, &format!("{} {}\n", row.id, row.title));
            has(&text, &row.justification);
        }
        report.disclaimer.iter().chain(&report.method).for_each(|sentence| has(&text, sentence));
        check_parts(&report, &file);
    }
}

#[test]
fn the_same_report_is_the_same_document() {
    let report = report_of(&hostile(), Language::French);
    assert_eq!(
        docx::write(&report, Content::Full).unwrap(),
        docx::write(&report, Content::Full).unwrap()
    );
}

/// Checks that every part is well-formed, the document declares its language, and tables repeat
/// their header row.
fn check_parts(report: &Report, file: &[u8]) {
    let zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    for name in zip.file_names().filter(|name| !name.starts_with("word/media/")) {
        let xml = part(file, name);
        let mut reader = Reader::from_str(&xml);
        while reader.read_event().unwrap() != Event::Eof {}
    }
    has(&part(file, "word/styles.xml"), &format!("w:val=\"{}-CA\"", report.language.code()));
    let document = part(file, "word/document.xml");
    for mark in ["<w:tblHeader/>", "descr=\"", "w:orient=\"landscape\""] {
        has(&document, mark);
    }
}

#[test]
fn control_characters_are_left_out_of_both_files() {
    let mut bad = assessment("all 2");
    "a\u{0}b\u{8}c\u{b}d\u{1f}\u{ffff}".clone_into(&mut bad.entries[0].note);
    let report = report_of(&bad, Language::English);
    has(
        &text_of(&part(&docx::write(&report, Content::Full).unwrap(), "word/document.xml")),
        "abc\nd\n",
    );
    assert!(
        cells(&xlsx::write(&report).unwrap())
            .iter()
            .any(|(_, rows)| rows.iter().flatten().any(|cell| *cell == text("abc\nd")))
    );
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Returns each sheet with its rows.
fn cells(file: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book = Xlsx::new(Cursor::new(file.to_vec())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.rows().flatten().all(String::is_empty), "{name} has a formula");
    }
    book.worksheets()
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect()))
        .collect()
}

#[test]
fn the_workbook_holds_the_whole_report_with_numbers_as_numbers() {
    for report in reports() {
        let file = xlsx::write(&report).unwrap();
        let sheets = cells(&file);
        assert_eq!(sheets.len(), 9);
        assert!(sheets.iter().all(|(name, _)| name.encode_utf16().count() <= 31));
        let [summary, domains, answers, gaps, _, _, soa, stages, _] =
            [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|sheet| &sheets[sheet].1);
        let verdict = &report.headline.verdict;
        let sentences = verdict.sentences.join(" ");
        assert_eq!(summary[3][1..], [text(&verdict.heading), text(&sentences)]);
        let number = |cell: &Data| {
            if let Data::Float(number) = cell { *number } else { unreachable!("{cell:?}") }
        };
        let score = |cell: &Data, figure: &Figure| match figure.tenths() {
            Some(tenths) => {
                assert_eq!(number(cell).to_string(), tenths.to_string().trim_end_matches(".0"));
            }
            None => assert_eq!(*cell, Data::Empty),
        };
        assert!(
            report.headline.overall.as_ref().and_then(Figure::tenths).is_none()
                || summary.iter().any(|row| matches!(row[1], Data::Float(_)))
        );
        for (row, domain) in domains[1..].iter().zip(&report.domains) {
            assert_eq!(row[0], text(&domain.name));
            score(&row[1], &domain.figure);
            assert_eq!(number(&row[4]).to_string(), domain.figure.tally.points.to_string());
        }
        for (row, stage) in stages[1..].iter().zip(&report.stages) {
            score(&row[1], &stage.figure);
        }
        assert_eq!(answers.len(), 1 + report.answers.len());
        for (row, answer) in answers[1..].iter().zip(&report.answers) {
            assert_eq!(row[0], text(answer.code));
            assert_eq!(row[9].to_string(), answer.note);
            assert_eq!(
                row[5],
                answer.level.map_or(Data::Empty, |level| Data::Float(f64::from(level)))
            );
        }
        for (row, gap) in gaps.iter().skip(1).zip(&report.gaps) {
            assert_eq!(number(&row[0]).to_string(), gap.rank.to_string());
            let reason = gap.class_reason.as_str();
            let words = [gap.code, gap.title, gap.class_name, reason].map(text);
            assert_eq!(row[1..5], words);
            assert_eq!(row[7..9], [text(gap.found), text(gap.at_target())]);
            assert_eq!(row[12], text(&gap.steps.join("\n")));
        }
        assert_eq!(gaps.len(), 1 + report.gaps.len());
        assert_eq!(soa.len(), 39);
        for (row, control) in soa[1..].iter().zip(&report.soa) {
            assert_eq!(row[..2], [text(control.id), text(control.title)]);
            has(&row[6].to_string(), &control.justification);
        }
        assert_eq!(file, xlsx::write(&report).unwrap());
    }
}

#[test]
fn a_note_too_long_for_a_cell_goes_on_on_a_sheet_of_its_own() {
    let mut long = assessment("all 2");
    let note = "😀abc ".repeat(20_000);
    note.clone_into(&mut long.entries[0].note);
    let sheets = cells(&xlsx::write(&report_of(&long, Language::French)).unwrap());
    let (name, rows) = sheets.last().unwrap();
    assert_eq!(name, "Textes longs");
    let answers = &sheets[2];
    let place = text(&format!("{} J2", answers.0));
    let first = answers.1[1][9].to_string();
    let rest = rows.iter().filter(|row| row[0] == place).map(|row| row[2].to_string());
    let pieces: Vec<String> = std::iter::once(first).chain(rest).collect();
    assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= 32_767));
    assert_eq!(
        pieces.iter().map(|piece| piece.strip_suffix('…').unwrap_or(piece)).collect::<String>(),
        note
    );
}
