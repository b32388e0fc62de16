//! What is known of a file, and what may be done with it.

use super::file::again_when_interrupted;
use super::path::on;
use super::{borrowed, File};
use crate::sys::clock::Moment;
use crate::sys::zstr::with_cstr;
use crate::sys::SysResult;
use core::ffi::CStr;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::fs::{self, Access, AtFlags, FileType, Stat, Timespec, Timestamps, CWD};

/// What is known of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Type and permission bits, as `st_mode`.
    pub mode: u32,
    /// Size in bytes.
    pub size: u64,
    /// The owner.
    pub uid: u32,
    /// The group.
    pub gid: u32,
    /// Device and inode, which tell one file from another.
    pub identity: (u64, u64),
    /// Last modification.
    pub mtime: Moment,
    /// Last change of its content, name, owner or mode.
    pub ctime: Moment,
}

impl Metadata {
    #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)] // mode_t differs
    fn is(&self, kind: FileType) -> bool {
        FileType::from_raw_mode(self.mode as fs::RawMode) == kind
    }
    /// Is it a directory?
    pub fn is_dir(&self) -> bool {
        self.is(FileType::Directory)
    }
    /// Is it a symlink?
    pub fn is_symlink(&self) -> bool {
        self.is(FileType::Symlink)
    }
    /// Is it a regular file?
    pub fn is_file(&self) -> bool {
        self.is(FileType::RegularFile)
    }
    /// May anybody execute it (`S_IXUGO`)?
    pub fn is_executable(&self) -> bool {
        self.mode & 0o111 != 0
    }
}

#[allow(clippy::unnecessary_cast, clippy::useless_conversion)] // the types differ
pub(super) fn metadata(stat: &Stat) -> Metadata {
    Metadata {
        mode: u32::from(stat.st_mode),
        size: u64::try_from(stat.st_size).unwrap_or(0),
        uid: stat.st_uid,
        gid: stat.st_gid,
        identity: (stat.st_dev as u64, stat.st_ino as u64),
        mtime: Moment {
            seconds: stat.st_mtime as i64,
            nanos: u32::try_from(stat.st_mtime_nsec).unwrap_or(0),
        },
        ctime: Moment {
            seconds: stat.st_ctime as i64,
            nanos: u32::try_from(stat.st_ctime_nsec).unwrap_or(0),
        },
    }
}

fn stat_with(dir: BorrowedFd<'_>, path: &[u8], flags: AtFlags) -> SysResult<Metadata> {
    with_cstr(path, |path| {
        let look = || fs::statat(dir, path, flags);
        Ok(metadata(&again_when_interrupted(look)?))
    })
}

/// `fstatat` of a name in an open directory, following symlinks.
pub(in crate::sys) fn stat_at(dir: i32, name: &CStr) -> SysResult<Metadata> {
    let dir = borrowed(dir)?;
    let look = || fs::statat(dir, name, AtFlags::empty());
    Ok(metadata(&again_when_interrupted(look)?))
}

/// `stat`, following symlinks.
///
/// # Errors
/// The kernel's.
pub fn stat(path: &[u8]) -> SysResult<Metadata> {
    stat_with(CWD, path, AtFlags::empty())
}

/// `lstat`: of a symlink itself.
///
/// # Errors
/// The kernel's.
pub fn lstat(path: &[u8]) -> SysResult<Metadata> {
    stat_with(CWD, path, AtFlags::SYMLINK_NOFOLLOW)
}

/// `fstatat` of a name in an open directory, following symlinks.
pub(in crate::sys) fn stat_in(dir: i32, name: &[u8]) -> SysResult<Metadata> {
    stat_with(borrowed(dir)?, name, AtFlags::empty())
}

/// `fstatat` of a name in an open directory, which may be a symlink.
pub(in crate::sys) fn lstat_in(dir: &File, name: &[u8]) -> SysResult<Metadata> {
    stat_with(dir.as_fd(), name, AtFlags::SYMLINK_NOFOLLOW)
}

/// `faccessat` of a name in an open directory, following symlinks.
pub(in crate::sys) fn exists_in(dir: i32, name: &[u8]) -> bool {
    borrowed(dir).is_ok_and(|dir| {
        let look = |name: &CStr| fs::accessat(dir, name, Access::EXISTS, AtFlags::empty());
        on(name, &look).is_ok()
    })
}

/// `fstat` of an open descriptor.
///
/// # Errors
/// The kernel's: `EBADF` if `fd` is not open.
pub fn fstat(fd: i32) -> SysResult<Metadata> {
    let fd = borrowed(fd)?;
    Ok(metadata(&again_when_interrupted(|| fs::fstat(fd))?))
}

/// `utimensat`: sets when a file was modified last.
///
/// # Errors
/// The kernel's.
#[allow(clippy::unnecessary_cast)] // the types differ
pub fn set_mtime(path: &[u8], mtime: Moment) -> SysResult<()> {
    let times = Timestamps {
        last_access: Timespec {
            tv_sec: 0,
            tv_nsec: fs::UTIME_OMIT as _,
        },
        last_modification: Timespec {
            tv_sec: mtime.seconds as _,
            tv_nsec: mtime.nanos as _,
        },
    };
    on(path, &|path| {
        fs::utimensat(CWD, path, &times, AtFlags::empty())
    })
}

/// `access(path, F_OK)`: is it there, following symlinks?
///
/// # Errors
/// The kernel's.
pub fn access(path: &[u8]) -> SysResult<()> {
    on(path, &|path| fs::access(path, Access::EXISTS))
}

/// `access(path, X_OK)`: can it be executed, by this process and from this file system?
pub fn is_executable(path: &[u8]) -> bool {
    on(path, &|path| fs::access(path, Access::EXEC_OK)).is_ok()
}

/// What may be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// `R_OK`
    Read,
    /// `W_OK`
    Write,
    /// `X_OK`
    Execute,
}

/// As [`permitted`]. False if that cannot be told.
pub fn is_permitted(path: &[u8], permission: Permission) -> bool {
    permitted(path, permission).is_ok()
}

/// `faccessat(path, mode, AT_EACCESS)`: may this process do that, as the user that it
/// acts as?
///
/// # Errors
/// Why not; the kernel's.
pub fn permitted(path: &[u8], permission: Permission) -> SysResult<()> {
    permitted_at(CWD, path, permission)
}

pub(super) fn permitted_at(
    dir: BorrowedFd<'_>,
    path: &[u8],
    permission: Permission,
) -> SysResult<()> {
    let access = match permission {
        Permission::Read => Access::READ_OK,
        Permission::Write => Access::WRITE_OK,
        Permission::Execute => Access::EXEC_OK,
    };
    with_cstr(path, |path| {
        again_when_interrupted(|| fs::accessat(dir, path, access, AtFlags::EACCESS))
    })
}

/// Whether [`access`] succeeds. errno is left as the call leaves it.
pub fn exists(path: &[u8]) -> bool {
    access(path).is_ok()
}

/// As [`exists`], but what could not be told is an error.
///
/// # Errors
/// The kernel's, if they say nothing about the path.
pub fn is_there(path: &[u8]) -> SysResult<bool> {
    match access(path) {
        Err(errno) if errno.means_absent() => Ok(false),
        other => other.map(|()| true),
    }
}
