//! Runlevels.

use crate::context::context;
use crate::convert::{self, bytes, invalid, plain, status};
use crate::deptree::say;
use crate::types::RcStringList;
use alloc::vec::Vec;
use core::ffi::c_char;
use core::sync::atomic::{AtomicBool, Ordering};
use openrc::deptree::Notice;
use openrc::service::interrupted::{self, Interrupted};
use openrc::sys::{preserve_errno, stdio, Errno};
use openrc::{runlevel, Error};

/// The current runlevel.
/// @return a new string, to be freed; NULL with errno, ENOENT where no runlevel was set
/// yet (before release 0.64: "sysinit")
#[unsafe(no_mangle)]
pub extern "C" fn rc_runlevel_get() -> *mut c_char {
    if context().paths().prefix().is_some() {
        preserve_errno(recover_once);
    }
    match preserve_errno(|| runlevel::current(context())) {
        Ok(runlevel) => convert::string(&runlevel),
        Err(errno) => {
            errno.set();
            core::ptr::null_mut()
        }
    }
}

/// The first thing that openrc does after it has put its number into its environment is to ask
/// for the runlevel.
fn recover_once() {
    if !interrupted::is_openrc(context()) || HAS_RECOVERED.swap(true, Ordering::Relaxed) {
        return;
    }
    tell(interrupted::recover(context()), b"crashed");
}

/// Tells of services that were interrupted, and as what they count from now on.
pub fn tell(services: Vec<Interrupted>, now: &[u8]) {
    for Interrupted { service, was } in services {
        let was: &[u8] = if was == b"starting" {
            b"starting"
        } else {
            b"stopping"
        };
        let why = b": the openrc-run that was ";
        let counts = b" it was killed; it counts as ";
        say(Notice::Warning(
            [&service, &why[..], was, counts, now].concat(),
        ));
    }
}

static HAS_RECOVERED: AtomicBool = AtomicBool::new(false);

/// Whether a runlevel exists.
/// @param runlevel to look for
/// @return true if it does
///
/// # Safety
/// `runlevel` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_runlevel_exists(runlevel: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    match unsafe { plain(runlevel) } {
        Some(runlevel) => runlevel::exists(context(), runlevel),
        None => invalid(false),
    }
}

/// Puts a runlevel into another.
/// @param onto the runlevel that gets it
/// @param stacked the runlevel that is put there
/// @return true, or false with errno
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_runlevel_stack(onto: *const c_char, stacked: *const c_char) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(onto), bytes(stacked)) } {
        (Some(onto), Some(stacked)) => status(|| runlevel::stack(context(), onto, stacked)),
        _ => invalid(false),
    }
}

/// Takes a runlevel out of another.
/// @param from the runlevel that has it
/// @param stacked the runlevel that is taken out
/// @return true, or false with errno
///
/// # Safety
/// Both are NULL or C strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_runlevel_unstack(from: *const c_char, stacked: *const c_char) -> bool {
    // SAFETY: the caller guarantees C strings.
    match unsafe { (bytes(from), bytes(stacked)) } {
        (Some(from), Some(stacked)) => status(|| runlevel::unstack(context(), from, stacked)),
        _ => invalid(false),
    }
}

/// Says of a runlevel that is stacked on itself what upstream says before it exits;
/// the caller goes on, with errno ELOOP.
pub fn report_loop(error: Option<Error>) {
    let Some(error) = error else { return };
    if let Error::RunlevelLoop {
        runlevel,
        ancestors,
    } = &error
    {
        stdio::error(b"Loop detected in stacked runlevels attempting to enter runlevel ");
        stdio::error(runlevel);
        stdio::error(b"!\nAncestors:\n");
        for ancestor in ancestors {
            stdio::error(&[b"\t", ancestor.as_slice(), b"\n"].concat());
        }
    }
    error.errno().set();
}

/// A runlevel and all that are stacked in it.
/// @param runlevel to begin with
/// @return a new list, to be freed with rc_stringlist_free; empty where the runlevel
/// does not exist. A runlevel that is stacked on itself is named on stderr and not
/// entered again; errno is ELOOP then
///
/// # Safety
/// `runlevel` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_runlevel_stacks(runlevel: *const c_char) -> *mut RcStringList {
    // SAFETY: the caller guarantees a C string.
    let Some(runlevel) = (unsafe { plain(runlevel) }) else {
        return invalid(convert::empty_list());
    };
    let stacks = preserve_errno(|| runlevel::stacks(context(), runlevel));
    report_loop(stacks.error);
    convert::list(stacks.runlevels)
}

/// All runlevels.
/// @return a new list, to be freed with rc_stringlist_free
#[unsafe(no_mangle)]
pub extern "C" fn rc_runlevel_list() -> *mut RcStringList {
    convert::list(runlevel::list(context()))
}

/// Stores the current runlevel. No service is started or stopped.
/// @param runlevel to store
/// @return true, or false with errno; the old one stays then
///
/// # Safety
/// `runlevel` is NULL or a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_runlevel_set(runlevel: *const c_char) -> bool {
    // SAFETY: the caller guarantees a C string.
    match unsafe { bytes(runlevel) } {
        Some(runlevel) => status(|| runlevel::set(context(), runlevel)),
        None => invalid(false),
    }
}

fn quietly(question: impl FnOnce() -> bool) -> bool {
    let before = Errno::last();
    let answer = question();
    if answer {
        before.set();
    }
    answer
}

/// Whether a runlevel is being entered.
/// @return true if it is
#[unsafe(no_mangle)]
pub extern "C" fn rc_runlevel_starting() -> bool {
    quietly(|| runlevel::is_starting(context()))
}

/// Whether a runlevel is being left.
/// @return true if it is
#[unsafe(no_mangle)]
pub extern "C" fn rc_runlevel_stopping() -> bool {
    quietly(|| runlevel::is_stopping(context()))
}
