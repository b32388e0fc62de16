//! Open files, and reading with a bound.
//!
//! What is read here may have been written by a stranger. There is no reading without a
//! [`Bound`], and no opening for reading that waits: a FIFO, a device or a socket is an
//! error at once, and the size that a file claims to have is not trusted.

use super::metadata::{metadata, permitted_at};
use super::{borrowed, Metadata, Permission};
use crate::bytes::part;
use crate::sys::zstr::with_cstr;
use crate::sys::{preserve_errno, Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::ManuallyDrop;
use rustix::buffer::spare_capacity;
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use rustix::fs::{self, AtFlags, FileType, Mode, OFlags, SeekFrom, Stat, CWD};
use rustix::io;

/// How much of a file is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// All of it. A file that has more bytes is an error, `EFBIG`.
    Whole(usize),
    /// So many bytes from its beginning; what follows them is left alone.
    Beginning(usize),
}

/// An open file, closed when dropped.
#[derive(Debug)]
pub struct File {
    fd: ManuallyDrop<OwnedFd>,
}

impl Drop for File {
    fn drop(&mut self) {
        // errno of the operation that failed must survive the clean-up.
        preserve_errno(|| {
            // SAFETY: the value is not used any more.
            drop(unsafe { ManuallyDrop::take(&mut self.fd) });
        });
    }
}

impl From<OwnedFd> for File {
    fn from(fd: OwnedFd) -> Self {
        File {
            fd: ManuallyDrop::new(fd),
        }
    }
}

impl AsFd for File {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// What opening a file for reading never does: wait for a FIFO's writer, for a modem or for
/// whoever holds a lease, or make a terminal this process's own.
const READING: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

impl File {
    /// Opens a regular file for reading. /dev/null counts as one that is empty.
    ///
    /// # Errors
    /// The kernel's; `EISDIR` for a directory, `ENXIO` for a socket, `EINVAL` for a FIFO or
    /// a device.
    pub fn open(path: &[u8]) -> SysResult<File> {
        Ok(Self::open_regular(CWD, path)?.0)
    }

    /// Opens a directory.
    ///
    /// # Errors
    /// The kernel's: `ENOTDIR` if it is something else.
    pub fn open_dir(path: &[u8]) -> SysResult<File> {
        Self::open_with(path, OFlags::RDONLY | OFlags::DIRECTORY)
    }

    /// Makes a new file for writing, with this mode less the umask; it must not be there.
    ///
    /// # Errors
    /// The kernel's: `EEXIST` if it is there.
    pub fn create_new(path: &[u8], mode: u32) -> SysResult<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        with_cstr(path, |path| Self::open_at(CWD, path, flags, mode))
    }

    /// Opens a regular file for writing, never through a symlink.
    ///
    /// # Errors
    /// As [`File::open`], and `ELOOP` for a symlink.
    pub fn open_for_change(path: &[u8]) -> SysResult<File> {
        let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = Self::open_with(path, flags)?;
        regular(&again_when_interrupted(|| fs::fstat(&file))?)?;
        Ok(file)
    }

    /// Opens for reading and writing; made when it is missing, never through a symlink.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open_or_create(path: &[u8]) -> SysResult<File> {
        Self::open_with(
            path,
            OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY,
        )
    }

    fn open_with(path: &[u8], flags: OFlags) -> SysResult<File> {
        with_cstr(path, |path| Self::open_at(CWD, path, flags, 0o666))
    }

    /// `openat`, `O_CLOEXEC` added.
    #[allow(clippy::cast_possible_truncation, clippy::unnecessary_cast)] // mode_t differs
    pub(in crate::sys) fn open_at(
        dir: BorrowedFd<'_>,
        path: &CStr,
        flags: OFlags,
        mode: u32,
    ) -> SysResult<File> {
        let mode = Mode::from_raw_mode(mode as fs::RawMode);
        let open = || fs::openat(dir, path, flags | OFlags::CLOEXEC, mode);
        Ok(again_when_interrupted(open)?.into())
    }

    fn open_regular(dir: BorrowedFd<'_>, path: &[u8]) -> SysResult<(File, Metadata)> {
        with_cstr(path, |path| {
            // Opening a device may be all that it takes to make it act.
            let look = || fs::statat(dir, path, AtFlags::empty());
            regular(&again_when_interrupted(look)?)?;
            let file = Self::open_at(dir, path, READING, 0)?;
            let stat = again_when_interrupted(|| fs::fstat(&file))?;
            regular(&stat)?;
            Ok((file, metadata(&stat)))
        })
    }

    /// [`stat`](super::stat) of what is in this directory.
    ///
    /// # Errors
    /// The kernel's.
    pub fn stat_in(&self, name: &[u8]) -> SysResult<Metadata> {
        super::stat_in(self.fd(), name)
    }

    /// [`permitted`](super::permitted) for what is in this directory.
    ///
    /// # Errors
    /// Why not; the kernel's.
    pub fn permitted_in(&self, name: &[u8], permission: Permission) -> SysResult<()> {
        permitted_at(self.as_fd(), name, permission)
    }

    /// [`read()`] of what is in this directory.
    ///
    /// # Errors
    /// As [`read()`].
    pub fn read_in(&self, name: &[u8], bound: Bound) -> SysResult<Vec<u8>> {
        read_at(self.as_fd(), name, bound)
    }

    /// A copy, closed on exec, whose number is `lowest` or more.
    ///
    /// # Errors
    /// The kernel's.
    pub fn duplicate_above(&self, lowest: i32) -> SysResult<File> {
        Ok(io::fcntl_dupfd_cloexec(self, lowest)?.into())
    }

    /// The descriptor, lent.
    pub fn fd(&self) -> i32 {
        self.fd.as_raw_fd()
    }

    /// Gives the descriptor away; it is the caller's to close.
    pub fn into_fd(self) -> i32 {
        let fd = self.fd();
        core::mem::forget(self);
        fd
    }

    /// Takes over a descriptor.
    ///
    /// # Safety
    /// It is open, and nobody else closes it.
    pub unsafe fn from_fd(fd: i32) -> File {
        // SAFETY: the caller guarantees it.
        unsafe { OwnedFd::from_raw_fd(fd) }.into()
    }

    /// What is known of it.
    ///
    /// # Errors
    /// The kernel's.
    pub fn metadata(&self) -> SysResult<Metadata> {
        super::fstat(self.fd())
    }

    /// One `read`, tried again when a signal came; 0 at the end.
    ///
    /// # Errors
    /// The kernel's.
    pub fn read(&self, buffer: &mut [u8]) -> SysResult<usize> {
        again_when_interrupted(|| io::read(self, &mut *buffer))
    }

    /// The last byte, `None` if there is none; reading goes on after it.
    ///
    /// # Errors
    /// The kernel's.
    pub fn last_byte(&self) -> SysResult<Option<u8>> {
        match fs::seek(self, SeekFrom::End(-1)) {
            Err(io::Errno::INVAL) => return Ok(None),
            other => other?,
        };
        let mut last = [0];
        Ok((self.read(&mut last)? == 1).then_some(last[0]))
    }

    /// What follows from here, up to a bound. `expected` is its length as the kernel has it;
    /// 0 if that is not known.
    ///
    /// # Errors
    /// The kernel's; `EFBIG` for more than is wanted whole, `ENOMEM`.
    pub fn read_to_end(&self, expected: usize, bound: Bound) -> SysResult<Vec<u8>> {
        let (most, is_whole) = match bound {
            Bound::Whole(most) => (most, true),
            Bound::Beginning(most) => (most, false),
        };
        // One byte more tells whether there is more.
        let limit = most.saturating_add(1);
        let mut content = Vec::new();
        reserve(&mut content, expected.saturating_add(1).max(512).min(limit))?;
        while content.len() <= most && self.read_more(&mut content)? != 0 {
            if content.len() == content.capacity() {
                let room = content.len().min(limit.saturating_sub(content.len()));
                reserve(&mut content, room)?;
            } else if content.len() == expected {
                // There was room for more.
                break;
            }
        }
        if is_whole && content.len() > most {
            return Err(too_long());
        }
        content.truncate(most);
        Ok(content)
    }

    /// What follows up to the end of a line, and whether there was one; what was read beyond
    /// it is lost.
    ///
    /// # Errors
    /// The kernel's; `EFBIG` for a line longer than `most`, `ENOMEM`.
    pub fn read_line(&self, most: usize) -> SysResult<(Vec<u8>, bool)> {
        let mut line = Vec::new();
        loop {
            let known = line.len();
            reserve(&mut line, 512)?;
            let is_end = self.read_more(&mut line)? == 0;
            let end = crate::bytes::position(b'\n', part(&line, known..));
            line.truncate(end.map_or(line.len(), |end| known.saturating_add(end)));
            if line.len() > most {
                return Err(too_long());
            }
            if is_end || end.is_some() {
                return Ok((line, end.is_some()));
            }
        }
    }

    /// Fills what room there is. How much was read: 0 at the end.
    fn read_more(&self, content: &mut Vec<u8>) -> SysResult<usize> {
        again_when_interrupted(|| io::read(self, spare_capacity(content)))
    }

    /// Makes it empty.
    ///
    /// # Errors
    /// The kernel's.
    pub fn truncate(&self) -> SysResult<()> {
        again_when_interrupted(|| fs::ftruncate(self, 0))
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// The kernel's; a part may have been written.
    pub fn write_all(&self, bytes: &[u8]) -> SysResult<()> {
        write_all(self.as_fd(), bytes)
    }

    /// Closes, and says whether what was written is stored.
    ///
    /// # Errors
    /// The kernel's, if it reports a failed write this late.
    pub fn close(self) -> SysResult<()> {
        let fd = self.into_fd();
        // SAFETY: into_fd made the descriptor ours alone.
        match super::check(unsafe { libc::close(fd) }) {
            // Linux has closed it all the same.
            Err(Errno::INTR) => Ok(()),
            other => other.map(drop),
        }
    }
}

/// Whether a file can be read to its end at once.
fn regular(stat: &Stat) -> SysResult<()> {
    let errno = match FileType::from_raw_mode(stat.st_mode as fs::RawMode) {
        FileType::RegularFile => return Ok(()),
        FileType::CharacterDevice if is_null(stat) => return Ok(()),
        FileType::Directory => Errno::ISDIR,
        FileType::Socket => Errno::NXIO,
        _ => Errno::INVAL,
    };
    errno.set();
    Err(errno)
}

/// People mask a file by a symlink to /dev/null.
fn is_null(stat: &Stat) -> bool {
    fs::stat(c"/dev/null").is_ok_and(|null| null.st_rdev == stat.st_rdev)
}

fn too_long() -> Errno {
    Errno::FBIG.set();
    Errno::FBIG
}

/// The size is a stranger's to choose: no memory is an error, not the end of the process.
fn reserve(content: &mut Vec<u8>, room: usize) -> SysResult<()> {
    content.try_reserve(room).map_err(|_| {
        Errno::NOMEM.set();
        Errno::NOMEM
    })
}

/// On some file systems a signal interrupts any call.
pub(super) fn again_when_interrupted<T>(mut call: impl FnMut() -> io::Result<T>) -> SysResult<T> {
    loop {
        match call() {
            Err(io::Errno::INTR) => {}
            other => return Ok(other?),
        }
    }
}

/// Writes all of `bytes` to a descriptor that belongs to C.
pub(in crate::sys) fn write_to(fd: i32, bytes: &[u8]) -> SysResult<()> {
    write_all(borrowed(fd)?, bytes)
}

fn write_all(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> SysResult<()> {
    while !bytes.is_empty() {
        match again_when_interrupted(|| io::write(fd, bytes))? {
            0 => return Err(Errno::IO),
            written => bytes = part(bytes, written..),
        }
    }
    Ok(())
}

/// Makes descriptor `old` lead to what `new` leads to, closed on exec (`dup3`).
///
/// # Errors
/// The kernel's.
///
/// # Safety
/// `old` is the caller's: what it led to is closed.
pub unsafe fn replace_fd(new: i32, old: RawFd) -> SysResult<()> {
    let new = borrowed(new)?;
    // SAFETY: the caller guarantees it; it is given back without being closed.
    let mut old = ManuallyDrop::new(unsafe { OwnedFd::from_raw_fd(old) });
    #[cfg(not(target_os = "macos"))]
    io::dup3(new, &mut old, io::DupFlags::CLOEXEC)?;
    #[cfg(target_os = "macos")]
    {
        io::dup2(new, &mut old)?;
        io::fcntl_setfd(&*old, io::FdFlags::CLOEXEC)?;
    }
    Ok(())
}

/// A regular file, up to a bound. /dev/null is empty.
///
/// # Errors
/// Those of [`File::open`] and of reading; `EFBIG` for a file that is wanted whole and has
/// more bytes than that, `ENOMEM`.
pub fn read(path: &[u8], bound: Bound) -> SysResult<Vec<u8>> {
    read_at(CWD, path, bound)
}

/// [`read()`] of a file below an open directory.
///
/// # Errors
/// As [`read()`].
pub fn read_in(dir: i32, path: &[u8], bound: Bound) -> SysResult<Vec<u8>> {
    read_at(borrowed(dir)?, path, bound)
}

fn read_at(dir: BorrowedFd<'_>, path: &[u8], bound: Bound) -> SysResult<Vec<u8>> {
    let (file, metadata) = File::open_regular(dir, path)?;
    let size = usize::try_from(metadata.size).unwrap_or(usize::MAX);
    match bound {
        Bound::Whole(most) if size > most => Err(too_long()),
        _ => file.read_to_end(size, bound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixListener;
    use std::path::{Path, PathBuf};

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let name = format!("openrc-file-{name}-{}", std::process::id());
            let path = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&path).unwrap();
            Scratch(path)
        }

        fn write(&self, content: &[u8]) -> PathBuf {
            let path = self.0.join("file");
            std::fs::write(&path, content).unwrap();
            path
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    fn bounded(path: &Path, bound: Bound) -> SysResult<Vec<u8>> {
        read(path.as_os_str().as_bytes(), bound)
    }

    #[test]
    fn a_bound_is_the_last_byte_that_may_be_there() {
        let scratch = Scratch::new("bound");
        let path = scratch.write(&[b'x'; 1000]);
        let length = |bound| bounded(&path, bound).map(|content| content.len());
        assert_eq!(length(Bound::Whole(1000)), Ok(1000));
        assert_eq!(length(Bound::Whole(999)), Err(Errno::FBIG));
        assert_eq!(length(Bound::Beginning(1000)), Ok(1000));
        assert_eq!(length(Bound::Beginning(700)), Ok(700));
        assert_eq!(length(Bound::Beginning(0)), Ok(0));
    }

    #[test]
    fn what_has_no_size_or_another_is_read_all_the_same() {
        let status = Path::new("/proc/self/status");
        let whole = bounded(status, Bound::Whole(1 << 20)).unwrap();
        assert!(whole.starts_with(b"Name:") && whole.len() > 512);
        assert_eq!(bounded(status, Bound::Whole(100)), Err(Errno::FBIG));
        let scratch = Scratch::new("sizes");
        let path = scratch.write(&[b'y'; 5000]);
        for expected in [0, 1, 4999, 5000, 5001, 1 << 40] {
            let file = File::open(path.as_os_str().as_bytes()).unwrap();
            let content = file.read_to_end(expected, Bound::Whole(6000)).unwrap();
            assert_eq!(content.len(), 5000, "{expected}");
        }
    }

    #[test]
    fn a_terabyte_is_an_error_or_a_beginning() {
        let scratch = Scratch::new("sparse");
        let path = scratch.write(b"1\n");
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        // Not every file system takes files of that size.
        file.set_len(1 << 40)
            .or_else(|_| file.set_len(1 << 33))
            .unwrap();
        assert_eq!(bounded(&path, Bound::Whole(1 << 20)), Err(Errno::FBIG));
        let beginning = bounded(&path, Bound::Beginning(4)).unwrap();
        assert_eq!(beginning, b"1\n\0\0");
    }

    #[test]
    fn nothing_is_waited_for() {
        let scratch = Scratch::new("kinds");
        let socket = scratch.0.join("socket");
        let listener = UnixListener::bind(&socket).unwrap();
        let fifo = scratch.0.join("fifo");
        let status = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(status.unwrap().success());
        let read = |path: &Path| bounded(path, Bound::Beginning(1));
        assert_eq!(read(&socket), Err(Errno::NXIO));
        assert_eq!(read(&fifo), Err(Errno::INVAL));
        assert_eq!(read(Path::new("/dev/zero")), Err(Errno::INVAL));
        assert_eq!(read(&scratch.0), Err(Errno::ISDIR));
        assert_eq!(read(Path::new("/dev/null")), Ok(Vec::new()));
        drop(listener);
    }

    #[test]
    fn a_line_has_a_bound_too() {
        let scratch = Scratch::new("line");
        let path = scratch.write(&[&[b'z'; 900][..], b"\nrest"].concat());
        let line = |most| {
            let file = File::open(path.as_os_str().as_bytes()).unwrap();
            let (line, is_whole) = file.read_line(most)?;
            Ok((line.len(), is_whole))
        };
        assert_eq!(line(900), Ok((900, true)));
        assert_eq!(line(899), Err(Errno::FBIG));
        let path = scratch.write(b"end");
        let file = File::open(path.as_os_str().as_bytes()).unwrap();
        assert_eq!(file.read_line(9), Ok((b"end".to_vec(), false)));
    }
}
