//! Those that need a service which was started again are restarted, one after the other, in the
//! order in which they would be started: where a daemon can be watched as a timer restarts it, else
//! by openrc-run.

use super::jobs::Job;
use super::Guard;
use crate::children::Ended;
use crate::log::{Level, Line};
use crate::place::{text, Name};
use crate::protocol::{self, Refusal, Seen};
use crate::service::{Input, Phase};
use openrc::deptree::Options;
use std::collections::VecDeque;

/// Those that are to be restarted.
#[derive(Default)]
pub(super) struct Dependents {
    /// Which, and of which service.
    waiting: VecDeque<(Name, Name)>,
    /// The one that is being restarted.
    running: Option<Name>,
}

impl Dependents {
    /// Nobody is restarted any more.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }
}

impl Guard {
    /// A service was started again: those that need it are to be restarted.
    pub(super) fn add_dependents(&mut self, name: &[u8]) {
        let found = self.dependents_of(name);
        let line = Line::new(Level::Info, "dependents").with("service", text(name));
        match found {
            Ok(found) => {
                let shown: Vec<String> = found.iter().map(|it| text(it)).collect();
                self.log.write(&line.with("restart", shown.join(" ")));
                for dependent in found {
                    let waiting = &self.dependents.waiting;
                    if !waiting.iter().any(|(other, _)| *other == dependent) {
                        let one = (dependent, name.to_vec());
                        self.dependents.waiting.push_back(one);
                    }
                }
            }
            Err(error) => {
                let line = Line::new(Level::Warning, "dependents").with("service", text(name));
                let why = format!("none is restarted: {error}");
                self.log.write(&line.with("why", why));
            }
        }
    }

    /// Those that are started and need it or what it provides, what they need first.
    fn dependents_of(&self, name: &[u8]) -> openrc::Result<Vec<Name>> {
        let context = &self.place.context;
        let tree = context.deptree()?;
        let mut asked: Vec<&[u8]> = vec![name];
        asked.extend(tree.depend(name, "iprovide").unwrap_or_default());
        let level = self.place.runlevel();
        // In the order in which they would be stopped.
        let order = tree.depends(
            context,
            &[b"needsme"],
            asked.iter().copied(),
            Some(&level),
            Options::TRACE | Options::STOP,
        );
        let is_meant = |other: &&&[u8]| {
            !asked.contains(*other)
                && matches!(protocol::read_state(&self.place, other), Seen::Started(_))
        };
        let meant = order.services.iter().rev().filter(is_meant);
        Ok(meant.map(|other| other.to_vec()).collect())
    }

    /// The next one, when the last one is up again.
    pub(super) fn work_dependents(&mut self) {
        if let Some(name) = self.dependents.running.clone() {
            let entry = self.entries.get(&name);
            let is_busy = entry.is_some_and(|entry| {
                let phase = entry.service.phase;
                let is_restarted = entry.service.by_timer
                    || matches!(
                        phase,
                        Phase::Due | Phase::Starting | Phase::Reading | Phase::Seeking
                    );
                is_restarted || entry.attempt.is_some() || entry.is_restarted_by_script
            });
            if is_busy {
                return;
            }
            self.dependents.running = None;
        }
        while self.dependents.running.is_none() {
            match protocol::read_runlevel(&self.place) {
                Ok(_) => {}
                Err(Refusal::Frozen(_)) if !protocol::is_going_down(&self.place) => return,
                Err(_) => return self.dependents.clear(),
            }
            let Some((name, of)) = self.dependents.waiting.pop_front() else {
                return;
            };
            self.restart_dependent(&name, &of);
        }
    }

    fn restart_dependent(&mut self, name: &[u8], of: &[u8]) {
        let service = &self.entry(name).service;
        let (phase, is_supervised, paused) =
            (service.phase, service.is_supervised(), service.paused);
        let generation = service.generation;
        let is_as_known = matches!(protocol::read_state(&self.place, name),
            Seen::Started(now) if Some(now) == generation);
        let tell = |level, event, why: &str| {
            let line = Line::new(level, event).with("service", text(name));
            line.with("why", why)
        };
        let because = format!("it needs {}, which was started again", text(of));
        let why_not = match phase {
            _ if paused => "it is paused",
            _ if !is_as_known => "a command acts on it",
            Phase::Watched | Phase::Bare => {
                self.log.write(&tell(Level::Notice, "dependent", &because));
                return match phase == Phase::Watched && !is_supervised {
                    true => {
                        self.entry(name).is_half = true;
                        self.feed(name, Input::Follow(because));
                        self.dependents.running = Some(name.to_vec());
                    }
                    false => self.restart_by_script(name),
                };
            }
            Phase::Unwatchable => "its daemon cannot be watched",
            _ => "it is dead, or about to be started again",
        };
        let line = tell(Level::Warning, "dependent-not-restarted", why_not);
        self.log.write(&line);
    }

    /// By openrc-run: it has no daemon that the guard could end, or a supervisor does that.
    fn restart_by_script(&mut self, name: &[u8]) {
        match protocol::exec_restart(&self.place, name, &self.clean) {
            Ok(child) => {
                // It may take as long as it likes.
                self.children
                    .insert(child.pid, (child, Job::Dependent(name.to_vec())));
                self.entry(name).is_restarted_by_script = true;
                self.dependents.running = Some(name.to_vec());
            }
            Err(error) => self.dependent_has_failed(name, &error.to_string()),
        }
    }

    /// openrc-run has restarted one.
    pub(super) fn dependent_has_ended(&mut self, name: &[u8], ended: Ended) {
        self.entry(name).is_restarted_by_script = false;
        if ended != Ended::Exited(0) {
            self.dependent_has_failed(name, &format!("its restart ended with {}", ended.text()));
        }
        self.look_at(name);
    }

    fn dependent_has_failed(&mut self, name: &[u8], why: &str) {
        let line = Line::new(Level::Warning, "dependent-not-restarted");
        let line = line.with("service", text(name));
        self.log.write(&line.with("why", why));
    }
}
