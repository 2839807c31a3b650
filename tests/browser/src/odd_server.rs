//! A host that serves the page's files incorrectly, as real hosts do: redirects, wrong types,
//! temporary errors, altered pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode, header};

/// The `Cache-Control` of files whose name contains a hash.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The host's behaviour; all of it can be changed while it runs.
#[derive(Clone, Default)]
pub struct Ways {
    /// The folder of the files.
    pub folder: PathBuf,
    /// Redirects `/index.html` to `/`, and strips `.html` from all other names.
    pub strips_html: bool,
    /// Serves no index for a folder, so that the page must be requested by its name.
    pub has_no_index: bool,
    /// HTML that is inserted into every page.
    pub inserts: String,
    /// The status of every response.
    pub status: Option<u16>,
    /// The status of files, by the beginning of their name.
    pub statuses: BTreeMap<String, u16>,
    /// The content type of files, by their name or its extension.
    pub types: BTreeMap<String, String>,
    /// Beginnings of the names of files whose bytes are altered.
    pub altered: Vec<String>,
    /// Accepts connections and never answers.
    pub hangs: bool,
    /// Sites that may frame the page; if set, the built policy with this list is sent with every
    /// file.
    pub frame_ancestors: Option<String>,
    /// A header sent with every file.
    pub header: Option<(String, String)>,
}

/// A running host; it ends with the test.
pub struct OddServer {
    /// Its address, with a trailing slash.
    pub address: String,
    ways: Arc<Mutex<Ways>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl OddServer {
    /// Starts a host for the files in a folder.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn of(folder: &Path) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
        let ways = Arc::new(Mutex::new(Ways { folder: folder.to_path_buf(), ..Ways::default() }));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (its_ways, noted) = (Arc::clone(&ways), Arc::clone(&asked));
        let files = Router::new().fallback(move |request: Request| {
            let path = request.uri().path().to_owned();
            noted.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
            let ways = its_ways.lock().unwrap_or_else(PoisonError::into_inner).clone();
            async move {
                if ways.hangs {
                    std::future::pending::<()>().await;
                }
                ways.answer(&path)
            }
        });
        tokio::spawn(async move { axum::serve(listener, files).await });
        Ok(Self { address, ways, asked })
    }

    /// Changes the host's behaviour from now on.
    pub fn now(&self, change: impl FnOnce(&mut Ways)) {
        change(&mut self.ways.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Returns the paths requested since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Ways {
    fn answer(&self, path: &str) -> Response<Body> {
        let name = path.trim_start_matches('/');
        let says = |status: u16, body: Vec<u8>| {
            let mut answer = Response::new(Body::from(body));
            *answer.status_mut() =
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            answer
        };
        let told = self
            .statuses
            .iter()
            .find(|(start, _)| name.starts_with(start.as_str()))
            .map(|(_, status)| *status);
        if let Some(status) = told.or(self.status) {
            let mut answer = says(status, b"odd".to_vec());
            // Some hosts send this header for every such name, errors included.
            if is_hashed(name) {
                answer
                    .headers_mut()
                    .insert(header::CACHE_CONTROL, header::HeaderValue::from_static(FOR_EVER));
            }
            return answer;
        }
        let stem = name.strip_suffix(".html");
        if let Some(stem) = stem.filter(|_| self.strips_html) {
            let place = format!("/{}", if stem == "index" { "" } else { stem });
            let mut answer = says(308, Vec::new());
            if let Ok(place) = place.parse() {
                answer.headers_mut().insert(header::LOCATION, place);
            }
            return answer;
        }
        let name = match name {
            "" if self.has_no_index => return says(403, b"no listing".to_vec()),
            "" => "index.html".to_owned(),
            _ if self.strips_html && self.folder.join(format!("{name}.html")).is_file() => {
                format!("{name}.html")
            }
            _ => name.to_owned(),
        };
        let Ok(mut body) = std::fs::read(self.folder.join(&name)) else {
            return says(404, b"nothing here".to_vec());
        };
        let end = name.rsplit('.').next().unwrap_or_default();
        if end == "html" && !self.inserts.is_empty() {
            body = String::from_utf8_lossy(&body)
                .replacen("<head>", &format!("<head>{}", self.inserts), 1)
                .into_bytes();
        }
        if self.altered.iter().any(|start| name.starts_with(start.as_str())) {
            // A custom section in a module, a statement in a script, a blank after words: the file
            // runs, or is read, with other content.
            body.extend_from_slice(match end {
                "wasm" => b"\0\x02\x01x",
                "json" => b"\n ",
                _ => b"\nglobalThis.ranAltered = 1;\n",
            });
        }
        let mut answer = says(200, body);
        let kind = self
            .types
            .get(&name)
            .or_else(|| self.types.get(end))
            .map_or_else(|| kind(end).to_owned(), Clone::clone);
        let caching = if is_hashed(&name) { FOR_EVER } else { "no-cache" };
        let mut headers = vec![
            ("content-type".to_owned(), kind),
            ("cache-control".to_owned(), caching.to_owned()),
        ];
        headers.extend(
            self.policy(&name).map(|policy| ("content-security-policy".to_owned(), policy)),
        );
        headers.extend(self.header.clone());
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), value.parse()) {
                answer.headers_mut().insert(name, value);
            }
        }
        answer
    }

    /// Returns the policy of `_headers`, with this host's list of `frame-ancestors`.
    fn policy(&self, name: &str) -> Option<String> {
        let frames = self.frame_ancestors.as_ref()?;
        let headers = std::fs::read_to_string(self.folder.join("_headers")).ok()?;
        let (_, rest) = headers.split_once(&format!("\n/{name}\n"))?;
        let policy =
            rest.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "))?;
        let (before, after) = policy.split_once("frame-ancestors ")?;
        let rest = after.split_once(';').map_or("", |(_, rest)| rest);
        Some(format!(
            "{before}frame-ancestors {frames}{}",
            if rest.is_empty() { String::new() } else { format!(";{rest}") }
        ))
    }
}

fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.'])
        .any(|part| part.len() >= 15 && part.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn kind(end: &str) -> &'static str {
    match end {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

/// Disables the service worker, so that a file that can't be loaded isn't served from its cache.
pub const NO_WORKER: &str =
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })";
