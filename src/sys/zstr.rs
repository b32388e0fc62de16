//! Bytes to C strings without an allocation.

use super::{Errno, SysResult};
use core::ffi::CStr;
use core::mem::MaybeUninit;

const PATH_MAX: usize = 4096;

/// Calls `call` with `bytes` as a C string.
///
/// # Errors
/// `EINVAL` for a NUL within, `ENAMETOOLONG` beyond `PATH_MAX`, else `call`'s.
pub fn with_cstr<T>(bytes: &[u8], call: impl FnOnce(&CStr) -> SysResult<T>) -> SysResult<T> {
    if bytes.len() >= PATH_MAX {
        return Err(Errno::NAMETOOLONG);
    }
    let mut buffer = MaybeUninit::<[u8; PATH_MAX]>::uninit();
    let start = buffer.as_mut_ptr().cast::<u8>();
    // SAFETY: len < PATH_MAX was checked, so that len + 1 bytes fit the buffer,
    // and the slice made from it covers only the bytes written here.
    let filled = unsafe {
        start.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        start.add(bytes.len()).write(0);
        core::slice::from_raw_parts(start, bytes.len().saturating_add(1))
    };
    match CStr::from_bytes_with_nul(filled) {
        Ok(string) => call(string),
        Err(_) => Err(Errno::INVAL),
    }
}
