//! A Prefix: a directory tree with an `etc/` of its own, in which services are run by
//! whoever owns it.
//!
//! Upstream took its own, fixed when OpenRC was built, out in 2024. This one is found
//! when a program starts: docs/prefix.md.
//!
//! | module | subject |
//! |---|---|
//! | [`state_dir`] | its state directory |
//! | `boot_id` | whose state that holds |
//! | `pid_files` | those of daemons of an earlier boot |
//! | `boot_check` | whether it is of this boot, found out once |
//! | `trust` | whether the superuser may use it |
//! | `gendepends` | the system's gendepends.sh, run for it |
#![forbid(unsafe_code)]

pub(crate) mod boot_check;
mod boot_id;
pub(crate) mod gendepends;
mod obstacle;
mod pid_files;
pub mod state_dir;
pub(crate) mod trust;

use crate::build_options as built;
use crate::release::RELEASE;
use crate::sys::{fs, preserve_errno, Errno};
use crate::{Environment, Error, Result};
use alloc::vec::Vec;

/// The link in a state directory that leads to the Prefix it belongs to. OpenRC's programs
/// keep `RC_SVCDIR` in the environment, and drop `RC_PREFIX`.
pub const LINK: &[u8] = b"prefix";

/// The root of a Prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    root: Vec<u8>,
}

/// A Prefix, or a state directory, that is named and cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// Its root, as it was named; empty where only a state directory was.
    pub root: Vec<u8>,
    /// What is wrong.
    pub error: Error,
}

impl Prefix {
    /// The Prefix at `root`, a path that may lead through links.
    ///
    /// # Errors
    /// [`Error::InvalidPrefix`] for `/` and for paths that OpenRC's shell scripts would
    /// not take as one word, [`Error::Refused`] for the superuser if others can write
    /// there, and those of finding it and its `etc`.
    pub fn open(root: &[u8]) -> Result<Self> {
        let prefix = Self::named(root)?;
        trust::check_prefix(&prefix.root).map_err(|it| it.about(&prefix.root))?;
        Ok(prefix)
    }

    /// The Prefix at `root`, whoever could have put something there: the superuser may not
    /// run anything in it, only have its owner do so.
    ///
    /// # Errors
    /// Those of [`Prefix::open`] but for [`Error::Refused`].
    #[doc(hidden)]
    pub fn named(root: &[u8]) -> Result<Self> {
        let root = fs::realpath(root).map_err(|errno| Error::os(errno, root))?;
        check_root(&root)?;
        let prefix = Prefix { root };
        let confdir = prefix.below(built::SYSCONFDIR.as_bytes());
        match fs::stat(&confdir) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(Error::os(Errno::NOTDIR, &confdir)),
            Err(errno) => return Err(Error::os(errno, &confdir)),
        }
        Ok(prefix)
    }

    /// Its root, without links in it.
    pub fn root(&self) -> &[u8] {
        &self.root
    }

    /// Where a path of the build is in this Prefix.
    #[doc(hidden)]
    pub fn below(&self, path: &[u8]) -> Vec<u8> {
        below(&self.root, path)
    }

    /// Whether a path lies in this Prefix, or would.
    #[doc(hidden)]
    pub fn holds(&self, path: &[u8]) -> bool {
        within(&self.root, &real(path)).is_some()
    }

    /// Whether a state directory is this Prefix's: it lies in it or its link leads to it.
    #[doc(hidden)]
    pub fn owns(&self, svcdir: &[u8]) -> bool {
        self.holds(svcdir)
            || fs::realpath(&fs::join(svcdir, LINK)).is_ok_and(|root| root == self.root)
    }

    /// What leads from `folder` to `path`: a relative path where both lie in this Prefix,
    /// so that it still fits when the Prefix has moved.
    #[doc(hidden)]
    pub fn link_target(&self, folder: &[u8], path: &[u8]) -> Vec<u8> {
        let folder = real(folder);
        if within(&self.root, &folder).is_none() || within(&self.root, path).is_none() {
            return path.to_vec();
        }
        let mut from = parts(&folder);
        let mut to = parts(path);
        let mut common = parts(&folder).zip(parts(path));
        while common.next().is_some_and(|(from, to)| from == to) {
            from.next();
            to.next();
        }
        let up = from.map(|_| &b".."[..]);
        up.chain(to).collect::<Vec<_>>().join(&b'/')
    }
}

/// Whether a path without links in it can be the root of a Prefix, there or not.
///
/// # Errors
/// [`Error::InvalidPrefix`], as [`Prefix::open`].
pub fn check_root(root: &[u8]) -> Result<()> {
    if root == b"/" || !root.iter().all(|byte| is_plain(*byte)) {
        return Err(Error::InvalidPrefix(root.to_vec()));
    }
    Ok(())
}

/// Where a path of the build is, or would be, in the Prefix at `root`.
pub fn below(root: &[u8], path: &[u8]) -> Vec<u8> {
    let path = within(built::EPREFIX.as_bytes(), path).unwrap_or(path);
    [root, path].concat()
}

fn parts(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|byte| *byte == b'/')
        .filter(|part| !part.is_empty())
}

/// Links are followed from where a folder really is. One that is not there is where it is
/// said to be.
fn real(path: &[u8]) -> Vec<u8> {
    preserve_errno(|| fs::realpath(path)).unwrap_or_else(|_| path.to_vec())
}

/// What follows `root` in a path that lies below it.
fn within<'a>(root: &[u8], path: &'a [u8]) -> Option<&'a [u8]> {
    if root.is_empty() {
        return None;
    }
    let rest = path.strip_prefix(root)?;
    (rest.is_empty() || rest.starts_with(b"/")).then_some(rest)
}

/// What a relative link in `folder` leads to, its `..` taken back step by step.
pub fn followed(folder: &[u8], target: &[u8]) -> Vec<u8> {
    if target.starts_with(b"/") {
        return target.to_vec();
    }
    let mut path = real(folder);
    for part in parts(target) {
        match part {
            b"." => {}
            b".." => path.truncate(crate::bytes::last_position(b'/', &path).unwrap_or(0)),
            name => path = fs::join(&path, name),
        }
    }
    path
}

/// `RC_PATH` is split at colons and `RC_SCRIPTDIRS` at blanks, and both reach shells that
/// expand what they see.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || b"/._-+@%,=~".contains(&byte)
}

/// The Prefix that an environment asks for: the one that `RC_PREFIX` names, else the
/// one that the state directory `RC_SVCDIR` belongs to, else the one built in. Releases
/// before 0.62 have the system's paths in their programs and know of none.
///
/// # Errors
/// The Prefix that is named and cannot be used.
pub fn find(environment: &Environment) -> core::result::Result<Option<Prefix>, Unusable> {
    match named(environment) {
        Some(root) => match Prefix::open(&root) {
            Ok(prefix) => Ok(Some(prefix)),
            Err(error) => Err(Unusable { root, error }),
        },
        None => Ok(None),
    }
}

fn named(environment: &Environment) -> Option<Vec<u8>> {
    if !RELEASE.takes_paths_from_environment {
        return None;
    }
    let is_set = |value: &Vec<u8>| !value.is_empty();
    let built_in = || Some(built::EPREFIX.as_bytes().to_vec()).filter(is_set);
    environment
        .get(c"RC_PREFIX")
        .filter(is_set)
        .or_else(|| of_svcdir(environment))
        .or_else(built_in)
}

fn of_svcdir(environment: &Environment) -> Option<Vec<u8>> {
    let svcdir = environment.get(c"RC_SVCDIR")?;
    let target = fs::readlink(&fs::join(&svcdir, LINK)).ok()?;
    Some(followed(&svcdir, &target))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(root: &str) -> Prefix {
        Prefix {
            root: root.as_bytes().to_vec(),
        }
    }

    #[test]
    fn paths_are_in_a_prefix_by_whole_names() {
        assert_eq!(within(b"/p", b"/p"), Some(&b""[..]));
        assert_eq!(within(b"/p", b"/p/etc"), Some(&b"/etc"[..]));
        assert_eq!(within(b"/p", b"/pp/etc"), None);
        assert_eq!(within(b"", b"/etc"), None);
    }

    #[test]
    fn links_within_a_prefix_are_relative() {
        let prefix = prefix("/home/u/p");
        let folder = b"/home/u/p/run/openrc/started";
        let target = prefix.link_target(folder, b"/home/u/p/etc/init.d/web");
        assert_eq!(target, b"../../../etc/init.d/web");
        assert_eq!(followed(folder, &target), b"/home/u/p/etc/init.d/web");
        assert_eq!(
            prefix.link_target(b"/home/u/p/run/openrc", b"/home/u/p"),
            b"../.."
        );
        assert_eq!(
            prefix.link_target(b"/home/u/p/etc/runlevels/a", b"/home/u/p/etc/init.d/b"),
            b"../../init.d/b"
        );
        for outside in [&b"/etc/init.d/web"[..], b"/home/u/pp/etc"] {
            assert_eq!(prefix.link_target(folder, outside), outside);
        }
        assert_eq!(
            prefix.link_target(b"/run/openrc", b"/home/u/p"),
            b"/home/u/p"
        );
    }

    #[test]
    fn a_root_that_no_prefix_can_have() {
        let error = |root: &[u8]| Prefix::open(root).unwrap_err().errno();
        assert_eq!(error(b"/"), Errno::INVAL);
        assert_eq!(error(b"/.."), Errno::INVAL);
        assert_eq!(error(b"/no/such/folder"), Errno::NOENT);
        for byte in b" :\t\n\"'$`\\*?[];&|<>()\x01" {
            assert!(!is_plain(*byte), "{byte}");
        }
    }
}
