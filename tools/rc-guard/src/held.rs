//! Which processes a service has: from what start-stop-daemon has recorded to one process
//! that is held on to, so that its end is noticed and its number cannot deceive.

use crate::clock::{self, Millis};
use crate::files;
use crate::kernel;
use crate::place::{path, text, Place};
use crate::policy::End;
use crate::process::{self, Identity, Process};
use nix::unistd::geteuid;
use openrc::bounds;
use openrc::context::StateDir;
use std::fs::{self, OpenOptions};
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// What start-stop-daemon wrote down of a daemon: daemons/SERVICE/001.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Its program.
    pub exec: Option<Vec<u8>>,
    /// Its arguments, the program first.
    pub argv: Vec<Vec<u8>>,
    /// The file that holds its number.
    pub pidfile: Option<PathBuf>,
}

impl Record {
    fn parse(file: &[u8], chroot: &[u8]) -> Self {
        let mut record = Record::default();
        for line in file.split(|byte| *byte == b'\n') {
            let Some(equals) = line.iter().position(|byte| *byte == b'=') else {
                continue;
            };
            let (key, value) = line.split_at_checked(equals).unwrap_or_default();
            let value = value.get(1..).unwrap_or_default();
            match key {
                _ if value.is_empty() => {}
                b"exec" => record.exec = Some(value.to_vec()),
                b"pidfile" => {
                    record.pidfile = Some(path(&[chroot, value].concat()).to_path_buf());
                }
                _ if key.starts_with(b"argv_") => record.argv.push(value.to_vec()),
                _ => {}
            }
        }
        record
    }

    /// What its arguments begin with.
    fn arguments(&self) -> Vec<&[u8]> {
        match self.argv.is_empty() {
            true => self.exec.iter().map(Vec::as_slice).collect(),
            false => self.argv.iter().map(Vec::as_slice).collect(),
        }
    }

    /// For people: the program.
    fn shown(&self) -> String {
        text(self.exec.as_deref().unwrap_or(b"a daemon"))
    }
}

/// The records of a service, in order.
pub fn records(place: &Place, name: &[u8]) -> Vec<Record> {
    let chroot = place.option(name, b"chroot").unwrap_or_default();
    let folder = place.state_file(StateDir::Daemons, name);
    let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(_) => Vec::new(),
    };
    files.retain(|file| {
        !file
            .file_name()
            .unwrap_or_default()
            .as_bytes()
            .starts_with(b".")
    });
    files.sort();
    let contents = files
        .iter()
        .filter_map(|file| files::read(file, bounds::DAEMON_RECORD).ok());
    contents
        .map(|content| Record::parse(&content, &chroot))
        .collect()
}

/// Why a record leads to no process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It may yet.
    Yet(String),
    /// That process is no more.
    Over(String),
    /// It will not.
    Forever(String),
}

/// The process that a record is about.
fn find(record: &Record, table: &mut Table, evidence: Evidence<'_>) -> Result<Process, Missing> {
    match &record.pidfile {
        Some(pidfile) => by_pidfile(record, pidfile, evidence),
        None => by_arguments(record, table, evidence),
    }
}

/// How much of a pid file is read, in bytes.
const PIDFILE: u64 = 64;

/// What a pid file says.
pub struct PidFile {
    /// The number in it.
    pub pid: i32,
    /// Whose the file is.
    owner: u32,
    /// When it was written, in milliseconds since 1970.
    written: i64,
}

/// Reads a pid file. It may be anything, and anywhere: no FIFO stops the guard.
pub fn read_pidfile(pidfile: &Path) -> Result<PidFile, Missing> {
    let shown = pidfile.display();
    let wrong = |error: std::io::Error| Missing::Yet(format!("pid file {shown}: {error}"));
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(libc::O_NONBLOCK);
    // Opening a device may be enough to make it act.
    let is_file = fs::metadata(pidfile).map_err(wrong)?.is_file();
    if !is_file {
        return Err(Missing::Forever(format!("pid file {shown} is no file")));
    }
    let file = options.open(pidfile).map_err(wrong)?;
    let metadata = file.metadata().map_err(wrong)?;
    if !metadata.is_file() {
        return Err(Missing::Forever(format!("pid file {shown} is no file")));
    }
    let mut content = Vec::new();
    file.take(PIDFILE)
        .read_to_end(&mut content)
        .map_err(wrong)?;
    let digits: Vec<u8> = content
        .trim_ascii_start()
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .collect();
    let pid = std::str::from_utf8(&digits)
        .ok()
        .and_then(|it| it.parse().ok());
    let pid = pid.filter(|pid| *pid > 0);
    let pid = pid.ok_or_else(|| Missing::Yet(format!("pid file {shown} holds no pid")))?;
    // A link leads to where its own owner says.
    let owner = fs::symlink_metadata(pidfile).map_err(wrong)?.uid();
    let owner = if owner == 0 { metadata.uid() } else { owner };
    Ok(PidFile {
        pid,
        owner,
        written: millis(metadata.mtime(), metadata.mtime_nsec()),
    })
}

fn millis(seconds: i64, nanos: i64) -> i64 {
    seconds
        .saturating_mul(1000)
        .saturating_add(nanos / 1_000_000)
}

fn by_pidfile(record: &Record, pidfile: &Path, evidence: Evidence<'_>) -> Result<Process, Missing> {
    let file = read_pidfile(pidfile)?;
    let shown = pidfile.display();
    let pid = file.pid;
    if pid == 1 || u32::try_from(pid) == Ok(std::process::id()) {
        return Err(Missing::Forever(format!(
            "pid file {shown} names process {pid}"
        )));
    }
    let found = process::look(pid).filter(Process::is_alive);
    let found = found.ok_or_else(|| {
        Missing::Over(format!(
            "pid file {shown} names {pid}, and there is no such process"
        ))
    })?;
    let user = process::owner(pid).unwrap_or(0);
    // Who writes the file says which process is watched, and has its score set.
    if file.owner != 0 && file.owner != geteuid().as_raw() && file.owner != user {
        return Err(Missing::Forever(format!(
            "pid file {shown} is of user {}, and names a process of user {user}",
            file.owner
        )));
    }
    if !fits(record, &found, file.written, evidence) {
        let name = text(&process::name(pid));
        return Err(Missing::Yet(format!(
            "pid file {shown} names {pid}, which is {name} and began later"
        )));
    }
    Ok(found)
}

/// How certain one has to be that a process is the daemon that a pid file names, and not
/// another that has got its number since.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'a> {
    /// It looks like the daemon, or was there when the file was written. The clock may have
    /// been set since.
    Either,
    /// It takes the place of some of these names: it is called as one of them or looks like the
    /// daemon, and was there when the file was written, which was just now.
    Successor(&'a [Vec<u8>]),
    /// It has begun since then.
    Since(Millis),
}

/// How much later than a pid file its process may seem to begin, in milliseconds: clocks are
/// read one after the other, and the kernel counts in hundredths of seconds.
const SLACK: i64 = 2000;
const LITTLE_SLACK: i64 = 50;
/// A hundredth of a second, in milliseconds.
const TICK: Millis = 10;

fn fits(record: &Record, process: &Process, written: i64, evidence: Evidence<'_>) -> bool {
    let pid = process.identity.pid;
    let began = process.identity.began();
    let was_there = |slack| clock::wall_millis(began) <= written.saturating_add(slack);
    match evidence {
        Evidence::Either => was_there(SLACK) || looks_like(record, pid),
        Evidence::Successor(names) => {
            was_there(LITTLE_SLACK)
                && (looks_like(record, pid) || names.contains(&process::name(pid)))
        }
        Evidence::Since(then) => began.saturating_add(TICK) >= then,
    }
}

fn basename(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
}

/// What the kernel keeps of a name, in bytes.
const NAME: usize = 15;

fn looks_like(record: &Record, pid: i32) -> bool {
    let Some(exec) = record.exec.as_deref().map(basename) else {
        return false;
    };
    let short = exec.get(..exec.len().min(NAME)).unwrap_or_default();
    let arguments = process::arguments(pid);
    process::name(pid) == short
        || process::program(pid).is_some_and(|program| basename(&program) == exec)
        || arguments
            .iter()
            .take(3)
            .any(|argument| basename(argument) == exec)
}

/// The processes that can be seen, listed once for all services that are looked at together.
#[derive(Default)]
pub struct Table {
    processes: Option<Vec<(i32, Vec<Vec<u8>>)>>,
}

impl Table {
    fn processes(&mut self) -> &[(i32, Vec<Vec<u8>>)] {
        self.processes.get_or_insert_with(|| {
            let me = geteuid();
            let ours = fs::read_link("/proc/self/ns/pid").ok();
            let is_ours = |pid: &i32| {
                let is_here = match fs::read_link(format!("/proc/{pid}/ns/pid")) {
                    Ok(theirs) => ours.as_ref().is_none_or(|ours| *ours == theirs),
                    // One that may not be seen is taken for ours.
                    Err(_) => true,
                };
                let may_be = me.is_root() || process::owner(*pid) == Some(me.as_raw());
                is_here && may_be
            };
            let all = process::all().into_iter().filter(is_ours);
            all.map(|pid| (pid, process::arguments(pid))).collect()
        })
    }
}

/// As librc does: by the arguments that it was started with. Of several nobody knows which.
fn by_arguments(
    record: &Record,
    table: &mut Table,
    evidence: Evidence<'_>,
) -> Result<Process, Missing> {
    let wanted = record.arguments();
    let interpreters = interpreters(record);
    let is_it = |theirs: &Vec<Vec<u8>>| {
        (0..=interpreters).any(|skipped| {
            let theirs = theirs.get(skipped..).unwrap_or_default();
            theirs.len() >= wanted.len()
                && wanted.iter().zip(theirs).all(|(a, b)| *a == b.as_slice())
        })
    };
    let all = table.processes().iter();
    let found: Vec<i32> = all
        .filter(|(_, argv)| !wanted.is_empty() && is_it(argv))
        .map(|(pid, _)| *pid)
        .collect();
    let alive = found
        .into_iter()
        .filter_map(process::look)
        .filter(Process::is_alive);
    let began_in_time = |it: &Process| match evidence {
        Evidence::Since(then) => it.identity.began().saturating_add(TICK) >= then,
        Evidence::Either | Evidence::Successor(_) => true,
    };
    let alive: Vec<Process> = alive.filter(began_in_time).collect();
    match alive.as_slice() {
        [one] => Ok(*one),
        [] => Err(Missing::Over(format!(
            "it has no pid file, and no process was started as {}",
            record.shown()
        ))),
        many => Err(Missing::Forever(format!(
            "it has no pid file, and {} processes were started as {}",
            many.len(),
            record.shown()
        ))),
    }
}

/// How many arguments come before those of a script: what its first line names.
fn interpreters(record: &Record) -> usize {
    let exec = record.exec.as_deref().map(path);
    let start = exec.and_then(|exec| files::read(exec, bounds::FIRST_LINE).ok());
    match start {
        Some(start) if start.starts_with(b"#!") => 2,
        _ => 0,
    }
}

/// A process that is held on to.
#[derive(Debug)]
pub struct Held {
    /// Which it is.
    pub identity: Identity,
    /// When it began.
    pub began: Millis,
    /// Its session.
    session: i32,
    /// What the kernel calls it.
    pub name: Vec<u8>,
    /// The file that named it.
    pub pidfile: Option<PathBuf>,
    /// Stands for it, where the kernel can do that.
    pub pidfd: Option<OwnedFd>,
}

impl Held {
    /// Holds on to a process, if it is still that.
    pub fn new(found: &Process, pidfile: Option<PathBuf>) -> Option<Self> {
        let pidfd = kernel::pidfd_open(found.identity.pid).ok();
        // The number may have been used again before the call.
        process::is_alive(found.identity).then(|| Held {
            identity: found.identity,
            began: found.identity.began(),
            session: found.session,
            name: process::name(found.identity.pid),
            pidfile,
            pidfd,
        })
    }

    /// One that has ended before it could be held on to.
    pub fn gone(identity: Identity, pidfile: Option<PathBuf>) -> Self {
        Held {
            identity,
            began: identity.began(),
            session: 0,
            name: Vec::new(),
            pidfile,
            pidfd: None,
        }
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        !process::is_alive(self.identity)
    }

    /// How it has ended: as the kernel tells through the pidfd, else while it waits for its
    /// parent.
    pub fn end(&self) -> End {
        let told = || kernel::wait_status(self.pidfd.as_ref()?.as_fd());
        let left = || {
            let it = process::look(self.identity.pid)?;
            (it.identity == self.identity && it.is_zombie && self.may_look())
                .then_some(it.wait_status)
        };
        // It may be reaped between the two.
        told()
            .or_else(left)
            .or_else(told)
            .map_or(End::Unknown, End::from_wait_status)
    }

    /// Whether the status in /proc is the status, and not 0 for all who may not know.
    fn may_look(&self) -> bool {
        let me = geteuid();
        me.is_root() || process::owner(self.identity.pid) == Some(me.as_raw())
    }

    /// Sends it a signal, and nobody else.
    pub fn signal(&self, signal: i32) -> std::io::Result<()> {
        match &self.pidfd {
            Some(pidfd) => kernel::pidfd_signal(pidfd.as_fd(), signal),
            None => Err(std::io::Error::from_raw_os_error(libc::ENOSYS)),
        }
    }
}

/// What is found of a service.
#[derive(Debug)]
pub enum Found {
    /// These processes.
    Held(Vec<Held>),
    /// It has started nothing that is recorded.
    Nothing,
    /// One of its records leads to no process.
    Missing(Missing),
}

/// Finds all processes of a service.
pub fn hold(place: &Place, name: &[u8], table: &mut Table, evidence: Evidence<'_>) -> Found {
    let records = records(place, name);
    if records.is_empty() {
        return Found::Nothing;
    }
    let mut held = Vec::new();
    for record in &records {
        let found = match find(record, table, evidence) {
            Ok(found) => found,
            Err(missing) => return Found::Missing(missing),
        };
        match Held::new(&found, record.pidfile.clone()) {
            Some(process) => held.push(process),
            None => {
                return Found::Missing(Missing::Over(format!(
                    "process {} has just ended",
                    found.identity.pid
                )))
            }
        }
    }
    Found::Held(held)
}

/// Those processes of a service that a start has left that failed: they have begun since then.
pub fn hold_what_began(place: &Place, name: &[u8], then: Millis) -> Vec<Held> {
    let mut table = Table::default();
    let records = records(place, name);
    let found = records.iter().filter_map(|record| {
        let found = find(record, &mut table, Evidence::Since(then)).ok()?;
        Held::new(&found, record.pidfile.clone())
    });
    found.collect()
}

/// The process that supervise-daemon watches.
pub fn hold_supervised(place: &Place, name: &[u8]) -> Found {
    let child = place.option(name, b"child_pid").unwrap_or_default();
    let pid = std::str::from_utf8(&child)
        .ok()
        .and_then(|it| it.trim().parse().ok());
    let found = pid.and_then(process::look).filter(Process::is_alive);
    match found.and_then(|found| Held::new(&found, None)) {
        Some(held) => Found::Held(vec![held]),
        None => Found::Missing(Missing::Yet(
            "its supervisor has not said which process it is".into(),
        )),
    }
}

/// Whether others of the session of one that has ended are left: perhaps it was a wrapper,
/// which has started the daemon proper and gone.
pub fn has_left_others(held: &Held) -> bool {
    let all = process::all().into_iter().filter_map(process::look);
    let mut left = all.filter(|it| it.session == held.session && it.identity != held.identity);
    left.any(|it| it.is_alive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_start_stop_daemon_writes_them() {
        let file = b"exec=/bin/d\nargv_0=/bin/d\nargv_1=-x\npidfile=/run/d.pid\n";
        let record = Record::parse(file, b"/jail");
        assert_eq!(record.exec.as_deref(), Some(&b"/bin/d"[..]));
        assert_eq!(record.arguments(), [&b"/bin/d"[..], b"-x"]);
        assert_eq!(record.pidfile, Some(PathBuf::from("/jail/run/d.pid")));
        let bare = Record::parse(b"exec=/bin/d\npidfile=\n", b"");
        assert_eq!((bare.arguments().len(), bare.pidfile), (1, None));
    }

    fn pidfile(content: &str) -> (PathBuf, Result<PidFile, Missing>) {
        let name = format!("rc-guard-{}-{}", std::process::id(), content.len());
        let file = std::env::temp_dir().join(name);
        fs::write(&file, content).unwrap();
        let read = read_pidfile(&file);
        (file, read)
    }

    #[test]
    fn pid_files_hold_what_people_put_into_them() {
        for (content, pid) in [("12\n", 12), ("  34 rest", 34), ("5678", 5678)] {
            let (file, read) = pidfile(content);
            assert_eq!(read.ok().map(|it| it.pid), Some(pid), "{content}");
            fs::remove_file(file).unwrap();
        }
        for content in [
            "",
            "-123456",
            "none at all",
            "0 is none",
            "99999999999999999999",
        ] {
            let (file, read) = pidfile(content);
            assert!(matches!(read, Err(Missing::Yet(_))), "{content}");
            fs::remove_file(file).unwrap();
        }
        assert!(matches!(
            read_pidfile(Path::new("/dev/null")),
            Err(Missing::Forever(_))
        ));
    }

    #[test]
    fn a_child_is_held_to_its_end() {
        let mut command = std::process::Command::new("/bin/sh");
        command
            .args(["-c", "read x; exit 3"])
            .stdin(std::process::Stdio::piped());
        let mut child = command.spawn().unwrap();
        let found = process::look(i32::try_from(child.id()).unwrap()).unwrap();
        let held = Held::new(&found, None).unwrap();
        assert!(!held.has_ended());
        drop(child.stdin.take());
        for _ in 0..500 {
            if held.has_ended() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        // It is a zombie: nobody has asked for its status.
        assert!(held.has_ended());
        assert_eq!(held.end(), End::Exited(3));
        child.wait().unwrap();
        assert!(held.signal(0).is_err());
    }
}
