//! The plan in words: what is done when, the next 30 days, and the four phases.

use super::gaps::GapReport;
use super::named::Named;
use super::plan_chart::{self, Mark, Own};
use super::sources::Sources;
use crate::assessment::plan_input::Action;
use crate::content::date::Date;
use crate::content::questionnaire::Phase;
use crate::language::text::printed;
use crate::language::{Language, fill};
use crate::scoring::plan::{Plan, Span, Work};
use crate::scoring::{GapClass, Scores};

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanReport {
    /// The first day; `None` without one, or without an estimate.
    pub start: Option<Date>,
    /// The end of the audit in weeks, in the short and in the long course; 0 where that can't be
    /// estimated.
    pub weeks: (u32, u32),
    /// `An estimate: 70 to 108 weeks, audit included, with 3 pieces of work at a time.`
    pub total: String,
    /// `Starting on …, that ends between … and ….`; empty without a start or an estimate.
    pub dates: String,
    /// The gaps to close, in the order of the plan.
    pub tasks: Vec<Task>,
    /// When the audit is; `None` where no plan can be estimated.
    pub audit: Option<When>,
    /// The days from the start to the end of the audit in the long course.
    pub days: u32,
    /// The lines of the grid behind the bars.
    pub marks: Vec<Mark>,
}

impl PlanReport {
    /// A plan without a duration and without dates; `total` says why.
    fn unestimated(total: String, tasks: Vec<Task>) -> Self {
        let (dates, marks) = (String::new(), Vec::new());
        Self { start: None, weeks: (0, 0), total, dates, tasks, audit: None, days: 0, marks }
    }

    /// The tasks that begin in the next 30 days.
    pub fn next_30_days(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(|task| task.is_next)
    }

    /// The number of critical gaps that begin later and wait for a task of the next 30 days, or for
    /// what waits for it.
    pub fn critical_that_wait(&self) -> usize {
        // A task stands behind all that it waits for.
        let mut waiting: Vec<&str> = Vec::new();
        for task in &self.tasks {
            let waits = task.waits_for.iter().any(|first| waiting.contains(&first.code));
            if task.is_next || waits {
                waiting.push(task.code);
            }
        }
        let is_critical = |task: &&Task| task.class == GapClass::Critical && !task.is_next;
        let critical = self.tasks.iter().filter(is_critical);
        critical.filter(|task| waiting.contains(&task.code)).count()
    }

    /// What stands below the next 30 days: how many critical gaps wait for them, and how long all
    /// of the plan takes.
    pub fn about_next(&self, language: Language) -> String {
        let waiting = self.critical_that_wait();
        let phrase = language.texts().phrases.plan_unblocks;
        let waiting = (waiting > 0).then(|| fill(phrase, &[("n", &waiting.to_string())]));
        waiting.into_iter().chain([self.total.clone()]).collect::<Vec<_>>().join(" ")
    }
}

/// When something is done; empty where no plan can be estimated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// In the short course.
    pub short: Span,
    /// In the long course.
    pub long: Span,
    /// The first day, in the short course: `2026-12-01`, or `week 1` of a plan without a start.
    pub start: String,
    /// The last day, in the short course.
    pub early: String,
    /// The last day, in the long course.
    pub late: String,
    /// `Start 2026-12-01 · Done by 2026-12-14 – 2026-12-21`.
    pub words: String,
}

impl When {
    /// `2026-12-14 – 2026-12-21`; empty where no plan can be estimated.
    pub fn end(&self) -> String {
        if self.late.is_empty() {
            return String::new();
        }
        format!("{} – {}", self.early, self.late)
    }
}

/// A gap to close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The rank of the gap.
    pub rank: usize,
    /// Index of the question.
    pub question: usize,
    /// The question's code.
    pub code: &'static str,
    /// Its short title.
    pub title: &'static str,
    /// The deliverable.
    pub deliverable: &'static str,
    /// The class of the gap.
    pub class: GapClass,
    /// The class in words.
    pub class_name: &'static str,
    /// The effort in words.
    pub effort: &'static str,
    /// The number of its phase, 1 to 3.
    pub phase: u32,
    /// The month in which it begins: `December 2026`; empty for a plan without a start.
    pub month: String,
    /// When it is done.
    pub when: When,
    /// Whether it begins in the next 30 days.
    pub is_next: bool,
    /// The gaps to close first.
    pub waits_for: Vec<Named>,
    /// The respondent's settings for it, a line each: `Owner: …`.
    pub set: Vec<String>,
    /// The same, each by itself, as it is drawn.
    pub own: Own,
    /// The same as it was given.
    pub action: Action,
}

/// A phase of the road to certification: a label, as nothing waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseReport {
    /// 1 to 4.
    pub number: usize,
    /// Its name.
    pub name: &'static str,
    /// The work in it, in a sentence or two.
    pub text: &'static str,
    /// The gaps to close, in the order of the plan.
    pub tasks: Vec<Task>,
    /// The remark that there is nothing to do, if the phase could close gaps and there are none.
    /// The audit itself closes none.
    pub nothing: Option<&'static str>,
}

/// The plan in words. It starts on the day that the respondent set, else on that of the report.
pub fn plan(sources: &Sources, scores: &Scores, plan: &Plan, gaps: &[GapReport]) -> PlanReport {
    let Sources { assessment, language, made_on, .. } = *sources;
    let t = &language.texts().phrases;
    if scores.overall.answered == 0 {
        return PlanReport::unestimated(t.plan_without_answers.to_owned(), Vec::new());
    }
    let start = assessment.plan.start.or_else(|| Date::parse(made_on));
    let tasks = plan.work.iter().filter_map(|work| {
        let gap = gaps.get(work.rank.checked_sub(1)?)?;
        Some(task(sources, work, gap, start))
    });
    if scores.provisional {
        return unestimated(sources, scores, tasks.collect());
    }
    let (short, long) = plan.weeks();
    let total = language.counted(plan.lanes as usize, t.plan_estimate_one, t.plan_estimate_other);
    let weeks = [short, long].map(|weeks| weeks.to_string());
    PlanReport {
        start,
        weeks: (short, long),
        total: fill(&total, &[("short", &weeks[0]), ("long", &weeks[1])]),
        dates: start.map(|start| dates(language, start, [short, long])).unwrap_or_default(),
        tasks: tasks.collect(),
        audit: Some(when(language, start, plan.short_audit, plan.long_audit)),
        days: 7 * long,
        marks: plan_chart::marks(language, start, long),
    }
}

/// The work that is known so far, in its order, without a duration and without dates: what is not
/// answered may add to it.
fn unestimated(sources: &Sources, scores: &Scores, tasks: Vec<Task>) -> PlanReport {
    let t = &sources.language.texts().phrases;
    let open = scores.overall.open();
    let undated = |task: Task| Task {
        when: When::default(),
        month: String::new(),
        own: Own::default(),
        ..task
    };
    let total = sources.language.counted(open, t.plan_too_early_one, t.plan_too_early_other);
    PlanReport::unestimated(total, tasks.into_iter().map(undated).collect())
}

fn dates(language: Language, start: Date, weeks: [u32; 2]) -> String {
    let [first, last] =
        weeks.map(|weeks| language.date(&start.plus_days(last_day(weeks)).to_string()));
    let start = language.date(&start.to_string());
    let phrase = language.texts().phrases.plan_dates;
    fill(phrase, &[("start", &start), ("first", &first), ("last", &last)])
}

/// Days from the start of the plan to the last day of what ends after so many weeks.
pub fn last_day(weeks: u32) -> u32 {
    (7 * weeks).saturating_sub(1)
}

fn when(language: Language, start: Option<Date>, short: Span, long: Span) -> When {
    let t = &language.texts().phrases;
    let week = |n: u32| fill(t.plan_week, &[("n", &n.to_string())]);
    let [start, early, late] = match start {
        Some(start) => [
            start.plus_days(7 * short.start).to_string(),
            start.plus_days(last_day(short.end)).to_string(),
            start.plus_days(last_day(long.end)).to_string(),
        ],
        None => [short.start + 1, short.end, long.end].map(week),
    };
    let words = format!("{} {start} · {} {early} – {late}", t.plan_start, t.plan_end);
    When { short, long, start, early, late, words }
}

fn task(sources: &Sources, work: &Work, gap: &GapReport, start: Option<Date>) -> Task {
    let Sources { assessment, language, .. } = *sources;
    let action = assessment.plan.action(work.question);
    let first_day = start.map(|start| start.plus_days(7 * work.short.start));
    Task {
        rank: gap.rank,
        question: gap.question,
        code: gap.code,
        title: gap.title,
        deliverable: gap.deliverable,
        class: gap.class,
        class_name: gap.class_name,
        effort: gap.effort_name,
        phase: work.phase.number(),
        month: first_day.map(|day| plan_chart::month(language, day)).unwrap_or_default(),
        when: when(language, start, work.short, work.long),
        is_next: work.is_next(),
        waits_for: gap.waits_for.clone(),
        set: action.map(|action| set(language, action)).unwrap_or_default(),
        own: action
            .map(|action| plan_chart::own(language, start, work, action))
            .unwrap_or_default(),
        action: action.map(given).unwrap_or_default(),
    }
}

/// The settings of an action, with its texts as they are printed.
fn given(action: &Action) -> Action {
    let (owner, note) = (printed(&action.owner), printed(&action.note));
    Action { owner, note, ..action.clone() }
}

/// The settings of an action, a line each.
fn set(language: Language, action: &Action) -> Vec<String> {
    let t = &language.texts().phrases;
    let date = |date: Option<Date>| date.map(|date| language.date(&date.to_string()));
    let text = |text: &str| Some(printed(text)).filter(|text| !text.trim().is_empty());
    let lines = [
        (t.plan_owner, text(&action.owner)),
        (t.plan_start, date(action.start)),
        (t.plan_due, date(action.due)),
        (t.plan_done, action.done.map(|done| language.percent(done))),
        (t.plan_note, text(&action.note)),
    ];
    let line = |(name, value): (&str, Option<String>)| {
        Some(fill(t.references_about, &[("place", name), ("about", &value?)]))
    };
    lines.into_iter().filter_map(line).collect()
}

/// The four phases; the last one is the audit.
pub fn phases(sources: &Sources, plan: &PlanReport) -> Vec<PhaseReport> {
    let t = &sources.language.texts().phrases;
    let words = [
        (t.plan_phase_1, t.plan_phase_1_text),
        (t.plan_phase_2, t.plan_phase_2_text),
        (t.plan_phase_3, t.plan_phase_3_text),
        (t.plan_phase_4, t.plan_phase_4_text),
    ];
    let phases = words.into_iter().zip(1_u32..).map(|((name, text), number)| {
        let tasks: Vec<Task> =
            plan.tasks.iter().filter(|task| task.phase == number).cloned().collect();
        // Questions without an answer may bring work into it.
        let is_known = plan.audit.is_some();
        let is_nothing = is_known && tasks.is_empty() && number as usize <= Phase::ALL.len();
        PhaseReport {
            number: number as usize,
            name,
            text,
            tasks,
            nothing: is_nothing.then_some(t.plan_nothing),
        }
    });
    phases.collect()
}
