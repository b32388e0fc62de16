//! Paths: what changes a directory, where symlinks lead, and the parts of a path.

use super::borrowed;
use crate::bytes::part;
use crate::sys::nested::allocating;
use crate::sys::zstr::with_cstr;
use crate::sys::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;
use rustix::fd::BorrowedFd;
use rustix::fs::{self, Mode, RawMode, CWD};
use rustix::io;

/// `a/b`.
pub fn join(dir: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(dir.len().saturating_add(name.len()).saturating_add(1));
    path.extend_from_slice(dir);
    path.push(b'/');
    path.extend_from_slice(name);
    path
}

/// The directory of a path, `.` for a name alone, and the name in it.
pub fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match crate::bytes::last_position(b'/', path) {
        Some(slash) => (
            part(path, ..slash.max(1)),
            part(path, slash.saturating_add(1)..),
        ),
        None => (b".", path),
    }
}

/// The directory of a path, `.` for a name alone.
pub fn dirname(path: &[u8]) -> &[u8] {
    split(path).0
}

/// What follows the last slash; all of it if there is none.
pub fn basename(path: &[u8]) -> &[u8] {
    split(path).1
}

/// One for all calls: each would be as large by itself.
pub(super) fn on(path: &[u8], call: &dyn Fn(&CStr) -> io::Result<()>) -> SysResult<()> {
    with_cstr(path, |path| Ok(call(path)?))
}

fn on_both(
    one: &[u8],
    other: &[u8],
    call: &dyn Fn(&CStr, &CStr) -> io::Result<()>,
) -> SysResult<()> {
    with_cstr(one, |one| with_cstr(other, |other| Ok(call(one, other)?)))
}

#[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)] // mode_t differs
pub(in crate::sys) fn mode(mode: u32) -> Mode {
    Mode::from_raw_mode(mode as RawMode)
}

/// `mkdir`.
///
/// # Errors
/// The kernel's.
pub fn mkdir(path: &[u8], permissions: u32) -> SysResult<()> {
    on(path, &|path| fs::mkdir(path, mode(permissions)))
}

/// `chmod`: for tests alone. What a path leads to may have been exchanged since it was made.
///
/// # Errors
/// The kernel's.
#[cfg(test)]
pub fn chmod(path: &[u8], permissions: u32) -> SysResult<()> {
    on(path, &|path| fs::chmod(path, mode(permissions)))
}

/// `rmdir`.
///
/// # Errors
/// The kernel's.
pub fn rmdir(path: &[u8]) -> SysResult<()> {
    on(path, &|path| fs::rmdir(path))
}

/// `unlink`.
///
/// # Errors
/// The kernel's.
pub fn unlink(path: &[u8]) -> SysResult<()> {
    on(path, &|path| fs::unlink(path))
}

/// `symlink`: makes `link`, which leads to `target`.
///
/// # Errors
/// The kernel's.
pub fn symlink(target: &[u8], link: &[u8]) -> SysResult<()> {
    on_both(target, link, &|target, link| fs::symlink(target, link))
}

/// `rename`.
///
/// # Errors
/// The kernel's.
pub fn rename(from: &[u8], to: &[u8]) -> SysResult<()> {
    on_both(from, to, &|from, to| fs::rename(from, to))
}

/// `readlink`: where a symlink leads, whole.
///
/// # Errors
/// The kernel's: `EINVAL` if it is no symlink. `ENAMETOOLONG` for a target that no path can
/// be.
pub fn readlink(path: &[u8]) -> SysResult<Vec<u8>> {
    let mut buffer = [MaybeUninit::uninit(); libc::PATH_MAX as usize];
    target(CWD, path, &mut buffer).map(<[u8]>::to_vec)
}

/// `readlinkat` of a symlink in an open directory into a buffer; what fills all of it might
/// be longer.
pub(in crate::sys) fn readlink_in<'b>(
    dir: i32,
    name: &[u8],
    buffer: &'b mut [MaybeUninit<u8>],
) -> SysResult<&'b [u8]> {
    target(borrowed(dir)?, name, buffer)
}

fn target<'b>(
    dir: BorrowedFd<'_>,
    path: &[u8],
    buffer: &'b mut [MaybeUninit<u8>],
) -> SysResult<&'b [u8]> {
    let (target, rest) = with_cstr(path, |path| Ok(fs::readlinkat_raw(dir, path, buffer)?))?;
    if rest.is_empty() {
        Errno::NAMETOOLONG.set();
        return Err(Errno::NAMETOOLONG);
    }
    Ok(target)
}

/// `realpath`: the path without symlinks, `.` or `..`.
///
/// # Errors
/// The kernel's.
pub fn realpath(path: &[u8]) -> SysResult<Vec<u8>> {
    with_cstr(path, |path| {
        // SAFETY: path is a C string; with NULL the result is malloc'd.
        let resolve = || unsafe { libc::realpath(path.as_ptr(), core::ptr::null_mut()) };
        let resolved = allocating(resolve);
        if resolved.is_null() {
            return Err(Errno::last());
        }
        // SAFETY: realpath returned a C string that is ours to read once and free.
        unsafe {
            let bytes = CStr::from_ptr(resolved).to_bytes().to_vec();
            allocating(|| libc::free(resolved.cast()));
            Ok(bytes)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_path() {
        let parts = |path| split(path);
        assert_eq!(parts(b"/run/softlevel"), (&b"/run"[..], &b"softlevel"[..]));
        assert_eq!(parts(b"/vmlinuz"), (&b"/"[..], &b"vmlinuz"[..]));
        assert_eq!(parts(b"name"), (&b"."[..], &b"name"[..]));
        assert_eq!(parts(b"dir/"), (&b"dir"[..], &b""[..]));
        assert_eq!(
            (dirname(b"a/b/c"), basename(b"a/b/c")),
            (&b"a/b"[..], &b"c"[..])
        );
    }
}
