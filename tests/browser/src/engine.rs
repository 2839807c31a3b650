//! The three browser engines, each driven through WebDriver alone.
//!
//! Every browser starts with an empty profile in a folder of its own; all its processes end with
//! the test, whatever the outcome.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::page::Page;
use crate::servers::free_port;

/// Flags for running as root and without a display, and without the connections that Chromium makes
/// by itself.
const CHROMIUM_FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--window-size=1280,900",
];
/// `WebKitGTK`'s own small browser. The folder is Debian's; its path contains the machine's
/// architecture and the version of the library.
const MINI_BROWSERS: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/// Environment variable set for all processes of a browser, so that those which left their process
/// group are found too.
const MARK: &str = "AIMS_BROWSER_TEST";

/// Limits how many browsers run at a time: more than two are slower, not faster.
static PLACES: Semaphore = Semaphore::const_new(2);

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The engine of Chrome, Edge and Opera.
    Chromium,
    /// The engine of Firefox.
    Firefox,
    /// The engine of Safari; here as `WebKitGTK`.
    WebKit,
}

/// The storage that the browser's settings allow to pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// The default settings.
    Allowed,
    /// No page may store anything. (`WebKitGTK`'s browser has no such setting.)
    Blocked,
    /// A page in a frame of another site may store nothing. (`WebKitGTK`'s browser has no such
    /// setting.)
    BlockedInFrames,
}

/// A browser of one of the engines; it ends when this is dropped.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    /// The driver's session.
    pub driver: WebDriver,
    process: Process,
}

impl Browser {
    /// Opens an address and waits until the page is loaded.
    ///
    /// # Errors
    /// When the page doesn't come up.
    pub async fn open(&self, address: &str) -> Result<Page> {
        self.driver.goto(address).await.with_context(|| format!("{address} can't be opened"))?;
        let page = self.page();
        page.wait_until_there().await.with_context(|| format!("at {address}"))?;
        Ok(page)
    }

    /// Returns the page that is shown.
    pub fn page(&self) -> Page {
        Page::new(self.driver.clone())
    }

    /// Returns the errors on the browser's console since the start: from scripts, exceptions, and
    /// violations of the content security policy or of integrity.
    ///
    /// # Errors
    /// When the browser doesn't tell.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        if self.engine == Engine::Chromium {
            let log = self.driver.get_log("browser").await?;
            return Ok(log
                .into_iter()
                .filter(|entry| entry.level == "SEVERE")
                .map(|entry| entry.message)
                .collect());
        }
        // The other two engines write them to their standard output or standard error.
        let said = self.process.said.lock().unwrap_or_else(PoisonError::into_inner);
        let signs: &[&str] = match self.engine {
            Engine::WebKit => &["CONSOLE", " ERROR "],
            _ => &["console.error:"],
        };
        let is_exception = |line: &str| {
            self.engine == Engine::Firefox
                && ["http", "file"]
                    .iter()
                    .any(|scheme| line.contains(&format!("JavaScript error: {scheme}")))
        };
        // Messages of Firefox's own components begin with the component's name, on a line of its
        // own.
        let is_own = |line: &str| self.engine == Engine::Firefox && line.ends_with(": ");
        let is_error = |line: &&String| {
            (signs.iter().all(|sign| line.contains(sign)) && !is_own(line)) || is_exception(line)
        };
        Ok(said.iter().filter(is_error).cloned().collect())
    }

    /// Returns everything that the browser and its driver wrote, for diagnosing a failure.
    pub fn said(&self) -> String {
        self.process.said.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }
}

/// Runs a test in a browser of its own and ends the browser, whatever the outcome.
///
/// # Errors
/// The test's error, or when the browser can't be started.
pub async fn perform_in<F, Fut>(engine: Engine, storage: Storage, test: F) -> Result<()>
where
    F: FnOnce(Arc<Browser>) -> Fut,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    let _place = PLACES.acquire().await?;
    let folder = tempfile::tempdir()?;
    let browser = Arc::new(start(engine, storage, folder.path()).await?);
    // In a task of its own, so that a failed assertion doesn't leave the browser running.
    let outcome = tokio::spawn(test(browser.clone())).await;
    end(browser, folder).await;
    match outcome {
        Ok(outcome) => outcome.with_context(|| format!("in {engine:?}")),
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

/// Like [`perform_in`], but kills the browser at the end, as a power cut would, and then runs
/// `look` on the folder with its profile.
///
/// # Errors
/// The test's or `look`'s error, or when the browser can't be started.
pub async fn perform_and_kill<F, Fut>(
    engine: Engine,
    test: F,
    look: impl FnOnce(&Path) -> Result<()>,
) -> Result<()>
where
    F: FnOnce(Arc<Browser>) -> Fut,
    Fut: Future<Output = Result<()>> + Send + 'static,
{
    let _place = PLACES.acquire().await?;
    let folder = tempfile::tempdir()?;
    let browser = Arc::new(start(engine, Storage::Allowed, folder.path()).await?);
    let outcome = tokio::spawn(test(browser.clone())).await;
    // Waits until none of its processes is left, as they write into the folder; at most two
    // seconds.
    for _ in 0..100 {
        if !browser.process.end() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let seen = look(folder.path());
    drop(browser);
    match outcome {
        Ok(outcome) => outcome.and(seen).with_context(|| format!("in {engine:?}")),
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

/// Asks the browser to quit, kills what is left of it, then removes its profile.
pub(crate) async fn end(browser: Arc<Browser>, folder: TempDir) {
    tokio::time::timeout(Duration::from_secs(5), browser.driver.clone().quit()).await.ok();
    drop(browser);
    drop(folder);
}

/// Starts a driver and its browser. If two programs chose the same free port, one of them ends and
/// is started again.
pub(crate) async fn start(engine: Engine, storage: Storage, folder: &Path) -> Result<Browser> {
    let mut last = None;
    for _ in 0..4 {
        let started = async {
            let port = free_port()?;
            let process = Process::start(engine, port, folder).await?;
            let wanted = Capabilities::from(capabilities(engine, storage, folder));
            let session = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted);
            let driver = match tokio::time::timeout(Duration::from_mins(1), session).await {
                Ok(Ok(driver)) => driver,
                Ok(Err(problem)) => bail!("{problem}"),
                Err(_) => bail!("it was not there after a minute"),
            };
            Ok(Browser { engine, driver, process })
        };
        match started.await {
            Ok(browser) => return Ok(browser),
            Err(problem) => last = Some(problem),
        }
        // No event tells when the machine is less busy, or when the other program has bound its
        // port.
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    Err(last.context("no browser was started")?.context(format!("{engine:?} can't be started")))
}

fn capabilities(engine: Engine, storage: Storage, folder: &Path) -> serde_json::Map<String, Value> {
    let wanted = match engine {
        Engine::Chromium => {
            let mut settings = json!({ "download.default_directory": folder, "download.prompt_for_download": false });
            match storage {
                Storage::Allowed => {}
                Storage::Blocked => {
                    settings["profile.default_content_setting_values.cookies"] = json!(2);
                }
                Storage::BlockedInFrames => {
                    settings["profile.block_third_party_cookies"] = json!(true);
                    settings["profile.cookie_controls_mode"] = json!(1);
                }
            }
            json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "args": CHROMIUM_FLAGS, "prefs": settings },
                "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            })
        }
        Engine::Firefox => {
            let mut settings = json!({
                // Writes the console and exceptions to the standard output.
                "devtools.console.stdout.content": true,
                "devtools.console.stdout.chrome": false,
                "browser.dom.window.dump.enabled": true,
                "intl.accept_languages": "en",
                "browser.download.dir": folder,
                "browser.download.folderList": 2,
                // Writes the session file, with the state of open windows, every 500 ms.
                "browser.sessionstore.interval": 500,
            });
            match storage {
                Storage::Allowed => {}
                Storage::Blocked => settings["network.cookie.cookieBehavior"] = json!(2),
                Storage::BlockedInFrames => settings["network.cookie.cookieBehavior"] = json!(1),
            }
            json!({ "browserName": "firefox", "moz:firefoxOptions": { "args": ["-headless"], "prefs": settings } })
        }
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": MINI_BROWSERS,
                "args": ["--automation", "--enable-write-console-messages-to-stdout=true"],
            },
        }),
    };
    wanted.as_object().cloned().unwrap_or_default()
}

/// A driver and all processes that it started.
struct Process {
    child: Child,
    mark: String,
    said: Arc<Mutex<Vec<String>>>,
}

impl Process {
    async fn start(engine: Engine, port: u16, folder: &Path) -> Result<Self> {
        let (program, arguments) = match engine {
            Engine::Chromium => ("chromedriver", vec![format!("--port={port}")]),
            Engine::Firefox => {
                ("geckodriver", vec![format!("--port={port}"), "--websocket-port=0".to_owned()])
            }
            Engine::WebKit => {
                let screen =
                    ["-a", "-s", "-screen 0 1280x6000x24", "WebKitWebDriver"].map(str::to_owned);
                ("xvfb-run", screen.into_iter().chain([format!("--port={port}")]).collect())
            }
        };
        let program = std::env::var(format!("AIMS_{}", program.to_uppercase().replace('-', "_")))
            .unwrap_or_else(|_| program.to_owned());
        let mark = folder.to_string_lossy().into_owned();
        let mut child = Command::new(&program)
            .args(arguments)
            .env(MARK, &mark)
            .env("TMPDIR", folder)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("LANGUAGE", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| {
                format!("{program} can't be started; `cargo xtask setup` installs it")
            })?;
        let said = Arc::default();
        if let Some(lines) = child.stdout.take() {
            listen(lines, &said);
        }
        if let Some(lines) = child.stderr.take() {
            listen(lines, &said);
        }
        let mut process = Self { child, mark, said };
        for _ in 0..400 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(process);
            }
            if let Some(status) = process.child.try_wait()? {
                bail!("{program} ended ({status})");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{program} doesn't listen")
    }

    /// Kills every process that carries our mark or is in the driver's group; returns whether one
    /// that carries the mark was still running.
    fn end(&self) -> bool {
        if let Some(group) = self.child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?)) {
            kill_process_group(group, Signal::KILL).ok();
        }
        let mark = format!("{MARK}={}\0", self.mark);
        let mut was_there = false;
        for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Some(pid) =
                process.file_name().to_str().and_then(|name| Pid::from_raw(name.parse().ok()?))
            else {
                continue;
            };
            let environment = fs::read(process.path().join("environ")).unwrap_or_default();
            if String::from_utf8_lossy(&environment).contains(&mark) {
                was_there = true;
                kill_process(pid, Signal::KILL).ok();
            }
        }
        was_there
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// Collects the output of a program; it would block on a pipe that isn't read.
fn listen(from: impl AsyncRead + Send + Unpin + 'static, said: &Arc<Mutex<Vec<String>>>) {
    let said = said.clone();
    let mut lines = BufReader::new(from).lines();
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            said.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    });
}
