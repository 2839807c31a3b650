//! Tests that every format holds all of what it covers, in both languages: gaps, scores, notes,
//! rows of the statement of applicability.
#![allow(clippy::unwrap_used, clippy::float_arithmetic, missing_docs)]

use crate::common;

use std::path::Path;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::file;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::assessment::soa::Edit;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::export;
use aims_assessment::language::Language;
use aims_assessment::report::content::Content;
use aims_assessment::report::format::Format;
use aims_assessment::report::scores_file::{self, Origin};
use aims_assessment::report::{Report, Sources, When};
use aims_assessment::scoring;
use common::assessment;
use scraper::{Html, Selector};

/// Notes that break careless formatting code.
const HOSTILE: [&str; 9] = [
    "<script>window.broken = true</script>",
    "</style><img src=x onerror=alert(1)>",
    "=1+1",
    "@SUM(A1:A9)\nsecond line; with, separators",
    "| a | table | in Markdown | # and *marks* `of` it",
    "مرحبا \u{202e}txt.exe",
    "🦀 “quoted” 'and' \"quoted\" & &amp; ]]>",
    "- list\n1. numbered\n> quoted",
    "tab\tand\u{a0}space",
];

fn hostile(notation: &str) -> Assessment {
    let mut assessment = assessment(notation);
    "Ünïcødé <b>&</b> Söhne\u{202e}".clone_into(&mut assessment.organisation);
    for (entry, note) in assessment.entries.iter_mut().zip(HOSTILE.iter().cycle()) {
        (*note).clone_into(&mut entry.note);
    }
    assessment.entries[5].note = "long ".repeat(2_000);
    assessment.soa.insert(
        3,
        Edit { applicable: Some(false), justification: HOSTILE[0].to_owned(), status: None },
    );
    for (question, note) in (0..assessment.entries.len()).zip(HOSTILE.iter().cycle()) {
        let action = Action {
            owner: HOSTILE[question % 3].to_owned(),
            due: Date::parse("2027-01-31"),
            done: Some(40),
            note: (*note).to_owned(),
            ..Action::default()
        };
        assessment.plan.set(question, action);
    }
    assessment
}

fn all() -> Vec<(Assessment, Language)> {
    let assessments = [
        assessment(""),
        hostile("all 1"),
        hostile("all 2, A-5 na, C9-3 ?, C4-1 -, target A 5, target 4 4"),
        assessment("all 3"),
        hostile("all 5, C8-2 1, C6-2 ?"),
        assessment("C4-3 3, C5-2 2, C8-2 ?"),
    ];
    assessments
        .into_iter()
        .flat_map(|assessment| Language::ALL.map(|language| (assessment.clone(), language)))
        .collect()
}

fn bytes(assessment: &Assessment, language: Language, format: Format) -> Vec<u8> {
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment,
        earlier: None,
        language,
        made_on: "2026-11-23",
    };
    export(format, Content::Full, sources, Origin::default()).unwrap()
}

fn made(assessment: &Assessment, language: Language, format: Format) -> String {
    common::text_of(format, bytes(assessment, language, format))
}

fn report(assessment: &Assessment, language: Language) -> Report {
    Report::new(Sources {
        questionnaire: &ISO42001,
        assessment,
        earlier: None,
        language,
        made_on: "2026-11-23",
    })
}

/// Returns a text with normalized white space, which formats change as they must.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn days(when: &When) -> [String; 3] {
    [when.start.clone(), when.early.clone(), when.late.clone()]
}

/// Returns the texts that any format with words must contain.
fn must_say(report: &Report) -> Vec<String> {
    let mut texts = vec![
        report.headline.verdict.heading.clone(),
        report.headline.readiness.to_owned(),
        report.headline.completeness.to_owned(),
        report.headline.progress.clone(),
        report.headline.key.shown.clone(),
        report.headline.key.answered.clone(),
        report.headline.key.alone.unwrap_or_default().to_owned(),
        report.organisation.clone(),
    ];
    texts.extend(report.headline.verdict.sentences.iter().cloned());
    texts.extend(report.headline.overall.as_ref().map(|overall| overall.score.clone()));
    if let Some(lowest) = &report.headline.lowest {
        texts.extend(lowest.domains.iter().map(|(_, name)| name.clone()));
        texts.extend([lowest.title.to_owned(), lowest.score.clone()]);
    }
    texts.extend(report.hints.iter().cloned());
    texts.extend(report.method.iter().chain(&report.disclaimer).cloned());
    for domain in &report.domains {
        texts.extend([domain.name.clone(), domain.figure.score.clone()]);
    }
    texts.extend(report.stages.iter().map(|stage| stage.figure.score.clone()));
    for gap in &report.gaps {
        texts.extend(
            [gap.code, gap.title, gap.class_name, gap.effort_name, gap.deliverable]
                .map(str::to_owned),
        );
        texts.extend([gap.found, gap.at_target(), &gap.class_reason].map(str::to_owned));
        texts.extend(gap.steps.iter().chain(gap.evidence).map(|text| (*text).to_owned()));
        texts.extend(gap.references.iter().flat_map(|citation| citation.parts.clone()));
    }
    for phase in &report.phases {
        texts.push(phase.name.to_owned());
        for task in &phase.tasks {
            texts.push(task.deliverable.to_owned());
            texts.extend(task.set.iter().cloned());
            texts.extend(days(&task.when));
        }
    }
    texts.extend([report.plan.total.clone(), report.plan.dates.clone()]);
    texts.extend(report.plan.audit.iter().flat_map(days));
    for answer in &report.answers {
        texts.extend([
            answer.text.to_owned(),
            answer.short.clone(),
            answer.note.clone(),
            answer.reason.clone(),
        ]);
        texts.extend(answer.statement.map(str::to_owned));
    }
    for row in &report.soa {
        texts.extend([
            row.id.to_owned(),
            row.title.to_owned(),
            row.justification.clone(),
            row.status.to_owned(),
            row.applies.to_owned(),
        ]);
    }
    texts.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty()).collect()
}

#[test]
fn the_page_says_everything() {
    let everything = Selector::parse("body").unwrap();
    for (assessment, language) in all() {
        let page = Html::parse_document(&made(&assessment, language, Format::Html));
        let text = squeezed(
            &page.select(&everything).flat_map(|body| body.text()).collect::<Vec<_>>().join(" "),
        );
        for wanted in must_say(&report(&assessment, language)) {
            // Days are in words here.
            let wanted = squeezed(&language.date(&wanted));
            let is_said = text.contains(&wanted) || text.contains(&language.after_colon(&wanted));
            assert!(is_said, "{language:?}: the page doesn't say “{wanted}”");
        }
    }
}

#[test]
fn the_page_is_text_whatever_was_written() {
    for (assessment, language) in all() {
        let text = made(&assessment, language, Format::Html);
        let page = Html::parse_document(&text);
        let none = |selector: &str| {
            assert_eq!(page.select(&Selector::parse(selector).unwrap()).count(), 0, "{selector}");
        };
        ["script", "img", "iframe", "link", "b", "[onerror]", "[onload]", "object", "form"]
            .into_iter()
            .for_each(none);
        assert_eq!(text.matches("</style>").count(), 1);
        assert!(
            text.contains("default-src 'none'"),
            "and if something slipped through, it may not run"
        );
        for address in ["src=", "@import", "url("] {
            assert!(
                !text.replace("src=x", "").contains(address),
                "{address}: it must need nothing else"
            );
        }
    }
}

#[test]
fn rows_of_the_page_are_the_report_in_its_order() {
    for (assessment, language) in all() {
        let page = Html::parse_document(&made(&assessment, language, Format::Html));
        let report = report(&assessment, language);
        let values = |selector: &str, attribute: &str| {
            let selector = Selector::parse(selector).unwrap();
            page.select(&selector)
                .map(|element| element.attr(attribute).unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            values("[data-gap]", "data-gap"),
            report.gaps.iter().map(|gap| gap.code).collect::<Vec<_>>()
        );
        assert_eq!(
            values("[data-gap]", "data-class"),
            report.gaps.iter().map(|gap| gap.class.id()).collect::<Vec<_>>()
        );
        let tasks: Vec<&str> = report.plan.tasks.iter().map(|task| task.code).collect();
        assert_eq!(values("[data-task]", "data-task"), tasks);
        for phase in &report.phases {
            let tasks: Vec<&str> = phase.tasks.iter().map(|task| task.code).collect();
            let rows = format!("[data-task][data-phase='{}']", phase.number);
            assert_eq!(values(&rows, "data-task"), tasks);
        }
        assert_eq!(values("[data-soa]", "data-soa").len(), 38);
        assert_eq!(values("[data-answer]", "data-answer").len(), 42);
    }
}

/// Returns the cells of all rows, as a spreadsheet reads them.
fn rows(table: &[u8], language: Language) -> Vec<Vec<String>> {
    let separator = if language == Language::French { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(table);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_tables_say_everything_and_no_cell_is_a_formula() {
    for (assessment, language) in all() {
        let mut files = common::unpacked(&bytes(&assessment, language, Format::Csv));
        // The first has sentences, and no cells.
        let about = String::from_utf8(files.remove(0).1).unwrap();
        let rows = files.iter().flat_map(|(_, file)| rows(&file[3..], language));
        let cells: Vec<String> = rows.flatten().collect();
        for cell in &cells {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
        // The only change is an apostrophe before what would be a formula.
        let cells: Vec<String> =
            cells.iter().map(|cell| squeezed(cell.strip_prefix('\'').unwrap_or(cell))).collect();
        let text = [squeezed(&about), cells.join("\u{1}")].concat();
        let report = report(&assessment, language);
        // What was set for a piece of work is in cells of its own: `flat_tables.rs`.
        let set: Vec<String> = report
            .plan
            .tasks
            .iter()
            .flat_map(|task| &task.set)
            .map(|line| squeezed(line))
            .collect();
        let is_wanted = |wanted: &String| wanted != "–" && !set.contains(wanted);
        for wanted in must_say(&report).into_iter().filter(is_wanted) {
            assert!(text.contains(&wanted), "{language:?}: the tables don't say “{wanted}”");
        }
    }
}

#[test]
fn numbers_in_the_tables_have_the_language_s_sign() {
    let assessment = assessment("all 2, domain 4 3, C4-1 4");
    for (language, score) in [(Language::English, "3.2"), (Language::French, "3,2")] {
        let files = common::unpacked(&bytes(&assessment, language, Format::Csv));
        let mut rows = files.iter().flat_map(|(_, file)| rows(&file[3..], language));
        assert!(
            rows.any(|row| row.len() > 3 && row[2] == score && row[3] == "29" && row[4] == "9"),
            "{language:?}"
        );
    }
}

/// Returns the text as a Markdown renderer shows it, block by block.
fn shown(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    let html = Html::parse_document(&comrak::markdown_to_html(markdown, &options));
    squeezed(
        &html
            .select(&Selector::parse("p, h1, h2, h3, li, td, th").unwrap())
            .map(|block| block.text().collect::<String>())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// GitHub's Markdown makes a table of each, and no cell is lost or added.
#[test]
fn gaps_and_plan_are_tables() {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    for (assessment, language) in all() {
        let report = report(&assessment, language);
        let text = made(&assessment, language, Format::Markdown);
        let html = Html::parse_document(&comrak::markdown_to_html(&text, &options));
        let cells = |row: scraper::ElementRef| -> Vec<String> {
            let cells = Selector::parse("td, th").unwrap();
            row.select(&cells).map(|cell| squeezed(&cell.text().collect::<String>())).collect()
        };
        let rows = Selector::parse("tr").unwrap();
        let rows: Vec<Vec<String>> = html.select(&rows).map(cells).collect();
        for gap in &report.gaps {
            let start = [&gap.rank.to_string(), gap.code, gap.title, gap.class_name];
            assert!(rows.iter().any(|row| row.len() == 8 && row[..4] == start), "{start:?}");
        }
        for task in &report.plan.tasks {
            let start = [task.code, task.deliverable];
            assert!(rows.iter().any(|row| row.len() == 7 && row[..2] == start), "{start:?}");
        }
    }
}

#[test]
fn the_text_says_everything() {
    for (assessment, language) in all() {
        let text = made(&assessment, language, Format::Markdown);
        let text = shown(&text);
        for wanted in must_say(&report(&assessment, language)) {
            assert!(text.contains(&wanted), "{language:?}: the text doesn't say “{wanted}”");
        }
        let raw = made(&assessment, language, Format::Markdown).replace("\\<", "");
        assert!(
            !raw.contains("<script") && !raw.contains("<img"),
            "{language:?}: markup in Markdown is markup"
        );
    }
}

/// In a sentence that is put together, French goes on with a small letter after a colon, and no
/// second colon follows.
#[test]
fn what_follows_a_colon_is_set_right() {
    let text = made(&assessment("all 1"), Language::French, Format::Markdown);
    let labels = ["**À créer", "Au-delà du niveau 3\u{a0}:", "Si vous appliquez"];
    let lines: Vec<&str> =
        text.lines().filter(|line| labels.iter().any(|label| line.starts_with(label))).collect();
    assert!(lines.len() > 100, "{}", lines.len());
    for line in lines {
        for sentence in line.split(". ") {
            let colons = sentence.matches("\u{a0}: ").count();
            assert!(colons <= 1, "two colons in a row: {sentence}");
            let Some((_, after)) = sentence.split_once("\u{a0}: ") else { continue };
            let mut letters = after.chars();
            let is_capital = letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase);
            assert!(!is_capital, "a capital after a colon: {sentence}");
        }
    }
}

#[test]
fn scores_for_programs_are_those_of_aims_score() {
    for (assessment, language) in all() {
        let scores = scoring::score(&ISO42001, &assessment);
        let expected =
            scores_file::write(&ISO42001, &assessment, &scores, Origin::default()) + "\n";
        assert_eq!(made(&assessment, language, Format::Json), expected);
    }
}

#[test]
fn the_picture_has_every_axis_and_says_its_scores() {
    for (assessment, language) in all() {
        let svg = made(&assessment, language, Format::Svg);
        for (index, domain) in report(&assessment, language).domains.iter().enumerate() {
            assert!(svg.contains(language.texts().domains[index].short), "{}", domain.id);
            assert!(
                svg.contains(&format!("{} {}", domain.name, domain.figure.score)),
                "in its title: {}",
                domain.id
            );
        }
        assert!(!svg.contains("<script") && svg.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }
}

/// A picture is taken out of its place, so it says by itself what it is.
#[test]
fn the_picture_stands_alone() {
    for (language, words) in [
        (Language::English, ["Maturity by domain", "Score", "Target", "November 23, 2026"]),
        (Language::French, ["Maturité par domaine", "Cote", "Cible", "23 novembre 2026"]),
    ] {
        for name in ["Acme & <Sons>", "שלום Inc.", "", "W 😀 ".repeat(200).as_str()] {
            let mut assessment = assessment("all 2, C9-1 3");
            name.clone_into(&mut assessment.organisation);
            let svg = made(&assessment, language, Format::Svg);
            for wanted in words {
                assert!(svg.contains(wanted), "{language:?}: {wanted}");
            }
            let own: String = name.chars().take(8).collect();
            let own = own.replace('&', "&amp;").replace('<', "&lt;");
            assert!(svg.contains(own.trim()), "{name}");
            let label = format!("9 {}", language.texts().domains[5].short);
            assert!(svg.contains(&label) && !svg.contains("9 · "), "{label}");
        }
        // In a page, title and legend stand beside it.
        let page = Html::parse_document(&made(&assessment("all 2"), language, Format::Html));
        let texts = Selector::parse("svg text").unwrap();
        let texts: Vec<String> =
            page.select(&texts).map(|text| text.text().collect::<String>()).collect();
        assert!(texts.len() > 16 && words.iter().all(|word| !texts.contains(&(*word).to_owned())));
    }
}

#[test]
fn labels_of_the_picture_are_readable_on_paper() {
    let points = |svg: &str| -> f64 {
        let number = |text: &str| text.split('"').next().unwrap().parse::<f64>().unwrap();
        let width: f64 =
            svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let sizes = svg.split("font-size=\"").skip(1).map(number);
        // 16 cm are 453.5 points.
        sizes.fold(f64::MAX, f64::min) * 453.5 / width
    };
    for language in Language::ALL {
        for format in [Format::Svg, Format::Html] {
            let found = points(&made(&assessment("all 2"), language, format));
            assert!(found >= 8.0, "{format:?}: {found} points");
        }
    }
}

#[test]
fn the_foot_of_a_page_says_whose_it_is_and_of_which_day() {
    for (language, day) in
        [(Language::English, "November 23, 2026"), (Language::French, "23 novembre 2026")]
    {
        for (name, shown) in [("Acme", "\u{2068}Acme\u{2069} · "), ("", ""), (" \n", "")] {
            let mut assessment = assessment("all 2");
            name.clone_into(&mut assessment.organisation);
            let page = Html::parse_document(&made(&assessment, language, Format::Html));
            let foot = page.root_element().attr("data-on-paper").unwrap();
            assert_eq!(foot, format!("{shown}{day}"), "{name:?}");
        }
    }
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    for format in Format::ALL {
        let (assessment, language) = (hostile("all 2, A-5 na"), Language::French);
        let is_same = bytes(&assessment, language, format) == bytes(&assessment, language, format);
        assert!(is_same, "{format:?}");
    }
}

#[test]
fn an_earlier_state_stands_beside_the_scores() {
    let (now, before) = (assessment("all 3"), assessment("all 2"));
    let earlier = Some(("Autumn <2025>", &before));
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment: &now,
        earlier,
        language: Language::English,
        made_on: "2026-11-23",
    };
    let text =
        String::from_utf8(export(Format::Html, Content::Full, sources, Origin::default()).unwrap())
            .unwrap();
    assert!(
        text.contains("Autumn &lt;2025&gt;: 2.0") && text.contains("2.0 → 3.0"),
        "in the headline and on the radar"
    );
}

/// `cargo xtask examples` regenerates them, and must be run after a change of a text or a format.
#[test]
fn the_examples_are_what_the_program_makes() {
    for (name, language) in [("beginner", Language::French), ("nearly-ready", Language::English)] {
        let folder = Path::new("examples").join(name);
        let answers = std::fs::read(folder.join(format!("{name}.aims.json"))).unwrap();
        let opened = file::read(&ISO42001, &answers).unwrap();
        assert_eq!(opened.problems, []);
        let made_on = &opened.saved_at.as_deref().unwrap()[..10];
        let sources = Sources {
            questionnaire: &ISO42001,
            assessment: &opened.assessment,
            earlier: None,
            language,
            made_on,
        };
        for format in Format::ALL {
            let file = folder.join(format!("{name}.{}", format.ending()));
            let is_current = std::fs::read(&file).unwrap()
                == export(format, Content::Full, sources, (&opened).into()).unwrap();
            assert!(is_current, "{} is old: run `cargo xtask examples`", file.display());
        }
    }
}
