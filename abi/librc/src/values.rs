//! What is kept about a service: saved values and its shared environment.

use crate::context::context;
use crate::convert::{self, bytes, invalid, status};
use crate::runtime;
use core::ffi::c_char;
use core::ptr::null_mut;
use openrc::service::{environment, options};
use openrc::sys::preserve_errno;

/// A value that a service has saved.
/// @param service name
/// @param option name
/// @return a new string, to be freed; NULL with errno where none is saved
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_value_get(
    service: *const c_char,
    option: *const c_char,
) -> *mut c_char {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(service), bytes(option)) } {
        (Some(service), Some(option)) => {
            convert::string_or_null(preserve_errno(|| options::get(context(), service, option)))
        }
        _ => invalid(null_mut()),
    }
}

/// Saves a value for a service, until the service stops.
/// @param service name
/// @param option name
/// @param value to save; NULL removes it
/// @return true, or false with errno; the old value stays then
///
/// # Safety
/// All are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_value_set(
    service: *const c_char,
    option: *const c_char,
    value: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    let (service, option, value) = unsafe { (bytes(service), bytes(option), bytes(value)) };
    match (service, option) {
        (Some(service), Some(option)) => status(|| options::set(context(), service, option, value)),
        _ => invalid(false),
    }
}

/// Sets a variable of the environment that a service's scripts share.
/// @param service name
/// @param variable name
/// @param value of the variable
/// @return true, or false with errno; the old value stays then
///
/// # Safety
/// All are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_setenv(
    service: *const c_char,
    variable: *const c_char,
    value: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(service), bytes(variable), bytes(value)) } {
        (Some(service), Some(variable), Some(value)) => {
            status(|| environment::set(context(), service, variable, value))
        }
        _ => invalid(false),
    }
}

/// Sets a variable of the environment that a service's scripts share.
/// @param service name
/// @param assignment NAME=VALUE
/// @return true, or false with errno: EINVAL without a "="
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_putenv(
    service: *const c_char,
    assignment: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(service), bytes(assignment)) } {
        (Some(service), Some(assignment)) => {
            status(|| environment::put(context(), service, assignment))
        }
        _ => invalid(false),
    }
}

/// A variable of the environment that a service's scripts share.
/// @param service name
/// @param variable name
/// @param buffer NULL, or the place of NULL or of a malloc block that is made to fit
/// and gets the value with a NUL at its end; it is the caller's to free
/// @return the length of the value in bytes; -1 with errno where it is not set
///
/// # Safety
/// `service` and `variable` are NULL or C strings; `buffer` is as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_getenv(
    service: *const c_char,
    variable: *const c_char,
    buffer: *mut *mut c_char,
) -> isize {
    // SAFETY: the caller guarantees C strings.
    let (Some(service), Some(variable)) = (unsafe { (bytes(service), bytes(variable)) }) else {
        return invalid(-1);
    };
    let value = match preserve_errno(|| environment::get(context(), service, variable)) {
        Ok(value) => value,
        Err(error) => {
            error.errno().set();
            return -1;
        }
    };
    let length = isize::try_from(value.len()).unwrap_or(isize::MAX);
    if !buffer.is_null() {
        // SAFETY: the caller guarantees NULL or a malloc block.
        unsafe {
            runtime::free((*buffer).cast());
            *buffer = convert::block(&value);
        }
    }
    length
}
