//! Noticing what changes: by inotify, else by looking every so often.

use super::{Alarm, Guard};
use crate::clock::{self, Millis};
use crate::log::{Level, Line};
use crate::place::{text, Name};
use crate::protocol::{self, Note, Seen};
use crate::saved::Saved;
use crate::service::{Input, Phase};
use crate::settings::read;
use crate::sources::Source;
use openrc::context::StateDir;
use openrc::watch::{Change, RunlevelChange, Watch};
use std::collections::BTreeSet;
use std::fs::File;

/// All that its state follows from: C's library makes the new link before it removes the old
/// one, and what counts until then is the old one.
const WATCHED: [StateDir; 5] = [
    StateDir::Started,
    StateDir::Starting,
    StateDir::Stopping,
    StateDir::Inactive,
    StateDir::Hotplugged,
];
/// How often one looks where nothing is told, in milliseconds.
const OFTEN: Millis = 2000;
/// How soon it is asked what is to become of one that is started when openrc goes down.
const SOON: Millis = 50;
/// How long after a start it is certain that openrc has written which runlevel it is in.
const CERTAIN: Millis = 1000;

impl Guard {
    /// Watches the state directory, wherever its path leads now.
    pub(super) fn rewatch(&mut self) {
        self.watch = None;
        let watch = Watch::new(&self.place.context, &WATCHED).map_err(std::io::Error::from);
        let added = watch.and_then(|watch| {
            self.sources.add(&watch, Source::Watch)?;
            Ok(watch)
        });
        match added {
            Ok(watch) => self.watch = Some(watch),
            Err(error) => {
                if !self.is_scanning {
                    let line = Line::new(Level::Warning, "not-told-of-changes").with("why", error);
                    self.log.write(&line.with("answer", "looks every 2 s"));
                }
                self.scan_from_now_on();
            }
        }
    }

    pub(super) fn scan_from_now_on(&mut self) {
        if !std::mem::replace(&mut self.is_scanning, true) {
            self.due.at(clock::now().saturating_add(OFTEN), Alarm::Scan);
        }
    }

    /// Looks at what is not told.
    pub(super) fn scan(&mut self) {
        if self.watch.is_none() {
            crate::saved::make_folders(&self.place).ok();
            self.rewatch();
            self.look_at_all();
            self.runlevel_may_have_changed();
            self.listen_again();
        }
        self.look_at_processes();
        self.is_scanning = self.watch.is_none() || self.are_there_untold();
        if self.is_scanning {
            self.due.at(clock::now().saturating_add(OFTEN), Alarm::Scan);
        }
    }

    /// The kernel tells when something is mounted or unmounted, perhaps over the state.
    pub(super) fn watch_mounts(&mut self) {
        let file = File::open("/proc/self/mountinfo");
        let added = file.and_then(|file| {
            self.sources.add(&file, Source::Mounts)?;
            Ok(file)
        });
        // For as long as the guard lives.
        added.map(std::mem::forget).ok();
    }

    pub(super) fn mounts_have_changed(&mut self) {
        if self.watch.as_ref().is_some_and(|watch| !watch.is_current()) {
            self.begin_anew("something was mounted over the state directory, or unmounted");
        }
    }

    fn begin_anew(&mut self, why: &str) {
        self.log
            .write(&Line::new(Level::Notice, "watches-anew").with("why", why));
        crate::saved::make_folders(&self.place).ok();
        self.rewatch();
        self.look_at_all();
        self.runlevel_may_have_changed();
        self.listen();
    }

    pub(super) fn read_watch(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        let changes = watch.read().unwrap_or_else(|_| vec![Change::Lost]);
        let mut names: BTreeSet<Name> = BTreeSet::new();
        for change in changes {
            match change {
                Change::Service(name) => drop(names.insert(name)),
                Change::Runlevel(change) => self.runlevel_changes(change),
                Change::Lost => return self.begin_anew("changes were lost"),
            }
        }
        for name in names {
            self.look_at(&name);
        }
    }

    /// Looks at the state of every service that is started, or was.
    pub(super) fn look_at_all(&mut self) {
        let mut names: BTreeSet<Name> = protocol::started(&self.place).into_iter().collect();
        names.extend(self.entries.keys().cloned());
        for name in names {
            self.look_at(&name);
        }
    }

    /// Looks at the state of one.
    pub(super) fn look_at(&mut self, name: &[u8]) {
        let is_hotplugged = || protocol::is_hotplugged(&self.place, name);
        match protocol::read_state(&self.place, name) {
            Seen::Started(generation) if !is_hotplugged() => {
                self.feed(name, Input::Started(generation));
            }
            // What nobody knows need not be told that.
            _ if !self.entries.contains_key(name) => {}
            _ => self.feed(name, Input::NotStarted),
        }
    }

    fn runlevel_changes(&mut self, change: RunlevelChange) {
        match change {
            RunlevelChange::StopsServices => {
                self.doubt_all();
                if protocol::is_going_down(&self.place) {
                    self.end_attempts();
                }
            }
            RunlevelChange::HasStartedServices => {
                let doubtful = self.doubtful();
                doubtful.iter().for_each(|name| self.is_it_wanted(name));
            }
            _ => {}
        }
    }

    fn runlevel_may_have_changed(&mut self) {
        self.doubt_all();
        if protocol::is_going_down(&self.place) {
            self.end_attempts();
        }
    }

    /// openrc may have wanted to stop those that are being started again.
    fn doubt_all(&mut self) {
        for entry in self.entries.values_mut() {
            entry.is_in_doubt |= entry.attempt.is_some();
        }
    }

    fn doubtful(&self) -> Vec<Name> {
        let all = self.entries.iter().filter(|(_, entry)| entry.is_in_doubt);
        all.map(|(name, _)| name.clone()).collect()
    }

    /// Asks later whether a service that is in doubt is wanted.
    pub(super) fn ask_whether_wanted(&mut self, name: &[u8]) {
        if self.entry(name).is_in_doubt {
            let wait = match protocol::is_going_down(&self.place) {
                true => SOON,
                false => CERTAIN,
            };
            self.due.at(
                clock::now().saturating_add(wait),
                Alarm::Wanted(name.to_vec()),
            );
        }
    }

    /// Stops what was started while openrc went to a runlevel that does not have it: openrc
    /// could not, for the lock was the guard's.
    pub(super) fn is_it_wanted(&mut self, name: &[u8]) {
        let entry = self.entry(name);
        if !entry.is_in_doubt || entry.attempt.is_some() {
            return;
        }
        let is_changing = self.is_openrc_stopping() || self.is_openrc_starting();
        if is_changing && !protocol::is_going_down(&self.place) {
            // Asked again when it has ended; it may have died.
            if self.watch.is_none() {
                self.due.at(
                    clock::now().saturating_add(OFTEN),
                    Alarm::Wanted(name.to_vec()),
                );
            }
            return;
        }
        self.entry(name).is_in_doubt = false;
        if self.phase(name) != Phase::Gone && !protocol::is_wanted(&self.place, name) {
            self.stop_unwanted(name);
        }
        self.conclude(name);
    }

    pub(super) fn is_openrc_stopping(&self) -> bool {
        openrc::runlevel::is_stopping(&self.place.context)
    }

    fn is_openrc_starting(&self) -> bool {
        openrc::runlevel::is_starting(&self.place.context)
    }

    /// Goes on with a service where another guard has left it.
    pub(super) fn take_up(&mut self, saved: Saved) {
        let name = saved.service.name.clone();
        let seen = protocol::read_state(&self.place, &name);
        let known = saved.service.generation;
        let is_same = matches!(seen, Seen::Started(now) if Some(now) == known);
        if is_same {
            // It went no further than to put them aside.
            protocol::put_back(&self.place, &name).ok();
        }
        let note = protocol::read_note(&self.place, &name);
        let was_starting = saved.service.phase == Phase::Starting;
        let is_changed = note.as_ref().is_some_and(|note| note.lock.is_some());
        let is_interrupted =
            was_starting || is_changed || protocol::is_interrupted(&self.place, &name);
        let mut service = saved.service;
        if !is_same && !is_interrupted {
            // Somebody has acted meanwhile: only what happened before is remembered.
            let entry = self.entry(&name);
            entry.service.deaths = service.deaths;
            entry.service.paused = service.paused;
            entry.is_stale = true;
            self.stale.insert(name.clone());
            self.take_up_doubt(&name, note);
            return;
        }
        service.settings = self.settings_now(&name);
        service.pids.clear();
        self.entry(&name).service = service;
        if is_interrupted && !is_same {
            self.take_up_attempt(&name, saved.records, note);
            return;
        }
        let (alive, ended) = self.hold_what_is_left(&name, &saved.processes);
        let now = clock::now();
        let entry = self.entry(&name);
        entry.is_stale = true;
        let effects = entry.service.taken_up(alive, ended, now);
        self.stale.insert(name.clone());
        self.perform_all(&name, effects);
        self.plan_timers(&name);
        self.take_up_doubt(&name, note);
    }

    /// Another guard may have kept openrc from stopping a service.
    fn take_up_doubt(&mut self, name: &[u8], note: Option<Note>) {
        if let Some(note) = note {
            self.doubt_since(name, &note.level);
            self.ask_whether_wanted(name);
            self.conclude(name);
        }
    }

    /// The settings of a service, without more ado.
    fn settings_now(&mut self, name: &[u8]) -> crate::settings::Settings {
        match read::at_once(&self.place, &self.clean, name) {
            Ok(settings) => settings,
            Err(why) => {
                let line = Line::new(Level::Warning, "settings-unreadable");
                self.log
                    .write(&line.with("service", text(name)).with("why", why));
                crate::settings::Settings::default()
            }
        }
    }
}
