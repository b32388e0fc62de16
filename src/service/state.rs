//! What state a service is in: which folders of the state directory hold its link.
#![forbid(unsafe_code)]

use super::daemons;
use super::resolve::{has_moved, is_linked};
use crate::context::{Context, StateDir};
use crate::sys::clock::Moment;
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
pub(super) const FOLDERS: [(State, StateDir); 8] = [
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
    let mut state = linked(context, base);
    for look in 0..MOST_LOOKS {
        if !state.contains(State::STOPPED) || (look >= MORE_LOOKS && is_quiet(context)) {
            break;
        }
        if let Some(found) = exclusive(context, base) {
            state = state.difference(State::STOPPED) | found;
        }
    }
    if state.contains(State::STARTED) && daemons::have_crashed(context, base) {
        state |= State::CRASHED;
    }
    if state.contains(State::STOPPED) && is_scheduled(context, base) {
        state |= State::SCHEDULED;
    }
    Ok(state)
}

/// A service that is marked is never without a link (see [`super::mark`]), but who looks
/// at one folder after the other may come to each at the wrong moment. That happens
/// again only if the service is marked again. Sixty-four processes that mark without a
/// pause slip through one look in thirty.
const MORE_LOOKS: usize = 5;
/// So often it is looked where services have just been marked.
const MOST_LOOKS: usize = 20;
/// What just is, in seconds: a look may take that long where many processes run.
const JUST: u64 = 1;

/// Whether no service has just been marked, as the folders' times tell.
fn is_quiet(context: &Context) -> bool {
    let now = Moment::now().seconds;
    exclusive_folders().all(|(_, folder)| {
        fs::stat(&context.state_dir(folder))
            .map_or(true, |found| now.abs_diff(found.mtime.seconds) > JUST)
    })
}

/// The folders of the states of which a service has exactly one.
fn exclusive_folders() -> impl DoubleEndedIterator<Item = (State, StateDir)> {
    let is_exclusive = |(state, _): &(State, _)| State::EXCLUSIVE.contains(*state);
    FOLDERS.into_iter().filter(is_exclusive)
}

/// The state of which a service has exactly one, but for stopped, which has no link.
fn exclusive(context: &Context, base: &[u8]) -> Option<State> {
    exclusive_folders()
        .rfind(|(_, folder)| is_linked(context, &context.state_file(*folder, base), base))
        .map(|(state, _)| state)
}

/// What the folders say, looked at once.
pub(super) fn linked(context: &Context, base: &[u8]) -> State {
    let mut state = State::STOPPED;
    for (flag, folder) in FOLDERS {
        if is_linked(context, &context.state_file(folder, base), base) {
            if State::EXCLUSIVE.contains(flag) {
                state = flag;
            } else {
                state |= flag;
            }
        }
    }
    state
}

fn is_scheduled(context: &Context, base: &[u8]) -> bool {
    let scheduled = context.state_dir(StateDir::Scheduled);
    listing::names(&scheduled).iter().any(|starter| {
        let link = fs::join(&fs::join(&scheduled, starter), base);
        is_linked(context, &link, base)
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
