//! Where everything is, and descriptors of it.

use crate::context::{self, process, Process, RC_DIR_COUNT};
use crate::environment;
use crate::types::RcDir;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ffi::{c_char, c_int};
use core::sync::atomic::Ordering;
use openrc::release::RELEASE;
use openrc::sys::{fs, preserve_errno, stdio, Errno, SysResult};
use openrc::{Environment, Error, StateDir};

/// Use the calling user's own configuration and state from now on, instead of the
/// system's: below XDG_CONFIG_HOME (or HOME/.config) and XDG_RUNTIME_DIR.
///
/// If those are unset, says so on stderr and exits with status 1: its callers are told in
/// no other way, and OpenRC's programs would go on with nobody's services.
#[unsafe(no_mangle)]
pub extern "C" fn rc_set_user() {
    let before = Errno::last();
    match context::set_user() {
        Ok(false) => {}
        Ok(true) => {
            environment::set(c"RC_USER_SERVICES", b"yes");
            // SAFETY: takes no arguments.
            unsafe { clear_dirfds() };
            before.set();
        }
        Err(error) => {
            if let Error::NoUserDirectory(variables) = &error {
                stdio::error(variables.as_bytes());
                stdio::error(b" unset.\n");
            }
            // SAFETY: exit runs what the caller has registered to be run then, as in C.
            unsafe { libc::exit(1) }
        }
    }
}

/// Whether services are the user's own: as RC_USER_SERVICES says, else whether
/// rc_set_user was called.
#[unsafe(no_mangle)]
pub extern "C" fn rc_is_user() -> bool {
    // A Prefix takes what says otherwise out of the environment.
    process();
    openrc::paths::is_user_mode(&Environment::process(), context::is_user())
}

/// The directories that hold an init.d and a conf.d, most important first.
/// The array ends with NULL and belongs to the library.
#[unsafe(no_mangle)]
pub extern "C" fn rc_scriptdirs() -> *const *const c_char {
    process().scriptdirs.as_ptr()
}

/// Descriptors of those rc_scriptdirs that exist. The array and the descriptors
/// belong to the library.
/// @param fds where the array's address goes
/// @return how many there are
///
/// # Safety
/// `fds` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rc_scriptdirfds(fds: *mut *const c_int) -> usize {
    if fds.is_null() {
        return crate::convert::invalid(0);
    }
    let open = preserve_errno(|| process().scriptdirfds.get_or_init(open_scriptdirs));
    // SAFETY: the caller guarantees that fds may be written.
    unsafe { *fds = open.as_ptr() };
    open.len()
}

#[allow(clippy::box_collection)] // what OnceBox keeps
fn open_scriptdirs() -> Box<Vec<i32>> {
    let dirs = process().context.paths().scriptdirs().iter();
    let open = |dir: &Vec<u8>| Some(open_dir(dir).ok()?.into_fd());
    Box::new(dirs.filter_map(open).collect())
}

/// The directory of rc.conf. Belongs to the library.
#[unsafe(no_mangle)]
pub extern "C" fn rc_sysconfdir() -> *const c_char {
    process().sysconfdir.as_ptr()
}

/// The user's directory of rc.conf, whose settings come before the system's; NULL
/// before rc_set_user. Belongs to the library.
#[unsafe(no_mangle)]
pub extern "C" fn rc_usrconfdir() -> *const c_char {
    process()
        .usrconfdir
        .as_ref()
        .map_or(core::ptr::null(), |dir| dir.as_ptr())
}

/// The directory of the runlevels. Belongs to the library.
#[unsafe(no_mangle)]
pub extern "C" fn rc_runleveldir() -> *const c_char {
    process().runleveldir.as_ptr()
}

/// The state directory. Belongs to the library.
#[unsafe(no_mangle)]
pub extern "C" fn rc_svcdir() -> *const c_char {
    process().svcdir.as_ptr()
}

/// What a number of `enum rc_dir` stands for.
enum Place {
    Svcdir,
    State(StateDir),
    Sysconf,
    Usrconf,
    Runlevel,
}

/// The places in the order of `enum rc_dir` of 0.64.
const PLACES: [Place; RC_DIR_COUNT] = [
    Place::Svcdir,
    Place::State(StateDir::Starting),
    Place::State(StateDir::Started),
    Place::State(StateDir::Stopping),
    Place::State(StateDir::Inactive),
    Place::State(StateDir::Wasinactive),
    Place::State(StateDir::Failed),
    Place::State(StateDir::Hotplugged),
    Place::State(StateDir::Daemons),
    Place::State(StateDir::Options),
    Place::State(StateDir::Exclusive),
    Place::State(StateDir::Scheduled),
    Place::State(StateDir::Environ),
    Place::State(StateDir::InitD),
    Place::State(StateDir::Tmp),
    Place::Sysconf,
    Place::Usrconf,
    Place::Runlevel,
];

fn path(process: &Process, place: &Place) -> SysResult<Vec<u8>> {
    let paths = process.context.paths();
    match place {
        Place::Svcdir => match process.context.believed() {
            Err(Error::Refused { errno, .. }) => Err(errno),
            Err(_) => Ok(paths.svcdir().to_vec()),
            Ok(()) => Ok(process.context.svcdir().to_vec()),
        },
        Place::State(dir) => {
            if let Err(error) = process.context.believed() {
                context::report_disbelief(&error);
            }
            // Whoever takes a lock in there goes on to change something.
            if let (StateDir::Exclusive, Err(error)) = (dir, process.context.check_owner()) {
                context::report_disbelief(&error);
                return Err(error.errno());
            }
            process.context.existing_state_dir(*dir)
        }
        Place::Sysconf => Ok(paths.sysconfdir().to_vec()),
        // What open says to the NULL of rc_usrconfdir.
        Place::Usrconf => paths
            .usrconfdir()
            .map(<[u8]>::to_vec)
            .ok_or(Errno(libc::EFAULT)),
        Place::Runlevel => Ok(paths.runleveldir().to_vec()),
    }
}

/// A descriptor of one of OpenRC's directories. State directories that are missing
/// are made. It belongs to the library: do not close it. What it leads to is checked
/// at every call, so that it is right also after something was mounted there.
/// @param dir which directory
/// @return the descriptor, or -1 with errno
#[unsafe(no_mangle)]
pub extern "C" fn rc_dirfd(dir: RcDir) -> c_int {
    let before = Errno::last();
    let process = process();
    let Some(index) = RELEASE.dir_index(dir) else {
        return crate::convert::invalid(-1);
    };
    let (Some(place), Some(slot)) = (PLACES.get(index), process.dirfds.get(index)) else {
        return crate::convert::invalid(-1);
    };
    match path(process, place).and_then(|path| lend(slot, &path)) {
        Ok(fd) => {
            before.set();
            fd
        }
        Err(errno) => {
            errno.set();
            -1
        }
    }
}

/// The descriptor in `slot` if it still leads to `path`, else a new one under the
/// same number.
fn lend(slot: &core::sync::atomic::AtomicI32, path: &[u8]) -> SysResult<c_int> {
    let known = slot.load(Ordering::Acquire);
    if known >= 0 {
        let now = fs::stat(path)?.identity;
        if fs::fstat(known).is_ok_and(|metadata| metadata.identity == now) {
            return Ok(known);
        }
    }
    let new = open_dir(path)?;
    if known >= 0 {
        // SAFETY: the slot's descriptor is the library's, lent under this number.
        let replaced = unsafe { fs::replace_fd(new.fd(), known) };
        return replaced.map(|()| known);
    }
    match slot.compare_exchange(-1, new.fd(), Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => Ok(new.into_fd()),
        // A signal handler or thread was faster: its descriptor is the one.
        Err(theirs) => Ok(theirs),
    }
}

/// Opens a folder under a number that is none of the standard streams'.
fn open_dir(path: &[u8]) -> SysResult<fs::File> {
    let file = fs::File::open_dir(path)?;
    if file.fd() > 2 {
        return Ok(file);
    }
    file.duplicate_above(3)
}

/// Closes the descriptors of rc_dirfd; the next call opens them again.
///
/// # Safety
/// As for close: nobody uses the descriptors any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clear_dirfds() {
    for slot in &process().dirfds {
        let fd = slot.swap(-1, Ordering::AcqRel);
        if fd >= 0 {
            // SAFETY: the library opened it, and the caller guarantees that nobody uses it.
            drop(unsafe { fs::File::from_fd(fd) });
        }
    }
}
