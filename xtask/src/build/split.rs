//! Splits the page's module into parts that come one after the other: what everybody runs at once, and the rest, which comes when there is time
//! for it, or when it is called.
//!
//! Which function belongs where is told by a list (`bench/parts.txt`), made by watching a visit (`cargo xtask parts`). A wrong list makes the page
//! slower and never wrong: in the place of each function that comes later stands a small one, which sees to it that the part is there, and calls
//! it through the table of functions. Memory, table and globals are those of the first part; there is one program, as before.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use walrus::ir::{Call, RefFunc, ReturnCall, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind, ImportKind, ImportedFunction,
    LocalFunction, Module, ModuleConfig, TableId,
};

/// The module from which every later part takes what it shares with the first.
pub const FIRST: &str = "first";
/// Where the first part finds what brings in another: module and name of the import, a function of the part's number.
pub const BRING: (&str, &str) = ("later", "bring");
/// What the first part exports for the others begins so; nothing that wasm-bindgen exports does.
const SHARED: &str = "$";

/// Functions of at most so many instructions are of the first part, whatever is asked for: what stands in the place of a later one is not much
/// smaller, and whether they are functions of their own changes with every build.
const SMALL: u64 = 20;

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

/// A function's name as its author would know it.
fn name(module: &Module, id: FunctionId) -> String {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    format!("{:#}", rustc_demangle::demangle(name))
}

struct Parsed {
    module: Module,
    /// All functions, imported ones too, in the same order for the same bytes.
    functions: Vec<FunctionId>,
}

impl Parsed {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut config = ModuleConfig::new();
        config.generate_producers_section(false);
        let module = config.parse(bytes)?;
        let functions = module.funcs.iter().map(walrus::Function::id).collect();
        Ok(Self { module, functions })
    }

    fn local(&self, id: FunctionId) -> Option<&LocalFunction> {
        match &self.module.funcs.get(id).kind {
            FunctionKind::Local(function) => Some(function),
            _ => None,
        }
    }

    /// Imported functions and the one that the browser calls at the start are of the first part.
    fn part(&self, id: FunctionId, part: &impl Fn(&str) -> usize) -> usize {
        let is_large = self.local(id).is_some_and(|function| function.size() > SMALL);
        if is_large && self.module.start != Some(id) { part(&name(&self.module, id)) } else { 0 }
    }

    /// Moves what later parts alone call to them, whatever its size and name: by then they are there. What the table holds can be called by anybody.
    fn follow_callers(&self, parts: &mut [usize]) -> Result<()> {
        let numbers = self.numbers();
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); self.functions.len()];
        for (number, id) in self.functions.iter().enumerate() {
            for called in self.calls(*id) {
                callers[numbers[&called]].push(number);
            }
        }
        for id in self.exported().chain(self.module.start).chain(self.in_table()?.into_iter().map(|(_, id)| id)) {
            callers[numbers[&id]].clear();
        }
        let mut moved = true;
        while std::mem::take(&mut moved) {
            for number in 0..parts.len() {
                let earliest = callers[number].iter().filter(|caller| **caller != number).map(|caller| parts[*caller]).min();
                if let Some(part) = earliest.filter(|part| parts[number] == 0 && *part > 0 && self.local(self.functions[number]).is_some())
                {
                    parts[number] = part;
                    moved = true;
                }
            }
        }
        Ok(())
    }

    fn numbers(&self) -> BTreeMap<FunctionId, usize> {
        self.functions.iter().copied().zip(0..).collect()
    }

    fn exported(&self) -> impl Iterator<Item = FunctionId> {
        self.module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        })
    }

    /// The functions that a function names.
    fn calls(&self, id: FunctionId) -> BTreeSet<FunctionId> {
        let mut calls = Calls::default();
        if let Some(function) = self.local(id) {
            dfs_in_order(&mut calls, function, function.entry_block());
        }
        calls.0
    }

    fn table(&self) -> Result<TableId> {
        self.module.tables.main_function_table()?.context("the module has no table of functions")
    }

    /// The places in the table of every later function that is called from outside its part, by its number.
    fn slots(&self, parts: &[usize]) -> Result<Slots> {
        let numbers = self.numbers();
        let mut slots = Slots { places: BTreeMap::new(), end: u32::try_from(self.module.tables.get(self.table()?).initial)? };
        for (place, id) in self.in_table()? {
            slots.places.entry(numbers[&id]).or_default().push(place);
        }
        let mut called: BTreeSet<usize> = self.exported().map(|id| numbers[&id]).collect();
        for (number, id) in self.functions.iter().enumerate() {
            called.extend(self.calls(*id).into_iter().map(|id| numbers[&id]).filter(|other| parts[*other] != parts[number]));
        }
        for number in called {
            slots.places.entry(number).or_insert_with(|| {
                let place = slots.end;
                if parts[number] == 0 {
                    return Vec::new();
                }
                slots.end += 1;
                vec![place]
            });
        }
        slots.places.retain(|number, _| parts[*number] != 0);
        Ok(slots)
    }

    /// What stands in the table at the start.
    fn in_table(&self) -> Result<Vec<(u32, FunctionId)>> {
        let (table, mut all) = (self.table()?, Vec::new());
        for element in self.module.elements.iter() {
            match (&element.kind, &element.items) {
                (ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(offset)) }, ElementItems::Functions(list))
                    if *of == table =>
                {
                    all.extend((u32::try_from(*offset)?..).zip(list.iter().copied()));
                }
                _ => bail!("the table of functions is filled in a way that this does not know"),
            }
        }
        Ok(all)
    }
}

/// Where later functions stand in the table.
struct Slots {
    places: BTreeMap<usize, Vec<u32>>,
    /// How long the table is.
    end: u32,
}

impl Slots {
    fn make_room(&self, module: &mut Module, table: TableId) {
        let table = module.tables.get_mut(table);
        table.initial = self.end.into();
        table.maximum = table.maximum.map(|most| most.max(self.end.into()));
    }
}

/// The functions that a function names.
#[derive(Default)]
struct Calls(BTreeSet<FunctionId>);

impl Visitor<'_> for Calls {
    fn visit_call(&mut self, call: &Call) {
        self.0.insert(call.func);
    }
    fn visit_return_call(&mut self, call: &ReturnCall) {
        self.0.insert(call.func);
    }
    fn visit_ref_func(&mut self, named: &RefFunc) {
        self.0.insert(named.func);
    }
}

/// The first part: what comes later is called through the table.
fn first(bytes: &[u8], parts: &[usize], slots: &Slots, shared: &BTreeSet<String>) -> Result<Vec<u8>> {
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
        body.i32_const(i32::try_from(parts[*number])?).call(bring);
        for argument in &arguments {
            body.local_get(*argument);
        }
        let place = *places.first().context("a function without a place")?;
        body.i32_const(i32::try_from(place)?).call_indirect(ty, table);
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    slots.make_room(&mut module, table);
    let items = items(&module, &functions);
    for name in shared {
        let item = items.get(name).with_context(|| format!("nothing is called {name}"))?;
        module.exports.add(name, *item);
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// A later part, and the names of what it takes from the first.
fn later(bytes: &[u8], part: usize, parts: &[usize], slots: &Slots) -> Result<(Vec<u8>, Vec<String>)> {
    let parsed = Parsed::of(bytes)?;
    let table = parsed.table()?;
    let Parsed { mut module, functions } = parsed;
    module.start = None;
    for id in module.exports.iter().map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    for id in module.elements.iter().map(walrus::Element::id).collect::<Vec<_>>() {
        module.elements.delete(id);
    }
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        ensure!(!module.data.get(id).is_passive(), "the module has data that it copies itself");
        module.data.delete(id);
    }
    for memory in module.memories.iter_mut() {
        memory.data_segments.clear();
    }
    for of in module.tables.iter_mut() {
        of.elem_segments.clear();
    }
    let items = items(&module, &functions);
    for (name, item) in &items {
        share(&mut module, name, *item, parts, &functions, part);
    }
    slots.make_room(&mut module, table);
    for (offset, list) in runs(slots, parts, part) {
        let offset = ConstExpr::Value(Value::I32(i32::try_from(offset)?));
        let list = ElementItems::Functions(list.into_iter().map(|number| functions[number]).collect());
        let id = module.elements.add(ElementKind::Active { table, offset }, list);
        module.tables.get_mut(table).elem_segments.insert(id);
    }
    walrus::passes::gc::run(&mut module);
    let wanted = module.imports.iter().filter(|import| import.module == FIRST).map(|import| import.name.clone()).collect();
    Ok((module.emit_wasm(), wanted))
}

/// All that parts can share, by the name under which they do.
fn items(module: &Module, functions: &[FunctionId]) -> BTreeMap<String, ExportItem> {
    let short = |kind: &str, number: usize| format!("{SHARED}{kind}{number:x}");
    let functions = functions.iter().enumerate().map(|(number, id)| (short("", number), ExportItem::Function(*id)));
    let tables = module.tables.iter().enumerate().map(|(number, table)| (short("t", number), ExportItem::Table(table.id())));
    let memories = module.memories.iter().enumerate().map(|(number, memory)| (short("m", number), ExportItem::Memory(memory.id())));
    let globals = module.globals.iter().enumerate().map(|(number, global)| (short("g", number), ExportItem::Global(global.id())));
    functions.chain(tables).chain(memories).chain(globals).collect()
}

/// Makes something of the module an import from the first part, unless it is the part's own, or imported already.
fn share(module: &mut Module, name: &str, item: ExportItem, parts: &[usize], functions: &[FunctionId], part: usize) {
    match item {
        ExportItem::Function(id) => {
            let number = functions.iter().position(|other| *other == id);
            let ty = module.funcs.get(id).ty();
            if matches!(module.funcs.get(id).kind, FunctionKind::Local(_)) && number.is_some_and(|number| parts[number] != part) {
                let import = module.imports.add(FIRST, name, ImportKind::Function(id));
                module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
            }
        }
        ExportItem::Table(id) => module.tables.get_mut(id).import = Some(module.imports.add(FIRST, name, ImportKind::Table(id))),
        ExportItem::Memory(id) => module.memories.get_mut(id).import = Some(module.imports.add(FIRST, name, ImportKind::Memory(id))),
        ExportItem::Global(id) => {
            let import = module.imports.add(FIRST, name, ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        ExportItem::Tag(_) => {}
    }
}

/// The part's functions in the table, those beside each other together.
fn runs(slots: &Slots, parts: &[usize], part: usize) -> Vec<(u32, Vec<usize>)> {
    let own = slots.places.iter().filter(|(number, _)| parts[**number] == part);
    let places: BTreeMap<u32, usize> = own.flat_map(|(number, places)| places.iter().map(|place| (*place, *number))).collect();
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    for (place, number) in places {
        match runs.last_mut() {
            Some((start, run)) if *start + u32::try_from(run.len()).unwrap_or(u32::MAX) == place => run.push(number),
            _ => runs.push((place, vec![number])),
        }
    }
    runs
}
