//! The response headers that a web server must send, defined once and written for nginx, Caddy, and
//! the hosts that read `_headers`.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::built_files::{policy_hash, script_of, style_of};
use super::single_file::SINGLE_FILE;
use crate::build::prerender::MISSING_STYLE;
use crate::tools::files;

/// Caching of files with a hash in their name, which never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Caching of all other files: revalidated on each request; the server answers that nothing
/// changed.
const ASK_AGAIN: &str = "no-cache";
/// Matches the names of hashed files, as a regular expression.
const HASHED: &str = r"-[0-9a-f]{15,16}(_bg)?\.(js|css|wasm|svg|json)$";
/// The script that other sites load: a cross-origin module script needs a CORS header.
const FOR_OTHER_SITES: &str = "embed.js";
/// Replaces `sw.js` to remove the page from browsers that keep it.
const WITHDRAWAL: &str = "withdraw-sw.js";
/// The page's folder on a server, in the examples.
const FOLDER: &str = "/var/www/aims-assessment";

/// Returns the headers of every file; `script` and `style` are the page's inline ones. Only
/// `frame_ancestors` is the host's choice.
fn headers(script: &str, style: &str, frame_ancestors: &str) -> Vec<(&'static str, String)> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self' {} {}; img-src 'self' data: blob:; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {frame_ancestors}",
        policy_hash(script),
        policy_hash(style),
        policy_hash(MISSING_STYLE)
    );
    let nothing = [
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
        "browsing-topics",
    ];
    vec![
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", nothing.map(|name| format!("{name}=()")).join(", ")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ]
}

/// Returns the headers of the single-file page. It carries a stricter policy itself, with the
/// hashes of its scripts, which the header must not forbid.
fn headers_of_one_file(
    script: &str,
    style: &str,
    frame_ancestors: &str,
) -> Vec<(&'static str, String)> {
    let mut headers = headers(script, style, frame_ancestors);
    headers[0].1 = format!("frame-ancestors {frame_ancestors}");
    headers
}

/// Writes the configurations into `dist/`: `_headers` beside the page, those of servers in
/// `hosting/`.
///
/// # Errors
/// When a file can't be written.
pub fn write(dist: &Path, frame_ancestors: &str) -> Result<()> {
    let folder = dist.join("hosting");
    fs::create_dir_all(&folder)?;
    let page = files::read(&dist.join("index.html"))?;
    let (script, style) = (script_of(&page)?, style_of(&page)?);
    let all = headers(script, style, frame_ancestors);
    let one_file = headers_of_one_file(script, style, frame_ancestors);
    files::write(
        &folder.join(WITHDRAWAL),
        &files::read(&files::root().join("public").join(WITHDRAWAL))?,
    )?;
    files::write(&folder.join("nginx.conf"), &nginx(&all, &one_file))?;
    files::write(&folder.join("nginx-subpath.conf"), &nginx_subpath(&all, &one_file))?;
    files::write(&folder.join("Caddyfile"), &caddy(&all, &one_file))?;
    files::write(&dist.join("_headers"), &underscore_headers(dist, &all, &one_file)?)
}

fn nginx(all: &[(&str, String)], one_file: &[(&str, String)]) -> String {
    format!(
        "# The page on a server of its own. Copy dist/ to {FOLDER} and this file to /etc/nginx/conf.d/; then add your name and certificate.\n\
         server {{\n    listen 80;\n    root {FOLDER};\n    index index.html;\n    server_tokens off;\n    error_page 404 /404.html;\n{}\n    location / {{\n        \
         try_files $uri $uri/ =404;\n{}    }}\n{}}}\n",
        nginx_packed("    "),
        nginx_headers("        ", all, ASK_AGAIN),
        nginx_special("    ", "/", "", all, one_file),
    )
}

fn nginx_subpath(all: &[(&str, String)], one_file: &[(&str, String)]) -> String {
    let parent = Path::new(FOLDER).display();
    format!(
        "# The page in a folder of a site that is there already. Copy dist/ to {parent} and include this file in the site's `server`.\n\
         # The folder is called /assessment/ here; it may have any other name: change it in all places.\n\
         location = /assessment {{\n    return 301 /assessment/$is_args$args;\n}}\n\
         location ^~ /assessment/ {{\n    alias {parent}/;\n    index index.html;\n{}{}\n{}}}\n",
        nginx_packed("    "),
        nginx_headers("    ", all, ASK_AGAIN),
        nginx_special("    ", "/assessment/", &format!("{parent}/"), all, one_file),
    )
}

fn nginx_packed(indent: &str) -> String {
    format!(
        "{indent}# The packed files that lie beside the others.\n{indent}gzip_static on;\n{indent}gzip_vary on;\n\
         {indent}# With the module for it (Debian: libnginx-mod-http-brotli-static), a fifth smaller still:\n{indent}# brotli_static on;\n"
    )
}

/// Returns the nginx locations with other headers. In nginx, a location that sets one header must
/// repeat all of them.
fn nginx_special(
    indent: &str,
    path: &str,
    alias: &str,
    all: &[(&str, String)],
    one_file: &[(&str, String)],
) -> String {
    let inside = format!("{indent}    ");
    // Within an alias, a regular-expression location must repeat the alias, with what it captured.
    let by_name = |name: &str| {
        if alias.is_empty() { String::new() } else { format!("{inside}alias {alias}{name};\n") }
    };
    let by_expression =
        if alias.is_empty() { String::new() } else { format!("{inside}alias {alias}$1;\n") };
    let pattern = format!("^{path}([^/]+{HASHED})");
    let mut embed = all.to_vec();
    embed.push(("Access-Control-Allow-Origin", "*".to_owned()));
    format!(
        "\n{indent}location ~ \"{pattern}\" {{\n{by_expression}{}{indent}}}\n\
         {indent}location = {path}{FOR_OTHER_SITES} {{\n{}{}{indent}}}\n\
         {indent}location = {path}{SINGLE_FILE} {{\n{}{}{indent}}}\n",
        nginx_headers(&inside, all, FOR_EVER),
        by_name(FOR_OTHER_SITES),
        nginx_headers(&inside, &embed, ASK_AGAIN),
        by_name(SINGLE_FILE),
        nginx_headers(&inside, one_file, ASK_AGAIN),
    )
}

fn nginx_headers(indent: &str, headers: &[(&str, String)], caching: &str) -> String {
    let line = |name: &str, value: &str| format!("{indent}add_header {name} \"{value}\" always;\n");
    // An error response must not be cached for a year.
    let always = if caching == FOR_EVER { "" } else { " always" };
    each(headers, line) + &format!("{indent}add_header Cache-Control \"{caching}\"{always};\n")
}

fn caddy(all: &[(&str, String)], one_file: &[(&str, String)]) -> String {
    let lines = |headers: &[(&str, String)]| {
        each(headers, |name, value| format!("\t\t{name} \"{value}\"\n"))
    };
    format!(
        "# Copy dist/ to {FOLDER}, put your own name in the place of `:80`, and Caddy gets the certificate by itself.\n\
         :80 {{\n\troot * {FOLDER}\n\t@hashed {{\n\t\tpath_regexp {HASHED}\n\t\tfile\n\t}}\n\t@others not path_regexp {HASHED}\n\t@page not path /{SINGLE_FILE}\n\
         \theader @page {{\n{}\t}}\n\theader /{SINGLE_FILE} {{\n{}\t}}\n\theader @hashed Cache-Control \"{FOR_EVER}\"\n\
         \theader @others Cache-Control \"{ASK_AGAIN}\"\n\theader /{FOR_OTHER_SITES} Access-Control-Allow-Origin *\n\
         \tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n}}\n",
        lines(all),
        lines(one_file),
    )
}

/// Returns the `_headers` file that Netlify, Cloudflare Pages and others read. They merge the
/// headers of all matching rules, so each path has exactly one rule.
fn underscore_headers(
    dist: &Path,
    all: &[(&str, String)],
    one_file: &[(&str, String)],
) -> Result<String> {
    let lines =
        |headers: &[(&str, String)]| each(headers, |name, value| format!("  {name}: {value}\n"));
    let mut out = String::from("# Read by Netlify, Cloudflare Pages and others\n");
    for name in files::file_names(dist)? {
        let is_packed = name.rsplit_once('.').is_some_and(|(_, end)| ["br", "gz"].contains(&end));
        if is_packed || name.starts_with('_') {
            continue;
        }
        let caching = if is_hashed(&name) { FOR_EVER } else { ASK_AGAIN };
        // These hosts leave out the ending of a page in its address.
        let paths = match name.strip_suffix(".html") {
            Some("index") => vec!["/".to_owned(), "/index.html".to_owned()],
            Some(page) => vec![format!("/{page}"), format!("/{name}")],
            None => vec![format!("/{name}")],
        };
        for path in paths {
            let said = lines(if name == SINGLE_FILE { one_file } else { all });
            out += &[&path, "\n", &said, "  Cache-Control: ", caching, "\n"].concat();
            if name == FOR_OTHER_SITES {
                out += "  Access-Control-Allow-Origin: *\n";
            }
        }
    }
    Ok(out)
}

fn each(headers: &[(&str, String)], line: impl Fn(&str, &str) -> String) -> String {
    headers.iter().map(|(name, value)| line(name, value)).collect()
}

/// Returns whether a file's name holds the hash of its content, by the same rule as [`HASHED`].
fn is_hashed(name: &str) -> bool {
    let Some((stem, end)) = name.rsplit_once('.') else { return false };
    let hash = stem.strip_suffix("_bg").unwrap_or(stem).rsplit('-').next().unwrap_or_default();
    let is_kind = ["js", "css", "wasm", "svg", "json"].contains(&end);
    is_kind
        && (15..=16).contains(&hash.len())
        && hash.chars().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{files, headers, is_hashed, policy_hash};

    #[test]
    fn the_policy_is_the_one_that_a_security_officer_reads() -> anyhow::Result<()> {
        let told = files::read(&files::root().join("CONFIDENTIALITY.md"))?;
        // The style's hash changes with the style; the document tells where to find it.
        let policy = headers("", "", "'self'")[0].1.replace(&policy_hash(""), "'sha256-…'");
        assert!(told.contains(&policy), "CONFIDENTIALITY.md doesn't say: {policy}");
        Ok(())
    }

    #[test]
    fn names_with_a_hash_are_known() {
        for name in [
            "aims-783eb38f7d73591b_bg.wasm",
            "words-fr-f893c9a84c28440a.json",
            "start-0123456789abcdef.js",
            "icon-a765e9328f2049d.svg",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "embed.js",
            "icon-512.png",
            "sw.js",
            "embed-demo.css",
            "aims-assessment.html",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
