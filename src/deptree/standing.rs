//! How services stand: in which runlevels and states they are. What was found out stays
//! so for the rest of a question, and nothing is looked at that does not matter.
#![forbid(unsafe_code)]

use super::names::{Name, Names};
use crate::context::{Context, StateDir};
use crate::name::basename;
use crate::service::state::State;
use crate::sys::dir::{Dir, LINK_TYPE, UNKNOWN_TYPE};
use crate::sys::{env, fs, preserve_errno, Errno};
use crate::{name, runlevel};
use alloc::vec::Vec;
use core::cell::{Cell, OnceCell};

/// States that decide about dependencies, in upstream's order: of the exclusive ones
/// the last that holds counts.
const STATES: [(State, StateDir); 5] = [
    (State::STARTED, StateDir::Started),
    (State::STARTING, StateDir::Starting),
    (State::STOPPING, StateDir::Stopping),
    (State::INACTIVE, StateDir::Inactive),
    (State::HOTPLUGGED, StateDir::Hotplugged),
];

/// Whether a name is in a folder and leads to something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Unknown,
    /// Listed as a link, which may lead nowhere.
    Linked,
    Absent,
    Present,
}

/// So many names are looked up one by one before a folder is listed: a question about
/// one service asks for few.
const SINGLE_LOOKUPS: u32 = 3;
/// Questions about more services than this ask for many.
const FEW: usize = 4;

/// A folder as one question sees it: what was found out once stays so.
struct Folder {
    path: Vec<u8>,
    lookups: Cell<u32>,
    /// By name; empty until the first question.
    members: Vec<Cell<Presence>>,
    /// Open once it was listed.
    listed: OnceCell<Option<Dir>>,
}

impl Folder {
    fn new(names: &Names, path: Vec<u8>) -> Self {
        Folder {
            path,
            lookups: Cell::new(0),
            members: alloc::vec![Cell::new(Presence::Unknown); names.count()],
            listed: OnceCell::new(),
        }
    }

    /// A folder of which all services are known.
    fn known(names: &Names, path: Vec<u8>, services: &[Vec<u8>]) -> Self {
        let folder = Folder::new(names, path);
        folder
            .members
            .iter()
            .for_each(|member| member.set(Presence::Absent));
        for service in services {
            folder.set(names.find(service), Presence::Present);
        }
        // Listings of services pass these over.
        for name in (0..).take(names.count()) {
            let text = names.get(name);
            if text.first() == Some(&b'.') || name::is_not_a_service(text) {
                folder.set(Some(name), Presence::Unknown);
            }
        }
        folder
    }

    fn set(&self, name: Option<Name>, presence: Presence) {
        if let Some(member) = name.and_then(|name| self.members.get(name as usize)) {
            member.set(presence);
        }
    }

    fn contains(&self, names: &Names, name: Name, single: u32) -> bool {
        let Some(member) = self.members.get(name as usize) else {
            return false;
        };
        if member.get() == Presence::Unknown && self.lookups.get() >= single {
            self.listed.get_or_init(|| self.list(names));
        }
        if matches!(member.get(), Presence::Unknown | Presence::Linked) {
            self.lookups.set(self.lookups.get().saturating_add(1));
            let is_there = self.look(names.get(name));
            member.set(if is_there {
                Presence::Present
            } else {
                Presence::Absent
            });
        }
        member.get() == Presence::Present
    }

    fn look(&self, text: &[u8]) -> bool {
        let base = basename(text);
        name::plain(base).is_ok()
            && match self.listed.get() {
                Some(Some(dir)) => dir.exists(base),
                _ => fs::exists(&fs::join(&self.path, base)),
            }
    }

    /// Notes all that is in the folder. A folder that cannot be listed may still be
    /// looked into.
    fn list(&self, names: &Names) -> Option<Dir> {
        let mut dir = match Dir::open(&self.path) {
            Ok(dir) => dir,
            Err(Errno::NOENT | Errno::NOTDIR) => {
                self.note_absent(names);
                return None;
            }
            Err(_) => return None,
        };
        loop {
            match dir.next_entry() {
                Ok(Some((entry, LINK_TYPE | UNKNOWN_TYPE))) => {
                    self.note(names.find(entry), Presence::Linked);
                }
                Ok(Some((entry, _))) => self.note(names.find(entry), Presence::Present),
                Ok(None) => break,
                Err(_) => return Some(dir),
            }
        }
        self.note_absent(names);
        Some(dir)
    }

    fn note(&self, name: Option<Name>, presence: Presence) {
        let member = name.and_then(|name| self.members.get(name as usize));
        if let Some(member) = member.filter(|member| member.get() == Presence::Unknown) {
            member.set(presence);
        }
    }

    /// What was not listed is not there; but a path stands for its last part, which
    /// need not be a name of the tree.
    fn note_absent(&self, names: &Names) {
        for (name, member) in (0..).zip(&self.members) {
            if member.get() == Presence::Unknown && !names.get(name).contains(&b'/') {
                member.set(Presence::Absent);
            }
        }
    }
}

/// Runlevels and states as one question needs them.
pub struct Standing<'a> {
    context: &'a Context,
    names: &'a Names,
    level: Option<&'a [u8]>,
    bootlevel: OnceCell<Vec<u8>>,
    single: u32,
    in_level: OnceCell<Folder>,
    in_bootlevel: OnceCell<Folder>,
    in_state: [OnceCell<Folder>; STATES.len()],
}

impl<'a> Standing<'a> {
    /// How the services of a tree stand, seen from a runlevel, for a question about so
    /// many of them.
    pub fn new(
        context: &'a Context,
        names: &'a Names,
        level: Option<&'a [u8]>,
        services: usize,
    ) -> Self {
        Standing {
            context,
            names,
            level,
            bootlevel: OnceCell::new(),
            single: if services > FEW { 0 } else { SINGLE_LOOKUPS },
            in_level: OnceCell::new(),
            in_bootlevel: OnceCell::new(),
            in_state: [const { OnceCell::new() }; STATES.len()],
        }
    }

    /// The runlevel that was asked about.
    pub fn level(&self) -> Option<&'a [u8]> {
        self.level
    }

    /// The boot runlevel: RC_BOOTLEVEL, else `boot`.
    pub fn bootlevel(&self) -> &[u8] {
        let boot = || env::get(c"RC_BOOTLEVEL").unwrap_or_else(|| runlevel::BOOT.to_vec());
        self.bootlevel.get_or_init(boot)
    }

    /// Whether that is the boot runlevel.
    pub fn is_bootlevel(&self) -> bool {
        self.level == Some(self.bootlevel())
    }

    /// Whether a service is in the runlevel. None is where no runlevel is asked about.
    pub fn in_level(&self, service: Name) -> bool {
        match self.level {
            Some(level) => self.in_runlevel(&self.in_level, level, service),
            None => false,
        }
    }

    /// Whether a service is in the boot runlevel.
    pub fn in_bootlevel(&self, service: Name) -> bool {
        self.in_runlevel(&self.in_bootlevel, self.bootlevel(), service)
    }

    fn in_runlevel(&self, cell: &OnceCell<Folder>, level: &[u8], service: Name) -> bool {
        if name::plain(level).is_err() {
            return false;
        }
        let path = || runlevel::folder(self.context, level);
        self.is_in(cell, path, service)
    }

    fn is_in(
        &self,
        cell: &OnceCell<Folder>,
        path: impl FnOnce() -> Vec<u8>,
        service: Name,
    ) -> bool {
        let folder = cell.get_or_init(|| Folder::new(self.names, path()));
        preserve_errno(|| folder.contains(self.names, service, self.single))
    }

    /// Takes over what was read of the runlevel: where it is not empty, all of it.
    pub fn know_level(&mut self, services: &[Vec<u8>]) {
        if let (Some(level), false) = (self.level, services.is_empty()) {
            let path = runlevel::folder(self.context, level);
            self.in_level = OnceCell::from(Folder::known(self.names, path, services));
        }
    }

    /// Takes over what was read of the boot runlevel.
    pub fn know_bootlevel(&mut self, services: &[Vec<u8>]) {
        if !services.is_empty() {
            let path = runlevel::folder(self.context, self.bootlevel());
            self.in_bootlevel = OnceCell::from(Folder::known(self.names, path, services));
        }
    }

    /// The states of a service, as far as dependencies ask: started, starting,
    /// stopping, inactive or stopped, and hotplugged.
    pub fn state(&self, service: Name) -> State {
        let mut state = State::STOPPED;
        for ((flag, folder), cell) in STATES.into_iter().zip(&self.in_state) {
            let path = || self.context.state_dir(folder);
            if self.is_in(cell, path, service) {
                if flag == State::HOTPLUGGED {
                    state |= flag;
                } else {
                    state = flag;
                }
            }
        }
        state
    }
}
