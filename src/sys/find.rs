//! Searching for more than one byte: the C library's, which is there anyhow.

#[cfg(not(any(target_os = "illumos", target_os = "solaris")))]
use libc::memmem;
// The libc crate does not know that these have it.
#[cfg(any(target_os = "illumos", target_os = "solaris"))]
extern "C" {
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

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_first_place_or_none() {
        assert_eq!(find(b"a service_service", b"_service"), Some(9));
        assert_eq!(find(b"\0x\0y", b"\0y"), Some(2));
        assert_eq!(find(b"_servic", b"_service"), None);
        assert_eq!(find(b"", b"a"), None);
        assert_eq!(find(b"abc", b""), Some(0));
    }
}
