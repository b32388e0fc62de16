//! Being told when the state of services changes, instead of looking again and again.
//!
//! [`Watch`] watches directories of a state directory with inotify, and the state directory
//! itself for the changes of the runlevel. It says that something came or went, not what is
//! so now: by the time a change is read, others may have followed. Whoever reads one looks:
//!
//! ```no_run
//! # #[cfg(target_os = "linux")] {
//! use openrc::watch::{Change, Watch};
//! use openrc::{Context, State, StateDir};
//!
//! # let context = Context::in_prefix("/srv/prefix", openrc::Environment::empty())?;
//! let mut watch = Watch::new(&context, &[StateDir::Started, StateDir::Stopping])?;
//! // First what is so already, then what changes.
//! let mut started = context.services_in_state(State::STARTED);
//! loop {
//!     // Wait until watch.fd() can be read, with poll or epoll, among other things.
//!     for change in watch.read()? {
//!         match change {
//!             Change::Service(name) => println!("{:?}", context.service(name)?.state()),
//!             Change::Runlevel(_) => {}
//!             // Something was missed: watch and list anew.
//!             Change::Lost => watch = Watch::new(&context, &[StateDir::Started])?,
//!         }
//!     }
//! #   break;
//! }
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A directory that is mounted over is not noticed by inotify: [`Watch::is_current`] says
//! whether the paths still lead to what is watched. When it makes sense to ask can be waited
//! for too: /proc/self/mountinfo is ready for `POLLPRI` when something was mounted.
//!
//! Linux only: elsewhere a watch cannot be made ([`Errno::NOSYS`]), nor on Linux when the
//! user has too many. Then nothing is left but to look every so often.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::fs;
use crate::sys::Errno;
use crate::{Error, Result};
use alloc::vec::Vec;

#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::sys::inotify::{self, Event, Inotify};

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In one of the directories the name of this service came or went.
    Service(Vec<u8>),
    /// OpenRC goes from one runlevel to another.
    Runlevel(RunlevelChange),
    /// Events were lost, or a directory went: watch anew, and look at everything.
    Lost,
}

/// A step from one runlevel to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunlevelChange {
    /// `rc.stopping` came: services are being stopped.
    StopsServices,
    /// `rc.stopping` went.
    HasStoppedServices,
    /// `rc.starting` came: services are being started.
    StartsServices,
    /// `rc.starting` went.
    HasStartedServices,
    /// The name of the runlevel was written.
    IsNamed,
}

/// A watch on directories of one state directory.
#[derive(Debug)]
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
pub struct Watch {
    /// The state directory itself first.
    directories: Vec<Directory>,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    inotify: Inotify,
}

#[derive(Debug)]
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
struct Directory {
    path: Vec<u8>,
    watch: i32,
    identity: (u64, u64),
}

impl Watch {
    /// Whether the paths lead to the directories that are watched: not when one was removed,
    /// or something was mounted over it.
    pub fn is_current(&self) -> bool {
        let is_it = |it: &Directory| fs::stat(&it.path).is_ok_and(|m| m.identity == it.identity);
        self.directories.iter().all(is_it)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
impl Watch {
    /// Watches these directories, and the runlevel.
    ///
    /// # Errors
    /// [`Errno::NOSYS`]: there is no inotify.
    pub fn new(context: &Context, _: &[StateDir]) -> Result<Self> {
        Err(Error::os(Errno::NOSYS, context.paths().svcdir()))
    }

    /// The descriptor; there is none.
    pub fn fd(&self) -> i32 {
        -1
    }

    /// What has changed; nothing.
    ///
    /// # Errors
    /// None.
    pub fn read(&mut self) -> Result<Vec<Change>> {
        Ok(Vec::new())
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl Watch {
    /// Watches these directories, which are made when they are missing, and the runlevel.
    ///
    /// # Errors
    /// In a Prefix, why its state may not be believed; the kernel's: `ENOSPC` when the user has
    /// too many watches, `EMFILE` when he has too many inotify instances.
    pub fn new(context: &Context, directories: &[StateDir]) -> Result<Self> {
        context.believed()?;
        let mut watch = Watch {
            inotify: Inotify::new()?,
            directories: Vec::new(),
        };
        watch.add(context.svcdir().to_vec())?;
        for directory in directories {
            watch.add(context.state_dir(*directory))?;
        }
        Ok(watch)
    }

    fn add(&mut self, path: Vec<u8>) -> Result<()> {
        let failed = |errno| Error::os(errno, &path);
        let watch = self.inotify.add(&path).map_err(failed)?;
        let identity = fs::stat(&path).map_err(failed)?.identity;
        self.directories.push(Directory {
            path,
            watch,
            identity,
        });
        Ok(())
    }

    /// The descriptor, to be waited for; it can be read when something has changed.
    pub fn fd(&self) -> i32 {
        self.inotify.fd()
    }

    /// What has changed since the last call, oldest first; it does not wait. Several changes
    /// of one service that follow each other are one.
    ///
    /// # Errors
    /// The kernel's.
    pub fn read(&mut self) -> Result<Vec<Change>> {
        let mut changes: Vec<Change> = Vec::new();
        loop {
            let events = match self.inotify.read() {
                // An event that does not fit; the kernel has never made one.
                Err(Errno::INVAL) => return Ok(alloc::vec![Change::Lost]),
                events => events?,
            };
            if events.is_empty() {
                return Ok(changes);
            }
            for change in events.iter().filter_map(|event| self.change(event)) {
                if changes.last() != Some(&change) {
                    changes.push(change);
                }
            }
        }
    }

    fn change(&self, event: &Event) -> Option<Change> {
        if event.mask.intersects(inotify::LOST) {
            return Some(Change::Lost);
        }
        let is_state_directory = self.directories.first()?.watch == event.watch;
        match is_state_directory {
            true => runlevel_change(event).map(Change::Runlevel),
            // Hidden names are what is being written.
            false if event.name.first().is_none_or(|byte| *byte == b'.') => None,
            false if !event.mask.intersects(inotify::CAME | inotify::WENT) => None,
            false => Some(Change::Service(event.name.clone())),
        }
    }
}

#[cfg(all(feature = "std", any(target_os = "linux", target_os = "android")))]
impl std::os::fd::AsFd for Watch {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        std::os::fd::AsFd::as_fd(&self.inotify)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn runlevel_change(event: &Event) -> Option<RunlevelChange> {
    let (came, went) = (
        event.mask.intersects(inotify::CAME),
        event.mask.intersects(inotify::WENT),
    );
    let written = event.mask.intersects(inotify::WRITTEN);
    match event.name.as_slice() {
        b"rc.stopping" if came => Some(RunlevelChange::StopsServices),
        b"rc.stopping" if went => Some(RunlevelChange::HasStoppedServices),
        b"rc.starting" if came => Some(RunlevelChange::StartsServices),
        b"rc.starting" if went => Some(RunlevelChange::HasStartedServices),
        // Written in place by C, replaced by this library.
        b"softlevel" if came || written => Some(RunlevelChange::IsNamed),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use crate::paths::Paths;
    use crate::service::{mark, State};
    use std::os::unix::fs::PermissionsExt;

    struct Scratch(std::path::PathBuf);

    impl Scratch {
        fn new(name: &str) -> (Self, Context) {
            let name = std::format!("openrc-watch-{name}-{}", std::process::id());
            let root = std::env::temp_dir().join(name);
            std::fs::create_dir_all(root.join("etc/init.d")).unwrap();
            let script = root.join("etc/init.d/sshd");
            std::fs::write(&script, "#!/sbin/openrc-run\n").unwrap();
            std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
            let context = Context::new(
                Paths::below(root.to_str().unwrap().as_bytes()),
                crate::Environment::empty(),
            );
            (Scratch(root), context)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    fn service(name: &[u8]) -> Change {
        Change::Service(name.to_vec())
    }

    #[test]
    fn marks_are_told_and_what_is_written_is_not() {
        let (scratch, context) = Scratch::new("marks");
        let mut watch = Watch::new(&context, &[StateDir::Started]).unwrap();
        assert_eq!(watch.read().unwrap(), []);
        mark::mark(&context, b"sshd", State::STARTED).unwrap();
        assert_eq!(watch.read().unwrap(), [service(b"sshd")]);
        std::fs::write(scratch.0.join("run/started/.sshd.1.2"), "").unwrap();
        std::fs::write(scratch.0.join("run/deptree"), "").unwrap();
        assert_eq!(watch.read().unwrap(), []);
        mark::mark(&context, b"sshd", State::STOPPED).unwrap();
        assert_eq!(watch.read().unwrap(), [service(b"sshd")]);
    }

    #[test]
    fn a_change_of_the_runlevel_is_told_step_by_step() {
        let (scratch, context) = Scratch::new("runlevel");
        let mut watch = Watch::new(&context, &[]).unwrap();
        let (stopping, starting) = (
            scratch.0.join("run/rc.stopping"),
            scratch.0.join("run/rc.starting"),
        );
        std::fs::create_dir(&stopping).unwrap();
        std::fs::remove_dir(&stopping).unwrap();
        // In place, as C does, and in one step, as this library does.
        std::fs::write(scratch.0.join("run/softlevel"), "default").unwrap();
        std::fs::create_dir(&starting).unwrap();
        crate::runlevel::set(&context, b"default").unwrap();
        std::fs::remove_dir(&starting).unwrap();
        let steps = [
            RunlevelChange::StopsServices,
            RunlevelChange::HasStoppedServices,
            RunlevelChange::IsNamed,
            RunlevelChange::StartsServices,
            RunlevelChange::IsNamed,
            RunlevelChange::HasStartedServices,
        ];
        assert_eq!(watch.read().unwrap(), steps.map(Change::Runlevel));
    }

    #[test]
    fn a_directory_that_is_made_anew_is_another() {
        let (scratch, context) = Scratch::new("anew");
        let mut watch = Watch::new(&context, &[StateDir::Started]).unwrap();
        assert!(watch.is_current());
        std::fs::rename(scratch.0.join("run"), scratch.0.join("old")).unwrap();
        assert!(!watch.is_current());
        std::fs::create_dir_all(scratch.0.join("run/started")).unwrap();
        assert!(!watch.is_current());
        assert!(watch.read().unwrap().contains(&Change::Lost));
    }

    #[test]
    fn an_overflow_is_told() {
        let (scratch, context) = Scratch::new("overflow");
        let most = std::fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
        let most: usize = most.trim().parse().unwrap();
        let mut watch = Watch::new(&context, &[StateDir::Started]).unwrap();
        let (one, two) = (
            scratch.0.join("run/started/one"),
            scratch.0.join("run/started/two"),
        );
        std::fs::write(&one, "").unwrap();
        for _ in 0..=most / 2 {
            std::fs::rename(&one, &two).unwrap();
            std::fs::rename(&two, &one).unwrap();
        }
        assert_eq!(watch.read().unwrap().last(), Some(&Change::Lost));
    }
}
