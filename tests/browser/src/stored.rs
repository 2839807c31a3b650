//! Unusual stored data: unreadable, in need of repair, or of an older version.

/// A case of unusual stored data.
#[derive(Clone, Copy)]
pub struct Odd {
    /// The name of the case.
    pub name: &'static str,
    /// The stored texts by key, without the prefix `aims-assessment/`.
    pub stored: &'static [(&'static str, &'static str)],
    /// Whether level 3 of question C4-1 can be read from it.
    pub is_readable: bool,
}

const GOOD: &str =
    r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"level":3}}}"#;
const CUT_OFF: &str = r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"lev"#;
const ONE_BAD: &str = r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"level":3},"C4-2":{"level":9}}}"#;
const ALL_BAD: &str = r#"{"format":"aims-assessment/answers","version":1,"organisation":7,"saved_at":"now","targets":{"4":9,"x":1},
    "profile":{"sector":5,"x":1},"answers":{"C4-1":{"level":3,"note":"\u0041\ud83d"},"C4-1":{"level":3},"C4-2":5,"C4-3":{"level":2,"note":5},
    "C4-4":{"unknown":1},"C5-1":{"level":2,"unknown":true,"not_applicable":true},"C5-2":{"level":22},"X":{}},
    "soa":{"x":{},"A.2.2":5,"A.2.3":{"applicable":3,"justification":3,"status":"x"}}}"#;
const WITH_PROFILE: &str = r#"{"format":"aims-assessment/answers","version":1,"organisation":"Acme","saved_at":"2026-11-23T14:00:00Z","targets":{"9":4},
    "profile":{"roles":["develop","use"],"european_union":"yes","jurisdictions":["quebec"],"certificates":["iso_27001"],"automated_decisions":"unsure",
    "general_model":"no","sector":"finance","headcount":"50-249"},"answers":{"C4-1":{"level":3,"note":"Here."},"A-5":{"not_applicable":"Only used."}}}"#;
const WITH_STATEMENT: &str = r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"level":3}},"soa":{"A.3.3":{"status":"partial","justification":"Shared."},
    "A.8.5":{"applicable":true,"status":"implemented"},"A.10.3":{"applicable":false,"justification":"None."}}}"#;
const WITH_PLAN: &str = r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"level":3},"C5-2":{"level":1}},
    "plan":{"start":"2026-12-01","lanes":2,"actions":{"C5-2":{"owner":"Ann","start":"2026-12-01","due":"2027-01-15","done":40,"note":"Begun."}}}}"#;
const OF_ERA: &str = r#"{"format":"aims-assessment/answers","version":1,"answers":{"C4-1":{"level":3}},"id":"x.2.y"}"#;
const NEWER: &str = r#"{"format":"aims-assessment/answers","version":9,"answers":{}}"#;

/// All cases, except numbers in a form that this page never writes (`1.0`, `1e3`): the first chunk
/// of the module can't read those.
pub const ODD: [Odd; 22] = [
    unreadable("no JSON", &[("answers/1", "damaged"), ("schema", "3")]),
    unreadable("nothing", &[("answers/1", ""), ("schema", "3")]),
    unreadable("cut off", &[("answers/1", CUT_OFF), ("schema", "3")]),
    unreadable(
        "other JSON",
        &[("answers/1", r#"[[],{"a":[null,true,15,-2,"\u00e9\ud83d\ude00\n"]}]"#), ("schema", "3")],
    ),
    unreadable("half of an escape", &[("answers/1", r#"{"a":"\u00"#), ("schema", "3")]),
    unreadable("an escape that is none", &[("answers/1", r#"{"a":"\q"}"#), ("schema", "3")]),
    unreadable("too deep", &[("answers/1", "[[[[[[[[[[[["), ("schema", "3")]),
    unreadable("of a newer version", &[("answers/1", NEWER), ("schema", "3")]),
    readable("one bad answer", &[("answers/1", ONE_BAD), ("schema", "3")]),
    readable("all that can be bad", &[("answers/1", ALL_BAD), ("schema", "3")]),
    readable(
        "damaged beside others",
        &[
            ("answers/1", GOOD),
            ("answers/2", "{"),
            ("current", "1"),
            ("damaged/1/1", "x"),
            ("schema", "3"),
        ],
    ),
    unreadable(
        "damaged once more",
        &[("answers/1", "{"), ("damaged/1/1", "x"), ("damaged-1", "y"), ("schema", "3")],
    ),
    readable(
        "from before a file",
        &[("answers/1", GOOD), ("before/1", ALL_BAD), ("opened-file/1", "yes"), ("schema", "3")],
    ),
    readable("schema 1", &[("answers", GOOD)]),
    readable(
        "all of schema 1",
        &[
            ("answers", GOOD),
            ("before-opening", ONE_BAD),
            ("opened-file", "yes"),
            ("damaged-1", "x"),
        ],
    ),
    unreadable("schema 1, damaged", &[("answers", "{"), ("before-opening", "{")]),
    readable("schema 1, before alone", &[("before-opening", GOOD)]),
    // The first of the two assessments was deleted by *Delete everything*.
    readable(
        "deleted",
        &[("answers/1", GOOD), ("answers/2", OF_ERA), ("era", "x-1"), ("schema", "3")],
    ),
    readable("with a profile", &[("answers/1", WITH_PROFILE), ("schema", "3")]),
    readable("with a statement", &[("answers/1", WITH_STATEMENT), ("schema", "3")]),
    readable("with a plan", &[("answers/1", WITH_PLAN), ("schema", "3")]),
    readable("as it should be", &[("answers/1", GOOD), ("schema", "3")]),
];

const fn readable(name: &'static str, stored: &'static [(&'static str, &'static str)]) -> Odd {
    Odd { name, stored, is_readable: true }
}

const fn unreadable(name: &'static str, stored: &'static [(&'static str, &'static str)]) -> Odd {
    Odd { name, stored, is_readable: false }
}

/// A script that makes the storage full if the address contains `full`: writes that would exceed
/// its initial size fail.
pub const FULL: &str = "if (location.search.includes('full')) {
    const used = () => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    const [room, whole] = [used(), Storage.prototype.setItem];
    Storage.prototype.setItem = function (key, text) {
        const there = this.getItem(key);
        const freed = there === null ? 0 : key.length + there.length;
        if (this === localStorage && used() - freed + key.length + text.length > room) throw new DOMException('full', 'QuotaExceededError');
        return whole.call(this, key, text);
    };
}";

impl Odd {
    /// Returns a script that stores this case and nothing else.
    #[must_use]
    pub fn storing(&self) -> String {
        let texts: serde_json::Map<_, _> = self
            .stored
            .iter()
            .map(|(key, text)| (format!("aims-assessment/{key}"), serde_json::Value::from(*text)))
            .collect();
        format!(
            "localStorage.clear(); sessionStorage.clear(); Object.assign(localStorage, {})",
            serde_json::Value::Object(texts)
        )
    }
}
