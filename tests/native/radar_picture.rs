//! Tests the radar as SVG, drawn by the same function that draws on the page's canvas.
#![allow(clippy::unwrap_used, clippy::float_arithmetic, clippy::cast_precision_loss, missing_docs)]

use crate::common;

use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::radar::{self, Radar, RadarStyle};
use aims_assessment::scoring;
use common::{assessment, scores};
use plotters::prelude::*;

/// Returns a width above that in any common font, so that a label that fits by it fits everywhere.
fn width_of(text: &str, scale: f64, width: u32) -> f64 {
    text.chars().count() as f64 * 0.62 * radar::font_size(width, scale)
}

fn drawn(notation: &str, language: Language) -> String {
    let assessment = assessment(notation);
    drawn_radar(&Radar::new(
        &ISO42001,
        &assessment,
        &scoring::score(&ISO42001, &assessment),
        language,
    ))
}

fn with_earlier(notation: &str, earlier: &str) -> Radar {
    let assessment = assessment(notation);
    let radar = Radar::new(
        &ISO42001,
        &assessment,
        &scoring::score(&ISO42001, &assessment),
        Language::French,
    );
    radar.with_earlier(&scores(earlier), Language::French)
}

fn drawn_radar(radar: &Radar) -> String {
    let look = RadarStyle {
        text: RGBColor(1, 1, 1),
        grid: RGBColor(2, 2, 2),
        score: RGBColor(3, 3, 3),
        target: RGBColor(4, 4, 4),
        earlier: RGBColor(5, 5, 5),
        font: "sans-serif".to_owned(),
        scale: 1.0,
        font_scale: 1.0,
    };
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (600, 420)).into_drawing_area();
        radar::draw(&area, radar, &look, &|text| width_of(text, 1.0, 600)).unwrap();
        area.present().unwrap();
    }
    svg
}

#[test]
fn labels_are_never_cut_off() {
    for language in Language::ALL {
        for (width, height) in [
            (294, 216),
            (337, 216),
            (552, 216),
            (280, 256),
            (320, 260),
            (360, 280),
            (600, 420),
            (900, 430),
            (2400, 1200),
        ] {
            for percent in [100, 150, 200, 300] {
                let scale = f64::from(percent) / 100.0;
                let assessment = assessment("all 3");
                let radar = Radar::new(
                    &ISO42001,
                    &assessment,
                    &scoring::score(&ISO42001, &assessment),
                    language,
                );
                let size: (u32, u32) = (width * percent / 100, height * percent / 100);
                let layout = radar.layout(size, scale, &|text| width_of(text, scale, size.0));
                assert_eq!(layout.labels().len(), 8);
                for (index, label) in layout.labels().iter().enumerate() {
                    let is_inside = label.left >= 0.0 && label.top >= 0.0;
                    let is_inside = is_inside
                        && label.right <= f64::from(size.0)
                        && label.bottom <= f64::from(size.1);
                    assert!(
                        is_inside,
                        "{language:?} {width}×{height} at {scale}: label {index} {label:?}"
                    );
                    for other in &layout.labels()[..index] {
                        let apart = label.left >= other.right
                            || other.left >= label.right
                            || label.top >= other.bottom
                            || other.top >= label.bottom;
                        assert!(
                            apart,
                            "{language:?} {width}×{height}: {label:?} lies on {other:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn every_domain_is_named_with_its_score_in_both_languages() {
    for (language, score) in [(Language::English, "2.6"), (Language::French, "2,6")] {
        let svg = drawn("all 3, C4-3 2", language);
        assert!(svg.contains(&format!("4 · {score}")), "{svg}");
        for text in language.texts().domains {
            assert!(svg.contains(text.short), "{} is missing", text.short);
        }
    }
}

#[test]
fn a_missing_score_is_a_gap_and_no_point() {
    let points = |notation: &str| drawn(notation, Language::English).matches("<circle").count();
    let shapes = |notation: &str| drawn(notation, Language::English).matches("<polygon").count();
    assert_eq!((points("all 3"), shapes("all 3")), (8, 1));
    assert_eq!(
        (points("all 1"), shapes("all 1")),
        (8, 1),
        "level 1 is a point on the innermost ring"
    );
    assert_eq!((points("all 3, domain 7 -"), shapes("all 3, domain 7 -")), (7, 0));
    assert_eq!((points(""), shapes("")), (0, 0));
    assert!(drawn("", Language::English).contains("7 · –"));
}

#[test]
fn the_target_ring_follows_the_targets() {
    let usual = drawn("all 3", Language::English);
    assert!(usual.contains("#040404"), "there is a ring");
    assert_ne!(usual, drawn("all 3, target A 5", Language::English));
}

#[test]
fn earlier_scores_are_a_dashed_shape_behind_the_present_ones() {
    let radar = with_earlier("all 3", "all 2, domain 7 -");
    assert!(drawn_radar(&radar).contains("#040404"), "with the targets");
    let svg = drawn_radar(&radar.without_targets());
    assert!(svg.contains("4 · 2,0 → 3,0") && svg.contains("7 · – → 3,0"), "{svg}");
    assert_eq!(svg.matches("<circle").count(), 15, "seven open points and eight filled ones");
    assert!(svg.contains("#050505"), "in a colour of its own");
    assert!(!svg.contains("#040404"), "and without targets where they may have been others");
    assert!(svg.find("#050505") < svg.find("<polygon"), "the present ones lie above");
    let dashes = |svg: &str| svg.matches("#050505").count();
    assert!(dashes(&svg) > 7 + 6, "each edge is drawn in pieces: {}", dashes(&svg));
    assert!(!drawn("all 3", Language::French).contains("#050505"));
}

#[test]
fn labels_with_earlier_scores_are_not_cut_off_either() {
    for (width, height) in [(280, 256), (320, 260), (360, 280), (600, 420), (900, 430)] {
        let layout = with_earlier("all 3", "all 2")
            .layout((width, height), 1.0, &|text| width_of(text, 1.0, width));
        for label in layout.labels() {
            let is_inside = label.left >= 0.0
                && label.top >= 0.0
                && label.right <= f64::from(width)
                && label.bottom <= f64::from(height);
            assert!(is_inside, "{width}×{height}: {label:?}");
        }
    }
}

/// Paper uses the light colours; files contain their values, while the page reads the tokens
/// themselves.
#[test]
fn paper_has_the_light_colours_of_the_style_sheet() {
    let style = std::fs::read_to_string("public/style/1-tokens.css").unwrap();
    let light = &style[style.find(":root {").unwrap()..style.find("@media").unwrap()];
    let RadarStyle { text, grid, score, target, earlier, .. } = RadarStyle::paper("Arial", 1.0);
    for (token, RGBColor(red, green, blue)) in [
        ("--ink", text),
        ("--line-strong", grid),
        ("--accent", score),
        ("--target", target),
        ("--earlier", earlier),
    ] {
        let line = format!("{token}: #{red:02x}{green:02x}{blue:02x};");
        assert!(light.contains(&line), "{line}");
    }
}
