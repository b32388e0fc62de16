//! Where OpenRC's programs are: in the Prefix itself, if OpenRC was installed into it, or in
//! the system.

use openrc::build_options::LIBEXECDIR;
use std::borrow::Cow;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Where they are that a user's PATH does not name.
fn beyond_path() -> [PathBuf; 3] {
    let own = Path::new(LIBEXECDIR).join("bin");
    ["/usr/sbin".into(), "/sbin".into(), own]
}

/// The folders of PATH; without one, or where it names nothing, those where a shell looks
/// then.
fn folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").filter(|path| !path.is_empty());
    env::split_paths(&path.unwrap_or_else(|| "/usr/bin:/bin".into())).collect()
}

fn is_in(folder: &Path, program: &str) -> bool {
    let metadata = fs::metadata(folder.join(program));
    metadata.is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}

/// The directories in which a Prefix with an OpenRC of its own has programs. None for one that
/// uses the system's, and none for another user's Prefix: its programs are not ours to run.
fn own(root: &[u8]) -> Vec<PathBuf> {
    let root = Path::new(OsStr::from_bytes(root));
    let me = nix::unistd::geteuid().as_raw();
    if !root.is_absolute() || !fs::metadata(root).is_ok_and(|it| it.uid() == me) {
        return Vec::new();
    }
    let all = ["usr/sbin", "usr/bin", "sbin", "bin"].map(|it| root.join(it));
    match all.iter().any(|folder| is_in(folder, "openrc-run")) {
        true => all.to_vec(),
        false => Vec::new(),
    }
}

/// What runs the init scripts of a Prefix: its own openrc-run, or the system's.
pub fn openrc_run(root: &[u8]) -> PathBuf {
    let own = own(root).into_iter().map(|it| it.join("openrc-run"));
    let found = own.into_iter().find(|it| it.exists());
    found.unwrap_or_else(|| "/sbin/openrc-run".into())
}

/// An init script whose first line names what runs it in this Prefix.
pub fn run_by_own<'a>(root: &[u8], script: &'a [u8]) -> Cow<'a, [u8]> {
    let run = openrc_run(root);
    match script.strip_prefix(b"#!/sbin/openrc-run") {
        Some(rest) if matches!(rest.first(), None | Some(b'\n')) => {
            Cow::Owned([b"#!", run.as_os_str().as_bytes(), rest].concat())
        }
        _ => Cow::Borrowed(script),
    }
}

/// A program by its absolute path: in the Prefix, in PATH or where OpenRC is usually.
pub fn find(root: &[u8], program: &str) -> Option<PathBuf> {
    let mut folders = [own(root), folders()].concat();
    folders.extend(beyond_path());
    let folder = folders
        .iter()
        .find(|it| it.is_absolute() && is_in(it, program));
    folder.map(|folder| folder.join(program))
}

/// What PATH has to be for OpenRC's programs to be found, those of the Prefix before the
/// system's; `None` if it is that.
pub fn completed_path(root: &[u8]) -> Option<OsString> {
    let mut folders = folders();
    let missing: Vec<PathBuf> = own(root)
        .into_iter()
        .filter(|it| !folders.contains(it))
        .collect();
    folders.splice(0..0, missing);
    for program in ["openrc", "rc-service"] {
        if !folders.iter().any(|folder| is_in(folder, program)) {
            folders.extend(
                beyond_path()
                    .into_iter()
                    .find(|folder| is_in(folder, program)),
            );
        }
    }
    let path = env::join_paths(folders).ok();
    path.filter(|path| env::var_os("PATH").as_ref() != Some(path))
}
