//! Reading folders.

use super::dir_fd::DirFd;
use super::fs::Metadata;
use super::{Errno, SysResult};
use alloc::vec::Vec;
use core::mem::MaybeUninit;

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

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod posix;
#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux::Dir;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub use posix::Dir;

/// How much is read of one directory, each name counted with what keeping it takes: about a
/// million names. Somebody may add to it for as long as it is read.
const MOST_BYTES: usize = 64 << 20;
const KEEPING_A_NAME: usize = 48;

/// Counts a name that was read.
fn spend(left: &mut usize, name: &[u8]) -> SysResult<()> {
    let cost = name.len().saturating_add(KEEPING_A_NAME);
    match left.checked_sub(cost) {
        Some(rest) => *left = rest,
        None => {
            Errno::FBIG.set();
            return Err(Errno::FBIG);
        }
    }
    Ok(())
}

impl Dir {
    /// The next name, or `None` at the end.
    ///
    /// # Errors
    /// The kernel's; `EFBIG` for a directory with more names than anybody's.
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
            super::fs::stat_at(fd, name).ok()
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

    /// Calls `read` with what a link in this folder leads to.
    ///
    /// # Errors
    /// The kernel's; `ENAMETOOLONG` for more than 255 bytes.
    pub fn read_link<T>(&self, name: &[u8], read: impl FnOnce(&[u8]) -> T) -> SysResult<T> {
        let mut buffer = [MaybeUninit::uninit(); 256];
        super::fs::readlink_in(self.fd(), name, &mut buffer).map(read)
    }

    /// Whether a name in this folder is there, following links.
    pub fn exists(&self, name: &[u8]) -> bool {
        super::fs::exists_in(self.fd(), name)
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

/// Removes a folder and all that is in it; links are removed, never followed. However deep
/// it is: what is deeper than two folders is first moved up.
///
/// # Errors
/// The kernel's, of the first thing that cannot be removed.
pub fn remove_all(path: &[u8]) -> SysResult<()> {
    let (dir, name) = DirFd::of(path)?;
    dir.remove_tree(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_has_an_end() {
        let mut left = 2 * (KEEPING_A_NAME + 3);
        assert_eq!(spend(&mut left, b"one"), Ok(()));
        assert_eq!(spend(&mut left, b"two"), Ok(()));
        assert_eq!(spend(&mut left, b""), Err(Errno::FBIG));
    }

    #[test]
    fn a_tree_deeper_than_a_path_can_say_is_removed() {
        let name = format!("openrc-deep-{}", std::process::id());
        let top = std::env::temp_dir().join(name);
        let (mut inner, mut outer) = (top.join("one"), top.join("other"));
        std::fs::create_dir_all(&inner).unwrap();
        std::os::unix::fs::symlink("/", inner.join("link")).unwrap();
        for _ in 0..10_000 {
            std::fs::create_dir(&outer).unwrap();
            std::fs::rename(&inner, outer.join("inner")).unwrap();
            std::mem::swap(&mut inner, &mut outer);
        }
        std::fs::write(top.join("file"), b"").unwrap();
        remove_all(top.as_os_str().as_encoded_bytes()).unwrap();
        assert!(!top.exists());
    }
}
