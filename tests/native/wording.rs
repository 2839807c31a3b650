//! Tests the choice of language, numbers in words, and addresses.
#![allow(clippy::unwrap_used, missing_docs)]

use crate::common;

use aims_assessment::assessment::file::Refusal;
use aims_assessment::content::questionnaire::ISO42001;
use aims_assessment::language::{Language, fill, in_a_row};
use aims_assessment::scoring::Tenths;
use aims_assessment::storage::Removed;
use aims_assessment::storage::retention::{self, StorageLocation};
use aims_assessment::view::assessment_label::AssessmentLabel;
use aims_assessment::view::notice::{Notice, WhyNot};
use aims_assessment::view::route::Route;
use common::memory_store::MemoryStore;

#[test]
fn the_visitors_language_is_found() {
    for (tags, language) in [
        (&["fr-CA", "en"][..], Some(Language::French)),
        (&["FR"], Some(Language::French)),
        (&["de-AT", "fr-FR", "en"], Some(Language::French)),
        (&["en-CA", "fr-CA"], Some(Language::English)),
        (&["frr", "de"], None), // North Frisian is not French
        (&[], None),
    ] {
        assert_eq!(Language::preferred(tags.iter().copied()), language, "{tags:?}");
    }
}

#[test]
fn scores_have_the_decimal_sign_of_the_language() {
    assert_eq!(Language::English.score(Some(Tenths(29))), "2.9");
    assert_eq!(Language::French.score(Some(Tenths(29))), "2,9");
    assert_eq!(Language::French.score(Some(Tenths(50))), "5,0");
    assert_eq!(Language::French.score(None), "–");
}

#[test]
fn after_a_colon_a_text_goes_on_with_a_small_letter() {
    for (text, french) in [
        ("Registre des rôles", "registre des rôles"),
        ("À créer", "à créer"),
        ("L’analyse", "l’analyse"),
        ("SMIA en place", "SMIA en place"),
        ("A.5.2 à revoir", "A.5.2 à revoir"),
        ("3 mois", "3 mois"),
        ("Fiches\u{a0}: cause et action", "fiches – cause et action"),
        ("", ""),
    ] {
        assert_eq!(Language::French.after_colon(text), french);
    }
    for (text, english) in [
        ("Up to 30 days", "up to 30 days"),
        ("Records: cause, action", "records – cause, action"),
        ("AI policy", "AI policy"),
        ("Statement of Applicability", "Statement of Applicability"),
        ("A list", "a list"),
    ] {
        assert_eq!(Language::English.after_colon(text), english);
    }
}

#[test]
fn texts_in_one_sentence_go_on_with_a_small_letter() {
    assert_eq!(in_a_row(&[]), "");
    assert_eq!(in_a_row(&["Yes"]), "Yes");
    assert_eq!(
        in_a_row(&["Notes de l’atelier", "Énoncé daté", "ISO 9001 (qualité)"]),
        "Notes de l’atelier; énoncé daté; ISO 9001 (qualité)"
    );
}

#[test]
fn nothing_is_plural_in_english_and_singular_in_french() {
    for (number, english, french) in
        [(0, "0 gaps", "0 écart"), (1, "1 gap", "1 écart"), (2, "2 gaps", "2 écarts")]
    {
        assert_eq!(Language::English.counted(number, "{n} gap", "{n} gaps"), english);
        assert_eq!(Language::French.counted(number, "{n} écart", "{n} écarts"), french);
    }
}

#[test]
fn braces_in_a_value_stay_what_they_are() {
    for (phrase, filled) in [
        ("{name}: {n}", "{n}: 3"),
        ("{unknown} {n}", "{unknown} 3"),
        ("{", "{"),
        ("{n", "{n"),
        ("{n}{n}", "33"),
        ("a } b", "a } b"),
    ] {
        assert_eq!(fill(phrase, &[("name", "{n}"), ("n", "3")]), filled);
    }
}

#[test]
fn every_place_has_an_address() {
    for (hash, address) in [
        ("", "#/"),
        ("#", "#/"),
        ("#/", "#/"),
        ("#/section/4", "#/section/4"),
        ("#/section/A", "#/section/A"),
        ("#/question/C5-2", "#/question/C5-2"),
        ("#/results", "#/results"),
        ("#/section/11", "#/"),
        ("#/question/C5-99", "#/"),
        ("#/assessments", "#/assessments"),
        ("#/compare", "#/compare"),
        ("#/compare/x", "#/"),
        ("#/results/x", "#/results"),
        ("#main", "#/"),
    ] {
        assert_eq!(Route::parse(&ISO42001, hash).address(&ISO42001), address, "{hash}");
    }
    let question = Route::parse(&ISO42001, "#/question/A-7");
    assert_eq!(question.screen(&ISO42001).address(&ISO42001), "#/section/A");
}

/// Every notice in both languages is filled in completely, and a whole sentence.
#[test]
fn every_notice_says_what_happened() {
    let name = "x <b>{why}</b>.json".to_owned();
    let refusals = [
        Refusal::TooLarge,
        Refusal::TooDeep,
        Refusal::NotJson,
        Refusal::Foreign,
        Refusal::OtherQuestionnaire,
        Refusal::Newer,
    ];
    let mut notices = vec![
        Notice::StorageOff,
        Notice::StorageNewer,
        Notice::StorageFull,
        Notice::Repaired { problems: Vec::new(), kept: true, text: String::new() },
        Notice::Repaired { problems: Vec::new(), kept: false, text: String::new() },
        Notice::Opened {
            name: name.clone(),
            answered: 3,
            can_undo: true,
            kept_older: true,
            problems: Vec::new(),
        },
        Notice::Opened {
            name: name.clone(),
            answered: 3,
            can_undo: false,
            kept_older: false,
            problems: Vec::new(),
        },
        Notice::NotOpened { name: name.clone(), why: WhyNot::Unreadable },
        Notice::NotOpened { name: name.clone(), why: WhyNot::NoRoom },
        Notice::Undone,
        Notice::Deleted,
        Notice::Moved,
        Notice::MovedInPart,
        Notice::Superseded,
        Notice::KeptHere,
        Notice::SavedTooLarge,
        Notice::NotSaved,
        Notice::Added { name: name.clone(), answered: 3, problems: Vec::new() },
        Notice::Joined {
            name: name.clone(),
            filled: 1,
            can_undo: true,
            kept_older: false,
            problems: Vec::new(),
        },
        Notice::Joined {
            name: name.clone(),
            filled: 2,
            can_undo: true,
            kept_older: true,
            problems: Vec::new(),
        },
        Notice::InHand(called()),
        Notice::Listed(called()),
        Notice::SnapshotKept,
        Notice::Removed { assessment: Some(called()), was_in_use: true, removed: removed() },
        Notice::Removed { assessment: None, was_in_use: false, removed: removed() },
        Notice::PutBack,
        Notice::NoRoom,
        Notice::NotLeft,
        Notice::NotMoved,
    ];
    for why in refusals {
        notices.push(Notice::NotOpened { name: name.clone(), why: WhyNot::Refused(why) });
        notices.push(Notice::Damaged { why, kept: true, text: String::new() });
        notices.push(Notice::Damaged { why, kept: false, text: String::new() });
    }
    for notice in notices {
        let [english, french] = Language::ALL.map(|language| notice.text(language));
        assert_ne!(english, french);
        for text in [english, french] {
            assert!(text.ends_with('.'), "{text}");
            assert!(!text.replace(&name, "").replace("{n} <b>", "").contains(['{', '}']), "{text}");
        }
    }
}

#[test]
fn notices_that_could_hand_out_answers_end_with_them() {
    let name = "a.json".to_owned();
    for kept in [true, false] {
        let (why, text) = (Refusal::NotJson, "Client".to_owned());
        assert!(Notice::Damaged { why, kept, text: text.clone() }.ends_with_the_answers());
        assert!(Notice::Repaired { problems: Vec::new(), kept, text }.ends_with_the_answers());
    }
    assert!(
        Notice::Joined {
            name: name.clone(),
            filled: 1,
            can_undo: true,
            kept_older: false,
            problems: Vec::new()
        }
        .ends_with_the_answers()
    );
    assert!(!Notice::NewVersion.ends_with_the_answers());
    assert!(!Notice::StorageOff.ends_with_the_answers());
    // A notice of what happened to the answers outdates all the others before it.
    for newer in [Notice::Deleted, Notice::Moved, Notice::MovedInPart] {
        assert!(
            Notice::InHand(called()).is_outdated_by(&newer)
                && Notice::Listed(called()).is_outdated_by(&newer)
        );
        assert!(
            Notice::Added { name: name.clone(), answered: 3, problems: Vec::new() }
                .is_outdated_by(&newer)
        );
        assert!(!Notice::KeptHere.is_outdated_by(&newer));
    }
    assert!(!Notice::KeptHere.is_passing(), "it is there until the visitor decides");
}

fn called() -> AssessmentLabel {
    AssessmentLabel { organisation: "{n} <b>".to_owned(), number: 2 }
}

fn removed() -> Removed {
    MemoryStore::default().library().delete(1)
}

#[test]
fn only_who_has_to_save_a_file_is_reminded() {
    let [safari, chrome] =
        ["Apple Computer, Inc.", "Google Inc."].map(retention::deletes_idle_data);
    assert_eq!([safari, chrome, retention::deletes_idle_data("")], [true, false, false]);
    for language in Language::ALL {
        let said =
            |place, deletes| retention::reminder(language, place, deletes).unwrap_or_default();
        assert!(
            said(StorageLocation::Browser, safari).contains(if language == Language::English {
                "seven days"
            } else {
                "sept jours"
            })
        );
        assert_eq!(said(StorageLocation::Browser, chrome), "");
        // A tab's own storage ends long before seven days, and if nothing is stored, a notice says
        // so.
        assert_eq!(
            said(StorageLocation::SharedComputer, safari),
            said(StorageLocation::SharedComputer, chrome)
        );
        assert_eq!(
            [said(StorageLocation::Nowhere, safari), said(StorageLocation::Nowhere, chrome)],
            ["", ""]
        );
    }
}
