//! Finds out how much room a text takes, so that none runs out of its place: slides have no second
//! page. The widths are estimates for Arial, on the wide side.

/// The height of a line as a share of the font size, in per cent.
const LINE_HEIGHT: u32 = 120;

/// Returns the width of a letter in hundredths of the font size.
fn advance(letter: char) -> u32 {
    match letter {
        _ if joins(letter) => 0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' => 25,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' | '«' | '»' | '·' => 34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 50,
        'm' | 'M' | 'W' | '@' | '%' | '—' | '…' => 95,
        'w' => 73,
        _ if letter.is_ascii_uppercase() => 72,
        '\u{1100}'.. if !matches!(letter, '\u{2010}'..='\u{2027}') => 105,
        _ => 57,
    }
}

/// Whether a character belongs to the one before it, from which nothing may part it.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Returns the width of a text in hundredths of a point; `size` is in points.
fn width(text: &str, size: u32) -> u32 {
    text.chars().map(advance).fold(0, u32::saturating_add).saturating_mul(size)
}

/// Returns the width of a text in points.
pub fn wide(text: &str, size: u32) -> u32 {
    width(text, size).div_ceil(100)
}

/// Returns the number of lines that a text takes in a place of this width in points. Lines break
/// between words, and in a word that is longer than a line.
pub fn lines(text: &str, size: u32, room: u32) -> u32 {
    let room = room.max(size) * 100;
    let (mut lines, mut used) = (1, 0_u32);
    for word in text.split(' ') {
        let wide = width(word, size);
        let gap = if used == 0 { 0 } else { advance(' ') * size };
        if used + gap + wide <= room {
            used += gap + wide;
            continue;
        }
        lines += u32::from(used > 0) + wide.saturating_sub(1) / room;
        used = wide % room;
    }
    lines
}

/// Returns the height of so many lines in points.
pub fn height(lines: u32, size: u32) -> u32 {
    (lines * size * LINE_HEIGHT).div_ceil(100)
}

/// Shortens a text to so many lines, at the end of a word where there is one, with an ellipsis.
pub fn fitted(text: &str, size: u32, room: u32, most: u32) -> String {
    // Nothing longer can fit, and whoever wrote a book must not make this slow.
    let longest = usize::try_from(most * room * 100 / (size * 25).max(1)).unwrap_or(usize::MAX);
    let is_whole = text.chars().nth(longest).is_none();
    if is_whole && lines(text, size, room) <= most {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().take(longest).collect();
    let mut end = letters.len();
    loop {
        let short = shortened(&letters, end);
        if end == 0 || lines(&short, size, room) <= most {
            return short;
        }
        end -= 1;
    }
}

/// Returns the letters before `end` as far as the last whole word, if that isn't far away.
fn shortened(letters: &[char], end: usize) -> String {
    let is_break = |at: usize| letters.get(at).is_none_or(|letter| *letter == ' ');
    let word = (end.saturating_sub(20)..=end).rev().find(|at| *at > 0 && is_break(*at));
    let mut end = word.unwrap_or(end);
    while letters.get(end).is_some_and(|letter| joins(*letter))
        || end > 0 && letters.get(end - 1).is_some_and(|letter| *letter == '\u{200d}')
    {
        end = end.saturating_sub(1);
        if end == 0 {
            break;
        }
    }
    let kept: String = letters.iter().take(end).collect();
    let kept = kept.trim_end_matches([' ', ',', ';', ':', '.', '–', '(', '\u{a0}']);
    format!("{kept}…")
}

/// Returns the first of these sizes at which the texts, each a paragraph with a distance after it,
/// are no higher than the place; else the last size.
pub fn size(texts: &[String], sizes: &[u32], room: (u32, u32), distance: u32) -> u32 {
    let is_fitting = |size: &&u32| {
        let high = |text: &String| height(lines(text, **size, room.0), **size) + distance;
        texts.iter().map(high).sum::<u32>() <= room.1
    };
    sizes.iter().find(is_fitting).or(sizes.last()).copied().unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::{fitted, lines};

    #[test]
    fn a_text_is_shortened_at_the_end_of_a_word() {
        assert_eq!(fitted("One two three", 12, 300, 1), "One two three");
        assert_eq!(fitted("One two three, four", 10, 60, 1), "One two…");
        let long = "word ".repeat(2_000);
        let short = fitted(&long, 12, 100, 3);
        assert!(short.ends_with("word…") && short.len() > 30, "{short}");
        assert_eq!(lines(&short, 12, 100), 3);
    }

    #[test]
    fn nothing_parts_what_belongs_together() {
        let family = "👩\u{200d}👧\u{1f3fb}".repeat(30);
        for room in 60..120 {
            let short = fitted(&family, 12, room, 1);
            let kept = short.strip_suffix('…').unwrap_or_default();
            assert!(!kept.ends_with('\u{200d}') && family.starts_with(kept), "{short}");
            assert!(!family[kept.len()..].starts_with(['\u{200d}', '\u{1f3fb}']), "{short}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        assert_eq!(lines(&"A".repeat(100), 10, 72), 10);
        assert_eq!(lines("", 10, 72), 1);
    }
}
