//! Reads markup as a test needs it: elements by selector, with their texts and attributes.

use aims_assessment::view::patch::{Patch, PatchValue};
use scraper::{ElementRef, Html, Selector};

/// Parses markup.
pub fn page(markup: maud::Markup) -> Html {
    Html::parse_fragment(&markup.into_string())
}

/// Parses a selector.
pub fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

/// Returns all elements of a selector.
pub fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    page.select(&select(selector)).collect()
}

/// Returns the number of elements of a selector.
pub fn count(page: &Html, selector: &str) -> usize {
    all(page, selector).len()
}

fn first<'p>(page: &'p Html, selector: &str) -> ElementRef<'p> {
    page.select(&select(selector)).next().unwrap_or_else(|| panic!("no {selector}"))
}

/// Returns the text of the first element of a selector, which must be there.
pub fn text(page: &Html, selector: &str) -> String {
    first(page, selector).text().collect()
}

/// Returns the text of each element of a selector, without space around it.
pub fn texts(page: &Html, selector: &str) -> Vec<String> {
    let text = |element: ElementRef| element.text().collect::<String>().trim().to_owned();
    all(page, selector).into_iter().map(text).collect()
}

/// Returns an attribute of the first element of a selector, which must be there.
pub fn attribute(page: &Html, selector: &str, name: &str) -> Option<String> {
    first(page, selector).attr(name).map(str::to_owned)
}

/// Returns an attribute of each element of a selector, which all must have it.
pub fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    all(page, selector).into_iter().map(|element| element.attr(name).unwrap().to_owned()).collect()
}

/// Checks that each patch targets an element of the initial HTML with the same content, so that
/// nothing is rewritten needlessly, and nothing is missed.
pub fn are_in(parts: &[Patch], whole: &Html) {
    assert!(!parts.is_empty());
    for part in parts {
        let element = whole
            .select(&select(part.selector()))
            .next()
            .unwrap_or_else(|| panic!("no place {}", part.selector()));
        match part.value() {
            PatchValue::Content(content) => {
                let content = Html::parse_fragment(content);
                assert_eq!(
                    element.inner_html(),
                    content.root_element().inner_html(),
                    "{}",
                    part.selector()
                );
            }
            PatchValue::Text(words) => {
                assert_eq!(element.text().collect::<String>(), *words, "{}", part.selector());
                assert!(
                    !element.inner_html().contains('<'),
                    "{} has more than a text in it",
                    part.selector()
                );
            }
            PatchValue::Attribute(name, value) => {
                assert_eq!(element.attr(name), value.as_deref(), "{} {name}", part.selector());
            }
            PatchValue::Flag(name, is_so) => {
                assert_eq!(element.attr(name).is_some(), *is_so, "{} {name}", part.selector());
            }
        }
    }
}
