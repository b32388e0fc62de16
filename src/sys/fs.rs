//! Files, symlinks and directories by path.
//!
//! The system calls are those of the crate rustix on top of C's library, each with the
//! path as a C string on the stack: nothing here allocates but for what it returns, so
//! that a signal handler may come in anywhere. errno after a failure is the kernel's.

mod attributes;
mod file;
mod metadata;
mod path;

pub use attributes::{give_rights, set_mode};
pub(super) use file::write_to;
pub use file::{read, read_in, replace_fd, Bound, File};
pub use metadata::{
    access, exists, fstat, is_executable, is_permitted, is_there, lstat, permitted, set_mtime,
    stat, Metadata, Permission,
};
pub(super) use metadata::{exists_in, lstat_in, stat_at, stat_in};
#[cfg(test)]
pub use path::chmod;
pub use path::{
    basename, dirname, join, mkdir, readlink, realpath, rename, rmdir, split, symlink, unlink,
};
pub(super) use path::{mode, readlink_in};

use super::{Errno, SysResult};
use rustix::fd::BorrowedFd;

/// Whether a status of -1 was returned; then errno is the error.
pub(super) fn check(status: libc::c_int) -> SysResult<libc::c_int> {
    if status == -1 {
        Err(Errno::last())
    } else {
        Ok(status)
    }
}

/// A directory's number, as the crate wants it for one call.
pub(super) fn borrowed<'fd>(fd: i32) -> SysResult<BorrowedFd<'fd>> {
    if fd == -1 {
        Errno::BADF.set();
        return Err(Errno::BADF);
    }
    // SAFETY: the number is not -1, and it is only handed to the kernel, which says EBADF
    // if nothing is open under it.
    Ok(unsafe { BorrowedFd::borrow_raw(fd) })
}
