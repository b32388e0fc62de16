//! Whether the state directory of a Prefix is of this boot, found out once.
#![forbid(unsafe_code)]

use super::{state_dir, Prefix};
use crate::sys::{clock, preserve_errno, process, Errno};
use crate::{Error, Result};
use core::sync::atomic::{AtomicI32, AtomicUsize, Ordering};

/// What is known of one state directory.
#[derive(Debug)]
pub struct BootCheck {
    /// [`UNSETTLED`], [`BELIEVED`], or the errno that says why it may not be believed.
    belief: AtomicI32,
}

/// Not yet checked.
const UNSETTLED: i32 = -1;
/// May be believed.
const BELIEVED: i32 = 0;

/// How often, and how long between, in milliseconds, a thread waits for another that is
/// checking. That one may take long: another process may hold the lock.
const LOOKS: u32 = 2000;
const PAUSE: i32 = 10;

impl BootCheck {
    /// Nothing is known yet. Outside of a Prefix nothing has to be checked.
    pub fn new(is_prefix: bool) -> Self {
        BootCheck {
            belief: AtomicI32::new(if is_prefix { UNSETTLED } else { BELIEVED }),
        }
    }

    /// What is known; `None` before the first check.
    pub fn known(&self, svcdir: &[u8]) -> Option<Result<()>> {
        match self.belief.load(Ordering::Acquire) {
            UNSETTLED => None,
            BELIEVED => Some(Ok(())),
            errno => Some(Err(Error::os(Errno(errno), svcdir))),
        }
    }

    /// Checks once; every later call answers the same.
    ///
    /// # Errors
    /// Those of [`state_dir::settle`]; `EBUSY` in a signal handler that interrupted a check.
    pub fn settle(&self, prefix: &Prefix, svcdir: &[u8]) -> Result<()> {
        alone(svcdir, || match self.known(svcdir) {
            Some(known) => known,
            None => {
                let result = preserve_errno(|| state_dir::settle(prefix, svcdir));
                let belief = match &result {
                    Ok(()) => BELIEVED,
                    // Only for now: the next call checks again.
                    Err(error) if error.errno() == Errno::BUSY => UNSETTLED,
                    Err(error) => error.errno().0,
                };
                self.belief.store(belief, Ordering::Release);
                result
            }
        })
    }

    /// Checks again, for a state directory that was removed since. What is known stays.
    ///
    /// # Errors
    /// As [`BootCheck::settle`].
    pub fn repeat(&self, prefix: &Prefix, svcdir: &[u8]) -> Result<()> {
        alone(svcdir, || state_dir::settle(prefix, svcdir))
    }
}

/// Runs `check` in one thread at a time. A signal handler that interrupted one must not
/// wait for the thread that it runs in.
fn alone(svcdir: &[u8], check: impl FnOnce() -> Result<()>) -> Result<()> {
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
