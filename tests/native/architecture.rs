//! Checks what ARCHITECTURE.md declares absent from parts of the code, and the length of files and
//! of comments.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use crate::common::rust_files;

/// Returns the files of `src` with their paths in it.
fn sources() -> Vec<(String, String)> {
    let root = Path::new("src");
    let name =
        |path: &PathBuf| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    rust_files(root)
        .iter()
        .map(|path| (name(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// Returns the lines of code that contain one of the words; comments may contain anything.
fn lines_with(words: &[&str], files: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| files(name)) {
        let code = text.lines().zip(1..).filter(|(line, _)| !line.trim_start().starts_with("//"));
        found.extend(
            code.filter(|(line, _)| words.iter().any(|word| line.contains(word)))
                .map(|(line, number)| format!("{name}:{number}: {line}")),
        );
    }
    found
}

fn is_edge(name: &str) -> bool {
    ["app", "browser"].contains(&folder(name))
}

/// Returns a file's folder in `src`.
fn folder(name: &str) -> &str {
    name.split_once('/').map_or("", |(folder, _)| folder)
}

#[test]
fn the_core_knows_no_browser_no_clock_no_chance() {
    let words = [
        "leptos",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo",
        "SystemTime",
        "Instant",
        "std::time",
        " rand::",
        "(rand::",
        "getrandom",
    ];
    // The command line tells how many files it read in a second, and what was checked long ago.
    let may = ["cli/score.rs", "cli/today.rs"];
    assert_eq!(lines_with(&words, |name| !is_edge(name) && !may.contains(&name)), [""; 0]);
}

#[test]
fn only_browser_calls_the_browser() {
    // `web_sys::File` is the type of a chosen file, which is only passed on.
    let calls: Vec<String> =
        lines_with(&["web_sys", "js_sys", "wasm_bindgen", "gloo"], |name| name.starts_with("app"));
    let calls: Vec<&String> = calls
        .iter()
        .filter(|line| !line.contains(": web_sys::File") && !line.contains("&web_sys::File"))
        .collect();
    assert_eq!(calls, Vec::<&String>::new());
}

#[test]
fn the_command_line_writes_and_speaks_in_one_place_each() {
    let writes = lines_with(
        &[
            "fs::write",
            "File::create",
            "OpenOptions",
            "fs::rename",
            "fs::remove",
            "fs::copy",
            "NamedTempFile",
        ],
        |name| name != "cli/output.rs",
    );
    assert_eq!(writes, [""; 0]);
    // A path printed by `display` could steer the terminal, and `eprintln!` panics if standard
    // error can't be written.
    let says = lines_with(&["eprint", "println!", "io::stderr", ".display()"], |name| {
        name.starts_with("cli") && name != "cli/terminal.rs"
    });
    assert_eq!(says, [""; 0]);
}

#[test]
fn nothing_can_send() {
    let words = [
        "fetch",
        "XmlHttpRequest",
        "WebSocket",
        "send_beacon",
        "EventSource",
        "RtcPeer",
        "set_src",
    ];
    assert_eq!(lines_with(&words, |_| true), [""; 0]);
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    for feature in
        ["\"Request\"", "\"Response\"", "\"XmlHttpRequest\"", "\"WebSocket\"", "\"EventSource\""]
    {
        assert!(!manifest.contains(feature), "web-sys has the feature {feature}");
    }
}

/// User input gets into the page as text, or through `maud`, which escapes it, and in no other way.
#[test]
fn nothing_becomes_markup_but_through_maud() {
    let may = ["app/html.rs", "browser/dom.rs"];
    let inserted =
        lines_with(&["inner_html", "innerHTML", "outerHTML", "insert_adjacent"], |name| {
            !may.contains(&name)
        });
    assert_eq!(inserted, [""; 0]);
    assert_eq!(lines_with(&["PreEscaped"], |name| name != "export/html.rs"), [""; 0]);
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let style = std::fs::read_dir("public/style").unwrap().map(|entry| entry.unwrap().path());
    for file in style.chain([PathBuf::from("index.html")]) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("://"), "{} names an address", file.display());
    }
}

#[test]
fn figures_are_made_in_whole_numbers() {
    let words = ["f32", "f64"];
    let may = [
        "report/radar/alone.rs",
        "report/radar/chart.rs",
        "report/radar/drawing.rs",
        "report/radar/style.rs",
        "browser/canvas.rs",
        "browser/scrolling.rs",
        "export/picture.rs",
        "export/svg.rs",
        "export/xlsx/sheet.rs",
    ];
    let found = lines_with(&words, |name| !may.contains(&name));
    let found: Vec<&String> = found.iter().filter(|line| !line.contains("as_f64()")).collect();
    assert_eq!(found, Vec::<&String>::new());
}

#[test]
fn files_fit_in_a_head() {
    let long: Vec<String> = ["src", "xtask/src"]
        .into_iter()
        .flat_map(|root| rust_files(Path::new(root)))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > 350)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    assert_eq!(long, [""; 0]);
}

/// rustfmt holds the width of code and leaves comments as they are.
#[test]
fn no_comment_is_wider_than_100_columns() {
    let mut files: Vec<PathBuf> = ["src", "xtask/src", "exports/src", "tests", "benches"]
        .iter()
        .flat_map(|folder| rust_files(Path::new(folder)))
        .chain([PathBuf::from("build.rs")])
        .collect();
    for folder in ["public", "public/start", "public/style"] {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(
            entries.filter(|path| path.extension().is_some_and(|end| end == "css" || end == "js")),
        );
    }
    let mut wide = Vec::new();
    for file in files {
        let is_style = file.extension().is_some_and(|end| end == "css");
        let mut is_comment = false;
        for (line, number) in std::fs::read_to_string(&file).unwrap().lines().zip(1..) {
            is_comment |= line.trim_start().starts_with(if is_style { "/*" } else { "//" });
            if is_comment && line.chars().count() > 100 {
                wide.push(format!("{}:{number}", file.display()));
            }
            is_comment &= is_style && !line.contains("*/");
        }
    }
    assert_eq!(wide, [""; 0]);
}

#[test]
fn the_library_alone_knows_the_keys_of_the_storage() {
    // The names of the file formats begin alike, and so do those of the messages to an embedding
    // page.
    let is_free = |name: &str| {
        name.starts_with("storage")
            || ["assessment/file/mod.rs", "report/scores_file.rs"].contains(&name)
    };
    assert_eq!(lines_with(&["\"aims-assessment/"], |name| !is_free(name)), [""; 0]);
}

/// CONFIDENTIALITY.md tells a security officer what is stored.
#[test]
fn every_key_of_the_storage_is_explained() {
    let library = std::fs::read_to_string("src/storage/mod.rs").unwrap();
    let told = std::fs::read_to_string("CONFIDENTIALITY.md").unwrap();
    let keys: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("//! aims-assessment/")?.split_whitespace().next())
        .collect();
    assert!(keys.len() > 8, "{keys:?}");
    for key in keys {
        assert!(
            told.contains(&format!("`aims-assessment/{key}`")),
            "{key} is not in CONFIDENTIALITY.md"
        );
    }
    // And each constant in the code is explained.
    let constants = std::fs::read_to_string("src/storage/keys.rs").unwrap();
    let constants: Vec<&str> = constants
        .lines()
        .filter_map(|line| line.split_once("\"aims-assessment/")?.1.split(['"', '/']).next())
        .collect();
    assert!(constants.len() > 8, "{constants:?}");
    for key in constants.into_iter().filter(|key| !key.is_empty()) {
        assert!(
            told.contains(&format!("`aims-assessment/{key}")),
            "{key} is not in CONFIDENTIALITY.md"
        );
    }
}

/// A file that `main.rs` does not name is not compiled, and nothing tells of it.
#[test]
fn every_file_of_native_tests_is_part_of_the_program() {
    let main = std::fs::read_to_string("tests/native/main.rs").unwrap();
    let files = std::fs::read_dir("tests/native").unwrap().map(|entry| entry.unwrap().path());
    let missing: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "main" && !main.lines().any(|line| line == format!("mod {name};")))
        .collect();
    assert_eq!(missing, [""; 0]);
    let beside = std::fs::read_dir("tests").unwrap().map(|entry| entry.unwrap().path());
    let beside: Vec<_> =
        beside.filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    assert!(beside.is_empty(), "a program of its own: {beside:?}");
}
