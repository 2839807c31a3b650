//! From what Trunk built to the page that is hosted: no script in the page itself, every file named with its hash, a service worker that
//! knows them all.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256, Sha384};

use crate::parts::{self, PARTS};
use crate::setup::WebTools;
use crate::{front, one_file, tools, web};

/// The page as one file, as it is called beside the hosted page.
pub const ONE_FILE: &str = "aims-assessment.html";
/// What stands in the service worker before this is filled in by the build, and readable; what follows is made small.
const WORKER_WORKS: &str = "// What follows is made small by the build.";
const BRAND: (&str, &str) = ("<script type=\"application/json\" id=\"aims-brand\">", "</script>");

/// The names of what Trunk and wasm-bindgen made.
pub struct Parts {
    /// The page's icon.
    pub icon: String,
    /// Script of the page.
    pub page: String,
    /// The parts of its module, in the order of [`parts::PARTS`]; the first alone where functions are watched.
    pub modules: Vec<String>,
    /// Script and module of what makes files.
    pub exports: (String, String),
    /// The words of each language, by its code.
    pub words: BTreeMap<&'static str, String>,
    /// What the report says beside in each language, likewise.
    pub report: BTreeMap<&'static str, String>,
}

impl Parts {
    /// Finds them in a folder.
    ///
    /// # Errors
    /// When one is missing, or there are two of a kind.
    pub fn find(folder: &Path) -> Result<Self> {
        let one = |start: &str, end: &str| the_one(folder, start, end);
        let texts = |kind: &str| -> Result<BTreeMap<&'static str, String>> {
            ["en", "fr"].into_iter().map(|code| Ok((code, one(&format!("{kind}-{code}-"), ".json")?))).collect()
        };
        let modules = if parts::is_watched() { &PARTS[..1] } else { &PARTS };
        Ok(Self {
            icon: one("icon-", ".svg")?,
            page: one("aims-", ".js")?,
            modules: modules.iter().map(|name| one(&format!("{name}-"), ".wasm")).collect::<Result<_>>()?,
            exports: (one("exports-", ".js")?, one("exports-", ".wasm")?),
            words: texts("words")?,
            report: texts("report")?,
        })
    }

    /// All files of words.
    fn texts(&self) -> impl Iterator<Item = &String> {
        self.words.values().chain(self.report.values())
    }
}

/// The one file whose name begins and ends so.
///
/// # Errors
/// When there is none, or more than one.
pub fn the_one(folder: &Path, start: &str, end: &str) -> Result<String> {
    let names = names(folder)?;
    let mut fitting = names.into_iter().filter(|name| name.starts_with(start) && name.ends_with(end));
    let found = fitting.next().with_context(|| format!("{} holds no {start}…{end}", folder.display()))?;
    ensure!(fitting.next().is_none(), "{} holds more than one {start}…{end}", folder.display());
    Ok(found)
}

/// Where what wasm-bindgen made for the page stays, for [`crate::imports`]; on the host it is a part of the script that starts the page.
pub fn glue_file() -> PathBuf {
    tools::root().join("target/hooks/aims.js")
}

/// Turns what lies in the folder into the hosted page, and writes the page as one file beside it.
///
/// # Errors
/// When a file is missing or can't be written, or Trunk's page is no longer of the form that this expects.
pub fn page(tools: &WebTools, folder: &Path) -> Result<()> {
    let mut parts = Parts::find(folder)?;
    let page = with_brand(&read(&folder.join("index.html"))?)?;
    let page = with_style(tools, &without_own_scripts(&page)?, folder, &parts)?;
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
    write(&folder.join(ONE_FILE), &one_file::compose(tools, folder, &parts, &page)?)?;
    parts.exports.0 = exports_script(folder, &parts.exports.0)?;
    let start = start_script(tools, folder, &parts)?;
    let tag = format!("<script type=\"module\" src=\"./{start}\" integrity=\"{}\"></script>", integrity(&fs::read(folder.join(&start))?));
    let page = page.replacen("</head>", &format!("{tag}</head>"), 1);
    write(&folder.join("index.html"), &page)?;
    let names = [&parts.icon, &parts.exports.0, &parts.exports.1, &start];
    service_worker(tools, folder, &page, &names.into_iter().chain(&parts.modules).chain(parts.texts()).collect::<Vec<_>>())
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

/// Puts the style into the page, so that the first frame waits for nothing else, and the script that must run before it. The hints that Trunk
/// wrote go: that script asks for the module itself.
fn with_style(tools: &WebTools, page: &str, folder: &Path, parts: &Parts) -> Result<String> {
    let style = minified(tools, "css", &style_sheet()?)?;
    let early = early_script(tools, folder, parts)?;
    for text in [&style, &early] {
        ensure!(!text.contains("</") && !text.contains("<!--"), "a part would end its place in the page early");
    }
    let (before, after) = page.split_once("<style></style>").context("index.html has no place for the style")?;
    let page = format!("{before}<script>{early}</script><style>{style}</style>{after}");
    let (before, rest) = page.split_once("<link rel=\"modulepreload\"").context("Trunk's page fetches nothing ahead")?;
    let (_, after) = rest.split_once("</head>").context("the page's head has no end")?;
    Ok(format!("{before}</head>{after}"))
}

/// The files of `public/style` in the order of their names; `build.rs` joins them alike for the exported file.
fn style_sheet() -> Result<String> {
    let folder = tools::root().join("public/style");
    Ok(names(&folder)?.iter().map(|name| read(&folder.join(name))).collect::<Result<Vec<_>>>()?.join("\n"))
}

/// The script that stands in the hosted page: the language, the first requests, and what is said where the page can't run.
fn early_script(tools: &WebTools, folder: &Path, parts: &Parts) -> Result<String> {
    let mut words = BTreeMap::new();
    for (code, name) in &parts.words {
        words.insert(*code, [name.clone(), integrity(&fs::read(folder.join(name))?)]);
    }
    let start = |name: &str| read(&tools::root().join("public/start").join(name));
    let ask = start("ask.js")?.replace("{words}", &serde_json::to_string(&words)?).replace("{page.wasm}", &parts.modules[0]);
    let script = minified(tools, "js", &(start("language.js")? + &ask + &start("front.js")?))?;
    Ok(script.trim_end().to_owned())
}

/// The style that stands in the page.
///
/// # Errors
/// When the page has none.
pub fn style_of(page: &str) -> Result<&str> {
    within(page, "<style>", "</style>").context("the page has no style")
}

/// The script that stands in the page.
///
/// # Errors
/// When the page has none.
pub fn script_of(page: &str) -> Result<&str> {
    within(page, "<script>", "</script>").context("the page has no script")
}

fn within<'p>(page: &'p str, start: &str, end: &str) -> Option<&'p str> {
    page.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(text, _)| text)
}

/// Writes the script that starts the hosted page; gives its name.
fn start_script(tools: &WebTools, folder: &Path, parts: &Parts) -> Result<String> {
    let mut known = BTreeMap::new();
    let later = parts.modules[1..].iter().chain([&parts.exports.0, &parts.exports.1]).chain(parts.texts());
    for name in later.map(String::as_str).chain([ONE_FILE]) {
        known.insert(name.to_owned(), integrity(&fs::read(folder.join(name))?));
    }
    let mut script = read(&tools::root().join("public/start/hosted.js"))?
        .replace("{sha384.js}", &read(&tools::root().join("public/start/sha384.js"))?)
        .replace("{page.js}", &inner(&read(&folder.join(&parts.page))?))
        .replace("{words}", &serde_json::to_string(&parts.words)?)
        .replace("{report}", &serde_json::to_string(&parts.report)?)
        .replace("{page.wasm}", &parts.modules[0])
        .replace("{later}", &serde_json::to_string(&parts.modules[1..])?)
        .replace("{exports.js}", &parts.exports.0)
        .replace("{exports.wasm}", &parts.exports.1)
        .replace("{integrity}", &serde_json::to_string_pretty(&known)?);
    if parts::is_watched() {
        let watch = "imports.watch = { ran: (number) => globalThis.aimsRan[number] = 1 };\nglobalThis.aimsRan = [];\n";
        script = script.replacen("globalThis.aimsExports", &format!("{watch}globalThis.aimsExports"), 1);
    }
    let script = minified(tools, "js", &script)?;
    let name = format!("start-{}.js", short_hash(script.as_bytes()));
    write(&folder.join(&name), &script)?;
    // What stands in the page or in its script is loaded under no name of its own.
    fs::rename(folder.join(&parts.page), glue_file())?;
    Ok(name)
}

/// Makes the script of what makes files one that a page loads by an element, whose hash the browser checks on the very bytes that it runs; gives its
/// name. (What a script imports is asked for once more after a check, and the host may answer otherwise.)
fn exports_script(folder: &Path, module: &str) -> Result<String> {
    let glue = inner(&read(&folder.join(module))?);
    ensure!(glue.contains("function __wbg_init(") && glue.contains("function make("), "wasm-bindgen's script has other names now");
    // The module is always handed over, so the script's own address is not needed.
    let glue = glue.replace("import.meta.url", "document.baseURI");
    let script = format!("(() => {{\n{glue}\nglobalThis.aimsMaker = {{ begin: __wbg_init, make }};\n}})();\n");
    let name = format!("exports-{}.js", short_hash(script.as_bytes()));
    fs::remove_file(folder.join(module))?;
    write(&folder.join(&name), &script)?;
    Ok(name)
}

/// What wasm-bindgen made, as a part of another script.
pub fn inner(glue: &str) -> String {
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Writes the service worker: it knows every file of this version by its hash. What it knows stands as it is, at its beginning.
fn service_worker(tools: &WebTools, folder: &Path, page: &str, names: &[&String]) -> Result<()> {
    let mut files = BTreeMap::new();
    for name in names.iter().map(|name| name.as_str()).chain(["index.html", "manifest.json", "icon-192.png", ONE_FILE]) {
        files.insert(name, integrity(&fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?));
    }
    let list = serde_json::to_string_pretty(&files)?;
    let hashes = BTreeMap::from([("script-src", policy_hash(script_of(page)?)), ("style-src", policy_hash(style_of(page)?))]);
    let script = read(&tools::root().join("public/sw.js"))?;
    let (known, rest) = script.split_at(script.find(WORKER_WORKS).context("public/sw.js has no end of what it knows")?);
    let known = known
        .replace("{version}", &short_hash((list.clone() + rest).as_bytes()))
        .replace("{files}", &list)
        .replace("{hashes}", &serde_json::to_string(&hashes)?);
    write(&folder.join("sw.js"), &format!("{known}{}\n", minified(tools, "js", rest)?))
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

/// A script or style without what only people read.
///
/// # Errors
/// When it can't be read.
pub fn minified(tools: &WebTools, kind: &str, text: &str) -> Result<String> {
    let mut command = tools.command(Path::new("esbuild"));
    command.args(["--minify", "--charset=utf8", "--log-level=warning"]).arg(format!("--loader={kind}"));
    if kind == "js" {
        command.args(["--target=es2022", "--format=esm"]);
    }
    let mut esbuild = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("esbuild could not be started")?;
    esbuild.stdin.take().context("esbuild takes nothing")?.write_all(text.as_bytes())?;
    let output = esbuild.wait_with_output()?;
    ensure!(output.status.success(), "esbuild can't read the {kind}; its own messages stand above");
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
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
