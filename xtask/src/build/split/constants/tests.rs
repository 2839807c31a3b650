//! Tests which chunk a constant comes with.

use std::collections::BTreeSet;

use anyhow::Result;
use walrus::{FunctionBuilder, Module};

use super::{Constants, Uses};
use crate::build::split::parsed::Parsed;

const START: u32 = 1_048_576;

/// The name of the case; the linked functions; what holds each constant; a number in the function
/// of the first chunk. `first` is in the first chunk, `second` and `third` in the others. Then: the
/// constants that the first leaves out, and those that the others bring.
type Case = (&'static str, Vec<Uses>, [&'static [Option<usize>]; 3], u32, [&'static [u32]; 3]);

/// A module of functions, each with its name and a number that it uses.
fn module(functions: &[(&str, u32)]) -> Result<Parsed> {
    let mut module = Module::default();
    for (name, number) in functions {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name((*name).to_owned()).func_body().i32_const(number.cast_signed()).drop();
        let id = builder.finish(vec![], &mut module.funcs);
        module.exports.add(name, id);
    }
    Parsed::of(&module.emit_wasm())
}

/// A linked function that refers to some of the symbols.
fn uses(name: &str, constants: &[usize], callers: &[usize]) -> Uses {
    Uses {
        name: name.to_owned(),
        callers: callers.iter().copied().collect(),
        constants: constants.iter().copied().collect(),
        ..Uses::default()
    }
}

/// Three constants of four bytes each.
fn constants(functions: Vec<Uses>, holders: [&[Option<usize>]; 3]) -> Constants {
    let symbol = |number: u32| START + 4 * number..START + 4 * number + 4;
    Constants {
        segment: START..START + 12,
        by_address: (0..12).map(|address| vec![address / 4]).collect(),
        symbols: (0..3).map(symbol).collect(),
        holders: holders.map(|all| all.iter().copied().collect::<BTreeSet<_>>()).into(),
        functions,
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn a_constant_comes_with_the_chunks_that_use_it() -> Result<()> {
    let open = |mut function: Uses| {
        function.is_open = true;
        function
    };
    let small = |mut function: Uses| {
        function.may_be_inlined = true;
        function
    };
    let cases: Vec<Case> = vec![
        (
            "each chunk its own",
            vec![uses("first", &[0], &[]), uses("second", &[1], &[]), uses("third", &[2], &[])],
            [&[]; 3],
            0,
            [&[1, 2], &[1], &[2]],
        ),
        (
            "both later chunks",
            vec![uses("second", &[1, 2], &[]), uses("third", &[0, 2], &[])],
            [&[]; 3],
            0,
            [&[0, 1, 2], &[1, 2], &[0, 2]],
        ),
        (
            "nothing refers to a constant",
            vec![uses("second", &[1], &[])],
            [&[]; 3],
            0,
            [&[1], &[1], &[]],
        ),
        (
            "a constant holds another, and data that may change hold the third",
            vec![uses("second", &[0, 2], &[])],
            [&[], &[Some(0)], &[None]],
            0,
            [&[0, 1], &[0, 1], &[]],
        ),
        (
            "a function that is gone was inlined into its callers",
            vec![
                uses("first", &[], &[]),
                uses("gone", &[0, 1], &[0, 2]),
                uses("second", &[0], &[]),
                uses("third", &[2], &[]),
            ],
            [&[]; 3],
            0,
            [&[2], &[], &[2]],
        ),
        (
            "a small function may have been, too",
            vec![
                uses("first", &[], &[]),
                small(uses("second", &[0], &[0])),
                uses("third", &[1, 2], &[]),
            ],
            [&[]; 3],
            0,
            [&[1, 2], &[], &[1, 2]],
        ),
        (
            "a function that is gone and that anything may call",
            vec![open(uses("gone", &[0], &[])), uses("second", &[0, 1, 2], &[])],
            [&[]; 3],
            0,
            [&[1, 2], &[1, 2], &[]],
        ),
        (
            "an address that the optimiser brought to the first chunk",
            vec![uses("second", &[0, 1, 2], &[])],
            [&[]; 3],
            START + 5,
            [&[0, 2], &[0, 2], &[]],
        ),
    ];
    for (what, functions, holders, number, expected) in cases {
        let module = module(&[("first", number), ("second", 0), ("third", 0)])?;
        let divided = constants(functions, holders).divide(&module, &[0, 1, 2], 3);
        let symbols = divided.into_iter().map(|ranges| {
            let starts = ranges.into_iter().flatten().filter(|it| it % 4 == 0);
            starts.map(|address| (address - START) / 4).collect::<Vec<_>>()
        });
        assert_eq!(symbols.collect::<Vec<_>>(), expected, "{what}");
    }
    Ok(())
}
