//! When something is due, by the calendar: systemd's OnCalendar, as systemd.time(7) documents
//! it, with one minute as the shortest step.
//!
//! Where the clock is set forward or back for summer, it follows cron:
//!
//! | calendar | a time that does not exist | a time that comes twice |
//! |---|---|---|
//! | every hour (`*`) | does not come | comes twice |
//! | certain hours | comes right after the jump | comes the first time only |

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// The days on which it may be due, the times of these days, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// As it was written.
    text: String,
    /// Bit 0 is Monday.
    weekdays: u8,
    years: Field,
    months: Field,
    days: Field,
    /// The days are counted from the end of the month; 1 is the last.
    are_from_end: bool,
    hours: Field,
    minutes: Field,
    second: i16,
    /// Without one: that of the machine.
    zone: Option<TimeZone>,
}

/// Values in order, each once.
type Field = Vec<i16>;

const YEARS: (i16, i16) = (1970, 2199);
const MONTHS: (i16, i16) = (1, 12);
const DAYS: (i16, i16) = (1, 31);
/// Each month has as many.
const DAYS_FROM_END: (i16, i16) = (1, 28);
const HOURS: (i16, i16) = (0, 23);
const MINUTES: (i16, i16) = (0, 59);
const SECONDS: (i16, i16) = (0, 59);
const ALL_WEEKDAYS: u8 = 0x7f;
/// How long a calendar may be, in bytes.
const LONGEST: usize = 256;

/// The words, and what they stand for.
const WORDS: [(&str, &str); 13] = [
    ("minutely", "*-*-* *:*:00"),
    ("hourly", "*-*-* *:00:00"),
    ("daily", "*-*-* 00:00:00"),
    ("weekly", "Mon *-*-* 00:00:00"),
    ("monthly", "*-*-01 00:00:00"),
    ("quarterly", "*-01,04,07,10-01 00:00:00"),
    ("semiannually", "*-01,07-01 00:00:00"),
    ("semi-annually", "*-01,07-01 00:00:00"),
    ("biannually", "*-01,07-01 00:00:00"),
    ("bi-annually", "*-01,07-01 00:00:00"),
    ("yearly", "*-01-01 00:00:00"),
    ("annually", "*-01-01 00:00:00"),
    // systemd's own misspelling.
    ("anually", "*-01-01 00:00:00"),
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Calendar {
    /// From what people write.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} bytes"));
        }
        if text != text.trim_matches(' ') {
            return Err("it begins or ends with a blank".into());
        }
        let (said, zone) = split_zone(text)?;
        if said.ends_with(' ') {
            return Err("before the time zone there is more than one blank".into());
        }
        let word = WORDS
            .iter()
            .find(|(word, _)| said.eq_ignore_ascii_case(word));
        let mut calendar = Parser {
            rest: word.map_or(said, |(_, meaning)| meaning),
        }
        .calendar()?;
        calendar.text = text.to_string();
        calendar.zone = zone;
        let beginning = Date::constant(YEARS.0, 1, 1).to_datetime(Time::midnight());
        match calendar.next_civil(beginning, false) {
            Some(_) => Ok(calendar),
            None => Err("there is no such day".into()),
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first time after `after`; `None` when there is none any more. `here` is the zone
    /// for a calendar that names none.
    pub fn next(&self, after: Timestamp, here: &TimeZone) -> Option<Timestamp> {
        let zone = self.zone.as_ref().unwrap_or(here);
        match self.is_for_each_hour() {
            true => self.next_by_clock(after, zone),
            false => self.next_at_certain_hours(after, zone),
        }
    }

    fn is_for_each_hour(&self) -> bool {
        self.hours == all(HOURS)
    }

    /// Whenever a clock on the wall shows it.
    fn next_by_clock(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut since = after;
        let mut includes_since = false;
        // A zone has few changes of its clock in a year.
        for _ in 0..JUMPS {
            let offset = zone.to_offset(since);
            let until = zone.following(since).next().map(|it| it.timestamp());
            let civil = self.next_civil(offset.to_datetime(since), !includes_since)?;
            let found = offset.to_timestamp(civil).ok()?;
            match until.filter(|until| found >= *until) {
                None => return Some(found),
                Some(until) => since = until,
            }
            includes_since = true;
        }
        None
    }

    /// Once each time that is in the calendar.
    fn next_at_certain_hours(&self, after: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let mut civil = zone.to_datetime(after);
        // Those that are passed over have come before `after`, for the first time.
        for _ in 0..PASSED_OVER {
            civil = self.next_civil(civil, true)?;
            let found = first(civil, zone)?;
            if found > after {
                return Some(found);
            }
        }
        None
    }

    /// The first day and time in the calendar after this one, or from it on.
    fn next_civil(&self, from: DateTime, is_after: bool) -> Option<DateTime> {
        let from = match is_after || from.subsec_nanosecond() > 0 {
            true => from.checked_add(1.second()).ok()?,
            false => from,
        };
        let day = from.date();
        if let Some(time) = self
            .is_day(day)
            .then(|| self.time_from(from.time()))
            .flatten()
        {
            return Some(day.to_datetime(time));
        }
        let day = self.day_from(day.tomorrow().ok()?)?;
        let time = self.time_from(Time::midnight())?;
        Some(day.to_datetime(time))
    }

    fn is_day(&self, day: Date) -> bool {
        self.day_from(day) == Some(day)
    }

    /// The first day in the calendar from this one on.
    fn day_from(&self, from: Date) -> Option<Date> {
        for year in self.years.iter().filter(|year| **year >= from.year()) {
            let is_first_year = *year == from.year();
            for month in &self.months {
                if is_first_year && *month < i16::from(from.month()) {
                    continue;
                }
                let least = match is_first_year && *month == i16::from(from.month()) {
                    true => from.day(),
                    false => 1,
                };
                if let Some(day) = self.day_in(*year, i8::try_from(*month).ok()?, least) {
                    return Some(day);
                }
            }
        }
        None
    }

    fn day_in(&self, year: i16, month: i8, least: i8) -> Option<Date> {
        let first = Date::new(year, month, 1).ok()?;
        let length = i16::from(first.days_in_month());
        let day = |number: &i16| match self.are_from_end {
            true => length.saturating_add(1).saturating_sub(*number),
            false => *number,
        };
        let days = self.days.iter().map(day);
        let days = days.filter(|day| (i16::from(least)..=length).contains(day));
        let dates = days.filter_map(|day| Date::new(year, month, i8::try_from(day).ok()?).ok());
        dates.filter(|date| self.has_weekday(*date)).min()
    }

    fn has_weekday(&self, date: Date) -> bool {
        let bit = date.weekday().to_monday_zero_offset();
        self.weekdays >> bit & 1 == 1
    }

    fn time_from(&self, from: Time) -> Option<Time> {
        let least = (
            i16::from(from.hour()),
            i16::from(from.minute()),
            i16::from(from.second()),
        );
        let is_late_enough = |hour: i16, minute: i16| (hour, minute, self.second) >= least;
        for hour in self.hours.iter().filter(|hour| **hour >= least.0) {
            let minute = self.minutes.iter().find(|it| is_late_enough(*hour, **it));
            if let Some(minute) = minute {
                let number = |value: i16| i8::try_from(value).ok();
                let (hour, minute) = (number(*hour)?, number(*minute)?);
                return Time::new(hour, minute, number(self.second)?, 0).ok();
            }
        }
        None
    }
}

/// Twice a year in the years that there are, and some more.
const JUMPS: u32 = 1000;
/// More minutes than any jump has.
const PASSED_OVER: u32 = 2000;

/// When a clock on the wall shows this first; where it jumps over it, right after the jump.
fn first(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    match zone.to_ambiguous_timestamp(civil).offset() {
        AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => {
            offset.to_timestamp(civil).ok()
        }
        AmbiguousOffset::Gap { before, .. } => {
            let late = before
                .to_timestamp(civil)
                .ok()?
                .checked_add(1.second())
                .ok()?;
            Some(zone.preceding(late).next()?.timestamp())
        }
    }
}

/// Takes the zone off the end, where there is one.
fn split_zone(text: &str) -> Result<(&str, Option<TimeZone>), String> {
    let Some((before, last)) = text.rsplit_once(' ') else {
        return Ok((text, None));
    };
    if last.eq_ignore_ascii_case("UTC") {
        return Ok((before, Some(TimeZone::UTC)));
    }
    // Whatever else stands last begins with a number or a star.
    let is_name = last.starts_with(|it: char| it.is_ascii_alphabetic());
    if !is_name || before.is_empty() {
        return Ok((text, None));
    }
    match TimeZone::get(last) {
        Ok(zone) if zone.iana_name() == Some(last) => Ok((before, Some(zone))),
        Ok(_) => Err(format!(
            "there is no time zone {last}: mind capital letters"
        )),
        Err(_) => Err(format!(
            "there is no time zone {last} in /usr/share/zoneinfo"
        )),
    }
}

fn all((least, most): (i16, i16)) -> Field {
    (least..=most).collect()
}

/// A list as it is written; what it means depends on its place.
struct List<'t> {
    text: &'t str,
}

/// What a list is of.
struct Kind {
    what: &'static str,
    range: (i16, i16),
    /// Steps go down to the first, as in the days from the end of the month.
    goes_down: bool,
}

impl Kind {
    fn up(what: &'static str, range: (i16, i16)) -> Self {
        Kind {
            what,
            range,
            goes_down: false,
        }
    }
}

impl List<'_> {
    fn field(&self, kind: &Kind) -> Result<Field, String> {
        if self.text == "*" {
            return Ok(all(kind.range));
        }
        let mut field = Field::new();
        for part in self.text.split(',') {
            field.extend(values(part, kind)?);
        }
        field.sort_unstable();
        field.dedup();
        Ok(field)
    }
}

/// `5`, `1..5`, `1/2`, `1..5/2`
fn values(part: &str, kind: &Kind) -> Result<Field, String> {
    let (least, most) = kind.range;
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, Some(number(step, kind.what)?)),
        None => (part, None),
    };
    let (start, stop) = match range.split_once("..") {
        Some((start, stop)) => (start, Some(stop)),
        None => (range, None),
    };
    if start == "*" {
        let hint = format!("{least}/{}", step.unwrap_or(2));
        return Err(match step {
            Some(_) => format!("a star has no step: write {hint}"),
            None => "a star stands alone".to_string(),
        });
    }
    let value = |text: &str| {
        let value = number(text, kind.what)?;
        let value = match kind.range == YEARS {
            true => with_century(value),
            false => value,
        };
        match (least..=most).contains(&value) {
            true => Ok(value),
            false => Err(format!(
                "{} {value} is not from {least} to {most}",
                kind.what
            )),
        }
    };
    let start = value(start)?;
    let stop = stop.map(value).transpose()?;
    if step == Some(0) {
        return Err(format!("a step of 0 in the {}s", kind.what));
    }
    match (stop, step) {
        (None, None) => Ok(vec![start]),
        (Some(stop), _) if stop < start => Err(format!("{start}..{stop} ends before it begins")),
        (Some(stop), step) => Ok(stepped(start, stop, step.unwrap_or(1))),
        (None, Some(step)) if kind.goes_down => match start.saturating_sub(step) >= least {
            true => Ok((least..=start).rev().step_by(size(step)).collect()),
            false => Err(no_second(part, kind.what)),
        },
        (None, Some(step)) => match start.saturating_add(step) <= most {
            true => Ok(stepped(start, most, step)),
            false => Err(no_second(part, kind.what)),
        },
    }
}

fn stepped(start: i16, stop: i16, step: i16) -> Field {
    (start..=stop).step_by(size(step)).collect()
}

fn size(step: i16) -> usize {
    usize::try_from(step).unwrap_or(1).max(1)
}

fn no_second(part: &str, what: &str) -> String {
    format!("the step of {part} is too large: it comes to no second {what}")
}

fn number(text: &str, what: &str) -> Result<i16, String> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match is_number {
        // One that is too large is in no range.
        true => Ok(text.parse().unwrap_or(i16::MAX)),
        false if text.is_empty() => Err(format!("a {what} is missing")),
        false => Err(format!("\"{text}\" is no {what}")),
    }
}

fn with_century(year: i16) -> i16 {
    match year {
        0..70 => year.saturating_add(2000),
        70..100 => year.saturating_add(1900),
        year => year,
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn calendar(mut self) -> Result<Calendar, String> {
        if self.rest.trim_matches(' ').is_empty() {
            return Err("it is empty".into());
        }
        let weekdays = self.weekdays()?;
        let mut calendar = Calendar {
            text: String::new(),
            weekdays: weekdays.unwrap_or(ALL_WEEKDAYS),
            years: all(YEARS),
            months: all(MONTHS),
            days: all(DAYS),
            are_from_end: false,
            hours: vec![0],
            minutes: vec![0],
            second: 0,
            zone: None,
        };
        let mut words = self.rest.split(' ').filter(|word| !word.is_empty());
        let (first, second) = (words.next(), words.next());
        if let Some(more) = words.next() {
            return Err(format!("\"{more}\" is too much"));
        }
        match (first, second) {
            (None, _) => {}
            (Some(time), None) if time.contains(':') => set_time(&mut calendar, time)?,
            (Some(date), None) => set_date(&mut calendar, date)?,
            (Some(date), Some(time)) => {
                set_date(&mut calendar, date)?;
                set_time(&mut calendar, time)?;
            }
        }
        Ok(calendar)
    }

    /// The days of the week at the beginning, if any.
    fn weekdays(&mut self) -> Result<Option<u8>, String> {
        if !self.rest.starts_with(|it: char| it.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let (list, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        // systemd lets a comma stand at the end.
        let list = list
            .strip_suffix(',')
            .filter(|_| !rest.is_empty())
            .unwrap_or(list);
        let mut days = 0;
        for part in list.split(',') {
            let range = part.split_once("..").or_else(|| part.split_once('-'));
            let (from, to) = range.unwrap_or((part, part));
            let (from, to) = (weekday(from)?, weekday(to)?);
            if to < from {
                return Err(format!(
                    "{part} ends before it begins: the week begins on Monday"
                ));
            }
            (from..=to).for_each(|day| days |= 1 << day);
        }
        self.rest = rest;
        Ok(Some(days))
    }
}

/// The number of a day of the week; Monday is 0.
fn weekday(text: &str) -> Result<u8, String> {
    let is_it = |name: &&str| {
        let short = name.get(..3).unwrap_or(name);
        text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(short)
    };
    let found = WEEKDAYS.iter().position(is_it);
    let found = found.and_then(|at| u8::try_from(at).ok());
    found.ok_or_else(|| format!("\"{text}\" is no day of the week and no word like daily"))
}

/// `YEAR-MONTH-DAY`, `MONTH-DAY`; with `~` in the place of the last `-` the day is counted from
/// the end of the month.
fn set_date(calendar: &mut Calendar, text: &str) -> Result<(), String> {
    let what = || format!("\"{text}\" is no date (YEAR-MONTH-DAY or MONTH-DAY) and no time");
    let (months, days) = match text.split_once('~') {
        Some((months, days)) => {
            calendar.are_from_end = true;
            (months, days)
        }
        None => text.rsplit_once('-').ok_or_else(what)?,
    };
    let (years, months) = match months.split_once('-') {
        Some((years, months)) => (years, months),
        None => ("*", months),
    };
    if [years, months, days]
        .iter()
        .any(|part| part.contains(['-', '~']))
    {
        return Err(what());
    }
    let days_of = match calendar.are_from_end {
        true => Kind {
            what: "day from the end",
            range: DAYS_FROM_END,
            goes_down: true,
        },
        false => Kind::up("day", DAYS),
    };
    calendar.years = List { text: years }.field(&Kind::up("year", YEARS))?;
    calendar.months = List { text: months }.field(&Kind::up("month", MONTHS))?;
    calendar.days = match days {
        "*" => {
            calendar.are_from_end = false;
            all(DAYS)
        }
        days => List { text: days }.field(&days_of)?,
    };
    Ok(())
}

/// `HOUR:MINUTE`, `HOUR:MINUTE:SECOND`
fn set_time(calendar: &mut Calendar, text: &str) -> Result<(), String> {
    let mut parts = text.split(':');
    let (hours, minutes) = (parts.next().unwrap_or_default(), parts.next());
    let Some(minutes) = minutes else {
        return Err(format!("\"{text}\" is no time (HOUR:MINUTE)"));
    };
    let seconds = parts.next().unwrap_or("0");
    if parts.next().is_some() {
        return Err(format!("\"{text}\" is no time (HOUR:MINUTE:SECOND)"));
    }
    calendar.hours = List { text: hours }.field(&Kind::up("hour", HOURS))?;
    calendar.minutes = List { text: minutes }.field(&Kind::up("minute", MINUTES))?;
    let is_fraction = seconds.replace("..", "").contains('.');
    if is_fraction {
        return Err("fractions of a second are not possible".into());
    }
    let seconds = List { text: seconds }.field(&Kind::up("second", SECONDS))?;
    match seconds.as_slice() {
        [second] => {
            calendar.second = *second;
            Ok(())
        }
        _ => Err("it comes more than once in a minute, which is the shortest step".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    /// The next times after one that a clock in that zone shows.
    fn next(text: &str, zone_name: &str, after: &str, count: usize) -> Vec<String> {
        let zone = zone(zone_name);
        let calendar = Calendar::parse(text).unwrap();
        let civil: DateTime = after.parse().unwrap();
        let mut at = zone.to_ambiguous_timestamp(civil).earlier().unwrap();
        let mut times = Vec::new();
        for _ in 0..count {
            let Some(then) = calendar.next(at, &zone) else {
                break;
            };
            assert!(then > at);
            at = then;
            times.push(
                at.to_zoned(zone.clone())
                    .strftime("%a %Y-%m-%d %H:%M:%S %Z")
                    .to_string(),
            );
        }
        times
    }

    #[test]
    fn words_days_and_times() {
        let after = "2026-11-28T12:00:00";
        for (text, expected) in [
            ("minutely", "Sat 2026-11-28 12:01:00 UTC"),
            ("hourly", "Sat 2026-11-28 13:00:00 UTC"),
            ("daily", "Sun 2026-11-29 00:00:00 UTC"),
            ("Weekly", "Mon 2026-11-30 00:00:00 UTC"),
            ("monthly", "Tue 2026-12-01 00:00:00 UTC"),
            ("quarterly", "Fri 2027-01-01 00:00:00 UTC"),
            ("semiannually", "Fri 2027-01-01 00:00:00 UTC"),
            ("yearly", "Fri 2027-01-01 00:00:00 UTC"),
            ("03:30", "Sun 2026-11-29 03:30:00 UTC"),
            ("12:00", "Sun 2026-11-29 12:00:00 UTC"),
            ("12:00:01", "Sat 2026-11-28 12:00:01 UTC"),
            ("Mon..Fri 22:15", "Mon 2026-11-30 22:15:00 UTC"),
            ("fri,Monday *-*-1..7 0:0", "Fri 2026-12-04 00:00:00 UTC"),
            ("*-02-29", "Tue 2028-02-29 00:00:00 UTC"),
            ("*-*~1", "Mon 2026-11-30 00:00:00 UTC"),
            ("*-02~01 04:00", "Sun 2027-02-28 04:00:00 UTC"),
            ("Mon *-05~07/1", "Mon 2027-05-31 00:00:00 UTC"),
            ("0/6:30", "Sat 2026-11-28 12:30:00 UTC"),
            ("*:0/7", "Sat 2026-11-28 12:07:00 UTC"),
            ("27-06-1 8..10:5", "Tue 2027-06-01 08:05:00 UTC"),
        ] {
            assert_eq!(next(text, "UTC", after, 1), [expected], "{text}");
        }
        assert!(next("2020-01-01", "UTC", after, 1).is_empty());
    }

    #[test]
    fn the_29th_of_february_comes_in_leap_years_alone() {
        let days = next("*-02-29 12:00", "Europe/Berlin", "2095-01-01T00:00:00", 3);
        assert_eq!(
            days,
            [
                "Wed 2096-02-29 12:00:00 CET",
                "Fri 2104-02-29 12:00:00 CET",
                "Wed 2108-02-29 12:00:00 CET"
            ]
        );
    }

    #[test]
    fn a_time_that_does_not_exist_comes_right_after_the_jump() {
        let spring = "2026-03-28T12:00:00";
        assert_eq!(
            next("02:30", "Europe/Berlin", spring, 2),
            [
                "Sun 2026-03-29 03:00:00 CEST",
                "Mon 2026-03-30 02:30:00 CEST"
            ]
        );
        // Several of them are one.
        assert_eq!(
            next("2..3:0/15", "Europe/Berlin", spring, 3),
            [
                "Sun 2026-03-29 03:00:00 CEST",
                "Sun 2026-03-29 03:15:00 CEST",
                "Sun 2026-03-29 03:30:00 CEST"
            ]
        );
        // Midnight itself is missing, and once a whole day.
        assert_eq!(
            next("daily", "Africa/Cairo", "2026-04-23T12:00:00", 2),
            [
                "Fri 2026-04-24 01:00:00 EEST",
                "Sat 2026-04-25 00:00:00 EEST"
            ]
        );
        assert_eq!(
            next("12:00", "Pacific/Apia", "2011-12-29T10:00:00", 3),
            [
                "Thu 2011-12-29 12:00:00 -10",
                "Sat 2011-12-31 00:00:00 +14",
                "Sat 2011-12-31 12:00:00 +14"
            ]
        );
        // Half an hour.
        assert_eq!(
            next("02:10", "Australia/Lord_Howe", "2026-10-03T12:00:00", 1),
            ["Sun 2026-10-04 02:30:00 +11"]
        );
    }

    #[test]
    fn a_time_that_comes_twice_counts_once() {
        assert_eq!(
            next("02:30", "Europe/Berlin", "2026-10-24T12:00:00", 2),
            [
                "Sun 2026-10-25 02:30:00 CEST",
                "Mon 2026-10-26 02:30:00 CET"
            ]
        );
        // Also after a look in the hour that comes again.
        let zone = zone("Europe/Berlin");
        let again: Timestamp = "2026-10-25T01:10:00Z".parse().unwrap();
        let calendar = Calendar::parse("02:0/5 Europe/Berlin").unwrap();
        let found = calendar.next(again, &TimeZone::UTC).unwrap();
        assert_eq!(
            found.to_zoned(zone).to_string(),
            "2026-10-26T02:00:00+01:00[Europe/Berlin]"
        );
    }

    #[test]
    fn each_hour_follows_the_clock() {
        assert_eq!(
            next("*:30", "Europe/Berlin", "2026-10-25T01:00:00", 4),
            [
                "Sun 2026-10-25 01:30:00 CEST",
                "Sun 2026-10-25 02:30:00 CEST",
                "Sun 2026-10-25 02:30:00 CET",
                "Sun 2026-10-25 03:30:00 CET"
            ]
        );
        assert_eq!(
            next("*:30", "Europe/Berlin", "2026-03-29T01:00:00", 2),
            [
                "Sun 2026-03-29 01:30:00 CET",
                "Sun 2026-03-29 03:30:00 CEST"
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, what) in [
            ("", "it is empty"),
            ("25:00", "hour 25 is not from 0 to 23"),
            ("12:60", "minute 60 is not from 0 to 59"),
            (
                "12",
                "\"12\" is no date (YEAR-MONTH-DAY or MONTH-DAY) and no time",
            ),
            (
                "*",
                "\"*\" is no date (YEAR-MONTH-DAY or MONTH-DAY) and no time",
            ),
            ("13-01", "month 13 is not from 1 to 12"),
            ("2200-01-01", "year 2200 is not from 1970 to 2199"),
            ("*-*~29", "day from the end 29 is not from 1 to 28"),
            ("*-02-30", "there is no such day"),
            ("*/5:00", "a star has no step: write 0/5"),
            ("*,1:00", "a star stands alone"),
            (
                "0/24:00",
                "the step of 0/24 is too large: it comes to no second hour",
            ),
            ("0/0:00", "a step of 0 in the hours"),
            ("22..2:00", "22..2 ends before it begins"),
            (
                "Sat..Mon",
                "Sat..Mon ends before it begins: the week begins on Monday",
            ),
            (
                "Tues 1:00",
                "\"Tues\" is no day of the week and no word like daily",
            ),
            (
                "dayly",
                "\"dayly\" is no day of the week and no word like daily",
            ),
            ("1:", "a minute is missing"),
            ("1:00 ", "it begins or ends with a blank"),
            (
                "1:00  UTC",
                "before the time zone there is more than one blank",
            ),
            (
                "x:00",
                "\"x:00\" is no day of the week and no word like daily",
            ),
            ("1:-1", "\"-1\" is no minute"),
            ("1:2:3:4", "\"1:2:3:4\" is no time (HOUR:MINUTE:SECOND)"),
            ("1:2:3.5", "fractions of a second are not possible"),
            (
                "*:*:*",
                "it comes more than once in a minute, which is the shortest step",
            ),
            (
                "*:*:0,30",
                "it comes more than once in a minute, which is the shortest step",
            ),
            ("1:00 2:00 3:00", "\"3:00\" is too much"),
            (
                "1:00 Europe/berlin",
                "there is no time zone Europe/berlin: mind capital letters",
            ),
            (
                "1:00 No/Where",
                "there is no time zone No/Where in /usr/share/zoneinfo",
            ),
        ] {
            assert_eq!(Calendar::parse(text).unwrap_err(), what, "{text}");
        }
        assert!(Calendar::parse(&"1,".repeat(1000)).is_err());
    }

    #[test]
    fn anything_may_be_written() {
        let parts = [
            "*",
            "1",
            "..",
            "/",
            "-",
            "~",
            ":",
            ",",
            " ",
            "Mon",
            "UTC",
            "é",
            "99999999999",
            "\n",
        ];
        // All texts of four parts.
        let count = parts.len().pow(4);
        for mut number in 0..count {
            let mut text = String::new();
            for _ in 0..4 {
                text += parts[number % parts.len()];
                number /= parts.len();
            }
            if let Ok(calendar) = Calendar::parse(&text) {
                calendar.next(Timestamp::MAX, &TimeZone::UTC);
                calendar.next(Timestamp::MIN, &TimeZone::UTC);
                calendar.next(Timestamp::UNIX_EPOCH, &TimeZone::UTC);
            }
        }
    }
}
