//! Reads the linker's output: its functions, its read-only data, and the relocations, which tell
//! what refers to what.

use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    Data, DataKind, DataSectionReader, ExportSectionReader, ExternalKind, ImportSectionReader,
    KnownCustom, Linking, LinkingSectionReader, Name, NameSectionReader, Operator, Parser, Payload,
    RelocSectionReader, RelocationEntry, RelocationType, SymbolInfo, TypeRef,
};

/// The segment with data that never change.
const READ_ONLY: &str = ".rodata";

/// A function.
#[derive(Default)]
pub(super) struct Function {
    pub(super) name: String,
    /// Where its code stands in the section; nothing for an imported one.
    pub(super) bytes: Range<usize>,
    pub(super) is_exported: bool,
}

/// A place that the linker filled in.
pub(super) struct Relocation {
    /// Where it stands in its section.
    pub(super) place: usize,
    pub(super) ty: RelocationType,
    symbol: usize,
    /// The offset that is added to the symbol's address.
    addend: i64,
}

/// The target of a relocation, by number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Function(usize),
    Constant(usize),
    Other,
}

/// The linker's output.
#[derive(Default)]
pub(super) struct Linked {
    /// The functions, imported ones first.
    pub(super) functions: Vec<Function>,
    /// The addresses of the read-only segment.
    pub(super) segment: Range<u32>,
    /// The addresses of each symbol in it.
    pub(super) symbols: Vec<Range<u32>>,
    pub(super) in_code: Vec<Relocation>,
    pub(super) in_data: Vec<Relocation>,
    targets: Vec<Target>,
    /// The addresses of each segment, and where its bytes stand in the section.
    segments: Vec<(Range<u32>, usize)>,
}

impl Linked {
    /// Reads a module.
    ///
    /// # Errors
    /// When the bytes are no module, or have no relocations or no read-only data.
    pub(super) fn of(bytes: &[u8]) -> Result<Self> {
        let (mut it, mut exported) = (Self::default(), Vec::new());
        // Sections are numbered as they stand in the file; code and data have relocations.
        let (mut number, mut code, mut data) = (0, (u32::MAX, 0), u32::MAX);
        let payloads = Parser::new(0).parse_all(bytes).collect::<Result<Vec<_>, _>>()?;
        for payload in payloads {
            match &payload {
                Payload::ImportSection(imports) => it.add_imports(imports)?,
                Payload::ExportSection(exports) => exported.extend(exported_functions(exports)?),
                Payload::CodeSectionStart { range, .. } => code = (number, range.start),
                Payload::CodeSectionEntry(body) => {
                    let bytes = body.range().start - code.1..body.range().end - code.1;
                    it.functions.push(Function { bytes, ..Function::default() });
                }
                Payload::DataSection(section) => {
                    data = number;
                    it.add_segments(section)?;
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => it.read_names(names)?,
                    KnownCustom::Linking(linking) => it.read_symbols(linking)?,
                    KnownCustom::Reloc(relocations) => {
                        let section = relocations.section_index();
                        let into = match section {
                            _ if section == code.0 => &mut it.in_code,
                            _ if section == data => &mut it.in_data,
                            _ => &mut Vec::new(),
                        };
                        add_relocations(&relocations, into)?;
                    }
                    _ => {}
                },
                _ => {}
            }
            number += u32::from(payload.as_section().is_some());
        }
        it.mark(exported)?;
        it.check(bytes.get(code.1..).unwrap_or_default())?;
        Ok(it)
    }

    fn add_segments(&mut self, section: &DataSectionReader) -> Result<()> {
        for segment in section.clone() {
            self.add_segment(&segment?, section.range().start)?;
        }
        Ok(())
    }

    fn mark(&mut self, exported: Vec<usize>) -> Result<()> {
        for function in exported {
            self.functions.get_mut(function).context("an export of nothing")?.is_exported = true;
        }
        Ok(())
    }

    /// Imported functions are numbered before those of the module.
    fn add_imports(&mut self, imports: &ImportSectionReader) -> Result<()> {
        for import in imports.clone().into_imports() {
            if matches!(import?.ty, TypeRef::Func(_)) {
                self.functions.push(Function::default());
            }
        }
        Ok(())
    }

    /// Makes sure that the relocations are understood: at each place in the code that refers to a
    /// constant stands its address.
    fn check(&self, code: &[u8]) -> Result<()> {
        ensure!(!self.in_code.is_empty(), "the linker left no relocations");
        ensure!(!self.symbols.is_empty(), "the linker's output has no read-only data");
        for relocation in &self.in_code {
            let Target::Constant(symbol) = self.target(relocation)? else { continue };
            let place = code.get(relocation.place..).context("a relocation beyond the code")?;
            // All five bytes are there, whatever the number.
            let bytes = place.iter().take(5).zip([0, 7, 14, 21, 28]);
            let found = bytes.fold(0, |sum, (byte, shift)| sum | i64::from(byte & 127) << shift);
            let meant = i64::from(self.symbols[symbol].start) + relocation.addend;
            ensure!(found == meant, "the linker's output is read wrongly: {found} is not {meant}");
        }
        Ok(())
    }

    fn add_segment(&mut self, segment: &Data, section: usize) -> Result<()> {
        let DataKind::Active { offset_expr, .. } = &segment.kind else {
            bail!("a segment without an address")
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
            bail!("a segment whose address is computed")
        };
        let (start, length) = (value.cast_unsigned(), u32::try_from(segment.data.len())?);
        let place = segment.range.end - segment.data.len() - section;
        self.segments.push((start..start + length, place));
        Ok(())
    }

    fn read_names(&mut self, names: NameSectionReader) -> Result<()> {
        for part in names {
            let Name::Function(names) = part? else { continue };
            for naming in names {
                let naming = naming?;
                if let Some(function) = self.functions.get_mut(naming.index as usize) {
                    // As wasm-bindgen writes it.
                    function.name = rustc_demangle::demangle(naming.name).to_string();
                }
            }
        }
        Ok(())
    }

    fn read_symbols(&mut self, linking: LinkingSectionReader) -> Result<()> {
        let mut read_only = None;
        let mut table = Vec::new();
        for part in linking {
            match part? {
                Linking::SegmentInfo(segments) => {
                    let names = segments.into_iter().map(|it| Ok(it?.name == READ_ONLY));
                    let names = names.collect::<Result<Vec<bool>>>()?;
                    read_only = names.into_iter().position(|is_it| is_it);
                }
                Linking::SymbolTable(symbols) => {
                    table = symbols.into_iter().collect::<Result<_, _>>()?;
                }
                _ => {}
            }
        }
        let read_only = read_only.context("no segment is read-only")?;
        self.segment = self.segments.get(read_only).context("no such segment")?.0.clone();
        for symbol in table {
            let target = match symbol {
                SymbolInfo::Func { index, .. } => Target::Function(index as usize),
                SymbolInfo::Data { symbol: Some(data), .. } if data.index as usize == read_only => {
                    let start = self.segment.start + data.offset;
                    self.symbols.push(start..start + data.size);
                    Target::Constant(self.symbols.len() - 1)
                }
                _ => Target::Other,
            };
            self.targets.push(target);
        }
        Ok(())
    }

    /// Returns what a relocation refers to.
    ///
    /// # Errors
    /// When it refers to nothing.
    pub(super) fn target(&self, relocation: &Relocation) -> Result<Target> {
        if matches!(relocation.ty, RelocationType::TypeIndexLeb) {
            return Ok(Target::Other);
        }
        self.targets.get(relocation.symbol).copied().context("a relocation without a symbol")
    }

    /// Returns the function whose code has this place.
    pub(super) fn function_at(&self, place: usize) -> Option<usize> {
        // Imported functions come first and are empty, so the ends ascend.
        let number = self.functions.partition_point(|function| function.bytes.end <= place);
        self.functions.get(number).filter(|it| it.bytes.contains(&place)).map(|_| number)
    }

    /// Returns the address of a place in the section of data.
    pub(super) fn address_of(&self, place: usize) -> Option<u32> {
        self.segments.iter().find_map(|(addresses, start)| {
            let offset = u32::try_from(place.checked_sub(*start)?).ok()?;
            Some(addresses.start + offset).filter(|address| addresses.contains(address))
        })
    }
}

fn exported_functions(exports: &ExportSectionReader) -> Result<Vec<usize>> {
    let mut functions = Vec::new();
    for export in exports.clone() {
        let export = export?;
        if export.kind == ExternalKind::Func {
            functions.push(export.index as usize);
        }
    }
    Ok(functions)
}

fn add_relocations(section: &RelocSectionReader, into: &mut Vec<Relocation>) -> Result<()> {
    for entry in section.entries() {
        let RelocationEntry { ty, offset, index, addend } = entry?;
        let (place, symbol) = (offset as usize, index as usize);
        into.push(Relocation { place, ty, symbol, addend });
    }
    Ok(())
}
