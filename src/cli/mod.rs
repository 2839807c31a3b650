//! The command line, `aims`: the same figures as the page, from files.
//!
//! Results go to standard output, errors to standard error. Exit codes: 0 good; 1 something can't
//! be read, used or written; 2 wrong usage, which other arguments would fix.
//!
//! Uses `content`, `assessment`, `scoring`, `language`, `report`, `brand` and `export`. Knows
//! nothing of the page: neither `browser` nor `app`.

mod arguments;
mod brand;
mod check;
mod compare;
pub mod compare_table;
mod exit;
mod folder;
mod input;
mod names;
mod output;
mod report;
mod score;
pub mod scores_table;
mod terminal;
mod today;

use std::env;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use arguments::{Cli, Command};
use clap::Parser;
use exit::{BAD_INPUT, WRONG_USAGE};
use report::{Output, Wanted};
use terminal::{name, say};

/// Runs the command of the program's arguments.
pub fn run() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(Cli { command }) => command,
        Err(error) => return answered(&error),
    };
    let outcome = match command {
        Command::Score { files, names, format } => score::score(&files, names, format),
        Command::Report { file, format, content, lang, date, earlier, out, force } => {
            let wanted = Wanted { format: format.into(), language: lang.into(), date };
            let place = Output { out: &out, force };
            report::write(&file, earlier.as_deref(), &wanted, content.into(), &place)
        }
        Command::Compare { earlier, later, format, lang, date, out, force } => {
            let files = [earlier.as_path(), later.as_path()];
            match format.zip(out.as_deref()) {
                Some((format, out)) => {
                    let wanted = Wanted { format: format.into(), language: lang.into(), date };
                    compare::write(files, &wanted, &Output { out, force })
                }
                None => compare::compare(files),
            }
        }
        Command::Check { folder, today, coverage } => check::check(&folder, today, coverage),
        Command::Brand { file, frame_ancestors } => brand::print(&file, frame_ancestors),
    };
    ended(outcome)
}

/// Handles arguments that can't be parsed, or that ask for help; returns the code for wrong usage,
/// or for success.
fn answered(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return ended(error.print().map(|()| ExitCode::SUCCESS));
    }
    // The message contains the arguments, which may be file names that a pattern brought; so it is
    // made again from their escaped form.
    let shown = Cli::try_parse_from(env::args_os().map(|argument| name(Path::new(&argument))));
    let told =
        shown.err().map_or_else(|| error.render().to_string(), |error| error.render().to_string());
    say(told.trim_end());
    ExitCode::from(WRONG_USAGE)
}

fn ended(outcome: io::Result<ExitCode>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        // The reader of the output has closed it: `aims score … | head` is no error.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("aims: the result can't be written: {error}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}
