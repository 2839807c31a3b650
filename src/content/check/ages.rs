//! Tells which facts about laws and frameworks were checked long ago. They are no mistakes, so they
//! are warnings.

use crate::content::date::Date;
use crate::content::source::{Problem, Source};

/// The months after which a fact should be checked again. Laws on AI change several times a year.
const MONTHS: i32 = 6;

/// Returns a warning for each framework whose facts were checked more than six months before
/// `today`, given as `2026-11-23`.
pub fn warnings(source: &Source, today: &str) -> Vec<Problem> {
    let Some(today) = Date::parse(today) else { return Vec::new() };
    let frameworks = source.references.frameworks.iter();
    let old = frameworks.filter(|framework| {
        Date::parse(&framework.as_of.value).is_some_and(|as_of| is_older(as_of, today))
    });
    old.map(|framework| {
        framework.as_of.problem(
            format!("`{}` was checked on {}", framework.id.value, framework.as_of.value),
            format!("more than {MONTHS} months ago: check its facts, then set the date anew"),
        )
    })
    .collect()
}

fn is_older(then: Date, now: Date) -> bool {
    let months = |date: Date| (12 * date.year() + date.month(), date.day());
    let (then, day) = months(then);
    (then + MONTHS, day) < months(now)
}
