//! `rc-guard log`: what has happened.

use crate::ask::not_running;
use crate::clock::{self, span};
use crate::log;
use crate::place::{text, Place};
use crate::run::log_file;
use crate::saved;
use companion::{harmless, harmless_json, Answer, Failure};
use serde_json::{Map, Value};
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// An event: when, and what.
struct Event {
    time: String,
    fields: Vec<(String, String)>,
    line: String,
}

/// Prints the last events, of all services or of one.
pub fn show(
    place: &Place,
    service: Option<&[u8]>,
    lines: usize,
    json: bool,
    out: &mut dyn Write,
) -> Answer {
    if saved::running(place).is_none() {
        eprintln!("rc-guard: {}", harmless(&not_running(place)));
    }
    let service = service.map(text);
    let events = match log_file(place).filter(|file| file.exists()) {
        Some(file) => from_file(&file)
            .map_err(|error| Failure::Missing(format!("{}: {error}", file.display())))?,
        None => {
            eprintln!(
                "rc-guard: the log is syslog's; these are the last deaths. \
                 rc_guard_log in rc.conf names a file that it is written to as well"
            );
            from_deaths(place)
        }
    };
    let is_wanted = |event: &&Event| {
        let of = event.fields.iter().find(|(key, _)| key == "service");
        service
            .as_ref()
            .is_none_or(|wanted| of.is_some_and(|(_, name)| name == wanted))
    };
    let events: Vec<&Event> = events.iter().filter(is_wanted).collect();
    for event in events.iter().skip(events.len().saturating_sub(lines)) {
        match json {
            true => writeln!(out, "{}", harmless_json(&object(event).to_string()))?,
            false => writeln!(out, "{}", harmless(&event.line))?,
        }
    }
    Ok(true)
}

fn object(event: &Event) -> Value {
    let mut object = Map::new();
    object.insert("time".into(), event.time.clone().into());
    for (key, value) in &event.fields {
        object.insert(key.clone(), value.clone().into());
    }
    Value::Object(object)
}

/// How much of the end of the file is read, in bytes.
const MOST: u64 = 4 << 20;

fn from_file(file: &Path) -> io::Result<Vec<Event>> {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    let mut file = options.open(file)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(MOST)))?;
    let mut content = Vec::new();
    file.take(MOST).read_to_end(&mut content)?;
    let content = String::from_utf8_lossy(&content);
    Ok(content.lines().filter_map(event).collect())
}

/// `TIME rc-guard[PID]: key=value…`
fn event(line: &str) -> Option<Event> {
    let (time, rest) = line.split_once(' ')?;
    let (_, fields) = rest.split_once(": ")?;
    Some(Event {
        time: time.to_string(),
        fields: log::parse(fields),
        line: line.to_string(),
    })
}

/// What is written down of the last deaths, in order of time.
fn from_deaths(place: &Place) -> Vec<Event> {
    let mut all: Vec<(i64, Event)> = Vec::new();
    for saved in saved::all(place) {
        let name = text(&saved.service.name);
        for death in &saved.service.deaths {
            let status = death
                .end
                .status()
                .map_or_else(String::new, |it| it.to_string());
            let line = log::Line::new(log::Level::Warning, "died")
                .with("service", &name)
                .with("pid", death.pid)
                .with("exit", death.end.kind())
                .with("status", status)
                .with("ran", span(death.lived))
                .with("answer", &death.answer);
            let time = clock::stamp(death.at);
            let event = Event {
                fields: log::parse(&line.text()),
                line: format!("{time} {}", line.text()),
                time,
            };
            all.push((death.at, event));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, event)| event).collect()
}
