//! Reads and checks a `brand.toml`; reports all problems at once, each with its line and how to fix
//! it.
//!
//! Only the command line reads it; the page gets JSON made from it.

use std::path::Path;

use super::{Both, Brand, Link, Logo, MOST_OFFERS, Offer, When, plain_text};
use crate::brand::color::{Accent, Color};
use crate::content::check::wording::promise;
use crate::content::folder::read_text as text_of;
use crate::content::questionnaire::ISO42001;
use crate::content::source::{LANGUAGES, Problem};
use crate::content::toml_reader::{Located, Table, TomlFile};
use crate::language::Language;
use crate::scoring::Readiness;

mod hosting;
mod logo;

/// The most characters of an offer's text: two or three sentences.
const MOST_TEXT: usize = 300;

/// The content of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The brand that the page shows.
    pub brand: Brand,
    /// Notes for the author where nothing is wrong.
    pub notes: Vec<Problem>,
}

impl Source {
    /// Returns the value of `frame-ancestors` for the header.
    pub fn frame_ancestors(&self) -> String {
        if self.brand.frames.is_empty() {
            hosting::OWN_SITE.to_owned()
        } else {
            self.brand.frames.join(" ")
        }
    }
}

/// Reads and checks a file; the path of its logo is relative to the file's folder.
///
/// # Errors
/// All problems, by line.
pub fn read(file: &Path) -> Result<Source, Vec<Problem>> {
    let name = file.display().to_string();
    match text_of(file) {
        Ok(text) => read_text(&name, &text, file.parent().unwrap_or(Path::new(""))),
        Err(error) => Err(vec![Problem {
            file: name,
            line: 1,
            what: format!("the file can't be read: {error}"),
            hint: "it must be UTF-8 text that this account may read".to_owned(),
        }]),
    }
}

/// Reads and checks a text in the same way; the path of its logo is relative to `folder`.
///
/// # Errors
/// All problems, by line.
pub fn read_text(name: &str, text: &str, folder: &Path) -> Result<Source, Vec<Problem>> {
    let file = TomlFile::parse(name, text);
    let mut problems = Vec::new();
    let source = read_top(file.top(), folder, &mut problems);
    problems.extend(file.into_problems());
    problems.sort();
    if problems.is_empty() { Ok(source) } else { Err(problems) }
}

fn read_top(mut top: Table, folder: &Path, problems: &mut Vec<Problem>) -> Source {
    let mut notes = Vec::new();
    let keys = top.names();
    let key = |name: &str| keys.iter().find(|key| key.value == name);
    let name = top.optional_text("name");
    let contact = top.optional_text("contact");
    let accent = top.optional_text("accent");
    let logo = top.optional_text("logo");
    let default_language = top.optional_text("default_language");
    if let (Some(logo), None) = (&logo, &name) {
        let hint = "add `name = …` above: it is read out where the logo can't be seen";
        problems.push(logo.problem("there is a logo, but no name", hint));
    }
    let brand = Brand {
        name: name.and_then(|name| read_name(&name, problems)),
        contact: contact.and_then(|link| read_link(&link, problems)),
        logo: logo.and_then(|logo| read_logo(&logo, folder, problems)),
        accent: accent.and_then(|accent| read_accent(&accent, problems, &mut notes)),
        default_language: default_language.and_then(|code| read_language(&code, problems)),
        // `tables` requires at least one; here there may be none.
        offers: if key("offer").is_some() {
            read_offers(top.tables("offer"), problems)
        } else {
            Vec::new()
        },
        frames: if key("hosting").is_some() {
            hosting::read(top.table("hosting"), problems)
        } else {
            Vec::new()
        },
    };
    // Declared, so that they are among the known keys when another key is reported as unknown.
    top.expect(&["hosting", "offer"]);
    top.finish();
    Source { brand, notes }
}

fn read_name(name: &Located<String>, problems: &mut Vec<Problem>) -> Option<String> {
    if !name.is_there() {
        return None;
    }
    let plain = plain_text(&name.value);
    if plain.as_deref() != Some(name.value.trim()) {
        problems.push(name.problem(
            "this text is too long, or not plain",
            "write one line of at most 80 characters",
        ));
    }
    plain
}

fn read_link(link: &Located<String>, problems: &mut Vec<Problem>) -> Option<Link> {
    if !link.is_there() {
        return None;
    }
    let read = Link::parse(&link.value);
    if read.is_none() {
        let hint = "write an address that begins with https:// (or http://), or mailto: with an e-mail address";
        problems.push(link.problem(format!("{:?} can't be linked to", link.value), hint));
    }
    read
}

fn read_language(code: &Located<String>, problems: &mut Vec<Problem>) -> Option<Language> {
    if !code.is_there() {
        return None;
    }
    let read = Language::ALL.into_iter().find(|language| language.code() == code.value);
    if read.is_none() {
        let what = format!("{:?} is no language of the page", code.value);
        problems.push(code.problem(what, "write \"en\" or \"fr\""));
    }
    read
}

fn read_logo(logo: &Located<String>, folder: &Path, problems: &mut Vec<Problem>) -> Option<Logo> {
    if !logo.is_there() {
        return None;
    }
    match logo::read(&folder.join(&logo.value)) {
        Ok(read) => Some(read),
        Err((what, hint)) => {
            problems.push(logo.problem(format!("the logo {:?} {what}", logo.value), hint));
            None
        }
    }
}

fn read_accent(
    accent: &Located<String>,
    problems: &mut Vec<Problem>,
    notes: &mut Vec<Problem>,
) -> Option<Color> {
    if !accent.is_there() {
        return None;
    }
    let Some(color) = Color::parse(&accent.value) else {
        problems.push(accent.problem(
            format!("{:?} is no colour", accent.value),
            "write it as \"#0a5\" or \"#00aa55\"",
        ));
        return None;
    };
    let shades = Accent::of(color);
    if shades.corrected {
        let what = format!(
            "links in {color} can't be read well on the light page; there they are {}, and buttons \
             stay {color}",
            shades.light.accent
        );
        notes.push(accent.problem(
            what,
            "nothing has to be done; to choose for yourself, write a darker colour",
        ));
    }
    Some(color)
}

fn read_offers(tables: Vec<Table>, problems: &mut Vec<Problem>) -> Vec<Offer> {
    if let Some(key) = tables.get(MOST_OFFERS).and_then(|table| table.names().into_iter().next()) {
        let what = format!("there are {} offers", tables.len());
        problems
            .push(key.problem(what, "keep four at most: each is shown only to those whom it fits"));
    }
    tables.into_iter().filter_map(|table| read_offer(table, problems)).collect()
}

fn read_offer(mut table: Table, problems: &mut Vec<Problem>) -> Option<Offer> {
    let [title, text, link] = ["title", "text", "link"].map(|name| read_both(&mut table, name));
    let when = read_when(&mut table, problems);
    table.finish();
    for (words, language) in [&title, &text].into_iter().flat_map(|both| both.iter().zip(LANGUAGES))
    {
        if let Some((word, hint)) = promise(language, &words.value) {
            problems.push(words.problem(format!("the text says “{word}”"), hint));
        }
    }
    for text in &text {
        if text.value.chars().count() > MOST_TEXT {
            problems.push(text.problem(
                "this text is too long",
                format!("say it in at most {MOST_TEXT} characters"),
            ));
        }
    }
    let title = title.each_ref().map(|title| read_name(title, problems));
    let link = link.each_ref().map(|link| read_link(link, problems));
    let ([Some(title_en), Some(title_fr)], [Some(link_en), Some(link_fr)]) = (title, link) else {
        return None;
    };
    let [text_en, text_fr] = text.map(|text| text.value);
    Some(Offer {
        title: Both { en: title_en, fr: title_fr },
        text: Both { en: text_en, fr: text_fr },
        link: Both { en: link_en, fr: link_fr },
        when,
    })
}

fn read_both(table: &mut Table, name: &str) -> [Located<String>; 2] {
    let mut words = table.table(name);
    let both = LANGUAGES.map(|language| words.text(language));
    words.finish();
    both
}

fn read_when(offer: &mut Table, problems: &mut Vec<Problem>) -> When {
    let key = offer.names().into_iter().find(|key| key.value == "when");
    let mut table = offer.table("when");
    let is_domain = |id: &str| ISO42001.domain(id).is_some();
    let is_question = |code: &str| ISO42001.question(code).is_some();
    let is_readiness = |id: &str| Readiness::ALL.iter().any(|readiness| readiness.id() == id);
    let readiness = format!("known are {}", Readiness::ALL.map(Readiness::id).join(", "));
    let when = When {
        domains: read_codes(
            &mut table,
            "domains",
            is_domain,
            "domain",
            "known are 4 to 10, and A",
            problems,
        ),
        questions: read_codes(
            &mut table,
            "questions",
            is_question,
            "question",
            "write a code such as C8-1 or A-7",
            problems,
        ),
        readiness: read_codes(
            &mut table,
            "readiness",
            is_readiness,
            "readiness",
            &readiness,
            problems,
        ),
    };
    table.finish();
    if let Some(key) = key.filter(|_| when.is_empty()) {
        let hint = "name at least one of domains, questions and readiness: an offer is shown to those whom it fits";
        problems.push(key.problem("`when` names nothing", hint));
    }
    when
}

fn read_codes(
    table: &mut Table,
    name: &str,
    is_known: impl Fn(&str) -> bool,
    what: &str,
    hint: &str,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let codes = table.optional_texts(name);
    let unknown = codes.iter().filter(|code| !is_known(&code.value));
    problems.extend(
        unknown.map(|code| code.problem(format!("there is no {what} {:?}", code.value), hint)),
    );
    codes.into_iter().map(|code| code.value).collect()
}
