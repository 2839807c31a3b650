//! Splits the page's module into chunks: the first, which everybody runs at once, and later ones,
//! which are loaded when idle or on first call.
//!
//! A list (`bench/chunks.txt`), made by watching a visit (`cargo xtask chunks`), says which
//! function belongs where. A wrong list makes the page slower, never wrong: each later function is
//! replaced by a small stub, which makes sure that the chunk is loaded, and calls the function
//! through the function table. All chunks share the first one's memory, table and globals, so it
//! remains one program. Constants that only later chunks use come with those ([`constants`]).

mod constants;
mod linked;
mod memory;
mod parsed;
mod rewrite;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use walrus::FunctionKind;
use walrus::ir::Value;

use constants::Constants;
use parsed::{Parsed, name};
use rewrite::{first, later};

pub use rewrite::{BRING, FIRST};

/// Splits a module. `chunk` returns the chunk of a function by its name, 0 for the first; `linked`
/// is what the linker made, from which the module came. The chunks are returned in order.
///
/// # Errors
/// When the module holds something that can't be shared between chunks, or the linker left no
/// relocations.
pub fn split(
    module: &[u8],
    linked: &[u8],
    count: usize,
    chunk: impl Fn(&str) -> usize,
) -> Result<Vec<Vec<u8>>> {
    let whole = Parsed::of(module)?;
    let mut chunks: Vec<usize> =
        whole.functions.iter().map(|id| whole.chunk(*id, &chunk)).collect();
    ensure!(chunks.iter().all(|chunk| *chunk < count), "a function belongs to no chunk");
    whole.follow_callers(&mut chunks)?;
    let slots = whole.slots(&chunks)?;
    let constants = Constants::of(linked)?.divide(&whole, &chunks, count);
    let mut out = Vec::new();
    let mut shared = BTreeSet::new();
    for (number, constants) in constants.iter().enumerate().skip(1) {
        let (bytes, wanted) = later(module, number, &chunks, &slots, constants)?;
        out.push(bytes);
        shared.extend(wanted);
    }
    out.insert(0, first(module, &chunks, &slots, &shared, &constants[0])?);
    Ok(out)
}

/// Returns the names of a module's functions in order, without the compiler's hashes.
///
/// # Errors
/// When the bytes are no valid module.
pub fn names(module: &[u8]) -> Result<Vec<String>> {
    let parsed = Parsed::of(module)?;
    Ok(parsed.functions.iter().map(|id| name(&parsed.module, *id)).collect())
}

/// Instruments a module: every function passes its number to the import `ran` of a module `watch`
/// when it is called.
///
/// # Errors
/// When the bytes are no valid module.
pub fn watched(module: &[u8]) -> Result<Vec<u8>> {
    let Parsed { mut module, functions } = Parsed::of(module)?;
    let ty = module.types.add(&[walrus::ValType::I32], &[]);
    let (ran, _) = module.add_import_func("watch", "ran", ty);
    for (number, id) in functions.into_iter().enumerate() {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let number = i32::try_from(number)?;
            function.builder_mut().func_body().const_at(0, Value::I32(number)).call_at(1, ran);
        }
    }
    Ok(module.emit_wasm())
}
