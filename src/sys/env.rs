//! The environment of this process.

use super::fs::check;
use super::nested::{ENVIRONMENT, MALLOC};
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;

/// `getenv`, as a copy; nothing in a process that has more rights than who started it
/// (setuid, file capabilities): the environment is a stranger's there, and may not say
/// where anything is.
pub fn get(name: &CStr) -> Option<Vec<u8>> {
    if is_foreign() {
        return None;
    }
    get_any(name)
}

/// Whether this process has more rights than who started it.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_foreign() -> bool {
    // SAFETY: getauxval takes any number.
    unsafe { libc::getauxval(libc::AT_SECURE) != 0 }
}

/// Whether this process has more rights than who started it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_foreign() -> bool {
    // SAFETY: these always succeed.
    unsafe { libc::getuid() != libc::geteuid() || libc::getgid() != libc::getegid() }
}

/// `getenv`, as a copy, whoever gave the environment: for what only changes how a
/// message looks.
pub fn get_any(name: &CStr) -> Option<Vec<u8>> {
    // SAFETY: name is a C string. C's environment may be changed by other
    // threads only under the caller's care, as with getenv in C.
    let value = unsafe { libc::getenv(name.as_ptr()) };
    if value.is_null() {
        return None;
    }
    // SAFETY: getenv returned a C string, copied before anything else runs.
    Some(unsafe { CStr::from_ptr(value) }.to_bytes().to_vec())
}

/// `setenv`, replacing what is there.
///
/// # Errors
/// `EINVAL` for a NUL in the value, `ENOMEM`, `EAGAIN` in a signal handler that
/// interrupted a change of the environment.
pub fn set(name: &CStr, value: &[u8]) -> SysResult<()> {
    let value = alloc::ffi::CString::new(value).map_err(|_| Errno::INVAL)?;
    let change = || {
        // SAFETY: both are C strings; setenv copies them.
        check(unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) }).map(drop)
    };
    // Another thread is soon out of malloc; an interrupted call never is.
    let mut tries = (0..100).map(|_| ENVIRONMENT.pass(|| MALLOC.pass(change)).flatten());
    let result = tries.find_map(|result| result);
    result.unwrap_or(Err(Errno(libc::EAGAIN)))
}

/// `unsetenv`. Nothing happens in a signal handler that interrupted a change of the
/// environment.
pub fn unset(name: &CStr) {
    // SAFETY: name is a C string.
    ENVIRONMENT.pass(|| unsafe { libc::unsetenv(name.as_ptr()) });
}

/// All of it, each `name=value`.
pub fn all() -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    let mut entry = super::process::environ();
    if entry.is_null() {
        return entries;
    }
    // SAFETY: environ is an array of C strings that ends with NULL; as with `get`, others
    // change it only under the caller's care. Each is copied before anything else runs.
    unsafe {
        while !(*entry).is_null() {
            entries.push(CStr::from_ptr(*entry).to_bytes().to_vec());
            entry = entry.add(1);
        }
    }
    entries
}
