//! `flock`, with an end to the waiting.

use super::fs::{check, File};
use super::{Errno, SysResult};

/// How often a lock that somebody else has is asked for, and how long to wait between,
/// in milliseconds: ten seconds in all. Who holds it may have been stopped.
const TRIES: u32 = 500;
const PAUSE: libc::c_int = 20;

/// A lock on a file, held until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock on a file, which is made when it is missing.
    ///
    /// # Errors
    /// The kernel's: `EWOULDBLOCK` where somebody else keeps it, `ENOLCK`, `ENOSYS` or
    /// `EOPNOTSUPP` where the file system has no locks.
    pub fn take(path: &[u8]) -> SysResult<Lock> {
        let file = File::open_or_create(path)?;
        for _ in 0..TRIES {
            // SAFETY: flock takes any number.
            match check(unsafe { libc::flock(file.fd(), libc::LOCK_EX | libc::LOCK_NB) }) {
                Ok(_) => return Ok(Lock { _file: file }),
                Err(Errno::WOULDBLOCK) => super::clock::pause(PAUSE),
                Err(Errno::INTR) => {}
                Err(errno) => return Err(errno),
            }
        }
        Err(Errno::WOULDBLOCK)
    }

    /// Whether somebody has the lock on a file that is there.
    ///
    /// # Errors
    /// The kernel's.
    pub fn is_taken(path: &[u8]) -> SysResult<bool> {
        let file = File::open(path)?;
        // SAFETY: flock takes any number.
        match check(unsafe { libc::flock(file.fd(), libc::LOCK_SH | libc::LOCK_NB) }) {
            Ok(_) => Ok(false),
            Err(Errno::WOULDBLOCK) => Ok(true),
            Err(errno) => Err(errno),
        }
    }
}
