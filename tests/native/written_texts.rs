//! Tests that user texts read the same in every format, do nothing there, and change nothing around
//! them.
#![cfg(feature = "documents")]
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use std::io::{Cursor, Read};

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::soa::Edit;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::export::export;
use aims_assessment::language::Language;
use aims_assessment::language::text::{on_one_line, printed};
use aims_assessment::report::Sources;
use aims_assessment::report::content::Content;
use aims_assessment::report::format::Format;
use aims_assessment::report::scores_file::Origin;
use aims_assessment::view::notice::{Notice, WhyNot};
use common::assessment;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

/// Returns an assessment with this name, and this text as each note, as a reason and as a
/// justification.
fn with(name: &str, text: &str) -> Assessment {
    let mut assessment = assessment("all 2, A-5 na, C4-1 1");
    name.clone_into(&mut assessment.organisation);
    assessment.entries.iter_mut().for_each(|entry| text.clone_into(&mut entry.note));
    let left_out = ISO42001.question("A-5").unwrap();
    assessment.entries[left_out].reason = format!("because {text}");
    assessment.soa.insert(
        3,
        Edit { applicable: Some(true), justification: format!("so {text}"), status: None },
    );
    assessment
}

fn made(assessment: &Assessment, language: Language, format: Format) -> Vec<u8> {
    let sources = Sources {
        questionnaire: &ISO42001,
        assessment,
        earlier: Some((&assessment.organisation, assessment)),
        language,
        made_on: "2026-11-23",
    };
    export(format, Content::Full, sources, Origin::default()).unwrap()
}

fn text_of(assessment: &Assessment, language: Language, format: Format) -> String {
    common::text_of(format, made(assessment, language, format))
}

/// Texts that have broken one format or another.
const TEXTS: [&str; 24] = [
    "Line one\u{b}Line two\u{c}three\u{85}four\u{2028}five\u{2029}six\rseven\r\neight",
    "a\u{0}b\u{1b}[31mc\u{9b}d\u{7f}",
    "Steps:\n    keep a_b\n\n\tand this",
    "1. first\n2) second\n10.\n- third\n+ fourth\n* fifth",
    "Title\n===\nother\n---\n***\n# no title #\n",
    "@name and @org/team, not me@example.org; #12, o/r#34, GH-5",
    "https://example.org/a_b?c=d&e=*f* www.example.org/a_b ftp://example.org/~x_ <https://example.org/>",
    "[^1] [a](b) ![c](d)\n\n[^1]: note\n[a]: /url \"title\"",
    "| a | b |\n| - | - |\n| \\| | ` |",
    "<b>bold</b> <!-- gone --> <details> &amp; &#35; &copy;",
    "```\ncode\n```\n~~~\n~~gone~~ ~one~",
    "\\ \\\\ \\* \\\n`a` ``b` **c** __d__ *e_f*",
    "$a_b$ and $$c$$ :smile: {{x}} {% y %} - [ ] task",
    "a:b:c :+1: :100::smile:GH-5 gh-12 10:30:45 a5c3785 effaced 20260101 (0a5c37851)",
    "> quoted\n>> twice",
    "Budget ok;=1+1",
    "Budget ok,=1+1\tor\t@SUM(A1)",
    "Budget ok|=1+1| \"-2|@A1",
    "x;\"=1+1\", \"\"=2\"\n=3\n\"=4\"",
    "=cmd|' /C calc'!A0\n-2+3+cmd|' /C calc'!A0",
    "; \u{feff}=1,\u{a0}+1;\u{3000}＝1\u{b}@A1",
    "\u{202e}txt.exe\nnext \u{2067}\u{5d0}\u{5d1}",
    "\u{2069}\u{202c}out",
    "  ",
];

#[test]
fn no_format_holds_a_control_character_and_line_breaks_are_line_breaks() {
    for text in TEXTS {
        let assessment = with(&format!("Acme\u{b}{text}"), text);
        for format in [Format::Html, Format::Markdown, Format::Csv, Format::Svg, Format::Json] {
            let made = text_of(&assessment, Language::English, format);
            let found = made.chars().find(|letter| {
                letter.is_control() && !"\n\r\t".contains(*letter)
                    || ('\u{2028}'..='\u{2029}').contains(letter)
            });
            assert_eq!(found, None, "{format:?}: {text:?}");
        }
    }
    let all = TEXTS.join("\n");
    for (format, part) in
        [(Format::Docx, "word/document.xml"), (Format::Xlsx, "xl/sharedStrings.xml")]
    {
        let xml = part_of(&made(&with(&all, &all), Language::English, format), part);
        assert!(
            !xml.chars().any(|letter| letter.is_control() && !"\n\r\t".contains(letter)),
            "{format:?}"
        );
    }
    let html = text_of(&with("", "Line one\u{b}Line two"), Language::English, Format::Html);
    assert!(html.contains("Line one\nLine two"));
    // The answers file contains the text as it was written.
    let written = aims_assessment::assessment::file::write(&ISO42001, &with("", TEXTS[0]), "");
    assert_eq!(
        aims_assessment::assessment::file::read(&ISO42001, written.as_bytes())
            .unwrap()
            .assessment
            .entries[0]
            .note,
        TEXTS[0]
    );
}

fn part_of(file: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(file))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn a_name_turns_nothing_around_it() {
    let name = "Söhne \u{202e}gnp.exe\u{2069}\u{2066}\nInc.\u{202d} ";
    assert_eq!(on_one_line(name), "Söhne gnp.exe Inc.");
    let turns = |text: &str| {
        text.chars()
            .any(|letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}'))
    };
    for language in Language::ALL {
        let assessment = with(name, "");
        for format in [Format::Html, Format::Markdown, Format::Csv, Format::Svg] {
            assert!(!turns(&text_of(&assessment, language, format)), "{format:?}");
        }
        for (format, part) in [
            (Format::Docx, "docProps/core.xml"),
            (Format::Docx, "word/header1.xml"),
            (Format::Xlsx, "docProps/core.xml"),
            (Format::Pptx, "docProps/core.xml"),
            (Format::Pptx, "ppt/slides/slide1.xml"),
        ] {
            assert!(
                !turns(&part_of(&made(&assessment, language, format), part)),
                "{format:?} {part}"
            );
        }
    }
}

/// Whoever sends a file chooses its name.
#[test]
fn the_name_of_a_file_turns_nothing_around_it() {
    let name = "x\u{202e}gnp\n.aims.json".to_owned();
    let problems = Vec::new;
    let (answered, can_undo, kept_older) = (3, true, false);
    for notice in [
        Notice::Opened { name: name.clone(), answered, can_undo, kept_older, problems: problems() },
        Notice::Added { name: name.clone(), answered, problems: problems() },
        Notice::Joined {
            name: name.clone(),
            filled: 3,
            can_undo,
            kept_older,
            problems: problems(),
        },
        Notice::NotOpened { name: name.clone(), why: WhyNot::Unreadable },
    ] {
        for language in Language::ALL {
            let text = notice.text(language);
            assert!(text.contains("\u{2068}xgnp .aims.json\u{2069}"), "{text:?}");
        }
    }
}

/// Returns whether a line has an end of a direction change without its beginning, or the other way
/// round.
fn is_open(text: &str) -> bool {
    text.lines().any(|line| {
        let count =
            |letters: [char; 4]| line.chars().filter(|letter| letters.contains(letter)).count();
        let isolates = count(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2068}']);
        let embeddings = count(['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}']);
        isolates != line.matches('\u{2069}').count()
            || embeddings != line.matches('\u{202c}').count()
    })
}

/// Returns what GitHub would make of a text that is no code, after it was read as Markdown: a
/// picture, or a link to a person, an issue or a commit.
fn replaced(text: &str) -> Option<&'static str> {
    let is_picture = |name: &&str| {
        let is_name =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte));
        let is_word = name.contains(|letter: char| letter.is_ascii_alphabetic());
        is_name && (is_word || ["100", "1234", "+1", "-1"].contains(name))
    };
    let pieces: Vec<&str> = text.split(':').collect();
    let ends = pieces.len().saturating_sub(1).max(1);
    if pieces[1..ends].iter().any(is_picture) {
        return Some("a picture");
    }
    let is_digits = |text: &str| text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let words =
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"_-@#".contains(letter));
    for word in words {
        let bare = word.trim_matches('-');
        if word.starts_with('@')
            && word[1..].starts_with(|letter: char| letter.is_ascii_alphanumeric())
        {
            return Some("a mention");
        }
        if word.split('#').skip(1).any(is_digits)
            || bare.len() > 3
                && bare[..3].eq_ignore_ascii_case("gh-")
                && bare[3..].bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some("an issue");
        }
        for part in word.split(['-', '@', '#']) {
            let is_hash =
                (7..=40).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            // Words and dates are none.
            if is_hash
                && part.contains(|letter: char| letter.is_ascii_digit())
                && part.parse::<u64>().is_err()
            {
                return Some("a commit");
            }
        }
    }
    None
}

/// Returns the text of the blocks as GitHub's Markdown shows it, and the other elements found.
fn shown(markdown: &str) -> (Vec<String>, Vec<&'static str>) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    let root = parse_document(&arena, markdown, &options);
    let (mut blocks, mut others) = (Vec::new(), Vec::new());
    for node in root.descendants() {
        let (mut text, mut bare) = (String::new(), String::new());
        match &node.data.borrow().value {
            NodeValue::Paragraph | NodeValue::TableCell | NodeValue::Heading(_) => {
                for inner in node.descendants() {
                    match &inner.data.borrow().value {
                        NodeValue::Text(piece) => {
                            text += piece;
                            bare += piece;
                        }
                        NodeValue::Code(code) => {
                            text += &code.literal;
                            bare.push('\n');
                        }
                        NodeValue::SoftBreak | NodeValue::LineBreak => {
                            text.push('\n');
                            bare.push('\n');
                        }
                        _ => {}
                    }
                }
                others.extend(bare.lines().filter_map(replaced));
                blocks.push(text);
            }
            NodeValue::CodeBlock(_) => others.push("a code block"),
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => others.push("HTML"),
            // GitHub turns an email address in a text into a link, even behind a backslash; the
            // link's text is the address.
            NodeValue::Link(link) if !link.url.starts_with("mailto:") => others.push("a link"),
            NodeValue::Image(_) => others.push("a picture"),
            NodeValue::FootnoteReference(_) | NodeValue::FootnoteDefinition(_) => {
                others.push("a footnote");
            }
            NodeValue::Math(_) => others.push("a formula"),
            NodeValue::ThematicBreak => others.push("a rule"),
            NodeValue::Emph | NodeValue::Strikethrough => others.push("emphasis"),
            NodeValue::TaskItem(_) => others.push("a task"),
            _ => {}
        }
    }
    (blocks, others)
}

/// Returns a text with normalized white space, which formats change as they must.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_only_text(name: &str, text: &str) {
    let assessment = with(name, text);
    let markdown = text_of(&assessment, Language::English, Format::Markdown);
    let (blocks, others) = shown(&markdown);
    assert_eq!(others, [""; 0], "{name:?} {text:?}");
    let all = squeezed(&blocks.join("\n"));
    for wanted in [
        printed(text),
        format!("because {}", printed(text)),
        format!("so {}", printed(text)),
        on_one_line(name),
    ] {
        assert!(all.contains(&squeezed(&wanted)), "{wanted:?} is not shown as it was written");
    }
    // Each line is a separate paragraph with its blanks, except those at its end.
    for line in printed(text).lines().map(|line| line.replace('\t', "    ")) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_there = |block: &String| {
            block.chars().take_while(|letter| *letter == '\u{a0}').count() >= indent
                && squeezed(block) == squeezed(&line)
        };
        assert!(
            line.trim().is_empty() || !line.is_ascii() || blocks.iter().any(is_there),
            "{line:?}"
        );
    }
    assert_eq!(shown(&text_of(&with("", ""), Language::English, Format::Markdown)).1, [""; 0]);
    assert!(!is_open(&markdown.replace("\n> ", "\n")), "{text:?}");
}

#[test]
fn in_markdown_a_text_is_a_text() {
    for text in TEXTS {
        is_only_text("Example Inc. ", text);
        is_only_text(text, "note");
    }
    let markdown =
        text_of(&with("Example Inc. ", "@name #12"), Language::English, Format::Markdown);
    assert!(
        markdown.contains("**Example Inc.**\n")
            && markdown.contains("\n### 1. ")
            && !markdown.contains("\n### \\")
    );
    assert!(markdown.contains("`@name` `#12`"), "GitHub calls nobody, and leads nowhere");
    let numbered = text_of(&with("", "1. first\n2) second"), Language::English, Format::Markdown);
    assert!(numbered.contains("\n> 1\\. first\n") && numbered.contains("\n> 2\\) second\n"));
    let headings = markdown.lines().filter(|line| line.starts_with('#')).count();
    assert!(
        headings > 20 && !markdown.lines().any(|line| line.starts_with('#') && line.contains('\\'))
    );
}

/// Returns the tables, without the text beside them.
fn tables(assessment: &Assessment, language: Language) -> Vec<Vec<u8>> {
    let files = common::unpacked(&made(assessment, language, Format::Csv)).into_iter();
    files
        .filter(|(name, _)| name.split('.').next_back() == Some("csv"))
        .map(|(_, table)| table)
        .collect()
}

/// Returns the cells, as a reader with this separator finds them.
fn cells(tables: &[Vec<u8>], separator: u8) -> Vec<String> {
    let cells = |table: &Vec<u8>| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(&table[3..]);
        reader
            .records()
            .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    tables.iter().flat_map(cells).collect()
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches(|letter: char| {
        letter.is_whitespace() || "\"\u{feff}\u{200b}".contains(letter)
    })
    .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Returns a cell without the apostrophes before what would be a formula.
fn unguarded(cell: &str) -> String {
    let pieces = cell.split_inclusive([',', ';', '|', '\t', '\n']);
    pieces.map(|piece| piece.strip_prefix('\'').unwrap_or(piece)).collect()
}

fn no_cell_is_a_formula(text: &str) {
    let assessment = with(text, text);
    for (language, own) in [(Language::English, b','), (Language::French, b';')] {
        let tables = tables(&assessment, language);
        for separator in [b',', b';', b'\t', b'|'] {
            for cell in cells(&tables, separator) {
                assert!(!is_formula(&cell), "{} {text:?}: {cell:?}", char::from(separator));
            }
        }
        // However a reader treats quotation marks.
        for table in &tables {
            let table = str::from_utf8(table).unwrap();
            for piece in table.split([',', ';', '|', '\t', '\n', '\r']) {
                assert!(!is_formula(piece), "{text:?}: {piece:?}");
            }
        }
        let found = cells(&tables, own);
        for wanted in [
            printed(text),
            format!("because {}", printed(text)),
            format!("so {}", printed(text)),
            on_one_line(text),
        ] {
            let is_there =
                found.iter().any(|cell| *cell == wanted || unguarded(cell) == unguarded(&wanted));
            assert!(is_there, "{text:?}: whoever knows the separator reads {wanted:?}");
        }
    }
}

#[test]
fn in_tables_no_cell_is_a_formula_whatever_the_separator() {
    TEXTS.into_iter().for_each(no_cell_is_a_formula);
    let tables = tables(&with("", "Budget ok; a - b, c"), Language::English);
    assert!(
        cells(&tables, b',').contains(&"Budget ok; a - b, c".to_owned()),
        "what is no formula stays as it is"
    );
}

/// Generates texts of all characters that have a meaning in some format.
fn hostile() -> impl Strategy<Value = String> {
    "(:[a-z]{3}:|GH-[0-9]|[ \t\n\r\u{b}\u{2028}]|[=+@,;\"'|*_`~#<>!$&:.)(\\[\\]{}^\\\\/-]|[0-9a-z]|www\\.|https?://|&amp;|<b>|\u{202e}|\u{2067}|\u{2069}|\u{202c}|\u{a0}|\u{0}|é|😀|    ){0,30}"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_text_in_markdown(name in hostile(), text in hostile()) {
        is_only_text(&name, &text);
    }

    #[test]
    fn any_text_is_no_formula_in_a_table(text in hostile()) {
        no_cell_is_a_formula(&text);
    }

    #[test]
    fn any_text_is_printed_the_same_twice_and_closed(text in hostile()) {
        let once = printed(&text);
        prop_assert_eq!(&printed(&once), &once);
        prop_assert!(!is_open(&once));
        prop_assert!(!once.contains(|letter: char| letter.is_control() && letter != '\n' && letter != '\t'));
    }
}
