//! Tests the plan: what is done when, in cases that a consultant could check by hand, and in what
//! must hold for every assessment.

use crate::common;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::{Effort, ISO42001, Phase};
use aims_assessment::language::Language;
use aims_assessment::scoring::plan::{Plan, Span, Work};
use common::{assessment, code, plan, report_of};
use proptest::prelude::*;

/// Writes a plan as `C4-1 p1 0-2/0-3 …`: code, priority, weeks of the short and the long course.
fn told(plan: &Plan) -> String {
    let span = |span: Span| format!("{}-{}", span.start, span.end);
    let work = |work: &Work| {
        let times = [work.short, work.long].map(span).join("/");
        format!("{} p{} {times}", code(work.question), work.priority)
    };
    plan.work.iter().map(work).collect::<Vec<_>>().join(", ")
}

#[test]
fn work_is_placed_by_what_it_waits_for_then_urgency_then_who_is_free() {
    for (answers, lanes, expected, weeks) in [
        // Nothing to do: the audit begins at once.
        ("all 3", 3, "", (4, 8)),
        ("", 3, "", (4, 8)),
        // An opportunity is no work.
        ("all 3, target A 5", 3, "", (4, 8)),
        // Quick work takes 2 or 3 weeks, medium 4 or 6, long 13 or 20.
        ("all 3, C5-1 2", 3, "C5-1 p1 0-2/0-3", (6, 11)),
        ("all 3, C7-1 2", 3, "C7-1 p1 0-4/0-6", (8, 14)),
        ("all 3, C8-1 2", 3, "C8-1 p1 0-13/0-20", (17, 28)),
        // C5-2 is critical and waits for C5-1, which is as urgent for that.
        ("all 3, C5-2 2, C5-1 2", 3, "C5-1 p1 0-2/0-3, C5-2 p1 2-4/3-6", (8, 14)),
        // Two pieces that wait for nothing go side by side, or one after the other.
        ("all 3, C5-1 2, A-3 1", 2, "C5-1 p2 0-2/0-3, A-3 p1 0-4/0-6", (8, 14)),
    ] {
        let plan = plan(answers, lanes);
        let mut found: Vec<&str> = Vec::new();
        let told = told(&plan);
        found.extend(told.split(", ").filter(|line| !line.is_empty()));
        let mut expected: Vec<&str> =
            expected.split(", ").filter(|line| !line.is_empty()).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{answers}");
        assert_eq!(plan.weeks(), weeks, "{answers}");
    }
}

#[test]
fn with_one_lane_the_most_urgent_comes_first() {
    let plan = plan("all 3, C5-2 1, C5-1 2, A-3 1, A-7 2", 1);
    assert_eq!(
        told(&plan),
        "C5-1 p1 0-2/0-3, C5-2 p1 2-4/3-6, A-3 p2 4-8/6-12, A-7 p4 8-21/12-32",
        "C5-1 has rank 3, but C5-2, the first, waits for it"
    );
    let next: Vec<_> = plan.next_30_days().map(|work| code(work.question)).collect();
    assert_eq!(next, ["C5-1", "C5-2"], "A-3 begins in week 4, the fifth");
}

#[test]
fn with_everything_to_do_more_hands_shorten_it_as_far_as_work_waits_for_work() {
    let weeks: Vec<_> = (1..=8).map(|lanes| plan("all 1", lanes).weeks()).collect();
    assert_eq!(
        weeks,
        [(194, 296), (102, 157), (73, 113), (55, 85), (55, 85), (55, 85), (55, 85), (55, 85)]
    );
}

#[test]
fn phases_are_labels_with_the_order_of_the_plan() {
    let plan = plan("all 1", 3);
    let phases = Phase::ALL
        .map(|phase| plan.phase(phase).map(|work| code(work.question)).collect::<Vec<_>>());
    assert_eq!(phases.iter().map(Vec::len).collect::<Vec<_>>(), [7, 30, 5]);
    insta::assert_snapshot!(phases.map(|phase| phase.join(" ")).join("\n"));
}

/// Adds the size of the organization.
fn of_size(mut assessment: Assessment, option: &str) -> Assessment {
    let topic = ISO42001.profile.iter().find(|topic| topic.id == "headcount").unwrap();
    let option = topic.options.iter().position(|known| *known == option).unwrap();
    assessment.profile.choose(topic, option, true);
    assessment
}

#[test]
fn lanes_follow_the_size_unless_they_are_set() {
    assert_eq!(assessment("all 1").lanes(), 3, "unsaid");
    for (size, lanes) in [("1-49", 2), ("50-249", 3), ("250-999", 4), ("1000+", 4)] {
        let mut assessment = of_size(assessment("all 1"), size);
        assert_eq!(assessment.lanes(), lanes, "{size}");
        assessment.plan.lanes = Some(7);
        assert_eq!(assessment.lanes(), 7, "{size}");
    }
}

#[test]
fn dates_count_from_the_start_or_the_day_of_the_report() {
    let mut assessment = assessment("all 3, C5-2 2, C5-1 2");
    // Start, first and last days of C5-1 in both courses, those of the audit
    for (start, work, audit) in [
        (None, "2026-11-23 2026-12-06 2026-12-13", "2026-12-21 2027-01-17 2027-02-28"),
        (
            Some("2028-02-15"),
            "2028-02-15 2028-02-28 2028-03-06",
            "2028-03-14 2028-04-10 2028-05-22",
        ),
    ] {
        assessment.plan.start = start.and_then(Date::parse);
        let report = report_of(&assessment, Language::English);
        let days = |when: &aims_assessment::report::When| {
            format!("{} {} {}", when.start, when.early, when.late)
        };
        assert_eq!(report.plan.tasks[0].code, "C5-1");
        assert_eq!(days(&report.plan.tasks[0].when), work);
        assert_eq!(days(report.plan.audit.as_ref().unwrap()), audit);
    }
    assert_eq!(
        report_of(&assessment, Language::French).plan.dates,
        "À partir du 15 février 2028, la fin se situe entre le 10 avril 2028 et le 22 mai 2028."
    );
}

#[test]
fn what_is_said_to_be_done_keeps_its_place() {
    let mut assessment = assessment("all 2");
    let before = report_of(&assessment, Language::English);
    for question in 0..ISO42001.questions.len() {
        assessment.plan.set(question, Action { done: Some(100), ..Action::default() });
    }
    let after = report_of(&assessment, Language::English);
    assert_eq!(after.plan.weeks, before.plan.weeks);
    let times = |report: &aims_assessment::report::Report| {
        let tasks = report.plan.tasks.iter().map(|task| (task.code, task.when.clone()));
        tasks.collect::<Vec<_>>()
    };
    assert_eq!(times(&after), times(&before));
    assert_eq!(after.plan.tasks[0].set, ["Done: 100%"]);
}

/// The weeks of a piece of work, in the short and in the long course (docs/method.md).
fn duration(question: usize) -> [u32; 2] {
    match ISO42001.questions[question].effort {
        Effort::Quick => [2, 3],
        Effort::Medium => [4, 6],
        Effort::Long => [13, 20],
    }
}

/// The prerequisites of a piece of work that are in the plan.
fn before<'p>(plan: &'p Plan, work: &Work) -> Vec<&'p Work> {
    let prerequisites = ISO42001.questions[work.question].prerequisites.iter();
    prerequisites.filter_map(|question| plan.of(*question)).collect()
}

/// The invariants of one course; with them, there is only one way to place the work.
fn course_holds(plan: &Plan, span: fn(&Work) -> Span, audit: Span) {
    let end = plan.work.iter().map(|work| span(work).end).max().unwrap_or(0);
    assert_eq!(audit.start, end, "the audit follows the last work");
    for work in &plan.work {
        for before in before(plan, work) {
            assert!(span(before).end <= span(work).start, "{} waits", code(work.question));
        }
    }
    for week in 0..end {
        let is_running = |work: &&Work| (span(work).start..span(work).end).contains(&week);
        let running = plan.work.iter().filter(is_running).count();
        assert!(running <= plan.lanes as usize, "week {week}: {running} at the same time");
        // Work that could have begun but begins later is less urgent than all that begins now, and
        // nobody was free for it.
        let could = |work: &&Work| {
            span(work).start > week
                && before(plan, work).iter().all(|before| span(before).end <= week)
        };
        for late in plan.work.iter().filter(could) {
            assert_eq!(running, plan.lanes as usize, "week {week}: {}", code(late.question));
            for begun in plan.work.iter().filter(|work| span(work).start == week) {
                assert!((begun.priority, begun.rank) < (late.priority, late.rank));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(common::cases(200)))]

    #[test]
    fn every_plan_keeps_to_the_method(levels in proptest::collection::vec(0_u32..=4, 42), lanes in 1_u32..=8) {
        let answer = |level: u32| if level == 0 { "-".to_owned() } else { level.to_string() };
        let answers: Vec<String> = levels
            .iter()
            .enumerate()
            .map(|(question, level)| format!("{} {}", code(question), answer(*level)))
            .collect();
        let answers = answers.join(", ");
        let scores = common::scores(&answers);
        let plan = plan(&answers, lanes);
        course_holds(&plan, |work| work.short, plan.short_audit);
        course_holds(&plan, |work| work.long, plan.long_audit);
        prop_assert_eq!(plan.short_audit.end - plan.short_audit.start, 4);
        prop_assert_eq!(plan.long_audit.end - plan.long_audit.start, 8);
        for work in &plan.work {
            let weeks = [work.short, work.long].map(|span| span.end - span.start);
            prop_assert_eq!(weeks, duration(work.question));
            prop_assert_eq!(scores.gaps[work.rank - 1].question, work.question);
            // As urgent as what waits for it, and not more urgent than the most urgent of these.
            let waiting = plan.work.iter().filter(|other| {
                before(&plan, other).iter().any(|before| before.question == work.question)
            });
            let best = waiting.map(|other| other.priority).min().unwrap_or(work.rank);
            prop_assert_eq!(work.priority, best.min(work.rank));
        }
        // Every gap but opportunities, in the order of the plan.
        let mut planned: Vec<usize> = plan.work.iter().map(|work| work.question).collect();
        planned.sort_unstable();
        let mut to_close: Vec<usize> = scores.to_close().map(|gap| gap.question).collect();
        to_close.sort_unstable();
        prop_assert_eq!(planned, to_close);
        prop_assert!(plan.work.is_sorted_by_key(|work| (work.short.start, work.priority, work.rank)));
        prop_assert_eq!(Phase::ALL.map(|phase| plan.phase(phase).count()).iter().sum::<usize>(), plan.work.len());
        prop_assert!(plan.next_30_days().all(|work| work.short.start <= 3));
    }
}

/// No duration without a verdict: where too little is answered, the plan says how much is missing,
/// and names what is known to be done without a date.
#[test]
fn what_is_not_answered_is_not_planned() {
    for (language, nothing, too_early) in [
        (
            Language::English,
            "There is no plan yet",
            [
                "Can’t be estimated yet: 40 questions",
                "Can’t be estimated yet: 1 question unanswered.",
            ],
        ),
        (
            Language::French,
            "Il n’y a pas encore de plan",
            [
                "Impossible à estimer\u{a0}: 40 questions",
                "Impossible à estimer\u{a0}: 1 question sans réponse.",
            ],
        ),
    ] {
        let plan = |answers: &str| report_of(&assessment(answers), language).plan.clone();
        let without = plan("");
        assert!(without.total.starts_with(nothing) && without.dates.is_empty());
        assert!(without.audit.is_none() && without.tasks.is_empty());
        for (answers, total) in ["C4-3 3, C5-2 2", "all 2, C9-4 -"].into_iter().zip(too_early) {
            let plan = plan(answers);
            assert!(plan.total.starts_with(total), "{}", plan.total);
            assert_eq!((plan.weeks, plan.dates.as_str(), plan.audit.is_none()), ((0, 0), "", true));
            let undated = |task: &aims_assessment::report::Task| {
                task.when.start.is_empty() && task.when.end().is_empty()
            };
            assert!(!plan.tasks.is_empty() && plan.tasks.iter().all(undated));
            let report = report_of(&assessment(answers), language);
            assert!(report.phases.iter().all(|phase| phase.nothing.is_none()), "nobody knows");
        }
        assert!(plan("all 2").audit.is_some() && !plan("all 2").dates.is_empty());
    }
}
