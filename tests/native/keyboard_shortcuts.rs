//! Tests the keyboard shortcuts while a question has the focus.

use aims_assessment::assessment::answers::{Choice, Level};
use aims_assessment::view::shortcuts::{Key, Shortcut, is_arrow, must_not_press_again, next_radio};

const ON: Option<Shortcut> = Some(Shortcut::On);
const BACK: Option<Shortcut> = Some(Shortcut::Back);
const UNKNOWN: Option<Shortcut> = Some(Shortcut::Choose(Choice::Unknown));

fn level(number: u64) -> Option<Shortcut> {
    Level::new(number).map(|level| Shortcut::Choose(Choice::Level(level)))
}

/// Returns a key that is pressed once, not held.
fn key<'a>(name: &'a str, code: &'a str, with_shift: bool) -> Key<'a> {
    Key { name, code, with_shift, is_held: false }
}

#[test]
fn each_key_and_what_it_does() {
    let cases = [
        ("1", "Digit1", false, level(1)),
        ("3", "Digit3", false, level(3)),
        ("5", "Digit5", false, level(5)),
        ("0", "Digit0", false, UNKNOWN),
        ("6", "Digit6", false, None),
        ("10", "", false, None),
        ("a", "KeyA", false, None),
        ("", "", false, None),
        (" ", "Space", false, None),
        ("ArrowDown", "ArrowDown", false, None),
        ("Tab", "Tab", true, None),
        ("Enter", "Enter", false, ON),
        ("Enter", "Enter", true, BACK),
        ("Enter", "NumpadEnter", false, ON),
        ("Backspace", "Backspace", false, Some(Shortcut::TakeBack)),
        // Keys of a telephone have no position
        ("4", "", false, level(4)),
        ("Unidentified", "", false, None),
    ];
    for (name, code, with_shift, meaning) in cases {
        assert_eq!(
            Shortcut::new(key(name, code, with_shift)),
            meaning,
            "{name:?} at {code}, shift: {with_shift}"
        );
    }
}

/// The digit row of real keyboards, from 1 to 5 and 0: the character of each key, alone and with
/// Shift.
#[test]
fn the_digit_row_of_any_keyboard_chooses() {
    let rows = [
        ("French", ["&", "é", "\"", "'", "(", "à"], ["1", "2", "3", "4", "5", "0"]),
        ("Belgian", ["&", "é", "\"", "'", "(", "à"], ["1", "2", "3", "4", "5", "0"]),
        ("French, bépo", ["\"", "«", "»", "(", ")", "*"], ["1", "2", "3", "4", "5", "0"]),
        ("Czech", ["+", "ě", "š", "č", "ř", "é"], ["1", "2", "3", "4", "5", "0"]),
        ("Lithuanian", ["ą", "č", "ę", "ė", "į", "0"], ["Ą", "Č", "Ę", "Ė", "Į", ")"]),
        ("American", ["1", "2", "3", "4", "5", "0"], ["!", "@", "#", "$", "%", ")"]),
        ("Canadian French", ["1", "2", "3", "4", "5", "0"], ["!", "\"", "/", "$", "%", ")"]),
        ("German", ["1", "2", "3", "4", "5", "0"], ["!", "\"", "§", "$", "%", "="]),
        ("Dvorak", ["1", "2", "3", "4", "5", "0"], ["!", "@", "#", "$", "%", ")"]),
        ("Arabic", ["١", "٢", "٣", "٤", "٥", "٠"], ["!", "@", "#", "$", "%", ")"]),
    ];
    let codes = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit0"];
    let meanings = [level(1), level(2), level(3), level(4), level(5), UNKNOWN];
    for (keyboard, alone, shifted) in rows {
        for (index, meaning) in meanings.into_iter().enumerate() {
            let code = codes[index];
            assert_eq!(
                Shortcut::new(key(alone[index], code, false)),
                meaning,
                "{keyboard}: {}",
                alone[index]
            );
            // With Shift, a key counts only if it types a digit.
            let is_digit = shifted[index].parse::<u8>().is_ok();
            assert_eq!(
                Shortcut::new(key(shifted[index], code, true)),
                meaning.filter(|_| is_digit),
                "{keyboard}: Shift {}",
                shifted[index]
            );
        }
    }
}

#[test]
fn what_is_typed_goes_before_where_it_lies() {
    // Programmers' Dvorak types 7, 5, 3 … with Shift; Hungarian keyboards have the 0 left of 1, and
    // ö right of 9.
    assert_eq!(Shortcut::new(key("7", "Digit1", true)), None);
    assert_eq!(Shortcut::new(key("5", "Digit2", true)), level(5));
    assert_eq!(Shortcut::new(key("0", "Backquote", false)), UNKNOWN);
    assert_eq!(Shortcut::new(key("ö", "Digit0", false)), None);
}

#[test]
fn the_keys_on_the_right_choose_while_they_type_digits() {
    assert_eq!(Shortcut::new(key("2", "Numpad2", false)), level(2));
    assert_eq!(Shortcut::new(key("٢", "Numpad2", false)), level(2));
    // Without Num Lock these keys move the cursor.
    for name in ["End", "ArrowDown", "Insert", "Home"] {
        assert_eq!(Shortcut::new(key(name, "Numpad1", false)), None, "{name}");
    }
    for (name, code) in [
        ("+", "NumpadAdd"),
        (".", "NumpadDecimal"),
        ("°", "Digit1x"),
        ("é", ""),
        ("Dead", "Digit2"),
        ("Process", "Digit1"),
    ] {
        assert_eq!(Shortcut::new(key(name, code, false)), None, "{name} at {code}");
    }
}

#[test]
fn a_key_that_is_held_down_does_nothing_more() {
    for (name, code) in [
        ("Enter", "Enter"),
        ("1", "Digit1"),
        ("&", "Digit1"),
        ("0", "Numpad0"),
        ("Backspace", "Backspace"),
    ] {
        for with_shift in [false, true] {
            assert_eq!(
                Shortcut::new(Key { name, code, with_shift, is_held: true }),
                None,
                "{name}, shift: {with_shift}"
            );
        }
    }
    let enter = key("Enter", "Enter", false);
    assert!(!must_not_press_again(enter), "the first time it presses");
    assert!(must_not_press_again(Key { is_held: true, ..enter }));
    assert!(!must_not_press_again(Key { name: "Tab", is_held: true, ..enter }));
}

#[test]
fn only_the_way_to_another_question_gives_way_to_links() {
    assert!(Shortcut::On.leads_away() && Shortcut::Back.leads_away());
    assert!(!Shortcut::Choose(Choice::Unknown).leads_away() && !Shortcut::TakeBack.leads_away());
}

#[test]
fn an_arrow_leads_round_the_radio_buttons_that_can_be_chosen() {
    // Among six choices: five levels and “I don’t know”, where the profile rules out “not
    // applicable”.
    let cases = [
        ("ArrowDown", 0, 6, Some(1)),
        ("ArrowRight", 4, 6, Some(5)),
        ("ArrowDown", 5, 6, Some(0)),
        ("ArrowUp", 5, 6, Some(4)),
        ("ArrowLeft", 0, 6, Some(5)),
        ("ArrowUp", 0, 7, Some(6)),
        ("ArrowUp", 1, 2, Some(0)),
        ("ArrowDown", 0, 1, None),
        ("ArrowUp", 0, 1, None),
        ("ArrowDown", 0, 0, None),
        ("ArrowUp", 0, 0, None),
        ("Home", 3, 6, None),
        ("Tab", 3, 6, None),
        ("3", 0, 6, None),
    ];
    for (name, from, count, to) in cases {
        assert_eq!(
            next_radio(key(name, name, false), from, count),
            to,
            "{name} on {from} of {count}"
        );
        // An arrow chooses on the way; the page must not move on by it.
        assert_eq!(is_arrow(key(name, name, false)), name.starts_with("Arrow"));
        // A held key repeats, as everywhere.
        assert_eq!(
            next_radio(Key { is_held: true, ..key(name, name, true) }, from, count),
            to,
            "{name} held on {from} of {count}"
        );
    }
}
