//! Whether the daemons of a service still run.
#![forbid(unsafe_code)]

use super::record::Record;
use super::{files, interpreter};
use crate::context::{Context, StateDir};
use crate::process::{self, Presence};
use crate::service::{interrupted, options};
use crate::sys::{fs, Errno};
use crate::{bounds, name, number, Error, Result};

/// `rc_service_daemons_crashed`: whether a daemon of a service is gone. Where that cannot
/// be told, because this process may not see those of others, it is not.
///
/// # Errors
/// [`Error::InvalidName`]; `EACCES` where a pid file may not be read, which upstream
/// counts as crashed in one place and as running in another.
pub fn crashed(context: &Context, service: &[u8]) -> Result<bool> {
    let base = name::service(service)?;
    if interrupted::is_noted(context, base) {
        return Ok(true);
    }
    for file in files(&context.state_file(StateDir::Daemons, base)) {
        // Upstream stops at the first record that it cannot read.
        let Ok(content) = fs::read(&file, bounds::DAEMON_RECORD) else {
            break;
        };
        if is_gone(context, base, &Record::parse(&content))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the state of a started service says crashed.
pub(in crate::service) fn have_crashed(context: &Context, base: &[u8]) -> bool {
    crashed(context, base) == Ok(true)
}

fn is_gone(context: &Context, base: &[u8], record: &Record<'_>) -> Result<bool> {
    let chroot = options::get(context, base, b"chroot").unwrap_or_default();
    let Some(pidfile) = record.pidfile else {
        return Ok(is_nowhere(context, &chroot, record));
    };
    let pidfile = [chroot.as_slice(), pidfile].concat();
    match fs::read(&pidfile, bounds::PID_FILE) {
        Ok(content) => Ok(!number::leading(&content).is_some_and(process::is_running)),
        Err(Errno::ACCES) => Err(Error::os(Errno::ACCES, &pidfile)),
        Err(_) => Ok(true),
    }
}

/// What the words of an interpreter may have, in bytes, before those of its script.
const INTERPRETER_MAX: usize = 4096;

/// Whether no process was started so.
fn is_nowhere(context: &Context, chroot: &[u8], record: &Record<'_>) -> bool {
    if record.is_empty() {
        // Upstream looks for any process at all then, and there is one.
        return false;
    }
    let most = record.length.saturating_add(INTERPRETER_MAX);
    let script = record
        .exec
        .and_then(|exec| interpreter::of(chroot, exec).map(|words| (exec, words)));
    let is_it = |cmdline: &[u8]| {
        record.is(cmdline)
            || script
                .as_ref()
                .is_some_and(|(exec, words)| record.is_of_script(cmdline, exec, words))
    };
    process::look_for(context.environment(), most, &is_it) == Presence::Gone
}
