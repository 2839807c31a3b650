//! In the browser: mounts the page. Natively: the command line, `aims`.

#[cfg(target_arch = "wasm32")]
fn main() {
    aims_assessment::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    aims_assessment::cli::run()
}
