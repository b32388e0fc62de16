//! What a directory's time says about the moment of a look: whether something may have
//! changed in the directory since.
#![forbid(unsafe_code)]

use crate::sys::clock::Moment;

/// When a look began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning {
    /// What the kernel dates since has this time or a later one.
    files: Moment,
    /// How far the time of day is ahead of the time since the start of the machine.
    ahead: i64,
}

impl Beginning {
    /// The look begins now.
    pub fn now() -> Self {
        // If a tick comes in between, the clock seems to have been set back, and the look is
        // repeated. The other way round such a tick could hide that it was.
        let since_start = Moment::since_start();
        let files = Moment::of_files();
        Beginning {
            files,
            ahead: files.nanos_ahead_of(since_start),
        }
    }

    /// Whether what has this time may have been dated since. A time from the future is of
    /// before the clock was set back. Some file systems keep whole seconds.
    pub fn is_before(self, change: Moment) -> bool {
        let begun = match change.nanos {
            0 => Moment::of_seconds(self.files.seconds),
            _ => self.files,
        };
        change >= begun && change <= Moment::now()
    }

    /// Whether the clock was set back since: then what is dated since may have a time before.
    pub fn was_clock_set_back(self) -> bool {
        let files = Moment::of_files();
        files.nanos_ahead_of(Moment::since_start()) < self.ahead
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
            files: moment,
            ahead: 0,
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
    fn a_clock_that_was_set_back_is_seen() {
        let look = Beginning::now();
        let set = |nanos: i64| Beginning {
            ahead: look.ahead + nanos,
            ..look
        };
        assert!(set(1).was_clock_set_back());
        // Two readings with a tick in between may also look so.
        assert!((0..5).any(|_| !set(0).was_clock_set_back()));
        assert!(!set(-20_000_000).was_clock_set_back(), "it was set forward");
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
