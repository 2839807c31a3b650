//! Tests the plan as the page shows it: rows, what is set for them, and what fields take.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::Assessment;
use aims_assessment::assessment::plan_input::Action;
use aims_assessment::content::date::Date;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::Report;
use aims_assessment::view::patch::{Patch, PatchValue};
use aims_assessment::view::plan::{self, ActionField, Field, Typed};
use aims_assessment::view::report_html::{self, Medium};
use common::{assessment, report_of};
use scraper::{Html, Selector};

fn question(code: &str) -> usize {
    ISO42001.question(code).unwrap()
}

fn values(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|it| it.attr(attribute).map(str::to_owned)).collect()
}

fn text(page: &Html, selector: &str) -> String {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).flat_map(|element| element.text()).collect()
}

/// The rows of the plan as the page shows them.
fn rows(report: &Report) -> Html {
    let rows = plan::rows(report);
    let PatchValue::Content(html) = rows.value() else { panic!("no rows") };
    Html::parse_fragment(html)
}

/// Returns the text that a patch puts into the place with this selector.
fn patched(patches: &[Patch], selector: &str) -> String {
    let patch = patches.iter().find(|patch| patch.selector() == selector);
    match patch.unwrap_or_else(|| panic!("no {selector}")).value() {
        PatchValue::Content(text) | PatchValue::Text(text) => text.clone(),
        PatchValue::Attribute(_, value) => value.clone().unwrap_or_default(),
        PatchValue::Flag(_, is_so) => is_so.to_string(),
    }
}

fn parts(assessment: &Assessment, language: Language, bad: &[Field]) -> Vec<Patch> {
    plan::parts(&report_of(assessment, language), assessment, bad)
}

#[test]
fn each_piece_of_work_is_a_row_with_its_class_its_days_and_what_it_waits_for() {
    for (language, days, month, after) in [
        (
            Language::English,
            "November 23, 2026 – December 6, 2026, at the longest December 13, 2026 · Phase 1",
            "December 2026",
            "after C5-1 ",
        ),
        (
            Language::French,
            "23 novembre 2026 – 6 décembre 2026, au plus long le 13 décembre 2026 · Phase 1",
            "Décembre 2026",
            "après C5-1 ",
        ),
    ] {
        let mut answers = assessment("all 3, C5-2 2, C5-1 2, C7-1 2");
        answers.plan.lanes = Some(1);
        let report = report_of(&answers, language);
        let page = rows(&report);
        assert_eq!(values(&page, "[data-plan]", "data-plan"), ["C5-1", "C5-2", "C7-1"]);
        assert_eq!(values(&page, "[data-plan]", "data-class"), ["medium", "critical", "medium"]);
        let classes: Vec<_> = report.plan.tasks.iter().map(|task| task.class_name).collect();
        assert_eq!(text(&page, "[data-plan] .tag"), classes.concat());
        assert_eq!(text(&page, "[data-plan=C5-1] .days"), days);
        assert!(text(&page, "[data-plan=C5-2] .waits").contains(after));
        assert_eq!(
            values(&page, "[data-plan=C5-2] .waits a", "href"),
            ["#/question/C5-1"],
            "what it waits for is a link"
        );
        assert_eq!(
            values(&page, "section[data-list=next] [data-plan]", "data-plan"),
            ["C5-1", "C5-2"]
        );
        assert_eq!(text(&page, "section:not([data-list]) h3"), month);
    }
}

#[test]
fn the_next_days_say_how_many_critical_gaps_wait_for_them() {
    for (answers, waiting) in [
        // C9-4 waits for C9-1, which takes four weeks.
        ("all 3, C9-4 2, C9-1 2", 1),
        // With other work before C9-1, it does not begin in these days.
        ("all 3, C9-4 2, C9-1 2, C5-1 2, C5-2 1", 0),
        // C5-2 waits for C5-1, yet begins in these days too.
        ("all 3, C5-2 2, C5-1 2", 0),
        ("all 3, C5-2 2", 0),
        ("all 3, C5-1 2", 0),
        ("", 0),
    ] {
        let mut answers = assessment(answers);
        answers.plan.lanes = Some(1);
        let report = report_of(&answers, Language::English);
        assert_eq!(report.plan.critical_that_wait(), waiting, "{:?}", report.plan.tasks);
        let told = report.plan.about_next(Language::English);
        let expected = format!("Critical gaps that wait for this work: {waiting}. ");
        assert_eq!(told.contains(&expected), waiting > 0, "{told}");
        assert!(told.ends_with(&report.plan.total));
    }
}

#[test]
fn the_grid_has_the_beginnings_of_months_at_their_days() {
    let mut answers = assessment("all 3, C5-2 2, C5-1 2");
    answers.plan.start = Date::parse("2028-01-20");
    let report = report_of(&answers, Language::French);
    let marks: Vec<_> = report
        .plan
        .marks
        .iter()
        .map(|mark| (mark.day, mark.label.as_str(), mark.year.as_deref()))
        .collect();
    // 14 weeks: 98 days; 12 days are too few for two labels, and the month is told; 2028 is a leap
    // year.
    let months = [(12, "févr.", Some("2028")), (41, "mars", None), (72, "avr.", None)];
    assert_eq!(marks, [&[(0, "", None)][..], &months].concat());
    // Every third month of a long plan, where a new year says its number.
    let mut answers = assessment("all 1");
    answers.plan.start = Date::parse("2026-12-01");
    let report = report_of(&answers, Language::English);
    let marks: Vec<_> = report.plan.marks.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(marks, ["", "Jan", "Apr", "Jul", "Oct", "Jan", "Apr", "Jul", "Oct", "Jan"]);
    let years: Vec<_> = report.plan.marks.iter().filter_map(|mark| mark.year.clone()).collect();
    assert_eq!(years, ["2027", "2028", "2029"]);
}

#[test]
fn days_between_are_those_one_would_count() {
    for (first, last, days) in [
        ("2026-12-01", "2026-12-01", 0),
        ("2026-12-01", "2027-03-01", 90),
        ("2028-02-28", "2028-03-01", 2),
        ("2100-02-28", "2100-03-01", 1),
        ("2027-01-01", "2026-12-31", -1),
    ] {
        let [first, last] = [first, last].map(|day| Date::parse(day).unwrap());
        assert_eq!(last.days_since(first), days, "{first} {last}");
    }
    let start = Date::parse("1999-11-30").unwrap();
    for days in 0..3000 {
        assert_eq!(i64::from(start.plus_days(days).days_since(start)), i64::from(days));
    }
}

#[test]
fn what_is_set_is_shown_beside_its_row() {
    let mut answers = assessment("all 3, C5-2 1");
    let policy = question("C5-2");
    let action = |done: u32| Action {
        owner: "<b>Ana</b>".to_owned(),
        start: None,
        due: Date::parse("2026-12-04"),
        done: Some(done),
        note: "a".to_owned(),
    };
    for (done, language, said) in [
        (40, Language::English, "Done: 40%"),
        (40, Language::French, "Avancement\u{a0}: 40\u{a0}%"),
        (100, Language::English, "Done; still a gap until you change the answer"),
        (100, Language::French, "Terminé; reste un écart"),
    ] {
        answers.plan.set(policy, action(done));
        let patches = parts(&answers, language, &[]);
        let who = patched(&patches, "[data-plan='C5-2'] .who");
        assert!(who.contains("&lt;b&gt;Ana") && who.contains(said), "{who}");
        // The bar has what is done, and the day on which it is due.
        let bars = patched(&patches, "[data-plan='C5-2'] .bars");
        assert!(bars.contains("class=\"done\"") && bars.contains("class=\"due\""), "{bars}");
        assert!(rows(&report_of(&answers, language)).html().contains("data-plan=\"C5-2\""));
        // In a file it can be read as well.
        let file = report_html::plan(&report_of(&answers, language), Medium::File).into_string();
        assert!(file.contains("&lt;b&gt;Ana") && file.contains(said) && !file.contains("<input"));
    }
}

#[test]
fn rows_stay_as_they_are_while_one_types() {
    let mut answers = assessment("all 2");
    let before = plan::rows(&report_of(&answers, Language::English));
    for code in ["C5-2", "A-7"] {
        answers.plan.set(question(code), Action { owner: "Ana".into(), ..Action::default() });
    }
    assert_eq!(plan::rows(&report_of(&answers, Language::English)), before);
    answers.plan.lanes = Some(1);
    assert_ne!(plan::rows(&report_of(&answers, Language::English)), before);
}

#[test]
fn fields_take_what_fits_and_nothing_else() {
    let of = |part: ActionField| Field::Of(question("C5-2"), part);
    let day = |text: &str| Typed::Day(Date::parse(text));
    for (field, text, is_unreadable, expected) in [
        (Field::From, "2026-12-01", false, day("2026-12-01")),
        (Field::From, "", false, Typed::Day(None)),
        (Field::From, "", true, Typed::Bad),
        (of(ActionField::Start), "2000-01-01", false, day("2000-01-01")),
        (of(ActionField::Start), "1999-12-31", false, Typed::Bad),
        (of(ActionField::Due), "2099-12-31", false, day("2099-12-31")),
        (of(ActionField::Due), "2100-01-01", false, Typed::Bad),
        (of(ActionField::Due), "0002-12-01", false, Typed::Bad),
        (of(ActionField::Due), "12026-12-01", false, Typed::Bad),
        (of(ActionField::Due), "2026-02-30", false, Typed::Bad),
        (Field::Lanes, "8", false, Typed::Number(Some(8))),
        (Field::Lanes, "", false, Typed::Number(None)),
        (of(ActionField::Done), "", false, Typed::Number(None)),
        (of(ActionField::Done), "", true, Typed::Bad),
        (of(ActionField::Done), "0", false, Typed::Number(Some(0))),
        (of(ActionField::Done), "100", false, Typed::Number(Some(100))),
        (of(ActionField::Done), "101", true, Typed::Bad),
        (of(ActionField::Done), "-1", true, Typed::Bad),
        (of(ActionField::Done), "2.5", true, Typed::Bad),
        (of(ActionField::Owner), " <b> ", false, Typed::Text(" <b> ".to_owned())),
    ] {
        assert_eq!(field.read(text, is_unreadable), expected, "{field:?} {text:?}");
        assert_eq!(Field::named(&field.name()), Some(field));
    }
    for other in
        ["C5-2", "C5-2-note", "plan-", "plan-C5-2", "plan-C5-2-x", "plan-Z9-9-due", "organisation"]
    {
        assert_eq!(Field::named(other), None, "{other}");
    }
}

#[test]
fn what_is_wrong_is_told_beside_its_field() {
    let mut answers = assessment("all 2");
    let policy = question("C5-2");
    let due = Field::Of(policy, ActionField::Due);
    let remark = "#plan-C5-2-due-bad";
    for (language, outside, early) in [
        (Language::English, "from 2000 to 2099", "before the start"),
        (Language::French, "de 2000 à 2099", "précède le début"),
    ] {
        answers.plan.set(policy, Action::default());
        assert_eq!(patched(&parts(&answers, language, &[]), remark), "");
        let told = parts(&answers, language, &[due]);
        assert!(patched(&told, remark).contains(outside));
        assert_eq!(patched(&told, "[name=plan-C5-2-due]"), "true");
        assert!(patched(&told, "[data-place=plan-said]").contains(outside), "and said aloud");
        let [start, end] = ["2027-01-02", "2027-01-01"].map(Date::parse);
        answers.plan.set(policy, Action { start, due: end, ..Action::default() });
        assert!(patched(&parts(&answers, language, &[]), remark).contains(early));
        answers.plan.set(policy, Action { start: end, due: end, ..Action::default() });
        assert_eq!(patched(&parts(&answers, language, &[]), remark), "");
    }
}

#[test]
fn the_suggestion_says_where_it_comes_from() {
    let mut answers = assessment("all 2");
    let option = "[name=plan-lanes] option";
    let topic = ISO42001.profile.iter().find(|topic| topic.id == "headcount").unwrap();
    assert_eq!(patched(&parts(&answers, Language::English, &[]), option), "usual: 3");
    answers.profile.choose(topic, 0, true);
    let told = patched(&parts(&answers, Language::French, &[]), option);
    assert_eq!(told, "selon le profil\u{a0}: 2");
    let values = plan::values(&report_of(&answers, Language::French), &answers);
    assert!(values.contains(&("[name=plan-lanes]".to_owned(), String::new())));
}

#[test]
fn without_a_plan_there_is_nothing_to_set() {
    for (answers, is_hidden, count) in
        [("", "true", 0), ("all 3", "false", 0), ("all 1", "false", 42)]
    {
        let answers = assessment(answers);
        let told = parts(&answers, Language::English, &[]);
        assert_eq!(patched(&told, "[data-place=plan-set]"), is_hidden);
        let report = report_of(&answers, Language::English);
        let page = rows(&report);
        assert_eq!(values(&page, "[data-plan]", "data-plan").len(), count);
        assert_eq!(values(&page, ".audit .bar", "height").len(), usize::from(is_hidden == "false"));
        assert_eq!(plan::values(&report, &answers).len(), 2 + 5 * count);
    }
}

/// Word writes a vertical tab for a line break, which a field would leave out.
#[test]
fn fields_show_the_line_breaks_of_other_programs() {
    let mut answers = assessment("all 3, C5-2 2");
    let (owner, note) = ("Ana\u{b}Board".to_owned(), "one\u{b}two\u{0}".to_owned());
    let question = question("C5-2");
    answers.plan.actions.push((question, Action { owner, note, ..Action::default() }));
    let values = plan::values(&report_of(&answers, Language::English), &answers);
    let shown = |part| {
        let name = format!("[name={}]", Field::Of(question, part).name());
        values.iter().find(|(selector, _)| *selector == name).unwrap().1.clone()
    };
    assert_eq!(shown(ActionField::Owner), "Ana Board");
    assert_eq!(shown(ActionField::Note), "one\ntwo");
}
