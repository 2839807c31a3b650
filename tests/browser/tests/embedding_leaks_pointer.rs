//! A host that spies on real input. Its frame is so high that nothing scrolls inside, so the
//! browser would scroll the host's page to the element that gets the focus. The scroll position of
//! the host's page must not tell what a visitor chooses with a real pointer and real keys: neither
//! at once, nor by the height of that question when the visitor goes on to a later one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::answers::SECTIONS;
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{Nginx, Packed, dist_shown_by, static_server};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::Key;

const FRAME: &str =
    "return document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";

/// The host's page. Its scroll padding moves the edges of the view to the middle, so that the least
/// difference of position would scroll it.
const HOST: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>A friendly host</title><link rel=icon href=data:,>
<style>body { margin: 0 } html { scroll-padding: 345px 0 }</style>
<div style='height: 700px'></div><div id=place><aims-assessment lang=en></aims-assessment></div><div style='height: 3000px'></div>
<script>
  const settings = new URLSearchParams(location.search);
  place.style.width = settings.get('width');
  window.element = document.querySelector('aims-assessment');
  const high = () => element.shadowRoot.querySelector('iframe').style.setProperty('height', '9000px', 'important');
  window.isReady = false;
  element.addEventListener('ready', () => { high(); isReady = true });
  element.addEventListener('resize', high);
  const script = document.createElement('script');
  script.type = 'module';
  element.lang = settings.get('lang') ?? 'en';
  script.src = `${settings.get('home')}embed.js`;
  document.head.append(script);
</script>";

const VALUES: [&str; 4] = ["1", "3", "5", "unknown"];

#[tokio::test]
async fn a_hand_tells_the_host_nothing_in_chromium() -> Result<()> {
    spied(Engine::Chromium).await
}

#[tokio::test]
async fn a_hand_tells_the_host_nothing_in_firefox() -> Result<()> {
    spied(Engine::Firefox).await
}

/// The page, and the host's page around it. Returns its address as well.
async fn servers() -> Result<(impl Send, TempDir, String)> {
    let dist = dist_shown_by("http://localhost:*")?;
    let nginx =
        Nginx::start(&dist.path().join("hosting/nginx.conf"), dist.path(), Packed::AsShipped)
            .await?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("index.html"), HOST)?;
    let host = static_server(folder.path())?;
    let address =
        format!("{}?home={}", host.address.replace("127.0.0.1", "localhost"), nginx.address);
    Ok(((nginx, host, dist), folder, address))
}

async fn spied(engine: Engine) -> Result<()> {
    let (servers, folder, address) = servers().await?;
    perform_in(engine, Storage::Allowed, |browser| async move {
        let _servers = servers;
        for width in ["auto", "400px"] {
            open(&browser, &format!("{address}&width={width}")).await?;
            let spy = Spy::in_section(&browser).await?;
            spy.would_notice().await?;
            spy.clicks().await?;
            spy.tab().await?;
            spy.is_told_nothing_later(&VALUES.map(radio)).await?;
            if width == "auto" {
                spy.arrows().await?;
                spy.dialogs(folder.path()).await?;
                continue;
            }
            // Where less is on the screen, the page by itself changes the heights, as a phone is
            // small: this host would notice.
            let page = spy.enter().await?;
            page.run("document.documentElement.removeAttribute('data-framed')").await?;
            let told = spy.places_later(&VALUES.map(radio)).await?;
            ensure!(told.iter().any(|place| *place != told[0]), "this host sees nothing: {told:?}");
        }
        // Levels 3 to 5 are shown, or level 3 and the chosen one.
        open(&browser, &format!("{address}&width=400px")).await?;
        let spy = Spy::in_section(&browser).await?;
        spy.enter()
            .await?
            .run("document.querySelector(`.manner [value='level-3']`).click()")
            .await?;
        spy.browser.page().wait_for("#C4-2.level-3").await?;
        let spy = Spy::in_section(&browser).await?;
        let say = ["no", "partly", "fully"].map(|say| format!("#C4-2 [data-in-place={say}]"));
        spy.is_told_nothing_later(&[&say[..], &[radio("4"), radio("unknown")]].concat()).await
    })
    .await
}

#[tokio::test]
async fn no_answer_changes_a_height_in_chromium() -> Result<()> {
    heights(Engine::Chromium).await
}

#[tokio::test]
async fn no_answer_changes_a_height_in_firefox() -> Result<()> {
    heights(Engine::Firefox).await
}

/// Chooses each answer of a question that may not apply, and returns the heights of all questions
/// after each, by what was chosen.
const HEIGHTS: &str = "(async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)));
    const question = document.getElementById('A-5'), found = {};
    const look = async (name) => {
        await drawn();
        found[name] = [...document.querySelectorAll('fieldset')].map((one) => `${one.id} ${one.getBoundingClientRect().height}`).join();
    };
    const press = async (selector) => {
        question.querySelector(selector).click();
        await look(selector);
    };
    await look('none');
    for (const value of ['1', '2', '3', '4', '5', 'unknown', 'na']) await press(`[value='${value}']`);
    const reason = document.querySelector(`[name='A-5-reason']`);
    reason.value = 'We only use what others make.\\n'.repeat(9);
    reason.dispatchEvent(new Event('input', { bubbles: true }));
    await look('with a reason');
    if (question.classList.contains('level-3'))
        for (const say of ['no', 'partly', 'fully']) await press(`[data-in-place=${say}]`);
    await press('[value=\\'4\\']');
    await press('[data-action=clear]');
    return found;
})()";

/// The question that is answered is the last open one, and the profile suggests to leave it out.
fn all_but_one() -> String {
    let codes = SECTIONS.iter().flat_map(|(_, codes)| codes.iter().copied());
    let answers: serde_json::Map<String, Value> = codes
        .filter(|code| *code != "A-5")
        .map(|code| (code.to_owned(), json!({ "level": 2 })))
        .collect();
    json!({
        "format": "aims-assessment/answers", "version": 1, "questionnaire": { "id": "iso42001", "version": "1.0" },
        "organisation": "", "answers": answers, "profile": { "roles": ["use"] },
    })
    .to_string()
}

async fn heights(engine: Engine) -> Result<()> {
    let (servers, _folder, address) = servers().await?;
    perform_in(engine, Storage::Allowed, |browser| async move {
        let _servers = servers;
        open(&browser, &address).await?;
        let spy = Spy { browser: &browser, start: 700 };
        let store = format!(
            "localStorage.removeItem('aims-assessment/answering'); localStorage.setItem('aims-assessment/answers/1', {}); localStorage.setItem('aims-assessment/current', '1')",
            json!(all_but_one())
        );
        let mut are_told = false;
        for language in ["en", "fr"] {
            spy.enter().await?.run(&store).await?;
            browser.driver.enter_default_frame().await?;
            open(&browser, &format!("{address}&lang={language}")).await?;
            let page = spy.enter().await?;
            page.go("#/section/A").await?;
            page.wait_for("#A-5 .suggestion:not([hidden])").await?;
            for way in ["", "level-3"] {
                if !way.is_empty() {
                    page.run(&format!("document.querySelector(`.manner [value='{way}']`).click()")).await?;
                    page.wait_for(&format!("#A-5.{way}")).await?;
                }
                for width in [320, 400, 660, 1100] {
                    browser.driver.enter_default_frame().await?;
                    browser.page().run(&format!("place.style.width = '{width}px'")).await?;
                    let page = spy.enter().await?;
                    let found = page.run_async(HEIGHTS).await?;
                    let found = found.as_object().unwrap();
                    for (choice, heights) in found {
                        assert_eq!(heights, &found["none"], "{language} {way} {width}: {choice}");
                    }
                    // Makes sure that something is measured.
                    page.run("document.documentElement.removeAttribute('data-framed')").await?;
                    let found = page.run_async(HEIGHTS).await?;
                    page.run("document.documentElement.setAttribute('data-framed', '')").await?;
                    are_told |= found["[value='unknown']"] != found["none"];
                }
            }
        }
        assert!(are_told, "without the mark the heights tell");
        Ok(())
    })
    .await
}

async fn open(browser: &Arc<Browser>, address: &str) -> Result<()> {
    browser.driver.goto(address).await?;
    browser.page().wait_until("the frame is ready", "return isReady").await
}

fn radio(value: &str) -> String {
    format!("[name='C4-2'][value='{value}']")
}

/// The host that spies. `start` is the scroll position of its page before each action.
struct Spy<'a> {
    browser: &'a Arc<Browser>,
    start: i64,
}

impl<'a> Spy<'a> {
    async fn in_section(browser: &'a Arc<Browser>) -> Result<Self> {
        let spy = Self { browser, start: 0 };
        let page = spy.enter().await?;
        page.go("#/section/4").await?;
        page.wait_for("[name='C4-2']").await?;
        let question = spy.top_of("C4-2").await?;
        Ok(Self { browser, start: 700 + question - 60 })
    }

    async fn enter(&self) -> Result<Page> {
        self.browser.driver.enter_default_frame().await?;
        self.browser.driver.execute(FRAME, Vec::new()).await?.element()?.enter_frame().await?;
        let page = self.browser.page();
        page.wait_until_there().await?;
        Ok(page)
    }

    /// Returns the offset of an element from the top of the frame, once it no longer changes.
    async fn top_of(&self, id: &str) -> Result<i64> {
        let top = format!(
            "return Math.round(document.getElementById('{id}').getBoundingClientRect().top)"
        );
        Ok(self
            .browser
            .page()
            .wait_until_still("the place of the question", &top)
            .await?
            .as_i64()
            .unwrap())
    }

    /// Returns the scroll position of the host's page, once nothing moves. Leaves the driver in the
    /// host's page.
    async fn place(&self) -> Result<Value> {
        // It must not move, so there is no event to wait for.
        tokio::time::sleep(Duration::from_millis(400)).await;
        self.browser.driver.enter_default_frame().await?;
        self.browser.page().run("return scrollY").await
    }

    /// Scrolls the host's page back to its first position.
    async fn begin(&self) -> Result<Value> {
        self.browser.driver.enter_default_frame().await?;
        self.browser.page().run(&format!("scrollTo(0, {})", self.start)).await?;
        self.place().await
    }

    /// Checks that the host would notice if the page let the browser scroll to the focus, in a
    /// frame in which the visitor is active.
    async fn would_notice(&self) -> Result<()> {
        self.begin().await?;
        self.click("3").await?;
        let mut places = Vec::new();
        for value in ["1", "5"] {
            self.begin().await?;
            let page = self.enter().await?;
            page.run(&format!(
                "document.activeElement.blur(); document.querySelector(`{}`).focus()",
                radio(value)
            ))
            .await?;
            places.push(self.place().await?);
        }
        ensure!(places[0] != places[1], "this host would see no difference: {places:?}");
        Ok(())
    }

    /// Clicks an answer's words with the pointer.
    async fn click(&self, value: &str) -> Result<()> {
        let page = self.enter().await?;
        let words = page
            .run(&format!(
                "const words = [...document.querySelector(`{}`).parentElement.querySelectorAll('span:not(.number, .hidden)')].at(-1).getBoundingClientRect();
                 return [words.left + 20, words.top + words.height / 2].map(Math.round)",
                radio(value)
            ))
            .await?;
        let mut frame = json!([0, 0]);
        // Firefox's driver takes coordinates within a frame of another site, Chromium's those of
        // the window.
        if self.browser.engine == Engine::Chromium {
            self.browser.driver.enter_default_frame().await?;
            let place = "const { left, top } = element.shadowRoot.querySelector('iframe').getBoundingClientRect(); return [left, top].map(Math.round)";
            frame = self.browser.page().run(place).await?;
        }
        let at = |index: usize| words[index].as_i64().unwrap() + frame[index].as_i64().unwrap();
        self.browser.driver.action_chain().move_to(at(0), at(1)).click().perform().await?;
        self.is_chosen_and_focused(value).await
    }

    async fn is_chosen_and_focused(&self, value: &str) -> Result<()> {
        let radio = radio(value);
        let script = format!(
            "const radio = document.querySelector(`{radio}`); return radio.checked && document.activeElement === radio"
        );
        self.enter()
            .await?
            .wait_until(&format!("{value} is chosen and has the focus"), &script)
            .await
    }

    async fn press(&self, key: Key) -> Result<()> {
        self.enter().await?;
        Ok(self.browser.driver.action_chain().send_keys(char::from(key)).perform().await?)
    }

    async fn clicks(&self) -> Result<()> {
        for value in VALUES {
            let before = self.begin().await?;
            self.click(value).await?;
            assert_eq!(self.place().await?, before, "a click on {value} scrolls the host's page");
        }
        Ok(())
    }

    /// Checks the arrow keys, as in any group of radio buttons: they wrap around, and skip *not
    /// applicable* where it can't be chosen.
    async fn arrows(&self) -> Result<()> {
        self.begin().await?;
        self.click("3").await?;
        let last = self
            .enter()
            .await?
            .run("return [...document.querySelectorAll(`[name='C4-2']:enabled`)].at(-1).value")
            .await?;
        let last = last.as_str().unwrap();
        let ways = [
            (Key::Down, "4"),
            (Key::Right, "5"),
            (Key::Down, "unknown"),
            (Key::Up, "5"),
            (Key::Left, "4"),
            (Key::Up, "3"),
            (Key::Up, "2"),
            (Key::Up, "1"),
            (Key::Up, last),
            (Key::Down, "1"),
        ];
        for (key, value) in ways {
            let before = self.begin().await?;
            self.press(key).await?;
            self.is_chosen_and_focused(value).await?;
            assert_eq!(self.place().await?, before, "an arrow to {value} scrolls the host's page");
        }
        // The page's own shortcuts still work.
        let before = self.begin().await?;
        self.press_digit('4').await?;
        self.is_chosen_and_focused("4").await?;
        assert_eq!(self.place().await?, before, "a digit scrolls the host's page");
        Ok(())
    }

    async fn press_digit(&self, digit: char) -> Result<()> {
        self.enter().await?;
        Ok(self.browser.driver.action_chain().send_keys(digit).perform().await?)
    }

    /// Checks that Tab leads to the chosen answer; the host may see to which question, but not to
    /// which answer.
    async fn tab(&self) -> Result<()> {
        let mut places = Vec::new();
        for value in VALUES {
            // The note that was opened before would push the answers out of the window.
            self.enter()
                .await?
                .run("document.querySelector(`[name='C4-1-note']`).closest('details').open = false")
                .await?;
            self.begin().await?;
            self.click(value).await?;
            self.enter()
                .await?
                .run(
                    "const note = document.querySelector(`[name='C4-1-note']`);
                     note.closest('details').open = true;
                     note.focus({ preventScroll: true })",
                )
                .await?;
            self.begin().await?;
            for tries in 0.. {
                self.press(Key::Tab).await?;
                if self.browser.page().run("return document.activeElement.name").await? == "C4-2" {
                    break;
                }
                ensure!(tries < 6, "Tab doesn't lead to the next question");
            }
            self.is_chosen_and_focused(value).await?;
            let is_back =
                format!("return document.querySelector(`{}`).style.cssText === ''", radio(value));
            self.browser.page().wait_until("the button is at its place again", &is_back).await?;
            places.push(self.place().await?);
        }
        assert!(
            places.iter().all(|place| *place == places[0]),
            "Tab tells the host what is chosen: {places:?}"
        );
        Ok(())
    }

    /// Checks that Tab and typing in a later question scroll the host's page equally far, whatever
    /// was chosen before, by elements that are clicked.
    async fn is_told_nothing_later(&self, clicked: &[String]) -> Result<()> {
        let places = self.places_later(clicked).await?;
        assert!(
            places.iter().all(|place| *place == places[0]),
            "the next question tells the host what is chosen: {places:?}"
        );
        Ok(())
    }

    async fn places_later(&self, clicked: &[String]) -> Result<Vec<[Value; 2]>> {
        let mut places = Vec::new();
        for selector in clicked {
            let page = self.enter().await?;
            page.run(&format!("document.querySelector(`{selector}`).click()")).await?;
            page.pass_frames().await?;
            page.run(
                "document.querySelector(`#C4-2 .note summary`).focus({ preventScroll: true })",
            )
            .await?;
            self.begin().await?;
            for tries in 0.. {
                self.press(Key::Tab).await?;
                let place = "return document.activeElement.closest('fieldset')?.id";
                if self.browser.page().run(place).await? == "C4-3" {
                    break;
                }
                ensure!(tries < 6, "Tab doesn't lead to the next question");
            }
            let by_tab = self.place().await?;
            self.enter()
                .await?
                .run(
                    "const note = document.querySelector(`[name='C4-3-note']`);
                     note.closest('details').open = true;
                     note.focus({ preventScroll: true })",
                )
                .await?;
            self.begin().await?;
            self.press_digit('7').await?;
            places.push([by_tab, self.place().await?]);
            self.enter()
                .await?
                .run("document.querySelector(`[name='C4-3-note']`).closest('details').open = false")
                .await?;
        }
        Ok(places)
    }

    /// Checks the dialog that previews a file; its height depends on the file's content.
    async fn dialogs(&self, folder: &std::path::Path) -> Result<()> {
        for (name, organisation) in
            [("short", String::new()), ("long", "A very long name of an organisation ".repeat(6))]
        {
            let file = folder.join(format!("{name}.aims.json"));
            let text = json!({
                "format": "aims-assessment/answers", "version": 1, "questionnaire": { "id": "iso42001", "version": "1.0" },
                "organisation": organisation.trim(), "answers": { "C4-3": { "level": 3 } },
            });
            fs::write(&file, text.to_string())?;
            let page = self.enter().await?;
            page.go("#/").await?;
            page.wait_for("[name=answers-file]").await?;
            page.wait_until_still(
                "the height of the start",
                "return document.documentElement.scrollHeight",
            )
            .await?;
            self.browser.driver.enter_default_frame().await?;
            // A browser draws no frame that is out of sight, and the dialog waits to be drawn.
            self.browser.page().run("scrollTo(0, 650)").await?;
            let before = self.place().await?;
            let page = self.enter().await?;
            page.choose_file(&file).await?;
            page.wait_until(
                "the file is shown",
                "return document.querySelector('dialog[open]:not([inert])') !== null",
            )
            .await?;
            assert_eq!(
                self.place().await?,
                before,
                "the dialog for the {name} file scrolls the host's page"
            );
            let page = self.enter().await?;
            page.click("[data-action=import-cancel]").await?;
            page.wait_until(
                "the dialog is closed",
                "return document.querySelector('dialog[open]') === null",
            )
            .await?;
        }
        Ok(())
    }
}
