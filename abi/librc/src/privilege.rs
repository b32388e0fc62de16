//! What this process may do.

use crate::context::context;
use crate::convert::{bytes, invalid, status};
use core::ffi::c_char;
use openrc::deptree::restricted;
use openrc::privilege::Privileges;

/// What this process may do. OpenRC's own librc does not have this function.
/// @return RC_PRIVILEGE_*, and RC_PRIVILEGE_CAPABILITY(N) for each capability N of the
/// effective set
#[unsafe(no_mangle)]
pub extern "C" fn rc_privileges() -> u64 {
    Privileges::current().bits()
}

/// Whether this process may start a service, as far as the service's keywords say:
/// -prefix, -unprivileged and -nocap_NAME. OpenRC's own librc does not have this function.
/// @param service name or path
/// @return true; false with errno EACCES where it acts on the whole machine and this is a
/// Prefix, EPERM where this process lacks a privilege, EINVAL for a name that cannot be one
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_permitted(service: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(service) } {
        Some(service) => status(|| restricted::check(context(), service)),
        None => invalid(false),
    }
}
