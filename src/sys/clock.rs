//! The time of day.

/// `time`: seconds since 1970.
#[allow(clippy::unnecessary_cast, clippy::useless_conversion)] // time_t differs
pub fn now() -> i64 {
    // SAFETY: time accepts NULL.
    i64::from(unsafe { libc::time(core::ptr::null_mut()) })
}
