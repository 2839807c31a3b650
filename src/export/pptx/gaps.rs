//! The third slide: the critical gaps; without one, the most pressing others; without one, the
//! opportunities.

use super::fit;
use super::place;
use super::slide::Slide;
use super::table::{Cell, Fill, SIZE, Table, room};
use super::theme::Layout;
use super::words::{Ink, Look, Paragraph};
use crate::export::palette::{DANGER_SOFT, WARN_SOFT};
use crate::language::fill;
use crate::report::{GapReport, Report};
use crate::scoring::GapClass;

/// The most gaps on the slide.
const MOST: usize = 5;
/// Sizes of the texts, and the most lines of each: the first with which all fit, is taken.
const SIZES: [(u32, u32); 6] = [(16, 7), (14, 7), (12, 7), (12, 6), (12, 5), (12, 4)];
/// The widths of the columns.
const COLUMNS: [u32; 4] = [150, 210, 290, 230];
/// The height of the row that names what doesn't fit.
const BELOW: u32 = 38;

/// The critical gaps.
pub fn gaps(report: &Report) -> Slide {
    let (title, lead, gaps) = shown(report);
    let mut slide = Slide::titled(Layout::Lead, report.language, title);
    slide.text(13, &[Paragraph::new(&lead, Look::plain(16))]);
    if !gaps.is_empty() {
        slide.table(&table(report, &gaps), title, &lead, place::CONTENT);
    }
    slide
}

/// Which gaps are shown, under which title and with what about them: the critical ones; without one
/// the others to close; without one of these the opportunities.
fn shown(report: &Report) -> (&'static str, String, Vec<&GapReport>) {
    let t = &report.language.texts().phrases;
    let gaps = |is_one: fn(&&GapReport) -> bool| report.gaps.iter().filter(is_one).collect();
    let critical: Vec<&GapReport> = gaps(|gap| gap.class == GapClass::Critical);
    if let Some(count) = &report.headline.critical {
        let about = report.language.after_colon(t.results_critical_text);
        let lead = fill(t.references_about, &[("place", count), ("about", &about)]);
        return (t.slides_critical, lead, critical);
    }
    let others: Vec<&GapReport> = gaps(|gap| !gap.is_opportunity());
    if !others.is_empty() {
        return (t.overview_findings, t.slides_no_critical.to_owned(), others);
    }
    let opportunities: Vec<&GapReport> = gaps(|_| true);
    if !opportunities.is_empty() {
        return (t.plan_opportunities, t.plan_opportunities_text.to_owned(), opportunities);
    }
    let lead = if report.has_answers() {
        t.results_gaps_none.to_owned()
    } else {
        report.headline.verdict.text()
    };
    (t.overview_findings, lead, opportunities)
}

/// The table in which most of the gaps are shown, as large as fits.
fn table(report: &Report, gaps: &[&GapReport]) -> Table {
    let wanted = gaps.len().min(MOST);
    let all = SIZES.into_iter().map(|size| filled(report, gaps, size));
    let mut best: Option<(Table, usize)> = None;
    for (table, shown) in all {
        let is_better = best.as_ref().is_none_or(|(_, most)| shown > *most);
        if is_better {
            best = Some((table, shown));
        }
        if shown >= wanted {
            break;
        }
    }
    let (mut table, shown) = best.unwrap_or_else(|| (Table::new(&COLUMNS), 0));
    let others: Vec<String> =
        gaps.iter().skip(shown).map(|gap| format!("{} {}", gap.code, gap.title)).collect();
    if !others.is_empty() {
        let phrase = report.language.texts().phrases.slides_more_gaps;
        let count = others.len().to_string();
        let text = fill(phrase, &[("n", &count), ("list", &others.join("; "))]);
        let text = fit::fitted(&text, SIZE, room(COLUMNS.iter().sum()), 2);
        table.add(vec![Cell::plain(&text).on(Fill::Theme("bg2")).over(COLUMNS.len())]);
    }
    table
}

/// Returns the table with texts of this size and of at most so many lines, and how many gaps are
/// in it.
fn filled(report: &Report, gaps: &[&GapReport], size: (u32, u32)) -> (Table, usize) {
    let t = &report.language.texts().phrases;
    let expected = |gap: &GapReport| gap.expected.first().map(|expected| expected.title.clone());
    let first = gaps.first().and_then(|gap| expected(gap));
    let is_same = gaps.iter().take(MOST).all(|gap| expected(gap) == first);
    let expected = first.filter(|_| is_same).unwrap_or_else(|| t.document_expected.to_owned());
    let mut table = Table::new(&COLUMNS).head(&[
        t.document_sheet_gaps,
        t.report_now,
        &expected,
        t.report_first_step,
    ]);
    let mut shown = 0;
    for gap in gaps.iter().take(MOST) {
        let below = if shown + 1 < gaps.len() { BELOW } else { 0 };
        if !table.add_within(row(gap, size), place::CONTENT.high - below) {
            break;
        }
        shown += 1;
    }
    (table, shown)
}

fn row(gap: &GapReport, (size, lines): (u32, u32)) -> Vec<Cell> {
    let name = format!("{} {}", gap.code, gap.title);
    let (ink, fill) = severity(gap.class);
    let named = Cell::new(Paragraph::new(&name, Look::strong(size)))
        .and(Paragraph::new(gap.class_name, Look::strong(size).in_ink(ink)))
        .on(fill);
    let expected = gap.expected.first().map_or("", |expected| expected.statement);
    let texts = [gap.found, expected, gap.steps.first().copied().unwrap_or_default()];
    let text = |(text, wide): (&str, &u32)| {
        let text = fit::fitted(text, size, room(*wide), lines);
        Cell::new(Paragraph::new(&text, Look::plain(size)))
    };
    std::iter::once(named).chain(texts.into_iter().zip(&COLUMNS[1..]).map(text)).collect()
}

/// The colour of a class, beside its word.
pub fn severity(class: GapClass) -> (Ink, Fill) {
    match class {
        GapClass::Critical => (Ink::Danger, Fill::Own(DANGER_SOFT)),
        GapClass::High => (Ink::Warn, Fill::Own(WARN_SOFT)),
        GapClass::Medium => (Ink::Plain, Fill::Theme("bg2")),
        GapClass::Low | GapClass::Opportunity => (Ink::Muted, Fill::None),
    }
}
