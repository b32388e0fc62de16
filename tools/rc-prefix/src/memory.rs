//! The Prefixes that this user has made or entered: a path a line, the latest last.

use crate::place::{self, bytes, path};
use companion::Failure;
use openrc::sys::lock::Lock;
use openrc::sys::{replace, Errno};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where they are written down, where there is such a place.
fn file() -> Option<PathBuf> {
    base().map(|state| state.join("rc-prefix/list"))
}

/// The directory for what programs of this user keep.
fn base() -> Option<PathBuf> {
    let absolute = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|it| it.is_absolute())
    };
    let state = absolute("XDG_STATE_HOME");
    state.or_else(|| absolute("HOME").map(|home| home.join(".local/state")))
}

/// All of them.
pub fn known() -> io::Result<Vec<Vec<u8>>> {
    let file = file().ok_or_else(nowhere)?;
    let content = match openrc::sys::fs::read(bytes(&file), openrc::bounds::CONFIGURATION) {
        Err(Errno::NOENT) => Vec::new(),
        other => other?,
    };
    let lines = content.split(|byte| *byte == b'\n');
    Ok(lines
        .filter(|it| !it.is_empty())
        .map(<[u8]>::to_vec)
        .collect())
}

/// Writes one down, unless it is there.
pub fn remember(root: &[u8]) -> io::Result<()> {
    if known()?.iter().any(|known| known == root) {
        return Ok(());
    }
    change(|mut known| {
        known.retain(|one| one != root);
        known.push(root.to_vec());
        known
    })
}

/// Leaves out those that `is_kept` does not keep.
pub fn forget(is_kept: impl Fn(&[u8]) -> bool) -> io::Result<()> {
    if known()?.iter().all(|one| is_kept(one)) {
        return Ok(());
    }
    change(|mut known| {
        known.retain(|one| is_kept(one));
        known
    })
}

fn nowhere() -> io::Error {
    io::Error::other("neither XDG_STATE_HOME nor HOME says where the list is")
}

fn change(work: impl FnOnce(Vec<Vec<u8>>) -> Vec<Vec<u8>>) -> io::Result<()> {
    let file = file().ok_or_else(nowhere)?;
    check_base(&base().ok_or_else(nowhere)?)?;
    let folder = file.parent().map(PathBuf::from).unwrap_or_default();
    fs::create_dir_all(&folder)?;
    let _lock = Lock::take(bytes(&folder.join(".lock"))).map_err(os)?;
    let mut content = Vec::new();
    for one in work(known()?) {
        content.extend_from_slice(&one);
        content.push(b'\n');
    }
    replace::file(bytes(&file), &content).map_err(os)
}

fn check_base(base: &Path) -> io::Result<()> {
    place::check_base(base).map_err(|failure| match failure {
        Failure::Missing(what) => io::Error::other(what),
        Failure::Output(error) => error,
    })
}

fn os(errno: Errno) -> io::Error {
    let Errno(errno) = errno;
    io::Error::from_raw_os_error(errno)
}

/// A path that is written down, as one to look at.
pub fn is_there(root: &[u8]) -> bool {
    path(root).symlink_metadata().is_ok()
}
