//! The one installation that the C functions work on: the system's, or the user's
//! after `rc_set_user`.

use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::c_char;
use core::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use once_cell::race::OnceBox;
use openrc::paths::Paths;
use openrc::Context;

/// How many numbers `enum rc_dir` has.
pub const RC_DIR_COUNT: usize = 18;

/// A context, and its paths as C strings that live as long as the process.
pub struct Process {
    /// The installation.
    pub context: Context,
    /// `rc_sysconfdir`
    pub sysconfdir: CString,
    /// `rc_usrconfdir`
    pub usrconfdir: Option<CString>,
    /// `rc_runleveldir`
    pub runleveldir: CString,
    /// `rc_svcdir`
    pub svcdir: CString,
    /// `rc_scriptdirs`: ends with NULL.
    pub scriptdirs: Strings,
    /// `rc_dirfd`: descriptors lent to C, -1 where none is.
    pub dirfds: [AtomicI32; RC_DIR_COUNT],
    /// `rc_scriptdirfds`
    pub scriptdirfds: OnceBox<Vec<i32>>,
}

/// C strings and the array of their addresses.
pub struct Strings {
    _owned: Vec<CString>,
    pointers: Vec<*const c_char>,
}

// SAFETY: the pointers lead into `_owned`, which never changes.
unsafe impl Send for Strings {}
// SAFETY: as above.
unsafe impl Sync for Strings {}

impl Strings {
    fn new(strings: &[Vec<u8>]) -> Self {
        let owned: Vec<CString> = strings.iter().map(|string| c_string(string)).collect();
        let mut pointers: Vec<*const c_char> = owned.iter().map(|string| string.as_ptr()).collect();
        pointers.push(core::ptr::null());
        Strings {
            _owned: owned,
            pointers,
        }
    }

    /// The array, which ends with NULL.
    pub fn as_ptr(&self) -> *const *const c_char {
        self.pointers.as_ptr()
    }
}

fn c_string(bytes: &[u8]) -> CString {
    // Paths come from the environment or the build and hold no NUL.
    CString::new(bytes).unwrap_or_default()
}

impl Process {
    fn new(paths: Paths) -> Box<Self> {
        Box::new(Process {
            sysconfdir: c_string(paths.sysconfdir()),
            usrconfdir: paths.usrconfdir().map(c_string),
            runleveldir: c_string(paths.runleveldir()),
            svcdir: c_string(paths.svcdir()),
            scriptdirs: Strings::new(paths.scriptdirs()),
            dirfds: [const { AtomicI32::new(-1) }; RC_DIR_COUNT],
            scriptdirfds: OnceBox::new(),
            context: Context::new(paths),
        })
    }
}

static SYSTEM: OnceBox<Process> = OnceBox::new();
static USER: OnceBox<Process> = OnceBox::new();
static IS_USER: AtomicBool = AtomicBool::new(false);

/// What this process works on.
pub fn process() -> &'static Process {
    if is_user() {
        return USER
            .get_or_init(|| Process::new(Paths::user().unwrap_or_else(|_| Paths::unusable())));
    }
    SYSTEM.get_or_init(|| Process::new(Paths::system()))
}

/// The installation that this process works on.
pub fn context() -> &'static Context {
    &process().context
}

/// Whether `rc_set_user` was called.
pub fn is_user() -> bool {
    IS_USER.load(Ordering::Acquire)
}

/// From now on the user's installation. False where it was so before.
///
/// # Errors
/// Which variables are unset; the paths are unusable then.
pub fn set_user() -> openrc::Result<bool> {
    if is_user() {
        return Ok(false);
    }
    let (paths, result) = match Paths::user() {
        Ok(paths) => (paths, Ok(true)),
        Err(error) => (Paths::unusable(), Err(error)),
    };
    USER.get_or_init(|| Process::new(paths));
    IS_USER.store(true, Ordering::Release);
    result
}
