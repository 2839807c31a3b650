//! The first two slides: the verdict, and the radar beside the map of all answers.

use super::fit;
use super::place::{self, Place};
use super::slide::Slide;
use super::table::{Cell, Fill, Lines, SIZE, Table};
use super::theme::Layout;
use super::words::{Ink, Look, Paragraph};
use crate::export::palette;
use crate::language::{Language, fill};
use crate::report::{HeatCell, HeatRow, Report};

/// The sizes of the title of the first slide, and of the text below it.
const TITLES: [u32; 5] = [36, 32, 28, 24, 20];
const TEXTS: [u32; 4] = [20, 18, 16, 14];
/// The size of the score.
const SCORE: u32 = 80;
/// The widths of the map's columns, and the height of its rows.
const NAME: u32 = 118;
const CELL: u32 = 28;
const ROW: u32 = 38;

/// The verdict.
pub fn verdict(report: &Report) -> Slide {
    let t = &report.language.texts().phrases;
    let mut slide = Slide::new(Layout::Verdict, report.language);
    let verdict = &report.headline.verdict;
    slide.title(&verdict.heading, place::VERDICT, &TITLES);
    let name = fit::fitted(&report.organisation, 16, place::KICKER.wide, 1);
    let about = [t.report_title, report.date.as_str()];
    let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let mut kicker = vec![Paragraph::new(&about.join(" · "), Look::plain(14).in_ink(Ink::Muted))];
    if !name.is_empty() {
        kicker.insert(0, Paragraph::written(&name, Look::strong(16)).after(2));
    }
    slide.text(13, &kicker);
    let room = (place::SENTENCES.wide, place::SENTENCES.high);
    let size = fit::size(&verdict.sentences, &TEXTS, room, 8);
    let sentences: Vec<Paragraph> = verdict
        .sentences
        .iter()
        .map(|sentence| Paragraph::new(sentence, Look::plain(size)).after(8))
        .collect();
    slide.text(14, &sentences);
    slide.text(15, &panel(report));
    let remark = Paragraph::new(t.slides_not_audit, Look::strong(14).in_ink(Ink::Accent));
    slide.remark(place::REMARK, &[remark]);
    slide
}

/// The score against its target, or how far the key requirements are; then what else counts.
fn panel(report: &Report) -> Vec<Paragraph> {
    let t = &report.language.texts().phrases;
    let (headline, plain) = (&report.headline, Look::plain(16).in_ink(Ink::OnAccent));
    let (name, score, about) = match &headline.overall {
        Some(overall) => (
            t.results_overall,
            overall.score.clone(),
            format!("{} · {}", t.results_of_five, report.targets_in_words()),
        ),
        None => (
            t.results_key,
            format!("{}/{}", headline.key.at_level_3, report.scores.key.questions),
            headline.key.shown.clone(),
        ),
    };
    let score = Paragraph::new(&score, Look::strong(SCORE).in_ink(Ink::OnAccent));
    let about = Paragraph::new(&about, plain).after(20);
    let key = headline.overall.as_ref().map(|_| headline.key.line.clone());
    let completeness = format!("{} · {}", headline.completeness, headline.progress);
    let completeness =
        fill(t.references_about, &[("place", t.results_completeness), ("about", &completeness)]);
    let facts = [key, Some(completeness), Some(report.plan.total.clone())];
    let alone = headline.key.alone.map(str::to_owned);
    let facts = facts.into_iter().chain([alone]).flatten();
    let small = Look { size: 14, ..plain };
    [Paragraph::new(name, plain), score, about]
        .into_iter()
        .chain(facts.map(|fact| Paragraph::new(&fact, small).after(8)))
        .collect()
}

/// The radar and the map.
pub fn map(report: &Report) -> Slide {
    let t = &report.language.texts().phrases;
    let mut slide = Slide::titled(Layout::Title, report.language, t.results_radar_title);
    slide.chart(t.results_radar_title, &report.radar_in_words(), place::CHART);
    let table = heat_map(report);
    let wide = NAME + CELL * columns(report);
    let left = place::RIGHT.left + place::RIGHT.wide - wide;
    let place = Place { left, top: place::RIGHT.top + 24, wide, high: 0 };
    let about =
        fill(t.references_about, &[("place", t.overview_map), ("about", &in_words(report))]);
    slide.remark(
        Place { top: place::RIGHT.top, high: 20, ..place },
        &[Paragraph::new(t.overview_map, Look::strong(14).in_ink(Ink::Accent))],
    );
    slide.table(&table, t.overview_map, &about, place);
    let below = Place { top: place.top + table.high() + 12, high: 60, ..place };
    slide.remark(below, &legend(report.language));
    slide
}

fn columns(report: &Report) -> u32 {
    let most = report.heat_map.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    u32::try_from(most).unwrap_or(0)
}

fn heat_map(report: &Report) -> Table {
    let columns = columns(report) as usize;
    let widths: Vec<u32> =
        std::iter::once(NAME).chain(std::iter::repeat_n(CELL, columns)).collect();
    let mut table = Table::new(&widths);
    for row in &report.heat_map {
        let name = fit::fitted(&row.label(), SIZE, NAME - 10, 2);
        let mut cells = vec![Cell::plain(&name).within(Lines::None)];
        cells.extend(row.cells.iter().map(of_answer));
        cells.resize_with(columns + 1, || Cell::plain("").within(Lines::None));
        table.add_of_height(cells, ROW);
    }
    table
}

fn of_answer(cell: &HeatCell) -> Cell {
    let background = match palette::of_answer(cell.kind) {
        Some(color) => Fill::Own(color),
        None if cell.sign.is_empty() => Fill::Hatched,
        None => Fill::Theme("bg2"),
    };
    let look = if cell.is_key { Look::strong(SIZE) } else { Look::plain(SIZE) };
    Cell::new(Paragraph::new(cell.sign, look).centred()).on(background).within(if cell.is_key {
        Lines::Frame
    } else {
        Lines::Grid
    })
}

/// The map in words, a domain after another: `4 Context: 1, 2, 1, ?`.
fn in_words(report: &Report) -> String {
    let t = &report.language.texts().phrases;
    let row = |row: &HeatRow| {
        let sign = |cell: &HeatCell| if cell.sign.is_empty() { "…" } else { cell.sign };
        let signs: Vec<&str> = row.cells.iter().map(sign).collect();
        fill(t.references_about, &[("place", &row.label()), ("about", &signs.join(", "))])
    };
    report.heat_map.iter().map(row).collect::<Vec<_>>().join("; ")
}

fn legend(language: Language) -> Vec<Paragraph> {
    let t = &language.texts().phrases;
    let levels = fill(t.report_level, &[("level", "1–5")]);
    let text = format!("{levels}. {}", t.overview_map_key);
    vec![Paragraph::new(&text, Look::plain(SIZE).in_ink(Ink::Muted))]
}
