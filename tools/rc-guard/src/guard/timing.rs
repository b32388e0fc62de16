//! Timers: when one is due, its condition is asked and its action is begun, unless something else
//! is under way with its service; then it is put off. A restart is an attempt as after a crash.

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
use crate::timers::schedule::{self, Came, Next, Now, Slot};
use crate::timers::{stamp, Action, Shown, Timer};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// How soon one that was put off is tried again, in milliseconds.
const SOON: Millis = 1000;
/// How many run at once.
const AT_ONCE: usize = 4;
/// How many lines of what one has said are told.
const SHOWN: usize = 20;

/// The timers of a service.
#[derive(Default)]
pub(super) struct Timing {
    slots: Vec<Slot>,
    run: Option<Run>,
}

impl Timing {
    /// Whether one runs.
    pub fn is_running(&self) -> bool {
        self.run.is_some()
    }
}

/// One that runs.
struct Run {
    timer: Timer,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Its condition is asked.
    Condition,
    /// A command of the script runs.
    Command,
    /// The service is restarted by an attempt.
    Restart,
}

/// What all timers share.
pub(super) struct Timers {
    /// How far the clocks were apart when they were looked at last.
    apart: i64,
    /// When the guard is to be awake.
    alarm: Option<Key>,
    /// Something was put off.
    is_put_off: bool,
    /// What tells this machine from others.
    machine: Vec<u8>,
    /// A stamp could not be written; it was said.
    complained: bool,
}

impl Timers {
    /// None yet.
    pub fn new() -> Self {
        Timers {
            apart: schedule::apart(),
            alarm: None,
            is_put_off: false,
            machine: schedule::machine(),
            complained: false,
        }
    }
}

/// Why one does not run.
enum Not {
    /// It is tried again.
    Now,
    /// It is forgotten.
    AtAll(&'static str),
}

impl Guard {
    /// Plans the timers of a service whose settings were read, or which is gone.
    pub(super) fn plan_timers(&mut self, name: &[u8]) {
        let Some(entry) = self.entries.get(name) else {
            return;
        };
        if entry.service.phase == Phase::Gone {
            self.forget_timers(name);
            return;
        }
        let timers = entry.service.settings.timers.clone();
        if timers.is_empty() && entry.timing.slots.is_empty() {
            return;
        }
        let began = entry.service.began;
        let now = Now::look();
        let mut slots = Vec::new();
        for timer in timers {
            let known = self.entries.get(name).and_then(|entry| {
                let slots = &entry.timing.slots;
                slots
                    .iter()
                    .find(|slot| slot.is_for(&timer, began))
                    .cloned()
            });
            slots.push(known.unwrap_or_else(|| self.planned(name, timer, began, &now)));
        }
        self.entry(name).timing.slots = slots;
        self.show_timers(name);
    }

    fn planned(&mut self, name: &[u8], timer: Timer, began: Millis, now: &Now) -> Slot {
        let stamp = self.stamp_of(name, &timer);
        if timer.catches_up && stamp.is_none() {
            // Only what is missed from now on is made up for.
            self.write_stamp(name, &timer, now);
        }
        let shown = self.entries.get(name).map(|it| &it.service.timers);
        // By another guard, that is no more.
        let was_due = shown.is_some_and(|shown| {
            let own = shown.iter().find(|it| it.name == timer.name);
            let is_over = |at: Millis| at <= now.boot;
            own.is_some_and(|it| it.is_due || it.next_since_boot.is_some_and(is_over))
        });
        let spread = schedule::spread(&self.timers.machine, name, &timer);
        let mut slot = Slot::new(timer, spread, began, stamp, now);
        slot.is_pending |= was_due;
        if slot.is_pending {
            self.tell(Level::Info, "timer-catches-up", name, &slot.timer, "");
        }
        slot
    }

    fn stamp_of(&self, name: &[u8], timer: &Timer) -> Option<jiff::Timestamp> {
        let is_kept = timer.catches_up;
        is_kept
            .then(|| stamp::read(&self.place, name, &timer.name))
            .flatten()
    }

    fn write_stamp(&mut self, name: &[u8], timer: &Timer, now: &Now) {
        if !timer.catches_up {
            return;
        }
        match stamp::write(&self.place, name, &timer.name, now.wall) {
            Ok(()) => self.timers.complained = false,
            Err(error) if !std::mem::replace(&mut self.timers.complained, true) => {
                let why = format!("when it ran is forgotten at the next boot: {error}");
                self.tell(Level::Warning, "stamp-unwritable", name, timer, &why);
            }
            Err(_) => {}
        }
    }

    fn forget_timers(&mut self, name: &[u8]) {
        if let Some(entry) = self.entries.get_mut(name) {
            entry.timing.slots.clear();
            if entry.timing.run.is_none() {
                entry.service.timers.clear();
            }
        }
    }

    fn tell(&self, level: Level, event: &'static str, name: &[u8], timer: &Timer, why: &str) {
        let line = Line::new(level, event).with("service", text(name));
        let line = line
            .with("timer", &timer.name)
            .with("do", timer.action.text());
        self.log.write(&match why {
            "" => line,
            why => line.with("why", why),
        });
    }

    /// Writes down what is planned.
    fn show_timers(&mut self, name: &[u8]) {
        let now = Now::look();
        let Some(entry) = self.entries.get_mut(name) else {
            return;
        };
        let run = entry.timing.run.as_ref();
        // Were the guard killed, the next one would do it once more.
        let is_begun = |stage| match stage {
            Stage::Condition => false,
            Stage::Command => true,
            Stage::Restart => entry.service.phase != Phase::Due,
        };
        let running = run.filter(|run| !is_begun(run.stage));
        let running = running.map(|run| run.timer.name.clone());
        let before = std::mem::take(&mut entry.service.timers);
        let shown = entry.timing.slots.iter().map(|slot| {
            let own = before.iter().find(|it| it.name == slot.timer.name);
            Shown {
                name: slot.timer.name.clone(),
                next: slot.following(&now, 1).first().map(|it| it.as_second()),
                next_since_boot: match slot.next {
                    Next::Boot(next) => Some(next),
                    _ => None,
                },
                is_due: slot.is_pending || running.as_ref() == Some(&slot.timer.name),
                last: own.and_then(|it| it.last.clone()),
            }
        });
        entry.service.timers = shown.collect();
        if entry.service.timers != before {
            entry.is_stale = true;
            self.stale.insert(name.to_vec());
        }
    }

    /// Tells what has come of restarts that are over.
    pub(super) fn end_restarts(&mut self) {
        let all = self.entries.iter();
        let running = all.filter(|(_, entry)| entry.timing.is_running());
        let names: Vec<Name> = running.map(|(name, _)| name.clone()).collect();
        names.iter().for_each(|name| self.end_restart(name));
    }

    /// Looks which timers are due, and runs those that may.
    pub(super) fn work_timers(&mut self) {
        self.timers.is_put_off = false;
        let apart = schedule::apart();
        let jump = apart.saturating_sub(self.timers.apart);
        self.timers.apart = apart;
        let has_some =
            |entry: &super::Entry| !entry.timing.slots.is_empty() || entry.timing.is_running();
        let names: Vec<Name> = self
            .entries
            .iter()
            .filter(|(_, entry)| has_some(entry))
            .map(|(name, _)| name.clone())
            .collect();
        if names.is_empty() {
            return self.be_awake(&names);
        }
        let now = Now::look();
        if jump.unsigned_abs() > schedule::LONG_JUMP.unsigned_abs() {
            let line = Line::new(Level::Notice, "clock-set");
            let by = span(jump.unsigned_abs());
            self.log.write(
                &line
                    .with("by", by)
                    .with("answer", "timers are reckoned anew"),
            );
            names.iter().for_each(|name| self.reckon_anew(name, &now));
        }
        for name in &names {
            self.look_at_slots(name, &now, jump);
            self.end_restart(name);
            self.run_pending(name);
        }
        self.be_awake(&names);
    }

    fn reckon_anew(&mut self, name: &[u8], now: &Now) {
        let mut slots = std::mem::take(&mut self.entry(name).timing.slots);
        for slot in &mut slots {
            if !matches!(slot.next, Next::Boot(_)) {
                slot.plan(self.stamp_of(name, &slot.timer), now);
            }
        }
        self.entry(name).timing.slots = slots;
        self.show_timers(name);
    }

    fn look_at_slots(&mut self, name: &[u8], now: &Now, jump: i64) {
        let mut slots = std::mem::take(&mut self.entry(name).timing.slots);
        let mut is_changed = false;
        for slot in &mut slots {
            let was_pending = slot.is_pending;
            match slot.look(now, jump) {
                Came::Nothing => continue,
                Came::Due if was_pending => {
                    self.tell(
                        Level::Info,
                        "timer-joined",
                        name,
                        &slot.timer,
                        "it is due already",
                    );
                }
                Came::Due => {}
                Came::Missed(late) => {
                    let late = span(late.unsigned_abs());
                    let why = format!("the machine slept, and it was due {late} ago");
                    self.tell(Level::Info, "timer-missed", name, &slot.timer, &why);
                }
            }
            is_changed = true;
        }
        self.entry(name).timing.slots = slots;
        if is_changed {
            self.show_timers(name);
        }
    }

    /// A restart is over when the service has settled.
    fn end_restart(&mut self, name: &[u8]) {
        let Some(entry) = self.entries.get(name) else {
            return;
        };
        let is_restart = |run: &&Run| run.stage == Stage::Restart;
        let is_one = entry.timing.run.as_ref().filter(is_restart).is_some();
        let came = match entry.service.phase {
            _ if !is_one => return,
            Phase::Due | Phase::Starting | Phase::Reading | Phase::Seeking | Phase::Settling => {
                return
            }
            Phase::Watched => "ok".to_string(),
            phase => format!("failed: it is {}", phase.text()),
        };
        self.timer_has_ended(name, came);
    }

    /// The first that is due, if it may run.
    fn run_pending(&mut self, name: &[u8]) {
        let entry = self.entry(name);
        let Some(slot) = entry.timing.slots.iter().find(|slot| slot.is_pending) else {
            return;
        };
        let timer = slot.timer.clone();
        match self.may_run(name, &timer) {
            Ok(()) => self.begin_run(name, timer),
            Err(Not::Now) => self.timers.is_put_off = true,
            Err(Not::AtAll(why)) => {
                self.tell(Level::Notice, "timer-skipped", name, &timer, why);
                self.is_pending_no_more(name, &timer);
                self.came_of_timer(name, &timer, format!("skipped: {why}"));
            }
        }
    }

    fn may_run(&self, name: &[u8], timer: &Timer) -> Result<(), Not> {
        let entry = self.entries.get(name).ok_or(Not::Now)?;
        let service = &entry.service;
        let is_busy = entry.timing.run.is_some() || entry.attempt.is_some() || entry.is_in_doubt;
        if self.ending.is_some() || is_busy {
            return Err(Not::Now);
        }
        if service.paused {
            return Err(Not::AtAll("the service is paused"));
        }
        match service.phase {
            Phase::Watched | Phase::Bare | Phase::Unwatchable => {}
            Phase::Dead | Phase::GivenUp if timer.action == Action::Start => {}
            Phase::Dead | Phase::GivenUp => return Err(Not::AtAll("the service is dead")),
            _ => return Err(Not::Now),
        }
        let count = self
            .entries
            .values()
            .filter(|it| it.timing.is_running())
            .count();
        if count >= AT_ONCE || protocol::read_runlevel(&self.place).is_err() {
            return Err(Not::Now);
        }
        // Nobody else acts on it.
        match self.is_as_known(name) && protocol::lock(&self.place, name).is_ok() {
            true => Ok(()),
            false => Err(Not::Now),
        }
    }

    /// Whether its state is that which the guard knows of.
    fn is_as_known(&self, name: &[u8]) -> bool {
        let known = self.entries.get(name).and_then(|it| it.service.generation);
        let seen = protocol::read_state(&self.place, name);
        matches!(seen, Seen::Started(now) if Some(now) == known)
    }

    fn is_pending_no_more(&mut self, name: &[u8], timer: &Timer) {
        let slots = &mut self.entry(name).timing.slots;
        let own = slots.iter_mut().find(|slot| slot.timer.name == timer.name);
        if let Some(slot) = own {
            slot.is_pending = false;
        }
    }

    fn begin_run(&mut self, name: &[u8], timer: Timer) {
        self.is_pending_no_more(name, &timer);
        self.write_stamp(name, &timer, &Now::look());
        let Some(condition) = timer.condition.clone() else {
            return self.act(name, timer);
        };
        let mut environment = self.place.environment();
        environment.push(("RC_SVCNAME".into(), OsStr::from_bytes(name).into()));
        environment.push(("RC_GUARD_TIMER".into(), timer.name.clone().into()));
        let child = children::start(&self.clean, Spec::shell(&condition, environment));
        self.wait_for(name, timer, Stage::Condition, child);
    }

    fn wait_for(&mut self, name: &[u8], timer: Timer, stage: Stage, child: std::io::Result<Child>) {
        self.entry(name).timing.run = Some(Run { timer, stage });
        match child {
            Ok(child) if stage == Stage::Condition => {
                self.keep(child, Job::Condition(name.to_vec()), hooks::LIMIT);
            }
            Ok(child) => {
                // It may take as long as it likes.
                let job = Job::Timed(name.to_vec());
                self.children.insert(child.pid, (child, job));
            }
            Err(error) => self.timer_has_ended(name, format!("failed: {error}")),
        }
        self.show_timers(name);
    }

    fn act(&mut self, name: &[u8], timer: Timer) {
        self.tell(Level::Notice, "timer-runs", name, &timer, "");
        let service = &self.entry(name).service;
        let (phase, is_supervised) = (service.phase, service.is_supervised());
        match &timer.action {
            Action::Start => {
                if matches!(phase, Phase::Dead | Phase::GivenUp) {
                    self.feed(name, Input::Reset);
                }
                self.came_of_timer(name, &timer, "ok".into());
            }
            // The same way as after a crash, so that no stop is lost meanwhile.
            Action::Restart if phase == Phase::Watched && !is_supervised => {
                let entry = self.entry(name);
                entry.is_half = true;
                entry.timing.run = Some(Run {
                    timer: timer.clone(),
                    stage: Stage::Restart,
                });
                self.feed(name, Input::Restart(timer.name));
                self.work_queue();
                self.show_timers(name);
            }
            action => {
                let child = protocol::exec(&self.place, name, action.text(), &self.clean);
                self.wait_for(name, timer, Stage::Command, child);
            }
        }
    }

    /// Its condition was asked.
    pub(super) fn condition_has_ended(&mut self, name: &[u8], child: &Child, ended: Ended) {
        let Some(run) = self
            .entries
            .get_mut(name)
            .and_then(|it| it.timing.run.take())
        else {
            return;
        };
        self.tell_what_timer_said(name, &run.timer, child);
        if ended != Ended::Exited(0) {
            let why = format!("its condition ended with {}", ended.text());
            self.tell(Level::Info, "timer-skipped", name, &run.timer, &why);
            self.came_of_timer(name, &run.timer, format!("skipped: {why}"));
            return;
        }
        match self.may_run(name, &run.timer) {
            Ok(()) => self.act(name, run.timer),
            Err(_) => {
                // It is asked again when that may be.
                let slots = &mut self.entry(name).timing.slots;
                let own = slots.iter_mut().find(|slot| slot.timer == run.timer);
                own.into_iter().for_each(|slot| slot.is_pending = true);
                self.show_timers(name);
            }
        }
    }

    /// A command of the script has ended.
    pub(super) fn timed_has_ended(&mut self, name: &[u8], child: &Child, ended: Ended) {
        let run = self.entries.get(name).and_then(|it| it.timing.run.as_ref());
        if let Some(timer) = run.map(|run| run.timer.clone()) {
            self.tell_what_timer_said(name, &timer, child);
        }
        // openrc-run says so too when another command has the lock, and does nothing then.
        let is_untouched = run.is_some_and(|run| match run.timer.action {
            Action::Stop | Action::Restart => self.is_as_known(name),
            Action::Start | Action::Command(_) => false,
        });
        self.timer_has_ended(
            name,
            match ended {
                Ended::Exited(0) if is_untouched => {
                    "failed: another command acts on the service".into()
                }
                Ended::Exited(0) => "ok".into(),
                ended => format!("failed: {}", ended.text()),
            },
        );
        self.look_at(name);
    }

    fn timer_has_ended(&mut self, name: &[u8], came: String) {
        let run = self
            .entries
            .get_mut(name)
            .and_then(|it| it.timing.run.take());
        if let Some(run) = run {
            self.came_of_timer(name, &run.timer, came);
        }
        self.plan_timers(name);
    }

    fn came_of_timer(&mut self, name: &[u8], timer: &Timer, came: String) {
        if let Some(why) = came.strip_prefix("failed: ") {
            self.tell(Level::Warning, "timer-failed", name, timer, why);
        }
        let at = clock::seconds_of_day();
        let shown = &mut self.entry(name).service.timers;
        if let Some(own) = shown.iter_mut().find(|it| it.name == timer.name) {
            own.last = Some((at, came));
        }
        self.entry(name).is_stale = true;
        self.stale.insert(name.to_vec());
        self.show_timers(name);
    }

    fn tell_what_timer_said(&self, name: &[u8], timer: &Timer, child: &Child) {
        let said = lines(&child.said());
        for line in said.iter().take(SHOWN) {
            let start = Line::new(Level::Info, "timer-said").with("service", text(name));
            self.log
                .write(&start.with("timer", &timer.name).with("line", line));
        }
    }

    /// Has the guard be awake when the next one is due.
    fn be_awake(&mut self, names: &[Name]) {
        let entries = names.iter().filter_map(|name| self.entries.get(name));
        let slots: Vec<&Slot> = entries.flat_map(|entry| &entry.timing.slots).collect();
        let by_boot = slots.iter().filter_map(|slot| match slot.next {
            Next::Boot(next) => Some(next),
            _ => None,
        });
        let by_clock = slots.iter().filter_map(|slot| match slot.next {
            Next::Wall(next) => Some(next.as_millisecond()),
            _ => None,
        });
        let again = self
            .timers
            .is_put_off
            .then(|| clock::now().saturating_add(SOON));
        let awake = by_boot.chain(again).min();
        let wall = by_clock.min();
        if let Err(error) = self.sources.wake_at(wall) {
            self.log
                .write(&Line::new(Level::Warning, "no-timer").with("why", error));
        }
        if self.timers.alarm.map(|(time, _)| time) != awake {
            if let Some(key) = self.timers.alarm.take() {
                self.due.cancel(key);
            }
            self.timers.alarm = awake.map(|time| self.due.at(time, Alarm::Timers));
        }
    }

    /// The alarm has come.
    pub(super) fn timers_are_due(&mut self) {
        self.timers.alarm = None;
    }

    /// Runs a timer as if it were due.
    pub(super) fn run_timer_now(&mut self, words: &[&[u8]]) -> String {
        let &[name, timer] = words else {
            return "error\na service and a timer are needed\n".into();
        };
        let Some(entry) = self.entries.get_mut(name) else {
            return format!("error\n{} is not started\n", text(name));
        };
        let slots = &mut entry.timing.slots;
        let all: BTreeSet<&str> = slots.iter().map(|it| it.timer.name.as_str()).collect();
        let all = all.into_iter().collect::<Vec<_>>().join(", ");
        let own = slots
            .iter_mut()
            .find(|slot| slot.timer.name.as_bytes() == timer);
        let Some(slot) = own else {
            let has = match (entry.service.phase, all.is_empty()) {
                (Phase::Gone, _) => "is not started".to_string(),
                (_, true) => "has no timers".to_string(),
                (_, false) => format!("has no timer {}; it has {all}", text(timer)),
            };
            return format!("error\n{} {has}\n", text(name));
        };
        slot.is_pending = true;
        self.show_timers(name);
        format!("ok\n{}: {} is due now\n", text(name), text(timer))
    }
}
