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
    #[doc(hidden)]
    pub fn of_seconds(seconds: i64) -> Self {
        Moment { seconds, nanos: 0 }
    }

    /// This moment (`clock_gettime`).
    pub fn now() -> Self {
        Self::by(ClockId::Realtime)
    }

    /// This moment by the clock that Linux dates files with, which stands still from one
    /// tick of the kernel to the next. On other systems the moment itself.
    #[doc(hidden)]
    pub fn of_files() -> Self {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        return Self::by(ClockId::RealtimeCoarse);
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        return Self::now();
    }

    /// The time since the start of the machine, which nobody sets, by a clock that stands
    /// still from one tick to the next with that of [`Moment::of_files`].
    pub fn since_start() -> Self {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        return Self::by(ClockId::MonotonicCoarse);
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        return Self::by(ClockId::Monotonic);
    }

    /// How many nanoseconds later this is than `other`.
    #[doc(hidden)]
    pub fn nanos_ahead_of(self, other: Moment) -> i64 {
        let seconds = self.seconds.saturating_sub(other.seconds);
        let nanos = i64::from(self.nanos).saturating_sub(i64::from(other.nanos));
        seconds.saturating_mul(1_000_000_000).saturating_add(nanos)
    }

    fn by(clock: ClockId) -> Self {
        let now = clock_gettime(clock);
        Moment {
            seconds: now.tv_sec,
            nanos: u32::try_from(now.tv_nsec).unwrap_or(0),
        }
    }
}
