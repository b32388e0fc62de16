//! Byte strings: parts of them, what is found in them, and their hashes.
#![forbid(unsafe_code)]

use core::slice::SliceIndex;

pub use crate::sys::{either_position, find, last_position, position, positions};

/// A part that is known to be there: the range comes from a look at the same slice. Should it
/// not be, a library that may not panic goes on with nothing; tests and fuzz targets, which
/// have debug assertions, stop here. Where a part may be missing, `get` is the word.
#[inline]
#[track_caller]
pub(crate) fn part<T, R>(slice: &[T], range: R) -> &[T]
where
    R: SliceIndex<[T], Output = [T]>,
{
    let part = slice.get(range);
    debug_assert!(part.is_some(), "a part that is not there");
    part.unwrap_or_default()
}

/// What stands before an index that is known to be there, and what stands from it on.
#[inline]
#[track_caller]
pub(crate) fn halves<T>(slice: &[T], at: usize) -> (&[T], &[T]) {
    (part(slice, ..at), part(slice, at..))
}

/// What C sees of a text. Those that are asked about are short.
pub(crate) fn until_nul(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == 0);
    part(bytes, ..end.unwrap_or(bytes.len()))
}

/// Of names, to find them again in this process: eight bytes at a time, the last eight once
/// more. Whoever may write init scripts can make them collide, and gains nothing by it.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, others)) = rest.split_first_chunk::<8>() {
        hash = mixed(hash, u64::from_le_bytes(*word));
        rest = others;
    }
    if !rest.is_empty() {
        let last = match bytes.last_chunk::<8>() {
            Some(last) => u64::from_le_bytes(*last),
            None => rest
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        hash = mixed(hash, last);
    }
    // hashbrown looks at the uppermost and the lowest bits.
    hash ^ (hash >> 32)
}

/// A hash with eight bytes more in it.
#[inline]
pub(crate) fn mixed(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_halves() {
        assert_eq!(part(b"abc", 1..2), b"b");
        assert_eq!((part(b"abc", 3..), part(b"abc", ..0)), (&b""[..], &b""[..]));
        assert_eq!(halves(b"abc", 1), (&b"a"[..], &b"bc"[..]));
    }

    #[test]
    #[should_panic(expected = "a part that is not there")]
    fn a_part_that_is_not_there_is_noticed() {
        part(b"abc", 2..4);
    }
}
