//! Parts of the C library that may not be entered twice by one thread.
//!
//! OpenRC's programs call the library from signal handlers, also from one that
//! interrupted it. malloc, stdio, setenv and syslog would then wait for a lock that the
//! interrupted call holds, or find their data half changed. So each is entered through
//! a gate, and who finds it taken does something else.

use core::sync::atomic::{compiler_fence, AtomicBool, Ordering};

/// A gate that one call at a time passes. No lock: nobody ever waits.
#[derive(Debug)]
pub struct Gate(AtomicBool);

impl Gate {
    const fn new() -> Self {
        Gate(AtomicBool::new(false))
    }

    /// Runs `work`, unless somebody is in there.
    ///
    /// Another thread may get in between the look and the step; the parts themselves
    /// take care of threads. A signal handler may too, but is out again before the step.
    #[inline]
    pub fn pass<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if self.0.load(Ordering::Relaxed) {
            return None;
        }
        self.0.store(true, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        let result = work();
        compiler_fence(Ordering::SeqCst);
        self.0.store(false, Ordering::Relaxed);
        Some(result)
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

    #[test]
    fn a_gate_is_passed_by_one_at_a_time() {
        let gate = Gate::new();
        assert_eq!(gate.pass(|| gate.pass(|| 1)), Some(None));
        assert_eq!(gate.pass(|| 2), Some(2));
    }
}
