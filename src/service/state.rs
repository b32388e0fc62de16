//! What state a service is in: which folders of the state directory hold its link.
#![forbid(unsafe_code)]

use super::daemons;
use super::look::Look;
use super::resolve::{has_moved, is_linked};
use crate::context::{Context, StateDir};
use crate::sys::fs;
use crate::{listing, name, Result};
use alloc::vec::Vec;

bitflags::bitflags! {
    /// `RC_SERVICE`: exactly one of the first five, and any of the rest.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct State: u32 {
        /// Not running.
        const STOPPED = 0x0001;
        /// Running.
        const STARTED = 0x0002;
        /// On its way to stopped.
        const STOPPING = 0x0004;
        /// On its way to started.
        const STARTING = 0x0008;
        /// Started, but waiting for an event before it counts as such.
        const INACTIVE = 0x0010;
        /// Started by an event, not by a runlevel.
        const HOTPLUGGED = 0x0100;
        /// Its last start failed.
        const FAILED = 0x0200;
        /// To be started when another service has started.
        const SCHEDULED = 0x0400;
        /// Was inactive before it began to start or stop.
        const WASINACTIVE = 0x0800;
        /// Started, but a daemon of it is gone.
        const CRASHED = 0x1000;
    }
}

/// States in upstream's order: where two folders hold a link, the later one counts.
pub(crate) const FOLDERS: [(State, StateDir); 8] = [
    (State::STARTED, StateDir::Started),
    (State::STARTING, StateDir::Starting),
    (State::STOPPING, StateDir::Stopping),
    (State::INACTIVE, StateDir::Inactive),
    (State::WASINACTIVE, StateDir::Wasinactive),
    (State::HOTPLUGGED, StateDir::Hotplugged),
    (State::FAILED, StateDir::Failed),
    (State::SCHEDULED, StateDir::Scheduled),
];

impl State {
    /// The five states of which a service has exactly one.
    pub(super) const EXCLUSIVE: State = State::STOPPED
        .union(State::STARTED)
        .union(State::STOPPING)
        .union(State::STARTING)
        .union(State::INACTIVE);

    /// The folder that holds the links of services in this one state.
    #[doc(hidden)]
    pub fn folder(self) -> Option<StateDir> {
        FOLDERS
            .iter()
            .find(|(state, _)| *state == self)
            .map(|(_, folder)| *folder)
    }
}

/// `rc_service_state`.
///
/// # Errors
/// [`crate::Error::InvalidName`].
pub fn get(context: &Context, service: &[u8]) -> Result<State> {
    let base = name::service(service)?;
    let mut look = Look::new(context, base);
    let mut state = look.exclusive();
    for flag in [State::WASINACTIVE, State::HOTPLUGGED, State::FAILED] {
        if look.is_in(flag) {
            state |= flag;
        }
    }
    if state.contains(State::STARTED) && daemons::have_crashed(context, base) {
        state |= State::CRASHED;
    }
    let is_scheduled = if state.contains(State::STOPPED) {
        look.is_scheduled()
    } else {
        look.is_in(State::SCHEDULED)
    };
    if is_scheduled {
        state |= State::SCHEDULED;
    }
    Ok(state)
}

/// Whether a service was in a state other than stopped at one look.
pub(super) fn is_marked(context: &Context, base: &[u8]) -> bool {
    FOLDERS.into_iter().any(|(state, folder)| {
        State::EXCLUSIVE.contains(state)
            && is_linked(context, &context.state_file(folder, base), base)
    })
}

/// `rc_services_in_state`: the services in one state, in the kernel's order.
pub fn services(context: &Context, state: State) -> Vec<Vec<u8>> {
    if state == State::SCHEDULED {
        let scheduled = context.svcdir_file(StateDir::Scheduled.name());
        let starters = listing::names(&scheduled);
        return starters
            .iter()
            .flat_map(|starter| linked_services(context, &fs::join(&scheduled, starter)))
            .collect();
    }
    match state.folder() {
        Some(folder) => linked_services(context, &context.svcdir_file(folder.name())),
        None => {
            // Upstream looks for folders `stopped` and `crashed`, which nobody makes; the
            // look makes the state directory.
            context.svcdir();
            Vec::new()
        }
    }
}

/// The services in a state folder.
pub(super) fn linked_services(context: &Context, folder: &[u8]) -> Vec<Vec<u8>> {
    listing::services_and(folder, &|service| has_moved(context, service))
}
