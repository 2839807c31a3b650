//! The results and what changes them: profile, what if, statement of applicability, comparison with
//! an earlier snapshot.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::answers::{self, SECTIONS, shown};
use browser_tests::fixture::with_fixture;
use browser_tests::page::Page;
use serde_json::{Value, json};

/// Returns one member of each entry of a list.
fn members(list: &Value, member: &str) -> Vec<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|entry| entry[member].as_str().unwrap().to_owned())
        .collect()
}

/// Returns the scores that the command line computes from these answers.
fn scores_of(answers: &[(&str, &str)]) -> Value {
    answers::scored(&answers::file(answers)).unwrap()
}

#[tokio::test]
async fn every_figure_can_be_traced_in_both_languages() -> Result<()> {
    with_fixture(|fixture| async move {
        fixture.open_answered("?lang=en").await?;
        let scores = scores_of(&answers::mixed());
        for language in ["en", "fr"] {
            let page = fixture.open(&format!("?lang={language}#/results/report")).await?;
            page.wait_for_results().await?;
            let parts = "radar stages arithmetic gaps horizon plan audit answers soa limits references";
            let ids = page.attributes(".results section[id]:not([id=hints])", "id").await?;
            assert_eq!(ids, parts.split(' ').collect::<Vec<_>>());
            let first = "const all = [...document.querySelectorAll('[data-banner], [data-score], #radar, [data-list=answers], .method')];
                         return all.map(e => e.dataset.banner ?? e.dataset.score ?? e.id ?? '').filter((_, i) => i < 3)";
            assert_eq!(
                page.run(first).await?,
                json!(["overall", "critical", "radar"]),
                "critical gaps stand right below the score, above all else"
            );

            assert_eq!(page.texts("[data-score=overall]").await?, [shown(&scores["overall"]["score"], language)]);
            assert_eq!(page.attributes("[data-stage-score]", "data-stage-score").await?, ["plan", "do", "check", "act"]);
            for stage in scores["pdca"].as_array().unwrap() {
                let figure = format!("[data-stage-score={}]", stage["id"].as_str().unwrap());
                assert_eq!(page.texts(&figure).await?, [shown(&stage["score"], language)], "{figure}");
            }
            assert_eq!(page.attributes("[data-arithmetic]", "data-arithmetic").await?, members(&scores["domains"], "id"));
            for domain in scores["domains"].as_array().unwrap() {
                sum_is_right(&page, domain, language).await?;
            }
            assert_eq!(page.attributes("[data-gap]", "data-gap").await?, members(&scores["gaps"], "question"));
            assert_eq!(page.attributes("[data-gap]", "data-class").await?, members(&scores["gaps"], "class"));
            assert_eq!(page.attributes("#plan [data-plan]", "data-plan").await?, members(&scores["plan"]["work"], "question"));
            assert_eq!(page.attributes("#plan [data-task]", "data-task").await?, members(&scores["plan"]["work"], "question"));
            for phase in scores["roadmap"].as_array().unwrap() {
                let codes: Vec<_> = phase["questions"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
                let shown = page.attributes(&format!("[data-phase='{}'][data-task]", phase["phase"]), "data-task").await?;
                assert_eq!(shown, codes, "phase {}", phase["phase"]);
            }
            let all = SECTIONS.iter().flat_map(|(_, codes)| *codes).copied();
            assert_eq!(page.attributes("[data-answer]", "data-answer").await?, all.collect::<Vec<_>>());
        }
        Ok(())
    })
    .await
}

/// Checks that the products in a domain's rows add up to its points, and that points ÷ weight,
/// truncated, is the score shown.
async fn sum_is_right(page: &Page, domain: &Value, language: &str) -> Result<()> {
    let (id, points, weight) = (
        domain["id"].as_str().unwrap(),
        domain["points"].as_u64().unwrap(),
        domain["weight"].as_u64().unwrap(),
    );
    let rows = format!(
        "const of = row => [...row.querySelectorAll('td')].map(cell => parseInt(cell.textContent));
         const rows = [...document.querySelectorAll('[data-arithmetic=\"{id}\"] tbody tr')].map(of).filter(([,, product]) => product);
         return [rows.reduce((sum, [weight, level, product]) => sum + (weight * level === product ? product : NaN), 0),
                 rows.reduce((sum, [weight]) => sum + weight, 0)]"
    );
    assert_eq!(page.run(&rows).await?, json!([points, weight]), "domain {id}");
    let tenths = 10 * points / weight;
    let score = shown(&json!(format!("{}.{}", tenths / 10, tenths % 10)), language);
    let sum = &page.texts(&format!("[data-sum='{id}']")).await?[0];
    assert!(
        sum.starts_with(&format!("{points} ÷ {weight} = ")) && sum.ends_with(&score),
        "domain {id}: {sum}"
    );
    assert_eq!(page.texts(&format!("tr[data-domain='{id}'] [data-score]")).await?, [score]);
    Ok(())
}

#[tokio::test]
async fn the_profile_changes_what_is_shown_and_no_score() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/results/report").await?;
        page.wait_for_results().await?;
        let laws = async |page: &Page| -> Result<usize> {
            let cited = page.texts("[data-gap] .references strong, #references dt").await?;
            Ok(cited.iter().filter(|text| text.contains("EU AI Act")).count())
        };
        let starts = async |page: &Page| page.texts("[data-gap] .start").await;
        assert!(laws(&page).await? > 10, "while nothing is said, every law is shown");
        assert!(starts(&page).await?.iter().all(|start| start.starts_with("To create")));
        let before = figures(&page).await?;

        page.click("[data-action=profile]").await?;
        page.click("input[name='profile-european_union'][value=no]").await?;
        page.click("input[name='profile-certificates'][value=iso_27001]").await?;
        page.click("input[name='profile-certificates'][value=iso_9001]").await?;
        page.click("input[name='profile-sector'][value=finance]").await?;
        let chosen = json!({ "european_union": "no", "certificates": ["iso_27001", "iso_9001"], "sector": "finance" });
        assert_eq!(page.stored().await?["profile"], chosen);
        page.reload().await?;
        for (name, value) in [("european_union", "no"), ("certificates", "iso_27001"), ("certificates", "iso_9001")] {
            let option = page.wait_for(&format!("input[name='profile-{name}'][value={value}]")).await?;
            assert!(option.is_selected().await?, "{name} {value} after a reload");
        }

        page.go("#/results/report").await?;
        page.wait_for_results().await?;
        assert_eq!(laws(&page).await?, 0);
        assert!(starts(&page).await?.iter().any(|start| start.starts_with("To extend from what you have")));
        assert_eq!(figures(&page).await?, before);

        // “None of these” clears the certificates.
        page.go("#/profile").await?;
        page.click("input[name='profile-certificates'][value=none]").await?;
        assert_eq!(page.stored().await?["profile"]["certificates"], json!(["none"]));
        assert!(!page.wait_for("input[value=iso_27001]").await?.is_selected().await?);
        page.go("#/results/report").await?;
        page.wait_for_results().await?;
        assert!(starts(&page).await?.iter().all(|start| start.starts_with("To create")));
        assert_eq!(figures(&page).await?, before);
        Ok(())
    })
    .await
}

/// Returns all figures of the results screen: scores, readiness, gaps, roadmap.
async fn figures(page: &Page) -> Result<Vec<Vec<String>>> {
    let texts = page.texts("[data-score], [data-stage-score], [data-sum], [data-known-only], [data-readiness], [data-completeness]").await?;
    let gaps = page.attributes("[data-gap]", "data-gap").await?;
    let classes = page.attributes("[data-gap]", "data-class").await?;
    Ok(vec![texts, gaps, classes, page.attributes("[data-task]", "data-task").await?])
}

#[tokio::test]
async fn who_develops_can_not_leave_out_what_concerns_developers() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/profile").await?;
        // Choosing a profile saves the answers again, at another time.
        let figures = |text: &str| -> Result<Value> {
            let mut scores = answers::scored(text)?;
            scores.as_object_mut().unwrap().remove("saved_at");
            Ok(scores)
        };
        let before = figures(&page.stored_text().await?)?;
        page.click("input[name='profile-roles'][value=develop]").await?;
        page.go("#/section/A").await?;
        page.wait_for("fieldset[id='A-5']").await?;
        // The answer given before stays, counts, and is explained.
        assert!(page.is_chosen("A-5", "na").await?);
        assert_eq!(page.progress("A").await?, 11);
        let says = "Your profile says that you develop or integrate AI";
        assert!(page.text("label:has(input[name='A-5'][value=na])").await?.contains(says));
        assert_eq!(figures(&page.stored_text().await?)?, before);
        // Where another answer was given, *not applicable* can't be chosen.
        let can_leave_out = async |code: &str| -> Result<bool> {
            Ok(page
                .wait_for(&format!("input[name='{code}'][value=na]"))
                .await?
                .is_enabled()
                .await?)
        };
        assert!(!can_leave_out("A-8").await?);
        page.choose("A-5", "2").await?;
        assert!(!can_leave_out("A-5").await?);
        page.reload().await?;
        assert!(!can_leave_out("A-5").await?);
        assert!(page.is_chosen("A-5", "2").await?);

        page.go("#/profile").await?;
        page.click("input[name='profile-roles'][value=develop]").await?;
        assert_eq!(
            page.stored().await?.get("profile"),
            None,
            "nothing is left of what was taken back"
        );
        page.go("#/section/A").await?;
        page.choose("A-5", "na").await?;
        assert_eq!(page.progress("A").await?, 11, "its reason is still there");
        assert_eq!(figures(&page.stored_text().await?)?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_statement_follows_the_answers_until_it_is_edited() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        let cards = "return [...document.querySelectorAll('[data-soa]')].map(card => [card.dataset.soa,
            card.querySelector('a').textContent.split(' ')[0], card.querySelector('[name$=applicable]').value,
            card.querySelector('[name$=status]').value || card.querySelector('[name$=status]').selectedOptions[0].dataset.status, card.querySelector('textarea').value])";
        page.go("#/results/statement").await?;
        page.wait_for("[data-soa]").await?;
        let rows = page.run(cards).await?;
        assert_eq!(rows.as_array().unwrap().len(), 38);
        for row in rows.as_array().unwrap() {
            let answer = answers::mixed().into_iter().find(|(code, _)| row[1] == *code).unwrap().1;
            let status = match answer {
                "na" => {
                    assert_eq!((&row[2], &row[4]), (&json!("no"), &json!("We only use AI that others make.")), "{row}");
                    continue;
                }
                "3" | "4" | "5" => "implemented",
                "2" => "partial",
                "1" => "not_implemented",
                _ => "open",
            };
            assert_eq!((&row[2], &row[3], &row[4]), (&json!("yes"), &json!(status), &json!("")), "{row}");
        }

        // An edit survives a reload, a change of language and a new answer, until it is reset.
        let of = |card: &str| format!("return [...document.querySelectorAll('[data-soa=\"{card}\"] select, [data-soa=\"{card}\"] textarea')].map(e => e.value || e.selectedOptions?.[0].dataset.status || '')");
        let proposed = page.run(&of("A.10.2")).await?;
        page.click("select[name='soa-A.10.2-status'] option[value=partial]").await?;
        page.wait_for("textarea[name='soa-A.10.2-justification']").await?.send_keys("Contracts <b>first</b>; é").await?;
        let written = json!({ "A.10.2": { "justification": "Contracts <b>first</b>; é", "status": "partial" } });
        assert_eq!(page.stored().await?["soa"], written);
        let edited = json!(["yes", "partial", "Contracts <b>first</b>; é"]);
        assert_ne!(proposed, edited);
        page.reload().await?;
        assert_eq!(page.run(&of("A.10.2")).await?, edited);
        page.click("[data-action=language]").await?;
        page.wait_until("the page is in French", "return document.documentElement.lang === 'fr'").await?;
        assert_eq!(page.run(&of("A.10.2")).await?, edited);
        page.go("#/section/A").await?;
        page.choose("A-11", "5").await?;
        page.choose("A-1", "1").await?;
        page.go("#/results/statement").await?;
        page.wait_for("[data-soa]").await?;
        assert_eq!(page.run(&of("A.10.2")).await?, edited);
        assert_eq!(page.run(&of("A.2.3")).await?[1], "not_implemented", "what nobody edited follows");
        page.click("[data-soa='A.10.2'] [data-action=soa-reset]").await?;
        page.wait_until("it is as proposed", &format!("return (() => {{ {} }})()[1] === 'implemented'", of("A.10.2"))).await?;
        assert_eq!(page.run(&of("A.10.2")).await?, json!(["yes", "implemented", ""]));
        assert_eq!(page.stored().await?.get("soa"), None);
        let in_view = "const box = document.querySelector('[data-soa=\"A.10.2\"]').getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight";
        page.wait_until("the control is still in view", in_view).await?;

        // Excluded without a justification: the page asks for one.
        page.click("select[name='soa-A.2.3-applicable'] option[value=no]").await?;
        let reason = "textarea[name='soa-A.2.3-justification']";
        assert_eq!(page.attribute(reason, "aria-invalid").await?, "true");
        assert!(page.text("[data-soa='A.2.3'] .needed").await?.contains("demande une raison"));
        page.wait_for(reason).await?.send_keys("Aucun.").await?;
        assert_eq!(page.attribute(reason, "aria-invalid").await?, "");
        assert_eq!(page.texts("[data-soa='A.2.3'] .needed").await?, [""]);

        // Where the reason of *not applicable* is taken away here, it is printed all the same.
        let taken_away = "textarea[name='soa-A.6.1.2-justification']";
        page.run(&format!("const field = document.querySelector(\"{taken_away}\"); field.value = ''; field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))")).await?;
        assert_eq!(page.attribute(taken_away, "placeholder").await?, "We only use AI that others make.");

        // Another tab edits another control: shown at once, and the visitor goes on writing.
        page.click(reason).await?;
        page.run(
            "const key = Object.keys(localStorage).find(key => key.includes('/answers/'));
            const file = JSON.parse(localStorage.getItem(key));
            file.soa['A.2.2'] = { justification: 'of another tab' };
            file.changed['soa/A.2.2'] = Date.now() + 1000;
            localStorage.setItem(key, JSON.stringify(file));
            dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }))",
        )
        .await?;
        page.wait_until("the other tab's words are there", "return document.querySelector(\"[name='soa-A.2.2-justification']\").value === 'of another tab'").await?;
        assert_eq!(page.run("return document.activeElement.name").await?, json!("soa-A.2.3-justification"));

        page.go("#/results/report").await?;
        page.wait_for("#soa").await?;
        assert!(page.texts("tr[data-soa='A.2.3']").await?[0].contains("NonAucun."), "the results show what was written");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_earlier_state_stands_beside_the_present_one() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/results/scores").await?;
        page.wait_for_results().await?;
        assert_eq!(page.count("[data-action=beside]").await?, 0, "there is nothing to set beside");
        page.go("#/assessments").await?;
        page.click("[data-action=snapshot-keep]").await?;
        page.wait_for("[data-snapshot]").await?;
        page.go("#/section/4").await?;
        let better = [("C4-1", "5"), ("C4-2", "5"), ("C4-4", "5")];
        let mut now = answers::mixed();
        for (code, value) in better {
            page.choose(code, value).await?;
            now = answers::with(&now, code, value);
        }
        page.go("#/results").await?;
        page.wait_for_results().await?;
        assert_eq!(
            (page.count("[data-earlier]").await?, page.count(".key.earlier").await?),
            (0, 0)
        );
        let drawn = "return document.querySelector('[data-chart=radar]').toDataURL()";
        page.wait_until(
            "the radar is painted",
            "return document.querySelector('[data-chart=radar]').width > 300",
        )
        .await?;
        let alone = page.run(drawn).await?;

        let of_clause_4 = [&now, &answers::mixed()]
            .map(|answers| shown(&scores_of(answers)["domains"][0]["score"], "en"));
        page.go("#/results/scores").await?;
        page.click("[data-action=beside] option:nth-child(2)").await?;
        let (then, now) = (
            shown(&scores_of(&answers::mixed())["overall"]["score"], "en"),
            shown(&scores_of(&now)["overall"]["score"], "en"),
        );
        assert_ne!(then, now);
        assert!(page.text("[data-earlier]").await?.contains(&then));
        assert_eq!(page.text("[data-score=overall]").await?, now);
        let name = page.texts("[data-action=beside] option:nth-child(2)").await?;
        // In the report a name stands alone, so it needs no bidi isolates.
        let plain = name[0].replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(page.texts("[data-table=domains] th:nth-child(3)").await?, ["Earlier"]);
        assert_eq!(page.texts("tr[data-domain='4'] td.number:not(.answered)").await?, of_clause_4);
        for width in [320, 360] {
            fixture.resize(width, 740, 2).await?;
            assert_eq!(
                page.run("return document.documentElement.scrollWidth").await?,
                width,
                "a table with one column more"
            );
        }
        fixture.resize(1280, 900, 1).await?;
        page.go("#/results").await?;
        page.wait_for_results().await?;
        assert_eq!(page.texts(".chart .key.earlier").await?, [&*plain]);
        assert!(page.text("[data-earlier]").await?.contains(&then));
        let redrawn =
            format!("return document.querySelector('[data-chart=radar]').toDataURL() !== {alone}");
        page.wait_until("the radar shows both", &redrawn).await?;
        // The exported file says the same.
        page.click("[data-action=export-html]").await?;
        fixture
            .driver
            .goto(format!("file://{}", fixture.saved("aims-report-", ".html").await?.1.display()))
            .await?;
        assert!(page.text("[data-earlier]").await?.contains(&then));
        assert_eq!(
            page.texts(".key.earlier, [data-table=domains] th:nth-child(3)").await?,
            [&*plain, &*plain]
        );
        fixture.driver.back().await?;
        page.go("#/results/scores").await?;
        page.wait_for("[data-action=beside]").await?;
        page.click("[data-action=beside] option:nth-child(2)").await?;
        // The comparison is kept when the language changes; it belongs to the assessment for which
        // it was chosen.
        page.click("[data-action=language]").await?;
        page.wait_until("the page is in French", "return document.documentElement.lang === 'fr'")
            .await?;
        assert!(page.text("[data-earlier]").await?.contains(&then.replace('.', ",")));
        page.click("[data-action=beside] option:nth-child(1)").await?;
        page.wait_until(
            "it is alone again",
            "return !document.querySelector('[data-earlier], th.earlier')",
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_stood_beside_one_assessment_does_not_follow_to_another() -> Result<()> {
    with_fixture(|fixture| async move {
        let page = fixture.open_answered("?lang=en").await?;
        page.go("#/assessments").await?;
        page.click("[data-assessment='1'] [data-action=assessment-duplicate]").await?;
        page.wait_for("[data-assessment='2']").await?;
        page.go("#/results/scores").await?;
        page.click("[data-action=beside] option[value='2']").await?;
        page.wait_for("[data-earlier]").await?;
        page.go("#/assessments").await?;
        page.click("[data-assessment='2'] [data-action=assessment-use]").await?;
        page.wait_for("[data-assessment='2'][aria-current]").await?;
        page.go("#/results/scores").await?;
        page.wait_for("[data-action=beside]").await?;
        assert_eq!(page.count("[data-earlier]").await?, 0, "an assessment stands beside itself");
        Ok(())
    })
    .await
}
