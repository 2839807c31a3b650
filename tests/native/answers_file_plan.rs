//! Tests what is set for the plan in answers files: optional, checked, kept, and merged.
use aims_assessment::assessment::file::{self, Opened};
use aims_assessment::assessment::merge;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::file_problems;
use proptest::prelude::*;
use serde_json::{Value, json};

fn opened(plan: &Value) -> Opened {
    let file = json!({ "format": file::FORMAT, "version": 1, "plan": plan, "answers": { "C4-1": { "level": 3 } } });
    file::read(&ISO42001, file.to_string().as_bytes()).unwrap()
}

fn written(opened: &Opened) -> Value {
    serde_json::from_str(&file::write(&ISO42001, &opened.assessment, "2026-11-23T12:00:00Z"))
        .unwrap()
}

fn full() -> Value {
    json!({
        "start": "2026-12-01",
        "lanes": 3,
        "actions": {
            "C5-2": { "owner": "Ana", "start": "2026-12-01", "due": "2028-02-29", "done": 40, "note": "a\nb" },
            "A-7": { "done": 0 },
            "C9-3": { "owner": "Li" },
        },
    })
}

#[test]
fn what_is_good_comes_back_as_it_was() {
    let opened = opened(&full());
    assert_eq!(opened.problems, []);
    assert_eq!(written(&opened)["plan"], full());
    let plan = &opened.assessment.plan;
    assert_eq!((plan.start, plan.lanes), (Date::parse("2026-12-01"), Some(3)));
    let policy = plan.action(ISO42001.question("C5-2").unwrap()).unwrap();
    assert_eq!((policy.owner.as_str(), policy.done), ("Ana", Some(40)));
    assert!(!opened.assessment.is_empty());
}

#[test]
fn nothing_set_is_nothing_written() {
    for plan in
        [json!(null), json!({}), json!({ "actions": {} }), json!({ "actions": { "C5-2": {} } })]
    {
        let opened = opened(&plan);
        assert_eq!(opened.problems, [], "{plan}");
        assert!(opened.assessment.plan.is_empty(), "{plan}");
        assert!(written(&opened).get("plan").is_none(), "{plan}");
    }
}

#[test]
fn what_breaks_a_rule_is_told_with_its_place_and_the_rest_is_read() {
    // The plan in the file, the place of the problem, the plan that is kept.
    for (plan, place, kept) in [
        (json!("soon"), "plan", json!(null)),
        (json!([1]), "plan", json!(null)),
        (json!({ "start": "2026-02-29", "lanes": 2 }), "plan", json!({ "lanes": 2 })),
        (json!({ "start": "1 December", "lanes": 8 }), "plan", json!({ "lanes": 8 })),
        (json!({ "start": 20_261_201, "lanes": 1 }), "plan", json!({ "lanes": 1 })),
        (json!({ "start": "2026-12-01", "lanes": 0 }), "plan", json!({ "start": "2026-12-01" })),
        (json!({ "start": "2026-12-01", "lanes": 9 }), "plan", json!({ "start": "2026-12-01" })),
        (json!({ "start": "2026-12-01", "lanes": 2.5 }), "plan", json!({ "start": "2026-12-01" })),
        (json!({ "start": "2026-12-01", "lanes": "3" }), "plan", json!({ "start": "2026-12-01" })),
        (json!({ "lanes": 2, "actions": [] }), "plan", json!({ "lanes": 2 })),
        (
            json!({ "actions": { "C5-2": "Ana", "C5-1": { "owner": "Li" } } }),
            "plan/C5-2",
            json!({ "actions": { "C5-1": { "owner": "Li" } } }),
        ),
        (
            json!({ "actions": { "C5-2": { "owner": 5, "done": 100 } } }),
            "plan/C5-2",
            json!({ "actions": { "C5-2": { "done": 100 } } }),
        ),
        (
            json!({ "actions": { "C5-2": { "done": 101, "owner": "Ana" } } }),
            "plan/C5-2",
            json!({ "actions": { "C5-2": { "owner": "Ana" } } }),
        ),
        (
            json!({ "actions": { "C5-2": { "done": -1, "note": "n" } } }),
            "plan/C5-2",
            json!({ "actions": { "C5-2": { "note": "n" } } }),
        ),
        (
            json!({ "actions": { "C5-2": { "due": "2026-13-01", "note": "n" } } }),
            "plan/C5-2",
            json!({ "actions": { "C5-2": { "note": "n" } } }),
        ),
        // An unknown question is kept as it is, however it is written.
        (
            json!({ "actions": { "Z9-9": { "owner": "Ana", "mood": [1] } } }),
            "plan/Z9-9",
            json!({ "actions": { "Z9-9": { "owner": "Ana", "mood": [1] } } }),
        ),
    ] {
        let opened = opened(&plan);
        let told: Vec<String> = opened
            .problems
            .iter()
            .map(|problem| file_problems::problem_at(Language::French, problem))
            .collect();
        assert_eq!(told.len(), 1, "{plan}: {told:?}");
        assert_eq!(opened.problems[0].place, place, "{plan}");
        assert_eq!(written(&opened).get("plan").cloned().unwrap_or_default(), kept, "{plan}");
        assert_eq!(opened.assessment.answered(0..42), 1, "the answers are read");
    }
    let opened = opened(&json!({ "start": "2026-02-29" }));
    assert_eq!(
        file_problems::problem_at(Language::English, &opened.problems[0]),
        "plan: \"2026-02-29\" is not a date such as 2026-12-01; it was left out"
    );
}

#[test]
fn numbers_are_read_in_any_notation() {
    for (lanes, done) in [("3", "40"), ("3.0", "40.0"), ("0.3e1", "4e1"), ("30e-1", "0.40e2")] {
        let file = format!(
            "{{\"format\":\"{}\",\"version\":1,\"plan\":{{\"lanes\":{lanes},\"actions\":{{\"A-1\":{{\"done\":{done}}},\"A-2\":{{\"done\":0.0}}}}}}}}",
            file::FORMAT
        );
        let opened = file::read(&ISO42001, file.as_bytes()).unwrap();
        assert_eq!(opened.problems, [], "{lanes} {done}");
        assert_eq!(
            written(&opened)["plan"],
            json!({ "lanes": 3, "actions": { "A-1": { "done": 40 }, "A-2": { "done": 0 } } })
        );
    }
}

#[test]
fn joining_takes_over_what_is_not_set_yet() {
    let mine = opened(
        &json!({ "lanes": 2, "actions": { "C5-2": { "owner": "mine", "note": "of mine" }, "Z1-1": 1 } }),
    );
    let theirs = opened(&json!({
        "start": "2026-12-01",
        "lanes": 5,
        "actions": { "C5-2": { "owner": "theirs", "done": 9, "note": "of theirs" }, "A-1": { "owner": "theirs" }, "Z1-1": 2, "Z2-2": 2 },
    }));
    let (mine, theirs) = (mine.assessment, theirs.assessment);
    let joined = merge::join(&mine, &theirs);
    let file: Value = serde_json::from_str(&file::write(&ISO42001, &joined, "")).unwrap();
    assert_eq!(
        file["plan"],
        json!({
            "start": "2026-12-01",
            "lanes": 2,
            "actions": {
                "C5-2": { "owner": "mine", "done": 9, "note": "of mine\n\nof theirs" },
                "A-1": { "owner": "theirs" },
                "Z1-1": 1,
                "Z2-2": 2,
            },
        })
    );
    assert_eq!(merge::join(&joined, &theirs), joined, "the same file twice changes nothing");
}

/// Anything that a program could write for a member.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i64..200).prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        (2020..2030, 0..14, 0..33).prop_map(|(y, m, d)| Value::from(format!("{y}-{m:02}-{d:02}"))),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        let name = "(owner|start|due|done|note|lanes|actions|C5-2|A-1|X)";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again_without_a_problem(start in values(), lanes in values(), action in values(), actions in values()) {
        for actions in [actions, json!({ "C5-2": action })] {
            let opened = opened(&json!({ "start": start, "lanes": lanes, "actions": actions }));
            let again = file::write(&ISO42001, &opened.assessment, "");
            let again = file::read(&ISO42001, again.as_bytes()).unwrap();
            prop_assert!(again.problems.iter().all(|problem| problem.kind == file::ProblemKind::UnknownQuestion));
            prop_assert_eq!(again.assessment, opened.assessment);
        }
    }

    #[test]
    fn days_follow_each_other(year in 1990..2100, month in 1..=12, day in 1..=31, ahead in 0_u32..4000) {
        let text = format!("{year}-{month:02}-{day:02}");
        let Some(date) = Date::parse(&text) else {
            // Only a month's end can be missing.
            prop_assert!(day > 28);
            return Ok(());
        };
        prop_assert_eq!(date.to_string(), text);
        let later = date.plus_days(ahead);
        prop_assert_eq!(Date::parse(&later.to_string()), Some(later));
        prop_assert_eq!(later.plus_days(1), date.plus_days(ahead + 1));
        prop_assert!(later.plus_days(1) > later);
    }
}
