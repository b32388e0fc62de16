//! Bytes to C strings without an allocation.

use super::{Errno, SysResult};
use core::ffi::CStr;
use core::mem::MaybeUninit;

const PATH_MAX: usize = 4096;

type Buffer = MaybeUninit<[u8; PATH_MAX]>;

/// Calls `call` with `bytes` as a C string.
///
/// # Errors
/// `EINVAL` for a NUL within, `ENAMETOOLONG` beyond `PATH_MAX`, else `call`'s.
#[inline]
pub fn with_cstr<T>(bytes: &[u8], call: impl FnOnce(&CStr) -> SysResult<T>) -> SysResult<T> {
    let mut buffer = Buffer::uninit();
    call(copy(bytes, &mut buffer)?)
}

/// Once for all callers: this is in every system call with a path.
#[inline(never)]
fn copy<'a>(bytes: &[u8], buffer: &'a mut Buffer) -> SysResult<&'a CStr> {
    if bytes.len() >= PATH_MAX {
        return Err(Errno::NAMETOOLONG);
    }
    let start = buffer.as_mut_ptr().cast::<u8>();
    // SAFETY: len < PATH_MAX was checked, so that len + 1 bytes fit the buffer,
    // and the slice made from it covers only the bytes written here.
    let filled = unsafe {
        start.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
        start.add(bytes.len()).write(0);
        core::slice::from_raw_parts(start, bytes.len().saturating_add(1))
    };
    CStr::from_bytes_with_nul(filled).map_err(|_| Errno::INVAL)
}
