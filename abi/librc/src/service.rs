//! Services: scripts, runlevels, states.

use crate::context::context;
use crate::convert::{self, bytes, invalid, plain, status, string_or_null};
use crate::deptree::say;
use crate::environment;
use crate::runlevel::{self, report_loop};
use crate::types::{RcService, RcStringList};
use core::ffi::c_char;
use core::ptr::null_mut;
use openrc::boot;
use openrc::deptree::Notice;
use openrc::name;
use openrc::service::{interrupted, mark, membership, resolve, schedule, script, state, State};
use openrc::sys::{preserve_errno, process};
use openrc::Error;

/// The path of a service's script: that of the running service, else the first in
/// the init.d of rc_scriptdirs.
/// @param service its name; a path is returned as it is
/// @return a new string, to be freed; NULL with errno where there is none
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_resolve(service: *const c_char) -> *mut c_char {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(null_mut());
    };
    string_or_null(preserve_errno(|| resolve::resolve(context(), service)))
}

/// Whether a service exists and may be executed.
/// @param service name or path
/// @return true, or false with errno: EINVAL for a name that cannot be one, ENOENT,
/// ENOEXEC
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_exists(service: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(false);
    };
    status(|| resolve::check(context(), service))
}

/// The commands that a service has beside the usual ones: what its script sets in
/// extra_commands, extra_started_commands and extra_stopped_commands.
/// @param service name or path
/// @return a new list, to be freed with rc_stringlist_free; NULL with errno where the
/// script cannot be read
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_extra_commands(service: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(null_mut());
    };
    match preserve_errno(|| script::extra_commands(context(), service)) {
        Ok(commands) => convert::list(commands),
        Err(error) => {
            error.errno().set();
            null_mut()
        }
    }
}

/// What a service, or one of its commands, does, in the words of its script.
/// @param service name or path
/// @param command NULL or empty for the service
/// @return a new string, to be freed; NULL with errno where the script cannot be read
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_description(
    service: *const c_char,
    command: *const c_char,
) -> *mut c_char {
    // SAFETY: the caller guarantees C strings.
    let (service, command) = unsafe { (bytes(service), bytes(command).unwrap_or_default()) };
    let Some(service) = service else {
        return invalid(null_mut());
    };
    string_or_null(preserve_errno(|| {
        script::description(context(), service, command)
    }))
}

/// Puts a service into a runlevel.
/// @param runlevel that gets it
/// @param service name or path
/// @return true, or false with errno: ENOENT where either is missing, EEXIST where it
/// is there already, EPERM where it may not be in the boot runlevel
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_add(runlevel: *const c_char, service: *const c_char) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(runlevel), bytes(service)) } {
        (Some(runlevel), Some(service)) => status(|| membership::add(context(), runlevel, service)),
        _ => invalid(false),
    }
}

/// Takes a service out of a runlevel.
/// @param runlevel that has it
/// @param service name or path
/// @return true, or false with errno
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_delete(
    runlevel: *const c_char,
    service: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(runlevel), bytes(service)) } {
        (Some(runlevel), Some(service)) => {
            status(|| membership::delete(context(), runlevel, service))
        }
        _ => invalid(false),
    }
}

/// Whether a service is in a runlevel.
/// @param service name or path
/// @param runlevel to look in
/// @return true if it is, else false with errno
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_in_runlevel(
    service: *const c_char,
    runlevel: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(service), bytes(runlevel)) } {
        (Some(service), Some(runlevel)) => {
            status(|| membership::check(context(), service, runlevel))
        }
        _ => invalid(false),
    }
}

/// Puts a service into a state.
/// @param service name or path
/// @param state one of RC_SERVICE
/// @return true, or false with errno. A service that its keywords keep from being started
/// here cannot be marked as starting: says so on stderr, errno is EACCES where it acts on
/// the whole machine and this is a Prefix, EPERM where this process lacks a privilege
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_mark(service: *const c_char, state: RcService) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(false);
    };
    let Some(state) = State::from_bits(state) else {
        return invalid(false);
    };
    if state == State::STARTING && context().paths().prefix().is_some() {
        runlevel::tell(interrupted::set_aside(context()), b"stopped");
    }
    let mark = if is_being_restarted_here(service) {
        mark::mark_in_restart
    } else {
        mark::mark
    };
    status(|| mark(context(), service, state).inspect_err(report))
}

/// Whether this process is the openrc-run that restarts a service, as it says of itself in
/// its environment. Others inherit that, but not its number.
fn is_being_restarted_here(service: &[u8]) -> bool {
    let said = |name| context().environment().get(name).unwrap_or_default();
    let number = said(c"RC_OPENRC_PID");
    let number = core::str::from_utf8(&number)
        .ok()
        .and_then(|it| it.parse().ok());
    let commands: [&[u8]; 3] = [b"restart", b"condrestart", b"conditionalrestart"];
    number == Some(process::pid())
        && commands.contains(&said(c"RC_CMD").as_slice())
        && name::service(service).is_ok_and(|name| name == said(c"RC_SVCNAME"))
}

fn report(error: &Error) {
    if matches!(error, Error::Excluded { .. }) {
        say(Notice::Error(error.text()));
        if context().paths().prefix().is_some() {
            environment::set(c"RC_PATH", &boot::refused(context().paths().svcdir()));
        }
    }
}

/// The state of a service.
/// @param service name or path
/// @return one of the first five of RC_SERVICE, with the others that hold
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_state(service: *const c_char) -> RcService {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(State::STOPPED.bits());
    };
    match preserve_errno(|| state::get(context(), service)) {
        Ok(state) => state.bits(),
        Err(error) => {
            error.errno().set();
            State::STOPPED.bits()
        }
    }
}

/// Starts a service once another has started.
/// @param service that is waited for; may be a provided name
/// @param service_to_start then
/// @return true, or false with errno
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_schedule_start(
    service: *const c_char,
    service_to_start: *const c_char,
) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(service), bytes(service_to_start)) } {
        (Some(starter), Some(service)) => status(|| schedule::start(context(), starter, service)),
        _ => invalid(false),
    }
}

/// Forgets which services would start once this one has started.
/// @param service to forget them for
/// @return true where there is nothing to forget; false where something was
/// forgotten, or with errno where that failed. So it has always been
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_service_schedule_clear(service: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    let Some(service) = (unsafe { bytes(service) }) else {
        return invalid(false);
    };
    match preserve_errno(|| schedule::clear(context(), service)) {
        Ok(()) => false,
        Err(error) => {
            error.errno().set();
            error.errno() == openrc::sys::Errno::NOENT
        }
    }
}

/// The services that will start once this one has started.
/// @param service that is waited for
/// @return a new list, to be freed with rc_stringlist_free
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_services_scheduled(service: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(service) } {
        Some(service) if name::service(service).is_ok() => {
            convert::list(schedule::by(context(), service))
        }
        _ => invalid(convert::empty_list()),
    }
}

/// The services that will start this one.
/// @param service that waits
/// @return a new list, to be freed with rc_stringlist_free
///
/// # Safety
/// `service` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_services_scheduled_by(service: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    match unsafe { plain(service) } {
        Some(service) => convert::list(preserve_errno(|| schedule::starters(context(), service))),
        None => invalid(convert::empty_list()),
    }
}

/// The services in a runlevel, without those of runlevels stacked in it.
/// @param runlevel to list; NULL for all services there are
/// @return a new list, to be freed with rc_stringlist_free
///
/// # Safety
/// `runlevel` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_services_in_runlevel(runlevel: *const c_char) -> *mut RcStringList {
    if runlevel.is_null() {
        return convert::list(membership::services(context(), None));
    }
    // SAFETY: the caller guarantees a C string.
    match unsafe { plain(runlevel) } {
        Some(runlevel) => convert::list(membership::services(context(), Some(runlevel))),
        None => invalid(convert::empty_list()),
    }
}

/// The services in a runlevel, then once more those with the runlevels stacked in it.
/// @param runlevel to list; NULL for all services there are
/// @return a new list, to be freed with rc_stringlist_free
///
/// # Safety
/// `runlevel` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_services_in_runlevel_stacked(
    runlevel: *const c_char,
) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    let given = unsafe { plain(runlevel) };
    if given.is_none() && !runlevel.is_null() {
        return invalid(convert::empty_list());
    }
    let runlevel = given;
    let (services, error) = preserve_errno(|| membership::services_stacked(context(), runlevel));
    report_loop(error);
    convert::list(services)
}

/// The services in a state.
/// @param state one of RC_SERVICE
/// @return a new list, to be freed with rc_stringlist_free
#[unsafe(no_mangle)]
pub extern "C" fn rc_services_in_state(state: RcService) -> *mut RcStringList {
    match State::from_bits(state) {
        Some(state) => convert::list(state::services(context(), state)),
        None => invalid(convert::empty_list()),
    }
}
