//! Files that are there whole or not at all. A run that is killed leaves no more than a hidden
//! name, `.NAME.PID.N`, which the next run removes.

use crate::look;
use crate::place::path as to_path;
use openrc::sys::process;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Makes a file, unless there is one. Whether it was made.
///
/// # Errors
/// The kernel's; nothing is left then.
pub fn make(path: &Path, content: &[u8], mode: u32) -> io::Result<bool> {
    let hidden = hidden(path);
    let result = write(&hidden, content, mode).and_then(|()| publish(&hidden, path));
    // A second name of what was made, or half of it.
    match fs::remove_file(&hidden) {
        Err(error) if error.kind() != ErrorKind::NotFound && result.is_ok() => return Err(error),
        _ => {}
    }
    result
}

/// Takes the place of a file.
///
/// # Errors
/// The kernel's; the old file is there then.
pub fn replace(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    let hidden = hidden(path);
    let result = write(&hidden, content, mode).and_then(|()| fs::rename(&hidden, path));
    if result.is_err() {
        fs::remove_file(&hidden).ok();
    }
    result
}

fn hidden(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    let pid = process::pid();
    let hidden = [b".", name.as_bytes(), format!(".{pid}.0").as_bytes()].concat();
    path.with_file_name(to_path(&hidden))
}

fn write(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// A hard link takes no other file's place, as a rename would.
fn publish(hidden: &Path, path: &Path) -> io::Result<bool> {
    match fs::hard_link(hidden, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        // A file system without them.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(hidden, path).map(|()| true),
        Err(error) => Err(error),
    }
}

/// Removes what runs that were killed have left of writing a file.
///
/// # Errors
/// The kernel's.
pub fn sweep(path: &Path) -> io::Result<()> {
    let directory = path.parent().unwrap_or(path);
    let name = path.file_name().unwrap_or_default().as_bytes();
    for hidden in look::hidden_names(directory) {
        if writer(&hidden, name).is_some_and(|pid| !process::is_alive(pid)) {
            fs::remove_file(directory.join(to_path(&hidden)))?;
        }
    }
    Ok(())
}

/// The process that wrote a hidden name.
fn writer(hidden: &[u8], name: &[u8]) -> Option<i32> {
    let numbers = hidden.strip_prefix(b".")?.strip_prefix(name)?;
    let numbers = std::str::from_utf8(numbers).ok()?.strip_prefix('.')?;
    let (pid, serial) = numbers.split_once('.')?;
    serial.parse::<u32>().ok()?;
    pid.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_of_a_file() {
        assert_eq!(writer(b".a.b.12.0", b"a.b"), Some(12));
        for other in [&b".a.b.12"[..], b".a.b.12.x", b".a.b.c.12.0", b"a.b.12.0"] {
            assert_eq!(writer(other, b"a.b"), None);
        }
        let hidden = hidden(Path::new("/d/a.b"));
        let name = hidden.file_name().unwrap().as_bytes();
        assert_eq!(writer(name, b"a.b"), Some(process::pid()));
    }
}
