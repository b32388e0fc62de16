//! Processes that the guard starts: each as clean as one that is started at boot, whoever
//! started the guard and with what priority.

use crate::clock::{self, Millis};
use crate::files;
use crate::kernel::{self, Before};
use nix::errno::Errno;
use nix::sys::memfd::{memfd_create, MFdFlags};
use nix::sys::resource::{getrlimit, setrlimit, Resource};
use nix::sys::signal::{killpg, Signal};
use nix::unistd::Pid;
use openrc::bounds;
use openrc::name::acts_on_terminal;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Seek};
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What children are given: how this process was when it began.
pub struct Clean {
    oom_score_adj: Vec<u8>,
    descriptors: (u64, u64),
}

impl Clean {
    /// Notes how this process was started, and allows it as many descriptors as it may have.
    pub fn note() -> Self {
        kernel::close_the_rest_on_exec();
        let descriptors = getrlimit(Resource::RLIMIT_NOFILE).unwrap_or((1024, 4096));
        let (_, most) = descriptors;
        setrlimit(Resource::RLIMIT_NOFILE, most, most).ok();
        Clean {
            oom_score_adj: files::read("/proc/self/oom_score_adj", bounds::PROC)
                .unwrap_or_else(|_| b"0".to_vec()),
            descriptors,
        }
    }
}

/// What is to be started.
pub struct Spec {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// All of its environment.
    pub environment: Vec<(OsString, OsString)>,
    /// A lock that it takes over.
    pub lock: Option<File>,
}

impl Spec {
    /// A shell that runs a command of somebody's.
    pub fn shell(command: &str, environment: Vec<(OsString, OsString)>) -> Self {
        Spec {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), command.into()],
            environment,
            lock: None,
        }
    }
}

/// How much of what a child says is kept, in bytes. The file that it writes to cannot grow
/// beyond: a daemon may keep it open for years.
const OUTPUT: i64 = 65536;

/// A child.
pub struct Child {
    /// Its number, which is that of its session too.
    pub pid: i32,
    /// When it was started.
    pub began: Millis,
    output: Option<File>,
}

/// Starts one, in a session of its own, in /. Its input is empty.
pub fn start(clean: &Clean, spec: Spec) -> io::Result<Child> {
    let output = output_file();
    let stdio = || match &output {
        Some(file) => file.try_clone().map_or_else(|_| Stdio::null(), Stdio::from),
        None => Stdio::null(),
    };
    let mut command = Command::new(&spec.program);
    command.args(&spec.arguments).current_dir("/");
    command.env_clear().envs(spec.environment);
    command.stdin(Stdio::null()).stdout(stdio()).stderr(stdio());
    kernel::prepare(
        &mut command,
        Before {
            kept: spec.lock.as_ref().map(AsRawFd::as_raw_fd),
            oom_score_adj: clean.oom_score_adj.clone(),
            descriptors: clean.descriptors,
        },
    );
    let child = command.spawn()?;
    Ok(Child {
        pid: i32::try_from(child.id()).unwrap_or(i32::MAX),
        began: clock::now(),
        output,
    })
}

/// A file in memory that has its size from the start.
fn output_file() -> Option<File> {
    let flags = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
    let file = File::from(memfd_create(c"output", flags).ok()?);
    file.set_len(u64::try_from(OUTPUT).ok()?).ok()?;
    let seals = nix::fcntl::SealFlag::F_SEAL_GROW | nix::fcntl::SealFlag::F_SEAL_SHRINK;
    nix::fcntl::fcntl(file.as_fd(), nix::fcntl::FcntlArg::F_ADD_SEALS(seals)).ok()?;
    Some(file)
}

impl Child {
    /// What it has said so far.
    pub fn said(&self) -> Vec<u8> {
        let Some(mut file) = self.output.as_ref() else {
            return Vec::new();
        };
        // All who write share one position.
        let length = file.stream_position().unwrap_or(0);
        let length = usize::try_from(length.min(OUTPUT.unsigned_abs())).unwrap_or(0);
        let mut said = vec![0; length];
        let read = file.read_at(&mut said, 0).unwrap_or(0);
        said.truncate(read);
        said
    }

    /// Sends a signal to it and to all that it has started and that have no session of
    /// their own.
    pub fn signal(&self, signal: Signal) {
        killpg(Pid::from_raw(self.pid), signal).ok();
    }

    /// Whether any of these are left.
    pub fn is_anybody_left(&self) -> bool {
        killpg(Pid::from_raw(self.pid), None) != Err(Errno::ESRCH)
    }
}

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    Exited(i32),
    /// By this signal.
    Killed(i32),
}

impl Ended {
    /// For people.
    pub fn text(self) -> String {
        match self {
            Ended::Exited(status) => format!("status {status}"),
            Ended::Killed(signal) => format!("signal {signal}"),
        }
    }
}

impl From<i32> for Ended {
    /// From a wait status.
    fn from(status: i32) -> Self {
        match status & 0x7f {
            0 => Ended::Exited(status >> 8 & 0xff),
            signal => Ended::Killed(signal),
        }
    }
}

/// A child that has ended since the last call, and is none any more.
pub fn ended() -> Option<(i32, Ended)> {
    let (pid, status) = kernel::reap(-1)?;
    Some((pid, Ended::from(status)))
}

/// How often one looks at a child that is waited for, in milliseconds.
const PAUSE: Millis = 5;

/// Waits for a child; one that takes longer than `limit` is ended. `None` then.
pub fn wait(child: &Child, limit: Millis) -> Option<Ended> {
    while clock::now().saturating_sub(child.began) < limit {
        if let Some((_, status)) = kernel::reap(child.pid) {
            return Some(Ended::from(status));
        }
        std::thread::sleep(Duration::from_millis(PAUSE));
    }
    child.signal(Signal::SIGKILL);
    while kernel::reap(child.pid).is_none() {
        std::thread::sleep(Duration::from_millis(PAUSE));
    }
    None
}

/// The lines of what a child has said, without those that say nothing.
pub fn lines(said: &[u8]) -> Vec<String> {
    let lines = said.split(|byte| *byte == b'\n');
    let clean = lines.map(|line| {
        let line = String::from_utf8_lossy(line);
        let line: String = line.chars().filter(|it| !acts_on_terminal(*it)).collect();
        line.trim().to_string()
    });
    clean.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(code: &str) -> Child {
        let clean = Clean {
            oom_score_adj: std::fs::read("/proc/self/oom_score_adj").unwrap(),
            descriptors: getrlimit(Resource::RLIMIT_NOFILE).unwrap(),
        };
        let spec = Spec {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), code.into()],
            environment: vec![("ONLY".into(), "this".into())],
            lock: None,
        };
        start(&clean, spec).unwrap()
    }

    #[test]
    fn what_a_child_says_is_kept() {
        let child = shell("echo one; echo two >&2; umask; pwd; echo $ONLY; exit 7");
        assert_eq!(wait(&child, 10_000), Some(Ended::Exited(7)));
        let said = lines(&child.said());
        assert_eq!(said, ["one", "two", "0022", "/", "this"]);
    }

    #[test]
    fn it_may_say_no_more_than_there_is_room_for() {
        let child = shell("head -c 200000 /dev/zero | tr '\\0' x; echo more; exit 0");
        assert_eq!(wait(&child, 10_000), Some(Ended::Exited(0)));
        assert!(child.said().len() <= 65536);
    }

    #[test]
    fn one_that_hangs_is_ended() {
        let child = shell("sleep 1000 & sleep 1000");
        assert_eq!(wait(&child, 100), None);
        for _ in 0..200 {
            if !child.is_anybody_left() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("its child is still there");
    }
}
