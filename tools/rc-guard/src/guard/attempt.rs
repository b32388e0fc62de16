//! Starting services again: those whose turn it is, a few at a time, in the order in which
//! they died. What is done to each is in protocol.rs.

use super::jobs::Job;
use super::{Alarm, Guard};
use crate::children::{lines, Child, Clean, Ended};
use crate::clock::{self, Millis};
use crate::held;
use crate::log::{Level, Line};
use crate::place::{text, FileId, Generation, Name, Place};
use crate::protocol::{self, Came, Concluded, Dead, Note, Refusal, Seen, Way};
use crate::service::{Input, Look, Outcome, Phase};
use crate::settings::value::Step;
use nix::sys::signal::Signal;
use std::collections::VecDeque;
use std::fs::File;

/// How many are started at once. One that takes longer does not count: a start may take as
/// long as it likes.
const AT_ONCE: usize = 8;
const LONG: Millis = 10_000;
/// How soon a lock that somebody else has is asked for again.
const SOON: Millis = 250;

/// A service that is being started again.
pub(super) struct Attempt {
    began: Millis,
    way: Way,
    /// The runlevel when it began.
    level: Vec<u8>,
    stage: Stage,
}

enum Stage {
    /// Its other daemons are being ended.
    Rest {
        lock: File,
        steps: VecDeque<Step>,
        until: Millis,
    },
    /// openrc-run starts it.
    Start { pid: i32, lock: File },
    /// openrc-run was killed, and those that it had started are not done.
    Session {
        child: Child,
        ended: Ended,
        lock: File,
        until: Millis,
    },
    /// A guard that is no more has begun it, and put these records aside.
    Another {
        records: Option<FileId>,
        lock: Option<FileId>,
    },
    /// Between two stages.
    None,
    /// It is not wanted any more, and is being stopped.
    Stop,
}

impl Guard {
    /// Starts those that are due, as far as that may be.
    pub(super) fn work_queue(&mut self) {
        if self.queue.is_empty() || self.is_full() {
            return;
        }
        if protocol::read_runlevel(&self.place).is_err() {
            // When openrc has done its work, that is told.
            return;
        }
        let names: Vec<Name> = self.queue.iter().cloned().collect();
        for name in names {
            if self.is_full() {
                return;
            }
            self.try_start(&name);
        }
    }

    fn is_full(&mut self) -> bool {
        let now = clock::now();
        let attempts = self
            .entries
            .values()
            .filter_map(|entry| entry.attempt.as_ref());
        let young = attempts
            .filter(|it| now.saturating_sub(it.began) < LONG)
            .count();
        let is_full = young >= AT_ONCE;
        if is_full {
            self.look_at_queue_in(LONG / 10);
        }
        is_full
    }

    fn look_at_queue_in(&mut self, wait: Millis) {
        if !std::mem::replace(&mut self.has_queue_alarm, true) {
            self.due.at(clock::now().saturating_add(wait), Alarm::Queue);
        }
    }

    fn try_start(&mut self, name: &[u8]) {
        let entry = self.entry(name);
        let (phase, generation) = (entry.service.phase, entry.service.generation);
        let is_under_way = entry.attempt.is_some();
        let Some(generation) = generation.filter(|_| phase == Phase::Due && !is_under_way) else {
            return;
        };
        let level = self.place.runlevel();
        let begun = self.with_dead(name, generation, &level, |place, dead, _| {
            protocol::begin(place, dead)
        });
        match begun {
            Ok(lock) => self.begin_attempt(name, level, lock),
            Err(refusal) => self.let_go_of_lock(name, &level, refusal),
        }
    }

    /// It is not started again after all.
    fn let_go_of_lock(&mut self, name: &[u8], level: &[u8], refusal: Refusal) {
        let had_lock = !matches!(refusal, Refusal::Busy);
        self.refused(name, refusal);
        if had_lock {
            self.doubt_since(name, level);
            self.ask_whether_wanted(name);
        }
        self.conclude(name);
    }

    /// Whoever has the lock may have kept openrc from stopping a service: it has made
    /// rc.stopping before that, or has changed the runlevel by now.
    pub(super) fn doubt_since(&mut self, name: &[u8], level: &[u8]) {
        let is_doubtful = self.is_openrc_stopping() || self.place.runlevel() != level;
        self.entry(name).is_in_doubt |= is_doubtful;
    }

    /// Does a half of the protocol with what is known of a service.
    fn with_dead<T>(
        &self,
        name: &[u8],
        generation: Generation,
        level: &[u8],
        half: impl FnOnce(&Place, &Dead<'_>, &Clean) -> T,
    ) -> T {
        let entry = self.entries.get(name);
        let fakes_start = entry.is_some_and(|it| it.service.settings.fakes_start);
        let attempt = entry.and_then(|it| it.attempt.as_ref());
        let dead = Dead {
            name,
            generation,
            held: &self.held_of(name),
            is_half: entry.is_some_and(|it| it.is_half),
            way: attempt.map_or_else(|| Way::of(&self.place, fakes_start), |it| it.way),
            level,
        };
        half(&self.place, &dead, &self.clean)
    }

    fn refused(&mut self, name: &[u8], refusal: Refusal) {
        match refusal {
            Refusal::Busy => self.look_at_queue_in(SOON),
            Refusal::Frozen(_) => {}
            Refusal::NotStarted => self.feed(name, Input::Looked(Look::NotStarted)),
            Refusal::Anew(now) => self.feed(name, Input::Looked(Look::Anew(now))),
            Refusal::Alive(found) => {
                let pids = self.hold(name, found);
                self.feed(name, Input::Looked(Look::Replaced(pids)));
            }
            Refusal::Failed(why) => {
                self.feed(name, Input::Attempted(Outcome::Failed(None, why)));
            }
        }
    }

    fn begin_attempt(&mut self, name: &[u8], level: Vec<u8>, lock: File) {
        let service = &self.entry(name).service;
        let settings = &service.settings;
        let mut steps: VecDeque<Step> = settings.stopping.iter().copied().collect();
        if service.lives && steps.iter().all(|(signal, _)| *signal != Signal::SIGKILL) {
            // What does not answer may not end when it is told to.
            steps.push_back((Signal::SIGKILL, LONG));
        }
        let fakes_start = settings.fakes_start;
        let attempt = Attempt {
            began: clock::now(),
            way: Way::of(&self.place, fakes_start),
            level,
            stage: Stage::Rest {
                lock,
                steps,
                until: 0,
            },
        };
        self.entry(name).attempt = Some(attempt);
        self.go_on(name);
    }

    /// The next step of an attempt.
    pub(super) fn go_on(&mut self, name: &[u8]) {
        let Some(mut attempt) = self.entry(name).attempt.take() else {
            return;
        };
        match attempt.stage {
            Stage::Rest { lock, steps, until } => {
                attempt.stage = Stage::None;
                self.end_the_rest(name, attempt, lock, steps, until);
            }
            Stage::Session {
                child,
                ended,
                lock,
                until,
            } => {
                attempt.stage = Stage::None;
                self.wait_for_session(name, attempt, child, ended, lock, until);
            }
            Stage::Another { .. } => {
                let is_free = protocol::lock(&self.place, name).is_ok();
                let way = attempt.way;
                self.entry(name).attempt = Some(attempt);
                match is_free {
                    true => {
                        self.finish(name, way, None, b"", "the guard ended before its start did")
                    }
                    false => self.go_on_in(name, SOON),
                }
            }
            Stage::Start { .. } | Stage::Stop | Stage::None => {
                self.entry(name).attempt = Some(attempt)
            }
        }
    }

    fn go_on_in(&mut self, name: &[u8], wait: Millis) {
        self.due.at(
            clock::now().saturating_add(wait),
            Alarm::Attempt(name.to_vec()),
        );
    }

    /// Has those of its daemons that live end, one signal after the other.
    fn end_the_rest(
        &mut self,
        name: &[u8],
        mut attempt: Attempt,
        lock: File,
        mut steps: VecDeque<Step>,
        until: Millis,
    ) {
        let alive = self
            .held_of(name)
            .iter()
            .filter(|it| !it.has_ended())
            .count();
        if alive == 0 {
            self.launch(name, attempt, lock);
            return;
        }
        let now = clock::now();
        let mut until = until;
        if now >= until {
            let Some((signal, wait)) = steps.pop_front() else {
                let why = format!("{alive} of its daemons do not end");
                drop(lock);
                self.let_go_of_lock(name, &attempt.level, Refusal::Failed(why));
                return;
            };
            if let Err(error) = protocol::stop_the_rest(&self.held_of(name), signal) {
                let why = format!("its other daemons cannot be ended: {error}");
                drop(lock);
                self.let_go_of_lock(name, &attempt.level, Refusal::Failed(why));
                return;
            }
            let line = Line::new(Level::Info, "rest-signalled").with("service", text(name));
            self.log.write(
                &line
                    .with("signal", signal.as_str())
                    .with("processes", alive),
            );
            until = now.saturating_add(wait);
        }
        self.go_on_in(name, until.saturating_sub(now).max(1));
        attempt.stage = Stage::Rest { lock, steps, until };
        self.entry(name).attempt = Some(attempt);
    }

    /// A process of a service has ended: perhaps it was waited for.
    pub(super) fn one_of_the_rest_has_ended(&mut self, name: &[u8]) {
        let attempt = self
            .entries
            .get(name)
            .and_then(|entry| entry.attempt.as_ref());
        if matches!(attempt.map(|it| &it.stage), Some(Stage::Rest { .. })) {
            self.go_on(name);
        }
    }

    fn launch(&mut self, name: &[u8], attempt: Attempt, lock: File) {
        let generation = self.entry(name).service.generation;
        let Some(generation) = generation.filter(|_| self.phase(name) == Phase::Due) else {
            return;
        };
        let level = attempt.level.clone();
        self.entry(name).attempt = Some(attempt);
        let started = self.with_dead(name, generation, &level, |place, dead, clean| {
            protocol::start(place, dead, lock, clean)
        });
        match started {
            Ok((child, lock)) => {
                if let Some(attempt) = &mut self.entry(name).attempt {
                    attempt.stage = Stage::Start {
                        pid: child.pid,
                        lock,
                    };
                }
                let job = Job::Start(name.to_vec());
                self.children.insert(child.pid, (child, job));
                self.queue.retain(|other| other != name);
                self.feed(name, Input::Launched);
                // Should the guard be killed now, the next one knows.
                self.write_one(name);
            }
            Err(refusal) => {
                self.entry(name).attempt = None;
                self.let_go_of_lock(name, &level, refusal);
            }
        }
    }

    /// openrc-run has ended.
    pub(super) fn start_has_ended(&mut self, name: &[u8], child: Child, ended: Ended) {
        let Some(mut attempt) = self.entry(name).attempt.take() else {
            return;
        };
        let stage = std::mem::replace(&mut attempt.stage, Stage::None);
        let Stage::Start { lock, .. } = stage else {
            return;
        };
        match ended {
            Ended::Killed(_) if child.is_anybody_left() => {
                child.signal(Signal::SIGTERM);
                let until = clock::now().saturating_add(LONG);
                self.wait_for_session(name, attempt, child, ended, lock, until);
            }
            _ => {
                let why = why_it_failed(&child.said(), ended);
                let way = attempt.way;
                self.entry(name).attempt = Some(attempt);
                self.finish(name, way, Some(lock), &child.said(), &why);
            }
        }
    }

    /// Waits for those that an openrc-run had started that was killed: they may be about to
    /// start the daemon. The lock is kept meanwhile, so they are not waited for for ever.
    fn wait_for_session(
        &mut self,
        name: &[u8],
        mut attempt: Attempt,
        child: Child,
        ended: Ended,
        lock: File,
        until: Millis,
    ) {
        let way = attempt.way;
        if child.is_anybody_left() {
            if clock::now() >= until {
                child.signal(Signal::SIGKILL);
            }
            attempt.stage = Stage::Session {
                child,
                ended,
                lock,
                until,
            };
            self.entry(name).attempt = Some(attempt);
            self.go_on_in(name, SOON);
            return;
        }
        self.entry(name).attempt = Some(attempt);
        let why = why_it_failed(&child.said(), ended);
        self.finish(name, way, Some(lock), &child.said(), &why);
    }

    /// What came of a start.
    fn finish(&mut self, name: &[u8], way: Way, lock: Option<File>, said: &[u8], why: &str) {
        let says_inactive = way == Way::Foreground || is_in(said, b"has started, but is inactive");
        let attempt = self.entries.get(name).and_then(|it| it.attempt.as_ref());
        let (records, noted) = match attempt.map(|it| &it.stage) {
            Some(Stage::Another { records, lock }) => (*records, *lock),
            _ => (None, None),
        };
        let start = Concluded {
            lock,
            noted,
            records,
            says_inactive,
        };
        let came = protocol::record_result(&self.place, name, start);
        let mut began = clock::now();
        if let Some(attempt) = self.entry(name).attempt.take() {
            self.doubt_since(name, &attempt.level);
            began = attempt.began;
        }
        let outcome = match came {
            Ok(Came::Started(generation)) => Outcome::Started(generation),
            Ok(Came::Dead(generation)) => Outcome::Failed(generation, why.to_string()),
            Ok(Came::Stopped) if way == Way::Foreground => Outcome::Stopped(why.to_string()),
            Ok(Came::Stopped) => Outcome::LeftAlone("a command has stopped it"),
            Ok(Came::Inactive) => Outcome::LeftAlone("it went inactive by itself"),
            Ok(Came::Another) => Outcome::LeftAlone("another command acts on it"),
            Err(error) => Outcome::Failed(None, error.to_string()),
        };
        if matches!(outcome, Outcome::Failed(..)) {
            self.tell_what_was_said(name, said);
            let left = held::hold_what_began(&self.place, name, began);
            let is_half = !left.is_empty();
            self.hold(name, left);
            self.entry(name).is_half = is_half;
        }
        let is_left_alone = matches!(outcome, Outcome::LeftAlone(_));
        self.feed(name, Input::Attempted(outcome));
        if is_left_alone {
            self.look_at(name);
        }
        self.ask_whether_wanted(name);
        self.conclude(name);
    }

    /// The attempt is over, unless openrc may have wanted the service stopped: then when that
    /// is settled.
    pub(super) fn conclude(&mut self, name: &[u8]) {
        let entry = self.entries.get(name);
        let is_open = entry.is_some_and(|it| it.attempt.is_some() || it.is_in_doubt);
        if !is_open {
            protocol::clear_note(&self.place, name);
        }
    }

    /// The last lines of what a start that failed has said.
    fn tell_what_was_said(&self, name: &[u8], said: &[u8]) {
        let lines = lines(said);
        let last = lines.len().saturating_sub(SHOWN);
        for line in lines.iter().skip(last) {
            let line = Line::new(Level::Notice, "start-said")
                .with("service", text(name))
                .with("line", line);
            self.log.write(&line);
        }
    }

    /// Another guard has begun to start it.
    pub(super) fn take_up_attempt(
        &mut self,
        name: &[u8],
        records: Option<FileId>,
        note: Option<Note>,
    ) {
        let lock = note.as_ref().and_then(|it| it.lock);
        let level = note.map_or_else(|| self.place.runlevel(), |it| it.level);
        let entry = self.entry(name);
        entry.service.phase = Phase::Starting;
        entry.attempt = Some(Attempt {
            began: clock::now(),
            way: Way::Background,
            level,
            stage: Stage::Another { records, lock },
        });
        self.go_on(name);
    }

    /// Lets go of the lock of a service that is not to be started again after all.
    pub(super) fn abandon(&mut self, name: &[u8]) {
        let attempt = &mut self.entry(name).attempt;
        let abandoned = attempt.take_if(|it| matches!(it.stage, Stage::Rest { .. }));
        // The lock goes here.
        let level = abandoned.map(|it| it.level);
        if let Some(level) = level {
            self.doubt_since(name, &level);
            self.ask_whether_wanted(name);
            self.conclude(name);
        }
    }

    /// Begins nothing more.
    pub(super) fn abandon_all(&mut self) {
        self.queue.clear();
        let goes_down = self.is_openrc_stopping();
        for entry in self.entries.values_mut() {
            // What a timer restarts may have got its signal: it is not left dead.
            if entry.service.by_timer && !goes_down {
                continue;
            }
            entry
                .attempt
                .take_if(|it| matches!(it.stage, Stage::Rest { .. } | Stage::Another { .. }));
        }
    }

    /// Has what is under way end: openrc goes down.
    pub(super) fn end_attempts(&mut self) {
        let attempts = self
            .entries
            .values()
            .filter_map(|entry| entry.attempt.as_ref());
        let starts = attempts.filter_map(|it| match &it.stage {
            Stage::Start { pid, .. } => self.children.get(pid),
            _ => None,
        });
        starts.for_each(|(child, _)| child.signal(Signal::SIGTERM));
    }

    /// Whether anything is under way that is waited for before the guard ends.
    pub(super) fn is_anything_under_way(&self) -> bool {
        let mut attempts = self
            .entries
            .values()
            .filter_map(|entry| entry.attempt.as_ref());
        attempts.any(|it| !matches!(it.stage, Stage::Another { .. }))
            || self.entries.values().any(|entry| entry.is_in_doubt)
    }

    /// Stops a service that is not wanted any more.
    pub(super) fn stop_unwanted(&mut self, name: &[u8]) {
        let line = Line::new(Level::Notice, "stopped-again").with("service", text(name));
        self.log.write(&line.with(
            "why",
            "the runlevel has changed, and it is not in the new one",
        ));
        match protocol::exec_stop(&self.place, name, &self.clean) {
            Ok(child) => {
                let level = self.place.runlevel();
                self.entry(name).attempt = Some(Attempt {
                    began: clock::now(),
                    way: Way::Foreground,
                    level,
                    stage: Stage::Stop,
                });
                self.children
                    .insert(child.pid, (child, Job::Stop(name.to_vec())));
            }
            Err(error) => {
                let line = Line::new(Level::Warning, "stop-failed").with("service", text(name));
                self.log.write(&line.with("why", error));
            }
        }
    }

    /// It was stopped, or was not.
    pub(super) fn stop_has_ended(&mut self, name: &[u8], child: &Child, ended: Ended) {
        self.entry(name).attempt = None;
        let is_started = matches!(protocol::read_state(&self.place, name), Seen::Started(_));
        match ended {
            // openrc-run says so too when somebody has the lock, and does nothing then.
            Ended::Exited(0) if is_started => {
                self.entry(name).is_in_doubt = true;
                self.ask_whether_wanted(name);
            }
            Ended::Exited(0) => {}
            _ => {
                let line = Line::new(Level::Warning, "stop-failed").with("service", text(name));
                let why = why_it_failed(&child.said(), ended);
                self.log.write(&line.with("why", why));
            }
        }
        self.look_at(name);
        self.conclude(name);
    }
}

/// How many lines of what a start has said are told.
const SHOWN: usize = 10;

/// What every start says that fails.
const SAID_OF_ALL: [&str; 5] = [
    "* ERROR:",
    "* Starting",
    "* Failed to start",
    "* start-stop-daemon: failed",
    "[",
];

/// What it has said last that is its own, else what it has said last, else how it ended.
fn why_it_failed(said: &[u8], ended: Ended) -> String {
    let lines = lines(said);
    let is_own = |line: &&String| !SAID_OF_ALL.iter().any(|of_all| line.starts_with(of_all));
    let line = lines.iter().rev().find(is_own).or(lines.last());
    match line {
        Some(line) => line.trim_start_matches("* ").to_string(),
        None => format!("its start ended with {}", ended.text()),
    }
}

fn is_in(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_start_failed_is_what_it_said_before_openrc() {
        let said = b" * d: the port is taken\n * ERROR: d failed to start\n";
        assert_eq!(
            why_it_failed(said, Ended::Exited(1)),
            "d: the port is taken"
        );
        let said = b" * Starting d ...\n * d is already running\n * Failed to start d\n [ !! ]\n";
        assert_eq!(
            why_it_failed(said, Ended::Exited(1)),
            "d is already running"
        );
        let said = b" * ERROR: d failed to start\n";
        assert_eq!(
            why_it_failed(said, Ended::Exited(1)),
            "ERROR: d failed to start"
        );
        assert_eq!(
            why_it_failed(b"", Ended::Killed(9)),
            "its start ended with signal 9"
        );
    }
}
