//! Looking at what another user may have made. A FIFO, a device or a terabyte stops nobody
//! who looks, no symlink is followed, and nothing is written.

use crate::place::path;
use nix::fcntl::OFlag;
use openrc::sys::fs::join;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The most that is read of a file of the state directory, in bytes.
const STATE: u64 = 4096;
/// The most names that are taken of a directory.
const NAMES: usize = 100_000;

/// The runlevel that a state directory names; empty if it names none.
pub fn runlevel(svcdir: &[u8]) -> Vec<u8> {
    let content = file_content(path(&join(svcdir, b"softlevel")), STATE).unwrap_or_default();
    let mut lines = content.split(|byte| *byte == b'\n');
    lines.next().unwrap_or_default().to_vec()
}

/// The services in a directory of the state directory.
pub fn services(svcdir: &[u8], state: &[u8]) -> Vec<Vec<u8>> {
    names(path(&join(svcdir, state)))
}

/// The names in a directory, hidden ones left out, in the order of their bytes.
pub fn names(directory: &Path) -> Vec<Vec<u8>> {
    let mut names = all_names(directory);
    names.retain(|name| !name.starts_with(b"."));
    names.sort();
    names
}

/// The hidden names in a directory.
pub fn hidden_names(directory: &Path) -> Vec<Vec<u8>> {
    let mut names = all_names(directory);
    names.retain(|name| name.starts_with(b"."));
    names
}

fn all_names(directory: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let names = entries.take(NAMES);
    names.map(|entry| entry.file_name().into_vec()).collect()
}

/// What is in a regular file, up to `most` bytes of it.
///
/// # Errors
/// The kernel's, and that it is no regular file.
pub fn file_content(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let flags = OFlag::O_NONBLOCK | OFlag::O_NOFOLLOW | OFlag::O_NOCTTY;
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits())
        .open(file)?;
    if !opened.metadata()?.is_file() {
        return Err(io::Error::other("is not a regular file"));
    }
    let mut content = Vec::new();
    opened.take(most).read_to_end(&mut content)?;
    Ok(content)
}
