//! Prerenders what the page shows before the questionnaire has loaded, and where it never will: the
//! start and the guide in both languages, and the page for unknown addresses.
//!
//! The words come from `questions/`. The start has the same layout as in `src/app/start.rs` and
//! `src/view/start.rs`, so that nothing moves when that replaces it; a browser test compares the
//! two. The guide and the sample of a result exist only here: the module takes them from the page.

use anyhow::{Context, Result, ensure};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use toml::{Table, Value};

use crate::tools::files::{read, root};

/// Where the prerendered front is inserted in `index.html`.
const PLACE: &str = "<div id=\"front\"></div>";
/// The radar of the sample; `tests/native/example.rs` holds it against the example's scores.
const SAMPLE: &str = "public/start/sample.svg";
/// The style of the page for unknown addresses; the policy allows it by its hash.
pub const MISSING_STYLE: &str = "body{max-width:40rem;margin:10vh auto;padding:0 1rem;font:1.0625rem/1.5 system-ui,sans-serif}h1{color:#6b777d}a{color:LinkText}section{margin-top:2rem}";
/// The words of the prerendered front.
pub struct Words {
    guide: Table,
    interface: Table,
    sample: String,
}

impl Words {
    /// Reads the words from `questions/`.
    ///
    /// # Errors
    /// When a file is missing or is no valid TOML.
    pub fn read() -> Result<Self> {
        let table = |name: &str| {
            let text = read(&root().join("questions").join(name))?;
            text.parse::<Table>().with_context(|| format!("questions/{name}"))
        };
        Ok(Self {
            guide: table("page/guide.toml")?,
            interface: table("interface.toml")?,
            sample: read(&root().join(SAMPLE))?.trim().to_owned(),
        })
    }

    /// Returns a phrase of the interface, such as `start.title`.
    ///
    /// # Errors
    /// When there is none.
    pub fn phrase(&self, name: &str, language: &str) -> Result<&str> {
        let (section, key) = name.split_once('.').context("a phrase has a section")?;
        text(self.interface.get(section).and_then(|section| section.get(key)), language)
            .with_context(|| format!("interface.toml, {name}"))
    }

    /// Returns a sentence of the page around the guide, such as `missing_title`.
    ///
    /// # Errors
    /// When there is none.
    pub fn page(&self, name: &str, language: &str) -> Result<&str> {
        text(self.guide.get("page"), &format!("{name}_{language}"))
            .with_context(|| format!("guide.toml, {name}"))
    }
}

/// Returns a table's member that is a text.
fn text<'a>(table: Option<&'a Value>, key: &str) -> Result<&'a str> {
    table
        .and_then(|table| table.get(key))
        .and_then(Value::as_str)
        .with_context(|| format!("no {key}"))
}

fn list<'a>(table: Option<&'a Value>, key: &str) -> Result<&'a Vec<Value>> {
    table
        .and_then(|table| table.get(key))
        .and_then(Value::as_array)
        .with_context(|| format!("no {key}"))
}

/// Inserts the front into Trunk's page, in both languages, the page's own first: without a script
/// both can be read.
///
/// # Errors
/// When a phrase is missing, or the page has no place for the front.
pub fn put_into(page: &str, words: &Words, language: &str) -> Result<String> {
    ensure!(page.matches(PLACE).count() == 1, "index.html has no place for the front");
    let [own, other] = [language, other_than(language)].map(|language| front(words, language));
    let body = html! { div id="front" { (own?) (other?) } };
    Ok(page.replacen(PLACE, &body.into_string(), 1))
}

/// Returns the page's other language.
pub fn other_than(language: &str) -> &'static str {
    if language == "en" { "fr" } else { "en" }
}

/// Returns the page for the single file, which keeps answers in itself: the sentence about storage
/// is replaced.
///
/// # Errors
/// When the page doesn't hold that sentence.
pub fn as_document(page: &str) -> Result<String> {
    let words = Words::read()?;
    let mut page = page.to_owned();
    for language in ["en", "fr"] {
        let [hosted, document] = ["start.private", "keeping.document_private"]
            .map(|name| words.phrase(name, language).map(private));
        let (hosted, document) = (hosted?.into_string(), document?.into_string());
        ensure!(page.matches(&hosted).count() == 1, "the start doesn't say once what stays where");
        page = page.replacen(&hosted, &document, 1);
    }
    Ok(page)
}

/// The sentence on what stays private, and where.
fn private(words: &str) -> Markup {
    html! { p.small.private { (words) } }
}

/// Returns the start screen in one language.
fn front(words: &Words, language: &str) -> Result<Markup> {
    let other = other_than(language);
    let phrase = |name: &str| words.phrase(name, language);
    Ok(html! {
        div data-front=(language) lang=(language) id=(language) {
            header.site {
                a.name href="#/" { (phrase("site.name")?) }
                a.button.quiet lang=(other) href={ "?lang=" (other) "#" (other) } { (phrase("site.language")?) }
                // The menu, which does nothing yet.
                span.menu.scripted { (phrase("file.menu")?) }
            }
            div.page {
                main {
                    div.start {
                        (beginning(words, language)?)
                        (sample(words, language)?)
                        (rules(words, language)?)
                        (guide(words, language)?)
                    }
                }
            }
            footer.site { p { (phrase("results.disclaimer")?) } }
        }
    })
}

/// The title, the ways to begin, and the sentence for a questionnaire that doesn't come.
fn beginning(words: &Words, language: &str) -> Result<Markup> {
    let phrase = |name: &str| words.phrase(name, language);
    Ok(html! {
        div.begin {
            h1 { (phrase("start.title")?) }
            p.lead { (phrase("start.lead")?) }
            div.notice.trouble.failed role="alert" hidden {
                p { (words.page("failed", language)?) }
                div.stored hidden data-one=(words.page("stored_one", language)?) data-all=(words.page("stored_all", language)?)
                    data-unstored=(words.page("unstored", language)?) data-large=(words.page("stored_large", language)?) {
                    p { (words.page("stored", language)?) }
                    ul {}
                }
            }
            p.notice.slow { (words.page("slow", language)?) }
            noscript { p.notice { (words.page("no_script", language)?) } }
            ul.ways.scripted {
                li {
                    a.button data-action="start" href="#/question/C4-1" { (phrase("start.begin")?) }
                    span { (phrase("start.time_title")?) }
                }
                li {
                    a.button.second data-action="key" href="#/key" { (phrase("start.key")?) }
                    span { (phrase("start.key_time")?) }
                }
            }
            (private(phrase("start.private")?))
        }
    })
}

/// A result to look at, with what one takes away.
fn sample(words: &Words, language: &str) -> Result<Markup> {
    let sample = words.guide.get("sample");
    let word = |name: &str| text(sample, &format!("{name}_{language}"));
    let items = list(sample, "item")?.iter().map(|item| text(Some(item), language));
    let items = items.collect::<Result<Vec<_>>>()?;
    Ok(html! {
        div.sample data-guide={ "sample-" (language) } {
            a.shot.scripted href="#/example" {
                (PreEscaped(&words.sample))
                strong { (word("verdict")?) }
                span { (word("see")?) }
            }
            div.take {
                h2 { (word("take")?) }
                ul { @for item in items { li { (item) } } }
            }
        }
    })
}

/// How to answer, folded: what is in it comes with the module.
fn rules(words: &Words, language: &str) -> Result<Markup> {
    Ok(html! { details.rules { summary { h2 { (words.phrase("start.how_title", language)?) } } } })
}

/// Returns the guide for newcomers.
fn guide(words: &Words, language: &str) -> Result<Markup> {
    let (title, way, faq) =
        (words.guide.get("title"), words.guide.get("way"), words.guide.get("faq"));
    let topics = words.guide.get("topic").and_then(Value::as_array).context("guide.toml, topic")?;
    let topics = each(topics, |topic| guide_topic(topic, language))?;
    let stages = each(list(way, "stage")?, |stage| guide_stage(words, stage, language))?;
    let items = each(list(faq, "item")?, |item| guide_item(item, language))?;
    Ok(html! {
        section.guide data-guide=(language) {
            details {
                summary { h2 { (text(title, language)?) } }
                @for topic in topics { (topic) }
                details {
                    summary { (text(way, language)?) }
                    ol.way { @for stage in stages { (stage) } }
                    p.small { (text(way, &format!("note_{language}"))?) }
                }
            }
            details {
                summary { h2 { (text(faq, language)?) } }
                @for item in items { (item) }
            }
        }
    })
}

fn each<T>(values: &[Value], make: impl Fn(&Value) -> Result<T>) -> Result<Vec<T>> {
    values.iter().map(make).collect()
}

fn guide_topic(topic: &Value, language: &str) -> Result<Markup> {
    let paragraphs = list(Some(topic), "text")?;
    let paragraphs = each(paragraphs, |paragraph| Ok(text(Some(paragraph), language)?.to_owned()))?;
    Ok(html! {
        details { summary { (text(Some(topic), language)?) } @for paragraph in paragraphs { p { (paragraph) } } }
    })
}

fn guide_stage(words: &Words, stage: &Value, language: &str) -> Result<Markup> {
    let months = words.page("months", language)?.replace("{months}", text(Some(stage), "months")?);
    Ok(html! { li { (text(Some(stage), language)?) " " span.months { (months) } } })
}

fn guide_item(item: &Value, language: &str) -> Result<Markup> {
    let answer = text(Some(item), &format!("answer_{language}"))?;
    Ok(html! { details { summary { (text(Some(item), language)?) } p { (answer) } } })
}

/// Returns the page for unknown addresses. It is served at any depth, so it loads nothing; where
/// the page's own address isn't known, its links lead to the site's root.
///
/// # Errors
/// When a phrase is missing.
pub fn missing_page(words: &Words, language: &str, address: Option<&str>) -> Result<String> {
    let top = address.unwrap_or("/");
    let languages = [language, other_than(language)];
    let part = |language: &str| -> Result<Markup> {
        let word = |name: &str| words.page(name, language);
        Ok(html! {
            section lang=(language) {
                h2 { (word("missing_title")?) }
                p { (word("missing_text")?) }
                p { a href={ (top) "?lang=" (language) } { (word("missing_link")?) } }
            }
        })
    };
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { (words.page("missing_title", languages[0])?) " – " (words.page("missing_title", languages[1])?) }
                style { (PreEscaped(MISSING_STYLE)) }
            }
            body { main { h1 { "404" } @for language in languages { (part(language)?) } } }
        }
    };
    Ok(page.into_string() + "\n")
}
