//! For tests/calendars: each line of the input is a zone, an instant in seconds since 1970, a
//! number and a calendar, with tabs between. The answer is so many next times, or `error` and
//! what is wrong.

#[path = "../src/timers/calendar.rs"]
#[allow(dead_code)]
mod calendar;

use calendar::Calendar;
use jiff::tz::TimeZone;
use jiff::Timestamp;
use std::io::{self, BufRead, Write};

fn answer(line: &str) -> Option<String> {
    let mut parts = line.splitn(4, '\t');
    let zone = match parts.next()? {
        "UTC" => TimeZone::UTC,
        name => TimeZone::get(name).ok()?,
    };
    let mut at = Timestamp::from_second(parts.next()?.parse().ok()?).ok()?;
    let count: usize = parts.next()?.parse().ok()?;
    let calendar = match Calendar::parse(parts.next()?) {
        Ok(calendar) => calendar,
        Err(what) => return Some(format!("error {what}")),
    };
    let mut times = Vec::new();
    for _ in 0..count {
        let Some(then) = calendar.next(at, &zone) else {
            break;
        };
        at = then;
        times.push(at.as_second().to_string());
    }
    Some(times.join(" "))
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = answer(&line).ok_or_else(|| io::Error::other(line))?;
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
