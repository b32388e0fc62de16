//! Where everything is: build-time paths, the environment, user mode.
//!
//! Upstream: `rc_sysconfdir`, `rc_usrconfdir`, `rc_runleveldir`, `rc_svcdir`,
//! `rc_scriptdirs`, `rc_set_user` of `librc.c`.
#![forbid(unsafe_code)]

use crate::build_options as built;
use crate::prefix::{self, Prefix, Unusable};
use crate::release::RELEASE;
use crate::sys::{fs, Errno};
use crate::{Environment, Error, Result};
use alloc::vec::Vec;
use core::ffi::CStr;

/// Where nothing is, and nothing can be made.
const NOWHERE: &[u8] = b"/dev/null/openrc";

/// The folders of one installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    sysconfdir: Vec<u8>,
    usrconfdir: Option<Vec<u8>>,
    runleveldir: Vec<u8>,
    svcdir: Vec<u8>,
    scriptdirs: Vec<Vec<u8>>,
    libexecdir: Vec<u8>,
    prefix: Option<Prefix>,
}

impl Paths {
    /// What the environment asks for: a Prefix, else the system's.
    ///
    /// # Errors
    /// A Prefix that is named and cannot be used: then nothing else may be used either.
    #[doc(hidden)]
    pub fn current(environment: &Environment) -> core::result::Result<Self, Unusable> {
        let paths = match prefix::find(environment)? {
            None => Self::system(environment),
            Some(prefix) => Self::of(prefix, environment),
        };
        paths.check_trust()?;
        Ok(paths)
    }

    /// Those of a Prefix, with what the environment says where that is the Prefix's own.
    #[doc(hidden)]
    pub fn of(prefix: Prefix, environment: &Environment) -> Self {
        let svcdir = own_svcdir(&prefix, environment);
        Self::in_prefix(prefix).with_svcdir_and_scriptdirs(svcdir, environment.get(c"RC_PATH"))
    }

    /// Those of a Prefix, whatever the environment says.
    pub fn in_prefix(prefix: Prefix) -> Self {
        let sysconfdir = prefix.below(built::SYSCONFDIR.as_bytes());
        let svcdir = prefix.below(built::SVCDIR.as_bytes());
        let scriptdirs = built::RC_PATH.as_bytes().split(|byte| *byte == b':');
        let mut scriptdirs: Vec<Vec<u8>> = scriptdirs.map(|dir| prefix.below(dir)).collect();
        scriptdirs.push(svcdir.clone());
        Paths {
            runleveldir: fs::join(&sysconfdir, b"runlevels"),
            sysconfdir,
            usrconfdir: None,
            svcdir,
            scriptdirs,
            libexecdir: built::LIBEXECDIR.as_bytes().to_vec(),
            prefix: Some(prefix),
        }
    }

    /// With what the environment says, where that is the Prefix's own: one that the
    /// system's OpenRC brings up inherits the system's.
    fn with_svcdir_and_scriptdirs(
        mut self,
        svcdir: Option<Vec<u8>>,
        path: Option<Vec<u8>>,
    ) -> Self {
        if let Some(svcdir) = svcdir {
            self.scriptdirs.pop();
            self.scriptdirs.push(svcdir.clone());
            self.svcdir = svcdir;
        }
        if let Some(path) = path {
            let mut entries = path.split(|byte| *byte == b':');
            if entries.all(|entry| entry.is_empty() || self.is_own(entry)) {
                self.scriptdirs = expanded(&path, core::mem::take(&mut self.scriptdirs));
            }
        }
        self
    }

    fn is_own(&self, path: &[u8]) -> bool {
        let holds = self.prefix.as_ref().is_some_and(|it| it.holds(path));
        holds || path == self.svcdir
    }

    /// Whether the superuser may use what the environment has named. The system's own state
    /// directory is made by what boots it.
    fn check_trust(&self) -> core::result::Result<(), Unusable> {
        if !self.is_usable() {
            return Err(Unusable {
                root: Vec::new(),
                error: Error::os(Errno::NOENT, b"RC_SVCDIR=''"),
            });
        }
        let root = match &self.prefix {
            None if self.svcdir == built::SVCDIR.as_bytes() => return Ok(()),
            None => &b""[..],
            Some(prefix) => prefix.root(),
        };
        let mut checked = prefix::trust::check(&self.svcdir, root);
        if self.prefix.is_some() {
            let mut dirs = self.scriptdirs.iter();
            checked = checked
                .and_then(|()| dirs.try_for_each(|dir| prefix::trust::check_scripts(dir, root)));
        }
        checked.map_err(|obstacle| Unusable {
            root: root.to_vec(),
            error: obstacle.about(&self.svcdir),
        })
    }

    /// The Prefix that these are the paths of.
    pub fn prefix(&self) -> Option<&Prefix> {
        self.prefix.as_ref()
    }

    /// A helper script: the Prefix's own where it has it, else the system's.
    #[doc(hidden)]
    pub fn helper(&self, name: &[u8]) -> Vec<u8> {
        let system = fs::join(&self.libexecdir, name);
        let own = self.prefix.as_ref().map(|it| it.below(&system));
        own.filter(|path| fs::exists(path)).unwrap_or(system)
    }

    /// The system's, with `RC_SVCDIR` and `RC_PATH` from the environment.
    pub fn system(environment: &Environment) -> Self {
        let sysconfdir = built::SYSCONFDIR.as_bytes().to_vec();
        let svcdir = if RELEASE.takes_paths_from_environment {
            environment.get(c"RC_SVCDIR")
        } else {
            None
        };
        let svcdir = match svcdir {
            // It would be the root directory.
            Some(empty) if empty.is_empty() => NOWHERE.to_vec(),
            svcdir => svcdir.unwrap_or_else(|| built::SVCDIR.as_bytes().to_vec()),
        };
        let mut paths = Paths {
            runleveldir: fs::join(&sysconfdir, b"runlevels"),
            sysconfdir,
            usrconfdir: None,
            scriptdirs: Vec::new(),
            svcdir,
            libexecdir: built::LIBEXECDIR.as_bytes().to_vec(),
            prefix: None,
        };
        paths.scriptdirs = paths.system_scriptdirs(environment);
        paths
    }

    /// A user's (`rc_set_user`): below `XDG_CONFIG_HOME` or `HOME/.config`, with the
    /// state below `XDG_RUNTIME_DIR`.
    ///
    /// # Errors
    /// [`Error::NoUserDirectory`] where the variables are unset, and for empty ones of XDG.
    pub fn user(environment: &Environment) -> Result<Self> {
        let confdir = match (
            xdg(environment, c"XDG_CONFIG_HOME"),
            environment.get(c"HOME"),
        ) {
            (Some(config), _) => fs::join(&config, b"rc"),
            (None, Some(home)) => fs::join(&home, b".config/rc"),
            (None, None) => return Err(Error::NoUserDirectory("XDG_CONFIG_HOME and HOME")),
        };
        let runtime = xdg(environment, c"XDG_RUNTIME_DIR")
            .ok_or(Error::NoUserDirectory("XDG_RUNTIME_DIR"))?;
        let mut paths = Paths {
            sysconfdir: built::SYSCONFDIR.as_bytes().to_vec(),
            runleveldir: fs::join(&confdir, b"runlevels"),
            usrconfdir: Some(confdir),
            svcdir: fs::join(&runtime, b"openrc"),
            scriptdirs: Vec::new(),
            libexecdir: built::LIBEXECDIR.as_bytes().to_vec(),
            prefix: None,
        };
        paths.scriptdirs = paths.user_scriptdirs(environment);
        Ok(paths)
    }

    /// An installation for tests: `etc`, `run` and `lib` below `root`.
    #[cfg(test)]
    pub(crate) fn below(root: &[u8]) -> Self {
        let sysconfdir = fs::join(root, b"etc");
        Paths {
            usrconfdir: None,
            runleveldir: fs::join(&sysconfdir, b"runlevels"),
            svcdir: fs::join(root, b"run"),
            scriptdirs: alloc::vec![sysconfdir.clone()],
            sysconfdir,
            libexecdir: fs::join(root, b"lib"),
            prefix: None,
        }
    }

    /// Paths that lead nowhere: what a process has if its environment names a Prefix or a
    /// state directory that cannot be used. Every use fails (`ENOTDIR`), none reaches the
    /// system's files.
    #[doc(hidden)]
    pub fn unusable() -> Self {
        let nowhere = NOWHERE.to_vec();
        Paths {
            sysconfdir: nowhere.clone(),
            usrconfdir: Some(nowhere.clone()),
            runleveldir: nowhere.clone(),
            svcdir: nowhere.clone(),
            // An empty path would stand for the built-in directories.
            scriptdirs: alloc::vec![nowhere.clone()],
            libexecdir: nowhere,
            prefix: None,
        }
    }

    /// Whether these paths can be used: why not was said once, and is not said again.
    pub(crate) fn is_usable(&self) -> bool {
        self.svcdir != NOWHERE
    }

    /// `rc_sysconfdir`: where rc.conf is.
    pub fn sysconfdir(&self) -> &[u8] {
        &self.sysconfdir
    }
    /// `rc_usrconfdir`: where a user's rc.conf is; none but in user mode.
    pub fn usrconfdir(&self) -> Option<&[u8]> {
        self.usrconfdir.as_deref()
    }
    /// `rc_runleveldir`: where the runlevels are.
    pub fn runleveldir(&self) -> &[u8] {
        &self.runleveldir
    }
    /// `rc_svcdir`: the state directory.
    pub fn svcdir(&self) -> &[u8] {
        &self.svcdir
    }
    /// `rc_scriptdirs`: folders that hold an init.d and a conf.d, most important first.
    pub fn scriptdirs(&self) -> &[Vec<u8>] {
        &self.scriptdirs
    }
    /// `RC_LIBEXECDIR`: where the helper scripts are.
    pub fn libexecdir(&self) -> &[u8] {
        &self.libexecdir
    }
    /// Whether these are a user's (`rc_set_user` was called).
    pub fn is_user(&self) -> bool {
        self.usrconfdir.is_some()
    }

    /// `RC_PATH`, an empty entry of which stands for the built-in directories, else
    /// those alone, each with the state directory last.
    fn system_scriptdirs(&self, environment: &Environment) -> Vec<Vec<u8>> {
        let from_environment = if RELEASE.takes_paths_from_environment {
            environment.get(c"RC_PATH")
        } else {
            None
        };
        let Some(path) = from_environment else {
            return self.built_in_scriptdirs();
        };
        expanded(&path, self.built_in_scriptdirs())
    }

    fn built_in_scriptdirs(&self) -> Vec<Vec<u8>> {
        let mut dirs: Vec<Vec<u8>> = built::RC_PATH
            .as_bytes()
            .split(|byte| *byte == b':')
            .map(<[u8]>::to_vec)
            .collect();
        if RELEASE.runs_state_scripts {
            dirs.push(built::SVCDIR.as_bytes().to_vec());
        }
        dirs
    }

    fn user_scriptdirs(&self, environment: &Environment) -> Vec<Vec<u8>> {
        let Some(path) = environment.get(c"RC_PATH") else {
            return self.built_in_user_scriptdirs(environment);
        };
        let mut dirs = Vec::new();
        let mut built_in = Some(self.built_in_user_scriptdirs(environment));
        for entry in path.split(|byte| *byte == b':') {
            if entry.is_empty() {
                dirs.extend(built_in.take().unwrap_or_default());
            } else {
                dirs.push(fs::join(entry, b"user"));
            }
        }
        dirs
    }

    fn built_in_user_scriptdirs(&self, environment: &Environment) -> Vec<Vec<u8>> {
        let mut dirs = Vec::new();
        dirs.extend(self.usrconfdir.clone());
        match xdg(environment, c"XDG_CONFIG_DIRS") {
            None => dirs.push(b"/etc/xdg/rc".to_vec()),
            Some(list) => dirs.extend(
                list.split(|byte| *byte == b':')
                    .filter(|entry| !entry.is_empty())
                    .map(|entry| fs::join(entry, b"rc")),
            ),
        }
        // The last built-in directory is the state directory, which has no user part.
        let built_in = built::RC_PATH.as_bytes().split(|byte| *byte == b':');
        dirs.extend(built_in.map(|entry| fs::join(entry, b"user")));
        dirs.push(self.svcdir.clone());
        dirs
    }
}

/// A variable of the XDG Base Directory Specification, to which an empty one is unset.
fn xdg(environment: &Environment, name: &CStr) -> Option<Vec<u8>> {
    environment.get(name).filter(|value| !value.is_empty())
}

/// The entries of a path, the first empty one replaced by the built-in directories.
fn expanded(path: &[u8], built_in: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let mut dirs = Vec::new();
    let mut built_in = Some(built_in);
    for entry in path.split(|byte| *byte == b':') {
        if entry.is_empty() {
            dirs.extend(built_in.take().unwrap_or_default());
        } else {
            dirs.push(entry.to_vec());
        }
    }
    dirs
}

/// The state directory that the environment names, where it is the Prefix's.
fn own_svcdir(prefix: &Prefix, environment: &Environment) -> Option<Vec<u8>> {
    let svcdir = environment.get(c"RC_SVCDIR")?;
    (svcdir.starts_with(b"/") && prefix.owns(&svcdir)).then_some(svcdir)
}

/// `rc_is_user`: whether services are the user's own: as `RC_USER_SERVICES` says,
/// else as `asked` (whether user mode was asked for in this process).
pub fn is_user_mode(environment: &Environment, asked: bool) -> bool {
    match environment.get(c"RC_USER_SERVICES") {
        Some(value) => crate::words::yesno(&value) == Some(true),
        None => asked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(pairs: &[(&str, &str)]) -> Result<Paths> {
        Paths::user(&Environment::from_pairs(pairs.iter().copied())?)
    }

    #[test]
    fn an_empty_xdg_variable_is_as_good_as_none() {
        let set = [("HOME", "/home/u"), ("XDG_RUNTIME_DIR", "/run/u")];
        let empty = [
            set[0],
            set[1],
            ("XDG_CONFIG_HOME", ""),
            ("XDG_CONFIG_DIRS", ""),
        ];
        let paths = user(&set).unwrap();
        assert_eq!(paths.usrconfdir(), Some(&b"/home/u/.config/rc"[..]));
        assert!(paths.scriptdirs().contains(&b"/etc/xdg/rc".to_vec()));
        assert_eq!(user(&empty).unwrap(), paths);
        assert_eq!(
            user(&[("HOME", "/home/u"), ("XDG_RUNTIME_DIR", "")]),
            Err(Error::NoUserDirectory("XDG_RUNTIME_DIR"))
        );
        assert_eq!(
            user(&[("XDG_CONFIG_HOME", ""), ("XDG_RUNTIME_DIR", "/run/u")]),
            Err(Error::NoUserDirectory("XDG_CONFIG_HOME and HOME"))
        );
    }
}
