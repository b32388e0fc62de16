//! When a timer is due next, whatever happens to the clock: a function of the times, which
//! touches nothing.

use super::{Timer, When};
use crate::clock::Millis;
use crate::files;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use openrc::bounds;

/// What the clocks say.
#[derive(Clone, Debug)]
pub struct Now {
    /// Since the boot, those times included in which the machine slept.
    pub boot: Millis,
    /// Of day.
    pub wall: Timestamp,
    /// Where this is.
    pub zone: TimeZone,
}

impl Now {
    /// What they say now.
    pub fn look() -> Self {
        Now {
            boot: crate::clock::now(),
            wall: Timestamp::now(),
            zone: TimeZone::system(),
        }
    }

    #[cfg(test)]
    fn apart(&self) -> i64 {
        difference(self.boot, self.wall)
    }
}

/// How far the clocks are apart, in milliseconds: it changes when somebody sets one.
pub fn apart() -> i64 {
    difference(crate::clock::now(), Timestamp::now())
}

fn difference(boot: Millis, wall: Timestamp) -> i64 {
    let boot = i64::try_from(boot).unwrap_or(i64::MAX);
    wall.as_millisecond().saturating_sub(boot)
}

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// At this time since the boot.
    Boot(Millis),
    /// At this time of day.
    Wall(Timestamp),
    /// Not again.
    Never,
}

/// What has come of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Nothing yet.
    Nothing,
    /// Its time.
    Due,
    /// Its time, so long ago that it is too late, in milliseconds.
    Missed(i64),
}

/// After a jump of the clock that is longer than this, in milliseconds, one reckons anew, as cron.
pub const LONG_JUMP: i64 = 3 * 3_600_000;
/// One that comes later than this was missed: the machine slept.
const LATE: i64 = 60_000;

/// A timer, and when it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The timer.
    pub timer: Timer,
    /// How much later it is on this machine.
    spread: Millis,
    /// When the service was started, since the boot.
    began: Millis,
    /// When it is due.
    pub next: Next,
    /// It was due, and has not been run yet. Several times are one.
    pub is_pending: bool,
}

impl Slot {
    /// One that is planned. `stamp`: when it ran last, as far as that is known.
    pub fn new(
        timer: Timer,
        spread: Millis,
        began: Millis,
        stamp: Option<Timestamp>,
        now: &Now,
    ) -> Self {
        let mut slot = Slot {
            timer,
            spread,
            began,
            next: Next::Never,
            is_pending: false,
        };
        slot.plan(stamp, now);
        slot
    }

    /// Whether this is what is planned for that timer, of a service that was started then.
    pub fn is_for(&self, timer: &Timer, began: Millis) -> bool {
        self.timer == *timer && self.began == began
    }

    /// Reckons anew.
    pub fn plan(&mut self, stamp: Option<Timestamp>, now: &Now) {
        self.next = self.next_after(now);
        let was_missed = stamp
            .filter(|stamp| *stamp < now.wall)
            .is_some_and(|stamp| {
                let missed = self.by_calendar(stamp, &now.zone);
                missed.is_some_and(|missed| missed <= now.wall)
            });
        self.is_pending |= self.timer.catches_up && was_missed;
    }

    fn next_after(&self, now: &Now) -> Next {
        match &self.timer.when {
            When::Every(every) => {
                let first = self.began.saturating_add(self.spread);
                let passed = now.boot.saturating_sub(first);
                let count = match now.boot < first {
                    true => 0,
                    false => passed.checked_div(*every).unwrap_or(0),
                };
                // The first is one step after the start.
                let next = every.saturating_mul(count.saturating_add(1));
                Next::Boot(first.saturating_add(next))
            }
            When::Calendar(_) => {
                let next = self.by_calendar(now.wall, &now.zone);
                next.map_or(Next::Never, Next::Wall)
            }
        }
    }

    fn by_calendar(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let When::Calendar(calendar) = &self.timer.when else {
            return None;
        };
        let spread = SignedDuration::from_millis(i64::try_from(self.spread).ok()?);
        let next = calendar.next(after.checked_sub(spread).ok()?, zone)?;
        next.checked_add(spread).ok()
    }

    /// The next times, with the first.
    pub fn following(&self, now: &Now, count: usize) -> Vec<Timestamp> {
        let mut times = Vec::new();
        let mut after = now.clone();
        while times.len() < count {
            let (wall, boot) = match self.next_after(&after) {
                Next::Never => break,
                Next::Wall(wall) => (wall, after.boot),
                Next::Boot(boot) => {
                    let left = boot.saturating_sub(now.boot);
                    let left = SignedDuration::from_millis(i64::try_from(left).unwrap_or(i64::MAX));
                    let Ok(wall) = now.wall.checked_add(left) else {
                        break;
                    };
                    (wall, boot)
                }
            };
            times.push(wall);
            after = Now {
                boot,
                wall,
                ..after
            };
        }
        times
    }

    /// Looks whether it is due. `jump`: how far the clock was set since the last look, in
    /// milliseconds.
    pub fn look(&mut self, now: &Now, jump: i64) -> Came {
        let late = match self.next {
            Next::Never => return Came::Nothing,
            Next::Boot(next) => match now.boot.checked_sub(next) {
                None => return Came::Nothing,
                // However late: it is the time since the start that counts.
                Some(_) => 0,
            },
            Next::Wall(next) => {
                let late = now.wall.duration_since(next).as_millis();
                let late = i64::try_from(late).unwrap_or(i64::MAX);
                if late < 0 {
                    return Came::Nothing;
                }
                // What a jump has passed over is not late.
                late.saturating_sub(jump.max(0))
            }
        };
        self.next = self.next_after(now);
        match late > LATE && !self.timer.catches_up {
            true => Came::Missed(late),
            false => {
                self.is_pending = true;
                Came::Due
            }
        }
    }
}

/// What tells this machine from others.
pub fn machine() -> Vec<u8> {
    let files = [
        "/etc/machine-id",
        "/var/lib/dbus/machine-id",
        "/etc/hostname",
    ];
    let read = |file: &&str| files::read(file, bounds::VALUE).ok();
    files.iter().find_map(read).unwrap_or_default()
}

/// How much later a timer is on this machine, the same each time: of so many machines that have it
/// at the same time not all run it at once.
pub fn spread(machine: &[u8], service: &[u8], timer: &Timer) -> Millis {
    // FNV-1a.
    let parts: [&[u8]; 3] = [machine, service, timer.name.as_bytes()];
    let bytes = parts.iter().flat_map(|part| part.iter().chain(&[0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    });
    // The last bits depend on the last bytes most.
    let mixed = hash ^ (hash >> 32);
    let seconds = timer.random / 1000;
    mixed
        .checked_rem(seconds.saturating_add(1))
        .unwrap_or(0)
        .saturating_mul(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timers::calendar::Calendar;
    use crate::timers::Action;

    const HOUR: i64 = 3_600_000;

    fn timer(when: When) -> Timer {
        Timer {
            name: "t".into(),
            when,
            action: Action::Restart,
            random: 0,
            catches_up: false,
            condition: None,
        }
    }

    fn daily(text: &str) -> Timer {
        timer(When::Calendar(Box::new(Calendar::parse(text).unwrap())))
    }

    /// Clocks that pass, sleep and are set.
    struct Clocks {
        now: Now,
        told: i64,
    }

    impl Clocks {
        fn at(text: &str) -> Self {
            let now = Now {
                boot: 1_000_000,
                wall: text.parse().unwrap(),
                zone: TimeZone::get("Europe/Berlin").unwrap(),
            };
            let told = now.apart();
            Clocks { now, told }
        }

        fn pass(&mut self, millis: i64) {
            self.now.boot = self.now.boot.saturating_add(u64::try_from(millis).unwrap());
            self.set(millis);
        }

        fn set(&mut self, millis: i64) {
            let by = SignedDuration::from_millis(millis);
            self.now.wall = self.now.wall.checked_add(by).unwrap();
        }

        /// As the guard does.
        fn look(&mut self, slot: &mut Slot) -> Came {
            let jump = self.now.apart().saturating_sub(self.told);
            self.told = self.now.apart();
            if jump.abs() > LONG_JUMP && matches!(slot.next, Next::Wall(_)) {
                slot.plan(None, &self.now);
            }
            slot.look(&self.now, jump)
        }
    }

    fn wall(slot: &Slot) -> String {
        match slot.next {
            Next::Wall(next) => next.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn due_once_each_time() {
        let mut clocks = Clocks::at("2026-06-01T10:00:00Z");
        let mut slot = Slot::new(daily("13:00"), 0, 0, None, &clocks.now);
        assert_eq!(wall(&slot), "2026-06-01T11:00:00Z");
        clocks.pass(HOUR - 1);
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
        clocks.pass(1);
        assert_eq!(clocks.look(&mut slot), Came::Due);
        assert!(slot.is_pending);
        assert_eq!(wall(&slot), "2026-06-02T11:00:00Z");
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
    }

    #[test]
    fn small_jumps_repeat_nothing_and_lose_nothing() {
        for jump in [1000, 2 * HOUR, LONG_JUMP] {
            // Forward over it: it runs now.
            let mut clocks = Clocks::at("2026-06-01T10:59:59.5Z");
            let mut slot = Slot::new(daily("13:00"), 0, 0, None, &clocks.now);
            clocks.set(jump);
            assert_eq!(clocks.look(&mut slot), Came::Due, "{jump}");
            assert_eq!(wall(&slot), "2026-06-02T11:00:00Z");
            // Back behind it: not again.
            clocks.set(-jump);
            assert_eq!(clocks.look(&mut slot), Came::Nothing);
            clocks.pass(jump + 1000);
            assert_eq!(clocks.look(&mut slot), Came::Nothing);
            assert_eq!(wall(&slot), "2026-06-02T11:00:00Z");
        }
    }

    #[test]
    fn after_long_jumps_one_reckons_anew() {
        let year = 365 * 24 * HOUR;
        let mut clocks = Clocks::at("2026-06-01T10:30:00Z");
        let mut slot = Slot::new(daily("13:00"), 0, 0, None, &clocks.now);
        clocks.set(year);
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
        assert_eq!(wall(&slot), "2027-06-01T11:00:00Z");
        clocks.set(-2 * year);
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
        assert_eq!(wall(&slot), "2025-06-01T11:00:00Z");
        // What was due stays so.
        clocks.pass(HOUR / 2);
        assert_eq!(clocks.look(&mut slot), Came::Due);
        clocks.set(year);
        clocks.look(&mut slot);
        assert!(slot.is_pending);
    }

    #[test]
    fn what_was_slept_over_is_missed_or_caught_up_with() {
        for catches_up in [false, true] {
            let mut clocks = Clocks::at("2026-06-01T10:30:00Z");
            let mut timer = daily("13:00");
            timer.catches_up = catches_up;
            let mut slot = Slot::new(timer, 0, 0, None, &clocks.now);
            // Three nights.
            clocks.pass(72 * HOUR);
            let expected = match catches_up {
                true => Came::Due,
                false => Came::Missed(72 * HOUR - HOUR / 2),
            };
            assert_eq!(clocks.look(&mut slot), expected);
            assert_eq!(slot.is_pending, catches_up);
            assert_eq!(clocks.look(&mut slot), Came::Nothing);
            assert_eq!(wall(&slot), "2026-06-04T11:00:00Z");
        }
    }

    #[test]
    fn what_was_missed_while_the_machine_was_off() {
        let clocks = Clocks::at("2026-06-03T10:30:00Z");
        let mut timer = daily("13:00");
        let stamp = |text: &str| Some(text.parse().unwrap());
        let is_pending =
            |timer: &Timer, stamp| Slot::new(timer.clone(), 0, 0, stamp, &clocks.now).is_pending;
        assert!(!is_pending(&timer, stamp("2026-06-01T11:00:00Z")));
        timer.catches_up = true;
        assert!(is_pending(&timer, stamp("2026-06-01T11:00:00Z")));
        assert!(!is_pending(&timer, stamp("2026-06-02T11:00:00Z")));
        // Never before, and from the future.
        assert!(!is_pending(&timer, None));
        assert!(!is_pending(&timer, stamp("2030-01-01T00:00:00Z")));
    }

    #[test]
    fn every_so_often_since_the_start() {
        let mut clocks = Clocks::at("2026-06-01T10:00:00Z");
        let began = clocks.now.boot;
        let mut slot = Slot::new(timer(When::Every(60_000)), 5000, began, None, &clocks.now);
        assert_eq!(slot.next, Next::Boot(began + 65_000));
        // Nobody can set this clock.
        clocks.set(100 * HOUR);
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
        clocks.pass(65_000);
        assert_eq!(clocks.look(&mut slot), Came::Due);
        assert_eq!(slot.next, Next::Boot(began + 125_000));
        // Several while the machine slept are one.
        clocks.pass(10 * HOUR);
        assert_eq!(clocks.look(&mut slot), Came::Due);
        assert_eq!(clocks.look(&mut slot), Came::Nothing);
        let times = slot.following(&clocks.now, 3);
        assert_eq!(times.len(), 3);
        assert_eq!((times[2] - times[1]).get_seconds(), 60);
    }

    #[test]
    fn the_spread_is_the_same_each_time_and_differs() {
        let mut timer = daily("daily");
        assert_eq!(spread(b"machine", b"service", &timer), 0);
        timer.random = 3_600_000;
        let one = spread(b"machine", b"service", &timer);
        assert_eq!(one, spread(b"machine", b"service", &timer));
        let mut all: Vec<Millis> = (0..1000)
            .map(|number| spread(format!("machine{number}").as_bytes(), b"service", &timer))
            .collect();
        assert!(all.iter().all(|it| *it <= 3_600_000 && it % 1000 == 0));
        all.sort_unstable();
        assert!(all[100] < 900_000 && all[900] > 2_700_000);
        all.dedup();
        assert!(all.len() > 800);
        // It moves each of the times by as much.
        let clocks = Clocks::at("2026-06-01T10:00:00Z");
        let slot = Slot::new(daily("13:00"), 60_000, 0, None, &clocks.now);
        assert_eq!(wall(&slot), "2026-06-01T11:01:00Z");
        let clocks = Clocks::at("2026-06-01T11:00:30Z");
        let slot = Slot::new(daily("13:00"), 60_000, 0, None, &clocks.now);
        assert_eq!(wall(&slot), "2026-06-01T11:01:00Z");
    }
}
