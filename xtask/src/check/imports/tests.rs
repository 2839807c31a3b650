#![allow(clippy::unwrap_used)]

use super::{Module, print, shortened};

/// Returns glue as wasm-bindgen generates it, with additional functions.
fn glue(more: &str) -> String {
    format!(
        "function __wbg_get_imports() {{
    const import0 = {{
        __proto__: null,
        __wbg_setItem_0123456789abcdef: function() {{ return handleError(function (arg0, arg1, arg2, arg3, arg4) {{
            arg0.setItem(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4));
        }}, arguments); }},
        __wbg_more_0123456789abcdef: function(arg0, arg1) {{
            // Cast intrinsic for `Closure(fetch)`.
            {more}
        }},
    }};
}}
async function __wbg_init(module_or_path) {{
        module_or_path = fetch(module_or_path);
}}
"
    )
}

/// Returns a module with these imports.
fn bytes(names: &[&str], from: &str, text: &str) -> Vec<u8> {
    let part = |bytes: &[u8]| [&[u8::try_from(bytes.len()).unwrap()], bytes].concat();
    let imports: Vec<u8> = names
        .iter()
        .flat_map(|name| [part(from.as_bytes()), part(name.as_bytes()), vec![0, 0]].concat())
        .collect();
    let imports = [&[u8::try_from(names.len()).unwrap()], &imports[..]].concat();
    let custom = [part(b"t"), text.as_bytes().to_vec()].concat();
    [
        b"\0asm\x01\0\0\0".to_vec(),
        vec![1, 4, 1, 0x60, 0, 0],
        vec![2],
        part(&imports),
        vec![0],
        part(&custom),
    ]
    .concat()
}

const NAMES: [&str; 2] = ["__wbg_setItem_0123456789abcdef", "__wbg_more_0123456789abcdef"];

fn module(more: &str) -> Module {
    Module::new("The page", &[bytes(&NAMES, "./x_bg.js", "")], &glue(more)).unwrap()
}

#[test]
fn what_stores_and_draws_may_be_there() {
    for more in [
        "const ret = arg0.localStorage;",
        "arg0.click();",
        "arg0.href = getStringFromWasm0(arg1, arg2);",
        "const ret = arg0.open;",
    ] {
        assert_eq!(module(more).senders(&[]), [""; 0], "{more}");
    }
}

#[test]
fn whatever_sends_is_found_in_the_function_that_does() {
    for (more, word) in [
        ("const ret = fetch(arg0);", "fetch"),
        ("const ret = arg0.fetch(arg1);", "fetch"),
        ("const ret = new XMLHttpRequest();", "XMLHttpRequest"),
        ("const ret = new WebSocket(getStringFromWasm0(arg0, arg1));", "WebSocket"),
        ("const ret = arg0.sendBeacon(getStringFromWasm0(arg0, arg1));", "sendBeacon"),
        ("const ret = new EventSource(getStringFromWasm0(arg0, arg1));", "EventSource"),
        ("const ret = new RTCPeerConnection();", "RTCPeerConnection"),
        ("arg0.submit();", "submit"),
        ("arg0.src = getStringFromWasm0(arg1, arg2);", "src"),
        ("arg0.postMessage(arg1);", "postMessage"),
        ("const ret = arg0.open(getStringFromWasm0(arg0, arg1));", ".open("),
        ("arg0.location = arg1;", ".location ="),
        ("const ret = import(arg0);", "import("),
        ("const ret = new Function(getStringFromWasm0(arg0, arg1));", "new Function"),
        ("arg0.cookie = getStringFromWasm0(arg0, arg1);", "cookie"),
    ] {
        let found = module(more).senders(&[]);
        assert_eq!(found, [format!("The page: the import `more` can send (`{word}`)")], "{more}");
    }
}

#[test]
fn a_name_alone_is_enough_and_so_is_a_text_of_the_module() {
    let names = ["__wbg_fetch_0123456789abcdef"];
    let glue = glue("").replace("__wbg_more", "__wbg_fetch");
    let found =
        Module::new("The page", &[bytes(&names, "./x_bg.js", "")], &glue).unwrap().senders(&[]);
    assert_eq!(
        found,
        [
            "The page: the import `fetch` can send (`fetch`)",
            "The page: the module holds the text `fetch`"
        ]
    );
    // A module could reach it by name through `globalThis`.
    let found =
        Module::new("The page", &[bytes(&NAMES, "./x_bg.js", "..sendBeacon..")], &self::glue(""))
            .unwrap()
            .senders(&[]);
    assert_eq!(found, ["The page: the module holds the text `sendBeacon`"]);
}

#[test]
fn outside_the_imports_only_the_module_itself_is_loaded() {
    let glue = glue("").replace("async function", "navigator.sendBeacon('/x');\nasync function");
    let found =
        Module::new("The page", &[bytes(&NAMES, "./x_bg.js", "")], &glue).unwrap().senders(&[]);
    assert_eq!(found, ["The page: `sendBeacon` stands in the script: navigator.sendBeacon('/x');"]);
}

#[test]
fn an_exception_holds_for_its_own_name_alone() {
    let exceptions = [("postMessage", "a result that the visitor hands over")];
    assert_eq!(
        module("arg0.postMessage(arg1);").senders(&exceptions).len(),
        1,
        "in a function of another name"
    );
    let glue = glue("arg0.postMessage(arg1);").replace("__wbg_more", "__wbg_postMessage");
    let names = ["__wbg_postMessage_0123456789abcdef"];
    let made = Module::new("The page", &[bytes(&names, "./x_bg.js", "")], &glue).unwrap();
    assert_eq!(made.senders(&exceptions), [""; 0]);
    assert_eq!(made.senders(&[]).len(), 2, "in the function, and as the import's name");
    let printed = print(&[made], &exceptions);
    assert!(printed.contains("- `postMessage`: a result that the visitor hands over"), "{printed}");
}

#[test]
fn what_can_not_be_read_is_no_pass() {
    for (module, glue) in [
        (bytes(&NAMES, "./snippets/x.js", ""), glue("")),
        (bytes(&NAMES, "./x_bg.js", ""), glue("").replace("__wbg_more", "__wbg_other")),
        (bytes(&[], "./x_bg.js", ""), glue("")),
        (b"no module".to_vec(), glue("")),
    ] {
        assert!(Module::new("The page", &[module], &glue).is_err());
    }
}

#[test]
fn what_a_function_does_is_told_in_short() {
    for (code, short) in [
        ("arg0.localStorage", Some("localStorage")),
        (
            "arg0.setItem(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4))",
            Some("setItem()"),
        ),
        ("arg0.href = getStringFromWasm0(arg1, arg2)", Some("href =")),
        ("new Date(arg0)", Some("new Date()")),
        ("Reflect.get(arg0, arg1)", Some("Reflect.get()")),
        ("arg0 instanceof Element", Some("instanceof Element")),
        ("arg0[arg1 >>> 0]", None),
        ("typeof(arg0) === 'function'", None),
        ("!arg0", None),
    ] {
        assert_eq!(shortened(code).as_deref(), short, "{code}");
    }
}
