//! Files that the visitor opens and saves. They never leave the machine.

use std::time::Duration;

use js_sys::{Array, JsString, RegExp, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// The size of a file in bytes.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "file sizes are whole and not negative"
)]
pub fn size(file: &Blob) -> usize {
    file.size() as usize
}

/// Reads the bytes of a file.
///
/// # Errors
/// If the browser can't read it, for example because it was moved in the meantime.
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The letters and digits of a text in any script, in lower case, with a hyphen for each run of
/// other characters: for a file name. The browser's Unicode tables are used, so that none need to
/// be downloaded.
pub fn words_of(text: &str) -> String {
    let others = RegExp::new("[^\\p{Alphabetic}\\p{N}]+", "gu");
    String::from(JsString::from(text).to_lower_case().split_by_pattern(&others).join("-"))
}

/// Saves a text as a file; returns its size in bytes.
///
/// # Errors
/// If the browser can't make a file of it.
pub fn save(name: &str, kind: &str, text: &str) -> Result<usize, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    save_blob(name, &Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?)
}

/// Saves bytes as a file; returns its size.
///
/// # Errors
/// If the browser can't make a file of them.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> Result<usize, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    save_blob(
        name,
        &Blob::new_with_u8_array_sequence_and_options(
            &Array::of1(&Uint8Array::from(bytes)),
            &options,
        )?,
    )
}

/// Saves a blob as a file; returns its size in bytes.
///
/// # Errors
/// If the browser can't make an address for it.
pub fn save_blob(name: &str, blob: &Blob) -> Result<usize, JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Not at once, as some browsers read the data shortly after the click; but not never, or the
    // data would stay in memory.
    let forget = move || Url::revoke_object_url(&address).unwrap_or_default();
    leptos::prelude::set_timeout(forget, Duration::from_secs(30));
    Ok(size(blob))
}
