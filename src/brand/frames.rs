//! Which pages may show this one in a frame, as the page itself sees it. The server's `frame-ancestors` says the same, and the browser holds to it; this is
//! for a host that can send no headers.

use super::Brand;

impl Brand {
    /// Whether a page of this origin may show ours, whose origin is `own`: `https://www.example.com`, with a port that isn't the usual one.
    pub fn may_be_shown_by(&self, origin: &str, own: &str) -> bool {
        // As without a list: our own site, if it is one; all files of a disk have the same name as an origin.
        (origin == own && own.starts_with("http")) || self.frames.iter().any(|source| source == "*" || names(source, origin, own))
    }
}

/// Whether `https://*.example.com:8443` names an origin. Without a scheme it names ours, or the safer one; without a port, the usual one.
fn names(source: &str, origin: &str, own: &str) -> bool {
    let (Some((scheme, place)), Some((own_scheme, _))) = (origin.split_once("://"), own.split_once("://")) else { return false };
    let (wanted_scheme, wanted) = source.split_once("://").unwrap_or((own_scheme, source));
    let ((host, port), (wanted_host, wanted_port)) = (parted(place), parted(wanted));
    let is_scheme = scheme == wanted_scheme || (wanted_scheme == "http" && scheme == "https");
    let is_port = wanted_port == "*" || port == wanted_port;
    let is_host = match wanted_host.strip_prefix('*') {
        Some(end) => host.len() > end.len() && host.ends_with(&end.to_ascii_lowercase()),
        None => host.eq_ignore_ascii_case(wanted_host),
    };
    is_scheme && is_port && is_host
}

/// Host and port; no port where none is named, as in an origin with the usual one.
fn parted(place: &str) -> (&str, &str) {
    place.rsplit_once(':').filter(|(_, port)| !port.contains(']')).unwrap_or((place, ""))
}
