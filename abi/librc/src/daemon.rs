//! The daemons of a service.

use crate::context::context;
use crate::convert::{bytes, invalid, status};
use crate::process::strings;
use core::ffi::{c_char, c_int};
use openrc::service::daemons::{self, Daemon};
use openrc::sys::preserve_errno;

/// Records a daemon that a service has started, or forgets one that it has stopped.
/// @param service name or path
/// @param exec the program, or NULL
/// @param argv its arguments, ending with NULL, or NULL
/// @param pidfile the file with its pid, or NULL
/// @param started true to record it, false to forget it
/// @return true, or false with errno: EINVAL with neither exec nor pidfile
///
/// # Safety
/// The strings are NULL or C strings, `argv` NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_daemon_set(
    service: *const c_char,
    exec: *const c_char,
    argv: *const *const c_char,
    pidfile: *const c_char,
    started: bool,
) -> bool {
    // SAFETY: the caller guarantees all of them.
    let (service, exec, argv, pidfile) =
        unsafe { (bytes(service), bytes(exec), strings(argv), bytes(pidfile)) };
    let Some(service) = service else {
        return invalid(false);
    };
    let daemon = Daemon {
        exec,
        argv: &argv,
        pidfile,
    };
    status(|| daemons::set(context(), service, &daemon, started))
}

/// Whether a service has started a daemon.
/// @param service name or path
/// @param exec the program
/// @param argv its arguments, ending with NULL, or NULL
/// @param index which of the service's daemons, counted from 1; 0 for any
/// @return true if it has
///
/// # Safety
/// The strings are NULL or C strings, `argv` NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_started_daemon(
    service: *const c_char,
    exec: *const c_char,
    argv: *const *const c_char,
    index: c_int,
) -> bool {
    // SAFETY: the caller guarantees all of them.
    let (service, exec, argv) = unsafe { (bytes(service), bytes(exec), strings(argv)) };
    let (Some(service), Some(_)) = (service, exec) else {
        return invalid(false);
    };
    let daemon = Daemon {
        exec,
        argv: &argv,
        pidfile: None,
    };
    let number = usize::try_from(index).ok().filter(|number| *number > 0);
    match preserve_errno(|| daemons::has_started(context(), service, &daemon, number)) {
        Ok(answer) => answer,
        Err(error) => {
            error.errno().set();
            false
        }
    }
}

/// Whether a daemon that a service has started is gone.
/// @param service name or path
/// @return true if one is; with errno EACCES where a pid file may not be read
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_daemons_crashed(service: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(false);
    };
    match preserve_errno(|| daemons::crashed(context(), service)) {
        Ok(answer) => answer,
        Err(error) => {
            error.errno().set();
            error.errno() == openrc::sys::Errno::ACCES
        }
    }
}
