//! How services stand: in which runlevels and states they are. Each folder is read at
//! most once per question, and only when it matters.
#![forbid(unsafe_code)]

use super::names::{Name, NameSet, Names};
use crate::context::{Context, StateDir};
use crate::name::basename;
use crate::service::state::State;
use crate::sys::dir::{Dir, LINK_TYPE, UNKNOWN_TYPE};
use crate::sys::{env, fs, preserve_errno, Errno, SysResult};
use crate::{name, runlevel};
use alloc::vec::Vec;
use core::cell::OnceCell;

/// States that decide about dependencies, in upstream's order: of the exclusive ones
/// the last that holds counts.
const STATES: [(State, StateDir); 5] = [
    (State::STARTED, StateDir::Started),
    (State::STARTING, StateDir::Starting),
    (State::STOPPING, StateDir::Stopping),
    (State::INACTIVE, StateDir::Inactive),
    (State::HOTPLUGGED, StateDir::Hotplugged),
];

/// Which names of a tree are in a folder and lead to something.
enum Members {
    Listed(NameSet),
    /// The folder may be searched but not listed.
    Unlisted,
}

struct Folder {
    path: Vec<u8>,
    members: Members,
}

impl Folder {
    fn read(names: &Names, path: Vec<u8>) -> Self {
        let members = match list(names, &path) {
            Ok(set) => Members::Listed(set),
            Err(Errno::NOENT | Errno::NOTDIR) => Members::Listed(NameSet::default()),
            Err(_) => Members::Unlisted,
        };
        Folder { path, members }
    }

    fn contains(&self, names: &Names, name: Name) -> bool {
        let text = names.get(name);
        let base = basename(text);
        match &self.members {
            // A path stands for its last part, which need not be a name of the tree.
            Members::Listed(set) if base.len() == text.len() => set.contains(name),
            _ => name::plain(base).is_ok() && fs::exists(&fs::join(&self.path, base)),
        }
    }
}

fn list(names: &Names, path: &[u8]) -> SysResult<NameSet> {
    let mut set = NameSet::new(names.count());
    let mut dir = Dir::open(path)?;
    let mut links = Vec::new();
    while let Some((entry, kind)) = dir.next_entry()? {
        match names.find(entry) {
            None => {}
            Some(name) if matches!(kind, LINK_TYPE | UNKNOWN_TYPE) => links.push(name),
            Some(name) if name::plain(entry).is_ok() => {
                set.insert(name);
            }
            Some(_) => {}
        }
    }
    for name in links {
        if dir.stat(names.get(name)).is_ok() {
            set.insert(name);
        }
    }
    Ok(set)
}

/// Runlevels and states as one question needs them.
pub struct Standing<'a> {
    context: &'a Context,
    names: &'a Names,
    level: Option<&'a [u8]>,
    bootlevel: Vec<u8>,
    in_level: OnceCell<Folder>,
    in_bootlevel: OnceCell<Folder>,
    in_state: [OnceCell<Folder>; STATES.len()],
}

/// The boot runlevel: RC_BOOTLEVEL, else `boot`.
pub fn bootlevel() -> Vec<u8> {
    env::get(c"RC_BOOTLEVEL").unwrap_or_else(|| runlevel::BOOT.to_vec())
}

impl<'a> Standing<'a> {
    /// How the services of a tree stand, seen from a runlevel.
    pub fn new(context: &'a Context, names: &'a Names, level: Option<&'a [u8]>) -> Self {
        Standing {
            context,
            names,
            level,
            bootlevel: bootlevel(),
            in_level: OnceCell::new(),
            in_bootlevel: OnceCell::new(),
            in_state: [const { OnceCell::new() }; STATES.len()],
        }
    }

    /// The runlevel that was asked about.
    pub fn level(&self) -> Option<&'a [u8]> {
        self.level
    }

    /// Whether that is the boot runlevel.
    pub fn is_bootlevel(&self) -> bool {
        self.level == Some(&self.bootlevel)
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
        self.in_runlevel(&self.in_bootlevel, &self.bootlevel, service)
    }

    fn in_runlevel(&self, cell: &OnceCell<Folder>, level: &[u8], service: Name) -> bool {
        if name::plain(level).is_err() {
            return false;
        }
        let path = || runlevel::folder(self.context, level);
        self.read(cell, path).contains(self.names, service)
    }

    fn read<'b>(&self, cell: &'b OnceCell<Folder>, path: impl FnOnce() -> Vec<u8>) -> &'b Folder {
        cell.get_or_init(|| preserve_errno(|| Folder::read(self.names, path())))
    }

    /// The states of a service, as far as dependencies ask: started, starting,
    /// stopping, inactive or stopped, and hotplugged.
    pub fn state(&self, service: Name) -> State {
        let mut state = State::STOPPED;
        for ((flag, folder), cell) in STATES.into_iter().zip(&self.in_state) {
            let path = || self.context.state_dir(folder);
            if self.read(cell, path).contains(self.names, service) {
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
