//! Reading folders with readdir.

use crate::sys::fs::File;
use crate::sys::{preserve_errno, Errno, SysResult};
use core::ffi::CStr;
use core::ptr::NonNull;

/// An open folder that is being read, in the kernel's order, with `.` and `..`.
#[derive(Debug)]
pub struct Dir {
    stream: NonNull<libc::DIR>,
    left: usize,
}

impl Drop for Dir {
    fn drop(&mut self) {
        preserve_errno(|| {
            // SAFETY: the stream is ours and closed nowhere else.
            unsafe { libc::closedir(self.stream.as_ptr()) }
        });
    }
}

impl Dir {
    /// Opens a folder.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open(path: &[u8]) -> SysResult<Dir> {
        Self::of(File::open_dir(path)?)
    }

    /// Reads an open folder, from its beginning.
    ///
    /// # Errors
    /// The C library's.
    pub fn of(file: File) -> SysResult<Dir> {
        let fd = file.into_fd();
        // SAFETY: fd is an open folder that is ours alone; on success the stream owns it.
        let stream = unsafe { libc::fdopendir(fd) };
        match NonNull::new(stream) {
            Some(stream) => Ok(Dir {
                stream,
                left: super::MOST_BYTES,
            }),
            None => {
                let errno = Errno::last();
                // SAFETY: it is still ours.
                drop(unsafe { File::from_fd(fd) });
                Err(errno)
            }
        }
    }

    /// The next name as C has it, with its `d_type`.
    pub(super) fn next_raw(&mut self) -> SysResult<Option<(&CStr, u8)>> {
        let before = Errno::last();
        Errno(0).set();
        // SAFETY: the stream is open; `&mut self` keeps the entry from being
        // overwritten by another read while the name is borrowed.
        let entry = unsafe { libc::readdir(self.stream.as_ptr()) };
        let errno = Errno::last();
        before.set();
        if entry.is_null() {
            return if errno == Errno(0) {
                Ok(None)
            } else {
                Err(errno)
            };
        }
        #[cfg(not(any(target_os = "illumos", target_os = "solaris")))]
        // SAFETY: readdir returned a valid entry.
        let kind = unsafe { (*entry).d_type };
        #[cfg(any(target_os = "illumos", target_os = "solaris"))]
        let kind = 0;
        // SAFETY: readdir returned a valid entry whose name ends with a NUL and
        // lives until the next read or close, which the borrow of self rules out.
        let name = unsafe { CStr::from_ptr((&raw const (*entry).d_name).cast()) };
        super::spend(&mut self.left, name.to_bytes())?;
        Ok(Some((name, kind)))
    }

    /// The folder's descriptor, lent.
    pub fn fd(&self) -> i32 {
        // SAFETY: the stream is open.
        unsafe { libc::dirfd(self.stream.as_ptr()) }
    }
}
