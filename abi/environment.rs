//! Changes of this process's environment, which some C functions make for good. Both
//! artefact crates include this file; the core crate changes nothing.

use core::ffi::CStr;
use openrc::sys::nested::{ENVIRONMENT, MALLOC};

/// `setenv`. The value is cut at a NUL. Nothing happens without memory, and in a signal
/// handler that interrupted a change or malloc.
pub fn set(name: &CStr, value: &[u8]) {
    let mut value = value.to_vec();
    value.push(0);
    // SAFETY: both end with a NUL, and setenv copies them. Who calls a C function that changes
    // the environment keeps other threads from reading it meanwhile, as for setenv itself.
    let change = || unsafe { libc::setenv(name.as_ptr(), value.as_ptr().cast(), 1) };
    ENVIRONMENT.enter(|| MALLOC.enter(change));
}

/// `unsetenv`. Nothing happens in a signal handler that interrupted a change.
pub fn unset(name: &CStr) {
    // SAFETY: name is a C string; for other threads as in `set`.
    ENVIRONMENT.enter(|| unsafe { libc::unsetenv(name.as_ptr()) });
}
