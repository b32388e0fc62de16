//! The guard's children: those that start services, shells that say settings, and hooks.

use super::{Alarm, Guard};
use crate::children::{self, lines, Child, Ended};
use crate::clock;
use crate::hooks;
use crate::log::{Level, Line};
use crate::place::{text, Name};
use crate::service::{Hook, Input};
use crate::settings::read::{self, Sources};
use nix::sys::signal::Signal;

/// What a child is for.
pub(super) enum Job {
    /// It starts a service.
    Start(Name),
    /// It stops one that is not wanted.
    Stop(Name),
    /// It reads the settings of a service.
    Read(Name, Sources),
    /// It is a command of somebody's.
    Hook(Name, Hook),
    /// It says whether a timer may run.
    Condition(Name),
    /// It is what a timer does.
    Timed(Name),
    /// It checks the health of a service.
    Check(Name),
    /// It restarts a service that needs one which was started again.
    Dependent(Name),
}

impl Guard {
    /// Does what follows from the end of children.
    pub(super) fn reap(&mut self) {
        while let Some((pid, ended)) = children::ended() {
            if let Some((child, job)) = self.children.remove(&pid) {
                self.child_has_ended(child, job, ended);
            }
        }
    }

    fn child_has_ended(&mut self, child: Child, job: Job, ended: Ended) {
        match job {
            Job::Start(name) => self.start_has_ended(&name, child, ended),
            Job::Stop(name) => self.stop_has_ended(&name, &child, ended),
            Job::Read(name, sources) => {
                let input = match read::from_shell(Some(ended), &child.said()) {
                    Ok(values) => Input::Read(Box::new(read::settings(&values, &sources))),
                    Err(why) => Input::Unreadable(why),
                };
                self.feed(&name, input);
            }
            Job::Hook(name, hook) => {
                self.hooks.ended(&name);
                self.hook_has_ended(&name, hook, &child, ended);
            }
            Job::Condition(name) => self.condition_has_ended(&name, &child, ended),
            Job::Timed(name) => self.timed_has_ended(&name, &child, ended),
            Job::Check(name) => self.check_has_ended(&name, &child, ended),
            Job::Dependent(name) => self.dependent_has_ended(&name, ended),
        }
    }

    /// Reads the settings of a service: at once where that is certain, else by a shell.
    pub(super) fn read_settings(&mut self, name: &[u8]) {
        let Some(sources) = Sources::of(&self.place, name) else {
            self.feed(
                name,
                Input::Unreadable("it has no script for openrc-run".into()),
            );
            return;
        };
        if let Some(values) = read::evaluate(&self.place, &sources) {
            let settings = read::settings(&values, &sources);
            self.feed(name, Input::Read(Box::new(settings)));
            return;
        }
        if let Some(why) = sources.problem() {
            return self.feed(name, Input::Unreadable(why));
        }
        match children::start(&self.clean, read::shell(&self.place, &sources)) {
            Ok(child) => self.keep(child, Job::Read(name.to_vec(), sources), read::LIMIT),
            Err(error) => self.feed(name, Input::Unreadable(error.to_string())),
        }
    }

    /// Keeps a child, for so long.
    pub(super) fn keep(&mut self, child: Child, job: Job, limit: clock::Millis) {
        self.due
            .at(child.began.saturating_add(limit), Alarm::Limit(child.pid));
        self.children.insert(child.pid, (child, job));
    }

    /// A child that has had its time is ended, and all that it has started.
    pub(super) fn limit_is_over(&mut self, pid: i32) {
        let limited = |job: &Job| {
            matches!(
                job,
                Job::Read(..) | Job::Hook(..) | Job::Condition(_) | Job::Check(_)
            )
        };
        let Some((child, job)) = self.children.get(&pid).filter(|(_, job)| limited(job)) else {
            return;
        };
        child.signal(Signal::SIGKILL);
        if let Job::Hook(name, hook) = job {
            let line = Line::new(Level::Warning, "hook-ended").with("service", text(name));
            self.log.write(
                &line
                    .with("hook", hook.text())
                    .with("why", "it took too long"),
            );
        }
    }

    /// Reads the settings of all services anew. How many there are.
    pub(super) fn reload(&mut self) -> usize {
        let names: Vec<Name> = self.entries.keys().cloned().collect();
        names.iter().for_each(|name| self.read_settings(name));
        self.log
            .write(&Line::new(Level::Info, "settings-read").with("services", names.len()));
        names.len()
    }

    /// Starts those hooks that may run now.
    pub(super) fn start_hooks(&mut self) {
        while let Some(job) = self.hooks.next() {
            let name = job.service.clone();
            match children::start(&self.clean, job.spec(&self.place)) {
                Ok(child) => self.keep(child, Job::Hook(name, job.hook), hooks::LIMIT),
                Err(error) => {
                    self.hooks.ended(&name);
                    let line =
                        Line::new(Level::Warning, "hook-failed").with("service", text(&name));
                    self.log
                        .write(&line.with("hook", job.hook.text()).with("why", error));
                }
            }
        }
    }

    fn hook_has_ended(&self, name: &[u8], hook: Hook, child: &Child, ended: Ended) {
        let line = |level, event| {
            Line::new(level, event)
                .with("service", text(name))
                .with("hook", hook.text())
        };
        let lines = lines(&child.said());
        for said in lines.iter().take(SHOWN) {
            self.log
                .write(&line(Level::Info, "hook-said").with("line", said));
        }
        if lines.len() > SHOWN {
            let more = lines.len().saturating_sub(SHOWN);
            self.log.write(
                &line(Level::Info, "hook-said").with("line", format!("and {more} lines more")),
            );
        }
        if ended != Ended::Exited(0) {
            self.log
                .write(&line(Level::Warning, "hook-failed").with("why", ended.text()));
        }
    }
}

/// How many lines of what a hook has said are told.
const SHOWN: usize = 20;
