//! Removes unused parts of wasm-bindgen's output: the hashes in the names that script and module
//! share, classes that a library exports to other scripts (`wasm-streams`, through Leptos), the
//! module's functions that only those call, and the browser imports that only these need.
//!
//! The generated script has a fixed form, by which it is parsed here; anything in another form is
//! kept.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use walrus::{Module, ModuleConfig};

/// Returns the script without its exported classes: our script starts the module and uses nothing
/// else of it.
pub fn without_classes(glue: &str) -> String {
    let mut kept = String::new();
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("export class ") {
            // Skip to the closing bracket.
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

/// Returns wasm-bindgen's script as a part of another script, without its exports.
pub fn without_exports(glue: &str) -> String {
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Returns the module without the exports that the script doesn't use, and without the code that
/// only they need.
///
/// # Errors
/// When the bytes are no valid module.
pub fn without_unused_exports(module: &[u8], glue: &str) -> Result<Vec<u8>> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    let mut module = config.parse(module)?;
    // The linker's notes (`build.rs` asks for them) describe the module before others changed it.
    for section in ["linking", "reloc.CODE", "reloc.DATA"] {
        module.customs.remove_raw(section);
    }
    let unused = module
        .exports
        .iter()
        .filter(|export| !glue.contains(&format!("wasm.{}", export.name)))
        .map(walrus::Export::id);
    for id in unused.collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Returns module and script without the hashes in their shared names, which don't compress; they
/// tell versions of crates apart, and there is only one version here. Names that would become equal
/// get a number.
///
/// # Errors
/// When the bytes are no valid module.
pub fn without_hashes(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    let mut module = config.parse(module)?;
    let names = module
        .imports
        .iter()
        .map(|import| &import.name)
        .chain(module.exports.iter().map(|export| &export.name));
    let names: BTreeSet<String> = names.cloned().collect();
    let mut taken = names.clone();
    let mut short = BTreeMap::new();
    for name in names.iter().filter(|name| without_hash(name) != **name) {
        let plain = without_hash(name);
        let numbered = (2..).map(|number| format!("{plain}_{number}"));
        let free = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|name| !taken.contains(name))
            .unwrap_or_else(|| name.clone());
        taken.insert(free.clone());
        short.insert(name.clone(), free);
    }
    for import in module.imports.iter_mut() {
        import.name = short.get(&import.name).unwrap_or(&import.name).clone();
    }
    for export in module.exports.iter_mut() {
        export.name = short.get(&export.name).unwrap_or(&export.name).clone();
    }
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let mut script = String::new();
    let mut rest = glue;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|sign| !is_part(sign)).unwrap_or(from.len()));
        script += before;
        script += short.get(word).map_or(word, String::as_str);
        rest = after;
    }
    Ok((module.emit_wasm(), script + rest))
}

/// Returns a name without a trailing hash: an underscore and sixteen digits.
fn without_hash(name: &str) -> String {
    let is_hash =
        |part: &&str| part.len() == 16 && part.chars().all(|sign| sign.is_ascii_hexdigit());
    name.split('_').filter(|part| !is_hash(part)).collect::<Vec<_>>().join("_")
}

/// Returns the script without the functions that no chunk of the module imports.
///
/// # Errors
/// When a chunk is no valid module, or the script doesn't have the expected form.
pub fn without_unused_imports(glue: &str, parts: &[Vec<u8>]) -> Result<String> {
    let mut used = BTreeSet::new();
    for part in parts {
        used.extend(Module::from_buffer(part)?.imports.iter().map(|import| import.name.clone()));
    }
    let (mut kept, mut dropped) = (String::new(), 0);
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let name = line
            .strip_prefix("        ")
            .and_then(|line| line.split_once(": function("))
            .map(|(name, _)| name);
        if name.is_some_and(|name| name.starts_with("__wb") && !used.contains(name)) {
            lines.by_ref().find(|line| *line == "        },");
            dropped += 1;
        } else {
            kept += line;
            kept.push('\n');
        }
    }
    ensure!(
        kept.contains("function __wbg_get_imports()"),
        "wasm-bindgen's script has another form than this knows"
    );
    println!(
        "{dropped} functions of wasm-bindgen's script that no part of the module imports are left out."
    );
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{without_classes, without_hashes, without_unused_imports};

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
        assert!(
            lean.contains("__wbg_close_2") && lean.ends_with("const CLOSURE_DTORS = 1;\n"),
            "{lean}"
        );
    }

    #[test]
    fn names_lose_their_hashes_on_both_sides_alike() -> anyhow::Result<()> {
        let mut module = walrus::Module::default();
        let ty = module.types.add(&[], &[]);
        let names =
            ["__wbg_add_cf82c8d153d93ae1", "__wbg_add_da82c8d153d93ae2", "__wbg_add_3", "now"];
        for name in names {
            let (function, _) = module.add_import_func("./page_bg.js", name, ty);
            module.exports.add(&format!("crate_72eecea06c763b55__{name}"), function);
        }
        let glue = names
            .map(|name| format!("{name}: () => wasm.crate_72eecea06c763b55__{name}(),\n"))
            .concat();
        let (module, glue) = without_hashes(&module.emit_wasm(), &glue)?;
        let module = walrus::Module::from_buffer(&module)?;
        let imports: Vec<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(imports, ["__wbg_add", "__wbg_add_2", "__wbg_add_3", "now"]);
        assert_eq!(
            glue,
            "__wbg_add: () => wasm.crate____wbg_add(),\n__wbg_add_2: () => wasm.crate____wbg_add_2(),\n\
             __wbg_add_3: () => wasm.crate____wbg_add_3(),\nnow: () => wasm.crate__now(),\n"
        );
        assert_eq!(module.exports.iter().filter(|export| glue.contains(&export.name)).count(), 4);
        Ok(())
    }

    #[test]
    fn what_no_part_imports_goes_and_the_rest_stays() {
        let mut module = walrus::Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func("./page_bg.js", "__wbg_now_1", ty);
        let lean = without_unused_imports(&without_classes(GLUE), &[module.emit_wasm()])
            .unwrap_or_default();
        assert!(lean.contains("return Date.now();\n        },\n    };"), "{lean}");
        assert!(!lean.contains("__wbg_close_2"), "{lean}");
    }
}
