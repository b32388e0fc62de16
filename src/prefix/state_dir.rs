//! The state directory of a Prefix: made if it is missing, and cleared if it is left over from
//! an earlier boot, since none of the services recorded in it can still be running.
//!
//! A Prefix is often on a disk, which keeps what /run would have lost, and a disk may be another
//! machine's too. Its `boot-id` decides whose state it is. That processes cannot be
//! seen from here does not mean that they are gone.
//!
//! Only what is provably a state directory of this Prefix is ever cleared, and only by its owner.
//! Whatever cannot be told is an error, and changes nothing.
#![forbid(unsafe_code)]

use super::boot_id::{self, Host, Place, Record, Verdict};
use super::obstacle::Obstacle;
use super::{pid_files, trust, within, Prefix, LINK};
use crate::build_options::LIBEXECDIR;
use crate::context::StateDir;
use crate::number::decimal;
use crate::sys::clock::Moment;
use crate::sys::dir_fd::{DirFd, REMOVED};
use crate::sys::fs::{self, Metadata};
use crate::sys::lock::Lock;
use crate::sys::{boot, preserve_errno, process, replace, Errno, SysResult};
use crate::words::SYSINIT;
use crate::Error;
use alloc::vec::Vec;

/// Who clears the directory holds a lock on this.
const LOCK: &[u8] = b".lock";
/// What a process that died while it replaced that has left.
const NEW_LOCK: &[u8] = b".lock.new";
/// What openrc-run starts instead of its own script of that name, where it is there.
const RUNNER: &[u8] = b"openrc-run.sh";
/// A script directory whose rc.conf ends every script that reads it.
const REFUSED: &[u8] = b"refused";
const SOFTLEVEL: &[u8] = b"softlevel";
/// What is replaced in one step, so that it is there at every moment; boot-id last, so that a
/// process that dies in between leaves a directory that is cleared once more.
const REPLACED: [&[u8]; 6] = [boot_id::FILE, LINK, SOFTLEVEL, RUNNER, REFUSED, LOCK];
/// The dependency tree and what belongs to it tell nothing of processes: a reboot leaves them.
const TREE: [&[u8]; 4] = [b"deptree", b"depconfig", b"deptree-skew", b"restricted"];

/// What a state directory tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    /// Nothing: it is not there, or nothing was ever started in it.
    New,
    /// This boot.
    Current,
    /// An earlier boot: what it says is not so any more.
    AnotherBoot,
    /// That cannot be told: it is another machine's, or no state directory.
    Unknown(Error),
}

/// Of which boot a state directory is. Nothing is changed.
pub fn age(svcdir: &[u8]) -> Age {
    match verdict(svcdir) {
        Err(obstacle) if obstacle.is_absence() => Age::New,
        Err(obstacle) => Age::Unknown(obstacle.about(svcdir)),
        Ok(Some(Verdict::Current)) => Age::Current,
        Ok(Some(Verdict::Earlier)) => Age::AnotherBoot,
        // Nothing was ever started in a copy.
        Ok(_) => Age::New,
    }
}

type Found<T> = core::result::Result<T, Obstacle>;

/// Sees to it that the state directory is there and is of this boot. Only for the owner of the
/// Prefix is anything made, cleared or written.
///
/// # Errors
/// Why it is not: nothing that is in it may be believed then. All of it is still there.
pub(crate) fn settle(prefix: &Prefix, svcdir: &[u8], is_owner: bool) -> Found<()> {
    if !is_owner {
        return look(svcdir);
    }
    trust::check(svcdir, prefix.root())?;
    let mut look = match Look::open(prefix.root(), svcdir) {
        Err(obstacle) if obstacle.is_absence() => {
            make(svcdir)?;
            Look::open(prefix.root(), svcdir)?
        }
        other => other?,
    };
    if look.metadata.uid != process::effective_uid() {
        let owner = decimal(look.metadata.uid);
        return Err(look.refusal(b"it is owned by uid ", &owner));
    }
    if !look.is_as_recorded(svcdir) {
        let directory = fs::realpath(svcdir)?;
        let is_current = look.verdict(&look.place(&directory))? == Some(Verdict::Current);
        match look.renew(prefix, &directory) {
            // It has only moved: the next process finds out the same again.
            Err(_) if is_current => {}
            other => other?,
        }
    }
    // An older one of ours, or of a place that the Prefix has left.
    write_runner(prefix, svcdir).ok();
    Ok(())
}

/// For those who may not write. That nothing of it runs is no error to be told of.
fn look(svcdir: &[u8]) -> Found<()> {
    match verdict(svcdir) {
        Ok(Some(Verdict::Current)) => Ok(()),
        Err(obstacle) if !obstacle.is_absence() => Err(obstacle),
        _ => Err(Errno::ACCES.into()),
    }
}

/// Whose state is in a directory; `None` if it has no boot-id.
fn verdict(svcdir: &[u8]) -> Found<Option<Verdict>> {
    let look = Look::open(b"", svcdir)?;
    let directory = fs::realpath(svcdir)?;
    look.verdict(&look.place(&directory))
}

fn refusal(svcdir: &[u8], why: &[u8], what: &[u8]) -> Obstacle {
    let begin = b"refusing to use ";
    Obstacle::refusal(&[begin, svcdir, b" as a state directory: ", why, what])
}

/// A state directory as it is found.
struct Look<'a> {
    /// The root of its Prefix.
    root: &'a [u8],
    svcdir: &'a [u8],
    dir: DirFd,
    metadata: Metadata,
    /// The id of this boot; `None` if systems of this kind have none.
    boot: Option<Vec<u8>>,
    /// What its boot-id says; `None` if it has none.
    record: Option<Record>,
}

impl<'a> Look<'a> {
    fn open(root: &'a [u8], svcdir: &'a [u8]) -> Found<Self> {
        let dir = DirFd::open(svcdir).map_err(|errno| match errno {
            Errno::LOOP | Errno::NOTDIR => {
                refusal(svcdir, b"it is a symlink, or no directory", b"")
            }
            _ => errno.into(),
        })?;
        let boot = boot::id().map_err(|errno| Obstacle::of(errno, &[boot::PLACE]))?;
        let mut look = Look {
            root,
            svcdir,
            metadata: dir.metadata()?,
            dir,
            boot,
            record: None,
        };
        look.read()?;
        Ok(look)
    }

    /// Reads boot-id, which another process may have written meanwhile.
    fn read(&mut self) -> Found<()> {
        self.record = match self.dir.read(boot_id::FILE, boot_id::MOST) {
            Err(Errno::NOENT) => None,
            Err(Errno::INVAL | Errno::LOOP | Errno::FBIG) => {
                return Err(self.refusal(b"its boot-id is no regular file, or too long", b""))
            }
            Err(errno) => return Err(Obstacle::of(errno, &[self.svcdir, b"/", boot_id::FILE])),
            Ok((file, _)) if file.uid != self.metadata.uid => {
                return Err(self.refusal(b"its boot-id is owned by uid ", &decimal(file.uid)))
            }
            Ok((_, text)) => match Record::of(text) {
                None => return Err(self.refusal(b"its boot-id cannot be understood", b"")),
                some => some,
            },
        };
        Ok(())
    }

    fn refusal(&self, why: &[u8], what: &[u8]) -> Obstacle {
        refusal(self.svcdir, why, what)
    }

    fn place<'p>(&'p self, directory: &'p [u8]) -> Place<'p> {
        Place {
            identity: self.metadata.identity,
            directory,
            root: self.root,
        }
    }

    fn is_as_recorded(&self, directory: &[u8]) -> bool {
        let record = self.record.as_ref();
        record.is_some_and(|it| it.is_exactly(self.boot.as_deref(), &self.place(directory)))
    }

    /// Whose state it is; `None` if it has no boot-id.
    fn verdict(&self, here: &Place) -> Found<Option<Verdict>> {
        let Some(record) = &self.record else {
            return Ok(None);
        };
        match record.judge(self.boot.as_deref(), &Host::current, here) {
            Verdict::AnotherMachine => Err(Obstacle::refusal(&[
                self.svcdir,
                b" holds the state of another machine (",
                record.machine(),
                b"): stop its services there and remove it, or set RC_SVCDIR to a directory on a \
                  disk of this machine",
            ])),
            Verdict::AnotherName => Err(Obstacle::refusal(&[
                self.svcdir,
                b" holds the state of ",
                record.host(),
                b", which has the machine-id of this machine, ",
                &boot::host_name(),
                b": if these are two machines, stop its services there and remove it, or set \
                  RC_SVCDIR to a directory on a disk of this machine; if it is this machine by an \
                  older name, replace `host ",
                record.host(),
                b"' by `host ",
                &boot::host_name(),
                b"' in ",
                self.svcdir,
                b"/",
                boot_id::FILE,
            ])),
            Verdict::Unknown => Err(self.refusal(b"its boot-id names no boot", b"")),
            Verdict::Copy if is_remounted(record, here) => Ok(Some(Verdict::Current)),
            verdict => Ok(Some(verdict)),
        }
    }

    /// Clears it if it is not of this boot, makes what each state directory of a Prefix has, and
    /// records where it is. `directory` is its path without symlinks in it.
    fn renew(&mut self, prefix: &Prefix, directory: &[u8]) -> Found<()> {
        // Before anything is written.
        self.check_clearable(directory)?;
        let mode = self.metadata.mode & 0o7777;
        if mode & 0o022 != 0 {
            self.dir.chmod(mode & !0o022)?;
        }
        let _lock = Lock::take_in(&self.dir, LOCK)?;
        // Another process may have been faster.
        self.read()?;
        let mut verdict = self.verdict(&self.place(directory))?;
        if verdict == Some(Verdict::Copy) && self.is_where_recorded()? {
            verdict = Some(Verdict::Current);
        }
        let mut of_this_boot = None;
        if verdict == Some(Verdict::Current) {
            of_this_boot = self.record.as_ref();
        } else {
            self.check_clearable(directory)?;
            let root = self.record.as_ref().map_or(&b""[..], Record::root);
            pid_files::remove(&self.dir, root, prefix);
            self.clear(verdict != Some(Verdict::Copy))?;
        }
        let target = prefix.link_target(directory, self.root);
        self.dir.symlink(&target, LINK)?;
        if of_this_boot.is_none() {
            self.fill(prefix)?;
        }
        let here = self.place(directory);
        let record = Record::new(self.boot.as_deref(), of_this_boot, &here);
        Ok(self
            .dir
            .write_durably(boot_id::FILE, record.text(), 0o644)?)
    }

    /// Whether the path that is recorded leads to this very directory, whatever numbers the two
    /// have: what is made in the one is then in the other.
    fn is_where_recorded(&self) -> SysResult<bool> {
        let recorded = self.record.as_ref().map(Record::directory);
        let Some(recorded) = recorded.filter(|path| path.starts_with(b"/")) else {
            return Ok(false);
        };
        // The path that was recorded led through no symlink. One that does now was put there
        // since, and would show this directory to itself.
        if super::real(recorded) != recorded {
            return Ok(false);
        }
        // No copy has this name.
        let now = Moment::now();
        let parts = [i64::from(process::pid()), now.seconds, now.nanos.into()];
        let parts = parts.map(|part| decimal(part.unsigned_abs()));
        let name = [b".", boot_id::FILE, b".", &parts.join(&b'.')].concat();
        self.dir
            .create(&name, b"", 0o600, replace::Umask::Ignored)?;
        let is_there = preserve_errno(|| fs::lstat(&fs::join(recorded, &name))).is_ok();
        self.dir.unlink(&name)?;
        Ok(is_there)
    }

    fn clear(&self, is_tree_kept: bool) -> SysResult<()> {
        self.dir.each_name(&mut |name| {
            let stays = REPLACED.contains(&name) || is_tree_kept && TREE.contains(&name);
            if stays {
                Ok(())
            } else {
                self.dir.remove(name)
            }
        })
    }

    fn fill(&self, prefix: &Prefix) -> SysResult<()> {
        // OpenRC's programs take a directory without a softlevel for no OpenRC at all.
        self.dir.write(SOFTLEVEL, SYSINIT, 0o644)?;
        write_runner(prefix, self.svcdir)?;
        if self.dir.lstat(REFUSED).is_ok_and(|it| !it.is_dir()) {
            self.dir.unlink(REFUSED)?;
        }
        self.dir.mkdir(REFUSED, 0o755)?;
        let refused = self.dir.enter(REFUSED)?;
        // A process that was killed may have made it, and no more.
        refused.chmod(0o755)?;
        refused.write(b"rc.conf", b"exit 1\n", 0o644)
    }

    /// Whether it is a state directory of this Prefix in which nothing is lost that a user
    /// would miss.
    fn check_clearable(&self, directory: &[u8]) -> Found<()> {
        let mut is_empty = true;
        let mut others = Vec::new();
        self.dir.each_name(&mut |name| {
            // That is made before the symlink is.
            is_empty = is_empty && (name == LOCK || name == NEW_LOCK);
            if others.is_empty() && !self.is_ours(name) {
                others.extend_from_slice(name);
            }
            Ok(())
        })?;
        match self.dir.readlink(LINK) {
            Ok(target) => {
                let target = super::followed(directory, &target);
                if super::real(&target) != self.root {
                    return Err(self.refusal(b"its symlink `prefix' leads to ", &target));
                }
                if self.record.is_some() {
                    return Ok(());
                }
            }
            Err(Errno::NOENT) if is_empty || within(self.root, directory).is_some() => {}
            Err(_) => return Err(self.refusal(b"it has no symlink `prefix' to ", self.root)),
        }
        match others.is_empty() {
            true => Ok(()),
            false => Err(self.refusal(b"it holds ", &others)),
        }
    }

    /// Whether a name is one of those that this library makes here. Services and OpenRC's
    /// programs make others, but none before boot-id is there; until then there are no services
    /// in the directories either.
    fn is_ours(&self, name: &[u8]) -> bool {
        if StateDir::ALL.iter().any(|dir| dir.name() == name) {
            let is_empty = self.dir.enter(name).and_then(|dir| dir.is_empty());
            return self.record.is_some() || is_empty == Ok(true);
        }
        // What a process that died has left: `.NAME.new`, `.NAME.PID.N`.
        let is_left = |known: &&[u8]| {
            let rest = name
                .strip_prefix(b".")
                .and_then(|rest| rest.strip_prefix(*known));
            rest.is_some_and(|rest| rest.starts_with(b"."))
        };
        let mut known = REPLACED.iter().chain(&TREE);
        known.any(|known| *known == name || is_left(known))
            || name.starts_with(REMOVED)
            || name == NEW_LOCK
    }
}

/// Whether the directory of a record has been mounted here since, with another number of its
/// device: it has the inode that is recorded, and none with that is where it was.
fn is_remounted(record: &Record, here: &Place) -> bool {
    let number = here.identity.1;
    let is_there = || preserve_errno(|| fs::lstat(record.directory()));
    record.is_of_number(number) && !is_there().is_ok_and(|it| it.identity.1 == number)
}

/// `mkdir -p`, with modes whatever the umask.
fn make(svcdir: &[u8]) -> SysResult<()> {
    let slashes = crate::bytes::positions(b'/', svcdir).skip(1);
    for end in slashes.chain([svcdir.len()]) {
        let folder = svcdir.get(..end).unwrap_or_default();
        if fs::stat(folder) == Err(Errno::NOENT) {
            DirFd::mkdir_at(folder, 0o755)?;
        }
    }
    Ok(())
}

/// What `RC_PATH` is to be for a script that must not run: openrc-run starts it also where
/// the service could not be marked as starting, and where nothing can be executed from the
/// state directory it does so without asking anybody.
pub fn refused(svcdir: &[u8]) -> Vec<u8> {
    fs::join(svcdir, REFUSED)
}

/// Writes the script that openrc-run starts, unless it is so already.
fn write_runner(prefix: &Prefix, svcdir: &[u8]) -> SysResult<()> {
    let path = fs::join(svcdir, RUNNER);
    let content = runner(prefix);
    // Another user may have made it, when the directory was everybody's to write.
    let is_own = fs::lstat(&path)
        .is_ok_and(|it| it.is_file() && it.uid == process::effective_uid() && it.mode & 0o022 == 0);
    if is_own && fs::read(&path, crate::bounds::HELPER_SCRIPT).is_ok_and(|it| it == content) {
        return Ok(());
    }
    replace::file_with_mode(&path, &content, 0o755, replace::Umask::Ignored)?;
    if !fs::is_executable(&path) {
        // The file system is mounted noexec: openrc-run must not choose it.
        fs::unlink(&path)?;
    }
    Ok(())
}

/// What openrc-run does not look at: whether the service could be marked as starting, and what
/// an interrupted start or stop has left ([`crate::service::interrupted`]). And two places that are the system's however the programs are called: the pid file of
/// supervise-daemon, unless the service names another, and RC_CACHEDIR.
fn runner(prefix: &Prefix) -> Vec<u8> {
    let helper = fs::join(LIBEXECDIR.as_bytes(), b"sh/openrc-run.sh");
    let own = prefix.below(&helper);
    let helper = if fs::exists(&own) { own } else { helper };
    let cache = prefix.below(b"/var/cache/rc");
    [
        b"#!/bin/sh\nrun=",
        &helper[..],
        b"\nservice=",
        prefix.root(),
        b"/$RC_SVCNAME\nRC_CACHEDIR=",
        &cache,
        b"\nexport RC_CACHEDIR\n",
        RUNNER_TEXT.as_bytes(),
    ]
    .concat()
}

/// The rest of that script, below the lines that are this Prefix's.
const RUNNER_TEXT: &str = include_str!("runner.sh");

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
            // Whatever the umask is.
            for name in ["", "etc", "etc/init.d", "etc/init.d/web", "etc/runlevels"] {
                let path = path.join(name);
                fs::chmod(path.to_str().unwrap().as_bytes(), 0o755).unwrap();
            }
            let default = path.join("etc/runlevels/default");
            fs::chmod(default.to_str().unwrap().as_bytes(), 0o755).unwrap();
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
        let recorded = std::fs::read(known).unwrap();
        let first = recorded.split(|byte| *byte == b'\n').next();
        assert_eq!(first, boot::id().unwrap().as_deref());
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

    /// All that is in a directory: names, what is in files, and where symlinks lead.
    fn listing(path: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut pending = alloc::vec![path.to_path_buf()];
        while let Some(path) = pending.pop() {
            let kind = path.symlink_metadata().unwrap().file_type();
            let content = match (kind.is_dir(), kind.is_symlink()) {
                (true, _) => {
                    let entries = std::fs::read_dir(&path).unwrap();
                    pending.extend(entries.map(|entry| entry.unwrap().path()));
                    Vec::new()
                }
                (_, true) => {
                    let target = std::fs::read_link(&path).unwrap();
                    target.into_os_string().into_encoded_bytes()
                }
                _ => std::fs::read(&path).unwrap(),
            };
            found.push((path, content));
        }
        found.sort();
        found
    }

    #[test]
    fn a_copy_starts_clean_and_leaves_the_original_alone() {
        let (original, copy) = (Scratch::new("original"), Scratch::new("copy"));
        mark::mark(&original.context(), b"web", State::STARTED).unwrap();
        std::fs::create_dir(copy.0.join("run")).unwrap();
        fs::chmod(copy.0.join("run").to_str().unwrap().as_bytes(), 0o755).unwrap();
        std::fs::write(original.svcdir().join("deptree"), "tree").unwrap();
        let copied = std::process::Command::new("cp")
            .args([&"-a".into(), &original.svcdir(), &copy.svcdir()])
            .status();
        assert!(copied.unwrap().success());
        assert_eq!(age(copy.svcdir().to_str().unwrap().as_bytes()), Age::New);
        let before = listing(&original.0);
        assert!(!is_started(&copy.context()));
        assert!(!copy.svcdir().join("deptree").exists());
        mark::mark(&copy.context(), b"web", State::STARTED).unwrap();
        assert_eq!(listing(&original.0), before);
        assert!(is_started(&original.context()) && is_started(&copy.context()));
    }

    #[test]
    fn who_only_looks_changes_nothing() {
        let scratch = Scratch::new("looks");
        let looks = || scratch.context().read_only();
        let refused = |context: &Context| {
            let mark = mark::mark(context, b"web", State::STARTED);
            assert_eq!(mark.unwrap_err().errno(), Errno::ROFS);
            let add = membership::add(context, b"default", b"web");
            assert_eq!(add.unwrap_err().errno(), Errno::ROFS);
            assert!(runlevel::set(context, b"default").is_err());
        };
        assert!(!is_started(&looks()));
        refused(&looks());
        assert!(!scratch.0.join("run").exists());
        mark::mark(&scratch.context(), b"web", State::STARTED).unwrap();
        for (boot_id, started) in [(None, true), (Some("another boot"), false)] {
            if let Some(boot_id) = boot_id {
                std::fs::write(scratch.svcdir().join("boot-id"), boot_id).unwrap();
            }
            let before = listing(&scratch.0);
            assert_eq!(is_started(&looks()), started);
            refused(&looks());
            assert_eq!(listing(&scratch.0), before);
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_alone() {
        let scratch = Scratch::new("refuses");
        let svcdir = scratch.svcdir();
        // What boot-id holds, another name that is there, and what is said.
        let elsewhere = "old\nmachine 0123456789abcdef0123456789abcdef\nhost elsewhere.invalid\n";
        let table = [
            (
                Some(elsewhere),
                "started",
                "state of another machine (elsewhere.invalid)",
            ),
            (Some(""), "started", "cannot be understood"),
            (Some("unknown"), "started", "names no boot"),
            (None, "bus", "it holds bus"),
            (None, "boot-id.bak", "it holds boot-id.bak"),
            (None, ".bashrc", "it holds .bashrc"),
            (None, ".started", "it holds .started"),
            (None, "started", "it holds started"),
            (None, "tmp", "it holds tmp"),
        ];
        for (boot_id, name, says) in table {
            std::fs::remove_dir_all(&svcdir).ok();
            assert_eq!(scratch.context().settle(), Ok(()));
            let record = svcdir.join("boot-id");
            match boot_id {
                Some(text) => std::fs::write(record, text).unwrap(),
                None => std::fs::remove_file(record).unwrap(),
            }
            std::fs::create_dir_all(svcdir.join(name)).unwrap();
            std::fs::write(svcdir.join(name).join("thing"), "kept").unwrap();
            let before = listing(&scratch.0);
            let context = scratch.context();
            let error = context.settle().unwrap_err();
            assert_eq!(error.errno(), Errno::PERM);
            assert!(error.to_string().contains(says), "{name}: {error}");
            assert!(!is_started(&context));
            let marked = mark::mark(&context, b"web", State::STARTED);
            assert_eq!(marked.unwrap_err(), error);
            assert_eq!(listing(&scratch.0), before);
        }
    }

    #[test]
    fn what_an_interrupted_beginning_has_left_is_as_good_as_new() {
        let scratch = Scratch::new("left");
        let svcdir = scratch.svcdir();
        assert_eq!(scratch.context().settle(), Ok(()));
        std::fs::remove_file(svcdir.join("boot-id")).unwrap();
        std::fs::create_dir_all(svcdir.join("started")).unwrap();
        let left = [
            ".lock.new",
            ".boot-id.new",
            ".softlevel.77.3",
            ".removed.12",
        ];
        for name in left {
            std::fs::write(svcdir.join(name), "").unwrap();
        }
        assert_eq!(scratch.context().settle(), Ok(()));
        for name in left {
            assert!(!svcdir.join(name).exists(), "{name}");
        }
    }
}
