//! What a directory's time says about the moment of a look: whether something may have
//! changed in the directory since.
#![forbid(unsafe_code)]

use crate::sys::clock::Moment;

/// The longest time, in nanoseconds, from one tick of the kernel to the next.
const TICK: u32 = 10_000_000;
/// That long, in nanoseconds, a change may be dated before it is seen.
const DELAY: u64 = 1_000_000;

/// When a look began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning {
    exact: Moment,
    /// What is dated before was there to be seen when the look began.
    files: Moment,
}

impl Beginning {
    /// The look begins now.
    ///
    /// Linux dates a change with the time of the last tick, and shows the change
    /// afterwards, within microseconds. So a change of the last tick may be later than
    /// this moment, and so may one of the tick before if that has only just ended.
    pub fn now() -> Self {
        let (exact, tick) = (Moment::now(), Moment::of_files());
        let files = match exact.nanos_since(tick) {
            0..DELAY => tick.before(TICK),
            _ => tick,
        };
        Beginning { exact, files }
    }

    /// Whether what was changed at this time may have changed since. A time from the
    /// future is of before the clock was set back. Some file systems keep whole seconds.
    pub fn is_before(self, change: Moment) -> bool {
        let begun = match change.nanos {
            0 => Moment::of_seconds(self.files.seconds),
            _ => self.files,
        };
        change >= begun && change <= Moment::now()
    }

    /// How many nanoseconds ago that was.
    pub fn age(self) -> u64 {
        Moment::now().nanos_since(self.exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, nanos: u32) -> Moment {
        Moment { seconds, nanos }
    }

    fn begun(seconds: i64, nanos: u32) -> Beginning {
        let moment = at(seconds, nanos);
        Beginning {
            exact: moment,
            files: moment,
        }
    }

    #[test]
    fn what_has_the_time_of_the_beginning_may_have_changed_since() {
        let look = begun(100, 5);
        assert!(!look.is_before(at(100, 4)));
        assert!(look.is_before(at(100, 5)));
        assert!(look.is_before(at(101, 1)));
    }

    #[test]
    fn a_whole_second_stands_for_all_of_it() {
        let look = begun(100, 5);
        assert!(look.is_before(at(100, 0)));
        assert!(!look.is_before(at(99, 0)));
    }

    #[test]
    fn the_future_is_of_before_the_clock_was_set_back() {
        let future = at(Moment::now().seconds + 1000, 1);
        assert!(!begun(100, 5).is_before(future));
    }

    #[test]
    fn what_is_changed_after_a_beginning_is_dated_since() {
        let path = std::env::temp_dir().join(format!("openrc-quiet-{}", std::process::id()));
        let bytes = path.as_os_str().as_encoded_bytes();
        for _ in 0..200 {
            let look = Beginning::now();
            std::fs::create_dir(&path).unwrap();
            assert!(look.is_before(crate::sys::fs::stat(bytes).unwrap().ctime));
            std::fs::remove_dir(&path).unwrap();
        }
        std::thread::sleep(std::time::Duration::from_millis(30));
        std::fs::create_dir(&path).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(30));
        assert!(!Beginning::now().is_before(crate::sys::fs::stat(bytes).unwrap().ctime));
        std::fs::remove_dir(&path).unwrap();
    }
}
