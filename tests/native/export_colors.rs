//! What can't read a style sheet has the colours of the style: Word, Excel, the radar on paper, and
//! what a browser shows around the page.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::read_to_string;

use aims_assessment::report::radar::RadarStyle;

#[path = "../../src/export/docx/palette.rs"]
mod docx;
#[path = "../../src/export/xlsx/palette.rs"]
mod xlsx;

/// Returns a token of the light scheme, as in `0B5D66`.
fn token(name: &str) -> String {
    let css = read_to_string("public/style/1-tokens.css").unwrap();
    let light = css.split_once("prefers-color-scheme: dark").unwrap().0;
    let value = light.split_once(&format!("--{name}: #")).unwrap().1;
    value.split_once(';').unwrap().0.to_uppercase()
}

#[test]
fn word_has_the_colours_of_the_style() {
    for (color, name) in [
        (docx::ACCENT, "accent"),
        (docx::ACCENT_SOFT, "accent-soft"),
        (docx::SUNKEN, "sunken"),
        (docx::MUTED, "muted"),
        (docx::DANGER, "danger"),
        (docx::DANGER_SOFT, "danger-soft"),
    ] {
        assert_eq!(color, token(name), "--{name}");
    }
}

#[test]
fn lines_are_darker_than_on_the_screen_and_lighter_than_its_strong_ones() {
    let line = docx::LINE.to_owned();
    assert!(line < token("line") && line > token("line-strong"));
}

#[test]
fn excel_has_the_colours_of_word() {
    for (color, of_word) in [
        (xlsx::ACCENT, docx::ACCENT),
        (xlsx::ACCENT_SOFT, docx::ACCENT_SOFT),
        (xlsx::LINE, docx::LINE),
    ] {
        assert_eq!(format!("{color:06X}"), of_word);
    }
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
