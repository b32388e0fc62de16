//! The times as lines, and for programs.

use super::critical::{chain, Because, Link};
use super::record::{Apart, Record, Service};
use super::{as_seconds, bounded, fitting, seconds, MOST_APART};
use companion::{harmless_json, text as harmless};
use serde_json::{json, Value};
use std::cmp::Reverse;
use std::io::{self, Write};

/// The columns of a terminal.
pub const COLUMNS: usize = 80;
/// Those of a time.
const CELL: usize = 9;

/// A line for each service, the slowest first.
pub fn text(record: &Record, band: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:>9} {:>9} {:>9} {:>9}  service (runlevel)",
        "up at", "took", "waited", "worked"
    )?;
    for service in slowest_first(record, band) {
        let known = |time: i64| match service.began {
            Some(_) => fitting(time, CELL),
            None => "?".to_string(),
        };
        let level = service.band.and_then(|band| record.bands.get(band));
        let level = level.map(|band| format!(" ({})", bounded(&harmless(&band.name), 12)));
        writeln!(
            out,
            "{:>9} {:>9} {:>9} {:>9}  {}{}",
            fitting(service.started, CELL),
            known(service.took().unwrap_or(0)),
            known(service.waited()),
            known(service.worked()),
            bounded(&harmless(&service.name), 23),
            level.unwrap_or_default()
        )?;
    }
    for line in notes(record) {
        write_wrapped(&line, out)?;
    }
    Ok(())
}

fn slowest_first(record: &Record, band: Option<usize>) -> Vec<&Service> {
    let services = record.services.iter();
    let mut services: Vec<&Service> = services
        .filter(|service| band.is_none() || service.band == band)
        .collect();
    services.sort_by_key(|service| (Reverse(service.took()), service.started));
    services
}

/// What a reader has to know, a line each.
pub fn notes(record: &Record) -> Vec<String> {
    let mut notes = Vec::new();
    if !record.services.is_empty() {
        let mut zero = format!("seconds count from {} UTC", utc(record.zero, ' '));
        if let Some(after) = record.after_boot.filter(|after| *after >= 0) {
            zero += &format!(", {} s after the machine booted", seconds(after, 2));
        }
        notes.push(format!("note: {zero}"));
    }
    notes.extend(record.notes.iter().map(|note| format!("note: {note}")));
    for Apart { name, why, .. } in record.apart.iter().take(MOST_APART) {
        notes.push(format!("apart: {}: {why}", harmless(name)));
    }
    if let Some(more @ 1..) = record.apart.len().checked_sub(MOST_APART) {
        notes.push(format!("apart: {more} more"));
    }
    notes
}

/// Writes a line as several that fit a terminal. A word that does not fit is cut.
pub fn write_wrapped(line: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut written = 0usize;
    for word in line.split(' ') {
        let word = bounded(word, COLUMNS.saturating_sub(8));
        let length = word.chars().count();
        if written == 0 {
            write!(out, "{word}")?;
            written = length;
        } else if written.saturating_add(length) < COLUMNS {
            write!(out, " {word}")?;
            written = written.saturating_add(length).saturating_add(1);
        } else {
            write!(out, "\n  {word}")?;
            written = length.saturating_add(2);
        }
    }
    writeln!(out)
}

/// The chain of a runlevel: a line for each service, the first to begin at the top.
pub fn chain_text(record: &Record, band: usize, out: &mut dyn Write) -> io::Result<()> {
    let links = chain(record, Some(band));
    let titles: Vec<String> = links.iter().map(|link| title(record, link)).collect();
    let widest = titles.iter().map(|title| title.chars().count()).max();
    let wide = widest.unwrap_or(0).clamp(8, 39);
    writeln!(
        out,
        "{:wide$} {:>9} {:>9} {:>9} {:>9}",
        "service", "began", "waited", "worked", "up at"
    )?;
    for (link, title) in links.iter().zip(&titles) {
        let Some(service) = record.services.get(link.service) else {
            continue;
        };
        let known = |time: i64| match service.began {
            Some(_) => fitting(time, CELL),
            None => "?".to_string(),
        };
        writeln!(
            out,
            "{:wide$} {:>9} {:>9} {:>9} {:>9}",
            bounded(title, 39),
            known(service.begin()),
            known(link.waited),
            known(link.worked),
            fitting(service.started, CELL)
        )?;
    }
    let sum = |of: fn(&Link) -> i64| {
        let all = links.iter().map(of);
        seconds(all.fold(0, i64::saturating_add), 3)
    };
    if let Some(level) = record.bands.get(band) {
        let took = seconds(level.end.saturating_sub(level.begin), 3);
        let (worked, idle) = (sum(|link| link.worked), sum(|link| link.idle));
        write_wrapped(
            &format!(
                "{} took {took} s: these worked {worked} s, {idle} s passed before or between",
                harmless(&level.name)
            ),
            out,
        )?;
    }
    for line in notes(record) {
        write_wrapped(&line, out)?;
    }
    Ok(())
}

fn title(record: &Record, link: &Link) -> String {
    let name = record.services.get(link.service);
    let name = bounded(&harmless(name.map_or(&[], |it| &it.name)), 28);
    match link.because {
        Because::First => name,
        Because::Relation(strength) => format!("{name} ({})", strength.keyword()),
        Because::Turn => format!("{name} (in turn)"),
        Because::Runlevel => format!("{name} (runlevel)"),
    }
}

/// For programs. Times are seconds from `zero`, which is seconds since 1970; null is unknown.
pub fn json(record: &Record, band: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let services = slowest_first(record, band).into_iter().map(|service| {
        let known = |time: i64| service.began.map(|_| as_seconds(time));
        let level = service.band.and_then(|band| record.bands.get(band));
        let waited_for = service.waited_for.and_then(|it| record.services.get(it));
        json!({
            "name": lossy(&service.name),
            "runlevel": level.map(|level| lossy(&level.name)),
            "began": service.began.map(as_seconds),
            "started": as_seconds(service.started),
            "took": service.took().map(as_seconds),
            "waited": known(service.waited()),
            "worked": known(service.worked()),
            "waited_for": waited_for.map(|other| lossy(&other.name)),
        })
    });
    let runlevels = record.bands.iter().map(|level| {
        json!({
            "name": lossy(&level.name),
            "began": as_seconds(level.begin),
            "up": as_seconds(level.end),
        })
    });
    let apart = record.apart.iter().map(|apart| {
        json!({
            "name": lossy(&apart.name),
            "began": apart.began.map(as_seconds),
            "started": as_seconds(apart.started),
            "why": apart.why,
        })
    });
    let critical = chain(record, band).into_iter().filter_map(|link| {
        let service = record.services.get(link.service)?;
        Some(lossy(&service.name))
    });
    let set = record
        .clock_set
        .map(|set| json!({ "at": as_seconds(set.at), "by": as_seconds(set.by) }));
    let (services, runlevels): (Vec<Value>, Vec<Value>) = (services.collect(), runlevels.collect());
    let (apart, critical): (Vec<Value>, Vec<String>) = (apart.collect(), critical.collect());
    let value = json!({
        "zero": as_seconds(record.zero),
        "zero_utc": utc(record.zero, 'T') + "Z",
        "after_boot": record.after_boot.map(as_seconds),
        "services": services,
        "runlevels": runlevels,
        "critical": critical,
        "apart": apart,
        "clock_set": set,
        "notes": record.notes,
    });
    writeln!(out, "{}", harmless_json(&format!("{value:#}")))
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Microseconds since 1970 as date and time, to the millisecond.
pub fn utc(micros: i64, between: char) -> String {
    let of_day = micros.rem_euclid(86_400_000_000);
    let days = micros.div_euclid(86_400_000_000);
    let (year, month, day) = date(days);
    let millis = of_day.div_euclid(1000);
    let part = |unit: i64, most: i64| millis.div_euclid(unit).rem_euclid(most);
    format!(
        "{year:04}-{month:02}-{day:02}{between}{:02}:{:02}:{:02}.{:03}",
        part(3_600_000, 24),
        part(60_000, 60),
        part(1000, 60),
        part(1, 1000)
    )
}

/// The date of a day after 1970-01-01. Years are counted from March, so that a leap day is the
/// last of its year, in periods of 400 years.
#[allow(clippy::arithmetic_side_effects)] // at most 107 million days are in i64 microseconds
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (period, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, carry) = match month {
        0..=9 => (month + 3, 0),
        _ => (month - 9, 1),
    };
    (period * 400 + year + carry, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (second, expected) in [
            (0, "1970-01-01 00:00:00.000"),
            (-1, "1969-12-31 23:59:59.000"),
            (951_782_400, "2000-02-29 00:00:00.000"),
            (4_107_542_399, "2100-02-28 23:59:59.000"),
            (4_107_542_400, "2100-03-01 00:00:00.000"),
            (1_795_801_449, "2026-11-27 17:44:09.000"),
        ] {
            assert_eq!(utc(second * 1_000_000, ' '), expected);
        }
        utc(i64::MAX, ' ');
        utc(i64::MIN, ' ');
    }

    #[test]
    fn no_line_is_longer_than_a_terminal() {
        let mut out = Vec::new();
        let line = "one two three ".repeat(20) + &"x".repeat(300) + " end";
        write_wrapped(&line, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.chars().count() <= COLUMNS));
        assert!(out.ends_with("end\n"));
    }
}
