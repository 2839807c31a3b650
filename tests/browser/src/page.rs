//! The page, accessed through its contract: names, addresses and attributes.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

/// Runs an action on the element that a selector finds. Retries if the page replaced the element or
/// reloaded itself between finding it and acting on it.
macro_rules! with {
    ($page:ident, $selector:expr, |$element:ident| $act:expr) => {{
        let mut tries_left = 5;
        loop {
            let $element = $page.wait_for($selector).await?;
            let done: WebDriverResult<_> = $act.await;
            let is_gone = done.as_ref().is_err_and(|problem| {
                matches!(problem.as_inner(), WebDriverErrorInner::StaleElementReference(_))
            });
            if !is_gone || tries_left == 0 {
                break done;
            }
            tries_left -= 1;
        }
    }};
}

/// The page as loaded in a browser.
pub struct Page {
    driver: WebDriver,
}

impl Page {
    /// Wraps the page that a driver shows.
    pub fn new(driver: WebDriver) -> Self {
        Self { driver }
    }

    /// Waits until the app has replaced the loading note.
    ///
    /// # Errors
    /// When that takes more than ten seconds.
    pub async fn wait_until_there(&self) -> Result<()> {
        // The HTML served before the module is loaded has a heading too.
        self.wait_until(
            "the page is there",
            "return document.getElementById('front') === null && document.querySelector('main h1') !== null",
        )
        .await
    }

    /// Waits for an element.
    ///
    /// # Errors
    /// When it isn't there after ten seconds.
    pub async fn wait_for(&self, selector: &str) -> Result<WebElement> {
        let wait = self
            .driver
            .query(By::Css(selector))
            .wait(Duration::from_secs(10), Duration::from_millis(20));
        wait.first().await.with_context(|| format!("`{selector}` is not on the page"))
    }

    /// Waits until a script that returns true or false returns true.
    ///
    /// # Errors
    /// When it doesn't within ten seconds.
    pub async fn wait_until(&self, what: &str, script: &str) -> Result<()> {
        for _ in 0..200 {
            if self.run(script).await? == Value::Bool(true) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("it never came true that {what}")
    }

    /// Waits until a script has returned the same value for half a second, and returns that value:
    /// for changes in several steps of which nothing tells the last.
    ///
    /// # Errors
    /// When it hasn't after ten seconds.
    pub async fn wait_until_still(&self, what: &str, script: &str) -> Result<Value> {
        let mut last = self.run(script).await?;
        let mut same = 0;
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let now = self.run(script).await?;
            same = if now == last { same + 1 } else { 0 };
            if same == 10 {
                return Ok(now);
            }
            last = now;
        }
        bail!("{what} went on changing")
    }

    /// Waits until a screenshot can be taken: fonts are loaded, no CSS transition is running, and
    /// each canvas has the resolution of its layout size. (A canvas without the page's style is
    /// never drawn.)
    ///
    /// # Errors
    /// When it can't be after ten seconds.
    pub async fn wait_until_drawn(&self) -> Result<()> {
        let is_drawn = "const scale = Math.max(devicePixelRatio, 1);
            const isDrawn = (canvas) => canvas.clientWidth === 0 || canvas.clientHeight === 0
                || getComputedStyle(canvas).getPropertyValue('--accent') === ''
                || canvas.width === Math.round(canvas.clientWidth * scale)
                && canvas.height === Math.round(canvas.clientHeight * scale);
            return document.fonts.status === 'loaded'
                && !document.getAnimations().some((one) => one instanceof CSSTransition)
                && [...document.querySelectorAll('canvas')].every(isDrawn)";
        self.wait_until("everything is drawn", is_drawn).await
    }

    /// Waits for six animation frames, more than a screen takes to be built.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn pass_frames(&self) -> Result<()> {
        let frame = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))";
        self.run_async(&format!("(async () => {{ for (let i = 0; i < 6; i++) await {frame}; }})()"))
            .await
            .map(drop)
    }

    /// Runs a script and returns its result.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Evaluates an expression that yields a promise, and returns what it resolves to.
    ///
    /// # Errors
    /// When the promise is rejected.
    pub async fn run_async(&self, expression: &str) -> Result<Value> {
        let script = format!("const done = arguments[0]; {expression}.then(done)");
        Ok(self.driver.execute_async(script, Vec::new()).await?.json().clone())
    }

    /// Returns the text of the first element that a selector finds.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(with!(self, selector, |element| element.text())?)
    }

    /// Returns an attribute of the first element that a selector finds; empty if it has none.
    ///
    /// # Errors
    /// When there is no such element.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<String> {
        Ok(with!(self, selector, |element| element.attr(name))?.unwrap_or_default())
    }

    /// Returns an attribute of all elements that a selector finds, in document order.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn attributes(&self, selector: &str, name: &str) -> Result<Vec<String>> {
        let script = format!(
            "return [...document.querySelectorAll({selector:?})].map(e => e.getAttribute({name:?}) ?? '')"
        );
        let list = self.run(&script).await?;
        Ok(strings(&list))
    }

    /// Returns the whole text of each element that a selector finds, folded or not.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let list = self
            .run(&format!(
                "return [...document.querySelectorAll({selector:?})].map(e => e.textContent)"
            ))
            .await?;
        Ok(strings(&list))
    }

    /// Opens all `details` elements but the menu of files, which would cover the page.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn unfold(&self) -> Result<()> {
        self.run(
            "document.querySelectorAll('details:not([data-menu])').forEach(e => e.open = true)",
        )
        .await
        .map(drop)
    }

    /// Waits until the results are complete: they are rendered in several steps.
    ///
    /// # Errors
    /// When they don't come.
    pub async fn wait_for_results(&self) -> Result<()> {
        // The overview is painted in steps, its findings last; a part at once.
        let there = ".overview .findings, .overview .empty, .results.part h1";
        self.wait_for(there).await.map(drop)
    }

    /// Returns how many elements a selector finds.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Opens the menu of files, and waits until it shows all that it has.
    ///
    /// # Errors
    /// When there is none, or it doesn't fill.
    pub async fn open_menu(&self) -> Result<()> {
        self.wait_for("[data-menu]").await?;
        // A screen that is only coming takes the focus some frames later, which closes the menu.
        self.wait_until(
            "the menu of files is open, and stays so",
            "const menu = document.querySelector('[data-menu]');
             const isFull = menu.open && !!menu.querySelector('[data-action=save-page]');
             if (!menu.open) menu.querySelector('summary').click();
             menu.seen = isFull ? (menu.seen ?? 0) + 1 : 0;
             return menu.seen > 2",
        )
        .await
    }

    /// Opens the menu of files for what is in it, and closes it for what is elsewhere, which it may
    /// cover; unfolds what is folded.
    async fn reach(&self, selector: &str) -> Result<()> {
        let where_it_is = format!(
            "const menu = document.querySelector('[data-menu]');
            const found = document.querySelector({selector:?});
            const isIn = found ? menu?.contains(found) : /save-page|offline|=undo|save-damaged|=delete-|[.]files/.test({selector:?});
            if (menu && !isIn) menu.open = false;
            if (!isIn && !found?.closest('summary')) {{
                for (let folded; (folded = found?.closest('details:not([open])'));) folded.open = true;
            }}
            return !!menu && isIn;"
        );
        if self.run(&where_it_is).await? == true { self.open_menu().await } else { Ok(()) }
    }

    /// Deletes everything by the menu of files. What another tab does may build the page anew while
    /// that is asked, which closes the menu: then it is asked for again.
    ///
    /// # Errors
    /// When it is never asked.
    pub async fn delete_all(&self) -> Result<()> {
        for _ in 0..10 {
            self.click("[data-action=delete-all]").await?;
            // No condition to wait for: either the question comes, or another tab's change closed
            // the menu.
            tokio::time::sleep(Duration::from_millis(200)).await;
            if self.count("[data-action=delete-confirmed]").await? > 0 {
                break;
            }
        }
        self.click("[data-action=delete-confirmed]").await
    }

    /// Clicks an element as a mouse does; in the menu of files, after opening that.
    ///
    /// # Errors
    /// When it isn't there or is covered by another element.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.reach(selector).await?;
        let clicked = with!(self, selector, |element| async {
            element.scroll_into_view().await?;
            element.click().await
        });
        clicked.with_context(|| format!("`{selector}` can't be clicked"))
    }

    /// Returns the content of the file that a link offers; the file is created on click.
    ///
    /// # Errors
    /// When there is no such link, or its file isn't JSON.
    pub async fn offered(&self, link: &str) -> Result<Value> {
        let read = format!(
            "(async () => {{
                const link = document.querySelector({link:?});
                link.addEventListener('click', (event) => event.preventDefault());
                link.click();
                return (await fetch(link.href)).json();
            }})()"
        );
        self.run_async(&read).await
    }

    /// Navigates to an address of the page, as a link does.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn go(&self, hash: &str) -> Result<()> {
        self.run(&format!("location.hash = {hash:?}")).await.map(drop)
    }

    /// Chooses an answer of a question on the screen: `1` to `5`, `unknown`, `na`.
    ///
    /// # Errors
    /// When there is no such radio button, or the click misses it.
    pub async fn choose(&self, code: &str, value: &str) -> Result<()> {
        let selector = radio(code, value);
        self.click(&selector).await?;
        // Not every driver waits until the page has handled the click.
        for _ in 0..40 {
            if self.is_chosen(code, value).await? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the click on {value} of {code} chose nothing")
    }

    /// Returns whether an answer is chosen.
    ///
    /// # Errors
    /// When there is no such radio button.
    pub async fn is_chosen(&self, code: &str, value: &str) -> Result<bool> {
        Ok(with!(self, &radio(code, value), |element| element.is_selected())?)
    }

    /// Types into a text field of a question on the screen: `note` or `reason`.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn write(&self, code: &str, field: &str, text: &str) -> Result<()> {
        let selector = format!("textarea[name='{code}-{field}']");
        let element = self.wait_for(&selector).await?;
        self.unfold_around(&selector).await?;
        element.scroll_into_view().await?;
        Ok(element.send_keys(text).await?)
    }

    /// Opens what a field is folded in, such as a note.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn unfold_around(&self, selector: &str) -> Result<()> {
        let open = format!(
            "const folded = document.querySelector({selector:?}).closest('details:not([data-menu])');
             if (folded) folded.open = true"
        );
        self.run(&open).await.map(drop)
    }

    /// Returns how many questions the page's progress shows as answered.
    ///
    /// # Errors
    /// When the progress is not on the page.
    pub async fn progress(&self, id: &str) -> Result<u32> {
        Ok(self.attribute(&format!("progress[data-progress='{id}']"), "value").await?.parse()?)
    }

    /// Opens a file as if the visitor had chosen it in the browser's dialog, and returns the page's
    /// message about it. If there are answers already, a readable file is only previewed:
    /// [`Page::open_instead`] goes on from there.
    ///
    /// # Errors
    /// When the page says nothing.
    pub async fn open_file(&self, path: &std::path::Path) -> Result<String> {
        self.choose_file(path).await?;
        self.message_about(path).await
    }

    /// Opens a file in place of the present answers: checks the page's preview, then replaces them.
    ///
    /// # Errors
    /// When the page doesn't show it, or says nothing after.
    pub async fn open_instead(&self, path: &std::path::Path) -> Result<String> {
        self.choose_file(path).await?;
        let shown = self.text("dialog[data-preview][open] [data-fact=file]").await?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !shown.contains(&*name) {
            bail!("the page shows another file: {shown}");
        }
        self.click("[data-action=import-replace]").await?;
        self.message_about(path).await
    }

    /// Begins another assessment from the list of assessments, and returns to the list.
    ///
    /// # Errors
    /// When its first question isn't shown.
    pub async fn begin_another(&self, name: &str) -> Result<()> {
        self.click("[data-action=assessment-new]").await?;
        let field = self.wait_for("input[name=new-assessment-name]").await?;
        // WebKit's driver refuses to type nothing.
        if !name.is_empty() {
            field.send_keys(name).await?;
        }
        self.click("[data-action=assessment-begin]").await?;
        self.wait_until(
            "the first question is shown",
            "return location.hash === '#/question/C4-1' && document.querySelector('[id=\"C4-1\"]') !== null",
        )
        .await?;
        self.go("#/assessments").await?;
        self.wait_for("[data-assessment][aria-current]").await.map(drop)
    }

    /// Chooses a file as in the browser's dialog.
    ///
    /// # Errors
    /// When there is no field for files.
    pub async fn choose_file(&self, path: &std::path::Path) -> Result<()> {
        let input = self.wait_for("input[type=file]").await?;
        Ok(input.send_keys(path.to_string_lossy()).await?)
    }

    /// Waits for the page's message about a file and returns it.
    ///
    /// # Errors
    /// When it says nothing.
    pub async fn message_about(&self, path: &std::path::Path) -> Result<String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let find = format!(
            "[...document.querySelectorAll('[data-notice]')].find(e => e.innerText.includes({name:?}))"
        );
        self.wait_until(&format!("the page says something of {name}"), &format!("return !!{find}"))
            .await?;
        Ok(self
            .run(&format!("return {find}.innerText"))
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Returns the answers of the current assessment as the browser has stored them.
    ///
    /// # Errors
    /// When there are none, or they are not JSON.
    pub async fn stored(&self) -> Result<Value> {
        serde_json::from_str(&self.stored_text().await?).context("what is stored is not JSON")
    }

    /// Returns the answers of an assessment as the browser has stored them.
    ///
    /// # Errors
    /// When there are none, or they are not JSON.
    pub async fn stored_of(&self, number: u32) -> Result<Value> {
        let text = self
            .run(&format!("return localStorage.getItem('aims-assessment/answers/{number}')"))
            .await?;
        serde_json::from_str(text.as_str().context("nothing is stored")?)
            .context("what is stored is not JSON")
    }

    /// Returns the stored text of the current assessment, unparsed.
    ///
    /// # Errors
    /// When nothing is stored.
    pub async fn stored_text(&self) -> Result<String> {
        let number = "(sessionStorage.getItem('aims-assessment/current') ?? 1)";
        let text = self
            .run(&format!("return localStorage.getItem('aims-assessment/answers/' + {number})"))
            .await?;
        Ok(text.as_str().context("nothing is stored")?.to_owned())
    }

    /// Returns whether the browser would ask for confirmation before this page is left.
    ///
    /// # Errors
    /// When the browser doesn't answer.
    pub async fn asks_before_leaving(&self) -> Result<bool> {
        let leave = "const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented";
        Ok(self.run(leave).await? == true)
    }

    /// Reloads the page.
    ///
    /// # Errors
    /// When it doesn't come up.
    pub async fn reload(&self) -> Result<()> {
        self.driver.refresh().await?;
        self.wait_until_there().await
    }
}

fn radio(code: &str, value: &str) -> String {
    format!("input[type=radio][name='{code}'][value='{value}']")
}

/// The strings of a JSON list.
fn strings(list: &Value) -> Vec<String> {
    let values = list.as_array().into_iter().flatten();
    values.filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
