//! Names for the files that a visitor saves: valid on every system, whatever the organization is called.

/// At most so many characters of the organization's name; with everything else a name stays far below 255 bytes in any script.
const MOST: usize = 40;

/// `aims-report-erabliere-nordet-2026-11-23.html`: the kind, what can be kept of the label, the date, the ending.
pub fn file_name(kind: &str, label: &str, date: &str, ending: &str) -> String {
    let parts = ["aims", kind, &slug(label), date];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.{ending}", parts.join("-"))
}

/// Letters and digits of any script, in small letters; everything else becomes one hyphen.
fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-").to_lowercase();
    joined.chars().take(MOST).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn any_name_gives_a_valid_one() {
        for (label, name) in [
            ("", "aims-report-2026-11-23.html"),
            ("Érablière Nordet inc.", "aims-report-érablière-nordet-inc-2026-11-23.html"),
            ("../../etc/passwd", "aims-report-etc-passwd-2026-11-23.html"),
            ("a/b\\c:d*e?f\"g<h>i|j\0k\nl", "aims-report-a-b-c-d-e-f-g-h-i-j-k-l-2026-11-23.html"),
            ("CON", "aims-report-con-2026-11-23.html"),
            ("…", "aims-report-2026-11-23.html"),
            ("株式会社 \u{202e}gnp.exe", "aims-report-株式会社-gnp-exe-2026-11-23.html"),
            ("🦀🦀", "aims-report-2026-11-23.html"),
        ] {
            assert_eq!(file_name("report", label, "2026-11-23", "html"), name);
        }
        assert!(file_name("report", &"ß漢".repeat(500), "2026-11-23", "html").len() < 200);
    }
}
