//! Commands that people have run when something happens: a few at a time, each with a limit,
//! and never while the guard has a service's lock.

use crate::children::Spec;
use crate::clock::Millis;
use crate::place::{Name, Place};
use crate::service::{Death, Hook, Service};
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;

/// How long one may take.
pub const LIMIT: Millis = 60_000;
/// How many run at once.
const AT_ONCE: usize = 4;
/// How many wait. With more of them something is wrong, and the newest are dropped.
const WAITING: usize = 256;

/// A command to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The service.
    pub service: Name,
    /// What has happened to it.
    pub hook: Hook,
    command: String,
    variables: Vec<(&'static str, Vec<u8>)>,
}

impl Job {
    /// What is to be run for a service; `None` where nothing is asked for.
    pub fn new(service: &Service, hook: Hook) -> Option<Self> {
        let commands = &service.settings.commands;
        let command = match hook {
            Hook::Crash => &commands.on_crash,
            Hook::GiveUp => &commands.on_giveup,
            Hook::Recover => &commands.on_recover,
        };
        Some(Job {
            service: service.name.clone(),
            hook,
            command: command.clone()?,
            variables: variables(service, hook),
        })
    }

    /// The shell that runs it.
    pub fn spec(&self, place: &Place) -> Spec {
        let mut environment = place.environment();
        let variables = self.variables.iter();
        environment.extend(variables.map(|(name, value)| {
            let value: OsString = OsStr::from_bytes(value).to_os_string();
            (OsString::from(name), value)
        }));
        Spec::shell(&self.command, environment)
    }
}

fn variables(service: &Service, hook: Hook) -> Vec<(&'static str, Vec<u8>)> {
    let mut variables = vec![
        ("RC_SVCNAME", service.name.clone()),
        ("RC_GUARD_EVENT", hook.text().into()),
        (
            "RC_GUARD_COUNT",
            service.history.respawns.to_string().into(),
        ),
        ("RC_GUARD_REASON", service.why.clone().into()),
    ];
    if let Some(Death {
        pid, end, lived, ..
    }) = service.last_death()
    {
        let status = end
            .status()
            .map_or_else(String::new, |status| status.to_string());
        let seconds = lived / 1000;
        variables.extend([
            ("RC_GUARD_EXIT_CODE", end.kind().into()),
            ("RC_GUARD_EXIT_STATUS", status.into()),
            ("RC_GUARD_RAN", seconds.to_string().into()),
            ("RC_GUARD_PID", pid.to_string().into()),
        ]);
    }
    variables
}

/// Those that run, and those that wait for them.
#[derive(Default)]
pub struct Hooks {
    running: Vec<Name>,
    waiting: VecDeque<Job>,
}

impl Hooks {
    /// One more. False when there are too many.
    pub fn add(&mut self, job: Job) -> bool {
        let has_room = self.waiting.len() < WAITING;
        if has_room {
            self.waiting.push_back(job);
        }
        has_room
    }

    /// The next that may run: one at a time for a service.
    pub fn next(&mut self) -> Option<Job> {
        if self.running.len() >= AT_ONCE {
            return None;
        }
        let is_free = |job: &Job| !self.running.contains(&job.service);
        let at = self.waiting.iter().position(is_free)?;
        let job = self.waiting.remove(at)?;
        self.running.push(job.service.clone());
        Some(job)
    }

    /// That of this service has ended.
    pub fn ended(&mut self, service: &[u8]) {
        self.running.retain(|name| name != service);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(name: &str, hook: Hook) -> Job {
        let mut service = Service::new(name.as_bytes());
        service.settings.commands.on_crash = Some("true".into());
        service.settings.commands.on_recover = Some("true".into());
        Job::new(&service, hook).unwrap()
    }

    #[test]
    fn one_of_a_service_and_four_in_all() {
        let mut hooks = Hooks::default();
        for name in ["a", "a", "b", "c", "d", "e"] {
            assert!(hooks.add(job(name, Hook::Crash)));
        }
        let mut names = || hooks.next().map(|job| job.service);
        let first = [names(), names(), names(), names(), names()];
        assert_eq!(
            first,
            [
                Some(b"a".to_vec()),
                Some(b"b".to_vec()),
                Some(b"c".to_vec()),
                Some(b"d".to_vec()),
                None
            ]
        );
        hooks.ended(b"d");
        // The first that may, not the first that waits.
        assert_eq!(hooks.next().map(|job| job.service), Some(b"e".to_vec()));
        hooks.ended(b"a");
        assert_eq!(hooks.next().map(|job| job.service), Some(b"a".to_vec()));
    }

    #[test]
    fn a_flood_is_dropped() {
        let mut hooks = Hooks::default();
        let taken = (0..1000)
            .filter(|_| hooks.add(job("a", Hook::Crash)))
            .count();
        assert_eq!(taken, WAITING);
    }

    #[test]
    fn what_is_not_asked_for_is_not_run() {
        assert_eq!(Job::new(&Service::new(b"a"), Hook::Crash), None);
    }
}
