//! Finding processes.
//!
//! Upstream: `rc_find_pids` of `librc-daemon.c`.
//!
//! A zombie is no process: it has ended, and only its number is kept until its parent asks.
//! Process 1 of many containers never does.
#![forbid(unsafe_code)]

#[cfg(not(any(target_os = "linux", target_os = "android")))]
use crate::Environment;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
use alloc::vec::Vec;

/// What a process has to be; what is `None` is not asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// The file name of its program, as the kernel keeps it (15 bytes at most); of a
    /// path, the last part.
    pub exec: Option<&'a [u8]>,
    /// The arguments that its own begin with.
    pub argv: Option<&'a [&'a [u8]]>,
    /// Its owner.
    pub uid: Option<u32>,
    /// Its number, in this pid namespace or another.
    pub pid: Option<i32>,
}

/// Whether there is a process of some kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There is one.
    Running,
    /// There is none.
    Gone,
    /// None was seen, but not every process may be seen.
    Unknown,
}

/// Whether a process of that number runs. One that cannot be looked into does.
pub fn is_running(pid: i32) -> bool {
    crate::sys::process::is_alive(pid) && !is_zombie(pid)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux::{find, look_for};

#[cfg(any(target_os = "linux", target_os = "android"))]
use linux::is_zombie;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    use super::{Presence, Wanted};
    use crate::sys::dir::Dir;
    use crate::sys::fs::{self, Bound};
    use crate::sys::{Errno, SysResult};
    use crate::{bounds, config, name, number, Environment};
    use alloc::vec::Vec;

    /// `rc_find_pids`: the processes that are what is wanted, those that the kernel lists
    /// last first. Without a number asked for, processes of other pid namespaces are
    /// skipped; so are those of containers on an OpenVZ host, and always the process
    /// that RC_OPENRC_PID names, which is the start script that asks.
    pub fn find(environment: &Environment, wanted: &Wanted<'_>) -> Vec<i32> {
        let table = Table::new(environment, wanted.pid.is_some());
        let exec = wanted.exec.map(name::basename);
        let cmdline = wanted.argv.map(joined);
        let mut found: Vec<i32> = match wanted.pid {
            Some(pid) => is_listed(pid).then_some(pid).into_iter().collect(),
            None => all().unwrap_or_default(),
        };
        found.retain(|pid| {
            table.shows(*pid)
                && wanted
                    .uid
                    .is_none_or(|uid| fs::stat(&proc(*pid, "")).is_ok_and(|m| m.uid == uid))
                && exec.is_none_or(|exec| is_exec(*pid, exec))
                && cmdline.as_deref().is_none_or(|argv| is_argv(*pid, argv))
                && !is_zombie(*pid)
                && table.is_of_this_host(*pid)
        });
        found.reverse();
        found
    }

    /// Whether there is a process whose arguments, each ended by a NUL, are wanted. Of each
    /// process so many bytes are looked at.
    pub fn look_for(
        environment: &Environment,
        most: usize,
        is_wanted: &dyn Fn(&[u8]) -> bool,
    ) -> Presence {
        let table = Table::new(environment, false);
        let Ok(pids) = all() else {
            return Presence::Unknown;
        };
        let mut sees_all = true;
        for pid in pids.into_iter().filter(|pid| table.shows(*pid)) {
            match fs::read(&proc(pid, "/cmdline"), Bound::Beginning(most)) {
                Ok(cmdline) => {
                    if is_wanted(&cmdline) && !is_zombie(pid) && table.is_of_this_host(pid) {
                        return Presence::Running;
                    }
                }
                Err(Errno::ACCES | Errno::PERM) => sees_all = false,
                Err(_) => {}
            }
        }
        // Processes of others may be left out of the list (hidepid=2): the first one is then.
        if sees_all && stat(1).is_ok() {
            Presence::Gone
        } else {
            Presence::Unknown
        }
    }

    /// Which of the processes in /proc count.
    struct Table {
        asking: Option<i32>,
        namespace: Option<Vec<u8>>,
        is_openvz_host: bool,
    }

    impl Table {
        fn new(environment: &Environment, any_namespace: bool) -> Self {
            let asking = environment
                .get(c"RC_OPENRC_PID")
                .and_then(|pid| number::leading(&pid));
            Table {
                asking: asking.filter(|pid| *pid != 0),
                namespace: match any_namespace {
                    false => fs::readlink(b"/proc/self/ns/pid").ok(),
                    true => None,
                },
                is_openvz_host: container(b"/proc/self/status") == Some(false),
            }
        }

        /// A namespace that we may not see is taken for ours.
        fn shows(&self, pid: i32) -> bool {
            self.asking != Some(pid)
                && match &self.namespace {
                    None => true,
                    Some(ours) => {
                        fs::readlink(&proc(pid, "/ns/pid")).map_or(true, |it| *ours == it)
                    }
                }
        }

        fn is_of_this_host(&self, pid: i32) -> bool {
            !(self.is_openvz_host && container(&proc(pid, "/status")) == Some(true))
        }
    }

    fn all() -> SysResult<Vec<i32>> {
        let mut pids = Vec::new();
        let mut proc = Dir::open(b"/proc")?;
        while let Ok(Some(name)) = proc.next_name() {
            pids.extend(number::leading(name));
        }
        Ok(pids)
    }

    fn proc(pid: i32, file: &str) -> Vec<u8> {
        [b"/proc/", number::decimal(pid).as_slice(), file.as_bytes()].concat()
    }

    /// Whether it is in /proc's list: threads can be looked up there but are not listed.
    fn is_listed(pid: i32) -> bool {
        match fs::read(&proc(pid, "/status"), bounds::PROCESS_STATUS) {
            Ok(status) => {
                let leader = config::lines(&status).find_map(|line| line.strip_prefix(b"Tgid:"));
                leader.and_then(number::leading) == Some(pid)
            }
            // With hidepid=1 the processes of others are listed and no more.
            Err(Errno::ACCES | Errno::PERM) => all().is_ok_and(|pids| pids.contains(&pid)),
            Err(_) => false,
        }
    }

    fn stat(pid: i32) -> SysResult<Vec<u8>> {
        fs::read(&proc(pid, "/stat"), bounds::PROCESS_STAT)
    }

    fn is_exec(pid: i32, exec: &[u8]) -> bool {
        let Ok(stat) = stat(pid) else {
            return false;
        };
        let name =
            crate::bytes::position(b'(', &stat).and_then(|at| stat.get(at.saturating_add(1)..));
        let rest = name.and_then(|name| name.strip_prefix(exec));
        rest.is_some_and(|rest| rest.first() == Some(&b')'))
    }

    /// Whether a process has ended; what cannot be looked into has not.
    pub(super) fn is_zombie(pid: i32) -> bool {
        stat(pid).is_ok_and(|stat| says_zombie(&stat))
    }

    /// A process whose first thread has ended looks like a zombie too, but has others.
    fn says_zombie(stat: &[u8]) -> bool {
        // A program's name may hold anything.
        let name = crate::bytes::last_position(b')', stat);
        let rest = name.and_then(|at| stat.get(at.saturating_add(2)..));
        let mut fields = rest.unwrap_or_default().split(|byte| *byte == b' ');
        let is_over = matches!(fields.next(), Some(b"Z" | b"X" | b"x"));
        is_over && fields.nth(THREADS).and_then(number::leading).unwrap_or(0) <= 1
    }

    /// How many fields are between state and num_threads.
    const THREADS: usize = 16;

    /// Arguments as the kernel shows them.
    fn joined(argv: &[&[u8]]) -> Vec<u8> {
        let mut joined = Vec::new();
        for argument in argv {
            joined.extend_from_slice(argument);
            joined.push(0);
        }
        joined
    }

    /// The last argument may lack its NUL, where a program has written over its arguments.
    fn is_argv(pid: i32, argv: &[u8]) -> bool {
        fs::read(&proc(pid, "/cmdline"), Bound::Beginning(argv.len()))
            .is_ok_and(|theirs| theirs == argv || argv.strip_suffix(b"\0") == Some(&theirs))
    }

    /// What an OpenVZ kernel says in a status file: whether it is a container's process.
    fn container(status: &[u8]) -> Option<bool> {
        let status = fs::read(status, bounds::PROCESS_STATUS).ok()?;
        let id = config::lines(&status).find(|line| line.starts_with(b"envID:"))?;
        Some(!id.starts_with(b"envID:\t0"))
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::sys::process;

        #[test]
        fn this_process_is_found_by_all_it_is() {
            let pid = process::pid();
            let argv = fs::read(b"/proc/self/cmdline", bounds::PROC).unwrap();
            let first: Vec<&[u8]> = argv.split(|byte| *byte == 0).take(1).collect();
            let by = |wanted: Wanted<'_>| find(&Environment::empty(), &wanted).contains(&pid);
            assert!(by(Wanted {
                pid: Some(pid),
                ..Wanted::default()
            }));
            assert!(by(Wanted {
                argv: Some(&first),
                ..Wanted::default()
            }));
            assert!(!by(Wanted {
                argv: Some(&[b"another"]),
                ..Wanted::default()
            }));
            assert!(!by(Wanted {
                uid: Some(54321),
                ..Wanted::default()
            }));
            assert!(!by(Wanted {
                exec: Some(b"/bin/another"),
                ..Wanted::default()
            }));
            assert!(!by(Wanted {
                pid: Some(1),
                ..Wanted::default()
            }));
        }

        #[test]
        fn a_zombie_has_no_other_threads() {
            let stat = |state: &str, threads: &str| {
                let before = "9 9 0 -1 4194560 86 0 0 0 0 0 0 0 20 0";
                let line = format!("9 (a) Z (b) {state} 1 {before} {threads} 0 78 0 0");
                says_zombie(line.as_bytes())
            };
            assert!(stat("Z", "1"));
            assert!(stat("Z", "0"));
            assert!(stat("X", "1"));
            assert!(!stat("Z", "2"));
            assert!(!stat("S", "1"));
            assert!(!says_zombie(b""));
            assert!(!says_zombie(b"9 (Z) "));
        }
    }
}

/// As on Linux, through the kernel's process table; there are no pid namespaces.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn find(_: &Environment, wanted: &Wanted<'_>) -> Vec<i32> {
    let exec = wanted.exec.map(crate::name::basename);
    let mut found: Vec<i32> = Vec::new();
    for process in crate::sys::process_table::all() {
        let matches = !process.is_zombie
            && wanted.pid.is_none_or(|pid| pid == process.pid)
            && wanted.uid.is_none_or(|uid| uid == process.uid)
            && exec.is_none_or(|exec| exec == process.name)
            && wanted.argv.is_none_or(|argv| {
                let theirs = crate::sys::process_table::arguments(process.pid);
                argv.iter()
                    .enumerate()
                    .all(|(i, a)| theirs.get(i).map(Vec::as_slice) == Some(a))
            });
        if matches {
            found.push(process.pid);
        }
    }
    found.reverse();
    found
}

/// As on Linux. The kernel bounds what arguments it shows.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn look_for(_: &Environment, _: usize, is_wanted: &dyn Fn(&[u8]) -> bool) -> Presence {
    let table = crate::sys::process_table::all();
    let is_it = |pid| {
        let mut cmdline = crate::sys::process_table::arguments(pid).join(&0);
        cmdline.push(0);
        is_wanted(&cmdline)
    };
    if table.iter().any(|it| !it.is_zombie && is_it(it.pid)) {
        return Presence::Running;
    }
    let sees_all = crate::sys::process::effective_uid() == 0 || table.iter().any(|it| it.pid == 1);
    if sees_all {
        Presence::Gone
    } else {
        Presence::Unknown
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_zombie(pid: i32) -> bool {
    let table = crate::sys::process_table::all();
    table.iter().any(|it| it.pid == pid && it.is_zombie)
}
