//! Writes the head of the hosted page in one language: what search engines, link previews and the
//! system read without running anything.
//!
//! A static host can't answer in the visitor's language. So the page stands at one address for each
//! language: `index.html` in the host's, and for the other one `fr.html` or `en.html`, alike but
//! for the head and the order of the two starts. The words come from `questions/`.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use maud::{Markup, html};

use super::prerender::{Words, other_than};

/// The page's languages.
pub const LANGUAGES: [&str; 2] = ["en", "fr"];
const ROOT: &str = "<html lang=\"en\">";
const TITLE: (&str, &str) = ("<title>", "</title>");
const PLACE: &str = "<meta name=\"description\" content=\"\">";
const MANIFEST: &str = "./manifest.json";

/// The addresses of the page.
pub struct Addresses<'a> {
    /// The language of `index.html`.
    pub default: &'a str,
    /// The public address of the page's folder, ending in a slash, if it is known.
    pub folder: Option<&'a str>,
}

impl Addresses<'_> {
    /// Returns the file name of the page in a language.
    pub fn file(&self, language: &str) -> String {
        if language == self.default { "index.html".to_owned() } else { format!("{language}.html") }
    }

    /// Returns the public address of the page in a language.
    fn page(&self, folder: &str, language: &str) -> String {
        if language == self.default {
            folder.to_owned()
        } else {
            format!("{folder}{}", self.file(language))
        }
    }
}

/// Returns the name of the manifest in a language.
fn manifest(language: &str) -> &'static str {
    if language == "fr" { "./manifest-fr.json" } else { MANIFEST }
}

/// Returns the manifests by language, as JSON for the script in the page.
///
/// # Errors
/// When JSON can't be written.
pub fn manifests() -> Result<String> {
    let all: BTreeMap<_, _> = LANGUAGES.map(|language| (language, manifest(language))).into();
    Ok(serde_json::to_string(&all)?)
}

/// Returns the script that sets the page's language and title, with the titles in it.
///
/// # Errors
/// When a title is missing.
pub fn language_script(script: &str, words: &Words) -> Result<String> {
    let mut titles = BTreeMap::new();
    for language in LANGUAGES {
        titles.insert(language, words.phrase("site.name", language)?);
    }
    ensure!(script.contains("{titles}"), "language.js has no place for the titles");
    Ok(script.replace("{titles}", &serde_json::to_string(&titles)?))
}

/// Writes the head in a language into Trunk's page.
///
/// # Errors
/// When a phrase is missing, or the page has no place for it.
pub fn put_into(
    page: &str,
    words: &Words,
    language: &str,
    addresses: &Addresses,
) -> Result<String> {
    let title = words.phrase("site.name", language)?;
    let before = format!("{}{}{}", TITLE.0, words.phrase("site.name", "en")?, TITLE.1);
    // The script in the page names the manifests too.
    let linked = |manifest: &str| format!("href=\"{manifest}\"");
    for place in [ROOT, &before, PLACE, &linked(MANIFEST)] {
        ensure!(page.matches(place).count() == 1, "index.html doesn't hold once: {place}");
    }
    Ok(page
        .replacen(ROOT, &format!("<html lang=\"{language}\">"), 1)
        .replacen(&before, &html! { title { (title) } }.into_string(), 1)
        .replacen(PLACE, &descriptions(words, language, addresses)?, 1)
        .replacen(&linked(MANIFEST), &linked(manifest(language)), 1))
}

/// Returns the descriptions for search engines and link previews. Both need absolute addresses, so
/// where the page's isn't known they find neither pictures nor the other language.
fn descriptions(words: &Words, language: &str, addresses: &Addresses) -> Result<String> {
    let description = words.page("description", language)?;
    let metas = html! {
        meta name="description" content=(description);
        meta property="og:type" content="website";
        meta property="og:title" content=(words.phrase("site.name", language)?);
        meta property="og:description" content=(description);
        meta property="og:locale" content=(locale(language));
        meta property="og:locale:alternate" content=(locale(other_than(language)));
        meta name="twitter:card" content="summary_large_image";
    };
    let Some(folder) = addresses.folder else { return Ok(metas.into_string()) };
    let here = addresses.page(folder, language);
    let links: Markup = html! {
        link rel="canonical" href=(here);
        @for language in LANGUAGES {
            link rel="alternate" hreflang=(language) href=(addresses.page(folder, language));
        }
        link rel="alternate" hreflang="x-default" href=(folder);
        meta property="og:url" content=(here);
        meta property="og:image" content={ (folder) "card-" (language) ".png" };
        meta property="og:image:width" content="1200";
        meta property="og:image:height" content="630";
        meta property="og:image:alt" content=(description);
    };
    // On a line of their own: the page as one file, which has no address, leaves them out.
    Ok(metas.into_string() + "\n    " + &links.into_string())
}

fn locale(language: &str) -> String {
    format!("{language}_CA")
}

#[cfg(test)]
mod tests {
    use super::{Addresses, LANGUAGES, put_into};
    use crate::build::prerender::{Words, other_than};
    use crate::tools::files::{read, root};

    #[test]
    fn the_head_is_in_one_language_and_names_the_other() -> anyhow::Result<()> {
        let (page, words) = (read(&root().join("index.html"))?, Words::read()?);
        for default in LANGUAGES {
            for language in LANGUAGES {
                let addresses = Addresses { default, folder: Some("https://example.com/a/") };
                let page = put_into(&page, &words, language, &addresses)?;
                let own = words.page("description", language)?;
                let other = words.page("description", other_than(language))?;
                assert!(page.contains(own) && !page.contains(other), "{language}");
                assert!(page.contains(&format!("<html lang=\"{language}\">")));
                let title = words.phrase("site.name", language)?;
                assert!(page.contains(&format!("<title>{title}</title>")), "{language}");
                assert!(page.contains(&format!("/card-{language}.png\"")), "{language}");
                let here = if language == default { "" } else { &addresses.file(language) };
                assert!(
                    page.contains(&format!("\"canonical\" href=\"https://example.com/a/{here}\""))
                );
                assert_eq!(page.matches("hreflang").count(), 3);
                assert_eq!(page.contains("./manifest-fr.json"), language == "fr");
            }
        }
        Ok(())
    }
}
