//! Reading folders with getdents64.

use super::UNKNOWN_TYPE;
use crate::bytes::part;
use crate::sys::fs::File;
use crate::sys::{Errno, SysResult};
use alloc::vec::Vec;
use core::ffi::CStr;

/// An open folder that is being read, in the kernel's order, with `.` and `..`.
#[derive(Debug)]
pub struct Dir {
    file: File,
    /// What the kernel gave at once, and where the next entry begins in it.
    buffer: Vec<u8>,
    at: usize,
    left: usize,
}

/// As much as the C library asks for at once.
const BUFFER: usize = 32 << 10;
/// `linux_dirent64`: the length of an entry, its type and its name.
const LENGTH_AT: usize = 16;
const TYPE_AT: usize = 18;
const NAME_AT: usize = 19;

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
    /// None here.
    pub fn of(file: File) -> SysResult<Dir> {
        Ok(Dir {
            file,
            buffer: Vec::new(),
            at: 0,
            left: super::MOST_BYTES,
        })
    }

    /// The next name as C has it, with its `d_type`.
    pub(super) fn next_raw(&mut self) -> SysResult<Option<(&CStr, u8)>> {
        if self.at >= self.buffer.len() {
            self.fill()?;
        }
        let entry = part(&self.buffer, self.at..);
        let length = match entry.get(LENGTH_AT..TYPE_AT) {
            Some(&[low, high]) => usize::from(u16::from_ne_bytes([low, high])),
            _ => return Ok(None),
        };
        self.at = self.at.saturating_add(length.max(NAME_AT));
        let kind = entry.get(TYPE_AT).copied().unwrap_or(UNKNOWN_TYPE);
        let name = part(entry, NAME_AT..length);
        if name.is_empty() {
            return Ok(None);
        }
        super::spend(&mut self.left, name)?;
        // SAFETY: the kernel ends every name with a NUL, within its entry.
        let name = unsafe { CStr::from_ptr(name.as_ptr().cast()) };
        Ok(Some((name, kind)))
    }

    /// `getdents64`, not readdir: that has memory of its own from malloc, which a signal
    /// handler must not enter.
    fn fill(&mut self) -> SysResult<()> {
        self.at = 0;
        self.buffer.clear();
        self.buffer.reserve(BUFFER);
        let room = self.buffer.spare_capacity_mut();
        let read = loop {
            // SAFETY: the room is ours and its length is given; the kernel only writes.
            let read = unsafe {
                libc::syscall(
                    libc::SYS_getdents64,
                    self.file.fd(),
                    room.as_mut_ptr(),
                    room.len(),
                )
            };
            match usize::try_from(read).map_err(|_| Errno::last()) {
                Err(Errno::INTR) => {}
                read => break read?,
            }
        };
        // SAFETY: the kernel has written that many bytes into the room.
        unsafe { self.buffer.set_len(read) };
        if read == 0 {
            // Who keeps the folder open to look names up in it needs no buffer any more.
            self.buffer = Vec::new();
        }
        Ok(())
    }

    /// The folder's descriptor, lent.
    pub fn fd(&self) -> i32 {
        self.file.fd()
    }
}
