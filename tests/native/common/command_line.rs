//! Runs `aims` in tests.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Exit code and output of a run; all output must be UTF-8.
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// An answers file that can be read.
pub const GOOD: &str = "tests/files/beginner.aims.json";

/// Returns the text of [`GOOD`].
pub fn good() -> String {
    std::fs::read_to_string(GOOD).unwrap()
}

/// Creates a folder with one answers file, `in.aims.json`.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.aims.json"), good()).unwrap();
    folder
}

/// Creates a named pipe.
pub fn mkfifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aims"));
    command.args(args).current_dir(folder);
    command
}

pub fn aims(args: &[&str]) -> Outcome {
    aims_in(Path::new("."), args, b"")
}

pub fn aims_in(folder: &Path, args: &[&str], input: &[u8]) -> Outcome {
    let mut command = program(folder, args);
    finish(
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap(),
        input,
    )
}

/// Passes the input to a program and waits for its end.
pub fn finish(mut child: Child, input: &[u8]) -> Outcome {
    let mut to_it = child.stdin.take();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // It may end without having read everything.
        let _ = to_it.as_mut().map(|to_it| to_it.write_all(&input));
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}
