//! A parsed module, and the assignment of its functions to chunks.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use walrus::ir::{Call, RefFunc, ReturnCall, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, LocalFunction,
    Module, ModuleConfig, TableId,
};

/// Functions of at most this many instructions stay in the first chunk, whatever the list says: a
/// stub is not much smaller, and whether they are inlined changes with every build.
const SMALL: u64 = 20;

/// Returns a function's demangled name, as in its source.
pub(super) fn name(module: &Module, id: FunctionId) -> String {
    let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
    format!("{:#}", rustc_demangle::demangle(name))
}

pub(super) struct Parsed {
    pub(super) module: Module,
    /// All functions, including imported ones, in the same order for the same bytes.
    pub(super) functions: Vec<FunctionId>,
}

impl Parsed {
    pub(super) fn of(bytes: &[u8]) -> Result<Self> {
        let mut config = ModuleConfig::new();
        config.generate_producers_section(false);
        let module = config.parse(bytes)?;
        let functions = module.funcs.iter().map(walrus::Function::id).collect();
        Ok(Self { module, functions })
    }

    pub(super) fn local(&self, id: FunctionId) -> Option<&LocalFunction> {
        match &self.module.funcs.get(id).kind {
            FunctionKind::Local(function) => Some(function),
            _ => None,
        }
    }

    /// Returns the chunk of a function; imported functions and the start function are in the first.
    pub(super) fn chunk(&self, id: FunctionId, chunk: &impl Fn(&str) -> usize) -> usize {
        let is_large = self.local(id).is_some_and(|function| function.size() > SMALL);
        if is_large && self.module.start != Some(id) { chunk(&name(&self.module, id)) } else { 0 }
    }

    /// Moves functions that only later chunks call into those, whatever their size and name: by
    /// then the chunk is loaded. Functions in the table may be called by any chunk.
    pub(super) fn follow_callers(&self, chunks: &mut [usize]) -> Result<()> {
        let numbers = self.numbers();
        let mut callers: Vec<Vec<usize>> = vec![Vec::new(); self.functions.len()];
        for (number, id) in self.functions.iter().enumerate() {
            for called in self.calls(*id) {
                callers[numbers[&called]].push(number);
            }
        }
        for id in self
            .exported()
            .chain(self.module.start)
            .chain(self.in_table()?.into_iter().map(|(_, id)| id))
        {
            callers[numbers[&id]].clear();
        }
        let mut moved = true;
        while std::mem::take(&mut moved) {
            for number in 0..chunks.len() {
                let earliest = callers[number]
                    .iter()
                    .filter(|caller| **caller != number)
                    .map(|caller| chunks[*caller])
                    .min();
                if let Some(chunk) = earliest.filter(|chunk| {
                    chunks[number] == 0
                        && *chunk > 0
                        && self.local(self.functions[number]).is_some()
                }) {
                    chunks[number] = chunk;
                    moved = true;
                }
            }
        }
        Ok(())
    }

    pub(super) fn numbers(&self) -> BTreeMap<FunctionId, usize> {
        self.functions.iter().copied().zip(0..).collect()
    }

    pub(super) fn exported(&self) -> impl Iterator<Item = FunctionId> {
        self.module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        })
    }

    /// Returns the functions that a function calls or references.
    pub(super) fn calls(&self, id: FunctionId) -> BTreeSet<FunctionId> {
        let mut calls = Calls::default();
        if let Some(function) = self.local(id) {
            dfs_in_order(&mut calls, function, function.entry_block());
        }
        calls.0
    }

    pub(super) fn table(&self) -> Result<TableId> {
        self.module.tables.main_function_table()?.context("the module has no table of functions")
    }

    /// Returns the table slots of every later function that is called from outside its chunk, by
    /// function number.
    pub(super) fn slots(&self, chunks: &[usize]) -> Result<Slots> {
        let numbers = self.numbers();
        let mut slots = Slots {
            places: BTreeMap::new(),
            end: u32::try_from(self.module.tables.get(self.table()?).initial)?,
        };
        for (place, id) in self.in_table()? {
            slots.places.entry(numbers[&id]).or_default().push(place);
        }
        let mut called: BTreeSet<usize> = self.exported().map(|id| numbers[&id]).collect();
        for (number, id) in self.functions.iter().enumerate() {
            called.extend(
                self.calls(*id)
                    .into_iter()
                    .map(|id| numbers[&id])
                    .filter(|other| chunks[*other] != chunks[number]),
            );
        }
        for number in called {
            slots.places.entry(number).or_insert_with(|| {
                let place = slots.end;
                if chunks[number] == 0 {
                    return Vec::new();
                }
                slots.end += 1;
                vec![place]
            });
        }
        slots.places.retain(|number, _| chunks[*number] != 0);
        Ok(slots)
    }

    /// Returns the initial contents of the table.
    pub(super) fn in_table(&self) -> Result<Vec<(u32, FunctionId)>> {
        let (table, mut all) = (self.table()?, Vec::new());
        for element in self.module.elements.iter() {
            match (&element.kind, &element.items) {
                (
                    ElementKind::Active { table: of, offset: ConstExpr::Value(Value::I32(offset)) },
                    ElementItems::Functions(list),
                ) if *of == table => {
                    all.extend((u32::try_from(*offset)?..).zip(list.iter().copied()));
                }
                _ => bail!("the table of functions is filled in a way that this does not know"),
            }
        }
        Ok(all)
    }
}

/// The table slots of later functions.
pub(super) struct Slots {
    pub(super) places: BTreeMap<usize, Vec<u32>>,
    /// The table's length.
    pub(super) end: u32,
}

impl Slots {
    pub(super) fn make_room(&self, module: &mut Module, table: TableId) {
        let table = module.tables.get_mut(table);
        table.initial = self.end.into();
        table.maximum = table.maximum.map(|most| most.max(self.end.into()));
    }
}

/// Collects the functions that a function calls or references.
#[derive(Default)]
pub(super) struct Calls(BTreeSet<FunctionId>);

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
