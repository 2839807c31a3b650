//! Makes a separate module of each chunk.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, bail};
use walrus::ir::Value;
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId,
    FunctionKind, GlobalKind, ImportKind, ImportedFunction, Module,
};

use super::memory::Memory;
use super::parsed::{Parsed, Slots};

/// The module name under which later chunks import from the first.
pub const FIRST: &str = "first";
/// The first chunk's import that loads another: module and name of a function that takes the
/// chunk's number.
pub const BRING: (&str, &str) = ("later", "bring");
/// Prefix of the first chunk's exports for the others; no export of wasm-bindgen has it.
const SHARED: &str = "$";

/// Returns the first chunk, which calls later functions through the table.
pub(super) fn first(
    bytes: &[u8],
    chunks: &[usize],
    slots: &Slots,
    shared: &BTreeSet<String>,
    left_out: &[Range<u32>],
) -> Result<Vec<u8>> {
    let parsed = Parsed::of(bytes)?;
    let table = parsed.table()?;
    let Parsed { mut module, functions } = parsed;
    let takes_number = module.types.add(&[walrus::ValType::I32], &[]);
    let (bring, _) = module.add_import_func(BRING.0, BRING.1, takes_number);
    for (number, places) in &slots.places {
        let id = functions[*number];
        let ty = module.funcs.get(id).ty();
        let (params, results) = module.types.params_results(ty);
        let (params, results) = (params.to_vec(), results.to_vec());
        let arguments: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        let mut body = builder.func_body();
        body.i32_const(i32::try_from(chunks[*number])?).call(bring);
        for argument in &arguments {
            body.local_get(*argument);
        }
        let place = *places.first().context("a function without a place")?;
        body.i32_const(i32::try_from(place)?).call_indirect(ty, table);
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    slots.make_room(&mut module, table);
    replace_data(&mut module, |memory| memory.without(left_out))?;
    let items = items(&module, &functions);
    for name in shared {
        let item = items.get(name).with_context(|| format!("nothing is called {name}"))?;
        module.exports.add(name, *item);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Returns a later chunk, and the names of its imports from the first.
pub(super) fn later(
    bytes: &[u8],
    chunk: usize,
    chunks: &[usize],
    slots: &Slots,
    constants: &[Range<u32>],
) -> Result<(Vec<u8>, Vec<String>)> {
    let parsed = Parsed::of(bytes)?;
    let table = parsed.table()?;
    let Parsed { mut module, functions } = parsed;
    remove_what_starts(&mut module);
    replace_data(&mut module, |memory| memory.only(constants))?;
    let items = items(&module, &functions);
    for (name, item) in &items {
        share(&mut module, name, *item, chunks, &functions, chunk);
    }
    slots.make_room(&mut module, table);
    for (offset, list) in runs(slots, chunks, chunk) {
        let offset = ConstExpr::Value(Value::I32(i32::try_from(offset)?));
        let list =
            ElementItems::Functions(list.into_iter().map(|number| functions[number]).collect());
        let id = module.elements.add(ElementKind::Active { table, offset }, list);
        module.tables.get_mut(table).elem_segments.insert(id);
    }
    walrus::passes::gc::run(&mut module);
    let wanted = module
        .imports
        .iter()
        .filter(|import| import.module == FIRST)
        .map(|import| import.name.clone())
        .collect();
    Ok((module.emit_wasm(), wanted))
}

/// Takes out of a later chunk what the first one does at the start and offers: the start function,
/// the exports, the contents of tables.
fn remove_what_starts(module: &mut Module) {
    module.start = None;
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for table in module.tables.iter_mut() {
        table.elem_segments.clear();
    }
}

/// Replaces the initial contents of the memory.
fn replace_data(module: &mut Module, choose: impl Fn(&Memory) -> Memory) -> Result<()> {
    let mut contents = Memory::default();
    let mut place = None;
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        let data = module.data.get(id);
        let DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(offset)) } = &data.kind
        else {
            bail!("the module has data that it copies itself")
        };
        place = Some(*memory);
        contents.0.push((offset.cast_unsigned(), data.value.clone()));
        module.data.delete(id);
    }
    let memory = place.context("the module has no data")?;
    module.memories.get_mut(memory).data_segments.clear();
    for (address, bytes) in choose(&contents).0 {
        let offset = ConstExpr::Value(Value::I32(address.cast_signed()));
        let id = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(id);
    }
    Ok(())
}

/// Returns everything that chunks can share, by export name.
pub(super) fn items(module: &Module, functions: &[FunctionId]) -> BTreeMap<String, ExportItem> {
    let short = |kind: &str, number: usize| format!("{SHARED}{kind}{number:x}");
    let functions = functions
        .iter()
        .enumerate()
        .map(|(number, id)| (short("", number), ExportItem::Function(*id)));
    let tables = module
        .tables
        .iter()
        .enumerate()
        .map(|(number, table)| (short("t", number), ExportItem::Table(table.id())));
    let memories = module
        .memories
        .iter()
        .enumerate()
        .map(|(number, memory)| (short("m", number), ExportItem::Memory(memory.id())));
    let globals = module
        .globals
        .iter()
        .enumerate()
        .map(|(number, global)| (short("g", number), ExportItem::Global(global.id())));
    functions.chain(tables).chain(memories).chain(globals).collect()
}

/// Turns an item of the module into an import from the first chunk, unless it is the chunk's own,
/// or already an import.
pub(super) fn share(
    module: &mut Module,
    name: &str,
    item: ExportItem,
    chunks: &[usize],
    functions: &[FunctionId],
    chunk: usize,
) {
    match item {
        ExportItem::Function(id) => {
            let number = functions.iter().position(|other| *other == id);
            let ty = module.funcs.get(id).ty();
            if matches!(module.funcs.get(id).kind, FunctionKind::Local(_))
                && number.is_some_and(|number| chunks[number] != chunk)
            {
                let import = module.imports.add(FIRST, name, ImportKind::Function(id));
                module.funcs.get_mut(id).kind =
                    FunctionKind::Import(ImportedFunction { import, ty });
            }
        }
        ExportItem::Table(id) => {
            module.tables.get_mut(id).import =
                Some(module.imports.add(FIRST, name, ImportKind::Table(id)));
        }
        ExportItem::Memory(id) => {
            module.memories.get_mut(id).import =
                Some(module.imports.add(FIRST, name, ImportKind::Memory(id)));
        }
        ExportItem::Global(id) => {
            let import = module.imports.add(FIRST, name, ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        ExportItem::Tag(_) => {}
    }
}

/// Returns the chunk's functions in the table, as runs of adjacent slots.
pub(super) fn runs(slots: &Slots, chunks: &[usize], chunk: usize) -> Vec<(u32, Vec<usize>)> {
    let own = slots.places.iter().filter(|(number, _)| chunks[**number] == chunk);
    let places: BTreeMap<u32, usize> =
        own.flat_map(|(number, places)| places.iter().map(|place| (*place, *number))).collect();
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    for (place, number) in places {
        match runs.last_mut() {
            Some((start, run))
                if *start + u32::try_from(run.len()).unwrap_or(u32::MAX) == place =>
            {
                run.push(number);
            }
            _ => runs.push((place, vec![number])),
        }
    }
    runs
}
