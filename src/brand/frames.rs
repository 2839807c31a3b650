//! Decides which pages may show this one in a frame, as far as the page itself can tell.
//!
//! The server's `frame-ancestors` has the same list, and the browser enforces it; this check is for
//! a host that can't send headers.

use super::Brand;

impl Brand {
    /// Whether a page of this origin may show ours, whose origin is `own`. An origin is
    /// `https://www.example.com`, with a port only if that isn't the default one.
    pub fn may_be_shown_by(&self, origin: &str, own: &str) -> bool {
        // Our own site always may, as without a list, unless it is a file: all `file:` pages have
        // the same origin.
        (origin == own && own.starts_with("http"))
            || self.frames.iter().any(|source| source == "*" || names(source, origin, own))
    }
}

/// Whether a source such as `https://*.example.com:8443` matches an origin. Without a scheme, it
/// matches our own scheme, or https; without a port, the default port.
fn names(source: &str, origin: &str, own: &str) -> bool {
    let (Some((scheme, place)), Some((own_scheme, _))) =
        (origin.split_once("://"), own.split_once("://"))
    else {
        return false;
    };
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

/// Splits off the port; it is empty if none is given, as in an origin with the default port.
fn parted(place: &str) -> (&str, &str) {
    place.rsplit_once(':').filter(|(_, port)| !port.contains(']')).unwrap_or((place, ""))
}
