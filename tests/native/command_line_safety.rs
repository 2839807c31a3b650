//! Attacks the promises of `aims`: it skips nothing silently, never hangs or panics, and steers no
//! terminal.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::command_line;
use command_line::{GOOD, aims, aims_in, folder, good, mkfifo, program};

#[test]
fn nothing_in_a_folder_is_passed_over_unsaid() {
    let folder = folder();
    let path = folder.path();
    for name in ["in.aims (1).json", "IN.AIMS.JSON", "plain.json", "Copy of x.aims - Copie.Json"] {
        fs::write(path.join(name), good()).unwrap();
    }
    fs::write(path.join("package.json"), "{\"name\": \"x\"}").unwrap();
    fs::write(path.join("not.json"), "{").unwrap();
    fs::write(path.join("._in.aims.json"), b"\0\x05\x16\x07\0\x02\0\0Mac OS X").unwrap();
    fs::write(path.join("._notes.txt"), b"\0\x05\x16\x07").unwrap();
    fs::write(path.join("notes.txt"), "").unwrap();
    fs::write(path.join("x.aims.json.part"), "").unwrap();
    fs::create_dir(path.join("client.aims.json")).unwrap();
    fs::create_dir(path.join("sub")).unwrap();
    symlink("sub", path.join("to-sub")).unwrap();
    symlink("in.aims.json", path.join("linked.aims.json")).unwrap();
    mkfifo(&path.join("pipe.aims.json"));
    let _socket = UnixListener::bind(path.join("socket.aims.json")).unwrap();
    let outcome = aims(&["score", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (0, 6), "{}", outcome.err);
    let lines: Vec<&str> = outcome.err.lines().collect();
    assert!(lines[0].starts_with("aims: 6 files, 0 of them refused, in "), "{}", outcome.err);
    assert_eq!(
        lines[1..],
        [
            "aims: passed over: 3 folders in folders (name them to have them read), 2 JSON files that hold no answers, \
          2 companion files of macOS (._…), 2 pipes, sockets or devices, 2 files with other endings"
        ]
    );
}

/// What `find` or a pattern of a shell lists, with the companions that macOS adds on other file
/// systems.
#[test]
fn a_list_of_names_passes_over_what_a_folder_does() {
    let folder = folder();
    let path = folder.path();
    let companion = b"\0\x05\x16\x07\0\x02\0\0Mac OS X";
    for name in ["._in.aims.json", "._notes.txt"] {
        fs::write(path.join(name), companion).unwrap();
    }
    // Whatever it is called: this one is an answers file.
    fs::write(path.join("._mine.aims.json"), good()).unwrap();
    let names = ["in.aims.json", "._in.aims.json", "._notes.txt", "./._mine.aims.json"];
    let said = "aims: passed over: 2 companion files of macOS (._…)";
    let list = names.join("\n");
    let outcome = aims_in(path, &["score", "--names", "--format", "json"], list.as_bytes());
    assert_eq!((outcome.code, outcome.out.lines().count()), (0, 2), "{}", outcome.err);
    assert_eq!(outcome.err.lines().last(), Some(said));
    let args = [&["score", "--format", "json"], &names[..]].concat();
    let outcome = aims_in(path, &args, b"");
    assert_eq!((outcome.code, outcome.out.lines().count()), (0, 2), "{}", outcome.err);
    assert_eq!(outcome.err, [said, "\n"].concat());
    // What is not there is refused, and so is one that is named alone.
    let outcome = aims_in(path, &["score", "._gone.aims.json", "in.aims.json"], b"");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("._gone.aims.json: the file can't be read"), "{}", outcome.err);
    let outcome = aims_in(path, &["score", "._in.aims.json"], b"");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("._in.aims.json: "), "{}", outcome.err);
    // Nothing else: that is told, and no success.
    let outcome = aims_in(path, &["score", "._in.aims.json", "._notes.txt"], b"");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.starts_with(said) && outcome.err.contains("no answers file"));
}

#[test]
fn what_is_called_an_answers_file_and_is_none_is_refused() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("x.aims (2).json"), "{").unwrap();
    symlink("nowhere", path.join("gone.aims.json")).unwrap();
    symlink("loop.json", path.join("loop.json")).unwrap();
    // A plain name, and a file of a later version, which is recognized but not read.
    fs::write(path.join("newer.json"), good().replacen("\"version\": 1", "\"version\": 99", 1))
        .unwrap();
    let outcome = aims(&["score", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 1), "{}", outcome.err);
    for name in [
        "x.aims (2).json: it is damaged",
        "gone.aims.json: the file can't be read",
        "loop.json: the file can't be read",
        "newer.json: ",
    ] {
        assert!(outcome.err.contains(name), "{name}: {}", outcome.err);
    }
    assert!(outcome.err.contains("5 files, 4 of them refused"), "{}", outcome.err);
}

#[test]
fn what_can_not_be_used_of_a_file_is_told_by_every_command() {
    let bad = "tests/files/with-problems.aims.json";
    let told = aims(&["score", bad]).err;
    assert!(told.lines().count() > 5 && told.contains("C4-1"), "{told}");
    for args in [
        &["compare", bad, GOOD][..],
        &["compare", GOOD, bad],
        &["compare", GOOD, bad, "--format", "md", "--out", "-"],
        &["report", bad, "--format", "md", "--out", "-"],
        &["report", GOOD, "--earlier", bad, "--format", "md", "--out", "-"],
    ] {
        let outcome = aims(args);
        assert_eq!((outcome.code, outcome.err), (0, told.clone()), "{args:?}");
    }
}

#[test]
fn a_batch_goes_on_past_what_can_not_be_read() {
    let folder = folder();
    let path = folder.path();
    let file = path.join("in.aims.json");
    symlink("nowhere", path.join("dangling.aims.json")).unwrap();
    let odd = path.join(std::ffi::OsStr::from_bytes(b"odd-\xff.aims.json"));
    fs::write(&odd, good()).unwrap();
    // A folder that can't be listed, because of permissions or, as root may list all, because the
    // path ends at a file.
    let closed = path.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let not_there = path.join("in.aims.json/deeper");
    let file = file.to_str().unwrap();
    let outcome = aims(&[
        "score",
        "/proc/self/task/0",
        not_there.to_str().unwrap(),
        file,
        closed.to_str().unwrap(),
        path.to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 3), "{}", outcome.err);
    assert!(outcome.err.contains("dangling.aims.json: the file can't be read"), "{}", outcome.err);
    assert!(outcome.err.contains("deeper: the file can't be read"), "{}", outcome.err);
    // Bad names (not UTF-8, missing, not a file, with a zero byte), with good ones after each.
    let mut list = Vec::new();
    for name in [
        odd.as_os_str().as_bytes(),
        b"\xff\xfe-gone",
        path.as_os_str().as_bytes(),
        b"zero\0byte",
        b"-",
        b"/dev/stdin",
        b"/dev/zero",
    ] {
        list.extend([name, b"\n", file.as_bytes(), b"\n"].concat());
    }
    let outcome = aims_in(Path::new("."), &["score", "--names", "--format", "json"], &list);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 8), "{}", outcome.err);
    for said in [
        "\\xff\\xfe-gone: the file can't be read",
        "this is a folder and no file",
        "zero\\u{0}byte: the file can't be read",
        "aims: -: this is where the names come from",
        "aims: /dev/zero: this is a device and no file",
    ] {
        assert!(outcome.err.contains(said), "{said}: {}", outcome.err);
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn an_error_among_the_names_leaves_what_was_read() {
    // Standard input that is a folder can't be read; the file named as an argument is scored all
    // the same.
    let child = program(Path::new("."), &["score", GOOD, "--names", "--format", "json"])
        .stdin(File::open(".").unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(child.stderr).unwrap();
    assert_eq!(
        (child.status.code(), String::from_utf8_lossy(&child.stdout).lines().count()),
        (Some(1), 1),
        "{said}"
    );
    assert!(said.contains("aims: standard input: the names can't be read"), "{said}");
    // Input that isn't a list of names doesn't hang.
    let child = program(Path::new("."), &["score", GOOD, "--names", "--format", "json"])
        .stdin(File::open("/dev/zero").unwrap())
        .output()
        .unwrap();
    assert_eq!(child.status.code(), Some(1));
}

#[test]
fn lists_with_marks_and_line_ends_of_windows_are_read() {
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(format!("{GOOD}\r\n{GOOD}\r\n").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for list in [format!("\u{feff}{GOOD}\r\n{GOOD}\r\n").into_bytes(), wide] {
        let outcome = aims_in(Path::new("."), &["score", "--names", "--format", "json"], &list);
        assert_eq!((outcome.code, outcome.out.lines().count()), (0, 2), "{}", outcome.err);
    }
}

#[test]
fn what_can_be_read_once_is_not_named_twice() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    mkfifo(&pipe);
    let pipe = pipe.to_str().unwrap();
    for args in [
        &["compare", "-", "-"][..],
        &["compare", "-", "/dev/stdin"],
        &["compare", "/dev/fd/0", "/proc/self/fd/0"],
        &["compare", pipe, pipe],
        &["score", "-", "-"],
        &["score", "-", GOOD, "/dev/stdin"],
        &["score", "-", "--names"],
        &["report", "-", "--earlier", "-", "--format", "md", "--out", "-"],
    ] {
        let outcome = aims_in(Path::new("."), args, good().as_bytes());
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}: {}", outcome.err);
        assert!(
            outcome.err.contains("is named twice, and can be read only once"),
            "{args:?}: {}",
            outcome.err
        );
    }
    assert_eq!(aims(&["compare", GOOD, GOOD]).code, 0, "a file can be read twice");
}

#[test]
fn a_pipe_that_is_named_is_read_and_among_others_it_is_not_waited_for() {
    let folder = folder();
    let pipe = folder.path().join("pipe.aims.json");
    mkfifo(&pipe);
    let path = pipe.to_str().unwrap().to_owned();
    let writer = std::thread::spawn(move || fs::write(pipe, good()).unwrap());
    assert_eq!(aims(&["score", &path]).code, 0);
    writer.join().unwrap();
    let outcome = aims(&["score", &path, GOOD, "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 1));
    assert!(outcome.err.contains("this is a pipe and no file"), "{}", outcome.err);
    // The path that a shell makes of <(a command) is read like any other.
    let shell = format!(
        "\"$AIMS\" score <(cat {GOOD}) <(cat {GOOD}) {GOOD} --format json; \"$AIMS\" compare <(cat {GOOD}) <(cat {GOOD})"
    );
    let output = Command::new("bash")
        .args(["-c", &shell])
        .env("AIMS", env!("CARGO_BIN_EXE_aims"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .filter(|line| line.starts_with('{'))
            .count(),
        3
    );
}

#[test]
fn content_and_brands_are_read_from_files_only() {
    let folder = tempfile::tempdir().unwrap();
    mkfifo(&folder.path().join("4.toml"));
    symlink("/dev/zero", folder.path().join("5.toml")).unwrap();
    let outcome = aims(&["check", folder.path().to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert_eq!(
        outcome.err.matches("toml:1: the file can't be read: it is no regular file").count(),
        2,
        "{}",
        outcome.err
    );
    for brand in ["4.toml", "5.toml"] {
        let outcome = aims(&["brand", folder.path().join(brand).to_str().unwrap()]);
        assert!(
            outcome.code == 1 && outcome.err.contains("it is no regular file"),
            "{}",
            outcome.err
        );
        let with_logo = folder.path().join("brand.toml");
        fs::write(&with_logo, format!("name = \"x\"\nlogo = \"{brand}\"\n")).unwrap();
        let outcome = aims(&["brand", with_logo.to_str().unwrap()]);
        assert!(
            outcome.code == 1 && outcome.err.contains("it is no regular file"),
            "{}",
            outcome.err
        );
    }
}

#[test]
fn a_full_device_or_a_closed_pipe_is_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.aims.json"), "{").unwrap();
    let folder_name = folder.path().to_str().unwrap();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for (args, code) in [
        (&["score", GOOD][..], 1),
        (&["score", "tests/files", folder_name, "--format", "json"], 1),
        (&["score", "not-there"], 1),
        (&["report", GOOD, "--format", "csv", "--out", "-"], 1),
        (&["report", GOOD, "--format", "md", "--out", "-"], 1),
        (&["report", "not-there", "--format", "md", "--out", "-"], 1),
        (&["compare", GOOD, GOOD], 1),
        (&["compare", "-", "-"], 2),
        (&["check", "questions"], 1),
        (&["check", "src"], 1),
        (&["brand", "docs/brand-example.toml"], 1),
        (&["brand", "Cargo.toml"], 1),
        (&["--help"], 1),
        (&["--version"], 1),
        (&["scare"], 2),
        (&[], 2),
    ] {
        let ends = |out: Stdio, err: Stdio| {
            program(Path::new("."), args)
                .stdin(Stdio::null())
                .stdout(out)
                .stderr(err)
                .status()
                .unwrap()
                .code()
        };
        assert_eq!(ends(full().into(), full().into()), Some(code), "both full: {args:?}");
        assert_eq!(ends(full().into(), Stdio::null()), Some(code), "output full: {args:?}");
        // A command that succeeds still does if its other messages can't be written.
        let usual = ends(Stdio::null(), Stdio::null());
        assert_eq!(ends(Stdio::null(), full().into()), usual, "errors full: {args:?}");
        let closed = || std::io::pipe().unwrap().1;
        let code = ends(closed().into(), closed().into()).unwrap();
        assert!([0, 1, 2].contains(&code), "closed pipes: {args:?}: {code}");
    }
}

#[test]
fn an_account_without_threads_gets_its_scores() {
    // No machine has memory for a thread with a stack this large.
    let output = program(Path::new("."), &["score", GOOD, GOOD, "--format", "json"])
        .env("RUST_MIN_STACK", (1_u64 << 50).to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stdout).lines().count()),
        (Some(0), 2),
        "{said}"
    );
}

#[test]
fn nothing_that_a_file_says_or_is_called_steers_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}nosj\u{2066}\nFORGED\u{200f}";
    let evil = folder.path().join(odd);
    fs::create_dir(&evil).unwrap();
    let bad_level = good().replacen(
        "\"answers\": {",
        "\"answers\": { \"\\u001b[31m\\u202ex\\u009b\": { \"level\": 1 },",
        1,
    );
    assert_ne!(bad_level, good());
    let path = |name: &str| evil.join(name).to_str().unwrap().to_owned();
    fs::write(path("x.aims.json"), &bad_level).unwrap();
    fs::write(path("bad\u{1b}[2J.aims.json"), "{").unwrap();
    fs::write(path("c\u{1b}[2J.toml"), "\"k\\u001b[31m\\n\\u202e\" = 1\n").unwrap();
    fs::write(path("brand.toml"), "name = \"x\"\n\"\\u009b\\u202e\" = 1\n").unwrap();
    let (file, dir, bad) =
        (path("x.aims.json"), evil.to_str().unwrap().to_owned(), path("bad\u{1b}[2J.aims.json"));
    let (brand, absent, there) = (path("brand.toml"), path("none"), path("c\u{1b}[2J.toml"));
    let mut told = 0;
    for args in [
        &["score", &dir][..],
        &["score", &file, &bad, &absent],
        &["score", &dir, "--format", "json"],
        &["score", &file, "--format", "json"],
        &["score", &file, "--format", odd],
        &["report", &bad, "--format", "md", "--out", "-"],
        &["report", &file, "--format", "md", "--out", &there],
        &["report", &file, "--format", "md", "--force", "--out", &file],
        &["report", &file, "--format", "md", "--out", "/dev/null"],
        &["report", &file, "--format", "md", "--date", odd, "--out", "-"],
        &["report", &file, "--format", "md", "--out", &path("none/x")],
        &["report", &file, "--format", "json", "--out", "/dev/null"],
        &["compare", &file, &bad],
        &["compare", &file, &file],
        &["check", &dir],
        &["check", &absent],
        &["check", &brand],
        &["brand", &brand],
        &["brand", &absent],
        &["brand", &there],
        &["brand", &brand, odd],
        &[odd],
    ] {
        let outcome = aims(args);
        let shown = [outcome.out.as_str(), &outcome.err].concat();
        let steers = |c: char| {
            c != '\n'
                && (c.is_control()
                    || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        assert!(!shown.contains(steers), "{args:?}: {shown:?}");
        // A line break in a name can't forge a line that looks like one of ours.
        assert!(!shown.lines().any(|line| line.starts_with("FORGED")), "{args:?}: {shown:?}");
        told += usize::from(shown.contains("\\u"));
    }
    assert!(told > 15, "what was left out stands there as escapes: {told}");
    // In JSON they are JSON escapes, and the value is unchanged.
    let json: serde_json::Value =
        serde_json::from_str(&aims(&["score", &file, "--format", "json"]).out).unwrap();
    assert!(json["problems"].to_string().contains("\u{202e}"), "{}", json["problems"]);
}

#[test]
fn a_report_on_a_terminal_steers_nothing_and_in_a_pipe_it_is_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("x.aims.json");
    let answers = good().replacen("Exemple Débutant inc.", "N\\u009b31m\\u202eN", 1);
    fs::write(&file, answers).unwrap();
    let terminal = |format: &str| {
        let command = format!(
            "'{}' report '{}' --format {format} --out -",
            env!("CARGO_BIN_EXE_aims"),
            file.display()
        );
        Command::new("script")
            .args(["-qec", &command, "/dev/null"])
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let shown = String::from_utf8(terminal("html").stdout).unwrap();
    assert!(
        shown.contains("31mN") && !shown.contains(['\u{9b}', '\u{202e}']),
        "the report leaves them out itself"
    );
    let refused = terminal("docx");
    assert_eq!(refused.status.code(), Some(2));
    let piped = aims(&["report", file.to_str().unwrap(), "--format", "html", "--out", "-"]);
    let out = folder.path().join("out.html");
    assert_eq!(
        aims(&[
            "report",
            file.to_str().unwrap(),
            "--format",
            "html",
            "--out",
            out.to_str().unwrap()
        ])
        .code,
        0
    );
    assert!(piped.out == fs::read_to_string(&out).unwrap() && !piped.out.is_empty());
}
