//! errno.

use core::fmt;

/// An error number of the operating system.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Errno(pub i32);

#[cfg(any(target_os = "illumos", target_os = "solaris"))]
use libc::___errno as errno_location;
#[cfg(any(target_os = "netbsd", target_os = "openbsd"))]
use libc::__errno as errno_location;
#[cfg(any(target_os = "linux", target_os = "hurd"))]
use libc::__errno_location as errno_location;
#[cfg(any(target_os = "freebsd", target_os = "dragonfly", target_os = "macos"))]
use libc::__error as errno_location;

impl Errno {
    /// `EACCES`
    pub const ACCES: Errno = Errno(libc::EACCES);
    /// `EBADF`
    pub const BADF: Errno = Errno(libc::EBADF);
    /// `EBUSY`
    pub const BUSY: Errno = Errno(libc::EBUSY);
    /// `EEXIST`
    pub const EXIST: Errno = Errno(libc::EEXIST);
    /// `EFBIG`
    pub const FBIG: Errno = Errno(libc::EFBIG);
    /// `EINTR`
    pub const INTR: Errno = Errno(libc::EINTR);
    /// `EINVAL`
    pub const INVAL: Errno = Errno(libc::EINVAL);
    /// `EIO`
    pub const IO: Errno = Errno(libc::EIO);
    /// `EISDIR`
    pub const ISDIR: Errno = Errno(libc::EISDIR);
    /// `ELOOP`
    pub const LOOP: Errno = Errno(libc::ELOOP);
    /// `ENAMETOOLONG`
    pub const NAMETOOLONG: Errno = Errno(libc::ENAMETOOLONG);
    /// `ENOENT`
    pub const NOENT: Errno = Errno(libc::ENOENT);
    /// `ENOEXEC`
    pub const NOEXEC: Errno = Errno(libc::ENOEXEC);
    /// `ENOMEM`
    pub const NOMEM: Errno = Errno(libc::ENOMEM);
    /// `ENOSYS`
    pub const NOSYS: Errno = Errno(libc::ENOSYS);
    /// `ENOTDIR`
    pub const NOTDIR: Errno = Errno(libc::ENOTDIR);
    /// `ENXIO`
    pub const NXIO: Errno = Errno(libc::ENXIO);
    /// `EPERM`
    pub const PERM: Errno = Errno(libc::EPERM);
    /// `EROFS`
    pub const ROFS: Errno = Errno(libc::EROFS);
    /// `ESRCH`
    pub const SRCH: Errno = Errno(libc::ESRCH);
    /// `EWOULDBLOCK`
    pub const WOULDBLOCK: Errno = Errno(libc::EWOULDBLOCK);
    /// `EXDEV`
    pub const XDEV: Errno = Errno(libc::EXDEV);

    /// `E2BIG`
    pub const TOO_BIG: Errno = Errno(libc::E2BIG);

    /// The calling thread's errno.
    pub fn last() -> Errno {
        // SAFETY: libc guarantees a valid pointer to this thread's errno.
        Errno(unsafe { *errno_location() })
    }

    /// Sets the calling thread's errno.
    #[inline(never)] // it is in every function that C calls
    pub fn set(self) {
        // SAFETY: as in `last`.
        unsafe { *errno_location() = self.0 }
    }

    /// Whether this, from looking at a path, says that nothing is there to be seen.
    pub fn means_absent(self) -> bool {
        matches!(
            self,
            Errno::NOENT | Errno::NOTDIR | Errno::ACCES | Errno::LOOP | Errno::NAMETOOLONG
        )
    }

    /// Whether this, from reading a file, says that it is none that is read: a directory, a
    /// FIFO, a device or a socket, or one that is too long.
    pub fn means_unreadable(self) -> bool {
        matches!(
            self,
            Errno::ISDIR | Errno::INVAL | Errno::NXIO | Errno::FBIG
        )
    }

    /// `strerror`: the message, in the C library's words.
    pub fn message(self) -> alloc::vec::Vec<u8> {
        let mut buffer = [0 as libc::c_char; 256];
        // SAFETY: the buffer is ours and its length is given; the POSIX
        // strerror_r (which the libc crate binds) ends it with a NUL.
        let failed = unsafe { libc::strerror_r(self.0, buffer.as_mut_ptr(), buffer.len()) } != 0;
        if failed && buffer.first() == Some(&0) {
            return [&b"Unknown error "[..], &crate::number::decimal(self.0)].concat();
        }
        let bytes = buffer.map(|c| c.to_ne_bytes()[0]);
        crate::bytes::until_nul(&bytes).to_vec()
    }
}

/// Runs `work` and puts errno back to what it was before, so that a lookup
/// which is allowed to fail does not show.
pub fn preserve_errno<T>(work: impl FnOnce() -> T) -> T {
    let before = Errno::last();
    let result = work();
    before.set();
    result
}

impl From<rustix::io::Errno> for Errno {
    /// errno becomes this error: a look at what the kernel knows may have come after it.
    #[cold]
    fn from(errno: rustix::io::Errno) -> Self {
        let errno = Errno(errno.raw_os_error());
        errno.set();
        errno
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&alloc::string::String::from_utf8_lossy(&self.message()))
    }
}

impl fmt::Debug for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Errno({}: {self})", self.0)
    }
}

#[cfg(feature = "std")]
impl From<Errno> for std::io::Error {
    fn from(errno: Errno) -> Self {
        std::io::Error::from_raw_os_error(errno.0)
    }
}
