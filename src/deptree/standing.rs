//! How services stand: in which runlevels and states they are. What was found out stays
//! so for the rest of a question, and nothing is looked at that does not matter.
#![forbid(unsafe_code)]

use super::folder::{Folder, Targets};
use super::names::{Name, Names};
use crate::context::{Context, StateDir};
use crate::name;
use crate::runlevel::{self, SINGLE, SYSINIT};
use alloc::vec::Vec;
use core::cell::OnceCell;

/// States that decide about dependencies.
const STATES: [StateDir; 5] = [
    StateDir::Hotplugged,
    StateDir::Started,
    StateDir::Starting,
    StateDir::Stopping,
    StateDir::Inactive,
];
const HOTPLUGGED: usize = 0;
const STARTED: usize = 1;
const IN_TRANSITION: [usize; 3] = [2, 3, 4];

/// So many names are looked up one by one before a folder is listed: a question about
/// one service asks for few.
const SINGLE_LOOKUPS: u32 = 3;
/// Questions about more services than this ask for many.
const FEW: usize = 4;

/// Runlevels and states as one question needs them.
pub struct Standing<'a> {
    context: &'a Context,
    names: &'a Names,
    level: Option<&'a [u8]>,
    bootlevel: OnceCell<Vec<u8>>,
    single: u32,
    in_level: OnceCell<Option<Folder>>,
    in_bootlevel: OnceCell<Option<Folder>>,
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

    /// `RC_SVCNAME`: the service that asks, which is left out.
    pub fn asking(&self) -> Option<Name> {
        let asking = self.context.environment().get(c"RC_SVCNAME")?;
        self.names.find(&asking)
    }

    /// The runlevel that was asked about.
    pub fn level(&self) -> Option<&'a [u8]> {
        self.level
    }

    /// The boot runlevel: RC_BOOTLEVEL, else `boot`.
    pub fn bootlevel(&self) -> &[u8] {
        let boot = || {
            let said = self.context.environment().get(c"RC_BOOTLEVEL");
            said.unwrap_or_else(|| runlevel::BOOT.to_vec())
        };
        self.bootlevel.get_or_init(boot)
    }

    /// Whether that is the boot runlevel.
    pub fn is_bootlevel(&self) -> bool {
        self.level == Some(self.bootlevel())
    }

    /// Whether a service is in the runlevel. None is where no runlevel is asked about.
    pub fn in_level(&self, service: Name) -> bool {
        self.is_in(self.level_folder(), service)
    }

    /// Whether a service is in the boot runlevel.
    pub fn in_bootlevel(&self, service: Name) -> bool {
        self.is_in(self.bootlevel_folder(), service)
    }

    fn is_in(&self, folder: Option<&Folder>, service: Name) -> bool {
        folder.is_some_and(|folder| folder.contains(self.names, service, self.single))
    }

    fn level_folder(&self) -> Option<&Folder> {
        let folder = || self.runlevel(self.level?);
        self.in_level.get_or_init(folder).as_ref()
    }

    fn bootlevel_folder(&self) -> Option<&Folder> {
        let folder = || self.runlevel(self.bootlevel());
        self.in_bootlevel.get_or_init(folder).as_ref()
    }

    fn runlevel(&self, level: &[u8]) -> Option<Folder> {
        let level = name::plain(level).ok()?;
        Some(Folder::new(
            self.names,
            runlevel::folder(self.context, level),
        ))
    }

    /// The services that the runlevel is about, where it is entered by starting services:
    /// its own, and those that have to run before. One that is not in the tree has no name.
    pub fn to_start(&self) -> Vec<Option<Name>> {
        let targets = Targets::default();
        let of = |level: &[u8], folder: Option<&Folder>| match folder {
            Some(folder) if level != SINGLE => folder.services(self.names, &targets),
            _ => Vec::new(),
        };
        let level = self.level.unwrap_or_default();
        if level == SYSINIT {
            return of(level, self.level_folder());
        }
        let mut services = of(SYSINIT, self.runlevel(SYSINIT).as_ref());
        services.extend(of(level, self.level_folder()));
        services.extend(self.state(StateDir::Hotplugged, &targets));
        if !self.is_bootlevel() {
            services.extend(of(self.bootlevel(), self.bootlevel_folder()));
        }
        services
    }

    /// As [`to_start`](Self::to_start), where it is entered by stopping others: what runs.
    pub fn to_stop(&self) -> Vec<Option<Name>> {
        let targets = Targets::default();
        [StateDir::Started, StateDir::Inactive, StateDir::Starting]
            .into_iter()
            .flat_map(|state| self.state(state, &targets))
            .collect()
    }

    fn state(&self, state: StateDir, targets: &Targets) -> Vec<Option<Name>> {
        let path = self.context.svcdir_file(state.name());
        Folder::new(self.names, path).services(self.names, targets)
    }

    /// Whether a service was started by an event.
    pub fn is_hotplugged(&self, service: Name) -> bool {
        self.is_in_state(HOTPLUGGED, service)
    }

    /// Whether a service is on its way to another state, or inactive.
    pub fn is_in_transition(&self, service: Name) -> bool {
        IN_TRANSITION
            .into_iter()
            .any(|state| self.is_in_state(state, service))
    }

    /// Whether a service has started: where folders disagree, it is in transition.
    pub fn is_started(&self, service: Name) -> bool {
        self.is_in_state(STARTED, service) && !self.is_in_transition(service)
    }

    fn is_in_state(&self, state: usize, service: Name) -> bool {
        let (Some(cell), Some(folder)) = (self.in_state.get(state), STATES.get(state)) else {
            return false;
        };
        let folder = cell.get_or_init(|| {
            let path = self.context.state_dir(*folder);
            Folder::new(self.names, path)
        });
        self.is_in(Some(folder), service)
    }
}
