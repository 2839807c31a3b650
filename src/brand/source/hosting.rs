//! Reads `[hosting]`: which pages may show ours in a frame.

use crate::content::source::Problem;
use crate::content::toml_reader::Table;

const HINT: &str = "write https:// and a host, such as \"https://www.example.com\" or \"https://*.example.com\"; \"'self'\" for your own site, \
                    \"'none'\" for nobody, \"*\" for everyone";

/// The value if there is no list.
pub const OWN_SITE: &str = "'self'";

/// Reads the list; empty if there is none. It goes into a header unchanged, so nothing that could
/// be more than a host is accepted.
pub fn read(mut table: Table, problems: &mut Vec<Problem>) -> Vec<String> {
    let key = table.names().into_iter().find(|key| key.value == "frame_ancestors");
    let list = table.optional_texts("frame_ancestors");
    table.finish();
    let Some(key) = key else { return Vec::new() };
    if list.is_empty() {
        problems.push(key.problem("`frame_ancestors` names nobody", HINT));
    } else if list.len() > 1 && list.iter().any(|source| source.value == "'none'") {
        problems.push(key.problem(
            "`frame_ancestors` names nobody, and somebody",
            "let \"'none'\" stand alone, or take it away",
        ));
    }
    let odd = list.iter().filter(|source| !is_source(&source.value));
    problems
        .extend(odd.map(|source| source.problem(format!("{:?} is no host", source.value), HINT)));
    list.into_iter().map(|source| source.value).collect()
}

fn is_source(text: &str) -> bool {
    ["*", "'self'", "'none'"].contains(&text) || is_host_source(text)
}

/// Whether the text is a host source such as `https://*.example.com:8443`. Scheme and port are
/// optional; a path, which has no meaning here, isn't allowed.
fn is_host_source(text: &str) -> bool {
    let host =
        ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
    let (host, port) = host.split_once(':').unwrap_or((host, "*"));
    let is_port = port == "*"
        || port.parse::<u16>().is_ok_and(|number| number > 0)
            && port.bytes().all(|byte| byte.is_ascii_digit());
    let is_label = |label: &str| {
        let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_plain && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    // Without their quotes, these two keywords look like hosts.
    is_port
        && !["self", "none"].contains(&text)
        && host.strip_prefix("*.").unwrap_or(host).split('.').all(is_label)
}
