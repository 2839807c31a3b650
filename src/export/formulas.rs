//! Keeps spreadsheets from taking a text for a formula.

use super::text::clean;

/// Puts an apostrophe before whatever a spreadsheet would take for a formula, wherever a cell may
/// begin; leaves everything else unchanged.
///
/// A reader that is told or guesses another separator begins a cell after each of those, and a row
/// after each line break: for it, quotation marks count only where one of its own cells begins. So
/// the text after each of them is checked, past blanks and quotation marks, which some programs
/// skip. Of the separators that a reader may be told, those are guarded that are in use for tables;
/// others, such as the colon, stand before a minus sign in many an ordinary sentence.
pub fn harmless(cell: &str) -> String {
    let mut out = String::new();
    for piece in clean(cell).split_inclusive([',', ';', '|', '\t', '\n']) {
        let begins = piece
            .trim_start_matches(is_skipped)
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        if begins || (out.is_empty() && piece.starts_with(['\t', '\n'])) {
            out.push('\'');
        }
        out.push_str(piece);
    }
    out
}

/// Whether some programs skip the character at the beginning of a cell: blanks, visible or not, and
/// quotation marks.
fn is_skipped(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '"' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\t=1", "'\t'=1"),
            ("\ttab", "'\ttab"),
            ("Budget ok;=1+1", "Budget ok;'=1+1"),
            ("Budget ok, =1+1", "Budget ok,' =1+1"),
            ("Budget ok|=1+1", "Budget ok|'=1+1"),
            ("yes | \" - no", "yes |' \" - no"),
            ("a: -1 | b", "a: -1 | b"),
            ("a\tb;\"@SUM(A1)\"", "a\tb;'\"@SUM(A1)\""),
            ("a\n-2+cmd|' /C calc'!A0", "a\n'-2+cmd|' /C calc'!A0"),
            ("a\u{b}=1", "a\n'=1"),
            ("\u{feff}\u{a0}＝1", "'\u{feff}\u{a0}＝1"),
            ("\u{202e}=1", "'\u{202e}=1\u{202c}"),
            ("A; b, c - d\n1. e = f", "A; b, c - d\n1. e = f"),
            ("2.9", "2.9"),
            ("2,9", "2,9"),
            ("a=1", "a=1"),
            ("\u{1}=1\u{b}", "'=1\n"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
}
