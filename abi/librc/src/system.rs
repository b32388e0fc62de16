//! What this machine is.

use crate::context::{context, export_prefix};
use core::ffi::c_char;
use openrc::sys::preserve_errno;
use openrc::system;

/// What kind of system this is, where some services cannot work: a container, a
/// virtual machine, a Prefix. In a Prefix also puts RC_PREFIX and EPREFIX in the environment
/// of this process.
/// @return one of RC_SYS_*, which belongs to the library; NULL for none of them
#[unsafe(no_mangle)]
pub extern "C" fn rc_sys() -> *const c_char {
    preserve_errno(export_prefix);
    match preserve_errno(|| system::detect(context())) {
        Some(system) => system.name().as_ptr(),
        None => core::ptr::null(),
    }
}
