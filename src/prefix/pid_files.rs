//! Pid files of daemons of an earlier boot. They are often beside the state directory, on a disk,
//! and any process that has been given such a number since would keep the daemon from starting.
#![forbid(unsafe_code)]

use super::{parts, within, Prefix};
use crate::config;
use crate::context::StateDir;
use crate::sys::dir_fd::DirFd;
use crate::sys::{fs, preserve_errno, process, SysResult};

/// The longest record of a daemon, and the longest pid file, that are read, in bytes.
const RECORD: usize = 64 << 10;
const PID_FILE: usize = 4 << 10;

/// Removes those pid files in the Prefix that the records of daemons in a state directory name.
/// A record from before the Prefix was moved or copied, when its root was `root`, means the file
/// at the same place in it now.
///
/// One that cannot be removed keeps nothing else from being done.
pub fn remove(state_dir: &DirFd, root: &[u8], prefix: &Prefix) {
    preserve_errno(|| {
        for_each_record(state_dir, &mut |record| {
            for line in config::lines(record) {
                if let Some(path) = line.strip_prefix(b"pidfile=") {
                    match within(root, path) {
                        Some(below) => remove_one(prefix, &[prefix.root(), below].concat()).ok(),
                        None => remove_one(prefix, path).ok(),
                    };
                }
            }
        })
    })
    .ok();
}

fn for_each_record(state_dir: &DirFd, work: &mut dyn FnMut(&[u8])) -> SysResult<()> {
    let daemons = state_dir.enter(StateDir::Daemons.name())?;
    daemons.each_name(&mut |name| {
        let Ok(service) = daemons.enter(name) else {
            return Ok(());
        };
        service.each_name(&mut |number| {
            if let Ok((_, record)) = service.read(number, RECORD) {
                work(&record);
            }
            Ok(())
        })
    })
}

/// Removes a regular file of this user's below the root of the Prefix whose beginning is a number,
/// or that is empty. The directories on the way are opened one in the other, so that none of
/// them can be replaced by a symlink meanwhile.
fn remove_one(prefix: &Prefix, path: &[u8]) -> SysResult<()> {
    let Some(slash) = crate::bytes::last_position(b'/', path) else {
        return Ok(());
    };
    let (folder, name) = path.split_at(slash);
    let folder = fs::realpath(folder)?;
    let Some(below) = within(prefix.root(), &folder) else {
        return Ok(());
    };
    let mut dir = DirFd::open(prefix.root())?;
    for part in parts(below) {
        dir = dir.enter(part)?;
    }
    let name = name.strip_prefix(b"/").unwrap_or(name);
    let (metadata, content) = dir.read(name, PID_FILE)?;
    let begins = content.trim_ascii_start().first();
    let is_pid_file = begins.is_none_or(u8::is_ascii_digit);
    if is_pid_file && metadata.uid == process::effective_uid() {
        dir.unlink(name)?;
    }
    Ok(())
}
