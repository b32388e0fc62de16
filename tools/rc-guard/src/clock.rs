//! Time: since the boot, for all that is reckoned with, and of day, for what people read.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use nix::time::{clock_gettime, ClockId};

/// Milliseconds.
pub type Millis = u64;

/// Milliseconds since the boot, those included in which the machine slept. Nobody can set
/// this clock.
pub fn now() -> Millis {
    let Ok(time) = clock_gettime(ClockId::CLOCK_BOOTTIME) else {
        return 0;
    };
    let seconds = u64::try_from(time.tv_sec()).unwrap_or(0);
    let nanos = u64::try_from(time.tv_nsec()).unwrap_or(0);
    seconds
        .saturating_mul(1000)
        .saturating_add(nanos / 1_000_000)
}

/// Seconds since 1970, as the clock says now.
pub fn seconds_of_day() -> i64 {
    Timestamp::now().as_second()
}

/// When something was, as the clock says now.
pub fn wall(then: Millis) -> i64 {
    wall_millis(then) / 1000
}

/// The same, in milliseconds.
pub fn wall_millis(then: Millis) -> i64 {
    let ago = i64::try_from(now().saturating_sub(then)).unwrap_or(i64::MAX);
    Timestamp::now().as_millisecond().saturating_sub(ago)
}

fn local(seconds: i64) -> Option<Zoned> {
    let time = Timestamp::from_second(seconds).ok()?;
    Some(time.to_zoned(TimeZone::system()))
}

/// As OpenRC writes a time into options/SERVICE/start_time, and as people read it.
pub fn text(seconds: i64) -> String {
    let time = local(seconds).map(|time| time.strftime("%Y-%m-%d %H:%M:%S").to_string());
    time.unwrap_or_default()
}

/// With the zone, for programs.
pub fn stamp(seconds: i64) -> String {
    let time = local(seconds).map(|time| time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    time.unwrap_or_default()
}

/// As syslog wants it.
pub fn syslog(seconds: i64) -> String {
    let time = local(seconds).map(|time| time.strftime("%b %e %H:%M:%S").to_string());
    time.unwrap_or_default()
}

/// How long, in the two largest units: `2 d 3 h`, `4 min 12 s`, `0.3 s`.
pub fn span(millis: Millis) -> String {
    let seconds = millis / 1000;
    let (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) if millis < 10_000 && millis % 1000 != 0 => {
            format!("{}.{} s", seconds, millis % 1000 / 100)
        }
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) if seconds % 60 == 0 => format!("{minutes} min"),
        (0, 0, _) => format!("{minutes} min {} s", seconds % 60),
        (0, _, 0) => format!("{hours} h"),
        (0, _, _) => format!("{hours} h {minutes} min"),
        (_, 0, _) => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_two_units_at_most() {
        let said = [0, 300, 9_999, 10_400, 60_000, 61_000, 3_600_000, 93_600_000].map(span);
        let expected = [
            "0 s",
            "0.3 s",
            "9.9 s",
            "10 s",
            "1 min",
            "1 min 1 s",
            "1 h",
            "1 d 2 h",
        ];
        assert_eq!(said, expected);
    }
}
