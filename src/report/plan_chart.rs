//! Data for a drawing of the plan, besides the weeks: the grid behind the bars, and the settings of
//! a piece of work.

use crate::assessment::plan_input::Action;
use crate::content::date::Date;
use crate::language::text::printed;
use crate::language::{Language, fill};
use crate::scoring::plan::Work;

/// A line of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Days from the start.
    pub day: u32,
    /// The name of the time that begins there: `Jan`, or `week 13` of a plan without a start.
    pub label: String,
    /// Its year, where it isn't that of the mark before.
    pub year: Option<String>,
}

/// The settings of a piece of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// The person or function in charge; may be empty.
    pub owner: String,
    /// The day on which it is meant to start, in words.
    pub start: Option<String>,
    /// The day until which it is meant to be done, in words.
    pub due: Option<String>,
    /// How much is done: `40%`.
    pub done: Option<String>,
    /// The same as a number.
    pub percent: u32,
    /// A note; may be empty.
    pub note: String,
    /// The days from the start of the plan to the own start, or else the planned one, and to the
    /// end of the day on which it is due; `None` without that.
    pub days: Option<(i32, i32)>,
}

impl Own {
    /// Whether it was said to be done. The gap stands until its answer changes.
    pub fn is_done(&self) -> bool {
        self.percent >= Action::MOST_DONE
    }
}

/// The settings of an action, with its days from the start of the plan.
pub(super) fn own(language: Language, start: Option<Date>, work: &Work, action: &Action) -> Own {
    let words = |date: Option<Date>| date.map(|date| language.date(&date.to_string()));
    let days = start.zip(action.due).map(|(start, due)| {
        let planned = start.plus_days(7 * work.short.start);
        (action.start.unwrap_or(planned).days_since(start), due.days_since(start) + 1)
    });
    Own {
        owner: printed(&action.owner),
        start: words(action.start),
        due: words(action.due),
        done: action.done.map(|done| language.percent(done)),
        percent: action.done.unwrap_or(0),
        note: printed(&action.note),
        days,
    }
}

/// The month of a day, as a heading: `December 2026`.
pub(super) fn month(language: Language, day: Date) -> String {
    let months = language.texts().phrases.date_months;
    let name = of_list(months, day);
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
    format!("{}{} {}", first.unwrap_or_default(), letters.as_str(), day.year())
}

/// The name of a day's month, of a list of twelve.
fn of_list(months: &'static str, day: Date) -> &'static str {
    let place = usize::try_from(day.month() - 1).unwrap_or(0);
    months.split(' ').nth(place).unwrap_or_default()
}

/// The interval of the labels in weeks.
fn step(weeks: u32) -> u32 {
    match weeks {
        0..=26 => 4,
        27..=80 => 13,
        81..=160 => 26,
        _ => 52,
    }
}

/// The months between two marks, so that at most some thirteen labels stand side by side.
fn months(weeks: u32) -> i32 {
    match weeks {
        0..=52 => 1,
        53..=156 => 3,
        _ => 6,
    }
}

/// The grid of a plan of so many weeks: its start and the beginnings of months, or every few weeks
/// of a plan without a start.
pub(super) fn marks(language: Language, start: Option<Date>, weeks: u32) -> Vec<Mark> {
    let t = &language.texts().phrases;
    let Some(start) = start else {
        let label = |week: u32| fill(t.plan_week, &[("n", &week.to_string())]);
        let weeks = (0..weeks).step_by(step(weeks) as usize);
        return weeks
            .map(|week| Mark { day: 7 * week, label: label(week + 1), year: None })
            .collect();
    };
    let step = months(weeks);
    let mut days = vec![(0, start)];
    let mut next = start.next_month();
    while let Some(day) = u32::try_from(next.days_since(start)).ok().filter(|day| *day < 7 * weeks)
    {
        if (next.month() - 1) % step == 0 {
            days.push((day, next));
        }
        next = next.next_month();
    }
    // Where the first beginning of a month is near, its label takes the place of that of the start.
    let is_near = days.get(1).is_some_and(|(day, _)| *day < 20 * step.unsigned_abs());
    let mut year = None;
    days.into_iter()
        .map(|(day, date)| {
            if day == 0 && is_near {
                return Mark { day, label: String::new(), year: None };
            }
            let is_new = year.replace(date.year()) != Some(date.year());
            Mark {
                day,
                label: of_list(t.date_months_short, date).to_owned(),
                year: is_new.then(|| date.year().to_string()),
            }
        })
        .collect()
}
