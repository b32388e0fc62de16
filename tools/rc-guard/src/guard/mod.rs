//! The guard: what it knows of all services, and how it does what their state machines ask
//! for.
//!
//! | module | subject |
//! |---|---|
//! | [`watching`] | noticing what changes |
//! | [`holding`] | the processes of a service |
//! | [`attempt`] | starting a service again |
//! | [`jobs`] | children: shells that say settings, and hooks |
//! | [`timing`] | timers |
//! | [`health`] | health checks |
//! | [`dependents`] | those that need what was started again |
//! | [`control`] | what other processes ask for |

mod attempt;
mod control;
mod dependents;
mod health;
mod holding;
mod jobs;
mod timing;
mod watching;

pub use control::socket_name;

use crate::children::{Child, Clean};
use crate::clock::{self, Millis};
use crate::due::{Due, Key};
use crate::hooks::Hooks;
use crate::log::{Level, Line, Log};
use crate::place::{Name, Place};
use crate::process::Identity;
use crate::saved;
use crate::service::{Effect, Hook, Input, Phase, Service};
use crate::sources::{Source, Sources};
use attempt::Attempt;
use holding::Holding;
use jobs::Job;
use openrc::watch::Watch;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io;

/// What is to be done at some time.
enum Alarm {
    /// A service waits for it.
    Service(Name),
    /// The queue of those that are to be started again.
    Queue,
    /// A step of a service that is being started again.
    Attempt(Name),
    /// A child has had its time.
    Limit(i32),
    /// Whether a service is wanted in the runlevel.
    Wanted(Name),
    /// To look where nothing is told.
    Scan,
    /// A timer, or one that was put off.
    Timers,
    /// A service is to be checked.
    Health(Name),
}

/// A service, and what belongs to it here.
#[derive(Default)]
struct Entry {
    service: Service,
    held: Vec<Holding>,
    alarm: Option<Key>,
    attempt: Option<Attempt>,
    timing: timing::Timing,
    checking: health::Checking,
    /// openrc-run restarts it, because what it needs was started again.
    is_restarted_by_script: bool,
    /// What is held is what a start has left that failed.
    is_half: bool,
    /// The runlevel has changed while it was being started: perhaps openrc could not stop it.
    is_in_doubt: bool,
    /// What is written down of it is not what is so.
    is_stale: bool,
}

/// The guard.
pub struct Guard {
    place: Place,
    clean: Clean,
    log: Log,
    sources: Sources,
    watch: Option<Watch>,
    entries: BTreeMap<Name, Entry>,
    due: Due<Alarm>,
    queue: VecDeque<Name>,
    has_queue_alarm: bool,
    children: HashMap<i32, (Child, Job)>,
    hooks: Hooks,
    /// Those of which something is to be written down.
    stale: BTreeSet<Name>,
    /// Something could not be written down; it was said.
    complained: bool,
    /// Nothing is told of changes; it was said why.
    is_scanning: bool,
    clients: control::Clients,
    timers: timing::Timers,
    dependents: dependents::Dependents,
    /// It is to end, at the latest then.
    ending: Option<Millis>,
}

impl Guard {
    /// One that knows nothing yet.
    ///
    /// # Errors
    /// Those of waiting for events.
    pub fn new(place: Place, clean: Clean, log: Log) -> io::Result<Self> {
        Ok(Guard {
            sources: Sources::new()?,
            place,
            clean,
            log,
            watch: None,
            entries: BTreeMap::new(),
            due: Due::default(),
            queue: VecDeque::new(),
            has_queue_alarm: false,
            children: HashMap::new(),
            hooks: Hooks::default(),
            stale: BTreeSet::new(),
            complained: false,
            is_scanning: false,
            clients: control::Clients::default(),
            timers: timing::Timers::new(),
            dependents: dependents::Dependents::default(),
            ending: None,
        })
    }

    /// Takes up what there is.
    pub fn begin(&mut self) {
        self.log
            .write(&Line::new(Level::Info, "guard-started").with("pid", std::process::id()));
        self.listen();
        self.watch_mounts();
        self.rewatch();
        for saved in saved::all(&self.place) {
            self.take_up(saved);
        }
        self.look_at_all();
        self.finish_turn();
    }

    /// Waits for something to happen, and does what follows. False at the end.
    ///
    /// # Errors
    /// Those of waiting.
    pub fn turn(&mut self) -> io::Result<bool> {
        let next = match (self.due.next(), self.ending) {
            (Some(due), Some(end)) => Some(due.min(end)),
            (due, end) => due.or(end),
        };
        for source in self.sources.wait(next)? {
            self.on_source(source);
        }
        let now = clock::now();
        while let Some(alarm) = self.due.take(now) {
            self.on_alarm(alarm);
        }
        self.finish_turn();
        Ok(!self.is_over())
    }

    /// What is done after anything has happened.
    fn finish_turn(&mut self) {
        if self.ending.is_none() {
            self.work_timers();
            self.work_health();
            self.work_dependents();
            self.work_queue();
            self.start_hooks();
        } else {
            self.end_restarts();
        }
        self.write_down();
    }

    fn on_source(&mut self, source: Source) {
        match source {
            Source::Signal(libc::SIGCHLD) => self.reap(),
            Source::Signal(libc::SIGHUP) => drop(self.reload()),
            Source::Signal(signal) => self.end(signal),
            // Only to be awake.
            Source::Time => {}
            Source::Watch => self.read_watch(),
            Source::Mounts => self.mounts_have_changed(),
            Source::Process(identity, name) => self.process_has_ended(&name, identity),
            Source::Listener => self.accept(),
            Source::Client(number) => self.serve(number),
        }
    }

    fn on_alarm(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::Service(name) => {
                if let Some(entry) = self.entries.get_mut(&name) {
                    entry.alarm = None;
                }
                self.feed(&name, Input::Alarm);
            }
            // The queue is worked on in any case.
            Alarm::Queue => self.has_queue_alarm = false,
            Alarm::Attempt(name) => self.go_on(&name),
            Alarm::Limit(pid) => self.limit_is_over(pid),
            Alarm::Wanted(name) => self.is_it_wanted(&name),
            Alarm::Scan => self.scan(),
            Alarm::Timers => self.timers_are_due(),
            Alarm::Health(name) => self.check_is_due(&name),
        }
    }

    /// The entry of a service, which is made when there is none.
    fn entry(&mut self, name: &[u8]) -> &mut Entry {
        self.entries.entry(name.to_vec()).or_insert_with(|| Entry {
            service: Service::new(name),
            ..Entry::default()
        })
    }

    /// Tells a service what has happened, and does what it asks for.
    fn feed(&mut self, name: &[u8], input: Input) {
        let now = clock::now();
        let entry = self.entry(name);
        let before = entry.service.clone();
        let plans = matches!(
            input,
            Input::Read(_) | Input::NotStarted | Input::Attempted(_)
        );
        let effects = entry.service.on(input, now);
        if entry.service != before {
            entry.is_stale = true;
            self.stale.insert(name.to_vec());
        }
        self.perform_all(name, effects);
        if plans {
            self.plan_timers(name);
        }
    }

    fn perform_all(&mut self, name: &[u8], effects: Vec<Effect>) {
        for effect in effects {
            self.perform(name, effect);
        }
    }

    fn perform(&mut self, name: &[u8], effect: Effect) {
        match effect {
            Effect::Read => self.read_settings(name),
            Effect::Seek => self.seek(name),
            Effect::Look => self.look_again(name),
            Effect::LetGo => self.let_go(name),
            Effect::Alarm(at) => {
                self.perform(name, Effect::NoAlarm);
                let key = self.due.at(at, Alarm::Service(name.to_vec()));
                self.entry(name).alarm = Some(key);
            }
            Effect::NoAlarm => {
                if let Some(key) = self.entry(name).alarm.take() {
                    self.due.cancel(key);
                }
            }
            Effect::Enqueue => {
                if !self.queue.iter().any(|other| other == name) {
                    self.queue.push_back(name.to_vec());
                }
            }
            Effect::Dequeue => {
                self.queue.retain(|other| other != name);
                self.abandon(name);
            }
            Effect::Uptime(respawns) => self.tell_uptime(name, respawns),
            Effect::Oom => self.adjust_scores(name),
            Effect::Dependents => self.add_dependents(name),
            Effect::Hook(hook) => self.add_hook(name, hook),
            Effect::Log(line) => self.log.write(&line),
        }
    }

    fn add_hook(&mut self, name: &[u8], hook: Hook) {
        let job = crate::hooks::Job::new(&self.entry(name).service, hook);
        if let Some(job) = job.filter(|_| self.ending.is_none()) {
            if !self.hooks.add(job) {
                let line = Line::new(Level::Warning, "hook-dropped");
                let line = line
                    .with("service", crate::place::text(name))
                    .with("hook", hook.text());
                self.log.write(&line.with("why", "too many wait"));
            }
        }
    }

    /// Writes down what has changed.
    fn write_down(&mut self) {
        for name in std::mem::take(&mut self.stale) {
            self.write_one(&name);
        }
    }

    fn write_one(&mut self, name: &[u8]) {
        let Some(entry) = self.entries.get_mut(name).filter(|entry| entry.is_stale) else {
            return;
        };
        entry.is_stale = false;
        let held: Vec<Identity> = entry.held.iter().map(|it| it.held.identity).collect();
        let mut written = saved::write(&self.place, &entry.service, &held);
        let is_homeless = matches!(&written, Err(error) if error.kind() == io::ErrorKind::NotFound);
        if is_homeless && saved::make_folders(&self.place).is_ok() {
            // Somebody has removed the guard's own directory.
            written = saved::write(&self.place, &entry.service, &held);
        }
        let is_done = entry.service.phase == Phase::Gone
            && entry.service.deaths.is_empty()
            && !entry.service.paused
            && !entry.is_in_doubt
            && entry.attempt.is_none()
            && !entry.timing.is_running()
            && !entry.is_restarted_by_script;
        if is_done {
            self.entries.remove(name);
        }
        match written {
            Ok(()) => self.complained = false,
            Err(error) if !std::mem::replace(&mut self.complained, true) => {
                let line = Line::new(Level::Warning, "state-unwritable").with("why", error);
                self.log.write(&line);
            }
            Err(_) => {}
        }
        if is_homeless {
            self.listen();
        }
    }

    /// How long an attempt may go on when the guard is to end, in milliseconds: openrc goes
    /// down, and does not.
    const PATIENCE: (Millis, Millis) = (10_000, 20_000);

    /// Begins to end: nothing new is begun, what is under way is waited for.
    fn end(&mut self, signal: i32) {
        if self.ending.is_some() {
            return;
        }
        self.log
            .write(&Line::new(Level::Info, "guard-stops").with("signal", signal));
        let (going_down, usual) = Self::PATIENCE;
        let patience = match self.is_openrc_stopping() {
            true => going_down,
            false => usual,
        };
        self.ending = Some(clock::now().saturating_add(patience));
        self.end_checks();
        self.dependents.clear();
        self.abandon_all();
        if self.is_openrc_stopping() {
            self.end_attempts();
        }
    }

    fn is_over(&mut self) -> bool {
        let Some(end) = self.ending else {
            return false;
        };
        let is_over = !self.is_anything_under_way() || clock::now() >= end;
        if is_over {
            self.write_down();
            self.log.write(&Line::new(Level::Info, "guard-ended"));
        }
        is_over
    }
}
