//! Tests the start, the menu and the notices, and that what changes later has a place on each
//! screen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use crate::common;

use aims_assessment::assessment::answers::{Assessment, Choice, Level};
use aims_assessment::brand::Brand;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::Language;
use aims_assessment::report::{Report, Sources};
use aims_assessment::storage::retention::{StorageChoice as Where, StorageLocation};
use aims_assessment::view::file_panels::{self, Files};
use aims_assessment::view::notice::Notice;
use aims_assessment::view::question::AnswerState;
use aims_assessment::view::route::Route;
use aims_assessment::view::{notices, page_shell, question, results, sections, start};
use common::markup::{are_in, attribute, count, page, select, text};
use common::memory_store::MemoryStore;
use common::{answered, everywhere, level};
use maud::html;

#[test]
fn what_changes_later_has_a_place_in_what_was_there_first() {
    for language in Language::ALL {
        for assessment in [
            Assessment::new(&ISO42001),
            answered(&[(0, level(4)), (7, Choice::Unknown)]),
            answered(&everywhere(level(3))),
        ] {
            let whole = page(results::navigation(language, &assessment, Route::Results));
            are_in(&results::navigation_patches(language, &assessment), &whole);
            for screen in [Route::Section(2), Route::Results] {
                let whole = page(sections::sections(language, &assessment, screen, None));
                are_in(&sections::parts(language, &assessment, None), &whole);
            }
            let earlier = answered(&everywhere(level(2)));
            for earlier in [None, Some(("Before", &earlier))] {
                let report = Report::new(Sources {
                    questionnaire: &ISO42001,
                    assessment: &assessment,
                    earlier,
                    language,
                    made_on: "2026-11-25",
                });
                let whole = page(
                    html! { (results::chart(&report)) (results::table(&report, &assessment)) },
                );
                are_in(&results::chart_patches(&report), &whole);
                let mut parts = results::scores_patches(&report);
                if earlier.is_none() {
                    // Without an earlier assessment there is no column for it.
                    parts.retain(|part| !part.selector().ends_with(".before"));
                }
                are_in(&parts, &whole);
                for (field, value) in results::targets(&assessment) {
                    assert_eq!(
                        attribute(&whole, &format!("{field} option[selected]"), "value"),
                        Some(value)
                    );
                }
            }
            let both = [true, false]
                .into_iter()
                .flat_map(|is| [Where::SharedComputer(is), Where::KeepHere(is)]);
            for choice in both.map(Some).chain([None]) {
                let whole = page(start::middle(language, &assessment, choice));
                are_in(&[start::storage_choice_patch(language, choice)], &whole);
                if let Some(choice) = choice {
                    are_in(&start::keeping_patches(language, choice), &whole);
                }
            }
        }
        let answers = [Choice::Unknown, Choice::NotApplicable]
            .into_iter()
            .chain(Level::ALL.map(Choice::Level));
        for choice in answers.map(Some).chain([None]) {
            for number in 0..ISO42001.questions.len() {
                let assessment = answered(
                    &choice.map(|choice| (number, choice)).into_iter().collect::<Vec<_>>(),
                );
                let whole = page(question::question(language, &assessment, number));
                are_in(
                    &question::patches(language, number, AnswerState::of(&assessment, number)),
                    &whole,
                );
            }
        }
    }
}

#[test]
fn the_start_leads_on_from_where_one_is() {
    let last_open: Vec<_> =
        everywhere(level(3)).into_iter().filter(|(question, _)| *question != 5).collect();
    let resume = format!("#/question/{}", ISO42001.questions[5].code);
    let first = "#/question/C4-1".to_owned();
    // The answers; where the main button leads, where `start` does, the other ways, the rows.
    let cases = [
        (Assessment::new(&ISO42001), first.clone(), first, vec!["#/key"], 0),
        (answered(&last_open), resume.clone(), resume, vec!["#/results"], 8),
        (
            answered(&everywhere(level(3))),
            "#/results".to_owned(),
            "#/section/4".to_owned(),
            vec!["#/section/4"],
            8,
        ),
    ];
    for (assessment, main, start, others, rows) in cases {
        let page = page(start::beginning(Language::French, &assessment, StorageLocation::Browser));
        assert_eq!(attribute(&page, "a.button:not(.second)", "href"), Some(main));
        assert_eq!(attribute(&page, "[data-action=start]", "href"), Some(start));
        let shown: Vec<_> = page
            .select(&select("a.second"))
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect();
        assert_eq!(shown, others);
        assert_eq!(count(&page, ".tasks li"), rows);
        assert_eq!(count(&page, "[data-progress=overall]"), usize::from(rows > 0));
        assert_eq!(count(&page, "h1"), 1);
    }
}

#[test]
fn who_comes_back_sees_how_far_each_section_is() {
    let mut answers: Vec<(usize, Choice)> =
        ISO42001.questions_of(0).map(|question| (question, level(2))).collect();
    answers.push((ISO42001.domains[1].first, Choice::Unknown));
    let assessment = answered(&answers);
    let next = ISO42001.domains[1].first + 1;
    let cases = [
        (Language::English, ["Done", "In progress: 1 of 4", "Not started"], "Go on: "),
        (
            Language::French,
            ["Terminé", "En cours\u{a0}: 1 sur 4", "Non commencé"],
            "Continuer\u{a0}: ",
        ),
    ];
    for (language, states, way_on) in cases {
        let page = page(start::beginning(language, &assessment, StorageLocation::Browser));
        let shown: Vec<String> =
            page.select(&select(".tasks .state")).map(|state| state.text().collect()).collect();
        assert_eq!(shown[..3], states);
        let name = language.texts().questions[next].title;
        assert_eq!(
            text(&page, "[data-action=start]"),
            format!("{way_on}{} {name}", ISO42001.questions[next].code)
        );
    }
}

#[test]
fn the_start_says_where_the_answers_are() {
    for language in Language::ALL {
        let t = &language.texts().phrases;
        for (place, words) in [
            (StorageLocation::Browser, t.start_private),
            (StorageLocation::Nowhere, t.start_private),
            (StorageLocation::SharedComputer, t.keeping_private),
            (StorageLocation::Document, t.keeping_document_private),
        ] {
            for assessment in [Assessment::new(&ISO42001), answered(&[(0, level(1))])] {
                let page = page(start::beginning(language, &assessment, place));
                assert_eq!(text(&page, ".private"), words, "{place:?}");
            }
        }
    }
}

#[test]
fn a_notice_has_the_buttons_that_help() {
    let damaged = Notice::Damaged {
        why: aims_assessment::assessment::file::Refusal::NotJson,
        kept: true,
        text: "{".to_owned(),
    };
    let joined = Notice::Joined {
        name: "a.json".to_owned(),
        filled: 2,
        can_undo: true,
        kept_older: false,
        problems: Vec::new(),
    };
    let opened = |can_undo| Notice::Opened {
        name: "<b>.json".to_owned(),
        answered: 3,
        can_undo,
        kept_older: false,
        problems: Vec::new(),
    };
    let cases = [
        (Notice::StorageOff, vec!["close"]),
        (damaged, vec!["save-damaged", "close"]),
        (joined, vec!["undo", "close"]),
        (opened(true), vec!["undo", "close"]),
        (opened(false), vec!["close"]),
        (
            Notice::Removed {
                assessment: None,
                was_in_use: false,
                removed: MemoryStore::with(&[]).library().delete(1),
            },
            vec!["undo", "close"],
        ),
        (Notice::NewVersion, vec!["update", "close"]),
        (Notice::KeptHere, vec!["show-kept", "close"]),
    ];
    let all: Vec<Notice> = cases.iter().map(|(notice, _)| notice.clone()).collect();
    let page = page(notices::notices(Language::English, &all));
    assert_eq!(count(&page, "b"), 0, "a file's name is text");
    for (index, (notice, actions)) in cases.iter().enumerate() {
        let buttons = select(&format!("[data-notice='{index}'] button"));
        let shown: Vec<&str> =
            page.select(&buttons).map(|button| button.attr("data-action").unwrap()).collect();
        assert_eq!(&shown, actions, "{notice:?}");
    }
}

#[test]
fn deleting_asks_once_more_and_says_what_goes() {
    let files = Files {
        reminder: None,
        can_bring_back: false,
        has_set_aside: false,
        deleting: None,
        is_one_file: false,
        keeping: None,
    };
    let t = &Language::English.texts().phrases;
    let page_too = ["export-json", "import", "save-page", "offline"];
    let whole = |last: &[&'static str]| [&page_too[..], last].concat();
    let asked = ["assessments", "delete-confirmed", "keep"];
    let cases = [
        (files, whole(&["assessments", "delete-all"]), None),
        (Files { deleting: Some(false), ..files }, whole(&asked), Some(t.file_delete_sure)),
        (
            Files { deleting: Some(true), ..files },
            whole(&asked),
            Some(t.assessments_delete_all_sure),
        ),
        (
            Files { is_one_file: true, keeping: Some(Where::KeepHere(false)), ..files },
            vec!["export-json", "import", "save-page", "keep-here", "assessments", "delete-all"],
            None,
        ),
        (
            Files { can_bring_back: true, has_set_aside: true, is_one_file: true, ..files },
            vec![
                "export-json",
                "import",
                "undo",
                "save-damaged",
                "save-page",
                "assessments",
                "delete-all",
            ],
            None,
        ),
    ];
    for (files, actions, question) in cases {
        let page = page(file_panels::panels(Language::English, files));
        let places = count(&page, "[data-saved][role=status]");
        assert_eq!(places, 3, "one beside the answers, the page, and deleting");
        let shown: Vec<&str> = page
            .select(&select("[data-action]"))
            .map(|element| element.attr("data-action").unwrap())
            .collect();
        assert_eq!(shown, actions, "{files:?}");
        assert_eq!(question.map(|_| text(&page, ".ask > span")).as_deref(), question);
    }
}

#[test]
fn the_menu_has_what_everybody_looks_for_before_it_is_opened() {
    for language in Language::ALL {
        let closed = page(file_panels::menu(language));
        assert_eq!(attribute(&closed, "details[data-menu]", "open"), None);
        assert_eq!(text(&closed, "summary"), language.texts().phrases.file_menu);
        for hook in
            ["[data-action=export-json]", "[data-action=import]", "[data-action=delete-all]"]
        {
            assert_eq!(count(&closed, hook), 1, "{hook}");
        }
        assert_eq!(count(&closed, "input[type=file][name=answers-file]"), 1);
        are_in(&[file_panels::menu_patch(language, None)], &closed);
    }
}

#[test]
fn what_was_saved_is_told_with_its_name_and_its_size() {
    let cases = [
        (0, "0 bytes", "0 octets"),
        (999, "999 bytes", "999 octets"),
        (1_000, "1 kB", "1 ko"),
        (172_999, "172 kB", "172 ko"),
        (999_999, "999 kB", "999 ko"),
        (1_000_000, "1.0 MB", "1,0 Mo"),
        (1_390_000, "1.3 MB", "1,3 Mo"),
    ];
    for (bytes, english, french) in cases {
        for (language, size) in [(Language::English, english), (Language::French, french)] {
            let said = file_panels::saved(language, "smia.docx", bytes);
            assert!(said.ends_with(&format!(", {}.", size.replace(' ', "\u{a0}"))), "{said}");
            assert!(said.contains(" smia.docx, "), "{said}");
        }
    }
}

/// Where no notice can be shown, the message of the missing part says that the saved file is too
/// large.
#[test]
fn a_file_that_is_too_large_is_told_of_where_a_part_is_missing() {
    for (language, said) in [(Language::English, "1 MiB"), (Language::French, "1 Mio")] {
        let told = |is_too_large| page(page_shell::missing(language, true, false, is_too_large));
        assert!(text(&told(true), "[data-missing]").contains(said));
        assert!(!text(&told(false), "[data-missing]").contains(said));
    }
}

#[test]
fn who_shows_the_page_is_named_where_there_is_a_name() {
    let plain = page(page_shell::header(Language::English, &Brand::default()));
    assert_eq!(
        (count(&plain, "[data-brand]"), attribute(&plain, "button", "lang").as_deref()),
        (0, Some("fr"))
    );
    let named = Brand { name: Some("Nordis & <Fils>".to_owned()), ..Brand::default() };
    let header = page(page_shell::header(Language::French, &named));
    assert_eq!(
        (
            text(&header, "[data-brand=name]").as_str(),
            attribute(&header, "button", "lang").as_deref()
        ),
        ("Nordis & <Fils>", Some("en"))
    );
    let footer = page(page_shell::footer(Language::English, &named));
    assert_eq!(
        (count(&footer, "[data-brand=contact]"), count(&footer, "[data-disclaimer]")),
        (0, 1)
    );
}
