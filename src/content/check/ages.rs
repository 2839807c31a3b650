//! Tells which facts about laws and frameworks were checked long ago. They are no mistakes, so they
//! are warnings.

use crate::content::source::{Problem, Source};

/// The months after which a fact should be checked again. Laws on AI change several times a year.
const MONTHS: u32 = 6;

/// Returns a warning for each framework whose facts were checked more than six months before
/// `today`, given as `2026-11-23`.
pub fn warnings(source: &Source, today: &str) -> Vec<Problem> {
    let Some(today) = parts(today) else { return Vec::new() };
    let frameworks = source.references.frameworks.iter();
    let old = frameworks.filter(|framework| {
        parts(&framework.as_of.value).is_some_and(|as_of| is_older(as_of, today))
    });
    old.map(|framework| {
        framework.as_of.problem(
            format!("`{}` was checked on {}", framework.id.value, framework.as_of.value),
            format!("more than {MONTHS} months ago: check its facts, then set the date anew"),
        )
    })
    .collect()
}

/// A date as months since the year 0, and the day of the month.
type Months = (u32, u32);

fn is_older((then, day): Months, (now, today): Months) -> bool {
    (then + MONTHS, day) < (now, today)
}

fn parts(date: &str) -> Option<Months> {
    let numbers: Vec<u32> = date.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = numbers[..] else { return None };
    Some((year.checked_mul(12)?.checked_add(month)?, day))
}
