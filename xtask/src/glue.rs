//! Takes out of what wasm-bindgen made what nobody uses: classes that a library offers to other scripts (`wasm-streams`, by way of Leptos), the
//! functions of the module that only those call, and what only these would ask of the browser.
//!
//! The script is written by a program in one form, and read here by that form; what has another form stays.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use walrus::{Module, ModuleConfig};

/// The script without the classes that it exports: ours starts the module and asks nothing else of it.
pub fn without_classes(glue: &str) -> String {
    let mut kept = String::new();
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("export class ") {
            // To the bracket that closes it.
            lines.by_ref().find(|line| *line == "}");
        } else if line.contains("Finalization = (typeof FinalizationRegistry") {
            lines.by_ref().find(|line| line.ends_with(';'));
        } else if !line.starts_with("if (Symbol.dispose) ") {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// The module without the exports that the script doesn't name, and what only they need.
///
/// # Errors
/// When it is no module.
pub fn without_unused_exports(module: &[u8], glue: &str) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    let mut module = config.parse(module)?;
    let unused = module.exports.iter().filter(|export| !glue.contains(&format!("wasm.{}", export.name))).map(walrus::Export::id);
    for id in unused.collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// The script without the functions that no part of the module imports.
///
/// # Errors
/// When a part is no module, or the script has another form than this knows.
pub fn without_unused_imports(glue: &str, parts: &[Vec<u8>]) -> Result<String> {
    let mut used = BTreeSet::new();
    for part in parts {
        used.extend(Module::from_buffer(part)?.imports.iter().map(|import| import.name.clone()));
    }
    let (mut kept, mut dropped) = (String::new(), 0);
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let name = line.strip_prefix("        ").and_then(|line| line.split_once(": function(")).map(|(name, _)| name);
        if name.is_some_and(|name| name.starts_with("__wb") && !used.contains(name)) {
            lines.by_ref().find(|line| *line == "        },");
            dropped += 1;
        } else {
            kept += line;
            kept.push('\n');
        }
    }
    ensure!(kept.contains("function __wbg_get_imports()"), "wasm-bindgen's script has another form than this knows");
    println!("{dropped} functions of wasm-bindgen's script that no part of the module imports are left out.");
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{without_classes, without_unused_imports};

    const GLUE: &str = "\
export class Sink {
    free() {
        wasm.sink_free(this.ptr);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_1: function() {
            return Date.now();
        },
        __wbg_close_2: function(arg0) {
            arg0.close();
        },
    };
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.sink_free(ptr, 1));
const CLOSURE_DTORS = 1;
";

    #[test]
    fn classes_go_with_all_that_belongs_to_them() {
        let lean = without_classes(GLUE);
        assert!(!lean.contains("Sink") && !lean.contains("wasm."), "{lean}");
        assert!(lean.contains("__wbg_close_2") && lean.ends_with("const CLOSURE_DTORS = 1;\n"), "{lean}");
    }

    #[test]
    fn what_no_part_imports_goes_and_the_rest_stays() {
        let mut module = walrus::Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("./page_bg.js", "__wbg_now_1", ty);
        let lean = without_unused_imports(&without_classes(GLUE), &[module.emit_wasm()]).unwrap_or_default();
        assert!(lean.contains("return Date.now();\n        },\n    };"), "{lean}");
        assert!(!lean.contains("__wbg_close_2"), "{lean}");
    }
}
