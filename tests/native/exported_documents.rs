//! Tests that the Word file holds all of the report, in both languages, whatever users wrote.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::io::{Cursor, Read};

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::docx;
use aims_assessment::language::Language;
use aims_assessment::report::Report;
use aims_assessment::report::content::Content;
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

/// An assessment with notes that break careless code.
pub fn hostile() -> Assessment {
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

/// Returns a part of a packed file.
pub fn part(file: &[u8], name: &str) -> String {
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
fn the_contents_lead_to_every_chapter() {
    for report in reports() {
        let file = docx::write(&report, Content::Full).unwrap();
        let xml = part(&file, "word/document.xml");
        let named = |before: &str| -> Vec<String> {
            let rest = xml.split(before).skip(1);
            rest.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        let links = named("<w:hyperlink w:anchor=\"");
        let chapters = xml.matches("<w:pStyle w:val=\"Heading1\"").count();
        assert!(chapters >= 7, "{chapters}");
        assert_eq!(links.len(), chapters);
        let marks: Vec<String> =
            named("w:name=\"").into_iter().filter(|name| name.starts_with("section-")).collect();
        assert_eq!(links, marks);
        let report = docx::write(&report, Content::Report).unwrap();
        assert!(!part(&report, "word/document.xml").contains("w:hyperlink"));
    }
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
fn control_characters_are_left_out() {
    let mut bad = assessment("all 2");
    "a\u{0}b\u{8}c\u{b}d\u{1f}\u{ffff}".clone_into(&mut bad.entries[0].note);
    let report = report_of(&bad, Language::English);
    let file = docx::write(&report, Content::Full).unwrap();
    has(&text_of(&part(&file, "word/document.xml")), "abc\nd\n");
}
