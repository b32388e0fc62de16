//! The one installation that the C functions work on: the system's or a Prefix, or the
//! user's after `rc_set_user`.

use crate::environment;
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::vec::Vec;
use core::ffi::{c_char, CStr};
use core::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use once_cell::race::OnceBox;
use openrc::boot::{self, Age};
use openrc::paths::Paths;
use openrc::prefix::Unusable;
use openrc::sys::{preserve_errno, stdio, Errno};
use openrc::{Context, Environment, Error};

/// C's callers change it between calls.
const ENVIRONMENT: Environment = Environment::process();

/// How many numbers `enum rc_dir` has.
pub const RC_DIR_COUNT: usize = 18;

/// A context, and its paths as C strings that live as long as the process.
pub struct Process {
    /// The installation.
    pub context: Context,
    /// The root of the Prefix, also of one that cannot be used.
    pub prefix: Option<Vec<u8>>,
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
            prefix: paths.prefix().map(|prefix| prefix.root().to_vec()),
            sysconfdir: c_string(paths.sysconfdir()),
            usrconfdir: paths.usrconfdir().map(c_string),
            runleveldir: c_string(paths.runleveldir()),
            svcdir: c_string(paths.svcdir()),
            scriptdirs: Strings::new(paths.scriptdirs()),
            dirfds: [const { AtomicI32::new(-1) }; RC_DIR_COUNT],
            scriptdirfds: OnceBox::new(),
            context: Context::new(paths, ENVIRONMENT),
        })
    }

    /// What the environment asks for.
    fn from_environment() -> Box<Self> {
        match Paths::current(&ENVIRONMENT) {
            Ok(paths) if paths.prefix().is_none() => Process::new(paths),
            Ok(paths) => Process::in_prefix(paths),
            Err(Unusable { root, error }) => {
                report(&error, "");
                let mut process = Process::new(Paths::unusable());
                process.prefix = Some(root).filter(|root| !root.is_empty());
                process
            }
        }
    }

    fn in_prefix(paths: Paths) -> Box<Self> {
        leave_others_environment(&paths);
        let process = Process::new(paths);
        if let Err(error) = process.context.settle() {
            if !is_no_loss(&error, process.context.paths()) {
                report_disbelief(&error);
            }
        }
        process
    }
}

/// Whether an error of a state directory makes no answer wrong: it may only be read, and what
/// it says is of an earlier boot, so that all services are stopped indeed.
fn is_no_loss(error: &Error, paths: &Paths) -> bool {
    match (error, error.errno()) {
        (Error::Refused { .. }, _) => false,
        (_, Errno::BUSY) => true,
        (_, Errno::ACCES | Errno::PERM | Errno::ROFS) => {
            !matches!(boot::age(paths.svcdir()), Age::Unknown(_))
        }
        _ => false,
    }
}

/// A Prefix that another OpenRC brings up inherits what that one tells its services.
/// openrc-run would believe it, and hand it on.
fn leave_others_environment(paths: &Paths) {
    environment::unset(c"RC_USER_SERVICES");
    let others = |svcdir: Vec<u8>| svcdir != paths.svcdir();
    if ENVIRONMENT.get(c"RC_SVCDIR").is_some_and(others) {
        environment::set(c"RC_SVCDIR", paths.svcdir());
        for name in [c"RC_PATH", c"RC_RUNLEVEL", c"RC_PID"] {
            environment::unset(name);
        }
    }
}

/// One line on stderr.
fn report(error: &Error, consequence: &str) {
    let parts = [
        b"openrc: ",
        &error.text()[..],
        consequence.as_bytes(),
        b"\n",
    ];
    stdio::error(&parts.concat());
}

/// Says once why the state of services may not be believed.
pub fn report_disbelief(error: &Error) {
    if !IS_DISBELIEF_SAID.swap(true, Ordering::Relaxed) {
        match error {
            Error::Refused { .. } => report(error, ""),
            _ => report(error, ": what runs cannot be told"),
        }
    }
}

/// After a call that failed for lack of permission: says once that only the owner of a Prefix
/// changes it.
pub fn report_foreign_prefix(errno: Errno) {
    if matches!(errno, Errno::ACCES | Errno::PERM) {
        if let Err(error @ Error::Refused { .. }) = context().check_owner() {
            report_disbelief(&error);
        }
    }
}

/// Sets a variable. What is there already is not written again: other threads may be
/// reading it.
pub fn export(name: &CStr, value: &[u8]) {
    if ENVIRONMENT.get_any(name).as_deref() != Some(value) {
        environment::set(name, value);
    }
}

/// Puts the Prefix in the environment, for scripts and for programs that are started: the
/// filter of OpenRC's programs has taken it out, and they ask for the system's kind next.
pub fn export_prefix() {
    let Some(root) = &process().prefix else {
        return;
    };
    for name in [c"RC_PREFIX", c"EPREFIX"] {
        export(name, root);
    }
}

static SYSTEM: OnceBox<Process> = OnceBox::new();
static USER: OnceBox<Process> = OnceBox::new();
static IS_USER: AtomicBool = AtomicBool::new(false);
static IS_DISBELIEF_SAID: AtomicBool = AtomicBool::new(false);

/// What this process works on.
pub fn process() -> &'static Process {
    if is_user() {
        return USER.get_or_init(|| Process::new(Paths::unusable()));
    }
    SYSTEM.get_or_init(|| preserve_errno(Process::from_environment))
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
/// Which variables are unset; nothing changes then.
pub fn set_user() -> openrc::Result<bool> {
    if is_user() {
        return Ok(false);
    }
    let paths = Paths::user(&ENVIRONMENT)?;
    USER.get_or_init(|| {
        let user = Process::new(paths);
        // C reads rc.conf once for the process.
        if let Some(system) = SYSTEM.get() {
            user.context.take_conf_of(&system.context);
        }
        user
    });
    IS_USER.store(true, Ordering::Release);
    Ok(true)
}
