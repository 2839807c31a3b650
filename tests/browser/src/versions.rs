//! Different versions of the built page, as a host deploys them one after the other.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use crate::page::Page;
use crate::servers::dist;

/// Copies the built page to a folder that a test may change.
///
/// # Errors
/// When it was not built, or can't be copied.
pub fn copy_to(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(dist()?)?.flatten() {
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Writes another version of the page to a folder: its `index.html` has a `<meta name>` of this
/// name, another style and a matching policy, and its service worker knows the new hash. The
/// browser computes the hashes.
///
/// # Errors
/// When the built page has another structure.
pub async fn next_version(page: &Page, folder: &Path, name: &str) -> Result<()> {
    copy_to(folder)?;
    let (index, worker) = (folder.join("index.html"), folder.join("sw.js"));
    // The style differs, and so does its hash in the policy.
    let text = fs::read_to_string(&index)?
        .replacen("<head>", &format!("<head><meta name=\"{name}\">"), 1)
        .replacen("<style>", &format!("<style>.{name}{{color:red}}"), 1);
    let script = fs::read_to_string(&worker)?;
    let (before, rest) = script.split_once("\"index.html\": \"").context("sw.js knows no page")?;
    let (_, after) = rest.split_once('"').context("sw.js has no end of a hash")?;
    let hash = hash_of(page, "SHA-384", &text).await?;
    let (_, style) = text.split_once("<style>").context("no style")?;
    let (style, _) = style.split_once("</style>").context("no end of the style")?;
    let new_style = hash_of(page, "SHA-256", style).await?;
    let old_style = hash_of(
        page,
        "SHA-256",
        style.strip_prefix(&format!(".{name}{{color:red}}")).context("another style")?,
    )
    .await?;
    let next = format!("{before}\"index.html\": \"sha384-{hash}\"{after}").replacen(
        "const VERSION = \"",
        &format!("const VERSION = \"{name}"),
        1,
    );
    fs::write(&worker, next.replace(&old_style, &new_style))?;
    fs::write(&index, text)?;
    let headers = folder.join("_headers");
    let said = fs::read_to_string(&headers)?;
    Ok(fs::write(headers, said.replace(&old_style, &new_style))?)
}

async fn hash_of(page: &Page, kind: &str, text: &str) -> Result<String> {
    let hash = page
        .run_async(&format!(
            "crypto.subtle.digest({kind:?}, new TextEncoder().encode({})).then((d) => btoa(String.fromCharCode(...new Uint8Array(d))))",
            json!(text)
        ))
        .await?;
    Ok(hash.as_str().context("no hash")?.to_owned())
}
