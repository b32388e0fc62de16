//! Whether the state directory of a Prefix is of this boot, found out once.
#![forbid(unsafe_code)]

use super::obstacle::Obstacle;
use super::{state_dir, Prefix};
use crate::sys::{clock, preserve_errno, process, Errno};
use crate::{Error, Result};
use alloc::boxed::Box;
use core::sync::atomic::{AtomicUsize, Ordering};
use once_cell::race::OnceBox;

/// What is known of one state directory: `None` if it is of this boot.
#[derive(Debug, Default)]
pub struct BootCheck {
    known: OnceBox<Option<Obstacle>>,
}

/// How often, and how long between, in milliseconds, a thread waits for another that is
/// checking. That one may take long: another process may hold the lock.
const LOOKS: u32 = 2000;
const PAUSE: i32 = 10;

impl BootCheck {
    /// Checks once; every later call answers the same.
    ///
    /// # Errors
    /// Those of [`state_dir::settle`]; `EBUSY` in a signal handler that interrupted a check.
    pub fn settle(
        &self,
        prefix: &Prefix,
        svcdir: &[u8],
        is_owner: &dyn Fn() -> bool,
    ) -> Result<()> {
        if self.known.get().is_none() {
            alone(svcdir, || {
                if self.known.get().is_none() {
                    let found = preserve_errno(|| state_dir::settle(prefix, svcdir, is_owner()));
                    match found {
                        // Only for now: the next call checks again.
                        Err(obstacle) if obstacle.errno == Errno::BUSY => {
                            return Err(obstacle.about(svcdir))
                        }
                        found => self.known.set(Box::new(found.err())).ok(),
                    };
                }
                Ok(())
            })?;
        }
        match self.known.get() {
            Some(Some(obstacle)) => Err(obstacle.about(svcdir)),
            _ => Ok(()),
        }
    }

    /// Checks again, for a state directory that was removed since. What is known stays.
    ///
    /// # Errors
    /// As [`BootCheck::settle`].
    pub fn repeat(&self, prefix: &Prefix, svcdir: &[u8]) -> Result<()> {
        alone(svcdir, || {
            state_dir::settle(prefix, svcdir, true).map_err(|obstacle| obstacle.about(svcdir))
        })
    }
}

/// Runs `check` in one thread at a time. A signal handler that interrupted one must not
/// wait for the thread that it runs in.
fn alone(svcdir: &[u8], mut check: impl FnMut() -> Result<()>) -> Result<()> {
    for _ in 0..LOOKS {
        match AtWork::enter() {
            Ok(_at_work) => return check(),
            Err(thread) if thread == process::thread() => {
                return Err(Error::os(Errno::BUSY, svcdir));
            }
            Err(_) => preserve_errno(|| clock::pause(PAUSE)),
        }
    }
    Err(Error::os(Errno::WOULDBLOCK, svcdir))
}

/// The thread that is checking, [`NOBODY`] for none.
static AT_WORK: AtomicUsize = AtomicUsize::new(NOBODY);
/// No thread has this number.
const NOBODY: usize = 0;

/// This thread is checking until this is dropped.
pub(super) struct AtWork;

impl AtWork {
    /// # Errors
    /// The thread that is checking.
    pub(super) fn enter() -> core::result::Result<Self, usize> {
        let order = (Ordering::Acquire, Ordering::Relaxed);
        AT_WORK
            .compare_exchange(NOBODY, process::thread(), order.0, order.1)
            .map(|_| AtWork)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.store(NOBODY, Ordering::Release);
    }
}
