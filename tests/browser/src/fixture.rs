//! A server for `dist/` and a browser with an empty profile; both are sure to end with the test.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::answers;
use crate::engine::{self, Engine, Storage};
use crate::page::Page;
use crate::servers::{dist, static_server};

/// Returns the top folder of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Everything that a test needs; [`with_fixture`] passes it to the test.
pub struct Fixture {
    /// The address of the served page, with a trailing slash.
    pub address: String,
    /// The folder into which the browser saves files.
    pub downloads: PathBuf,
    /// The browser.
    pub driver: WebDriver,
}

impl Fixture {
    /// Opens the page at an address such as `?lang=fr#/results` and waits until it is loaded.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn open(&self, place: &str) -> Result<Page> {
        self.open_at(&format!("{}{place}", self.address)).await
    }

    /// Opens the page at any address and waits until it is loaded.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn open_at(&self, address: &str) -> Result<Page> {
        self.driver.goto(address).await?;
        let page = Page::new(self.driver.clone());
        page.wait_until_there().await?;
        Ok(page)
    }

    /// Like [`Fixture::open`], with all 42 questions answered ([`answers::mixed`]) by opening a
    /// file; the results, which are shown then, are left again for the place.
    ///
    /// # Errors
    /// When the page doesn't come up or doesn't open the file.
    pub async fn open_answered(&self, place: &str) -> Result<Page> {
        let file = self.downloads.join("mixed.aims.json");
        std::fs::write(&file, answers::file(&answers::mixed()))?;
        let page = self.open(place).await?;
        page.open_file(&file).await?;
        page.wait_until(
            "the results are shown",
            "return document.querySelector('.results') !== null",
        )
        .await?;
        page.go(place.split_once('#').map_or("#/", |(_, hash)| hash)).await?;
        Ok(page)
    }

    /// Sets the size of the viewport in CSS pixels, and the device pixels per CSS pixel.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn resize(&self, width: u32, height: u32, scale: u32) -> Result<()> {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600 });
        self.tell("Emulation.setDeviceMetricsOverride", metrics).await
    }

    /// Returns a screenshot as PNG, once two in a row are identical.
    ///
    /// # Errors
    /// When the screen keeps changing.
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

    /// Hides the scroll bars.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn hide_scroll_bars(&self) -> Result<()> {
        self.tell("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await
    }

    /// Sets the preferred colour scheme, `light` or `dark`.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn set_scheme(&self, scheme: &str) -> Result<()> {
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", media).await
    }

    /// Emulates a CSS medium such as `print`; an empty `media` switches back to the screen.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn set_media(&self, media: &str) -> Result<()> {
        self.tell("Emulation.setEmulatedMedia", json!({ "media": media })).await
    }

    /// Prints the page and returns the PDF in base64.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn print(&self) -> Result<String> {
        let printed = self.driver.cdp().send_raw("Page.printToPDF", json!({})).await?;
        Ok(printed["data"].as_str().context("nothing was printed")?.to_owned())
    }

    /// Blocks all requests whose address matches, from now on; an empty pattern blocks none.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn block(&self, pattern: &str) -> Result<()> {
        let patterns: Vec<&str> =
            Some(pattern).into_iter().filter(|pattern| !pattern.is_empty()).collect();
        self.tell("Network.enable", json!({})).await?;
        self.tell("Network.setBlockedURLs", json!({ "urls": patterns })).await
    }

    /// Returns the method and address of every request since the last call, as the browser counts
    /// them, including web sockets.
    ///
    /// # Errors
    /// When the browser's log can't be read.
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

    /// Waits for a file that the page saves, by the beginning and ending of its name, and returns
    /// its name and path. Moves the file, so that the next one of that name is recognised as new.
    ///
    /// # Errors
    /// When there is none after ten seconds.
    pub async fn saved(&self, start: &str, ending: &str) -> Result<(String, PathBuf)> {
        for _ in 0..200 {
            for entry in std::fs::read_dir(&self.downloads)?.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                // The browser first creates an empty file of that name.
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

    /// Runs a script in every page opened from now on, before the page's own scripts.
    ///
    /// # Errors
    /// When the browser doesn't do it.
    pub async fn run_before_each_page(&self, script: &str) -> Result<()> {
        self.tell("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
    }

    /// Sends a command of the `DevTools` protocol to the browser.
    ///
    /// # Errors
    /// When the browser refuses the command.
    pub async fn tell(&self, command: &str, parameters: Value) -> Result<()> {
        self.driver
            .cdp()
            .send_raw(command, parameters)
            .await
            .with_context(|| format!("the browser refused {command}"))?;
        Ok(())
    }
}

/// Runs a test in a browser of its own and ends the browser, whatever the outcome.
///
/// # Errors
/// The test's error, or when the browser can't be started.
pub async fn with_fixture<F, Fut>(test: F) -> Result<()>
where
    F: FnOnce(Fixture) -> Fut,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    let server = static_server(&dist()?)?;
    let folder = tempfile::tempdir()?;
    let browser = Arc::new(engine::start(Engine::Chromium, Storage::Allowed, folder.path()).await?);
    let fixture = Fixture {
        address: server.address.clone(),
        downloads: folder.path().to_path_buf(),
        driver: browser.driver.clone(),
    };
    // In a task of its own, so that a failed assertion doesn't leave the browser running.
    let outcome = tokio::spawn(test(fixture)).await;
    engine::end(browser, folder).await;
    match outcome {
        Ok(outcome) => outcome,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
