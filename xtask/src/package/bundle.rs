//! Turns Trunk's output into the hosted page: one short script inline and no other, hashes in file
//! names, and a service worker that lists all files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::built_files::{BuiltFiles, glue_file, integrity, policy_hash, script_of, style_of};
use super::single_file::{self, SINGLE_FILE};
use crate::build::glue::without_exports;
use crate::build::head::{self, Addresses, LANGUAGES};
use crate::build::prerender::Words;
use crate::build::{chunks, exports, method_pages, prerender, trunk};
use crate::tools::files::{read, root, short_hash, write};
use crate::tools::web_tools::WebTools;

/// Marks the end of the service worker's readable head, which the build fills in; the code after it
/// is minified.
const WORKER_WORKS: &str = "// What follows is made small by the build.";
const BRAND: (&str, &str) = ("<script type=\"application/json\" id=\"aims-brand\">", "</script>");

/// Turns the folder's contents into the hosted page, and writes the single-file page beside it.
///
/// # Errors
/// When a file is missing or can't be written, or Trunk's page no longer has the expected form.
pub fn write_page(tools: &WebTools, folder: &Path) -> Result<()> {
    let (mut files, words) = (BuiltFiles::find(folder)?, Words::read()?);
    let page = with_brand(&read(&folder.join("index.html"))?)?;
    let page = with_style(tools, &without_own_scripts(&page)?, folder, &files, &words)?;
    let address = public_address()?;
    let default = default_language()?;
    let addresses = Addresses { default, folder: address.as_deref() };
    let page_in = |language: &str| {
        let page = head::put_into(&page, &words, language, &addresses)?;
        prerender::put_into(&page, &words, language)
    };
    let page = page_in(default)?;
    write(
        &folder.join("404.html"),
        &prerender::missing_page(&words, default, address.as_deref())?,
    )?;
    write_method_pages(folder, &words, &page, &files)?;
    write(
        &folder.join(SINGLE_FILE),
        &single_file::compose(tools, folder, &files, &page, default)?,
    )?;
    files.exports.0 = exports_script(folder, &files.exports.0)?;
    let start = start_script(tools, folder, &files)?;
    let tag = format!(
        "<script type=\"module\" src=\"./{start}\" integrity=\"{}\"></script>",
        integrity(&fs::read(folder.join(&start))?)
    );
    for language in LANGUAGES {
        let page = page_in(language)?.replacen("</head>", &format!("{tag}</head>"), 1);
        write(&folder.join(addresses.file(language)), &page)?;
    }
    let page = read(&folder.join("index.html"))?;
    let names = [&files.icon, &files.later_style, &files.exports.0, &files.exports.1, &start];
    service_worker(
        tools,
        folder,
        &page,
        &names.into_iter().chain(&files.modules).chain(files.texts()).collect::<Vec<_>>(),
    )
}

/// The page's public address, ending in a slash: link previews on other sites need absolute URLs.
fn public_address() -> Result<Option<String>> {
    let address = std::env::var("AIMS_ADDRESS").ok();
    ensure!(
        address.as_ref().is_none_or(|address| address.starts_with("https://")
            && address.ends_with('/')
            && !address.contains(['"', '<', ' '])),
        "AIMS_ADDRESS is no address such as https://www.example.com/assessment/"
    );
    Ok(address)
}

/// Writes the pages with the scoring method, with the style that stands in the page.
fn write_method_pages(folder: &Path, words: &Words, page: &str, files: &BuiltFiles) -> Result<()> {
    for (language, _, name) in method_pages::PAGES {
        let styles = [files.icon.as_str(), files.later_style.as_str()];
        let method = method_pages::page(language, words, style_of(page)?, styles)?;
        write(&folder.join(name), &method)?;
    }
    Ok(())
}

/// Inserts the host's settings (brand) into the page.
fn with_brand(page: &str) -> Result<String> {
    let brand = fs::read_to_string(trunk::brand_file()).unwrap_or_else(|_| "{}".to_owned());
    // Escapes `<`, so that the JSON can't close its script element early.
    let brand = brand.trim().replace('<', "\\u003c");
    let (before, rest) =
        page.split_once(BRAND.0).context("index.html has no place for the brand")?;
    let (_, after) = rest.split_once(BRAND.1).context("index.html has no end of the brand")?;
    Ok(format!("{before}{}{brand}{}{after}", BRAND.0, BRAND.1))
}

/// Returns the language that the host's settings (brand) name for visitors who prefer none of ours.
fn default_language() -> Result<&'static str> {
    let Ok(brand) = fs::read_to_string(trunk::brand_file()) else { return Ok(LANGUAGES[0]) };
    let brand: serde_json::Value = serde_json::from_str(&brand).context("the kept brand")?;
    let named = LANGUAGES.into_iter().find(|language| brand["default_language"] == **language);
    Ok(named.unwrap_or(LANGUAGES[0]))
}

/// Removes the inline script that Trunk writes: the strict policy forbids inline scripts.
fn without_own_scripts(page: &str) -> Result<String> {
    let (before, rest) = page
        .split_once("<script type=\"module\">")
        .context("Trunk's page has no script that starts it")?;
    let (script, after) =
        rest.split_once("</script>").context("the script in Trunk's page has no end")?;
    ensure!(
        script.contains("import init"),
        "the first script in Trunk's page is not the one that starts it"
    );
    ensure!(!after.contains("<script type=\"module\">"), "Trunk's page has one more script");
    Ok(format!("{}{}", before.trim_end(), after))
}

/// Inserts the style, so that the first frame waits for nothing else, and the script that must run
/// before it. Removes Trunk's preload hints: that script requests the module itself.
fn with_style(
    tools: &WebTools,
    page: &str,
    folder: &Path,
    files: &BuiltFiles,
    words: &Words,
) -> Result<String> {
    let style = read(&exports::style_file())?;
    let early = early_script(tools, folder, files, words)?;
    for text in [&style, &early] {
        ensure!(
            !text.contains("</") && !text.contains("<!--"),
            "a part would end its place in the page early"
        );
    }
    let (before, after) =
        page.split_once("<style></style>").context("index.html has no place for the style")?;
    let page = format!("{before}<script>{early}</script><style>{style}</style>{after}");
    let (before, rest) = page
        .split_once("<link rel=\"modulepreload\"")
        .context("Trunk's page fetches nothing ahead")?;
    let (_, after) = rest.split_once("</head>").context("the page's head has no end")?;
    Ok(format!("{before}</head>{after}"))
}

/// Returns the hosted page's inline script: language, first requests, and the message shown where
/// the page can't run.
fn early_script(
    tools: &WebTools,
    folder: &Path,
    files: &BuiltFiles,
    words: &Words,
) -> Result<String> {
    let mut texts = BTreeMap::new();
    for (code, name) in &files.words {
        texts.insert(*code, [name.clone(), integrity(&fs::read(folder.join(name))?)]);
    }
    let start = |name: &str| read(&root().join("public/start").join(name));
    let ask = start("prefetch.js")?
        .replace("{words}", &serde_json::to_string(&texts)?)
        .replace("{manifests}", &head::manifests()?)
        .replace("{page.wasm}", &files.modules[0]);
    let language = head::language_script(&start("language.js")?, words)?;
    let script = tools.minified("js", &(language + &ask + &start("fallback.js")?))?;
    Ok(script.trim_end().to_owned())
}

/// Writes the script that starts the hosted page; returns its file name.
fn start_script(tools: &WebTools, folder: &Path, files: &BuiltFiles) -> Result<String> {
    let mut known = BTreeMap::new();
    let later = files.modules[1..]
        .iter()
        .chain([&files.later_style, &files.exports.0, &files.exports.1])
        .chain(files.texts());
    for name in later.map(String::as_str).chain([SINGLE_FILE]) {
        known.insert(name.to_owned(), integrity(&fs::read(folder.join(name))?));
    }
    let mut script = read(&root().join("public/start/hosted.js"))?
        .replace("{sha384.js}", &read(&root().join("public/start/sha384.js"))?)
        .replace("{page.js}", &without_exports(&read(&folder.join(&files.page))?))
        .replace("{words}", &serde_json::to_string(&files.words)?)
        .replace("{report}", &serde_json::to_string(&files.report)?)
        .replace("{page.wasm}", &files.modules[0])
        .replace("{later.css}", &files.later_style)
        .replace("{later}", &serde_json::to_string(&files.modules[1..])?)
        .replace("{exports.js}", &files.exports.0)
        .replace("{exports.wasm}", &files.exports.1)
        .replace("{integrity}", &serde_json::to_string_pretty(&known)?);
    if chunks::is_watched() {
        let watch = "imports.watch = { ran: (number) => globalThis.aimsRan[number] = 1 };\nglobalThis.aimsRan = [];\n";
        script =
            script.replacen("globalThis.aimsExports", &format!("{watch}globalThis.aimsExports"), 1);
    }
    let script = tools.minified("js", &script)?;
    let name = format!("start-{}.js", short_hash(script.as_bytes()));
    write(&folder.join(&name), &script)?;
    // Files that are now inline or part of the start script aren't published under their own names.
    fs::rename(folder.join(&files.page), glue_file())?;
    Ok(name)
}

/// Turns the export script into one that the page loads by an element, so that the browser checks
/// its hash on the very bytes that it runs; returns its file name. (An imported script is requested
/// once more after a check, and the host may answer differently.)
fn exports_script(folder: &Path, module: &str) -> Result<String> {
    let glue = without_exports(&read(&folder.join(module))?);
    ensure!(
        glue.contains("function __wbg_init(") && glue.contains("function make("),
        "wasm-bindgen's script has other names now"
    );
    // The module is always passed in, so the script's own address isn't needed.
    let glue = glue.replace("import.meta.url", "document.baseURI");
    let script = format!(
        "(() => {{\n{glue}\nglobalThis.aimsMaker = {{ begin: __wbg_init, make }};\n}})();\n"
    );
    let name = format!("exports-{}.js", short_hash(script.as_bytes()));
    fs::remove_file(folder.join(module))?;
    write(&folder.join(&name), &script)?;
    Ok(name)
}

/// Writes the service worker, which lists every file of this version with its hash. The list is
/// kept readable, at the beginning.
fn service_worker(tools: &WebTools, folder: &Path, page: &str, names: &[&String]) -> Result<()> {
    let mut files = BTreeMap::new();
    let by_name = ["index.html", "manifest.json", "manifest-fr.json", "icon-192.png", SINGLE_FILE];
    let methods = method_pages::PAGES.map(|(.., name)| name);
    for name in names.iter().map(|name| name.as_str()).chain(by_name).chain(methods) {
        files.insert(
            name,
            integrity(&fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?),
        );
    }
    let list = serde_json::to_string_pretty(&files)?;
    let hashes = BTreeMap::from([
        ("script-src", policy_hash(script_of(page)?)),
        ("style-src", policy_hash(style_of(page)?)),
    ]);
    let script = read(&root().join("public/sw.js"))?;
    let (known, rest) = script
        .split_at(script.find(WORKER_WORKS).context("public/sw.js has no end of what it knows")?);
    let known = known
        .replace("{version}", &short_hash((list.clone() + rest).as_bytes()))
        .replace("{files}", &list)
        .replace("{hashes}", &serde_json::to_string(&hashes)?);
    write(&folder.join("sw.js"), &format!("{known}{}\n", tools.minified("js", rest)?))
}
