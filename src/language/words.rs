//! Reads the two text files of a language, as the build writes them (`words` and `report_words` in
//! `build.rs`).
//!
//! The first line is the mark of the build; then there is one text per line. A list begins with the
//! number of its items. (The page gets each file as a list in JSON, which its start script joins.)

use std::str::Lines;

use super::texts::{
    Advice, DomainText, FrameworkText, LevelText, Phrases, QuestionText, ReportTexts, Texts,
    TopicText, WORDS_FINGERPRINT,
};
use crate::content::references::{Framework, Provision, References, Who};

/// The error for a file that wasn't built with this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotTheseWords;

/// Returns the texts compiled into the program. The page has none and loads those of its language.
pub(super) fn inside(code: &str) -> Texts {
    let [words, report] = files(code);
    let mut texts = Reading::after_mark(words).texts();
    Reading::after_mark(report).later_phrases(&mut texts.phrases);
    texts
}

/// Returns the additional texts of the report, likewise.
pub(super) fn report_inside(code: &str) -> ReportTexts {
    let mut reading = Reading::after_mark(files(code)[1]);
    let mut later = Phrases::EMPTY;
    reading.later_phrases(&mut later);
    reading.report()
}

#[cfg(feature = "words-inside")]
fn files(code: &str) -> [&'static str; 2] {
    match code {
        "en" => [
            include_str!(concat!(env!("OUT_DIR"), "/words-en.txt")),
            include_str!(concat!(env!("OUT_DIR"), "/report-en.txt")),
        ],
        _ => [
            include_str!(concat!(env!("OUT_DIR"), "/words-fr.txt")),
            include_str!(concat!(env!("OUT_DIR"), "/report-fr.txt")),
        ],
    }
}

#[cfg(not(feature = "words-inside"))]
fn files(_: &str) -> [&'static str; 2] {
    [""; 2]
}

/// Reads a file of texts.
///
/// # Errors
/// If the file has another mark.
pub(super) fn read(file: String) -> Result<Texts, NotTheseWords> {
    Ok(Reading::of(file)?.texts())
}

/// Reads a file of additional report texts, which begins with phrases. Returns the texts, and these
/// in phrases that are otherwise empty.
///
/// # Errors
/// If the file has another mark.
pub(super) fn read_report(file: String) -> Result<(ReportTexts, Phrases), NotTheseWords> {
    let mut reading = Reading::of(file)?;
    let mut later = Phrases::EMPTY;
    reading.later_phrases(&mut later);
    Ok((reading.report(), later))
}

/// Returns the texts with the phrases that came with the report.
pub(super) fn with_later(texts: &Texts, later: &Phrases) -> Texts {
    let (mut texts, mut later) = (texts.clone(), later.clone());
    for (place, phrase) in texts.phrases.later_places().into_iter().zip(later.later_places()) {
        *place = *phrase;
    }
    texts
}

/// The lines that are left to read. The mark guarantees the format; if lines are missing
/// nevertheless, texts are empty.
struct Reading(Lines<'static>);

impl Reading {
    fn of(file: String) -> Result<Self, NotTheseWords> {
        if file.lines().next() != Some(WORDS_FINGERPRINT) {
            return Err(NotTheseWords);
        }
        // The texts are leaked: they live as long as the program, so every text can be passed
        // around freely.
        Ok(Self::after_mark(Box::leak(file.into_boxed_str())))
    }

    fn after_mark(file: &'static str) -> Self {
        let mut lines = file.lines();
        lines.next();
        Self(lines)
    }

    fn texts(&mut self) -> Texts {
        Texts {
            domains: self.list(|from| DomainText {
                title: from.text(),
                short: from.text(),
                within: from.text(),
                intro: from.text(),
            }),
            questions: self.list(Self::question),
            levels: [(); 5].map(|()| LevelText { name: self.text(), meaning: self.text() }),
            phrases: self.phrases(),
        }
    }

    fn phrases(&mut self) -> Phrases {
        let mut phrases = Phrases::EMPTY;
        for place in phrases.places() {
            *place = self.text();
        }
        phrases
    }

    fn later_phrases(&mut self, phrases: &mut Phrases) {
        for place in phrases.later_places() {
            *place = self.text();
        }
    }

    fn question(&mut self) -> QuestionText {
        QuestionText {
            title: self.text(),
            text: self.text(),
            help: self.text(),
            not_applicable_if: self.optional(),
            levels: [(); 5].map(|()| self.text()),
        }
    }

    fn report(&mut self) -> ReportTexts {
        ReportTexts {
            advice: self.list(Self::advice),
            areas: self.list(Self::text),
            controls: self.list(Self::text),
            frameworks: [(); Framework::ALL.len()].map(|()| FrameworkText {
                title: self.text(),
                short: self.text(),
                note: self.text(),
            }),
            provisions: self.list(Self::provision),
            profile: self.list(|from| TopicText {
                text: from.text(),
                help: from.text(),
                options: from.list(Self::text),
            }),
        }
    }

    fn references(&mut self) -> References {
        References {
            provisions: self.split(" ", |index| index.parse().unwrap_or(0)),
            nist_ai_rmf: self.split(", ", |id| id),
            iso_27001: self.split(", ", |id| id),
            iso_9001: self.split(", ", |id| id),
        }
    }

    fn provision(&mut self) -> (Provision, &'static str) {
        let framework = self.text().parse().unwrap_or(0);
        let provision = Provision {
            framework: Framework::ALL[framework],
            id: self.text(),
            who: Some(self.text()).and_then(|id| Who::ALL.into_iter().find(|who| who.id() == id)),
            public: self.optional(),
            from: self.split(" ", |date| date),
        };
        (provision, self.text())
    }

    /// Reads a list that stands on one line.
    fn split<T>(&mut self, mark: &str, read: impl Fn(&'static str) -> T) -> &'static [T] {
        let parts = self.text().split(mark).filter(|part| !part.is_empty());
        Box::leak(parts.map(read).collect())
    }

    fn advice(&mut self) -> Advice {
        Advice {
            why: self.text(),
            references: self.references(),
            to_level_3: self.list(Self::text),
            beyond: self.text(),
            evidence: self.list(Self::text),
            deliverable: self.text(),
            reuse_27001: self.optional(),
            reuse_9001: self.optional(),
        }
    }

    #[inline(never)]
    fn text(&mut self) -> &'static str {
        self.0.next().unwrap_or_default()
    }

    fn optional(&mut self) -> Option<&'static str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> T) -> &'static [T] {
        let count = self.text().parse().unwrap_or(0);
        Box::leak((0..count).map(|_| read(self)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_build_is_refused() {
        assert_eq!(read("0123456789abcdef\n8\n".to_owned()).err(), Some(NotTheseWords));
        assert_eq!(read(String::new()).err(), Some(NotTheseWords));
        assert_eq!(read_report("0123456789abcdef\n8\n".to_owned()), Err(NotTheseWords));
    }

    #[test]
    fn every_line_of_a_file_is_read_and_none_is_missing() {
        for [file, report] in ["en", "fr"].map(files) {
            let mut reading = Reading::after_mark(report);
            let mut later = Phrases::EMPTY;
            reading.later_phrases(&mut later);
            let texts = reading.report();
            assert_eq!(reading.0.next(), None);
            assert_eq!((texts.advice.len(), texts.controls.len()), (42, 38));
            assert_eq!(read_report(report.to_owned()), Ok((texts, later.clone())));
            let whole = read(file.to_owned()).map(|texts| with_later(&texts, &later));
            let mut phrases = whole.map_or(Phrases::EMPTY, |whole| whole.phrases);
            assert!(phrases.places().iter().all(|phrase| !phrase.is_empty()));
            assert!(phrases.later_places().iter().all(|phrase| !phrase.is_empty()));
            let mut reading = Reading::after_mark(file);
            let texts = reading.texts();
            assert_eq!(reading.0.next(), None);
            assert_eq!((texts.domains.len(), texts.questions.len()), (8, 42));
            assert_eq!(read(file.to_owned()), Ok(texts));
        }
    }
}
