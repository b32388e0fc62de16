//! Reading folders.

use super::fs::{File, Metadata};
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;
use core::ptr::NonNull;

#[cfg(not(any(target_os = "illumos", target_os = "solaris")))]
mod types {
    pub const UNKNOWN: u8 = libc::DT_UNKNOWN;
    pub const FOLDER: u8 = libc::DT_DIR;
    pub const LINK: u8 = libc::DT_LNK;
}
#[cfg(any(target_os = "illumos", target_os = "solaris"))]
mod types {
    pub const UNKNOWN: u8 = 0;
    pub const FOLDER: u8 = 4;
    pub const LINK: u8 = 10;
}

/// `DT_UNKNOWN`: the file system does not tell types while listing.
pub const UNKNOWN_TYPE: u8 = types::UNKNOWN;
/// `DT_DIR`
pub const FOLDER_TYPE: u8 = types::FOLDER;
/// `DT_LNK`
pub const LINK_TYPE: u8 = types::LINK;

/// An open folder that is being read, in the kernel's order, with `.` and `..`.
#[derive(Debug)]
pub struct Dir {
    stream: NonNull<libc::DIR>,
}

impl Drop for Dir {
    fn drop(&mut self) {
        super::preserve_errno(|| {
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
        let file = File::open_dir(path)?;
        let fd = file.into_fd();
        // SAFETY: fd is an open folder that is ours alone; on success the stream owns it.
        let stream = unsafe { libc::fdopendir(fd) };
        match NonNull::new(stream) {
            Some(stream) => Ok(Dir { stream }),
            None => {
                let errno = Errno::last();
                drop(File::from_fd(fd));
                Err(errno)
            }
        }
    }

    /// The next name, or `None` at the end.
    ///
    /// # Errors
    /// The kernel's.
    pub fn next_name(&mut self) -> SysResult<Option<&[u8]>> {
        Ok(self.next_entry()?.map(|(name, _)| name))
    }

    /// The next name with the `d_type` that the file system gives
    /// (`DT_UNKNOWN` where it gives none).
    ///
    /// # Errors
    /// The kernel's.
    pub fn next_entry(&mut self) -> SysResult<Option<(&[u8], u8)>> {
        Ok(self.next_raw()?.map(|(name, kind)| (name.to_bytes(), kind)))
    }

    fn next_raw(&mut self) -> SysResult<Option<(&CStr, u8)>> {
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
        Ok(Some((name, kind)))
    }

    /// The next name, with what is known of it: nothing where it is hidden or leads to
    /// nothing.
    ///
    /// # Errors
    /// The kernel's, of reading the folder.
    pub fn next_metadata(&mut self) -> SysResult<Option<(&[u8], Option<Metadata>)>> {
        let fd = self.fd();
        let Some((name, _)) = self.next_raw()? else {
            return Ok(None);
        };
        let bytes = name.to_bytes();
        let is_hidden = bytes.first() == Some(&b'.');
        let metadata = if is_hidden {
            None
        } else {
            super::fs::stat_at(fd, name, 0).ok()
        };
        Ok(Some((bytes, metadata)))
    }

    /// `fstatat` of a name in this folder, following links.
    ///
    /// # Errors
    /// The kernel's.
    pub fn stat(&self, name: &[u8]) -> SysResult<Metadata> {
        super::fs::stat_in(self.fd(), name)
    }

    /// Whether a name in this folder is there, following links.
    pub fn exists(&self, name: &[u8]) -> bool {
        super::fs::exists_in(self.fd(), name)
    }

    /// The folder's descriptor, lent.
    pub fn fd(&self) -> i32 {
        // SAFETY: the stream is open.
        unsafe { libc::dirfd(self.stream.as_ptr()) }
    }
}

/// All names of a folder that do not begin with a dot, in the kernel's order.
///
/// # Errors
/// The kernel's.
pub fn names(path: &[u8]) -> SysResult<Vec<Vec<u8>>> {
    let mut dir = Dir::open(path)?;
    let mut names = Vec::new();
    while let Some(name) = dir.next_name()? {
        if name.first() != Some(&b'.') {
            names.push(name.to_vec());
        }
    }
    Ok(names)
}

/// Removes a folder and all that is in it; links are removed, never followed.
///
/// # Errors
/// The kernel's, of the first thing that cannot be removed.
pub fn remove_all(path: &[u8]) -> SysResult<()> {
    let mut entries: Vec<Vec<u8>> = Vec::new();
    let mut dir = Dir::open(path)?;
    while let Some(name) = dir.next_name()? {
        if name != b"." && name != b".." {
            entries.push(super::fs::join(path, name));
        }
    }
    drop(dir);
    for entry in entries {
        if super::fs::lstat(&entry)?.is_dir() {
            remove_all(&entry)?;
        } else {
            super::fs::unlink(&entry)?;
        }
    }
    super::fs::rmdir(path)
}
