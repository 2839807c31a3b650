//! What the script that starts the page (`public/start/`) can do for us, since this module can load nothing by itself: the words of a
//! language; the second WebAssembly module, which makes files; the page as one file; taking a new version.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

/// The parts of this module that come after the first, by the number that the build gives them (`xtask/src/build/chunks.rs`). What takes one may take those
/// before it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// What the results take.
    Results,
    /// What few visitors come to.
    Rest,
}

/// Something that the start script loads, on its way.
pub struct Coming(JsValue);

impl Coming {
    /// Waits for it; whether it is there.
    pub async fn came(self) -> bool {
        promised(self.0).await.is_ok()
    }

    /// Waits for a text; nothing where it can't be loaded.
    pub async fn text(self) -> Option<String> {
        promised(self.0).await.ok()?.as_string()
    }

    /// A text that is there already.
    pub fn text_now(&self) -> Option<String> {
        self.0.as_string()
    }
}

/// Asks for a part; nothing where it is there, as it always is in the page as one file.
pub fn coming(part: Later) -> Option<Coming> {
    let number = match part {
        Later::Results => "1",
        Later::Rest => "2",
    };
    let answer = ask("aimsBring", number).ok()?;
    (answer != JsValue::TRUE).then_some(Coming(answer))
}

/// Runs something before Leptos has begun, which runs everything later.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// The words of a language, by its code.
pub fn words(code: &str) -> Coming {
    Coming(ask("aimsWords", code).unwrap_or_default())
}

/// What the report says beside in a language, by its code.
pub fn report_words(code: &str) -> Coming {
    Coming(ask("aimsReportWords", code).unwrap_or_default())
}

/// Asks the start script for something.
fn ask(name: &str, what: &str) -> Result<JsValue, JsValue> {
    let ask: Function = Reflect::get(&js_sys::global(), &name.into())?.dyn_into()?;
    ask.call1(&JsValue::UNDEFINED, &what.into())
}

/// Says that the page can't run, and offers what is stored as files.
pub fn fail(problem: &str) {
    // Where even that is missing there is nobody to tell.
    ask("aimsFailed", problem).ok();
}

/// Keeps answers that could not be stored where a page that stops finds them, to offer them as a file.
pub fn keep_unstored(text: &str) {
    // A property of ours can be set.
    Reflect::set(&js_sys::global(), &"aimsUnstored".into(), &text.into()).ok();
}

/// Calls `make` of the module with these texts, and gives the bytes of the file.
///
/// # Errors
/// When the module can't be loaded, or the file can't be made.
pub async fn make(arguments: &[&str]) -> Result<Vec<u8>, JsValue> {
    let module = promised(call("aimsExports")?).await?;
    // Starting it a second time gives back the one that runs.
    let start: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    promised(start.call0(&JsValue::UNDEFINED)?).await?;
    let make: Function = Reflect::get(&module, &"make".into())?.dyn_into()?;
    let arguments: Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    let bytes: Uint8Array = Reflect::apply(&make, &JsValue::UNDEFINED, &arguments)?.dyn_into()?;
    Ok(bytes.to_vec())
}

/// The page as one file, without answers.
///
/// # Errors
/// When it can't be loaded.
pub async fn one_file() -> Result<String, JsValue> {
    promised(call("aimsPage")?).await?.as_string().ok_or_else(|| "no text".into())
}

/// Whether the page is one file already.
pub fn is_one_file() -> bool {
    has("aimsIsOneFile")
}

/// A new, empty window of our own origin; nothing where the browser, or the page around us, doesn't let one be opened.
pub fn window() -> Option<Window> {
    // It isn't an instance of this window's `Window`, so it can't be asked what it is.
    call("aimsWindow").ok().filter(|window| !window.is_null()).map(JsCast::unchecked_into)
}

/// What is to be told about the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// A new version waits to be taken.
    Update,
    /// The page could not be kept for use without a network.
    NotKept,
    /// A new version could not be kept.
    NotRenewed,
}

/// Whether there are news to take.
pub fn has_news() -> bool {
    has("aimsUpdate") || has("aimsNotKept") || has("aimsNotRenewed")
}

/// Takes the news that came since this was asked last; a new version waits until it is taken.
pub fn take_news() -> Vec<News> {
    let once = [("aimsNotKept", News::NotKept), ("aimsNotRenewed", News::NotRenewed)];
    let mut news: Vec<News> = once.into_iter().filter(|(name, _)| take(name)).map(|(_, news)| news).collect();
    if has("aimsUpdate") {
        news.push(News::Update);
    }
    news
}

/// Whether something is there; it is not any more afterwards.
fn take(name: &str) -> bool {
    let is_there = has(name);
    if is_there {
        Reflect::delete_property(&js_sys::global(), &name.into()).ok();
    }
    is_there
}

/// Takes the new version, which loads the page again.
pub fn take_new_version() {
    // Without one there is nothing to take.
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
