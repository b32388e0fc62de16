//! Files with a marker line, and symlinks to them. Each step can be the last one of a run
//! that is killed: the next run finds what it left.

use super::io_failure;
use crate::look;
use crate::place::{bytes, failure, path as to_path, text};
use companion::Failure;
use openrc::sys::{process, replace, Errno};
use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Whether a file is there and has the line.
///
/// # Errors
/// It is there without the line.
pub fn is_ours(path: &Path, marker: &[u8]) -> Result<bool, Failure> {
    let foreign = || {
        let marker = text(marker);
        failure(format!(
            "{}: is there, without the line `{marker}`",
            path.display()
        ))
    };
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(io_failure(path, &error)),
        Ok(metadata) if !metadata.is_file() => return Err(foreign()),
        Ok(_) => {}
    }
    let content = openrc::sys::fs::read(bytes(path), openrc::bounds::CONFIGURATION)
        .map_err(|errno| io_failure(path, &errno.into()))?;
    let mut lines = content.split(|byte| *byte == b'\n');
    match lines.any(|line| line == marker) {
        true => Ok(true),
        false => Err(foreign()),
    }
}

/// Writes one, whose content has the line. One of ours is replaced.
pub fn install(path: &Path, content: &[u8], marker: &[u8], program: bool) -> Result<(), Failure> {
    is_ours(path, marker)?;
    let written = match program {
        true => replace::script(bytes(path), content),
        false => replace::file(bytes(path), content),
    };
    written.map_err(|Errno(errno)| io_failure(path, &io::Error::from_raw_os_error(errno)))
}

/// Removes one of ours. Whether it was there.
pub fn remove(path: &Path, marker: &[u8]) -> Result<bool, Failure> {
    let is_there = is_ours(path, marker)?;
    if is_there {
        fs::remove_file(path).map_err(|error| io_failure(path, &error))?;
    }
    Ok(is_there)
}

/// Removes what runs that were killed have left of writing a file: hidden names beside it,
/// each with the number of its process.
pub fn sweep(path: &Path) -> Result<(), Failure> {
    let directory = path.parent().unwrap_or(path);
    let name = path.file_name().unwrap_or_default().as_bytes();
    for hidden in look::hidden_names(directory) {
        if writer(&hidden, name).is_some_and(|pid| !process::is_alive(pid)) {
            let hidden = directory.join(to_path(&hidden));
            fs::remove_file(&hidden).map_err(|error| io_failure(&hidden, &error))?;
        }
    }
    Ok(())
}

/// The process that wrote a hidden name: `.NAME.PID.N`.
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
    }
}
