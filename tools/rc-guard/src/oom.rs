//! The OOM killer: which score a service's processes are given, and whether it has killed one.

use crate::files;
use crate::process::{self, Identity};
use std::fs;
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// A process whose score could not be set, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub pid: i32,
    /// Why.
    pub why: String,
}

/// Where control groups are.
const CGROUPS: &str = "/sys/fs/cgroup";

/// A control group that is one service's own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    folder: PathBuf,
    /// Whose processes it lists.
    list: &'static str,
    /// The file that counts what the OOM killer has done.
    count: &'static str,
}

/// The groups of a process that belong to its service alone: openrc.NAME where there is one
/// hierarchy, NAME in OpenRC's own or openrc_NAME in a controller's where there are several.
fn groups(cgroups: &str, service: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    for line in cgroups.lines() {
        let mut fields = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(path)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let last = path.rsplit('/').next().unwrap_or_default();
        let below = |root: &str| PathBuf::from(format!("{CGROUPS}{root}{path}"));
        if controllers.is_empty() && last.strip_prefix("openrc.") == Some(service) {
            groups.extend(["", "/unified"].map(|root| Group {
                folder: below(root),
                list: "cgroup.procs",
                count: "memory.events",
            }));
        } else if controllers == "name=openrc" && last == service {
            groups.push(Group {
                folder: below("/openrc"),
                list: "cgroup.procs",
                count: "",
            });
        } else if controllers.split(',').any(|it| it == "memory")
            && last.strip_prefix("openrc_") == Some(service)
        {
            groups.push(Group {
                folder: below("/memory"),
                list: "cgroup.procs",
                count: "memory.oom_control",
            });
        }
    }
    groups
}

fn groups_of(pid: i32, service: &str) -> Vec<Group> {
    let cgroups = files::of_kernel(format!("/proc/{pid}/cgroup"));
    groups(&cgroups, service)
}

/// The file that counts for a process how often the OOM killer was in its service's group.
pub fn counter(pid: i32, service: &str) -> Option<PathBuf> {
    let all = groups_of(pid, service).into_iter();
    let counting = all.filter(|group| !group.count.is_empty());
    let files: Vec<PathBuf> = counting.map(|it| it.folder.join(it.count)).collect();
    files.into_iter().find(|file| file.exists())
}

/// What such a file says.
pub fn count(counter: &Path) -> Option<u64> {
    let text = files::of_kernel(counter);
    text.lines()
        .find_map(|line| line.strip_prefix("oom_kill ")?.trim().parse().ok())
}

/// The processes of a service: those that are held on to, and all of its own group.
fn members(held: &[Identity], service: &str) -> Vec<Identity> {
    let mut all = held.to_vec();
    for group in held.iter().flat_map(|it| groups_of(it.pid, service)) {
        let list = files::of_kernel(group.folder.join(group.list));
        let pids = list.lines().filter_map(|line| line.trim().parse().ok());
        for process in pids.filter_map(process::look) {
            if !all.contains(&process.identity) {
                all.push(process.identity);
            }
        }
    }
    all
}

/// Sets the score of a service's processes. How many have it now, and who was refused.
pub fn adjust(held: &[Identity], service: &str, score: i32) -> (usize, Vec<Refused>) {
    let mut done = 0usize;
    let mut refused = Vec::new();
    for member in members(held, service) {
        match set(member, score) {
            Ok(true) => done = done.saturating_add(1),
            // It has ended.
            Ok(false) => {}
            Err(error) => refused.push(Refused {
                pid: member.pid,
                why: reason(&error, member.pid, score),
            }),
        }
    }
    (done, refused)
}

fn reason(error: &io::Error, pid: i32, score: i32) -> String {
    let now = read_score(&format!("/proc/{pid}/oom_score_adj"));
    match (error.kind(), now) {
        (io::ErrorKind::PermissionDenied, Some(now)) if score < now => {
            format!("less than {now} needs CAP_SYS_RESOURCE")
        }
        _ => error.to_string(),
    }
}

fn read_score(file: &str) -> Option<i32> {
    files::of_kernel(file).trim().parse().ok()
}

/// Sets the score of this very process, and looks whether it has it. False when it has ended.
fn set(member: Identity, score: i32) -> io::Result<bool> {
    // What is below this descriptor is that process, or nothing.
    let Ok(folder) = fs::File::open(format!("/proc/{}", member.pid)) else {
        return Ok(false);
    };
    if !process::is_alive(member) {
        return Ok(false);
    }
    let file = format!("/proc/self/fd/{}/oom_score_adj", folder.as_raw_fd());
    let mut options = fs::OpenOptions::new();
    match options
        .write(true)
        .open(&file)
        .and_then(|mut file| file.write_all(score.to_string().as_bytes()))
    {
        Err(error) if is_gone(&error) => return Ok(false),
        result => result?,
    }
    match read_score(&file) {
        None => Ok(false),
        Some(now) if now == score => Ok(true),
        Some(now) => Err(io::Error::other(format!("it has {now} all the same"))),
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound || error.raw_os_error() == Some(libc::ESRCH)
}

/// What the guard asks for itself: the last to go but for what must never go. A container
/// whose limit is reached must be able to kill even that.
const OWN: i32 = -900;

/// Asks for it. Whoever may not stays as he is.
pub fn protect_oneself() {
    let is_lower = read_score("/proc/self/oom_score_adj").is_some_and(|now| now > OWN);
    if is_lower {
        fs::write("/proc/self/oom_score_adj", OWN.to_string()).ok();
    }
}

/// Whether this process may give such a score to one that has the usual one.
pub fn may_set(score: i32) -> bool {
    use openrc::privilege::Privileges;
    let capability = Privileges::capability(b"sys_resource");
    let may_all = capability.is_some_and(|it| Privileges::current().contains(it));
    may_all || read_score("/proc/self/oom_score_adj").is_none_or(|now| score >= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_services_own_group_counts() {
        let own = groups("0::/openrc.sshd\n", "sshd");
        let folders: Vec<_> = own.iter().map(|it| it.folder.to_str().unwrap()).collect();
        assert_eq!(
            folders,
            [
                "/sys/fs/cgroup/openrc.sshd",
                "/sys/fs/cgroup/unified/openrc.sshd"
            ]
        );
        for foreign in [
            "0::/\n",
            "0::/openrc.ssh",
            "0::/user.slice/openrc.sshd2",
            "",
            "0:",
            "4:memory:/",
        ] {
            assert_eq!(groups(foreign, "sshd"), [], "{foreign}");
        }
        let old = "5:cpu,memory:/openrc_sshd\n4:name=openrc:/sshd\n3:pids:/\n";
        let own = groups(old, "sshd");
        let folders: Vec<_> = own.iter().map(|it| it.folder.to_str().unwrap()).collect();
        assert_eq!(
            folders,
            [
                "/sys/fs/cgroup/memory/openrc_sshd",
                "/sys/fs/cgroup/openrc/sshd"
            ]
        );
    }

    #[test]
    fn this_process_may_be_made_likelier_to_go() {
        let pid = i32::try_from(std::process::id()).unwrap();
        let me = process::look(pid).unwrap().identity;
        let before = read_score("/proc/self/oom_score_adj").unwrap();
        let wanted = (before + 1).min(1000);
        assert_eq!(adjust(&[me], "none", wanted), (1, Vec::new()));
        assert_eq!(read_score("/proc/self/oom_score_adj"), Some(wanted));
        adjust(&[me], "none", before);
        let gone = Identity {
            began: me.began + 1,
            ..me
        };
        assert_eq!(adjust(&[gone], "none", 5), (0, Vec::new()));
    }
}
