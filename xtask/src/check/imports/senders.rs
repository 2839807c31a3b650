//! What can send: as names, as code, as texts of a module.

use std::collections::BTreeSet;

/// What can send or load, make the browser do so, or run a text as a program: as a name in the glue.
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
    // Other programs, other pages
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
    // Other ways of putting markup into the page than the one that takes the report's pieces
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "DOMParser",
    // Going elsewhere
    "assign",
    "navigate",
    "reload",
    // What lies elsewhere in the browser
    "cookie",
    "cookieStore",
    "caches",
    "indexedDB",
    "credentials",
    "clipboard",
];

/// The same, where it takes more than a name to tell.
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

/// Names that a module would need as a text, to reach by it what it doesn't import. No word of the questionnaire holds one.
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

/// How the glue loads the module itself: what it is given by the script that starts the page. It runs before the module does.
pub const OWN_LOADER: &[&str] = &[
    "if (typeof module_or_path === 'string' || (typeof Request === 'function' && module_or_path instanceof Request) || (typeof URL === 'function' && module_or_path instanceof URL)) {",
    "module_or_path = fetch(module_or_path);",
    "throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);",
];

/// The words and signs in some code that can send.
pub fn sending(code: &str) -> Vec<&'static str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let words: BTreeSet<&str> = code.split(|c| !is_part(c)).collect();
    let named = SENDERS.iter().copied().filter(|word| words.contains(word));
    named.chain(SENDING_CODE.iter().copied().filter(|signs| code.contains(signs))).collect()
}
