//! Finding processes.
//!
//! Upstream: `rc_find_pids` of `librc-daemon.c`.
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

#[cfg(any(target_os = "linux", target_os = "android"))]
pub use linux::find;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux {
    use super::Wanted;
    use crate::sys::dir::Dir;
    use crate::sys::fs;
    use crate::{bounds, config, name, number, Environment};
    use alloc::vec::Vec;

    /// `rc_find_pids`: the processes that are what is wanted, those that the kernel lists
    /// last first. Without a number asked for, processes of other pid namespaces are
    /// passed over; so are those of containers on an OpenVZ host, and always the process
    /// that RC_OPENRC_PID names, which is the start script that asks.
    pub fn find(environment: &Environment, wanted: &Wanted<'_>) -> Vec<i32> {
        let asking = environment
            .get(c"RC_OPENRC_PID")
            .and_then(|pid| number::leading(&pid));
        let search = Search {
            wanted,
            exec: wanted.exec.map(name::basename),
            namespace: match wanted.pid {
                None => fs::readlink(b"/proc/self/ns/pid").ok(),
                Some(_) => None,
            },
            is_openvz_host: container(b"/proc/self/status") == Some(false),
        };
        let mut found: Vec<i32> = match wanted.pid {
            Some(pid) => is_process(pid).then_some(pid).into_iter().collect(),
            None => all(),
        };
        found.retain(|pid| asking.is_none_or(|asking| asking == 0 || asking != *pid));
        found.retain(|pid| search.matches(*pid));
        found.reverse();
        found
    }

    struct Search<'a> {
        wanted: &'a Wanted<'a>,
        exec: Option<&'a [u8]>,
        namespace: Option<Vec<u8>>,
        is_openvz_host: bool,
    }

    impl Search<'_> {
        fn matches(&self, pid: i32) -> bool {
            let path = |file| proc(pid, file);
            self.is_here(&path("/ns/pid"))
                && self
                    .wanted
                    .uid
                    .is_none_or(|uid| fs::stat(&path("")).is_ok_and(|m| m.uid == uid))
                && self.exec.is_none_or(|exec| is_exec(&path("/stat"), exec))
                && self
                    .wanted
                    .argv
                    .is_none_or(|argv| is_argv(&path("/cmdline"), argv))
                && !(self.is_openvz_host && container(&path("/status")) == Some(true))
        }

        /// A namespace that we may not see is taken for ours.
        fn is_here(&self, link: &[u8]) -> bool {
            match (&self.namespace, fs::readlink(link)) {
                (Some(ours), Ok(theirs)) => *ours == theirs,
                _ => true,
            }
        }
    }

    fn all() -> Vec<i32> {
        let mut pids = Vec::new();
        let Ok(mut proc) = Dir::open(b"/proc") else {
            return pids;
        };
        while let Ok(Some(name)) = proc.next_name() {
            pids.extend(number::leading(name));
        }
        pids
    }

    fn proc(pid: i32, file: &str) -> Vec<u8> {
        [b"/proc/", number::decimal(pid).as_slice(), file.as_bytes()].concat()
    }

    /// Whether it is in /proc's list: threads can be looked up there but are not listed.
    fn is_process(pid: i32) -> bool {
        let Ok(status) = fs::read(&proc(pid, "/status"), bounds::PROCESS_STATUS) else {
            return false;
        };
        let leader = config::lines(&status).find_map(|line| line.strip_prefix(b"Tgid:"));
        leader.and_then(number::leading) == Some(pid)
    }

    fn is_exec(stat: &[u8], exec: &[u8]) -> bool {
        let Ok(stat) = fs::read(stat, bounds::PROCESS_STAT) else {
            return false;
        };
        let name = memchr::memchr(b'(', &stat).and_then(|at| stat.get(at.saturating_add(1)..));
        let rest = name.and_then(|name| name.strip_prefix(exec));
        rest.is_some_and(|rest| rest.first() == Some(&b')'))
    }

    fn is_argv(cmdline: &[u8], argv: &[&[u8]]) -> bool {
        let Ok(cmdline) = fs::read(cmdline, bounds::COMMAND_LINE) else {
            return false;
        };
        let mut theirs = cmdline.split(|byte| *byte == 0);
        argv.iter().all(|argument| theirs.next() == Some(argument))
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
            let argv = fs::read(b"/proc/self/cmdline", bounds::COMMAND_LINE).unwrap();
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
    }
}

/// As on Linux, through the kernel's process table; there are no pid namespaces.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn find(_: &Environment, wanted: &Wanted<'_>) -> Vec<i32> {
    let exec = wanted.exec.map(crate::name::basename);
    let mut found: Vec<i32> = Vec::new();
    for process in crate::sys::process_table::all() {
        let matches = wanted.pid.is_none_or(|pid| pid == process.pid)
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
