//! Tests the example result: it answers every question, and shows a middling score, critical gaps,
//! and strong and weak domains.

#![allow(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    missing_docs
)]

use aims_assessment::assessment::answers::{Choice, Level};
use aims_assessment::assessment::example;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::radar::{Layout, Radar};
use aims_assessment::scoring::{self, Scores};

#[test]
fn every_question_of_the_example_is_answered_and_each_domain_with_its_own_word() {
    let example = example::assessment(&ISO42001, "Example");
    assert_eq!(example.organisation, "Example");
    assert_eq!(example.answered(0..ISO42001.questions.len()), ISO42001.questions.len());
    let unknown = ISO42001
        .questions
        .iter()
        .zip(&example.entries)
        .filter(|(_, entry)| entry.choice == Some(Choice::Unknown));
    assert_eq!(
        unknown.map(|(question, _)| question.code).collect::<Vec<_>>(),
        ["C10-3"],
        "the only answer that is not known"
    );
}

#[test]
fn the_example_shows_a_young_system_with_critical_gaps() {
    let scores = scoring::score(&ISO42001, &example::assessment(&ISO42001, ""));
    let overall = scores.overall.score();
    assert!(overall.is_some_and(|score| (20..30).contains(&score.0)), "{overall:?}");
    assert!(
        (1..=4).contains(&scores.critical_gaps().count()),
        "{} critical gaps",
        scores.critical_gaps().count()
    );
    let best = scores.domains.iter().filter_map(|domain| domain.tally.score()).max();
    let worst = scores.domains.iter().filter_map(|domain| domain.tally.score()).min();
    assert!(
        best.zip(worst).is_some_and(|(best, worst)| best.0 >= worst.0 + 10),
        "{best:?} and {worst:?}: a radar of some shape"
    );
}

fn scores() -> Scores {
    scoring::score(&ISO42001, &example::assessment(&ISO42001, ""))
}

/// Returns an SVG path through these points, closed, in whole pixels.
fn path(points: &[(f64, f64)]) -> String {
    let points: Vec<String> =
        points.iter().map(|(x, y)| format!("{} {}", x.round() as i32, y.round() as i32)).collect();
    format!("M{}z", points.join("L"))
}

/// The drawing on the start: levels 2, 4 and 5, the targets (at 3), the scores; a few hundred
/// bytes, as it stands in the page's first response.
fn sample() -> String {
    let assessment = example::assessment(&ISO42001, "");
    let radar = Radar::new(&ISO42001, &assessment, &scores(), Language::English);
    let layout: Layout = radar.layout((300, 300), 1.0, &|_| 0.0);
    let scored = radar.score_points(&layout).into_iter().collect::<Option<Vec<_>>>().unwrap();
    let ring = |ring: Vec<(f64, f64)>| path(&ring[..ring.len() - 1]);
    let grid: String =
        [2, 4, 5].map(|level| ring(radar.level_ring(&layout, Level::new(level).unwrap()))).concat();
    let edge = radar.level_ring(&layout, Level::new(5).unwrap());
    let (least, most) = edge
        .iter()
        .fold((f64::MAX, f64::MIN), |(least, most), (x, _)| (least.min(*x), most.max(*x)));
    let (least, size) = (least.floor() as i32 - 3, (most - least).ceil() as i32 + 6);
    format!(
        "<svg viewBox=\"{least} {least} {size} {size}\" aria-hidden=\"true\"><path d=\"{grid}\"/><path class=\"t\" d=\"{}\"/><path class=\"s\" d=\"{}\"/></svg>",
        ring(radar.target_ring(&layout)),
        path(&scored),
    )
}

/// When the example or the drawing of the radar changes, what this test prints belongs into that
/// file.
#[test]
fn the_sample_on_the_start_is_the_radar_of_the_example() {
    assert_eq!(include_str!("../../public/start/sample.svg").trim(), sample());
}

#[test]
fn the_verdict_on_the_start_has_the_figures_of_the_example() {
    let scores = scores();
    let critical = scores.critical_gaps().count().to_string();
    let guide: toml::Table = include_str!("../../questions/page/guide.toml").parse().unwrap();
    for language in Language::ALL {
        let said = guide["sample"][&format!("verdict_{}", language.code())].as_str().unwrap();
        let (score, rest) = said.split_once(' ').unwrap();
        assert_eq!(score, language.score(scores.overall.score()), "{said}");
        assert!(rest.contains(&format!(" {critical} ")), "{said}: {critical}");
    }
    assert_eq!(scores.readiness, scoring::Readiness::NotReady);
}
