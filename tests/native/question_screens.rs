//! Tests the screens of questions: what an answer does to them, for answers that a visitor may
//! give.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::storage::retention::StorageChoice as Where;
use aims_assessment::view::answering_options::{AnsweringOption, AnsweringOptions};
use aims_assessment::view::patch::PatchValue;
use aims_assessment::view::question::{AnswerState, InPlace, LevelThree, QuestionDisplay};
use aims_assessment::view::route::Route;
use aims_assessment::view::{ending, page_shell, question, section, sections, start};
use common::markup::{are_in, attribute, count, page, select, text};
use common::{answered, everywhere, level};
use scraper::Html;

/// Returns the first question that may be not applicable.
fn leavable() -> usize {
    (0..ISO42001.questions.len())
        .find(|index| Language::English.texts().questions[*index].not_applicable_if.is_some())
        .unwrap()
}

/// The screen of questions in the usual way of answering.
fn screen_of(language: Language, assessment: &Assessment, screen: Route) -> maud::Markup {
    section::section(language, assessment, screen, AnsweringOptions::default())
}

#[test]
fn a_ladder_is_climbed_up_to_the_level_that_is_reached() {
    // The chosen answer, and the classes of levels 1 to 5, of don't know and of not applicable
    let cases = [
        (
            None,
            ["answer", "answer", "answer", "answer", "answer", "answer", "answer"],
            "quiet clear off",
        ),
        (
            Some(level(3)),
            [
                "answer climbed",
                "answer climbed",
                "answer chosen",
                "answer",
                "answer",
                "answer",
                "answer",
            ],
            "quiet clear",
        ),
        (
            Some(level(1)),
            ["answer chosen", "answer", "answer", "answer", "answer", "answer", "answer"],
            "quiet clear",
        ),
        (
            Some(Choice::Unknown),
            ["answer", "answer", "answer", "answer", "answer", "answer chosen", "answer"],
            "quiet clear",
        ),
        (
            Some(Choice::NotApplicable),
            ["answer", "answer", "answer", "answer", "answer", "answer", "answer chosen"],
            "quiet clear",
        ),
    ];
    let question = leavable();
    for (chosen, classes, clear) in cases {
        let assessment = chosen
            .map_or_else(|| Assessment::new(&ISO42001), |chosen| answered(&[(question, chosen)]));
        let look = AnswerState::of(&assessment, question);
        let values = [
            level(1),
            level(2),
            level(3),
            level(4),
            level(5),
            Choice::Unknown,
            Choice::NotApplicable,
        ];
        assert_eq!(values.map(|value| look.classes(value)), classes, "{chosen:?}");
        assert_eq!(look.clear_classes(), clear, "{chosen:?}");
        // And the initial page has the same classes.
        let page = page(question::question(Language::English, &assessment, question));
        let shown: Vec<String> = page
            .select(&select("label.answer"))
            .map(|label| label.attr("class").unwrap().to_owned())
            .collect();
        assert_eq!(shown, classes, "{chosen:?}");
        let checked: Vec<&str> = page
            .select(&select("input[checked]"))
            .map(|input| input.attr("value").unwrap())
            .collect();
        assert_eq!(checked, chosen.map(Choice::id).into_iter().collect::<Vec<_>>(), "{chosen:?}");
    }
}

#[test]
fn every_answer_has_a_value_of_its_own_and_comes_back_from_it() {
    for answer in
        [level(1), level(2), level(3), level(4), level(5), Choice::Unknown, Choice::NotApplicable]
    {
        assert_eq!(Choice::from_id(answer.id()), Some(answer));
    }
    for other in ["", "0", "6", "NA", "yes"] {
        assert_eq!(Choice::from_id(other), None, "{other}");
    }
}

#[test]
fn not_applicable_asks_for_its_reason_until_it_is_there() {
    let question = leavable();
    let mut assessment = answered(&[(question, Choice::NotApplicable)]);
    let code = ISO42001.questions[question].code;
    for (reason, is_missing) in [("", true), ("  ", true), ("No models are trained here.", false)] {
        reason.clone_into(&mut assessment.entries[question].reason);
        for language in Language::ALL {
            let look = AnswerState::of(&assessment, question);
            assert_eq!(
                (look.lacks_reason, look.needed(language).is_empty()),
                (is_missing, !is_missing),
                "{reason:?}"
            );
            let page = page(question::question(language, &assessment, question));
            let field = format!("[name='{code}-reason']");
            assert_eq!(attribute(&page, ".reason", "hidden"), None);
            assert_eq!(
                attribute(&page, &field, "aria-invalid").as_deref(),
                is_missing.then_some("true")
            );
            assert_eq!(
                attribute(&page, &field, "aria-describedby").as_deref(),
                Some(&*format!("{code}-needed"))
            );
            assert_eq!(text(&page, &field), reason);
        }
    }
    let page =
        page(question::question(Language::English, &answered(&[(question, level(2))]), question));
    assert_eq!(attribute(&page, ".reason", "hidden").as_deref(), Some(""));
}

#[test]
fn what_somebody_wrote_comes_back_to_the_letter_and_is_never_markup() {
    let written = "\n</textarea><script>alert(1)</script> \"quoted\" & 'so'\n";
    let mut assessment = Assessment::new(&ISO42001);
    written.clone_into(&mut assessment.entries[0].note);
    written.clone_into(&mut assessment.organisation);
    for (markup, field) in [
        (question::question(Language::French, &assessment, 0), "[name$='-note']"),
        (screen_of(Language::English, &assessment, Route::Section(0)), "[name$='-note']"),
    ] {
        let page = page(markup);
        assert_eq!((text(&page, field).as_str(), count(&page, "script")), (written, 0));
    }
    let start =
        page(start::middle(Language::English, &assessment, Some(Where::SharedComputer(false))));
    assert_eq!(
        (attribute(&start, "[name=organisation]", "value").as_deref(), count(&start, "script")),
        (Some(written), 0)
    );
    let in_hand = page(page_shell::in_hand(Language::English, written));
    assert_eq!(
        (text(&in_hand, "[data-in-hand]").as_str(), count(&in_hand, "script")),
        (written, 0)
    );
}

#[test]
fn a_section_has_its_questions_and_ways_to_its_neighbours() {
    for language in Language::ALL {
        for (domain, facts) in ISO42001.domains.iter().enumerate() {
            let page =
                page(screen_of(language, &Assessment::new(&ISO42001), Route::Section(domain)));
            let codes: Vec<&str> = page
                .select(&select("fieldset.question"))
                .map(|question| question.attr("id").unwrap())
                .collect();
            let expected: Vec<&str> = ISO42001
                .questions_of(domain)
                .map(|question| ISO42001.questions[question].code)
                .collect();
            assert_eq!(codes, expected, "{}", facts.id);
            let next = ISO42001
                .domains
                .get(domain + 1)
                .map_or_else(|| "#/results".to_owned(), |next| format!("#/section/{}", next.id));
            assert_eq!(attribute(&page, "[data-action=next]", "href"), Some(next));
            assert_eq!(count(&page, "[rel=prev]"), usize::from(domain > 0));
            assert_eq!((count(&page, "h1"), count(&page, "canvas[data-chart=so-far]")), (1, 1));
        }
    }
}

#[test]
fn the_list_of_sections_tells_what_is_done_and_where_one_is() {
    let first = ISO42001.questions_of(0);
    let answers: Vec<(usize, Choice)> =
        first.clone().map(|question| (question, level(2))).collect();
    let assessment = answered(&answers);
    let page = page(sections::sections(Language::English, &assessment, Route::Section(1), None));
    assert_eq!(count(&page, "li"), 8);
    assert_eq!(count(&page, "a.done"), 1);
    assert_eq!(
        attribute(&page, "[aria-current=step]", "href"),
        Some(Route::Section(1).address(&ISO42001))
    );
    assert_eq!(text(&page, "[data-section='4'] .count"), format!("{0}/{0}", first.len()));
    assert_eq!(attribute(&page, "[data-progress=overall]", "value"), Some(first.len().to_string()));
    assert!(
        text(&page, ".overall").contains(&format!("{} of 42", first.len())),
        "{}",
        text(&page, ".overall")
    );
    let done = sections::sections(
        Language::English,
        &answered(&everywhere(level(5))),
        Route::Results,
        None,
    );
    let done = self::page(done);
    assert_eq!(
        (count(&done, "a.done"), text(&done, ".left").as_str()),
        (8, ""),
        "no time is left to tell"
    );
    assert_eq!(attribute(&done, ".to-results", "aria-current").as_deref(), Some("page"));
}

#[test]
fn the_key_requirements_have_a_screen_of_their_own() {
    let critical: Vec<&str> = ISO42001
        .questions
        .iter()
        .filter(|question| question.critical)
        .map(|question| question.code)
        .collect();
    let of = |screen: Route| screen.questions(&ISO42001);
    let sections: Vec<usize> = (0..8).flat_map(|domain| of(Route::Section(domain))).collect();
    assert_eq!(sections, (0..ISO42001.questions.len()).collect::<Vec<_>>());
    assert_eq!(of(Route::Question(5)), of(Route::Section(1)), "a question is on its section");
    assert!(of(Route::Results).is_empty());
    let five: Vec<_> = of(Route::Key).into_iter().take(5).map(|one| (one, level(3))).collect();
    let twelve: Vec<_> = of(Route::Key).into_iter().map(|one| (one, level(3))).collect();
    for (answers, said, missing) in [(&five, "5 of 12", 7), (&twelve, "12 of 12", 0)] {
        let page = page(screen_of(Language::English, &answered(answers), Route::Key));
        let codes: Vec<&str> = page
            .select(&select("fieldset.question"))
            .map(|question| question.attr("id").unwrap())
            .collect();
        assert_eq!(codes, critical);
        assert!(text(&page, ".key-progress").starts_with(said), "{said}");
        assert_eq!(count(&page, "ul.unanswered a[data-question]"), missing);
        assert_eq!(attribute(&page, "[data-action=next]", "href").as_deref(), Some("#/results"));
        assert_eq!(attribute(&page, "[data-action=rest]", "href").as_deref(), Some("#/section/4"));
    }
}

#[test]
fn the_end_of_a_section_knows_what_is_missing() {
    let section = |answers: &[(usize, Choice)], domain| {
        page(screen_of(Language::English, &answered(answers), Route::Section(domain)))
    };
    let without = |open: &[usize]| -> Vec<(usize, Choice)> {
        everywhere(level(3)).into_iter().filter(|(question, _)| !open.contains(question)).collect()
    };
    // Unanswered questions; the section; its unanswered ones; the main button and its target.
    let (a5, c51) = (ISO42001.question("A-5").unwrap(), ISO42001.question("C5-1").unwrap());
    let title = Language::English.texts().questions[c51].title;
    let cases = [
        (vec![], 0, 0, "All answered. See your results".to_owned(), "#/results"),
        (vec![c51], 7, 0, format!("1 answer missing: C5-1 {title} → complete"), "#/question/C5-1"),
        (vec![c51, a5], 1, 1, "Next: Clause 6 – Planning".to_owned(), "#/section/6"),
        (vec![c51, a5], 7, 1, "See the results".to_owned(), "#/results"),
    ];
    for (open, domain, here, words, target) in cases {
        let page = section(&without(&open), domain);
        assert_eq!(count(&page, "ul.unanswered li"), here, "{words}");
        assert_eq!(text(&page, "[data-action=next]"), words);
        assert_eq!(attribute(&page, "[data-action=next]", "href").as_deref(), Some(target));
    }
    let mut answers = without(&[a5]);
    answers.push((a5, Choice::NotApplicable));
    let page = section(&answers, 7);
    assert_eq!(
        text(&page, "[data-action=next]"),
        "1 answer missing: A-5 needs a reason → complete"
    );
    assert!(text(&page, "ul.unanswered").ends_with(", needs a reason"));
    for screen in [Route::Key, Route::Section(7)] {
        let whole = self::page(screen_of(Language::French, &answered(&answers), screen));
        are_in(&[ending::ending_patch(Language::French, &answered(&answers), screen, &[])], &whole);
    }
    let key = self::page(screen_of(Language::French, &answered(&answers), Route::Key));
    are_in(&[section::key_progress_patch(Language::French, &answered(&answers))], &key);
}

#[test]
fn what_is_left_for_later_is_named_at_the_end() {
    let later = [0, 9];
    let t = &Language::English.texts().phrases;
    let part = ending::ending_patch(
        Language::English,
        &answered(&[(1, level(2))]),
        Route::Section(0),
        &later,
    );
    let PatchValue::Content(content) = part.value() else { panic!("no content") };
    let page = Html::parse_fragment(content);
    let lists: Vec<String> =
        page.select(&select("ul.unanswered")).map(|list| list.text().collect::<String>()).collect();
    let title = |question: usize| Language::English.texts().questions[question].title;
    assert_eq!(lists.len(), 2);
    assert!(lists[0].starts_with(&format!("C4-1 {}, {}", title(0), t.ending_later)), "{lists:?}");
    assert_eq!(lists[0].matches(t.ending_later).count(), 1);
    assert_eq!(lists[1], format!("C6-2 {}", title(9)));
}

#[test]
fn the_ways_of_answering_can_be_combined_and_come_back() {
    let none = AnsweringOptions::default();
    assert_eq!((none.text().as_str(), AnsweringOptions::parse("")), ("", none));
    for option in AnsweringOption::ALL {
        let one = none.with(option, true);
        assert!(one.has(option) && one.with(option, false) == none, "{option:?}");
        assert_eq!(AnsweringOption::from_id(option.id()), Some(option));
        for other in AnsweringOption::ALL {
            let both = one.with(other, true);
            assert!(both.has(option) && both.has(other));
            assert_eq!(AnsweringOptions::parse(&both.text()), both);
        }
        let page = page(section::section(
            Language::French,
            &Assessment::new(&ISO42001),
            Route::Section(0),
            one,
        ));
        let ticked = "[data-action=manner][checked]";
        assert_eq!(attribute(&page, ticked, "value").as_deref(), Some(option.id()));
        assert_eq!((count(&page, ticked), count(&page, "[data-action=manner]")), (1, 3));
    }
    assert_eq!(
        AnsweringOptions::parse("  onward of-a-later-version level-3").text(),
        "onward level-3"
    );
}

#[test]
fn the_way_of_answering_changes_how_a_question_looks_and_no_answer() {
    let showing = |level_3| QuestionDisplay { level_3, ..QuestionDisplay::default() };
    let away = QuestionDisplay { is_single: true, is_hidden: true, ..QuestionDisplay::default() };
    let later = QuestionDisplay { is_later: true, ..QuestionDisplay::default() };
    let single = QuestionDisplay { is_single: true, ..QuestionDisplay::default() };
    // The parts shown; the answer; the classes of the question, of the way on and of the mark.
    let cases = [
        (QuestionDisplay::default(), None, "question", "to-next off", "quiet later"),
        (QuestionDisplay::default(), Some(level(2)), "question", "to-next", "quiet later off"),
        (later, None, "question", "to-next", "quiet later"),
        (away, None, "question away", "to-next off", "quiet later"),
        (single, Some(level(2)), "question", "to-next off", "quiet later off"),
        (showing(LevelThree::Asked), None, "question level-3", "to-next off", "quiet later"),
        (
            showing(LevelThree::InPlace),
            None,
            "question level-3 from-3",
            "to-next off",
            "quiet later",
        ),
    ];
    for (showing, choice, question, next, later) in cases {
        let answers: Vec<_> = choice.map(|choice| (3, choice)).into_iter().collect();
        let look = AnswerState::of(&answered(&answers), 3).with(showing);
        assert_eq!(
            (look.question_classes().as_str(), look.next_classes(), look.later_classes()),
            (question, next, later)
        );
        assert_eq!(look.choice, choice);
    }
    // The three answers to whether level 3 is in place: pressed by what is chosen.
    let pressed = |choice: Option<Choice>, level_3| {
        let answers: Vec<_> = choice.map(|choice| (3, choice)).into_iter().collect();
        let look = AnswerState::of(&answered(&answers), 3).with(showing(level_3));
        InPlace::ALL.map(|answer| look.is_in_place(answer))
    };
    let asked = LevelThree::Asked;
    for (choice, level_3, is_pressed) in [
        (None, asked, [false, false, false]),
        (None, LevelThree::InPlace, [true, false, false]),
        (Some(level(1)), asked, [false, false, true]),
        (Some(level(2)), asked, [false, true, false]),
        (Some(level(3)), asked, [true, false, false]),
        (Some(level(5)), asked, [true, false, false]),
        (Some(Choice::Unknown), asked, [false, false, false]),
    ] {
        assert_eq!(pressed(choice, level_3), is_pressed, "{choice:?} {level_3:?}");
    }
    assert_eq!(
        InPlace::ALL.map(|answer| answer.level().map(Level::number)),
        [None, Some(2), Some(1)]
    );
}

#[test]
fn one_question_at_a_time_says_which_of_how_many() {
    let single = AnsweringOptions::default().with(AnsweringOption::OneAtATime, true);
    let last_of_5 = ISO42001.question("C5-4").unwrap();
    let key = Route::Key.questions(&ISO42001);
    // The screen, the way, the question, whether all is answered; the position, the pager and the
    // end of the screen.
    let cases = [
        (Route::Section(1), single, last_of_5 - 1, false, "7 of 42", true, false),
        (Route::Section(1), single, last_of_5, false, "8 of 42", true, true),
        (Route::Section(1), single, last_of_5 - 1, true, "7 of 42", true, true),
        (Route::Key, single, key[2], false, "3 of 12", true, false),
        (Route::Section(1), AnsweringOptions::default(), 0, false, "", false, true),
    ];
    for (screen, options, at, is_done, position, has_pager, has_end) in cases {
        let parts = section::pager_patches(Language::English, screen, options, at, is_done);
        let values: Vec<PatchValue> = parts.iter().map(|part| part.value().clone()).collect();
        assert_eq!(
            values,
            [
                PatchValue::Flag("hidden", !has_pager),
                PatchValue::Text(position.to_owned()),
                PatchValue::Flag("hidden", !has_end)
            ]
        );
        if options == AnsweringOptions::default() {
            let whole = page(screen_of(Language::English, &Assessment::new(&ISO42001), screen));
            are_in(&parts, &whole);
        }
    }
}
