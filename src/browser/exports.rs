//! The second WebAssembly module, which makes files: loaded when the first one is asked for, from where the page came from.
//!
//! `index.html` says how it is loaded (`aimsExports`); the module imports nothing that could send.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls `make` of the module with these texts, and gives the bytes of the file.
///
/// # Errors
/// When the module can't be loaded, or the file can't be made.
pub async fn make(arguments: &[&str]) -> Result<Vec<u8>, JsValue> {
    let load: Function = Reflect::get(&js_sys::global(), &"aimsExports".into())?.dyn_into()?;
    let module = promised(load.call0(&JsValue::UNDEFINED)?).await?;
    // Starting it a second time gives back the one that runs.
    let start: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    promised(start.call0(&JsValue::UNDEFINED)?).await?;
    let make: Function = Reflect::get(&module, &"make".into())?.dyn_into()?;
    let arguments: Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    let bytes: Uint8Array = Reflect::apply(&make, &JsValue::UNDEFINED, &arguments)?.dyn_into()?;
    Ok(bytes.to_vec())
}

async fn promised(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}
