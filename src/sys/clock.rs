//! The time of day.

/// `time`: seconds since 1970.
#[allow(clippy::unnecessary_cast, clippy::useless_conversion)] // time_t differs
pub fn now() -> i64 {
    // SAFETY: time accepts NULL.
    i64::from(unsafe { libc::time(core::ptr::null_mut()) })
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
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)] // time_t differs
    pub fn now() -> Self {
        let mut now = timespec(0, 0);
        // SAFETY: now is ours; there is a clock of that name everywhere.
        unsafe { libc::clock_gettime(libc::CLOCK_REALTIME, &mut now) };
        Moment {
            seconds: i64::from(now.tv_sec),
            nanos: u32::try_from(now.tv_nsec).unwrap_or(0),
        }
    }
}

/// C's form of a time. Where it is padded, only its own default can make one.
#[allow(clippy::field_reassign_with_default, clippy::unnecessary_cast)] // time_t differs
pub(super) fn timespec(seconds: i64, nanos: libc::c_long) -> libc::timespec {
    let mut time = libc::timespec::default();
    time.tv_sec = seconds as _;
    time.tv_nsec = nanos as _;
    time
}
