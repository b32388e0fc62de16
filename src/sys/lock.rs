//! `flock`, with an end to the waiting.

use super::dir_fd::DirFd;
use super::fs::{self, check, File, Metadata};
use super::{preserve_errno, process, replace, Errno, SysResult};

/// How often a lock that another process holds is asked for, and how long to wait between,
/// in milliseconds: ten seconds in all. That process may have been stopped.
const TRIES: u32 = 500;
const PAUSE: libc::c_int = 20;

/// A lock on a file, held until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock on a file, which is made when it is missing: [`Lock::take_in`].
    ///
    /// # Errors
    /// As [`Lock::take_in`].
    pub fn take(path: &[u8]) -> SysResult<Lock> {
        let (dir, name) = DirFd::of(path)?;
        Self::take_in(&dir, name)
    }

    /// Takes the lock on a file in `dir`, which is made when it is missing.
    ///
    /// The file is its owner's alone: another user cannot open it, so cannot hold the lock
    /// either. One that others can open, as older libraries have made it, is replaced.
    ///
    /// # Errors
    /// The kernel's: `EWOULDBLOCK` if another process of this user keeps it, `ENOLCK`,
    /// `ENOSYS` or `EOPNOTSUPP` if the file system has no locks.
    pub fn take_in(dir: &DirFd, name: &[u8]) -> SysResult<Lock> {
        for _ in 0..TRIES {
            let file = match dir.lstat(name) {
                Ok(metadata) if !is_private(&metadata) => Self::replace(dir, name)?,
                Ok(_) | Err(Errno::NOENT) => Self::held(dir, name)?,
                Err(errno) => return Err(errno),
            };
            match file {
                Some(file) => return Ok(Lock { _file: file }),
                None => super::clock::pause(PAUSE),
            }
        }
        Err(Errno::WOULDBLOCK)
    }

    /// The file, locked; `None` if another process has it, or has replaced it meanwhile.
    fn held(dir: &DirFd, name: &[u8]) -> SysResult<Option<File>> {
        let file = dir.lock_file(name)?;
        let locked = is_locked(&file, libc::LOCK_EX)?;
        Ok((locked && is_there(dir, name, &file)?).then_some(file))
    }

    /// Puts a new lock file in the place of one that others can open. That is done under a
    /// lock too, on the new file under another name: of two processes that do so at once the
    /// second would else replace what the first has locked.
    fn replace(dir: &DirFd, name: &[u8]) -> SysResult<Option<File>> {
        let new = [name, b".new"].concat();
        if dir.lstat(&new).is_ok_and(|metadata| !is_private(&metadata)) {
            dir.unlink(&new)?;
        }
        let Some(file) = Self::held(dir, &new)? else {
            return Ok(None);
        };
        if dir.lstat(name).is_ok_and(|metadata| is_private(&metadata)) {
            // Another process was faster.
            preserve_errno(|| dir.unlink(&new).ok());
            return Ok(None);
        }
        match dir.rename(&new, dir, name) {
            Ok(()) => Ok(is_there(dir, name, &file)?.then_some(file)),
            // The one that holds the lock may have cleared the directory.
            Err(Errno::NOENT) => Ok(None),
            Err(errno) => {
                preserve_errno(|| dir.unlink(&new).ok());
                Err(errno)
            }
        }
    }

    /// Whether a process has the lock on a file that is there.
    ///
    /// # Errors
    /// The kernel's.
    pub fn is_taken(path: &[u8]) -> SysResult<bool> {
        let (dir, name) = DirFd::of(path)?;
        is_locked(&dir.open_file(name)?, libc::LOCK_SH).map(|locked| !locked)
    }
}

/// A lock on a file that is there already, held until this is dropped.
#[derive(Debug)]
pub struct Held {
    _file: File,
}

impl Held {
    /// Takes the lock if nobody holds it, and does not wait: `None` if a process does, or the
    /// file was replaced meanwhile.
    ///
    /// # Errors
    /// The kernel's; `ENOENT` if there is no such file.
    pub fn take(path: &[u8]) -> SysResult<Option<Held>> {
        let (dir, name) = DirFd::of(path)?;
        let file = dir.open_file(name)?;
        let is_held = is_locked(&file, libc::LOCK_EX)? && is_there(&dir, name, &file)?;
        Ok(is_held.then_some(Held { _file: file }))
    }
}

/// Holds a shared lock on a file until this process ends. `when_alone` runs before that, if no
/// other process holds one: none can begin to meanwhile.
///
/// # Errors
/// The kernel's; `EWOULDBLOCK` if another process holds the lock alone for long.
pub fn share_until_exit(path: &[u8], when_alone: &mut dyn FnMut()) -> SysResult<()> {
    let (dir, name) = DirFd::of(path)?;
    let file = dir.lock_file(name)?;
    if is_locked(&file, libc::LOCK_EX)? {
        when_alone();
    }
    for _ in 0..TRIES {
        // What held it alone until now may lose it to another process first.
        if is_locked(&file, libc::LOCK_SH)? {
            let kept = file.duplicate_above(libc::STDERR_FILENO.saturating_add(1))?;
            kept.into_fd();
            return Ok(());
        }
        super::clock::pause(PAUSE);
    }
    Err(Errno::WOULDBLOCK)
}

/// Whether nobody but this user can open a file.
fn is_private(metadata: &Metadata) -> bool {
    metadata.uid == process::effective_uid() && metadata.mode & 0o077 == 0
}

/// Whether `name` still leads to an open file.
fn is_there(dir: &DirFd, name: &[u8], file: &File) -> SysResult<bool> {
    let identity = file.metadata()?.identity;
    match dir.lstat(name) {
        Ok(metadata) => Ok(metadata.identity == identity),
        Err(Errno::NOENT) => Ok(false),
        Err(errno) => Err(errno),
    }
}

/// Whether the lock on an open file could be taken.
fn is_locked(file: &File, how: libc::c_int) -> SysResult<bool> {
    loop {
        // SAFETY: flock takes any number.
        match check(unsafe { libc::flock(file.fd(), how | libc::LOCK_NB) }) {
            Ok(_) => return Ok(true),
            Err(Errno::WOULDBLOCK) => return Ok(false),
            Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
    }
}

/// Puts a new file in the place of a lock file, which this process holds a shared lock on
/// until it ends. Whoever wants that lock alone is refused, whoever waits for it to be free
/// goes on, and the lock on the old file stays as it is.
///
/// # Errors
/// The kernel's; the old file is untouched then.
pub fn replace_by_shared(path: &[u8]) -> SysResult<()> {
    // The mode is that of OpenRC's own.
    let (new, file) = replace::new_file(path, 0o664)?;
    let replace = || {
        if !is_locked(&file, libc::LOCK_SH)? {
            return Err(Errno::WOULDBLOCK);
        }
        let kept = file.duplicate_above(libc::STDERR_FILENO.saturating_add(1))?;
        fs::rename(&new, path)?;
        kept.into_fd();
        Ok(())
    };
    replace().inspect_err(|_| {
        preserve_errno(|| fs::unlink(&new).ok());
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    fn scratch(name: &str) -> (std::path::PathBuf, DirFd) {
        let name = format!("openrc-lock-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        let dir = DirFd::open(path.as_os_str().as_encoded_bytes()).unwrap();
        (path, dir)
    }

    fn mode(path: &std::path::Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn a_lock_that_a_stranger_could_open_delays_nobody() {
        let (path, dir) = scratch("stranger");
        let file = path.join("lock");
        std::fs::write(&file, "").unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        let strangers = File::open(file.as_os_str().as_encoded_bytes()).unwrap();
        assert!(is_locked(&strangers, libc::LOCK_EX).unwrap());
        let begin = std::time::Instant::now();
        let lock = Lock::take_in(&dir, b"lock").unwrap();
        assert!(begin.elapsed().as_secs() < 5);
        assert_eq!(mode(&file), 0o600);
        assert!(Lock::is_taken(file.as_os_str().as_encoded_bytes()).unwrap());
        assert!(!path.join("lock.new").exists());
        drop(lock);
        assert!(!Lock::is_taken(file.as_os_str().as_encoded_bytes()).unwrap());
        std::fs::remove_dir_all(path).unwrap();
    }

    /// However many find the old form at once, each holds the lock alone.
    #[test]
    fn many_replace_an_old_lock_file_at_once() {
        let (path, dir) = scratch("many");
        let file = path.join("lock");
        let inside = std::sync::atomic::AtomicUsize::new(0);
        for _ in 0..50 {
            std::fs::write(&file, "").unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
            let start = std::sync::Barrier::new(6);
            std::thread::scope(|scope| {
                for _ in 0..6 {
                    scope.spawn(|| {
                        start.wait();
                        let lock = Lock::take_in(&dir, b"lock").unwrap();
                        let order = std::sync::atomic::Ordering::SeqCst;
                        assert_eq!(inside.fetch_add(1, order), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, order);
                        drop(lock);
                    });
                }
            });
            assert_eq!(mode(&file), 0o600);
        }
        std::fs::remove_dir_all(path).unwrap();
    }
}
