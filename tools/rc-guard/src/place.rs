//! Which OpenRC is guarded: the system's, a Prefix, or a user's own services. Nothing else
//! here asks where something is.

use crate::clock;
use companion::Failure;
use openrc::context::StateDir;
use openrc::paths::{self, Paths};
use openrc::prefix::Prefix;
use openrc::service::{options, resolve};
use openrc::{runlevel, Context, Environment};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The name of a service: bytes, as OpenRC has it.
pub type Name = Vec<u8>;

/// An installation of OpenRC, and what the guard keeps in it.
pub struct Place {
    /// The installation.
    pub context: Context,
    /// What the guard itself was started with, for those that it starts.
    environment: Vec<(OsString, OsString)>,
}

/// Names for people.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes as a path.
pub fn path(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// What OpenRC's programs set for those that they start, and what must not come through to
/// others.
const OPENRCS_OWN: [&str; 5] = ["RC_", "SSD_", "EINFO_", "EERROR_", "IN_"];
const OTHERS: [&str; 3] = ["SVCNAME", "NOTIFY_SOCKET", "EPREFIX"];

/// For a guard that was started without one.
const PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

impl Place {
    /// The one at `prefix`, else the one that the environment names. Daemons that OpenRC
    /// starts are told nothing of where its state is: `svcdir` says it, where it is not in the
    /// usual place.
    pub fn open(prefix: Option<&Path>, svcdir: Option<&Path>, user: bool) -> Result<Self, Failure> {
        let failed = |error: openrc::Error| Failure::Missing(error.to_string());
        let environment = told(svcdir, user).map_err(failed)?;
        let paths = match prefix {
            Some(root) => {
                let prefix = Prefix::open(root.as_os_str().as_bytes()).map_err(failed)?;
                Paths::of(prefix, &environment)
            }
            None if paths::is_user_mode(&environment, false) => {
                Paths::user(&environment).map_err(failed)?
            }
            None => Paths::current(&environment).map_err(|unusable| failed(unusable.error))?,
        };
        let context = Context::new(paths, environment);
        context.believed().map_err(failed)?;
        Ok(Place {
            environment: inherited(),
            context,
        })
    }

    /// Where the state is.
    pub fn svcdir(&self) -> PathBuf {
        path(self.context.paths().svcdir()).to_path_buf()
    }

    /// A directory of the state.
    pub fn state_dir(&self, dir: StateDir) -> PathBuf {
        path(&self.context.state_dir(dir)).to_path_buf()
    }

    /// What a directory of the state has of a service.
    pub fn state_file(&self, dir: StateDir, name: &[u8]) -> PathBuf {
        self.state_dir(dir).join(path(name))
    }

    /// The guard's own directory.
    pub fn own_dir(&self) -> PathBuf {
        self.svcdir().join("guard")
    }

    /// Where the records of daemons are while they are started again.
    pub fn aside(&self, name: &[u8]) -> PathBuf {
        self.own_dir().join("aside").join(path(name))
    }

    /// What is noted of an attempt to start a service again.
    pub fn note(&self, name: &[u8]) -> PathBuf {
        self.own_dir().join("notes").join(path(name))
    }

    /// The script of a service. One that is started keeps the script it was started from.
    pub fn script(&self, name: &[u8]) -> Option<PathBuf> {
        let script = resolve::resolve(&self.context, name).ok()?;
        Some(path(&script).to_path_buf())
    }

    /// A value that the service keeps while it runs.
    pub fn option(&self, name: &[u8], option: &[u8]) -> Option<Vec<u8>> {
        options::get(&self.context, name, option).ok()
    }

    /// Sets such a value.
    pub fn set_option(&self, name: &[u8], option: &[u8], value: &str) -> Result<(), openrc::Error> {
        options::set(&self.context, name, option, Some(value.as_bytes()))
    }

    /// The current runlevel.
    pub fn runlevel(&self) -> Vec<u8> {
        runlevel::get(&self.context).unwrap_or_default()
    }

    /// A file of the Prefix, where this is one.
    pub fn in_prefix(&self, file: &str) -> Option<PathBuf> {
        let prefix = self.context.paths().prefix()?;
        Some(path(prefix.root()).join(file))
    }

    /// Whether the guard's state is of this directory: where the root of a Prefix, or a state
    /// directory of its own, has to be said to a child.
    pub fn environment(&self) -> Vec<(OsString, OsString)> {
        let mut environment = self.environment.clone();
        let mut set = |name: &str, value: &[u8]| {
            environment.push((name.into(), OsString::from_vec(value.to_vec())));
        };
        let paths = self.context.paths();
        if let Some(prefix) = paths.prefix() {
            set("RC_PREFIX", prefix.root());
            set("RC_SVCDIR", paths.svcdir());
        } else if paths.is_user() {
            set("RC_USER_SERVICES", b"YES");
        } else if let Some(svcdir) = self.context.environment().get(c"RC_SVCDIR") {
            set("RC_SVCDIR", &svcdir);
        }
        environment
    }
}

/// What this process was started with, and what its options say.
fn told(svcdir: Option<&Path>, user: bool) -> openrc::Result<Environment> {
    let is_name = |name: &[u8]| !name.is_empty() && !name.contains(&b'=');
    let own = env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec()));
    let own = own.filter(|(name, _)| is_name(name));
    let svcdir = svcdir.map(|it| (b"RC_SVCDIR".to_vec(), it.as_os_str().as_bytes().to_vec()));
    let user = user.then(|| (b"RC_USER_SERVICES".to_vec(), b"YES".to_vec()));
    Environment::from_pairs(own.chain(svcdir).chain(user))
}

/// What this process was started with, without what an OpenRC or a shell that started it has
/// set for itself.
fn inherited() -> Vec<(OsString, OsString)> {
    let is_own = |name: &OsStr| {
        let name = name.as_bytes();
        let starts = |start: &&str| name.starts_with(start.as_bytes());
        OPENRCS_OWN.iter().any(starts) || OTHERS.iter().any(|it| name == it.as_bytes())
    };
    let mut environment: Vec<_> = env::vars_os().filter(|(name, _)| !is_own(name)).collect();
    // It is not to write for a terminal.
    environment.retain(|(name, _)| name != "TERM");
    environment.push(("TERM".into(), "dumb".into()));
    if !environment
        .iter()
        .any(|(name, value)| name == "PATH" && !value.is_empty())
    {
        environment.retain(|(name, _)| name != "PATH");
        environment.push(("PATH".into(), PATH.into()));
    }
    environment
}

/// Which file: another that comes to the same path is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId {
    device: u64,
    inode: u64,
    /// When it was made, in nanoseconds since 1970; when it was changed, where the file system
    /// does not know. A number may be used again.
    born: Option<u128>,
}

impl FileId {
    /// That of a file, or of a link itself.
    pub fn of(path: &Path) -> Option<Self> {
        fs::symlink_metadata(path).ok().map(|it| Self::from(&it))
    }
}

impl FileId {
    /// As it is written down.
    pub fn to_text(self) -> String {
        let FileId {
            device,
            inode,
            born,
        } = self;
        let born = born.map_or_else(|| "-".to_string(), |born| born.to_string());
        format!("{device}:{inode}:{born}")
    }

    /// As it was written down.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (device, inode) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let born = match parts.next()? {
            "-" => None,
            born => Some(born.parse().ok()?),
        };
        let it = FileId {
            device,
            inode,
            born,
        };
        parts.next().is_none().then_some(it)
    }
}

impl From<&Metadata> for FileId {
    fn from(it: &Metadata) -> Self {
        let born = it
            .created()
            .or_else(|_| it.modified())
            .ok()
            .and_then(|it| it.duration_since(UNIX_EPOCH).ok());
        FileId {
            device: it.dev(),
            inode: it.ino(),
            born: born.map(|it| it.as_nanos()),
        }
    }
}

/// Which link says that a service is started, and since which change of its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// The link, which may be that of the state before.
    pub link: FileId,
    changed: (i64, i64),
}

impl Generation {
    /// That of a link that is there.
    pub fn of(link: &Path) -> Option<Self> {
        let it = fs::symlink_metadata(link).ok()?;
        Some(Generation {
            link: FileId::from(&it),
            changed: (it.ctime(), it.ctime_nsec()),
        })
    }

    /// When the state was entered, in milliseconds since the boot, at most `now`: by the clock,
    /// which may have been set meanwhile.
    pub fn began(self, now: u64) -> u64 {
        let (seconds, nanos) = self.changed;
        let then = seconds
            .saturating_mul(1000)
            .saturating_add(nanos / 1_000_000);
        let ago = clock::wall_millis(now).saturating_sub(then);
        now.saturating_sub(u64::try_from(ago).unwrap_or(0))
    }

    /// As it is written down.
    pub fn to_text(self) -> String {
        let (seconds, nanos) = self.changed;
        format!("{}:{seconds}:{nanos}", self.link.to_text())
    }

    /// As it was written down.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, ':');
        let (nanos, seconds) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Generation {
            link: FileId::from_text(parts.next()?)?,
            changed: (seconds, nanos),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generation_is_read_as_it_was_written() {
        let link = Generation::of(Path::new("/proc/self")).unwrap();
        assert_eq!(Generation::from_text(&link.to_text()), Some(link));
        for bad in ["", "1:2:3:4", "1:2:3:4:5:6", "a:2:-:4:5", "1:2:x:4:5"] {
            assert_eq!(Generation::from_text(bad), None);
        }
    }
}
