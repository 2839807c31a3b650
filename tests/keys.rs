//! What the keys do while a question has the focus.

use aims_assessment::answers::{Choice, Level};
use aims_assessment::keys::Press;

#[test]
fn each_key_and_what_it_does() {
    let level = |level| Some(Press::Choose(Choice::Level(level)));
    let [one, _, three, _, five] = Level::ALL;
    let cases = [
        ("1", false, level(one)),
        ("3", false, level(three)),
        ("5", false, level(five)),
        ("0", false, Some(Press::Choose(Choice::Unknown))),
        ("6", false, None),
        ("10", false, None),
        ("a", false, None),
        ("", false, None),
        (" ", false, None),
        ("ArrowDown", false, None),
        ("Tab", true, None),
        ("Enter", false, Some(Press::On)),
        ("Enter", true, Some(Press::Back)),
    ];
    for (key, with_shift, meaning) in cases {
        assert_eq!(Press::new(key, with_shift), meaning, "{key:?}, shift: {with_shift}");
    }
}

#[test]
fn only_the_way_to_another_question_gives_way_to_links() {
    assert!(Press::On.leads_away() && Press::Back.leads_away());
    assert!(!Press::Choose(Choice::Unknown).leads_away());
}
