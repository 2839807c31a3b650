//! Servers for the page: a plain one, and the real nginx with the shipped configurations.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;

use crate::fixture::root;

/// The folder of the files in the shipped configurations.
const FOLDER: &str = "/var/www/aims-assessment";
/// The folder of nginx's modules on Debian.
const MODULES: &str = "/usr/lib/nginx/modules";
const BROTLI: &str = "brotli_static on;";

/// Returns the folder of the built page.
///
/// # Errors
/// When it was not built.
pub fn dist() -> Result<PathBuf> {
    let dist = root().join("dist").canonicalize().unwrap_or_else(|_| root().join("dist"));
    if !dist.join("index.html").is_file() {
        bail!("{} holds no page; `cargo xtask test browser` builds it first", dist.display());
    }
    Ok(dist)
}

/// Returns a copy of the built page as if built with a `brand.toml` that names the sites that may
/// frame it; without one, only its own site may.
///
/// # Errors
/// When it was not built, or can't be copied.
pub fn dist_shown_by(source: &str) -> Result<TempDir> {
    const PLAIN: &str = "id=\"aims-brand\">{}<";
    let copy = tempfile::tempdir()?;
    copy_folder(&dist()?, copy.path())?;
    let file = copy.path().join("index.html");
    let page = fs::read_to_string(&file)?;
    if !page.contains(PLAIN) {
        bail!("the page was built with a brand");
    }
    fs::write(
        &file,
        page.replace(PLAIN, &format!("id=\"aims-brand\">{{\"frames\":[\"{source}\"]}}<")),
    )?;
    for packed in ["br", "gz"] {
        fs::remove_file(copy.path().join(format!("index.html.{packed}")))?;
    }
    for name in
        ["hosting/nginx.conf", "hosting/nginx-subpath.conf", "hosting/Caddyfile", "_headers"]
    {
        let file = copy.path().join(name);
        fs::write(
            &file,
            fs::read_to_string(&file)?
                .replace("frame-ancestors 'self'", &format!("frame-ancestors {source}")),
        )?;
    }
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), copy)?;
        }
    }
    Ok(())
}

/// Returns a port that was free a moment ago.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A plain file server, as any host has one; it and all its connections end when this is dropped.
pub struct Server {
    /// Its address, with a trailing slash.
    pub address: String,
    runtime: Option<Runtime>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Serves a folder.
///
/// # Errors
/// When no port is free.
pub fn static_server(folder: &Path) -> Result<Server> {
    serve(ServeDir::new(folder))
}

/// Serves a folder as a good host does: with the precompressed files beside the others.
///
/// # Errors
/// When no port is free.
pub fn packed_server(folder: &Path) -> Result<Server> {
    serve(ServeDir::new(folder).precompressed_br().precompressed_gzip())
}

fn serve(files: ServeDir) -> Result<Server> {
    // A runtime of its own, with which kept-alive connections end too.
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let files = Router::new().fallback_service(files);
    runtime.spawn(
        async move { axum::serve(tokio::net::TcpListener::from_std(listener)?, files).await },
    );
    Ok(Server { address, runtime: Some(runtime) })
}

/// The precompressed files that nginx sends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Packed {
    /// Those of the configuration as shipped.
    AsShipped,
    /// Brotli's too: the line that is commented out is enabled.
    Brotli,
}

/// A running nginx; it ends when this is dropped.
pub struct Nginx {
    /// Its address, with a trailing slash.
    pub address: String,
    child: Child,
    _folder: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Nginx {
    /// Runs nginx with a shipped configuration, in which port and folder are replaced by ours. A
    /// fragment made to be included in a `server` block is wrapped in one.
    ///
    /// # Errors
    /// When the file is not there, or nginx refuses it.
    pub async fn start(shipped: &Path, files: &Path, packed: Packed) -> Result<Self> {
        let text = fs::read_to_string(shipped)
            .with_context(|| format!("{}; `cargo xtask dist` writes it", shipped.display()))?;
        for _ in 0..4 {
            let mut nginx = Self::try_start(&text, files, packed)?;
            for _ in 0..200 {
                if nginx.child.try_wait()?.is_some() {
                    break;
                }
                if TcpStream::connect(
                    nginx.address.trim_start_matches("http://").trim_end_matches('/'),
                )
                .is_ok()
                {
                    return Ok(nginx);
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        bail!("nginx doesn't run with {}; its own messages stand above", shipped.display())
    }

    fn try_start(shipped: &str, files: &Path, packed: Packed) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = free_port()?;
        let (site, is_whole) = site(shipped, files, packed, port);
        fs::write(folder.path().join("site.conf"), &site)?;
        let place = folder.path().display();
        let server = if is_whole {
            "include site.conf;".to_owned()
        } else {
            format!("server {{ listen 127.0.0.1:{port}; root {place}/none; include site.conf; }}")
        };
        let uses_brotli = site.lines().any(|line| line.trim() == BROTLI);
        let modules = if uses_brotli {
            format!("load_module {MODULES}/ngx_http_brotli_static_module.so;\n")
        } else {
            String::new()
        };
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("    {name}_temp_path {place}/{name};\n"))
            .concat();
        let main = format!(
            "{modules}daemon off;\nmaster_process off;\npid {place}/pid;\nerror_log stderr crit;\nevents {{ }}\nhttp {{\n    \
             include /etc/nginx/mime.types;\n    default_type application/octet-stream;\n    access_log off;\n{folders}    {server}\n}}\n"
        );
        fs::write(folder.path().join("nginx.conf"), main)?;
        // Debian installs nginx in a folder that only root's `PATH` contains.
        let program = ["/usr/sbin/nginx", "/usr/local/sbin/nginx"]
            .into_iter()
            .find(|path| Path::new(path).is_file())
            .unwrap_or("nginx");
        let child = Command::new(program)
            .arg("-p")
            .arg(folder.path())
            .args(["-e", "stderr", "-c"])
            .arg(folder.path().join("nginx.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("nginx can't be started; `cargo xtask setup` installs it")?;
        Ok(Self { address: format!("http://127.0.0.1:{port}/"), child, _folder: folder })
    }
}

/// Returns a shipped configuration with our port and folder, and whether it contains the whole
/// `server` block.
fn site(shipped: &str, files: &Path, packed: Packed, port: u16) -> (String, bool) {
    let mut is_whole = false;
    let line = |line: &str| {
        let words = line.trim();
        is_whole |= words.starts_with("server ");
        if words.starts_with("listen ") {
            return if words.contains('[') {
                String::new()
            } else {
                format!("listen 127.0.0.1:{port};\n")
            };
        }
        let is_brotli = packed == Packed::Brotli && words.trim_start_matches(['#', ' ']) == BROTLI;
        let line = if is_brotli { BROTLI } else { line };
        line.replace(FOLDER, &files.to_string_lossy()) + "\n"
    };
    let text = shipped.lines().map(line).collect();
    (text, is_whole)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Packed, site};

    #[test]
    fn a_shipped_configuration_is_moved() {
        let shipped = "server {\n    listen 80;\n    listen [::]:80;\n    root /var/www/aims-assessment;\n    # brotli_static on;\n}";
        let (text, is_whole) = site(shipped, Path::new("/tmp/page"), Packed::AsShipped, 4711);
        assert!(is_whole);
        assert_eq!(
            text,
            "server {\nlisten 127.0.0.1:4711;\n    root /tmp/page;\n    # brotli_static on;\n}\n"
        );
        let (text, _) = site(shipped, Path::new("/tmp/page"), Packed::Brotli, 4711);
        assert!(text.contains("\nbrotli_static on;\n"), "{text}");
        assert!(!site("location = /assessment {\n}", Path::new("/"), Packed::AsShipped, 1).1);
    }
}
