//! Which processes may be left of a service's daemons.
#![forbid(unsafe_code)]

use super::files;
use super::record::Record;
use crate::context::{Context, StateDir};
use crate::service::options;
use crate::sys::{clock, fs};
use crate::{bounds, number, process};
use alloc::vec::Vec;

/// How often, and how long between, in milliseconds, a pid file that is empty is read again: a
/// supervisor makes it before it writes to it.
const LOOKS: u32 = 50;
const PAUSE: i32 = 10;

/// The processes that the records of a service name, with their programs: what its supervisor
/// watches, and what pid files of start-stop-daemon hold.
pub(in crate::service) fn numbers(context: &Context, base: &[u8]) -> Vec<(i32, Vec<u8>)> {
    let option = |name: &[u8]| options::get(context, base, name).unwrap_or_default();
    let is_supervised = !option(SUPERVISED).is_empty();
    let mut found = Vec::new();
    if let Some(pid) = number::leading(&option(b"child_pid")) {
        found.push((pid, option(b"exec")));
    }
    for file in files(&context.state_file(StateDir::Daemons, base)) {
        let content = fs::read(&file, bounds::DAEMON_RECORD).unwrap_or_default();
        let record = Record::parse(&content);
        // That of a supervisor has the supervisor's number.
        let Some(pidfile) = record.pidfile.filter(|_| !is_supervised) else {
            continue;
        };
        let pidfile = [&option(b"chroot"), pidfile].concat();
        let content = fs::read(&pidfile, bounds::PID_FILE).unwrap_or_default();
        let exec = record.exec.unwrap_or_default().to_vec();
        found.extend(number::leading(&content).map(|pid| (pid, exec)));
    }
    found
}

/// An option that supervise-daemon keeps, and nothing else.
const SUPERVISED: &[u8] = b"respawn_max";

/// Whether a service that supervise-daemon watches has no supervisor any more.
pub(in crate::service) fn supervisor_is_gone(context: &Context, base: &[u8]) -> bool {
    let option = |name: &[u8]| options::get(context, base, name).unwrap_or_default();
    let pidfile = option(b"pidfile");
    if pidfile.is_empty() || option(SUPERVISED).is_empty() {
        return false;
    }
    for _ in 0..LOOKS {
        let content = fs::read(&pidfile, bounds::PID_FILE).unwrap_or_default();
        if !content.is_empty() || !fs::exists(&pidfile) {
            return !number::leading(&content).is_some_and(process::is_running);
        }
        clock::pause(PAUSE);
    }
    true
}
