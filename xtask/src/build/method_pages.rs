//! Writes the scoring method as pages beside the hosted one, from `docs/method.md` and
//! `docs/methode.md`.

use anyhow::{Context, Result, ensure};
use comrak::{Options, markdown_to_html};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::prerender::{Words, other_than};
use crate::tools::files::{read, root};

/// The language, document and page of the method; `src/view/report_html/answers.rs` links to the
/// pages.
pub const PAGES: [(&str, &str, &str); 2] =
    [("en", "method.md", "method.html"), ("fr", "methode.md", "methode.html")];

/// Returns the page of the method in a language. `style` is the page's own style, so that the
/// policy allows it; `icon` and `later_style` are the files of the icon and of the rest of the
/// style.
///
/// # Errors
/// When the document or a phrase is missing, or the document links to a file, which the page's host
/// doesn't have.
pub fn page(language: &str, words: &Words, style: &str, files: [&str; 2]) -> Result<String> {
    let of = |language: &str| {
        let found = PAGES.into_iter().find(|(of, ..)| *of == language);
        found.with_context(|| format!("no method in {language}"))
    };
    let ((_, document, _), other) = (of(language)?, other_than(language));
    let (_, _, other_page) = of(other)?;
    let text = read(&root().join("docs").join(document))?;
    let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
    let title = title.with_context(|| format!("docs/{document} begins with no title"))?;
    let title = format!("{title} – {}", words.phrase("site.name", language)?);
    let body = rendered(&text);
    ensure!(!body.contains("<a href"), "docs/{document} has a link, which leads nowhere on a host");
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            (head(&title, style, files))
            body {
                header.site {
                    a.name href={ "./?lang=" (language) } { (words.phrase("site.name", language)?) }
                    a.button.quiet lang=(other) hreflang=(other) href={ "./" (other_page) } {
                        (words.phrase("site.language", language)?)
                    }
                }
                // The class keeps the lines at a length that can be read.
                div.page { main.guide { (PreEscaped(body)) } }
            }
        }
    };
    Ok(page.into_string() + "\n")
}

/// The head of the page; `files` are those of the icon and of the style that comes later.
fn head(title: &str, style: &str, [icon, later_style]: [&str; 2]) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            link rel="icon" href={ "./" (icon) };
            style { (PreEscaped(style)) }
            link rel="stylesheet" href={ "./" (later_style) };
        }
    }
}

/// Returns Markdown as HTML, with tables; HTML in it is left out.
fn rendered(text: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    // As in the page, where a class stands for numbers.
    markdown_to_html(text, &options).replace(" align=\"right\"", " class=\"number\"")
}

#[cfg(test)]
mod tests {
    use super::{PAGES, page, rendered};
    use crate::build::prerender::Words;
    use crate::tools::files::{read, root};

    #[test]
    fn the_method_is_a_page_in_both_languages() -> anyhow::Result<()> {
        let words = Words::read()?;
        for (language, ..) in PAGES {
            let page = page(language, &words, "p{}", ["icon.svg", "later.css"])?;
            assert!(page.contains("<style>p{}</style>") && page.contains("href=\"./icon.svg\""));
            assert_eq!(page.matches("<h1").count(), 1, "{language}");
            assert!(!page.contains("<script") && !page.contains("style="), "{language}");
        }
        Ok(())
    }

    /// Both documents are of one version, with the same parts, tables and rows.
    #[test]
    fn both_languages_have_the_same_parts() -> anyhow::Result<()> {
        let [en, fr] = PAGES.map(|(_, document, _)| read(&root().join("docs").join(document)));
        let (en, fr) = (en?, fr?);
        let version = |text: &str| {
            text.lines().next().and_then(|line| line.split_whitespace().last()).map(str::to_owned)
        };
        assert_eq!(version(&en), version(&fr));
        for part in ["\n## ", "\n|", "\n- "] {
            assert_eq!(en.matches(part).count(), fr.matches(part).count(), "{part:?}");
        }
        Ok(())
    }

    #[test]
    fn no_html_of_a_document_gets_into_the_page() {
        let html = rendered("a <script>alert(1)</script>\n\n<b onclick=x>\n\n[x](javascript:1)");
        assert!(!html.contains("<script") && !html.contains("onclick"), "{html}");
        assert!(!html.contains("javascript"), "{html}");
    }
}
