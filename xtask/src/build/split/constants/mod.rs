//! Assigns read-only data to chunks: constants that only later chunks use come with those.
//!
//! Which function uses which constant is known from the relocations that the linker leaves in its
//! output (`build.rs` asks for them). What is not known for certain stays in the first chunk: data
//! that can change, data without a symbol, and whatever a function refers to that was inlined or
//! that anything may call.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result};
use walrus::FunctionId;
use walrus::ir::{Const, Load, Store, Value, Visitor, dfs_in_order};
use wasmparser::RelocationType;

use super::linked::{Linked, Target};
use super::parsed::Parsed;

/// A set of chunks: bit 0 for the first.
type Chunks = u8;
const FIRST: Chunks = 1;

/// A function of at most this many bytes, as linked, may have been inlined by the optimiser.
const INLINED: usize = 80;

/// The constants that a linked function refers to, and the chunks that may run it.
#[derive(Default)]
struct Uses {
    name: String,
    may_be_inlined: bool,
    /// Whether anything may call it: it is exported, or its address is taken.
    is_open: bool,
    callers: BTreeSet<usize>,
    /// The symbols that it refers to.
    constants: BTreeSet<usize>,
}

/// The read-only data of a module, and what refers to them.
pub(super) struct Constants {
    /// The addresses of the read-only segment.
    segment: Range<u32>,
    /// The addresses of each symbol in it.
    symbols: Vec<Range<u32>>,
    /// The symbols that each address of the segment belongs to.
    by_address: Vec<Vec<usize>>,
    /// The symbols that refer to each symbol; `None` stands for data that may change.
    holders: Vec<BTreeSet<Option<usize>>>,
    functions: Vec<Uses>,
}

impl Constants {
    /// Reads the linker's output, with its relocations.
    ///
    /// # Errors
    /// When the bytes are no module, or have no relocations.
    pub(super) fn of(linked: &[u8]) -> Result<Self> {
        let linked = Linked::of(linked)?;
        let mut by_address = vec![Vec::new(); linked.segment.len()];
        for (number, symbol) in linked.symbols.iter().enumerate() {
            for address in symbol.clone() {
                by_address[(address - linked.segment.start) as usize].push(number);
            }
        }
        let mut it = Self {
            segment: linked.segment.clone(),
            by_address,
            holders: vec![BTreeSet::new(); linked.symbols.len()],
            functions: linked.functions.iter().map(|_| Uses::default()).collect(),
            symbols: linked.symbols.clone(),
        };
        for (function, uses) in linked.functions.iter().zip(&mut it.functions) {
            uses.name.clone_from(&function.name);
            uses.may_be_inlined = function.bytes.len() <= INLINED;
            uses.is_open = function.is_exported;
        }
        it.read_code(&linked)?;
        it.read_data(&linked)?;
        Ok(it)
    }

    /// What the code of each function refers to.
    fn read_code(&mut self, linked: &Linked) -> Result<()> {
        for relocation in &linked.in_code {
            let from = linked.function_at(relocation.place).context("code without a function")?;
            match linked.target(relocation)? {
                Target::Function(to) if relocation.ty == RelocationType::FunctionIndexLeb => {
                    self.functions[to].callers.insert(from);
                }
                Target::Function(to) => self.functions[to].is_open = true,
                Target::Constant(to) => _ = self.functions[from].constants.insert(to),
                Target::Other => {}
            }
        }
        Ok(())
    }

    /// What the data refer to.
    fn read_data(&mut self, linked: &Linked) -> Result<()> {
        for relocation in &linked.in_data {
            let holders: BTreeSet<usize> = linked
                .address_of(relocation.place)
                .map(|address| self.at(address).iter().copied().collect())
                .unwrap_or_default();
            match linked.target(relocation)? {
                Target::Function(to) => self.functions[to].is_open = true,
                // Data that may change, or without a symbol, may be read by anything.
                Target::Constant(to) if holders.is_empty() => _ = self.holders[to].insert(None),
                Target::Constant(to) => self.holders[to].extend(holders.into_iter().map(Some)),
                Target::Other => {}
            }
        }
        Ok(())
    }

    /// Returns the symbols that an address belongs to.
    fn at(&self, address: u32) -> &[usize] {
        let place = address.checked_sub(self.segment.start);
        place.and_then(|place| self.by_address.get(place as usize)).map_or(&[], Vec::as_slice)
    }

    /// Returns, for each chunk, the addresses of the constants that it brings: for the first, those
    /// that it leaves to others. `chunks` are those of the module's functions.
    pub(super) fn divide(
        &self,
        module: &Parsed,
        chunks: &[usize],
        count: usize,
    ) -> Vec<Vec<Range<u32>>> {
        let users = self.users(module, chunks);
        let mut bytes: Vec<Chunks> = vec![0; self.segment.len()];
        for (symbol, users) in self.symbols.iter().zip(users) {
            // Constants that nothing refers to are kept, as the linker had a reason to.
            let users = if users == 0 { FIRST } else { users };
            for address in symbol.clone() {
                bytes[(address - self.segment.start) as usize] |= users;
            }
        }
        let is_later = |byte: Chunks| byte != 0 && byte & FIRST == 0;
        let of = |chunk: usize| {
            runs(self.segment.start, &bytes, |byte| {
                is_later(byte) && (chunk == 0 || byte & (1 << chunk) != 0)
            })
        };
        (0..count).map(of).collect()
    }

    /// Returns the chunks that use each symbol.
    fn users(&self, module: &Parsed, chunks: &[usize]) -> Vec<Chunks> {
        let mut users: Vec<Chunks> = vec![0; self.symbols.len()];
        for (function, running) in self.functions.iter().zip(self.running(module, chunks)) {
            for constant in &function.constants {
                users[*constant] |= running;
            }
        }
        // The optimised functions, whatever their names are now.
        for (id, chunk) in module.functions.iter().zip(chunks) {
            for constant in addresses(module, *id) {
                for symbol in self.at(constant) {
                    users[*symbol] |= 1 << chunk;
                }
            }
        }
        let mut has_changed = true;
        while std::mem::take(&mut has_changed) {
            for number in 0..users.len() {
                let held = |holder: &Option<usize>| holder.map_or(FIRST, |holder| users[holder]);
                let all = self.holders[number].iter().map(held).fold(users[number], |a, b| a | b);
                has_changed |= all != users[number];
                users[number] = all;
            }
        }
        users
    }

    /// Returns the chunks in which the code of each linked function may run: its own, and those of
    /// its callers if it may have been inlined.
    fn running(&self, module: &Parsed, chunks: &[usize]) -> Vec<Chunks> {
        let mut own: BTreeMap<&str, Chunks> = BTreeMap::new();
        for (id, chunk) in module.functions.iter().zip(chunks) {
            if let Some(name) = module.module.funcs.get(*id).name.as_deref() {
                *own.entry(name).or_default() |= 1 << chunk;
            }
        }
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for function in &self.functions {
            *names.entry(&function.name).or_default() += 1;
        }
        let chunk_of = |function: &Uses| own.get(function.name.as_str()).copied();
        let mut running: Vec<Chunks> = self
            .functions
            .iter()
            .map(|function| match chunk_of(function) {
                Some(chunks) => chunks,
                None if function.is_open => FIRST,
                None => 0,
            })
            .collect();
        let follows = |function: &Uses| {
            chunk_of(function).is_none()
                || function.may_be_inlined
                || names[function.name.as_str()] > 1
        };
        let mut has_changed = true;
        while std::mem::take(&mut has_changed) {
            for (number, function) in self.functions.iter().enumerate() {
                if follows(function) {
                    let callers = function.callers.iter().map(|caller| running[*caller]);
                    let all = callers.fold(running[number], |a, b| a | b);
                    has_changed |= all != running[number];
                    running[number] = all;
                }
            }
        }
        running
    }
}

/// Returns the runs of addresses whose bytes fulfil a condition.
fn runs(start: u32, bytes: &[Chunks], is_wanted: impl Fn(Chunks) -> bool) -> Vec<Range<u32>> {
    let mut runs: Vec<Range<u32>> = Vec::new();
    for (address, _) in (start..).zip(bytes).filter(|(_, byte)| is_wanted(**byte)) {
        match runs.last_mut() {
            Some(run) if run.end == address => run.end += 1,
            _ => runs.push(address..address + 1),
        }
    }
    runs
}

/// Returns all numbers in a function that may be addresses.
fn addresses(module: &Parsed, id: FunctionId) -> BTreeSet<u32> {
    let mut numbers = Numbers::default();
    if let Some(function) = module.local(id) {
        dfs_in_order(&mut numbers, function, function.entry_block());
    }
    numbers.0
}

#[derive(Default)]
struct Numbers(BTreeSet<u32>);

impl Visitor<'_> for Numbers {
    fn visit_const(&mut self, constant: &Const) {
        if let Value::I32(number) = constant.value {
            self.0.insert(number.cast_unsigned());
        }
    }

    fn visit_load(&mut self, load: &Load) {
        self.0.extend(u32::try_from(load.arg.offset).ok());
    }

    fn visit_store(&mut self, store: &Store) {
        self.0.extend(u32::try_from(store.arg.offset).ok());
    }
}

#[cfg(test)]
mod tests;
