//! Any text where an assessment is stored, met by a tab with answers of its own: what can't be read is put aside, and both tabs come to the same.
#![no_main]

#[path = "../../tests/common/shelf.rs"]
#[allow(dead_code)]
mod shelf;

use aims_assessment::answers::{Assessment, Choice};
use aims_assessment::questionnaire::ISO42001;
use aims_assessment::saved;
use aims_assessment::together::{Part, Tab};
use shelf::Shelf;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let shelf = Shelf::default();
    let library = shelf.library();
    let (mut tab, mut mine) = (Tab::reading(None), Assessment::new(&ISO42001));
    mine.entries[3].choice = Some(Choice::Unknown);
    tab.changed(&ISO42001, Part::Answer(3), 1_764_000_000_000);
    shelf.put("answers/1", &text);
    let is_read = saved::read_stored(&ISO42001, &text).is_ok();
    let joined = tab.store(&ISO42001, &library, 1, &mine, "2026-11-24T10:00:00Z");
    let joined = joined.expect("the shelf takes everything").unwrap_or(mine);
    assert!(is_read || shelf.holds(&text), "what can't be read is kept");
    let stored = saved::read_stored(&ISO42001, &library.answers(1).expect("it was stored"));
    assert_eq!(stored.map(|stored| stored.assessment), Ok(joined.clone()), "what is stored is what is shown");
    let mut other = Tab::reading(None);
    let followed = other.follow(&ISO42001, &library, 1, &Assessment::new(&ISO42001), "2026-11-24T10:00:01Z").expect("the shelf takes everything");
    assert_eq!(followed.unwrap_or_else(|| Assessment::new(&ISO42001)), joined, "another tab comes to the same");
});
