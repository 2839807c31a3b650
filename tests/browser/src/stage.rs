//! A server for `dist/`, a browser with an empty profile, and the certainty that both end with the test.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::answers;
use crate::engine::{self, Engine, Storage};
use crate::hosts::{dist, static_server};
use crate::page::Page;

/// The checkout's top folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Everything that a test needs; given to it by [`perform`].
pub struct Stage {
    /// Address of the served page, with a slash at its end.
    pub address: String,
    /// Where the browser puts files that it saves.
    pub downloads: PathBuf,
    /// The browser.
    pub driver: WebDriver,
}

impl Stage {
    /// Opens the page at an address such as `?lang=fr#/results`, and waits until it is there.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn open(&self, place: &str) -> Result<Page> {
        self.open_at(&format!("{}{place}", self.address)).await
    }

    /// Opens the page at any address, and waits until it is there.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn open_at(&self, address: &str) -> Result<Page> {
        self.driver.goto(address).await?;
        let page = Page::new(self.driver.clone());
        page.wait_until_there().await?;
        Ok(page)
    }

    /// The same, with all 42 questions answered ([`answers::mixed`]) by a file that is opened.
    ///
    /// # Errors
    /// When the page doesn't come up or doesn't open the file.
    pub async fn open_answered(&self, place: &str) -> Result<Page> {
        let file = self.downloads.join("mixed.aims.json");
        std::fs::write(&file, answers::file(&answers::mixed()))?;
        let page = self.open(place).await?;
        page.open_file(&file).await?;
        Ok(page)
    }

    /// Sets the size of the view, in CSS pixels, and how many device pixels one of them is.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn resize(&self, width: u32, height: u32, scale: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600 });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await
    }

    /// A picture of what is shown, as PNG, once two that follow each other are the same.
    ///
    /// # Errors
    /// When what is shown goes on changing.
    pub async fn still_picture(&self) -> Result<Vec<u8>> {
        let mut last = self.driver.screenshot_as_png().await?;
        for _ in 0..40 {
            let now = self.driver.screenshot_as_png().await?;
            if now == last {
                return Ok(now);
            }
            last = now;
        }
        bail!("no two pictures were the same")
    }

    /// Takes the scroll bars out of the picture.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn hide_scroll_bars(&self) -> Result<()> {
        self.tell("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await
    }

    /// Makes the page light or dark.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn set_scheme(&self, scheme: &str) -> Result<()> {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", media).await
    }

    /// Shows the page as on paper, or on the screen again where `media` is empty.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn set_media(&self, media: &str) -> Result<()> {
        self.tell("Emulation.setEmulatedMedia", json!({ "media": media })).await
    }

    /// Prints the page; gives the PDF in base64.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn print(&self) -> Result<String> {
        let printed = self.driver.cdp().send_raw("Page.printToPDF", json!({})).await?;
        Ok(printed["data"].as_str().context("nothing was printed")?.to_owned())
    }

    /// From now on no file whose address fits can be loaded; with an empty pattern all can be again.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn block(&self, pattern: &str) -> Result<()> {
        let patterns: Vec<&str> =
            Some(pattern).into_iter().filter(|pattern| !pattern.is_empty()).collect();
        self.tell("Network.enable", json!({})).await?;
        self.tell("Network.setBlockedURLs", json!({ "urls": patterns })).await
    }

    /// What the browser has asked for since this was last called: the methods and addresses of all requests, as the browser itself
    /// counts them, sockets included.
    ///
    /// # Errors
    /// When the browser doesn't tell.
    pub async fn requests(&self) -> Result<Vec<(String, String)>> {
        let mut requests = Vec::new();
        for entry in self.driver.get_log("performance").await? {
            let entry: Value = serde_json::from_str(&entry.message)?;
            let (event, facts) = (&entry["message"]["method"], &entry["message"]["params"]);
            let (method, address) = match event.as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    (&facts["request"]["method"], &facts["request"]["url"])
                }
                "Network.webSocketCreated" | "Network.webTransportCreated" => {
                    (event, &facts["url"])
                }
                _ => continue,
            };
            requests.push((
                method.as_str().unwrap_or_default().to_owned(),
                address.as_str().unwrap_or_default().to_owned(),
            ));
        }
        Ok(requests)
    }

    /// Waits for a file that the page saves: its name has this beginning and this ending. It is moved, so that the next one of that
    /// name is another.
    ///
    /// # Errors
    /// When there is none after ten seconds.
    pub async fn saved(&self, start: &str, ending: &str) -> Result<(String, PathBuf)> {
        for _ in 0..200 {
            for entry in std::fs::read_dir(&self.downloads)?.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                // The browser makes an empty file of that name first.
                let is_there = entry.metadata().is_ok_and(|facts| facts.len() > 0);
                if is_there && name.starts_with(start) && name.ends_with(ending) {
                    let moved = self.downloads.join(format!("taken-{name}"));
                    std::fs::rename(entry.path(), &moved)?;
                    return Ok((name, moved));
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("no file {start}…{ending} was saved")
    }

    /// Runs a script in every page that is opened from now on, before the page's own.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn run_before_each_page(&self, script: &str) -> Result<()> {
        self.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
    }

    /// Says something to the browser in the language of its developer tools.
    /// A command in the words of the `DevTools` protocol.
    ///
    /// # Errors
    /// When the browser does not do it.
    pub async fn tell(&self, command: &str, parameters: Value) -> Result<()> {
        self.driver
            .cdp()
            .send_raw(command, parameters)
            .await
            .with_context(|| format!("the browser refused {command}"))?;
        Ok(())
    }
}

/// Runs a test in a browser of its own and ends the browser, whatever became of the test.
///
/// # Errors
/// What the test returns, and when the browser can't be started.
pub async fn perform<F, Fut>(test: F) -> Result<()>
where
    F: FnOnce(Stage) -> Fut,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    let server = static_server(&dist()?)?;
    let folder = tempfile::tempdir()?;
    let browser = Arc::new(engine::start(Engine::Chromium, Storage::Allowed, folder.path()).await?);
    let stage = Stage {
        address: server.address.clone(),
        downloads: folder.path().to_path_buf(),
        driver: browser.driver.clone(),
    };
    // In a task of its own, so that a failed assertion doesn't leave the browser running.
    let outcome = tokio::spawn(test(stage)).await;
    engine::end(browser, folder).await;
    match outcome {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
