//! `aims compare`: what changed between two answers files.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::compare_table;
use super::exit::{refused, refused_twice};
use super::input::{self, open};
use super::output::refused_output;
use super::terminal::print_lines;
use crate::content::questionnaire::ISO42001;
use crate::scoring;
use crate::scoring::comparison::{Comparison, Side};

/// Prints the comparison. The exit code tells whether both files could be read.
///
/// # Errors
/// If the result can't be written.
pub fn compare(earlier: &Path, later: &Path) -> io::Result<ExitCode> {
    if let Some(twice) = input::named_twice([earlier, later].into_iter()) {
        return Ok(refused_twice(twice));
    }
    if let Some(code) = refused_output(&[earlier, later]) {
        return Ok(code);
    }
    let mut sides = Vec::new();
    for file in [earlier, later] {
        match open(file) {
            Ok(opened) => {
                sides.push((scoring::score(&ISO42001, &opened.assessment), opened.assessment));
            }
            Err(why) => return Ok(refused(file, why)),
        }
    }
    let sides: Vec<Side> =
        sides.iter().map(|(scores, assessment)| Side { assessment, scores }).collect();
    if let [before, after] = sides[..] {
        print_lines(&compare_table::write(&ISO42001, &Comparison::new(&ISO42001, before, after)))?;
    }
    Ok(ExitCode::SUCCESS)
}
