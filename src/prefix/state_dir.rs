//! The state directory of a Prefix: made when it is missing, and emptied when what it
//! holds is of another boot, after which nothing that it tells of is running.
//!
//! A Prefix is often on a disk, which keeps what /run would have lost. Only the boot
//! decides: that processes cannot be seen from here does not mean that they are gone.
#![forbid(unsafe_code)]

use super::{trust, Prefix, LINK};
use crate::build_options::LIBEXECDIR;
use crate::sys::dir::{self, Dir};
use crate::sys::lock::Lock;
use crate::sys::{boot, fs, replace, Errno, SysResult};
use crate::words::SYSINIT;
use crate::{Error, Result};
use alloc::vec::Vec;

/// Which boot the state is of.
const BOOT_ID: &[u8] = b"boot-id";
/// Who empties the directory holds a lock on this.
const LOCK: &[u8] = b".lock";
/// What openrc-run starts instead of its own script of that name, where it is there.
const RUNNER: &[u8] = b"openrc-run.sh";
/// A script directory whose rc.conf ends every script that reads it.
const REFUSED: &[u8] = b"refused";
const SOFTLEVEL: &[u8] = b"softlevel";
/// What does not tell of processes and stays: the dependency tree and what belongs to it.
/// And what is written anew in one step, so that it is there at every moment.
const KEPT: [&[u8]; 9] = [
    REFUSED,
    LOCK,
    LINK,
    RUNNER,
    SOFTLEVEL,
    b"deptree",
    b"depconfig",
    b"deptree-skew",
    b"restricted",
];

/// What a state directory tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Nothing: it is not there, or nothing was ever started.
    New,
    /// This boot.
    Current,
    /// Another boot: what it says is not so any more.
    AnotherBoot,
}

/// Of which boot a state directory is. Nothing is changed.
pub fn age(svcdir: &[u8]) -> Age {
    if is_current(svcdir, boot::id().as_deref()) {
        Age::Current
    } else if fs::exists(&fs::join(svcdir, BOOT_ID)) {
        Age::AnotherBoot
    } else {
        Age::New
    }
}

/// Sees to it that the state directory is there and is of this boot.
///
/// # Errors
/// Why it is not: nothing that is in it may be believed then. All of it is still there.
pub fn settle(prefix: &Prefix, svcdir: &[u8]) -> Result<()> {
    make_parents(svcdir).map_err(|errno| Error::os(errno, svcdir))?;
    trust::check(svcdir)?;
    let id = boot::id();
    if is_current(svcdir, id.as_deref()) {
        // An older one of ours, or of a place that the Prefix has left.
        write_runner(prefix, svcdir).ok();
        return Ok(());
    }
    renew(prefix, svcdir, id.as_deref()).map_err(|errno| Error::os(errno, svcdir))
}

fn is_current(svcdir: &[u8], id: Option<&[u8]>) -> bool {
    match (
        fs::read(&fs::join(svcdir, BOOT_ID), crate::bounds::BOOT_ID),
        id,
    ) {
        (Ok(known), Some(id)) => known == id,
        // A system that does not tell cannot say that this is another boot.
        (Ok(_), None) => true,
        (Err(_), _) => false,
    }
}

fn renew(prefix: &Prefix, svcdir: &[u8], id: Option<&[u8]>) -> SysResult<()> {
    let _lock = Lock::take(&fs::join(svcdir, LOCK))?;
    // Somebody else was faster.
    if is_current(svcdir, id) {
        return Ok(());
    }
    empty(svcdir)?;
    let target = prefix.link_target(svcdir, prefix.root());
    replace::symlink(&target, &fs::join(svcdir, LINK))?;
    // OpenRC's programs take a directory without a softlevel for no OpenRC at all.
    replace::file(&fs::join(svcdir, SOFTLEVEL), SYSINIT)?;
    write_runner(prefix, svcdir)?;
    let refused = refused(svcdir);
    match fs::mkdir(&refused, 0o755) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(errno) => return Err(errno),
    }
    replace::file(&fs::join(&refused, b"rc.conf"), b"exit 1\n")?;
    // Last: what is not whole is done again.
    replace::file(&fs::join(svcdir, BOOT_ID), id.unwrap_or(b"unknown"))
}

/// What `RC_PATH` is to be for a script that must not run: openrc-run starts it also where
/// the service could not be marked as starting, and where nothing can be executed from the
/// state directory it does so without asking anybody.
pub fn refused(svcdir: &[u8]) -> Vec<u8> {
    fs::join(svcdir, REFUSED)
}

fn empty(svcdir: &[u8]) -> SysResult<()> {
    let mut folder = Dir::open(svcdir)?;
    let mut names: Vec<Vec<u8>> = Vec::new();
    while let Some(name) = folder.next_name()? {
        if name != b"." && name != b".." && !KEPT.contains(&name) {
            names.push(name.to_vec());
        }
    }
    for name in names {
        let path = fs::join(svcdir, &name);
        if fs::lstat(&path)?.is_dir() {
            dir::remove_all(&path)?;
        } else {
            fs::unlink(&path)?;
        }
    }
    Ok(())
}

/// `mkdir -p`.
fn make_parents(path: &[u8]) -> SysResult<()> {
    let ends = memchr::memchr_iter(b'/', path).skip(1).chain([path.len()]);
    let mut result = Ok(());
    for end in ends {
        let folder = path.get(..end).unwrap_or_default();
        result = match fs::mkdir(folder, 0o755) {
            Err(Errno::EXIST) => Ok(()),
            other => other,
        };
    }
    match result {
        // Read-only, or somebody else's: that is no matter where it is there.
        Err(_) if fs::stat(path).is_ok_and(|metadata| metadata.is_dir()) => Ok(()),
        other => other,
    }
}

/// Writes the script that openrc-run starts, unless it is so already.
fn write_runner(prefix: &Prefix, svcdir: &[u8]) -> SysResult<()> {
    let path = fs::join(svcdir, RUNNER);
    let content = runner(prefix);
    if fs::read(&path, crate::bounds::HELPER_SCRIPT).is_ok_and(|known| known == content) {
        return Ok(());
    }
    replace::script(&path, &content)?;
    if !fs::is_executable(&path) {
        // The file system is mounted noexec: openrc-run must not choose it.
        fs::unlink(&path)?;
    }
    Ok(())
}

/// What openrc-run does not look at: whether the service could be marked as starting. And
/// two places that are the system's however the programs are called: the pid file of
/// supervise-daemon, unless the service names another, and RC_CACHEDIR.
fn runner(prefix: &Prefix) -> Vec<u8> {
    let helper = fs::join(LIBEXECDIR.as_bytes(), b"sh/openrc-run.sh");
    let own = prefix.below(&helper);
    let helper = if fs::exists(&own) { own } else { helper };
    let cache = prefix.below(b"/var/cache/rc");
    [
        RUNNER_BEGIN.as_bytes(),
        b"RC_CACHEDIR=",
        &cache,
        b"\nexport RC_CACHEDIR\nexec ",
        &helper,
        b" \"$@\"\n",
    ]
    .concat()
}

const RUNNER_BEGIN: &str = r#"#!/bin/sh
# Made by librc for the services of this Prefix; a change does not last.
if [ "$2" = start ] && [ ! -L "$RC_SVCDIR/starting/$RC_SVCNAME" ]; then
	exit 1
fi
if [ -z "${supervise_daemon_args+set}" ]; then
	supervise_daemon_args='$([ "$pidfile" ] || echo --pidfile $RC_SVCDIR/supervise-$RC_SVCNAME.pid) $start_stop_daemon_args'
	export supervise_daemon_args
fi
"#;

#[cfg(test)]
mod tests {
    use super::super::boot_check::AtWork;
    use super::*;
    use crate::paths::Paths;
    use crate::service::{mark, membership, resolve, state, State};
    use crate::{runlevel, Context, Environment};

    struct Scratch(std::path::PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let name = format!("openrc-prefix-{name}-{}", std::process::id());
            let path = std::env::temp_dir().join(name);
            let init_d = path.join("etc/init.d");
            std::fs::create_dir_all(&init_d).unwrap();
            std::fs::create_dir_all(path.join("etc/runlevels/default")).unwrap();
            std::fs::write(init_d.join("web"), "#!/sbin/openrc-run\n").unwrap();
            // Whatever the umask of who runs this.
            for folder in [&path, &path.join("etc")] {
                fs::chmod(folder.to_str().unwrap().as_bytes(), 0o755).unwrap();
            }
            Scratch(path)
        }

        fn context(&self) -> Context {
            let root = self.0.to_str().unwrap().as_bytes();
            let paths = Paths::in_prefix(Prefix::open(root).unwrap());
            Context::new(paths, Environment::empty())
        }

        fn svcdir(&self) -> std::path::PathBuf {
            self.0.join("run/openrc")
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    fn is_started(context: &Context) -> bool {
        state::get(context, b"web").unwrap() == State::STARTED
    }

    #[test]
    fn threads_that_meet_in_a_new_prefix_all_find_it() {
        for round in 0..20 {
            let scratch = Scratch::new(&format!("threads-{round}"));
            let context = scratch.context();
            let start = std::sync::Barrier::new(8);
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        start.wait();
                        assert_eq!(context.believed(), Ok(()));
                    });
                }
            });
        }
    }

    #[test]
    fn prefixes_side_by_side_in_one_process() {
        let (one, two) = (Scratch::new("one"), Scratch::new("two"));
        let (first, second) = (one.context(), two.context());
        membership::add(&first, b"default", b"web").unwrap();
        runlevel::set(&first, b"default").unwrap();
        mark::mark(&first, b"web", State::STARTED).unwrap();
        assert!(is_started(&first) && !is_started(&second));
        assert!(membership::check(&second, b"web", b"default").is_err());
        assert_eq!(runlevel::get(&second), Some(SYSINIT.to_vec()));
        let script = fs::join(second.paths().sysconfdir(), b"init.d/web");
        assert!(script.starts_with(two.0.to_str().unwrap().as_bytes()));
        assert_eq!(resolve::resolve(&second, b"web"), Ok(script));
    }

    #[test]
    fn only_the_boot_id_decides() {
        let scratch = Scratch::new("boot");
        mark::mark(&scratch.context(), b"web", State::STARTED).unwrap();
        assert!(is_started(&scratch.context()));
        let known = scratch.svcdir().join("boot-id");
        std::fs::write(scratch.svcdir().join("deptree"), "kept").unwrap();
        std::fs::write(&known, "another boot").unwrap();
        assert!(!is_started(&scratch.context()));
        let kept = std::fs::read(scratch.svcdir().join("deptree")).unwrap();
        assert_eq!(kept, b"kept");
        assert_eq!(std::fs::read(known).unwrap(), boot::id().unwrap());
    }

    #[test]
    fn a_signal_handler_does_not_wait_for_what_it_interrupts() {
        let scratch = Scratch::new("handler");
        let context = scratch.context();
        // Another test's thread may be at it.
        let at_work = loop {
            if let Ok(at_work) = AtWork::enter() {
                break at_work;
            }
        };
        assert_eq!(context.settle().unwrap_err().errno(), Errno::BUSY);
        assert!(!is_started(&context));
        drop(at_work);
        mark::mark(&context, b"web", State::STARTED).unwrap();
        assert!(is_started(&context));
    }

    #[test]
    fn who_comes_while_another_looks_believes_nothing() {
        let scratch = Scratch::new("lock");
        let context = scratch.context();
        std::fs::create_dir_all(scratch.svcdir().join(".lock")).unwrap();
        // A folder can be no lock file.
        assert_eq!(context.settle().unwrap_err().errno(), Errno::ISDIR);
        assert_eq!(context.believed().unwrap_err().errno(), Errno::ISDIR);
        let refused = mark::mark(&context, b"web", State::STARTED).unwrap_err();
        assert_eq!(refused.errno(), Errno::ISDIR);
        assert!(!is_started(&context));
    }
}
