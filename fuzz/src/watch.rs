//! Which files are changed: this program's own versions of the system calls that change
//! some, in place of the C library's. While it is on, whatever is changed must be below
//! one folder and reached without `..`.

use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_long, c_uint, CStr};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

thread_local! {
    static ROOT: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Runs `work`, which may only change what is below `root`.
pub fn only_below(root: &Path, work: impl FnOnce()) {
    ROOT.set(Some([root.as_os_str().as_bytes(), b"/"].concat()));
    work();
    ROOT.set(None);
}

fn check(path: *const c_char) {
    check_at(libc::AT_FDCWD, path);
}

/// As [`check`], of a name in an open directory.
fn check_at(at: c_int, path: *const c_char) {
    let Some(root) = ROOT.with_borrow(Clone::clone) else {
        return;
    };
    // SAFETY: the caller's C string, as the system call needs it.
    let path = unsafe { CStr::from_ptr(path) }.to_bytes();
    let folder = match at {
        libc::AT_FDCWD => Vec::new(),
        at => {
            let folder = std::fs::read_link(format!("/proc/self/fd/{at}")).unwrap();
            [folder.as_os_str().as_bytes(), b"/"].concat()
        }
    };
    let path = &[&folder, path].concat()[..];
    let goes_up = path.split(|byte| *byte == b'/').any(|part| part == b"..");
    if !path.starts_with(&root) || goes_up {
        eprintln!("changed: {}", String::from_utf8_lossy(path));
        std::process::abort();
    }
}

macro_rules! call {
    ($number:ident, $($argument:expr),*) => {
        // SAFETY: the caller's arguments, as they are.
        unsafe { libc::syscall(libc::$number, $($argument as c_long),*) as c_int }
    };
}

/// # Safety
/// As openat's.
#[no_mangle]
pub unsafe extern "C" fn openat(
    at: c_int,
    path: *const c_char,
    flags: c_int,
    mode: c_uint,
) -> c_int {
    let is_change = flags & libc::O_ACCMODE != libc::O_RDONLY || flags & libc::O_CREAT != 0;
    if is_change {
        check_at(at, path);
    }
    call!(SYS_openat, at, path, flags, mode)
}

/// What rustix calls.
///
/// # Safety
/// As openat's.
#[no_mangle]
pub unsafe extern "C" fn openat64(
    at: c_int,
    path: *const c_char,
    flags: c_int,
    mode: c_uint,
) -> c_int {
    // SAFETY: the caller's arguments, as they are.
    unsafe { openat(at, path, flags, mode) }
}

/// # Safety
/// As unlink's.
#[no_mangle]
pub unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    check(path);
    call!(SYS_unlink, path)
}

/// # Safety
/// As rmdir's.
#[no_mangle]
pub unsafe extern "C" fn rmdir(path: *const c_char) -> c_int {
    check(path);
    call!(SYS_rmdir, path)
}

/// # Safety
/// As mkdir's.
#[no_mangle]
pub unsafe extern "C" fn mkdir(path: *const c_char, mode: c_uint) -> c_int {
    check(path);
    call!(SYS_mkdir, path, mode)
}

/// # Safety
/// As rename's.
#[no_mangle]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    check(from);
    check(to);
    call!(SYS_rename, from, to)
}

/// # Safety
/// As symlink's.
#[no_mangle]
pub unsafe extern "C" fn symlink(target: *const c_char, link: *const c_char) -> c_int {
    check(link);
    call!(SYS_symlink, target, link)
}

/// # Safety
/// As unlinkat's.
#[no_mangle]
pub unsafe extern "C" fn unlinkat(at: c_int, path: *const c_char, flags: c_int) -> c_int {
    check_at(at, path);
    call!(SYS_unlinkat, at, path, flags)
}

/// # Safety
/// As mkdirat's.
#[no_mangle]
pub unsafe extern "C" fn mkdirat(at: c_int, path: *const c_char, mode: c_uint) -> c_int {
    check_at(at, path);
    call!(SYS_mkdirat, at, path, mode)
}

/// # Safety
/// As renameat's.
#[no_mangle]
pub unsafe extern "C" fn renameat(
    from_at: c_int,
    from: *const c_char,
    to_at: c_int,
    to: *const c_char,
) -> c_int {
    check_at(from_at, from);
    check_at(to_at, to);
    call!(SYS_renameat, from_at, from, to_at, to)
}

/// # Safety
/// As symlinkat's.
#[no_mangle]
pub unsafe extern "C" fn symlinkat(target: *const c_char, at: c_int, link: *const c_char) -> c_int {
    check_at(at, link);
    call!(SYS_symlinkat, target, at, link)
}
