//! Splits the page's module into parts that come one after the other: what everybody runs at once, and the rest, which comes when there is time
//! for it, or when it is called.
//!
//! Which function belongs where is told by a list (`bench/parts.txt`), made by watching a visit (`cargo xtask parts`). A wrong list makes the page
//! slower and never wrong: in the place of each function that comes later stands a small one, which sees to it that the part is there, and calls
//! it through the table of functions. Memory, table and globals are those of the first part; there is one program, as before.

mod parsed;
mod rewrite;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use walrus::FunctionKind;
use walrus::ir::Value;

use parsed::{Parsed, name};
use rewrite::{first, later};

pub use rewrite::{BRING, FIRST};

/// Splits a module. `part` tells the part of a function by its name, 0 for the first; the parts are returned in their order.
///
/// # Errors
/// When the module holds something that this does not know how to share.
pub fn split(module: &[u8], count: usize, part: impl Fn(&str) -> usize) -> Result<Vec<Vec<u8>>> {
    let whole = Parsed::of(module)?;
    let mut parts: Vec<usize> = whole.functions.iter().map(|id| whole.part(*id, &part)).collect();
    ensure!(parts.iter().all(|part| *part < count), "a function belongs to no part");
    whole.follow_callers(&mut parts)?;
    let slots = whole.slots(&parts)?;
    let mut out = Vec::new();
    let mut shared = BTreeSet::new();
    for number in 1..count {
        let (bytes, wanted) = later(module, number, &parts, &slots)?;
        out.push(bytes);
        shared.extend(wanted);
    }
    out.insert(0, first(module, &parts, &slots, &shared)?);
    Ok(out)
}

/// The functions of a module in their order, each with its name without the compiler's hash.
///
/// # Errors
/// When it is no module.
pub fn names(module: &[u8]) -> Result<Vec<String>> {
    let parsed = Parsed::of(module)?;
    Ok(parsed.functions.iter().map(|id| name(&parsed.module, *id)).collect())
}

/// Makes every function of a module tell its number when it is called: to an import `ran` of a module `watch`.
///
/// # Errors
/// When it is no module.
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
