//! The processes of a service: looked for, held on to, and let go.

use super::Guard;
use crate::clock;
use crate::held::{self, Evidence, Found, Held, Missing, Table};
use crate::log::{Level, Line};
use crate::oom;
use crate::place::{text, Name};
use crate::policy::End;
use crate::process::Identity;
use crate::protocol::{self, Seen};
use crate::service::{Ended, Input, Look, Phase, Sought};
use crate::sources::{Source, Token};
use std::path::PathBuf;

/// A process that is held on to, and what is waited for.
pub(super) struct Holding {
    pub held: Held,
    token: Option<Token>,
    /// What counts the kills of the OOM killer in its group, and what it has counted so far.
    counter: Option<(PathBuf, u64)>,
    /// Its end was told.
    is_over: bool,
}

impl Holding {
    /// How it ended: what looks like somebody's SIGKILL may have been the kernel's.
    fn end(&self) -> End {
        let end = self.held.end();
        let counted = self
            .counter
            .as_ref()
            .filter(|(file, before)| oom::count(file).is_some_and(|now| now > *before));
        match (end, counted) {
            (End::Killed(libc::SIGKILL), Some(_)) => End::OutOfMemory,
            _ => end,
        }
    }
}

impl Guard {
    /// Looks for the processes of a service that is started.
    pub(super) fn seek(&mut self, name: &[u8]) {
        let found = match self.entry(name).service.is_supervised() {
            true => held::hold_supervised(&self.place, name),
            false => held::hold(&self.place, name, &mut Table::default(), Evidence::Either),
        };
        let sought = match found {
            Found::Held(found) => Sought::Held(self.hold(name, found)),
            Found::Nothing => Sought::Nothing,
            Found::Missing(Missing::Yet(why)) => Sought::NotYet(why),
            Found::Missing(Missing::Over(why)) => Sought::Over(why),
            Found::Missing(Missing::Forever(why)) => Sought::Never(why),
        };
        self.feed(name, Input::Sought(sought));
    }

    /// Holds on to these, and to no others.
    pub(super) fn hold(&mut self, name: &[u8], found: Vec<Held>) -> Vec<i32> {
        self.let_go(name);
        self.entry(name).is_half = false;
        let pids = found.iter().map(|it| it.identity.pid).collect();
        let service = text(name);
        for held in found {
            let source = Source::Process(held.identity, name.to_vec());
            let token = held
                .pidfd
                .as_ref()
                .and_then(|fd| self.sources.add(fd, source).ok());
            if token.is_none() {
                self.scan_from_now_on();
            }
            let counter = oom::counter(held.identity.pid, &service);
            let counter = counter.and_then(|file| oom::count(&file).map(|count| (file, count)));
            self.entry(name).held.push(Holding {
                held,
                token,
                counter,
                is_over: false,
            });
        }
        pids
    }

    /// Lets go of all processes of a service, dead or not.
    pub(super) fn let_go(&mut self, name: &[u8]) {
        for mut holding in std::mem::take(&mut self.entry(name).held) {
            self.wait_no_more(&mut holding);
        }
    }

    fn wait_no_more(&mut self, holding: &mut Holding) {
        if let (Some(fd), Some(token)) = (holding.held.pidfd.as_ref(), holding.token.take()) {
            self.sources.remove(fd, token);
        }
    }

    /// One of the processes of a service has ended. What is known of it is kept: its pid file
    /// may still name it.
    pub(super) fn process_has_ended(&mut self, name: &[u8], identity: Identity) {
        let is_it = |it: &&mut Holding| it.held.identity == identity && !it.is_over;
        let held = self.entries.get_mut(name).map(|entry| &mut entry.held);
        let Some(holding) = held.and_then(|held| held.iter_mut().find(is_it)) else {
            return;
        };
        holding.is_over = true;
        let end = holding.end();
        let ended = Ended {
            pid: identity.pid,
            end,
            lived: clock::now().saturating_sub(holding.held.began),
            left_others: end == End::Exited(0) && held::has_left_others(&holding.held),
        };
        if let (Some(fd), Some(token)) = (holding.held.pidfd.take(), holding.token.take()) {
            self.sources.remove(fd, token);
        }
        self.feed(name, Input::Ended(ended));
        self.one_of_the_rest_has_ended(name);
    }

    /// Looks at all processes that the kernel does not tell of.
    pub(super) fn look_at_processes(&mut self) {
        let mut ended: Vec<(Name, Identity)> = Vec::new();
        for (name, entry) in &self.entries {
            let untold = entry
                .held
                .iter()
                .filter(|it| it.token.is_none() && !it.is_over);
            let over = untold.filter(|it| it.held.has_ended());
            ended.extend(over.map(|it| (name.clone(), it.held.identity)));
        }
        for (name, identity) in ended {
            self.process_has_ended(&name, identity);
        }
    }

    /// Whether there are such.
    pub(super) fn are_there_untold(&self) -> bool {
        let mut all = self.entries.values().flat_map(|entry| &entry.held);
        all.any(|it| it.token.is_none() && !it.is_over)
    }

    /// Looks at a service after the end of one of its processes, now that it has settled.
    pub(super) fn look_again(&mut self, name: &[u8]) {
        let look = self.look_at_dead(name);
        self.feed(name, Input::Looked(look));
    }

    fn look_at_dead(&mut self, name: &[u8]) -> Look {
        let generation = self.entry(name).service.generation;
        match protocol::read_state(&self.place, name) {
            _ if protocol::is_hotplugged(&self.place, name) => return Look::NotStarted,
            Seen::Started(now) if Some(now) == generation => {}
            Seen::Started(now) => return Look::Anew(now),
            _ => return Look::NotStarted,
        }
        if self.entry(name).service.is_supervised() {
            return Look::Dead;
        }
        let names: Vec<Vec<u8>> = self
            .held_of(name)
            .iter()
            .map(|it| it.name.clone())
            .collect();
        let evidence = Evidence::Successor(&names);
        match held::hold(&self.place, name, &mut Table::default(), evidence) {
            Found::Held(found) => Look::Replaced(self.hold(name, found)),
            Found::Nothing | Found::Missing(_) => Look::Dead,
        }
    }

    /// Tells OpenRC since when a service runs, and how often it was started again: rc-status
    /// shows it.
    pub(super) fn tell_uptime(&mut self, name: &[u8], respawns: u32) {
        let began = self.entry(name).held.iter().map(|it| it.held.began).min();
        let Some(began) = began else { return };
        let time = clock::text(clock::wall(began));
        let told = self
            .place
            .set_option(name, b"start_time", &time)
            .and_then(|()| {
                self.place
                    .set_option(name, b"start_count", &respawns.to_string())
            });
        if let Err(error) = told {
            let line = Line::new(Level::Warning, "uptime-not-told").with("service", text(name));
            self.log.write(&line.with("why", error));
        }
    }

    /// Gives the processes of a service the score that is asked for.
    pub(super) fn adjust_scores(&mut self, name: &[u8]) {
        let entry = self.entry(name);
        let Some(score) = entry.service.settings.oom_score_adj else {
            return;
        };
        let held: Vec<Identity> = entry.held.iter().map(|it| it.held.identity).collect();
        let (done, refused) = oom::adjust(&held, &text(name), score);
        let line = |level, event| {
            Line::new(level, event)
                .with("service", text(name))
                .with("score", score)
        };
        if done > 0 {
            self.log
                .write(&line(Level::Info, "oom-score-set").with("processes", done));
        }
        for refused in refused {
            let line = line(Level::Warning, "oom-score-refused");
            self.log
                .write(&line.with("pid", refused.pid).with("why", refused.why));
        }
    }

    /// Goes on with what another guard has left of a service.
    pub(super) fn hold_what_is_left(
        &mut self,
        name: &[u8],
        processes: &[Identity],
    ) -> (Vec<i32>, Vec<Ended>) {
        let records = held::records(&self.place, name);
        let (mut alive, mut ended) = (Vec::new(), Vec::new());
        for (at, identity) in processes.iter().enumerate() {
            let pidfile = records.get(at).and_then(|record| record.pidfile.clone());
            let found = crate::process::look(identity.pid).filter(|it| it.identity == *identity);
            match found
                .filter(crate::process::Process::is_alive)
                .and_then(|it| Held::new(&it, pidfile.clone()))
            {
                Some(held) => alive.push(held),
                None => {
                    ended.push(Ended {
                        pid: identity.pid,
                        end: End::Unknown,
                        lived: clock::now().saturating_sub(identity.began()),
                        left_others: false,
                    });
                    self.entry(name).held.push(Holding {
                        held: Held::gone(*identity, pidfile),
                        token: None,
                        counter: None,
                        is_over: true,
                    });
                }
            }
        }
        let gone = std::mem::take(&mut self.entry(name).held);
        let alive = self.hold(name, alive);
        self.entry(name).held.extend(gone);
        (alive, ended)
    }

    /// What is held of a service.
    pub(super) fn held_of(&self, name: &[u8]) -> Vec<&Held> {
        let held = self.entries.get(name).map(|entry| &entry.held);
        held.into_iter().flatten().map(|it| &it.held).collect()
    }

    /// Where a service is.
    pub(super) fn phase(&self, name: &[u8]) -> Phase {
        self.entries
            .get(name)
            .map(|entry| entry.service.phase)
            .unwrap_or_default()
    }
}
