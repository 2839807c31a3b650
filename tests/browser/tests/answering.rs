//! Answering one question at a time: changed answers, notes, the keyboard, addresses, small
//! screens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers::SECTIONS;
use browser_tests::fixture::with_fixture;
use thirtyfour::prelude::*;

#[tokio::test]
async fn not_applicable_counts_once_it_has_a_reason() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/A").await?;
        assert_eq!(page.count("input[name='A-1'][value=na]").await?, 0, "A-1 always applies");
        page.choose("A-8", "na").await?;
        assert_eq!(page.progress("A").await?, 0, "without a reason it is no answer");
        assert_eq!(page.attribute("textarea[name='A-8-reason']", "aria-invalid").await?, "true");
        page.reload().await?;
        assert!(
            page.is_chosen("A-8", "na").await?,
            "what was chosen is there after a reload, reason or not"
        );
        page.write("A-8", "reason", "No data of our own.").await?;
        assert_eq!(page.progress("A").await?, 1);
        assert_eq!(page.stored().await?["answers"]["A-8"]["not_applicable"], "No data of our own.");

        // Another answer doesn't discard the written reason, not even after a reload.
        page.choose("A-8", "2").await?;
        page.reload().await?;
        assert!(page.is_chosen("A-8", "2").await?);
        page.choose("A-8", "na").await?;
        assert_eq!(page.progress("A").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_profile_suggests_and_the_visitor_decides() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/A").await?;
        page.wait_for("[id='A-5']").await?;
        let seen = "return [...document.querySelectorAll('.suggestion')].filter(e => e.checkVisibility()).map(e => e.closest('fieldset').id)";
        assert_eq!(page.run(seen).await?, serde_json::json!([]));
        page.go("#/profile").await?;
        page.click("[name='profile-roles'][value=use]").await?;
        page.go("#/section/A").await?;
        page.wait_for("[id='A-5']").await?;
        assert_eq!(page.run(seen).await?, serde_json::json!(["A-5"]));
        assert_eq!(page.progress("A").await?, 0, "nothing is chosen beforehand");
        page.click("[id='A-5'] [data-action=leave-out]").await?;
        page.wait_until(
            "the focus is in the question",
            "return document.activeElement.closest('fieldset')?.id === 'A-5'",
        )
        .await?;
        assert!(page.is_chosen("A-5", "na").await?);
        assert_eq!(page.progress("A").await?, 1, "with its reason it is an answer");
        assert_eq!(page.run(seen).await?, serde_json::json!([]));
        // The reason is the visitor's to change.
        page.write("A-5", "reason", " Vu par nous.").await?;
        let stored = page.stored().await?["answers"]["A-5"]["not_applicable"].clone();
        let reason = stored.as_str().unwrap();
        assert!(reason.starts_with("Nous ne faisons") && reason.ends_with(" Vu par nous."), "{reason}");
        page.choose("A-5", "2").await?;
        assert_eq!(page.run(seen).await?, serde_json::json!([]), "who answers is left in peace");
        page.click("fieldset[id='A-5'] [data-action=clear]").await?;
        assert_eq!(page.run(seen).await?, serde_json::json!(["A-5"]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_answer_can_be_taken_back_and_its_note_stays() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-2", "unknown").await?;
        page.write("C4-2", "note", "ask <script>alert(1)</script> Legal").await?;
        page.click("fieldset[id='C4-2'] [data-action=clear]").await?;
        assert_eq!(page.progress("4").await?, 0);
        assert!(!page.is_chosen("C4-2", "unknown").await?);
        assert_eq!(
            page.run("return document.activeElement.id").await?,
            "C4-2",
            "the keyboard's place stays"
        );
        let stored = page.stored().await?;
        assert_eq!(
            stored["answers"]["C4-2"],
            serde_json::json!({ "note": "ask <script>alert(1)</script> Legal" })
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_keyboard_is_enough() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        let press = |keys: Key| {
            let driver = fixture.driver.clone();
            async move { driver.action_chain().send_keys(char::from(keys)).perform().await }
        };
        let focused =
            || async { page.run("return document.activeElement.getAttribute('data-action') ?? document.activeElement.name").await };
        for _ in 0..10 {
            press(Key::Tab).await?;
            if focused().await? == "start" {
                break;
            }
        }
        assert_eq!(focused().await?, "start");
        press(Key::Enter).await?;
        page.wait_for("fieldset[id='C4-1']").await?;
        page.wait_until("the heading has the focus", "return document.activeElement.tagName === 'H1'").await?;
        for _ in 0..20 {
            press(Key::Tab).await?;
            if focused().await? == "C4-1" {
                break;
            }
        }
        press(Key::Space).await?;
        press(Key::Down).await?;
        press(Key::Down).await?;
        assert!(page.is_chosen("C4-1", "3").await?);
        assert_eq!(page.stored().await?["answers"]["C4-1"]["level"], 3);
        let outline = page.run("return getComputedStyle(document.activeElement.closest('label')).outlineStyle").await?;
        assert_eq!(outline, "solid", "the focus can be seen");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn addresses_lead_everywhere_and_back() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/question/C9-4").await?;
        let in_view = "const box = document.getElementById('C9-4').getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight";
        page.wait_until("the question is in view", in_view).await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        page.go("#/section/A").await?;
        page.wait_for("fieldset[id='A-1']").await?;
        page.go("#/question/A-11").await?;
        page.wait_until("the next question is in view", &in_view.replace("C9-4", "A-11")).await?;
        fixture.driver.back().await?;
        fixture.driver.back().await?;
        page.wait_for_results().await?;
        fixture.driver.forward().await?;
        page.wait_for("fieldset[id='A-1']").await?;
        page.go("#/nowhere").await?;
        page.wait_for("[data-action=start]").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_language_is_chosen_by_address_then_remembered() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr").await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        let page = fixture.open("#/section/5").await?;
        assert_eq!(page.attribute("html", "lang").await?, "fr");
        page.choose("C5-1", "4").await?;
        page.click("[data-action=language]").await?;
        page.wait_until("the page is in English", "return document.documentElement.lang === 'en'")
            .await?;
        assert!(page.is_chosen("C5-1", "4").await?, "the place and the answers stay");
        page.wait_until(
            "the button has the focus",
            "return document.activeElement.dataset.action === 'language'",
        )
        .await?;
        page.reload().await?;
        assert_eq!(page.attribute("html", "lang").await?, "en");
        // A language chosen on the page also overrides that of the address by which the visitor
        // came.
        let page = fixture.open("?lang=fr#/").await?;
        page.click("[data-action=language]").await?;
        page.wait_until("the page is in English", "return document.documentElement.lang === 'en'")
            .await?;
        page.reload().await?;
        assert_eq!(page.attribute("html", "lang").await?, "en");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn start_leads_to_the_first_open_question() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.choose("C4-2", "2").await?;
        page.go("#/").await?;
        page.click("[data-action=start]").await?;
        page.wait_until(
            "the first open question is next",
            "return location.hash === '#/question/C4-3'",
        )
        .await?;
        page.wait_until("it has the focus", "return document.activeElement.id === 'C4-3'").await
    })
    .await
}

#[tokio::test]
async fn a_target_can_be_raised() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/5").await?;
        page.choose("C5-3", "4").await?;
        page.go("#/results/gaps").await?;
        page.wait_for_results().await?;
        assert_eq!(page.count("[data-gap]").await?, 0);
        page.go("#/results/scores").await?;
        page.click("select[data-target='5'] option[value='5']").await?;
        page.go("#/results/gaps").await?;
        assert_eq!(page.attribute("[data-gap='C5-3']", "data-class").await?, "opportunity");
        page.reload().await?;
        assert_eq!(page.attribute("[data-gap='C5-3']", "data-class").await?, "opportunity");
        assert_eq!(page.stored().await?["targets"], serde_json::json!({ "5": 5 }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_wider_than_a_phone() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        // 320 pixels are also a laptop at 400 %.
        for width in [320, 360] {
            fixture.resize(width, 740, 2).await?;
            for language in ["en", "fr"] {
                let page = fixture.open(&format!("?lang={language}")).await?;
                let sections = SECTIONS.iter().map(|(id, codes)| {
                    (format!("#/section/{id}"), format!("fieldset[id='{}']", codes[0]))
                });
                let others = [("#/", "[data-action=start]"), ("#/results/gaps", "[data-gap]")];
                for (place, sign) in
                    sections.chain(others.map(|(place, sign)| (place.to_owned(), sign.to_owned())))
                {
                    page.go(&place).await?;
                    page.wait_for(&sign).await?;
                    let wide = page.run("return document.documentElement.scrollWidth").await?;
                    assert_eq!(wide, width, "{language} {place}");
                }
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn switching_the_language_keeps_the_place() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.resize(360, 740, 2).await?;
        let page = fixture.open("?lang=fr#/section/A").await?;
        page.write("A-10", "note", "à garder").await?;
        page.run("document.getElementById('A-10').scrollIntoView()").await?;
        let top = "return Math.round(document.getElementById('A-10').getBoundingClientRect().top)";
        let before = page.run(top).await?;
        page.run("document.querySelector('[data-action=language]').click()").await?;
        page.wait_until("the page is in English", "return document.documentElement.lang === 'en'")
            .await?;
        page.wait_until("the question is where it was", &format!("{top} === {before}")).await?;
        assert_eq!(
            page.run("return document.querySelector('textarea[name=\"A-10-note\"]').value").await?,
            "à garder"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn going_back_leads_to_where_one_left() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/results/gaps").await?;
        page.click("[data-gap='A-1'] a").await?;
        page.wait_for("fieldset[id='A-1']").await?;
        assert_eq!(
            page.count("[data-notice]").await?,
            0,
            "the message about the file has been read"
        );
        fixture.driver.back().await?;
        page.wait_for("[data-gap='A-1']").await?;
        let in_view =
            "const box = document.querySelector('[data-gap=\"A-1\"]').getBoundingClientRect();
                       return box.top >= 0 && box.top < innerHeight";
        page.wait_until("the gap is in view again", in_view).await
    })
    .await
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        let first = fixture.driver.window().await?;
        let second = fixture.driver.new_tab().await?;
        fixture.driver.switch_to_window(second).await?;
        let other = fixture.open("?lang=en#/section/5").await?;
        other.choose("C5-1", "3").await?;
        fixture.driver.switch_to_window(first).await?;
        page.wait_until(
            "the first tab knows it",
            "return document.querySelector('[data-progress=overall]').value === 1",
        )
        .await?;
        page.choose("C4-1", "2").await?;
        let stored = page.stored().await?;
        assert_eq!(
            (&stored["answers"]["C5-1"]["level"], &stored["answers"]["C4-1"]["level"]),
            (&3.into(), &2.into())
        );
        Ok(())
    })
    .await
}

/// Presses keys one after the other.
async fn press(driver: &WebDriver, keys: &[char]) -> Result<()> {
    for key in keys {
        driver.action_chain().send_keys(*key).perform().await?;
    }
    Ok(())
}

const WITH_HEADING: &str = "return document.activeElement.tagName === 'H1'";

fn has_focus(code: &str) -> String {
    format!("return document.activeElement.closest('fieldset')?.id === '{code}'")
}

#[tokio::test]
async fn a_digit_answers_on_arrival_and_backspace_takes_it_back() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en").await?;
        page.click("[data-action=start]").await?;
        page.wait_until("the heading has the focus", WITH_HEADING).await?;
        let (enter, back) = (char::from(Key::Enter), char::from(Key::Backspace));
        press(&fixture.driver, &['2']).await?;
        assert!(page.is_chosen("C4-1", "2").await?);
        page.wait_until("the focus is on the answer", &has_focus("C4-1")).await?;
        press(&fixture.driver, &[back]).await?;
        assert_eq!(page.progress("4").await?, 0);
        press(&fixture.driver, &['3', enter, '4', back, back]).await?;
        page.wait_until("the question has the focus", &has_focus("C4-2")).await?;
        assert_eq!(page.progress("4").await?, 1, "the second takes nothing further back");
        assert!(page.is_chosen("C4-1", "3").await?);

        // On coming back, the first open question in view is answered, and no other one changed.
        page.go("#/section/5").await?;
        page.wait_for("fieldset[id='C5-1']").await?;
        page.go("#/section/4").await?;
        page.wait_for("fieldset[id='C4-1']").await?;
        page.wait_until("the heading has the focus", WITH_HEADING).await?;
        page.run("document.getElementById('C4-2').scrollIntoView()").await?;
        press(&fixture.driver, &['5']).await?;
        assert!(page.is_chosen("C4-1", "3").await? && page.is_chosen("C4-2", "5").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_page_moves_on_by_itself_only_where_that_is_wanted() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.choose("C4-1", "2").await?;
        page.run_async("new Promise((done) => setTimeout(() => done(true), 900))").await?;
        assert_eq!(page.run(&has_focus("C4-1")).await?, true, "not by default");
        page.click(".manner summary").await?;
        page.click("[data-action=manner][value=onward]").await?;
        let kept = "return localStorage.getItem('aims-assessment/answering') === 'onward'";
        page.wait_until("it is remembered", kept).await?;
        page.choose("C4-1", "3").await?;
        page.wait_until("the next question has the focus", &has_focus("C4-2")).await?;
        press(&fixture.driver, &['4']).await?;
        page.wait_until("a digit leads on too", &has_focus("C4-3")).await?;
        // An arrow passes by answers.
        page.run("document.querySelector(`[name='C4-3'][value='1']`).focus()").await?;
        press(&fixture.driver, &[char::from(Key::Down)]).await?;
        page.run_async("new Promise((done) => setTimeout(() => done(true), 900))").await?;
        assert!(page.is_chosen("C4-3", "2").await?);
        assert_eq!(page.run(&has_focus("C4-3")).await?, true);
        press(&fixture.driver, &[char::from(Key::Enter), '1']).await?;
        page.wait_until(
            "the end of the section has the focus",
            "return document.activeElement.dataset.action === 'next'",
        )
        .await?;
        page.reload().await?;
        assert_eq!(page.count("[data-action=manner]:checked").await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_question_at_a_time_goes_back_and_forth() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.resize(360, 780, 2).await?;
        let page = fixture.open("?lang=fr#/section/5").await?;
        page.click(".manner summary").await?;
        page.click("[data-action=manner][value=single]").await?;
        let shown = |code: &str| {
            format!(
                "return [...document.querySelectorAll('fieldset')]
                    .filter((one) => one.checkVisibility()).map((one) => one.id).join() === '{code}'"
            )
        };
        page.wait_until("the first is shown", &shown("C5-1")).await?;
        page.choose("C5-1", "3").await?;
        page.wait_until("it stays", &shown("C5-1")).await?;
        page.click(".pager [data-action=on]").await?;
        page.wait_until("the second is shown", &shown("C5-2")).await?;
        assert_eq!(page.run("return location.hash").await?, "#/question/C5-2");
        assert_eq!(page.text(".pager .position").await?, "6 sur 42");
        fixture.driver.back().await?;
        page.wait_until("back to the first", &shown("C5-1")).await?;
        fixture.driver.forward().await?;
        page.wait_until("and forth", &shown("C5-2")).await?;
        page.go("#/key").await?;
        page.wait_for("fieldset[id='C9-4']").await?;
        page.wait_until("the first open one", &shown("C4-3")).await?;
        page.click(".pager [data-action=on]").await?;
        page.wait_until("the second key requirement", &shown("C5-2")).await?;
        assert_eq!(page.text(".pager .position").await?, "2 sur 12");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn level_3_first_ends_at_the_same_answers() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/5").await?;
        page.click(".manner summary").await?;
        page.click("[data-action=manner][value='level-3']").await?;
        let rows = |code: &str, values: &str| {
            format!(
                "return [...document.querySelectorAll('#{code} .levels .answer')]
                    .filter((one) => one.checkVisibility())
                    .map((one) => one.firstElementChild.value).join() === '{values}'"
            )
        };
        page.wait_until("level 3 alone is read", &rows("C5-1", "3")).await?;
        page.click("#C5-1 [data-in-place=partly]").await?;
        page.wait_until("the answer is read too", &rows("C5-1", "2,3")).await?;
        assert!(page.is_chosen("C5-1", "2").await?);
        page.click("#C5-1 [data-in-place=no]").await?;
        assert!(page.is_chosen("C5-1", "1").await?);
        page.click("#C5-1 [data-in-place=fully]").await?;
        page.wait_until("levels 3 to 5 are read", &rows("C5-1", "3,4,5")).await?;
        // The level is still to be chosen; until then the answer is kept, though not shown.
        assert_eq!(page.count("#C5-1 input:checked").await?, 0);
        assert_eq!(page.progress("5").await?, 1);
        assert_eq!(page.stored().await?["answers"]["C5-1"]["level"], 1);
        page.choose("C5-1", "4").await?;
        assert_eq!(page.stored().await?["answers"]["C5-1"]["level"], 4);
        // A digit counts as always.
        page.run("document.getElementById('C5-2').focus()").await?;
        press(&fixture.driver, &['1']).await?;
        assert!(page.is_chosen("C5-2", "1").await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_left_for_later_is_found_at_the_end() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/4").await?;
        page.click("#C4-2 [data-action=later]").await?;
        let later = "return document.querySelector('.ending')
            .innerText.includes('C4-2 Interested parties, left for later')";
        page.wait_until("it is named", later).await?;
        assert_eq!(page.progress("overall").await?, 0, "it is no answer");
        page.click(".ending [data-question='C4-2']").await?;
        page.wait_until("the link leads there", &has_focus("C4-2")).await?;
        page.choose("C4-2", "unknown").await?;
        page.wait_until("it is answered", &later.replace("return ", "return !")).await?;
        page.click("#C4-2 [data-action=on]").await?;
        page.wait_until("the way on", &has_focus("C4-3")).await
    })
    .await
}
