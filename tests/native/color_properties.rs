//! Properties of accents: for any brand colour, text in it, on it and on its tint is readable
//! everywhere.
//!
//! The contrast is computed a second time, in floating point and with the surfaces of the style
//! sheet.
#![allow(clippy::unwrap_used, clippy::float_arithmetic, missing_docs)]

use aims_assessment::brand::color::{Accent, Color, Shades};
use proptest::prelude::*;

/// Returns the values of tokens in the light or the dark scheme, from `public/style/1-tokens.css`.
fn tokens(is_dark: bool, names: &[&str]) -> Vec<String> {
    let css = std::fs::read_to_string("public/style/1-tokens.css").unwrap();
    let dark = css.find("prefers-color-scheme: dark").unwrap();
    let part = if is_dark { &css[dark..] } else { &css[..dark] };
    let value = |name: &&str| {
        let (_, rest) = part.split_once(&format!("--{name}: ")).unwrap();
        rest.split_once(';').unwrap().0.to_owned()
    };
    names.iter().map(value).collect()
}

fn luminance(color: &str) -> f64 {
    let share = |at: usize| f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
    let linear = |share: f64| {
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(share(1)) + 0.7152 * linear(share(3)) + 0.0722 * linear(share(5))
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05);
    a.max(b) / a.min(b)
}

/// Returns the pairs of text and surface with too little contrast.
fn unreadable(shades: &Shades, is_dark: bool) -> Vec<(String, String, f64)> {
    let [accent, ink, soft, fill, on_fill] = shades.tokens().map(|(_, value)| value);
    let mut pairs: Vec<(String, String)> = tokens(is_dark, &["paper", "surface", "sunken"])
        .into_iter()
        .map(|surface| (accent.clone(), surface))
        .collect();
    pairs.extend(tokens(is_dark, &["ink", "muted"]).into_iter().map(|text| (text, soft.clone())));
    pairs.extend([(accent.clone(), soft), (ink, accent), (on_fill, fill)]);
    pairs
        .into_iter()
        .map(|(a, b)| (contrast(&a, &b), a, b))
        .filter(|(ratio, ..)| *ratio < 4.5)
        .map(|(ratio, a, b)| (a, b, ratio))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_accent_can_be_read_everywhere(red: u8, green: u8, blue: u8) {
        let color = Color::new(red, green, blue);
        let accent = Accent::of(color);
        prop_assert_eq!(unreadable(&accent.light, false), vec![]);
        prop_assert_eq!(unreadable(&accent.dark, true), vec![]);
        prop_assert_eq!(accent.corrected, accent.light.accent != color);
        prop_assert_eq!([accent.light.accent_fill, accent.dark.accent_fill], [color, color]);
        // A corrected colour needs no further correction.
        prop_assert!(!Accent::of(accent.light.accent).corrected);
        prop_assert_eq!(Accent::of(accent.dark.accent).dark.accent, accent.dark.accent);
    }

    #[test]
    fn contrasts_are_those_of_wcag(one: [u8; 3], other: [u8; 3]) {
        let [a, b] = [one, other].map(|[red, green, blue]| Color::new(red, green, blue));
        let ratio = contrast(&a.to_string(), &b.to_string());
        // Except within the small margin that is required on top of 4.5.
        if !(4.4999..4.5011).contains(&ratio) {
            prop_assert_eq!(a.is_readable_on(b), ratio >= 4.5);
        }
        prop_assert_eq!(Color::parse(&a.to_string()), Some(a));
    }

    #[test]
    fn no_text_makes_the_parser_panic(text in "#?\\PC{0,8}") {
        let _ = Color::parse(&text);
    }
}

#[test]
fn the_corners_can_be_read_too() {
    for red in [0, 128, 255] {
        for (green, blue) in [(0, 0), (0, 255), (128, 128), (255, 0), (255, 255)] {
            let accent = Accent::of(Color::new(red, green, blue));
            assert_eq!(
                (unreadable(&accent.light, false), unreadable(&accent.dark, true)),
                (vec![], vec![]),
                "{red} {green} {blue}"
            );
        }
    }
}

#[test]
fn a_readable_accent_stays_what_it_is() {
    // The page's own accent and those of some brands, with the colours shown in the light and the
    // dark scheme
    for (given, light, dark) in [
        ("#0b5d66", "#0b5d66", "#76a4a9"),
        ("#6fcbd1", "#3f7477", "#6fcbd1"),
        ("#000", "#000000", "#9c9c9c"),
        ("#FFF", "#6b6b6b", "#ffffff"),
        ("#ff0", "#6e6e00", "#ffff00"),
        ("#c00", "#cc0000", "#e57d7d"),
    ] {
        let accent = Accent::of(Color::parse(given).unwrap());
        assert_eq!(
            (accent.light.accent.to_string().as_str(), accent.dark.accent.to_string().as_str()),
            (light, dark),
            "{given}"
        );
    }
}

#[test]
fn a_bright_accent_fills_buttons_with_dark_text() {
    for (given, text) in [
        ("#ffd400", "#0d1214"),
        ("#ffffff", "#0d1214"),
        ("#0b5d66", "#ffffff"),
        ("#000000", "#ffffff"),
        ("#cc0000", "#ffffff"),
        // Neither white nor the soft black is readable on it.
        ("#757d75", "#000000"),
    ] {
        let accent = Accent::of(Color::parse(given).unwrap());
        for shades in [accent.light, accent.dark] {
            let shown = [shades.accent_fill, shades.on_accent].map(|color| color.to_string());
            assert_eq!(shown, [given, text]);
        }
    }
    // Links are darkened all the same, on the light page alone.
    let yellow = Accent::of(Color::parse("#ffd400").unwrap());
    assert!(yellow.corrected);
    assert_eq!(yellow.dark.accent.to_string(), "#ffd400");
}

#[test]
fn the_pages_own_fill_is_readable_too() {
    for is_dark in [false, true] {
        let [fill, on_fill] = tokens(is_dark, &["accent-fill", "on-accent"]).try_into().unwrap();
        assert!(contrast(&fill, &on_fill) >= 4.5, "{on_fill} on {fill}");
    }
}

#[test]
fn what_is_no_colour_is_none() {
    for text in [
        "",
        "#",
        "0a5",
        "#0a",
        "#0a55",
        "#00aa5",
        "#00aa55ff",
        "#00aag5",
        "red",
        "#é12",
        "#+12",
        "rgb(0,0,0)",
        "# 0a5",
    ] {
        assert_eq!(Color::parse(text), None, "{text}");
    }
    for text in ["#0a5", "#0A5", " #00aa55 ", "#00AA55"] {
        assert_eq!(Color::parse(text).unwrap().to_string(), "#00aa55", "{text}");
    }
}
