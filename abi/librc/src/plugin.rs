//! What plugins use.

use core::sync::atomic::AtomicPtr;

/// The stream to which plugins write NAME=VALUE, each ended by a NUL, for the
/// environment of what comes after; NULL where there is no plugin to write. The
/// program that runs plugins opens it.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)] // the name that C knows
pub static rc_environ_fd: AtomicPtr<libc::FILE> = AtomicPtr::new(core::ptr::null_mut());
