//! Accessibility: axe-core on every screen, sizes, zoom, spacing, forced colours, reduced motion
//! (WCAG 2.2 AA, and AAA for contrast).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use browser_tests::fixture::{Fixture, with_fixture};
use browser_tests::page::Page;
use browser_tests::screens::{self, lines};
use serde_json::json;

/// Runs all rules of axe-core, including experimental ones and those of level AAA.
const AXE: &str = "(async () => {
    const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, { enabled: true }]));
    const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)} – ${node.failureSummary}`));
})()";

fn axe() -> Result<String> {
    let path = std::env::var("AIMS_AXE")
        .context("AIMS_AXE names no axe.min.js; `cargo xtask test` sets it")?;
    Ok(std::fs::read_to_string(path)?)
}

async fn violations(page: &Page) -> Result<Vec<String>> {
    Ok(lines(&page.run_async(AXE).await?))
}

/// Checks every screen in a language and a colour scheme at the widths of a phone, a tablet and a
/// laptop.
async fn no_violations(fixture: Fixture, language: &str, scheme: &str) -> Result<()> {
    fixture.set_scheme(scheme).await?;
    let page = fixture.open_answered(&format!("?lang={language}#/")).await?;
    page.run(&axe()?).await?;
    let mut found = Vec::new();
    for (width, places) in
        [(360, &screens::ALL[..]), (768, &screens::KINDS[..]), (1280, &screens::ALL[..])]
    {
        fixture.resize(width, 900, 1).await?;
        for place in places {
            screens::show(&page, place).await?;
            found.extend(
                violations(&page)
                    .await?
                    .into_iter()
                    .map(|line| format!("{place}, {width} px: {line}")),
            );
        }
    }
    assert!(found.is_empty(), "{language}, {scheme}:\n{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_in_english_in_light() -> Result<()> {
    with_fixture(|fixture| no_violations(fixture, "en", "light")).await
}

#[tokio::test]
async fn axe_finds_nothing_in_english_in_dark() -> Result<()> {
    with_fixture(|fixture| no_violations(fixture, "en", "dark")).await
}

#[tokio::test]
async fn axe_finds_nothing_in_french_in_light() -> Result<()> {
    with_fixture(|fixture| no_violations(fixture, "fr", "light")).await
}

#[tokio::test]
async fn axe_finds_nothing_in_french_in_dark() -> Result<()> {
    with_fixture(|fixture| no_violations(fixture, "fr", "dark")).await
}

#[tokio::test]
async fn axe_finds_nothing_before_the_first_answer() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=fr#/results/report").await?;
        page.run(&axe()?).await?;
        for place in screens::KINDS {
            screens::show(&page, place).await?;
            assert_eq!(violations(&page).await?, Vec::<String>::new(), "{place}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_finds_nothing_in_a_dialog() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en#/").await?;
        page.run(&axe()?).await?;
        page.choose_file(&fixture.downloads.join("mixed.aims.json")).await?;
        page.wait_for("dialog[open]").await?;
        assert_eq!(violations(&page).await?, Vec::<String>::new(), "the look into a file");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_menu_of_files() -> Result<()> {
    with_fixture(|fixture| async move {
        for (width, language, scheme) in [(360, "fr", "light"), (1280, "en", "dark")] {
            fixture.resize(width, 780, 1).await?;
            fixture.set_scheme(scheme).await?;
            let page = fixture.open(&format!("?lang={language}#/section/5")).await?;
            page.choose("C5-1", "2").await?;
            page.run(&axe()?).await?;
            page.open_menu().await?;
            assert_eq!(violations(&page).await?, Vec::<String>::new(), "{language}");
            page.click("[data-action=delete-all]").await?;
            page.wait_for("[data-action=delete-confirmed]").await?;
            assert_eq!(violations(&page).await?, Vec::<String>::new(), "{language}, deleting");
            let outside =
                "const panel = document.querySelector('.menu-panel').getBoundingClientRect();
                return panel.left < 0 || panel.right > innerWidth || panel.bottom > innerHeight";
            assert_eq!(page.run(outside).await?, false, "{language}: all of it is on the screen");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_would_find_something() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/5").await?;
        page.run(&axe()?).await?;
        page.run("document.querySelector('h1').remove(); document.querySelector('.lead').style.color = '#999'").await?;
        let found = violations(&page).await?.join("\n");
        assert!(found.contains("page-has-heading-one") && found.contains("color-contrast:"), "{found}");
        Ok(())
    })
    .await
}

/// Returns what is wider than the viewport or cut off: WCAG 1.4.10 *Reflow* and 1.4.12 *Text
/// Spacing*. The names of the sections are a row of links that scrolls by itself.
const CUT_OFF: &str = "const over = [...document.querySelectorAll('body *')].filter(element => {
        if (!element.checkVisibility() || element.closest('.hidden, .skip, canvas, svg, thead, option, .results.part h2:is(.gaps > *, #plan > *, #answers > *)')) return false;
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const isCut = ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis' && !style.webkitLineClamp.match(/[0-9]/)
            && element.tagName !== 'PROGRESS' && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
        return isCut || box.width > 0 && box.right > innerWidth + 1 && !element.closest('.sections li, .results-nav ul') && getComputedStyle(element).position !== 'absolute';
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    return wide.concat(over.map(element => element.outerHTML.slice(0, 140)));";
/// Applies the text spacing that a visitor's own style sheet may set.
const SPACED: &str = "const style = document.createElement('style');
    document.head.append(style);
    for (const rule of ['* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }', 'p { margin-bottom: 2em !important; }']) {
        style.sheet.insertRule(rule);
    }";

/// Returns what reaches beyond a question. Each question is painted separately, so what overflows
/// it would be cut off: the focus outline, 4 px around a row of the levels and 5 px around the
/// rest. Nor may the room that a question needs at its sides make the page wider than the window.
const BEYOND_QUESTION: &str = "const found = [];
    for (const question of document.querySelectorAll('fieldset.question')) {
        const around = question.getBoundingClientRect();
        for (const part of question.querySelectorAll('.answer, textarea, select, button, summary, a')) {
            const { left, right, top, bottom, width } = part.getBoundingClientRect();
            const room = Math.min(left - around.left, around.right - right, top - around.top, around.bottom - bottom);
            if (width && room < (part.matches('.answer') ? 4 : 5)) found.push(`${question.id} ${part.outerHTML.slice(0, 90)}: ${room} px`);
        }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`${scrollWidth} px are needed, ${clientWidth} are there`);
    return [document.querySelectorAll('fieldset.question').length, ...found]";

#[tokio::test]
async fn what_has_the_focus_is_outlined_on_all_sides() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr#/").await?;
        for width in [320, 360, 640, 768, 1024, 1280] {
            fixture.resize(width, 900, 1).await?;
            for (place, questions) in [("#/section/A", 11), ("#/section/6", 7), ("#/profile", 8)] {
                screens::show(&page, place).await?;
                assert_eq!(
                    page.run(BEYOND_QUESTION).await?,
                    json!([questions]),
                    "{place}, {width} px"
                );
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nothing_is_cut_off_at_400_percent_nor_with_wide_spacing() -> Result<()> {
    with_fixture(|fixture| async move {
        let mut found = Vec::new();
        fixture.open_answered("?lang=en#/").await?;
        for language in ["en", "fr"] {
            // 320 x 256 is 1280 x 1024 at 400 %.
            fixture.resize(320, 256, 1).await?;
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(&format!("?lang={language}#/")).await?;
            for (how, change) in [
                ("as it is", ""),
                ("with WCAG's spacing", SPACED),
                ("with WCAG's spacing at 640 pixels, which is 200 %", ""),
            ] {
                if how.ends_with("200 %") {
                    fixture.resize(640, 800, 1).await?;
                }
                page.run(change).await?;
                for place in screens::KINDS {
                    screens::show(&page, place).await?;
                    found.extend(
                        lines(&page.run(CUT_OFF).await?)
                            .into_iter()
                            .map(|line| format!("{language} {place} {how}: {line}")),
                    );
                }
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
    .await
}

/// Returns what is too small for a finger: 24 px by WCAG 2.5.8, except links within a sentence; 44
/// px for the levels, whose whole row is the target.
const SMALL: &str = "const name = element => `${Math.round(element.getBoundingClientRect().width)} x ${Math.round(element.getBoundingClientRect().height)}: ${element.outerHTML.slice(0, 120)}`;
    const isBelow = (element, size) => { const box = element.getBoundingClientRect(); return box.width > 0 && Math.min(box.width, box.height) < size; };
    const inSentence = element => element.tagName === 'A' && element.parentElement.textContent.trim() !== element.textContent.trim();
    const targets = [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=radio], [type=checkbox], [type=file]), label:has([type=radio], [type=checkbox])')];
    return targets.filter(element => element.checkVisibility() && !element.closest('.skip') && !inSentence(element) && isBelow(element, 24)).map(name)
        .concat([...document.querySelectorAll('.levels label')].filter(element => isBelow(element, 44)).map(name));";

#[tokio::test]
async fn every_target_is_large_enough_for_a_finger() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr#/").await?;
        let mut found = Vec::new();
        for width in [360, 1280] {
            fixture.resize(width, 800, 1).await?;
            for place in screens::KINDS {
                screens::show(&page, place).await?;
                found.extend(
                    lines(&page.run(SMALL).await?)
                        .into_iter()
                        .map(|line| format!("{place} {width}: {line}")),
                );
            }
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn less_motion_is_none_and_forced_colours_tell_the_chosen_level() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open("?lang=en#/section/5").await?;
        let moving = "return [...document.querySelectorAll('*')].filter(element => {
                const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
                return transitionDuration.split(',').some(time => parseFloat(time) > 0.01) || animationName !== 'none' || scrollBehavior === 'smooth';
            }).length";
        assert!(page.run(moving).await?.as_u64() > Some(0), "a choice is felt, where nobody asked for less");
        let media = |name: &str, value: &str| json!({ "features": [{ "name": name, "value": value }] });
        fixture.tell("Emulation.setEmulatedMedia", media("prefers-reduced-motion", "reduce")).await?;
        assert_eq!(page.run(moving).await?, 0, "less motion is none");

        fixture.tell("Emulation.setEmulatedMedia", media("forced-colors", "active")).await?;
        page.choose("C5-2", "3").await?;
        let look = "const row = value => { const input = document.querySelector(`[name='C5-2'][value='${value}']`), style = getComputedStyle(input);
                return [style.borderTopWidth, style.borderTopStyle, getComputedStyle(input.closest('label')).outlineStyle]; };
            return [row(3), row(2)]";
        let look = page.run(look).await?;
        assert_ne!(look[0], look[1], "the chosen level has another shape, not just another colour");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn headings_landmarks_titles_and_languages_are_in_order() -> Result<()> {
    with_fixture(|fixture| async move {
        let mut titles = Vec::new();
        fixture.open_answered("?lang=en#/").await?;
        for (language, other) in [("en", "fr"), ("fr", "en")] {
            fixture.driver.goto("about:blank").await?;
            let page = fixture.open(&format!("?lang={language}#/")).await?;
            for place in &screens::KINDS[..13] {
                screens::show(&page, place).await?;
                let levels = page.run("return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))").await?;
                let levels: Vec<u64> = levels.as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64).collect();
                assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{place}: one h1 in {levels:?}");
                assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{place}: no level is left out in {levels:?}");
                assert_eq!(page.count("main").await?, 1);
                assert_eq!(page.count("header.site").await? + page.count("footer.site").await?, 2);
                assert_eq!(page.attribute("html", "lang").await?, language);
                assert_eq!(page.attribute("[data-action=language]", "lang").await?, other);
                titles.push(page.run("return document.title").await?.to_string());
            }
        }
        let count = titles.len();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), count, "every screen has a title of its own in each language: {titles:#?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_radar_has_words_and_a_table_and_gaps_say_their_class() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=fr#/results/report").await?;
        page.wait_for_results().await?;
        let words = page.attribute("canvas[data-chart=radar]", "aria-label").await?;
        let scores = page.texts("table[data-table=domains] [data-score]").await?;
        assert_eq!(scores.len(), 8);
        for score in scores {
            assert!(words.contains(&score), "{score} in: {words}");
        }
        let silent = "const names = new Map([...document.querySelectorAll('[data-gap]')].map(gap => [gap.dataset.class, gap.querySelector('.tag').textContent.trim()]));
            return [[...names.values()].every(name => name.length > 4), new Set(names.values()).size === names.size]";
        assert_eq!(page.run(silent).await?, json!([true, true]), "each class has a word of its own");
        Ok(())
    })
    .await
}
