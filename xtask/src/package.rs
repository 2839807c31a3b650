//! From what Trunk built to the page that is hosted: no script in the page itself, every file named with its hash, a service worker that
//! knows them all.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256, Sha384};

use crate::tools;
use crate::{front, one_file, web};

/// The page as one file, as it is called beside the hosted page.
pub const ONE_FILE: &str = "aims-assessment.html";
const BRAND: (&str, &str) = ("<script type=\"application/json\" id=\"aims-brand\">", "</script>");

/// The names of what Trunk and wasm-bindgen made.
pub struct Parts {
    /// The page's style sheet.
    pub style: String,
    /// The page's icon.
    pub icon: String,
    /// Script and module of the page.
    pub page: (String, String),
    /// Script and module of what makes files.
    pub exports: (String, String),
}

impl Parts {
    /// Finds them in a folder.
    ///
    /// # Errors
    /// When one is missing, or there are two of a kind.
    pub fn find(folder: &Path) -> Result<Self> {
        let names = names(folder)?;
        let one = |start: &str, end: &str| {
            let mut fitting = names.iter().filter(|name| name.starts_with(start) && name.ends_with(end));
            let found = fitting.next().with_context(|| format!("{} holds no {start}…{end}", folder.display()))?;
            ensure!(fitting.next().is_none(), "{} holds more than one {start}…{end}", folder.display());
            Ok(found.clone())
        };
        Ok(Self {
            style: one("style-", ".css")?,
            icon: one("icon-", ".svg")?,
            page: (one("aims-", ".js")?, one("aims-", ".wasm")?),
            exports: (one("exports-", ".js")?, one("exports-", ".wasm")?),
        })
    }
}

/// Turns what lies in the folder into the hosted page, and writes the page as one file beside it.
///
/// # Errors
/// When a file is missing or can't be written, or Trunk's page is no longer of the form that this expects.
pub fn page(folder: &Path) -> Result<()> {
    let parts = Parts::find(folder)?;
    let page = with_brand(&read(&folder.join("index.html"))?)?;
    let page = without_vain_integrity(&without_own_scripts(&page)?);
    // Where the page will be found, with a slash at its end: previews in other sites need whole addresses.
    let address = std::env::var("AIMS_ADDRESS").ok();
    ensure!(
        address
            .as_ref()
            .is_none_or(|address| address.starts_with("https://") && address.ends_with('/') && !address.contains(['"', '<', ' '])),
        "AIMS_ADDRESS is no address such as https://www.example.com/assessment/"
    );
    let page = front::put_into(&page, address.as_deref())?;
    write(&folder.join("404.html"), &front::missing_page(address.as_deref())?)?;
    write(&folder.join(ONE_FILE), &one_file::compose(folder, &parts, &page)?)?;
    let start = start_script(folder, &parts)?;
    let tag = format!("<script type=\"module\" src=\"./{start}\" integrity=\"{}\"></script>", integrity(&fs::read(folder.join(&start))?));
    write(&folder.join("index.html"), &page.replacen("</head>", &format!("{tag}</head>"), 1))?;
    service_worker(folder, &[&parts.style, &parts.icon, &parts.page.0, &parts.page.1, &parts.exports.0, &parts.exports.1, &start])
}

/// Puts the settings of who hosts the page into it.
fn with_brand(page: &str) -> Result<String> {
    let brand = fs::read_to_string(web::brand_file()).unwrap_or_else(|_| "{}".to_owned());
    // The text ends where the page says so, and nowhere before.
    let brand = brand.trim().replace('<', "\\u003c");
    let (before, rest) = page.split_once(BRAND.0).context("index.html has no place for the brand")?;
    let (_, after) = rest.split_once(BRAND.1).context("index.html has no end of the brand")?;
    Ok(format!("{before}{}{brand}{}{after}", BRAND.0, BRAND.1))
}

/// Takes out the script that Trunk writes into the page: a strict policy forbids scripts there.
fn without_own_scripts(page: &str) -> Result<String> {
    let (before, rest) = page.split_once("<script type=\"module\">").context("Trunk's page has no script that starts it")?;
    let (script, after) = rest.split_once("</script>").context("the script in Trunk's page has no end")?;
    ensure!(script.contains("import init"), "the first script in Trunk's page is not the one that starts it");
    ensure!(!after.contains("<script type=\"module\">"), "Trunk's page has one more script");
    Ok(format!("{}{}", before.trim_end(), after))
}

/// Browsers check no hash of what is fetched ahead, and complain of it. (The module is then compiled while it comes in; a hash would have it
/// wait for the last byte. The service worker checks the hash of what it keeps.)
fn without_vain_integrity(page: &str) -> String {
    let Some((before, preload)) = page.split_once("<link rel=\"preload\"") else { return page.to_owned() };
    let Some((start, rest)) = preload.split_once(" integrity=\"") else { return page.to_owned() };
    let after = rest.split_once('"').map_or(rest, |(_, after)| after);
    format!("{before}<link rel=\"preload\"{start}{after}")
}

/// Writes the script that starts the hosted page; gives its name.
fn start_script(folder: &Path, parts: &Parts) -> Result<String> {
    let mut known = BTreeMap::new();
    for name in [&parts.exports.0, &parts.exports.1, ONE_FILE] {
        known.insert(name.to_owned(), integrity(&fs::read(folder.join(name))?));
    }
    let script = read(&tools::root().join("public/start/hosted.js"))?
        .replace("{front.js}", &read(&tools::root().join("public/start/front.js"))?)
        .replace("{page.js}", &parts.page.0)
        .replace("{page.wasm}", &parts.page.1)
        .replace("{exports.js}", &parts.exports.0)
        .replace("{exports.wasm}", &parts.exports.1)
        .replace("{integrity}", &serde_json::to_string_pretty(&known)?);
    let name = format!("start-{}.js", short_hash(script.as_bytes()));
    write(&folder.join(&name), &script)?;
    Ok(name)
}

/// Writes the service worker: it knows every file of this version by its hash.
fn service_worker(folder: &Path, names: &[&String]) -> Result<()> {
    let mut files = BTreeMap::new();
    for name in names.iter().map(|name| name.as_str()).chain(["index.html", "manifest.json", "icon-192.png", ONE_FILE]) {
        files.insert(name, integrity(&fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?));
    }
    let list = serde_json::to_string_pretty(&files)?;
    let script = read(&tools::root().join("public/sw.js"))?.replace("{version}", &short_hash(list.as_bytes())).replace("{files}", &list);
    write(&folder.join("sw.js"), &script)
}

/// Writes a `.br` and a `.gz` beside every file that gets smaller by it.
///
/// # Errors
/// When a file can't be read or written.
pub fn compress(folder: &Path) -> Result<()> {
    for name in names(folder)? {
        let path = folder.join(&name);
        let is_text = ["html", "js", "css", "json", "svg", "wasm"].iter().any(|end| name.ends_with(&format!(".{end}")));
        if is_text {
            let bytes = fs::read(&path)?;
            fs::write(folder.join(format!("{name}.br")), web::brotli(&bytes)?)?;
            fs::write(folder.join(format!("{name}.gz")), gzip(&bytes)?)?;
        }
    }
    Ok(())
}

/// Packed by gzip, without a date, so that the same bytes give the same.
///
/// # Errors
/// When memory is short.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// What a page says of a file that it loads, so that the browser refuses another.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// What a policy says of a script or style that stands in the page.
pub fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Sixteen digits for a file's name.
pub fn short_hash(bytes: &[u8]) -> String {
    let start = Sha256::digest(bytes).iter().take(8).fold(0_u64, |start, byte| (start << 8) | u64::from(*byte));
    format!("{start:016x}")
}

/// The names of the files in a folder, in order.
///
/// # Errors
/// When it can't be read.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// A text file.
///
/// # Errors
/// When it can't be read.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Writes a text file.
///
/// # Errors
/// When it can't be written.
pub fn write(path: &PathBuf, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}
