//! Services whose start or stop was interrupted: their openrc-run was killed, or the supervisor
//! of their daemon was. Only in a Prefix: interrupted/SERVICE.
//!
//! A service that is there counts as crashed, so that openrc starts it anew, and the
//! openrc-run.sh of the state directory first ends what is left of it. Each line of the file
//! after the first is a process that may be left, and the program that it runs.
#![forbid(unsafe_code)]

use super::daemons::{self, supervisor_is_gone};
use super::mark;
use super::state::{self, State};
use crate::context::{Context, StateDir};
use crate::sys::dir_fd::DirFd;
use crate::sys::lock::{self, Held};
use crate::sys::{fs, process};
use crate::{listing, number};
use alloc::vec::Vec;
use core::ffi::CStr;

const FOLDER: &[u8] = b"interrupted";
/// An openrc holds a shared lock on this while it changes the runlevel.
const CHANGING: &[u8] = b".changing";
/// What an openrc makes while it leaves and enters a runlevel.
const MARKERS: [&[u8]; 2] = [b"rc.stopping", b"rc.starting"];

/// A service whose openrc-run is gone, and what that was doing.
pub struct Interrupted {
    /// The service.
    pub service: Vec<u8>,
    /// `starting` or `stopping`.
    pub was: &'static [u8],
}

fn is_in_prefix(context: &Context) -> bool {
    context.paths().prefix().is_some()
}

/// Whether this process has the number that a variable names. Children inherit the variable.
fn is_named_by(context: &Context, variable: &CStr) -> bool {
    let value = context.environment().get(variable);
    value.is_some_and(|value| value == number::decimal(process::pid().unsigned_abs()))
}

/// Whether this process is the openrc that changes the runlevel.
pub fn is_openrc(context: &Context) -> bool {
    is_named_by(context, c"RC_PID")
}

/// Whether this process is an openrc-run, of another service than the one that is named.
fn is_openrc_run_of_another(context: &Context, base: &[u8]) -> bool {
    let service = context.environment().get(c"RC_SVCNAME");
    is_named_by(context, c"RC_OPENRC_PID") && service.is_some_and(|it| it != base)
}

fn note(context: &Context, base: &[u8]) -> Vec<u8> {
    fs::join(&context.svcdir_file(FOLDER), base)
}

/// Whether a service is known to be interrupted.
pub(super) fn is_noted(context: &Context, base: &[u8]) -> bool {
    is_in_prefix(context) && fs::is_there(&note(context, base)) == Ok(true)
}

/// Notes that a service was interrupted, with what its records say of processes.
fn take_note(context: &Context, base: &[u8], was: &[u8]) {
    let mut text = [was, b"\n"].concat();
    for (pid, exec) in daemons::numbers(context, base) {
        text.extend_from_slice(&number::decimal(pid.unsigned_abs()));
        text.push(b' ');
        text.extend(exec.iter().filter(|byte| **byte != b'\n'));
        text.push(b'\n');
    }
    let folder = context.svcdir_file(FOLDER);
    if DirFd::mkdir_at(&folder, 0o755).is_ok() {
        context.replace_value(&fs::join(&folder, base), &text).ok();
    }
}

/// Before a mark by the openrc-run that holds the service: if it is starting or stopping
/// already, an openrc-run that is gone has left it so.
pub(super) fn before_mark(context: &Context, base: &[u8], new: State) {
    let begins = new == State::STARTING || new == State::STOPPING;
    if !begins || !is_in_prefix(context) || !is_named_by(context, c"RC_OPENRC_PID") {
        return;
    }
    for folder in [StateDir::Starting, StateDir::Stopping] {
        let is_left = fs::lstat(&context.state_file(folder, base)).is_ok();
        if is_left && context.environment().get(c"RC_SVCNAME").as_deref() == Some(base) {
            take_note(context, base, folder.name());
        }
    }
}

/// After a mark as started, inactive or stopped. That openrc itself marks a service as stopped
/// which has crashed ends nothing, nor does what another service's openrc-run marks.
pub(super) fn after_mark(context: &Context, base: &[u8]) {
    if is_in_prefix(context) && !is_openrc(context) && !is_openrc_run_of_another(context, base) {
        fs::unlink(&note(context, base)).ok();
    }
}

/// When openrc begins: what killed ones have left. Services in `starting` and `stopping` whose
/// lock nobody holds count as crashed from now on, as do those whose supervisor is gone; and
/// the directories that say that a runlevel is being changed are removed if nobody changes it.
///
/// An openrc-run holds the lock in exclusive/ before it marks a service as starting or stopping,
/// and marks it otherwise before it lets go. A service without such a file is left alone: none
/// is there while a service is restarted on a file system without locks.
pub fn recover(context: &Context) -> Vec<Interrupted> {
    if !is_in_prefix(context) || context.writable().is_err() {
        return Vec::new();
    }
    let changing = fs::join(context.svcdir(), CHANGING);
    let mut is_alone = false;
    lock::share_until_exit(&changing, &mut || {
        is_alone = true;
        for marker in MARKERS {
            fs::rmdir(&fs::join(context.svcdir(), marker)).ok();
        }
    })
    .ok();
    let mut found = Vec::new();
    settle(context, State::STARTED, &mut found);
    for service in listing::names(&context.state_dir(StateDir::Started)) {
        if !is_noted(context, &service) && supervisor_is_gone(context, &service) {
            take_note(context, &service, b"started");
        }
    }
    // An openrc was killed after it had marked a crashed service as stopped.
    for service in listing::names(&context.svcdir_file(FOLDER)) {
        let is_stopped = is_alone && !state::is_marked(context, &service);
        if is_stopped && mark::mark(context, &service, State::STARTED).is_err() {
            fs::unlink(&note(context, &service)).ok();
        }
    }
    found
}

/// When an openrc-run begins to start a service by hand: other services that killed ones have
/// left in `starting` and `stopping` become stopped, so that this one gets what it needs.
pub fn set_aside(context: &Context) -> Vec<Interrupted> {
    let mut found = Vec::new();
    let is_openrc_run = is_named_by(context, c"RC_OPENRC_PID");
    if is_in_prefix(context) && is_openrc_run && context.writable().is_ok() {
        settle(context, State::STOPPED, &mut found);
    }
    found
}

/// Gives a state to the services whose openrc-run is gone.
fn settle(context: &Context, state: State, found: &mut Vec<Interrupted>) {
    for folder in [StateDir::Starting, StateDir::Stopping] {
        for service in listing::names(&context.state_dir(folder)) {
            if is_settled(context, &service, folder, state) {
                let was = folder.name();
                found.push(Interrupted { service, was });
            }
        }
    }
}

/// Gives a state to a service if the openrc-run that started or stopped it is gone.
fn is_settled(context: &Context, service: &[u8], folder: StateDir, state: State) -> bool {
    let held = Held::take(&context.state_file(StateDir::Exclusive, service));
    let link = context.state_file(folder, service);
    if !held.is_ok_and(|held| held.is_some()) || fs::lstat(&link).is_err() {
        return false;
    }
    take_note(context, service, folder.name());
    let is_marked = mark::mark(context, service, state)
        // Its script is gone.
        .or_else(|_| mark::mark(context, service, State::STOPPED));
    is_marked.is_ok()
}

/// Whether one of openrc's directories is there, and it may be that openrc is too.
pub(crate) fn is_changing(context: &Context, marker: &[u8]) -> bool {
    if !fs::exists(&context.svcdir_file(marker)) {
        return false;
    }
    if !is_in_prefix(context) || context.check_owner().is_err() {
        return true;
    }
    // No openrc on this library was ever there if the file is not: what made the directory is
    // something else.
    !Held::take(&fs::join(context.svcdir(), CHANGING)).is_ok_and(|held| held.is_some())
}
