//! Attacks the promises of `aims report`: it writes a file whole or not at all, and destroys none.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::command_line;
use command_line::{GOOD, Outcome, aims_in, finish, folder, good, mkfifo, program};

fn report(folder: &Path, more: &[&str]) -> Outcome {
    aims_in(folder, &[&["report", "in.aims.json", "--format", "html"], more].concat(), b"")
}

/// Returns the names in a folder; no temporary file of ours may be left behind.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
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
    for out in [
        "in.aims.json",
        "./in.aims.json",
        "sub/../in.aims.json",
        "link",
        "link-to-link",
        "hard",
        whole.to_str().unwrap(),
    ] {
        for force in [&["--out", out][..], &["--force", "--out", out]] {
            let outcome = report(path, force);
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{out}: {}", outcome.err);
            assert!(
                outcome.err.contains("is a file that is read; nothing was written. Name another"),
                "{}",
                outcome.err
            );
        }
    }
    let absolute = fs::canonicalize(GOOD).unwrap();
    // Read from standard input or as the earlier assessment, a file is an input as well.
    let earlier = aims_in(
        path,
        &[
            "report",
            absolute.to_str().unwrap(),
            "--earlier",
            "hard",
            "--format",
            "json",
            "--force",
            "--out",
            "in.aims.json",
        ],
        b"",
    );
    assert_eq!(earlier.code, 2, "{}", earlier.err);
    let redirected =
        program(path, &["report", "-", "--format", "json", "--force", "--out", "hard"])
            .stdin(File::open(&whole).unwrap())
            .output()
            .unwrap();
    assert_eq!(redirected.status.code(), Some(2));
    for args in [
        &["report", "in.aims.json", "--format", "json", "--out", "-"][..],
        &["report", "in.aims.json", "--format", "json", "--out", "/dev/stdout"],
        &["score", "hard", "--format", "json"],
        &["compare", "link", "in.aims.json"],
    ] {
        let appended = File::options().append(true).open(&whole).unwrap();
        let to_itself = program(path, args).stdout(appended).output().unwrap();
        assert_eq!(to_itself.status.code(), Some(2), "{args:?}");
    }
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
    assert_eq!(
        outcome.err,
        "aims: out.html: there is such a file already; nothing was written. --force replaces it\n"
    );
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    // Through a link, the target file is replaced, and the link stays a link.
    let outcome = report(path, &["--force", "--out", "link"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(path.join("link").is_symlink());
    assert!(fs::read_to_string(&out).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o640, "permissions stay");
    assert_eq!(names(path), ["in.aims.json", "link", "out.html"]);
}

#[test]
fn a_comparison_is_written_as_a_report_is() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("later.aims.json"), good().replace("\"level\": 1", "\"level\": 3"))
        .unwrap();
    let compare = |more: &[&str]| {
        aims_in(path, &[&["compare", "in.aims.json", "later.aims.json"], more].concat(), b"")
    };
    let outcome = compare(&["--format", "docx", "--out", "c.docx"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert!(fs::read(path.join("c.docx")).unwrap().starts_with(b"PK"));
    for refused in [
        &["--format", "docx", "--out", "c.docx"][..], // it is there
        &["--format", "xlsx", "--force", "--out", "in.aims.json"], // it is read
        &["--format", "md"],                          // no place for it
        &["--out", "c.md"],                           // no format
        &["--lang", "fr"],
    ] {
        let outcome = compare(refused);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{refused:?}: {}", outcome.err);
    }
    assert_eq!(fs::read_to_string(path.join("in.aims.json")).unwrap(), good());
    let french = compare(&["--format", "md", "--lang", "fr", "--out", "-"]);
    assert!(french.out.starts_with("# Ce qui a changé"), "{}", french.out);
    // The text for a terminal begins with the verdict.
    assert!(compare(&[]).out.starts_with("Better: the overall score goes from "));
    assert_eq!(names(path), ["c.docx", "in.aims.json", "later.aims.json"]);
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
fn what_the_account_may_not_write_is_not_replaced_by_way_of_its_folder() {
    let folder = folder();
    let path = folder.path();
    // A running program can't be written to, not even by root; its folder can.
    let running = path.join("running");
    // Copied by a separate process: if this one wrote it, any process started by another test at
    // that moment would inherit the open file, and it could not be run ("text file busy").
    let copied = Command::new("cp").arg("/bin/sleep").arg(&running).status().unwrap();
    assert!(copied.success());
    let before = fs::metadata(&running).unwrap().ino();
    let mut child = Command::new(&running).arg("60").spawn().unwrap();
    let outcome = report(path, &["--force", "--out", "running"]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    assert!(outcome.err.contains("running: the file can't be written"), "{}", outcome.err);
    assert_eq!(fs::metadata(&running).unwrap().ino(), before);
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
    assert!(
        outcome.err.contains("can't be written") && outcome.err.contains("not all of it"),
        "{}",
        outcome.err
    );
    assert_eq!(names(path), ["in.aims.json", "pipe"]);
}

/// A limit on the file size stops the program in the middle of writing, always at the same byte.
#[test]
fn stopped_in_the_middle_of_writing_the_old_file_is_there() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("out.html"), "old").unwrap();
    let args = "report in.aims.json --format html --force --out out.html";
    for (shell, code) in [
        (format!("ulimit -f 4; exec \"$AIMS\" {args}"), None),
        (format!("trap '' XFSZ; ulimit -f 4; exec \"$AIMS\" {args}"), Some(1)),
    ] {
        let output = Command::new("sh")
            .args(["-c", &shell])
            .env("AIMS", env!("CARGO_BIN_EXE_aims"))
            .current_dir(path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), code, "killed by the signal, or told of the error");
        assert_eq!(fs::read_to_string(path.join("out.html")).unwrap(), "old");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(code.is_none() || said.contains("the file that was there is as it was"), "{said}");
        let left: Vec<String> =
            names(path).into_iter().filter(|name| name.starts_with(".aims-")).collect();
        assert_eq!(
            left.len(),
            usize::from(code.is_none()),
            "only a killed program leaves something behind: {left:?}"
        );
        for name in left {
            fs::remove_file(path.join(name)).unwrap();
        }
    }
    // And a name that was free stays free.
    fs::remove_file(path.join("out.html")).unwrap();
    let shell = format!("trap '' XFSZ; ulimit -f 4; exec \"$AIMS\" {args}");
    assert_eq!(
        Command::new("sh")
            .args(["-c", &shell])
            .env("AIMS", env!("CARGO_BIN_EXE_aims"))
            .current_dir(path)
            .output()
            .unwrap()
            .status
            .code(),
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
        let mut child = program(
            path,
            &["report", "in.aims.json", "--format", "html", "--force", "--out", "out.html"],
        )
        .spawn()
        .unwrap();
        let begun = std::time::Instant::now();
        // While it runs, a reader finds either the old file or the new one.
        let end = loop {
            let now = fs::read(&out).unwrap();
            assert!(now == old || now == new, "{} bytes of {}", now.len(), new.len());
            if round < 110 && begun.elapsed().as_micros() > round * 500 {
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
    assert!(
        seen[0] > 0 && seen[1] >= 10,
        "some were killed before the end, and some came to it: {seen:?}"
    );
}

#[test]
fn nothing_is_over_a_file_that_came_in_the_meantime() {
    // Ten processes want the same new name: one gets it, the others report that it is taken, and
    // the file is whole.
    let folder = folder();
    let children: Vec<_> = (0..10)
        .map(|_| {
            program(folder.path(), &["report", "in.aims.json", "--format", "md", "--out", "out.md"])
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let codes: Vec<i32> = children.into_iter().map(|child| finish(child, b"").code).collect();
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 1, 2].contains(code)));
    assert_eq!(names(folder.path()), ["in.aims.json", "out.md"]);
}
