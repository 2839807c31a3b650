//! A host that spies on real input. Its frame is so high that nothing scrolls inside, so the
//! browser would scroll the host's page to the element that gets the focus. The scroll position of
//! the host's page must not tell what a visitor chooses with a real pointer and real keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::engine::{Browser, Engine, Storage, perform_in};
use browser_tests::page::Page;
use browser_tests::servers::{Nginx, Packed, dist_shown_by, static_server};
use serde_json::{Value, json};
use thirtyfour::Key;

const FRAME: &str =
    "return document.querySelector('aims-assessment').shadowRoot.querySelector('iframe')";

/// The host's page. Its scroll padding moves the edges of the view to the middle, so that the least
/// difference of position would scroll it.
const HOST: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>A friendly host</title><link rel=icon href=data:,>
<style>body { margin: 0 } html { scroll-padding: 345px 0 }</style>
<div style='height: 700px'></div><aims-assessment lang=en></aims-assessment><div style='height: 3000px'></div>
<script>
  window.element = document.querySelector('aims-assessment');
  const high = () => element.shadowRoot.querySelector('iframe').style.setProperty('height', '9000px', 'important');
  window.isReady = false;
  element.addEventListener('ready', () => { high(); isReady = true });
  element.addEventListener('resize', high);
  const script = document.createElement('script');
  script.type = 'module';
  script.src = `${new URLSearchParams(location.search).get('home')}embed.js`;
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

async fn spied(engine: Engine) -> Result<()> {
    let dist = dist_shown_by("http://localhost:*")?;
    let nginx =
        Nginx::start(&dist.path().join("hosting/nginx.conf"), dist.path(), Packed::AsShipped)
            .await?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("index.html"), HOST)?;
    let host = static_server(folder.path())?;
    let address =
        format!("{}?home={}", host.address.replace("127.0.0.1", "localhost"), nginx.address);
    perform_in(engine, Storage::Allowed, |browser| async move {
        let _servers = (nginx, host, dist);
        open(&browser, &address).await?;
        let spy = Spy::in_section(&browser).await?;
        spy.would_notice().await?;
        spy.clicks().await?;
        spy.arrows().await?;
        spy.tab().await?;
        spy.dialogs(folder.path()).await
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
