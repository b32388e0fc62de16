//! Health checks: the script's function `healthcheck`, or the command in rc_healthcheck, is run at
//! intervals while the service is watched. When it has failed as often in a row as is allowed, its function `unhealthy` is run,
//! and the service is started again as after a crash: its daemon is ended under the lock first.

use super::jobs::Job;
use super::{Alarm, Guard};
use crate::children::{self, lines, Child, Ended, Spec};
use crate::clock::{self, span, Millis};
use crate::due::Key;
use crate::hooks;
use crate::log::{Level, Line};
use crate::place::{text, Name};
use crate::protocol::{self, Seen};
use crate::service::{Input, Phase};
use crate::settings::Health;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// How soon a check that was put off is tried again, in milliseconds.
const SOON: Millis = 1000;
/// How many lines of what one has said are told.
const SHOWN: usize = 5;
/// What openrc-run says of a function that the script does not have.
const NO_FUNCTION: &[u8] = b"not a default nor extra command";

/// The health checks of a service.
#[derive(Default)]
pub(super) struct Checking {
    /// Since when the service is watched that is checked.
    since: Millis,
    /// When the next one is.
    alarm: Option<Key>,
    /// The child that runs, and what it runs.
    running: Option<(i32, Function)>,
    /// How many have failed in a row.
    failures: u32,
    /// It is known to be unhealthy, and is left so.
    is_told: bool,
    /// The script has no such function.
    is_off: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    Healthcheck,
    Unhealthy,
}

impl Function {
    fn name(self) -> &'static str {
        match self {
            Function::Healthcheck => "healthcheck",
            Function::Unhealthy => "unhealthy",
        }
    }
}

impl Guard {
    /// Plans checks for those services that are to be checked, and ends those of others.
    pub(super) fn work_health(&mut self) {
        let all = self.entries.iter();
        let concerned = all.filter(|(_, entry)| {
            let checking = &entry.checking;
            let is_active = checking.alarm.is_some() || checking.running.is_some();
            entry.service.settings.health.is_some() || is_active || checking.failures > 0
        });
        let names: Vec<Name> = concerned.map(|(name, _)| name.clone()).collect();
        for name in names {
            self.plan_check(&name);
        }
    }

    /// What is asked for, if the service is to be checked now.
    fn asked_for(&self, name: &[u8]) -> Option<Health> {
        let service = &self.entries.get(name)?.service;
        let is_watched = service.phase == Phase::Watched && !service.is_supervised();
        let is_meant = is_watched && !service.paused && self.ending.is_none();
        service.settings.health.clone().filter(|_| is_meant)
    }

    fn plan_check(&mut self, name: &[u8]) {
        let Some(health) = self.asked_for(name) else {
            self.end_check(name);
            return;
        };
        let entry = self.entry(name);
        let since = entry.service.since;
        if entry.checking.since != since {
            // What was begun is of what it was before.
            self.end_check(name);
            self.entry(name).checking.since = since;
        }
        let checking = &self.entry(name).checking;
        if checking.alarm.is_none() && checking.running.is_none() && !checking.is_off {
            self.check_in(name, health.first);
        }
    }

    fn check_in(&mut self, name: &[u8], wait: Millis) {
        let at = clock::now().saturating_add(wait);
        let key = self.due.at(at, Alarm::Health(name.to_vec()));
        let before = self.entry(name).checking.alarm.replace(key);
        if let Some(key) = before {
            self.due.cancel(key);
        }
    }

    /// A check that runs is ended: the service is not what it was.
    fn end_check(&mut self, name: &[u8]) {
        let checking = std::mem::take(&mut self.entry(name).checking);
        if let Some(key) = checking.alarm {
            self.due.cancel(key);
        }
        let running = checking
            .running
            .and_then(|(pid, _)| self.children.get(&pid));
        if let Some((child, _)) = running {
            child.signal(nix::sys::signal::Signal::SIGKILL);
        }
    }

    /// The guard ends.
    pub(super) fn end_checks(&mut self) {
        let names: Vec<Name> = self.entries.keys().cloned().collect();
        names.iter().for_each(|name| self.end_check(name));
    }

    /// The time of a check has come.
    pub(super) fn check_is_due(&mut self, name: &[u8]) {
        self.entry(name).checking.alarm = None;
        if self.asked_for(name).is_none() {
            return;
        }
        if !self.is_at_rest(name) {
            self.check_in(name, SOON);
            return;
        }
        self.run_function(name, Function::Healthcheck);
    }

    /// Whether nothing is done to a service, by the guard or by anybody else.
    fn is_at_rest(&self, name: &[u8]) -> bool {
        let Some(entry) = self.entries.get(name) else {
            return false;
        };
        let is_busy = entry.attempt.is_some() || entry.timing.is_running() || entry.is_in_doubt;
        let generation = entry.service.generation;
        !is_busy
            && protocol::read_runlevel(&self.place).is_ok()
            && matches!(protocol::read_state(&self.place, name),
                Seen::Started(now) if Some(now) == generation)
            && !protocol::is_locked(&self.place, name)
    }

    fn run_function(&mut self, name: &[u8], function: Function) {
        let (limit, command) = match (function, self.asked_for(name)) {
            (Function::Healthcheck, Some(health)) => (health.timeout, health.command),
            _ => (hooks::LIMIT, None),
        };
        let child = match command {
            Some(command) => children::start(&self.clean, self.shell(name, &command)),
            None => protocol::exec(&self.place, name, function.name(), &self.clean),
        };
        match child {
            Ok(child) => {
                self.entry(name).checking.running = Some((child.pid, function));
                self.keep(child, Job::Check(name.to_vec()), limit);
            }
            Err(error) => self.function_has_ended(name, function, &error.to_string(), &[]),
        }
    }

    fn shell(&self, name: &[u8], command: &str) -> Spec {
        let mut environment = self.place.environment();
        environment.push(("RC_SVCNAME".into(), OsStr::from_bytes(name).into()));
        Spec::shell(command, environment)
    }

    /// One of the two functions has ended.
    pub(super) fn check_has_ended(&mut self, name: &[u8], child: &Child, ended: Ended) {
        let Some(entry) = self.entries.get_mut(name) else {
            return;
        };
        // Else it was ended because somebody has acted on the service.
        let own = entry.checking.running.filter(|(pid, _)| *pid == child.pid);
        let Some((_, function)) = own else {
            return;
        };
        entry.checking.running = None;
        let took = clock::now().saturating_sub(child.began);
        let limit = self.asked_for(name).map(|health| health.timeout);
        let why = match ended {
            Ended::Exited(0) => String::new(),
            Ended::Killed(_) if limit.is_some_and(|limit| took >= limit) => {
                format!("it took longer than {}", span(limit.unwrap_or_default()))
            }
            ended => ended.text(),
        };
        self.function_has_ended(name, function, &why, &child.said());
    }

    fn function_has_ended(&mut self, name: &[u8], function: Function, why: &str, said: &[u8]) {
        match function {
            Function::Healthcheck => self.is_checked(name, why, said),
            Function::Unhealthy => {
                self.tell_of_check(Level::Info, "unhealthy-said", name, said);
                self.is_unhealthy(name);
            }
        }
    }

    fn is_checked(&mut self, name: &[u8], why: &str, said: &[u8]) {
        let Some(health) = self.asked_for(name) else {
            return;
        };
        let failures = self.entry(name).checking.failures;
        let line = |level, event| Line::new(level, event).with("service", text(name));
        if why.is_empty() {
            if failures > 0 {
                let line = line(Level::Notice, "healthy");
                self.log.write(&line.with("after", failures));
            }
            let checking = &mut self.entry(name).checking;
            checking.failures = 0;
            checking.is_told = false;
            self.feed(name, Input::Healthy);
            self.check_in(name, health.every);
            return;
        }
        let is_missing = said.windows(NO_FUNCTION.len()).any(|it| it == NO_FUNCTION);
        if is_missing && health.command.is_none() {
            let line = line(Level::Warning, "health-checks-off");
            let what = "its script sets extra_commands, which hides the function healthcheck: \
                        set rc_healthcheck to a command";
            self.log.write(&line.with("why", what));
            self.entry(name).checking.is_off = true;
            return;
        }
        if self.entry(name).checking.is_told {
            // It was said, and is so until it is healthy.
            self.check_in(name, health.every);
            return;
        }
        let failures = failures.saturating_add(1);
        self.entry(name).checking.failures = failures;
        let of = format!("{failures} of {}", health.tries);
        let line = line(Level::Warning, "health-check-failed").with("try", of);
        self.log.write(&line.with("why", why));
        self.tell_of_check(Level::Info, "health-check-said", name, said);
        match failures < health.tries {
            true => self.check_in(name, health.every),
            false => self.run_function(name, Function::Unhealthy),
        }
    }

    fn tell_of_check(&self, level: Level, event: &'static str, name: &[u8], said: &[u8]) {
        for said in lines(said).iter().take(SHOWN) {
            let line = Line::new(level, event).with("service", text(name));
            self.log.write(&line.with("line", said));
        }
    }

    /// It has failed as often as is allowed, and its function `unhealthy` was run.
    fn is_unhealthy(&mut self, name: &[u8]) {
        let failures = self.entry(name).checking.failures;
        if self.asked_for(name).is_none() || !self.is_at_rest(name) {
            // Somebody acts on it: his is the last word.
            return;
        }
        let times = match failures {
            1 => "its health check has failed".to_string(),
            _ => format!("{failures} health checks in a row have failed"),
        };
        self.feed(name, Input::Unhealthy(times));
        // What lives of it is to end then.
        let is_to_start = matches!(self.phase(name), Phase::Due | Phase::Waiting);
        self.entry(name).is_half |= is_to_start;
        self.entry(name).checking.is_told = !is_to_start;
    }
}
