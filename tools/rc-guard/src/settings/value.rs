//! The values of settings: what people may write, and what it means.

use crate::clock::Millis;
use nix::sys::signal::Signal;
use std::str::FromStr;

/// A duration, in the grammar of OpenRC's own programs: a number, and a unit or none.
pub fn duration(text: &str) -> Result<Millis, &'static str> {
    const WHAT: &str = "is no duration: a number and nothing, ms, s, sec, seconds, m, min, \
                        minutes, h or hour";
    let digits = text.trim_start();
    let end = digits.find(|it: char| !it.is_ascii_digit());
    let (number, unit) = digits
        .split_at_checked(end.unwrap_or(digits.len()))
        .ok_or(WHAT)?;
    let number: Millis = number.parse().map_err(|_| WHAT)?;
    let millis = match unit {
        // Upstream spells it so.
        "ms" | "miliseconds" => 1,
        "" | "s" | "sec" | "seconds" => 1000,
        "m" | "min" | "minutes" => 60_000,
        "h" | "hour" => 3_600_000,
        _ => return Err(WHAT),
    };
    number.checked_mul(millis).ok_or(WHAT)
}

/// A duration of a second at least.
pub fn seconds(text: &str) -> Result<Millis, &'static str> {
    match duration(text)? {
        0..1000 => Err("is less than a second"),
        millis => Ok(millis),
    }
}

/// How often, once at least.
pub fn times(text: &str) -> Result<u32, &'static str> {
    match number(text)? {
        0 => Err("is less than one"),
        times => Ok(times),
    }
}

/// A number that is not negative.
pub fn number(text: &str) -> Result<u32, &'static str> {
    text.trim().parse().map_err(|_| "is no number")
}

/// An OOM score adjustment.
pub fn oom_score_adj(text: &str) -> Result<i32, &'static str> {
    let value = text.trim().parse().ok();
    value
        .filter(|value| (-1000..=1000).contains(value))
        .ok_or("is not a number from -1000 to 1000")
}

/// A signal by its name, with SIG or without.
pub fn signal(name: &str) -> Option<Signal> {
    let name = name.strip_prefix("SIG").unwrap_or(name);
    Signal::from_str(&format!("SIG{name}")).ok()
}

/// The name of a signal, without SIG; its number where it has none.
pub fn signal_name(signal: i32) -> String {
    match Signal::try_from(signal) {
        Ok(signal) => signal.as_str().trim_start_matches("SIG").to_string(),
        Err(_) => signal.to_string(),
    }
}

/// Exit statuses and signals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    statuses: Vec<i32>,
    signals: Vec<i32>,
}

impl Ends {
    /// From words with blanks between: numbers are exit statuses, names are signals.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut ends = Ends::default();
        for word in text.split_ascii_whitespace() {
            match (word.parse::<i32>(), signal(word)) {
                (Ok(status), _) if (0..=255).contains(&status) => ends.statuses.push(status),
                (Err(_), Some(signal)) => ends.signals.push(signal as i32),
                _ => return Err("is no list of exit statuses (0 to 255) and signals (TERM, HUP)"),
            }
        }
        Ok(ends)
    }

    /// Whether an exit status is in it.
    pub fn has_status(&self, status: i32) -> bool {
        self.statuses.contains(&status)
    }

    /// Whether a signal is in it.
    pub fn has_signal(&self, signal: i32) -> bool {
        self.signals.contains(&signal)
    }
}

/// A step of a schedule for stopping: send this, then wait so long.
pub type Step = (Signal, Millis);

/// A schedule for stopping, as `retry` has it: a number of seconds, after which the process is
/// killed, or SIGNAL/SECONDS/SIGNAL/SECONDS. The first signal is `first` where none is named.
pub fn schedule(text: &str, first: Signal) -> Option<Vec<Step>> {
    let seconds = |text: &str| text.parse::<Millis>().ok()?.checked_mul(1000);
    let parts: Vec<&str> = text.trim().split('/').collect();
    if let [only] = parts.as_slice() {
        let wait = seconds(only)?;
        return Some(vec![(first, wait), (Signal::SIGKILL, wait)]);
    }
    let mut steps = Vec::new();
    for pair in parts.chunks(2) {
        match pair {
            [name, wait] => {
                let named = signal(name.trim_start_matches('-'));
                let numbered =
                    || Signal::try_from(name.trim_start_matches('-').parse::<i32>().ok()?).ok();
                steps.push((named.or_else(numbered)?, seconds(wait)?));
            }
            _ => return None,
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_openrcs_programs_read_them() {
        let good = [
            ("0", 0),
            ("5", 5000),
            (" 5", 5000),
            ("250ms", 250),
            ("7s", 7000),
            ("7sec", 7000),
            ("7seconds", 7000),
            ("2m", 120_000),
            ("2min", 120_000),
            ("2minutes", 120_000),
            ("1h", 3_600_000),
            ("1hour", 3_600_000),
        ];
        for (text, millis) in good {
            assert_eq!(duration(text), Ok(millis), "{text}");
        }
        for bad in [
            "",
            " ",
            "s",
            "-1",
            "5 s",
            "5x",
            "5hours",
            "1.5",
            "5s ",
            "99999999999999999h",
        ] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ends_are_statuses_and_signals() {
        let ends = Ends::parse("0 HUP SIGTERM 75").unwrap();
        assert!(ends.has_status(0) && ends.has_status(75) && !ends.has_status(1));
        assert!(ends.has_signal(1) && ends.has_signal(15) && !ends.has_signal(9));
        for bad in ["256", "-1", "NOSUCH", "0,1"] {
            assert!(Ends::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Ends::parse(""), Ok(Ends::default()));
    }

    #[test]
    fn schedules_as_start_stop_daemon_reads_them() {
        let (term, kill, quit) = (Signal::SIGTERM, Signal::SIGKILL, Signal::SIGQUIT);
        assert_eq!(schedule("5", term), Some(vec![(term, 5000), (kill, 5000)]));
        assert_eq!(
            schedule("QUIT/5/-SIGTERM/2/9/1", term),
            Some(vec![(quit, 5000), (term, 2000), (kill, 1000)])
        );
        for bad in ["", "x", "TERM", "TERM/", "TERM/5/KILL"] {
            assert_eq!(schedule(bad, term), None, "{bad}");
        }
    }
}
