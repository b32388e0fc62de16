//! What /proc says of a process.

use nix::unistd::{sysconf, SysconfVar};
use openrc::bounds;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;

use crate::clock::Millis;
use crate::files;

/// Which process: a number is used again, but not by one that began in the same
/// hundredth of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Its number.
    pub pid: i32,
    /// When it began, in the kernel's ticks since the boot.
    pub began: u64,
}

/// What is known of a process.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    /// Which it is.
    pub identity: Identity,
    /// Whether it has ended, and only waits for its parent.
    pub is_zombie: bool,
    /// Its session.
    pub session: i32,
    /// How it ended, where it has, and this user may know.
    pub wait_status: i32,
}

/// A process that is there, ended or not.
pub fn look(pid: i32) -> Option<Process> {
    parse(&files::read(format!("/proc/{pid}/stat"), bounds::PROC).ok()?)
}

/// The fields that follow the name in /proc/PID/stat, from 0.
const SESSION: usize = 3;
const BEGAN: usize = 19;
const WAIT_STATUS: usize = 49;

/// The name may hold anything, blanks and brackets included.
fn parse(stat: &[u8]) -> Option<Process> {
    let end = stat.iter().rposition(|byte| *byte == b')')?;
    let (name, rest) = stat.split_at_checked(end)?;
    let pid = std::str::from_utf8(name).ok().map_or_else(
        || leading(name),
        |name| name.split(' ').next()?.parse().ok(),
    )?;
    let rest = std::str::from_utf8(rest.get(2..)?).ok()?;
    let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
    let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Process {
        identity: Identity {
            pid,
            began: number(BEGAN)?,
        },
        is_zombie: matches!(fields.first(), Some(&("Z" | "X"))),
        session: fields.get(SESSION)?.parse().ok()?,
        wait_status: fields
            .get(WAIT_STATUS)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0),
    })
}

fn leading(bytes: &[u8]) -> Option<i32> {
    let digits = bytes.split(|byte| *byte == b' ').next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

impl Identity {
    /// When it began, in milliseconds since the boot.
    pub fn began(self) -> Millis {
        let per_second = sysconf(SysconfVar::CLK_TCK).ok().flatten().unwrap_or(100);
        let per_second = u64::try_from(per_second).unwrap_or(100).max(1);
        let millis = self.began.saturating_mul(1000);
        millis.checked_div(per_second).unwrap_or(0)
    }
}

impl Process {
    /// Whether it runs.
    pub fn is_alive(&self) -> bool {
        !self.is_zombie
    }
}

/// Whether this very process runs.
pub fn is_alive(identity: Identity) -> bool {
    look(identity.pid).is_some_and(|it| it.identity == identity && it.is_alive())
}

/// The user that a process acts as.
pub fn owner(pid: i32) -> Option<u32> {
    let metadata = fs::metadata(format!("/proc/{pid}")).ok()?;
    Some(metadata.uid())
}

/// The name that the kernel has for it, 15 bytes at most.
pub fn name(pid: i32) -> Vec<u8> {
    let name = files::read(format!("/proc/{pid}/comm"), bounds::PROC).unwrap_or_default();
    name.trim_ascii_end().to_vec()
}

/// The path of its program, where this user may know.
pub fn program(pid: i32) -> Option<Vec<u8>> {
    let path = fs::read_link(format!("/proc/{pid}/exe")).ok()?;
    Some(path.as_os_str().as_bytes().to_vec())
}

/// Its arguments; none for a process that has ended.
pub fn arguments(pid: i32) -> Vec<Vec<u8>> {
    let line = files::read(format!("/proc/{pid}/cmdline"), bounds::PROC).unwrap_or_default();
    let line = line.strip_suffix(b"\0").unwrap_or(&line);
    match line {
        b"" => Vec::new(),
        line => line.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect(),
    }
}

/// All processes that can be seen.
pub fn all() -> Vec<i32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let names = entries.flatten().map(|entry| entry.file_name());
    names
        .filter_map(|name| name.to_str()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_there() {
        let pid = i32::try_from(std::process::id()).unwrap();
        let me = look(pid).unwrap();
        assert!(me.is_alive() && is_alive(me.identity));
        assert!(me.identity.began() > 0 && me.identity.began() <= crate::clock::now());
        let other = Identity {
            began: me.identity.began + 1,
            ..me.identity
        };
        assert!(!is_alive(other));
    }

    #[test]
    fn a_name_may_hold_anything() {
        let numbers = (4..=52)
            .map(|n| n.to_string())
            .collect::<Vec<_>>()
            .join(" ");
        let stat = |name: &[u8]| [b"7 (", name, b") Z ", numbers.as_bytes(), b"\n"].concat();
        for name in [&b"a b"[..], b") R 1 (", b"\xff\n)"] {
            let it = parse(&stat(name)).unwrap();
            assert_eq!((it.identity.pid, it.identity.began), (7, 22));
            assert_eq!((it.session, it.wait_status, it.is_zombie), (6, 52, true));
        }
        assert!(parse(b"").is_none() && parse(b"7 (x").is_none());
    }
}
