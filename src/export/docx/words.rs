//! Builds paragraphs: text in the styles of the document, in its reading direction.

use docx_rs::{BreakType, IndentLevel, NumberingId, Paragraph, Run};

use super::tree::RIGHT_TO_LEFT;
use crate::export::text::{Direction, clean, direction, pieces};

/// A part of a paragraph.
#[derive(Debug, Clone, Copy)]
pub enum Inline<'a> {
    /// In the paragraph's style.
    Plain(&'a str),
    /// Bold.
    Strong(&'a str),
    /// Smaller and grey.
    Quiet(&'a str),
}

/// Returns a paragraph of several parts.
pub fn paragraph(style: &str, parts: &[Inline]) -> Paragraph {
    let runs = parts.iter().flat_map(|part| runs(*part));
    runs.fold(Paragraph::new().style(style), Paragraph::add_run)
}

/// Returns a paragraph of one part.
pub fn plain(style: &str, text: &str) -> Paragraph {
    paragraph(style, &[Inline::Plain(text)])
}

/// Returns a paragraph of user text, in its own direction.
pub fn written(style: &str, text: &str) -> Paragraph {
    let mut paragraph = plain(style, text);
    if direction(text) == Direction::RightToLeft {
        paragraph.property = paragraph.property.bidi(true);
    }
    paragraph
}

/// Returns an item of a list.
pub fn item(list: usize, parts: &[Inline]) -> Paragraph {
    paragraph("ListParagraph", parts).numbering(NumberingId::new(list), IndentLevel::new(0))
}

fn runs(part: Inline) -> Vec<Run> {
    let (Inline::Plain(text) | Inline::Strong(text) | Inline::Quiet(text)) = part;
    let text = clean(text);
    let mut runs = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            runs.push(Run::new().add_break(BreakType::TextWrapping));
        }
        runs.extend(pieces(line).into_iter().map(|(direction, piece)| run(part, direction, piece)));
    }
    runs
}

fn run(part: Inline, direction: Direction, text: &str) -> Run {
    let run = text.split('\t').enumerate().fold(Run::new(), |run, (number, text)| {
        let run = if number > 0 { run.add_tab() } else { run };
        run.add_text(text)
    });
    let run = match part {
        Inline::Plain(_) => run,
        Inline::Strong(_) => run.bold(),
        Inline::Quiet(_) => run.size(17).color(crate::export::palette::MUTED),
    };
    if direction == Direction::RightToLeft { run.style(RIGHT_TO_LEFT) } else { run }
}
