//! When a service began to start, and when it was up.
//!
//! No file is written for it. [`mark`](super::mark) makes a service's symlink in `starting/`
//! and renames it to `started/`. A rename keeps the symlink's `mtime` and changes its `ctime`,
//! so these two are the moments.
//!
//! Upstream's library makes a new symlink in `started/`: both times are that of its making, and
//! when the start began is lost.
//!
//! Other things change the `ctime` too: `chown -h` and `touch -h` of the symlink, a hard link to
//! it, a copy or a restored backup of the state directory, and a later change of state that
//! failed (stopping and back). The `mtime` is that of the first of several starts if the service
//! was inactive in between.
#![forbid(unsafe_code)]

use crate::context::{Context, StateDir};
use crate::sys::clock::Moment;
use crate::sys::dir::Dir;
use crate::sys::fs::{self, Metadata};
use crate::sys::{preserve_errno, SysResult};
use crate::{name, Result};
use alloc::vec::Vec;

/// The moments of a service that is started, by the clock of the system at that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// When it began to start. `None` if that is not known: upstream's library marked it as
    /// started, it never was in the state [`STARTING`](super::State::STARTING), or its start was
    /// over within one tick of the clock that dates files (4 to 10 milliseconds).
    ///
    /// Later than `started` if the clock was set back meanwhile.
    pub began: Option<Moment>,
    /// When it was up.
    pub started: Moment,
}

impl Moments {
    fn of(link: &Metadata) -> Option<Self> {
        link.is_symlink().then(|| Moments {
            began: (link.mtime != link.ctime).then_some(link.mtime),
            started: link.ctime,
        })
    }
}

/// The moments of a service, or `None` if it is not [`STARTED`](super::State::STARTED).
///
/// # Errors
/// [`crate::Error::InvalidName`].
pub fn get(context: &Context, service: &[u8]) -> Result<Option<Moments>> {
    let link = context.state_file(StateDir::Started, name::service(service)?);
    let link = preserve_errno(|| fs::lstat(&link));
    Ok(link.ok().and_then(|link| Moments::of(&link)))
}

/// The moments of all services that are [`STARTED`](super::State::STARTED), in the kernel's
/// order. What is no symlink, and what no service can be called, is skipped. No symlink is
/// followed.
///
/// # Errors
/// Why the state may not be believed, and those of reading the directory: `ENOENT` if it is not
/// there, `EFBIG` if it holds about a million names.
pub fn all(context: &Context) -> SysResult<Vec<(Vec<u8>, Moments)>> {
    context.believed().map_err(|error| error.errno())?;
    let folder = context.state_dir(StateDir::Started);
    let mut all = Vec::new();
    let mut dir = Dir::open(&folder)?;
    while let Some(entry) = dir.next_name()? {
        if entry.first() == Some(&b'.') || name::is_not_a_service(entry) {
            continue;
        }
        let link = preserve_errno(|| fs::lstat(&fs::join(&folder, entry)));
        if let Some(moments) = link.ok().and_then(|link| Moments::of(&link)) {
            all.push((entry.to_vec(), moments));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::Paths;
    use crate::prefix::Prefix;
    use crate::service::mark::mark;
    use crate::service::State;
    use crate::sys::Errno;
    use crate::{Environment, Error};
    use std::os::unix::fs::{symlink, PermissionsExt};
    use std::path::{Path, PathBuf};
    use std::time::Duration;

    struct Scratch(PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }

    fn prefix(name: &str) -> (Scratch, Context) {
        let root = format!("openrc-moments-{name}-{}", std::process::id());
        let root = std::env::temp_dir().join(root);
        std::fs::remove_dir_all(&root).ok();
        std::fs::create_dir_all(root.join("etc/init.d")).unwrap();
        let script = root.join("etc/init.d/web");
        std::fs::write(&script, "#!/sbin/openrc-run\n").unwrap();
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
        let bytes = root.as_os_str().as_encoded_bytes();
        let paths = Paths::in_prefix(Prefix::open(bytes).unwrap());
        let context = Context::new(paths, Environment::empty());
        context.settle().unwrap();
        (Scratch(root), context)
    }

    fn svcdir(context: &Context) -> PathBuf {
        Path::new(std::str::from_utf8(context.svcdir()).unwrap()).to_path_buf()
    }

    /// Longer than a tick of any kernel's clock.
    const WHILE: Duration = Duration::from_millis(30);

    #[test]
    fn a_start_has_its_two_moments() {
        let (_scratch, context) = prefix("two");
        assert_eq!(get(&context, b"web"), Ok(None));
        mark(&context, b"web", State::STARTING).unwrap();
        assert_eq!(get(&context, b"web"), Ok(None));
        std::thread::sleep(WHILE);
        mark(&context, b"web", State::STARTED).unwrap();
        let moments = get(&context, b"web").unwrap().unwrap();
        let took = moments.started.nanos_ahead_of(moments.began.unwrap());
        // The clock that dates files is a tick late, at either end.
        assert!(took >= 20_000_000, "{moments:?}");
        assert_eq!(all(&context).unwrap(), [(b"web".to_vec(), moments)]);

        // What is marked at once has no beginning, nor has one that another library made.
        mark(&context, b"web", State::STOPPED).unwrap();
        assert_eq!(get(&context, b"web"), Ok(None));
        mark(&context, b"web", State::STARTED).unwrap();
        let moments = get(&context, b"web").unwrap().unwrap();
        assert_eq!(moments.began, None);
    }

    #[test]
    fn a_service_that_was_inactive_began_when_it_began_first() {
        let (_scratch, context) = prefix("inactive");
        mark(&context, b"web", State::STARTING).unwrap();
        std::thread::sleep(WHILE);
        mark(&context, b"web", State::INACTIVE).unwrap();
        std::thread::sleep(WHILE);
        mark(&context, b"web", State::STARTING).unwrap();
        mark(&context, b"web", State::STARTED).unwrap();
        let moments = get(&context, b"web").unwrap().unwrap();
        let took = moments.started.nanos_ahead_of(moments.began.unwrap());
        assert!(took >= 45_000_000, "{moments:?}");
    }

    #[test]
    fn what_is_no_service_has_none() {
        let (_scratch, context) = prefix("hostile");
        let started = svcdir(&context).join("started");
        std::fs::create_dir_all(started.join("directory")).unwrap();
        std::fs::write(started.join("file"), "").unwrap();
        symlink("/nowhere", started.join(".hidden")).unwrap();
        symlink("loop", started.join("loop")).unwrap();
        let names: Vec<Vec<u8>> = all(&context).unwrap().into_iter().map(|it| it.0).collect();
        assert_eq!(names, [b"loop"]);
        assert_eq!(get(&context, b"file"), Ok(None));
        assert_eq!(
            get(&context, b".."),
            Err(Error::InvalidName(b"..".to_vec()))
        );
        std::fs::remove_dir_all(&started).unwrap();
        let context = context.read_only();
        assert_eq!(all(&context), Err(Errno::NOENT));
        std::fs::write(&started, "").unwrap();
        assert_eq!(all(&context), Err(Errno::NOTDIR));
    }
}
