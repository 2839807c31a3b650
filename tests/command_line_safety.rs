//! `aims` never destroys, never hangs, passes nothing over unsaid, and steers no terminal: each promise attacked.
#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[path = "common/command_line.rs"]
mod command_line;
use command_line::{Outcome, aims, aims_in, finish, program};

const GOOD: &str = "tests/files/beginner.aims.json";

fn good() -> String {
    fs::read_to_string(GOOD).unwrap()
}

/// A folder with one answers file, `in.aims.json`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.aims.json"), good()).unwrap();
    folder
}

fn report(folder: &Path, more: &[&str]) -> Outcome {
    aims_in(folder, &[&["report", "in.aims.json", "--format", "html"], more].concat(), b"")
}

fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The names in a folder; nothing of ours may be left behind.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn an_input_is_never_written_over_whatever_it_is_called() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("sub")).unwrap();
    symlink("in.aims.json", path.join("link")).unwrap();
    symlink("link", path.join("link-to-link")).unwrap();
    fs::hard_link(path.join("in.aims.json"), path.join("hard")).unwrap();
    let whole = path.join("in.aims.json");
    for out in ["in.aims.json", "./in.aims.json", "sub/../in.aims.json", "link", "link-to-link", "hard", whole.to_str().unwrap()] {
        for force in [&["--out", out][..], &["--force", "--out", out]] {
            let outcome = report(path, force);
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{out}: {}", outcome.err);
            assert!(outcome.err.contains("is a file that is read; nothing was written. Name another"), "{}", outcome.err);
        }
    }
    let absolute = fs::canonicalize(GOOD).unwrap();
    // Read from standard input, or as the earlier one, it is an input as well.
    let earlier = aims_in(
        path,
        &["report", absolute.to_str().unwrap(), "--earlier", "hard", "--format", "json", "--force", "--out", "in.aims.json"],
        b"",
    );
    assert_eq!(earlier.code, 2, "{}", earlier.err);
    let redirected = program(path, &["report", "-", "--format", "json", "--force", "--out", "hard"])
        .stdin(File::open(&whole).unwrap())
        .output()
        .unwrap();
    assert_eq!(redirected.status.code(), Some(2));
    let appended = File::options().append(true).open(&whole).unwrap();
    let to_itself = program(path, &["report", "in.aims.json", "--format", "json", "--out", "-"]).stdout(appended).output().unwrap();
    assert_eq!(to_itself.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&whole).unwrap(), good());
    assert_eq!(names(path), ["hard", "in.aims.json", "link", "link-to-link", "sub"]);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_asked_for() {
    let folder = folder();
    let path = folder.path();
    let out = path.join("out.html");
    fs::write(&out, "mine").unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("out.html", path.join("link")).unwrap();
    let outcome = report(path, &["--out", "out.html"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_eq!(outcome.err, "aims: out.html: there is such a file already; nothing was written. --force replaces it\n");
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    // Through a link the file is replaced that it leads to, and the link stays one.
    let outcome = report(path, &["--force", "--out", "link"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(path.join("link").is_symlink());
    assert!(fs::read_to_string(&out).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o640, "permissions stay");
    assert_eq!(names(path), ["in.aims.json", "link", "out.html"]);
}

#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    let folder = folder();
    fs::write(folder.path().join("other"), "").unwrap();
    assert_eq!(report(folder.path(), &["--out", "out.html"]).code, 0);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().mode();
    assert_eq!(mode("out.html"), mode("other"));
}

#[test]
fn what_can_not_be_written_is_told_with_a_way_out() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("sub")).unwrap();
    symlink("nowhere", path.join("dangling")).unwrap();
    symlink("loop", path.join("loop")).unwrap();
    fs::write(path.join("protected"), "mine").unwrap();
    fs::set_permissions(path.join("protected"), fs::Permissions::from_mode(0o444)).unwrap();
    let before = names(path);
    for (out, said) in [
        ("no-folder/x.html", "there is no folder no-folder; nothing was written"),
        ("in.aims.json/x.html", "can't be written"),
        ("sub", "this is a folder"),
        ("sub/", "names a folder"),
        ("new/", "names a folder"),
        ("..", "folder"),
        ("dangling", "leads nowhere"),
        ("loop", "can't be written"),
        ("protected", "protected against writing"),
        (&"x".repeat(300), "can't be written"),
    ] {
        let outcome = report(path, &["--force", "--out", out]);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{out}: {}", outcome.err);
        assert!(outcome.err.contains(said), "{out}: {}", outcome.err);
        assert_eq!(names(path), before, "{out}");
    }
    assert_eq!(fs::read_to_string(path.join("protected")).unwrap(), "mine");
}

#[test]
fn pipes_and_devices_are_written_to_and_never_replaced() {
    let folder = folder();
    let path = folder.path();
    let pipe = path.join("pipe");
    mkfifo(&pipe);
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert_eq!(report(path, &["--out", "pipe"]).code, 0);
    assert!(reader.join().unwrap().starts_with("<!DOCTYPE html>"));
    let null = fs::metadata("/dev/null").unwrap();
    assert_eq!(report(path, &["--force", "--out", "/dev/null"]).code, 0);
    assert_eq!(fs::metadata("/dev/null").unwrap().ino(), null.ino());
    let outcome = report(path, &["--out", "/dev/stdout"]);
    assert!(outcome.code == 0 && outcome.out.starts_with("<!DOCTYPE html>"));
    let outcome = report(path, &["--force", "--out", "/dev/full"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("can't be written") && outcome.err.contains("not all of it"), "{}", outcome.err);
    assert_eq!(names(path), ["in.aims.json", "pipe"]);
}

/// A limit on the size of files stops the program in the middle of its writing, each time at the same byte.
#[test]
fn stopped_in_the_middle_of_writing_the_old_file_is_there() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("out.html"), "old").unwrap();
    let args = "report in.aims.json --format html --force --out out.html";
    for (shell, code) in
        [(format!("ulimit -f 4; exec \"$AIMS\" {args}"), None), (format!("trap '' XFSZ; ulimit -f 4; exec \"$AIMS\" {args}"), Some(1))]
    {
        let output = Command::new("sh").args(["-c", &shell]).env("AIMS", env!("CARGO_BIN_EXE_aims")).current_dir(path).output().unwrap();
        assert_eq!(output.status.code(), code, "killed by the signal, or told of the error");
        assert_eq!(fs::read_to_string(path.join("out.html")).unwrap(), "old");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(code.is_none() || said.contains("the file that was there is as it was"), "{said}");
        let left: Vec<String> = names(path).into_iter().filter(|name| name.starts_with(".aims-")).collect();
        assert_eq!(left.len(), usize::from(code.is_none()), "only a killed program leaves something behind: {left:?}");
        for name in left {
            fs::remove_file(path.join(name)).unwrap();
        }
    }
    // And a name that was free stays free.
    fs::remove_file(path.join("out.html")).unwrap();
    let shell = format!("trap '' XFSZ; ulimit -f 4; exec \"$AIMS\" {args}");
    assert_eq!(
        Command::new("sh").args(["-c", &shell]).env("AIMS", env!("CARGO_BIN_EXE_aims")).current_dir(path).output().unwrap().status.code(),
        Some(1)
    );
    assert_eq!(names(path), ["in.aims.json"]);
}

#[test]
fn killed_at_any_moment_there_is_the_old_file_or_the_new_one() {
    let folder = folder();
    let path = folder.path();
    let out = path.join("out.html");
    assert_eq!(report(path, &["--out", "out.html"]).code, 0);
    let new = fs::read(&out).unwrap();
    let old = b"old".to_vec();
    let mut seen = [0, 0];
    for round in 0..120 {
        fs::write(&out, &old).unwrap();
        let mut child = program(path, &["report", "in.aims.json", "--format", "html", "--force", "--out", "out.html"]).spawn().unwrap();
        let begun = std::time::Instant::now();
        // While it runs, whoever looks finds one or the other.
        let end = loop {
            let now = fs::read(&out).unwrap();
            assert!(now == old || now == new, "{} bytes of {}", now.len(), new.len());
            if begun.elapsed().as_micros() > round * 500 {
                child.kill().unwrap();
            }
            if let Some(end) = child.try_wait().unwrap() {
                break end;
            }
        };
        let now = fs::read(&out).unwrap();
        assert!(now == old || now == new, "after {end}");
        seen[usize::from(now == new)] += 1;
    }
    assert!(seen.iter().sum::<u32>() == 120 && seen[0] > 0, "some were killed before the end: {seen:?}");
}

#[test]
fn nothing_is_over_a_file_that_came_in_the_meantime() {
    // Ten at once want the same new name: one gets it, the others say that it is taken, and what is there is whole.
    let folder = folder();
    let children: Vec<_> = (0..10)
        .map(|_| {
            program(folder.path(), &["report", "in.aims.json", "--format", "md", "--out", "out.md"]).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let codes: Vec<i32> = children.into_iter().map(|child| finish(child, b"").code).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 1, 2].contains(code)));
    assert_eq!(names(folder.path()), ["in.aims.json", "out.md"]);
}

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
        ["aims: passed over: 3 folders in folders (name them to have them read), 2 JSON files that hold no answers, \
          2 companion files of macOS (._…), 2 pipes, sockets or devices, 2 files with other endings"]
    );
}

#[test]
fn what_is_called_an_answers_file_and_is_none_is_refused() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("x.aims (2).json"), "{").unwrap();
    symlink("nowhere", path.join("gone.aims.json")).unwrap();
    symlink("loop.json", path.join("loop.json")).unwrap();
    // A plain name, and a file of a later version: it is ours, and not read.
    fs::write(path.join("newer.json"), good().replacen("\"version\": 1", "\"version\": 99", 1)).unwrap();
    let outcome = aims(&["score", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 1), "{}", outcome.err);
    for name in
        ["x.aims (2).json: it is damaged", "gone.aims.json: the file can't be read", "loop.json: the file can't be read", "newer.json: "]
    {
        assert!(outcome.err.contains(name), "{name}: {}", outcome.err);
    }
    assert!(outcome.err.contains("5 files, 4 of them refused"), "{}", outcome.err);
}

#[test]
fn a_batch_goes_on_past_what_can_not_be_read() {
    let folder = folder();
    let path = folder.path();
    let file = path.join("in.aims.json");
    symlink("nowhere", path.join("dangling.aims.json")).unwrap();
    let odd = path.join(std::ffi::OsStr::from_bytes(b"odd-\xff.aims.json"));
    fs::write(&odd, good()).unwrap();
    // A folder that can't be listed, by permissions or, as root may list all, because it ends at a file.
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
    // Names: not UTF-8, not there, not a file, with a zero byte; and good ones after each.
    let mut list = Vec::new();
    for name in
        [odd.as_os_str().as_bytes(), b"\xff\xfe-gone", path.as_os_str().as_bytes(), b"zero\0byte", b"-", b"/dev/stdin", b"/dev/zero"]
    {
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
    // Standard input that is a folder can't be read; the file that the command names is scored all the same.
    let child = program(Path::new("."), &["score", GOOD, "--names", "--format", "json"]).stdin(File::open(".").unwrap()).output().unwrap();
    let said = String::from_utf8(child.stderr).unwrap();
    assert_eq!((child.status.code(), String::from_utf8_lossy(&child.stdout).lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("aims: standard input: the names can't be read"), "{said}");
    // A list that is none ends.
    let child =
        program(Path::new("."), &["score", GOOD, "--names", "--format", "json"]).stdin(File::open("/dev/zero").unwrap()).output().unwrap();
    assert_eq!(child.status.code(), Some(1));
}

#[test]
fn lists_with_marks_and_line_ends_of_windows_are_read() {
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(format!("{GOOD}\r\n{GOOD}\r\n").encode_utf16()).flat_map(u16::to_le_bytes).collect();
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
        assert!(outcome.err.contains("is named twice, and can be read only once"), "{args:?}: {}", outcome.err);
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
    // What a shell makes of <(a command) is read among others.
    let shell = format!("\"$AIMS\" score <(cat {GOOD}) <(cat {GOOD}) {GOOD} --format json; \"$AIMS\" compare <(cat {GOOD}) <(cat {GOOD})");
    let output = Command::new("bash").args(["-c", &shell]).env("AIMS", env!("CARGO_BIN_EXE_aims")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.starts_with('{')).count(), 3);
}

#[test]
fn content_and_brands_are_read_from_files_only() {
    let folder = tempfile::tempdir().unwrap();
    mkfifo(&folder.path().join("4.toml"));
    symlink("/dev/zero", folder.path().join("5.toml")).unwrap();
    let outcome = aims(&["check", folder.path().to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert_eq!(outcome.err.matches("toml:1: the file can't be read: it is no regular file").count(), 2, "{}", outcome.err);
    for brand in ["4.toml", "5.toml"] {
        let outcome = aims(&["brand", folder.path().join(brand).to_str().unwrap()]);
        assert!(outcome.code == 1 && outcome.err.contains("it is no regular file"), "{}", outcome.err);
        let with_logo = folder.path().join("brand.toml");
        fs::write(&with_logo, format!("name = \"x\"\nlogo = \"{brand}\"\n")).unwrap();
        let outcome = aims(&["brand", with_logo.to_str().unwrap()]);
        assert!(outcome.code == 1 && outcome.err.contains("it is no regular file"), "{}", outcome.err);
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
        (&["report", GOOD, "--format", "docx", "--out", "-"], 1),
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
        let ends =
            |out: Stdio, err: Stdio| program(Path::new("."), args).stdin(Stdio::null()).stdout(out).stderr(err).status().unwrap().code();
        assert_eq!(ends(full().into(), full().into()), Some(code), "both full: {args:?}");
        assert_eq!(ends(full().into(), Stdio::null()), Some(code), "output full: {args:?}");
        // A good command is good even if what it says beside can't be said.
        let usual = ends(Stdio::null(), Stdio::null());
        assert_eq!(ends(Stdio::null(), full().into()), usual, "errors full: {args:?}");
        let closed = || std::io::pipe().unwrap().1;
        let code = ends(closed().into(), closed().into()).unwrap();
        assert!([0, 1, 2].contains(&code), "closed pipes: {args:?}: {code}");
    }
}

#[test]
fn nothing_that_a_file_says_or_is_called_steers_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "a\u{1b}]0;x\u{7}\u{9b}31m\u{202e}nosj\u{2066}\nFORGED\u{200f}";
    let evil = folder.path().join(odd);
    fs::create_dir(&evil).unwrap();
    let bad_level = good().replacen("\"answers\": {", "\"answers\": { \"\\u001b[31m\\u202ex\\u009b\": { \"level\": 1 },", 1);
    assert_ne!(bad_level, good());
    let path = |name: &str| evil.join(name).to_str().unwrap().to_owned();
    fs::write(path("x.aims.json"), &bad_level).unwrap();
    fs::write(path("bad\u{1b}[2J.aims.json"), "{").unwrap();
    fs::write(path("c\u{1b}[2J.toml"), "\"k\\u001b[31m\\n\\u202e\" = 1\n").unwrap();
    fs::write(path("brand.toml"), "name = \"x\"\n\"\\u009b\\u202e\" = 1\n").unwrap();
    let (file, dir, bad) = (path("x.aims.json"), evil.to_str().unwrap().to_owned(), path("bad\u{1b}[2J.aims.json"));
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
            c != '\n' && (c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        };
        assert!(!shown.contains(steers), "{args:?}: {shown:?}");
        // A line break in a name makes no line that would look like one of ours.
        assert!(!shown.lines().any(|line| line.starts_with("FORGED")), "{args:?}: {shown:?}");
        told += usize::from(shown.contains("\\u"));
    }
    assert!(told > 15, "what was left out stands there as escapes: {told}");
    // In JSON they are JSON's own escapes, and the value is the same.
    let json: serde_json::Value = serde_json::from_str(&aims(&["score", &file, "--format", "json"]).out).unwrap();
    assert!(json["problems"].to_string().contains("\u{202e}"), "{}", json["problems"]);
}

#[test]
fn a_report_on_a_terminal_steers_nothing_and_in_a_pipe_it_is_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("x.aims.json");
    let answers = good().replacen("Exemple Débutant inc.", "N\\u009b31m\\u202eN", 1);
    fs::write(&file, answers).unwrap();
    let terminal = |format: &str| {
        let command = format!("'{}' report '{}' --format {format} --out -", env!("CARGO_BIN_EXE_aims"), file.display());
        Command::new("script").args(["-qec", &command, "/dev/null"]).stdin(Stdio::null()).output().unwrap()
    };
    let shown = String::from_utf8(terminal("html").stdout).unwrap();
    assert!(shown.contains("N\\u{9b}31m\\u{202e}N") && !shown.contains(['\u{9b}', '\u{202e}']));
    let refused = terminal("docx");
    assert_eq!(refused.status.code(), Some(2));
    let piped = aims(&["report", file.to_str().unwrap(), "--format", "html", "--out", "-"]);
    let out = folder.path().join("out.html");
    assert_eq!(aims(&["report", file.to_str().unwrap(), "--format", "html", "--out", out.to_str().unwrap()]).code, 0);
    assert!(piped.out == fs::read_to_string(&out).unwrap() && !piped.out.is_empty());
}
