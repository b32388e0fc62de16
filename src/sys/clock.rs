//! The time of day.

use rustix::time::{clock_gettime, ClockId};

/// Seconds since 1970.
pub fn now() -> i64 {
    Moment::now().seconds
}

/// Waits for so many milliseconds, or until a signal comes.
pub fn pause(milliseconds: i32) {
    // SAFETY: with no descriptors poll only waits.
    unsafe { libc::poll(core::ptr::null_mut(), 0, milliseconds) };
}

/// A moment, to the nanosecond; the earlier is the lesser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Seconds since 1970.
    pub seconds: i64,
    /// What is beyond them.
    pub nanos: u32,
}

impl Moment {
    /// A whole second.
    pub fn of_seconds(seconds: i64) -> Self {
        Moment { seconds, nanos: 0 }
    }

    /// This moment (`clock_gettime`).
    pub fn now() -> Self {
        let now = clock_gettime(ClockId::Realtime);
        Moment {
            seconds: now.tv_sec,
            nanos: u32::try_from(now.tv_nsec).unwrap_or(0),
        }
    }
}
