//! Puts an arbitrary text where an assessment is stored, while a page has answers of its own: an
//! unreadable text is set aside, and another page ends up in the same state.
#![no_main]

#[path = "../../tests/native/common/memory_store.rs"]
#[allow(dead_code)]
mod memory_store;
#[path = "../../tests/native/common/replicas.rs"]
#[allow(dead_code)]
mod replicas;

use aims_assessment::assessment::file;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::storage::identity;
use memory_store::MemoryStore;
use replicas::Replica;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let store = MemoryStore::default();
    let mut page = Replica::open(store.clone());
    store.put("answers/1", &text);
    let is_read = file::read_stored(&ISO42001, &text).is_ok();
    let is_void = identity::of(&text, 1).is_some_and(|id| page.library.is_deleted(&id));
    page.answer(3, 2, 1_764_000_000_000).expect("the store takes everything");
    assert!(is_read || is_void || store.holds(&text), "what can't be read is kept");
    let stored = file::read_stored(
        &ISO42001,
        &page.library.answers(page.tab.number()).expect("it was stored"),
    );
    assert_eq!(
        stored.map(|stored| stored.assessment),
        Ok(page.assessment.clone()),
        "what is stored is what is shown"
    );
    let mut other = Replica::open(store);
    other.show(page.tab.number());
    other.hear().expect("the store takes everything");
    assert_eq!(other.assessment, page.assessment, "another page comes to the same");
});
