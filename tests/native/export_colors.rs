//! Compares copies of the design tokens with `public/style/1-tokens.css`: in documents,
//! the radar on paper, the style of paper, the pictures, and what a browser shows
//! around the page.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::read_to_string;

use aims_assessment::brand::color::Color;
use aims_assessment::export::palette;
use aims_assessment::report::radar::RadarStyle;

/// Returns a token of the light scheme, as in `0B5D66`.
fn token(name: &str) -> String {
    let css = read_to_string("public/style/1-tokens.css").unwrap();
    let light = css.split_once("prefers-color-scheme: dark").unwrap().0;
    let value = light.split_once(&format!("--{name}: #")).unwrap().1;
    value.split_once(';').unwrap().0.to_uppercase()
}

#[test]
fn documents_have_the_colours_of_the_style() {
    for (color, name) in [
        (palette::INK, "ink"),
        (palette::MUTED, "muted"),
        (palette::SUNKEN, "sunken"),
        (palette::LINE_STRONG, "line-strong"),
        (palette::ACCENT, "accent"),
        (palette::ACCENT_SOFT, "accent-soft"),
        (palette::TARGET, "target"),
        (palette::EARLIER, "earlier"),
        (palette::DANGER, "danger"),
        (palette::DANGER_SOFT, "danger-soft"),
        (palette::WARN, "warn"),
        (palette::WARN_SOFT, "warn-soft"),
        (palette::GOOD, "good"),
        (palette::GOOD_SOFT, "good-soft"),
    ] {
        assert_eq!(color, token(name), "--{name}");
    }
    for (number, color) in (1..).zip(palette::LEVELS) {
        assert_eq!(color, token(&format!("level-{number}")));
        assert_eq!(palette::of_answer(&number.to_string()), Some(color));
    }
    assert_eq!(palette::of_answer("unknown"), Some(palette::LEVELS[0]));
    assert_eq!(["na", "open", "0", "6"].map(palette::of_answer), [None; 4]);
}

#[test]
fn lines_are_darker_than_on_the_screen_and_lighter_than_its_strong_ones() {
    let line = palette::LINE.to_owned();
    assert!(line < token("line") && line > token("line-strong"));
}

#[test]
fn the_radar_on_paper_has_the_colours_of_the_style() {
    let style = RadarStyle::paper("sans-serif", 1.0);
    for (color, name) in [
        (style.text, "ink"),
        (style.grid, "line-strong"),
        (style.score, "accent"),
        (style.target, "target"),
        (style.earlier, "earlier"),
    ] {
        let (red, green, blue) = (color.0, color.1, color.2);
        assert_eq!(format!("{red:02X}{green:02X}{blue:02X}"), token(name), "--{name}");
    }
}

/// Margins of paper can't use tokens, as `@page` is outside of the elements that have them.
#[test]
fn the_margins_of_paper_have_the_colour_of_less_important_text() {
    let style = read_to_string("public/style/7-paper.css").unwrap();
    let pages = style.split_once("@media").unwrap().0;
    let colors: Vec<&str> =
        pages.split("color: #").skip(1).map(|rest| rest.split_once(';').unwrap().0).collect();
    assert_eq!(colors.len(), 2, "{colors:?}");
    assert!(colors.iter().all(|color| color.to_uppercase() == token("muted")), "{colors:?}");
}

/// Paper has some tokens of its own: white, and darker text and lines, as thin ones get lost there.
#[test]
fn paper_is_lighter_and_what_is_on_it_darker_than_on_the_screen() {
    let style = read_to_string("public/style/7-paper.css").unwrap();
    let own = style.split_once(":root {").unwrap().1.split_once('}').unwrap().0;
    let own: Vec<(&str, &str)> = own
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
        .map(|(name, value)| (name, value.trim_end_matches(';')))
        .collect();
    assert_eq!(own.len(), 6, "{own:?}");
    let paper = own.iter().find(|(name, _)| *name == "paper").unwrap().1;
    for (name, value) in own {
        let on_screen = format!("#{}", token(name).to_lowercase());
        match name {
            "paper" | "sunken" => assert!(value > on_screen.as_str(), "--{name}: {value}"),
            _ => assert!(value < on_screen.as_str(), "--{name}: {value}"),
        }
        if ["ink", "muted"].contains(&name) {
            let [text, paper] = [value, paper].map(|color| Color::parse(color).unwrap());
            assert!(text.is_readable_on(paper), "--{name}: {value}");
        }
    }
}

#[test]
fn the_icon_has_the_accent() {
    let icon = read_to_string("public/icon.svg").unwrap();
    assert!(icon.contains(&format!("rx=\"14\" fill=\"#{}\"", token("accent").to_lowercase())));
}

/// The page for unknown addresses has no style sheet: the colour of its heading is readable on
/// white and on black.
#[test]
fn the_heading_of_the_page_for_unknown_addresses_is_readable() {
    let source = read_to_string("xtask/src/build/prerender.rs").unwrap();
    let color = source.split_once("h1{color:").unwrap().1.split_once('}').unwrap().0;
    let color = Color::parse(color).unwrap();
    for canvas in ["#ffffff", "#000000"] {
        assert!(color.is_readable_on(Color::parse(canvas).unwrap()), "{canvas}");
    }
}

#[test]
fn what_the_browser_shows_around_the_page_has_the_colours_of_the_style() {
    let (accent, paper) = (token("accent").to_lowercase(), token("paper").to_lowercase());
    for manifest in ["public/manifest.json", "public/manifest-fr.json"] {
        let manifest = read_to_string(manifest).unwrap();
        assert!(manifest.contains(&format!("\"theme_color\": \"#{accent}\"")));
        assert!(manifest.contains(&format!("\"background_color\": \"#{paper}\"")));
    }
    let page = read_to_string("index.html").unwrap();
    assert!(page.contains(&format!("<meta name=\"theme-color\" content=\"#{accent}\">")));
}
