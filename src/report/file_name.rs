//! Names of the files that a visitor saves: in the visitor's language, and valid on every system,
//! whatever the name of the organization.

use crate::language::Language;

/// The maximum number of characters of the organization's name; with it, a file name stays far
/// below 255 bytes in any script.
const MOST: usize = 40;

/// The content of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The answers; the extension says so.
    Answers,
    /// The report.
    Report,
    /// The comparison of two states.
    Comparison,
    /// The scores file.
    Scores,
    /// The tables.
    Tables,
    /// The radar alone.
    Radar,
    /// The page as one file.
    Page,
    /// Texts of the storage that can't be read.
    Damaged,
}

impl FileKind {
    /// Returns the word for it in a file name, without accents, which some mail programs spoil.
    fn word(self, language: Language) -> &'static str {
        let [english, french] = match self {
            Self::Answers => ["", ""],
            Self::Report => ["report", "rapport"],
            Self::Comparison => ["comparison", "comparaison"],
            Self::Scores => ["scores", "cotes"],
            Self::Tables => ["csv-tables", "tables-csv"],
            Self::Radar => ["radar", "radar"],
            Self::Page => ["assessment", "autoevaluation"],
            Self::Damaged => ["damaged", "endommage"],
        };
        match language {
            Language::English => english,
            Language::French => french,
        }
    }
}

/// Returns `aims-report-érablière-nordet-2026-11-23.html`, or
/// `smia-rapport-érablière-nordet-2026-11-23.html`: the abbreviation of the system, the kind, the
/// beginning of the label, the date, the extension; what is empty is left out. `words` are the
/// letters and digits of the label in lower case, with a hyphen for each run of other characters.
///
/// ```
/// use aims_assessment::language::Language::{English, French};
/// use aims_assessment::report::file_name::{FileKind, file_name};
///
/// let name = |words, language| file_name(FileKind::Report, words, "2026-11-23", "docx", language);
/// assert_eq!(name("nordet", English), "aims-report-nordet-2026-11-23.docx");
/// assert_eq!(name("nordet", French), "smia-rapport-nordet-2026-11-23.docx");
/// assert_eq!(name("", English), "aims-report-2026-11-23.docx");
/// ```
pub fn file_name(
    kind: FileKind,
    words: &str,
    date: &str,
    ending: &str,
    language: Language,
) -> String {
    let system = match language {
        Language::English => "aims",
        Language::French => "smia",
    };
    let words: String = words.trim_matches('-').chars().take(MOST).collect();
    let parts = [system, kind.word(language), words.trim_end_matches('-'), date];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{ending}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::{FileKind, file_name};
    use crate::language::Language::{English, French};

    #[test]
    fn any_words_give_a_valid_name() {
        for (words, name) in [
            ("", "aims-report-2026-11-23.html"),
            ("-", "aims-report-2026-11-23.html"),
            ("érablière-nordet-inc-", "aims-report-érablière-nordet-inc-2026-11-23.html"),
            ("-etc-passwd", "aims-report-etc-passwd-2026-11-23.html"),
            ("株式会社-gnp-exe", "aims-report-株式会社-gnp-exe-2026-11-23.html"),
        ] {
            assert_eq!(file_name(FileKind::Report, words, "2026-11-23", "html", English), name);
        }
        for language in [English, French] {
            let long = "ß漢".repeat(500);
            let name = file_name(FileKind::Page, &long, "2026-11-23", "html", language);
            assert!(name.len() < 200, "{name}");
        }
    }

    #[test]
    fn tables_are_named_as_such() {
        for (language, name) in [
            (English, "aims-csv-tables-nordet-2026-11-23.zip"),
            (French, "smia-tables-csv-nordet-2026-11-23.zip"),
        ] {
            let kind = FileKind::Tables;
            assert_eq!(file_name(kind, "nordet", "2026-11-23", "zip", language), name);
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of cases")]
    fn names_are_in_the_language_of_the_visitor() {
        for (kind, words, date, ending, english, french) in [
            (
                FileKind::Answers,
                "acme",
                "2026-11-23",
                "aims.json",
                "aims-acme-2026-11-23.aims.json",
                "smia-acme-2026-11-23.aims.json",
            ),
            (
                FileKind::Report,
                "acme",
                "2026-11-23",
                "docx",
                "aims-report-acme-2026-11-23.docx",
                "smia-rapport-acme-2026-11-23.docx",
            ),
            (
                FileKind::Comparison,
                "acme",
                "2026-11-23",
                "xlsx",
                "aims-comparison-acme-2026-11-23.xlsx",
                "smia-comparaison-acme-2026-11-23.xlsx",
            ),
            (
                FileKind::Scores,
                "acme",
                "2026-11-23",
                "json",
                "aims-scores-acme-2026-11-23.json",
                "smia-cotes-acme-2026-11-23.json",
            ),
            (
                FileKind::Radar,
                "",
                "2026-11-23",
                "svg",
                "aims-radar-2026-11-23.svg",
                "smia-radar-2026-11-23.svg",
            ),
            (
                FileKind::Page,
                "",
                "2026-11-23",
                "html",
                "aims-assessment-2026-11-23.html",
                "smia-autoevaluation-2026-11-23.html",
            ),
            (FileKind::Page, "", "", "html", "aims-assessment.html", "smia-autoevaluation.html"),
            (FileKind::Damaged, "", "", "txt", "aims-damaged.txt", "smia-endommage.txt"),
        ] {
            assert_eq!(file_name(kind, words, date, ending, English), english);
            assert_eq!(file_name(kind, words, date, ending, French), french);
        }
    }
}
