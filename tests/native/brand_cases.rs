//! Tests brands: the example of the documentation, each mistake in a `brand.toml`, and damaged
//! brand texts in the page.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::path::Path;

use aims_assessment::brand::source::{self, Source};
use aims_assessment::brand::{Brand, Link, Logo, MOST_LOGO_BYTES, plain_text};
use aims_assessment::content::source::Problem;
use aims_assessment::language::Language;
use proptest::prelude::*;

const EXAMPLE: &str = "docs/brand-example.toml";

fn read_text(text: &str) -> Result<Source, Vec<Problem>> {
    source::read_text("brand.toml", text, Path::new("docs"))
}

/// Returns the example with one change.
fn changed(from: &str, to: &str) -> Result<Source, Vec<Problem>> {
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let changed = text.replacen(from, to, 1);
    assert_ne!(changed, text, "the change of {from} changed nothing");
    read_text(&changed)
}

#[test]
fn the_example_is_read_whole() {
    let source = source::read(Path::new(EXAMPLE)).unwrap();
    assert_eq!(source.frame_ancestors(), "'self' https://www.example.com https://*.example.org");
    let Source { brand, notes } = source;
    assert_eq!(notes, []);
    assert_eq!(brand.frames, ["'self'", "https://www.example.com", "https://*.example.org"]);
    assert_eq!(brand.name.as_deref(), Some("Érable Consulting"));
    assert_eq!(brand.contact.as_ref().unwrap().as_str(), "mailto:bonjour@example.com");
    assert!(brand.logo.as_ref().unwrap().as_str().starts_with("data:image/svg+xml;base64,PHN2Zy"));
    assert_eq!(brand.accent.unwrap().to_string(), "#0b6b46");
    assert_eq!(brand.default_language, Some(Language::French));
    let [risks, audit] = &brand.offers[..] else { panic!("{:?}", brand.offers) };
    assert_eq!(
        (risks.title.of(Language::English).as_str(), risks.when.domains.as_slice()),
        ("A day on AI risks", &["6".to_owned()][..])
    );
    assert_eq!(audit.link.of(Language::French).as_str(), "https://www.example.com/fr/audit");
    assert_eq!(audit.when.readiness, ["building", "stage_1_plausible"]);
    // And the page reads back what was written.
    assert_eq!(Brand::read(&brand.write()), brand);
}

#[test]
fn an_empty_file_is_the_plain_page_which_its_own_site_alone_may_frame() {
    let source = read_text("").unwrap();
    assert_eq!(source.frame_ancestors(), "'self'");
    assert_eq!((source.brand.write().as_str(), source.brand), ("{}", Brand::default()));
    assert_eq!(read_text("[hosting]").unwrap().frame_ancestors(), "'self'");
    assert_eq!(Brand::read("{}"), Brand::default());
}

#[test]
fn each_mistake_is_found_where_it_is() {
    for (from, to, expected) in [
        ("name = ", "nmae = ", "`nmae` is unknown"),
        ("name = \"Érable", "name = \"Éra\\u0007ble", "not plain"),
        ("Érable", &"x".repeat(81), "too long"),
        ("name = \"Érable Consulting\"\n", "", "there is a logo, but no name"),
        ("name = \"Érable Consulting\"", "name = 3", "`name` is not a text"),
        ("mailto:bonjour@example.com", "bonjour@example.com", "can't be linked to"),
        ("https://www.example.com/en/risks", "javascript:alert(1)", "can't be linked to"),
        ("#0b6b46", "green", "\"green\" is no colour"),
        ("default_language = \"fr\"", "default_language = \"de\"", "\"de\" is no language"),
        ("default_language = \"fr\"", "default_language = 3", "`default_language` is not a text"),
        ("brand-example.svg", "no-such.svg", "can't be read"),
        ("brand-example.svg", "brand-example.toml", "is no picture of a known kind"),
        ("brand-example.svg", "pictures/results-en-1280.png", " bytes"),
        ("[\"'self'\", ", "[\"'self'; script-src *\", ", "is no host"),
        ("[\"'self'\", ", "[\"'none'\", ", "names nobody, and somebody"),
        ("frame_ancestors = [", "frame_ancestors = []\nold = [", "`frame_ancestors` names nobody"),
        ("frame_ancestors = [", "frame_ancestor = [", "`frame_ancestor` is unknown"),
        (
            "frame_ancestors = [\"'self'\", ",
            "frame_ancestors = [3, ",
            "`frame_ancestors` is not a list of texts",
        ),
        (", fr = \"Une journée sur les risques liés à l’IA\"", "", "`fr` is missing"),
        ("fr = \"Nous passons", "de = \"Nous passons", "`fr` is missing"),
        (
            "title = { en = \"Internal audit\", fr = \"Audit interne\" }",
            "title = \"Audit\"",
            "[title] is missing in [[offer]]",
        ),
        ("when = { domains = [\"6\"], questions = [\"C8-2\", \"C8-3\"] }", "", "[when] is missing"),
        (
            "when = { domains = [\"6\"], questions = [\"C8-2\", \"C8-3\"] }",
            "when = {}",
            "`when` names nothing",
        ),
        ("domains = [\"6\"]", "domains = [\"11\"]", "there is no domain \"11\""),
        ("\"C8-2\"", "\"C8-22\"", "there is no question \"C8-22\""),
        ("\"building\"", "\"ready\"", "there is no readiness \"ready\""),
        ("domains = [\"6\"]", "domain = [\"6\"]", "`domain` is unknown"),
        ("and reports what is missing.", "and you are certified.", "the text says “certified”"),
        ("vous dit ce qui manque", "vous garantit le résultat", "the text says “garanti”"),
        ("\"Internal audit\"", "\"Guaranteed audit\"", "the text says “guarantee”"),
        ("We go through", &"We go through ".repeat(30), "this text is too long"),
        ("accent = \"", "accent = ", "this is not TOML"),
        ("[hosting]", "offers = 3\n[hosting]", "`offers` is unknown"),
    ] {
        let problems = changed(from, to).unwrap_err();
        let found = problems.iter().find(|problem| problem.what.contains(expected));
        let Some(found) = found else {
            panic!("{to}: “{expected}” is not said, but {problems:#?}")
        };
        assert!(found.line > 0 && !found.hint.is_empty() && found.file == "brand.toml", "{found}");
    }
    for (text, expected) in [
        ("offer = [1]", "this is no [[offer]]"),
        ("offer = 1", "there is no [[offer]]"),
        ("hosting = 1", "[hosting] is missing"),
    ] {
        let problems = read_text(text).unwrap_err();
        assert!(problems[0].what.contains(expected), "{problems:#?}");
    }
}

#[test]
fn all_problems_are_told_at_once_by_line() {
    let problems =
        read_text("name = \"\"\naccent = \"x\"\ncontact = \"ftp://x\"\n[[offer]]\nwhen = { questions = [\"X\"] }\n").unwrap_err();
    let told: Vec<(usize, &str)> =
        problems.iter().map(|problem| (problem.line, problem.what.as_str())).collect();
    let expected = [
        (1, "`name` is empty"),
        (2, "\"x\" is no colour"),
        (3, "\"ftp://x\" can't be linked to"),
        (4, "[link] is missing in [[offer]]"),
        (4, "[text] is missing in [[offer]]"),
        (4, "[title] is missing in [[offer]]"),
        (5, "there is no question \"X\""),
    ];
    assert_eq!(told, expected);
}

#[test]
fn four_offers_are_the_most() {
    let text = std::fs::read_to_string(EXAMPLE).unwrap();
    let (head, offers) = text.split_at(text.find("[[offer]]").unwrap());
    assert_eq!(read_text(&format!("{head}{offers}{offers}")).unwrap().brand.offers.len(), 4);
    let problems = read_text(&format!("{head}{offers}{offers}{offers}")).unwrap_err();
    assert_eq!((problems.len(), problems[0].what.as_str()), (1, "there are 6 offers"));
}

#[test]
fn a_colour_that_is_hard_to_read_is_a_note_and_no_problem() {
    let source = changed("#0b6b46", "#fd0").unwrap();
    assert!(
        source.notes[0].what.contains("links in #ffdd00 can't be read well"),
        "{:?}",
        source.notes
    );
    assert_eq!(source.brand.accent.unwrap().to_string(), "#ffdd00");
}

#[test]
fn what_goes_into_the_header_is_hosts_alone() {
    let read = |source: &str| read_text(&format!("[hosting]\nframe_ancestors = [{source:?}]"));
    for good in [
        "*",
        "'self'",
        "'none'",
        "https://a.ca",
        "http://localhost:8080",
        "*.example.com",
        "https://*.example.com:*",
        "a-b.example",
        "10.0.0.1",
    ] {
        assert_eq!(read(good).unwrap().frame_ancestors(), good);
    }
    for bad in [
        "a b",
        "a;b",
        "a,b",
        "https://a.ca; script-src *",
        "a\nb",
        "a\r\nX-Header: 1",
        "a\"b",
        "https:",
        "https://",
        "data:",
        "javascript://a",
        "'unsafe-inline'",
        "https://a.ca/path",
        "https://a.ca:0",
        "https://a.ca:+1",
        "https://a.ca:99999",
        "a..b",
        "*.",
        "a.*.b",
        "-a.ca",
        "é.ca",
        "self",
        "none",
        "[::1]",
        " a.ca",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
}

#[test]
fn links_lead_nowhere_else() {
    for good in [
        "https://a.ca",
        "HTTPS://a.ca/b?c=d#e",
        "http://localhost:80/",
        "mailto:a@b.ca",
        "mailto:a@b.ca?subject=A%20B",
        " https://a.ca ",
    ] {
        assert!(Link::parse(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "a.ca",
        "//a.ca",
        "https:a.ca",
        "https:///a",
        "https://",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://a.ca",
        "file:///etc",
        "blob:https://a.ca/x",
        "mailto:",
        "mailto:a",
        "https://a .ca",
        "ht\ttps://a.ca",
        "https://a\u{0}",
        "#/results",
    ] {
        assert!(Link::parse(bad).is_none(), "{bad:?}");
    }
}

#[test]
fn logos_are_pictures() {
    for good in [
        "data:image/png;base64,AAAA",
        "data:image/svg+xml;base64,AA==",
        "data:image/jpeg;base64,+/A=",
        "data:image/webp;base64,A",
    ] {
        assert!(Logo::parse(good).is_some(), "{good}");
    }
    for bad in [
        "",
        "logo.png",
        "https://a.ca/logo.png",
        "data:image/png;base64,",
        "data:image/png;base64,==",
        "data:image/png;base64,A A",
        "data:image/png;base64,A\"A",
        "data:image/png,AAAA",
        "data:image/gif;base64,AAAA",
        "data:image/svg+xml;utf8,<svg/>",
        "data:text/html;base64,AAAA",
        "data:image/png;charset=x;base64,AAAA",
        "DATA:image/png;base64,AAAA",
        "javascript:1",
    ] {
        assert!(Logo::parse(bad).is_none(), "{bad}");
    }
    let of = |bytes: usize| format!("data:image/png;base64,{}", "A".repeat(4 * bytes.div_ceil(3)));
    assert!(Logo::parse(&of(MOST_LOGO_BYTES)).is_some());
    assert!(Logo::parse(&of(MOST_LOGO_BYTES + 3)).is_none());
}

#[test]
fn names_are_one_plain_line() {
    for (text, name) in [
        ("  Acme  ", Some("Acme")),
        ("A\nB\tC\u{0}\u{9b}", Some("ABC")),
        ("Acme \u{202e}gnp.exe", Some("Acme gnp.exe")),
        ("<b>Acme</b>", Some("<b>Acme</b>")),
        ("", None),
        (" \n ", None),
    ] {
        assert_eq!(plain_text(text).as_deref(), name, "{text:?}");
    }
    assert_eq!(plain_text(&"é".repeat(100)).unwrap().chars().count(), 80);
}

#[test]
fn what_is_broken_in_the_page_is_left_out_and_the_rest_is_read() {
    let good = r#"{"title":{"en":"a","fr":"b"},"text":{"en":"c","fr":"d"},"link":{"en":"https://e","fr":"https://f"},"when":{"domains":["6",3]}}"#;
    let of = |text: &str| Brand::read(text).write();
    for broken in [
        "",
        "null",
        "[]",
        "3",
        "{",
        r#"{"name":3}"#,
        r#"{"offers":3}"#,
        r#"{"logo":"x","accent":"x","contact":"x","default_language":"de"}"#,
    ] {
        assert_eq!(of(broken), "{}", "{broken}");
    }
    let text = format!(
        r#"{{"name":"N","accent":"red","unknown":1,"offers":[1,{{}},{good},{}]}}"#,
        good.replace("https://f", "javascript:1")
    );
    let brand = Brand::read(&text);
    assert_eq!((brand.name.as_deref(), brand.accent, brand.offers.len()), (Some("N"), None, 1));
    assert_eq!(brand.offers[0].when.domains, ["6"]);
    assert_eq!(Brand::read(&format!(r#"{{"offers":[{}]}}"#, [good; 9].join(","))).offers.len(), 4);
    // No name can close the script element that holds the text.
    let brand = Brand { name: Some("</script><!--".to_owned()), ..Brand::default() };
    assert!(!brand.write().contains('<'));
    assert_eq!(Brand::read(&brand.write()), brand);
}

#[test]
fn a_host_says_which_language_is_for_those_who_say_none() {
    for (text, code, language) in [
        ("", None, Language::English),
        ("default_language = \"en\"", Some("en"), Language::English),
        ("default_language = \"fr\"", Some("fr"), Language::French),
    ] {
        let brand = read_text(text).unwrap().brand;
        assert_eq!(
            (brand.default_language.map(Language::code), brand.language()),
            (code, language)
        );
        assert_eq!(Brand::read(&brand.write()), brand);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC*", member in "(name|contact|logo|accent|default_language|offers)", value in "(null|1|\"\\PC{0,9}\"|\\[\\{\\}\\]|\\{\"when\":1\\})") {
        let _ = Brand::read(&text);
        let brand = Brand::read(&format!("{{\"{member}\":{value}}}"));
        prop_assert_eq!(Brand::read(&brand.write()), brand);
        let _ = read_text(&text);
        let _ = read_text(&format!("{member} = {value}"));
    }
}

/// The page itself applies the rule of `frame-ancestors` as a browser does, for hosts that can't
/// send it.
#[test]
fn the_page_itself_knows_who_may_show_it() {
    const OWN: &str = "https://assess.example.com";
    let may = |frames: &[&str], origin: &str| {
        let brand = Brand {
            frames: frames.iter().map(|source| (*source).to_owned()).collect(),
            ..Brand::default()
        };
        // The brand text in the page gives the same brand.
        assert_eq!(Brand::read(&brand.write()), brand);
        brand.may_be_shown_by(origin, OWN)
    };
    for (frames, origin, expected) in [
        (&[][..], OWN, true),
        (&[], "https://evil.example", false),
        (&[], "http://assess.example.com", false),
        (&[], "https://assess.example.com:8443", false),
        (&[], "null", false),
        (&["'none'"], "https://evil.example", false),
        (&["'self'"], "https://evil.example", false),
        (&["*"], "https://evil.example", true),
        (&["https://www.example.com"], "https://www.example.com", true),
        (&["https://WWW.example.com"], "https://www.example.com", true),
        (&["https://www.example.com"], "https://www.example.com.evil.example", false),
        (&["https://www.example.com"], "https://evil.example/https://www.example.com", false),
        (&["https://www.example.com"], "http://www.example.com", false),
        (&["http://www.example.com"], "https://www.example.com", true),
        (&["https://www.example.com"], "https://www.example.com:8443", false),
        (&["https://www.example.com:8443"], "https://www.example.com:8443", true),
        (&["https://www.example.com:*"], "https://www.example.com:8443", true),
        (&["https://www.example.com:*"], "https://www.example.com", true),
        (&["https://*.example.com"], "https://a.b.example.com", true),
        (&["https://*.example.com"], "https://example.com", false),
        (&["https://*.example.com"], "https://evilexample.com", false),
        (&["www.example.com"], "https://www.example.com", true),
        (&["www.example.com"], "http://www.example.com", false),
        (&["http://localhost:*"], "http://localhost:8123", true),
        (&["https://a.example", "https://b.example"], "https://b.example", true),
    ] {
        assert_eq!(may(frames, origin), expected, "{frames:?} {origin}");
    }
    // A file on a disk shares its origin with all others.
    for own in ["null", "file://"] {
        assert!(!Brand::default().may_be_shown_by(own, own));
    }
}
