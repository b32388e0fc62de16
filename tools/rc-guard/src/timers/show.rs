//! `rc-guard timers`: what is done when.

use super::schedule::{Now, Slot};
use super::{schedule, Shown};
use crate::ask::not_running;
use crate::children::Clean;
use crate::clock;
use crate::place::{text, Name, Place};
use crate::protocol;
use crate::saved;
use crate::settings::read;
use companion::{harmless, harmless_json, Answer, Failure};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, Write};

/// How many of the next times are told.
pub const TOLD: usize = 3;

/// A timer, for programs.
#[derive(Serialize)]
struct Report {
    service: String,
    timer: String,
    when: String,
    action: String,
    catches_up: bool,
    is_due: bool,
    next: Vec<String>,
    last: Option<String>,
    result: Option<String>,
    #[serde(skip)]
    first: Option<Timestamp>,
}

/// Prints the timers of a service, else of all that are started.
pub fn show(place: &Place, name: Option<&[u8]>, json: bool, out: &mut dyn Write) -> Answer {
    let clean = Clean::note();
    let names: Vec<Name> = match name {
        Some(name) if place.script(name).is_none() => {
            let name = text(name);
            return Err(Failure::Missing(format!("there is no service {name}")));
        }
        Some(name) => vec![name.to_vec()],
        None => protocol::started(place),
    };
    let is_running = saved::running(place).is_some();
    let mut reports = Vec::new();
    for name in names {
        reports.extend(reports_of(place, &clean, &name));
    }
    reports.sort_by_key(|it| (it.first.is_none(), it.first));
    if !is_running {
        eprintln!("rc-guard: {}", harmless(&not_running(place)));
    }
    match json {
        true => {
            let json = serde_json::to_string_pretty(&reports).map_err(io::Error::from)?;
            writeln!(out, "{}", harmless_json(&json))?;
        }
        false => write(&reports, out)?,
    }
    Ok(true)
}

fn reports_of(place: &Place, clean: &Clean, name: &[u8]) -> Vec<Report> {
    let settings = match read::at_once(place, clean, name) {
        Ok(settings) => settings,
        Err(why) => {
            eprintln!("rc-guard: {}: {}", harmless(&text(name)), harmless(&why));
            return Vec::new();
        }
    };
    let saved = saved::read(place, name);
    let shown: Vec<Shown> = saved
        .as_ref()
        .map_or(Vec::new(), |it| it.service.timers.clone());
    let now = Now::look();
    let began = saved.map_or(now.boot, |it| it.service.began);
    let machine = schedule::machine();
    let mut reports = Vec::new();
    for timer in settings.timers {
        let own = shown.iter().find(|it| it.name == timer.name);
        let spread = schedule::spread(&machine, name, &timer);
        let slot = Slot::new(timer, spread, began, None, &now);
        let next = slot.following(&now, TOLD);
        let last = own.and_then(|it| it.last.clone());
        reports.push(Report {
            service: text(name),
            timer: slot.timer.name.clone(),
            when: slot.timer.when_text(),
            action: slot.timer.action.text().to_string(),
            catches_up: slot.timer.catches_up,
            is_due: own.is_some_and(|it| it.is_due),
            next: next.iter().map(|it| clock::stamp(it.as_second())).collect(),
            last: last.as_ref().map(|(at, _)| clock::stamp(*at)),
            result: last.map(|(_, came)| came),
            first: next.first().copied(),
        });
    }
    reports
}

fn write(reports: &[Report], out: &mut dyn Write) -> io::Result<()> {
    if reports.is_empty() {
        writeln!(out, "no service that is started has a timer")?;
    }
    for it in reports {
        let when = it.first.map_or_else(
            || "never again".to_string(),
            |first| clock::text(first.as_second()),
        );
        let due = if it.is_due { "due now; " } else { "" };
        writeln!(
            out,
            "{due}{when}  {} {}: {} ({})",
            harmless(&it.service),
            it.timer,
            harmless(&it.action),
            harmless(&it.when)
        )?;
        if let (Some(last), Some(result)) = (&it.last, &it.result) {
            writeln!(out, "    last {last}: {}", harmless(result))?;
        }
    }
    Ok(())
}
