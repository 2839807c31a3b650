//! The last two slides: the decisions to take, and method and limits.

use super::fit;
use super::place;
use super::slide::Slide;
use super::table::{Cell, Table};
use super::theme::Layout;
use super::words::{Ink, Look, Paragraph};
use crate::language::fill;
use crate::report::Report;
use crate::report::decisions::decisions;

/// The widths of the columns: number, decision, why.
const COLUMNS: [u32; 3] = [36, 480, 364];
/// The sizes of the text of method and limits.
const SIZES: [u32; 3] = [14, 13, 12];
/// The distance between paragraphs.
const AFTER: u32 = 6;

/// The decisions.
pub fn to_decide(report: &Report) -> Slide {
    let t = &report.language.texts().phrases;
    let mut slide = Slide::titled(Layout::Title, report.language, t.decisions_title);
    let place = place::Place { top: place::LEAD.top + 14, ..place::CONTENT };
    let most = place::CONTENT.top + place::CONTENT.high - place.top;
    let mut table = Table::new(&COLUMNS).head(&["", t.slides_decision, t.slides_why]);
    for (number, decision) in (1..).zip(decisions(report)) {
        let cells = vec![
            Cell::new(Paragraph::new(&format!("{number}"), Look::strong(16).in_ink(Ink::Accent))),
            Cell::new(Paragraph::new(&decision.what, Look::strong(16))),
            Cell::new(Paragraph::new(&decision.why, Look::plain(14))),
        ];
        if !table.add_within(cells, most) {
            break;
        }
    }
    slide.table(&table, t.decisions_title, t.decisions_title, place);
    slide
}

/// How the figures are made, and what they don't say.
pub fn method(report: &Report) -> Slide {
    let t = &report.language.texts().phrases;
    let mut slide = Slide::titled(Layout::Columns, report.language, t.slides_method);
    let completeness = report.language.after_colon(t.results_completeness_text);
    let completeness =
        fill(t.references_about, &[("place", t.results_completeness), ("about", &completeness)]);
    let own = [t.slides_own_answers, t.slides_estimate].map(str::to_owned);
    let limits: Vec<String> =
        report.disclaimer.iter().cloned().chain([completeness]).chain(own).collect();
    let columns = [(1, t.document_sheet_method, &report.method), (2, t.slides_limits, &limits)];
    let room = (place::LEFT.wide - 18, place::LEFT.high - 24);
    let fitting = |(_, _, texts): &(u32, &str, &Vec<String>)| fit::size(texts, &SIZES, room, AFTER);
    let size = columns.iter().map(fitting).min().unwrap_or(12);
    for (number, title, texts) in columns {
        let title = Paragraph::new(title, Look::strong(16).in_ink(Ink::Accent)).after(AFTER);
        let text = |text: &String| Paragraph::new(text, Look::plain(size)).bulleted().after(AFTER);
        let all: Vec<Paragraph> = std::iter::once(title).chain(texts.iter().map(text)).collect();
        slide.text(number, &all);
    }
    slide
}
