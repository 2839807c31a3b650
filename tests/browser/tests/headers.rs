//! The headers that the real nginx sends for every file with the shipped configurations.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use anyhow::Result;
use browser_tests::servers::{Nginx, Packed, dist};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap};

/// The two configurations, and the page's path under each.
const PLACES: [(&str, &str); 2] =
    [("hosting/nginx.conf", ""), ("hosting/nginx-subpath.conf", "assessment/")];

#[tokio::test]
async fn every_file_is_protected() -> Result<()> {
    for (shipped, place) in PLACES {
        let nginx = Nginx::start(&dist()?.join(shipped), &dist()?, Packed::AsShipped).await?;
        for name in names()? {
            let (headers, _) = get(&format!("{}{place}{name}", nginx.address), "identity").await?;
            let says =
                |header: &str| headers.get(header).map_or("", |value| value.to_str().unwrap());
            let policy = says("content-security-policy");
            assert!(
                !policy.is_empty()
                    && !policy.contains("unsafe-inline")
                    && !policy.contains("'unsafe-eval'"),
                "{name}: {policy}"
            );
            if name != "aims-assessment.html" {
                // The single file carries its policy, with the hashes of its scripts, in itself.
                assert!(policy.starts_with("default-src 'none'; "), "{name}: {policy}");
            }
            assert!(policy.contains("frame-ancestors "), "{name}: {policy}");
            assert_eq!(says("x-content-type-options"), "nosniff", "{name}");
            assert_eq!(says("referrer-policy"), "no-referrer", "{name}");
            assert!(says("permissions-policy").contains("geolocation=()"), "{name}");
            assert_eq!(
                says("access-control-allow-origin"),
                if name == "embed.js" { "*" } else { "" },
                "{name}"
            );
            let caching =
                if has_hash(&name) { "public, max-age=31536000, immutable" } else { "no-cache" };
            assert_eq!(says("cache-control"), caching, "{name}");
            assert_eq!(headers.get_all("cache-control").iter().count(), 1, "{name}");
            assert_eq!(says("content-type").split(';').next().unwrap(), kind(&name), "{name}");
        }
        assert_eq!(
            names()?.iter().filter(|name| has_hash(name)).count(),
            12,
            "start, three parts of the module, the one that makes files with its script, icon, later style, words and those of the report in two languages"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_page_is_what_a_folder_shows() -> Result<()> {
    for (shipped, place) in PLACES {
        let nginx = Nginx::start(&dist()?.join(shipped), &dist()?, Packed::AsShipped).await?;
        let (headers, body) = get(&format!("{}{place}?lang=fr", nginx.address), "identity").await?;
        assert_eq!(headers["cache-control"], "no-cache");
        assert!(
            headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
        );
        assert_eq!(body, std::fs::read(dist()?.join("index.html"))?);
        let missing = reqwest::get(format!("{}{place}nothing.js", nginx.address)).await?;
        assert_eq!(missing.status(), 404);
        let missing =
            reqwest::get(format!("{}{place}start-0123456789abcdef.js", nginx.address)).await?;
        assert_eq!(missing.status(), 404);
        let caching =
            missing.headers().get("cache-control").map_or("", |value| value.to_str().unwrap());
        assert!(!caching.contains("immutable"), "an error is not kept for ever");
    }
    // Without the trailing slash the page's relative addresses would resolve wrongly.
    let nginx = Nginx::start(&dist()?.join(PLACES[1].0), &dist()?, Packed::AsShipped).await?;
    let led = reqwest::get(format!("{}assessment?lang=fr", nginx.address)).await?;
    assert_eq!(led.url().as_str(), format!("{}assessment/?lang=fr", nginx.address));
    assert_eq!(led.status(), 200);
    Ok(())
}

#[tokio::test]
async fn what_is_packed_is_sent_packed() -> Result<()> {
    for (shipped, place) in PLACES {
        for (packed, accepted, encoding, ending) in [
            (Packed::Brotli, "br, gzip", "br", "br"),
            (Packed::AsShipped, "br, gzip", "gzip", "gz"),
        ] {
            let nginx = Nginx::start(&dist()?.join(shipped), &dist()?, packed).await?;
            for name in names()? {
                let sent = dist()?.join(format!("{name}.{ending}"));
                if !sent.is_file() {
                    continue;
                }
                let address = format!("{}{place}{name}", nginx.address);
                let (headers, body) = get(&address, accepted).await?;
                assert_eq!(headers["content-encoding"], encoding, "{name}");
                assert_eq!(
                    headers["content-type"].to_str()?.split(';').next().unwrap(),
                    kind(&name),
                    "{name}"
                );
                assert!(headers["vary"].to_str()?.contains("Accept-Encoding"), "{name}");
                assert!(headers.contains_key("content-security-policy"), "{name}");
                assert_eq!(body, std::fs::read(&sent)?, "{name} is not the packed file");
                let (headers, body) = get(&address, "identity").await?;
                assert!(!headers.contains_key("content-encoding"), "{name}");
                assert_eq!(body, std::fs::read(dist()?.join(&name))?, "{name}");
            }
        }
    }
    Ok(())
}

async fn get(address: &str, accepted: &str) -> Result<(HeaderMap, Vec<u8>)> {
    let answer = reqwest::Client::new()
        .get(address)
        .header(ACCEPT_ENCODING, accepted)
        .send()
        .await?
        .error_for_status()?;
    Ok((answer.headers().clone(), answer.bytes().await?.to_vec()))
}

/// Returns the files that a visitor's browser or another page requests.
fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(dist()?)? {
        let (name, is_file) = entry.map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), entry.path().is_file())
        })?;
        let is_asked_for = ["html", "js", "css", "json", "svg", "wasm", "png"]
            .iter()
            .any(|end| name.ends_with(&format!(".{end}")));
        if is_file && is_asked_for {
            names.push(name);
        }
    }
    Ok(names)
}

fn has_hash(name: &str) -> bool {
    name.split(['-', '_', '.'])
        .any(|part| part.len() >= 15 && part.chars().all(|digit| digit.is_ascii_hexdigit()))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').unwrap().1 {
        "html" => "text/html",
        "js" => "application/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "image/png",
    }
}
