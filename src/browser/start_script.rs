//! Calls the start script (`public/start/`), which loads what this module can't load itself: the
//! texts of a language; the second WebAssembly module, which makes files; the standalone page; a
//! new version.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

/// The chunks of this module after the first, numbered by the build (`xtask/src/build/chunks.rs`).
/// A chunk may depend on those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The code for the results.
    Results,
    /// The code for rarely visited screens.
    Rest,
}

/// A pending or finished request to the start script.
pub struct PendingLoad(JsValue);

impl PendingLoad {
    /// Waits for it; returns whether it succeeded.
    pub async fn came(self) -> bool {
        promised(self.0).await.is_ok()
    }

    /// Waits for a text; `None` if it can't be loaded.
    pub async fn text(self) -> Option<String> {
        promised(self.0).await.ok()?.as_string()
    }

    /// Returns the text if it is loaded already.
    pub fn text_now(&self) -> Option<String> {
        self.0.as_string()
    }
}

/// Requests a chunk; `None` if it is loaded already, as it always is in the standalone page.
pub fn coming(chunk: Later) -> Option<PendingLoad> {
    let number = match chunk {
        Later::Results => "1",
        Later::Rest => "2",
    };
    let answer = ask("aimsLoadChunk", number).ok()?;
    (answer != JsValue::TRUE).then_some(PendingLoad(answer))
}

/// Spawns a task before Leptos has started; afterwards Leptos spawns all tasks.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Requests the texts of a language, by its code.
pub fn words(code: &str) -> PendingLoad {
    PendingLoad(ask("aimsWords", code).unwrap_or_default())
}

/// Requests the additional texts of the report in a language, by its code.
pub fn report_words(code: &str) -> PendingLoad {
    PendingLoad(ask("aimsReportWords", code).unwrap_or_default())
}

/// Calls a function of the start script.
fn ask(name: &str, what: &str) -> Result<JsValue, JsValue> {
    let ask: Function = Reflect::get(&js_sys::global(), &name.into())?.dyn_into()?;
    ask.call1(&JsValue::UNDEFINED, &what.into())
}

/// Shows that the page can't run, and offers the stored answers as files.
pub fn fail(problem: &str) {
    // If even that function is missing, nobody can be told.
    ask("aimsFailed", problem).ok();
}

/// Puts answers that could not be stored where the start script finds them if the page fails, to
/// offer them as a file.
pub fn keep_unstored(text: &str) {
    // Setting a property of the global object can't fail.
    Reflect::set(&js_sys::global(), &"aimsUnstored".into(), &text.into()).ok();
}

/// Puts a text that the page keeps in its memory where the start script finds it if the page fails,
/// or none in its place.
pub fn keep_in_memory(key: &str, text: Option<&str>) {
    let memory = Reflect::get(&js_sys::global(), &"aimsMemory".into()).unwrap_or_default();
    let text = text.map_or(JsValue::UNDEFINED, JsValue::from_str);
    // Without the script in the page there is no such object, and nobody to offer anything.
    Reflect::set(&memory, &key.into(), &text).ok();
}

/// Calls `make` of the export module with these texts, and returns the bytes of the file.
///
/// # Errors
/// If the module can't be loaded, or the file can't be made.
pub async fn make(arguments: &[&str]) -> Result<Vec<u8>, JsValue> {
    let module = promised(call("aimsExports")?).await?;
    // Initializing it a second time returns the running module.
    let start: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    promised(start.call0(&JsValue::UNDEFINED)?).await?;
    let make: Function = Reflect::get(&module, &"make".into())?.dyn_into()?;
    let arguments: Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    let bytes: Uint8Array = Reflect::apply(&make, &JsValue::UNDEFINED, &arguments)?.dyn_into()?;
    Ok(bytes.to_vec())
}

/// Loads the standalone page, without answers.
///
/// # Errors
/// If it can't be loaded.
pub async fn one_file() -> Result<String, JsValue> {
    promised(call("aimsPage")?).await?.as_string().ok_or_else(|| "no text".into())
}

/// Whether this is the standalone page.
pub fn is_one_file() -> bool {
    has("aimsIsOneFile")
}

/// Opens a new, empty window of the page's own origin; `None` if the browser or the host doesn't
/// allow it.
pub fn window() -> Option<Window> {
    // The new window is no instance of this window's `Window`, so an `instanceof` check would fail.
    call("aimsWindow").ok().filter(|window| !window.is_null()).map(JsCast::unchecked_into)
}

/// News about the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A new version is ready.
    Update,
    /// The page could not be cached for offline use.
    NotKept,
    /// A new version could not be cached.
    NotRenewed,
}

/// Whether there is news to take.
pub fn has_news() -> bool {
    has("aimsUpdate") || has("aimsNotKept") || has("aimsNotRenewed")
}

/// Takes the news since the last call. A new version is reported until the visitor takes it.
pub fn take_news() -> Vec<News> {
    let once = [("aimsNotKept", News::NotKept), ("aimsNotRenewed", News::NotRenewed)];
    let mut news: Vec<News> =
        once.into_iter().filter(|(name, _)| take(name)).map(|(_, news)| news).collect();
    if has("aimsUpdate") {
        news.push(News::Update);
    }
    news
}

/// Removes a global property; returns whether it existed.
fn take(name: &str) -> bool {
    let is_there = has(name);
    if is_there {
        Reflect::delete_property(&js_sys::global(), &name.into()).ok();
    }
    is_there
}

/// Activates the new version, which reloads the page.
pub fn take_new_version() {
    // Without a new version there is nothing to do.
    call("aimsUpdate").ok();
}

fn has(name: &str) -> bool {
    Reflect::has(&js_sys::global(), &name.into()).unwrap_or(false)
}

fn call(name: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(&js_sys::global(), &name.into())?.dyn_into()?;
    function.call0(&JsValue::UNDEFINED)
}

async fn promised(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}
