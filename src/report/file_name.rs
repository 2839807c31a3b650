//! Names of the files that a visitor saves: valid on every system, whatever the name of the
//! organization.

/// The maximum number of characters of the organization's name; with it, a file name stays far
/// below 255 bytes in any script.
const MOST: usize = 40;

/// Returns `aims-report-erabliere-nordet-2026-11-23.html`: the kind, the beginning of the label,
/// the date, the extension. `words` are the letters and digits of the label in lower case, with a
/// hyphen for each run of other characters.
pub fn file_name(kind: &str, words: &str, date: &str, ending: &str) -> String {
    let words: String = words.trim_matches('-').chars().take(MOST).collect();
    let parts = ["aims", kind, words.trim_end_matches('-'), date];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{ending}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn any_words_give_a_valid_name() {
        for (words, name) in [
            ("", "aims-report-2026-11-23.html"),
            ("-", "aims-report-2026-11-23.html"),
            ("érablière-nordet-inc-", "aims-report-érablière-nordet-inc-2026-11-23.html"),
            ("-etc-passwd", "aims-report-etc-passwd-2026-11-23.html"),
            ("株式会社-gnp-exe", "aims-report-株式会社-gnp-exe-2026-11-23.html"),
        ] {
            assert_eq!(file_name("report", words, "2026-11-23", "html"), name);
        }
        assert_eq!(
            file_name("", "acme", "2026-11-23", "aims.json"),
            "aims-acme-2026-11-23.aims.json"
        );
        assert!(file_name("report", &"ß漢".repeat(500), "2026-11-23", "html").len() < 200);
    }
}
