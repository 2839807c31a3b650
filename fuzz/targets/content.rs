//! Uses an arbitrary text as a content file of the questionnaire: its problems are reported, and
//! nothing panics.
#![no_main]

use aims_assessment::content::{check, folder};

const NAMES: [&str; 6] = [
    "interface.toml",
    "4-context.toml",
    "annex-a.toml",
    "profile.toml",
    "references.toml",
    "scale.toml",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // The first line names the file that the text replaces; the other files are ours.
    let (place, text) = text.split_once('\n').unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("aims-fuzz-{}", std::process::id()));
    let ours = std::path::Path::new("questions");
    if !folder.exists() {
        std::fs::create_dir_all(&folder).expect("a folder for the content");
        let files = std::fs::read_dir(ours)
            .expect("the fuzzer runs in the project's folder")
            .flatten()
            .map(|entry| entry.path());
        for file in files.filter(|path| path.is_file()) {
            std::fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))
                .expect("copying our content");
        }
    }
    let Some(name) = NAMES.into_iter().find(|name| *name == place) else { return };
    std::fs::write(folder.join(name), text).expect("writing the content");
    let (read, problems) = folder::read(&folder);
    if problems.is_empty() {
        check::check(&read);
    }
    std::fs::copy(ours.join(name), folder.join(name)).expect("copying our content");
});
