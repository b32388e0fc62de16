//! Parts of the C library that may not be entered twice by one thread.
//!
//! OpenRC's programs call the library from signal handlers, also from one that
//! interrupted it. malloc, stdio, setenv and syslog would then wait for a lock that the
//! interrupted call holds, or find their data half changed. So each is entered through
//! a gate, and who finds it taken does something else.

use super::clock;
use core::sync::atomic::{compiler_fence, AtomicUsize, Ordering};

/// A gate that one call at a time passes.
#[derive(Debug)]
pub struct Gate {
    /// The thread that is in there.
    thread: AtomicUsize,
}

/// No thread.
const NOBODY: usize = 0;
/// How often a thread tries to enter at once, how often after a pause, and how long that
/// is, in milliseconds. Others are out soon, even if malloc has to wait until the kernel
/// has copied a process. One that is not out then is of another process, which has forked.
const QUICK_TRIES: u32 = 100;
const TRIES: u32 = 1000;
const PAUSE: i32 = 1;

impl Gate {
    const fn new() -> Self {
        Gate {
            thread: AtomicUsize::new(NOBODY),
        }
    }

    /// Runs `work`, unless somebody is in there. Nobody ever waits.
    ///
    /// Another thread may get in between the look and the step; the parts themselves
    /// take care of threads. A signal handler may too, but is out again before the step.
    #[inline]
    pub fn pass<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if self.thread.load(Ordering::Relaxed) != NOBODY {
            return None;
        }
        self.thread.store(super::thread(), Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        let result = work();
        compiler_fence(Ordering::SeqCst);
        self.thread.store(NOBODY, Ordering::Relaxed);
        Some(result)
    }

    /// Runs `work` once other threads are out; `None` only in a signal handler that
    /// interrupted this thread in there. Threads that all enter so exclude each other.
    pub fn enter<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if !self.wait() {
            return None;
        }
        let result = work();
        self.thread.store(NOBODY, Ordering::Release);
        Some(result)
    }

    /// Takes the gate. False where this thread has it already.
    fn wait(&self) -> bool {
        let me = super::thread();
        let order = (Ordering::Acquire, Ordering::Relaxed);
        for tried in 0..TRIES {
            match self.thread.compare_exchange(NOBODY, me, order.0, order.1) {
                Ok(_) => return true,
                Err(thread) if thread == me => return false,
                Err(_) if tried < QUICK_TRIES => core::hint::spin_loop(),
                Err(_) => super::preserve_errno(|| clock::pause(PAUSE)),
            }
        }
        self.thread.store(me, Ordering::Relaxed);
        true
    }
}

/// malloc, and what calls it.
pub static MALLOC: Gate = Gate::new();
/// stdio.
pub static STREAMS: Gate = Gate::new();
/// Changes of the environment.
pub static ENVIRONMENT: Gate = Gate::new();
/// The system log.
pub static LOG: Gate = Gate::new();

/// Runs a call of the C library that allocates: a handler that interrupts it gets its
/// memory elsewhere. A handler that is within malloc already takes the risk.
pub fn allocating<T>(work: impl Fn() -> T) -> T {
    match MALLOC.pass(&work) {
        Some(result) => result,
        None => work(),
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;
    use core::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_gate_is_passed_by_one_at_a_time() {
        let gate = Gate::new();
        assert_eq!(gate.pass(|| gate.pass(|| 1)), Some(None));
        assert_eq!(gate.pass(|| 2), Some(2));
        assert_eq!(gate.enter(|| gate.enter(|| 3)), Some(None));
        assert_eq!(gate.enter(|| gate.pass(|| 3)), Some(None));
    }

    #[test]
    fn threads_that_enter_wait_for_each_other() {
        let (gate, inside) = (Gate::new(), AtomicUsize::new(0));
        let enter = || {
            for _ in 0..1000 {
                let others = gate.enter(|| {
                    let others = inside.fetch_add(1, Ordering::Relaxed);
                    std::thread::yield_now();
                    inside.fetch_sub(1, Ordering::Relaxed);
                    others
                });
                assert_eq!(others, Some(0));
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(enter);
            }
        });
    }

    #[test]
    fn a_thread_that_fork_left_behind_is_not_waited_for_twice() {
        let gate = Gate::new();
        gate.thread.store(usize::MAX, Ordering::Relaxed);
        assert_eq!(gate.enter(|| 1), Some(1));
        assert_eq!(gate.pass(|| 2), Some(2));
    }
}
