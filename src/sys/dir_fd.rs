//! Directories by descriptor: what is done to a name reaches that directory and no other,
//! whatever happens to its path meanwhile. The last component of a path and every name is
//! taken as it is: no symlink is followed.

use super::dir::Dir;
use super::fs::{lstat_in, readlink_in, set_mode, Bound, File, Metadata};
use super::replace::Umask;
use super::zstr::with_cstr;
use super::{Errno, SysResult};
use crate::number::decimal;
use alloc::vec::Vec;
use core::ffi::CStr;
use core::mem::MaybeUninit;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::fs::{self, AtFlags, OFlags, CWD};
use rustix::io;

const READ: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY);

/// An open directory.
#[derive(Debug)]
pub struct DirFd {
    file: File,
}

/// `openat`. Nothing that is opened makes the caller wait: FIFOs neither.
fn open_at(dir: BorrowedFd<'_>, name: &[u8], flags: OFlags, mode: u32) -> SysResult<File> {
    let always = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    with_cstr(name, |name| File::open_at(dir, name, flags | always, mode))
}

impl DirFd {
    /// Opens a directory by its path.
    ///
    /// # Errors
    /// The kernel's: `ENOTDIR` or `ELOOP` for a symlink.
    pub fn open(path: &[u8]) -> SysResult<DirFd> {
        Self::open_in(CWD, path)
    }

    /// As [`DirFd::open`], but a symlink is followed.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open_followed(path: &[u8]) -> SysResult<DirFd> {
        File::open_dir(path).map(|file| DirFd { file })
    }

    /// Opens the directory that a path names something in; and the name.
    ///
    /// # Errors
    /// The kernel's.
    pub fn of(path: &[u8]) -> SysResult<(DirFd, &[u8])> {
        let (folder, name) = match crate::bytes::last_position(b'/', path) {
            Some(slash) => path.split_at(slash.saturating_add(1)),
            None => (&b"."[..], path),
        };
        Ok((Self::open_followed(folder)?, name))
    }

    /// Opens a directory in this one.
    ///
    /// # Errors
    /// As [`DirFd::open`].
    pub fn enter(&self, name: &[u8]) -> SysResult<DirFd> {
        Self::open_in(self.file.as_fd(), name)
    }

    fn open_in(dir: BorrowedFd<'_>, name: &[u8]) -> SysResult<DirFd> {
        open_at(dir, name, READ, 0).map(|file| DirFd { file })
    }

    /// `fstat`: of the directory itself.
    ///
    /// # Errors
    /// The kernel's.
    pub fn metadata(&self) -> SysResult<Metadata> {
        self.file.metadata()
    }

    /// `fstatat`: of a name in it, which may be a symlink.
    ///
    /// # Errors
    /// The kernel's.
    pub fn lstat(&self, name: &[u8]) -> SysResult<Metadata> {
        lstat_in(&self.file, name)
    }

    /// Calls `work` with each name in it but `.` and `..`, in the kernel's order. All of them are
    /// read before: `work` may remove some.
    ///
    /// # Errors
    /// The kernel's, and the first of `work`.
    pub fn each_name(&self, work: &mut dyn FnMut(&[u8]) -> SysResult<()>) -> SysResult<()> {
        // A descriptor of its own: the position is not shared with another listing.
        let mut dir = Dir::of(open_at(self.file.as_fd(), b".", READ, 0)?)?;
        // Each followed by a NUL, which no name holds.
        let mut names = Vec::new();
        while let Some(name) = dir.next_name()? {
            if name != b"." && name != b".." {
                names.extend_from_slice(name);
                names.push(0);
            }
        }
        let mut names = names.split(|byte| *byte == 0);
        names.try_for_each(|name| if name.is_empty() { Ok(()) } else { work(name) })
    }

    /// Whether there is nothing in it.
    ///
    /// # Errors
    /// The kernel's.
    pub fn is_empty(&self) -> SysResult<bool> {
        let mut is_empty = true;
        self.each_name(&mut |_| {
            is_empty = false;
            Ok(())
        })?;
        Ok(is_empty)
    }

    /// Opens what is in it for reading, of whatever type; nothing is waited for.
    ///
    /// # Errors
    /// The kernel's.
    pub fn open_file(&self, name: &[u8]) -> SysResult<File> {
        open_at(self.file.as_fd(), name, OFlags::RDONLY, 0)
    }

    /// A regular file of at most `most` bytes, with what is known of it.
    ///
    /// # Errors
    /// The kernel's; `EINVAL` for what is no regular file, `EFBIG` for a longer one.
    pub fn read(&self, name: &[u8], most: usize) -> SysResult<(Metadata, Vec<u8>)> {
        let file = self.open_file(name)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(Errno::INVAL);
        }
        let size = usize::try_from(metadata.size).unwrap_or(usize::MAX);
        let content = file.read_to_end(size, Bound::Whole(most))?;
        Ok((metadata, content))
    }

    /// `readlinkat`: where a symlink in it leads.
    ///
    /// # Errors
    /// The kernel's; `ENAMETOOLONG` for what no path can be.
    pub fn readlink(&self, name: &[u8]) -> SysResult<Vec<u8>> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        Ok(readlink_in(self.file.fd(), name, &mut buffer)?.to_vec())
    }

    /// Makes a directory with a mode, whatever the umask; one that is there stays as it is. Under
    /// a usual umask it has that mode at once: a process that is killed leaves no other.
    ///
    /// # Errors
    /// The kernel's.
    pub fn mkdir(&self, name: &[u8], mode: u32) -> SysResult<()> {
        match self.with_name(name, |dir, name| {
            fs::mkdirat(dir, name, super::fs::mode(mode))
        }) {
            Err(Errno::EXIST) => Ok(()),
            Err(errno) => Err(errno),
            Ok(()) => {
                let made = self.enter(name)?;
                // Another process may have put one of its choice there since.
                let is_own = made.metadata()?.uid == super::process::effective_uid();
                match is_own && made.is_empty()? {
                    true => made.chmod(mode),
                    false => Ok(()),
                }
            }
        }
    }

    /// As [`DirFd::mkdir`], by a path. What the path leads to meanwhile is left alone.
    ///
    /// # Errors
    /// The kernel's.
    pub fn mkdir_at(path: &[u8], mode: u32) -> SysResult<()> {
        let (parent, name) = Self::of(path)?;
        parent.mkdir(name, mode)
    }

    /// `fchmod` of the directory itself.
    ///
    /// # Errors
    /// The kernel's.
    pub fn chmod(&self, mode: u32) -> SysResult<()> {
        set_mode(&self.file, mode)
    }

    /// `unlinkat`: removes what is no directory.
    ///
    /// # Errors
    /// The kernel's.
    pub fn unlink(&self, name: &[u8]) -> SysResult<()> {
        self.with_name(name, |dir, name| fs::unlinkat(dir, name, AtFlags::empty()))
    }

    fn rmdir(&self, name: &[u8]) -> SysResult<()> {
        self.with_name(name, |dir, name| {
            fs::unlinkat(dir, name, AtFlags::REMOVEDIR)
        })
    }

    /// `renameat` into `other`, which may be this one.
    ///
    /// # Errors
    /// The kernel's.
    pub fn rename(&self, from: &[u8], other: &DirFd, to: &[u8]) -> SysResult<()> {
        with_cstr(to, |to| {
            self.with_name(from, |dir, from| fs::renameat(dir, from, &other.file, to))
        })
    }

    /// Makes `name` a symlink to `target`, in one step whatever it was before, unless that
    /// was a directory.
    ///
    /// # Errors
    /// The kernel's; what was there stays then.
    pub fn symlink(&self, target: &[u8], name: &[u8]) -> SysResult<()> {
        self.replace_by(name, &|new| {
            with_cstr(target, |target| {
                self.with_name(new, |dir, new| fs::symlinkat(target, dir, new))
            })
        })
    }

    /// Replaces a file in one step by one with this content and mode, whatever the umask. No
    /// two callers may do so at once: they have to hold a lock.
    ///
    /// # Errors
    /// The kernel's; the old file stays then.
    pub fn write(&self, name: &[u8], content: &[u8], mode: u32) -> SysResult<()> {
        self.replace_by(name, &|new| self.create(new, content, mode, Umask::Ignored))
    }

    /// As [`DirFd::write`]; after a power failure the file is the old or the new one too.
    ///
    /// # Errors
    /// As [`DirFd::write`].
    pub fn write_durably(&self, name: &[u8], content: &[u8], mode: u32) -> SysResult<()> {
        self.replace_by(name, &|new| {
            let file = self.write_new(new, content, mode, Umask::Ignored)?;
            match fs::fsync(&file) {
                // A file system that keeps nothing, or everything at once.
                Ok(()) | Err(io::Errno::INVAL | io::Errno::NOSYS) => file.close(),
                Err(errno) => Err(errno.into()),
            }
        })
    }

    /// Makes a file that is not there yet.
    ///
    /// # Errors
    /// The kernel's; there is none then.
    pub fn create(&self, name: &[u8], content: &[u8], mode: u32, umask: Umask) -> SysResult<()> {
        let file = self.write_new(name, content, mode, umask)?;
        let result = file.close();
        if result.is_err() {
            super::preserve_errno(|| self.unlink(name).ok());
        }
        result
    }

    fn write_new(&self, name: &[u8], content: &[u8], mode: u32, umask: Umask) -> SysResult<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL;
        let file = open_at(self.file.as_fd(), name, flags, mode)?;
        let is_exact = umask == Umask::Ignored;
        let result = if is_exact {
            set_mode(&file, mode)
        } else {
            Ok(())
        };
        match result.and_then(|()| file.write_all(content)) {
            Ok(()) => Ok(file),
            Err(errno) => {
                super::preserve_errno(|| self.unlink(name).ok());
                Err(errno)
            }
        }
    }

    fn replace_by(&self, name: &[u8], make: &dyn Fn(&[u8]) -> SysResult<()>) -> SysResult<()> {
        let new = [b".", name, b".new"].concat();
        // What a process that died has left.
        absent(self.unlink(&new))?;
        let result = make(&new).and_then(|()| self.rename(&new, self, name));
        if result.is_err() {
            super::preserve_errno(|| self.unlink(&new).ok());
        }
        result
    }

    /// Opens a file for a lock: for its owner alone, made when it is missing.
    ///
    /// # Errors
    /// The kernel's.
    pub(super) fn lock_file(&self, name: &[u8]) -> SysResult<File> {
        open_at(
            self.file.as_fd(),
            name,
            OFlags::RDWR | OFlags::CREATE,
            0o600,
        )
    }

    /// Removes a directory in it with all that is in there. However deep that is: what is deeper
    /// than one directory is first moved up.
    ///
    /// # Errors
    /// The kernel's, of the first thing that cannot be removed.
    pub fn remove_tree(&self, name: &[u8]) -> SysResult<()> {
        let mut pending = alloc::vec![name.to_vec()];
        while let Some(name) = pending.pop() {
            let inner = self.enter(&name)?;
            inner.each_name(&mut |entry| {
                let metadata = inner.lstat(entry)?;
                if !metadata.is_dir() {
                    return inner.unlink(entry);
                }
                // No other directory has this number.
                let moved = [REMOVED, &decimal(metadata.identity.1)].concat();
                inner.rename(entry, self, &moved)?;
                pending.push(moved);
                Ok(())
            })?;
            self.rmdir(&name)?;
        }
        Ok(())
    }

    /// As [`DirFd::remove_tree`], also for what is no directory.
    ///
    /// # Errors
    /// As [`DirFd::remove_tree`].
    pub fn remove(&self, name: &[u8]) -> SysResult<()> {
        match self.lstat(name)?.is_dir() {
            true => self.remove_tree(name),
            false => self.unlink(name),
        }
    }

    fn with_name(
        &self,
        name: &[u8],
        call: impl FnOnce(BorrowedFd<'_>, &CStr) -> io::Result<()>,
    ) -> SysResult<()> {
        with_cstr(name, |name| Ok(call(self.file.as_fd(), name)?))
    }
}

/// How names begin that directories have while they are removed.
pub const REMOVED: &[u8] = b".removed.";

/// What is not there need not be removed.
fn absent(result: SysResult<()>) -> SysResult<()> {
    match result {
        Err(Errno::NOENT) => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> (std::path::PathBuf, DirFd) {
        let name = format!("openrc-dir-fd-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        let dir = DirFd::open(path.as_os_str().as_encoded_bytes()).unwrap();
        (path, dir)
    }

    #[test]
    fn a_tree_deeper_than_a_path_can_say_is_removed() {
        let (path, dir) = scratch("deep");
        let top = path.join("top");
        let (mut inner, mut outer) = (top.join("one"), top.join("other"));
        std::fs::create_dir_all(&inner).unwrap();
        std::os::unix::fs::symlink("/", inner.join("link")).unwrap();
        for _ in 0..2000 {
            std::fs::create_dir(&outer).unwrap();
            std::fs::rename(&inner, outer.join("inner")).unwrap();
            std::mem::swap(&mut inner, &mut outer);
        }
        dir.remove_tree(b"top").unwrap();
        assert!(dir.is_empty().unwrap());
        std::fs::remove_dir(path).unwrap();
    }

    #[test]
    fn symlinks_are_not_followed() {
        let (path, dir) = scratch("links");
        std::fs::create_dir_all(path.join("real/inner")).unwrap();
        std::fs::write(path.join("real/file"), "kept").unwrap();
        std::os::unix::fs::symlink("real", path.join("link")).unwrap();
        std::os::unix::fs::symlink("real/file", path.join("to-file")).unwrap();
        assert!(DirFd::open(path.join("link").as_os_str().as_encoded_bytes()).is_err());
        assert!(dir.enter(b"link").is_err());
        assert!(dir.read(b"to-file", 100).is_err());
        dir.write(b"to-file", b"new", 0o644).unwrap();
        assert!(dir.remove_tree(b"link").is_err());
        dir.remove(b"link").unwrap();
        assert_eq!(std::fs::read(path.join("real/file")).unwrap(), b"kept");
        assert_eq!(dir.read(b"to-file", 3).unwrap().1, b"new");
        assert_eq!(dir.read(b"to-file", 2).unwrap_err(), Errno::FBIG);
        assert_eq!(dir.read(b"real", 9).unwrap_err(), Errno::INVAL);
        std::fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn it_stays_the_same_directory_wherever_it_is_moved() {
        let (path, dir) = scratch("moved");
        let (there, elsewhere) = (path.join("there"), path.join("elsewhere"));
        std::fs::create_dir(&there).unwrap();
        let inner = dir.enter(b"there").unwrap();
        std::fs::rename(&there, &elsewhere).unwrap();
        std::os::unix::fs::symlink("/", &there).unwrap();
        inner.mkdir(b"made", 0o755).unwrap();
        inner.symlink(b"target", b"link").unwrap();
        inner.symlink(b"other", b"link").unwrap();
        assert_eq!(inner.readlink(b"link").unwrap(), b"other");
        assert!(elsewhere.join("made").is_dir());
        std::fs::remove_dir_all(path).unwrap();
    }
}
