//! What the guard knows of a service, and what it does about it: a state machine that is
//! told what has happened and answers with what is to be done. It touches nothing itself.

use crate::clock::{span, Millis};
use crate::log::{Level, Line};
use crate::place::{text, Generation, Name};
use crate::policy::{self, Decision, End, History};
use crate::settings::{Problem, Settings, Supervisor};
use crate::timers::Shown;
use std::collections::VecDeque;

/// Where a service is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It is not started.
    #[default]
    Gone,
    /// Its settings are being read.
    Reading,
    /// Its processes are looked for.
    Seeking,
    /// It has started no daemon that could be watched.
    Bare,
    /// It cannot be watched.
    Unwatchable,
    /// Its processes are held on to.
    Watched,
    /// One of them has ended; perhaps another has taken its place.
    Settling,
    /// It is dead, and is started again later.
    Waiting,
    /// It is dead, and is started again as soon as that may be.
    Due,
    /// It is being started again.
    Starting,
    /// It is dead, and stays so.
    Dead,
    /// It is dead, and stays so until somebody does something.
    GivenUp,
}

/// All of them, with the words for them.
pub const PHASES: [(Phase, &str); 12] = [
    (Phase::Gone, "stopped"),
    (Phase::Reading, "reading"),
    (Phase::Seeking, "seeking"),
    (Phase::Bare, "no daemon"),
    (Phase::Unwatchable, "unwatchable"),
    (Phase::Watched, "watched"),
    (Phase::Settling, "settling"),
    (Phase::Waiting, "waiting"),
    (Phase::Due, "due"),
    (Phase::Starting, "starting"),
    (Phase::Dead, "dead"),
    (Phase::GivenUp, "given up"),
];

impl Phase {
    /// In a word or two.
    pub fn text(self) -> &'static str {
        let found = PHASES.iter().find(|(phase, _)| *phase == self);
        found.map_or("", |(_, text)| text)
    }

    /// From these.
    pub fn from_text(text: &str) -> Option<Self> {
        let found = PHASES.iter().find(|(_, own)| *own == text);
        found.map(|(phase, _)| *phase)
    }
}

/// A death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Which process.
    pub pid: i32,
    /// How it ended.
    pub end: End,
    /// How long it had lived.
    pub lived: Millis,
    /// What was done about it.
    pub answer: String,
}

/// How many deaths are remembered.
const REMEMBERED: usize = 10;

/// A process that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its number.
    pub pid: i32,
    /// How.
    pub end: End,
    /// How long it had lived.
    pub lived: Millis,
    /// Whether it left others of its session behind.
    pub left_others: bool,
}

/// What was found when the processes of a service were looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// They are held on to.
    Held(Vec<i32>),
    /// It has none that are recorded.
    Nothing,
    /// Not yet, and why.
    NotYet(String),
    /// That which is recorded is no more, and why.
    Over(String),
    /// It cannot be watched, and why.
    Never(String),
}

/// What is so after the time to settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is started as it was, and its process is gone.
    Dead,
    /// Other processes have taken the place, and are held on to.
    Replaced(Vec<i32>),
    /// It is not started any more.
    NotStarted,
    /// It was started anew.
    Anew(Generation),
}

/// What came of starting it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is started.
    Started(Generation),
    /// It is not, and is as it was before: dead.
    Failed(Option<Generation>, String),
    /// It is not; its state was not kept, so that a stop may have been asked for meanwhile.
    Stopped(String),
    /// It went inactive by itself, or is another's now.
    LeftAlone(&'static str),
}

/// What happens to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// It is started; that link says so.
    Started(Generation),
    /// It is not.
    NotStarted,
    /// Its settings were read.
    Read(Box<Settings>),
    /// Its settings could not be read.
    Unreadable(String),
    /// Its processes were looked for.
    Sought(Sought),
    /// One of them has ended.
    Ended(Ended),
    /// What was waited for in time has come.
    Alarm,
    /// After the time to settle.
    Looked(Look),
    /// Its start has begun.
    Launched,
    /// Its start has ended.
    Attempted(Outcome),
    /// Nothing is to be done about it for a while.
    Pause,
    /// It is to be looked after again.
    Resume,
    /// What happened before is to be forgotten.
    Reset,
    /// A timer restarts it; which one.
    Restart(String),
    /// It is restarted with what it needs; why.
    Follow(String),
    /// It lives, and fails its health checks; how often.
    Unhealthy(String),
    /// It passes its health checks.
    Healthy,
}

/// Which command is to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hook {
    /// rc_on_crash
    Crash,
    /// rc_on_giveup
    GiveUp,
    /// rc_on_recover
    Recover,
}

impl Hook {
    /// The word for it.
    pub fn text(self) -> &'static str {
        match self {
            Hook::Crash => "crash",
            Hook::GiveUp => "giveup",
            Hook::Recover => "recover",
        }
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read its settings.
    Read,
    /// Look for its processes.
    Seek,
    /// Look at its state, now that it has settled.
    Look,
    /// Let go of its processes.
    LetGo,
    /// Say `Alarm` at this time, and at no other.
    Alarm(Millis),
    /// Say it no more.
    NoAlarm,
    /// Start it again as soon as that may be.
    Enqueue,
    /// Do not.
    Dequeue,
    /// Tell OpenRC since when it runs, and how often it was started again.
    Uptime(u32),
    /// Set the OOM score of its processes.
    Oom,
    /// Restart those that need it.
    Dependents,
    /// Run a command, and tell it of the last death.
    Hook(Hook),
    /// Say what happened.
    Log(Line),
}

/// How long one waits for a process to take the place of one that has ended: nginx on USR2,
/// a daemon that executes itself anew.
const SETTLING: Millis = 200;
/// How soon a clean end is that of a wrapper and not of a daemon: in any case, and when
/// others of its session are left.
const WRAPPER: Millis = 1000;
const SLOW_WRAPPER: Millis = 10_000;
/// The times between two looks for a process, which get longer: a pid file may come late.
const FIRST_LOOK: Millis = 50;
/// How often one looks again: for about a minute and a half.
const LOOKS: u32 = 11;
/// How often one looks before it is certain that nobody takes the place of one that is no more.
const FEW: u32 = 2;
/// How long to wait for supervise-daemon at most, in milliseconds.
const SUPERVISED: Millis = 2000;

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Its name.
    pub name: Name,
    /// What is asked for.
    pub settings: Settings,
    /// Where it is.
    pub phase: Phase,
    /// Since when, in milliseconds since the boot.
    pub since: Millis,
    /// When something is done next.
    pub next: Option<Millis>,
    /// Why it is there, for people.
    pub why: String,
    /// What happened since somebody started it.
    pub history: History,
    /// The last deaths, oldest first.
    pub deaths: VecDeque<Death>,
    /// Nothing is to be done about it.
    pub paused: bool,
    /// The link that said it was started.
    pub generation: Option<Generation>,
    /// Which processes it has.
    pub pids: Vec<i32>,
    /// When it was started, in milliseconds since the boot.
    pub began: Millis,
    /// What is written down of its timers.
    pub timers: Vec<Shown>,
    /// A timer restarts it.
    pub by_timer: bool,
    /// What is to be started again lives, and is ended first: it fails its health checks.
    pub lives: bool,
    /// The guard has started it again: those that need it are to be restarted.
    is_followed: bool,
    /// What it had was a daemon, and no wrapper: a timer has restarted it.
    is_daemon: bool,
    /// Those that have ended while it settles.
    ended: Vec<Ended>,
    looks: u32,
}

impl Service {
    /// One of that name, of which nothing is known.
    pub fn new(name: &[u8]) -> Self {
        Service {
            name: name.to_vec(),
            ..Service::default()
        }
    }

    /// What has to be done after this has happened.
    pub fn on(&mut self, input: Input, now: Millis) -> Vec<Effect> {
        let mut turn = Turn {
            it: self,
            now,
            effects: Vec::new(),
        };
        turn.on(input);
        turn.effects
    }

    /// Whether somebody else watches it.
    pub fn is_supervised(&self) -> bool {
        self.settings.supervisor.is_some()
    }

    /// Goes on with what another guard has left: those of its processes that live, and those
    /// that have ended meanwhile.
    pub fn taken_up(&mut self, alive: Vec<i32>, ended: Vec<Ended>, now: Millis) -> Vec<Effect> {
        let mut turn = Turn {
            it: self,
            now,
            effects: Vec::new(),
        };
        turn.taken_up(alive, ended);
        turn.effects
    }

    /// The last death.
    pub fn last_death(&self) -> Option<&Death> {
        self.deaths.back()
    }

    fn line(&self, level: Level, event: &'static str) -> Line {
        Line::new(level, event).with("service", text(&self.name))
    }
}

/// What is done about one thing that has happened.
struct Turn<'s> {
    it: &'s mut Service,
    now: Millis,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    fn on(&mut self, input: Input) {
        match (input, self.it.phase) {
            // What happens to its state while it is being started is our own doing.
            (Input::Started(_) | Input::NotStarted, Phase::Starting) => {}
            (Input::Started(generation), _) if self.it.generation == Some(generation) => {}
            (Input::Started(generation), _) => self.started(generation),
            (Input::NotStarted, Phase::Gone) => {}
            (Input::NotStarted, _) => self.gone(),
            (Input::Read(settings), phase) => self.read(*settings, phase),
            (Input::Unreadable(why), phase) => self.unreadable(why, phase),
            (Input::Sought(sought), Phase::Seeking) => self.sought(sought),
            (Input::Ended(ended), Phase::Watched | Phase::Settling) => self.ended(ended),
            (Input::Looked(look), Phase::Settling) => self.looked(look),
            (Input::Looked(look), Phase::Due) => self.looked_before_start(look),
            (Input::Launched, Phase::Due) => self.launched(),
            (Input::Attempted(outcome), Phase::Starting | Phase::Due) => self.attempted(outcome),
            (Input::Alarm, phase) => self.alarm(phase),
            (Input::Pause, phase) => self.pause(phase),
            (Input::Resume, phase) => self.resume(phase),
            (Input::Reset, phase) => self.reset(phase),
            (Input::Restart(timer), Phase::Watched) => {
                self.it.by_timer = true;
                self.it.is_daemon = true;
                self.due(by_timer(&timer));
            }
            (Input::Follow(why), Phase::Watched) => {
                self.it.by_timer = true;
                self.it.is_daemon = true;
                self.due(why);
            }
            (Input::Unhealthy(how), Phase::Watched) => self.unhealthy(&how),
            (Input::Healthy, Phase::Watched) => self.it.why.clear(),
            // Too late.
            (
                Input::Sought(_)
                | Input::Ended(_)
                | Input::Looked(_)
                | Input::Launched
                | Input::Restart(_)
                | Input::Follow(_)
                | Input::Unhealthy(_)
                | Input::Healthy
                | Input::Attempted(_),
                _,
            ) => {}
        }
    }

    fn taken_up(&mut self, alive: Vec<i32>, ended: Vec<Ended>) {
        match self.it.phase {
            Phase::Watched | Phase::Settling | Phase::Seeking | Phase::Reading => {
                if alive.is_empty() && ended.is_empty() {
                    self.seek();
                    return;
                }
                self.it.phase = Phase::Watched;
                self.it.pids = alive;
                if self.it.history.in_a_row > 0 {
                    self.alarm_at(self.now.saturating_add(self.it.settings.policy.cap));
                }
                for mut it in ended {
                    // It was no wrapper: it was there when it was written down, and nobody
                    // knows how much longer.
                    it.lived = it.lived.max(WRAPPER);
                    self.ended(it);
                }
            }
            Phase::Waiting => {
                let next = self.it.next.unwrap_or(self.now);
                self.alarm_at(next);
            }
            Phase::Due if !alive.is_empty() && ended.is_empty() => {
                // A timer was to restart it, which has to wait for the next time.
                self.it.phase = Phase::Watched;
                self.it.pids = alive;
            }
            // Whoever began to start it did not come to it.
            Phase::Due | Phase::Starting => {
                self.it.phase = Phase::Due;
                self.effects.push(Effect::Enqueue);
            }
            Phase::Gone | Phase::Bare | Phase::Unwatchable => {}
            Phase::Dead | Phase::GivenUp => {}
        }
    }

    fn enter(&mut self, phase: Phase, why: impl Into<String>) {
        self.it.phase = phase;
        self.it.since = self.now;
        self.it.why = why.into();
        self.it.next = None;
        self.effects.push(Effect::NoAlarm);
    }

    fn alarm_at(&mut self, at: Millis) {
        self.it.next = Some(at);
        self.effects.push(Effect::Alarm(at));
    }

    fn log(&mut self, line: Line) {
        self.effects.push(Effect::Log(line));
    }

    /// Whatever was under way is not any more: somebody else acts.
    fn forget(&mut self) {
        self.it.history = History::default();
        self.it.pids.clear();
        self.it.ended.clear();
        self.it.looks = 0;
        self.it.by_timer = false;
        self.it.lives = false;
        self.it.is_followed = false;
        self.it.is_daemon = false;
        self.effects.extend([Effect::LetGo, Effect::Dequeue]);
    }

    fn started(&mut self, generation: Generation) {
        self.forget();
        self.it.generation = Some(generation);
        self.it.began = generation.began(self.now);
        for timer in &mut self.it.timers {
            // That was of the last start.
            (timer.is_due, timer.next_since_boot) = (false, None);
        }
        self.enter(Phase::Reading, "");
        self.effects.push(Effect::Read);
    }

    fn gone(&mut self) {
        let was_under_way =
            matches!(self.it.phase, Phase::Waiting | Phase::Due) && !self.it.by_timer;
        self.forget();
        self.it.generation = None;
        self.enter(Phase::Gone, "");
        if was_under_way {
            let line = self.it.line(Level::Info, "respawn-cancelled");
            self.log(line.with("why", "a command has stopped it"));
        }
    }

    fn read(&mut self, settings: Settings, phase: Phase) {
        let is_new = self.it.settings.problems != settings.problems;
        let score = self.it.settings.oom_score_adj;
        self.it.settings = settings;
        if is_new {
            for problem in self
                .it
                .settings
                .problems
                .iter()
                .map(Problem::text)
                .collect::<Vec<_>>()
            {
                let line = self.it.line(Level::Warning, "setting-not-understood");
                self.log(line.with("what", problem));
            }
        }
        match phase {
            Phase::Reading => self.seek(),
            Phase::Watched if score != self.it.settings.oom_score_adj => {
                self.effects.push(Effect::Oom);
            }
            _ => {}
        }
    }

    /// It is watched all the same.
    fn unreadable(&mut self, why: String, phase: Phase) {
        let line = self.it.line(Level::Warning, "settings-unreadable");
        self.log(line.with("why", why));
        if phase == Phase::Reading {
            self.it.settings = Settings::default();
            self.seek();
        }
    }

    fn seek(&mut self) {
        self.enter(Phase::Seeking, "");
        match &self.it.settings.supervisor {
            Some(Supervisor::Other(name)) => {
                let why = format!("{name} watches it");
                self.enter(Phase::Unwatchable, why);
            }
            _ => self.effects.push(Effect::Seek),
        }
    }

    fn sought(&mut self, sought: Sought) {
        match sought {
            Sought::Held(pids) => self.held(pids),
            Sought::Nothing if self.it.settings.policy.respawn == Default::default() => {
                self.enter(
                    Phase::Bare,
                    "it has started no daemon with start-stop-daemon",
                );
            }
            Sought::Nothing => {
                self.unwatchable("it has started no daemon with start-stop-daemon".into());
            }
            // What was watched before is a daemon, and has ended before it could be again.
            Sought::Over(why)
                if self.it.looks >= FEW && (self.it.history.respawns > 0 || self.it.is_daemon) =>
            {
                self.failed(self.it.generation, why);
            }
            Sought::NotYet(why) | Sought::Over(why) if self.looks_again() => {
                let wait = self.pause_between_looks();
                self.it.looks = self.it.looks.saturating_add(1);
                self.it.why = why;
                self.alarm_at(self.now.saturating_add(wait));
            }
            Sought::NotYet(why) | Sought::Over(why) | Sought::Never(why) => self.unwatchable(why),
        }
    }

    /// Whether one that was not found is looked for again: supervise-daemon may take its time.
    fn looks_again(&self) -> bool {
        self.it.looks < LOOKS || self.it.is_supervised()
    }

    fn pause_between_looks(&self) -> Millis {
        let longer = FIRST_LOOK.checked_shl(self.it.looks.min(LOOKS));
        let wait = longer.unwrap_or(FIRST_LOOK);
        match self.it.is_supervised() {
            true => wait.min(SUPERVISED),
            false => wait,
        }
    }

    fn unwatchable(&mut self, why: String) {
        let line = self.it.line(Level::Notice, "cannot-be-watched");
        self.log(line.with("why", &why));
        self.enter(Phase::Unwatchable, why);
    }

    fn held(&mut self, pids: Vec<i32>) {
        self.enter(Phase::Watched, "");
        self.it.looks = 0;
        self.it.by_timer = false;
        self.it.lives = false;
        let line = self.it.line(Level::Info, "watched");
        self.log(
            line.with("pid", list(&pids))
                .with("respawns", self.it.history.respawns),
        );
        self.it.pids = pids;
        if !self.it.is_supervised() {
            self.effects.push(Effect::Uptime(self.it.history.respawns));
        }
        self.effects.push(Effect::Oom);
        if std::mem::take(&mut self.it.is_followed) {
            self.effects.push(Effect::Dependents);
        }
        if self.it.history.in_a_row > 0 {
            self.alarm_at(self.now.saturating_add(self.it.settings.policy.cap));
        }
    }

    fn ended(&mut self, ended: Ended) {
        self.it.pids.retain(|pid| *pid != ended.pid);
        self.it.ended.push(ended);
        if self.it.phase == Phase::Watched {
            self.enter(Phase::Settling, "");
            self.alarm_at(self.now.saturating_add(SETTLING));
        }
    }

    fn looked(&mut self, look: Look) {
        match look {
            Look::NotStarted => self.gone(),
            Look::Anew(generation) => self.started(generation),
            Look::Replaced(pids) => {
                self.it.ended.clear();
                let line = self.it.line(Level::Info, "replaced");
                self.log(line.with("pid", list(&pids)));
                let recovers = self.it.history.in_a_row > 0;
                self.enter(Phase::Watched, "");
                self.it.pids = pids;
                self.effects.push(Effect::Oom);
                if recovers {
                    self.alarm_at(self.now.saturating_add(self.it.settings.policy.cap));
                }
            }
            Look::Dead => self.dead(),
        }
    }

    /// The first end that is no success, else the first.
    fn decisive(&self) -> Option<Ended> {
        let policy = &self.it.settings.policy;
        let failed = |it: &&Ended| !policy::is_success(policy, it.end);
        let found = self.it.ended.iter().find(failed).or(self.it.ended.first());
        found.copied()
    }

    fn dead(&mut self) {
        let Some(ended) = self.decisive() else {
            return;
        };
        self.it.ended.clear();
        if self.is_wrapper(&ended) {
            self.effects.push(Effect::LetGo);
            let others = match ended.left_others {
                true => ", and left others behind",
                false => "",
            };
            let (pid, end, lived) = (ended.pid, ended.end.text(), span(ended.lived));
            self.unwatchable(format!(
                "process {pid} {end} after {lived}{others}: it seems to start the daemon and go"
            ));
            return;
        }
        let policy = &self.it.settings.policy;
        let is_success = policy::is_success(policy, ended.end);
        let decision = match (self.it.is_supervised(), self.it.paused) {
            (true, _) => Decision::Leave("supervise-daemon starts it again"),
            (false, true) => Decision::Leave(PAUSED),
            (false, false) => policy::decide(policy, &self.it.history, ended.end, self.now),
        };
        self.remember(&ended, &decision);
        let (level, event) = match is_success {
            true => (Level::Info, "ended"),
            false => (Level::Warning, "crashed"),
        };
        let line = self.it.line(level, event);
        let line = line.with("pid", ended.pid).with("exit", ended.end.kind());
        let line = line.with(
            "status",
            ended
                .end
                .status()
                .map_or(String::new(), |it| it.to_string()),
        );
        let line = line
            .with("ran", span(ended.lived))
            .with("answer", answer(&decision));
        self.log(line);
        if !is_success {
            self.effects.push(Effect::Hook(Hook::Crash));
        }
        if self.it.is_supervised() {
            self.effects.push(Effect::LetGo);
            self.enter(Phase::Seeking, "supervise-daemon starts it again");
            self.alarm_at(self.now.saturating_add(SETTLING));
            return;
        }
        let lived = span(ended.lived);
        let what = format!("process {} {} after {lived}", ended.pid, ended.end.text());
        self.answer(decision, what);
    }

    /// As a crash, but that the daemon lives, and is ended before it is started again.
    fn unhealthy(&mut self, how: &str) {
        let policy = &self.it.settings.policy;
        let decision = policy::decide(policy, &self.it.history, End::Unhealthy, self.now);
        let ended = Ended {
            pid: self.it.pids.first().copied().unwrap_or_default(),
            end: End::Unhealthy,
            lived: self.now.saturating_sub(self.it.since),
            left_others: false,
        };
        self.remember(&ended, &decision);
        let line = self.it.line(Level::Warning, "unhealthy");
        let line = line.with("pid", ended.pid).with("why", how);
        self.log(line.with("answer", answer(&decision)));
        self.effects.push(Effect::Hook(Hook::Crash));
        match decision {
            Decision::Leave(why) => self.it.why = format!("{how}; nothing is done: {why}"),
            Decision::Respawn(_) => {
                self.it.lives = true;
                self.it.is_daemon = true;
                self.answer(decision, how.to_string());
            }
            Decision::GiveUp(why) => {
                let why = format!("{why}; {how}, and it is left running");
                self.answer(Decision::GiveUp(why), String::new());
            }
        }
    }

    /// Whether what has ended was not the daemon, but has started it. What was started again
    /// by the guard was watched before, and is one.
    fn is_wrapper(&self, ended: &Ended) -> bool {
        if self.it.is_supervised() || self.it.history.respawns > 0 || self.it.is_daemon {
            return false;
        }
        match ended.end {
            End::Exited(0) if ended.left_others => ended.lived < SLOW_WRAPPER,
            End::Exited(0) | End::Unknown => ended.lived < WRAPPER,
            _ => false,
        }
    }

    fn remember(&mut self, ended: &Ended, decision: &Decision) {
        while self.it.deaths.len() >= REMEMBERED {
            self.it.deaths.pop_front();
        }
        self.it.deaths.push_back(Death {
            at: crate::clock::wall(self.now),
            pid: ended.pid,
            end: ended.end,
            lived: ended.lived,
            answer: answer(decision),
        });
    }

    /// Does what was decided after this has happened.
    fn answer(&mut self, decision: Decision, what: String) {
        match decision {
            Decision::Leave(why) => self.enter(Phase::Dead, why),
            Decision::Respawn(0) => self.due(what),
            Decision::Respawn(wait) => {
                self.enter(Phase::Waiting, what);
                self.alarm_at(self.now.saturating_add(wait));
            }
            Decision::GiveUp(why) => {
                let line = self.it.line(Level::Error, "given-up");
                let line = line
                    .with("respawns", self.it.history.respawns)
                    .with("why", &why);
                self.log(line);
                self.enter(Phase::GivenUp, why);
                self.effects.push(Effect::Hook(Hook::GiveUp));
            }
        }
    }

    fn due(&mut self, why: impl Into<String>) {
        self.enter(Phase::Due, why);
        self.effects.push(Effect::Enqueue);
    }

    fn looked_before_start(&mut self, look: Look) {
        match look {
            Look::NotStarted => self.gone(),
            Look::Anew(generation) => self.started(generation),
            Look::Replaced(pids) => {
                self.effects.push(Effect::Dequeue);
                self.held(pids);
            }
            Look::Dead => {}
        }
    }

    fn launched(&mut self) {
        self.it.lives = false;
        if self.it.by_timer {
            // It is no crash, and does not count.
            let why = std::mem::take(&mut self.it.why);
            let line = self.it.line(Level::Notice, "restart").with("why", &why);
            // Another guard need not begin it once more.
            let is_it = |timer: &&mut Shown| why == by_timer(&timer.name);
            if let Some(timer) = self.it.timers.iter_mut().find(is_it) {
                timer.is_due = false;
            }
            self.enter(Phase::Starting, why);
            self.effects.push(Effect::LetGo);
            self.log(line);
            return;
        }
        let policy = &self.it.settings.policy;
        self.it.is_followed = policy.restarts_dependents;
        self.it.history.respawned(policy, self.now);
        let why = std::mem::take(&mut self.it.why);
        self.enter(Phase::Starting, why);
        self.effects.push(Effect::LetGo);
        let line = self.it.line(Level::Notice, "respawn");
        self.log(line.with("attempt", self.it.history.in_a_row));
    }

    fn attempted(&mut self, outcome: Outcome) {
        self.effects.push(Effect::Dequeue);
        match outcome {
            Outcome::Started(generation) => {
                self.it.generation = Some(generation);
                self.it.looks = 0;
                self.seek();
            }
            Outcome::Failed(generation, why) if self.it.by_timer && self.it.phase == Phase::Due => {
                // It lives as before, or is seen to be dead.
                self.it.generation = generation.or(self.it.generation);
                let line = self.it.line(Level::Warning, "restart-failed");
                self.log(line.with("why", &why));
                self.it.by_timer = false;
                self.it.looks = 0;
                self.seek();
            }
            Outcome::Failed(generation, why) => {
                self.it.by_timer = false;
                if self.it.phase == Phase::Due {
                    let policy = &self.it.settings.policy;
                    self.it.history.respawned(policy, self.now);
                }
                self.failed(generation, why);
            }
            Outcome::Stopped(why) => {
                let line = self.it.line(Level::Error, "start-failed");
                self.log(line.with("why", &why).with("answer", "it is left stopped"));
                self.forget();
                self.it.generation = None;
                self.enter(Phase::Gone, why);
                self.effects.push(Effect::Hook(Hook::GiveUp));
            }
            Outcome::LeftAlone(why) => {
                let line = self.it.line(Level::Info, "left-alone");
                self.log(line.with("why", why));
                self.forget();
                self.it.generation = None;
                self.enter(Phase::Gone, why);
            }
        }
    }

    /// It is dead as before.
    fn failed(&mut self, generation: Option<Generation>, why: String) {
        self.it.generation = generation.or(self.it.generation);
        self.it.looks = 0;
        let policy = &self.it.settings.policy;
        let decision = match self.it.paused {
            true => Decision::Leave(PAUSED),
            false => policy::decide(policy, &self.it.history, End::NotStarted, self.now),
        };
        let line = self.it.line(Level::Warning, "start-failed");
        self.log(line.with("why", &why).with("answer", answer(&decision)));
        let what = format!("its start failed: {why}");
        let decision = match decision {
            Decision::GiveUp(reason) => Decision::GiveUp(format!("{reason}; {what}")),
            other => other,
        };
        self.answer(decision, what);
    }

    fn alarm(&mut self, phase: Phase) {
        self.it.next = None;
        match phase {
            Phase::Seeking => self.effects.push(Effect::Seek),
            Phase::Settling => self.effects.push(Effect::Look),
            Phase::Waiting => {
                let why = std::mem::take(&mut self.it.why);
                self.due(why);
            }
            Phase::Watched => {
                self.it.history.in_a_row = 0;
                let line = self.it.line(Level::Notice, "recovered");
                self.log(line.with("respawns", self.it.history.respawns));
                self.effects.push(Effect::Hook(Hook::Recover));
            }
            _ => {}
        }
    }

    fn pause(&mut self, phase: Phase) {
        self.it.paused = true;
        let lives = self.it.by_timer || self.it.lives;
        if matches!(phase, Phase::Waiting | Phase::Due) && lives {
            self.effects.push(Effect::Dequeue);
            self.it.by_timer = false;
            self.it.lives = false;
            self.seek();
        } else if matches!(phase, Phase::Waiting | Phase::Due) {
            self.effects.push(Effect::Dequeue);
            self.enter(Phase::Dead, PAUSED);
        }
        let line = self.it.line(Level::Notice, "paused");
        self.log(line);
    }

    fn resume(&mut self, phase: Phase) {
        self.it.paused = false;
        let line = self.it.line(Level::Notice, "resumed");
        self.log(line);
        if phase == Phase::Dead && self.it.why == PAUSED {
            self.decide_again();
        }
    }

    fn reset(&mut self, phase: Phase) {
        self.it.history = History::default();
        let line = self.it.line(Level::Notice, "reset");
        self.log(line);
        match phase {
            Phase::GivenUp | Phase::Waiting | Phase::Dead => self.decide_again(),
            Phase::Unwatchable | Phase::Bare => {
                self.it.looks = 0;
                self.seek();
            }
            _ => {}
        }
    }

    /// Of what is dead already, as if it had just happened.
    fn decide_again(&mut self) {
        let Some(end) = self.it.last_death().map(|death| death.end) else {
            return;
        };
        let policy = &self.it.settings.policy;
        match policy::decide(policy, &self.it.history, end, self.now) {
            _ if self.it.paused => self.enter(Phase::Dead, PAUSED),
            // Somebody asks for it: at once.
            Decision::Respawn(_) => self.due("rc-guard reset or resume was asked for"),
            decision @ Decision::Leave(_) => self.answer(decision, String::new()),
            // For the same reason as before.
            Decision::GiveUp(why) => self.enter(Phase::GivenUp, why),
        }
    }
}

/// Why it is restarted.
fn by_timer(name: &str) -> String {
    format!("timer {name}")
}

/// Why a dead service stays dead while it is paused.
const PAUSED: &str = "rc-guard pause was asked for";

fn answer(decision: &Decision) -> String {
    match decision {
        Decision::Leave(why) => format!("none: {why}"),
        Decision::Respawn(0) => "respawn at once".into(),
        Decision::Respawn(wait) => format!("respawn in {}", span(*wait)),
        Decision::GiveUp(why) => format!("given up: {why}"),
    }
}

fn list(pids: &[i32]) -> String {
    let pids: Vec<String> = pids.iter().map(ToString::to_string).collect();
    pids.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Respawn;
    use std::path::Path;

    /// A link of its own for each start.
    fn generation(number: u64) -> Generation {
        let link = Generation::of(Path::new("/proc/self")).unwrap();
        let text = link.to_text();
        let (_, rest) = text.split_once(':').unwrap();
        Generation::from_text(&format!("{number}:{rest}")).unwrap()
    }

    struct Bed {
        it: Service,
        now: Millis,
        effects: Vec<Effect>,
    }

    impl Bed {
        fn new(respawn: Respawn) -> Self {
            let mut bed = Bed {
                it: Service::new(b"d"),
                now: 100_000,
                effects: Vec::new(),
            };
            bed.give(Input::Started(generation(1)));
            assert_eq!(bed.it.phase, Phase::Reading);
            let mut settings = Settings::default();
            settings.policy.respawn = respawn;
            bed.give(Input::Read(Box::new(settings)));
            assert!(bed.effects.contains(&Effect::Seek));
            bed.give(Input::Sought(Sought::Held(vec![7])));
            assert_eq!(bed.it.phase, Phase::Watched);
            bed
        }

        fn give(&mut self, input: Input) -> &mut Self {
            self.effects = self.it.on(input, self.now);
            self
        }

        fn after(&mut self, wait: Millis) -> &mut Self {
            self.now = self.now.saturating_add(wait);
            self
        }

        fn ends(&mut self, end: End, lived: Millis) -> &mut Self {
            self.give(Input::Ended(Ended {
                pid: 7,
                end,
                lived,
                left_others: false,
            }));
            assert_eq!(self.it.phase, Phase::Settling);
            self.after(SETTLING).give(Input::Alarm);
            assert_eq!(self.effects, [Effect::Look]);
            self.give(Input::Looked(Look::Dead))
        }

        fn is_started_again(&mut self, number: u64) -> &mut Self {
            assert_eq!(self.it.phase, Phase::Due);
            self.give(Input::Launched);
            assert_eq!(self.it.phase, Phase::Starting);
            self.give(Input::Attempted(Outcome::Started(generation(number))));
            self.give(Input::Sought(Sought::Held(vec![7])));
            assert_eq!(self.it.phase, Phase::Watched);
            self
        }

        fn hooks(&self) -> Vec<Hook> {
            let hooks = self.effects.iter().filter_map(|it| match it {
                Effect::Hook(hook) => Some(*hook),
                _ => None,
            });
            hooks.collect()
        }
    }

    #[test]
    fn a_crash_is_answered() {
        let mut bed = Bed::new(Respawn::OnFailure);
        bed.ends(End::Killed(9), 5000);
        assert_eq!(bed.hooks(), [Hook::Crash]);
        assert!(bed.effects.contains(&Effect::Enqueue));
        bed.is_started_again(2);
        assert_eq!((bed.it.history.respawns, bed.it.history.in_a_row), (1, 1));
        assert!(bed.effects.contains(&Effect::Uptime(1)));
        // It has lived long enough.
        bed.after(60_000).give(Input::Alarm);
        assert_eq!(bed.hooks(), [Hook::Recover]);
        assert_eq!((bed.it.history.respawns, bed.it.history.in_a_row), (1, 0));
    }

    #[test]
    fn a_clean_end_is_no_crash() {
        let mut bed = Bed::new(Respawn::OnFailure);
        bed.ends(End::Exited(0), 5000);
        assert_eq!((bed.it.phase, bed.hooks()), (Phase::Dead, Vec::new()));
    }

    #[test]
    fn a_wrapper_is_no_daemon_but_what_was_started_again_is() {
        for (lived, others, phase) in [
            (999, false, Phase::Unwatchable),
            (1000, false, Phase::Due),
            (9_999, true, Phase::Unwatchable),
            (10_000, true, Phase::Due),
        ] {
            let mut bed = Bed::new(Respawn::Always);
            let ended = Ended {
                pid: 7,
                end: End::Exited(0),
                lived,
                left_others: others,
            };
            bed.give(Input::Ended(ended))
                .give(Input::Looked(Look::Dead));
            assert_eq!(bed.it.phase, phase, "{lived} {others}");
        }
        let mut bed = Bed::new(Respawn::Always);
        bed.ends(End::Killed(9), 5000).is_started_again(2);
        bed.ends(End::Exited(0), 10);
        assert_eq!(bed.it.phase, Phase::Waiting);
    }

    #[test]
    fn another_that_takes_the_place_is_no_crash() {
        let mut bed = Bed::new(Respawn::Always);
        let ended = Ended {
            pid: 7,
            end: End::Exited(0),
            lived: 5000,
            left_others: true,
        };
        bed.give(Input::Ended(ended))
            .give(Input::Looked(Look::Replaced(vec![8])));
        assert_eq!((bed.it.phase, &bed.it.pids), (Phase::Watched, &vec![8]));
        assert!(bed.hooks().is_empty() && bed.it.deaths.is_empty());
    }

    #[test]
    fn whatever_somebody_does_ends_what_is_under_way() {
        for input in [Input::NotStarted, Input::Started(generation(9))] {
            for phase in [
                Phase::Settling,
                Phase::Waiting,
                Phase::Due,
                Phase::GivenUp,
                Phase::Dead,
            ] {
                let mut bed = Bed::new(Respawn::Always);
                bed.it.history.respawned(&bed.it.settings.policy.clone(), 1);
                bed.it.phase = phase;
                bed.give(input.clone());
                assert!(bed.effects.contains(&Effect::Dequeue), "{phase:?}");
                assert_eq!(bed.it.history, History::default());
                assert_eq!(bed.it.next, None);
                let expected = match input {
                    Input::NotStarted => Phase::Gone,
                    _ => Phase::Reading,
                };
                assert_eq!(bed.it.phase, expected);
            }
        }
    }

    #[test]
    fn what_happens_to_its_state_while_it_is_started_is_our_own_doing() {
        let mut bed = Bed::new(Respawn::Always);
        bed.ends(End::Exited(1), 5000).give(Input::Launched);
        bed.give(Input::NotStarted)
            .give(Input::Started(generation(5)));
        assert_eq!(
            (bed.it.phase, bed.it.history.respawns),
            (Phase::Starting, 1)
        );
        bed.give(Input::Attempted(Outcome::Started(generation(5))));
        // It is told again.
        bed.give(Input::Started(generation(5)));
        assert_eq!(bed.it.phase, Phase::Seeking);
    }

    #[test]
    fn starts_that_fail_count_and_are_tried_again() {
        let mut bed = Bed::new(Respawn::OnFailure);
        bed.it.settings.policy.most = 3;
        bed.ends(End::Exited(1), 5000);
        for attempt in 1..=3 {
            bed.give(Input::Launched);
            let failed = Outcome::Failed(Some(generation(attempt + 1)), "no way".into());
            bed.give(Input::Attempted(failed));
            if attempt < 3 {
                assert_eq!(bed.it.phase, Phase::Waiting);
                bed.now = bed.it.next.unwrap();
                bed.give(Input::Alarm);
            }
        }
        assert_eq!(
            (bed.it.phase, bed.hooks()),
            (Phase::GivenUp, vec![Hook::GiveUp])
        );
        assert!(bed.it.why.contains("no way"));
        bed.give(Input::Reset);
        assert_eq!(bed.it.phase, Phase::Due);
    }

    #[test]
    fn one_that_ends_before_it_can_be_held_was_not_started() {
        let mut bed = Bed::new(Respawn::OnAbnormal);
        bed.ends(End::Killed(9), 5000).give(Input::Launched);
        bed.give(Input::Attempted(Outcome::Started(generation(2))));
        for _ in 0..=FEW {
            bed.give(Input::Alarm);
            bed.give(Input::Sought(Sought::Over("it is no more".into())));
        }
        assert_eq!(bed.it.phase, Phase::Waiting);
        // Who was never held may be a wrapper.
        let mut bed = Bed::new(Respawn::OnAbnormal);
        bed.give(Input::Started(generation(3)))
            .give(Input::Read(Box::default()));
        for _ in 0..=LOOKS {
            assert_eq!(bed.it.phase, Phase::Seeking);
            bed.give(Input::Sought(Sought::Over("it is no more".into())));
        }
        assert_eq!(bed.it.phase, Phase::Unwatchable);
    }

    #[test]
    fn paused_it_is_left_dead_until_resumed() {
        let mut bed = Bed::new(Respawn::Always);
        bed.give(Input::Pause).ends(End::Killed(9), 5000);
        assert_eq!(
            (bed.it.phase, bed.hooks()),
            (Phase::Dead, vec![Hook::Crash])
        );
        bed.give(Input::Resume);
        assert_eq!(bed.it.phase, Phase::Due);
        bed.give(Input::Pause);
        assert_eq!(bed.it.phase, Phase::Dead);
        assert!(bed.effects.contains(&Effect::Dequeue));
    }

    #[test]
    fn a_restart_by_a_timer_is_no_crash() {
        let mut bed = Bed::new(Respawn::OnFailure);
        bed.give(Input::Restart("night".into()));
        assert_eq!((bed.it.phase, bed.it.by_timer), (Phase::Due, true));
        assert!(bed.effects.contains(&Effect::Enqueue));
        let ended = Ended {
            pid: 7,
            end: End::Killed(15),
            lived: 5000,
            left_others: false,
        };
        bed.give(Input::Ended(ended));
        assert!(bed.effects.is_empty());
        bed.is_started_again(2);
        assert_eq!(bed.it.history, History::default());
        assert!(bed.it.deaths.is_empty() && !bed.it.by_timer);
        // Nor is what ends soon after it a wrapper.
        bed.ends(End::Exited(1), 10);
        assert_eq!((bed.it.phase, bed.hooks()), (Phase::Due, vec![Hook::Crash]));
    }

    #[test]
    fn a_restart_by_a_timer_that_fails() {
        // Its processes do not end: it is as before.
        let mut bed = Bed::new(Respawn::OnFailure);
        bed.give(Input::Restart("night".into()));
        bed.give(Input::Attempted(Outcome::Failed(None, "they stay".into())));
        assert_eq!(bed.it.phase, Phase::Seeking);
        bed.give(Input::Sought(Sought::Held(vec![7])));
        assert_eq!((bed.it.phase, bed.it.history.respawns), (Phase::Watched, 0));
        // It does not start: from there on as after a crash.
        bed.give(Input::Restart("night".into()))
            .give(Input::Launched);
        let failed = Outcome::Failed(Some(generation(5)), "no way".into());
        bed.give(Input::Attempted(failed));
        assert_eq!(bed.it.phase, Phase::Due);
        bed.is_started_again(6);
        assert_eq!(bed.it.history.respawns, 1);
        // Paused, and stopped by somebody, meanwhile.
        for input in [Input::Pause, Input::NotStarted] {
            let mut bed = Bed::new(Respawn::Always);
            bed.give(Input::Restart("night".into())).give(input);
            assert!(bed.effects.contains(&Effect::Dequeue));
            assert!(!bed.it.by_timer);
        }
        // One that is dead is not restarted.
        let mut bed = Bed::new(Respawn::No);
        bed.ends(End::Killed(9), 5000)
            .give(Input::Restart("night".into()));
        assert_eq!(bed.it.phase, Phase::Dead);
    }

    #[test]
    fn those_that_need_it_follow_when_that_is_asked_for() {
        for follows in [false, true] {
            let mut bed = Bed::new(Respawn::Always);
            bed.it.settings.policy.restarts_dependents = follows;
            bed.ends(End::Killed(9), 5000).is_started_again(2);
            assert_eq!(bed.effects.contains(&Effect::Dependents), follows);
            // Once, and not for a restart that is none of a crash.
            bed.give(Input::Follow("it needs x".into()));
            assert_eq!(bed.it.phase, Phase::Due);
            bed.is_started_again(3);
            assert!(!bed.effects.contains(&Effect::Dependents));
            assert_eq!(bed.it.history.respawns, 1);
        }
    }

    #[test]
    fn what_is_unhealthy_is_started_again_though_it_lives() {
        let mut bed = Bed::new(Respawn::OnAbnormal);
        bed.give(Input::Unhealthy("it fails".into()));
        assert_eq!(bed.it.phase, Phase::Due);
        assert_eq!(bed.hooks(), [Hook::Crash]);
        assert_eq!(bed.it.last_death().map(|it| it.end), Some(End::Unhealthy));
        let ended = Ended {
            pid: 7,
            end: End::Killed(15),
            lived: 5000,
            left_others: false,
        };
        // That is the guard's doing.
        bed.give(Input::Ended(ended));
        assert!(bed.effects.is_empty());
        bed.is_started_again(2);
        assert_eq!(bed.it.history.respawns, 1);
        // The next time it waits, and lives meanwhile.
        bed.give(Input::Unhealthy("it fails".into()));
        assert_eq!(bed.it.phase, Phase::Waiting);
        bed.give(Input::Pause);
        assert_eq!(bed.it.phase, Phase::Seeking);
        // It is told of, where nothing is asked for.
        let mut bed = Bed::new(Respawn::No);
        bed.give(Input::Unhealthy("it fails".into()));
        assert_eq!(
            (bed.it.phase, bed.hooks()),
            (Phase::Watched, vec![Hook::Crash])
        );
        assert!(bed.it.why.starts_with("it fails; nothing is done"));
        bed.give(Input::Healthy);
        assert!(bed.it.why.is_empty());
        // At the limit it is left running.
        let mut bed = Bed::new(Respawn::Always);
        bed.it.settings.policy.most = 1;
        bed.give(Input::Unhealthy("it fails".into()));
        bed.is_started_again(2);
        bed.give(Input::Unhealthy("it fails".into()));
        assert_eq!(
            (bed.it.phase, bed.hooks()),
            (Phase::GivenUp, vec![Hook::Crash, Hook::GiveUp])
        );
        assert!(bed.it.why.ends_with("it fails, and it is left running"));
        // Too late.
        let mut bed = Bed::new(Respawn::Always);
        bed.ends(End::Killed(9), 5000)
            .give(Input::Unhealthy("it fails".into()));
        assert!(bed.effects.is_empty());
    }

    #[test]
    fn the_supervised_are_told_of_and_not_touched() {
        let mut bed = Bed::new(Respawn::Always);
        bed.it.settings.supervisor = Some(Supervisor::SuperviseDaemon);
        bed.ends(End::Killed(9), 10);
        assert_eq!(
            (bed.it.phase, bed.hooks()),
            (Phase::Seeking, vec![Hook::Crash])
        );
        assert!(!bed.effects.contains(&Effect::Enqueue));
        bed.give(Input::Sought(Sought::Held(vec![8])));
        assert!(!bed.effects.iter().any(|it| matches!(it, Effect::Uptime(_))));
    }

    #[test]
    fn of_several_ends_the_failure_decides() {
        let mut bed = Bed::new(Respawn::OnFailure);
        for (pid, end) in [(7, End::Killed(15)), (8, End::Exited(4))] {
            bed.give(Input::Ended(Ended {
                pid,
                end,
                lived: 5000,
                left_others: false,
            }));
        }
        bed.give(Input::Looked(Look::Dead));
        assert_eq!(bed.it.last_death().map(|it| it.end), Some(End::Exited(4)));
        assert_eq!(bed.it.phase, Phase::Due);
    }

    #[test]
    fn another_guard_goes_on() {
        let ended = Ended {
            pid: 7,
            end: End::Unknown,
            lived: 5000,
            left_others: false,
        };
        let mut bed = Bed::new(Respawn::OnFailure);
        let now = bed.now;
        assert!(bed.it.clone().taken_up(vec![7], Vec::new(), now).is_empty());
        let effects = bed.it.taken_up(Vec::new(), vec![ended], now);
        assert_eq!(bed.it.phase, Phase::Settling);
        assert!(effects.contains(&Effect::Alarm(now + SETTLING)));
        bed.it.phase = Phase::Waiting;
        bed.it.next = Some(now + 5);
        assert_eq!(
            bed.it.taken_up(Vec::new(), Vec::new(), now),
            [Effect::Alarm(now + 5)]
        );
        bed.it.phase = Phase::Due;
        assert_eq!(
            bed.it.taken_up(Vec::new(), Vec::new(), now),
            [Effect::Enqueue]
        );
    }
}
