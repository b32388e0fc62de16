//! One installation of OpenRC, seen from this process: where its things are, and
//! which of its state folders are known to be there.
#![forbid(unsafe_code)]

use crate::config::{self, Config};
use crate::number::decimal;
use crate::paths::{self, Paths};
use crate::prefix::{self, boot_check::BootCheck};
use crate::release::RELEASE;
use crate::service::Seen;
use crate::sys::dir_fd::DirFd;
use crate::sys::replace::{self, Umask};
use crate::sys::{self, fs, process, Block, Errno};
use crate::{Environment, Error, Result};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicU32, Ordering};
use once_cell::race::OnceBox;

/// A folder of the state directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the folder of that name
pub enum StateDir {
    Starting,
    Started,
    Stopping,
    Inactive,
    Wasinactive,
    Failed,
    Hotplugged,
    Daemons,
    Options,
    Exclusive,
    Scheduled,
    InitD,
    Tmp,
    Environ,
}

impl StateDir {
    /// All of them.
    pub const ALL: [StateDir; 14] = [
        StateDir::Starting,
        StateDir::Started,
        StateDir::Stopping,
        StateDir::Inactive,
        StateDir::Wasinactive,
        StateDir::Failed,
        StateDir::Hotplugged,
        StateDir::Daemons,
        StateDir::Options,
        StateDir::Exclusive,
        StateDir::Scheduled,
        StateDir::InitD,
        StateDir::Tmp,
        StateDir::Environ,
    ];

    /// Its name below the state directory.
    pub fn name(self) -> &'static [u8] {
        match self {
            StateDir::Starting => b"starting",
            StateDir::Started => b"started",
            StateDir::Stopping => b"stopping",
            StateDir::Inactive => b"inactive",
            StateDir::Wasinactive => b"wasinactive",
            StateDir::Failed => b"failed",
            StateDir::Hotplugged => b"hotplugged",
            StateDir::Daemons => b"daemons",
            StateDir::Options => b"options",
            StateDir::Exclusive => b"exclusive",
            StateDir::Scheduled => b"scheduled",
            StateDir::InitD => b"init.d",
            StateDir::Tmp => b"tmp",
            StateDir::Environ => b"environ",
        }
    }

    fn bit(self) -> u32 {
        1u32.checked_shl(self as u32).unwrap_or(0)
    }
}

/// One installation of OpenRC. Several may be used side by side in one process.
#[derive(Debug)]
pub struct Context {
    paths: Paths,
    environment: Environment,
    /// State folders that were seen: a hint that saves system calls, never trusted
    /// where a missing folder would matter.
    seen: AtomicU32,
    /// In a Prefix: whether the state directory is of this boot.
    boot_check: BootCheck,
    is_read_only: bool,
    /// What is remembered of the state directories.
    remembered: Seen,
    /// What rc.conf said when it was asked first.
    conf: OnceBox<Config>,
}

/// Where state is looked for that may not be believed: there is none.
const NOWHERE: &[u8] = b"/dev/null/openrc";

/// Most names of a state directory and of a service in it have room in this.
const PATH_ROOM: usize = 40;

/// The bit of `seen` for the state directory itself.
const SVCDIR_SEEN: u32 = 1 << 31;

impl Context {
    /// The installation at `paths`, used with an environment: what it says counts beside
    /// the paths (`RC_BOOTLEVEL`, `RC_SVCNAME`, ...), and scripts get it.
    pub fn new(paths: Paths, environment: Environment) -> Self {
        Context {
            boot_check: BootCheck::default(),
            paths,
            environment,
            seen: AtomicU32::new(0),
            is_read_only: false,
            remembered: Seen::new(),
            conf: OnceBox::new(),
        }
    }

    /// What [`config::rc_conf`] said when it was asked first: as in upstream's library a
    /// change is not seen afterwards.
    pub fn conf(&self) -> &Config {
        self.conf.get_or_init(|| Box::new(config::rc_conf(self)))
    }

    /// Takes over what another installation of the same process was told, if it has asked.
    #[doc(hidden)]
    pub fn take_conf_of(&self, other: &Context) {
        if let Some(conf) = other.conf.get() {
            self.conf.set(Box::new(conf.clone())).ok();
        }
    }

    /// The same installation, to be looked at: nothing is made or written through it, state of
    /// an earlier boot is not cleared, and what would write fails with `EROFS`.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.is_read_only = true;
        self
    }

    /// Whether this process may change anything here: in a Prefix its owner alone, the
    /// superuser neither.
    ///
    /// # Errors
    /// [`Error::Refused`] for anybody else, and those of looking.
    #[doc(hidden)]
    pub fn check_owner(&self) -> Result<()> {
        if self.is_read_only {
            return Err(Error::os(Errno::ROFS, self.paths.svcdir()));
        }
        let Some(prefix) = self.paths.prefix() else {
            return Ok(());
        };
        let root = prefix.root();
        match fs::stat(root).map_err(|errno| Error::os(errno, root))?.uid {
            owner if owner == process::effective_uid() => Ok(()),
            owner => Err(Error::Refused {
                text: [
                    b"refusing to change ",
                    root,
                    b": owned by uid ",
                    &decimal(owner),
                ]
                .concat(),
                errno: Errno::ACCES,
            }),
        }
    }

    /// In a Prefix, makes sure once that the state directory is of this boot. Nothing is
    /// to be done anywhere else.
    ///
    /// # Errors
    /// Why its state may not be believed; from then on it looks as if nothing were there.
    pub fn settle(&self) -> Result<()> {
        match self.paths.prefix() {
            Some(prefix) => {
                let is_owner = || self.check_owner().is_ok();
                self.boot_check
                    .settle(prefix, self.paths.svcdir(), &is_owner)
            }
            None => Ok(()),
        }
    }

    /// Whether the state may be believed.
    ///
    /// # Errors
    /// As [`Context::settle`].
    #[doc(hidden)]
    pub fn believed(&self) -> Result<()> {
        self.settle()
    }

    /// Whether the state may be written to.
    ///
    /// # Errors
    /// As [`Context::check_owner`] and [`Context::settle`].
    #[doc(hidden)]
    pub fn writable(&self) -> Result<()> {
        self.check_owner()?;
        self.settle()
    }

    /// Whether what tells nothing of processes may be written to the state directory: it may be
    /// of an earlier boot.
    ///
    /// # Errors
    /// As [`Context::check_owner`]; those that say that it is no directory of this Prefix.
    #[doc(hidden)]
    pub fn check_cache(&self) -> Result<()> {
        self.check_owner()?;
        match self.settle() {
            Err(error @ Error::Refused { .. }) => Err(error),
            _ => Ok(()),
        }
    }

    /// What a link in `folder` is made of to lead to `path`: in a Prefix such that both
    /// may move together.
    #[doc(hidden)]
    pub fn link_target(&self, folder: &[u8], path: &[u8]) -> Vec<u8> {
        match self.paths.prefix() {
            Some(prefix) => prefix.link_target(folder, path),
            None => path.to_vec(),
        }
    }

    /// Where such a link leads.
    #[doc(hidden)]
    pub fn link_followed(&self, folder: &[u8], target: Vec<u8>) -> Vec<u8> {
        match self.paths.prefix() {
            Some(_) => prefix::followed(folder, &target),
            None => target,
        }
    }

    /// Where its things are.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// What it is used with.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The environment of its scripts: [`environment`](Self::environment), with the Prefix
    /// that this is, and no other.
    #[doc(hidden)]
    pub fn child_environment(&self) -> Block {
        let mut block = self.environment.block();
        match self.paths.prefix() {
            Some(prefix) => {
                for name in [&b"RC_PREFIX"[..], b"EPREFIX"] {
                    block.set(name, prefix.root());
                }
            }
            None if RELEASE.takes_paths_from_environment => block.remove(b"RC_PREFIX"),
            None => {}
        }
        block
    }

    /// `rc_is_user`: [`paths::is_user_mode`] of this installation.
    pub(crate) fn is_user_mode(&self) -> bool {
        paths::is_user_mode(&self.environment, self.paths.is_user())
    }

    /// The state directory, made when it is missing (upstream since 0.62). That it
    /// cannot be made shows when something in it is asked for.
    pub fn svcdir(&self) -> &[u8] {
        if self.believed().is_err() {
            return NOWHERE;
        }
        if RELEASE.makes_on_use && self.seen.load(Ordering::Relaxed) & SVCDIR_SEEN == 0 {
            sys::preserve_errno(|| self.make_svcdir().ok());
        }
        self.paths.svcdir()
    }

    /// The path of `name` directly below the state directory.
    #[doc(hidden)]
    pub fn svcdir_file(&self, name: &[u8]) -> Vec<u8> {
        fs::join(self.svcdir(), name)
    }

    /// The path of a file of the state directory that tells nothing of processes: it is
    /// right also where the state is of another boot.
    #[doc(hidden)]
    pub fn cache_file(&self, name: &[u8]) -> Vec<u8> {
        self.believed().ok();
        self.svcdir();
        fs::join(self.paths.svcdir(), name)
    }

    /// The path of a state folder, made when it is missing (upstream since 0.62:
    /// every look at a folder makes it).
    #[doc(hidden)]
    pub fn state_dir(&self, dir: StateDir) -> Vec<u8> {
        let mut path = Vec::new();
        self.put_state_dir(dir, &mut path);
        path
    }

    /// [`state_dir`](Self::state_dir), put where another path was.
    pub(crate) fn put_state_dir(&self, dir: StateDir, path: &mut Vec<u8>) {
        let svcdir = match self.believed() {
            Ok(()) => self.paths.svcdir(),
            Err(_) => NOWHERE,
        };
        path.clear();
        path.reserve(svcdir.len().saturating_add(PATH_ROOM));
        path.extend_from_slice(svcdir);
        path.push(b'/');
        path.extend_from_slice(dir.name());
        let is_seen = self.seen.load(Ordering::Relaxed) & dir.bit() != 0;
        if RELEASE.makes_on_use && !is_seen && svcdir != NOWHERE {
            sys::preserve_errno(|| self.make_seen(dir, path).ok());
        }
    }

    /// What is remembered of the state directories.
    pub(crate) fn remembered(&self) -> &Seen {
        &self.remembered
    }

    /// As [`Context::state_dir`], of one that is there.
    ///
    /// # Errors
    /// Why it is not.
    #[doc(hidden)]
    pub fn existing_state_dir(&self, dir: StateDir) -> sys::SysResult<Vec<u8>> {
        self.believed().map_err(|error| error.errno())?;
        let path = self.state_dir(dir);
        match fs::access(&path) {
            Err(Errno::NOENT) if RELEASE.makes_on_use => self.make(dir)?,
            other => other?,
        }
        Ok(path)
    }

    /// The path of `name` in a state folder.
    #[doc(hidden)]
    pub fn state_file(&self, dir: StateDir, name: &[u8]) -> Vec<u8> {
        fs::join(&self.state_dir(dir), name)
    }

    /// Runs `work`, which writes; when it fails because a folder of the state directory is not
    /// there although it was seen (somebody mounted over /run), makes the folder
    /// and runs it once more.
    #[doc(hidden)]
    pub fn with_state_dir<T>(
        &self,
        dir: StateDir,
        mut work: impl FnMut(&[u8]) -> sys::SysResult<T>,
    ) -> sys::SysResult<T> {
        self.writable().map_err(|error| error.errno())?;
        let path = self.state_dir(dir);
        match work(&path) {
            Err(Errno::NOENT) if RELEASE.makes_on_use && !fs::exists(&path) => {
                self.make(dir)?;
                work(&path)
            }
            other => other,
        }
    }

    /// Replaces a file directly below the state directory, which is made again where it
    /// is gone although it was seen. In a Prefix everybody may read it and its owner alone
    /// write it, whatever the umask.
    #[doc(hidden)]
    pub fn replace_file(&self, path: &[u8], content: &[u8]) -> sys::SysResult<()> {
        let replace = || match self.paths.prefix() {
            Some(_) => replace::file_with_mode(path, content, 0o644, Umask::Ignored),
            None => replace::file(path, content),
        };
        match replace() {
            Err(Errno::NOENT) if RELEASE.makes_on_use && !fs::exists(self.paths.svcdir()) => {
                self.make_svcdir()?;
                replace()
            }
            other => other,
        }
    }

    /// Replaces a file that a service has in the state directory. In a Prefix its owner alone
    /// may write it, whatever the umask.
    #[doc(hidden)]
    pub fn replace_value(&self, path: &[u8], content: &[u8]) -> sys::SysResult<()> {
        match self.paths.prefix() {
            Some(_) => replace::file_with_mode(path, content, 0o644, Umask::Applied),
            None => replace::file(path, content),
        }
    }

    fn make_svcdir(&self) -> sys::SysResult<()> {
        if self.check_owner().is_err() {
            // Nothing is made for others: that need not be tried again.
            self.seen.store(u32::MAX, Ordering::Relaxed);
            return Err(Errno::ACCES);
        }
        if let Some(prefix) = self.paths.prefix() {
            // Somebody removed it: the new one is this boot's too.
            if !fs::exists(self.paths.svcdir()) {
                let repeated = self.boot_check.repeat(prefix, self.paths.svcdir());
                repeated.map_err(|error| error.errno())?;
            }
        }
        self.mkdir(self.paths.svcdir())?;
        self.seen.fetch_or(SVCDIR_SEEN, Ordering::Relaxed);
        Ok(())
    }

    fn make(&self, dir: StateDir) -> sys::SysResult<()> {
        self.make_seen(dir, &fs::join(self.paths.svcdir(), dir.name()))
    }

    /// Makes sure that a state directory, whose path is given, is there.
    fn make_seen(&self, dir: StateDir, path: &[u8]) -> sys::SysResult<()> {
        // A lookup does not wait for those that change the state directory.
        if !fs::exists(path) {
            // In a Prefix it is first asked whose it is.
            let made = match self.paths.prefix() {
                None if !self.is_read_only => self.mkdir(path),
                _ => Err(Errno::NOENT),
            };
            match made {
                Err(Errno::NOENT) => {
                    self.make_svcdir()?;
                    self.mkdir(path)?;
                }
                other => other?,
            }
        }
        self.seen
            .fetch_or(SVCDIR_SEEN | dir.bit(), Ordering::Relaxed);
        Ok(())
    }

    /// In a Prefix with a mode, whatever the umask.
    fn mkdir(&self, path: &[u8]) -> sys::SysResult<()> {
        if self.paths.prefix().is_some() {
            return DirFd::mkdir_at(path, 0o755);
        }
        match fs::mkdir(path, 0o755) {
            Err(Errno::EXIST) => Ok(()),
            other => other,
        }
    }
}
