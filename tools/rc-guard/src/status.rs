//! `rc-guard status`: how the services are, and why.

use crate::ask::not_running;
use crate::clock::{self, span};
use crate::place::{text, Name, Place};
use crate::protocol::{self, Refusal};
use crate::saved::{self, Saved};
use crate::service::{Death, Phase};
use crate::timers::Shown;
use companion::{harmless, harmless_json, Answer, Failure};
use serde::Serialize;
use std::env;
use std::io::{self, IsTerminal, Write};

/// Prints it. Good, if no service is dead.
pub fn show(place: &Place, names: &[Name], json: bool, out: &mut dyn Write) -> Answer {
    let all = match names {
        [] => saved::all(place)
            .into_iter()
            .filter(is_of_interest)
            .collect(),
        names => named(place, names)?,
    };
    match json {
        true => {
            let report = Report::new(place, &all);
            let json = serde_json::to_string_pretty(&report).map_err(io::Error::from)?;
            writeln!(out, "{}", harmless_json(&json))?;
        }
        false => write(place, &all, out)?,
    }
    let is_dead = |saved: &Saved| matches!(saved.service.phase, Phase::Dead | Phase::GivenUp);
    Ok(!all.iter().any(is_dead))
}

/// Services that start no daemon are not worth a line, nor are those that are stopped.
fn is_of_interest(saved: &Saved) -> bool {
    let service = &saved.service;
    match service.phase {
        Phase::Bare => !saved.problems.is_empty() || service.paused,
        Phase::Gone => service.paused || !service.why.is_empty(),
        _ => true,
    }
}

fn named(place: &Place, names: &[Name]) -> Result<Vec<Saved>, Failure> {
    let mut all = Vec::new();
    for name in names {
        match saved::read(place, name) {
            Some(saved) => all.push(saved),
            None if place.script(name).is_some() => all.push(unknown(name)),
            None => {
                return Err(Failure::Missing(format!(
                    "there is no service {}",
                    text(name)
                )))
            }
        }
    }
    Ok(all)
}

/// One of which nothing is written down.
fn unknown(name: &[u8]) -> Saved {
    Saved {
        service: crate::service::Service::new(name),
        processes: Vec::new(),
        records: None,
        policy: String::new(),
        problems: Vec::new(),
    }
}

/// A colour of OpenRC's messages.
#[derive(Clone, Copy)]
enum Colour {
    Good,
    Warn,
    Bad,
    Bracket,
}

/// Whether OpenRC's programs would write in colours.
fn has_colours() -> bool {
    let is_no = |name: &str| {
        env::var(name)
            .is_ok_and(|it| ["no", "n", "off", "false", "0"].contains(&it.to_lowercase().as_str()))
    };
    let is_dumb = env::var("TERM").is_ok_and(|term| term == "dumb");
    io::stdout().is_terminal()
        && !is_no("EINFO_COLOR")
        && env::var_os("NO_COLOR").is_none()
        && !is_dumb
}

fn coloured(text: &str, colour: Colour, has_colours: bool) -> String {
    let code = match colour {
        Colour::Good => 32,
        Colour::Warn => 33,
        Colour::Bad => 31,
        Colour::Bracket => 34,
    };
    match has_colours {
        true => format!("\x1b[{code};01m{text}\x1b[0m"),
        false => text.to_string(),
    }
}

fn colour(saved: &Saved) -> Colour {
    match saved.service.phase {
        Phase::Watched | Phase::Bare if saved.service.paused => Colour::Warn,
        Phase::Watched | Phase::Bare => Colour::Good,
        Phase::Dead | Phase::GivenUp => Colour::Bad,
        _ => Colour::Warn,
    }
}

/// How wide a terminal is taken to be, and the columns in it.
const WIDTH: usize = 80;

fn write(place: &Place, all: &[Saved], out: &mut dyn Write) -> io::Result<()> {
    match saved::running(place) {
        Some(guard) => {
            let since = span(clock::now().saturating_sub(guard.since));
            writeln!(out, "Guard: process {}, for {since}", guard.pid)?;
        }
        None => writeln!(out, "Guard: {}", harmless(&not_running(place)))?,
    }
    let is_due = |saved: &Saved| matches!(saved.service.phase, Phase::Due | Phase::Waiting);
    if let (true, Err(Refusal::Frozen(why))) =
        (all.iter().any(is_due), protocol::read_runlevel(place))
    {
        writeln!(out, "Nothing is started again now: {}", harmless(&why))?;
    }
    let has_colours = has_colours();
    for saved in all {
        write_one(saved, has_colours, out)?;
    }
    Ok(())
}

fn write_one(saved: &Saved, has_colours: bool, out: &mut dyn Write) -> io::Result<()> {
    let service = &saved.service;
    let head = format!(" {}", companion::text(&service.name));
    let detail = harmless(&details(saved));
    let bracket = format!("{:^11}", service.phase.text());
    let state = [
        coloured("[", Colour::Bracket, has_colours),
        coloured(&bracket, colour(saved), has_colours),
        coloured("]", Colour::Bracket, has_colours),
    ]
    .concat();
    // With the brackets it is thirteen wide.
    let room = WIDTH.saturating_sub(14);
    let used = head.chars().count().saturating_add(detail.chars().count());
    match room.checked_sub(used).filter(|gap| *gap > 0) {
        Some(gap) => writeln!(out, "{head}{}{detail} {state}", " ".repeat(gap))?,
        None => {
            writeln!(out, "{head}")?;
            let gap = room.saturating_sub(detail.chars().count());
            writeln!(out, "{}{detail} {state}", " ".repeat(gap))?;
        }
    }
    for line in reasons(saved) {
        for part in wrapped(&harmless(&line), WIDTH.saturating_sub(4)) {
            writeln!(out, "    {part}")?;
        }
    }
    Ok(())
}

/// What is said of a service beside its name: its processes, since when, and so on.
fn details(saved: &Saved) -> String {
    let service = &saved.service;
    let mut details = Vec::new();
    let pids: Vec<String> = service
        .pids
        .iter()
        .take(3)
        .map(ToString::to_string)
        .collect();
    if !pids.is_empty() {
        details.push(format!("pid {}", pids.join(",")));
    }
    if let (Phase::Watched, Some(since)) = (service.phase, began(saved)) {
        details.push(span(clock::now().saturating_sub(since)));
    }
    match service.history.respawns {
        0 => {}
        1 => details.push("1 respawn".into()),
        many => details.push(format!("{many} respawns")),
    }
    if !matches!(saved.policy.as_str(), "no" | "") {
        details.push(saved.policy.clone());
    }
    details.join(", ")
}

/// When the oldest of its processes began.
fn began(saved: &Saved) -> Option<clock::Millis> {
    saved.processes.iter().map(|it| it.began()).min()
}

fn death(death: &Death) -> String {
    format!(
        "process {} {} after {}",
        death.pid,
        death.end.text(),
        span(death.lived)
    )
}

/// Why it is as it is, a line each.
fn reasons(saved: &Saved) -> Vec<String> {
    let service = &saved.service;
    let why = &service.why;
    let name = companion::word(&service.name);
    let last = service.last_death().map(death);
    let mut reasons = Vec::new();
    let left = service.next.unwrap_or(0).saturating_sub(clock::now());
    match service.phase {
        Phase::Waiting => reasons.push(format!("{why}; it is started again in {}", span(left))),
        Phase::Due => reasons.push(format!("{why}; it is started again as soon as that may be")),
        Phase::Starting => reasons.push(format!("{why}; it is being started again")),
        Phase::Dead => reasons.push(format!("{}: {why}", last.unwrap_or_default())),
        Phase::GivenUp => {
            reasons.push(format!("{}: {why}", last.unwrap_or_default()));
            reasons.push(format!("`rc-guard reset {name}` has it started again"));
        }
        Phase::Watched if service.history.respawns > 0 => {
            reasons.extend(service.last_death().map(|it| {
                let ago = clock::seconds_of_day().saturating_sub(it.at);
                let ago = span(u64::try_from(ago).unwrap_or(0).saturating_mul(1000));
                format!("{}, {ago} ago", death(it))
            }));
        }
        _ if !why.is_empty() => reasons.push(why.clone()),
        _ => {}
    }
    if service.paused {
        reasons.push(format!(
            "paused: `rc-guard resume {name}` has it looked after again"
        ));
    }
    if service.phase != Phase::Gone {
        reasons.extend(service.timers.iter().map(timer));
    }
    reasons.extend(
        saved
            .problems
            .iter()
            .map(|problem| format!("not understood: {problem}")),
    );
    reasons
}

fn timer(timer: &Shown) -> String {
    let name = &timer.name;
    match timer.next {
        _ if timer.is_due => format!("timer {name}: due now"),
        Some(next) => format!("timer {name}: {}", clock::text(next)),
        None => format!("timer {name}: never again"),
    }
}

/// A text in lines that are no longer than that, where its words are not.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count().saturating_add(word.chars().count()) < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// For programs.
#[derive(Serialize)]
struct Report<'a> {
    guard: GuardReport,
    frozen: Option<String>,
    services: Vec<ServiceReport<'a>>,
}

#[derive(Serialize)]
struct GuardReport {
    running: bool,
    pid: Option<i32>,
    since: Option<String>,
}

#[derive(Serialize)]
struct ServiceReport<'a> {
    service: String,
    state: &'a str,
    policy: &'a str,
    since: Option<String>,
    pids: &'a [i32],
    respawns: u32,
    respawns_in_a_row: u32,
    next: Option<String>,
    reason: &'a str,
    paused: bool,
    not_understood: &'a [String],
    deaths: Vec<DeathReport<'a>>,
    timers: Vec<TimerReport<'a>>,
}

#[derive(Serialize)]
struct TimerReport<'a> {
    timer: &'a str,
    next: Option<String>,
    is_due: bool,
    last: Option<String>,
    result: Option<&'a str>,
}

#[derive(Serialize)]
struct DeathReport<'a> {
    at: String,
    pid: i32,
    exit: &'a str,
    status: Option<i32>,
    ran_ms: u64,
    answer: &'a str,
}

impl<'a> Report<'a> {
    fn new(place: &Place, all: &'a [Saved]) -> Self {
        let running = saved::running(place);
        let time = |then| clock::stamp(clock::wall(then));
        let frozen = match protocol::read_runlevel(place) {
            Err(Refusal::Frozen(why)) => Some(why),
            _ => None,
        };
        Report {
            guard: GuardReport {
                running: running.is_some(),
                pid: running.as_ref().map(|it| it.pid),
                since: running.map(|it| time(it.since)),
            },
            frozen,
            services: all.iter().map(ServiceReport::new).collect(),
        }
    }
}

impl<'a> ServiceReport<'a> {
    fn new(saved: &'a Saved) -> Self {
        let service = &saved.service;
        let is_known = service.phase != Phase::Gone || service.since > 0;
        let since = began(saved).filter(|_| service.phase == Phase::Watched);
        let since = since.or(is_known.then_some(service.since));
        let deaths = service.deaths.iter().map(|death| DeathReport {
            at: clock::stamp(death.at),
            pid: death.pid,
            exit: death.end.kind(),
            status: death.end.status(),
            ran_ms: death.lived,
            answer: &death.answer,
        });
        ServiceReport {
            service: text(&service.name),
            state: service.phase.text(),
            policy: &saved.policy,
            since: since.map(|then| clock::stamp(clock::wall(then))),
            pids: &service.pids,
            respawns: service.history.respawns,
            respawns_in_a_row: service.history.in_a_row,
            next: service.next.map(coming),
            reason: &service.why,
            paused: service.paused,
            not_understood: &saved.problems,
            deaths: deaths.collect(),
            timers: service.timers.iter().map(TimerReport::new).collect(),
        }
    }
}

impl<'a> TimerReport<'a> {
    fn new(timer: &'a Shown) -> Self {
        let last = timer.last.as_ref();
        TimerReport {
            timer: &timer.name,
            next: timer.next.map(clock::stamp),
            is_due: timer.is_due,
            last: last.map(|(at, _)| clock::stamp(*at)),
            result: last.map(|(_, came)| came.as_str()),
        }
    }
}

/// When something is to come, as the clock says now.
fn coming(then: clock::Millis) -> String {
    let left = then.saturating_sub(clock::now()) / 1000;
    let left = i64::try_from(left).unwrap_or(0);
    clock::stamp(clock::seconds_of_day().saturating_add(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("averylongword x", 5), ["averylongword", "x"]);
        assert_eq!(wrapped("", 5), [""]);
    }
}
