//! Files, links and folders by path.

use super::clock::{timespec, Moment};
use super::nested::allocating;
use super::zstr::with_cstr;
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;

/// Whether a status of -1 was returned; then errno is the error.
pub(super) fn check(status: libc::c_int) -> SysResult<libc::c_int> {
    if status == -1 {
        Err(Errno::last())
    } else {
        Ok(status)
    }
}

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
}

impl Metadata {
    #[allow(clippy::useless_conversion)] // mode_t is narrower on some systems
    fn is(&self, kind: libc::mode_t) -> bool {
        self.mode & u32::from(libc::S_IFMT) == u32::from(kind)
    }
    /// Is it a folder?
    pub fn is_dir(&self) -> bool {
        self.is(libc::S_IFDIR)
    }
    /// Is it a symbolic link?
    pub fn is_symlink(&self) -> bool {
        self.is(libc::S_IFLNK)
    }
    /// Is it a plain file?
    pub fn is_file(&self) -> bool {
        self.is(libc::S_IFREG)
    }
    /// May anybody execute it (`S_IXUGO`)?
    pub fn is_executable(&self) -> bool {
        self.mode & 0o111 != 0
    }
}

#[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
fn metadata(stat: &libc::stat) -> Metadata {
    Metadata {
        mode: u32::from(stat.st_mode),
        size: u64::try_from(stat.st_size).unwrap_or(0),
        uid: stat.st_uid,
        gid: stat.st_gid,
        identity: (stat.st_dev as u64, stat.st_ino as u64),
        mtime: Moment {
            seconds: stat.st_mtime as i64,
            #[cfg(not(target_os = "netbsd"))]
            nanos: u32::try_from(stat.st_mtime_nsec).unwrap_or(0),
            #[cfg(target_os = "netbsd")]
            nanos: u32::try_from(stat.st_mtimensec).unwrap_or(0),
        },
    }
}

fn stat_with(dir: libc::c_int, path: &[u8], flags: libc::c_int) -> SysResult<Metadata> {
    with_cstr(path, |path| stat_at(dir, path, flags))
}

/// `fstatat`.
pub(super) fn stat_at(dir: i32, path: &CStr, flags: libc::c_int) -> SysResult<Metadata> {
    let mut stat = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: path is a C string, stat is ours; the kernel fills it when it returns 0.
    check(unsafe { libc::fstatat(dir, path.as_ptr(), stat.as_mut_ptr(), flags) })?;
    // SAFETY: filled, as the call succeeded.
    Ok(metadata(unsafe { stat.assume_init_ref() }))
}

/// `stat`, following links.
///
/// # Errors
/// The kernel's.
pub fn stat(path: &[u8]) -> SysResult<Metadata> {
    stat_with(libc::AT_FDCWD, path, 0)
}

/// `lstat`: of a link itself.
///
/// # Errors
/// The kernel's.
pub fn lstat(path: &[u8]) -> SysResult<Metadata> {
    stat_with(libc::AT_FDCWD, path, libc::AT_SYMLINK_NOFOLLOW)
}

/// `fstatat` of a name in an open folder, following links.
pub(super) fn stat_in(dir: i32, name: &[u8]) -> SysResult<Metadata> {
    stat_with(dir, name, 0)
}

/// `faccessat` of a name in an open folder, following links.
pub(super) fn exists_in(dir: i32, name: &[u8]) -> bool {
    let status = with_cstr(name, |name| {
        // SAFETY: name is a C string; the kernel checks the descriptor.
        check(unsafe { libc::faccessat(dir, name.as_ptr(), libc::F_OK, 0) })
    });
    status.is_ok()
}

/// `utimensat`: sets when a file was modified last.
///
/// # Errors
/// The kernel's.
#[allow(clippy::unnecessary_cast, clippy::useless_conversion)] // time_t differs
pub fn set_mtime(path: &[u8], mtime: Moment) -> SysResult<()> {
    let times = [
        (0, libc::UTIME_OMIT),
        (mtime.seconds, mtime.nanos as libc::c_long),
    ];
    let times = times.map(|(seconds, nanos)| timespec(seconds, nanos));
    with_cstr(path, |path| {
        // SAFETY: path is a C string, and there are two times as the call wants them.
        check(unsafe { libc::utimensat(libc::AT_FDCWD, path.as_ptr(), times.as_ptr(), 0) })
            .map(drop)
    })
}

/// `a/b`.
pub fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(folder.len().saturating_add(name.len()).saturating_add(1));
    path.extend_from_slice(folder);
    path.push(b'/');
    path.extend_from_slice(name);
    path
}

/// `fstat` of an open descriptor.
///
/// # Errors
/// The kernel's: `EBADF` where `fd` is not open.
pub fn fstat(fd: i32) -> SysResult<Metadata> {
    let mut stat = MaybeUninit::<libc::stat>::uninit();
    // SAFETY: stat is ours; the kernel checks the descriptor.
    check(unsafe { libc::fstat(fd, stat.as_mut_ptr()) })?;
    // SAFETY: filled, as the call succeeded.
    Ok(metadata(unsafe { stat.assume_init_ref() }))
}

/// `access(path, F_OK)`: is it there, following links?
///
/// # Errors
/// The kernel's.
pub fn access(path: &[u8]) -> SysResult<()> {
    with_cstr(path, |path| {
        // SAFETY: path is a C string.
        check(unsafe { libc::access(path.as_ptr(), libc::F_OK) }).map(drop)
    })
}

/// `access(path, X_OK)`: can it be executed, by this process and from this file system?
pub fn is_executable(path: &[u8]) -> bool {
    let result = with_cstr(path, |path| {
        // SAFETY: path is a C string.
        check(unsafe { libc::access(path.as_ptr(), libc::X_OK) })
    });
    result.is_ok()
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

/// As [`permitted`]. False where that cannot be told.
pub fn is_permitted(path: &[u8], permission: Permission) -> bool {
    permitted(path, permission).is_ok()
}

/// `faccessat(path, mode, AT_EACCESS)`: may this process do that, as the user that it
/// acts as?
///
/// # Errors
/// Why not; the kernel's.
pub fn permitted(path: &[u8], permission: Permission) -> SysResult<()> {
    permitted_at(libc::AT_FDCWD, path, permission)
}

fn permitted_at(folder: i32, path: &[u8], permission: Permission) -> SysResult<()> {
    let mode = match permission {
        Permission::Read => libc::R_OK,
        Permission::Write => libc::W_OK,
        Permission::Execute => libc::X_OK,
    };
    with_cstr(path, |path| {
        // SAFETY: path is a C string; the kernel checks the descriptor.
        check(unsafe { libc::faccessat(folder, path.as_ptr(), mode, libc::AT_EACCESS) }).map(drop)
    })
}

/// Whether [`access`] succeeds. errno is left as the call leaves it.
pub fn exists(path: &[u8]) -> bool {
    access(path).is_ok()
}

/// As [`exists`], but what could not be told is an error.
///
/// # Errors
/// The kernel's, where they say nothing about the path.
pub fn is_there(path: &[u8]) -> SysResult<bool> {
    match access(path) {
        Err(errno) if errno.means_absent() => Ok(false),
        other => other.map(|()| true),
    }
}

/// `mkdir`.
///
/// # Errors
/// The kernel's.
pub fn mkdir(path: &[u8], mode: u32) -> SysResult<()> {
    with_cstr(path, |path| {
        #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
        let mode = mode as libc::mode_t;
        // SAFETY: path is a C string.
        check(unsafe { libc::mkdir(path.as_ptr(), mode) }).map(drop)
    })
}

/// `chmod`.
///
/// # Errors
/// The kernel's.
pub fn chmod(path: &[u8], mode: u32) -> SysResult<()> {
    with_cstr(path, |path| {
        #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)]
        let mode = mode as libc::mode_t;
        // SAFETY: path is a C string.
        check(unsafe { libc::chmod(path.as_ptr(), mode) }).map(drop)
    })
}

/// `rmdir`.
///
/// # Errors
/// The kernel's.
pub fn rmdir(path: &[u8]) -> SysResult<()> {
    with_cstr(path, |path| {
        // SAFETY: path is a C string.
        check(unsafe { libc::rmdir(path.as_ptr()) }).map(drop)
    })
}

/// `unlink`.
///
/// # Errors
/// The kernel's.
pub fn unlink(path: &[u8]) -> SysResult<()> {
    with_cstr(path, |path| {
        // SAFETY: path is a C string.
        check(unsafe { libc::unlink(path.as_ptr()) }).map(drop)
    })
}

/// `symlink`: makes `link`, which leads to `target`.
///
/// # Errors
/// The kernel's.
pub fn symlink(target: &[u8], link: &[u8]) -> SysResult<()> {
    with_cstr(target, |target| {
        with_cstr(link, |link| {
            // SAFETY: both are C strings.
            check(unsafe { libc::symlink(target.as_ptr(), link.as_ptr()) }).map(drop)
        })
    })
}

/// `rename`.
///
/// # Errors
/// The kernel's.
pub fn rename(from: &[u8], to: &[u8]) -> SysResult<()> {
    with_cstr(from, |from| {
        with_cstr(to, |to| {
            // SAFETY: both are C strings.
            check(unsafe { libc::rename(from.as_ptr(), to.as_ptr()) }).map(drop)
        })
    })
}

/// `readlink`: where a link leads, whole.
///
/// # Errors
/// The kernel's: `EINVAL` where it is not a link.
pub fn readlink(path: &[u8]) -> SysResult<Vec<u8>> {
    with_cstr(path, |path| {
        let mut buffer = alloc::vec![0u8; 256];
        loop {
            // SAFETY: path is a C string; the buffer is ours and its length is given.
            let length =
                unsafe { libc::readlink(path.as_ptr(), buffer.as_mut_ptr().cast(), buffer.len()) };
            let length = usize::try_from(length).map_err(|_| Errno::last())?;
            if length < buffer.len() {
                buffer.truncate(length);
                return Ok(buffer);
            }
            buffer.resize(buffer.len().saturating_mul(2), 0);
        }
    })
}

/// `readlinkat` of a link in an open folder into a buffer; what fills all of it might be
/// longer.
pub(super) fn readlink_in<'b>(dir: i32, name: &[u8], buffer: &'b mut [u8]) -> SysResult<&'b [u8]> {
    let length = with_cstr(name, |name| {
        // SAFETY: name is a C string; the buffer is the caller's and its length is given.
        let length = unsafe {
            libc::readlinkat(dir, name.as_ptr(), buffer.as_mut_ptr().cast(), buffer.len())
        };
        usize::try_from(length).map_err(|_| Errno::last())
    })?;
    let is_whole = length < buffer.len();
    let target = buffer.get(..length).filter(|_| is_whole);
    target.ok_or(Errno::NAMETOOLONG)
}

/// `realpath`: the path without links, `.` or `..`.
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
            let bytes = core::ffi::CStr::from_ptr(resolved).to_bytes().to_vec();
            allocating(|| libc::free(resolved.cast()));
            Ok(bytes)
        }
    })
}

/// An open file, closed when dropped.
#[derive(Debug)]
pub struct File {
    fd: libc::c_int,
}

impl Drop for File {
    fn drop(&mut self) {
        // errno of the operation that failed must survive the clean-up.
        super::preserve_errno(|| {
            // SAFETY: the descriptor is ours and closed nowhere else.
            unsafe { libc::close(self.fd) }
        });
    }
}

impl File {
    /// Opens for reading.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open(path: &[u8]) -> SysResult<File> {
        Self::open_with(path, libc::O_RDONLY)
    }

    /// Opens a folder.
    ///
    /// # Errors
    /// The kernel's: `ENOTDIR` where it is something else.
    pub fn open_dir(path: &[u8]) -> SysResult<File> {
        Self::open_with(path, libc::O_RDONLY | libc::O_DIRECTORY)
    }

    /// Makes a new file for writing; it must not be there.
    ///
    /// # Errors
    /// The kernel's: `EEXIST` where it is there.
    pub fn create_new(path: &[u8]) -> SysResult<File> {
        Self::open_with(
            path,
            libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL | libc::O_NOFOLLOW,
        )
    }

    /// Opens for reading and writing; made when it is missing, never through a link.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open_or_create(path: &[u8]) -> SysResult<File> {
        Self::open_with(path, libc::O_RDWR | libc::O_CREAT | libc::O_NOFOLLOW)
    }

    fn open_with(path: &[u8], flags: libc::c_int) -> SysResult<File> {
        Self::open_at(libc::AT_FDCWD, path, flags)
    }

    fn open_at(folder: libc::c_int, path: &[u8], flags: libc::c_int) -> SysResult<File> {
        with_cstr(path, |path| {
            let mode: libc::c_uint = 0o666;
            loop {
                // SAFETY: path is a C string; mode is read only with O_CREAT.
                let fd =
                    unsafe { libc::openat(folder, path.as_ptr(), flags | libc::O_CLOEXEC, mode) };
                match check(fd) {
                    Err(Errno::INTR) => {}
                    other => return other.map(|fd| File { fd }),
                }
            }
        })
    }

    /// [`stat`] of what is in this folder.
    ///
    /// # Errors
    /// The kernel's.
    pub fn stat_in(&self, name: &[u8]) -> SysResult<Metadata> {
        stat_in(self.fd, name)
    }

    /// [`permitted`] for what is in this folder.
    ///
    /// # Errors
    /// Why not; the kernel's.
    pub fn permitted_in(&self, name: &[u8], permission: Permission) -> SysResult<()> {
        permitted_at(self.fd, name, permission)
    }

    /// [`read_regular`] of what is in this folder.
    ///
    /// # Errors
    /// The kernel's; `EINVAL` for other files.
    pub fn read_regular_in(&self, name: &[u8], most: usize) -> SysResult<Vec<u8>> {
        read_regular_at(self.fd, name, most)
    }

    /// The descriptor, lent.
    pub fn fd(&self) -> i32 {
        self.fd
    }

    /// Gives the descriptor away; it is the caller's to close.
    pub fn into_fd(self) -> i32 {
        let fd = self.fd;
        core::mem::forget(self);
        fd
    }

    /// Takes over a descriptor that nobody else will close.
    pub fn from_fd(fd: i32) -> File {
        File { fd }
    }

    /// What is known of it.
    ///
    /// # Errors
    /// The kernel's.
    pub fn metadata(&self) -> SysResult<Metadata> {
        fstat(self.fd)
    }

    /// One `read`, tried again when a signal came; 0 at the end.
    ///
    /// # Errors
    /// The kernel's.
    pub fn read(&self, buffer: &mut [u8]) -> SysResult<usize> {
        loop {
            // SAFETY: the buffer is the caller's and its length is given.
            let n = unsafe { libc::read(self.fd, buffer.as_mut_ptr().cast(), buffer.len()) };
            match usize::try_from(n) {
                Ok(n) => return Ok(n),
                Err(_) if Errno::last() == Errno::INTR => {}
                Err(_) => return Err(Errno::last()),
            }
        }
    }

    /// The last byte, `None` where there is none; reading goes on after it.
    ///
    /// # Errors
    /// The kernel's.
    pub fn last_byte(&self) -> SysResult<Option<u8>> {
        // SAFETY: no memory of ours is touched.
        let position = unsafe { libc::lseek(self.fd, -1, libc::SEEK_END) };
        if position < 0 {
            return match Errno::last() {
                Errno::INVAL => Ok(None),
                errno => Err(errno),
            };
        }
        let mut last = [0];
        Ok((self.read(&mut last)? == 1).then_some(last[0]))
    }

    /// Everything from here to the end. `expected` is its length as the kernel has it; 0
    /// where that is not known.
    ///
    /// # Errors
    /// The kernel's.
    pub fn read_to_end(&self, expected: usize) -> SysResult<Vec<u8>> {
        let mut content = Vec::with_capacity(expected.saturating_add(1).max(512));
        while self.read_more(&mut content)? != 0 {
            if content.len() == content.capacity() {
                content.reserve(content.len());
            } else if content.len() == expected {
                // There was room for more.
                break;
            }
        }
        Ok(content)
    }

    /// Fills what room there is. How much was read: 0 at the end.
    fn read_more(&self, content: &mut Vec<u8>) -> SysResult<usize> {
        loop {
            let room = content.spare_capacity_mut();
            // SAFETY: the room is ours and its length is given; the kernel only writes.
            let n = unsafe { libc::read(self.fd, room.as_mut_ptr().cast(), room.len()) };
            match usize::try_from(n) {
                Ok(n) => {
                    // SAFETY: the kernel has written n bytes behind what was there.
                    unsafe { content.set_len(content.len().saturating_add(n)) };
                    return Ok(n);
                }
                Err(_) if Errno::last() == Errno::INTR => {}
                Err(_) => return Err(Errno::last()),
            }
        }
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// The kernel's; a part may have been written.
    pub fn write_all(&self, mut bytes: &[u8]) -> SysResult<()> {
        while !bytes.is_empty() {
            // SAFETY: the bytes are the caller's and their length is given.
            let n = unsafe { libc::write(self.fd, bytes.as_ptr().cast(), bytes.len()) };
            match usize::try_from(n) {
                Ok(0) => return Err(Errno::IO),
                Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
                Err(_) if Errno::last() == Errno::INTR => {}
                Err(_) => return Err(Errno::last()),
            }
        }
        Ok(())
    }

    /// Closes, and says whether what was written is stored.
    ///
    /// # Errors
    /// The kernel's, where it reports a failed write this late.
    pub fn close(self) -> SysResult<()> {
        let fd = self.into_fd();
        // SAFETY: into_fd made the descriptor ours alone.
        match check(unsafe { libc::close(fd) }) {
            // Linux has closed it all the same.
            Err(Errno::INTR) => Ok(()),
            other => other.map(drop),
        }
    }
}

/// Makes descriptor `old` lead to what `new` leads to, closed on exec (`dup3`).
///
/// # Errors
/// The kernel's.
pub fn replace_fd(new: i32, old: i32) -> SysResult<()> {
    #[cfg(not(target_os = "macos"))]
    // SAFETY: dup3 takes any numbers; who owns `old` asked for it.
    check(unsafe { libc::dup3(new, old, libc::O_CLOEXEC) })?;
    #[cfg(target_os = "macos")]
    {
        // SAFETY: as above.
        check(unsafe { libc::dup2(new, old) })?;
        // SAFETY: `old` is open now.
        check(unsafe { libc::fcntl(old, libc::F_SETFD, libc::FD_CLOEXEC) })?;
    }
    Ok(())
}

/// A copy of a descriptor, closed on exec, whose number is `lowest` or more.
///
/// # Errors
/// The kernel's.
pub fn duplicate_above(fd: i32, lowest: i32) -> SysResult<i32> {
    // SAFETY: fcntl takes any number.
    check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, lowest) })
}

/// A whole file.
///
/// # Errors
/// The kernel's.
pub fn read(path: &[u8]) -> SysResult<Vec<u8>> {
    read_all(&File::open(path)?)
}

/// A whole file below an open folder.
///
/// # Errors
/// The kernel's.
pub fn read_in(folder: i32, path: &[u8]) -> SysResult<Vec<u8>> {
    read_all(&File::open_at(folder, path, libc::O_RDONLY)?)
}

/// A whole file that is no longer than `most` and no pipe or device: their end may never
/// come.
///
/// # Errors
/// The kernel's; `EINVAL` for other files.
pub fn read_regular(path: &[u8], most: usize) -> SysResult<Vec<u8>> {
    read_regular_at(libc::AT_FDCWD, path, most)
}

fn read_regular_at(folder: i32, path: &[u8], most: usize) -> SysResult<Vec<u8>> {
    let file = File::open_at(folder, path, libc::O_RDONLY | libc::O_NONBLOCK)?;
    let metadata = file.metadata()?;
    match usize::try_from(metadata.size) {
        Ok(size) if metadata.is_file() && size <= most => file.read_to_end(size),
        _ => Err(Errno::INVAL),
    }
}

fn read_all(file: &File) -> SysResult<Vec<u8>> {
    let size = file.metadata().map(|m| m.size).unwrap_or(0);
    file.read_to_end(usize::try_from(size).unwrap_or(0))
}
