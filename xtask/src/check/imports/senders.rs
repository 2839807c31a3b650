//! Names, code and texts by which a module could send data.

use std::collections::BTreeSet;

/// Names in the glue of what can send or load, make the browser do so, or run a text as a program.
pub const SENDERS: &[&str] = &[
    // Requests
    "fetch",
    "fetchLater",
    "Request",
    "XMLHttpRequest",
    "send",
    "sendBeacon",
    "EventSource",
    "WebSocket",
    "WebSocketStream",
    "WebTransport",
    "RTCPeerConnection",
    "webkitRTCPeerConnection",
    "RTCDataChannel",
    "createDataChannel",
    // Other programs and pages
    "Worker",
    "SharedWorker",
    "serviceWorker",
    "importScripts",
    "postMessage",
    "BroadcastChannel",
    "MessageChannel",
    "share",
    "eval",
    // Elements that load or send
    "Image",
    "Audio",
    "HTMLImageElement",
    "HTMLScriptElement",
    "HTMLLinkElement",
    "HTMLIFrameElement",
    "HTMLFormElement",
    "HTMLMediaElement",
    "submit",
    "requestSubmit",
    "src",
    "srcset",
    "srcdoc",
    "action",
    "formAction",
    "ping",
    "poster",
    "background",
    // Inserting markup in other ways than the one used for the report's pieces
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "DOMParser",
    // Navigation
    "assign",
    "navigate",
    "reload",
    // Other storage and data in the browser
    "cookie",
    "cookieStore",
    "caches",
    "indexedDB",
    "credentials",
    "clipboard",
];

/// Code that can send, where a name alone doesn't tell.
const SENDING_CODE: &[&str] = &[
    "import(",
    "new Function",
    ".open(",
    ".location =",
    ".location.",
    ".replace(",
    ".write(",
    ".writeln(",
];

/// Names that a module would need as a text to reach something that it doesn't import. No word of
/// the questionnaire contains one.
pub const SENDING_TEXTS: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "EventSource",
    "WebSocket",
    "WebTransport",
    "RTCPeerConnection",
    "importScripts",
    "serviceWorker",
    "postMessage",
    "requestSubmit",
    "outerHTML",
    "insertAdjacentHTML",
    "<iframe",
    "<script src",
];

/// The glue's code that loads the module itself, with what the start script passes in. It runs
/// before the module does.
pub const OWN_LOADER: &[&str] = &[
    "if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {",
    "module_or_path = fetch(module_or_path);",
    "throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);",
];

/// Returns the names and code fragments in some code that can send.
pub fn sending(code: &str) -> Vec<&'static str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let words: BTreeSet<&str> = code.split(|c| !is_part(c)).collect();
    let named = SENDERS.iter().copied().filter(|word| words.contains(word));
    named.chain(SENDING_CODE.iter().copied().filter(|signs| code.contains(signs))).collect()
}
