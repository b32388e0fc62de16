//! Searching: the C library's functions, which are there anyhow and know what the processor
//! can. Finding that out for ourselves would take a page of memory in each process.

#[cfg(not(any(target_os = "illumos", target_os = "solaris")))]
use libc::memmem;
// The libc crate does not know that these have it.
#[cfg(any(target_os = "illumos", target_os = "solaris"))]
unsafe extern "C" {
    fn memmem(
        text: *const libc::c_void,
        length: usize,
        part: *const libc::c_void,
        part_length: usize,
    ) -> *mut libc::c_void;
}

/// `memmem`: where `part` first stands in `text`.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    // SAFETY: both are ours and their lengths are given.
    let found = unsafe {
        memmem(
            text.as_ptr().cast(),
            text.len(),
            part.as_ptr().cast(),
            part.len(),
        )
    };
    (!found.is_null()).then(|| found.addr().wrapping_sub(text.as_ptr().addr()))
}

/// `memchr`: where a byte first stands in `text`.
pub fn position(byte: u8, text: &[u8]) -> Option<usize> {
    // SAFETY: the text is ours and its length is given.
    let found = unsafe { libc::memchr(text.as_ptr().cast(), i32::from(byte), text.len()) };
    (!found.is_null()).then(|| found.addr().wrapping_sub(text.as_ptr().addr()))
}

/// Where a byte last stands in `text`.
pub fn last_position(byte: u8, text: &[u8]) -> Option<usize> {
    text.iter().rposition(|other| *other == byte)
}

/// Where one of two bytes first stands in `text`.
pub fn either_position(one: u8, other: u8, text: &[u8]) -> Option<usize> {
    text.iter().position(|byte| *byte == one || *byte == other)
}

/// Wherever a byte stands in `text`.
pub fn positions(byte: u8, text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut from = 0usize;
    core::iter::from_fn(move || {
        let at = position(byte, text.get(from..)?)?.saturating_add(from);
        from = at.saturating_add(1);
        Some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_or_none() {
        assert_eq!(find(b"a service_service", b"_service"), Some(9));
        assert_eq!(find(b"\0x\0y", b"\0y"), Some(2));
        assert_eq!(find(b"_servic", b"_service"), None);
        assert_eq!(find(b"", b"a"), None);
        assert_eq!(find(b"abc", b""), Some(0));
    }

    #[test]
    fn bytes_stand_where_they_stand() {
        assert_eq!(position(b'b', b"abcb"), Some(1));
        assert_eq!(last_position(b'b', b"abcb"), Some(3));
        assert_eq!(either_position(b'x', b'c', b"abcb"), Some(2));
        assert_eq!(positions(b'b', b"abcb").collect::<Vec<_>>(), [1, 3]);
        assert_eq!(position(0, b""), None);
        assert_eq!(last_position(b'x', b"abcb"), None);
        assert_eq!(either_position(b'x', b'y', b"abcb"), None);
        assert_eq!(positions(b'x', b"abcb").count(), 0);
    }
}
