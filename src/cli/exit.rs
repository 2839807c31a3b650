//! The exit codes, and refusals shared by several commands.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

use super::input;
use super::terminal::complain;

/// Something can't be read, used or written.
pub const BAD_INPUT: u8 = 1;
/// The arguments are wrong.
pub const WRONG_USAGE: u8 = 2;

/// Reports a problem with a file; returns the code for bad input.
pub fn refused(file: &Path, why: impl Display) -> ExitCode {
    complain(file, why);
    ExitCode::from(BAD_INPUT)
}

/// Reports that an input can't be read twice; returns the code for wrong usage.
pub fn refused_twice(file: &Path) -> ExitCode {
    let what = if input::is_standard_input(file) { "standard input" } else { "this pipe" };
    complain(
        file,
        format_args!(
            "{what} is named twice, and can be read only once. Save one of them as a file and name that"
        ),
    );
    ExitCode::from(WRONG_USAGE)
}
