//! The initial contents of a memory, as pieces with their addresses.

use std::ops::Range;

/// Pieces of bytes, each with the address of its first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Memory(pub(super) Vec<(u32, Vec<u8>)>);

impl Memory {
    /// Returns the contents in some ranges of addresses.
    pub(super) fn only(&self, ranges: &[Range<u32>]) -> Self {
        let mut pieces = Vec::new();
        for range in ranges {
            pieces.extend(self.0.iter().filter_map(|(start, bytes)| piece(*start, bytes, range)));
        }
        Self(pieces)
    }

    /// Returns the contents outside of some ranges, which ascend and don't overlap.
    pub(super) fn without(&self, ranges: &[Range<u32>]) -> Self {
        let starts = std::iter::once(0).chain(ranges.iter().map(|range| range.end));
        let ends = ranges.iter().map(|range| range.start).chain([u32::MAX]);
        self.only(&starts.zip(ends).map(|(start, end)| start..end).collect::<Vec<_>>())
    }
}

/// Returns the part of a piece that is in a range.
fn piece(start: u32, bytes: &[u8], range: &Range<u32>) -> Option<(u32, Vec<u8>)> {
    let from = range.start.max(start);
    let skipped = (from - start) as usize;
    let wanted = range.end.saturating_sub(from) as usize;
    let rest = bytes.get(skipped..)?;
    let part = &rest[..wanted.min(rest.len())];
    (!part.is_empty()).then(|| (from, part.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::Memory;

    fn memory(pieces: &[(u32, &str)]) -> Memory {
        Memory(pieces.iter().map(|(start, text)| (*start, text.as_bytes().to_vec())).collect())
    }

    #[test]
    fn what_one_chunk_leaves_out_another_brings() {
        let whole = memory(&[(10, "abcdef"), (20, "ghi")]);
        // The ranges; what is in them; what is not.
        let cases = [
            (&[][..], memory(&[]), whole.clone()),
            (&[(0, 30)], whole.clone(), memory(&[])),
            (&[(10, 12)], memory(&[(10, "ab")]), memory(&[(12, "cdef"), (20, "ghi")])),
            (
                &[(12, 13), (14, 21)],
                memory(&[(12, "c"), (14, "ef"), (20, "g")]),
                memory(&[(10, "ab"), (13, "d"), (21, "hi")]),
            ),
            (&[(16, 20)], memory(&[]), whole.clone()),
        ];
        for (ranges, only, without) in cases {
            let ranges: Vec<_> = ranges.iter().map(|(start, end)| *start..*end).collect();
            assert_eq!(
                (whole.only(&ranges), whole.without(&ranges)),
                (only, without),
                "{ranges:?}"
            );
        }
    }
}
