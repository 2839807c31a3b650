//! Measures the page in the folders named on the command line (`COUNT=FOLDER`), for `cargo xtask
//! bench`. Prints a table of medians with their range.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::Path;

use anyhow::{Context, Result};
use browser_tests::measuring::{Figures, Pace, visit};

#[tokio::main]
async fn main() -> Result<()> {
    let rounds: usize =
        std::env::var("AIMS_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    println!("| questions | pace | what | median | from | to |\n|---:|---|---|---:|---:|---:|");
    for given in std::env::args().skip(1) {
        let (count, folder) =
            given.split_once('=').with_context(|| format!("`{given}` is not COUNT=FOLDER"))?;
        for (pace, name) in
            [(Pace::Plain, "plain"), (Pace::Slow, "CPU 4×"), (Pace::SlowAndFar, "CPU 4×, slow 4G")]
        {
            // The network's share doesn't depend on the number of questions.
            if pace == Pace::SlowAndFar && count != "42" {
                continue;
            }
            // A visit to thousands of questions takes minutes, and its figures vary little.
            let rounds = if count.parse::<usize>().is_ok_and(|count| count > 1000) {
                rounds.min(2)
            } else {
                rounds
            };
            let mut all: Vec<Figures> = Vec::new();
            for round in 0..rounds {
                eprintln!("{count} questions, {name}, round {} of {rounds}", round + 1);
                all.push(visit(Path::new(folder), pace).await?);
            }
            print(count, name, &all);
        }
    }
    Ok(())
}

fn print(count: &str, pace: &str, all: &[Figures]) {
    let Some(first) = all.first() else { return };
    for (index, (what, _)) in first.iter().enumerate() {
        let mut values: Vec<f64> = all.iter().map(|figures| figures[index].1).collect();
        values.sort_by(f64::total_cmp);
        let (median, from, to) = (values[values.len() / 2], values[0], values[values.len() - 1]);
        println!("| {count} | {pace} | {what} | {median:.1} | {from:.1} | {to:.1} |");
    }
}
