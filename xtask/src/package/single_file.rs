//! The single-file page: holds everything that the hosted page loads, and its own policy forbids
//! every connection.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::built_files::{BuiltFiles, policy_hash, style_of};
use super::compression::gzip;
use crate::build::glue::without_exports;
use crate::build::prerender::Words;
use crate::build::{chunks, head, prerender};
use crate::tools::files::{read, root};
use crate::tools::web_tools::WebTools;

/// The single-file page's name beside the hosted page.
pub const SINGLE_FILE: &str = "aims-assessment.html";

/// Combines the files in `folder` into one page. `page` is the hosted page without its script,
/// written in `language`.
///
/// # Errors
/// When a part is missing, or can't be embedded in a page.
pub fn compose(
    tools: &WebTools,
    folder: &Path,
    files: &BuiltFiles,
    page: &str,
    language: &str,
) -> Result<String> {
    let style = style_of(page)?.to_owned() + &read(&folder.join(&files.later_style))?;
    let style = style.as_str();
    let scripts = scripts(tools, folder, files)?;
    for text in scripts.iter().map(String::as_str).chain([style]) {
        ensure!(
            !text.contains("</script") && !text.contains("</style") && !text.contains("<!--"),
            "a part would end the page's script early"
        );
    }
    let policy = policy(&scripts, style);
    let icon = STANDARD.encode(fs::read(folder.join(&files.icon))?);
    let mut out = vec![
        format!("<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">"),
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    ];
    out.extend(kept_lines(page)?.into_iter().map(str::to_owned));
    out.push(format!(
        "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>"
    ));
    // Holds the answers that a visitor saves with the page.
    out.push("<script type=\"application/json\" id=\"aims-answers\"></script>".to_owned());
    for (id, file) in embedded(folder, files) {
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        let packed = STANDARD.encode(gzip(&bytes)?);
        out.push(format!("<script type=\"text/plain\" id=\"{id}\">{packed}</script>"));
    }
    out.extend(scripts.iter().map(|script| format!("<script type=\"module\">{script}</script>")));
    let body = page.split_once("<body>").context("the page has no body")?.1;
    out.push(format!("</head>\n<body>{}\n", prerender::as_document(body)?.trim_end()));
    Ok(out.join("\n"))
}

/// Returns the content security policy: these scripts, this style, and no connection.
fn policy(scripts: &[String], style: &str) -> String {
    let hashes: Vec<String> = scripts.iter().map(|script| policy_hash(script)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hashes.join(" "),
        policy_hash(style)
    )
}

/// Returns the files that the hosted page loads, each with its id in the single file: both modules
/// and the texts of each language. The page's module is whole, as no chunk could be loaded later.
fn embedded(folder: &Path, files: &BuiltFiles) -> Vec<(String, PathBuf)> {
    let mut parts = vec![
        ("aims-page".to_owned(), chunks::whole()),
        ("aims-exports".to_owned(), folder.join(&files.exports.1)),
    ];
    for (kind, names) in [("words", &files.words), ("report", &files.report)] {
        parts.extend(
            names.iter().map(|(code, name)| (format!("aims-{kind}-{code}"), folder.join(name))),
        );
    }
    parts
}

/// Returns the three scripts: the lookup of embedded parts, the export script, and the page's,
/// which starts at once.
fn scripts(tools: &WebTools, folder: &Path, files: &BuiltFiles) -> Result<[String; 3]> {
    let start = |name: &str| read(&root().join("public/start").join(name));
    let language = head::language_script(&start("language.js")?, &Words::read()?)?;
    let find = language + &start("fallback.js")? + &start("one-file.js")?;
    let [exports, page] = [&files.exports.0, &files.page].map(|name| read(&folder.join(name)));
    let (exports, page) = (exports?, page?);
    // The code appended to wasm-bindgen's scripts relies on their form.
    for text in [&exports, &page] {
        ensure!(
            text.contains("__wbg_init as default"),
            "wasm-bindgen's script starts in another way now"
        );
    }
    let exports = without_exports(&exports)
        + "\nglobalThis.aimsExports = async () => ({ default: async () => __wbg_init({ module_or_path: await aimsPart(\"aims-exports\") }), make });\n";
    let page = without_exports(&page)
        + "\nglobalThis.aimsStarted = true;\ntry { await aimsReady; await __wbg_init({ module_or_path: await aimsPart(\"aims-page\") }); } catch (problem) { aimsFailed(problem); }\n";
    let minified = |script: &str| tools.minified("js", script);
    Ok([minified(&find)?, minified(&exports)?, minified(&page)?])
}

/// Returns the lines of the hosted page's head that apply here too: those that load nothing.
fn kept_lines(page: &str) -> Result<Vec<&str>> {
    let head = page
        .split_once("<head>")
        .and_then(|(_, rest)| rest.split_once("</head>"))
        .context("the page has no head")?
        .0;
    let is_kept = |line: &&str| {
        let is_meta = line.starts_with("<meta name=") || line.starts_with("<title>");
        is_meta || line.contains("id=\"aims-brand\"")
    };
    Ok(head.lines().map(str::trim).filter(is_kept).collect())
}
