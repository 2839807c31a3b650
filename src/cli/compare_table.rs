//! The output of `aims compare`: two assessments side by side, as text for a terminal.

use std::fmt::Write;

use crate::assessment::answers::Choice;
use crate::content::questionnaire::Questionnaire;
use crate::language::Language;
use crate::report::comparison::ComparisonReport;
use crate::scoring::comparison::{Change, Comparison, ScoreChange};

/// Writes the verdict, the scores of both, then the questions that changed. In English, as
/// everything on the command line.
pub fn write(
    questionnaire: &Questionnaire,
    comparison: &Comparison,
    report: &ComparisonReport,
) -> String {
    let mut out = String::new();
    // Writing into a String can't fail.
    for sentence in report.verdict.iter().chain(&report.warnings) {
        let _ = writeln!(out, "{sentence}");
    }
    let _ = writeln!(out);
    let _ = scores(&mut out, questionnaire, comparison, report);
    let _ = questions(&mut out, questionnaire, comparison);
    out
}

fn scores(
    out: &mut String,
    questionnaire: &Questionnaire,
    comparison: &Comparison,
    report: &ComparisonReport,
) -> std::fmt::Result {
    let texts = Language::English.texts();
    let [one, other, change] = report.sides;
    writeln!(out, "{:<3} {:<29} {one:>7} {other:>6} {change:>6}", "Id", "Domain")?;
    writeln!(out, "{}", row("", "Overall", comparison.overall))?;
    for (index, change) in comparison.domains.iter().enumerate() {
        writeln!(
            out,
            "{}",
            row(questionnaire.domains[index].id, texts.domains[index].title, *change)
        )?;
    }
    let [before, after] = comparison.readiness.map(crate::scoring::Readiness::id);
    writeln!(out, "\nReadiness   {before} → {after}")?;
    let codes = |questions: &[usize]| match questions {
        [] => "–".to_owned(),
        some => some
            .iter()
            .map(|question| questionnaire.questions[*question].code)
            .collect::<Vec<_>>()
            .join(", "),
    };
    // Two organizations have no progress from the one to the other.
    let are_two_organisations = report.trend.is_none();
    let [closed, new] = if are_two_organisations {
        ["Gaps in the first alone ", "Gaps in the second alone"]
    } else {
        ["Gaps closed", "New gaps   "]
    };
    writeln!(out, "{closed} {}", codes(&comparison.closed_gaps))?;
    writeln!(out, "{new} {}", codes(&comparison.new_gaps))
}

fn row(id: &str, title: &str, change: ScoreChange) -> String {
    let shown = |score| Language::English.score(score);
    let by = change.tenths().map_or("–".to_owned(), |tenths| {
        let sign = match tenths {
            0 => "",
            1.. => "+",
            _ => "-",
        };
        format!("{sign}{}.{}", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
    });
    format!("{id:<3} {title:<29} {:>7} {:>6} {by:>6}", shown(change.before), shown(change.after))
}

fn questions(
    out: &mut String,
    questionnaire: &Questionnaire,
    comparison: &Comparison,
) -> std::fmt::Result {
    for change in Change::ALL.into_iter().filter(|change| *change != Change::Same) {
        let questions = comparison.questions_that_are(change);
        if questions.is_empty() {
            continue;
        }
        writeln!(out, "\n{}: {}", change.id(), questions.len())?;
        for index in questions {
            let question = &comparison.questions[index];
            writeln!(
                out,
                "  {:<6} {} → {}  {}",
                questionnaire.questions[index].code,
                shown(question.before),
                shown(question.after),
                Language::English.texts().questions[index].title
            )?;
        }
    }
    Ok(())
}

fn shown(choice: Option<Choice>) -> String {
    match choice {
        None => "–".to_owned(),
        Some(Choice::Level(level)) => level.number().to_string(),
        Some(Choice::Unknown) => "?".to_owned(),
        Some(Choice::NotApplicable) => "n/a".to_owned(),
    }
}
