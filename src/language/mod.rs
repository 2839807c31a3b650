//! The two languages: every text that a visitor reads, and how numbers are written.
//!
//! Uses `content` and `scoring`, whose scores it writes. Knows no reports and no screens.

use std::sync::OnceLock;

use crate::scoring::Tenths;

mod law;
pub mod text;
mod texts;
mod wishes;
mod words;

pub use texts::{
    Advice, DomainText, FrameworkText, LevelText, Phrases, QuestionText, ReportTexts, Texts,
    TopicText, WORDS_FINGERPRINT,
};
pub use wishes::Wishes;
pub use words::NotTheseWords;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Canadian English.
    English,
    /// Canadian French.
    French,
}

/// The texts of a language that are loaded so far.
struct Loaded {
    texts: OnceLock<Texts>,
    report: OnceLock<(ReportTexts, Option<Phrases>)>,
    /// The texts with the phrases that come with the report, once both are there.
    whole: OnceLock<Texts>,
}

impl Language {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// Returns `en` or `fr`, for `<html lang>` and URLs.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// Returns the other language.
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::French,
            Self::French => Self::English,
        }
    }

    /// Returns the language that a tag such as `fr-CA` or `EN` names, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// Returns the first of these languages that is ours; `None` if none is.
    pub fn preferred<'t>(tags: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        tags.into_iter().find_map(Self::from_tag)
    }

    /// Returns the texts of this language. The page must [load](Self::load) them first; until then
    /// all are empty, and until it has loaded those of the report, the phrases that come with them.
    pub fn texts(self) -> &'static Texts {
        let place = self.place();
        let later = place.report.get().and_then(|(_, later)| later.as_ref());
        match (place.texts.get(), later) {
            (Some(texts), Some(later)) => {
                place.whole.get_or_init(|| words::with_later(texts, later))
            }
            _ => place.texts.get_or_init(|| words::inside(self.code())),
        }
    }

    /// Loads the texts of this language from their file; a second call changes nothing.
    ///
    /// # Errors
    /// If the file isn't the one that was built with this program.
    pub fn load(self, file: String) -> Result<(), NotTheseWords> {
        if !self.is_loaded() {
            let texts = words::read(file)?;
            self.place().texts.get_or_init(|| texts);
        }
        Ok(())
    }

    /// Returns the additional texts of the report in this language. The page must
    /// [load](Self::load_report_texts) them first; until then there are none.
    pub fn report_texts(self) -> &'static ReportTexts {
        &self.place().report.get_or_init(|| (words::report_inside(self.code()), None)).0
    }

    /// Loads the additional texts of the report from their file; a second call changes nothing.
    ///
    /// # Errors
    /// If the file isn't the one that was built with this program.
    pub fn load_report_texts(self, file: String) -> Result<(), NotTheseWords> {
        if !self.has_report_texts() {
            let (report, later) = words::read_report(file)?;
            self.place().report.get_or_init(|| (report, Some(later)));
        }
        Ok(())
    }

    /// Whether the additional texts of the report are loaded.
    pub fn has_report_texts(self) -> bool {
        self.place().report.get().is_some()
    }

    /// Whether the texts of this language are loaded.
    pub fn is_loaded(self) -> bool {
        self.place().texts.get().is_some()
    }

    /// Whether the texts of this language can be asked for: they are compiled in, or loaded.
    pub fn has_words(self) -> bool {
        cfg!(feature = "words-inside") || self.is_loaded()
    }

    fn place(self) -> &'static Loaded {
        static PLACES: [Loaded; 2] = [const {
            Loaded { texts: OnceLock::new(), report: OnceLock::new(), whole: OnceLock::new() }
        }; 2];
        &PLACES[usize::from(self == Self::French)]
    }

    /// Formats a score with the decimal sign of the language: `2.9` or `2,9`; a dash if there is no
    /// score.
    pub fn score(self, score: Option<Tenths>) -> String {
        let Some(score) = score else { return "–".to_owned() };
        match self {
            Self::English => score.to_string(),
            Self::French => score.to_string().replace('.', ","),
        }
    }

    /// Formats a change of a score, given in tenths, with its sign: `+0.3`, `−0,2`, `0.0`; a dash
    /// if there is none.
    pub fn signed(self, tenths: Option<i32>) -> String {
        let sign = match tenths {
            Some(1..) => "+",
            Some(..=-1) => "\u{2212}",
            Some(0) | None => "",
        };
        format!("{sign}{}", self.score(tenths.map(|tenths| Tenths(tenths.unsigned_abs()))))
    }

    /// Formats the size of a file in decimal units, cut off: `950 bytes`, `172 kB`, `1.3 MB`; in
    /// French `172 ko`, `1,3 Mo`.
    pub fn file_size(self, bytes: usize) -> String {
        let [byte, kilo, mega] = match self {
            Self::English => ["bytes", "kB", "MB"],
            Self::French => ["octets", "ko", "Mo"],
        };
        let (number, unit) = match bytes {
            0..1_000 => (bytes.to_string(), byte),
            1_000..1_000_000 => ((bytes / 1_000).to_string(), kilo),
            _ => {
                let tenths = u32::try_from(bytes / 100_000).unwrap_or(u32::MAX);
                (self.score(Some(Tenths(tenths))), mega)
            }
        };
        format!("{number}\u{a0}{unit}")
    }

    /// Formats a date, given as `2026-11-23`, in words: `November 23, 2026` or `23 novembre 2026`;
    /// returns anything else unchanged.
    pub fn date(self, iso: &str) -> String {
        let parts: Vec<&str> = iso.split('-').collect();
        let [year, month, day] = parts[..] else { return iso.to_owned() };
        let month = month.parse().ok().and_then(|month: usize| {
            self.texts().phrases.date_months.split(' ').nth(month.checked_sub(1)?)
        });
        let (Some(month), Ok(day)) = (month, day.parse::<u32>()) else { return iso.to_owned() };
        match self {
            Self::English => format!("{month} {day}, {year}"),
            Self::French if day == 1 => format!("1er {month} {year}"),
            Self::French => format!("{day} {month} {year}"),
        }
    }

    /// Formats a number of hundredths: `40%` or `40 %`.
    pub fn percent(self, number: u32) -> String {
        let sign = if self == Self::French { "\u{a0}%" } else { "%" };
        format!("{number}{sign}")
    }

    /// Returns a text as it goes on after a colon: with a small letter. A colon of its own becomes
    /// a dash, as two in a row can't be told apart.
    pub fn after_colon(self, text: &str) -> String {
        let colon = match self {
            Self::English => ": ",
            Self::French => "\u{a0}: ",
        };
        with_small_letter(&text.replace(colon, " – "))
    }

    /// Returns the phrase for a number of things. French uses the singular for zero and one,
    /// English for one only.
    pub fn counted(self, number: usize, one: &'static str, other: &'static str) -> String {
        let singular = number == 1 || (number == 0 && self == Self::French);
        fill(if singular { one } else { other }, &[("n", &number.to_string())])
    }
}

/// Returns texts one after another in one sentence: those after a semicolon with a small letter.
pub fn in_a_row(texts: &[&str]) -> String {
    let Some((first, others)) = texts.split_first() else { return String::new() };
    others.iter().fold((*first).to_owned(), |row, text| row + "; " + &with_small_letter(text))
}

/// Names that keep their capital letter wherever they stand.
const NAMES: [&str; 2] = ["Statement of Applicability", "Annex "];

/// The text with a small letter at its beginning, unless it begins with an abbreviation, a number
/// or a name.
fn with_small_letter(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second))
            if !(second.is_uppercase()
                || second.is_ascii_digit()
                || second == '.'
                || NAMES.iter().any(|name| text.starts_with(name))) =>
        {
            first.to_lowercase().chain(text[first.len_utf8()..].chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// Replaces the names in braces in `phrase` by their values; leaves unknown names as they are.
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    // One pass, so that braces in a value are not filled in again.
    while let Some((before, from)) = rest.split_once('{') {
        filled += before;
        let known = from.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(wanted, _)| *wanted == name)?;
            Some((value, after))
        });
        if let Some((value, after)) = known {
            filled += value;
            rest = after;
        } else {
            filled.push('{');
            rest = from;
        }
    }
    filled + rest
}
