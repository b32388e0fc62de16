//! `rc-guard check`: the settings, as the guard would read them, and what is wrong with them.

use crate::ask::not_running;
use crate::children::Clean;
use crate::clock::{self, span};
use crate::held::{self, Evidence, Found, Missing, Table};
use crate::oom;
use crate::place::{text, Name, Place};
use crate::policy;
use crate::protocol::{self, Seen};
use crate::saved;
use crate::settings::read::{self, Sources};
use crate::settings::{origin, Problem, Respawn, Settings};
use crate::timers::schedule::{Now, Slot};
use crate::timers::show::TOLD;
use crate::timers::{Timer, When};
use companion::{harmless, harmless_json, Answer};
use openrc::service::membership;
use serde::Serialize;
use std::io::{self, Write};

/// What is found out about a service.
#[derive(Serialize)]
struct Finding {
    service: String,
    policy: &'static str,
    /// What is asked for, in words.
    asks: Vec<String>,
    problems: Vec<String>,
}

/// Says it. Good, if nothing is wrong.
pub fn check(place: &Place, names: &[Name], json: bool, out: &mut dyn Write) -> Answer {
    let clean = Clean::note();
    let all = match names {
        [] => {
            let mut all = membership::services(&place.context, None);
            all.retain(|name| Sources::of(place, name).is_some());
            all
        }
        names => names.to_vec(),
    };
    let mut findings: Vec<Finding> = Vec::new();
    for name in all {
        let (finding, settings) = examine(place, &clean, &name);
        let is_shown = !names.is_empty() || settings.ask_anything() || !finding.problems.is_empty();
        let is_new = !findings.iter().any(|it| it.service == finding.service);
        if is_shown && is_new {
            findings.push(finding);
        }
    }
    findings.sort_by(|a, b| a.service.cmp(&b.service));
    if saved::running(place).is_none() {
        eprintln!("rc-guard: {}", harmless(&not_running(place)));
    }
    match json {
        true => {
            let json = serde_json::to_string_pretty(&findings).map_err(io::Error::from)?;
            writeln!(out, "{}", harmless_json(&json))?;
        }
        false => write(&findings, out)?,
    }
    Ok(findings.iter().all(|finding| finding.problems.is_empty()))
}

fn write(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    if findings.is_empty() {
        writeln!(out, "no service asks for anything")?;
    }
    for finding in findings {
        let asks = match finding.asks.is_empty() {
            true => "nothing is asked for".to_string(),
            false => finding.asks.join(", "),
        };
        writeln!(out, "{}: {asks}", harmless(&finding.service))?;
        for problem in &finding.problems {
            writeln!(out, "    problem: {}", harmless(problem))?;
        }
    }
    Ok(())
}

fn examine(place: &Place, clean: &Clean, name: &[u8]) -> (Finding, Settings) {
    let mut problems = Vec::new();
    let settings = read::at_once(place, clean, name).unwrap_or_else(|why| {
        problems.push(why);
        Settings::default()
    });
    problems.extend(settings.problems.iter().map(Problem::text));
    if let Some(sources) = Sources::of(place, name) {
        problems.extend(origin::unknown_names(&sources));
    }
    problems.extend(contradictions(&settings));
    problems.extend(cannot_be_watched(place, name, &settings));
    let finding = Finding {
        service: text(name),
        policy: settings.policy.respawn.text(),
        asks: asks(&settings),
        problems,
    };
    (finding, settings)
}

/// What is asked for, in words.
fn asks(settings: &Settings) -> Vec<String> {
    let policy = &settings.policy;
    let mut asks = Vec::new();
    if policy.respawn != Respawn::No {
        asks.push(format!("respawn {}", policy.respawn.text()));
        asks.push(match policy.most {
            0 => "without a limit".to_string(),
            most => format!("{most} times within {}", span(policy.period)),
        });
    }
    if policy.restarts_dependents {
        asks.push("restart what needs it".to_string());
    }
    asks.extend(settings.health.as_ref().map(|it| {
        let in_a_row = match it.tries {
            1 => String::new(),
            tries => format!(", {tries} in a row have to fail"),
        };
        format!("health check every {}{in_a_row}", span(it.every))
    }));
    asks.extend(settings.timers.iter().map(timer));
    let commands = &settings.commands;
    let hooks = [
        ("rc_on_crash", &commands.on_crash),
        ("rc_on_giveup", &commands.on_giveup),
        ("rc_on_recover", &commands.on_recover),
    ];
    asks.extend(
        hooks
            .iter()
            .filter(|(_, it)| it.is_some())
            .map(|(name, _)| name.to_string()),
    );
    asks.extend(
        settings
            .oom_score_adj
            .map(|score| format!("OOM score {score}")),
    );
    asks
}

/// A timer, and when it comes next.
fn timer(timer: &Timer) -> String {
    let now = Now::look();
    let (name, action, when) = (&timer.name, timer.action.text(), timer.when_text());
    let says = format!("timer {name}: {action} ({when})");
    let When::Calendar(_) = timer.when else {
        return says;
    };
    let slot = Slot::new(timer.clone(), 0, now.boot, None, &now);
    let next: Vec<String> = slot
        .following(&now, TOLD)
        .iter()
        .map(|it| clock::text(it.as_second()))
        .collect();
    match next.is_empty() {
        true => format!("{says}, never again"),
        false => format!("{says}, next {}", next.join(" and ")),
    }
}

/// What cannot come true as it stands.
fn contradictions(settings: &Settings) -> Vec<String> {
    let policy = &settings.policy;
    let mut problems = Vec::new();
    let respawns = policy.respawn != Respawn::No;
    if respawns && policy.most > 0 && policy::least_time_to_limit(policy).is_none() {
        problems.push(format!(
            "with these delays there are never {} respawns within {}: the limit is never reached \
             (shorten respawn_delay, or lengthen respawn_period)",
            policy.most,
            span(policy.period)
        ));
    }
    if policy.restarts_dependents && !respawns {
        problems.push("rc_respawn_dependents does nothing without rc_respawn".to_string());
    }
    if respawns && settings.supervisor.is_some() {
        problems.push("rc_respawn does nothing: its supervisor starts it again".to_string());
    }
    let is_beyond = |delay| policy.step > 0 && delay > policy.cap;
    if respawns && policy.delay.is_some_and(is_beyond) {
        problems
            .push("respawn_delay is longer than rc_respawn_delay_cap, which it is cut to".into());
    }
    if let Some(score) = settings.oom_score_adj.filter(|score| !oom::may_set(*score)) {
        problems.push(format!(
            "rc_oom_score_adj={score}: setting it needs CAP_SYS_RESOURCE, which this user does not have"
        ));
    }
    problems
}

/// Why the processes of a service that is started cannot be held on to.
fn cannot_be_watched(place: &Place, name: &[u8], settings: &Settings) -> Option<String> {
    let is_started = matches!(protocol::read_state(place, name), Seen::Started(_));
    if !is_started || !settings.ask_anything() || settings.supervisor.is_some() {
        return None;
    }
    match held::hold(place, name, &mut Table::default(), Evidence::Either) {
        Found::Held(_) => None,
        Found::Nothing => {
            Some("cannot be watched: it has started no daemon with start-stop-daemon".into())
        }
        Found::Missing(Missing::Yet(why) | Missing::Over(why) | Missing::Forever(why)) => {
            Some(format!("cannot be watched now: {why}"))
        }
    }
}
