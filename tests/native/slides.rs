//! Tests the six slides for PowerPoint: their parts, what is said on them, and that any answers and
//! any texts give slides that open and read well.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::OnceLock;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::pptx;
use aims_assessment::language::Language;
use aims_assessment::report::decisions::decisions;
use aims_assessment::report::{Report, Sources};
use aims_assessment::scoring::GapClass;
use calamine::{Data, Reader as _, Xlsx};
use common::{assessment, report_of};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The parts of a file, in their order.
fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let count = zip.len();
    let part = |at: usize| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().to_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn xml(file: &[u8], name: &str) -> String {
    let parts = parts(file);
    let part = parts.into_iter().find(|(part, _)| part == name);
    String::from_utf8(part.unwrap_or_else(|| unreachable!("there is no {name}")).1).unwrap()
}

/// The paragraphs of a slide.
fn paragraphs(file: &[u8], slide: usize) -> Vec<String> {
    let xml = xml(file, &format!("ppt/slides/slide{slide}.xml"));
    let mut reader = Reader::from_str(&xml);
    let (mut all, mut text, mut inside) = (Vec::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return all,
            Event::Start(tag) if tag.name().as_ref() == b"a:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == b"a:t" => inside = false,
            Event::End(tag) if tag.name().as_ref() == b"a:p" => {
                all.push(std::mem::take(&mut text));
            }
            Event::Text(piece) if inside => text += &piece.decode().unwrap(),
            Event::GeneralRef(name) if inside => {
                text += match name.decode().unwrap().as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => unreachable!("&{other};"),
                };
            }
            _ => {}
        }
    }
}

fn text(file: &[u8], slide: usize) -> String {
    paragraphs(file, slide).join("\n")
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "`{wanted}` is missing in:\n{text}");
}

fn examples() -> Vec<Assessment> {
    let file = |name: &str| {
        let path = format!("examples/{name}/{name}.aims.json");
        file::read(&ISO42001, &std::fs::read(path).unwrap()).unwrap().assessment
    };
    ["beginner", "nearly-ready"].map(file).into()
}

/// Names and owners that break careless code: long, in other scripts, with markup and controls.
fn hostile() -> Vec<Assessment> {
    let names = [
        "O".repeat(10_000),
        "long name ".repeat(1_000),
        "</a:t><a:t>&amp;\u{0}\u{b}\u{1b}[31m\u{ffff}\"'".to_owned(),
        "مؤسسة الذكاء الاصطناعي 42001".to_owned(),
        "👩\u{200d}👩\u{200d}👧🏽".repeat(200),
        "Söhne \u{202e}gnp.exe\u{2069}".to_owned(),
        "株式会社人工知能管理".repeat(30),
        "=1+1\nsecond\tline".to_owned(),
    ];
    let all = names.into_iter().map(|name| {
        let mut hostile = assessment("all 1, C9-1 ?");
        hostile.organisation.clone_from(&name);
        for question in 0..hostile.entries.len() {
            hostile.entries[question].note = format!("NOTE{name}");
            let action = Action {
                owner: name.clone(),
                due: Date::parse("2027-01-31"),
                note: format!("NOTE{name}"),
                ..Action::default()
            };
            hostile.plan.set(question, action);
        }
        hostile
    });
    all.collect()
}

fn cases() -> Vec<Assessment> {
    let notations = [
        "",
        "C5-2 3",
        "C5-2 1",
        "C4-3 3, A-1 2",
        "all 3",
        "all 5",
        "all 1",
        "all ?",
        "all 2",
        "all 3, A-1 2",
        "all 3, target A 5",
        "all 2, A-5 na, C9-3 ?, C4-1 -, target 5 4",
    ];
    let all = notations.into_iter().map(assessment);
    all.chain(examples()).chain(hostile()).collect()
}

/// The report of each case in both languages, with its slides; made once.
fn made() -> &'static [(Report, Vec<u8>)] {
    static MADE: OnceLock<Vec<(Report, Vec<u8>)>> = OnceLock::new();
    let both =
        |assessment: &Assessment| Language::ALL.map(|language| report_of(assessment, language));
    let with_slides = |report: Report| {
        let file = pptx::write(&report).unwrap();
        (report, file)
    };
    MADE.get_or_init(|| cases().iter().flat_map(both).map(with_slides).collect())
}

fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).unwrap()?;
    Some(String::from_utf8(attribute.value.into_owned()).unwrap())
}

/// Returns the values of this attribute of these elements.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element.as_bytes() => {
                found.extend(value(&tag, attribute));
            }
            _ => {}
        }
    }
}

#[test]
fn every_part_is_well_formed_and_named_and_nothing_refers_to_what_is_not_there() {
    for (_, file) in made() {
        let parts = parts(file);
        let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), parts.len(), "each is there once");
        assert_eq!(parts[0].0, "[Content_Types].xml");
        let kinds = values(&xml(file, "[Content_Types].xml"), "Override", "PartName");
        for (name, bytes) in &parts {
            if name.contains("/embeddings/") {
                continue;
            }
            let text = std::str::from_utf8(bytes).unwrap();
            let mut reader = Reader::from_str(text);
            while reader.read_event().unwrap() != Event::Eof {}
            let is_odd = |letter: char| letter.is_control() && letter != '\n';
            assert!(!text.contains(is_odd), "{name} has a control character");
            let Some((folder, _)) = name.split_once("_rels/") else {
                let is_named = kinds.contains(&format!("/{name}")) || name.starts_with('[');
                assert!(is_named, "{name} is of no kind");
                continue;
            };
            for target in values(text, "Relationship", "Target") {
                let path = format!("{folder}{target}");
                let path = match path.split_once("/../") {
                    Some((before, after)) => {
                        format!("{}/{after}", before.rsplit_once('/').unwrap().0)
                    }
                    None => path,
                };
                assert!(names.contains(path.as_str()), "{name} refers to {path}");
            }
        }
        let slides = names.iter().filter(|name| name.starts_with("ppt/slides/slide")).count();
        assert_eq!(slides, 6);
        assert!(file.len() < 60_000, "{}", file.len());
    }
}

#[test]
fn the_slides_say_what_the_report_says() {
    for (report, file) in made() {
        let t = &report.language.texts().phrases;
        let slides: Vec<String> = (1..=6).map(|slide| text(file, slide)).collect();
        let verdict = &report.headline.verdict;
        has(&slides[0], &verdict.heading);
        verdict.sentences.iter().for_each(|sentence| has(&slides[0], sentence));
        match &report.headline.overall {
            Some(overall) => has(&slides[0], &overall.score),
            None => has(&slides[0], &report.headline.key.shown),
        }
        has(&slides[0], t.slides_not_audit);
        for row in &report.heat_map {
            has(&slides[1], &format!("{} ", row.id));
        }
        let critical: Vec<_> =
            report.gaps.iter().filter(|gap| gap.class == GapClass::Critical).collect();
        let to_close = report.gaps.iter().filter(|gap| !gap.is_opportunity());
        let shown = [critical, to_close.collect(), report.gaps.iter().collect()];
        let shown = shown.into_iter().find(|gaps| !gaps.is_empty()).unwrap_or_default();
        if let Some(first) = shown.first() {
            has(&slides[2], &format!("{} {}\n{}", first.code, first.title, first.class_name));
        } else if report.has_answers() {
            has(&slides[2], t.results_gaps_none);
        }
        has(&slides[3], &report.plan.total);
        for task in report.plan.next_30_days().take(5) {
            has(&slides[3], &format!("{} ", task.code));
        }
        for decision in decisions(report) {
            has(&slides[4], &format!("{}\n{}", decision.what, decision.why));
        }
        report.method.iter().chain(&report.disclaimer).for_each(|text| has(&slides[5], text));
    }
}

#[test]
fn every_slide_has_a_title_its_number_and_what_it_is_not() {
    for (report, file) in made() {
        for slide in 1..=6 {
            let xml = xml(file, &format!("ppt/slides/slide{slide}.xml"));
            let kinds = values(&xml, "p:ph", "type");
            for kind in ["title", "ftr", "dt", "sldNum"] {
                assert_eq!(kinds.iter().filter(|found| *found == kind).count(), 1, "{kind}");
            }
            has(&text(file, slide), report.language.texts().phrases.slides_not_audit);
            let tag = format!("{}-CA", report.language.code());
            assert!(values(&xml, "a:rPr", "lang").iter().all(|lang| *lang == tag));
            let ids = values(&xml, "p:cNvPr", "id");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        }
    }
}

#[test]
fn tables_and_chart_are_native_and_described() {
    for (report, file) in made() {
        for slide in 2..=5 {
            let xml = xml(file, &format!("ppt/slides/slide{slide}.xml"));
            let frames = xml.matches("<p:graphicFrame>").count();
            let described = values(&xml, "p:cNvPr", "descr");
            assert_eq!(described.len(), frames);
            assert!(described.iter().all(|words| words.len() > 10), "{described:?}");
        }
        let chart = xml(file, "ppt/charts/chart1.xml");
        for domain in &report.domains {
            has(&chart, &format!("\n{}</c:v>", domain.figure.score));
        }
        let parts = parts(file);
        let (_, book) = parts.iter().find(|(name, _)| name.contains("/embeddings/")).unwrap();
        let mut book = Xlsx::new(Cursor::new(book.clone())).unwrap();
        let (_, sheet) = book.worksheets().remove(0);
        for (row, domain) in sheet.rows().skip(1).zip(&report.domains) {
            match domain.figure.tenths() {
                Some(tenths) => has(&format!("{tenths}"), &row[2].to_string()),
                None => assert_eq!(row[2], Data::Empty),
            }
        }
    }
}

/// Estimates are on the wide side, so what fits by them fits.
#[test]
fn nothing_runs_out_of_its_slide_and_no_text_is_small() {
    for (_, file) in made() {
        for slide in 1..=6 {
            let xml = xml(file, &format!("ppt/slides/slide{slide}.xml"));
            let sizes = values(&xml, "a:rPr", "sz");
            assert!(sizes.iter().all(|size| size.parse::<u32>().unwrap() >= 1_200), "{sizes:?}");
            let (tops, heights) = (values(&xml, "a:off", "y"), values(&xml, "a:ext", "cy"));
            for (top, height) in tops.iter().zip(&heights) {
                let bottom = top.parse::<u32>().unwrap() + height.parse::<u32>().unwrap();
                assert!(bottom <= 505 * 12_700, "slide {slide}: {}", bottom / 12_700);
            }
        }
    }
}

#[test]
fn notes_and_long_names_stay_out_and_the_author_is_not_the_client() {
    for assessment in hostile() {
        let report = report_of(&assessment, Language::English);
        let file = pptx::write(&report).unwrap();
        for slide in 1..=6 {
            let text = text(&file, slide);
            assert!(!text.contains("NOTE"), "no note is on slide {slide}");
            let longest = paragraphs(&file, slide).iter().map(|line| line.chars().count()).max();
            assert!(longest.unwrap() < 500, "slide {slide}");
        }
        let about = xml(&file, "docProps/core.xml");
        has(&about, "<dc:creator>AI management system self-assessment</dc:creator>");
        has(&about, "<dc:language>en-CA</dc:language>");
    }
}

#[test]
fn what_is_written_from_right_to_left_is_set_so() {
    let file = pptx::write(&report_of(&hostile()[3], Language::French)).unwrap();
    has(&xml(&file, "ppt/slides/slide1.xml"), "rtl=\"1\"");
}

#[test]
fn the_same_report_is_the_same_file_with_an_earlier_state_and_without_a_date() {
    let (now, before) = (assessment("all 3"), assessment("all 2"));
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &now,
        earlier: Some(("Autumn <2025>", &before)),
        language: Language::English,
        made_on: "",
    };
    let file = pptx::write(&Report::new(sources)).unwrap();
    assert_eq!(file, pptx::write(&Report::new(sources)).unwrap());
    has(&xml(&file, "ppt/charts/chart1.xml"), "<c:v>Autumn &lt;2025&gt;</c:v>");
}
