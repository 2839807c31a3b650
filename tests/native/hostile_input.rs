//! Tests files from anywhere: whatever they contain, they are read or refused, at once and in
//! little memory.
#![allow(missing_docs, clippy::unwrap_used)]

use crate::common;

use aims_assessment::assessment::file::{self, MOST_BYTES};
use aims_assessment::content::coverage::reading::Coverage;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::content::{check, coverage, folder, toml_reader};
use aims_assessment::report::scores_file;
use aims_assessment::scoring;
use aims_assessment::storage::{Library, Store};
use common::memory_store::MemoryStore;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Generates JSON that is nearly right: our members' names with values of every kind.
fn nearly_ours() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop_oneof![any::<f64>(), prop::sample::select(vec![0.5, 3.0, 1e300, -1e-7])]
            .prop_map(Value::from),
        (0..7_u64).prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(json!("aims-assessment/answers")),
    ];
    let name = || {
        prop_oneof![
            prop::sample::select(vec![
                "format",
                "version",
                "questionnaire",
                "id",
                "organisation",
                "saved_at",
                "targets",
                "profile",
                "soa",
                "answers",
                "changed",
                "level",
                "unknown",
                "not_applicable",
                "note",
                "reason",
                "pending",
                "C4-1",
                "A-8",
                "C9-3",
                "A",
                "4",
                "A.2.2",
                "applicable",
                "status",
                "*",
            ])
            .prop_map(str::to_owned),
            "\\PC{0,8}",
        ]
    };
    let tree = leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..8)
                .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    });
    (tree, any::<bool>()).prop_map(|(mut value, is_ours)| {
        if let (Value::Object(file), true) = (&mut value, is_ours) {
            file.insert("format".to_owned(), json!(file::FORMAT));
            file.insert("version".to_owned(), json!(1));
            file.remove("questionnaire");
        }
        value
    })
}

/// Checks every reader on any bytes: it returns, and what it read can be scored, written and read
/// again.
fn read_all(bytes: &[u8]) {
    if let Ok(opened) = file::read(&ISO42001, bytes) {
        let scores = scoring::score(&ISO42001, &opened.assessment);
        scores_file::write(&ISO42001, &opened.assessment, &scores, (&opened).into());
        let again = file::read_stored(
            &ISO42001,
            &file::write(&ISO42001, &opened.assessment, "2026-11-24T10:00:00Z"),
        );
        assert_eq!(
            again.map(|again| again.assessment),
            Ok(opened.assessment),
            "what was written is read as it was"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: common::cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn nearly_an_answers_file(value in nearly_ours()) {
        read_all(value.to_string().as_bytes());
    }

    #[test]
    fn a_good_file_with_bytes_changed(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in any::<prop::sample::Index>()) {
        let mut bytes = std::fs::read("tests/files/beginner.aims.json").unwrap();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read_all(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        read_all(&bytes);
    }

    #[test]
    fn any_stored_state(texts in prop::collection::vec(("(answers|before|snapshot|opened-file|damaged|schema|current|language)(/|-)?[0-9]{0,11}(/\\PC{0,8})?", nearly_ours()), 0..8)) {
        let store = MemoryStore::default();
        for (key, value) in &texts {
            store.put(key, &value.to_string());
        }
        let library = Library::open(store.clone());
        let number = library.current(None);
        library.numbers();
        library.snapshots(number);
        library.all_set_aside();
        if let Some(text) = library.answers(number) {
            read_all(text.as_bytes());
        }
        library.delete_all();
        prop_assert!(store.keys().iter().all(|key| ["aims-assessment/era", "aims-assessment/schema"].contains(&&**key)));
    }

    #[test]
    fn any_content_in_toml(text in "(\\[\\[?[a-z.]{0,12}\\]?\\]\n|[a-z_]{1,10} = (\"\\PC{0,10}\"|[0-9]{1,22}|true|\\[[^\\]]{0,10}\\])\n|\\PC{0,12}\n){0,12}") {
        let temporary = tempfile::tempdir().unwrap();
        for name in ["interface.toml", "4-context.toml", "annex-a.toml", "profile.toml", "references.toml", "scale.toml"] {
            std::fs::write(temporary.path().join(name), &text).unwrap();
        }
        let (read, problems) = folder::read(temporary.path());
        if problems.is_empty() {
            check::check(&read);
        }
        let (mut listed, mut problems) = (Coverage::default(), Vec::new());
        coverage::reading::read_file("coverage/4.toml", &text, &mut listed, &mut problems);
        coverage::rules::check(&read, &listed);
        let _ = toml_reader::Located::<()>::default();
    }
}

#[test]
fn what_is_large_or_deep_is_refused_before_it_costs_anything() {
    let deep = "[".repeat(1_000_000);
    assert_eq!(file::read(&ISO42001, deep.as_bytes()).unwrap_err(), file::Refusal::TooDeep);
    let large = vec![b' '; MOST_BYTES + 1];
    assert_eq!(file::read(&ISO42001, &large).unwrap_err(), file::Refusal::TooLarge);
}
